/* words-spread.c - postings to units, word by word. */
#include "study/words-spread.h"

#include "base/workers.h"
#include "index/view.h"

#include <math.h>

#define WORTH 300000 /* tokens to be counted that are worth a thread */
#define JOBS 8       /* a thread, so that none is left with the longest */
#define MOST 256     /* words of a job */

/* What one thread counts with. */
typedef struct {
    uint64_t *counts; /* by unit, zero between words */
    GArray *touched;  /* uint32_t: units whose count is not */
} Counter;

/* Deviation of proportions: half the sum of |v/f - w/N| over all units (S. Th. Gries 2008,
 * IJCL 13(4), p. 415).  Units without the word add w/N each, so only the others are visited. */
static double
deviation (const CopiaWordUnits *self, const Counter *counter)
{
    double sum = 0, rest = 1, count = 0, words = (double) self->inside;
    const GArray *touched = counter->touched;

    for (guint i = 0; i < touched->len; i++)
        count += (double) counter->counts[g_array_index (touched, uint32_t, i)];
    if (count == 0)
        return NAN;
    for (guint i = 0; i < touched->len; i++) {
        uint32_t unit = g_array_index (touched, uint32_t, i);
        double share = (double) copia_units_words (self->units, unit) / words;

        sum += fabs ((double) counter->counts[unit] / count - share);
        rest -= share;
    }
    return CLAMP ((sum + MAX (rest, 0)) / 2, 0, 1);
}

static int
compare_units (const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return x < y ? -1 : x > y;
}

/* Sums are made in one order.  A word of many units is found in all of them again sooner than
 * they are sorted. */
static void
sort_touched (Counter *self, uint32_t units)
{
    guint n = 0;

    if (self->touched->len < units / 16) {
        g_array_sort (self->touched, compare_units);
        return;
    }
    g_array_set_size (self->touched, units);
    for (uint32_t unit = 0; unit < units; unit++) {
        g_array_index (self->touched, uint32_t, n) = unit;
        n += self->counts[unit] > 0;
    }
    g_array_set_size (self->touched, n);
}

/* Whether all that the item is are words; of a value that words have, marks may have it too. */
static bool
is_of_words (const CopiaWordUnits *self, uint32_t item)
{
    return !copia_index_seen (self->index) && copia_tally_is_word (self->tally, item);
}

/* A mark may stand where there is no word, and no rate. */
static void
leave_out_wordless (const CopiaWordUnits *self, Counter *counter)
{
    guint n = 0;

    for (guint i = 0; i < counter->touched->len; i++) {
        uint32_t unit = g_array_index (counter->touched, uint32_t, i);

        if (copia_units_words (self->units, unit) > 0)
            g_array_index (counter->touched, uint32_t, n++) = unit;
        else
            counter->counts[unit] = 0;
    }
    g_array_set_size (counter->touched, n);
}

/* What stands outside all regions is left out. */
static void
tally (const CopiaWordUnits *self, Counter *counter, uint32_t item)
{
    uint64_t size = copia_index_tokens (self->index)->size;
    uint32_t last = copia_units_count (self->units) - 1, first, end;

    copia_tally_types (self->tally, item, &first, &end);
    for (; first < end; first++)
        copia_units_tally (self->units, copia_tally_id (self->tally, first), 0, size,
                           counter->counts, counter->touched);
    sort_touched (counter, last + 1);
    if (copia_units_is_outside (self->units, last) && counter->counts[last] > 0) {
        counter->counts[last] = 0;
        g_array_set_size (counter->touched, counter->touched->len - 1);
    }
    if (!is_of_words (self, item))
        leave_out_wordless (self, counter);
}

static void
forget (Counter *self)
{
    for (guint i = 0; i < self->touched->len; i++)
        self->counts[g_array_index (self->touched, uint32_t, i)] = 0;
    g_array_set_size (self->touched, 0);
}

/* The unit that holds most of the item, of those that are regions. */
static CopiaClump
clump_of (const Counter *self)
{
    CopiaClump clump = { 0, 0, 0 };

    for (guint i = 0; i < self->touched->len; i++) {
        uint32_t unit = g_array_index (self->touched, uint32_t, i);

        clump.hits += self->counts[unit];
        if (self->counts[unit] > clump.most) {
            clump.most = self->counts[unit];
            clump.unit = unit;
        }
    }
    return clump;
}

static CopiaWordSpread
spread_of (const CopiaWordUnits *self, Counter *counter, uint32_t item)
{
    CopiaWordSpread spread;

    tally (self, counter, item);
    spread.range = counter->touched->len;
    spread.dp = deviation (self, counter);
    spread.clump = clump_of (counter);
    return spread;
}

CopiaWordSpread
copia_word_spread (const CopiaWordUnits *self, uint32_t item, uint64_t *counts)
{
    g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    Counter counter = { counts, touched };

    return spread_of (self, &counter, item);
}

/* ---- many */

typedef struct {
    const CopiaWordUnits *of;
    const uint32_t *items;
    size_t n, some; /* items, and those of a job */
    Counter *counters;
    CopiaTakeSpread take;
    void *data;
} Work;

static size_t
size_of (const Work *self, size_t job)
{
    return MIN (self->some, self->n - job * self->some);
}

static void *
spread_some (void *data, unsigned thread, size_t job)
{
    const Work *self = data;
    Counter *counter = &self->counters[thread];
    CopiaWordSpread *spreads = g_new (CopiaWordSpread, self->some);

    if (!counter->counts) {
        counter->counts = g_new0 (uint64_t, copia_units_count (self->of->units));
        counter->touched = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    }
    for (size_t i = 0; i < size_of (self, job); i++) {
        spreads[i] = spread_of (self->of, counter, self->items[job * self->some + i]);
        forget (counter);
    }
    return spreads;
}

static bool
take_some (void *data, size_t job, void *result)
{
    const Work *self = data;
    g_autofree CopiaWordSpread *spreads = result;

    for (size_t i = 0; i < size_of (self, job); i++)
        if (!self->take (self->data, job * self->some + i, &spreads[i]))
            return false;
    return true;
}

static void
drop_some (void *data, void *result)
{
    (void) data;
    g_free (result);
}

/* One, where few tokens are to be counted. */
static unsigned
threads_for (const CopiaWordUnits *self, const uint32_t *items, size_t n,
             unsigned threads)
{
    uint64_t tokens = 0;

    for (size_t i = 0; i < n && tokens < WORTH; i++)
        tokens += self->tally->counts[items[i]];
    return tokens < WORTH ? 1 : MAX (threads, 1);
}

void
copia_word_spreads (const CopiaWordUnits *self, const uint32_t *items, size_t n,
                    unsigned threads, CopiaTakeSpread take, void *data)
{
    Work work = { self, items, n, 1, NULL, take, data };
    const CopiaWork jobs = { .data = &work,
                             .work = spread_some,
                             .take = take_some,
                             .drop = drop_some,
                             .ahead = 1 };

    threads = threads_for (self, items, n, threads);
    work.some = CLAMP (n / ((size_t) threads * JOBS), 1, MOST);
    work.counters = g_new0 (Counter, threads);
    copia_workers_run (&jobs, threads, (n + work.some - 1) / work.some);
    for (unsigned i = 0; i < threads; i++) {
        g_free (work.counters[i].counts);
        g_clear_pointer (&work.counters[i].touched, g_array_unref);
    }
    g_free (work.counters);
}
