/* cql.h - the query language of corpus linguists, as CQP, Sketch Engine and BlackLab have it.
 *
 *   query      := part ';'? END
 *   part       := main tail*
 *   tail       := '!'? 'within' inside | '!'? 'containing' main | ('::' | '&') constraint
 *   inside     := NUMBER 'words'? | main
 *   main       := NAME | 'MU' meet | choice
 *   choice     := sequence ('|' sequence)*
 *   sequence   := item+
 *   item       := atom count?
 *   count      := '?' | '*' | '+' | '{' NUMBER? (',' NUMBER?)? '}'
 *   atom       := mark* (token | meet | '(' part ')') | tag | look
 *   mark       := '@' | (NAME | NUMBER) ':'
 *   token      := STRING flags | '[' expression? ']'
 *   meet       := '(' 'meet' main main (NUMBER NUMBER | NAME)? ')' | '(' 'union' main main+ ')'
 *   look       := '[:' expression ':]' | ('(?=' | '(?!' | '(?<=' | '(?<!') part ')'
 *   tag        := '<' NAME ('.' NAME)? attributes ('>' | '/>') | '</' NAME '>'
 *   expression := both ('|' both)*
 *   both       := single ('&' single)*
 *   single     := '!' single | '(' expression ')' | comparison
 *   comparison := NAME ('=' | '!=' | '==' | '!==') (STRING flags | '$' NAME flags | label '.' NAME flags)
 *   flags      := ('%' letters of c, d, l)*
 *   constraint := every ('|' every)*
 *   every      := one ('&' one)*
 *   one        := '!' one | '(' constraint ')' | operand sign (operand | STRING) flags
 *   operand    := NUMBER | label '.' NAME | 'f' '(' label '.' NAME ')'
 *               | ('distance' | 'dist' | 'distabs') '(' label ',' label ')'
 *
 * A main that is a NAME is the structure of that name, whole.  What it all means: the handbook's
 * page `cql`.
 */
#pragma once

#include "query/ast.h"

#define COPIA_LONGEST_CQL (1 << 20) /* bytes */
#define COPIA_DEEPEST_CQL 100       /* brackets in brackets */
#define COPIA_MOST_LABELS 16
#define COPIA_WIDEST_MEET 1000 /* tokens to one side */

/* COPIA_ERROR_QUERY with a caret. */
CopiaNode *copia_cql_parse (const char *query, GError **error);
