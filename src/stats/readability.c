/* readability.c - how hard a text is said to be, from counts of words and syllables. */
#include "stats/readability.h"

#include "stats/syllable.h"

#include <glib.h>
#include <math.h>

const CopiaReading copia_reading_unknown = { NAN, NAN, NAN, NAN, NAN, NAN,
                                             NAN, NAN, NAN, NAN, NAN, NAN };

const CopiaReadability *
copia_readability_find (const char *name)
{
    for (const CopiaReadability *r = copia_readabilities; r->about.name; r++)
        if (copia_about_answers_to (&r->about, name))
            return r;
    return NULL;
}

const char *
copia_readability_language (const CopiaReadability *self)
{
    static const char *const none[] = {
        "LIW", "RIX", "Fucks", "meanSentenceLength", "meanWordLength", NULL
    };

    if (g_strv_contains (none, self->about.name))
        return NULL;
    return g_str_has_prefix (self->about.name, "nWS") ||
                   g_str_has_suffix (self->about.name, ".de")
               ? "de"
               : "en";
}

double
copia_readability_score (const CopiaReadability *self, const CopiaReading *counts)
{
    if (counts->words <= 0 || counts->sentences <= 0)
        return NAN;
    double score = self->readability (counts);
    return isfinite (score) ? score : NAN;
}

void
copia_reading_add_word (CopiaReading *self, const char *word, size_t length)
{
    unsigned syllables = copia_syllables (word, length), letters = 0, characters = 0;
    const char *end = word + length;

    for (const char *at = word; at < end; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char_validated (at, end - at);
        if (c >= (gunichar) -2)
            break; /* not UTF-8: what came before counts */
        letters += g_unichar_isalpha (c);
        characters += g_unichar_isalnum (c);
    }
    self->words++;
    self->syllables += syllables;
    self->letters += letters;
    self->characters += characters;
    self->one_syllable += syllables == 1;
    self->two_syllables += syllables >= 2;
    self->three_syllables += syllables >= 3;
    self->six_letters += letters >= 6;
    self->seven_letters += letters >= 7;
}
