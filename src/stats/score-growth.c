/* score-growth.c - growth of a vocabulary and models of it asked by name. */
#include "stats/score-words.h"

#include "stats/growth.h"
#include "stats/lnre.h"

#include <math.h>
#include <string.h>

static bool
heaps (const CopiaAsk *ask, CopiaScore *score)
{
    g_auto (CopiaScoreWords) text = { 0 };
    double step = 1000;

    if (!copia_score_words_read (ask, &text) ||
        !copia_score_words_need_tokens (ask, &text) ||
        !copia_score_words_length (ask, "step", &step))
        return false;
    size_t n = copia_growth (&text.running, (size_t) step, NULL);
    g_autofree CopiaGrowthPoint *points = g_new (CopiaGrowthPoint, n + 1);
    copia_growth (&text.running, (size_t) step, points);
    CopiaHeaps law = copia_heaps (points, n);
    score->value = g_str_has_suffix (ask->measure, "beta") ? law.beta
                   : g_str_has_suffix (ask->measure, "K")  ? law.k
                                                           : law.r2;
    return true;
}

/* "interpEV@N0" and "interpEVm@N0", or N0 as a member. */
static bool
interpolate (const CopiaAsk *ask, CopiaScore *score)
{
    g_auto (CopiaScoreWords) text = { 0 };
    const char *at = strchr (ask->measure, '@');
    double m = g_ascii_strtod (ask->measure + strlen ("interpEV"), NULL);
    double n0 = at ? g_ascii_strtod (at + 1, NULL) : NAN;

    if (!copia_score_words_read (ask, &text) ||
        !copia_score_words_need (ask, &text, COPIA_NEEDS_CLASSES) ||
        (!at && !copia_ask_number (ask, "N0", &n0)))
        return false;
    if (!(n0 >= 0 && n0 <= text.spectrum.n))
        return copia_ask_fail (ask, "N0 must lie between 0 and the %.0f tokens",
                               text.spectrum.n);
    score->value = copia_spectrum_interpolate (&text.spectrum, n0, m);
    return true;
}

/* alpha, B and A as given, or else as they fit the spectrum best. */
static bool
read_model (const CopiaAsk *ask, bool finite, CopiaScoreWords *text, CopiaLnre *model)
{
    const CopiaJson *exact = copia_json_find (ask->input->values, "exact");

    *model = (CopiaLnre){ .exact = exact && copia_json_bool (exact) };
    if (copia_ask_has (ask, "alpha"))
        return copia_ask_number (ask, "alpha", &model->alpha) &&
               copia_ask_number (ask, "B", &model->b) &&
               (!finite || copia_ask_number (ask, "A", &model->a)) &&
               copia_ask_number (ask, "N", &text->spectrum.n) &&
               (!copia_ask_has (ask, "spectrum") ||
                copia_score_words_read_spectrum (ask, text));
    if (!copia_score_words_read (ask, text) ||
        !copia_score_words_need (ask, text, COPIA_NEEDS_CLASSES))
        return false;
    *model = copia_lnre_estimate (&text->spectrum, finite, model->exact);
    return !isnan (model->alpha) ||
           copia_ask_fail (ask, "the spectrum is too small to fit");
}

static bool
model (const CopiaAsk *ask, CopiaScore *score)
{
    bool finite = ask->measure[0] == 'f';
    const char *asked = strchr (ask->measure, '.') + 1;
    g_auto (CopiaScoreWords) text = { 0 };
    CopiaLnre fitted;

    if (!read_model (ask, finite, &text, &fitted))
        return false;
    double n = text.spectrum.n;
    if (strcmp (asked, "X2") == 0 || strcmp (asked, "p") == 0) {
        if (!copia_score_words_need (ask, &text, COPIA_NEEDS_CLASSES))
            return false;
        CopiaLnreFit fit = copia_lnre_fit (&fitted, &text.spectrum, finite ? 3 : 2);
        score->value = *asked == 'X' ? fit.chi2 : exp (fit.log_p);
        return true;
    }
    score->value = strcmp (asked, "alpha") == 0   ? fitted.alpha
                   : strcmp (asked, "A") == 0     ? fitted.a
                   : strcmp (asked, "B") == 0     ? fitted.b
                   : strcmp (asked, "EV") == 0    ? copia_lnre_v (&fitted, n)
                   : strcmp (asked, "EV1") == 0   ? copia_lnre_vm (&fitted, n, 1)
                   : strcmp (asked, "EV_2N") == 0 ? copia_lnre_v (&fitted, 2 * n)
                                                  : copia_lnre_population (&fitted);
    return true;
}

#define EVERT "Evert 2004"

static const struct {
    CopiaAbout about;
    bool (*answer) (const CopiaAsk *ask, CopiaScore *score);
} entries[] = {
    { { "heaps.beta", "heaps",
        "growth of vocabulary: exponent (points every `step` tokens, 1000)",
        "V = K N^beta", "exponent", "[0, 1]", "Herdan 1960; Heaps 1978" },
      heaps },
    { { "heaps.K", "", "growth of vocabulary: factor", "V = K N^beta", "types",
        "(0, inf)", "Herdan 1960; Heaps 1978" },
      heaps },
    { { "heaps.r2", "", "how well the law fits, on logarithms", "r^2 of ln V and ln N",
        "share", "[0, 1]", "Heaps 1978" },
      heaps },
    { { "interpEV", "", "types expected in N0 of the tokens; also as interpEV@N0",
        "V - sum V_m (1 - N0/N)^m", "types", "[0, V]", "Baayen 2001, eq. 2.41" },
      interpolate },
    { { "interpEV1", "", "hapaxes expected in N0 of the tokens; also as interpEV1@N0",
        "sum m V_m (N0/N) (1 - N0/N)^(m-1)", "types", "[0, V]",
        "Baayen 2001, eq. 2.42" },
      interpolate },
    { { "zm.alpha", "", "slope of the Zipf-Mandelbrot model", "C p^(-alpha-1), p <= B",
        "exponent", "(0, 1)", EVERT },
      model },
    { { "zm.B", "", "greatest probability in the model", "C p^(-alpha-1), p <= B",
        "probability", "(0, inf)", EVERT },
      model },
    { { "zm.EV", "", "types expected in N tokens", "C N^alpha Gamma (1-alpha) / alpha",
        "types", "(0, inf)", EVERT },
      model },
    { { "zm.EV1", "", "hapaxes expected in N tokens", "C N^alpha Gamma (1-alpha)",
        "types", "(0, inf)", EVERT },
      model },
    { { "zm.EV_2N", "", "types expected in twice the tokens", "EV (2N)", "types",
        "(0, inf)", EVERT },
      model },
    { { "zm.X2", "", "misfit of the model", "multivariate chi2 of V, V_1 .. V_k",
        "chi2", "[0, inf)", "Baayen 2001, p. 119" },
      model },
    { { "zm.p", "", "chance of so bad a fit, were the model true", "P (X >= X2)",
        "probability", "[0, 1]", "Baayen 2001, p. 119" },
      model },
    { { "fzm.alpha", "", "slope of the finite Zipf-Mandelbrot model",
        "C p^(-alpha-1), A <= p <= B", "exponent", "(0, 1)", EVERT },
      model },
    { { "fzm.A", "", "least probability in the model", "C p^(-alpha-1), A <= p <= B",
        "probability", "(0, B)", EVERT },
      model },
    { { "fzm.B", "", "greatest probability in the model", "C p^(-alpha-1), A <= p <= B",
        "probability", "(A, inf)", EVERT },
      model },
    { { "fzm.EV", "", "types expected in N tokens",
        "C/alpha (N^alpha Gamma (1-alpha, NA) + A^-alpha (1 - e^-NA))", "types",
        "(0, inf)", EVERT },
      model },
    { { "fzm.EV1", "", "hapaxes expected in N tokens", "C N^alpha Gamma (1-alpha, NA)",
        "types", "(0, inf)", EVERT },
      model },
    { { "fzm.EV_2N", "", "types expected in twice the tokens", "EV (2N)", "types",
        "(0, inf)", EVERT },
      model },
    { { "fzm.S", "", "types there are in all", "C/alpha (A^-alpha - B^-alpha)", "types",
        "(0, inf)", EVERT },
      model },
    { { "fzm.X2", "", "misfit of the model", "multivariate chi2 of V, V_1 .. V_k",
        "chi2", "[0, inf)", "Baayen 2001, p. 119" },
      model },
    { { "fzm.p", "", "chance of so bad a fit, were the model true", "P (X >= X2)",
        "probability", "[0, 1]", "Baayen 2001, p. 119" },
      model },
};

/* The entry for a name; what follows '@' is not part of it. */
static int
find (const char *measure)
{
    g_autofree char *plain = g_strndup (measure, strcspn (measure, "@"));

    for (unsigned i = 0; i < G_N_ELEMENTS (entries); i++)
        if (copia_about_answers_to (&entries[i].about, plain))
            return (int) i;
    return -1;
}

static bool
knows_growth (const char *measure)
{
    return find (measure) >= 0;
}

static bool
fits_growth (const CopiaAsk *ask)
{
    return ask->input->tokens || copia_ask_has (ask, "tokens") ||
           copia_ask_has (ask, "spectrum") || copia_ask_has (ask, "N");
}

static bool
answer_growth (const CopiaAsk *ask, CopiaScore *score)
{
    const char *at = strchr (ask->measure, '@');
    int entry = find (ask->measure);

    g_autofree char *name = g_strconcat (entries[entry].about.name, at, NULL);
    return entries[entry].answer (&(CopiaAsk){ name, ask->input, ask->error }, score);
}

static void
each_growth (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (entries); i++)
        visit (family, &entries[i].about, data);
}

const CopiaScoreFamily copia_score_growth = {
    "growth",      knows_growth, fits_growth,
    answer_growth, each_growth,  "tokens=[..] or spectrum={..}, or alpha, B, A and N"
};
