/* choice.h - the measures an answer shows, chosen by name from a registry. */
#pragma once

#include "stats/about.h"
#include <glib.h>
#include <stddef.h>

#define COPIA_MOST_MEASURES 64

/* An entry of the registry by name or alias; NULL: there is none. */
typedef const CopiaAbout *(*CopiaFindMeasure) (const char *name);

typedef struct {
    size_t n;
    const CopiaAbout
        *entries[COPIA_MOST_MEASURES]; /* each begins one of the registry */
    const char
        *names[COPIA_MOST_MEASURES]; /* as asked for, in small letters: columns */
    /*< private >*/
    char **words;
    CopiaFindMeasure find;
} CopiaChoice;

/* `names` are separated by commas or blanks; a measure asked for twice is shown once, and a
 * hyphen may stand for a low line.  COPIA_ERROR_QUERY: there is no such measure. */
bool copia_choice_make (CopiaChoice *self, const char *names, CopiaFindMeasure find,
                        GError **error);
/* The error of a name that is no measure, with one that may have been meant. */
void copia_choice_unknown (const char *name, CopiaFindMeasure find, GError **error);
/* The place of the measure a name or alias stands for; SIZE_MAX: not among the chosen. */
size_t copia_choice_place (const CopiaChoice *self, const char *name);
void copia_choice_clear (CopiaChoice *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaChoice, copia_choice_clear)
