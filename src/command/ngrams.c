/* ngrams.c - `copia ngrams`: words in a row that come again. */
#include "command/commands.h"

#include "base/error.h"
#include "command/ask.h"
#include "command/memory.h"
#include "command/options.h"
#include "study/frames.h"
#include "study/ngrams.h"

#include <string.h>

static const CopiaOption option_size = {
    .name = "size",
    .letter = 'n',
    .kind = COPIA_OPTION_TEXT,
    .argument = "N,N..",
    .summary = "lengths, such as 2,3 or 2-5; 1 to 12 words",
    .fallback = "2",
};

static const CopiaOption option_node = {
    .name = "node",
    .kind = COPIA_OPTION_TEXT,
    .argument = "QUERY",
    .summary = "only n-grams that hold a hit of QUERY (clusters)",
};

static const CopiaOption option_min = {
    .name = "min",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "only n-grams that occur N times or more",
    .fallback = "2",
    .min = 1,
    .max = INT64_MAX,
};

static const CopiaOption option_min_range = {
    .name = "min-range",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "only n-grams that occur in N units or more",
    .min = 1,
    .max = UINT32_MAX,
};

static const CopiaOption option_stop = {
    .name = "stop",
    .kind = COPIA_OPTION_TEXT,
    .argument = "LIST",
    .summary = "leave out what begins or ends with a form of a list (en) or file",
};

static const CopiaOption option_stop_inside = {
    .name = "stop-inside",
    .kind = COPIA_OPTION_FLAG,
    .summary = "leave out what holds such a form anywhere",
};

static const CopiaOption option_punctuation = {
    .name = "punctuation",
    .kind = COPIA_OPTION_FLAG,
    .summary = "take marks for words of n-grams",
};

static const CopiaOption option_across = {
    .name = "across",
    .kind = COPIA_OPTION_FLAG,
    .summary = "pass over punctuation instead of ending at it",
};

static const CopiaOption option_frames = {
    .name = "frames",
    .kind = COPIA_OPTION_FLAG,
    .summary = "n-grams with one word left open: 'the * of', and what fills the slot",
};

static const CopiaOption option_edges = {
    .name = "edges",
    .kind = COPIA_OPTION_FLAG,
    .summary = "of --frames: slots at the first and the last word too",
};

static const CopiaOption option_min_variants = {
    .name = "min-variants",
    .kind = COPIA_OPTION_NUMBER,
    .argument = "N",
    .summary = "of --frames: only slots that N different words fill",
    .fallback = "2",
    .min = 1,
    .max = UINT32_MAX,
};

static const CopiaOption option_memory = {
    .name = "memory",
    .kind = COPIA_OPTION_TEXT,
    .argument = "SIZE",
    .summary = "count as much at once as fits into SIZE, such as 512M, and pass over "
               "the text again for more (default: an eighth of the machine's)",
};

static bool
refuse_sizes (const char *text, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "-n takes lengths from 1 to %d, such as 2,3 or 2-5, not '%s'",
                 COPIA_LONGEST_NGRAM, text);
    return false;
}

/* A number of one or two digits; 0: there is none. */
static uint32_t
read_size (const char **text)
{
    uint32_t size = 0;

    for (int i = 0; i < 2 && g_ascii_isdigit (**text); i++, ++*text)
        size = 10 * size + (uint32_t) g_ascii_digit_value (**text);
    return size;
}

/* Ascending, each once. */
static bool
read_sizes (const char *text, GArray *sizes, GError **error)
{
    bool wanted[COPIA_LONGEST_NGRAM + 1] = { false };
    const char *at = text;

    for (;;) {
        uint32_t first = read_size (&at), last = first;

        if (*at == '-') {
            at++;
            last = read_size (&at);
        }
        if (first < 1 || last < first || last > COPIA_LONGEST_NGRAM)
            return refuse_sizes (text, error);
        for (; first <= last; first++)
            wanted[first] = true;
        if (*at != ',')
            break;
        at += 1 + strspn (at + 1, " ");
    }
    for (uint32_t n = 1; n <= COPIA_LONGEST_NGRAM; n++)
        if (wanted[n])
            g_array_append_val (sizes, n);
    return *at == '\0' || refuse_sizes (text, error);
}

static bool
read_marks (const CopiaRequest *request, CopiaNgramsAsk *ask, GError **error)
{
    bool take = copia_request_flag (request, "punctuation");
    bool across = copia_request_flag (request, "across");

    ask->marks = take ? COPIA_MARKS_TAKE : across ? COPIA_MARKS_PASS : COPIA_MARKS_END;
    if (!take || !across)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "--punctuation and --across exclude each other; give one of them");
    return false;
}

static void
read_options (CopiaRequest *request, CopiaNgramsAsk *ask)
{
    ask->by = copia_request_text (request, "by");
    ask->min = (uint64_t) copia_request_number (request, "min");
    ask->min_range = (uint32_t) copia_request_number (request, "min-range");
    ask->stop_inside = copia_request_flag (request, "stop-inside");
    ask->per = (uint64_t) copia_request_number (request, "per");
    ask->explain = copia_request_flag (request, "explain");
}

static bool
answer (CopiaRequest *request, const CopiaIndex *index, const CopiaNgramsAsk *ngrams,
        CopiaTable *table, CopiaFound *found, GError **error)
{
    CopiaFramesAsk frames = COPIA_FRAMES_USUAL;

    if (!copia_request_flag (request, "frames"))
        return copia_ngrams (index, ngrams, table, found, error);
    frames.ngrams = *ngrams;
    frames.edges = copia_request_flag (request, "edges");
    frames.min_variants = (uint32_t) copia_request_number (request, "min-variants");
    return copia_frames (index, &frames, table, found, error);
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    CopiaNgramsAsk ask = COPIA_NGRAMS_USUAL;
    const char *node = copia_request_text (request, "node");
    g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    g_autoptr (CopiaQuery) query = NULL;
    g_autoptr (CopiaStoplist) list = NULL;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (CopiaIndex) view = NULL;
    const CopiaIndex *index;
    CopiaFound found = { 0, 0 };

    if (!copia_ask_fill (request, &ask.of, error) ||
        !copia_ask_stop (request, &list, &ask.stop, error) ||
        !read_sizes (copia_request_text (request, "size"), sizes, error) ||
        !read_marks (request, &ask, error) ||
        !copia_memory_read (copia_request_text (request, "memory"), &ask.memory, error))
        return COPIA_OUTCOME_FAILED;
    copia_ask_share (request, &ask.of);
    if (node && !(query = copia_request_parse (request, node, error)))
        return COPIA_OUTCOME_FAILED;
    ask.node = query;
    ask.sizes = (const uint32_t *) (const void *) sizes->data;
    ask.n_sizes = sizes->len;
    read_options (request, &ask);
    index = copia_ask_counted (request, ask.marks == COPIA_MARKS_TAKE, &ask.counted,
                               &view, error);
    if (!index)
        return COPIA_OUTCOME_FAILED;
    table = copia_request_table (request);
    if (!answer (request, index, &ask, table, &found, error))
        return COPIA_OUTCOME_FAILED;
    return copia_ask_outcome (request, &found, query);
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT,
                                              &copia_option_plot,
                                              &option_size,
                                              &option_node,
                                              &option_frames,
                                              &option_edges,
                                              &option_min_variants,
                                              COPIA_OPTIONS_QUERY,
                                              &copia_option_limit,
                                              &copia_option_offset,
                                              &option_min,
                                              &option_min_range,
                                              &copia_option_attribute,
                                              &option_stop,
                                              &option_stop_inside,
                                              &option_punctuation,
                                              &option_across,
                                              &copia_option_range_by,
                                              &copia_option_per,
                                              &copia_option_explain,
                                              &copia_option_threads,
                                              &option_memory,
                                              NULL };

const CopiaCommand copia_command_ngrams = {
    .name = "ngrams",
    .summary = "list words in a row that come again, and clusters around a word",
    .arguments = "INDEX",
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .example = "book.copia -n 2-4 --min 3",
    .picture = "bars of the first fifty",
    .run = run,
};
