/* test-collocates.c - words near a node against a plain scan. */
#include "study/collocates.h"

#include "base/error.h"
#include "stats/association.h"
#include "study-answer.h"

ANSWER (collocates)

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "s", NULL, NULL);
    corpus_say (corpus, "The red war _, the War of the poor _.");
    corpus_close (corpus);
    corpus_open (corpus, "s", NULL, NULL);
    corpus_say (corpus, "Red bread for the poor _.");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "s", NULL, NULL);
    corpus_say (corpus, "Bread and red land");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static CopiaCollocatesAsk
usual (const CopiaQuery *query)
{
    CopiaCollocatesAsk ask = COPIA_COLLOCATES_USUAL;

    ask.query = query;
    ask.min = 1;
    ask.attracted = false;
    return ask;
}

static guint
row_of (const Answer *answer, const char *word)
{
    for (guint row = 1; row < answer->rows->len; row++)
        if (strcmp (cell (answer, row, 0), word) == 0)
            return row;
    return 0;
}

static void
test_each_token_counts_once_and_hits_do_not (void)
{
    static const char *const columns[] = { "collocate", "observed", "expected",
                                           "freq",      "logdice",  "log-likelihood",
                                           "mi",        "t",        NULL };
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("war", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCollocatesAsk ask = usual (query);

    ask.left = ask.right = 2;
    g_auto (Answer) answer = answer_of (collocates_study, corpus, &ask);
    /* windows: The red _ the _ of the: R1 = 5; N = 17 words */
    g_assert_cmpstrv (answer.rows->pdata[0], columns);
    g_assert_cmpuint (answer.rows->len, ==, 4);
    g_assert_cmpuint (row_of (&answer, "war"), ==, 0);
    g_assert_cmpuint (number_in (&answer, row_of (&answer, "the"), 1), ==, 3);
    g_assert_cmpuint (number_in (&answer, row_of (&answer, "the"), 3), ==, 4);
    assert_close (cell (&answer, row_of (&answer, "the"), 2), 5 * 4 / 17.0);
    g_assert_cmpuint (number_in (&answer, row_of (&answer, "red"), 1), ==, 1);
    g_assert_cmpuint (number_in (&answer, row_of (&answer, "red"), 3), ==, 3);
    g_assert_cmpuint (answer.found.hits, ==, 2);
    g_assert_nonnull (strstr (answer.notes->str, "R1 = 5 words in windows, N = 17"));
}

static void
test_windows_end_at_borders (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("poor", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCollocatesAsk ask = usual (query);

    ask.left = 0;
    ask.right = 3;
    g_auto (Answer) text = answer_of (collocates_study, corpus, &ask);
    g_assert_cmpuint (text.rows->len, ==,
                      4); /* red bread for; not into the next text */
    ask.within = "s";
    g_auto (Answer) sentence = answer_of (collocates_study, corpus, &ask);
    g_assert_cmpuint (sentence.rows->len, ==, 1);
    g_assert_cmpuint (sentence.found.rows, ==, 0);
    g_assert_cmpuint (sentence.found.hits, ==, 2);
}

static bool
is_the (const void *data, const char *bytes, size_t size)
{
    return size == strlen (data) && memcmp (bytes, data, size) == 0;
}

static void
test_lists_can_be_restricted (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("war", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCollocatesAsk ask = usual (query);

    ask.stop = (CopiaStop){ is_the, "the" };
    g_auto (Answer) stopped = answer_of (collocates_study, corpus, &ask);
    g_assert_cmpuint (row_of (&stopped, "the"), ==, 0);
    g_assert_cmpuint (row_of (&stopped, "red"), !=, 0);
    ask.stop.holds = NULL;
    ask.min = 3;
    g_auto (Answer) frequent = answer_of (collocates_study, corpus, &ask);
    g_assert_cmpuint (frequent.rows->len, ==, 2);
    ask.min = 1;
    ask.attracted = true;
    g_auto (Answer) attracted = answer_of (collocates_study, corpus, &ask);
    for (guint row = 1; row < attracted.rows->len; row++)
        g_assert_cmpfloat ((double) number_in (&attracted, row, 1), >,
                           g_ascii_strtod (cell (&attracted, row, 2), NULL));
}

static void
test_bad_options_are_refused (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("war", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCollocatesAsk bad[6];

    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++)
        bad[i] = usual (query);
    bad[0].left = COPIA_WIDEST_WINDOW + 1;
    bad[1].left = bad[1].right = 0;
    bad[2].min = 0;
    bad[3].within = "verse";
    bad[4].measures = "logdice,magic";
    bad[5].sort = "zscore";
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (
            copia_collocates (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

/* ---- the oracle */

static bool
same_region (const Corpus *corpus, const char *structure, uint64_t a, uint64_t b)
{
    const Region *region = region_at (corpus, structure, a);

    return region && region == region_at (corpus, structure, b);
}

/* Marks what the window of a hit covers on one side. */
static void
mark_side (const Corpus *corpus, const CopiaCollocatesAsk *ask, CopiaHit hit, int step,
           bool *near)
{
    uint64_t from = step < 0 ? hit.start : hit.end;
    uint32_t most = step < 0 ? ask->left : ask->right, words = 0;

    for (gint64 at = (gint64) from + step;
         at >= 0 && at < (gint64) corpus->tokens->len && words < most; at += step) {
        uint64_t low = MIN ((uint64_t) at, hit.start),
                 high = MAX ((uint64_t) at, hit.end);

        if (!same_region (corpus, "text", from, (uint64_t) at) ||
            (ask->within && !same_region (corpus, ask->within, from, (uint64_t) at)) ||
            !where_holds (ask->of.where, low, high))
            return;
        near[at] = true;
        words += token_at (corpus, (uint64_t) at)->is_word;
    }
}

static bool *
mark_windows (const Corpus *corpus, const CopiaCollocatesAsk *ask, const GArray *hits)
{
    bool *near = g_new0 (bool, corpus->tokens->len);

    for (guint i = 0; i < hits->len; i++) {
        CopiaHit hit = g_array_index (hits, CopiaHit, i);

        mark_side (corpus, ask, hit, -1, near);
        mark_side (corpus, ask, hit, 1, near);
    }
    for (guint i = 0; i < hits->len; i++) {
        CopiaHit hit = g_array_index (hits, CopiaHit, i);

        memset (near + hit.start, 0, hit.end - hit.start + 1);
    }
    return near;
}

typedef struct {
    uint64_t observed, freq;
} Pair;

/* Pair by form or word; *r1 and *n besides. */
static GHashTable *
count_by_scan (const Corpus *corpus, const CopiaCollocatesAsk *ask, const bool *near,
               uint64_t *r1, uint64_t *n)
{
    GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

    *r1 = *n = 0;
    for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++) {
        const Token *token = token_at (corpus, cpos);
        char *key = ask->counted == COPIA_BY_FORM ? token->form : token->word;
        Pair *pair = g_hash_table_lookup (pairs, key);

        if (!token->is_word || !where_holds (ask->of.where, cpos, cpos))
            continue;
        if (!pair)
            g_hash_table_insert (pairs, key, pair = g_new0 (Pair, 1));
        pair->freq++;
        pair->observed += near[cpos];
        ++*n;
        *r1 += near[cpos];
    }
    return pairs;
}

static guint
expected_rows (GHashTable *pairs, const CopiaCollocatesAsk *ask, double r1, double n)
{
    GHashTableIter iter;
    gpointer key, value;
    guint rows = 0;

    g_hash_table_iter_init (&iter, pairs);
    while (g_hash_table_iter_next (&iter, &key, &value)) {
        const Pair *pair = value;

        rows += pair->observed >= ask->min &&
                (!ask->attracted ||
                 (double) pair->observed > r1 * ((double) pair->freq / n));
    }
    return rows;
}

static void
random_ask (CopiaCollocatesAsk *ask, const Corpus *corpus, GRand *rand)
{
    static const char *const within[] = { NULL, NULL, "s", "p", "chapter", "head" };
    static const char *const sorts[] = { NULL, "t", "observed", "FREQ", "mi" };

    ask->left = (uint32_t) g_rand_int_range (rand, 0, 9);
    ask->right = (uint32_t) g_rand_int_range (rand, ask->left == 0, 9);
    ask->within = within[g_rand_int_range (rand, 0, G_N_ELEMENTS (within))];
    if (ask->within && !copia_index_find_structure (corpus->index, ask->within))
        ask->within = "p";
    ask->min = (uint64_t) g_rand_int_range (rand, 1, 4);
    ask->sort = sorts[g_rand_int_range (rand, 0, G_N_ELEMENTS (sorts))];
    ask->counted = g_rand_boolean (rand) ? COPIA_BY_FORM : COPIA_BY_WORD;
    ask->attracted = g_rand_boolean (rand);
}

static void
assert_rows (const Answer *answer, GHashTable *pairs, double r1, double n)
{
    static const char *const measures[] = { "logdice", "log_likelihood", "mi", "t" };

    for (guint row = 1; row < answer->rows->len; row++) {
        const Pair *pair = g_hash_table_lookup (pairs, cell (answer, row, 0));
        CopiaTable2 table;

        g_assert_nonnull (pair);
        table = (CopiaTable2){ (double) pair->observed, r1, (double) pair->freq, n };
        g_assert_cmpuint (number_in (answer, row, 1), ==, pair->observed);
        assert_close (cell (answer, row, 2), r1 * (double) pair->freq / n);
        g_assert_cmpuint (number_in (answer, row, 3), ==, pair->freq);
        for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
            assert_close (cell (answer, row, 4 + i),
                          copia_measure_score (copia_measure_find (measures[i]), &table,
                                               NULL));
    }
}

/* Falling by the column of `sort`, then observed, then code points. */
static void
assert_order (const Answer *answer, const char *sort)
{
    guint column = !sort                                    ? 4
                   : strcmp (sort, "t") == 0                ? 7
                   : strcmp (sort, "mi") == 0               ? 6
                   : g_ascii_strcasecmp (sort, "freq") == 0 ? 3
                                                            : 1;

    for (guint row = 2; row < answer->rows->len; row++) {
        double a = g_ascii_strtod (cell (answer, row - 1, column), NULL);
        double b = g_ascii_strtod (cell (answer, row, column), NULL);
        uint64_t p = number_in (answer, row - 1, 1), q = number_in (answer, row, 1);

        g_assert_cmpfloat (a, >=, b);
        if (a == b)
            g_assert_cmpuint (p, >=, q);
        if (a == b && p == q)
            g_assert_cmpint (strcmp (cell (answer, row - 1, 0), cell (answer, row, 0)),
                             <, 0);
    }
}

static void
assert_any_parts (const Corpus *corpus, CopiaCollocatesAsk *ask, const Answer *one)
{
    static const uint32_t parts[] = { 2, 3, 7, 50 };

    for (unsigned i = 0; i < G_N_ELEMENTS (parts); i++) {
        ask->of.parts = parts[i];
        g_auto (Answer) several = answer_of (collocates_study, corpus, ask);
        assert_same (one, &several);
    }
    ask->of.parts = 1;
}

static void
check_collocates (const Corpus *corpus, GRand *rand)
{
    g_auto (Wanted) wanted = wanted_random (rand);
    g_autoptr (CopiaQuery) query = wanted_query (&wanted);
    g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
    g_autoptr (GArray) hits = wanted_hits (&wanted, corpus, where);
    g_autoptr (GHashTable) pairs = NULL;
    g_autofree bool *near = NULL;
    CopiaCollocatesAsk ask = usual (query), all;
    uint64_t r1, n;
    guint rows;

    random_ask (&ask, corpus, rand);
    ask.of.where = where;
    near = mark_windows (corpus, &ask, hits);
    pairs = count_by_scan (corpus, &ask, near, &r1, &n);
    g_auto (Answer) answer = answer_of (collocates_study, corpus, &ask);
    g_assert_cmpuint (answer.found.hits, ==, hits->len);
    rows = expected_rows (pairs, &ask, (double) r1, (double) n);
    g_assert_cmpuint (answer.rows->len - 1, ==, rows);
    all = ask;
    all.attracted = false;
    g_assert_cmpint (strstr (answer.notes->str, "left out: ") != NULL, ==,
                     rows < expected_rows (pairs, &all, (double) r1, (double) n));
    assert_rows (&answer, pairs, (double) r1, (double) n);
    assert_order (&answer, ask.sort);
    assert_any_parts (corpus, &ask, &answer);
    ask.of.offset = 2;
    ask.of.limit = 3;
    g_auto (Answer) page = answer_of (collocates_study, corpus, &ask);
    for (guint row = 1; row < page.rows->len; row++)
        g_assert_cmpstrv (page.rows->pdata[row], answer.rows->pdata[row + 2]);
}

static void
test_collocates_agree_with_a_plain_scan (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 20; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 30; k++)
            check_collocates (corpus, rand);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/collocates/each-token-counts-once-and-hits-do-not",
                     test_each_token_counts_once_and_hits_do_not);
    g_test_add_func ("/collocates/windows-end-at-borders", test_windows_end_at_borders);
    g_test_add_func ("/collocates/lists-can-be-restricted",
                     test_lists_can_be_restricted);
    g_test_add_func ("/collocates/bad-options-are-refused",
                     test_bad_options_are_refused);
    g_test_add_func ("/collocates/they-agree-with-a-plain-scan",
                     test_collocates_agree_with_a_plain_scan);
    return g_test_run ();
}
