/* outline.c - `copia outline`: parts and chapters, of a text or an index. */
#include "command/commands.h"

#include "base/error.h"
#include "command/options.h"
#include "command/reading.h"
#include "command/request.h"
#include "import/inputs.h"
#include "import/outline.h"
#include "study/outline.h"

#include <limits.h>
#include <string.h>

static void
say_none (CopiaRequest *request)
{
    copia_request_note (request,
                        "no parts or chapters were found; rules can name them, see "
                        "'copia help rules', and --slices and --by p need none");
}

static CopiaOutcome
outline_index (CopiaRequest *request, GError **error)
{
    const CopiaIndex *index = copia_request_index (request, error);
    CopiaAsk ask = COPIA_ASK_USUAL;
    g_autoptr (CopiaTable) table = NULL;
    CopiaFound found = { 0, 0 };

    if (!index || !(ask.where = copia_request_where (request, error)))
        return COPIA_OUTCOME_FAILED;
    ask.provenance = copia_request_provenance (request);
    table = copia_request_table (request);
    if (!copia_outline (index, &ask, NULL, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    if (found.rows > 0)
        return COPIA_OUTCOME_ANSWERED;
    say_none (request);
    return COPIA_OUTCOME_NOTHING;
}

static void
put_row (void *data, const CopiaOutlineRow *row)
{
    copia_outline_row (data, row->level, (CopiaString){ row->n, strlen (row->n) },
                       (CopiaString){ row->title, strlen (row->title) }, row->words);
    copia_table_count (data, row->line);
}

/* Reads every file the arguments name; NULL on error. */
static CopiaTextOutline *
read_texts (CopiaRequest *request, const CopiaReader *reader, GPtrArray *notes,
            GError **error)
{
    g_autoptr (GPtrArray) inputs = g_ptr_array_new ();
    g_autoptr (GPtrArray) files = NULL;
    g_autoptr (CopiaTextOutline) outline = NULL;

    for (unsigned i = 0; i < copia_request_n_arguments (request); i++)
        g_ptr_array_add (inputs,
                         (void *) (uintptr_t) copia_request_argument_at (request, i));
    g_ptr_array_add (inputs, NULL);
    files = copia_inputs_expand ((const char *const *) inputs->pdata, notes, error);
    if (!files)
        return NULL;
    outline = copia_text_outline_new (files->len > 1);
    for (guint i = 0; i < files->len; i++)
        if (!copia_text_outline_read (outline, reader, files->pdata[i], notes, error))
            return NULL;
    copia_reader_report (reader, notes);
    return g_steal_pointer (&outline);
}

static CopiaOutcome
outline_texts (CopiaRequest *request, const CopiaReaderOptions *reading, GError **error)
{
    g_autoptr (CopiaReader) reader = copia_reader_new (reading, error);
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (CopiaTextOutline) outline = NULL;
    g_autoptr (CopiaTable) table = NULL;
    CopiaCaption caption = { .provenance = copia_request_provenance (request) };

    if (!reader)
        return COPIA_OUTCOME_FAILED;
    outline = read_texts (request, reader, notes, error);
    if (!outline)
        return COPIA_OUTCOME_FAILED;
    table = copia_request_table (request);
    copia_outline_begin (table, &caption, true);
    copia_text_outline_each (outline, put_row, table);
    if (!copia_table_end (table, error))
        return COPIA_OUTCOME_FAILED;
    for (guint i = 0; i < notes->len; i++)
        copia_request_note (request, "%s", (const char *) notes->pdata[i]);
    if (copia_text_outline_rows (outline) > 0)
        return COPIA_OUTCOME_ANSWERED;
    say_none (request);
    return COPIA_OUTCOME_NOTHING;
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaReaderOptions reading = { 0 };

    if (!copia_reading_options (request, &reading, error))
        return COPIA_OUTCOME_FAILED;
    if (copia_request_n_arguments (request) == 1 &&
        copia_index_is (copia_request_argument_at (request, 0)))
        return outline_index (request, error);
    if (copia_request_given (request, "where")) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_QUERY,
            "--where asks an index, which %s is not; make one with 'copia index'",
            copia_request_n_arguments (request) == 1 ? "this" : "several texts");
        return COPIA_OUTCOME_FAILED;
    }
    return outline_texts (request, &reading, error);
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT, &copia_option_plot,
                                              &copia_option_where,
                                              COPIA_OPTIONS_READING, NULL };

const CopiaCommand copia_command_outline = {
    .name = "outline",
    .summary = "show the parts and chapters of a text or an index",
    .arguments = "INPUT...",
    .min_arguments = 1,
    .max_arguments = UINT_MAX,
    .options = options,
    .example = "book.txt",
    .topic = "reading",
    .picture = "the levels of the text as blocks, as wide as they are long",
    .run = run,
};
