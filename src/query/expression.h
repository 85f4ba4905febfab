/* expression.h - what is asked of one token, or of a region: `word="a.*" & form!="of"`.
 *
 * A tree over named attributes, before it meets a corpus.  It prints itself back.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    COPIA_EXPRESSION_ALL, /* anything: [] */
    COPIA_EXPRESSION_AND,
    COPIA_EXPRESSION_OR,
    COPIA_EXPRESSION_NOT,
    COPIA_EXPRESSION_COMPARE, /* the value of `attribute` with `text` or `list` */
    COPIA_EXPRESSION_EDGE, /* of tokens: the first or `last` of a region `attribute`, or any
                            * `inside` */
} CopiaExpressionKind;

#define COPIA_THIS "_" /* the label of the token itself, in its own brackets */

/* How numbers are compared. */
typedef enum {
    COPIA_ORDER_NONE, /* values are the same or not */
    COPIA_ORDER_LESS,
    COPIA_ORDER_MORE,
    COPIA_ORDER_AT_MOST,
    COPIA_ORDER_AT_LEAST,
    COPIA_ORDER_EQUAL, /* of functions only */
} CopiaOrder;

/* Of tokens: what is compared by order. */
typedef enum {
    COPIA_FUNCTION_VALUE,     /* the value itself */
    COPIA_FUNCTION_FREQUENCY, /* how often it occurs: f() */
    COPIA_FUNCTION_LENGTH,    /* its characters: strlen() */
    COPIA_FUNCTION_MEMBERS,   /* how many values are in it, a set: ambiguity() */
} CopiaFunction;

/* How a value that is a set, |a|b|, is compared; one without bars is its only member. */
typedef enum {
    COPIA_MEMBERS_WHOLE, /* as it stands */
    COPIA_MEMBERS_ANY,   /* contains: a member is so */
    COPIA_MEMBERS_ALL,   /* matches: each is, and there is one */
} CopiaMembers;

typedef struct CopiaExpression CopiaExpression;

struct CopiaExpression {
    CopiaExpressionKind kind;
    size_t at, size; /* where it stands in the query, in bytes */
    char *attribute; /* NULL: the attribute of a bare string */
    char *text;      /* a regular expression of PCRE2 for the whole value */
    char *list;      /* the name of a word list, instead of `text` */
    bool patterns;   /* the words of the list are regular expressions */
    /* Instead of both, while parsing: the value of a label. */
    char *label, *label_attribute;
    char *
        subject; /* while parsing: the label that is asked about; NULL: the token itself */
    CopiaOrder order; /* of the value and `text`, a number */
    CopiaFunction function;
    CopiaMembers members;
    bool last, inside;   /* EDGE */
    bool negated;        /* != */
    bool literal;        /* `text` is meant as it stands */
    bool no_case, plain; /* %c; %d: without diacritics */
    GPtrArray *children;
};

CopiaExpression *copia_expression_new (CopiaExpressionKind kind, size_t at);
void copia_expression_add (CopiaExpression *self,
                           CopiaExpression *child); /* takes it */
/* A string alone, of the attribute that is meant without a name. */
bool copia_expression_is_bare (const CopiaExpression *self);
/* The members of a set one by one, from `*at` 0 on; false: there are no more. */
bool copia_members_next (const char *value, size_t size, size_t *at,
                         const char **member, size_t *length);
extern const char *const copia_functions[]; /* their names in CQL */
/* In CQL, without brackets around the whole. */
void copia_expression_print (const CopiaExpression *self, GString *out);
void copia_expression_print_string (const char *text, GString *out);
/* In English: "word is like 'a.*' and form is not 'of'". */
void copia_expression_say (const CopiaExpression *self, GString *out);
/* A comparison without what belongs to parsing. */
CopiaExpression *copia_expression_copy (const CopiaExpression *self);
void copia_expression_free (CopiaExpression *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaExpression, copia_expression_free)
