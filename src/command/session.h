/* session.h - what the lines of a session mean; who reads them, and where they run, is the
 * front's affair.
 *
 *   line   := '#' comment
 *           | NAME '=' (set | QUERY options)    keeps the hits under the name
 *           | set                               keeps them as COPIA_SESSION_LAST
 *           | ('drop' | 'discard') NAME+
 *           | ('list' | 'size') NAME*
 *           | 'help' | 'quit' | 'exit'
 *           | COMMAND arguments options         the index is left out
 *           | 'cat'? QUERY options              as with `kwic`
 *   set    := ('union' | 'inter' | 'diff') NAME NAME     and what CQP calls these
 *
 * A `;` at the end of a line falls away.
 */
#pragma once

#include "command/command.h"

#define COPIA_SESSION_LAST "Last"

typedef enum {
    COPIA_LINE_EMPTY,
    COPIA_LINE_QUIT,
    COPIA_LINE_HELP, /* of the session */
    COPIA_LINE_SET,  /* `operation` of `operands`, to be called `name` */
    COPIA_LINE_DROP, /* the names in `words` */
    COPIA_LINE_KEEP, /* run `command` with `words`; its bytes are hits, to be called `name` */
    COPIA_LINE_RUN, /* run `command` with `words`; `indexed`: behind the index */
} CopiaSessionLineKind;

typedef struct {
    CopiaSessionLineKind kind;
    char *name, *said;
    CopiaSetOperation operation;
    const CopiaResult *operands[2];
    const CopiaCommand *command;
    char **words;
    bool indexed;
} CopiaSessionLine;

extern const CopiaCommand copia_command_keep; /* of a session; not in the registry */
extern const CopiaCommand copia_command_list;

/* NULL-terminated: the words besides commands that a line may begin with. */
extern const char *const copia_session_words[];

/* COPIA_ERROR_QUERY: it can mean nothing, with the way out. */
bool copia_session_read (const CopiaIndex *index, const CopiaResults *results,
                         const char *text, CopiaSessionLine *line, GError **error);
/* The result of that name, or an error that says which there are. */
const CopiaResult *copia_session_find (const CopiaResults *results, const char *name,
                                       GError **error);
/* What there is to know for who holds a session. */
const char *copia_session_help (void);
void copia_session_line_clear (CopiaSessionLine *line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaSessionLine, copia_session_line_clear)
