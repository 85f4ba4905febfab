/* conllu.h - CoNLL-U, a treebank's format, told as events.
 *
 * One token a line in ten columns, `_` for nothing; an empty line ends a sentence.  The columns
 * become the attributes lemma, upos, xpos, feats, head, deprel, deps and misc; of the words a
 * range (`3-4 don't`) holds, the range is the token, its words' values joined by `+`; empty
 * nodes (`8.1`) are passed over.  `SpaceAfter=No` is the missing blank.  `# newdoc` begins a
 * text, `# newpar` a paragraph; `# key = value` is an attribute of the sentence, and of the text
 * or paragraph where it names their id.
 */
#pragma once

#include "text/document.h"
#include "text/event.h"

/* `columns` is not asked.  COPIA_ERROR_INPUT names the line. */
bool copia_conllu_tell (CopiaDocument *document, const char *columns,
                        const CopiaReceiver *to, GError **error);
