/* explain.c - a query answered with its plan written down. */
#include "query/explain.h"

#include "query/sieve.h"

static uint64_t
count_hits (CopiaStream *stream)
{
    uint64_t hits = 0;
    CopiaHit hit;

    while (copia_stream_next (stream, &hit))
        hits++;
    return hits;
}

static void
say_matching (const CopiaMatchOptions *options, GString *out)
{
    static const char *const ways[] = { "the shortest match", "the longest match",
                                        "every match" };
    static const char *const drops[] = { "", ", without those that lie in another",
                                         ", without those that overlap" };

    if (options->attribute)
        g_string_append_printf (out, "its words are those of the attribute '%s'\n",
                                options->attribute);
    g_string_append_printf (out, "from each start: %s%s", ways[options->matching],
                            drops[options->drop]);
    if (options->first_in)
        g_string_append_printf (out, ", the first in each %s", options->first_in);
    g_string_append_c (out, '\n');
}

/* What dropping leaves of them. */
static bool
count_left (const CopiaIndex *index, const CopiaQuery *query,
            const CopiaSubcorpus *where, const CopiaMatchOptions *options,
            uint64_t *left, GError **error)
{
    g_autoptr (CopiaHits) hits =
        copia_hits_new_with (index, query, where, 0, UINT64_MAX, options, error);
    CopiaHit hit;

    *left = 0;
    while (hits && copia_hits_next (hits, &hit))
        ++*left;
    return hits && copia_hits_ended_well (hits, error);
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

    plan.options = options ? *options : *copia_query_options (query);
    plan.watch.deadline = plan.options.deadline;
    stream = copia_stream_of (&plan, where, error);
    if (!stream)
        return NULL;
    g_string_append_printf (text, "query: %s\nit asks for: %s\n", canonical, said);
    say_matching (&plan.options, text);
    copia_stream_explain (stream, text, false);
    hits = count_hits (stream);
    copia_stream_explain (stream, text, true);
    good = copia_watch_ended_well (&plan.watch, error);
    copia_watch_clear (&plan.watch);
    if (good && copia_sieve_needed (&plan.options)) {
        g_string_append_printf (text, "matches: %" G_GUINT64_FORMAT "\n", hits);
        good = count_left (index, query, where, &plan.options, &hits, error);
    }
    g_string_append_printf (text, "hits: %" G_GUINT64_FORMAT "\n", hits);
    return good ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
