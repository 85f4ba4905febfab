/* verify-private.h - checking an index part by part. */
#pragma once

#include "index/index.h"

typedef struct {
    const CopiaIndex *index;
    const CopiaTokens *tokens;
    const CopiaLayer *layer; /* `word`, or the attribute that is being checked */
    GError **error;
} CopiaVerify;

/* Always false. */
bool copia_verify_broken (const CopiaVerify *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
/* Strings lie end to end and fill their section. */
bool copia_verify_strings (const CopiaVerify *self, const CopiaStrings *strings);
/* The lexicon of `layer`, and its postings or its map. */
bool copia_verify_layer (const CopiaVerify *self);
