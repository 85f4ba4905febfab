/* conllu-values.h - how the columns of CoNLL-U lie in an index, where a token may be several words.
 *
 * A value is the column, empty for `_`.  Of a token that is a range (`2-3 don't`) it is what the
 * range's line says; where a word of it says something, it is the columns of all its words,
 * joined by `+`, behind that of the range if that is not `_` either.  A `+` or `\` of a column
 * has a `\` before it there.  How many words there are, says the attribute `parts`, their forms.
 * Where the words of a range are the tokens, its line is the attribute `conllu_range` of their
 * region `mwt`: its columns behind FORM with tabs between, or `_` where all are; `SpaceAfter=No`
 * is not in it, but stays in `misc` of the words.
 * The attribute `empty` of a token has the lines of the empty nodes behind its words; before the
 * first word they are the first token's.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "base/strings.h"

enum { COPIA_CONLLU_VALUES = 8 }; /* behind ID and FORM */
extern const char *const copia_conllu_columns[COPIA_CONLLU_VALUES]; /* lemma .. misc */

#define COPIA_CONLLU_PARTS "parts"
#define COPIA_CONLLU_EMPTY "empty"
/* An attribute of `s`: its comments, a line each; `key` alone is `# key = value` with the value
 * an attribute of the sentence, text (`newdoc key`) or paragraph (`newpar key`) has.  Each
 * sentence of CoNLL-U has it. */
#define COPIA_CONLLU_COMMENTS "conllu_comments"

/* A comment without its `#` is about a new text or paragraph: `newdoc`, `newdoc id = x`. */
bool copia_conllu_begins (const char *comment, const char *newdoc);

/* Appends a column to those of a range. */
void copia_conllu_join (GString *joined, const char *column, bool first);
/* The columns (char *) that were joined. */
GPtrArray *copia_conllu_split (CopiaString joined);

/* What `misc` is without `SpaceAfter=No`, and whether that was there; where the other would put
 * it elsewhere, it stays. */
bool copia_conllu_take_glue (const char *misc, GString *rest);
void copia_conllu_put_glue (GString *misc);
