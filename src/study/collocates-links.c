/* collocates-links.c - which collocates of a query stand near each other, for its picture. */
#include "study/collocates-private.h"

#include <math.h>

/* The tokens of an item as a question of their own. */
static CopiaQuery *
query_of (const CopiaCollocatesList *self, const CopiaCollocatesAsk *ask, uint32_t item,
          GError **error)
{
    CopiaString name = copia_tally_name (self->names, item);
    g_autoptr (GString) text =
        g_string_new (ask->counted == COPIA_BY_WORD ? "[word == \"" : "[form == \"");

    for (size_t i = 0; i < name.size; i++) {
        if (name.bytes[i] == '"' || name.bytes[i] == '\\')
            g_string_append_c (text, '\\');
        g_string_append_c (text, name.bytes[i]);
    }
    g_string_append (text, "\"]");
    return copia_query_parse (text->str, COPIA_LANGUAGE_CQL, error);
}

/* What sorts the list; where a count does, how often both stand together. */
static double
strength (const CopiaCollocatesList *self, const CopiaCollocate *one)
{
    return self->sort ? copia_collocates_score (self, self->sort, one)
                      : (double) one->observed;
}

/* Is the item listed near another as it is near the query? */
static bool
is_linked (const CopiaCollocatesList *self, const CopiaCollocatesAsk *ask,
           const CopiaCollocate *one, double least)
{
    CopiaTable2 cells = copia_collocates_table (self, one);

    return one->observed >= ask->min &&
           (!ask->attracted || cells.o11 > copia_table2_e11 (&cells)) &&
           strength (self, one) >= least;
}

static char *
written (const CopiaCollocatesList *self, uint32_t item)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_tally_written (self->names, item, room);

    return g_strndup (name.bytes, name.size);
}

static void
put_link (const CopiaCollocatesList *self, const char *query, uint32_t item,
          const CopiaCollocate *other, CopiaTable *table)
{
    g_autofree char *label = written (self, item);
    g_autofree char *group = written (self, other->item);
    CopiaMark mark = COPIA_MARK_EMPTY;

    mark.series = query;
    mark.label = label;
    mark.group = group;
    mark.value = strength (self, other);
    copia_table_mark (table, &mark);
}

/* The links of shown[at] to those behind it. */
static bool
link_one (const CopiaCollocatesList *self, const CopiaCollocatesAsk *ask,
          const CopiaCollocate *shown, uint64_t at, uint64_t n, double least,
          CopiaTable *table, GError **error)
{
    CopiaCollocatesAsk near = *ask;
    CopiaCollocatesList pair = *self;
    g_autoptr (CopiaQuery) query = query_of (self, ask, shown[at].item, error);
    g_autoptr (CopiaCollocatesPart) part = NULL;

    near.query = query;
    part =
        query ? copia_collocates_part (self->index, &near, 0, COPIA_ALL, error) : NULL;
    pair.beside = false;
    pair.places = NULL;
    if (!part || !copia_collocates_room (&pair, part, &near, error))
        return false;
    for (uint64_t k = at + 1; k < n; k++) {
        CopiaCollocate other = shown[k];

        other.observed = copia_collocates_observed (part, self->index, ask, other.item);
        if (is_linked (&pair, ask, &other, least))
            put_link (&pair, copia_query_text (ask->query), shown[at].item, &other,
                      table);
    }
    return true;
}

bool
copia_collocates_link (const CopiaCollocatesList *self, const CopiaCollocatesAsk *ask,
                       const CopiaCollocate *shown, uint64_t n, CopiaTable *table,
                       GError **error)
{
    double least = INFINITY;

    if (!copia_table_draws (table))
        return true;
    n = MIN (n, COPIA_COLLOCATES_DRAWN);
    for (uint64_t i = 0; i < n; i++)
        least = fmin (least, strength (self, &shown[i]));
    for (uint64_t i = 0; i < n; i++)
        if (!link_one (self, ask, shown, i, n, least, table, error))
            return false;
    return true;
}
