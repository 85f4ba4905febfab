/* test-association.c - the measures keep what their entries promise. */
#include "stats/association.h"

#include <glib.h>

static const CopiaTable2 typical = { 40, 792, 500, 1000000 };

static double
score (const char *name, CopiaTable2 table)
{
    const CopiaMeasure *measure = copia_measure_find (name);

    g_assert_nonnull (measure);
    return copia_measure_score (measure, &table, NULL);
}

static CopiaTable2
random_table (GRand *rand)
{
    double n = floor (exp (g_rand_double_range (rand, 1, 27)));
    double r1 = floor (n * exp (-g_rand_double_range (rand, 0, 12)));
    double c1 = floor (n * exp (-g_rand_double_range (rand, 0, 12)));
    double low = fmax (0, r1 + c1 - n), high = fmin (r1, c1);
    double e11 = r1 * (c1 / n), sd = sqrt (e11) + 1;
    double o11 = floor (e11 + g_rand_double_range (rand, -3, 30) * sd);

    return (CopiaTable2){ fmin (high, fmax (low, o11)), r1, c1, n };
}

static void
each_random (void (*check) (CopiaTable2))
{
    guint32 seed = g_test_rand_int ();
    GRand *rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int i = 0; i < 2000; i++)
        check (random_table (rand));
    g_rand_free (rand);
}

static void
assert_near (double a, double b)
{
    g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * fmax (1, fmax (fabs (a), fabs (b))));
}

static void
test_every_entry_is_complete_and_its_names_are_its_own (void)
{
    for (const CopiaMeasure *m = copia_measures; m->about.name; m++) {
        const CopiaAbout *about = &m->about;
        g_assert_true (about->aliases && about->summary[0] && about->formula[0] &&
                       about->unit[0] && about->range[0] && about->source[0] &&
                       m->score);
        g_assert_true (copia_measure_find (about->name) == m);
        g_auto (GStrv) aliases = g_strsplit (about->aliases, " ", -1);
        for (int i = 0; aliases[i]; i++)
            if (aliases[i][0])
                g_assert_true (copia_measure_find (aliases[i]) == m);
    }
    g_assert_null (copia_measure_find (""));
    g_assert_null (copia_measure_find ("log"));
    g_assert_true (copia_measure_find ("LOGDICE") == copia_measure_find ("logDice"));
}

static void
test_no_possible_table_with_hits_gives_nan (void)
{
    const CopiaTable2 tables[] = { typical,
                                   { 1, 1, 1, 2 },
                                   { 5, 5, 5, 1000 },
                                   { 3, 3, 900, 1000 },
                                   { 1, 400, 600, 1000 },
                                   { 123456789012, 2e11, 3e11, 1e12 } };

    for (const CopiaMeasure *m = copia_measures; m->about.name; m++)
        for (unsigned i = 0; i < G_N_ELEMENTS (tables); i++)
            g_assert_false (isnan (copia_measure_score (m, &tables[i], NULL)));
}

static void
test_an_impossible_table_is_nan_in_every_measure (void)
{
    const CopiaTable2 tables[] = { { 5, 4, 9, 100 },     { 5, 9, 4, 100 },
                                   { -1, 4, 9, 100 },    { 0, 60, 60, 100 },
                                   { 0, 0, 0, 0 },       { 1, 2, 3, NAN },
                                   { 1, 2, 3, INFINITY } };

    for (const CopiaMeasure *m = copia_measures; m->about.name; m++)
        for (unsigned i = 0; i < G_N_ELEMENTS (tables); i++)
            g_assert_true (isnan (copia_measure_score (m, &tables[i], NULL)));
}

static void
test_a_pair_never_seen_has_the_limits_that_are_announced (void)
{
    const CopiaTable2 none = { 0, 100, 50, 10000 };

    g_assert_cmpfloat (score ("mi", none), ==, -INFINITY);
    g_assert_cmpfloat (score ("logDice", none), ==, -INFINITY);
    g_assert_cmpfloat (score ("t", none), ==, -INFINITY);
    g_assert_cmpfloat (score ("npmi", none), ==, -1);
    g_assert_cmpfloat (score ("local_mi", none), ==, 0);
    g_assert_cmpfloat (score ("fisher.pv", none), ==, 0);
    g_assert_cmpfloat (score ("log.likelihood", none), <, 0);
    assert_near (score ("simple.ll", none), -1);
}

static void
test_without_anything_else_there_is_nothing_to_compare_with (void)
{
    const CopiaTable2 all = { 50, 10000, 50, 10000 };
    static const char *const undefined[] = { "log_ratio",
                                             "lrc",
                                             "lrc.positive",
                                             "chi2",
                                             "log_ratio.conservative_normal",
                                             "phi2",
                                             "relative_risk",
                                             "deltaP.w2|w1" };

    for (unsigned i = 0; i < G_N_ELEMENTS (undefined); i++)
        g_assert_true (isnan (score (undefined[i], all)));
    g_assert_cmpfloat (score ("log.likelihood", all), ==, 0);
    g_assert_cmpfloat (score ("mi", all), ==, 0);
}

static void
test_independence_scores_zero (void)
{
    const CopiaTable2 chance = { 30, 300, 1000, 10000 };
    static const char *const zero[] = {
        "mi",           "local_mi",  "t",   "z",    "log.likelihood",
        "simple.ll",    "chi2",      "lrc", "phi2", "deltaP.w2|w1",
        "deltaP.w1|w2", "log_ratio", "npmi"
    };

    for (unsigned i = 0; i < G_N_ELEMENTS (zero); i++)
        g_assert_cmpfloat (score (zero[i], chance), ==, 0);
}

static void
transposed_is_equal (CopiaTable2 t)
{
    static const char *const symmetric[] = {
        "mi",        "log.likelihood", "logDice", "t",    "chi2",
        "fisher.pv", "npmi",           "jaccard", "phi2", "odds_ratio.disc"
    };
    CopiaTable2 other = { t.o11, t.c1, t.r1, t.n };

    for (unsigned i = 0; i < G_N_ELEMENTS (symmetric); i++) {
        double a = score (symmetric[i], t), b = score (symmetric[i], other);
        if (isfinite (a) || isfinite (b))
            assert_near (a, b);
    }
}

static void
test_symmetric_measures_do_not_care_which_word_is_the_node (void)
{
    each_random (transposed_is_equal);
}

static void
bounds_hold (CopiaTable2 t)
{
    static const struct {
        const char *name;
        double low, high;
    } bounds[] = {
        { "dice", 0, 1 },
        { "jaccard", 0, 1 },
        { "ms", 0, 1 },
        { "gmean", 0, 1 },
        { "phi2", 0, 1 },
        { "deltaP.w2|w1", -1, 1 },
        { "deltaP.w1|w2", -1, 1 },
        { "npmi", -1, 1 },
        { "logDice", -INFINITY, 14 },
        { "fisher.p.greater", 0, 1 },
        { "fisher.p.less", 0, 1 },
        { "chi2", 0, INFINITY },
        { "fisher.p.two_sided", 0, 1 },
        { "fisher.pv", 0, INFINITY },
        { "poisson.pv", 0, INFINITY },
    };

    for (unsigned i = 0; i < G_N_ELEMENTS (bounds); i++) {
        double value = score (bounds[i].name, t);
        if (isnan (value))
            continue;
        g_assert_cmpfloat (value, >=, bounds[i].low - 1e-12);
        g_assert_cmpfloat (value, <=, bounds[i].high + 1e-12);
    }
}

static void
test_scores_stay_within_their_bounds (void)
{
    each_random (bounds_hold);
}

static void
more_is_more (CopiaTable2 t)
{
    static const char *const rising[] = {
        "mi", "t", "logDice", "log.likelihood", "fisher.pv", "lambda", "z", "walter"
    };
    CopiaTable2 next = t;

    next.o11++;
    if (!copia_table2_possible (&t) || !copia_table2_possible (&next))
        return;
    for (unsigned i = 0; i < G_N_ELEMENTS (rising); i++) {
        double a = score (rising[i], t), b = score (rising[i], next);
        g_assert_true (b >= a - 1e-9 * fabs (a));
    }
}

static void
test_one_hit_more_never_lowers_a_score (void)
{
    each_random (more_is_more);
}

static void
cautious_is_between (CopiaTable2 t)
{
    double lrc = score ("lrc", t), plain = score ("log_ratio", t);

    if (isnan (plain) || t.o11 == 0 || t.o11 == t.c1)
        return;
    g_assert_true (fabs (lrc) <= fabs (plain) + 1e-9);
    g_assert_true (lrc == 0 || lrc * plain > 0);
}

static void
test_the_conservative_log_ratio_lies_between_zero_and_the_log_ratio (void)
{
    each_random (cautious_is_between);
}

static void
test_log_likelihood_is_exact_next_to_independence (void)
{
    /* O11 - E11 = 1 in 2.5 10^11: the sum of O ln (O/E) would keep no digit of what is,
     * to first order, the sum of 1/E over four cells. */
    const CopiaTable2 close = { 250000000001, 5e11, 5e11, 1e12 };

    g_assert_cmpfloat_with_epsilon (score ("log.likelihood", close), 1.6e-11, 1e-16);
    g_assert_cmpfloat_with_epsilon (score ("chi2", close), 1.6e-11, 1e-16);
}

static void
test_p_values_far_below_the_range_of_double_keep_their_size (void)
{
    const CopiaTable2 strong = { 5000, 10000, 10000, 1000000 };
    double pv = score ("fisher.pv", strong);

    g_assert_cmpfloat (pv, >, 5000);
    g_assert_cmpfloat (pv, <, 1e5);
    g_assert_cmpfloat (score ("fisher.p.greater", strong), ==, 0);
    g_assert_cmpfloat (score ("collostruction", strong), ==, pv);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/association/" #name, test_##name)
    CLAIM (every_entry_is_complete_and_its_names_are_its_own);
    CLAIM (no_possible_table_with_hits_gives_nan);
    CLAIM (an_impossible_table_is_nan_in_every_measure);
    CLAIM (a_pair_never_seen_has_the_limits_that_are_announced);
    CLAIM (without_anything_else_there_is_nothing_to_compare_with);
    CLAIM (independence_scores_zero);
    CLAIM (symmetric_measures_do_not_care_which_word_is_the_node);
    CLAIM (scores_stay_within_their_bounds);
    CLAIM (one_hit_more_never_lowers_a_score);
    CLAIM (the_conservative_log_ratio_lies_between_zero_and_the_log_ratio);
    CLAIM (log_likelihood_is_exact_next_to_independence);
    CLAIM (p_values_far_below_the_range_of_double_keep_their_size);
    return g_test_run ();
}
