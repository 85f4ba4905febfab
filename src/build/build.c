/* build.c - reading each input into a writer. */
#include "build/build.h"

#include "base/error.h"
#include "base/out.h"
#include "import/inputs.h"
#include "index/writer.h"

static void
store_recipe (CopiaIndexWriter *writer, const CopiaReaderOptions *reading)
{
    copia_index_writer_meta (writer, "tokenizer",
                             reading->tokenizer ? reading->tokenizer : "words");
    copia_index_writer_meta (writer, "tokenizer.options",
                             reading->tokenizer_options ? reading->tokenizer_options
                                                        : "");
    copia_index_writer_meta (writer, "language",
                             reading->language ? reading->language : "");
    copia_index_writer_meta (writer, "importer",
                             reading->importer ? reading->importer : "");
    copia_index_writer_meta (writer, "encoding",
                             reading->encoding ? reading->encoding : "");
    copia_index_writer_meta (writer, "rules", reading->rules ? reading->rules : "");
}

static bool
read_files (const CopiaReader *reader, const GPtrArray *files, CopiaIndexWriter *writer,
            CopiaReport *report, GError **error)
{
    CopiaReceiver receiver = copia_index_writer_receiver (writer);

    for (guint i = 0; i < files->len; i++) {
        uint64_t tokens = copia_index_writer_tokens (writer);

        if (!copia_reader_read (reader, files->pdata[i], &receiver, report->notes,
                                error))
            return false;
        if (copia_index_writer_tokens (writer) == tokens)
            continue;
        copia_index_writer_meta (writer, "file", files->pdata[i]);
        report->texts++;
    }
    report->tokens = copia_index_writer_tokens (writer);
    report->words = copia_index_writer_words (writer);
    return true;
}

static bool
spare_files (const char *path, const GPtrArray *files, GError **error)
{
    for (guint i = 0; i < files->len; i++)
        if (!copia_out_spares (path, files->pdata[i], error))
            return false;
    return true;
}

bool
copia_build (const CopiaRecipe *recipe, const char *path, CopiaReport *report,
             GError **error)
{
    g_autoptr (CopiaReader) reader = copia_reader_new (&recipe->reading, error);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    g_autoptr (GPtrArray) files = NULL;

    *report = (CopiaReport){ .notes = g_ptr_array_new_with_free_func (g_free) };
    if (!reader)
        return false;
    files = copia_inputs_expand (recipe->inputs, report->notes, error);
    if (!files || !spare_files (path, files, error))
        return false;
    copia_index_writer_compact (writer, recipe->compact);
    store_recipe (writer, &recipe->reading);
    if (!read_files (reader, files, writer, report, error))
        return false;
    return copia_index_writer_close (writer, path, error);
}

void
copia_report_clear (CopiaReport *self)
{
    g_clear_pointer (&self->notes, g_ptr_array_unref);
}
