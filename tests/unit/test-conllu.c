/* test-conllu.c - a treebank's format becomes tokens with attributes, sentences and texts. */
#include "support/scratch-index.c"

#include "base/error.h"
#include "import/reader.h"

#include <string.h>

static ScratchIndex *
read_text (const char *text, GPtrArray *notes, GError **error)
{
    CopiaReaderOptions options = { .importer = "conllu" };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, error);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    if (!copia_reader_read_memory (reader, "a.conllu", text, strlen (text), &to, notes,
                                   error))
        return NULL;
    return scratch_index_new (writer);
}

static const char sample[] =
    "# newdoc id = d1\n"
    "# newpar\n"
    "# sent_id = d1-s1\n"
    "# text = They don't buy.\n"
    "1\tThey\tthey\tPRON\tPRP\tCase=Nom|Number=Plur\t4\tnsubj\t_\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
    "4\tbuy\tbuy\tVERB\tVB\t_\t0\troot\t_\tGloss=kaufen|SpaceAfter=No\n"
    "4.1\tghost\tghost\tX\tX\t_\t_\t_\t_\t_\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "# newdoc id = d2\n"
    "# sent_id = d2-s1\n"
    "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n"
    "\n";

static void
assert_value (const ScratchIndex *scratch, const char *attribute, uint64_t cpos,
              const char *expected)
{
    const CopiaLayer *layer = copia_index_find_layer (scratch->index, attribute);
    CopiaString value = copia_layer_value (layer, copia_layer_at (layer, cpos));

    g_assert_cmpmem (value.bytes, value.size, expected, strlen (expected));
}

static void
assert_region (const ScratchIndex *scratch, const char *structure, uint32_t region,
               const char *attribute, const char *expected)
{
    const CopiaRegions *regions =
        copia_index_find_structure (scratch->index, structure);
    CopiaString value = { "", 0 };

    g_assert_nonnull (regions);
    g_assert_true (copia_regions_value (regions,
                                        copia_regions_attribute (regions, attribute),
                                        region, &value));
    g_assert_cmpmem (value.bytes, value.size, expected, strlen (expected));
}

static void
test_columns_become_attributes (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (ScratchIndex) scratch = read_text (sample, notes, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (copia_index_tokens (scratch->index)->size, ==, 5);
    assert_value (scratch, "word", 1, "don't");
    assert_value (scratch, "lemma", 1, "do+not");
    assert_value (scratch, "upos", 1, "AUX+PART");
    assert_value (scratch, "feats", 0, "Case=Nom|Number=Plur");
    assert_value (scratch, "misc", 2, "Gloss=kaufen");
    assert_value (scratch, "head", 2, "0");
    g_assert_cmpuint (copia_gaps_get (copia_index_gaps (scratch->index), 3).size, ==,
                      0);
    g_assert_cmpuint (copia_gaps_get (copia_index_gaps (scratch->index), 2).size, ==,
                      1);
    assert_value (scratch, "parts", 1, "do+n't");
    assert_value (scratch, "parts", 2, "");
    assert_value (scratch, "empty", 2, "4.1\tghost\tghost\tX\tX\t_\t_\t_\t_\t_");
    g_assert_cmpuint (notes->len, ==, 0);
    copia_index_verify (scratch->index, &error);
    g_assert_no_error (error);
}

static void
test_comments_become_regions_and_their_attributes (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = read_text (sample, NULL, &error);

    g_assert_no_error (error);
    assert_region (scratch, "text", 0, "id", "d1");
    assert_region (scratch, "text", 1, "id", "d2");
    assert_region (scratch, "s", 0, "sent_id", "d1-s1");
    assert_region (scratch, "s", 0, "text", "They don't buy.");
    assert_region (scratch, "s", 1, "sent_id", "d2-s1");
    g_assert_nonnull (copia_index_find_structure (scratch->index, "p"));
}

static void
test_all_files_have_the_same_attributes (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) one = read_text (sample, NULL, &error);
    g_autoptr (ScratchIndex) other =
        read_text ("1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n\n", NULL, &error);
    g_autofree char *names = copia_index_layer_names (one->index);
    g_autofree char *others = copia_index_layer_names (other->index);

    g_assert_cmpstr (names, ==, others);
}

static void
assert_refused (const char *text, const char *why)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = read_text (text, NULL, &error);

    g_assert_null (scratch);
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_null (strchr (error->message, '\n'));
    if (!strstr (error->message, why))
        g_error ("'%s' is not said: %s", why, error->message);
}

#define REST "\ta\t_\t_\t_\t_\t_\t_\t_\t_\n"
#define HEAD(head) "\ta\t_\t_\t_\t_\t" head "\t_\t_\t_\n"

static void
test_what_is_broken_is_told_with_its_line (void)
{
    assert_refused ("# x\n1\ta\n", "a.conllu:2: 2 columns");
    assert_refused ("1" HEAD ("0\t_"), "a.conllu:1: 11 columns");
    assert_refused ("x" REST, "must be a number and a word");
    assert_refused ("-1" REST, "must be a number and a word");
    assert_refused ("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "must be a number and a word");
    assert_refused ("3-2" REST, "a.conllu:1: '3-2' is no number");
    assert_refused ("01" REST, "'01' is no number");
    assert_refused ("1-" REST, "'1-' is no number");
    assert_refused ("1x" REST, "'1x' is no number");
    assert_refused ("99999999999999999999" REST, "is no number");
}

static void
test_words_are_numbered_without_holes (void)
{
    assert_refused ("2" REST, "a.conllu:1: word 2 where 1 should be");
    assert_refused ("0" REST, "a.conllu:1: word 0 where 1 should be");
    assert_refused ("1" REST "1" REST, "a.conllu:2: word 1 where 2 should be");
    assert_refused ("1" REST "\n2" REST, "a.conllu:3: word 2 where 1 should be");
    assert_refused ("1-3" REST "1" REST "3" REST, "a.conllu:3: word 3 where 2");
}

static void
test_ranges_stand_before_all_their_words (void)
{
    assert_refused ("1-3" REST "1" REST "2" REST "\n1" REST,
                    "a.conllu:4: the sentence ends in the range 1-3");
    assert_refused ("1" REST "2-9" REST, "the sentence ends in the range 2-9");
    assert_refused ("1" REST "1-2" REST, "a.conllu:2: the range 1-2 must stand before");
    assert_refused ("1-3" REST "1" REST "2-3" REST,
                    "a.conllu:3: the range 2-3 begins in that of 1-3");
    assert_refused ("1-2" REST "1-2" REST, "a.conllu:2: the range 1-2 begins in");
}

static void
test_empty_nodes_stand_behind_their_word (void)
{
    assert_refused ("1" REST "2.1" REST,
                    "a.conllu:2: empty node 2.1 must stand behind");
    assert_refused ("1" REST "1.2" REST, "a.conllu:2: empty node 1.2");
    assert_refused ("1" REST "1.1" REST "1.1" REST, "a.conllu:3: empty node 1.1");
    assert_refused ("1-2" REST "0.1" REST, "a.conllu:2: empty node 0.1");
    assert_refused ("0.1" REST "\n", "a.conllu:2: the sentence has empty nodes");
}

static void
test_heads_are_words_of_the_sentence (void)
{
    assert_refused ("1" HEAD ("3") "2" HEAD ("1") "\n",
                    "a.conllu:1: the head 3 is no word of the sentence, which has 2");
    assert_refused ("1" HEAD ("x"), "a.conllu:1: the head 'x' is no number");
    assert_refused ("1" HEAD ("-1"), "a.conllu:1: the head '-1' is no number");
    assert_refused ("1-2" REST "1" REST "2" HEAD ("7"), "a.conllu:3: the head 7");
}

/* `n` times a line; in it %d is its number. */
static char *
lines_of (int n, const char *format, const char *before)
{
    g_autoptr (GString) text = g_string_new (before);
    g_auto (GStrv) parts = g_strsplit (format, "%d", 2);

    for (int i = 1; i <= n; i++) {
        g_string_append (text, parts[0]);
        if (parts[1])
            g_string_append_printf (text, "%d%s", i, parts[1]);
    }
    return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A tagger may say them without an end. */
static void
test_what_waits_for_its_sentence_has_an_end (void)
{
    g_autofree char *names = lines_of (1001, "# k%d = v\n", "");
    g_autofree char *docs = lines_of (1001, "# newdoc k%d = v\n", "");
    g_autofree char *comments = lines_of (1 << 20, "# 45678901234567\n", "");
    g_autofree char *nodes =
        lines_of (600000, "1.%d\tabcdefghijk\t_\t_\t_\t_\t_\t_\t_\t_\n", "1" REST);

    assert_refused (names, "a.conllu:1001: more than 1000 comments with a name");
    assert_refused (docs, "a.conllu:1001: more than 1000 comments with a name");
    assert_refused (comments, "comments of more than 16 MiB before one sentence");
    assert_refused (nodes, "empty nodes of more than 16 MiB in a row");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/conllu/columns", test_columns_become_attributes);
    g_test_add_func ("/conllu/comments",
                     test_comments_become_regions_and_their_attributes);
    g_test_add_func ("/conllu/broken", test_what_is_broken_is_told_with_its_line);
    g_test_add_func ("/conllu/attributes", test_all_files_have_the_same_attributes);
    g_test_add_func ("/conllu/words", test_words_are_numbered_without_holes);
    g_test_add_func ("/conllu/ranges", test_ranges_stand_before_all_their_words);
    g_test_add_func ("/conllu/nodes", test_empty_nodes_stand_behind_their_word);
    g_test_add_func ("/conllu/heads", test_heads_are_words_of_the_sentence);
    g_test_add_func ("/conllu/waiting", test_what_waits_for_its_sentence_has_an_end);
    return g_test_run ();
}
