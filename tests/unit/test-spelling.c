/* test-spelling.c - the nearest forms are those a plain reckoning of distances finds. */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "query/spelling.h"

/* Distance by the textbook: the whole table, no short cuts. */
static unsigned
plain_distance (const gunichar *a, glong n, const gunichar *b, glong m)
{
    g_autofree unsigned *table = g_new (unsigned, (gsize) ((n + 1) * (m + 1)));

    for (glong i = 0; i <= n; i++)
        for (glong k = 0; k <= m; k++) {
            unsigned *at = table + i * (m + 1) + k;

            if (i == 0 || k == 0) {
                *at = (unsigned) (i + k);
                continue;
            }
            *at = at[-(m + 2)] + (a[i - 1] != b[k - 1]);
            *at = MIN (*at, MIN (at[-1], at[-(m + 1)]) + 1);
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                *at = MIN (*at, at[-2 * (m + 2)] + 1);
        }
    return table[n * (m + 1) + m];
}

typedef struct {
    uint32_t form;
    unsigned distance;
    uint64_t freq;
} Near;

static int
nearer (const void *a, const void *b)
{
    const Near *x = a, *y = b;

    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    if (x->freq != y->freq)
        return x->freq > y->freq ? -1 : 1;
    return x->form < y->form ? -1 : x->form > y->form;
}

static GArray *
plain_near (const CopiaIndex *index, const char *word)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    GArray *near = g_array_new (FALSE, FALSE, sizeof (Near));
    glong n, m;
    g_autofree gunichar *a = g_utf8_to_ucs4_fast (word, -1, &n);

    for (uint32_t i = 0; i < lexicon->forms; i++) {
        CopiaString form = copia_lexicon_form (lexicon, i);
        g_autofree gunichar *b =
            g_utf8_to_ucs4_fast (form.bytes, (glong) form.size, &m);
        Near one = { i, plain_distance (a, n, b, m),
                     copia_lexicon_form_freq (lexicon, i) };

        if (one.distance <= (n < 5 ? 1 : 2))
            g_array_append_val (near, one);
    }
    g_array_sort (near, nearer);
    return near;
}

/* A word of the corpus with a few characters changed. */
static char *
misspell (GRand *random, const RandomCorpus *corpus)
{
    int cpos = g_rand_int_range (random, 0, (int) corpus->tokens->len);
    GString *word = g_string_new (random_corpus_token (corpus, (unsigned) cpos)->form);

    for (int i = g_rand_int_range (random, 0, 3); i > 0; i--) {
        glong n = g_utf8_strlen (word->str, -1);
        glong at = g_rand_int_range (random, 0, (int) n + 1);
        glong byte = g_utf8_offset_to_pointer (word->str, at) - word->str;

        if (at < n && g_rand_boolean (random))
            g_string_erase (word, byte,
                            g_utf8_next_char (word->str + byte) - (word->str + byte));
        if (g_rand_boolean (random) || word->len == 0)
            g_string_insert (word, byte, g_rand_boolean (random) ? "a" : "ö");
    }
    return g_string_free (word, FALSE);
}

static void
test_the_nearest_are_those_of_a_plain_reckoning (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    unsigned found = 0;

    for (unsigned i = 0; i < 60; i++) {
        unsigned size = (unsigned) g_rand_int_range (random, 1, 300);
        g_autoptr (RandomCorpus) corpus = random_corpus_new (random, size, 60);

        for (unsigned k = 0; k < 10; k++) {
            g_autofree char *word = misspell (random, corpus);
            guint most = (guint) g_rand_int_range (random, 1, 8);
            g_autoptr (GArray) plain = plain_near (corpus->index, word);
            g_autoptr (GArray) near =
                copia_spelling_near (corpus->index,
                                     (CopiaString){ word, strlen (word) }, most);

            g_assert_cmpuint (near->len, ==, MIN (plain->len, most));
            for (guint n = 0; n < near->len; n++)
                g_assert_cmpuint (g_array_index (near, uint32_t, n), ==,
                                  g_array_index (plain, Near, n).form);
            found += near->len;
        }
    }
    g_assert_cmpuint (found, >, 200);
}

/* A word of `n` characters, and words about as long in the corpus. */
static void
test_words_as_long_as_the_limit_are_compared_within_it (void)
{
    g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (ScratchIndex) scratch = NULL;

    for (gsize n = 55; n < 80; n++) {
        g_ptr_array_add (words, g_strnfill (n, 'a'));
        g_ptr_array_add (words, g_strnfill (n, 'b'));
    }
    scratch = scratch_index_of_words ((const char *const *) words->pdata, words->len);
    for (gsize n = 50; n < 90; n++) {
        g_autofree char *word = g_strnfill (n, 'a');
        g_autoptr (GArray) near =
            copia_spelling_near (scratch->index, (CopiaString){ word, n }, 9);
        guint expected = 0;

        for (gsize m = 55; m <= 64; m++)
            expected += n <= 64 && m + 2 >= n && m <= n + 2;
        g_assert_cmpuint (near->len, ==, expected);
    }
}

static void
test_short_words_allow_one_change_and_longer_ones_two (void)
{
    static const char *const words[] = { "wars", "whale", "wxyze", "bars" };
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (words, G_N_ELEMENTS (words));
    g_autoptr (GArray) one =
        copia_spelling_near (scratch->index, (CopiaString){ "wasr", 4 }, 9);
    g_autoptr (GArray) two =
        copia_spelling_near (scratch->index, (CopiaString){ "wahle", 5 }, 9);

    g_assert_cmpuint (one->len, ==, 1); /* an exchange of neighbours is one change */
    g_assert_cmpuint (two->len, ==, 1);
}

static void
test_nothing_is_near_to_nothing (void)
{
    static const char *const words[] = { "a", "b" };
    g_autoptr (ScratchIndex) scratch = scratch_index_of_words (words, 2);
    g_autoptr (GArray) near =
        copia_spelling_near (scratch->index, (CopiaString){ "", 0 }, 9);
    g_autoptr (GArray) bad =
        copia_spelling_near (scratch->index, (CopiaString){ "\xff\xfe", 2 }, 9);

    g_assert_cmpuint (near->len, ==, 0);
    g_assert_cmpuint (bad->len, ==, 0);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/spelling/the-nearest-are-those-of-a-plain-reckoning",
                     test_the_nearest_are_those_of_a_plain_reckoning);
    g_test_add_func ("/spelling/words-as-long-as-the-limit-are-compared-within-it",
                     test_words_as_long_as_the_limit_are_compared_within_it);
    g_test_add_func ("/spelling/short-words-allow-one-change-and-longer-ones-two",
                     test_short_words_allow_one_change_and_longer_ones_two);
    g_test_add_func ("/spelling/nothing-is-near-to-nothing",
                     test_nothing_is_near_to_nothing);
    return g_test_run ();
}
