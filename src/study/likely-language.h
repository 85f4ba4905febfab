/* likely-language.h - which language a corpus is written in, as far as its small words tell.
 *
 * Words on stop lists make up a third to a half of a text in their language and some per cent of
 * one in another.
 */
#pragma once

#include "index/index.h"

typedef struct {
    const char *code, *name; /* "de", "German"; NULL: none is likely */
    double share;            /* of the words that are on its stop list */
} CopiaLikelyLanguage;

CopiaLikelyLanguage copia_likely_language (const CopiaIndex *index);
