/* unit-table.c - pieces to blocks. */
#include "study/unit-table.h"

/* Blocks so short that few hold a border, as long as they stay in a cache. */
#define BLOCKS_A_PIECE 8
#define MOST_BLOCKS (1u << 20)
#define LONGEST 15 /* bits of a place in a block */

/* What lies between two pieces is one too. */
static bool
add (CopiaUnitTable *self, uint32_t *n, uint64_t end, uint32_t unit)
{
    if (*n == COPIA_TABLE_PIECE)
        return false;
    self->ends[*n] = (uint32_t) end;
    self->units[(*n)++] = unit;
    return true;
}

/* False: there are too many. */
static bool
find_pieces (CopiaUnitTable *self, const CopiaUnits *units, uint64_t size)
{
    size_t pieces = copia_units_n_pieces (units);
    uint64_t at = 0;
    uint32_t n = 0;

    self->ends = g_new (uint32_t, 2 * pieces + 1);
    self->units = g_new (uint32_t, 2 * pieces + 1);
    self->plain = true;
    for (size_t i = 0; i < pieces; i++) {
        const CopiaPiece *piece = copia_units_piece (units, i);

        self->plain = self->plain && piece->start == at && piece->unit == i;
        if ((piece->start > at && !add (self, &n, piece->start - 1, COPIA_NONE)) ||
            !add (self, &n, piece->end, piece->unit))
            return false;
        at = piece->end + 1;
    }
    self->plain = self->plain && at == size;
    return at == size || add (self, &n, size - 1, COPIA_NONE);
}

static void
find_blocks (CopiaUnitTable *self, size_t pieces, uint64_t size)
{
    uint64_t most = MIN ((uint64_t) pieces * BLOCKS_A_PIECE, MOST_BLOCKS), n;
    uint32_t piece = 0;

    while (size >> self->shift > most && self->shift < LONGEST)
        self->shift++;
    n = (size >> self->shift) + 1;
    self->blocks = g_new (uint32_t, n);
    for (uint64_t i = 0; i << self->shift < size; i++) {
        uint64_t first = i << self->shift, last = first + (1u << self->shift) - 1;
        uint32_t border, many = 0;

        last = MIN (last, size - 1);
        while (self->ends[piece] < first)
            piece++;
        border = (uint32_t) (MIN (self->ends[piece], last) - first);
        if (self->ends[piece] < last && self->ends[piece + 1] < last)
            many = COPIA_TABLE_MANY;
        self->blocks[i] = piece | border << COPIA_TABLE_BORDER | many;
    }
}

CopiaUnitTable *
copia_unit_table_new (const CopiaUnits *units, uint64_t size)
{
    size_t pieces = copia_units_n_pieces (units);
    CopiaUnitTable *self;

    if (pieces == 0 || pieces >= COPIA_TABLE_PIECE || size > UINT32_MAX ||
        size >> LONGEST > (uint64_t) pieces * BLOCKS_A_PIECE)
        return NULL;
    self = g_new0 (CopiaUnitTable, 1);
    if (!find_pieces (self, units, size)) {
        copia_unit_table_free (self);
        return NULL;
    }
    find_blocks (self, pieces, size);
    return self;
}

void
copia_unit_table_free (CopiaUnitTable *self)
{
    if (!self)
        return;
    g_free (self->blocks);
    g_free (self->ends);
    g_free (self->units);
    g_free (self);
}
