/* gaps.h - what stands between tokens (FORMAT.md, "Tokens"). */
#pragma once

#include "base/strings.h"
#include "index/shards.h"

typedef struct {
    /*< private >*/
    const CopiaSection *codes;
    const CopiaSection *class,
        *usual;    /* NULL: the codes are codes, else what is left of a guess */
    CopiaInts ids; /* from which that is made */
    CopiaInts cpos, value;
    CopiaStrings strings;
    const CopiaShards *shards; /* NULL: one file; else all the others are empty */
} CopiaGaps;

typedef enum {
    COPIA_GAP_NONE,
    COPIA_GAP_SPACE,
    COPIA_GAP_COMMON, /* the gap string 0 */
    COPIA_GAP_LISTED,
} CopiaGapCode;

bool copia_gaps_open (CopiaGaps *self, const CopiaContainer *container, uint64_t tokens,
                      GError **error);
CopiaGapCode copia_gaps_code (const CopiaGaps *self, uint64_t cpos);
/* The bytes before the token at cpos, exactly as they were read. */
CopiaString copia_gaps_get (const CopiaGaps *self, uint64_t cpos);
/* True when white space parts the token at cpos from the one before: mark-up alone does not. */
bool copia_gaps_spaced (const CopiaGaps *self, uint64_t cpos);
