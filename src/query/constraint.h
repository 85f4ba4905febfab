/* constraint.h - what is asked of labelled tokens together: `a.word = b.word`.
 *
 *   a.word = "re"%c   a.word != b.word   distance(a, b) < 5   f(a.word) > 100   a
 *
 * A comparison with a label that stands nowhere in the match is false.
 */
#pragma once

#include "query/expression.h"
#include <stdint.h>

typedef enum {
    COPIA_CONSTRAINT_AND,
    COPIA_CONSTRAINT_OR,
    COPIA_CONSTRAINT_NOT,
    COPIA_CONSTRAINT_COMPARE, /* two operands, by `sign` */
    COPIA_CONSTRAINT_TEST,    /* the token of the label `left` passes `test` */
    COPIA_CONSTRAINT_PLACED,  /* the label `left` stands somewhere in the match */
} CopiaConstraintKind;

typedef enum {
    COPIA_SIGN_EQUAL,
    COPIA_SIGN_DIFFERENT,
    COPIA_SIGN_LESS,
    COPIA_SIGN_MORE,
    COPIA_SIGN_AT_MOST,
    COPIA_SIGN_AT_LEAST,
} CopiaSign;

typedef enum {
    COPIA_OPERAND_VALUE,     /* label.attribute */
    COPIA_OPERAND_FREQUENCY, /* f(label.attribute) */
    COPIA_OPERAND_DISTANCE,  /* distance(label, other): tokens from label to other */
    COPIA_OPERAND_APART,     /* distabs(label, other): the same without sign */
    COPIA_OPERAND_NUMBER,
} CopiaOperandKind;

typedef struct {
    CopiaOperandKind kind;
    size_t at;
    char *label, *other, *attribute;
    int64_t number;
} CopiaOperand;

typedef struct CopiaConstraint CopiaConstraint;

struct CopiaConstraint {
    CopiaConstraintKind kind;
    size_t at;
    CopiaSign sign;
    CopiaOperand left, right;
    bool no_case, plain; /* COMPARE of two values */
    CopiaExpression *test;
    GPtrArray *children;
};

CopiaConstraint *copia_constraint_new (CopiaConstraintKind kind, size_t at);
void copia_constraint_print (const CopiaConstraint *self, GString *out);
void copia_constraint_say (const CopiaConstraint *self, GString *out);
void copia_constraint_free (CopiaConstraint *self);
void copia_operand_clear (CopiaOperand *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaConstraint, copia_constraint_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaOperand, copia_operand_clear)
