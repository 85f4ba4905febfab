/* tabulate.c - hits to rows, as they come. */
#include "study/tabulate.h"

#include "study/parts.h"
#include "study/slots.h"

#include <inttypes.h>

static void
begin (const CopiaSlots *slots, const CopiaTabulateAsk *ask, uint64_t rows,
       CopiaTable *table)
{
    CopiaCaption caption = { ask->of.title, ask->of.provenance, rows, ask->of.offset,
                             "hits" };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));

    for (size_t i = 0; i < copia_slots_count (slots); i++) {
        CopiaColumn column = { .name = copia_slots_name (slots, i),
                               .kind = copia_slots_is_number (slots, i)
                                           ? COPIA_COLUMN_COUNT
                                           : COPIA_COLUMN_TEXT };

        g_array_append_val (columns, column);
    }
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
}

static void
put_row (const CopiaSlots *slots, const CopiaHit *hit, CopiaTable *table,
         GString *value)
{
    for (size_t i = 0; i < copia_slots_count (slots); i++) {
        g_string_truncate (value, 0);
        if (!copia_slots_read (slots, i, hit, value))
            copia_table_unknown (table);
        else if (copia_slots_is_number (slots, i))
            copia_table_count (table, g_ascii_strtoull (value->str, NULL, 10));
        else
            copia_table_string (table, value->str, value->len);
    }
}

bool
copia_tabulate (const CopiaIndex *index, const CopiaTabulateAsk *ask, CopiaTable *table,
                CopiaFound *found, GError **error)
{
    g_autoptr (CopiaSlots) slots = copia_slots_new (index, ask->slots, error);
    g_autoptr (CopiaHits) hits = NULL;
    g_autoptr (GString) value = g_string_new (NULL);
    uint64_t count, n = 0;
    CopiaHit hit;

    if (!slots || !copia_ask_check (&ask->of, error) ||
        !copia_hits_count (index, ask->query, ask->of.where, &n, error))
        return false;
    hits = copia_hits_new (index, ask->query, ask->of.where, 0, UINT64_MAX, error);
    if (!hits)
        return false;
    *found = (CopiaFound){ n, n };
    count = copia_ask_page (&ask->of, n);
    begin (slots, ask, n, table);
    for (uint64_t i = 0; i < ask->of.offset && count > 0; i++)
        copia_hits_next (hits, &hit);
    for (; count > 0 && copia_hits_next (hits, &hit) && !copia_table_failed (table);
         count--)
        put_row (slots, &hit, table, value);
    return copia_hits_ended_well (hits, error) && copia_ask_end (index, table, error);
}
