/* test-advice.c - why there are no hits is told, and what to do. */
#include "support/scratch-index.c"

#include "query/hits.h"

static const char *const book[] = { "The",  "war",   "of",  "the",   "worlds",
                                    ",",    "the",   "WAR", "of",    "all",
                                    "and",  "peace", ".",   "don’t", "a.m.",
                                    "Café", "wars",  "war", "war",   "!" };

static void
test_no_hits_are_explained (void)
{
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (book, G_N_ELEMENTS (book));
    g_autoptr (CopiaQuery) missing =
        copia_query_parse ("the wra zzzzzz", COPIA_LANGUAGE_SIMPLE, NULL);
    g_autoptr (CopiaQuery) order =
        copia_query_parse ("peace war", COPIA_LANGUAGE_SIMPLE, NULL);
    g_autofree char *first = copia_hits_advice (scratch->index, missing);
    g_autofree char *second = copia_hits_advice (scratch->index, order);
    g_autoptr (CopiaQuery) twice =
        copia_query_parse ("zzzzzz war zzzzzz war", COPIA_LANGUAGE_SIMPLE, NULL);
    g_autoptr (CopiaQuery) doubled =
        copia_query_parse ("peace peace", COPIA_LANGUAGE_SIMPLE, NULL);
    g_autofree char *third = copia_hits_advice (scratch->index, twice);
    g_autofree char *fourth = copia_hits_advice (scratch->index, doubled);

    g_assert_cmpstr (
        first, ==, "nothing matches 'wra'; near it: war (4)\nnothing matches 'zzzzzz'");
    g_assert_cmpstr (second, ==,
                     "each part occurs ('peace' 1, 'war' 4), but never in this order; "
                     "allow words between with +{0,5}");
    g_assert_cmpstr (third, ==, "nothing matches 'zzzzzz'");
    g_assert_cmpstr (fourth, ==,
                     "each part occurs ('peace' 1), but never in this order; "
                     "allow words between with +{0,5}");
}

static void
test_quotes_that_may_be_those_of_cql_are_told (void)
{
    static const struct {
        const char *query;
        CopiaLanguage language;
        bool told;
    } cases[] = {
        { "'the' 'war'", COPIA_LANGUAGE_SIMPLE, true },
        { " 'the'  'zzzzzz' ", COPIA_LANGUAGE_SIMPLE, true },
        { "'the war'", COPIA_LANGUAGE_SIMPLE, false },
        { "'war'", COPIA_LANGUAGE_SIMPLE, false },
        { "'the' zzzzzz", COPIA_LANGUAGE_SIMPLE, false },
        { "'war' 'the'", COPIA_LANGUAGE_CQL, false },
    };
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (book, G_N_ELEMENTS (book));

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (CopiaQuery) query =
            copia_query_parse (cases[i].query, cases[i].language, NULL);
        g_autofree char *advice = copia_hits_advice (scratch->index, query);

        g_assert_nonnull (advice);
        g_assert_true (cases[i].told == (strstr (advice, "--cql") != NULL));
    }
}

static void
test_habits_of_other_search_boxes_are_told (void)
{
    static const struct {
        const char *query;
        CopiaLanguage language;
        const char *says;
    } cases[] = {
        { "war and peace?", COPIA_LANGUAGE_SIMPLE, "; ? stands for one character" },
        { "peac?ful?", COPIA_LANGUAGE_SIMPLE, "'peac?ful?'" },
        { "\"the war\"", COPIA_LANGUAGE_CQL, "each: \"the\" \"war\"" },
        { "“the zzzzzz”", COPIA_LANGUAGE_SIMPLE,
          "in the text; without them: the zzzzzz" },
        { "'zzzzzz'", COPIA_LANGUAGE_SIMPLE, "in the text; without them: zzzzzz" },
        { "[word=\"of  all\"]", COPIA_LANGUAGE_CQL, "each: \"of\" \"\" \"all\"" },
    };
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (book, G_N_ELEMENTS (book));

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (CopiaQuery) query =
            copia_query_parse (cases[i].query, cases[i].language, NULL);
        g_autofree char *advice = copia_hits_advice (scratch->index, query);

        g_assert_nonnull (advice);
        g_assert_nonnull (strstr (advice, cases[i].says));
        g_assert_true (i != 1 || !strstr (advice, "; ?"));
    }
}

static void
test_no_hits_of_context_are_explained (void)
{
    static const struct {
        const char *query, *says;
    } cases[] = {
        { "MU(meet \"peace\" \"zzzzzz\" -9 9)", "nothing matches '\"zzzzzz\"'" },
        { "MU(meet \"peace\" \"peace\" 1 1)",
          "each part occurs ('\"peace\"' 1), but never so near each other; widen the "
          "window, as in -10 10" },
        { "\"peace\" (?= \"peace\")", "it occurs ('\"peace\"' 1), but never where "
                                      "borders and neighbours allow it; leave one "
                                      "out to see which" },
    };
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (book, G_N_ELEMENTS (book));

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (CopiaQuery) query =
            copia_query_parse (cases[i].query, COPIA_LANGUAGE_CQL, NULL);
        g_autofree char *advice = copia_hits_advice (scratch->index, query);

        g_assert_cmpstr (advice, ==, cases[i].says);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/advice/rows", test_no_hits_are_explained);
    g_test_add_func ("/advice/quotes-that-may-be-those-of-cql-are-told",
                     test_quotes_that_may_be_those_of_cql_are_told);
    g_test_add_func ("/advice/habits-of-other-search-boxes-are-told",
                     test_habits_of_other_search_boxes_are_told);
    g_test_add_func ("/advice/context", test_no_hits_of_context_are_explained);
    return g_test_run ();
}
