/* constraint.c - building, printing and freeing conditions on labels. */
#include "query/constraint.h"

static const char *const signs[] = { "=", "!=", "<", ">", "<=", ">=" };
static const char *const words[] = { "is",           "is not",     "is less than",
                                     "is more than", "is at most", "is at least" };

CopiaConstraint *
copia_constraint_new (CopiaConstraintKind kind, size_t at)
{
    CopiaConstraint *self = g_new0 (CopiaConstraint, 1);

    self->kind = kind;
    self->at = at;
    self->children =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_constraint_free);
    return self;
}

static void
print_operand (const CopiaOperand *self, GString *out)
{
    switch (self->kind) {
    case COPIA_OPERAND_VALUE:
        g_string_append_printf (out, "%s.%s", self->label, self->attribute);
        break;
    case COPIA_OPERAND_FREQUENCY:
        g_string_append_printf (out, "f(%s.%s)", self->label, self->attribute);
        break;
    case COPIA_OPERAND_DISTANCE:
        g_string_append_printf (out, "distance(%s, %s)", self->label, self->other);
        break;
    case COPIA_OPERAND_APART:
        g_string_append_printf (out, "distabs(%s, %s)", self->label, self->other);
        break;
    case COPIA_OPERAND_NUMBER:
        g_string_append_printf (out, "%" G_GINT64_FORMAT, self->number);
        break;
    }
}

static void
print_comparison (const CopiaConstraint *self, GString *out)
{
    print_operand (&self->left, out);
    g_string_append_printf (out, " %s ", signs[self->sign]);
    print_operand (&self->right, out);
    if (self->no_case || self->plain)
        g_string_append_printf (out, "%%%s%s", self->no_case ? "c" : "",
                                self->plain ? "d" : "");
}

/* a.word="x", strlen(a.word) > 5 */
static void
print_test (const CopiaConstraint *self, GString *out)
{
    g_autoptr (CopiaExpression) named = NULL;

    if (!self->test->function) {
        g_string_append_printf (out, "%s.", self->left.label);
        copia_expression_print (self->test, out);
        return;
    }
    named = copia_expression_copy (self->test);
    g_free (named->attribute);
    named->attribute = g_strconcat (self->left.label, ".", self->test->attribute, NULL);
    copia_expression_print (named, out);
}

void
copia_constraint_print (const CopiaConstraint *self, GString *out)
{
    if (self->kind == COPIA_CONSTRAINT_COMPARE)
        print_comparison (self, out);
    if (self->kind == COPIA_CONSTRAINT_TEST)
        print_test (self, out);
    if (self->kind == COPIA_CONSTRAINT_PLACED)
        g_string_append (out, self->left.label);
    if (self->kind == COPIA_CONSTRAINT_NOT)
        g_string_append_c (out, '!');
    for (guint i = 0; i < self->children->len; i++) {
        const CopiaConstraint *child = self->children->pdata[i];
        bool group = child->kind < COPIA_CONSTRAINT_NOT ||
                     (self->kind == COPIA_CONSTRAINT_NOT &&
                      child->kind != COPIA_CONSTRAINT_PLACED);

        if (i > 0)
            g_string_append (out, self->kind == COPIA_CONSTRAINT_AND ? " & " : " | ");
        g_string_append (out, group ? "(" : "");
        copia_constraint_print (child, out);
        g_string_append (out, group ? ")" : "");
    }
}

static void
say_operand (const CopiaOperand *self, GString *out)
{
    switch (self->kind) {
    case COPIA_OPERAND_VALUE:
        g_string_append_printf (out, "the %s of %s", self->attribute, self->label);
        break;
    case COPIA_OPERAND_FREQUENCY:
        g_string_append_printf (out, "the frequency of the %s of %s", self->attribute,
                                self->label);
        break;
    case COPIA_OPERAND_DISTANCE:
    case COPIA_OPERAND_APART:
        g_string_append_printf (out, "the distance %s %s %s %s",
                                self->kind == COPIA_OPERAND_APART ? "between" : "from",
                                self->label,
                                self->kind == COPIA_OPERAND_APART ? "and" : "to",
                                self->other);
        break;
    case COPIA_OPERAND_NUMBER:
        g_string_append_printf (out, "%" G_GINT64_FORMAT, self->number);
        break;
    }
}

void
copia_constraint_say (const CopiaConstraint *self, GString *out)
{
    const char *between = self->kind == COPIA_CONSTRAINT_AND ? " and " : " or ";

    if (self->kind == COPIA_CONSTRAINT_COMPARE) {
        say_operand (&self->left, out);
        g_string_append_printf (out, " %s ", words[self->sign]);
        say_operand (&self->right, out);
    }
    if (self->kind == COPIA_CONSTRAINT_TEST) {
        g_string_append_printf (out, "of %s, ", self->left.label);
        copia_expression_say (self->test, out);
    }
    if (self->kind == COPIA_CONSTRAINT_PLACED)
        g_string_append_printf (out, "there is a token %s", self->left.label);
    if (self->kind == COPIA_CONSTRAINT_NOT)
        g_string_append (out, "not ");
    for (guint i = 0; i < self->children->len; i++) {
        const CopiaConstraint *child = self->children->pdata[i];
        bool group = child->children->len > 1;

        g_string_append (out, i > 0 ? between : "");
        g_string_append (out, group ? "(" : "");
        copia_constraint_say (child, out);
        g_string_append (out, group ? ")" : "");
    }
}

void
copia_operand_clear (CopiaOperand *self)
{
    g_clear_pointer (&self->label, g_free);
    g_clear_pointer (&self->other, g_free);
    g_clear_pointer (&self->attribute, g_free);
}

void
copia_constraint_free (CopiaConstraint *self)
{
    if (!self)
        return;
    copia_operand_clear (&self->left);
    copia_operand_clear (&self->right);
    copia_expression_free (self->test);
    g_ptr_array_unref (self->children);
    g_free (self);
}
