/* test-near.c - windows of frequent words, found as bits, against walking from hit to hit; and
 * counting by bits and batches against counting one by one.
 *
 * `"a" within text` has the hits of `"a"`, but they are walked. */
#include "study/near.h"

#include "index/counter.h"
#include "study-answer.h"
#include "study/near-dense.h"
#include "study/near-each.h"
#include "study/window.h"

static const char *const nodes[] = { "the", "war", ",", "the|war|,", ".*" };

/* Words, punctuation, and here and there more punctuation in a row than a number has bits. */
static void
add_run (Corpus *corpus, GRand *rand)
{
    int marks = g_rand_int_range (rand, 0, 12) ? 3 : 200;

    corpus_random_run (corpus, rand, 60);
    for (int n = g_rand_int_range (rand, 0, marks); n > 0; n--)
        corpus_token (corpus, "", corpus_marks[g_rand_int_range (rand, 0, 7)]);
}

static Corpus *
corpus_long (GRand *rand)
{
    Corpus *self = corpus_new ();
    int texts = g_rand_int_range (rand, 1, 4);

    for (int text = 0; text < texts; text++) {
        g_autofree char *title = g_strdup_printf ("Text %d", text);

        corpus_open (self, "text", title, NULL);
        for (int n = g_rand_int_range (rand, 1, 30); n > 0; n--) {
            bool sentence = g_rand_int_range (rand, 0, 4) > 0;

            if (sentence)
                corpus_open (self, "s", NULL, NULL);
            add_run (self, rand);
            if (sentence)
                corpus_close (self);
        }
        corpus_close (self);
    }
    corpus_finish (self);
    return self;
}

typedef struct {
    uint32_t *near;
    uint64_t hits;
} Sum;

/* Over ranges cut anywhere. */
static Sum
sum_of (const Corpus *corpus, GRand *rand, const char *text,
        const CopiaSubcorpus *where, const CopiaSides *sides)
{
    uint64_t size = copia_index_tokens (corpus->index)->size, from = 0;
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, NULL);
    uint32_t types = copia_index_lexicon (corpus->index)->types;
    CopiaTypeCounts near = copia_type_counts_new (types);
    Sum sum = { g_new0 (uint32_t, types), 0 };

    while (from < size) {
        uint64_t to =
            g_rand_boolean (rand)
                ? UINT64_MAX
                : from + (uint64_t) g_rand_int_range (rand, 1, (gint32) size + 1);

        g_assert_true (copia_near_count (corpus->index, query, where, sides, from, to,
                                         &near, &sum.hits, NULL));
        from = to;
    }
    for (uint32_t id = 0; id < types; id++)
        sum.near[id] = copia_type_counts_get (&near, id);
    copia_type_counts_clear (&near);
    return sum;
}

static void
check_near (const Corpus *corpus, GRand *rand)
{
    const char *node = nodes[g_rand_int_range (rand, 0, G_N_ELEMENTS (nodes))];
    int widest = g_rand_int_range (rand, 0, 5) ? 7 : 51;
    CopiaSides sides = {
        .left = (uint32_t) g_rand_int_range (rand, 0, widest),
        .right = (uint32_t) g_rand_int_range (rand, 0, widest),
        .within = g_rand_boolean (rand)
                      ? copia_index_find_structure (corpus->index, "s")
                      : NULL,
        .marks = g_rand_int_range (rand, 0, 4) == 0,
        .across = g_rand_int_range (rand, 0, 4) == 0,
    };
    const char *titles[] = { "text.title=Text 1", NULL };
    g_autoptr (CopiaSubcorpus) where =
        g_rand_int_range (rand, 0, 4) == 0
            ? copia_subcorpus_new (corpus->index, titles, NULL)
            : NULL;
    g_autofree char *one = g_strdup_printf ("\"%s\"", node);
    g_autofree char *walked = g_strdup_printf ("\"%s\" within text", node);
    Sum bits = sum_of (corpus, rand, one, where, &sides);
    Sum walk = sum_of (corpus, rand, walked, where, &sides);

    g_assert_cmpuint (bits.hits, ==, walk.hits);
    for (uint32_t id = 0; id < copia_index_lexicon (corpus->index)->types; id++) {
        g_assert_cmpuint (bits.near[id], ==, walk.near[id]);
        if (!sides.marks &&
            !copia_lexicon_is_word (copia_index_lexicon (corpus->index), id))
            g_assert_cmpuint (bits.near[id], ==, 0);
    }
    g_free (bits.near);
    g_free (walk.near);
}

static void
test_bits_agree_with_walking (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 12; i++) {
        g_autoptr (Corpus) corpus = corpus_long (rand);

        for (int k = 0; k < 60; k++)
            check_near (corpus, rand);
    }
}

/* Hits of several tokens, also such as end before one that began before them. */
static const char *const longer[] = { "\"the\" []{0,4} \"of\"",
                                      "\"war\" | \"the\" []{3}", "[]{2}",
                                      "\",\" []{0,2}", "\"the\" \"the\"?" };

/* Token by token: in the window of a hit, and in no hit. */
static void
add_unions (const Corpus *corpus, const char *text, const CopiaSides *sides, Sum *sum)
{
    const CopiaTokens *tokens = copia_index_tokens (corpus->index);
    CopiaScope scope = copia_scope_of (corpus->index, NULL);
    CopiaWindow around =
        copia_window_of (&scope, sides->within, sides->left, sides->right);
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, NULL);
    g_autoptr (CopiaHits) hits =
        copia_hits_new (corpus->index, query, NULL, 0, UINT64_MAX, NULL);
    g_autofree uint8_t *marked = g_new0 (uint8_t, tokens->size);
    CopiaHit hit;

    around.across = sides->across;
    for (; copia_hits_next (hits, &hit); sum->hits++) {
        CopiaSpan window = copia_window_around (&around, hit);

        for (uint64_t cpos = window.start; cpos <= window.end; cpos++)
            marked[cpos] |= cpos >= hit.start && cpos <= hit.end ? 2 : 1;
    }
    for (uint64_t cpos = 0; cpos < tokens->size; cpos++)
        if (copia_tokens_is_word (tokens, cpos))
            sum->near[copia_tokens_get (tokens, cpos)] += marked[cpos] == 1;
}

static void
test_windows_from_hit_to_hit_are_their_union (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 120; i++) {
        g_autoptr (Corpus) corpus = corpus_long (rand);
        uint32_t types = copia_index_lexicon (corpus->index)->types;
        const char *text = longer[g_rand_int_range (rand, 0, G_N_ELEMENTS (longer))];
        CopiaSides sides = {
            .left = (uint32_t) g_rand_int_range (rand, 0, 9),
            .right = (uint32_t) g_rand_int_range (rand, 0, 9),
            .within = g_rand_boolean (rand)
                          ? copia_index_find_structure (corpus->index, "s")
                          : NULL,
            .across = g_rand_boolean (rand),
        };
        Sum got = sum_of (corpus, rand, text, NULL, &sides);
        Sum wanted = { g_new0 (uint32_t, types), 0 };

        add_unions (corpus, text, &sides, &wanted);
        g_assert_cmpuint (got.hits, ==, wanted.hits);
        g_assert_cmpmem (got.near, types * sizeof *got.near, wanted.near,
                         types * sizeof *wanted.near);
        g_free (got.near);
        g_free (wanted.near);
    }
}

/* Hits first, then every window for itself. */
static void
add_each (const Corpus *corpus, const char *text, const CopiaSides *sides, Sum *sum)
{
    const CopiaTokens *tokens = copia_index_tokens (corpus->index);
    CopiaScope scope = copia_scope_of (corpus->index, NULL);
    CopiaWindow around =
        copia_window_of (&scope, sides->within, sides->left, sides->right);
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, NULL);
    g_autofree bool *node = g_new0 (bool, tokens->size);

    around.across = sides->across;
    for (int pass = 0; pass < 2; pass++) {
        g_autoptr (CopiaHits) hits =
            copia_hits_new (corpus->index, query, NULL, 0, UINT64_MAX, NULL);
        CopiaHit hit;

        while (copia_hits_next (hits, &hit)) {
            CopiaSpan window = copia_window_around (&around, hit);

            sum->hits += pass;
            for (uint64_t cpos = hit.start; pass == 0 && cpos <= hit.end; cpos++)
                node[cpos] = true;
            for (uint64_t cpos = window.start; pass == 1 && cpos <= window.end; cpos++)
                sum->near[copia_tokens_get (tokens, cpos)] += !node[cpos];
        }
    }
}

static void
test_windows_one_by_one_leave_out_all_hits (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 120; i++) {
        g_autoptr (Corpus) corpus = corpus_long (rand);
        uint64_t size = copia_index_tokens (corpus->index)->size;
        uint64_t cut = (uint64_t) g_rand_int_range (rand, 0, (gint32) size + 1);
        uint32_t types = copia_index_lexicon (corpus->index)->types;
        const char *text = longer[g_rand_int_range (rand, 0, G_N_ELEMENTS (longer))];
        g_autoptr (CopiaQuery) query =
            copia_query_parse (text, COPIA_LANGUAGE_CQL, NULL);
        CopiaSides sides = { .left = (uint32_t) g_rand_int_range (rand, 0, 9),
                             .right = (uint32_t) g_rand_int_range (rand, 0, 9),
                             .across = g_rand_boolean (rand) };
        CopiaTypeCounts near = copia_type_counts_new (types);
        Sum wanted = { g_new0 (uint32_t, types), 0 };
        uint64_t hits = 0, sum = 0;

        g_assert_true (copia_near_each (corpus->index, query, NULL, &sides, 0, cut,
                                        &near, &hits, NULL));
        g_assert_true (copia_near_each (corpus->index, query, NULL, &sides, cut,
                                        UINT64_MAX, &near, &hits, NULL));
        add_each (corpus, text, &sides, &wanted);
        g_assert_cmpuint (hits, ==, wanted.hits);
        g_assert_cmpmem (near.numbers, types * sizeof *near.numbers, wanted.near,
                         types * sizeof *wanted.near);
        for (uint32_t id = 0; id < types; id++)
            sum += wanted.near[id];
        g_assert_cmpuint (near.told, ==, sum);
        copia_type_counts_clear (&near);
        g_free (wanted.near);
    }
}

/* Else the first test would compare walking with walking. */
static void
test_a_frequent_word_is_dense_and_a_rare_one_is_not (void)
{
    g_autoptr (Corpus) corpus = corpus_new ();
    g_autoptr (CopiaTypeset) often = NULL, once = NULL;
    g_autoptr (CopiaQuery) the = copia_query_parse ("the", COPIA_LANGUAGE_SIMPLE, NULL);
    g_autoptr (CopiaQuery) war = copia_query_parse ("war", COPIA_LANGUAGE_SIMPLE, NULL);
    g_autoptr (CopiaQuery) within =
        copia_query_parse ("\"the\" within text", COPIA_LANGUAGE_CQL, NULL);
    CopiaTypeset *none = NULL;

    corpus_open (corpus, "text", NULL, NULL);
    corpus_token (corpus, " ", "war");
    for (int i = 0; i < 1000; i++)
        corpus_token (corpus, " ", i % 10 ? "of" : "the");
    corpus_close (corpus);
    corpus_finish (corpus);
    g_assert_true (copia_hits_types (corpus->index, the, &often, NULL));
    g_assert_true (copia_hits_types (corpus->index, war, &once, NULL));
    g_assert_true (copia_hits_types (corpus->index, within, &none, NULL));
    g_assert_true (copia_near_is_dense (corpus->index, often));
    g_assert_false (copia_near_is_dense (corpus->index, once));
    g_assert_null (none);
}

static void
test_words_around_a_place_are_bits (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);
    g_autoptr (Corpus) corpus = corpus_long (rand);
    const CopiaTokens *tokens = copia_index_tokens (corpus->index);
    CopiaWalk walk = copia_walk_of (tokens);

    for (uint64_t cpos = 1; cpos < tokens->size; cpos++) {
        uint32_t before =
            (uint32_t) g_rand_int_range (rand, 1, (gint32) MIN (cpos, 64) + 1);
        uint32_t after =
            (uint32_t) g_rand_int_range (rand, 1,
                                         (gint32) MIN (tokens->size - cpos, 64) + 1);
        uint64_t left = copia_walk_words_before (&walk, cpos, before);
        uint64_t right = copia_walk_words_after (&walk, cpos, after);

        for (uint32_t i = 0; i < 64; i++) {
            g_assert_cmpuint (left >> i & 1, ==,
                              i < before &&
                                  copia_tokens_is_word (tokens, cpos - 1 - i));
            g_assert_cmpuint (right >> i & 1, ==,
                              i < after && copia_tokens_is_word (tokens, cpos + i));
        }
    }
}

static void
test_batches_and_bits_count_as_one_by_one_does (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);
    g_autoptr (Corpus) corpus = corpus_long (rand);
    const CopiaTokens *tokens = copia_index_tokens (corpus->index);
    uint32_t types = copia_index_lexicon (corpus->index)->types;
    g_autofree uint32_t *counts = g_new0 (uint32_t, types);
    g_autofree uint32_t *wanted = g_new0 (uint32_t, types);
    CopiaCounter counter;

    copia_counter_begin (&counter, tokens, counts);
    for (int round = 0; round < 5000; round++) {
        uint64_t start = (uint64_t) g_rand_int_range (rand, 0, (gint32) tokens->size);
        uint64_t end =
            MIN (tokens->size, start + (uint64_t) g_rand_int_range (rand, 0, 40));
        uint32_t n = (uint32_t) MIN (tokens->size - start, 64);
        uint64_t some = (uint64_t) g_rand_int (rand) << 32 | g_rand_int (rand);

        some = n < 64 ? some & (((uint64_t) 1 << n) - 1) : some;
        copia_counter_add (&counter, start, end);
        copia_counter_add_some (&counter, start, n, some);
        for (uint64_t cpos = start; cpos < end; cpos++)
            wanted[copia_tokens_get (tokens, cpos)]++;
        for (uint32_t i = 0; i < n; i++)
            wanted[copia_tokens_get (tokens, start + i)] += some >> i & 1;
    }
    copia_counter_end (&counter);
    g_assert_cmpmem (counts, types * sizeof *counts, wanted, types * sizeof *wanted);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/near/bits-agree-with-walking", test_bits_agree_with_walking);
    g_test_add_func ("/near/windows-from-hit-to-hit-are-their-union",
                     test_windows_from_hit_to_hit_are_their_union);
    g_test_add_func ("/near/windows-one-by-one-leave-out-all-hits",
                     test_windows_one_by_one_leave_out_all_hits);
    g_test_add_func ("/near/a-frequent-word-is-dense-and-a-rare-one-is-not",
                     test_a_frequent_word_is_dense_and_a_rare_one_is_not);
    g_test_add_func ("/near/words-around-a-place-are-bits",
                     test_words_around_a_place_are_bits);
    g_test_add_func ("/near/batches-and-bits-count-as-one-by-one-does",
                     test_batches_and_bits_count_as_one_by_one_does);
    return g_test_run ();
}
