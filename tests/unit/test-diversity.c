/* test-diversity.c - vocabulary: of a spectrum, along a text, and beyond it. */
#include "stats/diversity.h"
#include "stats/growth.h"
#include "stats/lnre.h"
#include "stats/running.h"

#include <glib.h>
#include <math.h>

static void
assert_near (double a, double b)
{
    g_assert_cmpfloat_with_epsilon (a, b, 1e-9 * fmax (1, fabs (b)));
}

static double
score (const char *name, const CopiaSpectrum *spectrum)
{
    const CopiaDiversity *diversity = copia_diversity_find (name);

    g_assert_nonnull (diversity);
    return copia_diversity_score (diversity, spectrum);
}

/* Tokens drawn so that low numbers are frequent. */
static CopiaRunning
random_text (GRand *rand, size_t n, uint32_t types)
{
    uint32_t *tokens = g_new (uint32_t, n + 1);

    for (size_t i = 0; i < n; i++)
        tokens[i] = (uint32_t) (pow (g_rand_double (rand), 3) * types);
    return (CopiaRunning){ tokens, n, types };
}

static GRand *
seeded (void)
{
    guint32 seed = g_test_rand_int ();

    g_test_message ("seed %u", seed);
    return g_rand_new_with_seed (seed);
}

static const CopiaFrequencyClass some[] = {
    { 1, 50 }, { 2, 20 }, { 3, 8 }, { 10, 4 }, { 60, 1 }
};
static const CopiaSpectrum typical = { 214, 83, some, 5 };

static void
test_every_entry_is_complete_and_its_names_are_its_own (void)
{
    for (const CopiaDiversity *d = copia_diversities; d->about.name; d++) {
        const CopiaAbout *about = &d->about;
        g_assert_true (about->aliases && about->summary[0] && about->formula[0] &&
                       about->unit[0] && about->range[0] && about->source[0]);
        g_assert_true (copia_diversity_find (about->name) == d);
        g_assert_false (isnan (copia_diversity_score (d, &typical)));
    }
}

static void
test_forms_of_one_thing_agree (void)
{
    assert_near (score ("CTTR", &typical) * sqrt (2), score ("RTTR_guiraud", &typical));
    assert_near (score ("maas_a2_ln", &typical) * score ("uber_U", &typical), 1);
    assert_near (pow (score ("maas_a_log10", &typical), 2) *
                     score ("uber_U_log10", &typical),
                 1);
    assert_near (score ("michea_M", &typical) * score ("sichel_S", &typical), 1);
    assert_near (score ("yule_K", &typical) * 214 / 213 / 1e4,
                 score ("simpson_D", &typical));
    assert_near (score ("hapax_share", &typical) * score ("TTR", &typical),
                 score ("growth_rate", &typical));
}

static void
test_fisher_alpha_solves_its_equation (void)
{
    for (double v = 2; v < 1e6; v *= 3)
        for (double n = v * 1.001; n < 1e12; n *= 7) {
            CopiaSpectrum s = { n, v, NULL, 0 };
            double alpha = score ("fisher_alpha", &s);
            g_assert_cmpfloat_with_epsilon (alpha * log1p (n / alpha) / v, 1, 1e-9);
        }
}

static void
test_no_repetition_is_infinitely_rich (void)
{
    const CopiaFrequencyClass once[] = { { 1, 30 } };
    const CopiaSpectrum s = { 30, 30, once, 1 };
    static const char *const infinite[] = { "uber_U", "yule_I", "honore_H",
                                            "fisher_alpha" };

    for (unsigned i = 0; i < G_N_ELEMENTS (infinite); i++)
        g_assert_cmpfloat (score (infinite[i], &s), ==, INFINITY);
    g_assert_cmpfloat (score ("yule_K", &s), ==, 0);
    assert_near (score ("entropy", &s), log2 (30));
    assert_near (score ("herdan_Vm", &s), 0);
}

static void
test_what_is_no_text_is_nan (void)
{
    const CopiaSpectrum none[] = {
        { 0, 0, NULL, 0 }, { 5, 6, NULL, 0 }, { 5, 0, NULL, 0 }, { NAN, 1, NULL, 0 }
    };
    CopiaRunning empty = { NULL, 0, 0 };

    for (const CopiaDiversity *d = copia_diversities; d->about.name; d++)
        for (unsigned i = 0; i < G_N_ELEMENTS (none); i++)
            g_assert_true (isnan (copia_diversity_score (d, &none[i])));
    g_assert_true (isnan (copia_mattr (&empty, 50)));
    g_assert_true (isnan (copia_msttr (&empty, 50)));
    g_assert_true (isnan (copia_mtld (&empty, 0.72, COPIA_MTLD_BELOW)));
    g_assert_true (isnan (copia_mtld_wrap (&empty, 0.72)));
    g_assert_true (isnan (copia_hdd (&typical, 215)));
}

static void
test_the_moving_ratio_is_the_mean_of_its_windows (void)
{
    GRand *rand = seeded ();

    for (int run = 0; run < 50; run++) {
        size_t n = g_rand_int_range (rand, 1, 300),
               window = g_rand_int_range (rand, 1, 60);
        CopiaRunning text = random_text (rand, n, 80);
        double sum = 0;
        size_t w = MIN (window, n);
        for (size_t i = 0; i + w <= n; i++) {
            bool seen[80] = { false };
            size_t types = 0;
            for (size_t j = i; j < i + w; j++) {
                types += !seen[text.tokens[j]];
                seen[text.tokens[j]] = true;
            }
            sum += (double) types / w;
        }
        assert_near (copia_mattr (&text, window), sum / (n - w + 1));
        g_free ((gpointer) text.tokens);
    }
    g_rand_free (rand);
}

static void
test_segments_are_whole_and_names_of_types_do_not_matter (void)
{
    const uint32_t tokens[] = { 0, 0, 1, 2, 3, 4, 4 },
                   named[] = { 6, 6, 0, 5, 4, 1, 1 };
    CopiaRunning text = { tokens, 7, 5 }, other = { named, 7, 7 };

    assert_near (copia_msttr (&text, 3), (2.0 / 3 + 1) / 2);
    assert_near (copia_msttr (&text, 100), 5.0 / 7);
    assert_near (copia_msttr (&other, 3), copia_msttr (&text, 3));
    assert_near (copia_mattr (&other, 4), copia_mattr (&text, 4));
    assert_near (copia_mtld (&other, 0.72, COPIA_MTLD_BELOW),
                 copia_mtld (&text, 0.72, COPIA_MTLD_BELOW));
}

static void
test_the_rules_of_mtld_differ_where_the_ratio_meets_the_threshold (void)
{
    /* a b b a: the ratio is exactly one half after four tokens, either way */
    const uint32_t tokens[] = { 0, 1, 1, 0, 2, 3, 3, 2 };
    CopiaRunning text = { tokens, 8, 4 };
    const uint32_t unique[] = { 0, 1, 2, 3, 4 };
    CopiaRunning never = { unique, 5, 5 };

    assert_near (copia_mtld (&text, 0.5, COPIA_MTLD_AT_MOST), 4);
    assert_near (copia_mtld (&text, 0.5, COPIA_MTLD_BELOW), 8);
    g_assert_cmpfloat (copia_mtld (&never, 0.72, COPIA_MTLD_BELOW), ==, INFINITY);
    assert_near (copia_mtld (&never, 0.72, COPIA_MTLD_AT_MOST), 5);
    g_assert_true (isnan (copia_mtld_bidirectional (&never, 0.72)));
}

static void
test_reading_backwards_changes_no_measure (void)
{
    GRand *rand = seeded ();
    CopiaRunning text = random_text (rand, 2000, 700);
    uint32_t *tokens = g_new (uint32_t, text.n);
    CopiaRunning back = { tokens, text.n, text.types };

    for (size_t i = 0; i < text.n; i++)
        tokens[i] = text.tokens[text.n - 1 - i];
    assert_near (copia_mattr (&text, 50), copia_mattr (&back, 50));
    assert_near (copia_mtld (&text, 0.72, COPIA_MTLD_BELOW_10),
                 copia_mtld (&back, 0.72, COPIA_MTLD_BELOW_10));
    assert_near (copia_mtld_bidirectional (&text, 0.72),
                 copia_mtld_bidirectional (&back, 0.72));
    g_free ((gpointer) text.tokens);
    g_free (tokens);
    g_rand_free (rand);
}

static void
test_interpolation_ends_where_the_text_does (void)
{
    assert_near (copia_spectrum_interpolate (&typical, 214, 0), 83);
    assert_near (copia_spectrum_interpolate (&typical, 214, 2), 20);
    assert_near (copia_spectrum_interpolate (&typical, 0, 0), 0);
    g_assert_true (isnan (copia_spectrum_interpolate (&typical, 215, 0)));
    double tokens = 0, types = 0;
    for (double m = 1; m <= 60; m++) {
        double v = copia_spectrum_interpolate (&typical, 107, m);
        types += v;
        tokens += m * v;
    }
    assert_near (tokens, 107);
    assert_near (types, copia_spectrum_interpolate (&typical, 107, 0));
}

static void
test_hdd_is_the_expected_ratio_of_a_draw (void)
{
    /* a draw of one token is one type; of all tokens, the text */
    assert_near (copia_hdd (&typical, 1), 1);
    assert_near (copia_hdd (&typical, 214), 83.0 / 214);
    g_assert_cmpfloat (copia_hdd (&typical, 42), >, 83.0 / 214);
}

static void
test_the_models_agree_with_zipfr (void)
{
    /* zipfR 0.6-70, lnre (.., exact = FALSE) on Brown100k and ItaRi */
    CopiaLnre zm = { 0.6262189412, 0, 0.004827610335, false };
    CopiaLnre fzm = { 0.8140750085, 2.571073284e-06, 0.01061845391, false };
    CopiaLnre ri = { 0.3175771086, 2.678143868e-09, 0.1159774377, false };

    g_assert_cmpfloat_with_epsilon (copia_lnre_v (&zm, 1e5), 14094.56384, 1e-4);
    g_assert_cmpfloat_with_epsilon (copia_lnre_vm (&zm, 1e5, 1), 8826.282843, 1e-4);
    g_assert_cmpfloat_with_epsilon (copia_lnre_v (&zm, 2e5), 21755.16223, 1e-4);
    g_assert_cmpfloat_with_epsilon (copia_lnre_v (&fzm, 1e5), 12891.09987, 1e-4);
    g_assert_cmpfloat_with_epsilon (copia_lnre_vm (&fzm, 1e5, 1), 6065.878049, 1e-4);
    g_assert_cmpfloat_with_epsilon (copia_lnre_v (&fzm, 2e5), 17209.69479, 1e-4);
    g_assert_cmpfloat_with_epsilon (copia_lnre_v (&ri, 1399898), 1101.492757, 1e-4);
    g_assert_cmpfloat_with_epsilon (copia_lnre_vm (&ri, 1399898, 1), 343.9476469, 1e-4);
    g_assert_cmpfloat (copia_lnre_population (&zm), ==, INFINITY);
}

/* The spectrum that a model expects, as far as it has types. */
static CopiaSpectrum
expected_spectrum (const CopiaLnre *model, double n, CopiaFrequencyClass *classes,
                   int most)
{
    for (int m = 1; m <= most; m++)
        classes[m - 1] = (CopiaFrequencyClass){ m, copia_lnre_vm (model, n, m) };
    return (CopiaSpectrum){ n, copia_lnre_v (model, n), classes, most };
}

static void
test_a_fit_finds_the_model_a_spectrum_came_from (void)
{
    static const CopiaLnre models[] = { { 0.55, 0, 0.01, true },
                                        { 0.8, 0, 0.004, false },
                                        { 0.7, 1e-6, 0.02, true },
                                        { 0.4, 3e-7, 0.1, false } };
    CopiaFrequencyClass classes[40];

    for (unsigned i = 0; i < G_N_ELEMENTS (models); i++) {
        CopiaSpectrum s = expected_spectrum (&models[i], 2e5, classes, 40);
        CopiaLnre fit = copia_lnre_estimate (&s, models[i].a > 0, models[i].exact);
        g_assert_cmpfloat_with_epsilon (fit.alpha, models[i].alpha, 1e-5);
        g_assert_cmpfloat_with_epsilon (fit.b / models[i].b, 1, 1e-3);
        if (models[i].a > 0)
            g_assert_cmpfloat_with_epsilon (fit.a / models[i].a, 1, 1e-3);
        CopiaLnreFit goodness = copia_lnre_fit (&fit, &s, models[i].a > 0 ? 3 : 2);
        g_assert_cmpfloat (goodness.chi2, <, 1e-6);
        g_assert_cmpfloat (goodness.df, ==, models[i].a > 0 ? 13 : 14);
    }
}

static void
test_a_model_adds_up (void)
{
    CopiaLnre model = { 0.7, 1e-5, 0.02, true };
    double types = 0, tokens = 0;

    for (int m = 1; m < 4000; m++) {
        double v = copia_lnre_vm (&model, 1e5, m);
        types += v;
        tokens += m * v;
    }
    g_assert_cmpfloat_with_epsilon (types, copia_lnre_v (&model, 1e5), 1e-6);
    g_assert_cmpfloat_with_epsilon (tokens / 1e5, 1, 1e-9);
    g_assert_cmpfloat_with_epsilon (copia_lnre_v (&model, 1e12) /
                                        copia_lnre_population (&model),
                                    1, 1e-9);
    CopiaLnre wrong = { 1.2, 0, 0.1, true };
    g_assert_true (isnan (copia_lnre_v (&wrong, 10)));
    CopiaSpectrum small = { 3, 3, NULL, 0 };
    g_assert_true (isnan (copia_lnre_estimate (&small, false, true).alpha));
}

static void
test_growth_counts_types_and_hapaxes (void)
{
    const uint32_t tokens[] = { 0, 1, 0, 2, 3, 3, 4 };
    CopiaRunning text = { tokens, 7, 5 };
    CopiaGrowthPoint points[3];

    g_assert_cmpuint (copia_growth (&text, 3, NULL), ==, 3);
    g_assert_cmpuint (copia_growth (&text, 3, points), ==, 3);
    g_assert_cmpuint (points[0].v, ==, 2);
    g_assert_cmpuint (points[0].v1, ==, 1);
    g_assert_cmpuint (points[1].v, ==, 4);
    g_assert_cmpuint (points[1].v1, ==, 2);
    g_assert_cmpuint (points[2].n, ==, 7);
    g_assert_cmpuint (points[2].v, ==, 5);
    g_assert_cmpuint (copia_growth (&text, 0, NULL), ==, 0);
}

static void
test_heaps_law_is_found_where_it_holds (void)
{
    CopiaGrowthPoint points[] = { { 100, 40, 0 },
                                  { 10000, 400, 0 },
                                  { 1000000, 4000, 0 } };
    CopiaHeaps law = copia_heaps (points, 3);

    assert_near (law.beta, 0.5);
    assert_near (law.k, 4);
    assert_near (law.r2, 1);
    g_assert_true (isnan (copia_heaps (points, 1).beta));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/diversity/" #name, test_##name)
    CLAIM (every_entry_is_complete_and_its_names_are_its_own);
    CLAIM (forms_of_one_thing_agree);
    CLAIM (fisher_alpha_solves_its_equation);
    CLAIM (no_repetition_is_infinitely_rich);
    CLAIM (what_is_no_text_is_nan);
    CLAIM (the_moving_ratio_is_the_mean_of_its_windows);
    CLAIM (segments_are_whole_and_names_of_types_do_not_matter);
    CLAIM (the_rules_of_mtld_differ_where_the_ratio_meets_the_threshold);
    CLAIM (reading_backwards_changes_no_measure);
    CLAIM (interpolation_ends_where_the_text_does);
    CLAIM (hdd_is_the_expected_ratio_of_a_draw);
    CLAIM (the_models_agree_with_zipfr);
    CLAIM (a_fit_finds_the_model_a_spectrum_came_from);
    CLAIM (a_model_adds_up);
    CLAIM (growth_counts_types_and_hapaxes);
    CLAIM (heaps_law_is_found_where_it_holds);
    return g_test_run ();
}
