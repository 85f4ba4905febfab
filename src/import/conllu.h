/* conllu.h - CoNLL-U, a treebank's format, told as events.
 *
 * One token a line in ten columns, `_` for nothing; an empty line ends a sentence.  The columns
 * become the attributes lemma, upos, xpos, feats, head, deprel, deps and misc; of the words a
 * range (`3-4 don't`) holds, either the range is the token, its words' values joined by `+`; or
 * they are the tokens, in a region that says how they are written (text/surface.h).  Empty
 * nodes (`8.1`) are kept with the token before them (conllu-values.h).  `SpaceAfter=No` is the
 * missing blank.  `# newdoc` begins a text, `# newpar` a paragraph; `# key = value` is an
 * attribute of the sentence, and of the text or paragraph where it names their id.  Words,
 * ranges and empty nodes that are not numbered in order, and heads that are no word of their
 * sentence, are refused.
 */
#pragma once

#include "import/import.h"

/* Of `options`, `words`: the words of a range are the tokens.  COPIA_ERROR_INPUT names the
 * line. */
bool copia_conllu_tell (CopiaDocument *document, const CopiaTellOptions *options,
                        const CopiaReceiver *to, GError **error);

/* The same, ranges being tokens, as the lines come, without what ends them; both borrowed.  Errors begin with the
 * document's name.  A token is told with the line that begins the next one. */
typedef struct CopiaConllu CopiaConllu;

CopiaConllu *copia_conllu_new (CopiaDocument *document, const CopiaReceiver *to);
bool copia_conllu_line (CopiaConllu *self, char *line, GError **error);
bool copia_conllu_end (CopiaConllu *self, GError **error); /* behind the last line */
void copia_conllu_free (CopiaConllu *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaConllu, copia_conllu_free)
