/* clump.h - is it one unit that most of the hits come from?
 *
 * What an answer says of a word may then be true of that unit alone.
 */
#pragma once

#include "query/hits.h"
#include "table/table.h"

/* Says so in a note, with the name of the unit, where one chapter (or whatever units_usual in
 * units.h takes) holds more than half of ten hits or more, but not of the words.  Says nothing
 * where there are fewer than three units. */
bool copia_say_clump (const CopiaIndex *index, const CopiaQuery *query,
                      const CopiaSubcorpus *where, CopiaTable *table, GError **error);
