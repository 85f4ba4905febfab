/* gather.c - a map of bits, or a radix sort. */
#include "query/gather.h"

#include <string.h>

#define FEW 64             /* sorted by insertion */
#define BITS_A_POSITION 64 /* a bit map is taken up to so many bits for each position */

struct CopiaGathered {
    uint64_t from, to;
    uint64_t *map;  /* bit i: from + i; NULL: `sorted` */
    GArray *sorted; /* uint32_t: from + what it says */
};

/* By one byte, least significant first: the passes keep the order of those before. */
static void
sort_pass (const uint32_t *from, uint32_t *to, guint n, unsigned shift)
{
    uint32_t starts[256] = { 0 };
    uint32_t sum = 0;

    for (guint i = 0; i < n; i++)
        starts[from[i] >> shift & 255]++;
    for (unsigned i = 0; i < 256; i++) {
        uint32_t count = starts[i];

        starts[i] = sum;
        sum += count;
    }
    for (guint i = 0; i < n; i++)
        to[starts[from[i] >> shift & 255]++] = from[i];
}

static void
sort_few (uint32_t *values, guint n)
{
    for (guint i = 1; i < n; i++) {
        uint32_t value = values[i];
        guint at = i;

        for (; at > 0 && values[at - 1] > value; at--)
            values[at] = values[at - 1];
        values[at] = value;
    }
}

static void
sort_many (uint32_t *values, guint n)
{
    g_autofree uint32_t *other = g_new (uint32_t, n);
    uint32_t all = 0;

    for (guint i = 0; i < n; i++)
        all |= values[i];
    for (unsigned shift = 0; shift < 32 && all >> shift > 0; shift += 8) {
        sort_pass (values, other, n, shift);
        memcpy (values, other, n * sizeof *values);
    }
}

static void
sort (GArray *numbers)
{
    uint32_t *values = (uint32_t *) (void *) numbers->data;

    if (numbers->len < FEW)
        sort_few (values, numbers->len);
    else
        sort_many (values, numbers->len);
}

void
copia_gather_sort (GArray *numbers)
{
    uint32_t *values = (uint32_t *) (void *) numbers->data;
    guint n = 0;

    sort (numbers);
    for (guint i = 0; i < numbers->len; i++)
        if (n == 0 || values[i] != values[n - 1])
            values[n++] = values[i];
    g_array_set_size (numbers, n);
}

/* Positions of a run are base + what it says. */
static void
take_run (CopiaGathered *self, uint64_t base, const uint32_t *positions, uint32_t n)
{
    uint64_t shift = base - self->from; /* modulo 2^64 */
    uint32_t *sorted;

    while (n > 0 && base + positions[n - 1] >= self->to)
        n--;
    if (self->map) {
        for (uint32_t i = 0; i < n; i++) {
            uint64_t bit = shift + positions[i];

            self->map[bit / 64] |= (uint64_t) 1 << (bit % 64);
        }
        return;
    }
    g_array_set_size (self->sorted, self->sorted->len + n);
    sorted = &g_array_index (self->sorted, uint32_t, self->sorted->len - n);
    for (uint32_t i = 0; i < n; i++)
        sorted[i] = (uint32_t) (shift + positions[i]);
}

static void
gather (CopiaGathered *self, CopiaList list)
{
    bool more = copia_list_seek (&list, self->from);

    while (more && list.pos < self->to) {
        const uint32_t *positions;
        uint32_t n = copia_list_run (&list, &positions);

        take_run (self, list.base, positions, n);
        more = copia_list_next (&list);
    }
}

CopiaGathered *
copia_gathered_new (const CopiaPostings *postings, const GArray *ids, uint64_t freq,
                    uint64_t from, uint64_t to)
{
    CopiaGathered *self = g_new0 (CopiaGathered, 1);

    g_assert (to - from <= COPIA_GATHERED_MOST);
    self->from = from;
    self->to = to;
    if ((to - from) / BITS_A_POSITION <= freq)
        self->map = g_new0 (uint64_t, (to - from) / 64 + 1);
    else
        self->sorted = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    for (guint i = 0; i < ids->len; i++)
        gather (self, copia_postings_list (postings, g_array_index (ids, uint32_t, i)));
    if (self->sorted)
        sort (self->sorted);
    return self;
}

static uint32_t
fill_from_map (const CopiaGathered *self, uint64_t target, uint32_t *positions,
               uint32_t most)
{
    uint64_t at = target - self->from, words = (self->to - self->from) / 64 + 1;
    uint64_t word = at / 64, bits;
    uint32_t n = 0;

    bits = self->map[word] & UINT64_MAX << (at % 64);
    while (n + 64 <= most) {
        uint32_t base = (uint32_t) (word * 64);

        for (; bits; bits &= bits - 1)
            positions[n++] = base + (uint32_t) __builtin_ctzll (bits);
        if (++word >= words)
            return n;
        bits = self->map[word];
    }
    return n;
}

static uint32_t
fill_from_sorted (const CopiaGathered *self, uint64_t target, uint32_t *positions,
                  uint32_t most)
{
    const uint32_t *values = (const uint32_t *) (const void *) self->sorted->data;
    guint low = 0, high = self->sorted->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (self->from + values[middle] < target)
            low = middle + 1;
        else
            high = middle;
    }
    most = MIN (most, self->sorted->len - low);
    if (most > 0) /* an array without elements may be none */
        memcpy (positions, values + low, most * sizeof *positions);
    return most;
}

uint32_t
copia_gathered_fill (const CopiaGathered *self, uint64_t target, uint32_t *positions,
                     uint32_t most)
{
    if (target < self->from || target >= self->to)
        return 0;
    return self->map ? fill_from_map (self, target, positions, most)
                     : fill_from_sorted (self, target, positions, most);
}

void
copia_gathered_free (CopiaGathered *self)
{
    if (!self)
        return;
    g_free (self->map);
    g_clear_pointer (&self->sorted, g_array_unref);
    g_free (self);
}
