/* growth.c - `copia growth`: how the vocabulary grows as the text goes on. */
#include "command/commands.h"

#include "command/ask.h"
#include "command/options.h"
#include "study/growths.h"

#include <string.h>

static const CopiaOption option_points = {
    .name = "points",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "look at N places, equally far apart",
    .fallback = "20",
    .min = 2,
    .max = COPIA_MOST_POINTS,
};

static const CopiaOption option_beyond = {
    .name = "beyond",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "foretell N places more, behind the end (finite Zipf-Mandelbrot)",
    .fallback = "0",
    .min = 0,
    .max = COPIA_MOST_POINTS,
};

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaGrowthsAsk ask = COPIA_GROWTHS_USUAL;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (CopiaIndex) view = NULL;
    const CopiaIndex *index;
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error))
        return COPIA_OUTCOME_FAILED;
    ask.points = (uint32_t) copia_request_number (request, "points");
    ask.beyond = (uint32_t) copia_request_number (request, "beyond");
    ask.explain = copia_request_flag (request, "explain");
    /* a curve is one answer: all of its points are shown */
    if (!copia_request_given (request, "limit"))
        ask.of.limit = COPIA_ALL;
    index = copia_ask_counted (request, false, &ask.counted, &view, error);
    if (!index)
        return COPIA_OUTCOME_FAILED;
    table = copia_request_table (request);
    if (!copia_growths (index, &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, NULL);
}

static const CopiaOption *const options[] = {
    COPIA_OPTIONS_OUTPUT,  &copia_option_plot,
    &copia_option_where,   &option_points,
    &option_beyond,        &copia_option_attribute,
    &copia_option_limit,   &copia_option_offset,
    &copia_option_explain, NULL
};

const CopiaCommand copia_command_growth = {
    .name = "growth",
    .summary = "show how the vocabulary grows as the text goes on",
    .arguments = "INDEX",
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .example = "book.copia --points 10",
    .topic = "diversity",
    .picture = "a line: different words as the text goes on",
    .run = run,
};
