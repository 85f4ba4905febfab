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
    "4\tbuy\tbuy\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No|Gloss=kaufen\n"
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
    g_assert_cmpuint (notes->len, ==, 1);
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
assert_refused (const char *text, const char *why)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = read_text (text, NULL, &error);

    g_assert_null (scratch);
    g_assert_nonnull (strstr (error->message, why));
}

static void
test_what_is_broken_is_told_with_its_line (void)
{
    assert_refused ("# x\n1\ta\n", "a.conllu:2: 2 columns");
    assert_refused ("x\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "must be a number and a word");
    assert_refused ("3-2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "'3-2' is no number");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/conllu/columns", test_columns_become_attributes);
    g_test_add_func ("/conllu/comments",
                     test_comments_become_regions_and_their_attributes);
    g_test_add_func ("/conllu/broken", test_what_is_broken_is_told_with_its_line);
    return g_test_run ();
}
