/* score-tests.c - tests, corrections, intervals and plain moments asked by name. */
#include "stats/score-private.h"

#include "stats/adjust.h"
#include "stats/contrast.h"
#include "stats/interval.h"
#include "stats/quantile.h"

#include <math.h>
#include <string.h>

typedef bool (*Answer) (const CopiaAsk *ask, CopiaScore *score);

static bool
read_level (const CopiaAsk *ask, double *alpha)
{
    *alpha = 0.05;
    if (!copia_ask_option (ask, "alpha", alpha))
        return false;
    return (*alpha > 0 && *alpha < 1) ||
           copia_ask_fail (ask, "'alpha' must lie between 0 and 1");
}

static bool
chi2_critical (const CopiaAsk *ask, CopiaScore *score)
{
    double p, df = 1;

    if (!copia_ask_number (ask, "p", &p) || !copia_ask_option (ask, "df", &df))
        return false;
    if (!(p > 0 && p <= 1) || !(df > 0))
        return copia_ask_fail (ask, "'p' must lie between 0 and 1, 'df' above 0");
    score->value = copia_chi2_quantile (log (p), df);
    return true;
}

static bool
shared_alpha (const CopiaAsk *ask, CopiaScore *score)
{
    double alpha, m;

    if (!read_level (ask, &alpha) || !copia_ask_number (ask, "m", &m))
        return false;
    if (!(m >= 1))
        return copia_ask_fail (ask, "'m' must be 1 or more");
    score->value = g_str_has_prefix (ask->measure, "sidak")
                       ? copia_sidak_alpha (alpha, m)
                       : copia_bonferroni_alpha (alpha, m);
    return true;
}

/* The list p, adjusted by the correction whose name begins at NAME. */
static GArray *
adjusted (const CopiaAsk *ask, const char *name)
{
    size_t n;
    g_autofree double *p = copia_ask_numbers (ask, "p", &n);
    g_autofree char *plain = g_strndup (name, strcspn (name, "."));

    if (!p)
        return NULL;
    for (size_t i = 0; i < n; i++)
        if (!(p[i] >= 0 && p[i] <= 1)) {
            copia_ask_fail (ask, "element %zu of 'p' is not a probability", i + 1);
            return NULL;
        }
    copia_adjust (p, n, (CopiaCorrection) copia_correction_find (plain));
    GArray *list = g_array_new (FALSE, FALSE, sizeof (double));
    return g_array_append_vals (list, p, n);
}

static bool
adjust (const CopiaAsk *ask, CopiaScore *score)
{
    score->list = adjusted (ask, ask->measure + strlen ("p.adjust."));
    return score->list != NULL;
}

static bool
rejected (const CopiaAsk *ask, CopiaScore *score)
{
    double alpha;
    g_autoptr (GArray) list = NULL;

    if (!read_level (ask, &alpha))
        return false;
    list = adjusted (ask, ask->measure);
    if (!list)
        return false;
    for (unsigned i = 0; i < list->len; i++)
        score->value += g_array_index (list, double, i) <= alpha;
    return true;
}

/* The two groups x and y. */
typedef struct {
    double *x, *y;
    size_t m, n;
} Groups;

static void
groups_clear (Groups *self)
{
    g_free (self->x);
    g_free (self->y);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Groups, groups_clear)

static bool
read_groups (const CopiaAsk *ask, Groups *groups)
{
    groups->x = copia_ask_numbers (ask, "x", &groups->m);
    if (groups->x)
        groups->y = copia_ask_numbers (ask, "y", &groups->n);
    return groups->x && groups->y;
}

/* What stands after the last point of an entry's name. */
static const char *
aspect (const CopiaAsk *ask)
{
    return strrchr (ask->measure, '.') + 1;
}

static bool
mann_whitney (const CopiaAsk *ask, CopiaScore *score)
{
    g_auto (Groups) groups = { 0 };

    if (!read_groups (ask, &groups))
        return false;
    CopiaRankTest test = copia_rank_test (groups.x, groups.m, groups.y, groups.n);
    const char *asked = aspect (ask);
    score->value = strcmp (asked, "rank_sum") == 0 ? test.rank_sum
                   : strcmp (asked, "U") == 0      ? test.u
                   : strcmp (asked, "delta") == 0  ? test.delta
                   : strcmp (asked, "z") == 0      ? test.z
                                                   : exp (test.log_p);
    return true;
}

static bool
welch (const CopiaAsk *ask, CopiaScore *score)
{
    g_auto (Groups) groups = { 0 };

    if (!read_groups (ask, &groups))
        return false;
    CopiaWelchTest test = copia_welch_test (groups.x, groups.m, groups.y, groups.n);
    const char *asked = aspect (ask);
    score->value = strcmp (asked, "t") == 0    ? test.t
                   : strcmp (asked, "df") == 0 ? test.df
                   : strcmp (asked, "d") == 0  ? test.d
                                               : exp (test.log_p);
    return true;
}

static bool
offsets (const CopiaAsk *ask, CopiaScore *score)
{
    size_t n;
    g_autofree double *x = copia_ask_numbers (ask, "offsets", &n);
    double sum = 0, squares = 0;

    if (!x)
        return false;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    double mean = sum / n;
    for (size_t i = 0; i < n; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    bool spread = strcmp (ask->measure, "offset_sd") == 0;
    score->value = spread ? sqrt (squares / ((double) n - 1)) : mean;
    return true;
}

static bool
interval (const CopiaAsk *ask, CopiaScore *score)
{
    double hits, n = INFINITY, confidence = 0.95;
    bool poisson = strcmp (aspect (ask), "poisson") == 0;

    if (!copia_ask_number (ask, "f", &hits) ||
        !copia_ask_option (ask, "conf", &confidence) ||
        (!poisson && !copia_ask_number (ask, "N", &n)))
        return false;
    CopiaInterval ends = poisson ? copia_interval_poisson (hits, confidence)
                         : strcmp (aspect (ask), "wilson") == 0
                             ? copia_interval_wilson (hits, n, confidence)
                             : copia_interval_clopper_pearson (hits, n, confidence);
    score->list = g_array_new (FALSE, FALSE, sizeof (double));
    g_array_append_val (score->list, ends.low);
    g_array_append_val (score->list, ends.high);
    return !isnan (ends.low) ||
           copia_ask_fail (ask, "needs 0 <= f <= N and 'conf' between 0 and 1");
}

#define MW "Mann & Whitney 1947"

static const struct {
    CopiaAbout about;
    Answer answer;
} entries[] = {
    { { "chi2_critical_df1", "chi2_critical",
        "what a chi2 or G2 must reach at the level p",
        "x with P (X >= x) = p, df degrees of freedom (1)", "chi2", "[0, inf)",
        "Pearson 1900" },
      chi2_critical },
    { { "bonferroni.alpha", "", "level of one of m tests", "alpha / m", "probability",
        "(0, 1)", "Bonferroni 1936; Dunn 1961" },
      shared_alpha },
    { { "sidak.alpha", "", "level of one of m independent tests",
        "1 - (1 - alpha)^(1/m)", "probability", "(0, 1)", "Sidak 1967" },
      shared_alpha },
    { { "p.adjust.bonferroni", "", "p-values as if there had been one test",
        "min (1, m p)", "list of probabilities", "[0, 1]", "Dunn 1961" },
      adjust },
    { { "p.adjust.sidak", "",
        "p-values as if there had been one test, independent tests", "1 - (1 - p)^m",
        "list of probabilities", "[0, 1]", "Sidak 1967" },
      adjust },
    { { "p.adjust.holm", "", "p-values as if there had been one test, stepping down",
        "max of (m - i + 1) p(i) up to here", "list of probabilities", "[0, 1]",
        "Holm 1979" },
      adjust },
    { { "p.adjust.BH", "", "share of false finds when this one is the last accepted",
        "min of m p(i) / i from here", "list of probabilities", "[0, 1]",
        "Benjamini & Hochberg 1995" },
      adjust },
    { { "p.adjust.BY", "", "the same under any dependence",
        "min of c m p(i) / i from here, c = 1 + 1/2 + .. + 1/m",
        "list of probabilities", "[0, 1]", "Benjamini & Yekutieli 2001" },
      adjust },
    { { "bonferroni.rejected", "", "how many of the p-values hold", "p <= alpha / m",
        "tests", "[0, m]", "Dunn 1961" },
      rejected },
    { { "sidak.rejected", "", "how many of the p-values hold", "1 - (1 - p)^m <= alpha",
        "tests", "[0, m]", "Sidak 1967" },
      rejected },
    { { "holm.rejected", "", "how many of the p-values hold", "p.adjust.holm <= alpha",
        "tests", "[0, m]", "Holm 1979" },
      rejected },
    { { "BH.rejected", "", "how many of the p-values hold",
        "largest k with p(k) <= k alpha / m", "tests", "[0, m]",
        "Benjamini & Hochberg 1995" },
      rejected },
    { { "BY.rejected", "", "how many of the p-values hold", "p.adjust.BY <= alpha",
        "tests", "[0, m]", "Benjamini & Yekutieli 2001" },
      rejected },
    { { "mannwhitney.rank_sum", "",
        "sum of the ranks of x among all, ties at their mean", "sum of ranks", "ranks",
        "[m(m+1)/2, m(m+1)/2 + m n]", MW },
      mann_whitney },
    { { "mannwhitney.U", "mannwhitney wilcoxon",
        "pairs in which x is above y, ties half", "rank_sum - m (m + 1) / 2", "pairs",
        "[0, m n]", MW },
      mann_whitney },
    { { "mannwhitney.delta", "cliff.delta", "how far x stands above y; rank-biserial r",
        "2 U / (m n) - 1", "share", "[-1, 1]", "Cliff 1993" },
      mann_whitney },
    { { "mannwhitney.z", "", "U in units of chance, corrected for ties and continuity",
        "(|U - m n / 2| - .5) / sd, signed", "standard deviations", "(-inf, inf)", MW },
      mann_whitney },
    { { "mannwhitney.p", "", "two-sided; exact up to 50 units without ties",
        "2 min (P (U <= u), P (U >= u))", "probability", "[0, 1]", MW },
      mann_whitney },
    { { "welch.t", "welch", "difference of means in units of its error",
        "(mean x - mean y) / sqrt (s2x / m + s2y / n)", "standard errors",
        "(-inf, inf)", "Welch 1947" },
      welch },
    { { "welch.df", "", "degrees of freedom of welch.t",
        "(a + b)^2 / (a^2 / (m-1) + b^2 / (n-1)), a = s2x / m, b = s2y / n", "degrees",
        "[1, m + n - 2]", "Satterthwaite 1946; Welch 1947" },
      welch },
    { { "welch.p", "", "two-sided", "2 P (T >= |t|)", "probability", "[0, 1]",
        "Welch 1947" },
      welch },
    { { "cohen.d", "welch.d", "difference of means by the pooled standard deviation",
        "(mean x - mean y) / s", "standard deviations", "(-inf, inf)", "Cohen 1988" },
      welch },
    { { "offset_mean", "", "mean place of the collocate, right of the node above 0",
        "sum d / n", "tokens", "(-inf, inf)", "Smadja 1993" },
      offsets },
    { { "offset_sd", "",
        "how fixed the place is: 0 = always the same; two offsets needed",
        "sqrt (sum (d - mean)^2 / (n - 1))", "tokens", "[0, inf)", "Smadja 1993" },
      offsets },
    { { "interval.wilson", "wilson rate_low rate_high",
        "interval of a rate seen f times in N", "score interval at conf (0.95)",
        "two shares", "[0, 1]", "Wilson 1927" },
      interval },
    { { "interval.clopper_pearson", "clopper_pearson",
        "exact interval of a rate, never short", "beta quantiles at conf (0.95)",
        "two shares", "[0, 1]", "Clopper & Pearson 1934" },
      interval },
    { { "interval.poisson", "poisson.interval",
        "exact interval of a mean of which f were seen",
        "gamma quantiles at conf (0.95)", "two counts", "[0, inf)", "Garwood 1936" },
      interval },
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
knows_test (const char *measure)
{
    return find (measure) >= 0;
}

static bool
fits_test (const CopiaAsk *ask)
{
    (void) ask; /* the names are nobody else's */
    return true;
}

static bool
answer_test (const CopiaAsk *ask, CopiaScore *score)
{
    int at = find (ask->measure);
    CopiaAsk named = { entries[at].about.name, ask->input, ask->error };

    return entries[at].answer (&named, score);
}

static void
each_test (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (entries); i++)
        visit (family, &entries[i].about, data);
}

const CopiaScoreFamily copia_score_tests = { "tests",     knows_test, fits_test,
                                             answer_test, each_test,  "" };
