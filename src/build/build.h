/* build.h - texts to an index file.
 *
 * The file appears only when all went well; until then an older one stays as it is.
 */
#pragma once

#include "build/recipe.h"

typedef struct {
    uint64_t texts, tokens, words;
    GPtrArray
        *notes; /* char *: one line each; what was guessed, left out, passed over */
} CopiaReport;

/* COPIA_ERROR_INPUT where `path` is one of the inputs.  `report` is filled as far as the build came; clear it with copia_report_clear(). */
bool copia_build (const CopiaRecipe *recipe, const char *path, CopiaReport *report,
                  GError **error);
void copia_report_clear (CopiaReport *self);
