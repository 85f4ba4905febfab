/* unit-counts.c - hits to units, without visiting them where lists can tell. */
#include "study/unit-counts.h"

#define BATCH 256 /* hits taken at once */

/* Every word token of the scope is a hit or, with `marks`, every token. */
static void
count_all (const CopiaIndex *index, const CopiaUnits *units, bool marks, uint64_t from,
           uint64_t to, uint64_t *counts)
{
    for (size_t i = copia_units_piece_from (units, from);
         i < copia_units_n_pieces (units); i++) {
        const CopiaPiece *piece = copia_units_piece (units, i);
        uint64_t start = MAX (piece->start, from), end = MIN (piece->end, to - 1);

        if (piece->start >= to)
            return;
        counts[piece->unit] +=
            marks ? end + 1 - start : copia_words_between (index, start, end);
    }
}

void
copia_count_types (const CopiaIndex *index, const CopiaUnits *units,
                   const CopiaTypeset *types, uint64_t from, uint64_t to,
                   uint64_t *counts)
{
    if (types->kind != COPIA_TYPESET_LISTED) {
        count_all (index, units, types->kind == COPIA_TYPESET_ANY, from, to, counts);
        return;
    }
    for (guint i = 0; i < types->ids->len; i++)
        copia_units_tally (units, g_array_index (types->ids, uint32_t, i), from, to,
                           counts, NULL);
}

/* From piece number i on; returns the piece of the last one. */
static size_t
count_batch (const CopiaUnits *units, size_t i, const CopiaHit *hits, size_t n,
             uint64_t *counts)
{
    size_t pieces = copia_units_n_pieces (units), k = 0;

    while (k < n && i < pieces) {
        CopiaPiece piece = *copia_units_piece (units, i);
        size_t first = k;

        while (k < n && hits[k].start <= piece.end)
            k++;
        counts[piece.unit] += k - first;
        i += k < n;
    }
    return i;
}

bool
copia_count_hits (const CopiaIndex *index, const CopiaUnits *units,
                  const CopiaQuery *query, const CopiaSubcorpus *where, uint64_t from,
                  uint64_t to, uint64_t *counts, GError **error)
{
    g_autoptr (CopiaHits) hits = copia_hits_new (index, query, where, from, to, error);
    size_t i = copia_units_piece_from (units, from), taken = BATCH;
    CopiaHit batch[BATCH];

    if (!hits)
        return false;
    while (taken == BATCH) {
        taken = copia_hits_take (hits, batch, BATCH);
        i = count_batch (units, i, batch, taken, counts);
    }
    return copia_hits_ended_well (hits, error);
}

bool
copia_count_units (const CopiaIndex *index, const CopiaUnits *units,
                   const CopiaQuery *query, const CopiaSubcorpus *where, uint64_t from,
                   uint64_t to, uint64_t *counts, GError **error)
{
    g_autoptr (CopiaTypeset) types = NULL;

    if (!copia_hits_types (index, query, &types, error))
        return false;
    if (!types)
        return copia_count_hits (index, units, query, where, from, to, counts, error);
    copia_count_types (index, units, types, from, to, counts);
    return true;
}
