/* cql-both.c - BlackLab's `A & B` and `!A`.
 *
 * Of tokens both become the test of one: `"the" & [pos="DT"]` is `[word="the" & pos="DT"]`.  Of
 * longer patterns `A & B` is what both match; of `!A` there are look-around, within, containing.
 */
#include "query/cql-private.h"

/* What a pattern can begin with, brackets and negations aside, and no condition can. */
static bool
leads_to_pattern (const CopiaLexeme *at)
{
    static const char *const signs[] = { "[",  "$",   "@",   "<",    "</",
                                         "[:", "(?=", "(?!", "(?<=", "(?<!" };

    while (at->kind == COPIA_LEXEME_SIGN &&
           (g_str_equal (at->text, "(") || g_str_equal (at->text, "!")))
        at++;
    for (unsigned i = 0; i < G_N_ELEMENTS (signs); i++)
        if (at->kind == COPIA_LEXEME_SIGN && g_str_equal (at->text, signs[i]))
            return true;
    if (at->kind == COPIA_LEXEME_NAME || at->kind == COPIA_LEXEME_NUMBER)
        return (at[1].kind == COPIA_LEXEME_SIGN && g_str_equal (at[1].text, ":")) ||
               g_str_equal (at->text, "meet") || g_str_equal (at->text, "union");
    return at->kind == COPIA_LEXEME_STRING;
}

bool
copia_cql_starts_both (const CopiaCql *self)
{
    return copia_cql_is (self, "&") && leads_to_pattern (self->at + 1);
}

bool
copia_cql_starts_not (const CopiaCql *self)
{
    const CopiaLexeme *at = self->at;

    while (at->kind == COPIA_LEXEME_SIGN &&
           (g_str_equal (at->text, "(") || g_str_equal (at->text, "!")))
        at++;
    return copia_cql_is (self, "!") &&
           (at->kind == COPIA_LEXEME_STRING ||
            (at->kind == COPIA_LEXEME_SIGN &&
             (g_str_equal (at->text, "[") || g_str_equal (at->text, "$"))));
}

/* It is always one token, of which nothing else is asked. */
static bool
is_test (const CopiaNode *node)
{
    bool test = !node->labels &&
                (node->kind == COPIA_NODE_TOKEN || node->kind == COPIA_NODE_CHOICE);

    for (guint i = 0; test && i < node->children->len; i++)
        test = is_test (node->children->pdata[i]);
    return test;
}

/* The test of such a node, taken out of it. */
static CopiaExpression *
take_test (CopiaNode *node)
{
    CopiaExpression *any;

    if (node->kind == COPIA_NODE_TOKEN)
        return g_steal_pointer (&node->expression);
    any = copia_expression_new (COPIA_EXPRESSION_OR, node->at);
    any->size = node->size;
    for (guint i = 0; i < node->children->len; i++)
        copia_expression_add (any, take_test (node->children->pdata[i]));
    return any;
}

static CopiaNode *
token_of (CopiaExpression *test, size_t at, size_t end)
{
    CopiaNode *token = copia_node_token (COPIA_TEST_EXPRESSION, NULL, at, end - at);

    test->at = at;
    test->size = end - at;
    token->expression = test;
    return token;
}

CopiaNode *
copia_cql_both (CopiaCql *self, CopiaNode *left, CopiaNode *right)
{
    size_t at = left->at;
    CopiaExpression *test;
    CopiaNode *both;

    if (is_test (left) && is_test (right)) {
        test = copia_expression_new (COPIA_EXPRESSION_AND, at);
        copia_expression_add (test, take_test (left));
        copia_expression_add (test, take_test (right));
        copia_node_free (left);
        copia_node_free (right);
        return token_of (test, at, copia_cql_end (self));
    }
    both = copia_cql_wrap (self, COPIA_NODE_BOTH, left);
    copia_node_add (both, right);
    return both;
}

CopiaNode *
copia_cql_not (CopiaCql *self, CopiaNode *node, size_t at)
{
    g_autoptr (CopiaNode) one = node;
    CopiaExpression * not ;

    if (!is_test (one)) {
        copia_fault (self->error, self->query, one->at,
                     "! is about single tokens without labels; of longer patterns "
                     "write A !within B, A !containing B or (?! B)");
        return NULL;
    }
    not = copia_expression_new (COPIA_EXPRESSION_NOT, at);
    copia_expression_add (not, take_test (one));
    return token_of (not, at, copia_cql_end (self));
}
