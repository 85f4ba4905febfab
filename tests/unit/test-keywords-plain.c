/* test-keywords-plain.c - keywords of random corpora against a plain count of both sides. */
#include "study/keywords.h"

#include "base/error.h"
#include "stats/keyness.h"
#include "study-answer.h"

ANSWER (keywords)

enum { RANK, WORD, TARGET, REFERENCE, TARGET_RATE, REFERENCE_RATE, G2, LR, RANGE, P };

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
 * it that one of them holds; with what lies outside of them in the whole. */
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
        if (region) /* what lies outside of all is no unit */
            most = MAX (most, count);
        all++;
    }
    *range = g_hash_table_size (counts) - g_hash_table_contains (counts, NULL);
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

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/keywords-plain/keywords-agree-with-a-plain-count",
                     test_keywords_agree_with_a_plain_count);
    return g_test_run ();
}
