/* seeds.h - what a target of the fuzzer is tried with in every run of the tests: its seeds, and
 * what a few changes make of them.  Include it behind the target.
 */
#pragma once

#include <glib.h>

/* Bytes of `marks` are put in, others are dropped or turned over.  The number of seeds. */
static inline unsigned
seeds_replay (const char *folder, const char *marks, unsigned changes)
{
    g_autoptr (GDir) seeds = g_dir_open (folder, 0, NULL);
    const char *name;
    unsigned n = 0;

    g_assert_nonnull (seeds);
    for (; (name = g_dir_read_name (seeds)); n++) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *text = NULL;
        gsize size;

        g_assert_true (g_file_get_contents (path, &text, &size, NULL));
        LLVMFuzzerTestOneInput ((const uint8_t *) text, size);
        for (unsigned i = 0; i < changes && size > 0; i++) {
            g_autofree char *copy = g_memdup2 (text, size);

            for (int k = g_test_rand_int_range (1, 4); k > 0; k--)
                copy[g_test_rand_int_range (0, (gint32) size)] =
                    marks[g_test_rand_int_range (0, (gint32) strlen (marks))];
            LLVMFuzzerTestOneInput ((const uint8_t *) copy, size);
        }
    }
    return n;
}
