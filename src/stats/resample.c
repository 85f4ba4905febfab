/* resample.c - is this chapter different, or is it noise? */
#include "stats/resample.h"

#include "stats/random.h"
#include "stats/spread.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static int
by_value (const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

/* The value below which the share lies, between two neighbours by proportion (R's type 7). */
static double
quantile (const double *sorted, size_t n, double share)
{
    double place = share * (n - 1.0);
    size_t below = (size_t) place;

    if (below + 1 >= n)
        return sorted[n - 1];
    return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
}

static CopiaInterval
middle (double *values, size_t n, double confidence)
{
    double tail = (1 - confidence) / 2;

    qsort (values, n, sizeof *values, by_value);
    return (CopiaInterval){ quantile (values, n, tail),
                            quantile (values, n, 1 - tail) };
}

typedef struct {
    double v, w;
} Sums;

static Sums
draw (const CopiaParts *blocks, CopiaRandom *random)
{
    Sums sums = { 0, 0 };

    for (size_t i = 0; i < blocks->n; i++) {
        size_t at = (size_t) copia_random_below (random, blocks->n);
        sums.v += blocks->v[at];
        sums.w += copia_part_size (blocks, at);
    }
    return sums;
}

/* Two blocks or more, and in none of them more occurrences than tokens allow. */
static bool
usable (const CopiaParts *blocks, size_t replicates, double confidence)
{
    double tokens = 0;

    for (size_t i = 0; i < blocks->n; i++)
        tokens += copia_part_size (blocks, i);
    return blocks->n >= 2 && tokens > 0 && isfinite (tokens) && replicates > 0 &&
           confidence > 0 && confidence < 1;
}

CopiaInterval
copia_bootstrap_rate (const CopiaParts *blocks, size_t replicates, uint64_t seed,
                      double confidence)
{
    size_t kept = 0;

    if (!usable (blocks, replicates, confidence))
        return (CopiaInterval){ NAN, NAN };
    g_autofree double *rates = g_new (double, replicates);
    for (size_t i = 0; i < replicates; i++) {
        CopiaRandom random = copia_random (seed, i);
        Sums sums = draw (blocks, &random);
        if (sums.w > 0) /* else only empty blocks were drawn: no rate */
            rates[kept++] = sums.v / sums.w;
    }
    return kept ? middle (rates, kept, confidence) : (CopiaInterval){ NAN, NAN };
}

CopiaInterval
copia_bootstrap_log_ratio (const CopiaParts *a, const CopiaParts *b, size_t replicates,
                           uint64_t seed, double confidence)
{
    size_t kept = 0;

    if (!usable (a, replicates, confidence) || !usable (b, replicates, confidence))
        return (CopiaInterval){ NAN, NAN };
    g_autofree double *ratios = g_new (double, replicates);
    for (size_t i = 0; i < replicates; i++) {
        CopiaRandom random = copia_random (seed, i);
        Sums x = draw (a, &random), y = draw (b, &random);
        if (x.w > 0 && y.w > 0)
            ratios[kept++] = log2 (fmax (x.v, 0.5) / x.w / (fmax (y.v, 0.5) / y.w));
    }
    return kept ? middle (ratios, kept, confidence) : (CopiaInterval){ NAN, NAN };
}

/* Occurrences and tokens of each unit as the text has them. */
static void
observe (const CopiaBlocks *self, Sums *sums)
{
    for (size_t u = 0; u < self->units; u++)
        sums[u] = (Sums){ 0, 0 };
    for (size_t i = 0; i < self->blocks->n; i++) {
        sums[self->unit[i]].v += self->blocks->v[i];
        sums[self->unit[i]].w += copia_part_size (self->blocks, i);
    }
}

/* Deals the blocks out in the order given; the last unit takes what is left. */
static void
deal (const CopiaBlocks *self, const size_t *order, const Sums *sizes, double *rates)
{
    double due = 0, dealt = 0; /* tokens that all units so far should have, and have */
    size_t at = 0;

    for (size_t u = 0; u < self->units; u++) {
        Sums sums = { 0, 0 };
        due += sizes[u].w;
        while (at < self->blocks->n) {
            double size = copia_part_size (self->blocks, order[at]);
            bool last = u + 1 == self->units;
            if (!last && dealt + size / 2 > due) /* the half that is nearer decides */
                break;
            sums.v += self->blocks->v[order[at++]];
            sums.w += size;
            dealt += size;
        }
        rates[u] = sums.v / sums.w; /* NaN if no block was small enough */
    }
}

void
copia_permute (const CopiaBlocks *self, uint64_t seed, size_t first, size_t count,
               double *rates)
{
    g_autofree size_t *order = g_new (size_t, self->blocks->n + 1);
    g_autofree Sums *sizes = g_new (Sums, self->units + 1);

    observe (self, sizes);
    for (size_t i = 0; i < count; i++) {
        CopiaRandom random = copia_random (seed, first + i);
        for (size_t b = 0; b < self->blocks->n; b++)
            order[b] = b;
        copia_random_shuffle (&random, order, self->blocks->n);
        deal (self, order, sizes, rates + i * self->units);
    }
}

/* How far values of one unit stray from their mean, in standard deviations. */
typedef struct {
    double mean, sd;
} Scale;

static Scale
scale_of (const double *values, size_t n)
{
    Scale scale = { 0, 0 };

    for (size_t i = 0; i < n; i++)
        scale.mean += values[i];
    scale.mean /= n;
    for (size_t i = 0; i < n; i++)
        scale.sd += (values[i] - scale.mean) * (values[i] - scale.mean) / n;
    scale.sd = sqrt (scale.sd);
    return scale;
}

static double
straying (const Scale *scale, double value)
{
    double d = fabs (value - scale->mean);

    return d > 0 ? d / scale->sd : 0;
}

/* The rates of unit u that are there, into VALUES; how many. */
static size_t
column (const double *rates, size_t replicates, size_t units, size_t u, double *values)
{
    size_t n = 0;

    for (size_t i = 0; i < replicates; i++)
        if (!isnan (rates[i * units + u]))
            values[n++] = rates[i * units + u];
    return n;
}

static CopiaBand
band_of (double *values, size_t n, double rate, const Scale *scale, double confidence)
{
    double as_far = 1;

    for (size_t i = 0; i < n; i++)
        as_far += straying (scale, values[i]) >= straying (scale, rate) * (1 - 1e-12);
    CopiaInterval ends = middle (values, n, confidence);
    return (CopiaBand){ rate, ends.low, ends.high, as_far / (n + 1), NAN };
}

/* The farthest that any unit strays in a replicate. */
static double
farthest (const double *rates, const Scale *scales, size_t units)
{
    double most = 0;

    for (size_t u = 0; u < units; u++)
        if (!isnan (rates[u]))
            most = fmax (most, straying (&scales[u], rates[u]));
    return most;
}

void
copia_band (const CopiaBlocks *self, const double *rates, size_t replicates,
            double confidence, CopiaBand *bands)
{
    size_t units = self->units;
    g_autofree Sums *sums = g_new (Sums, units + 1);
    g_autofree Scale *scales = g_new0 (Scale, units + 1);
    g_autofree double *values = g_new (double, replicates + 1);

    observe (self, sums);
    for (size_t u = 0; u < units; u++) {
        double rate = sums[u].v / sums[u].w;
        size_t n = column (rates, replicates, units, u, values);
        bands[u] = (CopiaBand){ rate, NAN, NAN, NAN, NAN };
        if (n == 0 || isnan (rate))
            continue;
        scales[u] = scale_of (values, n);
        bands[u] = band_of (values, n, rate, &scales[u], confidence);
    }
    for (size_t i = 0; i < replicates; i++)
        values[i] = farthest (rates + i * units, scales, units);
    for (size_t u = 0; u < units; u++) {
        double as_far = 1;
        if (isnan (bands[u].p))
            continue;
        for (size_t i = 0; i < replicates; i++)
            as_far += values[i] >= straying (&scales[u], bands[u].rate) * (1 - 1e-12);
        bands[u].p_all = as_far / (replicates + 1);
    }
}
