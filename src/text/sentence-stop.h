/* sentence-stop.h - whether a stop ends its sentence: rules 5 and 8 of sentences.h. */
#pragma once

#include <stdbool.h>

#include "text/sentence-rules.h"

typedef enum { /* NONE | x is x */
               COPIA_TERM_NONE = 0,
               COPIA_TERM_STOP = 1,     /* one full stop: SB's ATerm */
               COPIA_TERM_ELLIPSIS = 2, /* several, or U+2026 */
               COPIA_TERM_STRONG = 4,   /* SB's STerm, alone or with stops */
} CopiaSentenceTerm;

/* A paragraph being walked. */
typedef struct {
    const CopiaSentenceRules *rules;
    const char *text;
    const CopiaToken *tokens;
    size_t n;
    size_t start; /* the first token of the sentence at hand */
} CopiaSentenceScan;

/* What comes behind a stop. */
typedef struct {
    size_t token;      /* the first with a letter or digit */
    unsigned property; /* the Sentence_Break of that: Upper, OLetter or Numeric */
    bool adjoins;      /* nothing stands between */
} CopiaSentenceNext;

/* No white space before the token. */
bool copia_sentence_adjoins (const CopiaSentenceScan *scan, size_t token);

/* Upper, Lower, OLetter or Numeric: the token's first letter or digit; Other: none. */
unsigned copia_sentence_first_letter (const CopiaSentenceScan *scan, size_t token);

/* SB8: a lower-case letter comes before any other letter or term from `token` on. */
bool copia_sentence_lower_ahead (const CopiaSentenceScan *scan, size_t token);

/* The term at `token` adjoins a lower-case word of two letters or more. */
bool copia_sentence_ends_word (const CopiaSentenceScan *scan, size_t token);

/* The stop that token `stop` is or ends in is the end of a sentence; `closed` as in a
 * sentence's brackets. */
bool copia_sentence_stop_ends (const CopiaSentenceScan *scan, size_t stop, bool closed,
                               const CopiaSentenceNext *next);
