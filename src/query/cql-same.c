/* cql-same.c - conditions on labels inside of a pattern: `a:[] [word = a.word]`, and on two
 * attributes of a token: `[word != lemma]`.
 *
 * They are moved behind the pattern, where the others stand.
 *
 * The token gets a label of its own, and the comparison becomes a condition on both after the
 * pattern: `a:[] _1:[] :: _1.word = a.word`.  So it can be taken out only where the token
 * stands exactly once in each match.
 */
#include "query/cql-private.h"

static bool
is_same (const CopiaExpression *test)
{
    return test->kind == COPIA_EXPRESSION_COMPARE && (test->label || test->subject);
}

static const CopiaExpression *
find_same (const CopiaExpression *test)
{
    const CopiaExpression *found = is_same (test) ? test : NULL;

    for (guint i = 0; !found && i < test->children->len; i++)
        found = find_same (test->children->pdata[i]);
    return found;
}

static void
add_pending (CopiaCql *self, const CopiaExpression *test, const char *label)
{
    CopiaConstraint *compare =
        copia_constraint_new (COPIA_CONSTRAINT_COMPARE, test->at);
    const char *right = test->label;

    if (right && g_str_equal (right, COPIA_THIS))
        right = label;
    label = test->subject ? test->subject : label;
    if (!right) {
        compare->kind = COPIA_CONSTRAINT_TEST;
        compare->left = (CopiaOperand){ .at = test->at, .label = g_strdup (label) };
        compare->test = copia_expression_copy (test);
        g_ptr_array_add (self->pending, compare);
        return;
    }
    compare->sign = test->negated ? COPIA_SIGN_DIFFERENT : COPIA_SIGN_EQUAL;
    compare->left = (CopiaOperand){ .kind = COPIA_OPERAND_VALUE,
                                    .at = test->at,
                                    .label = g_strdup (label),
                                    .attribute = g_strdup (test->attribute) };
    compare->right = (CopiaOperand){ .kind = COPIA_OPERAND_VALUE,
                                     .at = test->at,
                                     .label = g_strdup (right),
                                     .attribute = g_strdup (test->label_attribute) };
    compare->no_case = test->no_case;
    compare->plain = test->plain;
    g_ptr_array_add (self->pending, compare);
}

/* What is left of the conditions of an `&`. */
static CopiaExpression *
take_out (CopiaCql *self, CopiaExpression *test, const char *label)
{
    CopiaExpression *rest = copia_expression_new (COPIA_EXPRESSION_AND, test->at);

    rest->size = test->size;
    if (is_same (test))
        add_pending (self, test, label);
    while (test->kind == COPIA_EXPRESSION_AND && test->children->len > 0) {
        CopiaExpression *child = g_ptr_array_steal_index (test->children, 0);

        if (is_same (child)) {
            add_pending (self, child, label);
            copia_expression_free (child);
        } else {
            copia_expression_add (rest, child);
        }
    }
    if (rest->children->len == 0)
        rest->kind = COPIA_EXPRESSION_ALL;
    if (rest->children->len == 1) {
        CopiaExpression *only = g_ptr_array_steal_index (rest->children, 0);

        copia_expression_free (rest);
        rest = only;
    }
    copia_expression_free (test);
    return rest;
}

bool
copia_cql_same (CopiaCql *self, CopiaExpression **test, char **label)
{
    const CopiaExpression *left;

    *label = NULL;
    if (!find_same (*test))
        return true;
    if (self->same == COPIA_MOST_LABELS)
        return copia_fault (self->error, self->query, (*test)->at,
                            "labels are compared with in %d tokens at most",
                            COPIA_MOST_LABELS);
    if (is_same (*test) || (*test)->kind == COPIA_EXPRESSION_AND) {
        *label = g_strdup_printf ("_%u", ++self->same);
        *test = take_out (self, *test, *label);
    }
    left = find_same (*test);
    return !left || copia_fault (self->error, self->query, left->at,
                                 "a label is compared with where all conditions of "
                                 "the token hold, joined by &; write others after "
                                 "the pattern, as in :: a.word = b.word | ..");
}

bool
copia_cql_settled (CopiaCql *self, guint first, const CopiaNode *node)
{
    const CopiaConstraint *one;

    if (!node || self->pending->len <= first)
        return true;
    one = self->pending->pdata[first];
    return copia_fault (
        self->error, self->query, one->at,
        "labels, and attributes with each other, are compared inside of a pattern "
        "where the token stands once in each match; write other conditions after it, "
        "as in :: a.word = b.word");
}

CopiaNode *
copia_cql_settle (CopiaCql *self, CopiaNode *part, guint first)
{
    while (part && self->pending->len > first) {
        part = copia_cql_wrap (self, COPIA_NODE_WHERE, part);
        part->constraint = g_ptr_array_steal_index (self->pending, first);
    }
    return part;
}

CopiaNode *
copia_cql_unsettle (CopiaCql *self, CopiaNode *part)
{
    if (part &&
        (part->kind == COPIA_NODE_WITHIN || part->kind == COPIA_NODE_CONTAINING))
        part->children->pdata[0] = copia_cql_unsettle (self, part->children->pdata[0]);
    while (part && part->kind == COPIA_NODE_WHERE) {
        CopiaNode *inner = g_ptr_array_steal_index (part->children, 0);

        g_ptr_array_add (self->pending, g_steal_pointer (&part->constraint));
        copia_node_free (part);
        part = inner;
    }
    return part;
}
