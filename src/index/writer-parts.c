/* writer-parts.c - stretches of a text taken in by several threads and joined in order.
 *
 * A part is a writer that shares the lexicon of the whole and holds whole paragraphs.
 */
#include "index/writer-private.h"

#include <string.h>

/* ---- parts ---------------------------------------------------------------------------- */

static CopiaIndexWriter *
take_idle (CopiaIndexWriter *self)
{
    CopiaIndexWriter *part = NULL;

    pthread_mutex_lock (&self->lock);
    if (self->idle->len > 0)
        part = g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
    pthread_mutex_unlock (&self->lock);
    return part ? part : copia_index_writer_new_part (self);
}

void *
copia_index_writer_fork (void *data, unsigned thread, CopiaReceiver *to)
{
    CopiaIndexWriter *self = data, *part = take_idle (self);

    if (!self->recents[thread])
        self->recents[thread] = copia_recent_types_new (self->types);
    part->recent = self->recents[thread];
    *to = copia_index_writer_receiver (part);
    return part;
}

void
copia_index_writer_end_part (void *data, void *part)
{
    (void) data;
    copia_index_writer_settle (part);
}

static void
clear_structure (CopiaStructure *self)
{
    copia_numbers_clear (self->start);
    copia_numbers_clear (self->end);
    self->open = false;
}

/* The part is empty and may be filled again. */
void
copia_index_writer_drop (void *data, void *dropped)
{
    CopiaIndexWriter *self = data, *part = dropped;

    copia_numbers_clear (part->numbers);
    copia_numbers_clear (part->gap_cpos);
    copia_numbers_clear (part->gap_value);
    g_array_set_size (part->gap_count, 0);
    if (copia_types_count (part->gaps) > 0) {
        copia_types_free (part->gaps);
        part->gaps = copia_types_new (0);
    }
    part->tokens = part->used = part->known = 0;
    g_clear_error (&part->error);
    for (guint i = 0; i < part->structures->len; i++)
        clear_structure (part->structures->pdata[i]);
    pthread_mutex_lock (&self->lock);
    g_ptr_array_add (self->idle, part);
    pthread_mutex_unlock (&self->lock);
}

void
copia_index_writer_free_parts (CopiaIndexWriter *self)
{
    for (guint i = 0; self->idle && i < self->idle->len; i++)
        copia_index_writer_free (self->idle->pdata[i]);
    g_clear_pointer (&self->idle, g_ptr_array_unref);
    for (unsigned i = 0; self->recents && i < self->threads; i++)
        copia_recent_types_free (self->recents[i]);
    g_clear_pointer (&self->recents, g_free);
}

/* ---- joining -------------------------------------------------------------------------- */

/* The first token's gap is known only now. */
static void
join_numbers (CopiaIndexWriter *self, const CopiaIndexWriter *part, unsigned code)
{
    CopiaNumbersCursor cursor = copia_numbers_cursor (part->numbers);
    bool first = true;

    copia_index_writer_flush (self);
    while (copia_numbers_cursor_fill (&cursor)) {
        const uint32_t *values = cursor.values;
        size_t n = cursor.n;

        if (first) {
            uint32_t number = *values++ | code << COPIA_NUMBER_BITS;

            copia_numbers_append (self->numbers, &number, 1);
            n--;
        }
        copia_numbers_append (self->numbers, values, n);
        first = false;
    }
    copia_numbers_cursor_clear (&cursor);
}

/* Gaps are numbered in the order of the text. */
static void
join_gaps (CopiaIndexWriter *self, const CopiaIndexWriter *part)
{
    uint32_t n = copia_types_count (part->gaps), value;
    g_autofree uint32_t *map = g_new (uint32_t, n + 1u);
    CopiaNumbersCursor cursor = copia_numbers_cursor (part->gap_value);

    for (uint32_t i = 0; i < n; i++) {
        CopiaString gap = copia_types_get (part->gaps, i);

        map[i] = copia_types_add (self->gaps, gap.bytes, gap.size);
        if (map[i] == COPIA_MOST_TYPES) {
            copia_index_writer_fail (self, COPIA_ERROR_LIMIT,
                                     "more than %u different gaps between words; make "
                                     "several indexes",
                                     COPIA_MOST_TYPES);
            return;
        }
        if (map[i] >= self->gap_count->len)
            g_array_set_size (self->gap_count, map[i] + 1);
        g_array_index (self->gap_count, uint64_t, map[i]) +=
            g_array_index (part->gap_count, uint64_t, i);
    }
    copia_numbers_join (self->gap_cpos, part->gap_cpos, self->tokens);
    while (copia_numbers_cursor_next (&cursor, &value))
        copia_numbers_append (self->gap_value, &map[value], 1);
    copia_numbers_cursor_clear (&cursor);
}

/* Puts the structure where it would stand, had the whole seen what was open around it. */
static void
join_order (CopiaIndexWriter *self, const CopiaStructure *structure)
{
    g_autofree bool *open = g_new (bool, self->structures->len);
    g_autofree CopiaStructure **all =
        g_memdup2 (self->structures->pdata, self->structures->len * sizeof (void *));
    const guint n = self->structures->len;

    for (guint i = 0; i < n; i++) {
        open[i] = all[i]->open;
        all[i]->open |=
            g_ptr_array_find_with_equal_func (structure->within, all[i]->name,
                                              g_str_equal, NULL);
    }
    copia_index_writer_order (self,
                              copia_index_writer_find_structure (self,
                                                                 structure->name));
    for (guint i = 0; i < n; i++)
        all[i]->open = open[i];
}

static void
join_structure (CopiaIndexWriter *self, const CopiaStructure *from)
{
    CopiaStructure *to = copia_index_writer_find_structure (self, from->name);

    g_assert (from->attributes->len == 0 && !from->open); /* paragraphs have none */
    if (!to)
        to = copia_index_writer_add_structure (self, from->name);
    if (!to)
        return;
    copia_numbers_join (to->start, from->start, self->tokens);
    copia_numbers_join (to->end, from->end, self->tokens);
}

static void
join_structures (CopiaIndexWriter *self, const CopiaIndexWriter *part)
{
    for (guint i = 0; i < part->met->len; i++) {
        const CopiaStructure *structure = part->met->pdata[i];

        if (copia_numbers_size (structure->start) > 0)
            join_structure (self, structure);
    }
    for (guint i = 0; i < part->met->len && !self->error; i++) {
        const CopiaStructure *structure = part->met->pdata[i];

        if (copia_numbers_size (structure->start) > 0)
            join_order (self, structure);
    }
}

static void
take_error (CopiaIndexWriter *self, CopiaIndexWriter *part)
{
    if (!self->error && part->error)
        self->error = g_steal_pointer (&part->error);
    if (!self->error && part->tokens > COPIA_MOST_TOKENS - self->tokens)
        copia_index_writer_fail (
            self, COPIA_ERROR_LIMIT,
            "more than 4,294,967,293 tokens; make several indexes");
    if (!self->error && (!self->text || !self->text->open))
        copia_index_writer_fail (self, COPIA_ERROR_INPUT, "token %u is in no text",
                                 self->tokens);
}

void
copia_index_writer_join (void *data, void *joined, const char *gap, size_t size)
{
    CopiaIndexWriter *self = data, *part = joined;

    take_error (self, part);
    if (!self->error) {
        copia_index_writer_flush (part);
        join_numbers (self, part, copia_index_writer_take_gap (self, gap, size));
        join_gaps (self, part);
        join_structures (self, part);
        self->tokens += part->tokens;
    }
    copia_index_writer_drop (self, part);
}
