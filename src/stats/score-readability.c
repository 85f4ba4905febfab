/* score-readability.c - readability asked by name, from counts. */
#include "stats/score-private.h"

#include "stats/readability.h"

#include <math.h>
#include <stddef.h>

/* The members of an input, and where each goes; the first that is given counts. */
static const struct {
    const char *key;
    size_t offset;
} members[] = {
    { "W", offsetof (CopiaReading, words) },
    { "St", offsetof (CopiaReading, sentences) },
    { "Sy", offsetof (CopiaReading, syllables) },
    { "letters", offsetof (CopiaReading, letters) },
    { "C", offsetof (CopiaReading, letters) },
    { "chars", offsetof (CopiaReading, characters) },
    { "Ch", offsetof (CopiaReading, characters) },
    { "C", offsetof (CopiaReading, characters) },
    { "W_1Sy", offsetof (CopiaReading, one_syllable) },
    { "W1Sy", offsetof (CopiaReading, one_syllable) },
    { "W2Sy", offsetof (CopiaReading, two_syllables) },
    { "W3Sy", offsetof (CopiaReading, three_syllables) },
    { "W6C", offsetof (CopiaReading, six_letters) },
    { "W7C", offsetof (CopiaReading, seven_letters) },
    { "unfamiliar", offsetof (CopiaReading, unfamiliar) },
    { "W_wl.Dale.Chall", offsetof (CopiaReading, unfamiliar) },
    { "W_wl.Spache", offsetof (CopiaReading, unfamiliar_spache) },
};

static bool
knows_readability (const char *measure)
{
    return copia_readability_find (measure) != NULL;
}

static bool
fits_readability (const CopiaAsk *ask)
{
    return copia_ask_has (ask, "W");
}

static bool
read_counts (const CopiaAsk *ask, CopiaReading *counts)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (members); i++) {
        double *into = (double *) (void *) ((char *) counts + members[i].offset);
        if (!isnan (*into) || !copia_ask_has (ask, members[i].key))
            continue;
        if (!copia_ask_number (ask, members[i].key, into))
            return false;
        if (!(*into >= 0))
            return copia_ask_fail (ask, "'%s' must not be below 0", members[i].key);
    }
    return true;
}

static bool
answer_readability (const CopiaAsk *ask, CopiaScore *score)
{
    const CopiaReadability *formula = copia_readability_find (ask->measure);
    CopiaReading counts = copia_reading_unknown;

    if (!read_counts (ask, &counts))
        return false;
    if (counts.words == 0 || counts.sentences == 0)
        return copia_ask_fail (ask, "no text: W or St is 0");
    score->value = copia_readability_score (formula, &counts);
    return !isnan (score->value) ||
           copia_ask_fail (ask, "needs all counts of its formula, %s",
                           formula->about.formula);
}

static void
each_readability (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (const CopiaReadability *r = copia_readabilities; r->about.name; r++)
        visit (family, &r->about, data);
}

const CopiaScoreFamily copia_score_readability = {
    "readability",      knows_readability, fits_readability,
    answer_readability, each_readability,  "counts: W, St, Sy, C, W3Sy, .."
};
