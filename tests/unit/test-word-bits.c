/* test-word-bits.c - bits of words from lists of marks, against looking at every token,
 * found out now or before. */
#include "study/word-bits.h"

#include "study-corpus.h"

#define SIZE (3 * (int) COPIA_STRETCH + 1234)

/* One token in `rare` is a mark, of a few kinds or of many. */
static Corpus *
corpus_of (GRand *rand, int rare, int kinds)
{
    Corpus *self = corpus_new ();

    corpus_open (self, "text", NULL, NULL);
    for (int i = 0; i < SIZE; i++) {
        bool is_mark = g_rand_int_range (rand, 0, rare) == 0;
        g_autofree char *token =
            g_strdup_printf (is_mark ? "—%x" : "w%x",
                             g_rand_int_range (rand, 0, is_mark ? kinds : 100));

        for (char *at = token; is_mark && *at; at++) /* punctuation throughout */
            *at = g_ascii_isxdigit (*at)
                      ? "!#$%&()*+,-./:;<"[g_ascii_xdigit_value (*at)]
                      : *at;
        corpus_token (self, " ", token);
    }
    corpus_close (self);
    corpus_finish (self);
    return self;
}

static void
check_at (const Corpus *corpus, CopiaWordBits *bits, uint64_t cpos, size_t n)
{
    const CopiaTokens *tokens = copia_index_tokens (corpus->index);
    g_autofree uint64_t *words = g_new (uint64_t, n);

    copia_word_bits_read (bits, cpos, n, words);
    for (uint64_t i = 0; i < n * 64; i++)
        g_assert_cmpuint (words[i / 64] >> (i % 64) & 1, ==,
                          cpos + i < tokens->size &&
                              copia_tokens_is_word (tokens, cpos + i));
}

/* Onwards, some or many at a time, now and then a little back, and now and then far ahead. */
static void
check_some (const Corpus *corpus, GRand *rand, CopiaWordBits *bits, uint64_t from)
{
    uint64_t size = copia_index_tokens (corpus->index)->size;
    int far = g_rand_int_range (rand, 20, 3000);

    for (uint64_t cpos = from / 64 * 64; cpos < size;) {
        int most = g_rand_int_range (rand, 0, 20) ? 3 : 2500;
        size_t n = (size_t) g_rand_int_range (rand, 1, most);

        if (g_rand_int_range (rand, 0, 100) == 0)
            cpos -= MIN (cpos, (uint64_t) g_rand_int_range (rand, 1, 5) * 64);
        n = (size_t) MIN (n, (size - cpos + 63) / 64);
        check_at (corpus, bits, cpos, n);
        cpos += n * 64;
        if (g_rand_int_range (rand, 0, far) == 0)
            cpos += (uint64_t) g_rand_int_range (rand, 0, 1500) * 64;
    }
}

static void
check_all (const Corpus *corpus, GRand *rand, bool poured)
{
    uint64_t size = copia_index_tokens (corpus->index)->size;
    uint64_t from = (uint64_t) g_rand_int_range (rand, 0, 500) * 64;
    CopiaWordBits bits = copia_word_bits_of (corpus->index, from, size);

    g_assert_cmpint (bits.marks != NULL, ==, poured);
    check_some (corpus, rand, &bits, from);
    copia_word_bits_clear (&bits);
}

static void
read_all (const Corpus *corpus)
{
    uint64_t size = copia_index_tokens (corpus->index)->size;
    CopiaWordBits bits = copia_word_bits_of (corpus->index, 0, size);

    check_at (corpus, &bits, 0, (size + 63) / 64);
    copia_word_bits_clear (&bits);
}

static void
check_lists (GRand *rand, int rare, int kinds)
{
    g_autoptr (Corpus) corpus = corpus_of (rand, rare, kinds);
    CopiaKnownWords *known = copia_index_known_words (corpus->index);

    check_all (corpus, rand, true);
    check_some (corpus, rand,
                &(CopiaWordBits){ copia_walk_of (copia_index_tokens (corpus->index)),
                                  copia_index_tokens (corpus->index)->size, known,
                                  NULL },
                0);
    read_all (corpus);
    for (uint64_t i = 0; i <= SIZE / COPIA_STRETCH; i++)
        g_assert_nonnull (copia_known_words_at (known, i));
    check_all (corpus, rand, false); /* all of it is remembered */
}

static void
test_lists_of_few_marks_tell_words (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 3; i++) {
        check_lists (rand, 6, 20);
        check_lists (rand, 100000000, 1);
    }
}

static void
test_of_many_marks_tokens_are_looked_at (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);
    g_autoptr (Corpus) often = corpus_of (rand, 1, 20);
    g_autoptr (Corpus) many = corpus_of (rand, 4, 1 << 16);

    for (int i = 0; i < 2; i++) {
        check_all (often, rand, false);
        check_all (many, rand, false);
    }
}

static void *
read_beside_others (void *corpus)
{
    for (int i = 0; i < 3; i++)
        read_all (corpus);
    return NULL;
}

static void
test_threads_remember_for_each_other (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 3; i++) {
        g_autoptr (Corpus) corpus = corpus_of (rand, 6, 20);
        GThread *threads[4];

        for (size_t k = 0; k < G_N_ELEMENTS (threads); k++)
            threads[k] = g_thread_new ("reader", read_beside_others, corpus);
        for (size_t k = 0; k < G_N_ELEMENTS (threads); k++)
            g_thread_join (threads[k]);
        check_all (corpus, rand, false);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/word-bits/lists-of-few-marks-tell-words",
                     test_lists_of_few_marks_tell_words);
    g_test_add_func ("/word-bits/of-many-marks-tokens-are-looked-at",
                     test_of_many_marks_tokens_are_looked_at);
    g_test_add_func ("/word-bits/threads-remember-for-each-other",
                     test_threads_remember_for_each_other);
    return g_test_run ();
}
