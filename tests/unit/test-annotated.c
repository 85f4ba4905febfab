/* test-annotated.c - the seeds of the fuzzer for annotated text, and what a few changes make of
 * them.
 */
#include "fuzz/annotated.c"

#define CHANGED 150

static void
try_changed (const char *text, gsize size)
{
    static const char marks[] = "<>/\t\n&;-.=_#1 g\"";
    g_autofree char *copy = g_memdup2 (text, size);

    for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
        copy[g_test_rand_int_range (0, (gint32) size)] =
            marks[g_test_rand_int_range (0, sizeof marks - 1)];
    LLVMFuzzerTestOneInput ((const uint8_t *) copy, size);
}

static void
test_seeds_and_what_is_near_them_do_no_harm (void)
{
    const char *folder = "tests/fuzz/seeds/annotated", *name;
    g_autoptr (GDir) seeds = g_dir_open (folder, 0, NULL);
    unsigned n = 0;

    g_assert_nonnull (seeds);
    for (; (name = g_dir_read_name (seeds)); n++) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *text = NULL;
        gsize size;

        g_assert_true (g_file_get_contents (path, &text, &size, NULL));
        LLVMFuzzerTestOneInput ((const uint8_t *) text, size);
        for (unsigned i = 0; i < CHANGED; i++)
            try_changed (text, size);
    }
    g_assert_cmpuint (n, >=, 4);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/annotated/seeds", test_seeds_and_what_is_near_them_do_no_harm);
    return g_test_run ();
}
