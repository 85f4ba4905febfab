/* units-tally.c - the postings of a type to units. */
#include "study/units-private.h"

#include "index/view.h"

#include <string.h>

/* A posting that is stepped over costs about this many times less than a seek. */
#define SEEK_COST 200
/* A posting that finds its piece costs about this many times less than a border of a piece. */
#define CUT_COST 6

static void
count (uint32_t unit, uint64_t n, uint64_t *counts, GArray *touched)
{
    if (n == 0)
        return;
    if (touched && counts[unit] == 0)
        g_array_append_val (touched, unit);
    counts[unit] += n;
}

/* Few postings for the pieces there are: each finds its piece.  Units that are new are written
 * behind `touched` without a question; returns how many they are. */
static uint32_t
count_run (const CopiaUnits *self, uint64_t base, const uint32_t *positions, uint32_t n,
           uint64_t *counts, uint32_t *touched)
{
    const CopiaShortPiece *pieces = self->brief;
    uint32_t new = 0;

    for (uint32_t k = 0; k < n; k++) {
        uint32_t cpos = (uint32_t) base + positions[k];
        uint32_t i = self->blocks[cpos >> self->shift];

        i += pieces[i].end < cpos; /* not guessed, for it would be wrong */
        while (G_UNLIKELY (pieces[i].end < cpos))
            i++;
        if (G_LIKELY (pieces[i].start <= cpos)) {
            touched[new] = pieces[i].unit;
            new += counts[pieces[i].unit]++ == 0;
        }
    }
    return new;
}

/* The first piece that ends at or after cpos, of those that begin with the block's. */
static inline uint32_t
find_brief (const CopiaUnits *self, uint32_t cpos)
{
    const CopiaShortPiece *pieces = self->brief;
    uint64_t block = cpos >> self->shift;
    uint32_t i = self->blocks[block], end;

    if (G_LIKELY (pieces[i].end >= cpos))
        return i;
    end = block + 1 < self->n_blocks ? self->blocks[block + 1] : self->pieces->len;
    for (i++; i < end;) {
        uint32_t middle = i + (end - i) / 2;

        if (pieces[middle].end < cpos)
            i = middle + 1;
        else
            end = middle;
    }
    return i;
}

/* The same of a corpus that is too large for brief pieces. */
static inline size_t
find_long (const CopiaUnits *self, uint64_t cpos)
{
    const CopiaPiece *pieces = (const CopiaPiece *) (const void *) self->pieces->data;
    uint64_t block = cpos >> self->shift;
    size_t i = self->blocks[block];
    size_t end =
        block + 1 < self->n_blocks ? self->blocks[block + 1] : self->pieces->len;

    while (i < end) {
        size_t middle = i + (end - i) / 2;

        if (pieces[middle].end < cpos)
            i = middle + 1;
        else
            end = middle;
    }
    return i;
}

void
copia_units_find (const CopiaUnits *self, uint64_t base, const uint32_t *places,
                  uint32_t n, uint32_t *units)
{
    const CopiaUnitTable *table = self->table;
    uint32_t from = (uint32_t) base;

    if (!table && !self->brief) {
        for (uint32_t k = 0; k < n; k++)
            units[k] =
                copia_units_piece (self, find_long (self, base + places[k]))->unit;
        return;
    }
    for (uint32_t k = 0; k < n; k++)
        units[k] = table ? table->units[copia_unit_table_at (table, from + places[k])]
                         : self->brief[find_brief (self, from + places[k])].unit;
}

/* The same where there is a table. */
static uint32_t
look_up_run (const CopiaUnitTable *table, uint64_t base, const uint32_t *positions,
             uint32_t n, uint64_t *counts, uint32_t *touched)
{
    uint32_t new = 0;

    for (uint32_t k = 0; k < n; k++) {
        uint32_t piece = copia_unit_table_at (table, (uint32_t) base + positions[k]);
        uint32_t unit = table->units[piece];

        if (G_UNLIKELY (unit == COPIA_NONE))
            continue;
        touched[new] = unit;
        new += counts[unit]++ == 0;
    }
    return new;
}

/* How many of the n positions, at least 1, which rise, are below `border`.  Nothing is guessed,
 * and no search waits for the one before. */
static inline uint32_t
below (const uint32_t *positions, uint32_t n, uint64_t border)
{
    uint32_t least = (uint32_t) MIN (border, UINT32_MAX), from = 0;

    if (G_UNLIKELY (n != COPIA_PFOR_BLOCK)) {
        for (; n > 1; n -= n / 2)
            from += n / 2 * (positions[from + n / 2 - 1] < least);
        return from + (positions[from] < least);
    }
#define HALVE(n) from += (uint32_t) (positions[from + (n) -1] < least) * (n)
    HALVE (64);
    HALVE (32);
    HALVE (16);
    HALVE (8);
    HALVE (4);
    HALVE (2);
    HALVE (1);
#undef HALVE
    return from + (positions[from] < least);
}

/* Many postings for the pieces there are: each piece finds where it ends. */
static uint32_t
cut_run (const CopiaUnits *self, uint64_t base, const uint32_t *positions, uint32_t n,
         uint64_t *counts, uint32_t *touched)
{
    const CopiaPiece *pieces = (const CopiaPiece *) (const void *) self->pieces->data;
    size_t i = copia_units_piece_at (self, base + positions[0]);
    uint32_t new = 0, k = 0;

    for (; k < n && i < self->pieces->len; i++) {
        uint64_t start = MAX (pieces[i].start, base) - base;
        uint32_t unit = pieces[i].unit, end;

        if (G_UNLIKELY (start > positions[k]))
            k = below (positions, n, start);
        end = below (positions, n, pieces[i].end - base + 1);
        if (end <= k)
            continue;
        touched[new] = unit;
        new += counts[unit] == 0;
        counts[unit] += end - k;
        k = end;
    }
    return new;
}

static void
tally_by_step (const CopiaUnits *self, CopiaList *list, uint64_t from, uint64_t to,
               uint64_t *counts, GArray *touched, bool cut)
{
    bool more = from > 0 ? copia_list_seek (list, from) : copia_list_next (list);

    while (more && list->pos < to) {
        uint64_t base = list->base;
        const uint32_t *positions;
        uint32_t n = copia_list_run (list, &positions), new[COPIA_PFOR_BLOCK];

        while (base + positions[n - 1] >= to)
            n--;
        if (cut)
            n = cut_run (self, base, positions, n, counts, new);
        else if (self->table)
            n = look_up_run (self->table, base, positions, n, counts, new);
        else
            n = count_run (self, base, positions, n, counts, new);
        if (touched && n > 0)
            g_array_append_vals (touched, new, n);
        more = copia_list_next (list);
    }
}

/* Postings before `target`, of `freq` in all. */
static uint64_t
rank_at (CopiaList *list, uint64_t target, uint64_t freq)
{
    return copia_list_seek (list, target) ? copia_list_rank (list) : freq;
}

/* Many postings: the directory tells how many stand before the borders of a piece. */
static void
tally_by_rank (const CopiaUnits *self, CopiaList *list, uint64_t freq, uint64_t from,
               uint64_t to, uint64_t *counts, GArray *touched)
{
    uint64_t rank = 0, at = 0; /* postings before cpos `at` */

    for (size_t i = copia_units_piece_from (self, from); i < self->pieces->len; i++) {
        const CopiaPiece *piece = copia_units_piece (self, i);
        uint64_t start = MAX (piece->start, from), end = MIN (piece->end + 1, to);
        uint64_t before;

        if (start >= end)
            return;
        before = start > at ? rank_at (list, start, freq) : rank;
        rank = rank_at (list, end, freq);
        count (piece->unit, rank - before, counts, touched);
        at = end;
    }
}

/* Of a list with places that do not count, in a corpus seen through an attribute. */
static void
tally_words (const CopiaUnits *self, uint32_t id, CopiaList *list, uint64_t from,
             uint64_t to, uint64_t *counts, GArray *touched)
{
    const CopiaTokens *tokens = copia_index_tokens (self->scope.index);
    bool more = from > 0 ? copia_list_seek (list, from) : copia_list_next (list);

    for (; more && list->pos < to; more = copia_list_next (list)) {
        size_t i = copia_units_piece_at (self, list->pos);

        if (i < self->pieces->len && copia_units_piece (self, i)->start <= list->pos &&
            copia_tokens_get (tokens, list->pos) == id)
            count (copia_units_piece (self, i)->unit, 1, counts, touched);
    }
}

/* How the postings of a type are counted. */
typedef enum { BY_WORD, BY_RANK, BY_CUT, BY_STEP } Way;

static Way
way_of (const CopiaUnits *self, uint32_t id, uint64_t freq)
{
    if (copia_index_list_is_mixed (self->scope.index, id))
        return BY_WORD;
    if (freq / SEEK_COST > self->pieces->len)
        return BY_RANK;
    if ((!self->table && !self->brief) || freq / CUT_COST > self->pieces->len)
        return BY_CUT;
    return BY_STEP;
}

void
copia_units_tally (const CopiaUnits *self, uint32_t id, uint64_t from, uint64_t to,
                   uint64_t *counts, GArray *touched)
{
    uint64_t freq = copia_lexicon_freq (copia_index_lexicon (self->scope.index), id);
    CopiaList list = copia_postings_list (copia_index_postings (self->scope.index), id);
    Way way = way_of (self, id, freq);

    if (from >= to)
        return;
    if (way == BY_WORD)
        tally_words (self, id, &list, from, to, counts, touched);
    else if (way == BY_RANK)
        tally_by_rank (self, &list, freq, from, to, counts, touched);
    else
        tally_by_step (self, &list, from, to, counts, touched, way == BY_CUT);
}

/* Returns how many of the n positions lie in a unit.  The counter of one is written where the next
 * one may be read, so nothing else should wait. */
G_ALWAYS_INLINE static inline uint32_t
look_up_narrow (const CopiaUnitTable *table, uint64_t base, const uint32_t *positions,
                uint32_t n, bool plain, uint16_t *counts)
{
    const CopiaUnitTable here = *table; /* no counter is one of its members */
    uint32_t outside = 0;

    for (uint32_t k = 0; k < n; k++) {
        uint32_t unit = copia_unit_table_at (&here, (uint32_t) base + positions[k]);

        if (!plain)
            unit = here.units[unit];
        if (!plain && G_UNLIKELY (unit == COPIA_NONE))
            outside++;
        else
            counts[unit]++;
    }
    return n - outside;
}

static uint64_t
tally_narrow (const CopiaUnitTable *table, CopiaList *list, uint64_t from, uint64_t to,
              uint16_t *counts)
{
    bool more = from > 0 ? copia_list_seek (list, from) : copia_list_next (list);
    uint64_t hits = 0;

    while (more && list->pos < to) {
        uint64_t base = list->base;
        const uint32_t *positions;
        uint32_t n = copia_list_run (list, &positions);

        while (base + positions[n - 1] >= to)
            n--;
        hits += table->plain
                    ? look_up_narrow (table, base, positions, n, true, counts)
                    : look_up_narrow (table, base, positions, n, false, counts);
        more = copia_list_next (list);
    }
    return hits;
}

/* True: none of the counters went past what it holds, which would be missing. */
static bool
is_sum (const uint16_t *counts, uint32_t n, uint64_t hits)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < n && hits > UINT16_MAX; i++)
        sum += counts[i];
    return hits <= UINT16_MAX || sum == hits;
}

static bool
are_by_step (const CopiaUnits *self, const GArray *ids)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->scope.index);

    for (guint i = 0; i < ids->len; i++) {
        uint32_t id = g_array_index (ids, uint32_t, i);

        if (way_of (self, id, copia_lexicon_freq (lexicon, id)) != BY_STEP)
            return false;
    }
    return true;
}

bool
copia_units_tally_narrow (const CopiaUnits *self, const GArray *ids, uint64_t from,
                          uint64_t to, uint16_t *counts, uint64_t *hits)
{
    uint32_t n = self->units->len;

    *hits = 0;
    if (!self->table || !are_by_step (self, ids))
        return false;
    for (guint i = 0; i < ids->len && from < to; i++) {
        CopiaList list = copia_postings_list (copia_index_postings (self->scope.index),
                                              g_array_index (ids, uint32_t, i));

        *hits += tally_narrow (self->table, &list, from, to, counts);
    }
    if (is_sum (counts, n, *hits))
        return true;
    memset (counts, 0, n * sizeof *counts);
    return false;
}
