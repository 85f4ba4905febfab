/* test-word-list.c - word lists against a plain count. */
#include "study/words.h"

#include "base/error.h"
#include "stats/dispersion.h"
#include "study-answer.h"

ANSWER (words)

enum { RANK, WORD, COUNT, RATE, RANGE, DP };

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "chapter", NULL, NULL);
    corpus_say (corpus, "The war _, the War _.");
    corpus_close (corpus);
    corpus_open (corpus, "chapter", NULL, NULL);
    corpus_say (corpus, "Élan _, the zeal _, eland _.");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static void
assert_words (const Answer *answer, const char *expected)
{
    g_autoptr (GString) words = g_string_new (NULL);

    for (guint row = 1; row < answer->rows->len; row++)
        g_string_append_printf (words, "%s%s:%s", row > 1 ? " " : "",
                                cell (answer, row, RANK), cell (answer, row, WORD));
    g_assert_cmpstr (words->str, ==, expected);
}

static void
test_words_are_ranked_by_count_then_code_points (void)
{
    static const char *const columns[] = { "rank",  "word", "count", "rate",
                                           "range", "dp",   NULL };
    g_autoptr (Corpus) corpus = small ();
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;

    g_auto (Answer) answer = answer_of (words_study, corpus, &ask);
    g_assert_cmpstrv (answer.rows->pdata[0], columns);
    assert_words (&answer, "1:the 2:war 3:eland 4:zeal 5:élan");
    g_assert_cmpuint (number_in (&answer, 1, COUNT), ==, 3);
    g_assert_cmpuint (number_in (&answer, 1, RANGE), ==, 2);
    assert_close (cell (&answer, 1, RATE), 3e6 / 8);
    /* the: 2/3 and 1/3 of it in units of 1/2 and 1/2 */
    assert_close (cell (&answer, 1, DP), (1 / 6.0 + 1 / 6.0) / 2);
    assert_close (cell (&answer, 2, DP), 0.5);
    g_assert_cmpuint (answer.found.hits, ==, 8);
}

static void
test_reading_order_keeps_the_ranks (void)
{
    g_autoptr (Corpus) corpus = small ();
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;

    ask.alphabetical = true;
    g_auto (Answer) answer = answer_of (words_study, corpus, &ask);
    assert_words (&answer, "5:élan 3:eland 1:the 2:war 4:zeal");
    ask.of.offset = 1;
    ask.of.limit = 2;
    g_auto (Answer) page = answer_of (words_study, corpus, &ask);
    assert_words (&page, "3:eland 1:the");
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
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;

    ask.stop = (CopiaStop){ is_the, "the" };
    g_auto (Answer) stopped = answer_of (words_study, corpus, &ask);
    assert_words (&stopped, "1:war 2:eland 3:zeal 4:élan");
    ask.stop.holds = NULL;
    ask.wildcard = "*e*l";
    g_auto (Answer) wild = answer_of (words_study, corpus, &ask);
    assert_words (&wild, "1:zeal");
    ask.wildcard = "ZEAL|war";
    g_auto (Answer) choice = answer_of (words_study, corpus, &ask);
    assert_words (&choice, "1:war 2:zeal");
    ask.wildcard = NULL;
    ask.regex = "[ÉE]l.+";
    g_auto (Answer) regex = answer_of (words_study, corpus, &ask);
    assert_words (&regex, "1:eland 2:élan");
    ask.counted = COPIA_BY_WORD;
    g_auto (Answer) exact = answer_of (words_study, corpus, &ask);
    assert_words (&exact, "1:Élan");
    ask.regex = NULL;
    ask.min = 2;
    g_auto (Answer) frequent = answer_of (words_study, corpus, &ask);
    assert_words (&frequent, "1:the");
    ask.punctuation = true;
    g_auto (Answer) marks = answer_of (words_study, corpus, &ask);
    assert_words (&marks, "1:, 2:. 3:the");
}

static void
test_bad_options_are_refused (void)
{
    g_autoptr (Corpus) corpus = small ();
    const CopiaWordsAsk good = COPIA_WORDS_USUAL;
    CopiaWordsAsk bad[5] = { good, good, good, good, good };
    static const char *const hints[] = { "minimum", "per", "verse", "'a('",
                                         "two words" };

    bad[0].min = 0;
    bad[1].per = 0;
    bad[2].by = "verse";
    bad[3].regex = "a(";
    bad[4].wildcard = "two words";
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (copia_words (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_nonnull (strstr (error->message, hints[i]));
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

static void
test_a_regex_that_takes_too_long_is_an_error (void)
{
    g_autoptr (Corpus) corpus = corpus_new ();
    g_autoptr (GString) long_word = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaTable) table = NULL;
    g_auto (Catch) catch;
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;
    CopiaFound found;

    for (int i = 0; i < 60; i++)
        g_string_append_c (long_word, 'a');
    corpus_open (corpus, "text", NULL, NULL);
    corpus_token (corpus, "", long_word->str);
    corpus_close (corpus);
    corpus_finish (corpus);
    catch_init (&catch);
    table = catch_table (&catch, "tsv", 0, false);
    ask.regex = "(a|aa)*(a|aa)*(a|aa)*[bc]";
    g_assert_false (copia_words (corpus->index, &ask, table, &found, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_nonnull (strstr (error->message, "too long"));
}

/* ---- the oracle */

/* Which unit of the list holds each cpos: the regions met in order, then the rest. */
static int
unit_at (const Corpus *corpus, const char *by, uint64_t cpos, GPtrArray *seen)
{
    const Region *region = region_at (corpus, by, cpos);
    guint at;

    if (!region)
        return -1;
    if (!g_ptr_array_find (seen, region, &at)) {
        at = seen->len;
        g_ptr_array_add (seen, (gpointer) region);
    }
    return (int) at;
}

typedef struct {
    double *v, *w;
    size_t n;
    double count, words; /* in all, outside of parts too */
} Parts;

/* Counts of `key` and sizes of units, in a plain pass. */
static Parts
parts_by_scan (const Corpus *corpus, const CopiaWordsAsk *ask, const char *by,
               const char *key)
{
    g_autoptr (GPtrArray) seen = g_ptr_array_new ();
    size_t most = corpus->regions->len;
    Parts parts = { g_new0 (double, most), g_new0 (double, most), 0, 0, 0 };

    for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++) {
        const Token *token = token_at (corpus, cpos);
        const char *name = ask->counted == COPIA_BY_FORM ? token->form : token->word;
        bool same = strcmp (key, name) == 0;
        int unit;

        if (!where_holds (ask->of.where, cpos, cpos))
            continue;
        parts.count += same;
        parts.words += token->is_word;
        unit = unit_at (corpus, by, cpos, seen);
        if (unit < 0)
            continue;
        parts.w[unit] += token->is_word;
        parts.v[unit] += same;
    }
    parts.n = seen->len;
    return parts;
}

static void
check_row (const Corpus *corpus, const CopiaWordsAsk *ask, const char *by,
           const Answer *answer, guint row)
{
    Parts parts = parts_by_scan (corpus, ask, by, cell (answer, row, WORD));
    const CopiaParts spread = { parts.v, parts.w, parts.n };
    double range = 0;

    for (size_t i = 0; i < parts.n; i++)
        range += parts.v[i] > 0;
    assert_close (cell (answer, row, COUNT), parts.count);
    assert_close (cell (answer, row, RATE), 1e6 * parts.count / parts.words);
    assert_close (cell (answer, row, RANGE), range);
    if (range == 0)
        g_assert_cmpstr (cell (answer, row, DP), ==, "");
    else
        assert_close (cell (answer, row, DP),
                      copia_spread_score (copia_spread_find ("DP"), &spread));
    g_free (parts.v);
    g_free (parts.w);
}

static uint64_t
words_by_scan (const Corpus *corpus, const CopiaSubcorpus *where)
{
    uint64_t words = 0;

    for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++)
        words += where_holds (where, cpos, cpos) && token_at (corpus, cpos)->is_word;
    return words;
}

static void
check_list (const Corpus *corpus, GRand *rand)
{
    static const char *const structures[] = { NULL, "s", "p", "text", "chapter" };
    g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;
    uint64_t sum = 0;

    ask.of.where = where;
    ask.by = structures[g_rand_int_range (rand, 0, G_N_ELEMENTS (structures))];
    ask.counted = g_rand_boolean (rand) ? COPIA_BY_FORM : COPIA_BY_WORD;
    g_auto (Answer) answer = answer_of (words_study, corpus, &ask);
    for (guint row = 1; row < answer.rows->len; row++) {
        check_row (corpus, &ask, ask.by ? ask.by : "chapter", &answer, row);
        sum += number_in (&answer, row, COUNT);
        g_assert_cmpuint (number_in (&answer, row, RANK), ==, row);
        if (row > 1)
            g_assert_cmpuint (number_in (&answer, row - 1, COUNT), >=,
                              number_in (&answer, row, COUNT));
    }
    g_assert_cmpuint (sum, ==, words_by_scan (corpus, where));
    ask.of.offset = 3;
    ask.of.limit = 5;
    ask.alphabetical = g_rand_boolean (rand);
    g_auto (Answer) page = answer_of (words_study, corpus, &ask);
    g_assert_cmpuint (page.found.hits, ==, sum);
    for (guint row = 1; row < page.rows->len; row++)
        g_assert_cmpstrv (page.rows->pdata[row],
                          answer.rows->pdata[number_in (&page, row, RANK)]);
    ask = (CopiaWordsAsk) COPIA_WORDS_USUAL;
    ask.of.where = where;
    g_auto (Answer) one = answer_of (words_study, corpus, &ask);
    for (uint32_t parts = 2; parts < 8; parts++) {
        ask.of.parts = parts;
        g_auto (Answer) several = answer_of (words_study, corpus, &ask);
        assert_same (&one, &several);
    }
}

static void
test_lists_agree_with_a_plain_count (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 10; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 5; k++)
            check_list (corpus, rand);
    }
}

static void
test_a_corpus_without_chapters_has_slices (void)
{
    g_autoptr (Corpus) corpus = corpus_new ();
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;

    corpus_open (corpus, "text", NULL, NULL);
    for (int i = 0; i < 20; i++)
        corpus_say (corpus, i < 10 ? "one" : "two");
    corpus_close (corpus);
    corpus_finish (corpus);
    g_auto (Answer) answer = answer_of (words_study, corpus, &ask);
    g_assert_cmpuint (number_in (&answer, 1, RANGE), ==, 5);
    assert_close (cell (&answer, 1, DP), 0.5);
    g_assert_nonnull (strstr (answer.notes->str, "10 slices of equal length"));
}

/* As in a paragraph of asterisks. */
static void
test_a_mark_where_there_is_no_word_counts_for_no_unit (void)
{
    g_autoptr (Corpus) corpus = corpus_new ();
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;

    corpus_open (corpus, "text", NULL, NULL);
    for (int i = 0; i < 3; i++) {
        corpus_open (corpus, "p", NULL, NULL);
        corpus_say (corpus, i == 1 ? "* * *" : "tide *");
        corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    ask.by = "p";
    ask.punctuation = true;
    g_auto (Answer) answer = answer_of (words_study, corpus, &ask);
    for (guint row = 1; row <= 2; row++) {
        g_assert_cmpuint (number_in (&answer, row, COUNT), ==, row == 1 ? 5 : 2);
        g_assert_cmpuint (number_in (&answer, row, RANGE), ==, 2);
        assert_close (cell (&answer, row, DP), 0);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/words/ranked-by-count-then-code-points",
                     test_words_are_ranked_by_count_then_code_points);
    g_test_add_func ("/words/a-mark-where-there-is-no-word",
                     test_a_mark_where_there_is_no_word_counts_for_no_unit);
    g_test_add_func ("/words/reading-order-keeps-the-ranks",
                     test_reading_order_keeps_the_ranks);
    g_test_add_func ("/words/lists-can-be-restricted", test_lists_can_be_restricted);
    g_test_add_func ("/words/bad-options-are-refused", test_bad_options_are_refused);
    g_test_add_func ("/words/a-regex-that-takes-too-long-is-an-error",
                     test_a_regex_that_takes_too_long_is_an_error);
    g_test_add_func ("/words/lists-agree-with-a-plain-count",
                     test_lists_agree_with_a_plain_count);
    g_test_add_func ("/words/a-corpus-without-chapters-has-slices",
                     test_a_corpus_without_chapters_has_slices);
    return g_test_run ();
}
