/* score-text.c - diversity asked by name, from a text or its frequencies. */
#include "stats/score-words.h"

#include <math.h>
#include <string.h>

static bool
answer_spectrum (const CopiaAsk *ask, const CopiaDiversity *measure, CopiaScore *score)
{
    g_auto (CopiaScoreWords) text = { 0 };
    double draws = 42;

    if (!copia_score_words_read (ask, &text) ||
        !copia_score_words_need (ask, &text, measure->need) ||
        !copia_ask_option (ask, "draws", &draws))
        return false;
    score->value = copia_diversity_score (measure, &text.spectrum);
    if (strcmp (measure->about.name, "HDD") == 0)
        score->value = copia_hdd (&text.spectrum, draws);
    return true;
}

static bool
windows (const CopiaAsk *ask, CopiaScore *score)
{
    bool moving = strcmp (ask->measure, "MATTR") == 0;
    g_auto (CopiaScoreWords) text = { 0 };
    double length = moving ? 50 : 100;

    if (!copia_score_words_read (ask, &text) ||
        !copia_score_words_need_tokens (ask, &text) ||
        !copia_score_words_length (ask, moving ? "window" : "segment", &length))
        return false;
    score->value = moving ? copia_mattr (&text.running, (size_t) length)
                          : copia_msttr (&text.running, (size_t) length);
    return true;
}

static bool
factors (const CopiaAsk *ask, CopiaScore *score)
{
    const char *name = ask->measure;
    g_auto (CopiaScoreWords) text = { 0 };
    double threshold = 0.72;

    if (!copia_score_words_read (ask, &text) ||
        !copia_score_words_need_tokens (ask, &text) ||
        !copia_ask_option (ask, "threshold", &threshold))
        return false;
    if (!(threshold > 0 && threshold < 1))
        return copia_ask_fail (ask, "'threshold' must lie between 0 and 1");
    CopiaMtldRule rule = strcmp (name, "MTLD_le") == 0      ? COPIA_MTLD_AT_MOST
                         : strcmp (name, "MTLD_min10") == 0 ? COPIA_MTLD_BELOW_10
                                                            : COPIA_MTLD_BELOW;
    score->value = strcmp (name, "MTLD_MA_wrap_min10") == 0
                       ? copia_mtld_wrap (&text.running, threshold)
                   : strcmp (name, "MTLD_MA_bid_min10") == 0
                       ? copia_mtld_bidirectional (&text.running, threshold)
                       : copia_mtld (&text.running, threshold, rule);
    return true;
}

static bool
sizes (const CopiaAsk *ask, CopiaScore *score)
{
    g_auto (CopiaScoreWords) text = { 0 };
    double m = g_ascii_strtod (ask->measure + 1, NULL);
    CopiaSpectrumNeed wanted = m > 2 ? COPIA_NEEDS_CLASSES : (CopiaSpectrumNeed) m;

    if (!copia_score_words_read (ask, &text) ||
        !copia_score_words_need (ask, &text, wanted))
        return false;
    score->value = *ask->measure == 'N' ? text.spectrum.n
                   : m == 0             ? text.spectrum.v
                                        : copia_spectrum_types (&text.spectrum, m);
    return true;
}

#define KYLE "Kyle, lexical_diversity"
#define BAAYEN "Baayen 2001"

static const struct {
    CopiaAbout about;
    bool (*answer) (const CopiaAsk *ask, CopiaScore *score);
} entries[] = {
    { { "MATTR", "", "mean TTR of all windows (50 tokens)",
        "sum V(window) / w / (N-w+1)", "share", "(0, 1]", "Covington & McFall 2010" },
      windows },
    { { "MSTTR", "", "mean TTR of the whole segments (100 tokens)",
        "sum V(segment) / w / k", "share", "(0, 1]", "Johnson 1944" },
      windows },
    { { "MTLD", "", "tokens until the TTR falls below 0.72, both ways",
        "N / factors, the rest as (1 - TTR) / (1 - .72)", "tokens", "(1, inf]",
        "McCarthy & Jarvis 2010" },
      factors },
    { { "MTLD_le", "", "MTLD, factor complete at TTR <= 0.72", "N / factors", "tokens",
        "[1, inf)", "LexicalRichness" },
      factors },
    { { "MTLD_min10", "", "MTLD, factors of at least 10 tokens", "N / factors",
        "tokens", "(1, inf]", KYLE },
      factors },
    { { "MTLD_MA_wrap_min10", "MTLD_wrap",
        "mean factor from every token, end joined to start", "mean length", "tokens",
        "[10, inf)", KYLE },
      factors },
    { { "MTLD_MA_bid_min10", "MTLD_bid",
        "mean factor from every token, to the end, both ways", "mean length", "tokens",
        "[10, inf)", KYLE },
      factors },
    { { "N", "", "tokens", "N", "tokens", "[0, inf)", BAAYEN }, sizes },
    { { "V", "", "types", "V", "types", "[0, N]", BAAYEN }, sizes },
    { { "V1", "", "types that occur once", "V_1", "types", "[0, V]", BAAYEN }, sizes },
    { { "V2", "", "types that occur twice", "V_2", "types", "[0, V]", BAAYEN }, sizes },
    { { "V3", "", "types that occur 3 times", "V_3", "types", "[0, V]", BAAYEN },
      sizes },
    { { "V4", "", "types that occur 4 times", "V_4", "types", "[0, V]", BAAYEN },
      sizes },
    { { "V5", "", "types that occur 5 times", "V_5", "types", "[0, V]", BAAYEN },
      sizes },
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
knows_text (const char *measure)
{
    return copia_diversity_find (measure) || find (measure) >= 0;
}

static bool
fits_text (const CopiaAsk *ask)
{
    return ask->input->tokens || copia_ask_has (ask, "tokens") ||
           copia_ask_has (ask, "spectrum") || copia_ask_has (ask, "N");
}

static bool
answer_text (const CopiaAsk *ask, CopiaScore *score)
{
    const CopiaDiversity *diversity = copia_diversity_find (ask->measure);

    if (diversity)
        return answer_spectrum (ask, diversity, score);
    int entry = find (ask->measure);
    CopiaAsk named = { entries[entry].about.name, ask->input, ask->error };
    return entries[entry].answer (&named, score);
}

static void
each_text (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (const CopiaDiversity *d = copia_diversities; d->about.name; d++)
        visit (family, &d->about, data);
    for (unsigned i = 0; i < G_N_ELEMENTS (entries); i++)
        visit (family, &entries[i].about, data);
}

const CopiaScoreFamily copia_score_text = {
    "diversity", knows_text, fits_text,
    answer_text, each_text,  "tokens=[..], spectrum={..}, or N and V"
};
