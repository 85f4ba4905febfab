/* score-units.c - bursts, trends and rhythm of units asked by name. */
#include "stats/score-private.h"

#include "stats/burst.h"
#include "stats/rhythm.h"
#include "stats/trend.h"

#include <math.h>
#include <string.h>

enum { MOST_UNITS = 5000 }; /* what takes n^2 */

static bool
bursts (const CopiaAsk *ask, CopiaScore *score)
{
    bool counts = g_str_has_prefix (ask->measure, "poisson_mixture");
    size_t n;
    g_autofree double *x = copia_ask_numbers (ask, counts ? "v" : "iet", &n);

    if (!x)
        return false;
    CopiaPoissonMixture mixture = copia_poisson_mixture (x, n);
    score->value =
        strcmp (ask->measure, "burstiness_B") == 0 ? copia_burstiness (x, n)
        : strcmp (ask->measure, "burstiness_finite") == 0
            ? copia_burstiness_finite (x, n)
        : strcmp (ask->measure, "weibull_beta") == 0        ? copia_weibull_shape (x, n)
        : g_str_has_suffix (ask->measure, "variance_ratio") ? mixture.variance_ratio
        : g_str_has_suffix (ask->measure, "adaptation")     ? mixture.adaptation
                                                            : mixture.burstiness;
    return true;
}

static bool
trends (const CopiaAsk *ask, CopiaScore *score)
{
    bool trend = g_str_has_prefix (ask->measure, "trend.");
    size_t n, m = 0;
    g_autofree double *y = copia_ask_numbers (ask, "y", &n);
    g_autofree double *x = y && !trend ? copia_ask_numbers (ask, "x", &m) : NULL;

    if (!y || (!trend && !x))
        return false;
    if (n > MOST_UNITS)
        return copia_ask_fail (ask, "at most %d units make a trend", MOST_UNITS);
    if (!trend && m != n)
        return copia_ask_fail (ask, "%zu numbers in 'x', but %zu in 'y'", m, n);
    if (g_str_has_prefix (ask->measure, "spearman")) {
        CopiaSpearman test = copia_spearman (x, y, n);
        score->value =
            g_str_has_suffix (ask->measure, "rho") ? test.rho : exp (test.log_p);
        return true;
    }
    CopiaTrend test = { { 0 }, NAN };
    if (trend)
        test = copia_trend (y, n);
    else
        test.test = copia_kendall (x, y, n);
    score->value = g_str_has_suffix (ask->measure, ".tau")     ? test.test.tau
                   : g_str_has_suffix (ask->measure, ".S")     ? test.test.s
                   : g_str_has_suffix (ask->measure, ".z")     ? test.test.z
                   : g_str_has_suffix (ask->measure, ".slope") ? test.slope
                                                               : exp (test.test.log_p);
    return true;
}

static bool
rhythm (const CopiaAsk *ask, CopiaScore *score)
{
    const char *asked = strchr (ask->measure, '.') + 1;
    size_t n;
    g_autofree double *lengths = copia_ask_numbers (ask, "lengths", &n);

    if (!lengths)
        return false;
    CopiaRhythm all = copia_rhythm (lengths, n);
    score->value = strcmp (asked, "mean") == 0            ? all.mean
                   : strcmp (asked, "sd") == 0            ? all.sd
                   : strcmp (asked, "cv") == 0            ? all.cv
                   : strcmp (asked, "lag1") == 0          ? all.lag1
                   : strcmp (asked, "alternation") == 0   ? all.alternation
                   : strcmp (asked, "short_runs") == 0    ? all.short_runs
                   : strcmp (asked, "longest_short") == 0 ? all.longest_short
                   : strcmp (asked, "longest_rise") == 0  ? all.longest_rise
                   : strcmp (asked, "longest_fall") == 0  ? all.longest_fall
                                                          : all.runs_z;
    return true;
}

static const struct {
    CopiaAbout about;
    const char *key; /* a member without which it is not meant */
    bool (*answer) (const CopiaAsk *ask, CopiaScore *score);
} entries[] = {
    { { "burstiness_B", "burstiness",
        "bursts in the distances iet: -1 regular, 0 chance, 1 bursts",
        "(sd - mean) / (sd + mean)", "none", "[-1, 1]", "Goh & Barabasi 2008" },
      "iet",
      bursts },
    { { "burstiness_finite", "", "the same for few occurrences",
        "(sqrt (e+1) r - sqrt (e-1)) / ((sqrt (e+1) - 2) r + sqrt (e-1)), r = sd / "
        "mean, e = n + 1",
        "none", "[-1, 1]", "Kim & Jo 2016" },
      "iet",
      bursts },
    { { "weibull_beta", "weibull", "shape of the distances: 1 chance, below 1 bursts",
        "maximum likelihood", "exponent", "(0, inf]",
        "Altmann, Pierrehumbert & Motter 2009" },
      "iet",
      bursts },
    { { "poisson_mixture.variance_ratio", "",
        "counts in like stretches: 1 Poisson, more bursts", "s^2 / mean", "ratio",
        "[0, inf)", "Church & Gale 1995" },
      "v",
      bursts },
    { { "poisson_mixture.burstiness", "", "mean count where the word occurs at all",
        "f / range", "occurrences", "[1, inf)", "Church & Gale 1995" },
      "v",
      bursts },
    { { "poisson_mixture.adaptation", "", "once there, how often again",
        "share with two or more of those with one", "share", "[0, 1]",
        "Church & Gale 1995" },
      "v",
      bursts },
    { { "spearman.rho", "rho spearman", "correlation of ranks", "r of ranks",
        "correlation", "[-1, 1]", "Spearman 1904" },
      "y",
      trends },
    { { "spearman.p", "", "two-sided, Student's t with n - 2 degrees",
        "2 P (T >= |rho| sqrt ((n-2) / (1 - rho^2)))", "probability", "[0, 1]",
        "Spearman 1904" },
      "y",
      trends },
    { { "kendall.tau", "tau kendall tau_b", "correlation of orders, tau-b",
        "S / sqrt ((P - ties x) (P - ties y))", "correlation", "[-1, 1]",
        "Kendall 1945" },
      "y",
      trends },
    { { "kendall.z", "", "S in units of chance", "(S -+ 1) / sd (S)",
        "standard deviations", "(-inf, inf)", "Kendall 1970" },
      "y",
      trends },
    { { "kendall.p", "", "two-sided, normal", "2 P (Z >= |z|)", "probability", "[0, 1]",
        "Kendall 1970" },
      "y",
      trends },
    { { "trend.tau", "", "rise or fall over the units", "tau of y and 1 .. n",
        "correlation", "[-1, 1]", "Mann 1945" },
      "y",
      trends },
    { { "trend.S", "", "rises less falls among all pairs of units",
        "sum sign (y_j - y_i)", "pairs", "[-n(n-1)/2, n(n-1)/2]", "Mann 1945" },
      "y",
      trends },
    { { "trend.z", "mann_kendall.z", "Mann-Kendall test", "(S -+ 1) / sd (S)",
        "standard deviations", "(-inf, inf)", "Mann 1945; Kendall 1975" },
      "y",
      trends },
    { { "trend.p", "mann_kendall.p mann_kendall", "Mann-Kendall test, two-sided",
        "2 P (Z >= |z|)", "probability", "[0, 1]", "Mann 1945; Kendall 1975" },
      "y",
      trends },
    { { "trend.slope", "sen.slope slope theil_sen", "median change from unit to unit",
        "median (y_j - y_i) / (j - i)", "as y, per unit", "(-inf, inf)",
        "Theil 1950; Sen 1968" },
      "y",
      trends },
    { { "rhythm.mean", "", "mean sentence length", "sum x / n", "tokens", "[0, inf)",
        "Sherman 1893" },
      "lengths",
      rhythm },
    { { "rhythm.sd", "", "spread of sentence lengths", "sample sd", "tokens",
        "[0, inf)", "Yule 1939" },
      "lengths",
      rhythm },
    { { "rhythm.cv", "", "spread in units of the mean", "sd / mean", "ratio",
        "[0, inf)", "Yule 1939" },
      "lengths",
      rhythm },
    { { "rhythm.lag1", "", "like stands by like (above 0) or takes turns (below 0)",
        "sum (x_i - m) (x_i+1 - m) / sum (x_i - m)^2", "correlation", "[-1, 1]",
        "Box & Jenkins 1970" },
      "lengths",
      rhythm },
    { { "rhythm.alternation", "",
        "share of sentences longer or shorter than both neighbours; 2/3 by chance",
        "turning points / (n - 2)", "share", "[0, 1]", "Bienayme 1874" },
      "lengths",
      rhythm },
    { { "rhythm.short_runs", "", "runs of two or more sentences of at most 8 tokens",
        "count", "runs", "[0, n/2]", "project" },
      "lengths",
      rhythm },
    { { "rhythm.longest_short", "", "longest run of sentences of at most 8 tokens",
        "count", "sentences", "[0, n]", "project" },
      "lengths",
      rhythm },
    { { "rhythm.longest_rise", "", "longest run of ever longer sentences", "count",
        "sentences", "[1, n]", "project" },
      "lengths",
      rhythm },
    { { "rhythm.longest_fall", "", "longest run of ever shorter sentences", "count",
        "sentences", "[1, n]", "project" },
      "lengths",
      rhythm },
    { { "rhythm.runs_z", "",
        "fewer (below 0) or more runs of long and short than chance",
        "(runs - mean) / sd", "standard deviations", "(-inf, inf)",
        "Wald & Wolfowitz 1940" },
      "lengths",
      rhythm },
};

static int
find (const char *measure)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (entries); i++)
        if (copia_about_answers_to (&entries[i].about, measure))
            return (int) i;
    return -1;
}

static bool
knows_units (const char *measure)
{
    return find (measure) >= 0;
}

static bool
fits_units (const CopiaAsk *ask)
{
    return copia_ask_has (ask, entries[find (ask->measure)].key);
}

static bool
answer_units (const CopiaAsk *ask, CopiaScore *score)
{
    int at = find (ask->measure);
    CopiaAsk named = { entries[at].about.name, ask->input, ask->error };

    return entries[at].answer (&named, score);
}

static void
each_units (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (entries); i++)
        visit (family, &entries[i].about, data);
}

const CopiaScoreFamily copia_score_units = {
    "units",
    knows_units,
    fits_units,
    answer_units,
    each_units,
    "iet=[..], v=[..], y=[..] or lengths=[..], as "
    "the measure says"
};
