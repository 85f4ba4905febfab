/* merge-order.c - the structures of a merged index, outermost first.
 *
 * One index orders them as regions open: what is open around a structure stands before it
 * (writer-structures.c).  The parts' regions open here in the same order again.
 */
#include "index/merge-private.h"

#include <string.h>

typedef struct {
    const CopiaRegions *regions; /* of the part at hand; NULL: it has none */
    const char *name;
    uint32_t next;       /* region to open */
    uint64_t start, end; /* of it */
    bool open;
    uint64_t last; /* open: where it ends */
} Open;

static void
look_at_next (Open *self)
{
    if (self->next < copia_regions_count (self->regions)) {
        self->start = copia_regions_start (self->regions, self->next);
        self->end = copia_regions_end (self->regions, self->next);
    } else {
        self->start = UINT64_MAX;
    }
}

static guint
find_name (const GPtrArray *names, const char *name)
{
    guint i = 0;

    while (i < names->len && strcmp (names->pdata[i], name) != 0)
        i++;
    return i;
}

/* A region of `inner` opens: it takes its place behind what is open around it. */
static void
place (GPtrArray *names, const GArray *opens, const char *inner)
{
    guint at = find_name (names, inner);

    if (at == names->len)
        g_ptr_array_add (names, g_strdup (inner));
    for (guint i = at + 1; i < names->len; i++) {
        bool open = false;

        for (guint k = 0; k < opens->len && !open; k++) {
            const Open *other = &g_array_index (opens, Open, k);

            open = other->open && strcmp (other->name, names->pdata[i]) == 0;
        }
        if (open)
            g_ptr_array_insert (names, (gint) at++, g_ptr_array_steal_index (names, i));
    }
}

/* The one that opens next; of those that open at one token, the longest. */
static Open *
first_to_open (const GArray *opens)
{
    Open *first = NULL;

    for (guint i = 0; i < opens->len; i++) {
        Open *other = &g_array_index (opens, Open, i);

        if (other->start != UINT64_MAX &&
            (!first || other->start < first->start ||
             (other->start == first->start && other->end > first->end)))
            first = other;
    }
    return first;
}

static uint64_t
play (const CopiaIndex *index, GPtrArray *names)
{
    uint64_t played = 0;
    g_autoptr (GArray) opens = g_array_new (FALSE, FALSE, sizeof (Open));
    Open *inner;

    for (uint32_t i = 0; i < copia_index_n_structures (index); i++) {
        Open open = { .regions = copia_index_structure (index, i) };

        open.name = copia_regions_name (open.regions);
        look_at_next (&open);
        g_array_append_val (opens, open);
    }
    for (; (inner = first_to_open (opens)); played++) {
        for (guint i = 0; i < opens->len; i++) {
            Open *other = &g_array_index (opens, Open, i);

            other->open = other->open && other->last >= inner->start;
        }
        place (names, opens, inner->name);
        inner->open = true;
        inner->last = inner->end;
        inner->next++;
        look_at_next (inner);
    }
    return played;
}

GPtrArray *
copia_merge_order (const CopiaMerge *self)
{
    GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

    for (uint32_t i = 0; i < copia_index_n_structures (self->parts[0]); i++)
        g_ptr_array_add (names, g_strdup (copia_regions_name (
                                    copia_index_structure (self->parts[0], i))));
    for (uint32_t part = 1; part < self->n; part++)
        copia_merge_tell_union (self, play (self->parts[part], names));
    return names;
}
