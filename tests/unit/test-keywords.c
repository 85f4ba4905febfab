/* test-keywords.c - keywords against a plain count of two corpora. */
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

/* ---- the oracle */

typedef struct {
    double f1, n1, f2, n2, tests;
    guint range;
} Plain;

typedef struct {
    const Corpus *corpus, *other;
    const CopiaKeywordsAsk *ask;
} Case;

static const char *
key_of (const Case *self, const Token *token)
{
    return self->ask->counted == COPIA_BY_FORM ? token->form : token->word;
}

/* 1 in the target, 2 in the reference, 0 in neither. */
static int
side_of (const Case *self, uint64_t cpos)
{
    const CopiaKeywordsAsk *ask = self->ask;

    if (!where_holds (ask->of.where, cpos, cpos))
        return 0;
    if (where_holds (ask->target, cpos, cpos))
        return 1;
    return !ask->other && where_holds (ask->reference, cpos, cpos) ? 2 : 0;
}

/* Counts of all words of both sides: word -> double[2]. */
static GHashTable *
count_all (const Case *self, Plain *sizes)
{
    GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

    for (int turn = 0; turn < (self->other ? 2 : 1); turn++) {
        const Corpus *corpus = turn ? self->other : self->corpus;

        for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++) {
            const Token *token = token_at (corpus, cpos);
            int side = turn ? 2 * where_holds (self->ask->reference, cpos, cpos)
                            : side_of (self, cpos);
            double *both = g_hash_table_lookup (counts, key_of (self, token));

            if (!side || !token->is_word)
                continue;
            if (!both) {
                both = g_new0 (double, 2);
                g_hash_table_insert (counts, (gpointer) key_of (self, token), both);
            }
            both[side - 1]++;
            *(side == 1 ? &sizes->n1 : &sizes->n2) += 1;
        }
    }
    return counts;
}

/* In how many units of the target or the reference the word stands, and the largest share of
 * it that one of them holds. */
static double
peak_by_scan (const Case *self, const char *word, int side, guint *range)
{
    bool elsewhere = side == 2 && self->other;
    const Corpus *corpus = elsewhere ? self->other : self->corpus;
    g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
    guint most = 0, all = 0;

    for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++) {
        int here = elsewhere ? 2 * where_holds (self->ask->reference, cpos, cpos)
                             : side_of (self, cpos);
        gpointer region = (gpointer) region_at (corpus, "p", cpos);
        guint count;

        if (here != side || strcmp (word, key_of (self, token_at (corpus, cpos))) != 0)
            continue;
        count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, region)) + 1;
        g_hash_table_insert (counts, region, GUINT_TO_POINTER (count));
        most = MAX (most, count);
        all++;
    }
    *range = g_hash_table_size (counts);
    return (double) most / (double) all;
}

static void
check_row (const Case *self, const Plain *plain, GHashTable *counts,
           const Answer *answer, guint row)
{
    const double *both = g_hash_table_lookup (counts, cell (answer, row, WORD));
    double e1 = plain->n1 * (both[0] + both[1]) / (plain->n1 + plain->n2);
    CopiaTable2 cells =
        copia_table2_from_corpora (both[0], plain->n1, both[1], plain->n2);
    double g2 = copia_measure_score (copia_keyness_find ("g2"), &cells, NULL);
    double p = erfc (sqrt (fabs (g2) / 2)), peak;
    guint range;

    assert_close (cell (answer, row, TARGET), both[0]);
    assert_close (cell (answer, row, REFERENCE), both[1]);
    assert_close (cell (answer, row, REFERENCE_RATE), 1e6 * both[1] / plain->n2);
    assert_close (cell (answer, row, G2), g2);
    assert_close (cell (answer, row, P), fmin (1, p * plain->tests));
    g_assert_true (self->ask->kind == COPIA_KEY_NEGATIVE ? both[0] < e1 : both[0] > e1);
    peak = peak_by_scan (self, cell (answer, row, WORD), 1, &range);
    g_assert_cmpuint (number_in (answer, row, RANGE), ==, range);
    if (self->ask->kind == COPIA_KEY_NEGATIVE)
        peak = peak_by_scan (self, cell (answer, row, WORD), 2, &range);
    assert_close (cell (answer, row, P + 1), peak);
    if (row > 1)
        g_assert_cmpfloat (fabs (g_ascii_strtod (cell (answer, row - 1, G2), NULL)), >=,
                           fabs (g2));
}

/* Rows there must be: words that are not exactly as frequent. */
static guint
count_uneven (const Plain *plain, GHashTable *counts)
{
    GHashTableIter iter;
    gpointer both;
    guint n = 0;

    g_hash_table_iter_init (&iter, counts);
    while (g_hash_table_iter_next (&iter, NULL, &both))
        n += ((double *) both)[0] * plain->n2 != ((double *) both)[1] * plain->n1;
    return n;
}

static void
check_case (Case *self, CopiaKeywordsAsk *ask)
{
    Plain plain = { 0 };
    g_autoptr (GHashTable) counts = NULL;
    guint rows = 0;

    self->ask = ask;
    counts = count_all (self, &plain);
    plain.tests = g_hash_table_size (counts);
    if (plain.n1 == 0 || plain.n2 == 0)
        return;
    for (int kind = 0; kind < 2; kind++) {
        ask->kind = kind ? COPIA_KEY_NEGATIVE : COPIA_KEY_POSITIVE;
        g_auto (Answer) answer = answer_of (keywords_study, self->corpus, ask);
        for (guint row = 1; row < answer.rows->len; row++)
            check_row (self, &plain, counts, &answer, row);
        rows += answer.rows->len - 1;
        for (uint32_t parts = 2; parts < 8; parts++) {
            ask->of.parts = parts;
            g_auto (Answer) several = answer_of (keywords_study, self->corpus, ask);
            assert_same (&answer, &several);
        }
        ask->of.parts = 1;
    }
    g_assert_cmpuint (rows, ==, count_uneven (&plain, counts));
}

static void
check_corpus (const Corpus *corpus, const Corpus *other, GRand *rand)
{
    g_autoptr (CopiaSubcorpus) inside = random_where (corpus, rand);
    g_autoptr (CopiaSubcorpus) target = random_where (corpus, rand);
    g_autoptr (CopiaSubcorpus) reference = random_where (other ? other : corpus, rand);
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;
    Case one = { corpus, other, &ask };

    if (!target && !other)
        return;
    ask.of.where = inside;
    ask.target = target;
    ask.reference = reference;
    ask.other = other ? other->index : NULL;
    ask.by = "p";
    ask.min = 1;
    ask.all = true;
    ask.correction = 0;
    ask.counted = g_rand_boolean (rand) ? COPIA_BY_FORM : COPIA_BY_WORD;
    check_case (&one, &ask);
}

static void
test_keywords_agree_with_a_plain_count (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 12; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);
        g_autoptr (Corpus) other = corpus_random (rand);

        for (int k = 0; k < 8; k++)
            check_corpus (corpus, k % 2 ? other : NULL, rand);
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
    g_test_add_func ("/keywords/keywords-agree-with-a-plain-count",
                     test_keywords_agree_with_a_plain_count);
    g_test_add_func ("/keywords/text-dispersion-counts-units",
                     test_text_dispersion_counts_units);
    return g_test_run ();
}
