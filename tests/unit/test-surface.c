/* test-surface.c - words that are written as one are found one by one, and read as written. */
#include "support/scratch-index.c"

#include "import/reader.h"
#include "query/hits.h"
#include "study-answer.h"
#include "study/export.h"
#include "study/kwic.h"
#include "study/passage.h"

#include <string.h>

ANSWER (kwic)

enum { LEFT = 3, MATCH, RIGHT };

#define NOTHING "\t_\t_\t_\t_\t_\t_\t_\t_\n"
#define WORD(id, form, lemma, tag, misc)                                               \
    id "\t" form "\t" lemma "\t" tag "\t_\t_\t_\t_\t_\t" misc "\n"

static const char sample[] =
    "# newdoc id = es\n"
    /* "Cómpramelo del pueblo" */
    "1-3\tCómpramelo" NOTHING WORD ("1", "Compra", "comprar", "VERB", "_")
        WORD ("2", "me", "yo", "PRON", "_")
            WORD ("3", "lo", "él", "PRON",
                  "_") "4-5\tdel" NOTHING WORD ("4", "de", "de", "ADP", "_")
                WORD ("5", "el", "el", "DET", "_")
                    WORD ("6", "pueblo", "pueblo", "NOUN", "SpaceAfter=No")
                        WORD ("7", ".", ".", "PUNCT", "_") "\n"
                                                           "# newdoc id = fr\n"
    /* "Il parle (du) roi" */
    WORD ("1", "Il", "il", "PRON", "_") WORD ("2", "parle", "parler", "VERB", "_")
        WORD ("3", "(", "(", "PUNCT",
              "SpaceAfter=No") "4-5\tdu\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter="
                               "No\n" WORD ("4", "de", "de", "ADP", "_")
                                   WORD ("5", "le", "le", "DET", "_")
                                       WORD ("6", ")", ")", "PUNCT", "_")
                                           WORD ("7", "roi", "roi", "NOUN", "_") "\n";

static ScratchIndex *
read_text (const char *importer, const char *ranges, const char *text)
{
    CopiaReaderOptions options = { .importer = importer,
                                   .attributes = "word,lemma",
                                   .ranges = ranges };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, &error);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    ScratchIndex *scratch;

    copia_reader_read_memory (reader, "a.file", text, strlen (text), &to, NULL, &error);
    g_assert_no_error (error);
    scratch = scratch_index_new (writer);
    copia_index_verify (scratch->index, &error);
    g_assert_no_error (error);
    return scratch;
}

static uint64_t
count (const ScratchIndex *scratch, const char *text)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, &error);
    uint64_t found = 0;

    g_assert_no_error (error);
    copia_hits_count (scratch->index, query, NULL, &found, &error);
    g_assert_no_error (error);
    return found;
}

static void
test_each_word_has_its_own_attributes (void)
{
    g_autoptr (ScratchIndex) words = read_text ("conllu", "words", sample);
    g_autoptr (ScratchIndex) joined = read_text ("conllu", "joined", sample);

    g_assert_cmpuint (copia_index_tokens (words->index)->size, ==, 14);
    g_assert_cmpuint (copia_index_tokens (joined->index)->size, ==, 10);
    g_assert_cmpuint (count (words, "[lemma=\"comprar\" & upos=\"VERB\"]"), ==, 1);
    g_assert_cmpuint (count (joined, "[lemma=\"comprar\"]"), ==, 0);
    g_assert_cmpuint (count (words, "[upos=\"VERB\"] [lemma=\"yo\"] [word=\"lo\"]"), ==,
                      1);
    g_assert_cmpuint (count (words, "[lemma=\"de\"] [upos=\"DET\"]"), ==, 2);
    g_assert_cmpuint (count (words, "<mwt form=\"du\"/>"), ==, 1);
    g_assert_cmpuint (count (words, "[upos=\"DET\"] within mwt"), ==, 2);
    g_assert_cmpuint (count (words, "[lemma=\".*\\+.*\"]"), ==, 0);
}

static void
assert_line (const ScratchIndex *scratch, const char *text, unsigned context,
             bool characters, const char *left, const char *match, const char *right)
{
    const Corpus corpus = { .index = scratch->index };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, &error);
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;

    g_assert_no_error (error);
    ask.query = query;
    ask.context = context;
    ask.characters = characters;
    g_auto (Answer) answer = answer_of (kwic_study, &corpus, &ask);
    g_assert_cmpstr (cell (&answer, 1, LEFT), ==, left);
    g_assert_cmpstr (cell (&answer, 1, MATCH), ==, match);
    g_assert_cmpstr (cell (&answer, 1, RIGHT), ==, right);
}

static void
test_lines_show_what_is_written (void)
{
    g_autoptr (ScratchIndex) scratch = read_text ("conllu", "words", sample);

    assert_line (scratch, "[lemma=\"pueblo\"]", 20, false, "Cómpramelo del", "pueblo",
                 ".");
    assert_line (scratch, "[lemma=\"yo\"]", 20, false, "", "Cómpramelo", "del pueblo.");
    assert_line (scratch, "[lemma=\"él\"] [lemma=\"de\"]", 20, false, "",
                 "Cómpramelo del", "pueblo.");
    assert_line (scratch, "[lemma=\"le\"]", 20, false, "Il parle (", "du", ") roi");
    assert_line (scratch, "[lemma=\"le\"]", 7, true, "parle (", "du", ") roi");
    assert_line (scratch, "[lemma=\"roi\"]", 4, true, "(du)", "roi", "");
    /* a context that begins inside of it */
    assert_line (scratch, "\"pueblo\"", 1, false, "del", "pueblo", ".");
}

static bool
append (void *data, const char *bytes, size_t size, GError **error G_GNUC_UNUSED)
{
    g_string_append_len (data, bytes, (gssize) size);
    return true;
}

static void
test_texts_are_what_is_written (void)
{
    g_autoptr (ScratchIndex) scratch = read_text ("conllu", "words", sample);
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    CopiaPassageAsk ask = COPIA_PASSAGE_USUAL;
    g_autoptr (CopiaPassage) passage = NULL;
    const CopiaParagraph *paragraph;

    copia_export (scratch->index, COPIA_NONE, NULL, append, text, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (text->str, ==, "Cómpramelo del pueblo.\nIl parle (du) roi\n");
    ask.cpos = ask.end = 1; /* me */
    passage = copia_passage_new (scratch->index, &ask, &error);
    g_assert_no_error (error);
    paragraph = passage->paragraphs->pdata[0];
    g_assert_cmpstr (paragraph->text, ==, "Cómpramelo del pueblo.");
    g_assert_cmpuint (paragraph->lit, ==, 0);
    g_assert_cmpuint (paragraph->lit_end, ==, strlen ("Cómpramelo"));
}

/* Of anybody's vertical text it is a region like others. */
static void
test_a_region_of_that_name_is_not_enough (void)
{
    g_autoptr (ScratchIndex) scratch =
        read_text ("vertical", NULL, "<mwt form=\"du\">\nde\tde\nle\tle\n</mwt>\n");
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    copia_export (scratch->index, COPIA_NONE, NULL, append, text, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (text->str, ==, "de le");
    assert_line (scratch, "[lemma=\"le\"]", 20, false, "de", "le", "");
}

/* What a subcorpus has of a range are its words; to read, all of it. */
static void
test_a_range_that_is_cut_is_its_words (void)
{
    static const char text[] =
        "<text id=\"a\">\n<s>\nIl\til\n<mwt form=\"du\" conllu_range=\"_\">\nde\tde\n"
        "<ph>\nle\tle\n</mwt>\nroi\troi\n</ph>\n</s>\n</text>\n";
    static const char *const conditions[] = { "ph=1", NULL };
    g_autoptr (ScratchIndex) scratch = read_text ("vertical", NULL, text);
    g_autoptr (GString) conllu = g_string_new (NULL), cut = g_string_new (NULL);
    g_autoptr (GString) all = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaSubcorpus) where =
        copia_subcorpus_new (scratch->index, conditions, &error);

    g_assert_no_error (error);
    copia_export_conllu (scratch->index, COPIA_NONE, where, append, conllu, &error);
    copia_export (scratch->index, COPIA_NONE, where, append, cut, &error);
    copia_export_conllu (scratch->index, COPIA_NONE, NULL, append, all, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (cut->str, ==, "du roi\n");
    g_assert_cmpstr (conllu->str, ==,
                     "# newdoc id = a\n# sent_id = 1\n# text = le roi\n"
                     "1\tle\tle\t_\t_\t_\t_\t_\t_\t_\n"
                     "2\troi\troi\t_\t_\t_\t_\t_\t_\t_\n\n");
    g_assert_cmpstr (all->str, ==,
                     "# newdoc id = a\n# sent_id = 1\n# text = Il du roi\n"
                     "1\tIl\til\t_\t_\t_\t_\t_\t_\t_\n2-3\tdu" NOTHING
                     "2\tde\tde\t_\t_\t_\t_\t_\t_\t_\n"
                     "3\tle\tle\t_\t_\t_\t_\t_\t_\t_\n"
                     "4\troi\troi\t_\t_\t_\t_\t_\t_\t_\n\n");
}

/* ---- random treebanks ------------------------------------------------------------------- */

#define LEMMAS 4

typedef struct {
    GString *conllu;
    uint64_t words, of_lemma[LEMMAS], followed[LEMMAS]; /* by lemma 0 in the sentence */
} Treebank;

static void
add_sentence (Treebank *self)
{
    int words = g_test_rand_int_range (1, 12), range = 0, before = -1;

    for (int id = 1; id <= words; id++) {
        int lemma = g_test_rand_int_range (0, LEMMAS);

        if (id > range && id < words && g_test_rand_bit ()) {
            range = g_test_rand_int_range (id + 1, MIN (words, id + 3) + 1);
            g_string_append_printf (self->conllu, "%d-%d\tr%d" NOTHING, id, range,
                                    g_test_rand_int_range (0, 5));
        }
        g_string_append_printf (self->conllu, "%d\tw%d\tl%d\t_\t_\t_\t_\t_\t_\t_\n", id,
                                g_test_rand_int_range (0, 9), lemma);
        self->words++;
        self->of_lemma[lemma]++;
        if (before >= 0 && lemma == 0)
            self->followed[before]++;
        before = lemma;
    }
    g_string_append_c (self->conllu, '\n');
}

static void
test_random_treebanks_are_counted_by_their_lines (void)
{
    for (int round = 0; round < 60; round++) {
        Treebank treebank = { .conllu = g_string_new (NULL) };
        g_autoptr (ScratchIndex) scratch = NULL;

        for (int n = g_test_rand_int_range (1, 20); n > 0; n--)
            add_sentence (&treebank);
        scratch = read_text ("conllu", "words", treebank.conllu->str);
        g_assert_cmpuint (copia_index_tokens (scratch->index)->size, ==,
                          treebank.words);
        for (int lemma = 0; lemma < LEMMAS; lemma++) {
            g_autofree char *one = g_strdup_printf ("[lemma=\"l%d\"]", lemma);
            g_autofree char *two =
                g_strdup_printf ("[lemma=\"l%d\"] [lemma=\"l0\"] within s", lemma);

            g_assert_cmpuint (count (scratch, one), ==, treebank.of_lemma[lemma]);
            g_assert_cmpuint (count (scratch, two), ==, treebank.followed[lemma]);
        }
        g_string_free (treebank.conllu, TRUE);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/surface/attributes", test_each_word_has_its_own_attributes);
    g_test_add_func ("/surface/lines", test_lines_show_what_is_written);
    g_test_add_func ("/surface/texts", test_texts_are_what_is_written);
    g_test_add_func ("/surface/others", test_a_region_of_that_name_is_not_enough);
    g_test_add_func ("/surface/cut", test_a_range_that_is_cut_is_its_words);
    g_test_add_func ("/surface/random",
                     test_random_treebanks_are_counted_by_their_lines);
    return g_test_run ();
}
