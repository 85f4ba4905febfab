/* trend.c - `copia trend`: what rises, falls and clusters through a text. */
#include "command/commands.h"

#include "base/error.h"
#include "command/ask.h"
#include "command/options.h"
#include "study/trends.h"

#include <limits.h>
#include <string.h>

static const CopiaOption option_min = {
    .name = "min",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "without a query: only words that occur N times or more",
    .fallback = "10",
    .min = 1,
    .max = INT64_MAX,
};

static bool
read_options (const CopiaRequest *request, CopiaTrendsAsk *ask, GError **error)
{
    ask->min = (uint64_t) copia_request_number (request, "min");
    ask->per = (uint64_t) copia_request_number (request, "per");
    ask->explain = copia_request_flag (request, "explain");
    return copia_ask_units (request, &ask->by, &ask->slices, error);
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaTrendsAsk ask = COPIA_TRENDS_USUAL;
    g_autoptr (GPtrArray) queries =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_query_free);
    g_autoptr (CopiaStoplist) list = NULL;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (CopiaIndex) view = NULL;
    const CopiaIndex *index;
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error) ||
        !copia_ask_stop (request, &list, &ask.stop, error) ||
        !read_options (request, &ask, error) ||
        !copia_ask_queries (request, queries, error))
        return COPIA_OUTCOME_FAILED;
    copia_ask_share (request, &ask.of);
    ask.queries = (const CopiaQuery *const *) queries->pdata;
    ask.n_queries = queries->len;
    index = queries->len > 0 /* which are asked for by the attribute themselves */
                ? copia_request_index (request, error)
                : copia_ask_counted (request, false, &ask.counted, &view, error);
    if (!index)
        return COPIA_OUTCOME_FAILED;
    table = copia_request_table (request);
    if (!copia_trends (index, &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found,
                              queries->len > 0 ? queries->pdata[0] : NULL);
}

static const CopiaOption *const options[] = {
    COPIA_OPTIONS_OUTPUT,  &copia_option_plot,
    COPIA_OPTIONS_QUERY,   &copia_option_by,
    &copia_option_slices,  &option_min,
    &copia_option_asked,   &copia_option_stop,
    &copia_option_per,     &copia_option_limit,
    &copia_option_offset,  &copia_option_explain,
    &copia_option_threads, NULL
};

const CopiaCommand copia_command_trend = {
    .name = "trend",
    .summary = "tell which words rise or fall through a text, or come in bursts",
    .arguments = "INDEX [QUERY...]",
    .min_arguments = 1,
    .max_arguments = UINT_MAX,
    .options = options,
    .example = "book.copia freedom 'of the' --by chapter",
    .picture = "the rate in each unit and its trend, a panel for each word",
    .run = run,
};
