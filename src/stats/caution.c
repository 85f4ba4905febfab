/* caution.c - the traps, family by family. */
#include "stats/caution.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *names; /* separated by blanks; a star at the end stands for anything */
    const char *not_when;
} cautions[] = {
    { "mi.log2 mi npmi",
      "words are rare: what occurs once or twice scores highest (ask "
      "for 5 occurrences or more)" },
    { "mi2* mi3* local*mi mi.logf", "strength is asked for: frequency is part of the "
                                    "score" },
    { "logDice dice jaccard min_sensitivity ms gmean",
      "chance is the question: a frequent word scores high without being attracted, so "
      "look at observed against expected" },
    { "log.likelihood simple.ll LL.* G2.* lambda.z average.mi",
      "corpora differ in size, or strength is asked for: the value grows with the "
      "number "
      "of words, and most pairs of a large corpus are significant" },
    { "t t.score t.difference",
      "a level of significance is wanted: counts of words are "
      "not normal; it orders, it does not test" },
    { "z z.* berry_rogghe",
      "fewer than 5 are expected: the score of rare words explodes" },
    { "chi2* chi.squared* phi2", "a cell expects fewer than 5: use log-likelihood or "
                                 "Fisher's test" },
    { "fisher* poisson* collostruction", "strength is asked for: p falls with the "
                                         "number of words, not with the size of the "
                                         "difference" },
    { "odds_ratio odds.ratio relative_risk relative.risk pct_diff "
      "relative_frequency_ratio",
      "one of the counts is 0 or very small: the ratio is infinite, or any value is "
      "possible; take a conservative log ratio" },
    { "log_ratio.hardie log_ratio.walter odds_ratio.disc* odds.ratio.disc lambda",
      "counts are below 5 or so: look at its interval, or take the conservative form" },
    { "log_ratio.conservative* LRC*", "a 0 is to be read as 'no difference': it only "
                                      "means that none is sure" },
    { "deltaP* liddell", "pairs of different frequency are compared: a difference of "
                         "shares is small where both are rare" },
    { "bic ELL",
      "a few words of one text are compared: its scale is made for corpora" },
    { "simple_maths difference_coefficient",
      "evidence is asked for: nothing tells a difference from chance" },
    { "text_dispersion*", "there are few texts: with fewer than ten on a side hardly a "
                          "word is significant" },
    { "juilland_D* carroll_D2* carroll_Um juilland_U",
      "there are many parts: nearly everything is even then (Biber et al. 2016)" },
    { "DP DPnorm DP_egbert 1-DP KLD* DKL* 1-DKL* rosengren* DA DC lyne_D3",
      "a word has fewer hits than there are parts, or words of different frequency are "
      "compared: use the adjusted form" },
    { "chi2 maxmin sd_* vc_*",
      "parts differ in size: it counts occurrences, not rates" },
    { "ARF AWT fAWT ALD fALD", "texts were put together in no order: distances across "
                               "their borders count too" },
    { "TTR RTTR* CTTR herdan_C summer* uber* maas* brunet* honore* hapax* growth_rate",
      "texts differ in length: it falls or rises with every word (Tweedie & Baayen "
      "1998); "
      "take mattr, mtld or hdd" },
    { "yule* simpson* herdan_Vm sichel* michea* entropy",
      "a text is short: below some 1,000 words the frequent words decide alone" },
    { "MATTR MSTTR", "a text is shorter than the window" },
    { "MTLD* HDD", "a text has fewer than 100 words" },
    { "fisher_alpha", "the spectrum is not a log series, as it rarely is for text" },
    { "Flesch* FOG* SMOG* ARI* Coleman* Dale* Spache* ELF FORCAST* RIX LIW Linsear*",
      "the text is verse, a list, or in another language than the formula was made "
      "for; "
      "it knows long words and long sentences, not whether a text is understood" },
    { "dist.*", "units are short: below some 2,000 words each, distances are noise" },
    { "mannwhitney* welch* cohen.d", "there are fewer than 5 units on a side" },
    { "kendall* trend* spearman*",
      "there are fewer than 8 units, or rates are mostly 0" },
    { "burstiness* weibull*", "there are fewer than 10 occurrences" },
    { "interval.*",
      "a word clumps: tokens are taken for independent draws, so the true "
      "interval is wider" },
    { "keyness.KLD*", "the sign matters: it says how far, not in which direction" },
    { "phi ascore conditional_probability_pct *G2filter",
      "pairs of different frequency are compared: it follows the frequencies" },
    { "observed expected", "one of them is looked at without the other" },
    { "range range_rel IDF* engvall", "parts differ in size, or there are few of them: "
                                      "one hit in a part counts as much "
                                      "as a hundred" },
    { "kromer*", "words of different frequency are compared: it grows with the hits" },
    { "bonferroni* sidak* p.adjust.bonferroni p.adjust.sidak p.adjust.holm holm*",
      "many words are tested to find candidates: it guards against a single false one, "
      "and misses many true ones" },
    { "p.adjust.BH p.adjust.BY BH* BY*",
      "not one of the words may be false: a share of those found is" },
    { "offset_*", "the counts are 0 in most units" },
    { "dugast_k N V V1 V2 V3 V4 V5 interp*",
      "texts differ in length: compare them at the same number of words" },
    { "Danielson* Devereux DRP Bormuth* Farr* Fucks nWS* Strain Wheeler* mean*Length "
      "meanWordSyllables",
      "the text is verse, a list, or in another language than the formula was made "
      "for" },
    { "ca_*", "the table is nearly all zeros: rare words pull the axes to themselves" },
    { "rhythm.*",
      "there are fewer than 30 sentences, or where they end was guessed from verse" },
    { "zm.* fzm.* heaps*",
      "the text changes its subject on the way: the model knows one "
      "urn" },
};

/* Does NAME fit PATTERN of SIZE bytes, in which one star stands for anything? */
static bool
fits (const char *pattern, size_t size, const char *name)
{
    const char *star = memchr (pattern, '*', size);
    size_t head = star ? (size_t) (star - pattern) : size, length = strlen (name);
    size_t tail = star ? size - head - 1 : 0;

    if (!star)
        return length == size && strncasecmp (pattern, name, size) == 0;
    return length >= head + tail && strncasecmp (pattern, name, head) == 0 &&
           strncasecmp (star + 1, name + length - tail, tail) == 0;
}

static bool
is_among (const char *names, const char *name)
{
    while (*names) {
        size_t size = strcspn (names, " ");

        if (fits (names, size, name))
            return true;
        names += size;
        names += strspn (names, " ");
    }
    return false;
}

/* What stands behind the name of a tool. */
static const char *
without_tool (const char *name)
{
    static const char *const tools[] = { "ucs.", "nltk.", "cqpweb." };

    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
        if (strncasecmp (name, tools[i], strlen (tools[i])) == 0)
            return name + strlen (tools[i]);
    return name;
}

const char *
copia_caution (const CopiaAbout *about)
{
    const char *name = without_tool (about->name);

    for (size_t i = 0; i < sizeof cautions / sizeof *cautions; i++)
        if (is_among (cautions[i].names, name))
            return cautions[i].not_when;
    return NULL;
}
