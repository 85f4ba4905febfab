/* test-keyness.c - two corpora, many words, or units for samples. */
#include "stats/keyness.h"

#include "stats/adjust.h"
#include "stats/contrast.h"

#include <glib.h>
#include <string.h>

static const CopiaLevel usual = { .alpha = 0.05, .tests = 1, .added = 1 };

static double
score (const char *name, double f1, double n1, double f2, double n2)
{
    const CopiaMeasure *measure = copia_keyness_find (name);
    CopiaTable2 table = copia_table2_from_corpora (f1, n1, f2, n2);

    g_assert_nonnull (measure);
    return copia_measure_score (measure, &table, NULL);
}

static void
assert_near (double a, double b)
{
    g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * fmax (1, fabs (b)));
}

static void
test_turning_the_corpora_round_turns_the_sign (void)
{
    static const char *const odd[] = { "G2.4term.signed",
                                       "LL.2term.signed",
                                       "log_ratio",
                                       "difference_coefficient",
                                       "LRC",
                                       "walter" };
    static const char *const even[] = { "LL.2term", "BIC", "ELL", "chi2",
                                        "keyness.KLD" };

    for (unsigned i = 0; i < G_N_ELEMENTS (odd); i++)
        assert_near (score (odd[i], 90, 1e5, 40, 3e5),
                     -score (odd[i], 40, 3e5, 90, 1e5));
    for (unsigned i = 0; i < G_N_ELEMENTS (even); i++)
        assert_near (score (even[i], 90, 1e5, 40, 3e5),
                     score (even[i], 40, 3e5, 90, 1e5));
}

static void
test_equal_rates_are_no_difference (void)
{
    static const char *const zero[] = {
        "G2.4term.signed",        "LL.2term",   "pct_diff", "LRC",
        "difference_coefficient", "keyness.KLD"
    };

    for (unsigned i = 0; i < G_N_ELEMENTS (zero); i++)
        assert_near (score (zero[i], 30, 1e5, 60, 2e5), 0);
    assert_near (score ("simple_maths", 30, 1e5, 60, 2e5), 1);
    assert_near (score ("relative_risk", 30, 1e5, 60, 2e5), 1);
}

static void
test_two_cells_never_say_more_than_four (void)
{
    for (double a = 0; a < 5000; a = a * 3 + 1)
        for (double b = 0; b < 5000; b = b * 2 + 1) {
            double two = score ("LL.2term", a, 1e4, b, 2e4);
            double four = score ("LL.4term", a, 1e4, b, 2e4);
            g_assert_cmpfloat (two, >=, 0);
            g_assert_cmpfloat (two, <=, four + 1e-9);
        }
}

static void
test_zero_frequencies_have_the_announced_scores (void)
{
    g_assert_cmpfloat (score ("pct_diff", 5, 1e5, 0, 1e5), ==, INFINITY);
    g_assert_cmpfloat (score ("pct_diff", 0, 1e5, 5, 1e5), ==, -100);
    g_assert_cmpfloat (score ("difference_coefficient", 5, 1e5, 0, 1e5), ==, 1);
    g_assert_true (isnan (score ("pct_diff", 0, 1e5, 0, 1e5)));
    g_assert_true (isnan (score ("ELL", 1, 10, 0, 1e5)));
    assert_near (score ("LL.2term", 0, 1e5, 0, 1e5), 0);
    assert_near (score ("simple_maths", 0, 1e5, 0, 1e5), 1);
}

static void
test_words_are_judged_by_the_whole_interval (void)
{
    const struct {
        double f1, f2;
        CopiaKeyness kind;
    } words[] = { { 400, 100, COPIA_KEYWORD },
                  { 100, 400, COPIA_NEGATIVE },
                  { 50000, 50100, COPIA_LOCKWORD },
                  { 5, 4, COPIA_UNDECIDED },
                  { 0, 0, COPIA_UNDECIDED } };

    for (unsigned i = 0; i < G_N_ELEMENTS (words); i++) {
        CopiaTable2 t = copia_table2_from_corpora (words[i].f1, 1e6, words[i].f2, 1e6);
        g_assert_cmpint (copia_keyness_judge (&t, &usual, 0.2), ==, words[i].kind);
    }
}

static void
test_key_texts_are_those_with_significantly_more (void)
{
    const CopiaTable2 texts[] = { copia_table2_from_corpora (30, 1e4, 100, 1e6),
                                  copia_table2_from_corpora (1, 1e4, 100, 1e6),
                                  copia_table2_from_corpora (0, 1e4, 5000, 1e6),
                                  { 3, 2, 1, 0 } };

    g_assert_cmpuint (copia_key_texts (texts, 4, &usual), ==, 1);
}

static void
test_corrections_agree_with_print (void)
{
    /* Benjamini & Hochberg 1995: Bonferroni rejects 3 of the 15, BH 4 */
    const double print[15] = { .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                               .0459, .3240, .4262, .5719, .6528, .7590, 1.0 };
    const int rejected[] = { 3, 3, 3, 4, 3 };

    for (int c = COPIA_BONFERRONI; c <= COPIA_BY; c++) {
        double p[15];
        int count = 0;
        memcpy (p, print, sizeof p);
        copia_adjust (p, 15, (CopiaCorrection) c);
        for (int i = 0; i < 15; i++) {
            count += p[i] <= 0.05;
            g_assert_true (p[i] >= print[i] && p[i] <= 1);
            g_assert_true (i == 0 || p[i] >= p[i - 1]);
        }
        g_assert_cmpint (count, ==, rejected[c]);
    }
}

static void
test_corrections_do_not_depend_on_order_and_leave_nan_alone (void)
{
    double p[] = { 0.04, NAN, 0.01, 0.03 }, q[] = { 0.01, 0.03, 0.04 };

    copia_adjust (p, 4, COPIA_HOLM);
    copia_adjust (q, 3, COPIA_HOLM);
    g_assert_true (isnan (p[1]));
    assert_near (p[0], q[2]);
    assert_near (p[2], q[0]);
    assert_near (p[3], q[1]);
    assert_near (q[0], 0.03);
    assert_near (q[1], 0.06);
    assert_near (q[2], 0.06);
    copia_adjust (NULL, 0, COPIA_BH);
    g_assert_cmpint (copia_correction_find ("Holm"), ==, COPIA_HOLM);
    g_assert_cmpint (copia_correction_find ("x"), ==, -1);
}

static void
test_shared_levels_are_exact_for_many_tests (void)
{
    assert_near (copia_sidak_alpha (0.05, 1), 0.05);
    g_assert_cmpfloat_with_epsilon (copia_sidak_alpha (0.05, 1e15) * 1e15,
                                    -log1p (-0.05), 1e-9);
    g_assert_true (copia_bonferroni_alpha (0.05, 20) < copia_sidak_alpha (0.05, 20));
}

static void
test_ranks_agree_with_print (void)
{
    /* Kilgarriff 2001, IJCL 6(1), p. 238 */
    const double x[] = { 12, 15, 18, 24, 88 }, y[] = { 3, 3, 13, 27, 33 };
    CopiaRankTest kilgarriff = copia_rank_test (x, 5, y, 5);
    assert_near (kilgarriff.rank_sum, 31);
    assert_near (kilgarriff.u, 16);
    /* all of one side: 2 of C(8,4) orders are as extreme */
    const double a[] = { 1, 2, 3, 4 }, b[] = { 5, 6, 7, 8 };
    assert_near (exp (copia_rank_test (a, 4, b, 4).log_p), 2.0 / 70);
    assert_near (copia_rank_test (a, 4, b, 4).delta, -1);
    /* the third least of 3 against 3: U = 1, 2 (1 + 1) / 20 */
    const double c[] = { 1, 2, 4 }, d[] = { 3, 5, 6 };
    assert_near (exp (copia_rank_test (c, 3, d, 3).log_p), 0.2);
}

static void
test_the_rank_test_is_symmetric_and_knows_ties (void)
{
    const double x[] = { 1, 1, 2, 5, 9 }, y[] = { 1, 2, 2, 3 };
    CopiaRankTest there = copia_rank_test (x, 5, y, 4),
                  back = copia_rank_test (y, 4, x, 5);
    const double same[] = { 2, 2, 2 };

    assert_near (there.u + back.u, 20);
    assert_near (there.z, -back.z);
    assert_near (there.log_p, back.log_p);
    assert_near (there.delta, -back.delta);
    assert_near (copia_rank_test (same, 3, same, 3).z, 0);
    assert_near (copia_rank_test (same, 3, same, 3).log_p, 0);
    g_assert_true (isnan (copia_rank_test (x, 5, y, 0).u));
}

static void
test_welch_agrees_with_print (void)
{
    /* Student's sleep data; R: t.test (extra ~ group, data = sleep) */
    const double x[] = { 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0 };
    const double y[] = { 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4 };
    CopiaWelchTest test = copia_welch_test (x, 10, y, 10);

    g_assert_cmpfloat_with_epsilon (test.t, -1.8608, 5e-5);
    g_assert_cmpfloat_with_epsilon (test.df, 17.776, 5e-4);
    g_assert_cmpfloat_with_epsilon (exp (test.log_p), 0.07939, 5e-6);
    g_assert_cmpfloat_with_epsilon (test.difference, -1.58, 1e-9);
    g_assert_true (isnan (copia_welch_test (x, 1, y, 10).t));
    const double same[] = { 2, 2, 2 };
    g_assert_true (isnan (copia_welch_test (same, 3, same, 3).t));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/keyness/" #name, test_##name)
    CLAIM (turning_the_corpora_round_turns_the_sign);
    CLAIM (equal_rates_are_no_difference);
    CLAIM (two_cells_never_say_more_than_four);
    CLAIM (zero_frequencies_have_the_announced_scores);
    CLAIM (words_are_judged_by_the_whole_interval);
    CLAIM (key_texts_are_those_with_significantly_more);
    CLAIM (corrections_agree_with_print);
    CLAIM (corrections_do_not_depend_on_order_and_leave_nan_alone);
    CLAIM (shared_levels_are_exact_for_many_tests);
    CLAIM (ranks_agree_with_print);
    CLAIM (the_rank_test_is_symmetric_and_knows_ties);
    CLAIM (welch_agrees_with_print);
    return g_test_run ();
}
