/* readability.h - how hard a text is said to be, from counts of words and syllables.
 *
 *   W     words            St    sentences          Sy   syllables
 *   C     letters          Ch    letters and digits
 *   W1Sy  words of one syllable, W2Sy, W3Sy of two, three or more
 *   W6C   words of six or more letters, W7C of seven or more
 *   UW    words not on the list of familiar words, US not on Spache's
 *   ASL = W/St, sentence length;  AWL = C/W, word length
 *
 * The formulas were fitted to school grades in English a lifetime ago; syllables are what
 * programs disagree on (syllable.h says how copia counts).  A count that is not known is
 * NaN, and so is then every score that needs it, as is any score of no words or sentences.
 */
#pragma once

#include <stddef.h>

#include "stats/about.h"

typedef struct {
    double words;
    double sentences;
    double syllables;
    double letters;
    double characters;
    double one_syllable;
    double two_syllables;   /* or more */
    double three_syllables; /* or more */
    double six_letters;     /* or more */
    double seven_letters;   /* or more */
    double unfamiliar;
    double unfamiliar_spache;
} CopiaReading;

/* All counts unknown. */
extern const CopiaReading copia_reading_unknown;

typedef struct {
    CopiaAbout about;
    double (*readability) (const CopiaReading *counts);
} CopiaReadability;

/* The registry; the last entry has no name. */
extern const CopiaReadability copia_readabilities[];

const CopiaReadability *copia_readability_find (const char *name);

/* The language it was fitted to, "en" or "de"; NULL: it only counts, letters or words. */
const char *copia_readability_language (const CopiaReadability *self);

double copia_readability_score (const CopiaReadability *self,
                                const CopiaReading *counts);

/* Counts one word of LENGTH bytes of UTF-8 into counts that began as zeros; sentences and
 * unfamiliar words are the caller's to count. */
void copia_reading_add_word (CopiaReading *self, const char *word, size_t length);
