/* cql-private.h - what the parts of the parser share. */
#pragma once

#include "query/cql.h"
#include "query/fault.h"
#include "query/lexer.h"

typedef struct {
    const char *query;
    const CopiaLexeme *at; /* the next lexeme; the last is an END and stays */
    unsigned depth;
    bool in_token; /* inside of [..], where values of labels may be compared with */
    bool in_tag;   /* inside of <..>, where < and > are the tag's */
    unsigned same; /* labels given to tokens for that, so far */
    GPtrArray
        *pending; /* CopiaConstraint, of these labels, not put around a pattern yet */
    GError **error;
} CopiaCql;

/* The next lexeme is this sign, or this word. */
bool copia_cql_is (const CopiaCql *self, const char *text);
/* The same, and goes past it. */
bool copia_cql_take (CopiaCql *self, const char *text);
/* True, or says that `text` is missing. */
bool copia_cql_need (CopiaCql *self, const char *text, const char *for_what);
/* Always false: says with a caret at the next lexeme what should stand there. */
bool copia_cql_expected (CopiaCql *self, const char *what);
/* True, with a caret: the next is what other programs read and this does not; `after` a complete
 * query. */
bool copia_cql_foreign (CopiaCql *self, bool after);
/* Goes one bracket deeper; false when that is too deep.  Callers come up by depth--. */
bool copia_cql_deeper (CopiaCql *self);
char *copia_cql_name (CopiaCql *self); /* the name, gone past */
/* NAME ('.' NAME)?, an attribute of tokens or of the structure before the point; NULL: what stands
 * after it is none. */
char *copia_cql_attribute (CopiaCql *self);

/* A node of this kind around `child`, which is taken, up to what was read last. */
CopiaNode *copia_cql_wrap (CopiaCql *self, CopiaNodeKind kind, CopiaNode *child);
size_t copia_cql_end (const CopiaCql *self); /* of what was read last */
/* A number of repetitions or words. */
bool copia_cql_count (CopiaCql *self, uint32_t *number);
bool copia_cql_starts_mark (const CopiaCql *self);
bool copia_cql_starts_count (const CopiaCql *self);
/* Reads into `repeat` how often it is. */
bool copia_cql_repeated (CopiaCql *self, CopiaNode *repeat);
/* mark* (token | group | not) */
CopiaNode *copia_cql_marked (CopiaCql *self);
/* What stands in brackets that begin at `at`, from `meet` or `union` on. */
CopiaNode *copia_cql_meet (CopiaCql *self, size_t at, bool enclosed);
CopiaNode *copia_cql_part (CopiaCql *self);
/* Puts the pending constraints from number `first` on around the pattern, which is taken. */
CopiaNode *copia_cql_settle (CopiaCql *self, CopiaNode *part, guint first);
/* Takes conditions off a pattern in brackets: they become pending. */
CopiaNode *copia_cql_unsettle (CopiaCql *self, CopiaNode *part);
/* False, with a caret: labels were compared with, since there were `first`, where a token need
 * not stand or stands several times. */
bool copia_cql_settled (CopiaCql *self, guint first, const CopiaNode *node);
/* Takes comparisons with labels out of the expression of a token, whose label is put into
 * `*label`, or NULL.  False: they stand where they cannot be taken out. */
bool copia_cql_same (CopiaCql *self, CopiaExpression **test, char **label);
CopiaNode *copia_cql_choice (CopiaCql *self);
/* The row of a TAB query. */
CopiaNode *copia_cql_table (CopiaCql *self);
/* The next is `&` between patterns, not before a condition. */
bool copia_cql_starts_both (const CopiaCql *self);
/* The next is `!` before a token. */
bool copia_cql_starts_not (const CopiaCql *self);
/* What both match, of nodes that are taken. */
CopiaNode *copia_cql_both (CopiaCql *self, CopiaNode *left, CopiaNode *right);
/* False, with a caret, for what may stand beside & only. */
bool copia_cql_is_part (CopiaCql *self, const CopiaNode *node);
/* What the node, which is taken, does not match: tokens, or NOT. */
CopiaNode *copia_cql_not (CopiaCql *self, CopiaNode *node, size_t at);

/* expression; in a tag attributes may follow each other without `&`. */
CopiaExpression *copia_cql_expression (CopiaCql *self, bool in_tag);
/* Reads `op value flags` into a new comparison of `attribute`. */
CopiaExpression *copia_cql_comparison (CopiaCql *self, const char *attribute);
/* The next is `contains`, `matches` or one of them after `not`. */
bool copia_cql_starts_members (const CopiaCql *self);
/* The function that is called next; VALUE: none. */
CopiaFunction copia_cql_function (const CopiaCql *self);
/* Reads `sign NUMBER` into the comparison of a function. */
bool copia_cql_number (CopiaCql *self, CopiaExpression *test);
/* STRING flags into `into`. */
bool copia_cql_string (CopiaCql *self, CopiaExpression *into);
/* NAME flags, the name of a word list. */
bool copia_cql_list (CopiaCql *self, CopiaExpression *into);
bool copia_cql_flags (CopiaCql *self, bool *no_case, bool *plain, bool *literal);
CopiaNode *copia_cql_tag (CopiaCql *self);
bool copia_cql_starts_region (const CopiaCql *self); /* the macro that is a region */
CopiaNode *copia_cql_region (CopiaCql *self);
CopiaConstraint *copia_cql_constraint (CopiaCql *self);
