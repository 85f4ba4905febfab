/* lexer.h - CQL cut into strings, names, numbers and signs.
 *
 * Strings stand in " or ' and hold anything; \" or "" is the quote itself, every other
 * backslash stays in the text, for regular expressions.  l"..." is meant as it stands.  Names begin with a letter or _ and go
 * on with letters, digits, _ and inner -.  White space and `# comments` to the end of the line
 * separate.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    COPIA_LEXEME_STRING,
    COPIA_LEXEME_NAME,
    COPIA_LEXEME_NUMBER,
    COPIA_LEXEME_SIGN,
    COPIA_LEXEME_END,
} CopiaLexemeKind;

typedef struct {
    CopiaLexemeKind kind;
    size_t at, size; /* in the query, in bytes */
    char *text;      /* STRING: what it means; NAME; SIGN: the sign */
    bool literal;    /* STRING: meant as it stands */
    int64_t number;  /* NUMBER: at most 2^30 */
} CopiaLexeme;

/* Lexemes in order, the last an END; NULL: COPIA_ERROR_QUERY with a caret. */
GArray *copia_lexer_run (const char *query, GError **error);
