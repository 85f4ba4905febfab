/* test-frames.c - phrase frames against a plain count of strings. */
#include "study/frames.h"

#include "base/error.h"
#include "study-answer.h"

ANSWER (frames)

enum { RANK, FRAME, COUNT, RATE, RANGE, VARIANTS, TOP, FILLERS };

static const uint32_t three[] = { 3 }, lengths[] = { 2, 3, 5 };

static CopiaFramesAsk
of_sizes (const uint32_t *sizes, size_t n)
{
    CopiaFramesAsk ask = COPIA_FRAMES_USUAL;

    ask.ngrams.sizes = sizes;
    ask.ngrams.n_sizes = n;
    return ask;
}

static void
test_what_fills_the_slot_is_counted (void)
{
    static const char *const columns[] = { "rank", "frame",   "count",
                                           "rate", "range",   "variants",
                                           "top",  "fillers", NULL };
    g_autoptr (Corpus) corpus = corpus_new ();
    CopiaFramesAsk ask = of_sizes (three, 1);

    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "chapter", NULL, NULL);
    corpus_say (corpus, "the end of _, the back of _, the end of _.");
    corpus_close (corpus);
    corpus_open (corpus, "chapter", NULL, NULL);
    corpus_say (corpus, "The END of the war _. the of the");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    g_auto (Answer) answer = answer_of (frames_study, corpus, &ask);
    g_assert_cmpstrv (answer.rows->pdata[0], columns);
    g_assert_cmpuint (answer.rows->len, ==, 2);
    g_assert_cmpstr (cell (&answer, 1, FRAME), ==, "the * of");
    g_assert_cmpuint (number_in (&answer, 1, COUNT), ==, 4);
    g_assert_cmpuint (number_in (&answer, 1, RANGE), ==, 2);
    g_assert_cmpuint (number_in (&answer, 1, VARIANTS), ==, 2);
    assert_close (cell (&answer, 1, TOP), 0.75);
    g_assert_cmpstr (cell (&answer, 1, FILLERS), ==, "end 3, back 1");
    ask.min_variants = 3;
    g_auto (Answer) none = answer_of (frames_study, corpus, &ask);
    g_assert_cmpuint (none.rows->len, ==, 1);
    ask.min_variants = 1;
    ask.edges = true;
    ask.ngrams.min = 3;
    g_auto (Answer) edges = answer_of (frames_study, corpus, &ask);
    g_assert_cmpuint (edges.rows->len, ==, 4);
    g_assert_cmpstr (cell (&edges, 2, FRAME), ==, "* end of");
    g_assert_cmpstr (cell (&edges, 2, FILLERS), ==, "the 3");
    g_assert_cmpstr (cell (&edges, 3, FRAME), ==, "the end *");
}

static void
test_bad_options_are_refused (void)
{
    static const uint32_t one[] = { 1 };
    g_autoptr (GRand) rand = g_rand_new_with_seed (1);
    g_autoptr (Corpus) corpus = corpus_random (rand);
    CopiaFramesAsk bad[] = { of_sizes (one, 1), of_sizes (three, 1),
                             of_sizes (three, 1) };

    bad[1].min_variants = 0;
    bad[2].ngrams.min = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (copia_frames (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

/* ---- the oracle */

typedef struct {
    uint64_t count;
    GPtrArray *units;
    GHashTable *fillers; /* word to count */
} Plain;

static void
free_plain (gpointer data)
{
    Plain *self = data;

    g_ptr_array_unref (self->units);
    g_hash_table_unref (self->fillers);
    g_free (self);
}

/* The words of the n-gram that begins at `start`; NULL: none does. */
static GPtrArray *
ngram_at (const Corpus *corpus, const CopiaNgramsAsk *ask, uint64_t start, uint32_t n)
{
    g_autoptr (GPtrArray) words = g_ptr_array_new ();
    uint64_t last = region_at (corpus, "text", start)->end;

    for (uint64_t cpos = start; cpos <= last; cpos++) {
        const Token *token = token_at (corpus, cpos);

        if (!token->is_word && ask->marks == COPIA_MARKS_END)
            return NULL;
        if (!token->is_word && ask->marks == COPIA_MARKS_PASS) {
            if (cpos == start)
                return NULL;
            continue;
        }
        g_ptr_array_add (words,
                         ask->counted == COPIA_BY_FORM ? token->form : token->word);
        if (words->len == n)
            return where_holds (ask->of.where, start, cpos) ? g_steal_pointer (&words)
                                                            : NULL;
    }
    return NULL;
}

static void
count_frame (GHashTable *frames, const GPtrArray *words, guint slot, const Region *unit)
{
    g_autoptr (GString) frame = g_string_new (NULL);
    const char *filler = words->pdata[slot];
    Plain *plain;

    for (guint i = 0; i < words->len; i++)
        g_string_append_printf (frame, "%s%s", i > 0 ? " " : "",
                                i == slot ? "*" : (const char *) words->pdata[i]);
    plain = g_hash_table_lookup (frames, frame->str);
    if (!plain) {
        plain = g_new0 (Plain, 1);
        plain->units = g_ptr_array_new ();
        plain->fillers = g_hash_table_new (g_str_hash, g_str_equal);
        g_hash_table_insert (frames, g_strdup (frame->str), plain);
    }
    plain->count++;
    if (unit && !g_ptr_array_find (plain->units, unit, NULL))
        g_ptr_array_add (plain->units, (gpointer) unit);
    g_hash_table_insert (
        plain->fillers, (gpointer) filler,
        GUINT_TO_POINTER (
            GPOINTER_TO_UINT (g_hash_table_lookup (plain->fillers, filler)) + 1));
}

static GHashTable *
count_all (const Corpus *corpus, const CopiaFramesAsk *ask)
{
    GHashTable *frames =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_plain);

    for (size_t i = 0; i < ask->ngrams.n_sizes; i++)
        for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++) {
            uint32_t n = ask->ngrams.sizes[i];
            bool edges = ask->edges || n == 2;
            g_autoptr (GPtrArray) words = ngram_at (corpus, &ask->ngrams, cpos, n);

            for (guint slot = edges ? 0 : 1; words && slot < n - (edges ? 0 : 1);
                 slot++)
                count_frame (frames, words, slot,
                             division_at (corpus, ask->ngrams.by, cpos));
        }
    return frames;
}

static guint
most_frequent (const Plain *plain)
{
    GHashTableIter iter;
    gpointer value;
    guint most = 0;

    g_hash_table_iter_init (&iter, plain->fillers);
    while (g_hash_table_iter_next (&iter, NULL, &value))
        most = MAX (most, GPOINTER_TO_UINT (value));
    return most;
}

static int
compare_fillers (const void *a, const void *b, void *data)
{
    const char *x = *(const char *const *) a, *y = *(const char *const *) b;
    guint m = GPOINTER_TO_UINT (g_hash_table_lookup (data, x));
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (data, y));

    return m != n ? (m > n ? -1 : 1) : strcmp (x, y);
}

/* "the 7, a 3": five at most, the frequent first, then by code points. */
static char *
spell_fillers (const Plain *plain)
{
    g_autoptr (GPtrArray) words = g_ptr_array_new ();
    GString *out = g_string_new (NULL);
    GHashTableIter iter;
    gpointer word;

    g_hash_table_iter_init (&iter, plain->fillers);
    while (g_hash_table_iter_next (&iter, &word, NULL))
        g_ptr_array_add (words, word);
    g_ptr_array_sort_with_data (words, compare_fillers, plain->fillers);
    for (guint i = 0; i < MIN (words->len, 5); i++)
        g_string_append_printf (
            out, "%s%s %u", i > 0 ? ", " : "", (const char *) words->pdata[i],
            GPOINTER_TO_UINT (g_hash_table_lookup (plain->fillers, words->pdata[i])));
    return g_string_free (out, FALSE);
}

static void
check_answer (const Answer *answer, GHashTable *frames, const CopiaFramesAsk *ask)
{
    GHashTableIter iter;
    gpointer value;
    guint expected = 0;

    for (guint row = 1; row < answer->rows->len; row++) {
        const Plain *plain = g_hash_table_lookup (frames, cell (answer, row, FRAME));
        g_autofree char *fillers = NULL;

        g_assert_nonnull (plain);
        g_assert_cmpuint (number_in (answer, row, COUNT), ==, plain->count);
        g_assert_cmpuint (number_in (answer, row, RANGE), ==, plain->units->len);
        g_assert_cmpuint (number_in (answer, row, VARIANTS), ==,
                          g_hash_table_size (plain->fillers));
        assert_close (cell (answer, row, TOP),
                      most_frequent (plain) / (double) plain->count);
        fillers = spell_fillers (plain);
        g_assert_cmpstr (cell (answer, row, FILLERS), ==, fillers);
        if (row == 1)
            continue;
        g_assert_cmpuint (number_in (answer, row - 1, COUNT), >=, plain->count);
    }
    g_hash_table_iter_init (&iter, frames);
    while (g_hash_table_iter_next (&iter, NULL, &value)) {
        const Plain *plain = value;

        expected += plain->count >= ask->ngrams.min &&
                    plain->units->len >= ask->ngrams.min_range &&
                    g_hash_table_size (plain->fillers) >= ask->min_variants;
    }
    g_assert_cmpuint (answer->rows->len - 1, ==, expected);
}

static void
check_corpus (const Corpus *corpus, GRand *rand)
{
    static const char *const structures[] = { "s", "p", "text", "chapter",
                                              "text.title" };
    g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
    CopiaFramesAsk ask =
        of_sizes (lengths,
                  (size_t) g_rand_int_range (rand, 1, 1 + G_N_ELEMENTS (lengths)));
    g_autoptr (GHashTable) frames = NULL;

    ask.ngrams.of.where = where;
    ask.ngrams.by = structures[g_rand_int_range (rand, 0, G_N_ELEMENTS (structures))];
    ask.ngrams.counted = g_rand_boolean (rand) ? COPIA_BY_FORM : COPIA_BY_WORD;
    ask.ngrams.marks = (CopiaMarks) g_rand_int_range (rand, 0, 3);
    ask.ngrams.min = (uint64_t) g_rand_int_range (rand, 1, 4);
    ask.ngrams.min_range = (uint32_t) g_rand_int_range (rand, 1, 3);
    ask.min_variants = (uint32_t) g_rand_int_range (rand, 1, 4);
    ask.edges = g_rand_boolean (rand);
    frames = count_all (corpus, &ask);
    g_auto (Answer) answer = answer_of (frames_study, corpus, &ask);
    check_answer (&answer, frames, &ask);
    ask.ngrams.of.parts = (uint32_t) g_rand_int_range (rand, 2, 8);
    ask.ngrams.stretch = (uint64_t) g_rand_int_range (rand, 0, 200);
    g_auto (Answer) several = answer_of (frames_study, corpus, &ask);
    assert_same (&answer, &several);
}

static void
test_frames_agree_with_a_plain_count (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 12; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 10; k++)
            check_corpus (corpus, rand);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/frames/fillers", test_what_fills_the_slot_is_counted);
    g_test_add_func ("/frames/bad-options", test_bad_options_are_refused);
    g_test_add_func ("/frames/plain-count", test_frames_agree_with_a_plain_count);
    return g_test_run ();
}
