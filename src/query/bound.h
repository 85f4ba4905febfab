/* bound.h - a question's tree bound to a corpus: tests have become sets of types.
 *
 * A text that is several tokens has become a sequence, a choice between single tokens one set.
 */
#pragma once

#include "query/binding.h"

typedef struct CopiaBound CopiaBound;
typedef struct CopiaProduct CopiaProduct; /* product.h */

struct CopiaBound {
    CopiaNodeKind kind; /* TOKEN, SEQUENCE, CHOICE, REPEAT, LOOK, BOTH */
    uint32_t set;       /* TOKEN: number of its typeset; LOOK: of its assertion */
    uint32_t
        labels; /* TOKEN: a bit for each of the binding's labels it bears; LOOK of meet
                         * and union: for each that is borne inside */
    uint32_t min, max; /* REPEAT */
    bool
        free; /* REPEAT without end: its tokens are marks, and distances do not count them */
    GPtrArray *children;   /* CopiaBound */
    CopiaProduct *product; /* BOTH: of its children */
    const CopiaNode *from; /* the node it came from, borrowed from the query */
};

/* The binding receives the sets and assertions the tree refers to.  NULL: its error is set. */
CopiaBound *copia_bound_new (const CopiaBinding *binding, const CopiaNode *tree);
CopiaBound *copia_bound_empty (CopiaNodeKind kind, const CopiaNode *from);
/* Any token, for trees put together by hand. */
CopiaBound *copia_bound_any (const CopiaBinding *binding, const CopiaNode *from);
CopiaBound *copia_bound_token (const CopiaBinding *binding, const CopiaNode *from,
                               CopiaTypeset *set); /* takes the set */
/* A bit for each of the binding's labels the node bears. */
uint32_t copia_bound_labels (const CopiaBinding *binding, const CopiaNode *node);
/* Tags, look-around, meet and union (bound-context.c). */
CopiaBound *copia_bound_context (const CopiaBinding *binding, const CopiaNode *node);
/* The child, as a stretch the guard of `node` asks about; NULL: an error is set. */
CopiaBound *copia_bound_guarded (const CopiaBinding *binding, const CopiaNode *node,
                                 CopiaBound *child);
void copia_bound_free (CopiaBound *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaBound, copia_bound_free)
