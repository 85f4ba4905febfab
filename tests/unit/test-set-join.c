/* test-set-join.c - how many files a set keeps, and how often a token is written again. */
#include "index/set-join.h"

/* Files of up to `most` tokens are added one after the other. */
static void
add_files (unsigned n, unsigned most, guint *files, double *written)
{
    g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    uint64_t added = 0, again = 0;

    *files = 0;
    for (unsigned i = 0; i < n; i++) {
        uint64_t size = (uint64_t) g_test_rand_int_range (1, (gint) most + 1), sum = 0;
        guint first;

        added += size;
        g_array_append_val (tokens, size);
        first = copia_join_from ((const uint64_t *) (const void *) tokens->data,
                                 tokens->len);
        for (guint k = first; k < tokens->len; k++)
            sum += g_array_index (tokens, uint64_t, k);
        if (sum > 0) {
            g_array_set_size (tokens, first);
            g_array_append_val (tokens, sum);
        }
        again += sum;
        *files = MAX (*files, tokens->len);
    }
    *written = (double) again / (double) added;
}

static void
test_files_are_few_and_tokens_seldom_written (void)
{
    guint files;
    double written;

    add_files (1000, 1, &files, &written);
    g_assert_cmpuint (files, <=, 24);
    g_assert_cmpfloat (written, <, 3.5);
    add_files (100000, 1000, &files, &written);
    g_assert_cmpuint (files, <=, 50);
    g_assert_cmpfloat (written, <, 7);
    add_files (300, 1000000, &files, &written); /* more than one file should hold */
    g_assert_cmpuint (files, <=, 40);
    g_assert_cmpfloat (written, <, 3);
}

static void
test_a_large_file_is_not_read_for_small_ones (void)
{
    const uint64_t large_first[] = { 100000, 10, 10, 10, 10, 10, 10, 10, 10 };
    const uint64_t large_last[] = { 10, 10, 10, 10, 10, 10, 10, 100000 };
    const uint64_t too_large[] = { UINT64_MAX, 1u << 31, 1u << 31, 1u << 31, 1u << 31,
                                   1u << 31,   1u << 31, 1u << 31, 1u << 31 };

    g_assert_cmpuint (copia_join_from (large_first, 9), ==, 1);
    g_assert_cmpuint (copia_join_from (large_first, 8), ==, 8);
    g_assert_cmpuint (copia_join_from (large_last, 8), ==, 8);
    g_assert_cmpuint (copia_join_from (too_large, 9), ==, 9);
    g_assert_cmpuint (copia_join_from (large_first, 0), ==, 0);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/set-join/few-files",
                     test_files_are_few_and_tokens_seldom_written);
    g_test_add_func ("/set-join/large-files",
                     test_a_large_file_is_not_read_for_small_ones);
    return g_test_run ();
}
