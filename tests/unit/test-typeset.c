/* test-typeset.c - the spellings of a word, however many there are. */
#include "query/typeset.h"

#include "study-answer.h"

/* Spelling number i of one word of four letters, by its capitals; every other one stands twice. */
static void
add_spelling (Corpus *corpus, unsigned i)
{
    char word[] = "word";

    for (unsigned k = 0; k < 4; k++)
        if (i >> k & 1)
            word[k] = g_ascii_toupper (word[k]);
    for (unsigned n = 0; n <= i % 2; n++)
        corpus_token (corpus, " ", word);
    corpus_token (corpus, " ", "between");
}

static void
test_a_word_has_all_of_its_spellings_and_no_more (void)
{
    for (unsigned spellings = 1; spellings <= 16; spellings++) {
        g_autoptr (Corpus) corpus = corpus_new ();
        g_autoptr (CopiaTypeset) set = copia_typeset_new ();
        const CopiaLexicon *lexicon;
        uint64_t freq = 0;

        corpus_open (corpus, "text", NULL, NULL);
        for (unsigned i = 0; i < spellings; i++)
            add_spelling (corpus, i);
        corpus_close (corpus);
        corpus_finish (corpus);
        lexicon = copia_index_lexicon (corpus->index);
        copia_typeset_add_form (set, corpus->index, (CopiaString){ "word", 4 });
        copia_typeset_finish (set, corpus->index);
        g_assert_cmpuint (set->ids->len, ==, spellings);
        for (uint32_t id = 0; id <= lexicon->types; id++) {
            CopiaString word = copia_lexicon_word (lexicon, id);
            bool is_one =
                word.size == 4 && g_ascii_strncasecmp (word.bytes, "word", 4) == 0;

            g_assert_true (copia_typeset_has (set, lexicon, id) == is_one);
            freq += is_one ? copia_lexicon_freq (lexicon, id) : 0;
        }
        g_assert_cmpuint (set->freq, ==, freq);
        g_assert_false (copia_typeset_has (set, lexicon, COPIA_NONE));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/typeset/a-word-has-all-of-its-spellings-and-no-more",
                     test_a_word_has_all_of_its_spellings_and_no_more);
    return g_test_run ();
}
