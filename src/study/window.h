/* window.h - the words around a hit.
 *
 * `left` and `right` count word tokens.  A window is cut at the borders of the text, of the
 * range of the scope and of the region of `within`: a hit that begins outside all its regions
 * has no left window, one that ends outside has no right one.  The left border of windows
 * never goes back as hits go on.  With `marks` all tokens are counted.  A value; a thread has
 * its own.
 */
#pragma once

#include "index/walk.h"
#include "query/hits.h"
#include "study/scope.h"

typedef struct {
    bool marks;  /* punctuation takes room as words do; false */
    bool across; /* windows go on over the borders of texts; false */
    /*< private >*/
    CopiaWalk walk;
    uint32_t left, right;
    CopiaBounds text, first, last; /* the structure `within` at both ends of the hit */
    CopiaScope scope;
    CopiaSpan span; /* of the scope */
} CopiaWindow;

/* `within` NULL: the text alone. */
CopiaWindow copia_window_of (const CopiaScope *scope, const CopiaRegions *within,
                             uint32_t left, uint32_t right);
/* Window and hit together: from the word `left` words before the hit, or the border where
 * there are fewer, to the word `right` words behind it, or the border. */
CopiaSpan copia_window_around (CopiaWindow *self, CopiaHit hit);
/* How far context may go on both sides of a hit, words not counted. */
CopiaSpan copia_window_limits (CopiaWindow *self, CopiaHit hit);
