/* test-seeds-answers.c - the seeds of the fuzzer for answers. */
#include "fuzz/answers.c"

#include "support/seeds.h"

static void
test_the_seeds_for_answers_do_no_harm (void)
{
    unsigned n = seeds_replay ("tests/fuzz/seeds/answers",
                               "\x1F\t\n\r\"',;=+-@<>&\x1B\x7F\xE2\x80\xAE\xFF", 100);

    g_assert_cmpuint (n, >=, 8);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/seeds/answers", test_the_seeds_for_answers_do_no_harm);
    return g_test_run ();
}
