/* tabulate.c - hits to rows, as they come. */
#include "study/tabulate.h"

#include "study/hit-rows.h"
#include "study/parts.h"
#include "study/slots.h"

#include <inttypes.h>

static void
begin (const CopiaSlots *slots, const CopiaTabulateAsk *ask, CopiaTable *table)
{
    CopiaCaption caption = { ask->of.title, ask->of.provenance, 0, ask->of.offset,
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

typedef struct {
    const CopiaSlots *slots;
    GString *value;
} Row;

static void
put_row (void *data, CopiaTable *table, uint64_t number, const CopiaHit *hit)
{
    Row *self = data;

    (void) number;
    for (size_t i = 0; i < copia_slots_count (self->slots); i++) {
        g_string_truncate (self->value, 0);
        if (!copia_slots_read (self->slots, i, hit, self->value))
            copia_table_unknown (table);
        else if (copia_slots_is_number (self->slots, i))
            copia_table_count (table, g_ascii_strtoull (self->value->str, NULL, 10));
        else
            copia_table_string (table, self->value->str, self->value->len);
    }
}

bool
copia_tabulate (const CopiaIndex *index, const CopiaTabulateAsk *ask, CopiaTable *table,
                CopiaFound *found, GError **error)
{
    g_autoptr (CopiaSlots) slots = copia_slots_new (index, ask->slots, error);
    g_autoptr (CopiaHits) hits = NULL;
    g_autoptr (GString) value = g_string_new (NULL);
    Row row = { slots, value };

    if (!slots || !copia_ask_check (&ask->of, error))
        return false;
    hits = copia_hits_new (index, ask->query, ask->of.where, 0, UINT64_MAX, error);
    if (!hits)
        return false;
    begin (slots, ask, table);
    return copia_hit_rows (hits, index, &ask->of, put_row, &row, table, found, error);
}
