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
    GArray *ranges;       /* Range */
    uint32_t **positions; /* of a range, a thread; NULL: none was inverted yet */
    uint64_t most;        /* of a range that is held; one with more is one list */
    uint32_t often;       /* ids with more than one position */
    uint64_t *at;         /* of their lists */
    uint32_t *once;       /* the positions of the others */
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
        if (range.positions <= most)
            self->most = MAX (self->most, range.positions);
        id = range.end;
    }
}

/* ---- positions ------------------------------------------------------------------------ */

#define STEP 1024 /* tokens looked at before those of the range are counted in */

typedef uint32_t Quad __attribute__ ((vector_size (16)));

/* For each set of four, which are in it; behind them anything. */
static const uint16_t members[16][4] = {
    { 0 },    { 0 },       { 1 },       { 0, 1 },       { 2 },    { 0, 2 },
    { 1, 2 }, { 0, 1, 2 }, { 3 },       { 0, 3 },       { 1, 3 }, { 0, 1, 3 },
    { 2, 3 }, { 0, 2, 3 }, { 1, 2, 3 }, { 0, 1, 2, 3 },
};
static const uint8_t sizes[16] = { 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4 };

/* Which of four values are ids of the range, a bit each. */
static inline unsigned
which_of_four (const uint32_t *values, uint32_t first, uint32_t ids)
{
    static const Quad bits = { 1, 2, 4, 8 };
    uint64_t halves[2];
    Quad four;

    memcpy (&four, values, sizeof four);
    four = (Quad) ((four & COPIA_ID_MASK) - first < ids) & bits;
    memcpy (halves, &four, sizeof halves);
    halves[0] |= halves[1];
    return (unsigned) (halves[0] | halves[0] >> 32) & 15;
}

/* The places of ids of the range among n <= STEP values; there is room for four more. */
static size_t
find_tokens (const Range *range, const uint32_t *values, size_t n, uint16_t *found)
{
    const uint32_t first = range->first, ids = range->end - range->first;
    size_t k = 0, i = 0;

    for (; i + 4 <= n; i += 4) {
        unsigned which = which_of_four (&values[i], first, ids);

        for (unsigned m = 0; m < 4; m++)
            found[k + m] = (uint16_t) (members[which][m] + i);
        k += sizes[which];
    }
    for (; i < n; i++) {
        found[k] = (uint16_t) i;
        k += (values[i] & COPIA_ID_MASK) - first < ids;
    }
    return k;
}

/* The tokens of the range among `n` whose first has cpos `base`: first which, then where to. */
static void
take_positions (const Range *range, const uint32_t *values, size_t n, uint32_t base,
                uint32_t **next)
{
    uint16_t found[STEP + 4];

    for (size_t from = 0; from < n; from += STEP, values += STEP, base += STEP) {
        size_t k = find_tokens (range, values, MIN (n - from, STEP), found);

        for (size_t i = 0; i < k; i++)
            *next[(values[found[i]] & COPIA_ID_MASK) - range->first]++ =
                base + found[i];
    }
}

/* What is done with tokens that follow each other, the first of which has cpos `base`. */
typedef void (*Take) (void *data, const uint32_t *values, size_t n, uint32_t base);

static void
walk_tokens (const CopiaColumn *column, Take take, void *data)
{
    g_autofree uint32_t *buffer = NULL;

    if (column->ids) {
        take (data, column->ids, column->n, 0);
        return;
    }
    buffer = g_new (uint32_t, COPIA_NUMBERS_BLOCK);
    for (uint64_t block = 0; block < copia_numbers_blocks (column->numbers); block++) {
        size_t n;
        const uint32_t *values =
            copia_numbers_block (column->numbers, block, buffer, &n);

        take (data, values, n, (uint32_t) (block << COPIA_NUMBERS_SHIFT));
    }
}

typedef struct {
    const Range *range;
    uint32_t **next;
} Finding;

static void
find_here (void *data, const uint32_t *values, size_t n, uint32_t base)
{
    const Finding *self = data;

    take_positions (self->range, values, n, base, self->next);
}

static void
find_positions (const CopiaColumn *column, const Range *range, uint32_t *at)
{
    uint32_t ids = range->end - range->first;
    g_autofree uint32_t **next = g_new (uint32_t *, ids);
    Finding finding = { range, next };

    for (uint32_t i = 0; i < ids; i++) {
        next[i] = at;
        at += column->freq[range->first + i];
    }
    walk_tokens (column, find_here, &finding);
}

/* ---- lists ---------------------------------------------------------------------------- */

/* A list on its way: skips, blocks, tail; there is room. */
typedef struct {
    uint8_t *skip, *blocks; /* the next skip; where the blocks begin */
    uint32_t base, end;     /* of them */
} Listing;

static Listing
begin_list (uint8_t *bytes, uint32_t n)
{
    return (Listing){ bytes, bytes + (size_t) (n / COPIA_PFOR_BLOCK) * 8,
                      COPIA_PFOR_START, 0 };
}

static void
put_block (Listing *self, const uint32_t *values)
{
    self->end +=
        (uint32_t) copia_pfor_encode (values, self->base, self->blocks + self->end);
    self->base = values[COPIA_PFOR_BLOCK - 1];
    memcpy (self->skip, &self->base, 4);
    memcpy (self->skip + 4, &self->end, 4);
    self->skip += 8;
}

/* With the last values, which make no block; returns where it ends. */
static uint8_t *
end_list (Listing *self, const uint32_t *values, uint32_t rest)
{
    uint8_t *end = self->blocks + self->end;

    return rest > 0 ? end + copia_pfor_encode_tail (values, rest, self->base, end)
                    : end;
}

static uint8_t *
put_list (uint8_t *bytes, const uint32_t *values, uint32_t n)
{
    Listing list = begin_list (bytes, n);

    for (uint32_t i = n / COPIA_PFOR_BLOCK; i > 0; i--, values += COPIA_PFOR_BLOCK)
        put_block (&list, values);
    return end_list (&list, values, n % COPIA_PFOR_BLOCK);
}

static size_t
room_for_list (uint32_t n)
{
    return (size_t) (n / COPIA_PFOR_BLOCK) * (8 + COPIA_PFOR_BLOCK_BOUND) +
           COPIA_PFOR_TAIL_BOUND (COPIA_PFOR_BLOCK);
}

/* ---- a list that is too long to be held -------------------------------------------------- */

typedef struct {
    const Range *range; /* one id */
    Listing list;
    uint32_t n, values[COPIA_PFOR_BLOCK]; /* that make no block yet */
} Streaming;

static void
stream_here (void *data, const uint32_t *values, size_t n, uint32_t base)
{
    Streaming *self = data;
    uint16_t found[STEP + 4];

    for (size_t from = 0; from < n; from += STEP, values += STEP, base += STEP) {
        size_t k = find_tokens (self->range, values, MIN (n - from, STEP), found);

        for (size_t i = 0; i < k; i++) {
            self->values[self->n++] = base + found[i];
            if (self->n == COPIA_PFOR_BLOCK) {
                put_block (&self->list, self->values);
                self->n = 0;
            }
        }
    }
}

static Lists *
stream_list (const Inversion *self, const Range *range)
{
    const uint32_t n = self->column->freq[range->first];
    Lists *lists = g_new0 (Lists, 1);
    Streaming streaming = { .range = range };

    lists->bytes = g_malloc (room_for_list (n));
    lists->sizes = g_new (uint64_t, 1);
    streaming.list = begin_list (lists->bytes, n);
    walk_tokens (self->column, stream_here, &streaming);
    lists->sizes[0] =
        (uint64_t) (end_list (&streaming.list, streaming.values, streaming.n) -
                    lists->bytes);
    return lists;
}

/* ---- sharing ------------------------------------------------------------------------------ */

/* The thread's own. */
static uint32_t *
positions_of (const Inversion *self, unsigned thread)
{
    if (!self->positions[thread])
        self->positions[thread] = g_new (uint32_t, self->most);
    return self->positions[thread];
}

static void *
invert (void *data, unsigned thread, size_t job)
{
    const Inversion *self = data;
    const Range *range = &g_array_index (self->ranges, Range, job);
    uint32_t *positions = positions_of (self, thread);
    const uint32_t *freq = self->column->freq + range->first, *values = positions;
    uint32_t ids = range->end - range->first;
    Lists *lists;
    size_t used = 0, room = 0;

    if (range->positions > self->most)
        return stream_list (self, range);
    lists = g_new0 (Lists, 1);
    find_positions (self->column, range, positions);
    if (range->first >= self->often) {
        lists->bytes = g_memdup2 (positions, range->positions * sizeof *positions);
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
    self.positions = g_new0 (uint32_t *, column->threads);
    copia_container_begin (out, copia_column_section (name, prefix, "post.bytes"), 1);
    (void) copia_workers_run (&work, column->threads, ranges->len);
    copia_container_end (out, self.at[self.often]);
    copia_ints_write64 (out, copia_column_section (name, prefix, "post.at"), self.at,
                        self.often + 1u);
    copia_ints_write (out, copia_column_section (name, prefix, "post.once"), self.once,
                      once, 1);
    for (unsigned i = 0; i < column->threads; i++)
        g_free (self.positions[i]);
    g_free (self.positions);
    g_free (self.at);
    g_free (self.once);
}
