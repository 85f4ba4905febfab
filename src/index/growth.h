/* growth.h - what a lexicon becomes when a smaller one is added to it.
 *
 * Takes what the smaller one takes: its types are looked up in the base, and all that the base
 * has besides them keeps its order and is shifted.  Only the reading order is gone through as a
 * whole.  The result is told as a difference (borrow.h).
 */
#pragma once

#include "index/borrow.h"
#include "index/union.h"

/* A type of what is added, and what it is in the whole. */
typedef struct {
    uint32_t old_id; /* in the base; COPIA_NONE: it is not there */
    uint32_t lex, form, rank, id;
    uint64_t freq;
    uint64_t place; /* so many types of the base, as they were, are more frequent */
    bool is_word;   /* in either */
} CopiaGrown;

typedef struct {
    uint32_t types, forms; /* of the whole */
    CopiaGrown *by_lex;    /* as many as are added, by their lex there */
    CopiaGrown **by_id;    /* the same by id */
    CopiaRuns ids;  /* ids of the base and the elements of `by_id`, then one more */
    CopiaShifts id; /* ids of the base -> ids */
    /*< private >*/
    const CopiaLexicon *base;
    const CopiaUnion *added;
    GArray *new_words,
        *new_forms;         /* uint64_t: before which lex, or form, of the base */
    GArray *words, *folded; /* CopiaString: what is new */
    CopiaRuns first;        /* form -> lex */
    GArray *first_lex;      /* uint64_t: what is fresh there */
    CopiaShifts lex, form, rank;
    bool broken;
} CopiaGrowth;

/* COPIA_ERROR_DAMAGED where the base contradicts itself.  Both must live as long. */
CopiaGrowth *copia_growth_new (const CopiaLexicon *base, const CopiaUnion *added,
                               GError **error);
/* The sections of the lexicon.  `ids` takes the arrays of the runs and shifts of ids. */
void copia_growth_write (const CopiaGrowth *self, const char *prefix,
                         CopiaBorrow *borrow, CopiaBorrowParts *ids);
void copia_growth_free (CopiaGrowth *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaGrowth, copia_growth_free)

/* A sorted list of strings of the base, into which others (CopiaString) are put before `places`. */
void copia_growth_strings (CopiaBorrow *borrow, const char *name,
                           const CopiaStrings *base, const GArray *places,
                           const GArray *strings);
