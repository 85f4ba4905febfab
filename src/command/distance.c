/* distance.c - `copia distance`: which parts use the same words, as table, tree or map. */
#include "command/commands.h"

#include "base/error.h"
#include "command/ask.h"
#include "command/options.h"
#include "study/distances.h"

#include <string.h>

#define TREE_COLUMNS 50

static const CopiaOption option_measure = {
    .name = "measure",
    .letter = 'm',
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAME",
    .summary = "delta, argamon, eder, cosine, wurzburg, simple, minmax, entropy ..",
    .fallback = "delta",
};

static const CopiaOption option_words = {
    .name = "words",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "compare by the N most frequent words",
    .fallback = "100",
    .min = 2,
    .max = COPIA_MOST_FEATURES,
};

static const CopiaOption option_show = {
    .name = "show",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "WHAT",
    .summary = "a table of distances, a tree, or a map (correspondence analysis)",
    .fallback = "table",
    .choices = "table|tree|map",
};

static const CopiaOption option_linkage = {
    .name = "linkage",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "HOW",
    .summary = "how the tree joins: ward, average, complete or single",
    .fallback = "ward",
    .choices = "ward|average|complete|single",
};

static bool
read_options (const CopiaRequest *request, CopiaDistancesAsk *ask, GError **error)
{
    const char *show = copia_request_text (request, "show");

    ask->vocabulary.words = (uint32_t) copia_request_number (request, "words");
    ask->measure = copia_request_text (request, "measure");
    ask->linkage =
        (CopiaLinkage) copia_linkage_find (copia_request_text (request, "linkage"));
    ask->show = strcmp (show, "tree") == 0  ? COPIA_SHOW_TREE
                : strcmp (show, "map") == 0 ? COPIA_SHOW_MAP
                                            : COPIA_SHOW_TABLE;
    ask->draw = copia_request_writer (request)->page ? TREE_COLUMNS : 0;
    ask->explain = copia_request_flag (request, "explain");
    /* a breakdown is one answer: all of its units are shown */
    if (!copia_request_given (request, "limit"))
        ask->of.limit = COPIA_ALL;
    if (ask->show == COPIA_SHOW_TABLE && copia_request_writer (request)->picture) {
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                             "a table of distances has no picture; add --show tree or "
                             "--show map");
        return false;
    }
    return copia_ask_units (request, &ask->vocabulary.by, &ask->vocabulary.slices,
                            error);
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaDistancesAsk ask = COPIA_DISTANCES_USUAL;
    g_autoptr (CopiaStoplist) list = NULL;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (CopiaIndex) view = NULL;
    const CopiaIndex *index;
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error) ||
        !copia_ask_stop (request, &list, &ask.vocabulary.stop, error) ||
        !read_options (request, &ask, error))
        return COPIA_OUTCOME_FAILED;
    copia_ask_share (request, &ask.of);
    ask.vocabulary.threads = ask.of.parts;
    index = copia_ask_counted (request, false, &ask.vocabulary.counted, &view, error);
    if (!index)
        return COPIA_OUTCOME_FAILED;
    table = copia_request_table (request);
    if (!copia_distances (index, &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, NULL);
}

static const CopiaOption *const options[] = {
    COPIA_OPTIONS_OUTPUT,  &copia_option_plot,
    &copia_option_where,   &copia_option_by,
    &copia_option_slices,  &option_measure,
    &option_words,         &option_show,
    &option_linkage,       &copia_option_attribute,
    &copia_option_stop,    &copia_option_limit,
    &copia_option_offset,  &copia_option_explain,
    &copia_option_threads, NULL
};

const CopiaCommand copia_command_distance = {
    .name = "distance",
    .summary = "compare parts by the words they use: table, tree or map",
    .arguments = "INDEX",
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .example = "book.copia --by chapter --show tree",
    .picture = "with --show tree a tree, with --show map a plane",
    .run = run,
};
