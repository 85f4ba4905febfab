/* cql-both.c - BlackLab's `A & B` and `!A`.
 *
 * Of tokens both become the test of one: `"the" & [pos="DT"]` is `[word="the" & pos="DT"]`.  Of
 * longer patterns `A & B` is what both match, `A & !B` what A matches and B does not.
 */
#include "query/cql-private.h"

#include <string.h>

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
    const CopiaLexeme *next = self->at + 1;

    return copia_cql_is (self, "!") && leads_to_pattern (next) &&
           (next->kind == COPIA_LEXEME_STRING ||
            (next->kind == COPIA_LEXEME_SIGN && strchr ("([$!", next->text[0]) &&
             next->text[1] == '\0'));
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

/* It is always one token. */
static bool
is_one (const CopiaNode *node)
{
    bool one = node->kind == COPIA_NODE_TOKEN || node->kind == COPIA_NODE_CHOICE ||
               node->kind == COPIA_NODE_BOTH || node->kind == COPIA_NODE_MEET ||
               node->kind == COPIA_NODE_UNION;

    for (guint i = 0; one && i < copia_node_matching (node); i++)
        one = is_one (node->children->pdata[i]);
    return one;
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

/* !A & !B is !(A | B). */
static CopiaNode *
neither (CopiaCql *self, CopiaNode *left, CopiaNode *right)
{
    CopiaNode *either = copia_cql_wrap (self, COPIA_NODE_CHOICE,
                                        g_ptr_array_steal_index (left->children, 0));

    copia_node_add (either, g_ptr_array_steal_index (right->children, 0));
    copia_node_free (right);
    copia_node_add (left, either);
    left->size = copia_cql_end (self) - left->at;
    return left;
}

/* `!"a"`, a token, beside a longer pattern: what "a" does not match. */
static CopiaNode *
as_stretch (CopiaCql *self, CopiaNode *node, const CopiaNode *other)
{
    CopiaExpression *test = node->expression;
    CopiaNode * not ;

    if (node->kind != COPIA_NODE_TOKEN || node->labels || is_one (other) ||
        other->kind == COPIA_NODE_NOT || test->kind != COPIA_EXPRESSION_NOT ||
        self->query[node->at] != '!')
        return node;
    not = copia_node_new (COPIA_NODE_NOT, node->at, node->size);
    copia_node_add (not, token_of (g_ptr_array_steal_index (test->children, 0),
                                   node->at + 1, node->at + node->size));
    copia_node_free (node);
    return not ;
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
    left = as_stretch (self, left, right);
    right = as_stretch (self, right, left);
    if (left->kind == COPIA_NODE_NOT && right->kind == COPIA_NODE_NOT)
        return neither (self, left, right);
    if (left->kind == COPIA_NODE_NOT) {
        CopiaNode *not = left;

        left = right;
        right = not ;
    }
    both = copia_cql_wrap (self, COPIA_NODE_BOTH, left);
    both->at = at;
    both->size = copia_cql_end (self) - at;
    copia_node_add (both, right);
    return both;
}

CopiaNode *
copia_cql_not (CopiaCql *self, CopiaNode *node, size_t at)
{
    g_autoptr (CopiaNode) one = node;
    CopiaExpression * not ;
    CopiaNode *node_not;

    if (one->kind == COPIA_NODE_NOT)
        return g_ptr_array_steal_index (one->children, 0);
    if (!is_test (one)) {
        node_not = copia_cql_wrap (self, COPIA_NODE_NOT, g_steal_pointer (&one));
        node_not->at = at;
        node_not->size = copia_cql_end (self) - at;
        return node_not;
    }
    not = copia_expression_new (COPIA_EXPRESSION_NOT, at);
    copia_expression_add (not, take_test (one));
    return token_of (not, at, copia_cql_end (self));
}
