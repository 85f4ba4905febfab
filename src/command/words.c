/* words.c - `copia words`: the word list. */
#include "command/commands.h"

#include "command/ask.h"
#include "command/options.h"
#include "study/words.h"

#include <string.h>

static const CopiaOption option_match = {
    .name = "match",
    .letter = 'm',
    .kind = COPIA_OPTION_TEXT,
    .argument = "PATTERN",
    .summary = "only words that a query of one word finds, such as 'un*' or 'we|us'",
};

static const CopiaOption option_regex = {
    .name = "regex",
    .kind = COPIA_OPTION_TEXT,
    .argument = "REGEX",
    .summary = "only words that match REGEX as a whole (PCRE2)",
};

static const CopiaOption option_min = {
    .name = "min",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "only words that occur N times or more",
    .fallback = "1",
    .min = 1,
    .max = INT64_MAX,
};

static const CopiaOption option_sort = {
    .name = "sort",
    .letter = 's',
    .kind = COPIA_OPTION_CHOICE,
    .argument = "ORDER",
    .summary = "by falling count, or word by word",
    .fallback = "count",
    .choices = "count|word",
};

static const CopiaOption option_punctuation = {
    .name = "punctuation",
    .kind = COPIA_OPTION_FLAG,
    .summary = "list punctuation too",
};

static void
read_options (const CopiaRequest *request, CopiaWordsAsk *ask)
{
    ask->by = copia_request_text (request, "by");
    ask->wildcard = copia_request_text (request, "match");
    ask->regex = copia_request_text (request, "regex");
    ask->min = (uint64_t) copia_request_number (request, "min");
    ask->punctuation = copia_request_flag (request, "punctuation");
    ask->alphabetical = strcmp (copia_request_text (request, "sort"), "word") == 0;
    ask->per = (uint64_t) copia_request_number (request, "per");
    ask->explain = copia_request_flag (request, "explain");
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;
    g_autoptr (CopiaStoplist) list = NULL;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (CopiaIndex) view = NULL;
    const CopiaIndex *index;
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error) ||
        !copia_ask_stop (request, &list, &ask.stop, error))
        return COPIA_OUTCOME_FAILED;
    copia_ask_share (request, &ask.of);
    read_options (request, &ask);
    index = copia_ask_counted (request, ask.punctuation, &ask.counted, &view, error);
    if (!index)
        return COPIA_OUTCOME_FAILED;
    table = copia_request_table (request);
    if (!copia_words (index, &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, NULL);
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT,
                                              &copia_option_plot,
                                              &copia_option_where,
                                              &copia_option_limit,
                                              &copia_option_offset,
                                              &copia_option_attribute,
                                              &option_match,
                                              &option_regex,
                                              &copia_option_stop,
                                              &option_min,
                                              &option_sort,
                                              &option_punctuation,
                                              &copia_option_by,
                                              &copia_option_per,
                                              &copia_option_explain,
                                              &copia_option_threads,
                                              NULL };

const CopiaCommand copia_command_words = {
    .name = "words",
    .summary = "list the words, how often and how evenly they occur",
    .arguments = "INDEX",
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .example = "book.copia --stop en",
    .picture = "a cloud; the area of a word is its count",
    .run = run,
};
