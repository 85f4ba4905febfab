/* test-ngrams.c - n-grams against a plain count of strings. */
#include "study/ngrams.h"

#include "base/error.h"
#include "study-answer.h"

ANSWER (ngrams)

enum { RANK, NGRAM, COUNT, RATE, RANGE };

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "chapter", NULL, NULL);
    corpus_say (corpus, "The war of the land _, the War of the land _.");
    corpus_close (corpus);
    corpus_open (corpus, "chapter", NULL, NULL);
    corpus_say (corpus, "Of the war _: a a a");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "chapter", NULL, NULL);
    corpus_say (corpus, "a war");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static CopiaNgramsAsk
of_sizes (const uint32_t *sizes, size_t n)
{
    CopiaNgramsAsk ask = COPIA_NGRAMS_USUAL;

    ask.sizes = sizes;
    ask.n_sizes = n;
    return ask;
}

static void
assert_ngrams (const Answer *answer, const char *expected)
{
    g_autoptr (GString) words = g_string_new (NULL);

    for (guint row = 1; row < answer->rows->len; row++)
        g_string_append_printf (words, "%s%s:%s/%s", row > 1 ? ", " : "",
                                cell (answer, row, NGRAM), cell (answer, row, COUNT),
                                cell (answer, row, RANGE));
    g_assert_cmpstr (words->str, ==, expected);
}

static const uint32_t one[] = { 1 }, two[] = { 2 }, three[] = { 3 }, mixed[] = { 2, 3 };

static void
test_they_are_ranked_by_count_then_code_points (void)
{
    static const char *const columns[] = { "rank", "ngram", "count",
                                           "rate", "range", NULL };
    g_autoptr (Corpus) corpus = small ();
    CopiaNgramsAsk ask = of_sizes (mixed, 2);

    g_auto (Answer) answer = answer_of (ngrams_study, corpus, &ask);
    g_assert_cmpstrv (answer.rows->pdata[0], columns);
    assert_ngrams (&answer, "of the:3/2, the war:3/2, a a:2/1, of the land:2/1, "
                            "the land:2/1, the war of:2/1, war of:2/1, "
                            "war of the:2/1");
    assert_close (cell (&answer, 1, RATE), 3e6 / 18);
    g_assert_cmpuint (answer.found.hits, ==, 18);
}

static void
test_punctuation_ends_or_is_passed_or_taken (void)
{
    g_autoptr (Corpus) corpus = small ();
    CopiaNgramsAsk ask = of_sizes (three, 1);

    ask.marks = COPIA_MARKS_PASS;
    ask.min = 1;
    ask.of.limit = 6;
    g_auto (Answer) passed = answer_of (ngrams_study, corpus, &ask);
    assert_ngrams (&passed, "of the land:2/1, the war of:2/1, war of the:2/1, "
                            "a a a:1/1, land of the:1/1, land the war:1/1");
    ask.marks = COPIA_MARKS_TAKE;
    ask.sizes = two;
    g_auto (Answer) taken = answer_of (ngrams_study, corpus, &ask);
    assert_ngrams (&taken, "of the:3/2, the war:3/2, a a:2/1, the land:2/1, "
                           "war of:2/1, , the:1/1");
}

static void
test_a_least_range_leaves_out_what_one_unit_repeats (void)
{
    g_autoptr (Corpus) corpus = small ();
    CopiaNgramsAsk ask = of_sizes (mixed, 2);

    ask.min_range = 2;
    g_auto (Answer) answer = answer_of (ngrams_study, corpus, &ask);
    assert_ngrams (&answer, "of the:3/2, the war:3/2");
    g_assert_nonnull (strstr (answer.notes->str, "at least 2 units"));
}

static void
test_units_that_come_again_are_one (void)
{
    g_autoptr (Corpus) corpus = corpus_new ();
    CopiaNgramsAsk ask = of_sizes (two, 1);

    for (int i = 0; i < 4; i++) {
        corpus_open (corpus, "text", i % 2 ? "Ann" : "Bob", NULL);
        corpus_say (corpus, "the land _.");
        corpus_close (corpus);
    }
    corpus_finish (corpus);
    ask.by = "text.title";
    g_auto (Answer) answer = answer_of (ngrams_study, corpus, &ask);
    assert_ngrams (&answer, "the land:4/2");
}

static void
test_a_gap_in_the_node_lists_what_fills_the_slot (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) node =
        copia_query_parse ("the + of", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaNgramsAsk ask = of_sizes (three, 1);

    ask.node = node;
    g_auto (Answer) answer = answer_of (ngrams_study, corpus, &ask);
    assert_ngrams (&answer, "the war of:2/1");
}

static void
test_clusters_hold_the_node (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) node =
        copia_query_parse ("of the", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaNgramsAsk ask = of_sizes (three, 1);

    ask.node = node;
    ask.min = 1;
    g_auto (Answer) answer = answer_of (ngrams_study, corpus, &ask);
    assert_ngrams (&answer, "of the land:2/1, war of the:2/1, of the war:1/1");
    g_assert_cmpuint (answer.found.hits, ==, 3);
    ask.sizes = one;
    g_auto (Answer) none = answer_of (ngrams_study, corpus, &ask);
    assert_ngrams (&none, "");
}

static bool
is_the (const void *data, const char *bytes, size_t size)
{
    return size == strlen (data) && memcmp (bytes, data, size) == 0;
}

static void
test_a_stop_list_looks_at_the_ends (void)
{
    g_autoptr (Corpus) corpus = small ();
    CopiaNgramsAsk ask = of_sizes (mixed, 2);

    ask.stop = (CopiaStop){ is_the, "the" };
    g_auto (Answer) ends = answer_of (ngrams_study, corpus, &ask);
    assert_ngrams (&ends, "a a:2/1, of the land:2/1, war of:2/1");
    ask.stop_inside = true;
    g_auto (Answer) inside = answer_of (ngrams_study, corpus, &ask);
    assert_ngrams (&inside, "a a:2/1, war of:2/1");
}

/* A class that holds more than are counted of one n-gram is watched, whether it is kept or counted
 * as it is met. */
static void
test_what_cannot_be_counted_is_refused (void)
{
    g_autoptr (Corpus) corpus = small ();

    for (uint64_t memory = 0; memory < 2; memory++) {
        CopiaNgramsAsk ask = of_sizes (one, 1);
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        ask.memory = memory;
        ask.most = 5; /* times 'the' stands there */
        g_auto (Answer) answer = answer_of (ngrams_study, corpus, &ask);
        g_assert_cmpstr (cell (&answer, 1, COUNT), ==, "5");
        ask.most = 4;
        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (copia_ngrams (corpus->index, &ask, table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
        g_assert_nonnull (strstr (error->message, "length 1 occurs more than 4 times"));
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

static void
test_bad_options_are_refused (void)
{
    static const uint32_t thirteen[] = { 13 };
    g_autoptr (Corpus) corpus = small ();
    const CopiaNgramsAsk good = of_sizes (two, 1);
    CopiaNgramsAsk bad[5] = { good, good, good, good, good };
    static const char *const hints[] = { "minimum", "per", "verse", "12", "length" };

    bad[0].min = 0;
    bad[1].per = 0;
    bad[2].by = "verse";
    bad[3].sizes = thirteen;
    bad[4].n_sizes = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (copia_ngrams (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_nonnull (strstr (error->message, hints[i]));
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

/* ---- the oracle */

typedef struct {
    uint64_t count;
    GPtrArray *units; /* Region */
} Plain;

static void
free_plain (gpointer data)
{
    Plain *self = data;

    g_ptr_array_unref (self->units);
    g_free (self);
}

typedef struct {
    const Corpus *corpus;
    const CopiaNgramsAsk *ask;
    GArray *hits; /* of the node, NULL: none is asked for */
} Case;

/* The last cpos of the n-gram that begins at `start`, its words in `words`; false: none. */
static bool
ngram_at (const Case *self, uint64_t start, uint32_t n, GString *words, uint64_t *end)
{
    const CopiaNgramsAsk *ask = self->ask;
    uint64_t last = region_at (self->corpus, "text", start)->end;
    uint32_t have = 0;

    g_string_truncate (words, 0);
    for (uint64_t cpos = start; cpos <= last; cpos++) {
        const Token *token = token_at (self->corpus, cpos);

        if (!token->is_word && ask->marks == COPIA_MARKS_END)
            return false;
        if (!token->is_word && ask->marks == COPIA_MARKS_PASS) {
            if (cpos == start)
                return false;
            continue;
        }
        g_string_append (words, have > 0 ? " " : "");
        g_string_append (words,
                         ask->counted == COPIA_BY_FORM ? token->form : token->word);
        *end = cpos;
        if (++have == n)
            return where_holds (ask->of.where, start, cpos);
    }
    return false;
}

static bool
has_node (const Case *self, uint64_t start, uint64_t end)
{
    for (guint i = 0; self->hits && i < self->hits->len; i++) {
        const CopiaHit *hit = &g_array_index (self->hits, CopiaHit, i);

        if (start <= hit->start && hit->end <= end)
            return true;
    }
    return !self->hits;
}

static GHashTable *
count_all (const Case *self, const char *by)
{
    GHashTable *counts =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_plain);
    g_autoptr (GString) words = g_string_new (NULL);

    for (size_t i = 0; i < self->ask->n_sizes; i++)
        for (uint64_t cpos = 0; cpos < self->corpus->tokens->len; cpos++) {
            const Region *unit = division_at (self->corpus, by, cpos);
            uint64_t end;
            Plain *plain;

            if (!ngram_at (self, cpos, self->ask->sizes[i], words, &end) ||
                !has_node (self, cpos, end))
                continue;
            plain = g_hash_table_lookup (counts, words->str);
            if (!plain) {
                plain = g_new0 (Plain, 1);
                plain->units = g_ptr_array_new ();
                g_hash_table_insert (counts, g_strdup (words->str), plain);
            }
            plain->count++;
            if (unit && !g_ptr_array_find (plain->units, unit, NULL))
                g_ptr_array_add (plain->units, (gpointer) unit);
        }
    return counts;
}

static void
check_answer (const Answer *answer, GHashTable *counts, uint64_t min)
{
    guint expected = 0;
    GHashTableIter iter;
    gpointer value;

    for (guint row = 1; row < answer->rows->len; row++) {
        const Plain *plain = g_hash_table_lookup (counts, cell (answer, row, NGRAM));

        g_assert_nonnull (plain);
        g_assert_cmpuint (number_in (answer, row, COUNT), ==, plain->count);
        g_assert_cmpuint (number_in (answer, row, RANGE), ==, plain->units->len);
        if (row == 1)
            continue;
        g_assert_cmpuint (number_in (answer, row - 1, COUNT), >=, plain->count);
        if (number_in (answer, row - 1, COUNT) == plain->count)
            g_assert_cmpstr (cell (answer, row - 1, NGRAM), <,
                             cell (answer, row, NGRAM));
    }
    g_hash_table_iter_init (&iter, counts);
    while (g_hash_table_iter_next (&iter, NULL, &value))
        expected += ((const Plain *) value)->count >= min;
    g_assert_cmpuint (answer->rows->len - 1, ==, expected);
}

static void
check_corpus (const Corpus *corpus, GRand *rand)
{
    static const char *const structures[] = { "s", "p", "text", "chapter",
                                              "text.title" };
    static const uint32_t lengths[][3] = { { 1, 2, 3 }, { 2, 4, 7 }, { 3, 11, 12 } };
    g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
    const uint32_t *sizes = lengths[g_rand_int_range (rand, 0, G_N_ELEMENTS (lengths))];
    CopiaNgramsAsk ask = of_sizes (sizes, (size_t) g_rand_int_range (rand, 1, 4));
    g_auto (Wanted) wanted = wanted_random (rand);
    g_autoptr (CopiaQuery) node = g_rand_boolean (rand) ? wanted_query (&wanted) : NULL;
    g_autoptr (GArray) hits = node ? wanted_hits (&wanted, corpus, where) : NULL;
    Case one_case = { corpus, &ask, hits };
    g_autoptr (GHashTable) counts = NULL;

    ask.of.where = where;
    ask.node = node;
    ask.by = structures[g_rand_int_range (rand, 0, G_N_ELEMENTS (structures))];
    ask.counted = g_rand_boolean (rand) ? COPIA_BY_FORM : COPIA_BY_WORD;
    ask.marks = (CopiaMarks) g_rand_int_range (rand, 0, 3);
    ask.min = (uint64_t) g_rand_int_range (rand, 1, 4);
    ask.memory = (uint64_t) g_rand_int_range (rand, 0, 5) * 400;
    counts = count_all (&one_case, ask.by);
    g_auto (Answer) answer = answer_of (ngrams_study, corpus, &ask);
    check_answer (&answer, counts, ask.min);
    if (node)
        g_assert_cmpuint (answer.found.hits, ==, hits->len);
    for (uint32_t parts = 2; parts < 8; parts++) {
        ask.of.parts = parts;
        g_auto (Answer) several = answer_of (ngrams_study, corpus, &ask);
        assert_same (&answer, &several);
    }
}

static void
test_ngrams_agree_with_a_plain_count (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 12; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 12; k++)
            check_corpus (corpus, rand);
    }
}

/* Passes of a class or two, classes counted as they are met, keys that many n-grams share, places
 * told from many bases. */
static void
test_memory_and_hashes_change_nothing (void)
{
    static const uint64_t stretches[] = { 0, 1, 13, 100, 1000 };
    static const uint64_t memory[] = { 1, 60, 500, 4000, 20000, 0 };
    static const uint32_t widths[] = { 1, 5, 9, 14, 33, 40, 0 };
    static const uint32_t lengths[][2] = { { 1, 2 }, { 2, 3 }, { 3, 5 } };
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 10; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);
        const uint32_t *sizes =
            lengths[g_rand_int_range (rand, 0, G_N_ELEMENTS (lengths))];
        CopiaNgramsAsk ask = of_sizes (sizes, 2);

        ask.marks = (CopiaMarks) g_rand_int_range (rand, 0, 3);
        ask.min = (uint64_t) g_rand_int_range (rand, 1, 4);
        ask.of.parts = (uint32_t) g_rand_int_range (rand, 1, 4);
        g_auto (Answer) usual = answer_of (ngrams_study, corpus, &ask);
        for (size_t k = 0; k < G_N_ELEMENTS (memory) * G_N_ELEMENTS (widths); k++) {
            CopiaNgramsAsk other = ask;

            other.memory = memory[k % G_N_ELEMENTS (memory)];
            other.width = widths[k / G_N_ELEMENTS (memory)];
            other.stretch = stretches[k % G_N_ELEMENTS (stretches)];
            other.of.parts = 1 + (uint32_t) k % 7;
            g_auto (Answer) answer = answer_of (ngrams_study, corpus, &other);
            assert_same (&usual, &answer);
        }
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/ngrams/ranked-by-count-then-code-points",
                     test_they_are_ranked_by_count_then_code_points);
    g_test_add_func ("/ngrams/punctuation-ends-or-is-passed-or-taken",
                     test_punctuation_ends_or_is_passed_or_taken);
    g_test_add_func ("/ngrams/a-least-range",
                     test_a_least_range_leaves_out_what_one_unit_repeats);
    g_test_add_func ("/ngrams/units-that-come-again-are-one",
                     test_units_that_come_again_are_one);
    g_test_add_func ("/ngrams/a-slot",
                     test_a_gap_in_the_node_lists_what_fills_the_slot);
    g_test_add_func ("/ngrams/clusters-hold-the-node", test_clusters_hold_the_node);
    g_test_add_func ("/ngrams/a-stop-list-looks-at-the-ends",
                     test_a_stop_list_looks_at_the_ends);
    g_test_add_func ("/ngrams/what-cannot-be-counted-is-refused",
                     test_what_cannot_be_counted_is_refused);
    g_test_add_func ("/ngrams/bad-options-are-refused", test_bad_options_are_refused);
    g_test_add_func ("/ngrams/ngrams-agree-with-a-plain-count",
                     test_ngrams_agree_with_a_plain_count);
    g_test_add_func ("/ngrams/memory-and-hashes-change-nothing",
                     test_memory_and_hashes_change_nothing);
    return g_test_run ();
}
