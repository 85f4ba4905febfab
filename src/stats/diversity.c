/* diversity.c - how rich a vocabulary is: measures on a frequency spectrum. */
#include "stats/diversity.h"

#include "stats/chance.h"

#include <math.h>

double
copia_spectrum_types (const CopiaSpectrum *self, double m)
{
    for (size_t i = 0; i < self->n_classes && self->classes[i].m <= m; i++)
        if (self->classes[i].m == m)
            return self->classes[i].types;
    return 0;
}

/* sum over types of m (m + more): M2 for 0, pairs of tokens of one type for -1 */
static double
second_moment (const CopiaSpectrum *s, double more)
{
    double sum = 0;

    for (size_t i = 0; i < s->n_classes; i++)
        sum += s->classes[i].types * s->classes[i].m * (s->classes[i].m + more);
    return sum;
}

static double
ttr (const CopiaSpectrum *s)
{
    return s->v / s->n;
}

static double
guiraud (const CopiaSpectrum *s)
{
    return s->v / sqrt (s->n);
}

static double
corrected_ttr (const CopiaSpectrum *s)
{
    return s->v / sqrt (2 * s->n);
}

static double
herdan_c (const CopiaSpectrum *s)
{
    return log (s->v) / log (s->n);
}

static double
dugast_k (const CopiaSpectrum *s)
{
    return log (s->v) / log (log (s->n));
}

static double
summer (const CopiaSpectrum *s)
{
    return log (log (s->v)) / log (log (s->n));
}

static double
summer_log10 (const CopiaSpectrum *s)
{
    return log10 (log10 (s->v)) / log10 (log10 (s->n));
}

static double
uber (const CopiaSpectrum *s)
{
    double n = log (s->n);

    return n * n / (n - log (s->v));
}

static double
uber_log10 (const CopiaSpectrum *s)
{
    return uber (s) / M_LN10;
}

static double
maas (const CopiaSpectrum *s)
{
    return 1 / uber (s);
}

static double
maas_log10 (const CopiaSpectrum *s)
{
    return sqrt (M_LN10 / uber (s));
}

static double
yule_k (const CopiaSpectrum *s)
{
    return 1e4 * second_moment (s, -1) / s->n / s->n;
}

static double
yule_i (const CopiaSpectrum *s)
{
    return s->v * s->v / (second_moment (s, 0) - s->v);
}

static double
simpson (const CopiaSpectrum *s)
{
    return second_moment (s, -1) / s->n / (s->n - 1);
}

static double
herdan_vm (const CopiaSpectrum *s)
{
    /* rounding may leave a little less than nothing where all types are equally frequent */
    return sqrt (fmax (0, second_moment (s, 0) / s->n / s->n - 1 / s->v));
}

static double
honore (const CopiaSpectrum *s)
{
    return 100 * log (s->n) / (1 - copia_spectrum_types (s, 1) / s->v);
}

static double
sichel (const CopiaSpectrum *s)
{
    return copia_spectrum_types (s, 2) / s->v;
}

static double
michea (const CopiaSpectrum *s)
{
    return s->v / copia_spectrum_types (s, 2);
}

static double
brunet (const CopiaSpectrum *s)
{
    return pow (s->n, pow (s->v, -0.172));
}

static double
hapaxes (const CopiaSpectrum *s)
{
    return copia_spectrum_types (s, 1) / s->v;
}

static double
growth (const CopiaSpectrum *s)
{
    return copia_spectrum_types (s, 1) / s->n;
}

static double
entropy (const CopiaSpectrum *s)
{
    double sum = 0;

    for (size_t i = 0; i < s->n_classes; i++) {
        double p = s->classes[i].m / s->n;
        sum -= s->classes[i].types * p * log2 (p);
    }
    return sum;
}

/* V = a ln (1 + N/a), solved for a: with x = N/a, V/N = ln (1+x) / x falls from 1 to 0. */
static double
fisher_alpha (const CopiaSpectrum *s)
{
    double low = -700, high = 700; /* ln x */

    if (s->v >= s->n)
        return INFINITY;
    for (int i = 0; i < 200; i++) {
        double middle = (low + high) / 2, x = exp (middle);
        if (log1p (x) / x > s->v / s->n)
            low = middle;
        else
            high = middle;
    }
    return s->n / exp ((low + high) / 2);
}

static double
hdd_42 (const CopiaSpectrum *s)
{
    return copia_hdd (s, 42);
}

const CopiaDiversity copia_diversities[] = {
    { { "TTR", "", "types per token; falls with length", "V / N", "share", "(0, 1]",
        "Johnson 1944; Templin 1957" },
      COPIA_NEEDS_SIZES,
      ttr },
    { { "RTTR_guiraud", "RTTR guiraud_R", "root TTR", "V / sqrt N", "types",
        "(0, sqrt N]", "Guiraud 1954" },
      COPIA_NEEDS_SIZES,
      guiraud },
    { { "CTTR", "", "corrected TTR", "V / sqrt (2 N)", "types", "(0, sqrt (N/2)]",
        "Carroll 1964" },
      COPIA_NEEDS_SIZES,
      corrected_ttr },
    { { "herdan_C", "log_ttr", "log TTR", "ln V / ln N", "share", "[0, 1]",
        "Herdan 1960" },
      COPIA_NEEDS_SIZES,
      herdan_c },
    { { "dugast_k", "", "log types by double log tokens", "ln V / ln ln N", "ratio",
        "(-inf, inf)", "Dugast 1979" },
      COPIA_NEEDS_SIZES,
      dugast_k },
    { { "summer_S", "", "double log TTR, natural logarithm", "ln ln V / ln ln N",
        "ratio", "(-inf, 1]", "Somers 1966; Tweedie & Baayen 1998" },
      COPIA_NEEDS_SIZES,
      summer },
    { { "summer_S_log10", "", "double log TTR, decimal logarithm",
        "log10 log10 V / log10 log10 N", "ratio", "(-inf, inf)",
        "Somers 1966; quanteda" },
      COPIA_NEEDS_SIZES,
      summer_log10 },
    { { "uber_U", "dugast_U", "Uber index, natural logarithm; infinite where V = N",
        "ln^2 N / (ln N - ln V)", "nats", "(0, inf]", "Dugast 1978" },
      COPIA_NEEDS_SIZES,
      uber },
    { { "uber_U_log10", "", "Uber index, decimal logarithm; infinite where V = N",
        "log10^2 N / (log10 N - log10 V)", "log10", "(0, inf]",
        "Dugast 1978; quanteda" },
      COPIA_NEEDS_SIZES,
      uber_log10 },
    { { "maas_a2_ln", "maas_a2 maas", "small = rich; natural logarithm",
        "(ln N - ln V) / ln^2 N", "1/nats", "[0, inf)", "Maas 1972" },
      COPIA_NEEDS_SIZES,
      maas },
    { { "maas_a_log10", "maas_a", "small = rich; root, decimal logarithm",
        "sqrt ((log10 N - log10 V) / log10^2 N)", "log10^-1/2", "[0, inf)",
        "Maas 1972" },
      COPIA_NEEDS_SIZES,
      maas_log10 },
    { { "brunet_W", "BrunetW", "small = rich; hardly moves with length", "N^(V^-0.172)",
        "none", "(1, N]", "Brunet 1978" },
      COPIA_NEEDS_SIZES,
      brunet },
    { { "fisher_alpha", "alpha",
        "parameter of the logarithmic series; infinite where V = N",
        "V = alpha ln (1 + N / alpha)", "types", "(0, inf]",
        "Fisher, Corbet & Williams 1943, p. 56" },
      COPIA_NEEDS_SIZES,
      fisher_alpha },
    { { "honore_H", "HonoreH", "rich in words used once; infinite where V1 = V",
        "100 ln N / (1 - V1 / V)", "none", "[0, inf]", "Honore 1979" },
      COPIA_NEEDS_HAPAX,
      honore },
    { { "hapax_share", "V1/V", "share of types that occur once", "V1 / V", "share",
        "[0, 1]", "Baayen 2001" },
      COPIA_NEEDS_HAPAX,
      hapaxes },
    { { "growth_rate", "baayen_P V1/N", "chance that the next token is a new type",
        "V1 / N", "share", "[0, 1]", "Good 1953; Baayen 2001" },
      COPIA_NEEDS_HAPAX,
      growth },
    { { "sichel_S", "SichelS",
        "share of types that occur twice; hardly moves with length", "V2 / V", "share",
        "[0, 1]", "Sichel 1975" },
      COPIA_NEEDS_DIS,
      sichel },
    { { "michea_M", "MicheaM", "Sichel's S turned round; infinite where V2 = 0",
        "V / V2", "types", "[1, inf]", "Michea 1969" },
      COPIA_NEEDS_DIS,
      michea },
    { { "yule_K", "yule_K_alt yule_K.exact YuleK",
        "repetition: 10^4 times the chance that two tokens are one type; high = poor",
        "10^4 (M2 - N) / N^2", "1/10,000", "[0, 10^4)",
        "Yule 1944; Tweedie & Baayen 1998" },
      COPIA_NEEDS_CLASSES,
      yule_k },
    { { "yule_I", "", "Yule's characteristic turned round; infinite where V = N",
        "V^2 / (M2 - V)", "none", "(0, inf]", "Yule 1944; Oakes 1998" },
      COPIA_NEEDS_CLASSES,
      yule_i },
    { { "simpson_D", "SimpsonD",
        "chance that two tokens drawn are one type; high = poor",
        "sum V_m (m / N) ((m-1) / (N-1))", "probability", "[0, 1]", "Simpson 1949" },
      COPIA_NEEDS_CLASSES,
      simpson },
    { { "herdan_Vm", "HerdanVm", "variation of the frequencies; high = poor",
        "sqrt (sum V_m (m / N)^2 - 1 / V)", "share", "[0, 1)", "Herdan 1955" },
      COPIA_NEEDS_CLASSES,
      herdan_vm },
    { { "entropy", "", "information of one token", "-sum V_m (m / N) log2 (m / N)",
        "bits", "[0, log2 V]", "Shannon 1948" },
      COPIA_NEEDS_CLASSES,
      entropy },
    { { "HDD", "HD-D", "expected TTR of 42 tokens drawn; needs as many; option draws",
        "sum over types (1 - P (none in the draw)) / 42", "share", "(0, 1]",
        "McCarthy & Jarvis 2007, pp. 465-466" },
      COPIA_NEEDS_CLASSES,
      hdd_42 },
    { { NULL, NULL, NULL, NULL, NULL, NULL, NULL }, COPIA_NEEDS_SIZES, NULL },
};

const CopiaDiversity *
copia_diversity_find (const char *name)
{
    for (const CopiaDiversity *d = copia_diversities; d->about.name; d++)
        if (copia_about_answers_to (&d->about, name))
            return d;
    return NULL;
}

double
copia_diversity_score (const CopiaDiversity *self, const CopiaSpectrum *s)
{
    if (!(s->n > 0 && s->v > 0 && s->v <= s->n) || isinf (s->n))
        return NAN;
    return self->diversity (s);
}

double
copia_hdd (const CopiaSpectrum *s, double draws)
{
    double sum = 0;

    if (!(draws >= 1 && draws <= s->n))
        return NAN;
    for (size_t i = 0; i < s->n_classes; i++) {
        double m = s->classes[i].m;
        double none =
            m + draws > s->n ? -INFINITY : copia_log_hypergeometric (0, m, draws, s->n);
        sum -= s->classes[i].types * expm1 (none);
    }
    return sum / draws;
}

double
copia_spectrum_interpolate (const CopiaSpectrum *s, double n0, double m)
{
    double p = n0 / s->n, sum = 0;

    if (!(n0 >= 0 && n0 <= s->n))
        return NAN;
    for (size_t i = 0; i < s->n_classes; i++) {
        double k = s->classes[i].m;
        if (m == 0)
            sum -= s->classes[i].types * expm1 (k * log1p (-p));
        else if (m <= k)
            sum += s->classes[i].types * exp (copia_log_binomial_term (m, k, p, 1 - p));
    }
    return sum;
}
