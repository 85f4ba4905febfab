/* product.h - two machines that read the same tokens: `A & B`, what both match.
 *
 * A state of the product is one of each machine.  A token moves both; what is asked of a border
 * moves one, the first machine's before the second's.  States that lead nowhere are left out.
 */
#pragma once

#include "query/automaton.h"

typedef struct {
    uint32_t set; /* number of its typeset or, where it asks, of its assertion */
    uint32_t labels;
    bool asks, first, last;
    GArray *after; /* uint32_t: numbers of states */
} CopiaProductState;

struct CopiaProduct {
    GArray *states; /* CopiaProductState */
    bool empty;     /* both match no token */
    uint64_t min, max;
    CopiaAnchor anchor;
};

/* Of machines that read forward; what both of two tests hold is added to the binding's sets.
 * `from` is where a fault has its caret. */
CopiaProduct *copia_product_new (const CopiaBinding *binding, const CopiaNode *from,
                                 const CopiaAutomaton *one,
                                 const CopiaAutomaton *other);
void copia_product_free (CopiaProduct *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaProduct, copia_product_free)
