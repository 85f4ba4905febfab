/* test-growths.c - types as they come, against a plain scan. */
#include "study/growths.h"

#include "base/error.h"
#include "study-answer.h"

ANSWER (growths)

enum { WORDS, TYPES, HAPAXES, EXPECTED, EXPECTED_HAPAXES, RATE };

/* Types and hapaxes among the first n word tokens of `where`. */
static void
scan (const Corpus *corpus, const CopiaGrowthsAsk *ask, uint64_t n, uint64_t *types,
      uint64_t *hapaxes)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer key, value;

    *hapaxes = 0;
    for (uint64_t cpos = 0; cpos < corpus->tokens->len && n > 0; cpos++) {
        const Token *token = token_at (corpus, cpos);
        char *name = ask->counted == COPIA_BY_FORM ? token->form : token->word;

        if (!token->is_word || !where_holds (ask->of.where, cpos, cpos))
            continue;
        g_hash_table_insert (
            seen, name,
            GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (seen, name)) + 1));
        n--;
    }
    *types = g_hash_table_size (seen);
    g_hash_table_iter_init (&iter, seen);
    while (g_hash_table_iter_next (&iter, &key, &value))
        *hapaxes += GPOINTER_TO_UINT (value) == 1;
}

static void
check (const Corpus *corpus, GRand *rand)
{
    g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
    CopiaGrowthsAsk ask = COPIA_GROWTHS_USUAL;
    uint64_t types, hapaxes;
    guint last;

    ask.of.where = where;
    ask.points = (uint32_t) g_rand_int_range (rand, 2, 30);
    ask.counted = g_rand_boolean (rand) ? COPIA_BY_FORM : COPIA_BY_WORD;
    g_auto (Answer) answer = answer_of (growths_study, corpus, &ask);
    last = answer.rows->len - 1;
    g_assert_cmpuint (last, <=, ask.points);
    for (guint row = 1; row <= last; row++) {
        scan (corpus, &ask, number_in (&answer, row, WORDS), &types, &hapaxes);
        g_assert_cmpuint (number_in (&answer, row, TYPES), ==, types);
        g_assert_cmpuint (number_in (&answer, row, HAPAXES), ==, hapaxes);
        assert_close (cell (&answer, row, RATE),
                      (double) hapaxes / (double) number_in (&answer, row, WORDS));
        if (row > 1)
            g_assert_cmpfloat (g_ascii_strtod (cell (&answer, row, EXPECTED), NULL), >=,
                               g_ascii_strtod (cell (&answer, row - 1, EXPECTED),
                                               NULL));
    }
    if (last == 0)
        return;
    scan (corpus, &ask, UINT64_MAX, &types, &hapaxes);
    assert_close (cell (&answer, last, EXPECTED), (double) types);
    assert_close (cell (&answer, last, EXPECTED_HAPAXES), (double) hapaxes);
}

static void
test_types_agree_with_a_plain_scan (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 20; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 5; k++)
            check (corpus, rand);
    }
}

static void
test_what_is_foretold_is_not_called_read (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (11);
    g_autoptr (Corpus) corpus = corpus_random (rand);
    CopiaGrowthsAsk ask = COPIA_GROWTHS_USUAL;
    guint read;

    ask.points = 4;
    g_auto (Answer) plain = answer_of (growths_study, corpus, &ask);
    read = plain.rows->len;
    ask.beyond = 3;
    g_auto (Answer) answer = answer_of (growths_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len, ==, read + 3);
    for (guint row = read; row < answer.rows->len; row++) {
        g_assert_cmpstr (cell (&answer, row, TYPES), ==, "");
        g_assert_cmpuint (number_in (&answer, row, WORDS), >,
                          number_in (&answer, row - 1, WORDS));
    }
    g_assert_true (strstr (answer.notes->str, "finite Zipf-Mandelbrot") ||
                   strstr (answer.notes->str, "too small to fit"));
}

static void
test_bad_options_are_refused (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (11);
    g_autoptr (Corpus) corpus = corpus_random (rand);
    CopiaGrowthsAsk bad[3] = { COPIA_GROWTHS_USUAL, COPIA_GROWTHS_USUAL,
                               COPIA_GROWTHS_USUAL };

    bad[0].points = 1;
    bad[1].points = COPIA_MOST_POINTS + 1;
    bad[2].beyond = COPIA_MOST_POINTS + 1;
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (copia_growths (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/growths/plain-scan", test_types_agree_with_a_plain_scan);
    g_test_add_func ("/growths/foretold", test_what_is_foretold_is_not_called_read);
    g_test_add_func ("/growths/bad-options", test_bad_options_are_refused);
    return g_test_run ();
}
