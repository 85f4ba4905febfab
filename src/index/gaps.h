/* gaps.h - what stands between tokens (FORMAT.md, "Tokens"). */
#pragma once

#include "base/strings.h"

typedef struct {
    /*< private >*/
    const CopiaSection *codes;
    CopiaInts cpos, value;
    CopiaStrings strings;
} CopiaGaps;

bool copia_gaps_open (CopiaGaps *self, const CopiaContainer *container, uint64_t tokens,
                      GError **error);
/* The bytes before the token at cpos, exactly as they were read. */
CopiaString copia_gaps_get (const CopiaGaps *self, uint64_t cpos);
/* True when white space parts the token at cpos from the one before: mark-up alone does not. */
bool copia_gaps_spaced (const CopiaGaps *self, uint64_t cpos);
/* The listed gap number i: the tails of texts are kept among them. */
CopiaString copia_gaps_string (const CopiaGaps *self, uint64_t i);
