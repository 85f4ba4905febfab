/* test-dispersion.c - evenness means the same for every measure, and does not move. */
#include "stats/dispersion.h"
#include "stats/spacing.h"

#include <glib.h>
#include <math.h>

enum { MOST = 12 };

typedef struct {
    double v[MOST], w[MOST];
    size_t n;
} Sample;

static CopiaParts
parts (const Sample *sample)
{
    return (CopiaParts){ sample->v, sample->w, sample->n };
}

static double
score (const char *name, CopiaParts p)
{
    const CopiaSpread *spread = copia_spread_find (name);

    g_assert_nonnull (spread);
    return copia_spread_score (spread, &p);
}

static void
assert_near (double a, double b)
{
    g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * fmax (1, fabs (b)));
}

static void
each_random (void (*check) (const Sample *, GRand *))
{
    guint32 seed = g_test_rand_int ();
    GRand *rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int i = 0; i < 2000; i++) {
        Sample s = { .n = g_rand_int_range (rand, 2, MOST + 1) };
        for (size_t j = 0; j < s.n; j++) {
            s.w[j] = g_rand_int_range (rand, 50, 2000);
            s.v[j] = g_rand_int_range (rand, 0, 3) * g_rand_int_range (rand, 0, 16);
        }
        s.v[0]++;
        check (&s, rand);
    }
    g_rand_free (rand);
}

static void
test_every_entry_is_complete_and_its_names_are_its_own (void)
{
    for (const CopiaSpread *s = copia_spreads; s->about.name; s++) {
        const CopiaAbout *about = &s->about;
        g_assert_true (about->aliases && about->summary[0] && about->formula[0] &&
                       about->unit[0] && about->range[0] && about->source[0] &&
                       s->spread);
        g_assert_true (copia_spread_find (about->name) == s);
        g_auto (GStrv) aliases = g_strsplit (about->aliases, " ", -1);
        for (int i = 0; aliases[i]; i++)
            if (aliases[i][0])
                g_assert_true (copia_spread_find (aliases[i]) == s);
    }
}

static void
test_a_spread_in_proportion_to_size_is_perfect (void)
{
    const double v[] = { 10, 20, 5, 15 }, w[] = { 1000, 2000, 500, 1500 };
    CopiaParts p = { v, w, 4 };
    static const char *const ones[] = { "D", "D2", "S", "DA", "1-DP", "1-DKL_o2p" };
    static const char *const zeros[] = { "DP",      "DPnorm",     "DP_egbert", "KLD",
                                         "DKL_o2p", "DKL_base_2", "chi2" };

    for (unsigned i = 0; i < G_N_ELEMENTS (ones); i++)
        assert_near (score (ones[i], p), 1);
    for (unsigned i = 0; i < G_N_ELEMENTS (zeros); i++)
        assert_near (score (zeros[i], p), 0);
    assert_near (score ("KF", p), 50);
}

static void
test_all_in_one_of_equal_parts_is_the_worst (void)
{
    const double v[] = { 0, 0, 30, 0, 0 };
    CopiaParts p = { v, NULL, 5 };

    assert_near (score ("D", p), 0);
    assert_near (score ("D2", p), 0);
    assert_near (score ("DA", p), 0);
    assert_near (score ("S", p), 0.2);
    assert_near (score ("DP", p), 0.8);
    assert_near (score ("DPnorm", p), 1);
    assert_near (score ("DP_egbert", p), 1);
    assert_near (score ("KLD", p), log2 (5));
    assert_near (score ("U", p), 0);
    assert_near (score ("Um", p), 6);
    assert_near (score ("IDF", p), log2 (5));
    assert_near (score ("range", p), 1);
}

static void
bounds_hold (const Sample *s, GRand *rand)
{
    static const char *const unit[] = { "D",          "D2",
                                        "S",          "DC",
                                        "DP",         "DPnorm",
                                        "DP_egbert",  "1-DP",
                                        "DA",         "DKL_o2p",
                                        "DKL_base_e", "DKL_base_2",
                                        "range_rel",  "carroll_D2_counts" };

    (void) rand;
    for (unsigned i = 0; i < G_N_ELEMENTS (unit); i++) {
        double value = score (unit[i], parts (s));
        g_assert_cmpfloat (value, >=, -1e-12);
        g_assert_cmpfloat (value, <=, 1 + 1e-12);
    }
}

/* Rounding would leave hits in a part that has none: of a hundred million, a few billionths. */
static void
test_all_in_one_part_is_zero_however_many_there_are (void)
{
    double v[] = { 0, 137376033, 0 }, w[] = { 781353166, 263373663, 231271762 };
    const CopiaParts p = { v, w, 3 };

    g_assert_cmpfloat (score ("juilland_D", p), ==, 0);
    g_assert_cmpfloat (score ("juilland_D_equal", p), ==, 0);
    g_assert_cmpfloat (score ("juilland_U", p), ==, 0);
}

static void
test_scores_stay_within_their_bounds (void)
{
    each_random (bounds_hold);
}

static void
order_does_not_matter (const Sample *s, GRand *rand)
{
    Sample shuffled = *s;

    for (size_t i = shuffled.n - 1; i > 0; i--) {
        size_t j = g_rand_int_range (rand, 0, i + 1);
        double v = shuffled.v[i], w = shuffled.w[i];
        shuffled.v[i] = shuffled.v[j];
        shuffled.w[i] = shuffled.w[j];
        shuffled.v[j] = v;
        shuffled.w[j] = w;
    }
    for (const CopiaSpread *m = copia_spreads; m->about.name; m++)
        assert_near (score (m->about.name, parts (&shuffled)),
                     score (m->about.name, parts (s)));
}

static void
test_the_order_of_parts_does_not_matter (void)
{
    each_random (order_does_not_matter);
}

static void
an_empty_part_changes_nothing (const Sample *s, GRand *rand)
{
    Sample more = *s;
    size_t at = g_rand_int_range (rand, 0, s->n);

    if (s->n == MOST)
        return;
    more.v[more.n] = more.v[at];
    more.w[more.n++] = more.w[at];
    more.v[at] = more.w[at] = 0;
    for (const CopiaSpread *m = copia_spreads; m->about.name; m++)
        assert_near (score (m->about.name, parts (&more)),
                     score (m->about.name, parts (s)));
}

static void
test_a_part_without_tokens_is_left_out (void)
{
    each_random (an_empty_part_changes_nothing);
}

static void
halving_changes_nothing (const Sample *s, GRand *rand)
{
    /* parts of the same rate side by side say what one part said */
    static const char *const merging[] = { "DP", "S", "KLD", "KF", "chi2" };
    Sample merged = *s;
    Sample split = { .n = s->n + 1 };

    (void) rand;
    if (s->n == MOST)
        return;
    for (size_t i = 0; i < s->n; i++) {
        split.v[i] = s->v[i];
        split.w[i] = s->w[i];
    }
    split.v[0] = split.v[s->n] = s->v[0] / 2;
    split.w[0] = split.w[s->n] = s->w[0] / 2;
    for (unsigned i = 0; i < G_N_ELEMENTS (merging); i++)
        assert_near (score (merging[i], parts (&split)),
                     score (merging[i], parts (&merged)));
}

static void
test_splitting_a_part_in_equal_halves_changes_no_measure_of_proportion (void)
{
    each_random (halving_changes_nothing);
}

static void
da_is_the_mean_difference (const Sample *s, GRand *rand)
{
    double sum = 0, rates = 0;

    (void) rand;
    for (size_t i = 0; i < s->n; i++) {
        rates += s->v[i] / s->w[i];
        for (size_t j = i + 1; j < s->n; j++)
            sum += fabs (s->v[i] / s->w[i] - s->v[j] / s->w[j]);
    }
    double pairs = s->n * (s->n - 1) / 2.0;
    assert_near (score ("DA", parts (s)), 1 - sum / pairs / (2 * rates / s->n));
}

static void
test_da_is_one_minus_the_mean_difference_of_all_pairs (void)
{
    each_random (da_is_the_mean_difference);
}

static void
adjusted_holds (const Sample *s, GRand *rand)
{
    static const char *const names[] = { "DP", "D", "DA", "KLD", "S" };
    CopiaParts p = parts (s);

    (void) rand;
    for (unsigned i = 0; i < G_N_ELEMENTS (names); i++) {
        double value = copia_spread_adjusted (copia_spread_find (names[i]), &p);
        g_assert_true (isnan (value) || (value >= 0 && value <= 1));
    }
}

static void
test_adjusting_for_frequency_reaches_from_zero_to_one (void)
{
    const double w[] = { 100, 200, 300 }, best[] = { 2, 4, 6 }, worst[] = { 12, 0, 0 };
    const CopiaSpread *dp = copia_spread_find ("DP");

    assert_near (copia_spread_adjusted (dp, &(CopiaParts){ best, w, 3 }), 1);
    assert_near (copia_spread_adjusted (dp, &(CopiaParts){ worst, w, 3 }), 0);
    each_random (adjusted_holds);
    const double once[] = { 1, 0, 0 };
    g_assert_true (isnan (copia_spread_adjusted (dp, &(CopiaParts){ once, w, 3 })));
}

static void
test_a_word_that_does_not_occur_has_the_announced_scores (void)
{
    const double v[] = { 0, 0, 0 }, w[] = { 10, 20, 30 };
    CopiaParts p = { v, w, 3 };
    static const char *const zero[] = { "range",     "range_rel", "maxmin", "sd",
                                        "sd_sample", "U",         "Um",     "KF",
                                        "UR",        "engvall" };
    static const char *const undefined[] = { "D",   "D2", "S",  "DP",
                                             "KLD", "DA", "vc", "chi2" };

    for (unsigned i = 0; i < G_N_ELEMENTS (zero); i++)
        g_assert_cmpfloat (score (zero[i], p), ==, 0);
    for (unsigned i = 0; i < G_N_ELEMENTS (undefined); i++)
        g_assert_true (isnan (score (undefined[i], p)));
    g_assert_cmpfloat (score ("IDF", p), ==, INFINITY);
}

static void
test_one_part_cannot_be_compared_with_others (void)
{
    const double v[] = { 7 }, w[] = { 100 };
    CopiaParts p = { v, w, 1 };
    static const char *const undefined[] = { "D",      "D2",        "DA",
                                             "DPnorm", "DP_egbert", "sd_sample" };

    for (unsigned i = 0; i < G_N_ELEMENTS (undefined); i++)
        g_assert_true (isnan (score (undefined[i], p)));
    g_assert_cmpfloat (score ("DP", p), ==, 0);
    g_assert_cmpfloat (score ("KLD", p), ==, 0);
}

static void
test_impossible_parts_are_nan_in_every_measure (void)
{
    const double v[] = { 1, -1 }, w[] = { 10, 0 }, good[] = { 1, 1 },
                 nan[] = { 1, NAN };
    const CopiaParts bad[] = { { v, NULL, 2 },
                               { good, w, 2 },
                               { good, nan, 2 },
                               { nan, NULL, 2 },
                               { good, NULL, 0 } };

    for (const CopiaSpread *m = copia_spreads; m->about.name; m++)
        for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++)
            g_assert_true (isnan (copia_spread_score (m, &bad[i])));
}

static void
test_an_even_text_has_its_frequency_as_reduced_frequency (void)
{
    uint64_t places[100];

    for (int i = 0; i < 100; i++)
        places[i] = 7 + 50 * i;
    CopiaSpacing even = copia_spacing (places, 100, 5000);
    assert_near (even.arf, 100);
    assert_near (even.fawt, 100);
    assert_near (even.fald, 100);
    assert_near (even.awt, 25.5);
    assert_near (even.ald, log10 (50));
}

static void
test_a_single_cluster_counts_little_more_than_once (void)
{
    uint64_t places[10];

    for (int i = 0; i < 10; i++)
        places[i] = 100000 + i;
    CopiaSpacing near = copia_spacing (places, 10, 1000000);
    g_assert_cmpfloat (near.arf, <, 1.001);
    g_assert_cmpfloat (near.fawt, <, 1.001);
    g_assert_cmpfloat (near.fald, <, 1.001);
    CopiaSpacing once = copia_spacing (places, 1, 1000000);
    assert_near (once.arf, 1);
    assert_near (once.fawt, 1);
    assert_near (once.fald, 1);
    g_assert_cmpfloat (copia_spacing (places, 0, 10).arf, ==, 0);
    g_assert_true (isnan (copia_spacing (places, 0, 10).awt));
}

static void
test_the_ring_may_be_cut_anywhere (void)
{
    const uint64_t here[] = { 3, 10, 11, 40 }, turned[] = { 0, 63, 70, 71 };
    CopiaSpacing a = copia_spacing (here, 4, 100), b = copia_spacing (turned, 4, 100);

    assert_near (a.arf, b.arf);
    assert_near (a.awt, b.awt);
    assert_near (a.fald, b.fald);
}

static void
test_no_rounding_lifts_a_share_above_one (void)
{
    static const char *const shares[] = { "rosengren_S",      "rosengren_S_equal",
                                          "juilland_D",       "juilland_D_equal",
                                          "carroll_D2_rates", "carroll_D2_counts" };

    for (int f = 1; f < 2000; f++)
        for (size_t i = 0; i < G_N_ELEMENTS (shares); i++) {
            Sample s = { .n = 2 + (size_t) f % (MOST - 1) };
            double share;

            for (size_t j = 0; j < s.n; j++) {
                s.v[j] = f;
                s.w[j] = 3 * f;
            }
            share = score (shares[i], parts (&s));
            g_assert_cmpfloat (share, <=, 1);
            g_assert_cmpfloat (share, >, 1 - 1e-12);
        }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/dispersion/" #name, test_##name)
    CLAIM (every_entry_is_complete_and_its_names_are_its_own);
    CLAIM (a_spread_in_proportion_to_size_is_perfect);
    CLAIM (all_in_one_of_equal_parts_is_the_worst);
    CLAIM (all_in_one_part_is_zero_however_many_there_are);
    CLAIM (scores_stay_within_their_bounds);
    CLAIM (the_order_of_parts_does_not_matter);
    CLAIM (a_part_without_tokens_is_left_out);
    CLAIM (splitting_a_part_in_equal_halves_changes_no_measure_of_proportion);
    CLAIM (da_is_one_minus_the_mean_difference_of_all_pairs);
    CLAIM (adjusting_for_frequency_reaches_from_zero_to_one);
    CLAIM (a_word_that_does_not_occur_has_the_announced_scores);
    CLAIM (one_part_cannot_be_compared_with_others);
    CLAIM (impossible_parts_are_nan_in_every_measure);
    CLAIM (an_even_text_has_its_frequency_as_reduced_frequency);
    CLAIM (a_single_cluster_counts_little_more_than_once);
    CLAIM (the_ring_may_be_cut_anywhere);
    CLAIM (no_rounding_lifts_a_share_above_one);
    return g_test_run ();
}
