/* test-keywords.c - keywords of small corpora, whose counts are known. */
#include "study/keywords.h"

#include "base/error.h"
#include "stats/keyness.h"
#include "study-answer.h"

ANSWER (keywords)

enum { RANK, WORD, TARGET, REFERENCE, TARGET_RATE, REFERENCE_RATE, G2, LR, RANGE, P };

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "part", NULL, "1");
    corpus_open (corpus, "chapter", NULL, "1");
    corpus_say (corpus, "War war the War _, peace _.");
    corpus_close (corpus);
    corpus_open (corpus, "chapter", NULL, "2");
    corpus_say (corpus, "The war of bread _.");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_open (corpus, "part", NULL, "2");
    corpus_open (corpus, "chapter", NULL, "1");
    corpus_say (corpus,
                "The peace of the land _; peace of land _, the élan of peace _.");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static CopiaSubcorpus *
where (const Corpus *corpus, const char *condition)
{
    const char *const conditions[] = { condition, NULL };
    g_autoptr (GError) error = NULL;
    CopiaSubcorpus *self = copia_subcorpus_new (corpus->index, conditions, &error);

    g_assert_no_error (error);
    return self;
}

static void
assert_words (const Answer *answer, const char *expected)
{
    g_autoptr (GString) words = g_string_new (NULL);

    for (guint row = 1; row < answer->rows->len; row++)
        g_string_append_printf (words, "%s%s:%s/%s", row > 1 ? " " : "",
                                cell (answer, row, WORD), cell (answer, row, TARGET),
                                cell (answer, row, REFERENCE));
    g_assert_cmpstr (words->str, ==, expected);
}

static void
test_the_rest_is_the_reference (void)
{
    static const char *const columns[] = { "rank",      "word",        "target",
                                           "reference", "target_rate", "reference_rate",
                                           "g2",        "lr",          "range",
                                           "p",         "peak",        NULL };
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaSubcorpus) target = where (corpus, "part=1");
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;

    ask.target = target;
    ask.min = 1;
    ask.all = true;
    g_auto (Answer) answer = answer_of (keywords_study, corpus, &ask);
    g_assert_cmpstrv (answer.rows->pdata[0], columns);
    assert_words (&answer, "war:4/0 bread:1/0");
    assert_close (cell (&answer, 1, TARGET_RATE), 4e6 / 9);
    g_assert_cmpuint (number_in (&answer, 1, RANGE), ==, 2);
    ask.kind = COPIA_KEY_NEGATIVE;
    g_auto (Answer) negative = answer_of (keywords_study, corpus, &ask);
    assert_words (&negative, "land:0/2 élan:0/1 of:1/3 peace:1/3 the:2/3");
    ask.sort = "reference";
    g_auto (Answer) sorted = answer_of (keywords_study, corpus, &ask);
    assert_words (&sorted, "of:1/3 peace:1/3 the:2/3 land:0/2 élan:0/1");
}

static void
test_only_significant_words_are_listed_unless_asked (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaSubcorpus) target = where (corpus, "part=1");
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;

    ask.target = target;
    ask.min = 1;
    ask.correction = COPIA_NO_CORRECTION;
    g_auto (Answer) single = answer_of (keywords_study, corpus, &ask);
    assert_words (&single, "war:4/0"); /* G2 = 7.5, p = .006 */
    ask.correction = 0;
    ask.alpha = 0.01;
    g_auto (Answer) corrected = answer_of (keywords_study, corpus, &ask);
    assert_words (&corrected, "");
    g_assert_nonnull (strstr (corrected.notes->str, "7 tests"));
    g_assert_nonnull (strstr (corrected.notes->str, "Bonferroni at 0.01: 0 more"));
}

static void
test_what_lies_in_both_is_the_targets (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaSubcorpus) target = where (corpus, "chapter.n=1");
    g_autoptr (CopiaSubcorpus) reference = where (corpus, "part=1");
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;

    ask.target = target;
    ask.reference = reference; /* only its second chapter is left of it */
    ask.min = 1;
    ask.all = true;
    ask.kind = COPIA_KEY_NEGATIVE;
    g_auto (Answer) answer = answer_of (keywords_study, corpus, &ask);
    assert_words (&answer, "bread:0/1 of:3/1 war:3/1 the:4/1");
}

static void
test_lockwords_are_those_with_a_narrow_interval (void)
{
    g_autoptr (Corpus) corpus = corpus_new ();
    g_autoptr (CopiaSubcorpus) target = NULL;
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;

    corpus_open (corpus, "text", NULL, NULL);
    for (int part = 1; part <= 2; part++) {
        corpus_open (corpus, "part", NULL, part == 1 ? "1" : "2");
        for (int i = 0; i < 200; i++) {
            corpus_say (corpus, "alike");
            corpus_say (corpus, i % 40 ? "filler" : "seldom");
            corpus_say (corpus, part == 1 && i % 3 ? "more" : "other");
        }
        corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    target = where (corpus, "part=1");
    ask.target = target;
    ask.kind = COPIA_KEY_LOCK;
    g_auto (Answer) answer = answer_of (keywords_study, corpus, &ask);
    assert_words (&answer, "alike:200/200 filler:195/195");
}

static void
test_explanations_show_the_numbers (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaSubcorpus) target = where (corpus, "part=1");
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;

    ask.target = target;
    ask.all = true;
    ask.explain = true;
    ask.measures = "lr";
    g_auto (Answer) answer = answer_of (keywords_study, corpus, &ask);
    g_assert_nonnull (strstr (answer.notes->str, "  target     4 (1.7)"));
    g_assert_nonnull (strstr (answer.notes->str, "log2 ((4/9) / (0/12))"));
    g_assert_nonnull (strstr (answer.notes->str, "Hardie 2014"));
}

/* Three chapters that say "we", three that do not; only one of them says "land". */
static Corpus *
six_chapters (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    for (int i = 0; i < 6; i++) {
        g_autofree char *n = g_strdup_printf ("%d", i < 3 ? 1 : 2);

        corpus_open (corpus, "part", NULL, n);
        corpus_open (corpus, "chapter", NULL, NULL);
        for (int k = 0; k < 20; k++)
            corpus_token (corpus, " ", i < 3 && k < 4 + i ? "we" : "and");
        for (int k = 0; k < 9 && i == 1; k++)
            corpus_token (corpus, " ", "land");
        corpus_close (corpus);
        corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static void
test_units_tell_a_target_from_one_chapter_of_it (void)
{
    enum { KEY_UNITS = P + 1, DELTA, P_UNITS, P_WELCH };
    const char *const condition[] = { "part=1", NULL };
    g_autoptr (Corpus) corpus = six_chapters ();
    g_autoptr (CopiaSubcorpus) target =
        copia_subcorpus_new (corpus->index, condition, NULL);
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;
    guint seen = 0;

    ask.target = target;
    ask.by = "chapter";
    ask.all = true;
    ask.by_units = true;
    g_auto (Answer) answer = answer_of (keywords_study, corpus, &ask);
    g_assert_cmpstr (cell (&answer, 0, KEY_UNITS), ==, "key_units");
    for (guint row = 1; row < answer.rows->len; row++)
        if (strcmp (cell (&answer, row, WORD), "we") == 0) {
            /* all three above all three: 2 of 20 orders */
            g_assert_cmpuint (number_in (&answer, row, KEY_UNITS), ==, 3);
            assert_close (cell (&answer, row, DELTA), 1);
            g_assert_cmpfloat (g_ascii_strtod (cell (&answer, row, P_WELCH), NULL), <,
                               0.05);
            seen++;
        } else if (strcmp (cell (&answer, row, WORD), "land") == 0) {
            g_assert_cmpuint (number_in (&answer, row, KEY_UNITS), ==, 1);
            assert_close (cell (&answer, row, DELTA), 1 / 3.0);
            g_assert_cmpfloat (g_ascii_strtod (cell (&answer, row, P_UNITS), NULL), >,
                               0.3);
            seen++;
        }
    g_assert_cmpuint (seen, ==, 2);
    g_assert_nonnull (strstr (answer.notes->str, "units: 3 of the target, 3 of the"));
}

static void
test_bad_options_are_refused (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaSubcorpus) target = where (corpus, "part=1");
    CopiaKeywordsAsk good = COPIA_KEYWORDS_USUAL;
    static const char *const hints[] = {
        "target", "minimum", "per",   "significance",
        "'zeta'", "'range'", "verse", "reference holds"
    };
    CopiaKeywordsAsk bad[8];

    good.target = target;
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++)
        bad[i] = good;
    bad[0].target = NULL;
    bad[1].min = 0;
    bad[2].per = 0;
    bad[3].alpha = 1;
    bad[4].measures = "g2,zeta";
    bad[5].sort = "range";
    bad[6].by = "verse";
    bad[7].reference = target;
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (copia_keywords (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_nonnull (strstr (error->message, hints[i]));
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

/* The measure of texts sees in how many units a word is, whatever its count. */
static void
test_text_dispersion_counts_units (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaSubcorpus) target = where (corpus, "part=1");
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;
    CopiaTable2 cells = copia_table2_from_corpora (2, 2, 0, 1);

    ask.target = target;
    ask.all = true;
    ask.min = 4;
    ask.measures = "tdk";
    g_auto (Answer) answer = answer_of (keywords_study, corpus, &ask);
    assert_words (&answer, "war:4/0");
    assert_close (cell (&answer, 1, G2),
                  copia_measure_score (copia_keyness_find ("tdk"), &cells, NULL));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/keywords/the-rest-is-the-reference",
                     test_the_rest_is_the_reference);
    g_test_add_func ("/keywords/only-significant-words-are-listed-unless-asked",
                     test_only_significant_words_are_listed_unless_asked);
    g_test_add_func ("/keywords/what-lies-in-both-is-the-targets",
                     test_what_lies_in_both_is_the_targets);
    g_test_add_func ("/keywords/lockwords-are-those-with-a-narrow-interval",
                     test_lockwords_are_those_with_a_narrow_interval);
    g_test_add_func ("/keywords/explanations-show-the-numbers",
                     test_explanations_show_the_numbers);
    g_test_add_func ("/keywords/units-tell-a-target-from-one-chapter-of-it",
                     test_units_tell_a_target_from_one_chapter_of_it);
    g_test_add_func ("/keywords/bad-options-are-refused", test_bad_options_are_refused);
    g_test_add_func ("/keywords/text-dispersion-counts-units",
                     test_text_dispersion_counts_units);
    return g_test_run ();
}
