/* columns.h - writing what words and every further attribute have: lexicon and postings.
 *
 * The names of all sections begin with `prefix`: "" for words, "@A." for attribute A
 * (FORMAT.md, "Further attributes of tokens").
 */
#pragma once

#include "base/numbers.h"
#include "index/column-name.h"
#include "index/order.h"

/* `freq` is by id; `kind` has a bit an id. */
void copia_column_write_lexicon (CopiaContainerWriter *out, const char *prefix,
                                 const CopiaTypes *types, CopiaOrder *order,
                                 const uint32_t *freq, const uint8_t *kind);
/* `of` says the value of each type: the types of each value, side by side ("types", "first"). */
void copia_column_write_groups (CopiaContainerWriter *out, const char *prefix,
                                const uint32_t *of, uint32_t n_types,
                                uint32_t n_values);
/* The ids of n > 0 tokens, in memory or in a stream, there in the lower bits (COPIA_ID_MASK). */
typedef struct {
    const uint32_t *ids; /* NULL: */
    const CopiaNumbers *numbers;
    uint64_t n;
    const uint32_t *freq; /* by id */
    uint32_t types;
    unsigned threads;
    uint64_t memory; /* bytes that may be used beside; 0: as many as serve speed */
} CopiaColumn;

#define COPIA_ID_MASK (COPIA_MOST_TYPES - 1)

void copia_column_write_postings (CopiaContainerWriter *out, const char *prefix,
                                  const CopiaColumn *column);
