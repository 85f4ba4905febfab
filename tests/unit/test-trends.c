/* test-trends.c - rises, falls and bursts that are known. */
#include "study/trends.h"

#include "base/error.h"
#include "stats/trend.h"
#include "study-answer.h"

ANSWER (trends)

enum { ITEM, COUNT, RANGE, UNITS, SLOPE, RHO, TAU, P, BURSTINESS, WEIBULL };

/* Six chapters of ten words: "up" stands n times in chapter n, "down" 6 - n times, "even"
 * twice in each. */
static Corpus *
six_chapters (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    for (int n = 0; n < 6; n++) {
        g_autofree char *number = g_strdup_printf ("%d", n + 1);

        corpus_open (corpus, "chapter", NULL, number);
        for (int i = 0; i < 10; i++)
            corpus_token (corpus, " ",
                          i < n              ? "up"
                          : i < 5            ? "down"
                          : i == 6 || i == 8 ? "even"
                                             : "and");
        corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static Answer
ask_for (const Corpus *corpus, const char *word)
{
    g_autoptr (CopiaQuery) query =
        copia_query_parse (word, COPIA_LANGUAGE_SIMPLE, NULL);
    const CopiaQuery *queries[] = { query };
    CopiaTrendsAsk ask = COPIA_TRENDS_USUAL;

    ask.queries = queries;
    ask.n_queries = 1;
    ask.by = "chapter";
    ask.per = 10;
    return answer_of (trends_study, corpus, &ask);
}

static void
test_what_rises_has_a_trend_of_one (void)
{
    g_autoptr (Corpus) corpus = six_chapters ();

    g_auto (Answer) up = ask_for (corpus, "up");
    g_assert_cmpuint (number_in (&up, 1, COUNT), ==, 15);
    g_assert_cmpuint (number_in (&up, 1, RANGE), ==, 5);
    g_assert_cmpuint (number_in (&up, 1, UNITS), ==, 6);
    assert_close (cell (&up, 1, SLOPE), 1);
    assert_close (cell (&up, 1, RHO), 1);
    assert_close (cell (&up, 1, TAU), 1);
    /* S = 15, variance 6 x 5 x 17 / 18 = 28.33, z = 14 / 5.323 = 2.630 */
    g_assert_cmpfloat (fabs (g_ascii_strtod (cell (&up, 1, P), NULL) - 0.008535), <,
                       1e-5);
    g_auto (Answer) down = ask_for (corpus, "down");
    assert_close (cell (&down, 1, TAU), -1);
    assert_close (cell (&down, 1, SLOPE), -1);
}

static void
test_the_line_of_a_trend_goes_through_the_medians (void)
{
    const double y[] = { 1, 3, 5, 7, 100 }; /* one outlier moves neither */
    CopiaTrend trend = copia_trend (y, 5);

    g_assert_cmpfloat_with_epsilon (trend.slope, 2, 1e-12);
    g_assert_cmpfloat_with_epsilon (copia_trend_intercept (y, 5, trend.slope), 1,
                                    1e-12);
    g_assert_true (isnan (copia_trend_intercept (y, 0, 1)));
}

static void
test_what_stays_has_none_and_it_is_said (void)
{
    g_autoptr (Corpus) corpus = six_chapters ();

    g_auto (Answer) even = ask_for (corpus, "even");
    assert_close (cell (&even, 1, SLOPE), 0);
    g_assert_cmpstr (cell (&even, 1, TAU), ==, "");
    g_assert_nonnull (strstr (even.notes->str, "no trend is defined"));
    g_assert_nonnull (strstr (even.notes->str, "6 units are few"));
}

static void
test_bursts_are_told_from_regular_distances (void)
{
    g_autoptr (Corpus) corpus = six_chapters ();

    g_auto (Answer) up = ask_for (corpus, "up");
    g_auto (Answer) even = ask_for (corpus, "even");
    g_assert_cmpfloat (g_ascii_strtod (cell (&up, 1, BURSTINESS), NULL), >, 0);
    g_assert_cmpfloat (g_ascii_strtod (cell (&even, 1, BURSTINESS), NULL), <, 0);
    g_assert_cmpfloat (g_ascii_strtod (cell (&up, 1, WEIBULL), NULL), <,
                       g_ascii_strtod (cell (&even, 1, WEIBULL), NULL));
}

static void
test_without_a_query_all_words_are_tested_alike (void)
{
    g_autoptr (Corpus) corpus = six_chapters ();
    CopiaTrendsAsk ask = COPIA_TRENDS_USUAL;

    ask.by = "chapter";
    ask.per = 10;
    g_auto (Answer) all = answer_of (trends_study, corpus, &ask);
    g_assert_cmpuint (all.rows->len, ==, 5);
    g_assert_cmpstr (cell (&all, 0, ITEM), ==, "word");
    g_assert_cmpstr (cell (&all, 1, ITEM), ==, "down"); /* tau -1 and 1, 15 each */
    g_assert_cmpstr (cell (&all, 2, ITEM), ==, "up");
    for (guint row = 1; row < all.rows->len; row++) {
        g_auto (Answer) one = ask_for (corpus, cell (&all, row, ITEM));

        for (guint i = COUNT; i <= TAU; i++)
            g_assert_cmpstr (cell (&one, 1, i), ==, cell (&all, row, i));
        g_assert_cmpstr (cell (&one, 1, BURSTINESS), ==, cell (&all, row, BURSTINESS));
        g_assert_cmpstr (cell (&one, 1, WEIBULL), ==, cell (&all, row, WEIBULL));
    }
    ask.min = 15;
    g_auto (Answer) frequent = answer_of (trends_study, corpus, &ask);
    g_assert_cmpuint (frequent.rows->len, ==, 4);
}

/* What stands before the chapters, and a chapter of marks alone. */
static void
test_the_range_is_of_the_units_that_count (void)
{
    static const char *const says[] = { "tide _!", "! _!", "low tide _!", "high tide" };
    g_autoptr (Corpus) corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_say (corpus, "Tide tables _!");
    for (int i = 0; i < 4; i++) {
        corpus_open (corpus, "chapter", NULL, NULL);
        corpus_say (corpus, says[i]);
        corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    g_auto (Answer) word = ask_for (corpus, "tide");
    g_auto (Answer) mark = ask_for (corpus, "!");
    g_assert_cmpuint (number_in (&word, 1, COUNT), ==, 4);
    g_assert_cmpuint (number_in (&word, 1, RANGE), ==, 3);
    g_assert_cmpuint (number_in (&word, 1, UNITS), ==, 3);
    g_assert_cmpuint (number_in (&mark, 1, COUNT), ==, 5);
    g_assert_cmpuint (number_in (&mark, 1, RANGE), ==, 2);
}

static void
test_bad_options_are_refused (void)
{
    g_autoptr (Corpus) corpus = six_chapters ();
    CopiaTrendsAsk bad[3] = { COPIA_TRENDS_USUAL, COPIA_TRENDS_USUAL,
                              COPIA_TRENDS_USUAL };

    bad[0].by = "verse";
    bad[1].by = "text"; /* one is no series */
    bad[2].by = "chapter";
    bad[2].slices = 4;
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (copia_trends (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

/* `types` words by turns. */
static Corpus *
by_turns (unsigned types, unsigned tokens, GRand *rand)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    for (unsigned i = 0; i < tokens; i++) {
        unsigned which =
            rand ? (unsigned) g_rand_int_range (rand, 0, (gint32) types) : i % types;
        g_autofree char *word = g_strdup_printf ("%c%c", 'a' + (int) (which / 26),
                                                 'a' + (int) (which % 26));

        corpus_token (corpus, " ", word);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static void
assert_limit (const Corpus *corpus, const CopiaTrendsAsk *ask, const char *hint)
{
    g_auto (Catch) catch;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (GError) error = NULL;
    CopiaFound found;

    catch_init (&catch);
    table = catch_table (&catch, "tsv", 0, false);
    g_assert_false (copia_trends (corpus->index, ask, table, &found, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
    g_assert_nonnull (strstr (error->message, hint));
    g_assert_cmpuint (catch.out->len, ==, 0);
}

static void
test_what_would_take_minutes_is_refused (void)
{
    g_autoptr (Corpus) corpus = by_turns (100, 5100, NULL);
    CopiaTrendsAsk ask = COPIA_TRENDS_USUAL;

    ask.min = 1;
    ask.slices = 5001;
    assert_limit (corpus, &ask, "5001 units are too many, at most 5000");
    ask.slices = 5000;
    assert_limit (corpus, &ask, "100 words in 5000 units are too many tests");
    ask.slices = 50;
    g_auto (Answer) answer = answer_of (trends_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len, ==, 101);
}

static void
test_any_number_of_threads_gives_the_same (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);
    g_autoptr (Corpus) corpus = by_turns (300, 4000, rand);
    CopiaTrendsAsk ask = COPIA_TRENDS_USUAL;

    ask.min = 2;
    ask.slices = 12;
    g_auto (Answer) one = answer_of (trends_study, corpus, &ask);
    g_assert_cmpuint (one.rows->len, >, 200);
    for (uint32_t parts = 2; parts < 9; parts += 3) {
        ask.of.parts = parts;
        g_auto (Answer) several = answer_of (trends_study, corpus, &ask);
        assert_same (&one, &several);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/trends/rise", test_what_rises_has_a_trend_of_one);
    g_test_add_func ("/trends/line", test_the_line_of_a_trend_goes_through_the_medians);
    g_test_add_func ("/trends/none", test_what_stays_has_none_and_it_is_said);
    g_test_add_func ("/trends/bursts", test_bursts_are_told_from_regular_distances);
    g_test_add_func ("/trends/all-words",
                     test_without_a_query_all_words_are_tested_alike);
    g_test_add_func ("/trends/limits", test_what_would_take_minutes_is_refused);
    g_test_add_func ("/trends/threads", test_any_number_of_threads_gives_the_same);
    g_test_add_func ("/trends/the-range-is-of-the-units-that-count",
                     test_the_range_is_of_the_units_that_count);
    g_test_add_func ("/trends/bad-options", test_bad_options_are_refused);
    return g_test_run ();
}
