/* association-table.c - the registry of association measures. */
#include <stddef.h>

#include "stats/attraction.h"
#include "stats/evidence.h"
#include "stats/logratio.h"

/* The names of the UCS toolkit answer as it does: decimal logarithms throughout. */
#define UCS "Evert 2004, ch. 3; UCS toolkit 0.6, UCS::AM"
#define LOG10_2 0.30102999566398119521

static double
ucs_mi (const CopiaTable2 *t, const CopiaLevel *level)
{
    return LOG10_2 * copia_mi (t, level);
}

static double
ucs_mi2 (const CopiaTable2 *t, const CopiaLevel *level)
{
    return LOG10_2 * copia_mi2 (t, level);
}

static double
ucs_mi3 (const CopiaTable2 *t, const CopiaLevel *level)
{
    return LOG10_2 * copia_mi3 (t, level);
}

static double
ucs_local_mi (const CopiaTable2 *t, const CopiaLevel *level)
{
    return LOG10_2 * copia_local_mi (t, level);
}

static double
ucs_average_mi (const CopiaTable2 *t, const CopiaLevel *level)
{
    return fabs (copia_log_likelihood (t, level)) / (2 * M_LN10);
}

static double
ucs_odds_ratio (const CopiaTable2 *t, const CopiaLevel *level)
{
    return log10 (copia_odds_ratio (t, level));
}

static double
ucs_odds_ratio_discounted (const CopiaTable2 *t, const CopiaLevel *level)
{
    return copia_lambda (t, level) / M_LN10;
}

static double
ucs_relative_risk (const CopiaTable2 *t, const CopiaLevel *level)
{
    return log10 (copia_relative_risk_columns (t, level));
}

static double
phi (const CopiaTable2 *t, const CopiaLevel *level)
{
    return copysign (sqrt (copia_phi2 (t, level)), copia_table2_determinant (t));
}

static double
ascore (const CopiaTable2 *t, const CopiaLevel *level)
{
    return M_LN2 * copia_mi_log_f (t, level);
}

static double
nltk_poisson_stirling (const CopiaTable2 *t, const CopiaLevel *level)
{
    return t->o11 == 0 ? 0 : t->o11 * (copia_mi (t, level) - 1);
}

const CopiaMeasure copia_measures[] = {
    { { "logDice", "log_dice",
        "typicality that compares between corpora of any size; 1 more = twice as "
        "strong",
        "14 + log2 (2 O11 / (R1 + C1))", "log2", "(-inf, 14]",
        "Rychly 2008, RASLAN, p. 9" },
      copia_log_dice },
    { { "log.likelihood", "ll g2 log_likelihood loglikelihood likelihood_ratio",
        "evidence for attraction, or, when negative, for repulsion; grows with corpus "
        "size",
        "2 sum O ln (O / E) over four cells, signed by O11 - E11", "G2",
        "(-inf, inf); 3.84 at p = .05, 6.63 at .01, 10.83 at .001", "Dunning 1993" },
      copia_log_likelihood },
    { { "mi.log2", "mi pmi",
        "exclusiveness of the pair; ranks what occurs once or twice first",
        "log2 (O11 / E11)", "bits", "(-inf, inf)",
        "Church & Hanks 1990, CL 16(1), p. 23" },
      copia_mi },
    { { "t", "t.ms t_score t.score tscore student_t",
        "evidence that favours frequent collocates", "(O11 - E11) / sqrt (O11)",
        "standard errors", "(-inf, inf)",
        "Church et al. 1991; Manning & Schuetze 1999, ch. 5" },
      copia_t_score },
    { { "mi2.log2", "mi2", "MI with O11 squared: less in love with rare words",
        "log2 (O11^2 / E11)", "bits", "(-inf, inf)", "Daille 1994; Evert 2004, ch. 3" },
      copia_mi2 },
    { { "mi3.log2", "mi3", "MI with O11 cubed: favours frequent pairs",
        "log2 (O11^3 / E11)", "bits", "(-inf, inf)", "Daille 1994; Oakes 1998" },
      copia_mi3 },
    { { "local_mi", "local.mi lmi", "MI weighted by how often the pair occurs",
        "O11 log2 (O11 / E11)", "bits", "(-inf, inf)", "Evert 2004, ch. 3" },
      copia_local_mi },
    { { "mi.logf", "mi_logf mi.log_f", "MI weighted by the logarithm of frequency",
        "log2 (O11 / E11) ln (O11 + 1)", "bits", "(-inf, inf)",
        "Kilgarriff & Tugwell 2001; Sketch Engine, Statistics used" },
      copia_mi_log_f },
    { { "npmi", "", "MI scaled to -1 .. 1; NaN where O11 = N",
        "ln (O11 / E11) / -ln (O11 / N)", "share", "[-1, 1]", "Bouma 2009, p. 36" },
      copia_npmi },
    { { "z", "z_score z.score zscore z1",
        "deviation in units of chance; overrates rare words",
        "(O11 - E11) / sqrt (E11)", "standard deviations", "(-inf, inf)",
        "Dennis 1965; Evert 2004, ch. 3" },
      copia_z_score },
    { { "z.corrected", "z.yates", "z with Yates' correction, not past 0",
        "sign (O11 - E11) max (0, |O11 - E11| - 0.5) / sqrt (E11)",
        "standard deviations", "(-inf, inf)", "Yates 1934; Evert 2004, ch. 3" },
      copia_z_corrected },
    { { "z.berry_rogghe", "berry_rogghe wordsmith4.zscore wordsmith4.z",
        "z as the first collocation studies had it",
        "(O11 - E11) / sqrt (E11 (1 - C1/N))", "standard deviations", "(-inf, inf)",
        "Berry-Rogghe 1973" },
      copia_z_berry_rogghe },
    { { "simple.ll", "simple_ll",
        "evidence from O11 and E11 alone, signed by O11 - E11",
        "2 (O11 ln (O11 / E11) - (O11 - E11)), signed", "G2", "(-inf, inf)",
        "Evert 2009, HSK 29(2), art. 58" },
      copia_simple_ll },
    { { "bic", "", "evidence after the price of corpus size; below 0 speaks for chance",
        "|G2| - ln N", "G2", "[-ln N, inf)", "Wilson 2013; Kass & Raftery 1995" },
      copia_log_likelihood_bic },
    { { "poisson.pv", "poisson", "how unlikely so many pairs are by chance (Poisson)",
        "-log10 P (X >= O11), X ~ Poisson (E11)", "log10 p", "[0, inf)",
        "Quasthoff & Wolff 2002; Evert 2004, ch. 3" },
      copia_poisson_pv },
    { { "poisson.stirling", "poisson_stirling",
        "quick approximation to the Poisson p-value; sense only where O11 > e E11",
        "O11 (ln (O11 / E11) - 1) / ln 10", "log10 p", "(-inf, inf)",
        "Quasthoff & Wolff 2002" },
      copia_poisson_stirling },
    { { "fisher.pv", "fisher", "how unlikely so many pairs are by chance, exactly",
        "-log10 P (X >= O11), X hypergeometric", "log10 p", "[0, inf)",
        "Pedersen 1996; Fisher 1922" },
      copia_fisher_pv },
    { { "collostruction", "collostruction_strength collostr",
        "exact test in the direction of the deviation, repulsion negative",
        "-log10 P (X >= O11), or log10 P (X <= O11) where O11 < E11", "log10 p",
        "(-inf, inf)", "Stefanowitsch & Gries 2003" },
      copia_collostruction },
    { { "fisher.p.greater", "", "exact right tail as a probability; 0 below 1e-308",
        "P (X >= O11), X hypergeometric", "probability", "[0, 1]",
        "Fisher 1922; Pedersen 1996, p. 10" },
      copia_fisher_greater },
    { { "fisher.p.less", "", "exact left tail as a probability; 0 below 1e-308",
        "P (X <= O11), X hypergeometric", "probability", "[0, 1]",
        "Fisher 1922; Pedersen 1996, p. 10" },
      copia_fisher_less },
    { { "fisher.p.two_sided", "fisher.two_sided_p fisher.two_sided",
        "exact two-sided p: all tables no likelier than this one, as R has it",
        "sum of P (X = k) <= P (X = O11) (1 + 1e-7)", "probability", "[0, 1]",
        "Fisher 1935; R Core Team, fisher.test" },
      copia_fisher_two_sided },
    { { "fisher.p.central", "fisher.central",
        "exact two-sided p: twice the smaller tail",
        "min (1, 2 min (P (X <= O11), P (X >= O11)))", "probability", "[0, 1]",
        "Evert 2022; Fay 2010" },
      copia_fisher_central },
    { { "chi2", "chi.squared chi_sq",
        "Pearson's test, unsigned; unreliable where an expected cell is below 5",
        "N (O11 O22 - O12 O21)^2 / (R1 R2 C1 C2)", "chi2", "[0, inf)",
        "Pearson 1900; Manning & Schuetze 1999, ch. 5" },
      copia_chi2 },
    { { "chi2.yates", "chi2.yates_R chi2.corrected yates",
        "chi2 with Yates' correction, not past 0",
        "N max (0, |O11 O22 - O12 O21| - N/2)^2 / (R1 R2 C1 C2)", "chi2", "[0, inf)",
        "Yates 1934" },
      copia_chi2_corrected },
    { { "dice", "", "overlap of the two words", "2 O11 / (R1 + C1)", "share", "[0, 1]",
        "Dice 1945" },
      copia_dice },
    { { "jaccard", "", "shared among all occurrences of either",
        "O11 / (O11 + O12 + O21)", "share", "[0, 1]",
        "Jaccard 1901; Evert 2004, ch. 3" },
      copia_jaccard },
    { { "min_sensitivity", "ms minsens minimum_sensitivity min_sens",
        "the smaller of the two conditional shares", "min (O11 / R1, O11 / C1)",
        "share", "[0, 1]", "Pedersen & Bruce 1996; Evert 2004, ch. 3" },
      copia_minimum_sensitivity },
    { { "gmean", "geometric_mean", "geometric mean of the two conditional shares",
        "O11 / sqrt (R1 C1)", "share", "[0, 1]", "Evert 2004, ch. 3" },
      copia_geometric_mean },
    { { "liddell", "",
        "difference of the node's share in collocate and other positions; equals "
        "deltaP.w1|w2",
        "(O11 O22 - O12 O21) / (C1 C2)", "share", "[-1, 1]",
        "Liddell 1976; Evert 2004, ch. 3" },
      copia_delta_p_node },
    { { "odds_ratio", "", "ratio of odds; infinite where O12 or O21 is 0",
        "O11 O22 / (O12 O21)", "ratio", "[0, inf]", "Agresti 1990; Evert 2004, ch. 3" },
      copia_odds_ratio },
    { { "odds_ratio.discounted", "odds_ratio.disc",
        "ratio of odds with half a count in every cell",
        "(O11+.5) (O22+.5) / ((O12+.5) (O21+.5))", "ratio", "(0, inf)",
        "Haldane 1955; Evert 2004, ch. 3" },
      copia_odds_ratio_discounted },
    { { "log_ratio.hardie", "log_ratio logratio lr",
        "how many times doubled near the node; a 0 counts as half",
        "log2 ((O11/R1) / (O21/R2)), 0 -> 0.5", "doublings", "(-inf, inf)",
        "Hardie 2014" },
      copia_log_ratio },
    { { "log_ratio.walter", "walter", "log ratio with little bias for small counts",
        "log2 ((O11+.5)/(R1+.5)) - log2 ((O21+.5)/(R2+.5))", "doublings", "(-inf, inf)",
        "Walter 1975; Evert 2022" },
      copia_log_ratio_walter },
    { { "log_ratio.walter.G2filter", "",
        "Walter's log ratio, 0 unless G2 is significant at the level",
        "log_ratio.walter where |G2| >= chi2 (1 - alpha/tests), else 0", "doublings",
        "(-inf, inf)", "Hardie 2014; Evert 2022" },
      copia_log_ratio_walter_filtered },
    { { "log_ratio.conservative_poisson",
        "lrc log_ratio.conservative log_ratio.clopper_pearson",
        "log ratio one can rely on: nearer end of the exact interval, else 0",
        "log2 (R2/R1 tau/(1-tau)), tau = Clopper-Pearson end for O11 of C1, "
        "alpha/tests two-sided",
        "doublings", "(-inf, inf)", "Evert 2022; Clopper & Pearson 1934" },
      copia_log_ratio_conservative },
    { { "log_ratio.conservative_poisson_onesided", "lrc.positive log_ratio.positive",
        "lower end of the exact one-sided interval, also below 0",
        "as log_ratio.conservative_poisson, lower end, alpha/tests one-sided",
        "doublings", "[-inf, inf)", "Evert 2022" },
      copia_log_ratio_positive },
    { { "log_ratio.conservative_normal", "",
        "nearer end of the normal interval of the log ratio, else 0",
        "(ln ratio -+ z sqrt (1/O11 + 1/O21 - 1/R1 - 1/R2)) / ln 2, 0 -> 0.5",
        "doublings", "(-inf, inf)", "Katz et al. 1978; Hardie 2014" },
      copia_log_ratio_normal },
    { { "relative_risk", "relative_frequency_ratio risk_ratio",
        "ratio of the rate near the node to the rate elsewhere", "(O11/R1) / (O21/R2)",
        "ratio", "[0, inf]", "Agresti 1990; Gabrielatos 2018" },
      copia_relative_risk },
    { { "deltaP.w2|w1", "deltaP.forward delta_p deltaP deltaP1",
        "how much the node raises the chance of the collocate", "O11/R1 - O21/R2",
        "share", "[-1, 1]", "Ellis 2006; Gries 2013" },
      copia_delta_p_collocate },
    { { "deltaP.w1|w2", "deltaP.backward deltaP2",
        "how much the collocate raises the chance of the node", "O11/C1 - O12/C2",
        "share", "[-1, 1]", "Ellis 2006; Gries 2013" },
      copia_delta_p_node },
    { { "phi2", "phi_squared", "share of variance the two words have in common",
        "(O11 O22 - O12 O21)^2 / (R1 R2 C1 C2)", "share", "[0, 1]",
        "Church & Gale 1991" },
      copia_phi2 },
    { { "phi", "", "correlation of the two words",
        "(O11 O22 - O12 O21) / sqrt (R1 R2 C1 C2)", "correlation", "[-1, 1]",
        "Yule 1912; Church & Gale 1991" },
      phi },
    { { "ascore", "", "MI weighted by frequency, in natural logarithms",
        "ln (O11 / E11) ln (O11 + 1)", "nats", "(-inf, inf)",
        "Kilgarriff & Tugwell 2001; Sketch Engine, Statistics used" },
      ascore },
    { { "lambda", "", "log odds ratio with half a count in every cell",
        "ln ((O11+.5) (O22+.5) / ((O12+.5) (O21+.5)))", "nats", "(-inf, inf)",
        "Blaheta & Johnson 2001" },
      copia_lambda },
    { { "lambda.z", "", "lambda in units of its standard error",
        "lambda / sqrt (sum 1 / (O + .5))", "standard errors", "(-inf, inf)",
        "Blaheta & Johnson 2001" },
      copia_lambda_z },
    { { "t.difference", "", "which of two nodes the collocate prefers: O11 against O21",
        "(O11 - O21) / sqrt (O11 + O21)", "standard errors", "(-inf, inf)",
        "Church et al. 1991; Manning & Schuetze 1999, ch. 5" },
      copia_t_difference },
    { { "conditional_probability_pct", "relfreq sketchengine.relfreq",
        "how often the collocate is there when the node is", "100 O11 / R1", "per cent",
        "[0, 100]", "Durrant 2008, p. 84" },
      copia_percent_of_node },
    { { "observed", "o11", "pairs counted", "O11", "count", "[0, inf)",
        "Evert 2004, ch. 3" },
      copia_observed },
    { { "expected", "e11 E_window zscore_E", "pairs chance would give", "R1 C1 / N",
        "count", "[0, inf)", "Evert 2004, ch. 3" },
      copia_expected },
    { { "cqpweb.z", "", "z with the correction CQPweb makes",
        "sign (D) (|D| > .5 ? |D| - .5 : |D|/2) / sqrt (E11), D = O11 - E11",
        "standard deviations", "(-inf, inf)", "Hardie 2012, CQPweb" },
      copia_z_corrected_cqpweb },
    { { "cqpweb.Dice", "",
        "Dice of hits: how many hits have the collocate beside them, and how many of "
        "its tokens stand beside hits",
        "2 P Q / (P + Q), P = hits with it / hits (unknown: O11 / R1), Q = O11 / C1",
        "share", "[0, 1]", "Hardie 2012, CQPweb" },
      copia_dice_cqpweb },
    { { "nltk.poisson_stirling", "",
        "approximation to the Poisson p-value with a binary logarithm, as NLTK has it",
        "O11 (log2 (O11 / E11) - 1)", "none", "(-inf, inf)",
        "NLTK, BigramAssocMeasures.poisson_stirling" },
      nltk_poisson_stirling },
    { { "ucs.MI", "", "MI with decimal logarithm", "log10 (O11 / E11)", "log10",
        "(-inf, inf)", UCS },
      ucs_mi },
    { { "ucs.MI2", "", "MI2 with decimal logarithm", "log10 (O11^2 / E11)", "log10",
        "(-inf, inf)", UCS },
      ucs_mi2 },
    { { "ucs.MI3", "", "MI3 with decimal logarithm", "log10 (O11^3 / E11)", "log10",
        "(-inf, inf)", UCS },
      ucs_mi3 },
    { { "ucs.local.MI", "", "local MI with decimal logarithm", "O11 log10 (O11 / E11)",
        "log10", "(-inf, inf)", UCS },
      ucs_local_mi },
    { { "ucs.average.MI", "", "G2 as information, unsigned", "|G2| / (2 ln 10)",
        "log10", "[0, inf)", UCS },
      ucs_average_mi },
    { { "ucs.log.likelihood", "", "log.likelihood",
        "2 sum O ln (O / E), signed by O11 - E11", "G2", "(-inf, inf)", UCS },
      copia_log_likelihood },
    { { "ucs.simple.ll", "", "simple.ll",
        "2 (O11 ln (O11 / E11) - (O11 - E11)), signed", "G2", "(-inf, inf)", UCS },
      copia_simple_ll },
    { { "ucs.Poisson.Stirling", "", "poisson.stirling",
        "O11 (ln (O11 / E11) - 1) / ln 10", "log10 p", "(-inf, inf)", UCS },
      copia_poisson_stirling },
    { { "ucs.Poisson.pv", "", "poisson.pv", "-log10 P (X >= O11), X ~ Poisson (E11)",
        "log10 p", "[0, inf)", UCS },
      copia_poisson_pv },
    { { "ucs.Fisher.pv", "", "fisher.pv", "-log10 P (X >= O11), X hypergeometric",
        "log10 p", "[0, inf)", UCS },
      copia_fisher_pv },
    { { "ucs.z.score", "", "z", "(O11 - E11) / sqrt (E11)", "standard deviations",
        "(-inf, inf)", UCS },
      copia_z_score },
    { { "ucs.z.score.corr", "",
        "z with Yates' correction even past 0, where the sign turns",
        "sign (O11 - E11) (|O11 - E11| - 0.5) / sqrt (E11)", "standard deviations",
        "(-inf, inf)", UCS },
      copia_z_corrected_ucs },
    { { "ucs.t.score", "", "t", "(O11 - E11) / sqrt (O11)", "standard errors",
        "(-inf, inf)", UCS },
      copia_t_score },
    { { "ucs.chi.squared", "chi2.signed", "chi2 signed by O11 - E11",
        "N (O11 O22 - O12 O21)^2 / (R1 R2 C1 C2), signed", "chi2", "(-inf, inf)", UCS },
      copia_chi2_signed },
    { { "ucs.chi.squared.corr", "", "chi2 with Yates' correction even past 0, signed",
        "N (|O11 O22 - O12 O21| - N/2)^2 / (R1 R2 C1 C2), signed", "chi2",
        "(-inf, inf)", UCS },
      copia_chi2_corrected_ucs },
    { { "ucs.odds.ratio", "",
        "decimal logarithm of the odds ratio; infinite where UCS writes 1e7",
        "log10 (O11 O22 / (O12 O21))", "log10", "[-inf, inf]", UCS },
      ucs_odds_ratio },
    { { "ucs.odds.ratio.disc", "", "the same with half a count in every cell",
        "log10 ((O11+.5) (O22+.5) / ((O12+.5) (O21+.5)))", "log10", "(-inf, inf)",
        UCS },
      ucs_odds_ratio_discounted },
    { { "ucs.relative.risk", "", "decimal logarithm of the risk by columns",
        "log10 (O11 C2 / (O12 C1))", "log10", "[-inf, inf]", UCS },
      ucs_relative_risk },
    { { "ucs.Dice", "", "dice", "2 O11 / (R1 + C1)", "share", "[0, 1]", UCS },
      copia_dice },
    { { "ucs.Jaccard", "", "jaccard", "O11 / (O11 + O12 + O21)", "share", "[0, 1]",
        UCS },
      copia_jaccard },
    { { "ucs.MS", "", "min_sensitivity", "min (O11 / R1, O11 / C1)", "share", "[0, 1]",
        UCS },
      copia_minimum_sensitivity },
    { { "ucs.gmean", "", "gmean", "O11 / sqrt (R1 C1)", "share", "[0, 1]", UCS },
      copia_geometric_mean },
    { { "ucs.Liddell", "", "liddell", "(O11 O22 - O12 O21) / (C1 C2)", "share",
        "[-1, 1]", UCS },
      copia_delta_p_node },
    { { NULL, NULL, NULL, NULL, NULL, NULL, NULL }, NULL },
};

bool
copia_measure_of_margins (const CopiaMeasure *self)
{
    static double (*const formulas[]) (const CopiaTable2 *, const CopiaLevel *) = {
        copia_log_dice,
        copia_mi,
        copia_mi2,
        copia_mi3,
        copia_local_mi,
        copia_mi_log_f,
        copia_t_score,
        copia_z_score,
        copia_z_corrected,
        copia_z_corrected_cqpweb,
        copia_z_corrected_ucs,
        copia_simple_ll,
        copia_dice,
        copia_dice_cqpweb,
        copia_minimum_sensitivity,
        copia_geometric_mean,
        copia_percent_of_node,
        copia_observed,
        copia_expected,
        copia_poisson_pv,
        copia_poisson_stirling,
        nltk_poisson_stirling,
        ucs_mi,
        ucs_mi2,
        ucs_mi3,
        ucs_local_mi,
    };

    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        if (self->score == formulas[i])
            return true;
    return false;
}

bool
copia_measure_of_hits (const CopiaMeasure *self)
{
    return self->score == copia_dice_cqpweb;
}
