/* test-word-bits.c - bits of words from lists of marks, against looking at every token. */
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
check_at (const Corpus *corpus, CopiaWordBits *bits, uint64_t cpos)
{
    const CopiaTokens *tokens = copia_index_tokens (corpus->index);
    uint64_t words = copia_word_bits_at (bits, cpos);

    for (uint32_t i = 0; i < 64; i++)
        g_assert_cmpuint (words >> i & 1, ==,
                          cpos + i < tokens->size &&
                              copia_tokens_is_word (tokens, cpos + i));
}

/* Onwards, now and then a little back, and now and then far ahead. */
static void
check_all (const Corpus *corpus, GRand *rand, bool poured)
{
    uint64_t size = copia_index_tokens (corpus->index)->size;
    uint64_t from = (uint64_t) g_rand_int_range (rand, 0, 500) * 64;
    CopiaWordBits bits = copia_word_bits_of (corpus->index, from, size);
    int far = g_rand_int_range (rand, 20, 3000);

    g_assert_cmpint (bits.marks != NULL, ==, poured);
    for (uint64_t cpos = from; cpos < size; cpos += 64) {
        if (g_rand_int_range (rand, 0, far) == 0)
            cpos += (uint64_t) g_rand_int_range (rand, 0, 1500) * 64;
        for (uint64_t back = MIN (cpos / 64, (uint64_t) g_rand_int_range (rand, 0, 5));
             cpos < size && g_rand_int_range (rand, 0, 100) == 0 && back > 0; back--)
            check_at (corpus, &bits, cpos - back * 64);
        if (cpos < size)
            check_at (corpus, &bits, cpos);
    }
    copia_word_bits_clear (&bits);
}

static void
test_lists_of_few_marks_tell_words (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);
    g_autoptr (Corpus) some = corpus_of (rand, 6, 20);
    g_autoptr (Corpus) none = corpus_of (rand, 100000000, 1);

    for (int i = 0; i < 5; i++) {
        check_all (some, rand, true);
        check_all (none, rand, true);
    }
}

static void
test_of_many_marks_tokens_are_looked_at (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);
    g_autoptr (Corpus) often = corpus_of (rand, 1, 20);
    g_autoptr (Corpus) many = corpus_of (rand, 4, 1 << 16);

    check_all (often, rand, false);
    check_all (many, rand, false);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/word-bits/lists-of-few-marks-tell-words",
                     test_lists_of_few_marks_tell_words);
    g_test_add_func ("/word-bits/of-many-marks-tokens-are-looked-at",
                     test_of_many_marks_tokens_are_looked_at);
    return g_test_run ();
}
