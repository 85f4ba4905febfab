/* units.c - pieces of a corpus and the units they belong to. */
#include "study/units-private.h"

#include "study/division.h"
#include "study/parts.h"

#define AHEAD 8  /* pieces whose borders are on their way from memory */
#define SOME 512 /* pieces weighed by one thread, at a time */

/* Blocks so short that few hold a border, as long as they stay in a cache. */
#define BLOCKS_A_PIECE 8
#define MOST_BLOCKS (1u << 20)

static CopiaUnits *
units_new (const CopiaScope *scope)
{
    CopiaUnits *self = g_new0 (CopiaUnits, 1);

    pthread_mutex_init (&self->lock, NULL);
    self->scope = *scope;
    self->units = g_array_new (FALSE, TRUE, sizeof (CopiaUnit));
    self->pieces = g_array_new (FALSE, FALSE, sizeof (CopiaPiece));
    return self;
}

static uint32_t
add_unit (CopiaUnits *self, CopiaUnit unit)
{
    g_array_append_val (self->units, unit);
    return self->units->len - 1;
}

static void
add_piece (CopiaUnits *self, uint64_t start, uint64_t end, uint32_t unit)
{
    CopiaPiece piece = { start, end, unit };

    g_array_append_val (self->pieces, piece);
}

static void
shorten (CopiaUnits *self)
{
    self->brief = g_new (CopiaShortPiece, self->pieces->len + 1);
    self->brief[self->pieces->len] = (CopiaShortPiece){ UINT32_MAX, UINT32_MAX, 0 };
    for (guint i = 0; i < self->pieces->len; i++) {
        const CopiaPiece *piece = copia_units_piece (self, i);

        self->brief[i] = (CopiaShortPiece){ (uint32_t) piece->start,
                                            (uint32_t) piece->end, piece->unit };
    }
}

static void
find_blocks (CopiaUnits *self)
{
    uint64_t size = copia_index_tokens (self->scope.index)->size, n;
    uint64_t most = MIN ((uint64_t) self->pieces->len * BLOCKS_A_PIECE, MOST_BLOCKS);
    size_t piece = 0;

    while (size >> self->shift > most)
        self->shift++;
    n = (size >> self->shift) + 1;
    self->blocks = g_new (uint32_t, n);
    self->n_blocks = n;
    for (uint64_t i = 0; i < n; i++) {
        while (piece < self->pieces->len &&
               copia_units_piece (self, piece)->end < i << self->shift)
            piece++;
        self->blocks[i] = (uint32_t) piece;
    }
    self->table = copia_unit_table_new (self, size);
    if (!self->table && size <= UINT32_MAX)
        shorten (self);
}

CopiaUnits *
copia_units_whole (const CopiaScope *scope)
{
    CopiaUnits *self = units_new (scope);
    uint32_t unit =
        add_unit (self, (CopiaUnit){ copia_scope_words (scope), COPIA_NONE, false });

    for (size_t i = 0; i < scope->n; i++) {
        CopiaSpan span = copia_scope_span (scope, i);

        add_piece (self, span.start, span.end, unit);
    }
    self->known = true;
    find_blocks (self);
    return self;
}

/* The unit of a region, new or the one met last. */
static uint32_t
unit_of (CopiaUnits *self, uint32_t region)
{
    guint n = self->units->len;

    if (n > 0 && g_array_index (self->units, CopiaUnit, n - 1).region == region)
        return n - 1;
    return add_unit (self, (CopiaUnit){ 0, region, false });
}

/* Pieces of one range of the scope; COPIA_NONE stands for the unit of what is left over. */
static void
cut_span (CopiaUnits *self, const CopiaRegions *regions, CopiaSpan span)
{
    uint64_t at = span.start;

    for (uint32_t i = copia_regions_from (regions, span.start); at <= span.end; i++) {
        uint64_t start, end;

        if (i >= copia_regions_count (regions) ||
            copia_regions_start (regions, i) > span.end) {
            add_piece (self, at, span.end, COPIA_NONE);
            return;
        }
        start = MAX (copia_regions_start (regions, i), at);
        end = MIN (copia_regions_end (regions, i), span.end);
        if (end < start) /* the index lies; it was blamed or will be by its checksum */
            continue;
        if (start > at)
            add_piece (self, at, start - 1, COPIA_NONE);
        add_piece (self, start, end, unit_of (self, i));
        at = end + 1;
    }
}

/* Gives what was left over its unit. */
static void
settle (CopiaUnits *self)
{
    uint32_t outside = COPIA_NONE;

    for (guint i = 0; i < self->pieces->len; i++) {
        CopiaPiece *piece = &g_array_index (self->pieces, CopiaPiece, i);

        if (piece->unit != COPIA_NONE)
            continue;
        if (outside == COPIA_NONE)
            outside = add_unit (self, (CopiaUnit){ 0, COPIA_NONE, true });
        piece->unit = outside;
    }
}

/* The words of the pieces [first, end), added up by unit. */
static void
weigh_some (const CopiaUnits *self, guint first, guint end, uint64_t *sums)
{
    const CopiaTokens *tokens = copia_index_tokens (self->scope.index);
    uint64_t at = 0, before = 0; /* words before cpos `at` */

    for (guint i = first; i < end; i++) {
        const CopiaPiece *piece = copia_units_piece (self, i);
        uint64_t words;

        if (i + AHEAD < end)
            copia_tokens_prefetch_words (tokens,
                                         copia_units_piece (self, i + AHEAD)->end + 1);
        if (piece->start != at)
            before = copia_tokens_words_before (tokens, piece->start);
        at = piece->end + 1;
        words = copia_tokens_words_before (tokens, at);
        sums[piece->unit] += words - before;
        before = words;
    }
}

void
copia_units_weigh (const CopiaUnits *self)
{
    CopiaUnits *shared = (CopiaUnits *) self;
    guint pieces = self->pieces->len, units = self->units->len, first;
    g_autofree uint64_t *sums = g_new0 (uint64_t, MAX (units, 1));

    while (!self->known && (first = atomic_fetch_add (&shared->next, SOME)) < pieces)
        weigh_some (self, first, MIN (first + SOME, pieces), sums);
    pthread_mutex_lock (&shared->lock);
    for (guint unit = 0; unit < units; unit++)
        g_array_index (self->units, CopiaUnit, unit).words += sums[unit];
    pthread_mutex_unlock (&shared->lock);
}

/* A unit a value that stands in the scope, in the order of the values; returns the unit of each
 * region that was one, COPIA_NONE where it has no value. */
static uint32_t *
gather_values (CopiaUnits *self, const CopiaDivision *by)
{
    g_autofree uint32_t *orders = copia_division_orders (by, NULL);
    size_t n_values = copia_regions_values (by->regions, by->attribute)->count;
    g_autofree uint32_t *first = g_new (uint32_t, n_values + 1); /* region, by order */
    uint32_t *units = g_new (uint32_t, self->units->len + 1);
    guint n = self->units->len;

    memset (first, 0xFF, (n_values + 1) * sizeof *first);
    for (guint i = n; i-- > 0;) {
        uint32_t region = g_array_index (self->units, CopiaUnit, i).region;
        uint64_t value =
            copia_regions_value_number (by->regions, by->attribute, region);

        units[i] = value > 0 && value <= n_values ? orders[value] : COPIA_NONE;
        if (units[i] != COPIA_NONE)
            first[units[i]] = region;
    }
    g_array_set_size (self->units, 0);
    for (size_t order = 0; order < n_values; order++)
        orders[order] = first[order] == COPIA_NONE
                            ? COPIA_NONE
                            : add_unit (self, (CopiaUnit){ 0, first[order], false });
    for (guint i = 0; i < n; i++)
        units[i] = units[i] == COPIA_NONE ? COPIA_NONE : orders[units[i]];
    return units;
}

/* Whether a unit has pieces on both sides of one of another. */
static bool
come_again (const CopiaUnits *self)
{
    g_autofree bool *seen = g_new0 (bool, self->units->len + 1);
    uint32_t last = COPIA_NONE;

    for (guint i = 0; i < self->pieces->len; i++) {
        uint32_t unit = copia_units_piece (self, i)->unit;

        if (unit == COPIA_NONE || unit == last)
            continue;
        if (seen[unit])
            return true;
        seen[unit] = true;
        last = unit;
    }
    return false;
}

/* Puts together what shares a value, and pieces of a unit that touch. */
static void
merge_values (CopiaUnits *self, const CopiaDivision *by)
{
    g_autofree uint32_t *units = gather_values (self, by);
    guint kept = 0;

    for (guint i = 0; i < self->pieces->len; i++) {
        CopiaPiece piece = g_array_index (self->pieces, CopiaPiece, i);
        CopiaPiece *last =
            kept > 0 ? &g_array_index (self->pieces, CopiaPiece, kept - 1) : NULL;

        if (piece.unit != COPIA_NONE)
            piece.unit = units[piece.unit];
        if (last && last->unit == piece.unit && last->end + 1 == piece.start)
            last->end = piece.end;
        else
            g_array_index (self->pieces, CopiaPiece, kept++) = piece;
    }
    g_array_set_size (self->pieces, kept);
    self->recur = come_again (self);
}

static CopiaUnits *
units_divided (const CopiaScope *scope, const CopiaDivision *by)
{
    CopiaUnits *self = units_new (scope);

    for (size_t i = 0; i < scope->n; i++)
        cut_span (self, by->regions, copia_scope_span (scope, i));
    if (by->attribute != COPIA_NONE)
        merge_values (self, by);
    settle (self);
    find_blocks (self);
    return self;
}

CopiaUnits *
copia_units_regions (const CopiaScope *scope, const CopiaRegions *regions)
{
    const CopiaDivision by = { regions, COPIA_NONE };

    return units_divided (scope, &by);
}

CopiaUnits *
copia_units_by (const CopiaScope *scope, const char *by, GError **error)
{
    CopiaDivision division;

    if (!copia_division_read (&division, scope->index, by, error))
        return NULL;
    return units_divided (scope, &division);
}

/* Where word number `nth` of the scope stands, given that it is in range i or behind it;
 * `before` counts the words of the ranges before i. */
static uint64_t
find_word (const CopiaScope *scope, size_t *i, uint64_t *before, uint64_t nth)
{
    const CopiaTokens *tokens = copia_index_tokens (scope->index);

    for (; *i < scope->n; ++*i) {
        CopiaSpan span = copia_scope_span (scope, *i);
        uint64_t words = copia_words_between (scope->index, span.start, span.end);

        if (nth - *before < words)
            return copia_tokens_nth_word (
                tokens, copia_tokens_words_before (tokens, span.start) + nth - *before);
        *before += words;
    }
    return tokens->size;
}

/* Cuts the scope at the borders of slices: slice k holds [borders[k], borders[k + 1]). */
static void
cut_slices (CopiaUnits *self, const uint64_t *borders, uint32_t n)
{
    uint32_t slice = 0;

    for (size_t i = 0; i < self->scope.n; i++) {
        CopiaSpan span = copia_scope_span (&self->scope, i);

        for (uint64_t at = span.start; at <= span.end;) {
            uint64_t end;

            while (slice + 1 < n && borders[slice + 1] <= at)
                slice++;
            end = slice + 1 < n ? MIN (span.end, borders[slice + 1] - 1) : span.end;
            add_piece (self, at, end, slice);
            at = end + 1;
        }
    }
}

CopiaUnits *
copia_units_slices (const CopiaScope *scope, uint32_t n)
{
    CopiaUnits *self = units_new (scope);
    uint64_t words = copia_scope_words (scope), before = 0;
    g_autofree uint64_t *borders = g_new0 (uint64_t, n);
    size_t i = 0;

    for (uint32_t k = 0; k < n; k++) {
        uint64_t first = words * k / n, last = words * (k + 1) / n;

        borders[k] = k > 0 ? find_word (scope, &i, &before, first) : 0;
        add_unit (self, (CopiaUnit){ last - first, COPIA_NONE, false });
    }
    self->known = true;
    cut_slices (self, borders, n);
    find_blocks (self);
    return self;
}

void
copia_units_free (CopiaUnits *self)
{
    if (!self)
        return;
    pthread_mutex_destroy (&self->lock);
    g_array_unref (self->units);
    g_array_unref (self->pieces);
    g_free (self->blocks);
    copia_unit_table_free (self->table);
    g_free (self->brief);
    g_free (self);
}

uint32_t
copia_units_count (const CopiaUnits *self)
{
    return self->units->len;
}

uint64_t
copia_units_words (const CopiaUnits *self, uint32_t unit)
{
    gsize *weighed = (gsize *) &self->weighed;

    if (g_once_init_enter (weighed)) {
        copia_units_weigh (self);
        g_once_init_leave (weighed, 1);
    }
    return g_array_index (self->units, CopiaUnit, unit).words;
}

uint32_t
copia_units_region (const CopiaUnits *self, uint32_t unit)
{
    return g_array_index (self->units, CopiaUnit, unit).region;
}

bool
copia_units_is_outside (const CopiaUnits *self, uint32_t unit)
{
    return g_array_index (self->units, CopiaUnit, unit).outside;
}

bool
copia_units_recur (const CopiaUnits *self)
{
    return self->recur;
}

size_t
copia_units_n_pieces (const CopiaUnits *self)
{
    return self->pieces->len;
}

const CopiaPiece *
copia_units_piece (const CopiaUnits *self, size_t i)
{
    return &g_array_index (self->pieces, CopiaPiece, i);
}

size_t
copia_units_piece_from (const CopiaUnits *self, uint64_t cpos)
{
    return cpos < copia_index_tokens (self->scope.index)->size
               ? copia_units_piece_at (self, cpos)
               : self->pieces->len;
}
