/* set-join.h - small files of a set become one, as it grows.
 *
 * Only files that were written for the list alone are joined ("own" in FORMAT.md) and are called
 * so, and only at the end of the list.  Each time a token is written again, its file has become a
 * few times as large: what joining takes is in all a small multiple of what was added, and large
 * files are never read again.
 */
#pragma once

#include "index/set-private.h"

/* Of n files, which have `tokens`: the first of those, up to the last one, that should become one;
 * n: none should. */
guint copia_join_from (const uint64_t *tokens, guint n);
/* Joins files of the set, where it is time; those that the union borrows of stay as they are.
 * Where they cannot be joined they stay too. */
void copia_making_join (CopiaMaking *self);
/* Where those are that were joined: they may go once the list that names them no longer stands. */
void copia_making_joined_to (const CopiaMaking *self, GPtrArray *paths);
