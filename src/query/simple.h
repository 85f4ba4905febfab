/* simple.h - the language of the search box.
 *
 *   query  := item (BLANK item)*
 *   item   := gap | group | words ('|' words)*
 *   gap    := '+' count? | '*'
 *   group  := '(' query ('|' query)* ')' ('?' | count)?
 *   count  := '{' number '}' | '{' number ',' number '}'
 *   words  := word ('_' tag)? | '{' lemma ('|' lemma)* '}' ('_' tag)?
 *   word, lemma, tag := characters that are not BLANK or '|'; `*` is any characters, `?` one
 *             character, `\` makes the next character plain
 *
 * Words are compared as forms: case, kind of apostrophe and composition do not matter.  A gap
 * counts words and steps over marks.  Brackets are a group when a `?` or a count follows or a
 * `|` stands inside; others are plain characters.  A tag is one where the corpus has tags.
 * Marks before and behind a word with wildcards are words of their own.
 */
#pragma once

#include "query/ast.h"

#define COPIA_MOST_REPEATS 1000
#define COPIA_LONGEST_QUERY 65536
#define COPIA_MOST_WORDS 1000     /* bounds what their types take */
#define COPIA_LONGEST_PATTERN 256 /* bytes of a word with wildcards: bounds its cost */
#define COPIA_DEEPEST_GROUP 20    /* brackets in brackets */

/* COPIA_ERROR_QUERY with a caret. */
CopiaNode *copia_simple_parse (const char *query, GError **error);
