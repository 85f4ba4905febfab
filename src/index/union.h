/* union.h - the lexicons of several indexes as one, numbered as one index would number them.
 *
 * Holds numbers only, about 40 bytes a type and 4 for each type of each part; strings are read
 * where they stand.  The parts stay open as long as it.
 */
#pragma once

#include "index/lexicon.h"
#include "index/rising.h"

typedef struct {
    uint32_t types, forms;
    uint64_t tokens;     /* the sum of all frequencies */
    uint32_t *lex_of_id; /* id -> lex */
    uint32_t *id_of_lex; /* lex -> id */
    uint32_t *form;      /* id -> form */
    uint32_t *rank;      /* id -> place in reading order */
    uint64_t *freq;      /* by id */
    uint8_t *kind;       /* by id: a bit, 1: a word in any of the parts */
    uint32_t **id;       /* of each part, its id -> id */
    /*< private >*/
    const CopiaLexicon *const *parts;
    uint32_t n;
    bool broken;         /* a part contradicts itself */
    GArray *first;       /* uint32_t, forms + 1: form -> lex */
    GArray *words;       /* CopiaPlace by lex: part and lex there */
    GArray *folded;      /* CopiaPlace by form */
    GArray *freq_of_lex; /* uint64_t */
    GArray *kind_of_lex; /* uint8_t */
} CopiaUnion;

/* COPIA_ERROR_DAMAGED where a lexicon contradicts itself, LIMIT where the types are too many.
 * The message does not say which part: ask copia_index_sound() of each. */
CopiaUnion *copia_union_new (const CopiaLexicon *const *parts, uint32_t n,
                             GError **error);
/* Of the lexicon that `lex`, `form` are places in. */
CopiaString copia_union_word (const CopiaUnion *self, uint32_t lex);
CopiaString copia_union_form (const CopiaUnion *self, uint32_t form);
/* The sections from `word.bytes` to `form.first`; `prefix`: column-name.h. */
void copia_union_write (const CopiaUnion *self, const char *prefix,
                        CopiaContainerWriter *out);
void copia_union_free (CopiaUnion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaUnion, copia_union_free)
