/* test-seeds-tagged.c - the seeds of the fuzzer for what taggers say. */
#include "fuzz/tagged.c"

#include "support/seeds.h"

static void
test_the_seeds_for_taggers_do_no_harm (void)
{
    unsigned n =
        seeds_replay ("tests/fuzz/seeds/tagged", "\t\n\r\t\n#-.0123_\xC3\xFF", 2000);

    g_assert_cmpuint (n, >=, 5);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/seeds/tagged", test_the_seeds_for_taggers_do_no_harm);
    return g_test_run ();
}
