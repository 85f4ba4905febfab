/* outline.h - the structure of a corpus as rows: level n title words.
 *
 * `level` is the name of the structure, `n` and `title` its attributes.  Rows stand in corpus
 * order, outer regions before inner ones.  The same rows say what was found in a text that is
 * not indexed yet, so the two look alike.
 */
#pragma once

#include "study/ask.h"

/* The rows of an index: `text` when there are several, then every structure that names a place
 * (references.h).  `levels`: these structures instead, separated by commas or blanks. */
bool copia_outline (const CopiaIndex *index, const CopiaAsk *ask, const char *levels,
                    CopiaTable *table, CopiaFound *found, GError **error);

/* The row shape: begin, a row each, then copia_table_end().  With `lines` there is a fifth
 * column, `line`: where the region begins in its file, from 1, which only a text knows. */
void copia_outline_begin (CopiaTable *table, const CopiaCaption *caption, bool lines);
void copia_outline_row (CopiaTable *table, const char *level, CopiaString n,
                        CopiaString title, uint64_t words);
