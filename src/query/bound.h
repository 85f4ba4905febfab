/* bound.h - a question's tree bound to a corpus: tests have become sets of types.
 *
 * A text that is several tokens has become a sequence, a choice between single tokens one set.
 */
#pragma once

#include "query/ast.h"
#include "query/typeset.h"

typedef struct CopiaBound CopiaBound;

struct CopiaBound {
    CopiaNodeKind kind;
    uint32_t set;          /* TOKEN: number of its typeset */
    uint32_t min, max;     /* REPEAT */
    GPtrArray *children;   /* CopiaBound */
    const CopiaNode *from; /* the node it came from, borrowed from the query */
};

/* `sets` (CopiaTypeset, owned by the array) receives the sets the tree refers to. */
CopiaBound *copia_bound_new (const CopiaIndex *index, const CopiaNode *tree,
                             GPtrArray *sets, GError **error);
void copia_bound_free (CopiaBound *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaBound, copia_bound_free)
