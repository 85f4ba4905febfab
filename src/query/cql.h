/* cql.h - the query language of corpus linguists, as CQP, Sketch Engine and BlackLab have it.
 *
 *   query      := part ';'? END
 *   part       := main tail*
 *   tail       := '!'? 'within' inside | '!'? 'containing' main | ('::' | '&') constraint
 *   inside     := NUMBER ('words' | NAME)? | main
 *   main       := NAME | 'MU' meet | choice
 *   choice     := both ('|' both)*
 *   both       := sequence ('&' sequence)*                   of single tokens, see cql-both.c
 *   sequence   := item+
 *   item       := atom count?
 *   count      := '?' | '*' | '+' | '{' NUMBER? (',' NUMBER?)? '}'
 *   atom       := mark* ('!'* token | meet | '!'* '(' part ')') | tag | look
 *   mark       := '@' | (NAME | NUMBER) ':'
 *   token      := STRING flags | '$' NAME flags | '[' expression? ']'
 *   meet       := '(' 'meet' main main (NUMBER NUMBER | NAME)? ')' | '(' 'union' main main+ ')'
 *   look       := '[:' expression? ':]' | ('(?=' | '(?!' | '(?<=' | '(?<!') part ')'
 *   tag        := '<' NAME ('.' NAME)? attributes ('>' | '/>') | '</' NAME '>'
 *   expression := either ('->' expression)?
 *   either     := all ('|' all)*
 *   all        := single ('&' single)*
 *   single     := '!' single | '(' expression ')' | comparison
 *   comparison := ('_.' | label '.')? attribute sign wanted | STRING flags
 *   sign       := '=' | '!=' | '==' | '!==' | '<' | '>' | '<=' | '>='
 *   wanted     := STRING flags | NUMBER | '$' NAME flags | 'RE' '(' '$' NAME ')' flags
 *               | label '.' attribute flags
 *   attribute  := NAME ('.' NAME)?
 *   flags      := ('%' letters of c, d, l)*
 *   constraint := every ('|' every)*
 *   every      := one ('&' one)*
 *   one        := '!' one | '(' constraint ')' | operand sign (operand | wanted) flags
 *   operand    := NUMBER | label '.' attribute | 'f' '(' label '.' attribute ')'
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
