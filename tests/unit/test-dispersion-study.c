/* test-dispersion-study.c - spread over units against a plain scan, and strips. */
#include "study/dispersion.h"

#include "base/error.h"
#include "picture/strip.h"
#include "stats/dispersion.h"
#include "stats/spacing.h"
#include "study-answer.h"

ANSWER (dispersion)

enum { QUERY, COUNT, RANGE, UNITS, DP, D, KLD, ARF };

#define MEASURES "dp,juilland_d,kld,arf"

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "chapter", NULL, "1");
    corpus_say (corpus, "war war _, of war");
    corpus_close (corpus);
    corpus_open (corpus, "chapter", NULL, "2");
    corpus_say (corpus, "war and peace _. peace and the land of peace");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static CopiaQuery *
query_of (const char *text)
{
    g_autoptr (GError) error = NULL;
    CopiaQuery *query = copia_query_parse (text, COPIA_LANGUAGE_SIMPLE, &error);

    g_assert_no_error (error);
    return query;
}

static void
test_measures_are_over_units_in_words (void)
{
    static const char *const columns[] = { "query", "count", "range", "units",
                                           "dp",    "arf",   NULL };
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) war = query_of ("war");
    g_autoptr (CopiaQuery) none = query_of ("zeal");
    const CopiaQuery *queries[] = { war, none };
    const uint64_t places[] = { 0, 1, 3, 4 };
    CopiaDispersionAsk ask = COPIA_DISPERSION_USUAL;

    ask.queries = queries;
    ask.n_queries = 2;
    ask.measures = "DP,arf";
    g_auto (Answer) answer = answer_of (dispersion_study, corpus, &ask);
    g_assert_cmpstrv (answer.rows->pdata[0], columns);
    g_assert_cmpuint (number_in (&answer, 1, COUNT), ==, 4);
    g_assert_cmpuint (number_in (&answer, 1, RANGE), ==, 2);
    assert_close (cell (&answer, 1, DP), 3 / 4.0 - 4 / 13.0);
    assert_close (cell (&answer, 1, D), copia_spacing (places, 4, 13).arf);
    g_assert_cmpstr (cell (&answer, 2, COUNT), ==, "0");
    g_assert_cmpstr (cell (&answer, 2, DP), ==, ""); /* not defined */
    g_assert_nonnull (strstr (answer.notes->str, "3 of the 4 hits stand in one unit"));
}

/* A row of asterisks is a paragraph, and says nothing of how even the others are. */
static void
test_a_unit_without_words_is_none (void)
{
    static const char *const says[] = { "the * tide", "* * *", "the * moon * rose" };
    const double v[] = { 1, 2 }, w[] = { 2, 3 };
    const CopiaParts parts = { v, w, 2 };
    g_autoptr (Corpus) corpus = corpus_new ();
    g_autoptr (CopiaQuery) mark = query_of ("\\*");
    const CopiaQuery *queries[] = { mark };
    CopiaDispersionAsk ask = COPIA_DISPERSION_USUAL;

    corpus_open (corpus, "text", NULL, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS (says); i++) {
        corpus_open (corpus, "p", NULL, NULL);
        corpus_say (corpus, says[i]);
        corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    ask.queries = queries;
    ask.n_queries = 1;
    ask.by = "p";
    ask.measures = "DP";
    g_auto (Answer) answer = answer_of (dispersion_study, corpus, &ask);
    g_assert_cmpuint (number_in (&answer, 1, COUNT), ==, 6);
    g_assert_cmpuint (number_in (&answer, 1, RANGE), ==, 2);
    g_assert_cmpuint (number_in (&answer, 1, UNITS), ==, 2);
    assert_close (cell (&answer, 1, DP),
                  copia_spread_score (copia_spread_find ("DP"), &parts));
    g_assert_nonnull (strstr (answer.notes->str, "3 of the 6 hits in units without"));
    g_assert_nonnull (strstr (answer.notes->str, "2 units: p"));
    g_assert_nonnull (strstr (answer.notes->str, "1 unit without a word"));
}

static void
test_adjusted_measures_are_called_so (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) war = query_of ("war");
    const CopiaQuery *queries[] = { war };
    const double v[] = { 3, 1 }, w[] = { 4, 9 };
    const CopiaParts parts = { v, w, 2 };
    CopiaDispersionAsk ask = COPIA_DISPERSION_USUAL;

    ask.queries = queries;
    ask.n_queries = 1;
    ask.measures = "DP";
    ask.adjusted = true;
    g_auto (Answer) answer = answer_of (dispersion_study, corpus, &ask);
    g_assert_cmpstr (cell (&answer, 0, DP), ==, "dp_adjusted");
    assert_close (cell (&answer, 1, DP),
                  copia_spread_adjusted (copia_spread_find ("DP"), &parts));
}

static void
test_a_plot_marks_hits_and_borders (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) war = query_of ("war");
    g_auto (Catch) catch;
    const CopiaSink sink = { &catch, catch_write, catch_note, NULL };
    const CopiaLook look = { .width = 20, .plot = true };
    g_autoptr (CopiaTable) table =
        copia_table_new (copia_writer_find ("text"), &sink, &look);
    g_autoptr (GError) error = NULL;
    const CopiaQuery *queries[] = { war };
    CopiaDispersionAsk ask = COPIA_DISPERSION_USUAL;
    CopiaFound found;

    catch_init (&catch);
    ask.queries = queries;
    ask.n_queries = 1;
    ask.strip = copia_table_cells (table, 720);
    g_assert_cmpuint (ask.strip, ==, 20);
    g_assert_true (copia_dispersion (corpus->index, &ask, table, &found, &error));
    g_assert_no_error (error);
    g_assert_true (g_str_has_prefix (catch.out->str, "war\n"
                                                     "4 hits, the tallest…\n"
                                                     " █ █  ██\n"
                                                     "─┬─────┬────────────\n"
                                                     " 1     2\n"
                                                     "a column is 1 word\n"));
}

static void
test_bars_show_every_count_and_the_largest_in_full (void)
{
    const double counts[] = { 0, 1, 50, 100, 8 };
    g_autoptr (GString) strip = g_string_new (NULL);

    copia_strip_bars (strip, counts, 5, 100);
    g_assert_cmpstr (strip->str, ==, " ▁▄█▁");
}

static void
test_labels_that_would_touch_are_left_out (void)
{
    const CopiaStripBorder borders[] = {
        { 0, "I.1" }, { 2, "I.2" }, { 4, "I.3" }, { 4, "I.4" }, { 8, "I.5" }
    };
    g_autoptr (GString) strip = g_string_new (NULL);

    copia_strip_axis (strip, borders, 5, 10);
    g_assert_cmpstr (strip->str, ==, "┬─┬─┬───┬─");
    g_string_truncate (strip, 0);
    copia_strip_labels (strip, borders, 5, 10);
    g_assert_cmpstr (strip->str, ==, "I.1 I.3");
}

static void
test_bad_options_are_refused (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) war = query_of ("war");
    const CopiaQuery *queries[] = { war };
    CopiaDispersionAsk good = COPIA_DISPERSION_USUAL;
    CopiaDispersionAsk bad[5];
    static const char *const hints[] = { "verse", "not both", "'zeta'", "columns",
                                         "query" };

    good.queries = queries;
    good.n_queries = 1;
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++)
        bad[i] = good;
    bad[0].by = "verse";
    bad[1].by = "chapter";
    bad[1].slices = 3;
    bad[2].measures = "zeta";
    bad[3].strip = 1;
    bad[4].n_queries = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (
            copia_dispersion (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_nonnull (strstr (error->message, hints[i]));
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

/* ---- the oracle */

typedef struct {
    GArray *v, *w; /* double, by unit */
    GArray *places;
    uint64_t words;
} Plain;

static guint
unit_of (GPtrArray *units, Plain *plain, const Region *region)
{
    const double zero = 0;
    guint at;

    if (g_ptr_array_find (units, region, &at))
        return at;
    g_ptr_array_add (units, (gpointer) region);
    g_array_append_val (plain->v, zero);
    g_array_append_val (plain->w, zero);
    return units->len - 1;
}

static Plain
plain_of (const Corpus *corpus, const CopiaDispersionAsk *ask, const GArray *hits)
{
    g_autoptr (GPtrArray) units = g_ptr_array_new ();
    Plain plain = { g_array_new (FALSE, FALSE, sizeof (double)),
                    g_array_new (FALSE, FALSE, sizeof (double)),
                    g_array_new (FALSE, FALSE, sizeof (uint64_t)), 0 };
    guint next = 0;

    for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++) {
        const Region *region = region_at (corpus, ask->by, cpos);
        guint unit;

        if (!where_holds (ask->of.where, cpos, cpos))
            continue;
        unit = region ? unit_of (units, &plain, region) : 0;
        while (next < hits->len && g_array_index (hits, CopiaHit, next).start == cpos) {
            if (region)
                g_array_index (plain.v, double, unit)++;
            g_array_append_val (plain.places, plain.words);
            next++;
        }
        if (region)
            g_array_index (plain.w, double, unit) += token_at (corpus, cpos)->is_word;
        plain.words += token_at (corpus, cpos)->is_word;
    }
    g_assert_cmpuint (next, ==, hits->len);
    for (guint i = 0; i < plain.v->len; i++)
        if (g_array_index (plain.w, double, i) == 0)
            g_array_index (plain.v, double, i) = 0;
    return plain;
}

static void
assert_score (const char *text, double expected)
{
    if (isnan (expected))
        g_assert_cmpstr (text, ==, "");
    else
        assert_close (text, expected);
}

static void
check_answer (const Answer *answer, const Plain *plain)
{
    const CopiaParts parts = { (const double *) (const void *) plain->v->data,
                               (const double *) (const void *) plain->w->data,
                               plain->v->len };
    const uint64_t *places = (const uint64_t *) (const void *) plain->places->data;

    g_assert_cmpuint (number_in (answer, 1, COUNT), ==, plain->places->len);
    assert_score (cell (answer, 1, RANGE),
                  copia_spread_score (copia_spread_find ("range"), &parts));
    assert_score (cell (answer, 1, DP),
                  copia_spread_score (copia_spread_find ("DP"), &parts));
    assert_score (cell (answer, 1, D),
                  copia_spread_score (copia_spread_find ("juilland_D"), &parts));
    assert_score (cell (answer, 1, KLD),
                  copia_spread_score (copia_spread_find ("KLD"), &parts));
    assert_score (cell (answer, 1, ARF),
                  copia_spacing (places, plain->places->len, plain->words).arf);
}

static void
check_corpus (const Corpus *corpus, GRand *rand)
{
    static const char *const structures[] = { "s", "p", "text", "chapter" };
    g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
    g_auto (Wanted) wanted = wanted_random (rand);
    g_autoptr (CopiaQuery) query = wanted_query (&wanted);
    g_autoptr (GArray) hits = wanted_hits (&wanted, corpus, where);
    const CopiaQuery *queries[] = { query };
    CopiaDispersionAsk ask = COPIA_DISPERSION_USUAL;
    Plain plain;

    ask.of.where = where;
    ask.queries = queries;
    ask.n_queries = 1;
    ask.by = structures[g_rand_int_range (rand, 0, G_N_ELEMENTS (structures))];
    ask.measures = MEASURES;
    plain = plain_of (corpus, &ask, hits);
    g_auto (Answer) answer = answer_of (dispersion_study, corpus, &ask);
    check_answer (&answer, &plain);
    for (uint32_t parts = 2; parts < 8; parts++) {
        ask.of.parts = parts;
        g_auto (Answer) several = answer_of (dispersion_study, corpus, &ask);
        assert_same (&answer, &several);
    }
    g_array_unref (plain.v);
    g_array_unref (plain.w);
    g_array_unref (plain.places);
}

static void
test_dispersion_agrees_with_a_plain_scan (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 12; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 12; k++)
            check_corpus (corpus, rand);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/dispersion-study/measures-are-over-units-in-words",
                     test_measures_are_over_units_in_words);
    g_test_add_func ("/dispersion-study/a-unit-without-words-is-none",
                     test_a_unit_without_words_is_none);
    g_test_add_func ("/dispersion-study/adjusted-measures-are-called-so",
                     test_adjusted_measures_are_called_so);
    g_test_add_func ("/dispersion-study/a-plot-marks-hits-and-borders",
                     test_a_plot_marks_hits_and_borders);
    g_test_add_func ("/dispersion-study/bars-show-every-count-and-the-largest-in-full",
                     test_bars_show_every_count_and_the_largest_in_full);
    g_test_add_func ("/dispersion-study/labels-that-would-touch-are-left-out",
                     test_labels_that_would_touch_are_left_out);
    g_test_add_func ("/dispersion-study/bad-options-are-refused",
                     test_bad_options_are_refused);
    g_test_add_func ("/dispersion-study/dispersion-agrees-with-a-plain-scan",
                     test_dispersion_agrees_with_a_plain_scan);
    return g_test_run ();
}
