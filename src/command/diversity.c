/* diversity.c - `copia diversity`: vocabulary, readability and rhythm, unit by unit. */
#include "command/commands.h"

#include "base/error.h"
#include "command/ask.h"
#include "command/options.h"
#include "study/diversity.h"

#include <string.h>

static const CopiaOption option_measure = {
    .name = "measure",
    .letter = 'm',
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAMES",
    .summary = "measures, separated by commas (default: a dozen)",
};

static const CopiaOption option_window = {
    .name = "window",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "words in the windows of mattr and the segments of msttr",
    .fallback = "100",
    .min = 1,
    .max = 1000000000,
};

static bool
read_options (const CopiaRequest *request, CopiaDiversityAsk *ask, GError **error)
{
    const char *measures = copia_request_text (request, "measure");

    ask->measures = measures ? measures : ask->measures;
    ask->window = (uint32_t) copia_request_number (request, "window");
    ask->explain = copia_request_flag (request, "explain");
    /* a breakdown is one answer: all of its units are shown */
    if (!copia_request_given (request, "limit"))
        ask->of.limit = COPIA_ALL;
    return copia_ask_units (request, &ask->by, &ask->slices, error);
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaDiversityAsk ask = COPIA_DIVERSITY_USUAL;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (CopiaIndex) view = NULL;
    const CopiaIndex *index;
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error) ||
        !read_options (request, &ask, error))
        return COPIA_OUTCOME_FAILED;
    index = copia_ask_counted (request, false, &ask.counted, &view, error);
    if (!index)
        return COPIA_OUTCOME_FAILED;
    table = copia_request_table (request);
    if (!copia_diversity (index, &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, NULL);
}

static const CopiaOption *const options[] = {
    COPIA_OPTIONS_OUTPUT, &copia_option_plot,      &copia_option_where,
    &copia_option_by,     &copia_option_slices,    &option_measure,
    &option_window,       &copia_option_attribute, &copia_option_limit,
    &copia_option_offset, &copia_option_explain,   NULL
};

const CopiaCommand copia_command_diversity = {
    .name = "diversity",
    .summary = "measure vocabulary, readability and sentence rhythm, part by part",
    .arguments = "INDEX",
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .example = "book.copia --by chapter",
    .picture = "the length of sentences along the text; with --by, bars",
    .run = run,
};
