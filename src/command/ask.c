/* ask.c - options to asks. */
#include "command/ask.h"

#include "base/error.h"
#include "base/number.h"
#include "base/page.h"
#include "base/utf8.h"
#include "base/workers.h"
#include "command/nearest.h"
#include "index/view.h"
#include "query/explain.h"

#include <string.h>

#define ROWS_OF_A_PAGE 50
#define WORTH_SHARING 2000000 /* tokens of a corpus */

void
copia_ask_caution (CopiaRequest *request, const CopiaSubcorpus *where)
{
    const char *caution = where ? copia_subcorpus_caution (where) : NULL;

    if (caution)
        copia_request_note (request, "%s", caution);
}

bool
copia_ask_fill (CopiaRequest *request, CopiaAsk *ask, GError **error)
{
    if (!copia_request_index (request, error))
        return false;
    ask->where = copia_request_where (request, error);
    if (!ask->where)
        return false;
    copia_ask_caution (request, ask->where);
    ask->provenance = copia_request_provenance (request);
    ask->offset = (uint64_t) copia_request_number (request, "offset");
    if (copia_request_given (request, "limit"))
        ask->limit = (uint64_t) copia_request_number (request, "limit");
    else
        ask->limit = copia_request_writer (request)->page ? ROWS_OF_A_PAGE : COPIA_ALL;
    return true;
}

void
copia_ask_share (CopiaRequest *request, CopiaAsk *ask)
{
    const CopiaIndex *index = copia_request_index (request, NULL);

    if (copia_request_given (request, "threads"))
        ask->parts = (uint32_t) copia_request_number (request, "threads");
    else if (copia_index_tokens (index)->size >= WORTH_SHARING)
        ask->parts = MIN (copia_workers_most (), COPIA_MOST_PARTS);
}

bool
copia_ask_queries (CopiaRequest *request, GPtrArray *queries, GError **error)
{
    for (unsigned i = 1; i < copia_request_n_arguments (request); i++) {
        CopiaQuery *query = copia_request_query (request, i, error);

        if (!query)
            return false;
        g_ptr_array_add (queries, query);
    }
    return true;
}

bool
copia_ask_units (const CopiaRequest *request, const char **by, uint32_t *slices,
                 GError **error)
{
    *by = copia_request_text (request, "by");
    *slices = (uint32_t) copia_request_number (request, "slices");
    if (!*by || !*slices)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "--by and --slices exclude each other; give one of them");
    return false;
}

static bool
on_list (const void *data, const char *bytes, size_t size)
{
    return copia_stoplist_contains (data, bytes, size);
}

/* A list that is neither compiled in nor a file: names those there are. */
static bool
unknown_list (const char *name, GError **error)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (const CopiaPage *page = copia_stoplists; page->name; page++)
        g_string_append_printf (names, "%s%s", names->len ? ", " : "", page->name);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "there is no stop list '%s'; there are %s, or name a file", name,
                 names->str);
    return false;
}

bool
copia_ask_stop (CopiaRequest *request, CopiaStoplist **list, CopiaStop *stop,
                GError **error)
{
    const char *const nowhere[] = { NULL };
    const char *name = copia_request_text (request, "stop");
    const CopiaPage *page = name ? copia_page_find (copia_stoplists, name) : NULL;

    if (!name)
        return true;
    if (page)
        *list =
            copia_stoplist_parse (page->text, strlen (page->text), page->name, error);
    else if (!strpbrk (name, "/.") && !g_file_test (name, G_FILE_TEST_EXISTS))
        return unknown_list (name, error);
    else
        *list = copia_stoplist_load (name, nowhere, error);
    if (!*list)
        return false;
    *stop = (CopiaStop){ on_list, *list };
    return true;
}

const CopiaIndex *
copia_ask_counted_in (const CopiaIndex *index, const char *attribute, bool marks,
                      CopiaCounted *counted, CopiaIndex **view, GError **error)
{
    const CopiaLayer *layer = copia_index_find_layer (index, attribute);
    g_autofree char *names = copia_index_layer_names (index);

    if (!layer) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "%s: there is no attribute '%s'; there are %s",
                     copia_index_path (index), attribute, names);
        return NULL;
    }
    *counted = layer->kind == COPIA_LAYER_WORD ? COPIA_BY_WORD : COPIA_BY_FORM;
    if (layer->kind == COPIA_LAYER_WORD || layer->kind == COPIA_LAYER_FORM)
        return index;
    return *view = copia_index_view (index, layer, marks);
}

const CopiaIndex *
copia_ask_counted (CopiaRequest *request, bool marks, CopiaCounted *counted,
                   CopiaIndex **view, GError **error)
{
    const CopiaIndex *index = copia_request_index (request, error);

    if (!index)
        return NULL;
    return copia_ask_counted_in (index, copia_request_text (request, "attribute"),
                                 marks, counted, view, error);
}

bool
copia_ask_explain (CopiaRequest *request, const CopiaQuery *query, CopiaTable *table,
                   GError **error)
{
    g_autofree char *said = NULL;
    g_auto (GStrv) lines = NULL;

    if (!copia_request_flag (request, "explain"))
        return true;
    said = copia_query_explain (copia_request_index (request, NULL), query,
                                copia_request_where (request, NULL), NULL, error);
    if (!said)
        return false;
    lines = g_strsplit (said, "\n", -1);
    for (char **line = lines; *line; line++)
        if (**line)
            copia_table_note (table, "%s", *line);
    return true;
}

/* Why the subcorpus has none although the corpus has some. */
static bool
found_elsewhere (CopiaRequest *request, const CopiaQuery *query)
{
    const CopiaIndex *index = copia_request_index (request, NULL);
    g_autofree char *text =
        copia_utf8_brief (copia_query_text (query), COPIA_UTF8_QUOTED);
    uint64_t hits = 0;

    if (!copia_request_list (request, "where") ||
        !copia_hits_count (index, query, NULL, &hits, NULL) || hits == 0)
        return false;
    copia_request_note (request,
                        "'%s' was not found there; elsewhere it is found "
                        "%s time%s",
                        text, COPIA_SAID (hits), hits == 1 ? "" : "s");
    return true;
}

/* What is told of the query itself, not of a part of it, goes on behind its name; NULL where the
 * line is of something else. */
static const char *
behind_name (const char *line, const char *text)
{
    g_autofree char *all = g_strdup_printf ("nothing matches '%s'", text);

    return line && g_str_has_prefix (line, all) ? line + strlen (all) : NULL;
}

void
copia_ask_missing (CopiaRequest *request, const CopiaQuery *query)
{
    const CopiaIndex *index = copia_request_index (request, NULL);
    g_autofree char *advice = NULL;
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;
    const char *behind;

    if (found_elsewhere (request, query))
        return;
    text = copia_utf8_brief (copia_query_text (query), COPIA_UTF8_QUOTED);
    advice = copia_hits_advice (index, query);
    lines = g_strsplit (advice ? advice : "", "\n", -1);
    behind = behind_name (lines[0], text);
    copia_request_note (request, "'%s' was not found%s", text, behind ? behind : "");
    for (char **line = lines + (behind ? 1 : 0); *line; line++)
        if (**line)
            copia_request_note (request, "%s", *line);
}

CopiaOutcome
copia_ask_outcome (CopiaRequest *request, const CopiaFound *found,
                   const CopiaQuery *query)
{
    if (found->rows > 0 && (!query || found->hits > 0))
        return COPIA_OUTCOME_ANSWERED;
    if (query && found->hits == 0)
        copia_ask_missing (request, query);
    else
        copia_request_note (request, "nothing was found with these options");
    return COPIA_OUTCOME_NOTHING;
}
