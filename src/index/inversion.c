/* inversion.c - ids of tokens to the positions of ids, a range of ids after the other.
 *
 * The lists of a range fit into the memory of a thread: each goes over all tokens and takes those
 * of its range, so that a corpus of any size is inverted within a budget.
 */
#include "index/columns.h"

#include "base/workers.h"
#include "index/pfor.h"

#include <string.h>

#define MOST_POSITIONS (1u << 24) /* of a range, unless one list has more */
#define LEAST_POSITIONS (1u << 16)

/* Ids [first, end) and how many positions they have; `end` of one is `first` of the next. */
typedef struct {
    uint32_t first, end;
    uint64_t positions;
} Range;

typedef struct {
    const CopiaColumn *column;
    CopiaContainerWriter *out;
    GArray *ranges; /* Range */
    uint32_t often; /* ids with more than one position */
    uint64_t *at;   /* of their lists */
    uint32_t *once; /* the positions of the others */
} Inversion;

/* The lists of a range, end to end. */
typedef struct {
    uint8_t *bytes;
    uint64_t *sizes; /* of each; NULL: they are single positions, as they are */
} Lists;

static uint64_t
positions_at_once (const CopiaColumn *column)
{
    uint64_t most = column->memory / (8 * (uint64_t) column->threads);

    if (column->memory == 0 || most > MOST_POSITIONS)
        most = MOST_POSITIONS;
    if (column->threads > 1) /* every thread gets some */
        most = MIN (most, column->n / (2 * column->threads) + 1);
    return MAX (most, LEAST_POSITIONS);
}

static void
add_ranges (Inversion *self, uint32_t id, uint32_t stop)
{
    const uint32_t *freq = self->column->freq;
    uint64_t most = positions_at_once (self->column);

    while (id < stop) {
        Range range = { id, id, 0 };

        do
            range.positions += freq[range.end++];
        while (range.end < stop && range.positions + freq[range.end] <= most);
        g_array_append_val (self->ranges, range);
        id = range.end;
    }
}

/* ---- positions ------------------------------------------------------------------------ */

/* The tokens of the range among `n` whose first has cpos `base`: first which, then where to. */
static void
take_positions (const Range *range, const uint32_t *values, size_t n, uint32_t base,
                uint32_t **next)
{
    uint32_t found[1024 + 1];
    const uint32_t ids = range->end - range->first;

    for (size_t from = 0; from < n; from += 1024) {
        size_t to = MIN (n, from + 1024), k = 0;

        for (size_t i = from; i < to; i++) {
            found[k] = (uint32_t) i;
            k += (values[i] & COPIA_ID_MASK) - range->first < ids;
        }
        for (size_t i = 0; i < k; i++)
            *next[(values[found[i]] & COPIA_ID_MASK) - range->first]++ =
                base + found[i];
    }
}

static uint32_t *
find_positions (const CopiaColumn *column, const Range *range)
{
    uint32_t ids = range->end - range->first;
    uint32_t *positions = g_new (uint32_t, range->positions), *at = positions;
    g_autofree uint32_t **next = g_new (uint32_t *, ids);
    g_autofree uint32_t *buffer = NULL;

    for (uint32_t i = 0; i < ids; i++) {
        next[i] = at;
        at += column->freq[range->first + i];
    }
    if (column->ids) {
        take_positions (range, column->ids, column->n, 0, next);
        return positions;
    }
    buffer = g_new (uint32_t, COPIA_NUMBERS_BLOCK);
    for (uint64_t block = 0; block < copia_numbers_blocks (column->numbers); block++) {
        size_t n;
        const uint32_t *values =
            copia_numbers_block (column->numbers, block, buffer, &n);

        take_positions (range, values, n, (uint32_t) (block << COPIA_NUMBERS_SHIFT),
                        next);
    }
    return positions;
}

/* ---- lists ---------------------------------------------------------------------------- */

/* One list: skips, blocks, tail.  Returns its end; there is room. */
static uint8_t *
put_list (uint8_t *bytes, const uint32_t *values, uint32_t n)
{
    uint32_t blocks = n / COPIA_PFOR_BLOCK, rest = n % COPIA_PFOR_BLOCK;
    uint32_t base = COPIA_PFOR_START, end = 0;
    size_t skips = (size_t) blocks * 8;

    for (size_t block = 0; block < blocks; block++, values += COPIA_PFOR_BLOCK) {
        end += (uint32_t) copia_pfor_encode (values, base, bytes + skips + end);
        base = values[COPIA_PFOR_BLOCK - 1];
        memcpy (bytes + block * 8, &base, 4);
        memcpy (bytes + block * 8 + 4, &end, 4);
    }
    if (rest > 0)
        end +=
            (uint32_t) copia_pfor_encode_tail (values, rest, base, bytes + skips + end);
    return bytes + skips + end;
}

static size_t
room_for_list (uint32_t n)
{
    return (size_t) (n / COPIA_PFOR_BLOCK) * (8 + COPIA_PFOR_BLOCK_BOUND) +
           COPIA_PFOR_TAIL_BOUND (COPIA_PFOR_BLOCK);
}

static void *
invert (void *data, unsigned thread, size_t job)
{
    const Inversion *self = data;
    const Range *range = &g_array_index (self->ranges, Range, job);
    g_autofree uint32_t *positions = find_positions (self->column, range);
    const uint32_t *freq = self->column->freq + range->first, *values = positions;
    uint32_t ids = range->end - range->first;
    Lists *lists = g_new0 (Lists, 1);
    size_t used = 0, room = 0;

    (void) thread;
    if (range->first >= self->often) {
        lists->bytes = (uint8_t *) g_steal_pointer (&positions);
        return lists;
    }
    lists->sizes = g_new (uint64_t, ids);
    for (uint32_t i = 0; i < ids; values += freq[i], i++) {
        uint8_t *end;

        if (used + room_for_list (freq[i]) > room) {
            room = used + room_for_list (freq[i]) + range->positions * 3 / 2;
            lists->bytes = g_realloc (lists->bytes, room);
        }
        end = put_list (lists->bytes + used, values, freq[i]);
        lists->sizes[i] = (uint64_t) (end - (lists->bytes + used));
        used += lists->sizes[i];
    }
    return lists;
}

static bool
take_lists (void *data, size_t job, void *result)
{
    Inversion *self = data;
    const Range *range = &g_array_index (self->ranges, Range, job);
    Lists *lists = result;

    for (uint32_t id = range->first; id < range->end && lists->sizes; id++)
        self->at[id + 1] = self->at[id] + lists->sizes[id - range->first];
    if (lists->sizes)
        copia_container_put (self->out, lists->bytes,
                             self->at[range->end] - self->at[range->first]);
    else
        memcpy (self->once + (range->first - self->often), lists->bytes,
                range->positions * sizeof (uint32_t));
    g_free (lists->bytes);
    g_free (lists->sizes);
    g_free (lists);
    return true;
}

void
copia_column_write_postings (CopiaContainerWriter *out, const char *prefix,
                             const CopiaColumn *column)
{
    char name[COPIA_NAME_SIZE];
    g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
    Inversion self = { .column = column, .out = out, .ranges = ranges };
    const CopiaWork work = { .data = &self, .work = invert, .take = take_lists };
    uint32_t once;

    while (self.often < column->types && column->freq[self.often] > 1)
        self.often++;
    once = column->types - self.often;
    add_ranges (&self, 0, self.often);
    add_ranges (&self, self.often, column->types);
    self.at = g_new0 (uint64_t, self.often + 1u);
    self.once = g_new (uint32_t, once + 1u);
    copia_container_begin (out, copia_column_section (name, prefix, "post.bytes"), 1);
    (void) copia_workers_run (&work, column->threads, ranges->len);
    copia_container_end (out, self.at[self.often]);
    copia_ints_write64 (out, copia_column_section (name, prefix, "post.at"), self.at,
                        self.often + 1u);
    copia_ints_write (out, copia_column_section (name, prefix, "post.once"), self.once,
                      once, 1);
    g_free (self.at);
    g_free (self.once);
}
