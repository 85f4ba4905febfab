/* search-explain.c - the plan of a search, and what came of it. */
#include "query/search-private.h"

#include "query/query-private.h"

static const char *
plural (uint64_t n)
{
    return n == 1 ? "" : "s";
}

static void
explain_anchor (const CopiaSearch *self, GString *out)
{
    const CopiaAnchor *anchor = copia_automaton_anchor (self->automaton);

    if (self->borders)
        g_string_append_printf (out, "the start of a region '%s'",
                                copia_regions_name (self->borders->regions));
    else if (self->row)
        g_string_append (out, "its words in a row, as bits");
    else if (self->pairs)
        g_string_append (out, "tokens that are alike and as near as labels may stand");
    else if (!self->anchors)
        g_string_append (out, "every token");
    else
        g_string_append_printf (out,
                                "the rarest part that must be there, %" G_GUINT64_FORMAT
                                " token%s of %u type%s",
                                anchor->freq, plural (anchor->freq), self->anchor_types,
                                plural (self->anchor_types));
}

static void
explain_set (const CopiaSearch *self, guint i, GString *out)
{
    const CopiaTypeset *set = self->sets->pdata[i];
    const CopiaNode *from = self->asked->pdata[i];
    const char *query = copia_query_text (self->plan->query);

    if (!from) /* two of them at once */
        return;
    if (from->loose && set->kind == COPIA_TYPESET_LISTED)
        g_string_append (out, "  marks, as many as there are: ");
    else
        g_string_append_printf (out, "  %.*s: ", (int) from->size, query + from->at);
    g_string_append_printf (out, "%s%" G_GUINT64_FORMAT " token%s",
                            set->children ? "at most " : "", set->freq,
                            plural (set->freq));
    if (set->regions)
        g_string_append_printf (out, ", %s%s %u region%s '%s'",
                                set->outside && set->edge ? "not " : "",
                                set->edge == COPIA_TYPESET_FIRST  ? "the first of"
                                : set->edge == COPIA_TYPESET_LAST ? "the last of"
                                : set->outside                    ? "outside of"
                                                                  : "in",
                                set->regions->count, plural (set->regions->count),
                                copia_regions_name (set->regions->regions));
    else if (set->children)
        g_string_append_printf (out, ", %u tests in one", set->children->len);
    else if (set->elsewhere)
        g_string_append_printf (out, " of %u value%s of '%s'", set->ids->len,
                                plural (set->ids->len), set->layer->name);
    else if (set->kind == COPIA_TYPESET_LISTED)
        g_string_append_printf (out, " of %u type%s", set->ids->len,
                                plural (set->ids->len));
    g_string_append_c (out, '\n');
}

static void
explain_products (const CopiaSearch *self, GString *out)
{
    guint tests = 0;

    for (guint i = 0; i < self->sets->len; i++)
        tests += self->asked->pdata[i] == NULL;
    if (tests > 0)
        g_string_append_printf (out,
                                "  both sides of & at once: %u test%s of a token\n",
                                tests, plural (tests));
}

/* In CQL brackets do not belong to what they group, so the text would be cut within them. */
static char *
print (const CopiaSearch *self)
{
    const char *query = copia_query_text (self->plan->query);
    GString *out = g_string_new (NULL);

    if (copia_query_is_cql (self->plan->query))
        copia_node_print_cql (self->pattern, out);
    else
        g_string_append_len (out, query + self->pattern->at,
                             (gssize) self->pattern->size);
    return g_string_free (out, FALSE);
}

void
copia_search_explain (const CopiaSearch *self, GString *out, bool after)
{
    const CopiaAnchor *anchor = copia_automaton_anchor (self->automaton);
    g_autofree char *part = print (self);
    guint labels = 0;

    if (after) {
        g_string_append_printf (out, "tried: %" G_GUINT64_FORMAT " start%s of %s\n",
                                self->tried, plural (self->tried), part);
        return;
    }
    g_string_append_printf (out, "pattern: %s\n", part);
    for (guint i = 0; i < self->sets->len; i++)
        explain_set (self, i, out);
    explain_products (self, out);
    g_string_append (out, "  search from: ");
    explain_anchor (self, out);
    /* Marks in a gap of words are as many as there are. */
    g_string_append_printf (out, ", %s %" G_GUINT64_FORMAT " starts\n",
                            anchor->loose && self->anchors && !self->borders
                                ? "about"
                                : "at most",
                            self->borders ? self->borders->count
                            : !self->anchors && !self->row
                                ? copia_index_tokens (self->index)->size
                                : copia_search_candidates (self, anchor));
    for (guint i = 0; i < self->labels->len; i++)
        labels += !g_str_equal (self->labels->pdata[i], COPIA_STRETCH_LABEL);
    if (self->threads && labels > 0)
        g_string_append_printf (out, "  then: every way to place %u label%s\n", labels,
                                plural (labels));
    if (labels < self->labels->len)
        g_string_append_printf (out, "  then: what is asked of %u part%s of it\n",
                                self->labels->len - labels,
                                plural (self->labels->len - labels));
}
