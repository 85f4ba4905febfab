/* twice.h - files that are read once more than somebody may think. */
#pragma once

#include "index/index.h"

/* A note (char *) on each of the files (char *) that stands in the list before, and on each whose
 * path the corpus, or NULL, was made of already: their words count twice. */
void copia_note_twice (const GPtrArray *files, const CopiaIndex *corpus,
                       GPtrArray *notes);
