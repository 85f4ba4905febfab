/* markdown-emphasis.h - which asterisks, underscores and tildes are marks (CommonMark 0.31,
 * 6.2 and its appendix "A parsing strategy").  Linear in the number of runs. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/document.h"

typedef struct {
    const char *text;
    int32_t last;  /* the newest run still in play, -1: none */
    GArray *marks; /* CopiaRange of the text: what was found to be a mark */
    /*< private >*/
    GArray *runs;
} CopiaEmphasis;

void copia_emphasis_init (CopiaEmphasis *self);
void copia_emphasis_begin (CopiaEmphasis *self, const char *text);

/* Takes the run that begins at `at`; gives the offset behind it. */
uint32_t copia_emphasis_add (CopiaEmphasis *self, uint32_t at);

/* Matches the runs newer than `bottom` (a former `last`) and takes them out of play; or only
 * takes them out. */
void copia_emphasis_settle (CopiaEmphasis *self, int32_t bottom);
void copia_emphasis_drop (CopiaEmphasis *self, int32_t bottom);
void copia_emphasis_clear (CopiaEmphasis *self);
