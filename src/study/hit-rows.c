/* hit-rows.c - from hits to rows without a stop. */
#include "study/hit-rows.h"

#include "study/parts.h"

#define BATCH 256 /* hits taken at once */

typedef struct {
    CopiaHits *hits;
    const CopiaIndex *index;
    const CopiaAsk *page;
    CopiaHitRow put;
    void *data;
    CopiaTable *table;
    uint64_t seen;
} Rows;

/* Puts the page's rows; false: there are no hits behind it, or what was put is no answer. */
static bool
put_page (Rows *self)
{
    const uint64_t first = self->page->offset;
    const uint64_t end = first + MIN (self->page->limit, COPIA_ALL - first);
    CopiaHit batch[BATCH];

    while (self->seen < end) {
        size_t most = (size_t) MIN (BATCH, end - self->seen);
        size_t n = copia_hits_take (self->hits, batch, most);

        if (copia_table_failed (self->table) || !copia_index_sound (self->index, NULL))
            return false;
        for (size_t i = 0; i < n; i++)
            if (self->seen + i >= first)
                self->put (self->data, self->table, self->seen + i + 1, &batch[i]);
        self->seen += n;
        if (n < most)
            return false;
    }
    return true;
}

static void
count_rest (Rows *self)
{
    CopiaHit batch[BATCH];
    size_t n = BATCH;

    if (!copia_index_sound (self->index, NULL) ||
        copia_hits_known (self->hits, &self->seen))
        return;
    copia_table_show (self->table);
    for (; n == BATCH; self->seen += n)
        n = copia_hits_take (self->hits, batch, BATCH);
}

bool
copia_hit_rows (CopiaHits *hits, const CopiaIndex *index, const CopiaAsk *page,
                CopiaHitRow put, void *data, CopiaTable *table, CopiaFound *found,
                GError **error)
{
    Rows self = { hits, index, page, put, data, table, 0 };

    if (put_page (&self))
        count_rest (&self);
    if (!copia_hits_ended_well (hits, error))
        return false;
    *found = (CopiaFound){ self.seen, self.seen };
    copia_table_total (table, self.seen);
    return copia_ask_end (index, table, error);
}
