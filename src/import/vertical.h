/* vertical.h - text with one token a line and columns of annotation, told as events.
 *
 * `<name a="b">` and `</name>` on lines of their own open and close regions, `<g/>` says that no
 * blank stands between two tokens, XML's comments and declarations are passed over.  A region
 * inside one of its own name gets the depth behind its name: np, np1, np2.  What stands in no
 * `text` is one by itself.  The five references of XML and numeric ones stand for characters.
 */
#pragma once

#include "import/import.h"

/* `options->columns`: names separated by commas, one of them `word`; NULL: word,pos,lemma.  Errors name
 * the line: COPIA_ERROR_INPUT for what is broken, COPIA_ERROR_QUERY for the names. */
bool copia_vertical_tell (CopiaDocument *document, const CopiaTellOptions *options,
                          const CopiaReceiver *to, GError **error);
