/* test-interval.c - intervals enclose, shrink, and agree with print. */
#include "stats/interval.h"

#include <glib.h>
#include <math.h>

static void
assert_ends (CopiaInterval interval, double low, double high, double within)
{
    g_assert_cmpfloat_with_epsilon (interval.low, low, within);
    g_assert_cmpfloat_with_epsilon (interval.high, high, within);
}

static void
test_wilson_agrees_with_print (void)
{
    /* R: prop.test (x, n, correct = FALSE); Newcombe 1998, Table I, method 3 */
    assert_ends (copia_interval_wilson (81, 263, 0.95), 0.2553, 0.3662, 5e-5);
    assert_ends (copia_interval_wilson (15, 148, 0.95), 0.0624, 0.1605, 5e-5);
    assert_ends (copia_interval_wilson (0, 20, 0.95), 0, 0.1611, 5e-5);
    assert_ends (copia_interval_wilson (1, 29, 0.95), 0.0061, 0.1718, 5e-5);
}

static void
test_clopper_pearson_agrees_with_print (void)
{
    /* Newcombe 1998, Statistics in Medicine 17, Table I, method 5 */
    assert_ends (copia_interval_clopper_pearson (81, 263, 0.95), 0.2527, 0.3676, 5e-5);
    assert_ends (copia_interval_clopper_pearson (15, 148, 0.95), 0.0578, 0.1617, 5e-5);
    assert_ends (copia_interval_clopper_pearson (0, 20, 0.95), 0, 0.1684, 5e-5);
    assert_ends (copia_interval_clopper_pearson (1, 29, 0.95), 0.0009, 0.1776, 5e-5);
    assert_ends (copia_interval_clopper_pearson (0, 10, 0.95), 0, 1 - pow (0.025, 0.1),
                 1e-12);
}

static void
test_poisson_agrees_with_print (void)
{
    /* Garwood 1936; the limits of 0, 1 and 10 stand in every table of the kind */
    assert_ends (copia_interval_poisson (0, 0.95), 0, -log (0.025), 1e-11);
    assert_ends (copia_interval_poisson (1, 0.95), 0.02532, 5.57164, 5e-6);
    assert_ends (copia_interval_poisson (10, 0.95), 4.79539, 18.39036, 5e-6);
}

static void
test_the_rate_lies_inside_at_every_size (void)
{
    for (double n = 1; n <= 1e12; n *= 10)
        for (int tenth = 0; tenth <= 10; tenth++) {
            double hits = floor (n * tenth / 10), p = hits / n;
            CopiaInterval w = copia_interval_wilson (hits, n, 0.95);
            CopiaInterval c =
                n > 1e8 ? w : copia_interval_clopper_pearson (hits, n, 0.95);
            g_assert_true (0 <= w.low && w.low <= p && p <= w.high && w.high <= 1);
            g_assert_true (0 <= c.low && c.low <= p && p <= c.high && c.high <= 1);
        }
}

static void
test_more_confidence_is_wider_and_more_tokens_are_narrower (void)
{
    CopiaInterval usual = copia_interval_wilson (10, 1000, 0.95);
    CopiaInterval sure = copia_interval_wilson (10, 1000, 0.99);
    CopiaInterval more = copia_interval_wilson (100, 10000, 0.95);

    g_assert_true (sure.low < usual.low && usual.high < sure.high);
    g_assert_true (usual.low < more.low && more.high < usual.high);
}

static void
test_a_rare_word_in_a_large_corpus_keeps_its_lower_end (void)
{
    double n = 1e12, z = 1.959963984540054;
    CopiaInterval one = copia_interval_wilson (1, n, 0.95);
    double centre = 1 + z * z / 2, spread = z * sqrt (1 + z * z / 4);

    g_assert_cmpfloat_with_epsilon (one.low * n * (centre + spread), 1, 1e-9);
    g_assert_cmpfloat_with_epsilon (copia_interval_clopper_pearson (1, n, 0.95).low * n,
                                    -log1p (-0.025), 1e-9);
}

static void
test_no_tokens_say_nothing_and_nonsense_is_nan (void)
{
    assert_ends (copia_interval_wilson (0, 0, 0.95), 0, 1, 1e-15);
    assert_ends (copia_interval_clopper_pearson (0, 0, 0.95), 0, 1, 1e-15);
    g_assert_true (isnan (copia_interval_wilson (3, 2, 0.95).low));
    g_assert_true (isnan (copia_interval_wilson (-1, 2, 0.95).high));
    g_assert_true (isnan (copia_interval_wilson (1, 2, 1).low));
    g_assert_true (isnan (copia_interval_poisson (NAN, 0.95).low));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/interval/" #name, test_##name)
    CLAIM (wilson_agrees_with_print);
    CLAIM (clopper_pearson_agrees_with_print);
    CLAIM (poisson_agrees_with_print);
    CLAIM (the_rate_lies_inside_at_every_size);
    CLAIM (more_confidence_is_wider_and_more_tokens_are_narrower);
    CLAIM (a_rare_word_in_a_large_corpus_keeps_its_lower_end);
    CLAIM (no_tokens_say_nothing_and_nonsense_is_nan);
    return g_test_run ();
}
