/* collocates.c - `copia collocates`: the company a word keeps. */
#include "command/commands.h"

#include "command/ask.h"
#include "command/options.h"
#include "command/windows.h"
#include "study/collocates.h"

#include <string.h>

static const CopiaOption option_measure = {
    .name = "measure",
    .letter = 'm',
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAMES",
    .summary = "measures, separated by commas; the first one sorts (default: four)",
};

static const CopiaOption option_hits = {
    .name = "hits",
    .kind = COPIA_OPTION_FLAG,
    .summary = "a column more: how many hits have the word in their window at all",
};

static const CopiaOption option_positions = {
    .name = "positions",
    .kind = COPIA_OPTION_FLAG,
    .summary = "how often at each place of the window: L5 .. L1 R1 .. R5",
};

static const CopiaOption option_sort = {
    .name = "sort",
    .letter = 's',
    .kind = COPIA_OPTION_TEXT,
    .argument = "COLUMN",
    .summary = "sort by another measure, by observed or by freq",
};

static const CopiaOption option_min = {
    .name = "min",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "only words that occur N times or more in the windows",
    .fallback = "3",
    .min = 1,
    .max = INT64_MAX,
};

static const CopiaOption option_all = {
    .name = "all",
    .kind = COPIA_OPTION_FLAG,
    .summary = "words too that occur less often than expected",
};

static void
read_options (const CopiaRequest *request, CopiaCollocatesAsk *ask)
{
    ask->measures = copia_request_text (request, "measure");
    ask->hits = copia_request_flag (request, "hits");
    ask->positions = copia_request_flag (request, "positions");
    ask->sort = copia_request_text (request, "sort");
    ask->min = (uint64_t) copia_request_number (request, "min");
    ask->attracted = !copia_request_flag (request, "all");
    ask->explain = copia_request_flag (request, "explain");
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaCollocatesAsk ask = COPIA_COLLOCATES_USUAL;
    g_autoptr (CopiaQuery) query = NULL;
    g_autoptr (CopiaStoplist) list = NULL;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (CopiaIndex) view = NULL;
    const CopiaIndex *index;
    CopiaFound found = { 0, 0 };
    g_autofree char *changed = NULL;
    CopiaConvention convention;
    uint32_t width[2];

    if (!copia_ask_fill (request, &ask.of, error) ||
        !copia_window_read (copia_request_text (request, "window"), width, error) ||
        !copia_ask_stop (request, &list, &ask.stop, error))
        return COPIA_OUTCOME_FAILED;
    copia_ask_share (request, &ask.of);
    query = copia_request_query (request, 1, error);
    if (!query)
        return COPIA_OUTCOME_FAILED;
    changed = copia_convention_read (request, &convention, &ask.within);
    ask.convention = &convention;
    ask.query = query;
    ask.left = width[0];
    ask.right = width[1];
    read_options (request, &ask);
    index = copia_ask_counted (request, convention.marks, &ask.counted, &view, error);
    if (!index)
        return COPIA_OUTCOME_FAILED;
    table = copia_request_table (request);
    if (!copia_collocates (index, &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, query);
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT,
                                              &copia_option_plot,
                                              COPIA_OPTIONS_QUERY,
                                              &copia_option_limit,
                                              &copia_option_offset,
                                              COPIA_OPTIONS_WINDOW,
                                              &option_measure,
                                              &option_sort,
                                              &option_min,
                                              &option_all,
                                              &option_hits,
                                              &option_positions,
                                              &copia_option_attribute,
                                              &copia_option_stop,
                                              &copia_option_explain,
                                              &copia_option_threads,
                                              NULL };

const CopiaCommand copia_command_collocates = {
    .name = "collocates",
    .summary = "find the words that occur near a word more often than by chance",
    .arguments = "INDEX QUERY",
    .min_arguments = 2,
    .max_arguments = 2,
    .options = options,
    .example = "book.copia freedom --window 5,5 --stop en",
    .picture = "a network: words near the query, and near each other",
    .run = run,
};
