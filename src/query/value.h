/* value.h - one comparison of an expression, made ready to test values. */
#pragma once

#include "query/binding.h"
#include "query/regex.h"

typedef struct {
    const CopiaExpression *of;
    bool folded;        /* values are forms */
    CopiaRegex *regex;  /* NULL: `wanted` */
    GHashTable *wanted; /* texts as `prepared` */
    CopiaLiterals literals;
    double number;     /* of an order */
    GString *prepared; /* the last value, with %c and %d */
} CopiaValueTest;

/* NULL: the binding's error has a caret. */
CopiaValueTest *copia_value_test_new (const CopiaBinding *binding,
                                      const CopiaExpression *of, bool folded);
/* Negation is left to the caller. */
bool copia_value_test_passes (CopiaValueTest *self, CopiaString value);
/* The same of a function of the value, which stands at `freq` tokens. */
bool copia_value_test_function_passes (const CopiaValueTest *self, CopiaString value,
                                       uint64_t freq);
/* False: stop; the binding has an error. */
bool copia_value_test_goes_on (const CopiaValueTest *self, const CopiaBinding *binding);
void copia_value_test_free (CopiaValueTest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaValueTest, copia_value_test_free)
