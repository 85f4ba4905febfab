/* explain.c - a query answered with its plan written down. */
#include "query/explain.h"

#include "query/stream.h"

static uint64_t
count_hits (CopiaStream *stream)
{
    uint64_t hits = 0;
    CopiaHit hit;

    while (copia_stream_next (stream, &hit))
        hits++;
    return hits;
}

char *
copia_query_explain (const CopiaIndex *index, const CopiaQuery *query,
                     const CopiaSubcorpus *where, const CopiaMatchOptions *options,
                     GError **error)
{
    g_autofree char *said = copia_query_say (query);
    g_autofree char *canonical = copia_query_print (query);
    g_autoptr (GString) text = g_string_new (NULL);
    CopiaPlan plan = { .index = index, .query = query };
    g_autoptr (CopiaStream) stream = NULL;
    uint64_t hits;
    bool good;

    if (options)
        plan.options = *options;
    plan.watch.deadline = plan.options.deadline;
    stream = copia_stream_of (&plan, where, error);
    if (!stream)
        return NULL;
    g_string_append_printf (text, "query: %s\nit asks for: %s\n", canonical, said);
    copia_stream_explain (stream, text, false);
    hits = count_hits (stream);
    copia_stream_explain (stream, text, true);
    g_string_append_printf (text, "hits: %" G_GUINT64_FORMAT "\n", hits);
    good = copia_watch_ended_well (&plan.watch, error);
    copia_watch_clear (&plan.watch);
    return good ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
