/* lexicon.h - types and forms: strings, ids, frequencies, reading order.
 *
 * An id is a type's place by falling frequency, a lex its place by (form, word), a form the
 * number of a folded word.  Ids, lexes and forms out of range answer 0 or the empty string.
 * Specified in FORMAT.md, "Types and forms".
 */
#pragma once

#include "base/strings.h"

#define COPIA_NONE UINT32_MAX

typedef struct {
    uint32_t types;
    uint32_t forms;
    /*< private >*/
    CopiaStrings words; /* by lex */
    CopiaStrings folded;
    CopiaInts id, lex, form, freq, rank, first;
    const CopiaSection *kind;
} CopiaLexicon;

/* `prefix`: column-name.h. */
bool copia_lexicon_open (CopiaLexicon *self, const CopiaContainer *container,
                         const char *prefix, GError **error);

static inline uint64_t
copia_lexicon_freq (const CopiaLexicon *self, uint32_t id)
{
    return copia_ints_get (&self->freq, id);
}

static inline uint32_t
copia_lexicon_form_of (const CopiaLexicon *self, uint32_t id)
{
    return (uint32_t) copia_ints_get (&self->form, id);
}

static inline uint32_t
copia_lexicon_rank (const CopiaLexicon *self, uint32_t id)
{
    return (uint32_t) copia_ints_get (&self->rank, id);
}

/* True when the type has a letter or digit. */
static inline bool
copia_lexicon_is_word (const CopiaLexicon *self, uint32_t id)
{
    if (G_UNLIKELY (id >= self->types))
        return false;
    copia_section_touch (self->kind, id / 8, 1);
    return self->kind->bytes[id / 8] >> (id % 8) & 1;
}

/* The same of all types: a bit an id, as FORMAT.md has it. */
const uint8_t *copia_lexicon_kinds (const CopiaLexicon *self);

CopiaString copia_lexicon_word (const CopiaLexicon *self, uint32_t id);
CopiaString copia_lexicon_form (const CopiaLexicon *self, uint32_t form);
/* The form as it is shown to people (copia_fold_written()), after the most frequent of its types;
 * in `room` where it is not the form itself.  That of a view is the form. */
CopiaString copia_lexicon_written (const CopiaLexicon *self, uint32_t form,
                                   GString *room);
/* For loops over the forms [first, end): touch them, then read them raw (base/strings.h). */
void copia_lexicon_touch_forms (const CopiaLexicon *self, uint32_t first, uint32_t end);

static inline CopiaString
copia_lexicon_raw_form (const CopiaLexicon *self, uint32_t form)
{
    return copia_strings_raw (&self->folded, form);
}

/* Below the number of types, whatever the file says. */
uint32_t copia_lexicon_id (const CopiaLexicon *self, uint32_t lex);
/* The types of a form are the lexes [*first, *end). */
void copia_lexicon_types_of (const CopiaLexicon *self, uint32_t form, uint32_t *first,
                             uint32_t *end);
uint64_t copia_lexicon_form_freq (const CopiaLexicon *self, uint32_t form);
/* For loops over many forms: touch all of them, then read them raw. */
void copia_lexicon_touch_types (const CopiaLexicon *self);
uint64_t copia_lexicon_raw_form_freq (const CopiaLexicon *self, uint32_t form);

/* What is known of a form will be read soon, raw: one step leads to the next, 3, 2, 1. */
G_ALWAYS_INLINE static inline void
copia_lexicon_prefetch_form (const CopiaLexicon *self, uint32_t form, unsigned step)
{
    uint64_t lex, id;

    if (step == 3) {
        __builtin_prefetch (self->first.bytes + (uint64_t) form * self->first.width);
        return;
    }
    lex = copia_ints_raw (&self->first, form);
    if (G_UNLIKELY (lex >= self->types))
        return;
    if (step == 2) {
        __builtin_prefetch (self->id.bytes + lex * self->id.width);
        return;
    }
    id = copia_ints_raw (&self->id, lex);
    if (G_UNLIKELY (id >= self->types))
        return;
    __builtin_prefetch (self->form.bytes + id * self->form.width);
    __builtin_prefetch (self->freq.bytes + id * self->freq.width);
    __builtin_prefetch (self->kind->bytes + id / 8);
}

/* The id of the first type of a form; COPIA_NONE where the file lies. */
static inline uint32_t
copia_lexicon_raw_first (const CopiaLexicon *self, uint32_t form)
{
    uint64_t lex = copia_ints_raw (&self->first, form), id = COPIA_NONE;

    if (G_LIKELY (lex < self->types))
        id = copia_ints_raw (&self->id, lex);
    return G_LIKELY (id < self->types) ? (uint32_t) id : COPIA_NONE;
}

/* `form` is folded already.  COPIA_NONE when the corpus does not have it. */
uint32_t copia_lexicon_find_form (const CopiaLexicon *self, CopiaString form);
/* The forms that begin with `prefix` are [*first, *end). */
void copia_lexicon_prefix (const CopiaLexicon *self, CopiaString prefix,
                           uint32_t *first, uint32_t *end);
