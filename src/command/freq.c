/* freq.c - `copia freq`: how often, in all or by unit. */
#include "command/commands.h"

#include "base/error.h"
#include "command/ask.h"
#include "command/options.h"
#include "study/frequency.h"
#include "study/groups.h"

#include <limits.h>

#define MOST_MISSING 3 /* said one by one, with advice */

static const CopiaOption option_limit = {
    .name = "limit",
    .letter = 'l',
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "show N rows at most (default: all; of groups 50 as text)",
    .min = 1,
    .max = COPIA_MOST_ROWS,
};

static const CopiaOption option_noise = {
    .name = "noise",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary =
        "tell units that differ from noise: shuffle the paragraphs N times (999)",
    .min = 19,
    .max = 100000,
};

static const CopiaOption option_seed = {
    .name = "seed",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "shuffle otherwise; the same seed gives the same",
    .fallback = "1",
    .min = 0,
    .max = INT64_MAX,
};

static const CopiaOption option_group = {
    .name = "group",
    .letter = 'g',
    .kind = COPIA_OPTION_TEXT,
    .argument = "SLOTS",
    .summary = "count by what stands there, such as match, R1.word or chapter,match",
};

static const CopiaOption option_min = {
    .name = "min",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "with --group: only groups of N hits or more",
    .fallback = "1",
    .min = 1,
    .max = INT64_MAX,
};

/* --group: one query, by what stands at places of its hits. */
static CopiaOutcome
run_groups (CopiaRequest *request, GError **error)
{
    CopiaGroupsAsk ask = COPIA_GROUPS_USUAL;
    g_autoptr (CopiaQuery) query = NULL;
    g_autoptr (CopiaTable) table = NULL;
    CopiaFound found = { 0, 0 };

    if (copia_request_n_arguments (request) > 2 ||
        copia_request_given (request, "by") ||
        copia_request_given (request, "slices")) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--group breaks down one query, without --by or --slices; write "
                     "--group chapter,match for a table of both");
        return COPIA_OUTCOME_FAILED;
    }
    if (!copia_ask_fill (request, &ask.of, error) ||
        !(query = copia_request_query (request, 1, error)))
        return COPIA_OUTCOME_FAILED;
    copia_ask_share (request, &ask.of);
    ask.query = query;
    ask.slots = copia_request_text (request, "group");
    ask.min = (uint64_t) copia_request_number (request, "min");
    ask.per = (uint64_t) copia_request_number (request, "per");
    table = copia_request_table (request);
    if (!copia_ask_explain (request, query, table, error) ||
        !copia_groups (copia_request_index (request, NULL), &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, query);
}

static bool
read_options (CopiaRequest *request, CopiaFrequencyAsk *ask, GError **error)
{
    if (!copia_ask_units (request, &ask->by, &ask->slices, error))
        return false;
    ask->per = (uint64_t) copia_request_number (request, "per");
    ask->shuffles = (uint32_t) copia_request_number (request, "noise");
    ask->explain = copia_request_flag (request, "explain");
    ask->seed = (uint64_t) copia_request_number (request, "seed");
    if (ask->shuffles > 0 && !ask->by && !ask->slices) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--noise is that among units: give --by or --slices");
        return false;
    }
    /* a breakdown is one answer: all of its units are shown */
    if (!copia_request_given (request, "limit"))
        ask->of.limit = COPIA_ALL;
    return true;
}

/* A word of several that is not found may be misspelt as well as one asked for alone. */
static CopiaOutcome
say_missing (CopiaRequest *request, const CopiaFrequencyAsk *ask)
{
    bool any = false;
    size_t missing = 0;

    for (size_t i = 0; i < ask->n_queries; i++) {
        any = any || ask->met[i];
        if (!ask->met[i] && ++missing <= MOST_MISSING)
            copia_ask_missing (request, ask->queries[i]);
    }
    if (missing > MOST_MISSING)
        copia_request_note (request, "and %zu more: not found", missing - MOST_MISSING);
    return any ? COPIA_OUTCOME_ANSWERED : COPIA_OUTCOME_NOTHING;
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;
    g_autoptr (GPtrArray) queries =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_query_free);
    g_autoptr (CopiaTable) table = NULL;
    g_autofree bool *met = NULL;
    CopiaFound found = { 0, 0 };

    if (copia_request_given (request, "group"))
        return run_groups (request, error);
    if (!copia_ask_fill (request, &ask.of, error) ||
        !read_options (request, &ask, error) ||
        !copia_ask_queries (request, queries, error))
        return COPIA_OUTCOME_FAILED;
    /* counting by lists takes less time than threads take to begin; shuffling does not */
    if (ask.shuffles > 0 || copia_request_given (request, "threads"))
        copia_ask_share (request, &ask.of);
    ask.queries = (const CopiaQuery *const *) queries->pdata;
    ask.n_queries = queries->len;
    ask.met = met = g_new0 (bool, queries->len);
    table = copia_request_table (request);
    for (guint i = 0; i < queries->len; i++)
        if (!copia_ask_explain (request, queries->pdata[i], table, error))
            return COPIA_OUTCOME_FAILED;
    if (!copia_frequency (copia_request_index (request, NULL), &ask, table, &found,
                          error))
        return COPIA_OUTCOME_FAILED;
    if (found.rows == 0)
        return copia_ask_outcome (request, &found, queries->pdata[0]);
    return say_missing (request, &ask);
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT,
                                              &copia_option_plot,
                                              COPIA_OPTIONS_QUERY,
                                              &copia_option_all,
                                              &copia_option_asked,
                                              &copia_option_by,
                                              &copia_option_slices,
                                              &copia_option_per,
                                              &option_group,
                                              &option_min,
                                              &option_noise,
                                              &option_seed,
                                              &option_limit,
                                              &copia_option_offset,
                                              &copia_option_plan,
                                              &copia_option_threads,
                                              NULL };

const CopiaCommand copia_command_freq = {
    .name = "freq",
    .summary = "count words and phrases, in all or part by part",
    .arguments = "INDEX QUERY...",
    .min_arguments = 2,
    .max_arguments = UINT_MAX,
    .options = options,
    .example = "book.copia freedom 'of the' --by chapter",
    .topic = "frequency",
    .picture = "bars with their 95 % intervals; with --slices, lines",
    .run = run,
};
