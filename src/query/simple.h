/* simple.h - the language of the search box.
 *
 *   query   := item (BLANK item)*
 *   item    := gap | words ('|' words)*
 *   gap     := '+' count?
 *   count   := '{' number '}' | '{' number ',' number '}'
 *   words   := characters that are not BLANK or '|'; `*` is any characters, `?` one
 *              character, `\` makes the next character plain; `*` alone is any word
 *
 * Words are compared as forms: case, kind of apostrophe and composition do not matter.
 */
#pragma once

#include "query/ast.h"

#define COPIA_MOST_REPEATS 1000
#define COPIA_LONGEST_QUERY 65536
#define COPIA_MOST_WORDS 1000     /* bounds what their types take */
#define COPIA_LONGEST_PATTERN 256 /* bytes of a word with wildcards: bounds its cost */

/* COPIA_ERROR_QUERY with a caret. */
CopiaNode *copia_simple_parse (const char *query, GError **error);
