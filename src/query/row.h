/* row.h - words in a row, found by bits.
 *
 * A row is a pattern of token tests one behind the other, with gaps of any tokens between:
 * `in the`, "the" []{0,3} "of".  Where its words are frequent, each is poured into bits
 * (stretch.h), and shifting and joining these leaves the places where a match can start: that
 * is a few instructions for 64 tokens, and the corpus itself is not looked at.  In the search box
 * a gap counts words, and marks stand between: these are poured, too, where a gap is wide.
 */
#pragma once

#include "query/bound.h"
#include "query/hits.h"

typedef struct CopiaRow CopiaRow;

/* NULL: the pattern is no row, or to look around the `candidates` places where its rarest part
 * can lead to is quicker.  The sets are borrowed. */
CopiaRow *copia_row_new (const CopiaIndex *index, const CopiaBound *pattern,
                         const GPtrArray *sets, uint64_t candidates, uint64_t from);
/* Each start is one of a match, and take() tells its shortest end; else starts only can be. */
bool copia_row_is_exact (const CopiaRow *self);
/* The first start at or after `from`, which does not fall; false: there is none. */
bool copia_row_seek (CopiaRow *self, uint64_t from, uint64_t *start);
/* Starts and, when exact, ends of [from, to), `most` or, at the end, fewer. */
size_t copia_row_take (CopiaRow *self, uint64_t from, uint64_t to, CopiaHit *hits,
                       size_t most);
void copia_row_free (CopiaRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaRow, copia_row_free)
