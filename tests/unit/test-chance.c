/* test-chance.c - distributions agree with sums, with each other and backwards. */
#include "stats/chance.h"

#include "stats/quantile.h"

#include <glib.h>
#include <math.h>

static void
assert_log (double got, double expected, double within)
{
    g_assert_cmpfloat_with_epsilon (got, expected, within * fmax (1, fabs (expected)));
}

/* C(n, k) as far as double is exact */
static double
choose (int n, int k)
{
    double c = 1;

    for (int i = 1; i <= k; i++)
        c = c * (n - k + i) / i;
    return c;
}

static void
test_the_hypergeometric_agrees_with_plain_sums (void)
{
    for (int n = 1; n <= 24; n++)
        for (int r1 = 0; r1 <= n; r1++)
            for (int c1 = 0; c1 <= n; c1 += 3) {
                int low = MAX (0, r1 + c1 - n), high = MIN (r1, c1);
                double lower = 0;
                for (int k = low; k <= high; k++) {
                    double p =
                        choose (c1, k) * choose (n - c1, r1 - k) / choose (n, r1);
                    CopiaTails tails = copia_hypergeometric_tails (k, r1, c1, n);
                    assert_log (exp (tails.upper), 1 - lower, 1e-12);
                    lower += p;
                    assert_log (exp (tails.lower), lower, 1e-12);
                    assert_log (copia_log_hypergeometric (k, r1, c1, n), log (p),
                                1e-12);
                }
            }
}

static void
test_binomial_and_poisson_agree_with_plain_sums (void)
{
    for (int n = 1; n <= 20; n++)
        for (double p = 0.05; p < 1; p += 0.1) {
            double binomial = 0, poisson = 0, mean = n * p, term = exp (-mean);
            for (int k = 0; k <= n; k++) {
                CopiaTails b = copia_binomial_tails (k, n, p);
                CopiaTails q = copia_poisson_tails (k, mean);
                assert_log (exp (b.upper), 1 - binomial, 1e-12);
                assert_log (exp (q.upper), 1 - poisson, 1e-12);
                binomial += choose (n, k) * pow (p, k) * pow (1 - p, n - k);
                poisson += term;
                term *= mean / (k + 1);
                assert_log (exp (b.lower), binomial, 1e-12);
                assert_log (exp (q.lower), poisson, 1e-12);
            }
        }
}

static void
test_two_sided_is_the_sum_of_the_unlikelier_tables (void)
{
    /* R: fisher.test (matrix (c (3, 1, 1, 3), 2)); the lady tasting tea, Fisher 1935 */
    assert_log (exp (copia_hypergeometric_two_sided (3, 4, 4, 8)), 34.0 / 70, 1e-12);
    assert_log (exp (copia_hypergeometric_two_sided (4, 4, 4, 8)), 2.0 / 70, 1e-12);
    assert_log (copia_hypergeometric_two_sided (2, 4, 4, 8), 0, 1e-12);
    /* R: fisher.test on convictions of twins, c (10, 2, 3, 15) */
    assert_log (exp (copia_hypergeometric_two_sided (10, 12, 13, 30)), 0.0005367241,
                1e-9);
}

static void
test_tails_of_very_large_tables_stay_exact (void)
{
    /* all margins half of N: symmetric, so the tails at the centre are equal */
    double n = 1e12, half = 5e11, k = 2.5e11;
    CopiaTails centre = copia_hypergeometric_tails (k, half, half, n);
    double point = copia_log_hypergeometric (k, half, half, n);

    assert_log (centre.lower, centre.upper, 1e-9);
    assert_log (exp (centre.upper), 0.5 + exp (point) / 2, 1e-9);
    /* variance r1 r2 c1 c2 / (n^2 (n-1)) = n / 16: 8 standard deviations are 2 10^6 */
    CopiaTails far = copia_hypergeometric_tails (k + 2e6, half, half, n);
    assert_log (far.upper, copia_normal_tails (8 - 0.5 / 250000).upper, 1e-6);
}

static void
test_the_hypergeometric_tends_to_the_poisson (void)
{
    CopiaTails exact = copia_hypergeometric_tails (12, 2000, 1000, 1e12);
    CopiaTails limit = copia_poisson_tails (12, 2e-6);

    assert_log (exact.upper, limit.upper, 4e-3);
    g_assert_cmpfloat (exact.upper, <, -170);
}

static void
test_the_normal_distribution_is_right_far_out (void)
{
    /* Q(z) from the asymptotic series phi (z) / z (1 - 1/z^2 + 3/z^4 - 15/z^6 ...) */
    for (double z = 30; z < 1e6; z *= 3) {
        double zz = z * z;
        double series = 1 - (1 - (3 - (15 - 105 / zz) / zz) / zz) / zz;
        double q = -zz / 2 - 0.918938533204672742 - log (z) + log (series);
        assert_log (copia_normal_tails (z).upper, q, 1e-12);
        assert_log (copia_normal_tails (-z).lower, q, 1e-12);
    }
    assert_log (exp (copia_normal_tails (1.959963984540054).upper), 0.025, 1e-14);
    assert_log (exp (copia_normal_tails (0).upper), 0.5, 1e-14);
}

static void
test_chi2_and_t_agree_with_their_tables (void)
{
    assert_log (exp (copia_chi2_tails (3.841458820694124, 1).upper), 0.05, 1e-13);
    assert_log (exp (copia_chi2_tails (18.307038053275146, 10).upper), 0.05, 1e-12);
    assert_log (copia_chi2_tails (2000, 2).upper, -1000, 1e-12);
    assert_log (exp (copia_t_tails (2.228138851986273, 10).upper), 0.025, 1e-12);
    assert_log (exp (copia_t_tails (1, 1).upper), 0.25, 1e-12);
    assert_log (exp (copia_t_tails (-1, 1).upper), 0.75, 1e-12);
}

static void
test_quantiles_undo_the_tails (void)
{
    const double logs[] = { -1e-9, -0.01, -0.5, -M_LN2, -1, -5, -40, -750, -1e5 };
    const double shapes[] = { 0.5, 1, 3, 50, 4000, 1e6 };

    for (unsigned i = 0; i < G_N_ELEMENTS (logs); i++) {
        double z = copia_normal_quantile (logs[i]);
        assert_log (copia_normal_tails (z).upper, logs[i], 1e-11);
        for (unsigned j = 0; j < G_N_ELEMENTS (shapes); j++) {
            double a = shapes[j], x = copia_gamma_quantile (logs[i], a, true);
            assert_log (copia_gamma_tails (a, x).upper, logs[i], 1e-9);
            if (logs[i] / a < -600)
                continue; /* x itself leaves the range of double */
            x = copia_gamma_quantile (logs[i], a, false);
            assert_log (copia_gamma_tails (a, x).lower, logs[i], 1e-9);
            double y = copia_beta_quantile_logit (logs[i], a, 7, false);
            CopiaTails tails =
                copia_beta_tails (a, 7, 1 / (1 + exp (-y)), 1 / (1 + exp (y)));
            assert_log (tails.lower, logs[i], 1e-9);
        }
    }
}

static void
test_quantiles_agree_with_their_tables (void)
{
    assert_log (copia_normal_quantile (log (0.025)), 1.959963984540054, 1e-14);
    assert_log (copia_normal_quantile (log (0.5)), 0, 1e-14);
    assert_log (copia_normal_quantile (log (0.975)), -1.959963984540054, 1e-13);
    assert_log (copia_chi2_quantile (log (0.0001), 1), 15.136705226623606, 1e-12);
    assert_log (copia_chi2_quantile (log (0.05), 10), 18.307038053275146, 1e-12);
}

static void
test_harmonic_numbers_run_smoothly_past_their_table (void)
{
    double sum = 0;

    for (int n = 1; n <= 1000; n++) {
        sum += 1.0 / n;
        assert_log (copia_harmonic (n), sum, 1e-14);
    }
    assert_log (copia_harmonic (0.5), 2 - 2 * M_LN2, 1e-13);
    g_assert_cmpfloat (copia_harmonic (0), ==, 0);
}

static void
test_what_is_outside_the_range_is_nan (void)
{
    g_assert_true (isnan (copia_hypergeometric_tails (5, 4, 9, 20).lower));
    g_assert_true (isnan (copia_hypergeometric_tails (0.5, 4, 9, 20).lower));
    g_assert_true (isnan (copia_hypergeometric_two_sided (0, 15, 15, 20)));
    g_assert_true (isnan (copia_poisson_tails (-1, 3).upper));
    g_assert_true (isnan (copia_poisson_tails (1, NAN).upper));
    g_assert_true (isnan (copia_binomial_tails (3, 2, 0.5).upper));
    g_assert_true (isnan (copia_t_tails (1, 0).upper));
    g_assert_true (isnan (copia_normal_quantile (0.1)));
    g_assert_true (isnan (copia_beta_quantile_logit (-1, 0, 1, false)));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/chance/" #name, test_##name)
    CLAIM (the_hypergeometric_agrees_with_plain_sums);
    CLAIM (binomial_and_poisson_agree_with_plain_sums);
    CLAIM (two_sided_is_the_sum_of_the_unlikelier_tables);
    CLAIM (tails_of_very_large_tables_stay_exact);
    CLAIM (the_hypergeometric_tends_to_the_poisson);
    CLAIM (the_normal_distribution_is_right_far_out);
    CLAIM (chi2_and_t_agree_with_their_tables);
    CLAIM (quantiles_undo_the_tails);
    CLAIM (quantiles_agree_with_their_tables);
    CLAIM (harmonic_numbers_run_smoothly_past_their_table);
    CLAIM (what_is_outside_the_range_is_nan);
    return g_test_run ();
}
