/* columns.h - writing what words and every further attribute have: lexicon and postings.
 *
 * The names of all sections begin with `prefix`: "" for words, "@A." for attribute A
 * (FORMAT.md, "Further attributes of tokens").
 */
#pragma once

#include "index/column-name.h"
#include "index/order.h"

/* `freq` is by id; `kind` has a bit an id. */
void copia_column_write_lexicon (CopiaContainerWriter *out, const char *prefix,
                                 const CopiaTypes *types, const CopiaOrder *order,
                                 const uint32_t *freq, const uint8_t *kind);
/* `ids` are those of `n` > 0 tokens, `freq` by id. */
void copia_column_write_postings (CopiaContainerWriter *out, const char *prefix,
                                  const uint32_t *ids, uint32_t n, const uint32_t *freq,
                                  uint32_t types);
