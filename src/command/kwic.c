/* kwic.c - `copia kwic`: the concordance. */
#include "command/commands.h"

#include "command/ask.h"
#include "command/options.h"
#include "study/kwic.h"

#include <string.h>

static const CopiaOption option_context = {
    .name = "context",
    .letter = 'c',
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "show N words on each side",
    .fallback = "10",
    .min = 0,
    .max = COPIA_MOST_CONTEXT,
};

static const CopiaOption option_characters = {
    .name = "characters",
    .kind = COPIA_OPTION_FLAG,
    .summary = "count the context in characters, not words",
};

static const CopiaOption option_sort = {
    .name = "sort",
    .letter = 's',
    .kind = COPIA_OPTION_TEXT,
    .argument = "KEYS",
    .summary =
        "sort by words around the hit, such as R1,R2,L1; also node, left, right, "
        "and attributes: R1.pos, match.lemma, text.year",
};

static const CopiaOption option_sample = {
    .name = "sample",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "show N hits chosen at random",
    .min = 1,
    .max = COPIA_MOST_ROWS,
};

static const CopiaOption option_seed = {
    .name = "seed",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "choose another sample; the same seed gives the same",
    .fallback = "1",
    .min = 0,
    .max = INT64_MAX,
};

static const CopiaOption option_refs = {
    .name = "refs",
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAMES",
    .summary = "name the place by these: part,chapter or chapter.n; none",
};

static const CopiaOption option_show = {
    .name = "show",
    .kind = COPIA_OPTION_TEXT,
    .argument = "NAMES",
    .summary = "show these attributes of tokens, such as word,pos,lemma, joined by /",
};

static const CopiaOption option_shape = {
    .name = "shape",
    .kind = COPIA_OPTION_CHOICE,
    .argument = "SHAPE",
    .summary = "the columns: copia, or those of the R package quanteda",
    .fallback = "copia",
    .choices = "copia|quanteda",
};

static bool
read_options (CopiaRequest *request, CopiaKwicAsk *ask, GError **error)
{
    const char *sort = copia_request_text (request, "sort");
    int keys;

    ask->context = (uint32_t) copia_request_number (request, "context");
    ask->characters = copia_request_flag (request, "characters");
    ask->sample = (uint64_t) copia_request_number (request, "sample");
    ask->seed = (uint64_t) copia_request_number (request, "seed");
    ask->references = copia_request_text (request, "refs");
    ask->quanteda = strcmp (copia_request_text (request, "shape"), "quanteda") == 0;
    ask->show = copia_request_text (request, "show");
    ask->apart = !copia_request_writer (request)->page;
    ask->compact = copia_request_writer (request)->page && !ask->references;
    if (!sort)
        return true;
    keys = copia_sort_keys_parse (sort, ask->sort, error);
    ask->n_sort = keys > 0 ? (uint32_t) keys : 0;
    return keys >= 0;
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;
    g_autoptr (CopiaQuery) query = NULL;
    g_autoptr (CopiaTable) table = NULL;
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error) ||
        !read_options (request, &ask, error))
        return COPIA_OUTCOME_FAILED;
    copia_ask_share (request, &ask.of);
    query = copia_request_query (request, 1, error);
    if (!query)
        return COPIA_OUTCOME_FAILED;
    ask.query = query;
    table = copia_request_table (request);
    if (!copia_ask_explain (request, query, table, error) ||
        !copia_kwic (copia_request_index (request, NULL), &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, query);
}

static const CopiaOption *const options[] = {
    COPIA_OPTIONS_OUTPUT, &copia_option_plot,    COPIA_OPTIONS_QUERY,
    &copia_option_all,    &copia_option_asked,   &copia_option_limit,
    &copia_option_offset, &option_context,       &option_characters,
    &option_sort,         &option_sample,        &option_seed,
    &option_refs,         &option_show,          &option_shape,
    &copia_option_plan,   &copia_option_threads, NULL
};

const CopiaCommand copia_command_kwic = {
    .name = "kwic",
    .summary = "show every place a word or phrase occurs, in its context",
    .arguments = "INDEX QUERY",
    .min_arguments = 2,
    .max_arguments = 2,
    .options = options,
    .example = "book.copia 'of the +' --sort R1,L1",
    .topic = "concordance",
    .picture = "where all hits stand in the text, with the borders of its chapters",
    .run = run,
};
