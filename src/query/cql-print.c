/* cql-print.c - trees as CQL. */
#include "query/ast.h"

bool
copia_node_is_query (const CopiaNode *self)
{
    return self->kind == COPIA_NODE_WITHIN || self->kind == COPIA_NODE_CONTAINING ||
           self->kind == COPIA_NODE_WHERE;
}

static void
print_group (const CopiaNode *self, bool group, GString *out)
{
    g_string_append (out, group ? "(" : "");
    copia_node_print_cql (self, out);
    g_string_append (out, group ? ")" : "");
}

static void
print_labels (const CopiaNode *self, GString *out)
{
    for (guint i = 0; self->labels && i < self->labels->len; i++) {
        const char *label = self->labels->pdata[i];

        g_string_append (out, label);
        g_string_append (out, g_str_equal (label, COPIA_TARGET) ? "" : ":");
    }
}

static void
print_token (const CopiaNode *self, GString *out)
{
    const CopiaExpression *test = self->expression;
    bool bare;

    print_labels (self, out);
    bare = copia_expression_is_bare (test);
    g_string_append (out, bare ? "" : "[");
    copia_expression_print (test, out);
    g_string_append (out, bare ? "" : "]");
}

static void
print_tag (const CopiaNode *self, GString *out)
{
    g_string_append (out, self->tag == COPIA_TAG_CLOSE ? "</" : "<");
    g_string_append (out, self->structure);
    if (self->expression) {
        g_string_append_c (out, ' ');
        copia_expression_print (self->expression, out);
    }
    g_string_append (out, self->tag == COPIA_TAG_WHOLE ? "/>" : ">");
}

static void
print_repeat (const CopiaNode *self, GString *out)
{
    const CopiaNode *child = self->children->pdata[0];

    print_group (child,
                 (child->children->len > 0 && child->kind < COPIA_NODE_LOOK) ||
                     copia_node_is_query (child),
                 out);
    if (self->min == 0 && self->max == 1)
        g_string_append_c (out, '?');
    else if (self->min <= 1 && self->max == COPIA_NO_MOST)
        g_string_append_c (out, self->min == 0 ? '*' : '+');
    else if (self->min == self->max)
        g_string_append_printf (out, "{%u}", self->min);
    else if (self->max == COPIA_NO_MOST)
        g_string_append_printf (out, "{%u,}", self->min);
    else
        g_string_append_printf (out, "{%u,%u}", self->min, self->max);
}

static void
print_look (const CopiaNode *self, GString *out)
{
    g_string_append_printf (out, "(?%s%s ", self->behind ? "<" : "",
                            self->negated ? "!" : "=");
    copia_node_print_cql (self->children->pdata[0], out);
    g_string_append_c (out, ')');
}

static void
print_meet (const CopiaNode *self, GString *out)
{
    print_labels (self, out);
    g_string_append (out, self->kind == COPIA_NODE_MEET ? "(meet" : "(union");
    for (guint i = 0; i < self->children->len; i++) {
        const CopiaNode *child = self->children->pdata[i];

        g_string_append_c (out, ' ');
        print_group (child, child->kind == COPIA_NODE_CHOICE, out);
    }
    if (self->structure)
        g_string_append_printf (out, " %s", self->structure);
    else if (self->kind == COPIA_NODE_MEET)
        g_string_append_printf (out, " %d %d", self->from, self->to);
    g_string_append_c (out, ')');
}

static void
print_query (const CopiaNode *self, GString *out)
{
    const CopiaNode *other = self->children->len > 1 ? self->children->pdata[1] : NULL;

    copia_node_print_cql (self->children->pdata[0], out);
    if (self->kind == COPIA_NODE_WHERE) {
        g_string_append (out, " :: ");
        copia_constraint_print (self->constraint, out);
        return;
    }
    g_string_append_printf (out, " %s%s ", self->negated ? "!" : "",
                            self->kind == COPIA_NODE_WITHIN ? "within" : "containing");
    if (other && self->max > 0)
        g_string_append_printf (out, "%u %s", self->max, other->structure);
    else if (other)
        print_group (other, copia_node_is_query (other), out);
    else
        g_string_append_printf (out, "%u", self->max);
}

static void
print_list (const CopiaNode *self, GString *out)
{
    const char *between = self->kind == COPIA_NODE_CHOICE ? " | "
                          : self->kind == COPIA_NODE_BOTH ? " & "
                                                          : " ";

    for (guint i = 0; i < self->children->len; i++) {
        const CopiaNode *child = self->children->pdata[i];
        bool group =
            child->kind == COPIA_NODE_CHOICE ||
            (child->kind == COPIA_NODE_SEQUENCE && self->kind == COPIA_NODE_SEQUENCE) ||
            (child->kind == COPIA_NODE_BOTH && self->kind == COPIA_NODE_SEQUENCE) ||
            (child->kind == COPIA_NODE_BOTH && self->kind == COPIA_NODE_BOTH &&
             i > 0) ||
            copia_node_is_query (child);

        g_string_append (out, i > 0 ? between : "");
        print_group (child, group, out);
    }
}

void
copia_node_print_cql (const CopiaNode *self, GString *out)
{
    switch (self->kind) {
    case COPIA_NODE_TOKEN:
        print_token (self, out);
        break;
    case COPIA_NODE_SEQUENCE:
    case COPIA_NODE_CHOICE:
    case COPIA_NODE_BOTH:
        print_list (self, out);
        break;
    case COPIA_NODE_REPEAT:
        print_repeat (self, out);
        break;
    case COPIA_NODE_NOT:
        g_string_append_c (out, '!');
        print_group (self->children->pdata[0], true, out);
        break;
    case COPIA_NODE_TAG:
        print_tag (self, out);
        break;
    case COPIA_NODE_LOOK:
        print_look (self, out);
        break;
    case COPIA_NODE_MEET:
    case COPIA_NODE_UNION:
        print_meet (self, out);
        break;
    case COPIA_NODE_WITHIN:
    case COPIA_NODE_CONTAINING:
    case COPIA_NODE_WHERE:
        print_query (self, out);
        break;
    case COPIA_NODE_RESULT:
        g_string_append (out, self->structure);
        break;
    }
}
