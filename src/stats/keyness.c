/* keyness.c - what marks a corpus off from another: measures on two frequencies. */
#include "stats/keyness.h"

#include "stats/evidence.h"
#include "stats/logratio.h"
#include "stats/quantile.h"

#define IGNORE_LEVEL (void) level

static double
rate1 (const CopiaTable2 *t)
{
    return t->o11 / t->r1;
}

static double
rate2 (const CopiaTable2 *t)
{
    return copia_table2_o21 (t) / copia_table2_r2 (t);
}

static double
ll_four (const CopiaTable2 *t, const CopiaLevel *level)
{
    return fabs (copia_log_likelihood (t, level));
}

static double
ll_two (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    double e1 = copia_table2_e11 (t), e2 = copia_table2_r2 (t) * (t->c1 / t->n);

    /* the deviances: O and E have the same sum, so what they add cancels */
    return 2 *
           (copia_deviance (t->o11, e1) + copia_deviance (copia_table2_o21 (t), e2));
}

static double
ll_two_signed (const CopiaTable2 *t, const CopiaLevel *level)
{
    return copia_table2_determinant (t) < 0 ? -ll_two (t, level) : ll_two (t, level);
}

static double
bic_two (const CopiaTable2 *t, const CopiaLevel *level)
{
    return ll_two (t, level) - log (t->n);
}

static double
ell (const CopiaTable2 *t, const CopiaLevel *level)
{
    double least = fmin (t->r1, copia_table2_r2 (t)) * (t->c1 / t->n);

    return least > 1 ? ll_two (t, level) / (t->n * log (least)) : NAN;
}

static double
percent_difference (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return 100 * (rate1 (t) - rate2 (t)) / rate2 (t);
}

static double
difference_coefficient (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return (rate1 (t) - rate2 (t)) / (rate1 (t) + rate2 (t));
}

static double
simple_maths (const CopiaTable2 *t, const CopiaLevel *level)
{
    return (1e6 * rate1 (t) + level->added) / (1e6 * rate2 (t) + level->added);
}

static double
divergence (const CopiaTable2 *t, const CopiaLevel *level)
{
    return ll_two (t, level) / 2 / t->c1 / M_LN2;
}

static double
divergence_norm (const CopiaTable2 *t, const CopiaLevel *level)
{
    return -expm1 (-divergence (t, level));
}

const CopiaMeasure copia_keyness[] = {
    { { "G2.4term.signed", "keyness",
        "evidence of a difference, negative where less frequent",
        "2 sum O ln (O / E) over four cells, signed", "G2",
        "(-inf, inf); 3.84 at p = .05, 6.63 at .01, 10.83 at .001, 15.14 at .0001",
        "Dunning 1993; Evert 2022" },
      copia_log_likelihood },
    { { "LL.4term", "G2.4term", "evidence of a difference, unsigned",
        "2 sum O ln (O / E) over four cells", "G2", "[0, inf)", "Dunning 1993" },
      ll_four },
    { { "LL.2term", "ll G2.2term",
        "evidence of a difference from the two frequencies, unsigned",
        "2 (O11 ln (O11 / E1) + O21 ln (O21 / E2))", "G2", "[0, inf)",
        "Read & Cressie 1988; Rayson & Garside 2000" },
      ll_two },
    { { "LL.2term.signed", "", "LL.2term, negative where less frequent in the target",
        "2 (O11 ln (O11 / E1) + O21 ln (O21 / E2)), signed", "G2", "(-inf, inf)",
        "Rayson & Garside 2000" },
      ll_two_signed },
    { { "BIC", "",
        "evidence after the price of corpus size: above 10 very strong, below 0 none",
        "LL.2term - ln N", "G2", "[-ln N, inf)", "Wilson 2013" },
      bic_two },
    { { "ELL", "", "effect size of LL; NaN where the smaller E is not above 1",
        "LL.2term / (N ln min (E1, E2))", "share",
        "[0, inf); up to 1 unless hardly more than one is expected",
        "Johnston, Berry & Mielke 2006" },
      ell },
    { { "pct_diff", "%diff percent_difference",
        "per cent more (or less) than the reference", "100 (p1 - p2) / p2", "per cent",
        "[-100, inf]", "Gabrielatos & Marchi 2011" },
      percent_difference },
    { { "difference_coefficient", "diff_coef diff_coefficient",
        "difference of the rates by their sum", "(p1 - p2) / (p1 + p2)", "share",
        "[-1, 1]", "Hofland & Johansson 1982" },
      difference_coefficient },
    { { "simple_maths", "simplemaths",
        "ratio of rates; the constant chooses rare (1) or common words (100, 1000)",
        "(10^6 p1 + n) / (10^6 p2 + n)", "ratio", "(0, inf)", "Kilgarriff 2009" },
      simple_maths },
    { { "LRC", "", "conservative log ratio: best practice for ranking keywords",
        "nearer end of the exact interval of log2 (p1 / p2), alpha/tests two-sided, "
        "else 0",
        "doublings", "(-inf, inf)", "Evert 2022" },
      copia_log_ratio_conservative },
    { { "LRC.positive", "PositiveLRC",
        "conservative log ratio for positive keywords only",
        "lower end of the exact interval of log2 (p1 / p2), alpha/tests one-sided",
        "doublings", "[-inf, inf)", "Evert 2022" },
      copia_log_ratio_positive },
    { { "text_dispersion_keyness.LL", "tdk text_dispersion_keyness",
        "keyness of spread: O and R count texts (with the word, in all), not tokens",
        "2 sum O ln (O / E) over four cells of texts, signed", "G2", "(-inf, inf)",
        "Egbert & Biber 2019" },
      copia_log_likelihood },
    { { "keyness.KLD", "kld",
        "surprise of how the word's tokens fall on the two corpora",
        "sum over corpora c of P(c|word) log2 (P(c|word) / P(c))", "bits", "[0, inf)",
        "Gries 2021" },
      divergence },
    { { "keyness.KLDnorm", "kldnorm", "keyness.KLD brought into 0 .. 1", "1 - e^-KLD",
        "share", "[0, 1)", "Gries 2021" },
      divergence_norm },
    { { NULL, NULL, NULL, NULL, NULL, NULL, NULL }, NULL },
};

const CopiaMeasure *
copia_keyness_find (const char *name)
{
    for (const CopiaMeasure *m = copia_keyness; m->about.name; m++)
        if (copia_about_answers_to (&m->about, name))
            return m;
    return copia_measure_find (name);
}

CopiaKeyness
copia_keyness_judge (const CopiaTable2 *table, const CopiaLevel *level, double band)
{
    if (!copia_table2_possible (table) || table->c1 == 0 || table->r1 == 0 ||
        table->r1 == table->n)
        return COPIA_UNDECIDED;
    CopiaInterval ends = copia_log_ratio_interval (table, level);
    if (ends.low >= -band && ends.high <= band)
        return COPIA_LOCKWORD;
    if (ends.low > 0)
        return COPIA_KEYWORD;
    return ends.high < 0 ? COPIA_NEGATIVE : COPIA_UNDECIDED;
}

size_t
copia_key_texts (const CopiaTable2 *tables, size_t n, const CopiaLevel *level)
{
    double critical = copia_chi2_quantile (log (level->alpha / level->tests), 1);
    size_t key = 0;

    for (size_t i = 0; i < n; i++)
        if (copia_table2_possible (&tables[i]))
            key += copia_log_likelihood (&tables[i], level) >= critical;
    return key;
}
