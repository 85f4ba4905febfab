/* diversity-text.h - a stretch of text as measures of vocabulary and of style see it.
 *
 * Private to the study of diversity.
 */
#pragma once

#include "stats/diversity.h"
#include "stats/readability.h"
#include "stats/rhythm.h"
#include "stats/running.h"
#include <glib.h>

typedef struct {
    CopiaSpectrum spectrum;
    CopiaRunning running; /* types are numbered by first meeting */
    CopiaReading reading;
    CopiaRhythm rhythm;
    bool sentences; /* the corpus has them */
    size_t window;
} CopiaTextCounts;

/* A measure by name or alias, of any of the registries; NULL: there is none. */
const CopiaAbout *copia_text_measure_find (const char *name);
/* NaN where it is not defined; `about` is one that was found. */
double copia_text_measure (const CopiaAbout *about, const CopiaTextCounts *counts);
