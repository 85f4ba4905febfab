/* burst.c - do occurrences come in bursts? */
#include "stats/burst.h"

#include <math.h>

typedef struct {
    double mean, sd;
} Moments;

/* Population standard deviation. */
static Moments
moments (const double *x, size_t n)
{
    Moments m = { 0, 0 };

    for (size_t i = 0; i < n; i++)
        m.mean += x[i];
    m.mean /= n;
    for (size_t i = 0; i < n; i++)
        m.sd += (x[i] - m.mean) * (x[i] - m.mean) / n;
    m.sd = sqrt (m.sd);
    return m;
}

double
copia_burstiness (const double *distances, size_t n)
{
    Moments m = moments (distances, n);

    return (m.sd - m.mean) / (m.sd + m.mean);
}

double
copia_burstiness_finite (const double *distances, size_t n)
{
    Moments m = moments (distances, n);
    double r = m.sd / m.mean, more = sqrt (n + 2), less = sqrt (n);

    return n < 2 ? NAN : (more * r - less) / ((more - 2) * r + less);
}

/* What is 0 at the best shape k: sum x^k ln x / sum x^k - 1/k - mean ln x; x by the largest
 * distance, so that no power overflows. */
static double
weibull_slope (const double *x, size_t n, double largest, double k)
{
    double powers = 0, weighted = 0, logs = 0;

    for (size_t i = 0; i < n; i++) {
        double log_x = log (x[i] / largest), power = exp (k * log_x);
        powers += power;
        weighted += power * log_x;
        logs += log_x / n;
    }
    return weighted / powers - 1 / k - logs;
}

double
copia_weibull_shape (const double *distances, size_t n)
{
    double largest = 0, least = INFINITY, low = 1e-3, high = 1e3;

    for (size_t i = 0; i < n; i++) {
        largest = fmax (largest, distances[i]);
        least = fmin (least, distances[i]);
    }
    if (n < 2 || !(least > 0) || isinf (largest))
        return NAN;
    if (least == largest)
        return INFINITY;
    for (int i = 0; i < 100; i++) { /* the slope rises with k */
        double middle = sqrt (low * high);
        if (weibull_slope (distances, n, largest, middle) < 0)
            low = middle;
        else
            high = middle;
    }
    return sqrt (low * high);
}

CopiaPoissonMixture
copia_poisson_mixture (const double *counts, size_t n)
{
    Moments m = moments (counts, n);
    double some = 0, more = 0, f = m.mean * n;

    for (size_t i = 0; i < n; i++) {
        some += counts[i] >= 1;
        more += counts[i] >= 2;
    }
    return (CopiaPoissonMixture){ m.sd * m.sd * n / ((double) n - 1) / m.mean, f / some,
                                  more / some };
}
