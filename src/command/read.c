/* read.c - `copia read`: the passage around a place. */
#include "command/commands.h"

#include "base/error.h"
#include "command/ask.h"
#include "command/options.h"
#include "study/passage.h"

static const CopiaOption option_end = {
    .name = "end",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "CPOS",
    .summary = "the last token to light up (default: the first)",
    .min = 0,
    .max = INT64_MAX,
};

static const CopiaOption option_unit = {
    .name = "unit",
    .letter = 'u',
    .kind = COPIA_OPTION_TEXT,
    .argument = "STRUCTURE",
    .summary = "what a passage is: p, s, chapter (default: p)",
};

static const CopiaOption option_neighbours = {
    .name = "neighbours",
    .letter = 'n',
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "show N passages before and after too",
    .fallback = "1",
    .min = 0,
    .max = COPIA_MOST_NEIGHBOURS,
};

static bool
read_place (CopiaRequest *request, CopiaPassageAsk *ask, GError **error)
{
    const char *text = copia_request_argument_at (request, 1);
    uint64_t tokens = copia_index_tokens (copia_request_index (request, NULL))->size;
    guint64 cpos;

    if (!g_ascii_string_to_unsigned (text, 10, 0, tokens - 1, &cpos, NULL)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s' is not a place in the corpus; give a cpos from 0 to "
                     "%" G_GUINT64_FORMAT ", as 'copia kwic --format tsv' shows them",
                     text, tokens - 1);
        return false;
    }
    ask->cpos = ask->end = cpos;
    if (copia_request_given (request, "end"))
        ask->end = (uint64_t) copia_request_number (request, "end");
    return true;
}

static CopiaOutcome
print (CopiaRequest *request, const CopiaPassageAsk *ask, GError **error)
{
    const CopiaIndex *index = copia_request_index (request, NULL);
    CopiaLook look = copia_request_look (request);
    g_autoptr (CopiaPassage) passage = copia_passage_new (index, ask, error);
    g_autoptr (GString) out = g_string_new (NULL);

    if (!passage || !copia_index_sound (index, error))
        return COPIA_OUTCOME_FAILED;
    copia_passage_print (passage, look.width, look.color, out);
    if (passage->left_out > 0)
        copia_request_note (request, COPIA_PASSAGE_LEFT_OUT, passage->left_out,
                            passage->left_out == 1 ? "" : "s");
    return copia_request_write (request, out->str, out->len, error)
               ? COPIA_OUTCOME_ANSWERED
               : COPIA_OUTCOME_FAILED;
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaPassageAsk ask = COPIA_PASSAGE_USUAL;
    const CopiaIndex *index = copia_request_index (request, error);
    g_autoptr (CopiaTable) table = NULL;
    CopiaFound found = { 0, 0 };

    if (!index || !read_place (request, &ask, error) ||
        !(ask.where = copia_request_where (request, error)))
        return COPIA_OUTCOME_FAILED;
    ask.provenance = copia_request_provenance (request);
    ask.unit = copia_request_text (request, "unit");
    ask.neighbours = (uint32_t) copia_request_number (request, "neighbours");
    if (copia_request_writer (request)->page)
        return print (request, &ask, error);
    table = copia_request_table (request);
    if (!copia_passage_rows (index, &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return COPIA_OUTCOME_ANSWERED;
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT, &option_end,
                                              &option_unit,         &option_neighbours,
                                              &copia_option_where,  NULL };

const CopiaCommand copia_command_read = {
    .name = "read",
    .summary = "read the passage around a place, the hit lit",
    .arguments = "INDEX CPOS",
    .min_arguments = 2,
    .max_arguments = 2,
    .options = options,
    .example = "book.copia 1234",
    .topic = "concordance",
    .run = run,
};
