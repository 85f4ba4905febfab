/* attribute.h - the attributes of tokens that a query may name.
 *
 * An attribute is a list of values and, for each, the types that have it.  So a test of values
 * becomes a set of types, and what a query matches never depends on how values are stored.
 */
#pragma once

#include "index/index.h"

typedef struct {
    const char *name;
    bool folded; /* values are forms (text/fold.h): case is gone from them */
    uint32_t (*count) (const CopiaLexicon *lexicon);
    CopiaString (*value) (const CopiaLexicon *lexicon, uint32_t i);
    /* Appends the types (uint32_t) that have value i. */
    void (*types) (const CopiaLexicon *lexicon, uint32_t i, GArray *ids);
    /* The values whose form is one of [form, last) are among [*first, *end). */
    void (*forms) (const CopiaLexicon *lexicon, uint32_t form, uint32_t last,
                   uint32_t *first, uint32_t *end);
    /* A number that types share when they have the same value; the value; its tokens. */
    uint32_t (*key) (const CopiaLexicon *lexicon, uint32_t type);
    CopiaString (*text) (const CopiaLexicon *lexicon, uint32_t type);
    uint64_t (*freq) (const CopiaLexicon *lexicon, uint32_t type);
} CopiaAttribute;

/* `name` NULL is the default, `word`, as printed.  NULL: no attribute of that name. */
const CopiaAttribute *copia_attribute_find (const char *name);
char *copia_attribute_names (void); /* "word, form" */
