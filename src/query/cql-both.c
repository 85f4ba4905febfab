/* cql-both.c - BlackLab's `A & B` and `!A` of tokens.
 *
 * Both become the test of one token: `"the" & [pos="DT"]` is `[word="the" & pos="DT"]`.  So they
 * join what is always one token; of longer patterns there are look-around, within and containing.
 */
#include "query/cql-private.h"

/* After these lexemes stands a pattern, brackets and negations aside. */
static bool
leads_to_pattern (const CopiaLexeme *at)
{
    while (at->kind == COPIA_LEXEME_SIGN &&
           (g_str_equal (at->text, "(") || g_str_equal (at->text, "!")))
        at++;
    return at->kind == COPIA_LEXEME_STRING ||
           (at->kind == COPIA_LEXEME_SIGN &&
            (g_str_equal (at->text, "[") || g_str_equal (at->text, "$")));
}

bool
copia_cql_starts_both (const CopiaCql *self)
{
    return copia_cql_is (self, "&") && leads_to_pattern (self->at + 1);
}

bool
copia_cql_starts_not (const CopiaCql *self)
{
    return copia_cql_is (self, "!") && leads_to_pattern (self->at + 1);
}

/* The test of a node that is always one token, taken out of it; NULL: it is not. */
static CopiaExpression *
take_test (CopiaNode *node)
{
    g_autoptr (CopiaExpression) any = NULL;

    if (node->labels)
        return NULL;
    if (node->kind == COPIA_NODE_TOKEN)
        return g_steal_pointer (&node->expression);
    if (node->kind != COPIA_NODE_CHOICE)
        return NULL;
    any = copia_expression_new (COPIA_EXPRESSION_OR, node->at);
    any->size = node->size;
    for (guint i = 0; i < node->children->len; i++) {
        CopiaExpression *test = take_test (node->children->pdata[i]);

        if (!test)
            return NULL;
        copia_expression_add (any, test);
    }
    return g_steal_pointer (&any);
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

static void
no_token (CopiaCql *self, const CopiaNode *node, const char *sign)
{
    copia_fault (self->error, self->query, node->at,
                 "%s is about single tokens without labels; of longer patterns write A "
                 "within B, A containing B, (?= B) or (?! B)",
                 sign);
}

CopiaNode *
copia_cql_both (CopiaCql *self, CopiaNode *left, CopiaNode *right)
{
    g_autoptr (CopiaNode) one = left;
    g_autoptr (CopiaNode) other = right;
    g_autoptr (CopiaExpression) first = take_test (left);
    g_autoptr (CopiaExpression) second = take_test (right);
    CopiaExpression *both;

    if (!first || !second) {
        no_token (self, first ? other : one, "&");
        return NULL;
    }
    both = copia_expression_new (COPIA_EXPRESSION_AND, one->at);
    copia_expression_add (both, g_steal_pointer (&first));
    copia_expression_add (both, g_steal_pointer (&second));
    return token_of (both, one->at, copia_cql_end (self));
}

CopiaNode *
copia_cql_not (CopiaCql *self, CopiaNode *node, size_t at)
{
    g_autoptr (CopiaNode) one = node;
    CopiaExpression *test = take_test (node), *not ;

    if (!test) {
        no_token (self, one, "!");
        return NULL;
    }
    not = copia_expression_new (COPIA_EXPRESSION_NOT, at);
    copia_expression_add (not, test);
    return token_of (not, at, copia_cql_end (self));
}
