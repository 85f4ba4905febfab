/* cql-constraint.c - what follows :: in a query. */
#include "query/cql-private.h"

#include <string.h>

/* label := NAME | NUMBER */
static char *
parse_label (CopiaCql *self)
{
    if (self->at->kind != COPIA_LEXEME_NAME && self->at->kind != COPIA_LEXEME_NUMBER) {
        copia_cql_expected (self, "a label");
        return NULL;
    }
    return copia_cql_name (self);
}

/* label '.' NAME ('.' NAME)? */
static bool
parse_value (CopiaCql *self, CopiaOperand *operand)
{
    operand->label = parse_label (self);
    if (!operand->label || !copia_cql_need (self, ".", "the label before"))
        return false;
    if (self->at->kind != COPIA_LEXEME_NAME)
        return copia_cql_expected (self, "an attribute after the .");
    operand->attribute = copia_cql_attribute (self);
    return operand->attribute != NULL;
}

/* '(' label ',' label ')' */
static bool
parse_distance (CopiaCql *self, CopiaOperand *operand)
{
    operand->kind =
        copia_cql_is (self, "distabs") ? COPIA_OPERAND_APART : COPIA_OPERAND_DISTANCE;
    self->at += 2;
    operand->label = parse_label (self);
    if (!operand->label || !copia_cql_need (self, ",", "the label before"))
        return false;
    operand->other = parse_label (self);
    return operand->other && copia_cql_need (self, ")", "the ( before");
}

/* operand := NUMBER | label '.' NAME | 'f' '(' label '.' NAME ')' | distance */
static bool
parse_operand (CopiaCql *self, CopiaOperand *operand)
{
    const CopiaLexeme *next =
        self->at->kind == COPIA_LEXEME_END ? self->at : self->at + 1;
    bool call = next->kind == COPIA_LEXEME_SIGN && g_str_equal (next->text, "(");
    bool dotted = next->kind == COPIA_LEXEME_SIGN && g_str_equal (next->text, ".");

    operand->at = self->at->at;
    if (self->at->kind == COPIA_LEXEME_NUMBER && !dotted) {
        operand->kind = COPIA_OPERAND_NUMBER;
        operand->number = self->at->number;
        self->at++;
        return true;
    }
    if (call && copia_cql_take (self, "f")) {
        operand->kind = COPIA_OPERAND_FREQUENCY;
        self->at++;
        return parse_value (self, operand) &&
               copia_cql_need (self, ")", "the ( before");
    }
    if (call && (copia_cql_is (self, "distance") || copia_cql_is (self, "dist") ||
                 copia_cql_is (self, "distabs")))
        return parse_distance (self, operand);
    if (next->kind == COPIA_LEXEME_SIGN && strchr ("<>=!", next->text[0]) &&
        self->at->kind == COPIA_LEXEME_NAME)
        return copia_fault (self->error, self->query, self->at->at,
                            "'%s' is a place in the corpus, which is no condition; "
                            "ask for its word, as in %s.word = \"re\", or for "
                            "distance(%s, ..)",
                            self->at->text, self->at->text, self->at->text);
    if (!dotted)
        return copia_cql_expected (
            self, "a condition, as in a.word = b.word, distance(a, b) < 5 or "
                  "f(a.word) > 100,");
    operand->kind = COPIA_OPERAND_VALUE;
    return parse_value (self, operand);
}

static bool
is_number (const CopiaOperand *operand)
{
    return operand->kind != COPIA_OPERAND_VALUE;
}

/* operand sign operand flags, from the sign on */
static bool
parse_right (CopiaCql *self, CopiaConstraint *compare)
{
    static const char *const signs[] = { "=", "!=", "<", ">", "<=", ">=" };
    size_t at = self->at->at;
    unsigned i = 0;

    while (i < G_N_ELEMENTS (signs) && !copia_cql_take (self, signs[i]))
        i++;
    if (i == G_N_ELEMENTS (signs))
        return copia_cql_expected (self, "=, !=, <, >, <= or >=");
    compare->sign = (CopiaSign) i;
    if (!parse_operand (self, &compare->right) ||
        !copia_cql_flags (self, &compare->no_case, &compare->plain, NULL))
        return false;
    if (is_number (&compare->left) != is_number (&compare->right))
        return copia_fault (self->error, self->query, compare->right.at,
                            "a number is compared with a number, a word with a word; "
                            "f(a.word) is the frequency of a word");
    if (!is_number (&compare->left) && i >= COPIA_SIGN_LESS)
        return copia_fault (self->error, self->query, at,
                            "values of two tokens are the same or not; write = or !=");
    return true;
}

static bool
is_test (const CopiaCql *self)
{
    const CopiaLexeme *next = self->at + 1;

    return copia_cql_starts_members (self) || copia_cql_is (self, "==") ||
           copia_cql_is (self, "!==") ||
           ((copia_cql_is (self, "<") || copia_cql_is (self, ">") ||
             copia_cql_is (self, "<=") || copia_cql_is (self, ">=")) &&
            next->kind != COPIA_LEXEME_NAME) ||
           ((copia_cql_is (self, "=") || copia_cql_is (self, "!=")) &&
            (next->kind == COPIA_LEXEME_STRING ||
             (next->kind == COPIA_LEXEME_NAME && g_str_equal (next->text, "RE")) ||
             (next->kind == COPIA_LEXEME_SIGN && g_str_equal (next->text, "$"))));
}

/* function '(' label '.' NAME ')' sign NUMBER */
static bool
parse_function (CopiaCql *self, CopiaConstraint *compare)
{
    compare->kind = COPIA_CONSTRAINT_TEST;
    compare->test = copia_expression_new (COPIA_EXPRESSION_COMPARE, self->at->at);
    compare->test->function = copia_cql_function (self);
    self->at += 2;
    if (!parse_value (self, &compare->left) ||
        !copia_cql_need (self, ")", "the ( before"))
        return false;
    compare->test->attribute = g_steal_pointer (&compare->left.attribute);
    return copia_cql_number (self, compare->test);
}

/* f(a.word) > 100 asks one token alone. */
static void
make_test (CopiaConstraint *compare, size_t end)
{
    static const CopiaOrder orders[] = { COPIA_ORDER_EQUAL,   COPIA_ORDER_EQUAL,
                                         COPIA_ORDER_LESS,    COPIA_ORDER_MORE,
                                         COPIA_ORDER_AT_MOST, COPIA_ORDER_AT_LEAST };
    CopiaExpression *test =
        copia_expression_new (COPIA_EXPRESSION_COMPARE, compare->left.at);

    test->size = end - test->at;
    test->function = COPIA_FUNCTION_FREQUENCY;
    test->order = orders[compare->sign];
    test->negated = compare->sign == COPIA_SIGN_DIFFERENT;
    test->text = g_strdup_printf ("%" G_GINT64_FORMAT, compare->right.number);
    test->attribute = g_steal_pointer (&compare->left.attribute);
    compare->kind = COPIA_CONSTRAINT_TEST;
    compare->left.kind = COPIA_OPERAND_VALUE;
    compare->test = test;
}

/* A label alone: it is placed. */
static bool
is_label_alone (const CopiaCql *self)
{
    static const char *const others[] = { ".",   "(", ":", "=",  "!=", "==",
                                          "!==", "<", ">", "<=", ">=", NULL };
    const CopiaLexeme *next = self->at + 1;

    return (self->at->kind == COPIA_LEXEME_NAME ||
            self->at->kind == COPIA_LEXEME_NUMBER) &&
           (next->kind == COPIA_LEXEME_END || next->kind == COPIA_LEXEME_NAME ||
            (next->kind == COPIA_LEXEME_SIGN && !g_strv_contains (others, next->text)));
}

/* operand sign (operand | STRING) flags | label */
static CopiaConstraint *
parse_comparison (CopiaCql *self)
{
    g_autoptr (CopiaConstraint) compare =
        copia_constraint_new (COPIA_CONSTRAINT_COMPARE, self->at->at);

    if (is_label_alone (self)) {
        compare->kind = COPIA_CONSTRAINT_PLACED;
        compare->left.at = self->at->at;
        compare->left.label = copia_cql_name (self);
        return g_steal_pointer (&compare);
    }
    if (copia_cql_function (self) > COPIA_FUNCTION_FREQUENCY)
        return parse_function (self, compare) ? g_steal_pointer (&compare) : NULL;
    if (!parse_operand (self, &compare->left))
        return NULL;
    if (compare->left.kind == COPIA_OPERAND_VALUE && is_test (self)) {
        compare->kind = COPIA_CONSTRAINT_TEST;
        compare->test = copia_cql_comparison (self, compare->left.attribute);
        return compare->test ? g_steal_pointer (&compare) : NULL;
    }
    if (!parse_right (self, compare))
        return NULL;
    if (compare->left.kind == COPIA_OPERAND_FREQUENCY &&
        compare->right.kind == COPIA_OPERAND_NUMBER)
        make_test (compare, copia_cql_end (self));
    return g_steal_pointer (&compare);
}

/* one := '!' one | '(' constraint ')' | comparison */
static CopiaConstraint *
parse_one (CopiaCql *self)
{
    size_t at = self->at->at;
    g_autoptr (CopiaConstraint) inner = NULL;
    CopiaConstraint * not ;

    if (!copia_cql_is (self, "!") && !copia_cql_is (self, "("))
        return parse_comparison (self);
    if (!copia_cql_deeper (self))
        return NULL;
    if (copia_cql_take (self, "(")) {
        inner = copia_cql_constraint (self);
        if (!inner || !copia_cql_need (self, ")", "the ( before"))
            return NULL;
        self->depth--;
        return g_steal_pointer (&inner);
    }
    self->at++;
    inner = parse_one (self);
    if (!inner)
        return NULL;
    self->depth--;
    not = copia_constraint_new (COPIA_CONSTRAINT_NOT, at);
    g_ptr_array_add (not ->children, g_steal_pointer (&inner));
    return not ;
}

/* every := one ('&' one)*;  every ('|' every)* */
static CopiaConstraint *
parse_list (CopiaCql *self, CopiaConstraintKind kind)
{
    bool or = kind == COPIA_CONSTRAINT_OR;
    const char *sign = or ? "|" : "&";
    CopiaConstraint *first =
        or ? parse_list (self, COPIA_CONSTRAINT_AND) : parse_one (self);
    g_autoptr (CopiaConstraint) list = NULL;

    if (!first || !copia_cql_is (self, sign))
        return first;
    list = copia_constraint_new (kind, first->at);
    g_ptr_array_add (list->children, first);
    while (copia_cql_take (self, sign)) {
        CopiaConstraint *next =
            or ? parse_list (self, COPIA_CONSTRAINT_AND) : parse_one (self);

        if (!next)
            return NULL;
        g_ptr_array_add (list->children, next);
    }
    return g_steal_pointer (&list);
}

/* constraint := every ('|' every)* ('->' constraint)?: not the first, or the second too */
CopiaConstraint *
copia_cql_constraint (CopiaCql *self)
{
    g_autoptr (CopiaConstraint) first = parse_list (self, COPIA_CONSTRAINT_OR);
    CopiaConstraint *either, *not, *second;

    if (!first || !copia_cql_take (self, "->"))
        return g_steal_pointer (&first);
    if (!copia_cql_deeper (self))
        return NULL;
    second = copia_cql_constraint (self);
    if (!second)
        return NULL;
    self->depth--;
    either = copia_constraint_new (COPIA_CONSTRAINT_OR, first->at);
    not = copia_constraint_new (COPIA_CONSTRAINT_NOT, first->at);
    g_ptr_array_add (not ->children, g_steal_pointer (&first));
    g_ptr_array_add (either->children, not );
    g_ptr_array_add (either->children, second);
    return either;
}
