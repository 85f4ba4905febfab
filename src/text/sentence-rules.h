/* sentence-rules.h - what sentences.c knows of each language.
 *
 * To add a language: a row in sentence-rules.c and its code in copia_sentence_languages.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "text/sentences.h"

struct CopiaSentenceRules {
    const char *language; /* NULL: none in particular, the last row */
    const char *never;    /* abbreviations whose stop never ends a sentence */
    const char *number;   /* ... does not before a number */
    const char *may;      /* ... does before a capital */
    const char *rarely;   /* ... does before a starter */
    const char *starters; /* words that often begin sentences, folded */
    bool ordinals;        /* a short number with a stop is an ordinal */
    GHashTable *own;      /* the user's abbreviations, beside `never`; NULL: none */
};

extern const CopiaSentenceRules copia_sentence_rules[];

/* The list has `word` as an entry, case and all. */
bool copia_sentence_rules_list (const char *list, const char *word, size_t size);
