/* test-numbers.c - long arrays are the same in memory and in a file. */
#include "base/numbers.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static uint32_t
value_of (uint64_t i)
{
    return (uint32_t) (i * 2654435761u);
}

static void
fill (CopiaNumbers *stream, uint64_t size)
{
    uint32_t some[5000];

    for (uint64_t at = 0; at < size;) {
        size_t n = (size_t) g_test_rand_int_range (1, 5000);

        n = MIN (n, size - at);
        for (size_t i = 0; i < n; i++)
            some[i] = value_of (at + i);
        copia_numbers_append (stream, some, n);
        at += n;
    }
}

static void
check (const CopiaNumbers *stream, uint64_t size, uint32_t add)
{
    g_autofree uint32_t *buffer = g_new (uint32_t, COPIA_NUMBERS_BLOCK);
    uint64_t seen = 0;

    g_assert_cmpuint (copia_numbers_size (stream), ==, size);
    for (uint64_t i = 0; i < copia_numbers_blocks (stream); i++) {
        size_t n;
        const uint32_t *values = copia_numbers_block (stream, i, buffer, &n);

        for (size_t k = 0; k < n; k++)
            g_assert_cmpuint (values[k], ==, value_of (seen + k) + add);
        seen += n;
    }
    g_assert_cmpuint (seen, ==, size);
    if (size > 0)
        g_assert_cmpuint (copia_numbers_last (stream), ==, value_of (size - 1) + add);
}

static void
add_to_all (CopiaNumbers *stream, uint32_t add)
{
    g_autofree uint32_t *buffer = g_new (uint32_t, COPIA_NUMBERS_BLOCK);

    for (uint64_t i = 0; i < copia_numbers_blocks (stream); i++) {
        size_t n;
        const uint32_t *values = copia_numbers_block (stream, i, buffer, &n);

        for (size_t k = 0; k < n; k++)
            buffer[k] = values[k] + add;
        copia_numbers_put (stream, i, buffer);
    }
}

static void
test_a_stream_is_the_same_in_memory_and_in_a_file (void)
{
    static const uint64_t sizes[] = { 0, 1, 65535, 65536, 65537, 400000 };
    static const uint64_t memories[] = { 0, 1, 600000 };
    g_autofree char *folder = g_dir_make_tmp ("copia-stream-XXXXXX", NULL);
    g_autofree char *path = g_build_filename (folder, "x.copia", NULL);

    for (size_t i = 0; i < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (memories); i++) {
        uint64_t size = sizes[i % G_N_ELEMENTS (sizes)];
        CopiaStore *store = copia_store_new (path, memories[i / G_N_ELEMENTS (sizes)]);
        CopiaNumbers *one = copia_numbers_new (store), *two = copia_numbers_new (store);

        fill (one, size);
        fill (two, size / 2);
        check (one, size, 0);
        add_to_all (one, 3);
        check (one, size, 3);
        check (two, size / 2, 0);
        g_assert_true (copia_store_check (store, NULL));
        copia_numbers_free (one);
        copia_numbers_free (two);
        copia_store_free (store);
    }
    g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing was left in it */
}

static void
fail_for_want_of_room (void)
{
    const struct rlimit limit = { 300000, 300000 };
    g_autoptr (GError) error = NULL;
    CopiaStore *store = copia_store_new ("./x.copia", 1);
    CopiaNumbers *stream = copia_numbers_new (store);

    (void) signal (SIGXFSZ, SIG_IGN);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
    fill (stream, 400000);
    g_assert_false (copia_store_check (store, &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
    g_assert_nonnull (strstr (error->message, "x.copia: cannot put aside"));
    copia_numbers_free (stream);
    copia_store_free (store);
}

static void
test_a_full_disk_is_an_error_that_sticks (void)
{
    if (g_test_subprocess ()) {
        fail_for_want_of_room ();
        return;
    }
    g_test_trap_subprocess (NULL, 0, 0);
    g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/numbers/same",
                     test_a_stream_is_the_same_in_memory_and_in_a_file);
    g_test_add_func ("/numbers/full", test_a_full_disk_is_an_error_that_sticks);
    return g_test_run ();
}
