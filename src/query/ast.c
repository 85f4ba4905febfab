/* ast.c - building, printing and freeing trees. */
#include "query/ast.h"

#include <string.h>

CopiaNode *
copia_node_new (CopiaNodeKind kind, size_t at, size_t size)
{
    CopiaNode *self = g_new0 (CopiaNode, 1);

    self->kind = kind;
    self->at = at;
    self->size = size;
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_node_free);
    return self;
}

CopiaNode *
copia_node_token (CopiaTestKind test, const char *text, size_t at, size_t size)
{
    CopiaNode *self = copia_node_new (COPIA_NODE_TOKEN, at, size);

    self->test = test;
    self->text = g_strdup (text);
    return self;
}

void
copia_node_add (CopiaNode *self, CopiaNode *child)
{
    g_ptr_array_add (self->children, child);
}

static void
print_text (const CopiaNode *self, GString *out)
{
    for (const char *p = self->text; *p; p++) {
        if (*p == COPIA_ANY_CHARACTERS || *p == COPIA_ONE_CHARACTER) {
            g_string_append_c (out, *p == COPIA_ANY_CHARACTERS ? '*' : '?');
            continue;
        }
        if (strchr ("*?|\\", *p) || (p == self->text && strchr ("+{[\"<", *p)))
            g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
    }
}

static void
print_count (const CopiaNode *self, GString *out)
{
    if (self->min == self->max)
        g_string_append_printf (out, "{%u}", self->min);
    else
        g_string_append_printf (out, "{%u,%u}", self->min, self->max);
}

void
copia_node_print (const CopiaNode *self, GString *out)
{
    const char *between = self->kind == COPIA_NODE_CHOICE ? "|" : " ";

    if (self->kind == COPIA_NODE_REPEAT) { /* only gaps repeat */
        g_string_append_c (out, '+');
        print_count (self, out);
        return;
    }
    if (self->kind == COPIA_NODE_TOKEN && self->test == COPIA_TEST_WORD)
        g_string_append_c (out, '*');
    else if (self->kind == COPIA_NODE_TOKEN)
        print_text (self, out);
    for (guint i = 0; i < self->children->len; i++) {
        if (i > 0)
            g_string_append (out, between);
        copia_node_print (self->children->pdata[i], out);
    }
}

static void
say_token (const CopiaNode *self, GString *out)
{
    switch (self->test) {
    case COPIA_TEST_WORD:
        g_string_append (out, "any word");
        break;
    case COPIA_TEST_TEXT:
        g_string_append_printf (out, "'%s'", self->text);
        break;
    case COPIA_TEST_WILDCARD:
        g_string_append (out, "a word like '");
        print_text (self, out);
        g_string_append_c (out, '\'');
        break;
    }
}

static void
say_count (const CopiaNode *self, GString *out)
{
    if (self->min == self->max)
        g_string_append_printf (out, ", %u times", self->min);
    else
        g_string_append_printf (out, ", %u to %u times", self->min, self->max);
}

void
copia_node_say (const CopiaNode *self, GString *out)
{
    const char *between = self->kind == COPIA_NODE_CHOICE ? " or " : ", then ";

    if (self->kind == COPIA_NODE_TOKEN)
        say_token (self, out);
    for (guint i = 0; i < self->children->len; i++) {
        if (i > 0)
            g_string_append (out, between);
        copia_node_say (self->children->pdata[i], out);
    }
    if (self->kind == COPIA_NODE_REPEAT)
        say_count (self, out);
}

void
copia_node_free (CopiaNode *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->children);
    g_free (self->text);
    g_free (self);
}
