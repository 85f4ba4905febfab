/* test-lexicon.c - types and forms are sorted, numbered and found as FORMAT.md says. */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "text/fold.h"

static CopiaString
string (const char *text)
{
    return (CopiaString){ text, strlen (text) };
}

static void
test_ids_follow_frequency_and_lexes_the_bytes (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

    for (unsigned i = 0; i < 20; i++) {
        g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 1500, 200);
        const CopiaLexicon *lexicon = copia_index_lexicon (corpus->index);
        uint32_t last_form = 0;

        for (uint32_t lex = 0; lex < lexicon->types; lex++) {
            uint32_t id = copia_lexicon_id (lexicon, lex);
            CopiaString word = copia_lexicon_word (lexicon, id);
            g_autoptr (GString) form = g_string_new (NULL);
            uint32_t number = copia_lexicon_form_of (lexicon, id), first, end;
            CopiaString stored = copia_lexicon_form (lexicon, number);

            copia_fold (word.bytes, word.size, form);
            g_assert_cmpmem (stored.bytes, stored.size, form->str, form->len);
            g_assert_true (number == last_form || number == last_form + 1);
            copia_lexicon_types_of (lexicon, number, &first, &end);
            g_assert_true (first <= lex && lex < end);
            last_form = number;
        }
        g_assert_cmpuint (last_form + 1, ==, lexicon->forms);
        for (uint32_t id = 1; id < lexicon->types; id++)
            g_assert_cmpuint (copia_lexicon_freq (lexicon, id), <=,
                              copia_lexicon_freq (lexicon, id - 1));
    }
}

static void
test_forms_are_found_by_binary_search_as_by_linear (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

    for (unsigned i = 0; i < 20; i++) {
        g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 800, 150);
        const CopiaLexicon *lexicon = copia_index_lexicon (corpus->index);

        for (unsigned k = 0; k < 200; k++) {
            const RandomToken *token = random_corpus_token (
                corpus,
                (unsigned) g_rand_int_range (random, 0, (int) corpus->tokens->len));
            g_autoptr (GString) asked = g_string_new (token->form);
            uint32_t expected = COPIA_NONE, first, end, low = 0, n = 0;

            if (g_rand_boolean (random))
                g_string_truncate (asked,
                                   (gsize) g_rand_int_range (random, 0,
                                                             (int) asked->len + 1));
            for (uint32_t form = 0; form < lexicon->forms; form++) {
                CopiaString other = copia_lexicon_form (lexicon, form);

                if (copia_string_compare (other, string (asked->str)) == 0)
                    expected = form;
                low += copia_string_compare (other, string (asked->str)) < 0;
                n += other.size >= asked->len &&
                     memcmp (other.bytes, asked->str, asked->len) == 0;
            }
            g_assert_cmpuint (copia_lexicon_find_form (lexicon, string (asked->str)),
                              ==, expected);
            copia_lexicon_prefix (lexicon, string (asked->str), &first, &end);
            g_assert_cmpuint (first, ==, low);
            g_assert_cmpuint (end, ==, low + n);
        }
    }
}

static void
test_a_form_has_all_its_types (void)
{
    static const char *const words[] = { "War", "war",   "WAR",   "war",  "peace",
                                         ",",   "don’t", "don't", "Don't" };
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (words, G_N_ELEMENTS (words));
    const CopiaLexicon *lexicon = copia_index_lexicon (scratch->index);
    uint32_t war = copia_lexicon_find_form (lexicon, string ("war")), first, end;
    uint32_t not = copia_lexicon_find_form (lexicon, string ("don't"));

    copia_lexicon_types_of (lexicon, war, &first, &end);
    g_assert_cmpuint (end - first, ==, 3);
    g_assert_cmpuint (copia_lexicon_form_freq (lexicon, war), ==, 4);
    copia_lexicon_types_of (lexicon, not, &first, &end);
    g_assert_cmpuint (end - first, ==, 3);
    g_assert_cmpuint (copia_lexicon_find_form (lexicon, string ("War")), ==,
                      COPIA_NONE);
    g_assert_cmpuint (copia_lexicon_find_form (lexicon, string ("")), ==, COPIA_NONE);
    g_assert_cmpuint (lexicon->types, ==, 8);
    g_assert_cmpuint (lexicon->forms, ==, 4);
}

static void
test_only_words_are_of_the_kind_of_words (void)
{
    static const char *const words[] = { "war", ",", "...", "7", "a.m.", "—", "é" };
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (words, G_N_ELEMENTS (words));
    const CopiaLexicon *lexicon = copia_index_lexicon (scratch->index);
    const uint8_t *kinds = copia_lexicon_kinds (lexicon);

    for (uint64_t cpos = 0; cpos < G_N_ELEMENTS (words); cpos++) {
        uint32_t id = copia_tokens_get (copia_index_tokens (scratch->index), cpos);
        bool word = cpos == 0 || cpos == 3 || cpos == 4 || cpos == 6;

        g_assert_cmpint (copia_lexicon_is_word (lexicon, id), ==, word);
        g_assert_cmpint (kinds[id / 8] >> (id % 8) & 1, ==, word);
    }
}

static void
test_numbers_out_of_range_answer_nothing (void)
{
    static const char *const words[] = { "war", "peace" };
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (words, G_N_ELEMENTS (words));
    const CopiaLexicon *lexicon = copia_index_lexicon (scratch->index);
    static const uint32_t numbers[] = { 2, 3, 1000, COPIA_NONE };

    for (size_t i = 0; i < G_N_ELEMENTS (numbers); i++) {
        uint32_t first, end;

        g_assert_cmpuint (copia_lexicon_freq (lexicon, numbers[i]), ==, 0);
        g_assert_cmpuint (copia_lexicon_word (lexicon, numbers[i]).size, ==, 0);
        g_assert_cmpuint (copia_lexicon_form (lexicon, numbers[i]).size, ==, 0);
        g_assert_false (copia_lexicon_is_word (lexicon, numbers[i]));
        copia_lexicon_types_of (lexicon, numbers[i], &first, &end);
        g_assert_cmpuint (first, ==, end);
        g_assert_cmpuint (copia_lexicon_form_freq (lexicon, numbers[i]), ==, 0);
    }
    g_assert_true (copia_index_sound (scratch->index, NULL));
}

/* Reading order: punctuation, digits, letters; the same letters together, whatever their case. */
static void
test_ranks_are_the_order_of_reading (void)
{
    static const char *const words[] = { "zebra", "Apple",  ",",   "10",
                                         "apple", "éclair", "Zoo", "eclipse" };
    static const char *const order[] = { ",",      "10",      "apple", "Apple",
                                         "éclair", "eclipse", "zebra", "Zoo" };
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words (words, G_N_ELEMENTS (words));
    const CopiaLexicon *lexicon = copia_index_lexicon (scratch->index);

    for (uint32_t id = 0; id < lexicon->types; id++) {
        CopiaString word = copia_lexicon_word (lexicon, id);
        const char *expected = order[copia_lexicon_rank (lexicon, id)];
        g_autofree char *got = g_strndup (word.bytes, word.size);
        g_autofree char *folded = g_utf8_casefold (got, -1);
        g_autofree char *other = g_utf8_casefold (expected, -1);

        g_assert_cmpstr (folded, ==, other);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/lexicon/ids-follow-frequency-and-lexes-the-bytes",
                     test_ids_follow_frequency_and_lexes_the_bytes);
    g_test_add_func ("/lexicon/forms-are-found-by-binary-search-as-by-linear",
                     test_forms_are_found_by_binary_search_as_by_linear);
    g_test_add_func ("/lexicon/a-form-has-all-its-types",
                     test_a_form_has_all_its_types);
    g_test_add_func ("/lexicon/only-words-are-of-the-kind-of-words",
                     test_only_words_are_of_the_kind_of_words);
    g_test_add_func ("/lexicon/numbers-out-of-range-answer-nothing",
                     test_numbers_out_of_range_answer_nothing);
    g_test_add_func ("/lexicon/ranks-are-the-order-of-reading",
                     test_ranks_are_the_order_of_reading);
    return g_test_run ();
}
