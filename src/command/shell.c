/* shell.c - `copia shell`, and the two commands that only a session has. */
#include "command/session.h"

#include "base/error.h"
#include "command/commands.h"
#include "command/options.h"
#include "command/request.h"
#include "query/hits.h"

#include <limits.h>
#include <string.h>

#define BATCH 1024

static CopiaOutcome
run_shell (CopiaRequest *request, GError **error)
{
    const CopiaFront *front = copia_request_front (request);

    if (front->converse)
        return front->converse (front->sink.self, request, error);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "a session can only be held on a command line");
    return COPIA_OUTCOME_FAILED;
}

static const CopiaOption *const no_options[] = { NULL };

const CopiaCommand copia_command_shell = {
    .name = "shell",
    .summary = "ask one question after the other, and keep answers by name",
    .arguments = "INDEX",
    .min_arguments = 1,
    .max_arguments = 1,
    .options = no_options,
    .example = "book.copia",
    .run = run_shell,
};

/* The hits as they lie in memory, for copia_session_take(). */
static CopiaOutcome
run_keep (CopiaRequest *request, GError **error)
{
    const CopiaIndex *index = copia_request_index (request, error);
    const CopiaSubcorpus *where = index ? copia_request_where (request, error) : NULL;
    g_autoptr (CopiaQuery) query =
        where ? copia_request_query (request, 1, error) : NULL;
    g_autoptr (CopiaHits) hits =
        query ? copia_hits_new (index, query, where, 0, UINT64_MAX, error) : NULL;
    CopiaHit batch[BATCH];
    size_t n = hits ? BATCH : 0;

    while (n == BATCH) {
        n = copia_hits_take (hits, batch, BATCH);
        if (n > 0 && !copia_request_write (request, (const char *) batch,
                                           n * sizeof (CopiaHit), error))
            return COPIA_OUTCOME_FAILED;
    }
    return hits && copia_hits_ended_well (hits, error) &&
                   copia_index_sound (index, error)
               ? COPIA_OUTCOME_ANSWERED
               : COPIA_OUTCOME_FAILED;
}

static const CopiaOption *const keep_options[] = { COPIA_OPTIONS_QUERY,
                                                   &copia_option_all,
                                                   &copia_option_asked, NULL };

const CopiaCommand copia_command_keep = {
    .name = "keep",
    .summary = "keep the hits of a query by a name",
    .arguments = "INDEX QUERY",
    .min_arguments = 2,
    .max_arguments = 2,
    .options = keep_options,
    .run = run_keep,
};

static void
put_result (CopiaTable *table, const CopiaResult *result)
{
    copia_table_text (table, result->name);
    copia_table_count (table, result->hits->len);
    copia_table_text (table, result->said);
}

static bool
put_results (const CopiaRequest *request, CopiaTable *table, GError **error)
{
    const CopiaResults *results = copia_request_results (request);
    unsigned n = copia_request_n_arguments (request);
    const CopiaResult *result;

    for (guint i = 0; n == 0 && (result = copia_results_at (results, i)); i++)
        put_result (table, result);
    for (unsigned i = 0; i < n; i++) {
        result =
            copia_session_find (results, copia_request_argument_at (request, i), error);
        if (!result)
            return false;
        put_result (table, result);
    }
    return true;
}

static CopiaOutcome
run_list (CopiaRequest *request, GError **error)
{
    static const CopiaColumn columns[] = {
        { .name = "result", .kind = COPIA_COLUMN_TEXT },
        { .name = "hits", .kind = COPIA_COLUMN_COUNT },
        { .name = "query", .kind = COPIA_COLUMN_TEXT },
    };
    const CopiaCaption caption = { 0 };
    g_autoptr (CopiaTable) table = copia_request_table (request);

    if (copia_request_n_arguments (request) == 0 &&
        !copia_results_at (copia_request_results (request), 0)) {
        copia_request_note (request, "there is no result yet; write A = QUERY");
        return COPIA_OUTCOME_NOTHING;
    }
    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    return put_results (request, table, error) && copia_table_end (table, error)
               ? COPIA_OUTCOME_ANSWERED
               : COPIA_OUTCOME_FAILED;
}

static const CopiaOption *const list_options[] = { COPIA_OPTIONS_OUTPUT, NULL };

const CopiaCommand copia_command_list = {
    .name = "list",
    .summary = "list the results that have a name",
    .arguments = "[RESULT...]",
    .min_arguments = 0,
    .max_arguments = UINT_MAX,
    .options = list_options,
    .run = run_list,
};
