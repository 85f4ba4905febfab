/* words-explain.h - how the numbers of a word in the word list came about. */
#pragma once

#include "study/unit-names.h"
#include "table/table.h"

typedef struct {
    const char *word;
    uint64_t count, words, per;
    const CopiaUnits *units;
    const uint64_t *counts; /* by unit; what stands outside of all regions is 0 */
    const CopiaUnitNames *names;
    uint64_t inside; /* words in regions */
    double dp;
} CopiaWordExplained;

void copia_words_explain (const CopiaWordExplained *self, CopiaTable *table);
