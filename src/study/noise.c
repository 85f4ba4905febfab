/* noise.c - paragraphs shuffled among units. */
#include "study/noise.h"

#include "base/error.h"
#include "base/workers.h"

#include <math.h>
#include <string.h>

#define CONFIDENCE 0.95
#define SHUFFLES_A_JOB 8
#define MOST_RATES (1u << 27) /* shuffles times units: a gigabyte */

/* A paragraph inside one unit, or what stands between two. */
typedef struct {
    uint64_t start, end;
    uint32_t unit;
    double hits, words;
} Block;

/* How far what begins at cpos goes on: a region, or a gap between two. */
static uint64_t
end_of_block (CopiaBounds *bounds, uint64_t cpos, uint64_t last)
{
    if (!bounds->regions)
        return last;
    if (copia_bounds_move (bounds, cpos))
        return MIN (bounds->end, last);
    while (cpos < last && !copia_bounds_move (bounds, cpos + 1))
        cpos++;
    return cpos;
}

static GArray *
cut_blocks (const CopiaScope *scope, const CopiaUnits *units)
{
    const CopiaRegions *paragraphs = copia_index_find_structure (scope->index, "p");
    CopiaBounds bounds = copia_bounds_of (
        paragraphs ? paragraphs : copia_index_find_structure (scope->index, "s"));
    GArray *blocks = g_array_new (FALSE, FALSE, sizeof (Block));

    for (size_t i = 0; i < copia_units_n_pieces (units); i++) {
        const CopiaPiece *piece = copia_units_piece (units, i);

        for (uint64_t at = piece->start; at <= piece->end;) {
            uint64_t end = end_of_block (&bounds, at, piece->end);
            Block block = { at, end, piece->unit, 0, 0 };

            block.words = (double) copia_words_between (scope->index, at, end);
            if (block.words > 0)
                g_array_append_val (blocks, block);
            at = end + 1;
        }
    }
    return blocks;
}

static bool
count_hits (const CopiaIndex *index, const CopiaQuery *query,
            const CopiaSubcorpus *where, GArray *blocks, GError **error)
{
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, where, 0, copia_index_tokens (index)->size,
                        error);
    guint i = 0;
    CopiaHit hit;

    while (hits && i < blocks->len && copia_hits_next (hits, &hit)) {
        while (i < blocks->len && g_array_index (blocks, Block, i).end < hit.start)
            i++;
        if (i < blocks->len && g_array_index (blocks, Block, i).start <= hit.start)
            g_array_index (blocks, Block, i).hits++;
    }
    return hits && copia_hits_ended_well (hits, error);
}

/* Units in their order, within them the text's. */
static int
by_unit (const void *a, const void *b)
{
    const Block *x = a, *y = b;

    if (x->unit != y->unit)
        return x->unit < y->unit ? -1 : 1;
    return (x->start > y->start) - (x->start < y->start);
}

/* What threads share: some shuffles each, then some units. */
typedef struct {
    CopiaNoise *noise;
    const CopiaBlocks *blocks;
    uint32_t times;
    uint64_t seed;
    double *rates;
    const GArray *firsts; /* size_t: the first block of each unit that has any */
} Draws;

static void *
shuffle_some (void *data, unsigned thread, size_t job)
{
    const Draws *self = data;
    size_t from = job * SHUFFLES_A_JOB;

    (void) thread;
    copia_permute (self->blocks, self->seed, from,
                   MIN (SHUFFLES_A_JOB, self->times - from),
                   self->rates + from * self->noise->units);
    return NULL;
}

/* The blocks of one unit, drawn again and again. */
static void *
draw_unit (void *data, unsigned thread, size_t job)
{
    const Draws *self = data;
    const CopiaParts *all = self->blocks->blocks;
    size_t from = g_array_index (self->firsts, size_t, job);
    size_t to = job + 1 < self->firsts->len
                    ? g_array_index (self->firsts, size_t, job + 1)
                    : all->n;
    CopiaParts own = { all->v + from, all->w + from, to - from };

    (void) thread;
    self->noise->intervals[self->blocks->unit[from]] =
        copia_bootstrap_rate (&own, self->times, self->seed, CONFIDENCE);
    return NULL;
}

static bool
done (void *data, size_t job, void *result)
{
    (void) data;
    (void) job;
    (void) result;
    return true;
}

static void
draw (CopiaNoise *self, const CopiaBlocks *blocks, uint32_t times, uint64_t seed,
      unsigned threads)
{
    g_autofree double *rates = g_new (double, (size_t) times * self->units + 1);
    g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (size_t));
    Draws draws = { self, blocks, times, seed, rates, firsts };
    const CopiaWork shuffles = { &draws, shuffle_some, done, NULL, 4 };
    const CopiaWork units = { &draws, draw_unit, done, NULL, 4 };

    for (size_t i = 0; i < blocks->blocks->n; i++)
        if (i == 0 || blocks->unit[i] != blocks->unit[i - 1])
            g_array_append_val (firsts, i);
    threads = MIN (threads, copia_workers_most ());
    copia_workers_run (&shuffles, threads,
                       (times + SHUFFLES_A_JOB - 1) / SHUFFLES_A_JOB);
    copia_band (blocks, rates, times, CONFIDENCE, self->bands);
    copia_workers_run (&units, threads, firsts->len);
}

CopiaNoise *
copia_noise_new (const CopiaScope *scope, const CopiaUnits *units,
                 const CopiaQuery *query, const CopiaSubcorpus *where,
                 uint32_t shuffles, uint64_t seed, unsigned threads, GError **error)
{
    g_autoptr (CopiaNoise) self = g_new0 (CopiaNoise, 1);
    g_autoptr (GArray) cut = cut_blocks (scope, units);
    g_autofree double *v = g_new (double, cut->len + 1),
                      *w = g_new (double, cut->len + 1);
    g_autofree size_t *unit = g_new (size_t, cut->len + 1);
    CopiaParts parts = { v, w, cut->len };
    CopiaBlocks blocks = { &parts, unit, copia_units_count (units) };

    self->units = (uint32_t) blocks.units;
    self->blocks = cut->len;
    if (shuffles > MOST_RATES / MAX (self->units, 1)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "%u shuffles of %u units are too many; ask for fewer", shuffles,
                     self->units);
        return NULL;
    }
    if (!count_hits (scope->index, query, where, cut, error))
        return NULL;
    g_array_sort (cut, by_unit);
    for (guint i = 0; i < cut->len; i++) {
        const Block *block = &g_array_index (cut, Block, i);

        v[i] = block->hits;
        w[i] = block->words;
        unit[i] = block->unit;
    }
    self->bands = g_new (CopiaBand, MAX (self->units, 1));
    self->intervals = g_new (CopiaInterval, MAX (self->units, 1));
    for (uint32_t i = 0; i < self->units; i++)
        self->intervals[i] = (CopiaInterval){ NAN, NAN };
    draw (self, &blocks, shuffles, seed, threads);
    return g_steal_pointer (&self);
}

void
copia_noise_free (CopiaNoise *self)
{
    if (!self)
        return;
    g_free (self->bands);
    g_free (self->intervals);
    g_free (self);
}
