/* test-kwic.c - concordances against a plain scan. */
#include "study/kwic.h"

#include "base/error.h"
#include "study-answer.h"

ANSWER (kwic)

enum { HIT, CPOS, END, LEFT, MATCH, RIGHT, FIRST_REFERENCE };

static CopiaQuery *
query_of (const char *text)
{
    g_autoptr (GError) error = NULL;
    CopiaQuery *query = copia_query_parse (text, COPIA_LANGUAGE_SIMPLE, &error);

    g_assert_no_error (error);
    return query;
}

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_say (corpus, "A note _.");
    corpus_open (corpus, "part", "War", "1");
    corpus_open (corpus, "chapter", NULL, "2");
    corpus_say (corpus, "The war _, “ _the _” long war _, went on _.");
    corpus_close (corpus);
    corpus_open (corpus, "chapter", "Peace", NULL);
    corpus_token (corpus, "<i>", "Peace");
    corpus_token (corpus, "</i>\n", "and");
    corpus_token (corpus, "<b>", "the");
    corpus_token (corpus, " ", "war");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static void
test_a_line_has_its_columns (void)
{
    static const char *const names[] = { "hit",   "cpos", "end",     "left", "match",
                                         "right", "part", "chapter", NULL };
    static const char *const second[] = {
        "2", "10", "10", "war, “the” long", "war", ", went on.Peace", "War", "2", NULL
    };
    static const char *const third[] = { "3",   "18", "18",  "Peace andthe",
                                         "war", "",   "War", "Peace",
                                         NULL };
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query = query_of ("war");
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;

    ask.query = query;
    ask.context = 3;
    g_auto (Answer) answer = answer_of (kwic_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len, ==, 4);
    g_assert_cmpstrv (answer.rows->pdata[0], names);
    g_assert_cmpstrv (answer.rows->pdata[2], second);
    g_assert_cmpstrv (answer.rows->pdata[3], third);
}

static void
test_context_counts_words_or_characters (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query = query_of ("long");
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;

    ask.query = query;
    ask.context = 2;
    g_auto (Answer) words = answer_of (kwic_study, corpus, &ask);
    g_assert_cmpstr (cell (&words, 1, LEFT), ==, "war, “the”");
    g_assert_cmpstr (cell (&words, 1, RIGHT), ==, "war, went");
    ask.characters = true;
    ask.context = 6;
    g_auto (Answer) characters = answer_of (kwic_study, corpus, &ask);
    g_assert_cmpstr (cell (&characters, 1, LEFT), ==, "“the”");
    g_assert_cmpstr (cell (&characters, 1, RIGHT), ==, "war, w");
    ask.context = 0;
    g_auto (Answer) none = answer_of (kwic_study, corpus, &ask);
    g_assert_cmpstr (cell (&none, 1, LEFT), ==, "");
    g_assert_cmpstr (cell (&none, 1, RIGHT), ==, "");
}

static void
assert_keys (const char *text, const char *expected)
{
    CopiaSortKey keys[COPIA_MOST_SORT_KEYS];
    g_autoptr (GString) got = g_string_new (NULL);
    int n = copia_sort_keys_parse (text, keys, NULL);

    for (int i = 0; i < n; i++)
        g_string_append_printf (got, "%c%u ", "LRNC"[keys[i].kind], keys[i].word);
    g_assert_cmpstr (got->str, ==, expected);
}

static void
test_sort_keys_are_read_in_any_writing (void)
{
    g_autoptr (GError) error = NULL;
    CopiaSortKey keys[COPIA_MOST_SORT_KEYS];

    assert_keys ("R1,r2 L5", "R1 R2 L5 ");
    assert_keys ("left,node", "L1 L2 L3 N1 ");
    assert_keys ("Right,CPOS", "R1 R2 R3 C1 ");
    assert_keys ("", "");
    g_assert_cmpint (copia_sort_keys_parse ("R6", keys, &error), ==, -1);
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_nonnull (strstr (error->message, "'R6'"));
    g_assert_cmpint (copia_sort_keys_parse ("L1,L1,L1,L1,L1,L1,L1,L1,left", keys, NULL),
                     ==, -1);
}

/* ---- the oracle */

typedef struct {
    const Corpus *corpus;
    const CopiaKwicAsk *ask;
} Order;

static int
compare_beside (const Corpus *corpus, CopiaHit a, CopiaHit b, CopiaSortKey key)
{
    g_autoptr (GString) p = g_string_new (NULL), q = g_string_new (NULL);
    CopiaHit hits[2] = { a, b };
    GString *keys[2] = { p, q };

    for (int i = 0; i < 2; i++) {
        const Region *text = region_at (corpus, "text", hits[i].start);
        int step = key.kind == COPIA_SORT_LEFT ? -1 : 1;
        gint64 at = (gint64) (step < 0 ? hits[i].start : hits[i].end) + step;
        uint32_t n = 0;

        for (; at >= (gint64) text->start && at <= (gint64) text->end; at += step) {
            const Token *token = token_at (corpus, (uint64_t) at);

            if (token->is_word && ++n == key.word) {
                copia_collation_key (token->word, strlen (token->word), keys[i]);
                break;
            }
        }
    }
    return copia_string_compare ((CopiaString){ p->str, p->len },
                                 (CopiaString){ q->str, q->len });
}

static int
compare_nodes (const Corpus *corpus, CopiaHit a, CopiaHit b)
{
    uint64_t i = a.start, k = b.start;

    for (;; i++, k++) {
        g_autoptr (GString) p = g_string_new (NULL), q = g_string_new (NULL);
        int difference;

        while (i <= a.end && !token_at (corpus, i)->is_word)
            i++;
        while (k <= b.end && !token_at (corpus, k)->is_word)
            k++;
        if (i > a.end || k > b.end)
            return (i <= a.end) - (k <= b.end);
        copia_collation_key (token_at (corpus, i)->word,
                             strlen (token_at (corpus, i)->word), p);
        copia_collation_key (token_at (corpus, k)->word,
                             strlen (token_at (corpus, k)->word), q);
        difference = copia_string_compare ((CopiaString){ p->str, p->len },
                                           (CopiaString){ q->str, q->len });
        if (difference)
            return difference;
    }
}

static int
compare_hits (const void *a, const void *b, void *data)
{
    const Order *order = data;
    CopiaHit x = *(const CopiaHit *) a, y = *(const CopiaHit *) b;

    for (uint32_t i = 0; i < order->ask->n_sort; i++) {
        CopiaSortKey key = order->ask->sort[i];
        int difference = 0;

        if (key.kind == COPIA_SORT_CPOS)
            break;
        difference = key.kind == COPIA_SORT_NODE
                         ? compare_nodes (order->corpus, x, y)
                         : compare_beside (order->corpus, x, y, key);
        if (difference)
            return difference;
    }
    return x.start < y.start ? -1 : x.start > y.start;
}

static void
random_ask (CopiaKwicAsk *ask, GRand *rand)
{
    static const char *const sorts[] = { "",        "R1",         "L1,L2,L3",  "node",
                                         "node,R1", "R2,L1,R3",   "cpos,R1",   "L5",
                                         "R5,node", "left,right", "R1,cpos,L1" };
    int n =
        copia_sort_keys_parse (sorts[g_rand_int_range (rand, 0, G_N_ELEMENTS (sorts))],
                               ask->sort, NULL);

    ask->n_sort = (uint32_t) n;
    ask->context = (uint32_t) g_rand_int_range (rand, 0, 14);
    ask->characters = g_rand_boolean (rand);
    ask->of.offset =
        g_rand_boolean (rand) ? 0 : (uint64_t) g_rand_int_range (rand, 0, 30);
    ask->of.limit =
        g_rand_boolean (rand) ? COPIA_ALL : (uint64_t) g_rand_int_range (rand, 0, 20);
}

static char *
context_of (const Corpus *corpus, const CopiaKwicAsk *ask, CopiaHit hit, bool left)
{
    const Region *text = region_at (corpus, "text", hit.start);
    uint64_t at = left ? hit.start : hit.end;
    uint64_t border = left ? text->start : text->end;
    g_autofree char *prose = NULL;
    glong length;

    for (uint32_t n = 0; at != border && (ask->characters || n < ask->context);) {
        at = left ? at - 1 : at + 1;
        n += token_at (corpus, at)->is_word;
    }
    if (at == (left ? hit.start : hit.end))
        return g_strdup ("");
    prose = left ? prose_of (corpus, at, hit.start - 1)
                 : prose_of (corpus, hit.end + 1, at);
    if (!ask->characters)
        return g_strdup (prose);
    length = g_utf8_strlen (prose, -1);
    return g_strstrip (
        left ? g_utf8_substring (prose, MAX (length - (glong) ask->context, 0), length)
             : g_utf8_substring (prose, 0, MIN (length, (glong) ask->context)));
}

static void
assert_line (const Answer *answer, guint row, const Corpus *corpus,
             const CopiaKwicAsk *ask, CopiaHit hit)
{
    g_autofree char *match = prose_of (corpus, hit.start, hit.end);
    g_autofree char *left = context_of (corpus, ask, hit, true);
    g_autofree char *right = context_of (corpus, ask, hit, false);

    g_assert_cmpuint (number_in (answer, row, CPOS), ==, hit.start);
    g_assert_cmpuint (number_in (answer, row, END), ==, hit.end);
    g_assert_cmpstr (cell (answer, row, MATCH), ==, match);
    g_assert_cmpstr (cell (answer, row, LEFT), ==, left);
    g_assert_cmpstr (cell (answer, row, RIGHT), ==, right);
}

static void
assert_numbers (const Answer *answer, const GArray *in_order)
{
    for (guint row = 1; row < answer->rows->len; row++) {
        uint64_t number = number_in (answer, row, HIT);

        g_assert_cmpuint (number, <=, in_order->len);
        g_assert_cmpuint (number_in (answer, row, CPOS), ==,
                          g_array_index (in_order, CopiaHit, number - 1).start);
    }
}

static void
assert_any_parts (const Corpus *corpus, CopiaKwicAsk *ask, const Answer *one)
{
    static const uint32_t parts[] = { 2, 3, 7 };

    for (unsigned i = 0; i < G_N_ELEMENTS (parts); i++) {
        ask->of.parts = parts[i];
        g_auto (Answer) several = answer_of (kwic_study, corpus, ask);
        assert_same (one, &several);
    }
    ask->of.parts = 1;
}

static void
check_lines (const Corpus *corpus, GRand *rand)
{
    g_auto (Wanted) wanted = wanted_random (rand);
    g_autoptr (CopiaQuery) query = wanted_query (&wanted);
    g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
    g_autoptr (GArray) in_order = wanted_hits (&wanted, corpus, where);
    g_autoptr (GArray) hits = g_array_copy (in_order);
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;
    Order order = { corpus, &ask };

    random_ask (&ask, rand);
    ask.query = query;
    ask.of.where = where;
    g_auto (Answer) answer = answer_of (kwic_study, corpus, &ask);
    g_assert_cmpuint (answer.found.hits, ==, hits->len);
    g_array_sort_with_data (hits, compare_hits, &order);
    g_assert_cmpuint (answer.rows->len - 1, ==,
                      MIN (ask.of.limit, hits->len - MIN (hits->len, ask.of.offset)));
    for (guint row = 1; row < answer.rows->len; row++)
        assert_line (&answer, row, corpus, &ask,
                     g_array_index (hits, CopiaHit, ask.of.offset + row - 1));
    assert_numbers (&answer, in_order);
    assert_any_parts (corpus, &ask, &answer);
}

static void
check_sample (const Corpus *corpus, GRand *rand)
{
    g_auto (Wanted) wanted = wanted_random (rand);
    g_autoptr (CopiaQuery) query = wanted_query (&wanted);
    g_autoptr (GArray) in_order = wanted_hits (&wanted, corpus, NULL);
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;

    ask.query = query;
    ask.sample = (uint64_t) g_rand_int_range (rand, 1, 40);
    ask.seed = g_rand_int (rand);
    g_auto (Answer) answer = answer_of (kwic_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len - 1, ==, MIN (ask.sample, in_order->len));
    g_assert_cmpuint (answer.found.hits, ==, in_order->len);
    assert_numbers (&answer, in_order);
    for (guint row = 2; row < answer.rows->len; row++)
        g_assert_cmpuint (number_in (&answer, row - 1, HIT), <,
                          number_in (&answer, row, HIT));
    g_assert_cmpint (strstr (answer.notes->str, "seed") != NULL, ==,
                     ask.sample < in_order->len);
    assert_any_parts (corpus, &ask, &answer);
    random_ask (&ask, rand);
    g_auto (Answer) sorted = answer_of (kwic_study, corpus, &ask);
    assert_numbers (&sorted, in_order);
    assert_any_parts (corpus, &ask, &sorted);
}

static void
test_lines_agree_with_a_plain_scan (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 20; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 20; k++)
            check_lines (corpus, rand);
    }
}

static void
test_a_sample_is_of_the_hits_and_the_same_for_any_parts (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 10; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 20; k++)
            check_sample (corpus, rand);
    }
}

/* "n" times the word, so that cpos is the hit's number. */
static Corpus *
many (guint n)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    for (guint i = 0; i < n; i++)
        corpus_token (corpus, " ", "la");
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static void
test_a_sample_is_even_and_grows_by_more (void)
{
    g_autoptr (Corpus) corpus = many (100);
    g_autoptr (CopiaQuery) query = query_of ("la");
    unsigned drawn[100] = { 0 };
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;

    ask.query = query;
    for (ask.seed = 0; ask.seed < 400; ask.seed++) {
        g_autoptr (GHashTable) small_sample = g_hash_table_new (NULL, NULL);

        ask.sample = 10;
        g_auto (Answer) ten = answer_of (kwic_study, corpus, &ask);
        for (guint row = 1; row <= 10; row++) {
            drawn[number_in (&ten, row, CPOS)]++;
            g_hash_table_add (small_sample,
                              GUINT_TO_POINTER (number_in (&ten, row, HIT)));
        }
        ask.sample = 20;
        g_auto (Answer) twenty = answer_of (kwic_study, corpus, &ask);
        for (guint row = 1; row <= 20; row++)
            g_hash_table_remove (small_sample,
                                 GUINT_TO_POINTER (number_in (&twenty, row, HIT)));
        g_assert_cmpuint (g_hash_table_size (small_sample), ==, 0);
    }
    for (unsigned i = 0; i < 100; i++) { /* 40 expected, standard deviation 6 */
        g_assert_cmpuint (drawn[i], >, 10);
        g_assert_cmpuint (drawn[i], <, 70);
    }
}

static void
test_too_wide_a_context_is_refused (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query = query_of ("war");
    g_autoptr (GError) error = NULL;
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;

    ask.query = query;
    ask.context = COPIA_MOST_CONTEXT + 1;
    g_assert_null (copia_kwic_part (corpus->index, &ask, 0, 10, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
}

/* What would be shown is looked up first, not after all hits were found. */
static void
test_names_nobody_knows_are_refused_before_the_search (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query = query_of ("war");
    CopiaKwicAsk usual = COPIA_KWIC_USUAL;
    CopiaKwicAsk asks[] = { usual, usual, usual };

    asks[0].show = "word,nothing";
    asks[1].show = "";
    asks[2].references = "nothing.there";
    for (size_t i = 0; i < G_N_ELEMENTS (asks); i++) {
        g_autoptr (GError) error = NULL;

        asks[i].query = query;
        g_assert_null (copia_kwic_part (corpus->index, &asks[i], 0, 10, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/kwic/unknown-names",
                     test_names_nobody_knows_are_refused_before_the_search);
    g_test_add_func ("/kwic/a-line-has-its-columns", test_a_line_has_its_columns);
    g_test_add_func ("/kwic/context-counts-words-or-characters",
                     test_context_counts_words_or_characters);
    g_test_add_func ("/kwic/sort-keys-are-read-in-any-writing",
                     test_sort_keys_are_read_in_any_writing);
    g_test_add_func ("/kwic/lines-agree-with-a-plain-scan",
                     test_lines_agree_with_a_plain_scan);
    g_test_add_func ("/kwic/a-sample-is-of-the-hits-and-the-same-for-any-parts",
                     test_a_sample_is_of_the_hits_and_the_same_for_any_parts);
    g_test_add_func ("/kwic/a-sample-is-even-and-grows-by-more",
                     test_a_sample_is_even_and_grows_by_more);
    g_test_add_func ("/kwic/too-wide-a-context-is-refused",
                     test_too_wide_a_context_is_refused);
    return g_test_run ();
}
