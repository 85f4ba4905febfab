/* tabulate.c - `copia tabulate`: a row for each hit. */
#include "command/commands.h"

#include "command/ask.h"
#include "command/options.h"
#include "study/tabulate.h"

static const CopiaOption option_columns = {
    .name = "columns",
    .kind = COPIA_OPTION_TEXT,
    .argument = "SLOTS",
    .summary = "what to show, such as match.word,R1.form,chapter.title",
    .fallback = "cpos,end,match.word",
};

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaTabulateAsk ask = COPIA_TABULATE_USUAL;
    g_autoptr (CopiaQuery) query = NULL;
    g_autoptr (CopiaTable) table = NULL;
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error))
        return COPIA_OUTCOME_FAILED;
    query = copia_request_query (request, 1, error);
    if (!query)
        return COPIA_OUTCOME_FAILED;
    ask.query = query;
    ask.slots = copia_request_text (request, "columns");
    table = copia_request_table (request);
    if (!copia_tabulate (copia_request_index (request, NULL), &ask, table, &found,
                         error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, query);
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT, &option_columns,
                                              COPIA_OPTIONS_QUERY,  &copia_option_all,
                                              &copia_option_asked,  &copia_option_limit,
                                              &copia_option_offset, NULL };

const CopiaCommand copia_command_tabulate = {
    .name = "tabulate",
    .summary = "list chosen places of each hit, a row a hit, for scripts",
    .arguments = "INDEX QUERY",
    .min_arguments = 2,
    .max_arguments = 2,
    .options = options,
    .example = "book.copia 'of the +' --columns last.word,R1.word",
    .topic = "breakdowns",
    .run = run,
};
