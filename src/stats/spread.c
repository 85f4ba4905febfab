/* spread.c - the formulas behind copia_spreads[], where they are explained. */
#include "stats/spread.h"

#include "stats/special.h"

#include <math.h>
#include <stdlib.h>

/* What stands for v_i: the count itself or the rate. */
typedef double (*Quantity) (const CopiaParts *p, size_t i);

double
copia_part_size (const CopiaParts *p, size_t i)
{
    return p->w ? p->w[i] : 1;
}

static double
count (const CopiaParts *p, size_t i)
{
    return p->v[i];
}

static double
rate (const CopiaParts *p, size_t i)
{
    return p->v[i] / copia_part_size (p, i);
}

/* Part i has tokens: the only ones that take part in anything. */
static bool
there (const CopiaParts *p, size_t i)
{
    return copia_part_size (p, i) > 0;
}

static double
sum_of (const CopiaParts *p, Quantity quantity)
{
    double sum = 0;

    for (size_t i = 0; i < p->n; i++)
        if (there (p, i))
            sum += quantity (p, i);
    return sum;
}

double
copia_parts_total (const CopiaParts *p)
{
    return sum_of (p, count);
}

static double
tokens (const CopiaParts *p)
{
    return sum_of (p, copia_part_size);
}

static double
one (const CopiaParts *p, size_t i)
{
    (void) p;
    (void) i;
    return 1;
}

double
copia_parts_count (const CopiaParts *p)
{
    return sum_of (p, one);
}

static double
occupied (const CopiaParts *p, size_t i)
{
    return p->v[i] > 0;
}

double
copia_range (const CopiaParts *p)
{
    return sum_of (p, occupied);
}

double
copia_range_relative (const CopiaParts *p)
{
    return copia_range (p) / copia_parts_count (p);
}

double
copia_max_min (const CopiaParts *p)
{
    double most = -INFINITY, least = INFINITY;

    for (size_t i = 0; i < p->n; i++)
        if (there (p, i)) {
            most = fmax (most, p->v[i]);
            least = fmin (least, p->v[i]);
        }
    return most - least;
}

/* Standard deviation, the squares divided by n - less. */
static double
deviation (const CopiaParts *p, Quantity quantity, double less)
{
    double n = copia_parts_count (p), mean = sum_of (p, quantity) / n, squares = 0;

    for (size_t i = 0; i < p->n; i++)
        if (there (p, i)) {
            double d = quantity (p, i) - mean;
            squares += d * d;
        }
    return sqrt (squares / (n - less));
}

/* Standard deviation over mean. */
static double
variation (const CopiaParts *p, Quantity quantity, double less)
{
    return deviation (p, quantity, less) /
           (sum_of (p, quantity) / copia_parts_count (p));
}

double
copia_sd_population (const CopiaParts *p)
{
    return deviation (p, count, 0);
}

double
copia_sd_sample (const CopiaParts *p)
{
    return deviation (p, count, 1);
}

double
copia_vc_population (const CopiaParts *p)
{
    return variation (p, count, 0);
}

double
copia_vc_sample (const CopiaParts *p)
{
    return variation (p, count, 1);
}

/* Against the expected f s_i, or f / n for equal parts. */
static double
chi2_of (const CopiaParts *p, Quantity size)
{
    double f = copia_parts_total (p), all = sum_of (p, size), sum = 0;

    for (size_t i = 0; i < p->n; i++)
        if (there (p, i)) {
            double expected = f * (size (p, i) / all);
            double d = p->v[i] - expected;
            sum += d * d / expected;
        }
    return sum;
}

double
copia_parts_chi2 (const CopiaParts *p)
{
    return chi2_of (p, copia_part_size);
}

/* What rounding lifts above one is one; NaN stays. */
static double
at_most_one (double value)
{
    return value > 1 ? 1 : value;
}

/* 1 - V / sqrt (n - 1).  With q = V^2 / (n - 1) it is (1 - q) / (1 + sqrt (q)), and 1 - q a sum
 * of products x (S - x), none below 0: so it is 0, not nearly, where one part holds all.  The
 * root is of deviations, so it is 1 where all parts are alike. */
static double
juilland (const CopiaParts *p, Quantity quantity)
{
    double sum = sum_of (p, quantity), n = copia_parts_count (p), even = 0;

    for (size_t i = 0; i < p->n; i++)
        if (there (p, i))
            even += quantity (p, i) / sum * ((sum - quantity (p, i)) / sum);
    even *= n / (n - 1);
    return at_most_one (even / (1 + variation (p, quantity, 0) / sqrt (n - 1)));
}

double
copia_juilland_d (const CopiaParts *p)
{
    return juilland (p, rate);
}

double
copia_juilland_d_equal (const CopiaParts *p)
{
    return juilland (p, count);
}

double
copia_juilland_d_sample (const CopiaParts *p)
{
    return 1 - variation (p, rate, 1) / sqrt (copia_parts_count (p) - 1);
}

double
copia_juilland_u (const CopiaParts *p)
{
    double f = copia_parts_total (p);

    return f == 0 ? 0 : f * copia_juilland_d_equal (p);
}

/* Entropy of the shares, in units of the most there could be. */
static double
carroll (const CopiaParts *p, Quantity quantity)
{
    double sum = sum_of (p, quantity), entropy = 0;

    for (size_t i = 0; i < p->n; i++)
        if (there (p, i) && p->v[i] > 0) {
            double share = quantity (p, i) / sum;
            entropy -= share * log (share);
        }
    return sum > 0 ? at_most_one (entropy / log (copia_parts_count (p))) : NAN;
}

double
copia_carroll_d2_rates (const CopiaParts *p)
{
    return carroll (p, rate);
}

double
copia_carroll_d2_counts (const CopiaParts *p)
{
    return carroll (p, count);
}

double
copia_carroll_um (const CopiaParts *p)
{
    double f = copia_parts_total (p);

    if (f == 0)
        return 0;
    double d2 = copia_carroll_d2_counts (p);
    return f * d2 + (1 - d2) * f / copia_parts_count (p);
}

/* The square of the sum of sqrt (v_i s_i): at most f (Cauchy), however it was rounded. */
static double
rosengren (const CopiaParts *p, Quantity size)
{
    double all = sum_of (p, size), sum = 0;

    for (size_t i = 0; i < p->n; i++)
        if (there (p, i))
            sum += sqrt (p->v[i] * (size (p, i) / all));
    return fmin (sum * sum, copia_parts_total (p));
}

double
copia_rosengren_kf (const CopiaParts *p)
{
    return rosengren (p, copia_part_size);
}

double
copia_rosengren_kf_equal (const CopiaParts *p)
{
    return rosengren (p, one);
}

double
copia_rosengren_s (const CopiaParts *p)
{
    return copia_rosengren_kf (p) / copia_parts_total (p);
}

double
copia_rosengren_s_equal (const CopiaParts *p)
{
    return copia_rosengren_kf_equal (p) / copia_parts_total (p);
}

double
copia_lyne_d3 (const CopiaParts *p)
{
    return 1 - chi2_of (p, one) / (4 * copia_parts_total (p));
}

double
copia_zhang_dc (const CopiaParts *p)
{
    return copia_rosengren_s_equal (p); /* ((sum sqrt v) / n)^2 / (f / n) */
}

double
copia_idf (const CopiaParts *p)
{
    return log2 (copia_parts_count (p) / copia_range (p));
}

double
copia_engvall (const CopiaParts *p)
{
    return copia_parts_total (p) * copia_range_relative (p);
}

static double
harmonic (const CopiaParts *p, size_t i)
{
    return copia_harmonic (p->v[i]);
}

double
copia_kromer_ur (const CopiaParts *p)
{
    return sum_of (p, harmonic);
}

double
copia_dp (const CopiaParts *p)
{
    double f = copia_parts_total (p), all = tokens (p), sum = 0;

    for (size_t i = 0; i < p->n; i++)
        if (there (p, i))
            sum += fabs (p->v[i] / f - copia_part_size (p, i) / all);
    return sum / 2;
}

/* The least s_i, of all parts or of those where the word occurs. */
static double
least_share (const CopiaParts *p, bool occupied_only)
{
    double least = INFINITY;

    for (size_t i = 0; i < p->n; i++)
        if (there (p, i) && (!occupied_only || p->v[i] > 0))
            least = fmin (least, copia_part_size (p, i));
    return least / tokens (p);
}

double
copia_dp_norm (const CopiaParts *p)
{
    return copia_dp (p) / (1 - least_share (p, false));
}

double
copia_dp_egbert (const CopiaParts *p)
{
    return copia_dp (p) / (1 - least_share (p, true));
}

double
copia_dp_reversed (const CopiaParts *p)
{
    return 1 - copia_dp (p);
}

double
copia_kld (const CopiaParts *p)
{
    double f = copia_parts_total (p), all = tokens (p), sum = 0;

    /* in deviances, which add up to f times the divergence and never cancel below 0 */
    for (size_t i = 0; i < p->n; i++)
        if (there (p, i))
            sum += copia_deviance (p->v[i], f * (copia_part_size (p, i) / all));
    return sum / f / M_LN2;
}

double
copia_kld_odds (const CopiaParts *p)
{
    double k = copia_kld (p);

    return k / (1 + k);
}

double
copia_kld_base_e (const CopiaParts *p)
{
    return -expm1 (-copia_kld (p));
}

double
copia_kld_base_2 (const CopiaParts *p)
{
    return -expm1 (-M_LN2 * copia_kld (p));
}

double
copia_kld_odds_reversed (const CopiaParts *p)
{
    return 1 - copia_kld_odds (p);
}

static int
descending (const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return (x < y) - (x > y);
}

double
copia_da (const CopiaParts *p)
{
    double *rates = malloc ((p->n + 1) * sizeof *rates), sum = 0, ranked = 0;
    size_t n = 0;

    if (!rates)
        abort ();
    for (size_t i = 0; i < p->n; i++)
        if (there (p, i))
            rates[n++] = rate (p, i);
    qsort (rates, n, sizeof *rates, descending);
    for (size_t i = 0; i < n; i++) {
        sum += rates[i];
        ranked += (i + 1) * rates[i];
    }
    free (rates);
    /* the mean of all |R_i - R_j| without its n^2 terms (Wilcox 1973) */
    return 2 * (ranked / sum - 1) / ((double) n - 1);
}
