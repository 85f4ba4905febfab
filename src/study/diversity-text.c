/* diversity-text.c - measures of the three registries, and those that are only here. */
#include "study/diversity-text.h"

#include <math.h>

typedef struct {
    CopiaAbout about;
    double (*value) (const CopiaTextCounts *counts);
} Measure;

static double
words (const CopiaTextCounts *c)
{
    return c->spectrum.n;
}

static double
types (const CopiaTextCounts *c)
{
    return c->spectrum.v;
}

static double
hapaxes (const CopiaTextCounts *c)
{
    return copia_spectrum_types (&c->spectrum, 1);
}

static double
mattr (const CopiaTextCounts *c)
{
    return copia_mattr (&c->running, c->window);
}

static double
msttr (const CopiaTextCounts *c)
{
    return copia_msttr (&c->running, c->window);
}

static double
mtld (const CopiaTextCounts *c)
{
    return copia_mtld (&c->running, 0.72, COPIA_MTLD_BELOW);
}

static double
mtld_at_most (const CopiaTextCounts *c)
{
    return copia_mtld (&c->running, 0.72, COPIA_MTLD_AT_MOST);
}

static double
mtld_ten (const CopiaTextCounts *c)
{
    return copia_mtld (&c->running, 0.72, COPIA_MTLD_BELOW_10);
}

static double
mtld_wrap (const CopiaTextCounts *c)
{
    return copia_mtld_wrap (&c->running, 0.72);
}

static double
mtld_bidirectional (const CopiaTextCounts *c)
{
    return copia_mtld_bidirectional (&c->running, 0.72);
}

static double
sentences (const CopiaTextCounts *c)
{
    return c->sentences ? (double) c->rhythm.n : NAN;
}

static double
sentence_mean (const CopiaTextCounts *c)
{
    return c->rhythm.mean;
}

static double
sentence_sd (const CopiaTextCounts *c)
{
    return c->rhythm.sd;
}

static double
sentence_cv (const CopiaTextCounts *c)
{
    return c->rhythm.cv;
}

static double
sentence_lag (const CopiaTextCounts *c)
{
    return c->rhythm.lag1;
}

static double
alternation (const CopiaTextCounts *c)
{
    return c->rhythm.alternation;
}

static double
longest_short (const CopiaTextCounts *c)
{
    return c->sentences ? (double) c->rhythm.longest_short : NAN;
}

static double
longest_rise (const CopiaTextCounts *c)
{
    return c->sentences ? (double) c->rhythm.longest_rise : NAN;
}

static double
runs_z (const CopiaTextCounts *c)
{
    return c->rhythm.runs_z;
}

static double
word_length (const CopiaTextCounts *c)
{
    return c->reading.letters / c->reading.words;
}

static double
syllables (const CopiaTextCounts *c)
{
    return c->reading.syllables / c->reading.words;
}

#define JARVIS "McCarthy & Jarvis 2010, BRM 42(2)"
#define COUNT "a count"

static const Measure measures[] = {
    { { "words", "tokens N", "word tokens", "N", "words", "[0, inf)", COUNT }, words },
    { { "types", "V", "different words", "V", "types", "[0, N]", COUNT }, types },
    { { "hapaxes", "V1", "types that occur once", "V1", "types", "[0, V]", COUNT },
      hapaxes },
    { { "MATTR", "", "mean TTR of all windows of --window words",
        "mean of V_i / w, i = 1 .. N - w + 1", "share", "(0, 1]",
        "Covington & McFall 2010" },
      mattr },
    { { "MSTTR", "", "mean TTR of the whole segments of --window words",
        "mean of V_i / w, i = 1 .. whole segments", "share", "(0, 1]", "Johnson 1944" },
      msttr },
    { { "MTLD", "", "words it takes until the TTR falls below 0.72, both ways",
        "N / factors, what is left counting (1 - TTR) / (1 - 0.72)", "words",
        "(1, inf]", JARVIS },
      mtld },
    { { "MTLD_le", "", "MTLD, a factor being complete at TTR <= 0.72", "N / factors",
        "words", "[1, inf)", "LexicalRichness" },
      mtld_at_most },
    { { "MTLD_min10", "", "MTLD with factors of at least 10 words", "N / factors",
        "words", "(1, inf]", "Kyle, lexical_diversity" },
      mtld_ten },
    { { "MTLD_wrap", "", "mean factor from every word on, the end joined to the start",
        "mean length", "words", "[10, inf)", "Jarvis & Hashimoto 2021" },
      mtld_wrap },
    { { "MTLD_bid", "", "mean factor from every word on, both ways", "mean length",
        "words", "[10, inf)", "Jarvis & Hashimoto 2021" },
      mtld_bidirectional },
    { { "sentences", "", "sentences with a word that begin in the unit", "St",
        "sentences", "[0, inf)", COUNT },
      sentences },
    { { "sentence_mean", "sentence_length asl", "mean length of sentences",
        "words in sentences / sentences", "words", "[1, inf)", COUNT },
      sentence_mean },
    { { "sentence_sd", "", "standard deviation of the lengths of sentences",
        "sqrt (sum (x - mean)^2 / (n - 1))", "words", "[0, inf)", COUNT },
      sentence_sd },
    { { "sentence_cv", "", "sd of the lengths by their mean; prose lies around 0.5",
        "sd / mean", "ratio", "[0, inf)", COUNT },
      sentence_cv },
    { { "sentence_lag1", "lag1",
        "does a sentence resemble the one before in length? below 0 they take turns",
        "sum (x_i - m) (x_i+1 - m) / sum (x_i - m)^2", "share", "[-1, 1]",
        "Box & Jenkins 1970" },
      sentence_lag },
    { { "alternation", "",
        "sentences longer or shorter than both neighbours; 2/3 by chance",
        "turning points / (n - 2)", "share", "[0, 1]", "Bienayme 1874" },
      alternation },
    { { "longest_short", "", "longest run of sentences of at most 8 words", "a run",
        "sentences", "[0, n]", COUNT },
      longest_short },
    { { "longest_rise", "", "longest run of sentences each longer than the last",
        "a run", "sentences", "[0, n]", COUNT },
      longest_rise },
    { { "runs_z", "", "fewer (below 0) or more runs of long and short than by chance",
        "(runs - expected) / sd", "standard deviations", "(-inf, inf)",
        "Wald & Wolfowitz 1940" },
      runs_z },
    { { "word_length", "letters_per_word", "mean length of words", "C / W", "letters",
        "[0, inf)", COUNT },
      word_length },
    { { "syllables", "syllables_per_word", "mean syllables of words, by rule", "Sy / W",
        "syllables", "[1, inf)", COUNT },
      syllables },
};

const CopiaAbout *
copia_text_measure_find (const char *name)
{
    const CopiaDiversity *diversity = copia_diversity_find (name);
    const CopiaReadability *readability = copia_readability_find (name);

    for (size_t i = 0; i < G_N_ELEMENTS (measures); i++)
        if (copia_about_answers_to (&measures[i].about, name))
            return &measures[i].about;
    if (diversity)
        return &diversity->about;
    return readability ? &readability->about : NULL;
}

double
copia_text_measure (const CopiaAbout *about, const CopiaTextCounts *counts)
{
    for (size_t i = 0; i < G_N_ELEMENTS (measures); i++)
        if (&measures[i].about == about)
            return measures[i].value (counts);
    for (const CopiaDiversity *d = copia_diversities; d->about.name; d++)
        if (&d->about == about)
            return copia_diversity_score (d, &counts->spectrum);
    return copia_readability_score ((const CopiaReadability *) (const void *) about,
                                    &counts->reading);
}
