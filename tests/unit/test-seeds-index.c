/* test-seeds-index.c - the seeds of the fuzzer for index files. */
#include "fuzz/index.c"

#include "support/seeds.h"

static void
test_the_seeds_for_index_files_do_no_harm (void)
{
    unsigned n =
        seeds_replay ("tests/fuzz/seeds/index", "\1\2\3\7\x7F\x80\xFE\xFF\t\n0", 200);

    g_assert_cmpuint (n, >=, 6);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/seeds/index", test_the_seeds_for_index_files_do_no_harm);
    return g_test_run ();
}
