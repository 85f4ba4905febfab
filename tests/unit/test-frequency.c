/* test-frequency.c - counts by unit against a plain scan. */
#include "study/division.h"
#include "study/frequency.h"

#include "base/error.h"
#include "study-answer.h"

ANSWER (frequency)

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_say (corpus, "We begin _.");
    corpus_open (corpus, "part", "War", "1");
    corpus_open (corpus, "chapter", "One", "1");
    corpus_say (corpus, "We the people _, we fight _.");
    corpus_close (corpus);
    corpus_open (corpus, "chapter", "Two", "2");
    corpus_say (corpus, "They rest _.");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static Answer
count_in (const Corpus *corpus, const char *text, const char *by, uint32_t slices)
{
    g_autoptr (CopiaQuery) query =
        copia_query_parse (text, COPIA_LANGUAGE_SIMPLE, NULL);
    const CopiaQuery *queries[] = { query };
    CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;

    ask.queries = queries;
    ask.n_queries = 1;
    ask.by = by;
    ask.slices = slices;
    ask.per = 100;
    return answer_of (frequency_study, corpus, &ask);
}

static void
test_every_unit_is_a_row (void)
{
    static const char *const columns[] = { "query",    "part",      "chapter",
                                           "words",    "count",     "rate",
                                           "rate_low", "rate_high", NULL };
    g_autoptr (Corpus) corpus = small ();
    g_auto (Answer) answer = count_in (corpus, "we", "chapter", 0);

    g_assert_cmpuint (answer.rows->len, ==, 4);
    g_assert_cmpstrv (answer.rows->pdata[0], columns);
    g_assert_cmpstr (cell (&answer, 1, 1), ==, "War");
    g_assert_cmpstr (cell (&answer, 1, 2), ==, "One");
    g_assert_cmpuint (number_in (&answer, 1, 3), ==, 5);
    g_assert_cmpuint (number_in (&answer, 1, 4), ==, 2);
    assert_close (cell (&answer, 1, 5), 40);
    /* Wilson (1927) of 2 in 5, as Newcombe (1998) computes it: .1176 to .7693 */
    g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell (&answer, 1, 6), NULL), 11.76,
                                    0.01);
    g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell (&answer, 1, 7), NULL), 76.93,
                                    0.01);
    g_assert_cmpuint (number_in (&answer, 2, 4), ==, 0);
    g_assert_cmpstr (cell (&answer, 3, 1), ==, "");
    g_assert_cmpstr (cell (&answer, 3, 2), ==, "(outside)");
    g_assert_cmpuint (number_in (&answer, 3, 4), ==, 1);
    g_assert_cmpuint (answer.found.hits, ==, 3);
    g_assert_cmpuint (answer.found.rows, ==, 3);
}

static void
test_slices_are_equal_and_numbered (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_auto (Answer) answer = count_in (corpus, "we", NULL, 4);
    static const uint64_t words[] = { 2, 2, 2, 3 }, counts[] = { 1, 1, 1, 0 };

    g_assert_cmpstr (cell (&answer, 0, 1), ==, "slice");
    for (guint i = 0; i < 4; i++) {
        g_assert_cmpuint (number_in (&answer, i + 1, 1), ==, i + 1);
        g_assert_cmpuint (number_in (&answer, i + 1, 2), ==, words[i]);
        g_assert_cmpuint (number_in (&answer, i + 1, 3), ==, counts[i]);
    }
}

static void
test_a_page_of_rows_is_cut_from_all (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) we = copia_query_parse ("we", COPIA_LANGUAGE_SIMPLE, NULL);
    g_autoptr (CopiaQuery) they =
        copia_query_parse ("they", COPIA_LANGUAGE_SIMPLE, NULL);
    const CopiaQuery *queries[] = { we, they };
    CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;

    ask.queries = queries;
    ask.n_queries = 2;
    ask.by = "chapter";
    ask.of.offset = 2;
    ask.of.limit = 3;
    g_auto (Answer) answer = answer_of (frequency_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len, ==, 4);
    g_assert_cmpstr (cell (&answer, 1, 2), ==, "(outside)");
    g_assert_cmpstr (cell (&answer, 2, 0), ==, "they");
    g_assert_cmpuint (number_in (&answer, 3, 4), ==, 1);
    g_assert_cmpuint (answer.found.rows, ==, 6);
    g_assert_cmpuint (answer.found.hits, ==, 4);
}

static void
test_bad_options_are_refused (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("we", COPIA_LANGUAGE_SIMPLE, NULL);
    const CopiaQuery *queries[] = { query };
    const CopiaFrequencyAsk good = {
        .of = COPIA_ASK_USUAL, .queries = queries, .n_queries = 1, .per = 1000
    };
    CopiaFrequencyAsk bad[5] = { good, good, good, good, good };

    bad[0].per = 0;
    bad[1].slices = COPIA_MOST_SLICES + 1;
    bad[2].by = "chapter";
    bad[2].slices = 2;
    bad[3].by = "verse";
    bad[4].of.parts = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autoptr (GError) error = NULL;

        g_assert_null (copia_frequency_part (corpus->index, &bad[i], 0, 5, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    }
}

/* ---- the oracle */

enum { NOT_IN_SCOPE = -1, OUTSIDE = -2 };

/* The slice of the word that is number k of `words`, from 1; 0 where no word came yet. */
static int
slice_of (uint64_t k, uint64_t words, uint32_t slices)
{
    int slice = 0;

    while (words * (uint64_t) (slice + 1) / slices < k)
        slice++;
    return slice;
}

/* The unit of every cpos (int); *n: how many units there are. */
static GArray *
units_by_scan (const Corpus *corpus, const CopiaSubcorpus *where, const char *by,
               uint32_t slices, int *n)
{
    GArray *units = g_array_new (FALSE, FALSE, sizeof (int));
    const Region *last = NULL;
    uint64_t words = 0, before = 0;
    bool outside = false;

    for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++)
        words += where_holds (where, cpos, cpos) && token_at (corpus, cpos)->is_word;
    *n = by ? 0 : (int) MAX (slices, 1);
    for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++) {
        const Region *region = by ? region_at (corpus, by, cpos) : NULL;
        int unit = by ? OUTSIDE : 0;

        if (!where_holds (where, cpos, cpos)) {
            unit = NOT_IN_SCOPE;
        } else if (region) {
            *n += region != last;
            last = region;
            unit = *n - 1;
        } else if (slices > 0) {
            before += token_at (corpus, cpos)->is_word;
            unit = slice_of (before, words, slices);
        }
        outside = outside || unit == OUTSIDE;
        g_array_append_val (units, unit);
    }
    for (guint i = 0; i < units->len; i++)
        if (g_array_index (units, int, i) == OUTSIDE)
            g_array_index (units, int, i) = *n;
    *n += outside;
    return units;
}

static uint64_t
words_of (const Corpus *corpus, const GArray *units, int unit)
{
    uint64_t words = 0;

    for (guint i = 0; i < units->len; i++)
        words += g_array_index (units, int, i) == unit && token_at (corpus, i)->is_word;
    return words;
}

static uint64_t
hits_of (const GArray *hits, const GArray *units, int unit)
{
    uint64_t count = 0;

    for (guint i = 0; i < hits->len; i++)
        count +=
            g_array_index (units, int, g_array_index (hits, CopiaHit, i).start) == unit;
    return count;
}

/* Has one unit of three more than half of ten hits or more, but not of the words? */
static bool
is_clump (const Corpus *corpus, const GArray *hits, const GArray *units, int n)
{
    uint64_t words = 0;
    int best = 0;

    for (int unit = 0; unit < n; unit++) {
        words += words_of (corpus, units, unit);
        if (hits_of (hits, units, unit) > hits_of (hits, units, best))
            best = unit;
    }
    return n >= 3 && hits->len >= 10 && 2 * hits_of (hits, units, best) > hits->len &&
           words_of (corpus, units, best) <= words / 2;
}

static void
check_clump (const Corpus *corpus, const CopiaFrequencyAsk *ask, const GArray *hits,
             const Answer *answer)
{
    int n;
    const char *by = ask->by || ask->slices > 0 ? ask->by : "chapter";
    g_autoptr (GArray) units =
        units_by_scan (corpus, ask->of.where, by, ask->slices, &n);

    g_assert_cmpint (strstr (answer->notes->str, " hits stand ") != NULL, ==,
                     is_clump (corpus, hits, units, n));
}

static void
check_counts (const Corpus *corpus, GRand *rand)
{
    static const char *const structures[] = { NULL, "chapter", "part", "text",
                                              "s",  "p",       "head" };
    g_auto (Wanted) wanted = wanted_random (rand);
    g_autoptr (CopiaQuery) query = wanted_query (&wanted);
    g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
    g_autoptr (GArray) hits = wanted_hits (&wanted, corpus, where), units = NULL;
    const CopiaQuery *queries[] = { query };
    CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;
    uint32_t parts = (uint32_t[]){ 1, 2, 3, 7 }[g_rand_int_range (rand, 0, 4)];
    int n;

    ask.queries = queries;
    ask.n_queries = 1;
    ask.of.where = where;
    ask.by = structures[g_rand_int_range (rand, 0, G_N_ELEMENTS (structures))];
    if (ask.by && !copia_index_find_structure (corpus->index, ask.by))
        ask.by = "s";
    if (!ask.by)
        ask.slices = (uint32_t) g_rand_int_range (rand, 0, 40);
    units = units_by_scan (corpus, where, ask.by, ask.slices, &n);
    ask.of.parts = parts;
    g_auto (Answer) answer = answer_of (frequency_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len - 1, ==, n);
    for (int unit = 0; unit < n; unit++) {
        guint row = (guint) unit + 1, columns = g_strv_length (answer.rows->pdata[0]);
        uint64_t words = words_of (corpus, units, unit);
        uint64_t count = hits_of (hits, units, unit);

        g_assert_cmpuint (number_in (&answer, row, columns - 4), ==, count);
        g_assert_cmpuint (number_in (&answer, row, columns - 5), ==, words);
        if (words > 0)
            assert_close (cell (&answer, row, columns - 3),
                          1e6 * (double) count / (double) words);
    }
    g_assert_cmpuint (answer.found.hits, ==, hits->len);
    check_clump (corpus, &ask, hits, &answer);
}

static void
test_counts_agree_with_a_plain_scan (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 20; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 40; k++)
            check_counts (corpus, rand);
    }
}

/* Chapters of one word each, forty to a chapter; "a" stands in the second one alone. */
static Corpus *
four_chapters (void)
{
    static const char *const words[] = { "the", "a", "of", "the" };
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS (words); i++) {
        corpus_open (corpus, "chapter", NULL, NULL);
        for (int k = 0; k < 40; k++)
            corpus_say (corpus, words[i]);
        corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static void
test_hits_of_one_chapter_are_told_of (void)
{
    static const struct {
        const char *query, *wanted;
    } cases[] = {
        { "a", "'a': 40 of the 40 hits stand in one unit, chapter 2: the rate" },
        { "a|of", NULL },
        { "the", NULL },
        { "a + a", "'a + a': 38 of the 38 hits stand in one unit, chapter 2" },
        { "the a", NULL },
    };
    g_autoptr (Corpus) corpus = four_chapters ();

    for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++)
        for (uint32_t parts = 1; parts < 9; parts++) {
            g_autoptr (CopiaQuery) query =
                copia_query_parse (cases[i].query, COPIA_LANGUAGE_SIMPLE, NULL);
            const CopiaQuery *queries[] = { query };
            CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;

            ask.queries = queries;
            ask.n_queries = 1;
            ask.of.parts = parts;
            g_auto (Answer) answer = answer_of (frequency_study, corpus, &ask);
            if (cases[i].wanted)
                g_assert_nonnull (strstr (answer.notes->str, cases[i].wanted));
            else
                g_assert_null (strstr (answer.notes->str, "hits stand"));
        }
}

/* Long lists are counted by their directory, not posting by posting. */
static void
test_long_lists_are_counted_alike (void)
{
    g_autoptr (Corpus) corpus = corpus_new ();
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);
    uint64_t expected[5] = { 0 };

    corpus_open (corpus, "text", NULL, NULL);
    for (guint unit = 0; unit < 5; unit++) {
        if (unit % 2 == 0)
            corpus_open (corpus, "chapter", NULL, NULL);
        for (int i = g_rand_int_range (rand, 300, 1500); i > 0; i--) {
            bool hit = g_rand_int_range (rand, 0, 3) > 0;

            corpus_token (corpus, " ", hit ? "the" : "a");
            expected[unit] += hit;
        }
        if (unit % 2 == 0)
            corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    for (uint32_t parts = 1; parts < 9; parts++) {
        g_autoptr (CopiaQuery) query =
            copia_query_parse ("the", COPIA_LANGUAGE_SIMPLE, NULL);
        const CopiaQuery *queries[] = { query };
        CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;

        ask.queries = queries;
        ask.n_queries = 1;
        ask.by = "chapter";
        ask.of.parts = parts;
        g_auto (Answer) answer = answer_of (frequency_study, corpus, &ask);
        for (guint row = 1; row <= 3; row++)
            g_assert_cmpuint (number_in (&answer, row, 3), ==, expected[2 * (row - 1)]);
        g_assert_cmpuint (number_in (&answer, 4, 3), ==, expected[1] + expected[3]);
    }
}

/* Texts one after the other, of n = 1, 2, 10, or without n. */
static Corpus *
dated (GRand *rand)
{
    static const char *const dates[] = { "10", "2", NULL, "1" };
    Corpus *corpus = corpus_new ();

    for (int i = 0; i < 12; i++) {
        corpus_open (corpus, "text", NULL, dates[g_rand_int_range (rand, 0, 4)]);
        corpus_random_run (corpus, rand, 20);
        corpus_close (corpus);
    }
    corpus_finish (corpus);
    return corpus;
}

static void
scan_date (const Corpus *corpus, const char *date, uint64_t *words, uint64_t *hits)
{
    *words = *hits = 0;
    for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++) {
        if (g_strcmp0 (region_at (corpus, "text", cpos)->n, date) != 0)
            continue;
        *words += token_at (corpus, cpos)->is_word;
        *hits += strcmp (token_at (corpus, cpos)->form, "the") == 0;
    }
}

static void
test_regions_of_one_value_are_one_unit (void)
{
    guint32 seed = g_test_rand_int ();
    GRand *rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int round = 0; round < 50; round++) {
        static const char *const dates[] = { "1", "2", "10", NULL };
        g_autoptr (Corpus) corpus = dated (rand);
        g_auto (Answer) answer = count_in (corpus, "the", "text.n", 0);
        guint row = 1;

        g_assert_cmpstr (cell (&answer, 0, 1), ==, "text.n");
        for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
            uint64_t words, hits, tokens = 0;

            for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++)
                tokens +=
                    g_strcmp0 (region_at (corpus, "text", cpos)->n, dates[i]) == 0;
            if (tokens == 0)
                continue;
            scan_date (corpus, dates[i], &words, &hits);
            g_assert_cmpstr (cell (&answer, row, 1), ==,
                             dates[i] ? dates[i] : "(outside)");
            g_assert_cmpuint (number_in (&answer, row, 2), ==, words);
            g_assert_cmpuint (number_in (&answer, row, 3), ==, hits);
            row++;
        }
        g_assert_cmpuint (answer.rows->len, ==, row);
    }
    g_rand_free (rand);
}

static void
test_attributes_that_are_not_there_are_named (void)
{
    static const char *const wrong[] = { "chapter.x", "chapter.", "chapter._tail" };
    g_autoptr (Corpus) corpus = small ();

    for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autoptr (GError) error = NULL;
        CopiaDivision division;

        g_assert_false (
            copia_division_read (&division, corpus->index, wrong[i], &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_true (g_str_has_suffix (error->message, "; it has title, n"));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/frequency/every-unit-is-a-row", test_every_unit_is_a_row);
    g_test_add_func ("/frequency/slices-are-equal-and-numbered",
                     test_slices_are_equal_and_numbered);
    g_test_add_func ("/frequency/a-page-of-rows-is-cut-from-all",
                     test_a_page_of_rows_is_cut_from_all);
    g_test_add_func ("/frequency/bad-options-are-refused",
                     test_bad_options_are_refused);
    g_test_add_func ("/frequency/counts-agree-with-a-plain-scan",
                     test_counts_agree_with_a_plain_scan);
    g_test_add_func ("/frequency/hits-of-one-chapter-are-told-of",
                     test_hits_of_one_chapter_are_told_of);
    g_test_add_func ("/frequency/long-lists-are-counted-alike",
                     test_long_lists_are_counted_alike);
    g_test_add_func ("/frequency/regions-of-one-value-are-one-unit",
                     test_regions_of_one_value_are_one_unit);
    g_test_add_func ("/frequency/attributes-that-are-not-there-are-named",
                     test_attributes_that_are_not_there_are_named);
    return g_test_run ();
}
