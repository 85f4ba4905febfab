/* about.h - what there is to say of a measure: the part all registries share.
 *
 * Help, column heads, --explain and the handbook are made of it.  A registry is a const
 * array of structs that begin with a CopiaAbout and end with one whose name is NULL.
 */
#pragma once

#include <stdbool.h>

typedef struct {
    const char *name;    /* as asked for: "logDice" */
    const char *aliases; /* other names, separated by blanks, or "" */
    const char *summary; /* one line: what it says, when to use it, when NaN */
    const char *formula; /* in the letters of the registry's header */
    const char *unit;    /* "bits", "log10", "probability", ... */
    const char *range;   /* "(-inf, 14]" */
    const char *source;  /* author year, equation or page where known */
} CopiaAbout;

/* Is this its name or one of its aliases?  ASCII case does not count, nor which of . - _ parts
 * words. */
bool copia_about_answers_to (const CopiaAbout *self, const char *name);
