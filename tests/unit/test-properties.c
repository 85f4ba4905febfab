/* test-properties.c - what must hold of measures whatever the counts: symmetry, bounds, order,
 * and that they stay sound for very large and very small numbers. */
#include "stats/dispersion.h"
#include "stats/keyness.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* A table as they come: node and collocate rarer than the corpus is large. */
static CopiaTable2
random_table (double largest)
{
    double n = floor (pow (largest, g_test_rand_double_range (0.4, 1)));
    double r1 = floor (pow (n, g_test_rand_double_range (0.2, 0.9))) + 1;
    double c1 = floor (pow (n, g_test_rand_double_range (0.1, 0.9))) + 1;
    double most = fmin (r1, c1), least = fmax (0, r1 + c1 - n);
    double share = g_test_rand_double ();

    return (CopiaTable2){ floor (least + (most - least) * share * share), r1, c1, n };
}

static double
score (const char *name, const CopiaTable2 *table)
{
    const CopiaMeasure *measure = copia_measure_find (name);

    g_assert_nonnull (measure);
    return copia_measure_score (measure, table, NULL);
}

static bool
close_to (double a, double b)
{
    return a == b || (isnan (a) && isnan (b)) ||
           fabs (a - b) <= 1e-9 * fmax (1, fmax (fabs (a), fabs (b)));
}

static void
test_node_and_collocate_may_change_places (void)
{
    static const char *const symmetric[] = {
        "mi",         "mi2",       "mi3",  "local_mi", "npmi",       "t",
        "z",          "ll",        "chi2", "dice",     "gmean",      "logdice",
        "simple.ll",  "jaccard",   "phi2", "lambda",   "odds_ratio", "min_sensitivity",
        "poisson.pv", "fisher.pv",
    };

    for (int i = 0; i < 2000; i++) {
        CopiaTable2 t = random_table (1e6);
        CopiaTable2 turned = { t.o11, t.c1, t.r1, t.n };

        for (size_t k = 0; k < G_N_ELEMENTS (symmetric); k++)
            if (!close_to (score (symmetric[k], &t), score (symmetric[k], &turned)))
                g_error ("%s of %g %g %g %g: %.17g, turned %.17g", symmetric[k], t.o11,
                         t.r1, t.c1, t.n, score (symmetric[k], &t),
                         score (symmetric[k], &turned));
        g_assert_true (close_to (score ("deltaP.forward", &t),
                                 score ("deltaP.backward", &turned)));
    }
}

static void
test_corpora_may_change_places (void)
{
    static const char *const turning[] = { "ll", "log_ratio", "log_ratio.walter", "lrc",
                                           "log_ratio.conservative_normal" };

    for (int i = 0; i < 2000; i++) {
        CopiaTable2 t = random_table (1e6);
        CopiaTable2 turned = { copia_table2_o21 (&t), copia_table2_r2 (&t), t.c1, t.n };

        for (size_t k = 0; k < G_N_ELEMENTS (turning); k++) {
            double a = score (turning[k], &t), b = score (turning[k], &turned);

            if (!(fabs (a + b) <= 1e-7 * fmax (1, fabs (a))))
                g_error ("%s of %g %g %g %g: %.17g, turned %.17g", turning[k], t.o11,
                         t.r1, t.c1, t.n, a, b);
        }
    }
}

/* The ends that an entry states, such as "[0, 1]"; infinite where it says so. */
static void
read_range (const char *range, double *low, double *high)
{
    const char *comma = strchr (range, ',');

    g_assert_nonnull (comma);
    *low = g_ascii_strtod (range + 1, NULL);
    *high = g_ascii_strtod (comma + 1, NULL);
    if (strncmp (range + 1, "-ln N", 5) == 0 || strncmp (range + 1, "-inf", 4) == 0)
        *low = -INFINITY;
}

static void
assert_in_range (const CopiaMeasure *measure, const CopiaTable2 *t)
{
    double low, high, value = copia_measure_score (measure, t, NULL);

    read_range (measure->about.range, &low, &high);
    if (isnan (value) || (value >= low - 1e-9 && value <= high + 1e-9 * fabs (high)))
        return;
    g_error ("%s of %g %g %g %g is %.17g, outside of %s", measure->about.name, t->o11,
             t->r1, t->c1, t->n, value, measure->about.range);
}

static void
test_scores_keep_the_range_their_entry_states (void)
{
    for (int i = 0; i < 1000; i++) {
        CopiaTable2 t = random_table (1e5);

        for (const CopiaMeasure *m = copia_measures; m->about.name; m++)
            assert_in_range (m, &t);
        for (const CopiaMeasure *m = copia_keyness; m->about.name; m++)
            assert_in_range (m, &t);
    }
}

static void
test_one_pair_more_is_more_attraction (void)
{
    static const char *const rising[] = {
        "mi",
        "mi2",
        "mi3",
        "npmi",
        "t",
        "z",
        "ll",
        "dice",
        "gmean",
        "logdice",
        "simple.ll",
        "jaccard",
        "deltaP.forward",
        "lrc",
        "log_ratio",
        "log_ratio.walter",
        "lambda",
        "relative_risk",
        "fisher.pv",
    };

    for (int i = 0; i < 2000; i++) {
        CopiaTable2 t = random_table (1e5), more = t;

        more.o11++;
        if (!copia_table2_possible (&more))
            continue;
        for (size_t k = 0; k < G_N_ELEMENTS (rising); k++) {
            double a = score (rising[k], &t), b = score (rising[k], &more);

            if (!(isnan (a) || isnan (b) || b >= a - 1e-9 * fmax (1, fabs (a))))
                g_error ("%s falls from %.17g to %.17g at %g %g %g %g", rising[k], a, b,
                         t.o11, t.r1, t.c1, t.n);
        }
    }
}

static void
test_counts_of_a_trillion_are_counts (void)
{
    for (int i = 0; i < 300; i++) {
        CopiaTable2 t = random_table (1e12);
        double ll = score ("ll", &t), expected = copia_table2_e11 (&t);

        g_assert_true (isfinite (ll));
        g_assert_true (t.o11 == expected || (ll > 0) == (t.o11 > expected) || ll == 0);
        g_assert_true (isfinite (score ("logdice", &t)) || t.o11 == 0);
        g_assert_true (score ("chi2", &t) >= 0);
    }
}

static void
test_the_least_chance_keeps_its_size (void)
{
    /* 500 of 1000 where half a one is expected; P (X >= 500) is some 10^-1164 */
    const CopiaTable2 t = { 500, 1000, 1000, 2000000 };
    double p = score ("fisher.pv", &t), poisson = score ("poisson.pv", &t);

    g_assert_cmpfloat (p, >, 1000);
    g_assert_true (isfinite (p) && isfinite (poisson));
    /* one pair less is a little likelier, all the way down */
    for (double o = 500; o > 1; o--) {
        const CopiaTable2 a = { o, 1000, 1000, 2000000 },
                          b = { o - 1, 1000, 1000, 2e6 };

        g_assert_cmpfloat (score ("fisher.pv", &a), >, score ("fisher.pv", &b));
    }
}

/* ---- parts */

static double
spread (const char *name, const double *v, const double *w, size_t n)
{
    const CopiaSpread *found = copia_spread_find (name);

    g_assert_nonnull (found);
    return copia_spread_score (found, &(CopiaParts){ v, w, n });
}

static void
test_parts_made_one_are_no_less_even (void)
{
    for (int i = 0; i < 2000; i++) {
        double v[20], w[20];
        size_t n = (size_t) g_test_rand_int_range (3, 20);

        for (size_t k = 0; k < n; k++) {
            w[k] = g_test_rand_int_range (1, 2000);
            v[k] = MIN (w[k], floor (pow (g_test_rand_double (), 3) * 40));
        }
        v[0] = 1;
        double dp = spread ("DP", v, w, n), kld = spread ("KLD_log2", v, w, n);
        v[n - 2] += v[n - 1];
        w[n - 2] += w[n - 1];
        g_assert_cmpfloat (spread ("DP", v, w, n - 1), <=, dp + 1e-12);
        g_assert_cmpfloat (spread ("KLD_log2", v, w, n - 1), <=, kld + 1e-12);
    }
}

static void
test_the_order_of_parts_does_not_count (void)
{
    for (int i = 0; i < 300; i++) {
        double v[10], w[10], v2[10], w2[10];

        for (size_t k = 0; k < 10; k++) {
            w[k] = w2[9 - k] = g_test_rand_int_range (100, 2000);
            v[k] = v2[9 - k] = g_test_rand_int_range (0, 9);
        }
        v[3] = v2[6] = 5;
        for (const CopiaSpread *s = copia_spreads; s->about.name; s++) {
            double a = copia_spread_score (s, &(CopiaParts){ v, w, 10 });
            double b = copia_spread_score (s, &(CopiaParts){ v2, w2, 10 });

            if (!close_to (a, b))
                g_error ("%s: %.17g, turned %.17g", s->about.name, a, b);
        }
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/properties/symmetry", test_node_and_collocate_may_change_places);
    g_test_add_func ("/properties/corpora", test_corpora_may_change_places);
    g_test_add_func ("/properties/range",
                     test_scores_keep_the_range_their_entry_states);
    g_test_add_func ("/properties/order", test_one_pair_more_is_more_attraction);
    g_test_add_func ("/properties/large", test_counts_of_a_trillion_are_counts);
    g_test_add_func ("/properties/small", test_the_least_chance_keeps_its_size);
    g_test_add_func ("/properties/merging", test_parts_made_one_are_no_less_even);
    g_test_add_func ("/properties/parts", test_the_order_of_parts_does_not_count);
    return g_test_run ();
}
