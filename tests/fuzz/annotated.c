/* annotated.c - any bytes as annotated text: refused, or an index that keeps its promises, whose
 * vertical text and CoNLL-U read back to the same.
 */
#include "support/scratch-index.c"

#include "import/reader.h"
#include "study/export.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* NULL: refused. */
static ScratchIndex *
index_of (const char *importer, const char *columns, const char *ranges,
          const void *data, size_t size)
{
    CopiaReaderOptions options = { .importer = importer,
                                   .attributes = columns,
                                   .ranges = ranges };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (GError) error = NULL;
    char *path = scratch_path ();
    ScratchIndex *scratch;

    if (!copia_reader_read_memory (reader, "fuzz", data, size, &to, NULL, &error) ||
        !copia_index_writer_close (writer, path, &error)) {
        g_assert_nonnull (error);
        scratch_path_free (path);
        return NULL;
    }
    scratch = g_new0 (ScratchIndex, 1);
    scratch->path = path;
    scratch->index = copia_index_open (path, &error);
    g_assert_no_error (error);
    copia_index_verify (scratch->index, &error);
    g_assert_no_error (error);
    return scratch;
}

static bool
append (void *data, const char *bytes, size_t size, GError **error G_GNUC_UNUSED)
{
    g_string_append_len (data, bytes, (gssize) size);
    return true;
}

static GString *
vertical_of (const CopiaIndex *index)
{
    GString *out = g_string_new (NULL);

    g_assert_true (copia_export_vertical (index, COPIA_NONE, NULL, append, out, NULL));
    return out;
}

static GString *
conllu_of (const CopiaIndex *index)
{
    GString *out = g_string_new (NULL);

    g_assert_true (copia_export_conllu (index, COPIA_NONE, NULL, append, out, NULL));
    return out;
}

/* Whatever was read: its CoNLL-U can be read, and is then the same again. */
static void
try_conllu (const CopiaIndex *index)
{
    g_autoptr (GString) once = conllu_of (index), twice = NULL;
    g_autoptr (ScratchIndex) back =
        index_of ("conllu", NULL, "words", once->str, once->len);

    g_assert_nonnull (back);
    twice = conllu_of (back->index);
    g_assert_cmpstr (once->str, ==, twice->str);
}

static char *
columns_of (const CopiaIndex *index)
{
    g_autoptr (GString) names = g_string_new ("word");

    for (uint32_t i = 2; i < copia_index_n_layers (index); i++)
        g_string_append_printf (names, ",%s", copia_index_layer (index, i)->name);
    return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
try_importer (const char *importer, const char *ranges, const uint8_t *data,
              size_t size)
{
    g_autoptr (ScratchIndex) scratch = index_of (importer, NULL, ranges, data, size);
    g_autoptr (ScratchIndex) back = NULL;
    g_autoptr (GString) once = NULL, twice = NULL;
    g_autofree char *columns = NULL;

    if (!scratch)
        return;
    try_conllu (scratch->index);
    once = vertical_of (scratch->index);
    columns = columns_of (scratch->index);
    back = index_of ("vertical", columns, NULL, once->str, once->len);
    g_assert_nonnull (back);
    twice = vertical_of (back->index);
    g_assert_cmpstr (once->str, ==, twice->str);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    try_importer ("vertical", NULL, data, size);
    try_importer ("conllu", "joined", data, size);
    try_importer ("conllu", "words", data, size);
    return 0;
}
