/* row-reading.h - a pattern as tests that follow each other at known distances (row.h). */
#pragma once

#include "query/bound.h"
#include "query/typeset.h"

#define COPIA_ROW_PARTS 16
#define COPIA_ROW_LONGEST 512 /* tokens of a match */

/* A test that is met `min` to `max` tokens behind the one before it. */
typedef struct {
    const CopiaTypeset *set;
    uint32_t min,
        max; /* tokens between, or `words`, with any number of marks around them */
    bool words;
} CopiaRowPart;

typedef struct {
    CopiaRowPart parts[COPIA_ROW_PARTS];
    guint n;
    uint32_t min, max; /* tokens passed over since the last part */
    bool exact;
    bool words; /* since the last part, marks are passed over, too */
    const CopiaTypeset *marks;
    uint32_t between; /* words in all the gaps, at most */
    uint64_t freq, length;
} CopiaRowReading;

/* False: the pattern is no row of two parts or more. */
bool copia_row_read (CopiaRowReading *self, const CopiaBound *pattern,
                     const GPtrArray *sets);
/* Bits are quicker than to try so many candidates. */
bool copia_row_reading_is_worth_it (const CopiaRowReading *self, uint64_t candidates,
                                    uint64_t tokens);
