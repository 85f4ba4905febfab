/* distance.c - how far units of a corpus lie apart in the words they use. */
#include "stats/distance.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static double
manhattan (const double *x, const double *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += fabs (x[i] - y[i]);
    return sum;
}

static double
euclidean (const double *x, const double *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sqrt (sum);
}

static double
burrows (const double *x, const double *y, size_t n)
{
    return manhattan (x, y, n) / n;
}

static double
argamon (const double *x, const double *y, size_t n)
{
    return euclidean (x, y, n) / n;
}

static double
eder (const double *x, const double *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (double) (n + 1 - i) / n * fabs (x[i] - y[i]);
    return sum;
}

static double
cosine (const double *x, const double *y, size_t n)
{
    double xy = 0, xx = 0, yy = 0;

    if (memcmp (x, y, n * sizeof *x) == 0)
        return 0;
    for (size_t i = 0; i < n; i++) {
        xy += x[i] * y[i];
        xx += x[i] * x[i];
        yy += y[i] * y[i];
    }
    return 1 - xy / sqrt (xx) / sqrt (yy);
}

static double
simple (const double *x, const double *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += fabs (sqrt (x[i]) - sqrt (y[i]));
    return sum;
}

static double
minmax (const double *x, const double *y, size_t n)
{
    double least = 0, most = 0;

    for (size_t i = 0; i < n; i++) {
        least += fmin (x[i], y[i]);
        most += fmax (x[i], y[i]);
    }
    return 1 - least / most;
}

static double
canberra (const double *x, const double *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        if (x[i] != y[i])
            sum += fabs (x[i] - y[i]) / (fabs (x[i]) + fabs (y[i]));
    return sum;
}

/* p log2 (p / m), m the mean of p and q */
static double
information (double p, double q)
{
    return p > 0 ? p * log2 (2 * p / (p + q)) : 0;
}

static double
jensen_shannon (const double *x, const double *y, size_t n)
{
    double sx = 0, sy = 0, sum = 0;

    for (size_t i = 0; i < n; i++) {
        sx += x[i];
        sy += y[i];
    }
    for (size_t i = 0; i < n; i++)
        sum += information (x[i] / sx, y[i] / sy) + information (y[i] / sy, x[i] / sx);
    return sqrt (fmax (0, sum / 2));
}

#define STYLO "; stylo"

const CopiaMetric copia_metrics[] = {
    { { "dist.delta", "delta burrows", "Burrows' Delta: mean difference of z-scores",
        "sum |z_x - z_y| / n", "standard deviations", "[0, inf)",
        "Burrows 2002" STYLO },
      COPIA_AS_Z,
      burrows },
    { { "dist.argamon", "argamon", "Argamon's linear Delta",
        "sqrt (sum (z_x - z_y)^2) / n", "standard deviations", "[0, inf)",
        "Argamon 2008" STYLO },
      COPIA_AS_Z,
      argamon },
    { { "dist.eder", "eder", "Eder's Delta: frequent words weigh more",
        "sum (n - i + 2) / n |z_x - z_y|, i = 1 .. n", "standard deviations",
        "[0, inf)", "Eder 2015" STYLO },
      COPIA_AS_Z,
      eder },
    { { "dist.wurzburg", "cosine_delta wurzburg",
        "cosine Delta: angle between z-scores", "1 - cos (z_x, z_y)", "share", "[0, 2]",
        "Smith & Aldridge 2011; Evert et al. 2017" STYLO },
      COPIA_AS_Z,
      cosine },
    { { "dist.cosine", "cosine", "angle between rates", "1 - cos (x, y)", "share",
        "[0, 1]", "Salton 1983" STYLO },
      COPIA_AS_IS,
      cosine },
    { { "dist.simple", "simple", "Eder's simple distance", "sum |sqrt x - sqrt y|",
        "roots", "[0, inf)", "Eder 2015" STYLO },
      COPIA_AS_IS,
      simple },
    { { "dist.minmax", "minmax ruzicka", "share that the two do not have in common",
        "1 - sum min / sum max", "share", "[0, 1]",
        "Ruzicka 1958; Kestemont et al. 2016" },
      COPIA_AS_IS,
      minmax },
    { { "dist.entropy", "entropy_distance",
        "words weigh less the more evenly they are spread",
        "sum |ln (x + 2) - ln (y + 2)| / H, H entropy of the column of x + 1", "ratio",
        "[0, inf)", "Juola & Baayen 2005" STYLO },
      COPIA_AS_ENTROPY,
      manhattan },
    { { "dist.manhattan", "manhattan", "sum of the differences", "sum |x - y|",
        "as given", "[0, inf)", "Minkowski 1910" },
      COPIA_AS_IS,
      manhattan },
    { { "dist.euclidean", "euclidean", "straight line", "sqrt (sum (x - y)^2)",
        "as given", "[0, inf)", "Minkowski 1910" },
      COPIA_AS_IS,
      euclidean },
    { { "dist.canberra", "canberra", "differences in units of the values",
        "sum |x - y| / (|x| + |y|)", "none", "[0, n]", "Lance & Williams 1967" },
      COPIA_AS_IS,
      canberra },
    { { "dist.js", "jensen_shannon",
        "information that tells the two distributions apart",
        "sqrt ((KL (x, m) + KL (y, m)) / 2), m = (x + y) / 2, base 2", "root of bits",
        "[0, 1]", "Lin 1991; Endres & Schindelin 2003" },
      COPIA_AS_IS,
      jensen_shannon },
    { { NULL, NULL, NULL, NULL, NULL, NULL, NULL }, COPIA_AS_IS, NULL },
};

const CopiaMetric *
copia_metric_find (const char *name)
{
    for (const CopiaMetric *m = copia_metrics; m->about.name; m++)
        if (copia_about_answers_to (&m->about, name))
            return m;
    return NULL;
}

double *
copia_matrix_z (const CopiaMatrix *m)
{
    double *z = g_new0 (double, m->rows * m->columns + 1);

    for (size_t c = 0; c < m->columns; c++) {
        double mean = 0, squares = 0, first = m->values[c];
        bool alike = true;
        for (size_t r = 0; r < m->rows; r++) {
            mean += m->values[r * m->columns + c] / m->rows;
            alike &= m->values[r * m->columns + c] == first;
        }
        for (size_t r = 0; r < m->rows; r++) {
            double d = m->values[r * m->columns + c] - mean;
            squares += d * d;
        }
        double sd = sqrt (squares / ((double) m->rows - 1));
        for (size_t r = 0; r < m->rows && !alike; r++)
            z[r * m->columns + c] = (m->values[r * m->columns + c] - mean) / sd;
    }
    return z;
}

/* ln (x + 2) by the entropy of the column, in which each value counts one more. */
static double *
by_entropy (const CopiaMatrix *m)
{
    double *scaled = g_new0 (double, m->rows * m->columns + 1);

    for (size_t c = 0; c < m->columns; c++) {
        double sum = 0, entropy = 0;
        for (size_t r = 0; r < m->rows; r++)
            sum += m->values[r * m->columns + c] + 1;
        for (size_t r = 0; r < m->rows; r++) {
            double p = (m->values[r * m->columns + c] + 1) / sum;
            entropy -= p * log (p);
        }
        for (size_t r = 0; r < m->rows; r++)
            scaled[r * m->columns + c] =
                log (m->values[r * m->columns + c] + 2) / entropy;
    }
    return scaled;
}

double *
copia_metric_distances (const CopiaMetric *self, const CopiaMatrix *m)
{
    g_autofree double *scaled = self->scaling == COPIA_AS_Z         ? copia_matrix_z (m)
                                : self->scaling == COPIA_AS_ENTROPY ? by_entropy (m)
                                                                    : NULL;
    const double *values = scaled ? scaled : m->values;
    double *all = g_new0 (double, m->rows * m->rows + 1);

    for (size_t i = 0; i < m->rows; i++)
        for (size_t j = 0; j < i; j++) {
            double d = self->distance (values + i * m->columns, values + j * m->columns,
                                       m->columns);
            all[i * m->rows + j] = all[j * m->rows + i] = d;
        }
    return all;
}
