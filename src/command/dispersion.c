/* dispersion.c - `copia dispersion`: how evenly something is spread, as numbers and as a plot. */
#include "command/commands.h"

#include "base/error.h"
#include "command/ask.h"
#include "command/options.h"
#include "study/dispersion.h"

#include <limits.h>

#define STRIP_MARKS 720

static const CopiaOption option_measure = {
    .name = "measure",
    .letter = 'm',
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAMES",
    .summary = "measures, separated by commas",
    .fallback = "dp,dpnorm,d,d2,s,kld",
};

static const CopiaOption option_adjusted = {
    .name = "adjusted",
    .kind = COPIA_OPTION_FLAG,
    .summary = "free the measures of frequency: 0 least, 1 most even possible",
};

static bool
read_options (CopiaRequest *request, CopiaDispersionAsk *ask, GError **error)
{
    ask->measures = copia_request_text (request, "measure");
    ask->adjusted = copia_request_flag (request, "adjusted");
    ask->explain = copia_request_flag (request, "explain");
    return copia_ask_units (request, &ask->by, &ask->slices, error);
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaDispersionAsk ask = COPIA_DISPERSION_USUAL;
    g_autoptr (GPtrArray) queries =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_query_free);
    g_autoptr (CopiaTable) table = NULL;
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error) ||
        !read_options (request, &ask, error) ||
        !copia_ask_queries (request, queries, error))
        return COPIA_OUTCOME_FAILED;
    ask.queries = (const CopiaQuery *const *) queries->pdata;
    ask.n_queries = queries->len;
    table = copia_request_table (request);
    if (copia_table_draws (table))
        ask.strip = copia_table_cells (table, STRIP_MARKS);
    if (!copia_dispersion (copia_request_index (request, NULL), &ask, table, &found,
                           error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, queries->pdata[0]);
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT,
                                              COPIA_OPTIONS_QUERY,
                                              &copia_option_all,
                                              &copia_option_asked,
                                              &copia_option_by,
                                              &copia_option_slices,
                                              &option_measure,
                                              &option_adjusted,
                                              &copia_option_plot,
                                              &copia_option_limit,
                                              &copia_option_offset,
                                              &copia_option_explain,
                                              NULL };

const CopiaCommand copia_command_dispersion = {
    .name = "dispersion",
    .summary = "measure how evenly words are spread, and draw where they stand",
    .arguments = "INDEX QUERY...",
    .min_arguments = 2,
    .max_arguments = UINT_MAX,
    .options = options,
    .example = "book.copia freedom 'of the' --by chapter --plot",
    .picture = "a strip for each query, with the borders of chapters",
    .run = run,
};
