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
    for (const char *p = self->text; *p; p = g_utf8_next_char (p)) {
        bool lemma = self->test == COPIA_TEST_LEMMA;

        if (*p == COPIA_ANY_CHARACTERS || *p == COPIA_ONE_CHARACTER) {
            g_string_append_c (out, *p == COPIA_ANY_CHARACTERS ? '*' : '?');
            continue;
        }
        if (*p == COPIA_LOW_LINE) {
            g_string_append (out, "\\_");
            continue;
        }
        if (strchr (lemma ? "*?\\}()" : "*?|\\()", *p) ||
            g_unichar_isspace (g_utf8_get_char (p)) ||
            (p == self->text && strchr ("+{[\"<", *p)))
            g_string_append_c (out, '\\');
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
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

static void
print_tag (const CopiaNode *self, GString *out)
{
    g_string_append_c (out, '_');
    for (const char *p = self->pos; *p; p++)
        g_string_append_c (out, *p == COPIA_ANY_CHARACTERS  ? '*'
                                : *p == COPIA_ONE_CHARACTER ? '?'
                                                            : *p);
}

static void
print_token (const CopiaNode *self, GString *out)
{
    if (self->test == COPIA_TEST_WORD) {
        g_string_append_c (out, '*');
        return;
    }
    g_string_append (out, self->test == COPIA_TEST_LEMMA ? "{" : "");
    print_text (self, out);
    g_string_append (out, self->test == COPIA_TEST_LEMMA ? "}" : "");
    if (self->pos && self->test == COPIA_TEST_LEMMA)
        print_tag (self, out);
}

/* Alternatives of more than one word, and those in another group, stand in brackets. */
static bool
needs_brackets (const CopiaNode *choice)
{
    for (guint i = 0; i < choice->children->len; i++)
        if (((const CopiaNode *) choice->children->pdata[i])->kind != COPIA_NODE_TOKEN)
            return true;
    return false;
}

static void
print_in_group (const CopiaNode *self, GString *out)
{
    bool bare = self->kind == COPIA_NODE_TOKEN || self->kind == COPIA_NODE_REPEAT;

    if (self->kind == COPIA_NODE_SEQUENCE) {
        for (guint i = 0; i < self->children->len; i++) {
            g_string_append (out, i > 0 ? " " : "");
            print_in_group (self->children->pdata[i], out);
        }
        return;
    }
    g_string_append (out, bare ? "" : "(");
    for (guint i = 0; !bare && i < self->children->len; i++) {
        g_string_append (out, i > 0 ? "|" : "");
        print_in_group (self->children->pdata[i], out);
    }
    if (bare)
        copia_node_print (self, out);
    g_string_append (out, bare ? "" : ")");
}

static void
print_repeat (const CopiaNode *self, GString *out)
{
    const CopiaNode *child = self->children->pdata[0];

    if (self->loose) {
        g_string_append_c (out, '+');
    } else if (child->kind == COPIA_NODE_CHOICE) {
        print_in_group (child, out);
    } else {
        g_string_append_c (out, '(');
        print_in_group (child, out);
        g_string_append_c (out, ')');
    }
    if (!self->loose && self->min == 0 && self->max == 1)
        g_string_append_c (out, '?');
    else if (!self->loose || self->min != 1 || self->max != 1)
        print_count (self, out);
}

void
copia_node_print (const CopiaNode *self, GString *out)
{
    const char *between = self->kind == COPIA_NODE_CHOICE ? "|" : " ";

    if (self->kind == COPIA_NODE_REPEAT) {
        print_repeat (self, out);
        return;
    }
    if (self->kind == COPIA_NODE_CHOICE && needs_brackets (self)) {
        print_in_group (self, out);
        return;
    }
    if (self->kind == COPIA_NODE_TOKEN)
        print_token (self, out);
    for (guint i = 0; i < self->children->len; i++) {
        if (i > 0)
            g_string_append (out, between);
        copia_node_print (self->children->pdata[i], out);
    }
}

/* As it was meant: only wildcards are written. */
static void
say_text (const char *text, GString *out)
{
    g_autofree char *plain = g_strdup (text);

    g_strdelimit (g_strdelimit (g_strdelimit (plain, "\1", '*'), "\2", '?'), "\3", '_');
    g_string_append_printf (out, "'%s'", plain);
}

static void
say_labels (const CopiaNode *self, GString *out)
{
    for (guint i = 0; self->labels && i < self->labels->len; i++)
        g_string_append_printf (out, " (%s)", (const char *) self->labels->pdata[i]);
}

static void
say_token (const CopiaNode *self, GString *out)
{
    switch (self->test) {
    case COPIA_TEST_WORD:
        g_string_append (out, "any word");
        break;
    case COPIA_TEST_TEXT:
        say_text (self->text, out);
        break;
    case COPIA_TEST_WILDCARD:
        g_string_append (out, "a word like ");
        say_text (self->text, out);
        break;
    case COPIA_TEST_LEMMA:
        g_string_append (out, "a form of ");
        print_token (self, out);
        break;
    case COPIA_TEST_EXPRESSION:
        if (self->expression->kind == COPIA_EXPRESSION_ALL)
            g_string_append (out, "any token");
        else
            copia_expression_say (self->expression, out);
        break;
    }
    say_labels (self, out);
}

static void
say_count (const CopiaNode *self, GString *out)
{
    if (self->min == self->max)
        g_string_append_printf (out, ", %u times", self->min);
    else if (self->max == COPIA_NO_MOST)
        g_string_append_printf (out, ", %u times or more", self->min);
    else
        g_string_append_printf (out, ", %u to %u times", self->min, self->max);
}

/* In brackets where one could not tell where it ends. */
static void
say_child (const CopiaNode *self, guint i, GString *out)
{
    const CopiaNode *child = self->children->pdata[i];
    bool meets = self->kind == COPIA_NODE_MEET && child->kind == COPIA_NODE_MEET;
    bool group =
        meets ||
        (child->children->len > 1 && child->kind != self->kind &&
         (child->kind == COPIA_NODE_SEQUENCE || child->kind == COPIA_NODE_CHOICE ||
          child->kind == COPIA_NODE_UNION || child->kind == COPIA_NODE_BOTH)) ||
        copia_node_is_query (child);

    g_string_append (out, group ? "(" : "");
    copia_node_say (child, out);
    g_string_append (out, group ? ")" : "");
}

static void
say_repeat (const CopiaNode *self, GString *out)
{
    say_child (self, 0, out);
    if (self->loose && self->min == 1 && self->max == 1)
        return;
    if (!self->loose && self->min == 0 && self->max == 1)
        g_string_append (out, " or nothing");
    else
        say_count (self, out);
}

static void
say_tag (const CopiaNode *self, GString *out)
{
    static const char *const where[] = { "the start of", "the end of", "the whole of" };

    g_string_append_printf (out, "%s a region '%s'", where[self->tag], self->structure);
    if (self->expression) {
        g_string_append (out, " whose ");
        copia_expression_say (self->expression, out);
    }
}

static void
say_meet (const CopiaNode *self, GString *out)
{
    say_child (self, 0, out);
    say_labels (self, out);
    g_string_append (out, " with ");
    say_child (self, 1, out);
    if (self->structure)
        g_string_append_printf (out, " in the same region '%s'", self->structure);
    else
        g_string_append_printf (out, " at %d to %d tokens from it", self->from,
                                self->to);
}

static void
say_query (const CopiaNode *self, GString *out)
{
    const CopiaNode *other = self->children->len > 1 ? self->children->pdata[1] : NULL;

    copia_node_say (self->children->pdata[0], out);
    if (self->kind == COPIA_NODE_WHERE) {
        g_string_append (out, ", where ");
        copia_constraint_say (self->constraint, out);
        return;
    }
    g_string_append_printf (out, ",%s %s ", self->negated ? " not" : "",
                            self->kind == COPIA_NODE_WITHIN ? "within" : "containing");
    if (other && self->max > 0)
        g_string_append_printf (out, "%u region%s '%s' in a row", self->max,
                                self->max == 1 ? "" : "s", other->structure);
    else if (other)
        copia_node_say (other, out);
    else
        g_string_append_printf (out, "%u words", self->max);
}

/* True when the kind is one that the simple language does not have. */
static bool
say_more (const CopiaNode *self, GString *out)
{
    switch (self->kind) {
    case COPIA_NODE_TAG:
        say_tag (self, out);
        return true;
    case COPIA_NODE_LOOK:
        g_string_append_printf (out, "%s %s (", self->behind ? "after" : "before",
                                self->negated ? "what is not" : "what is");
        copia_node_say (self->children->pdata[0], out);
        g_string_append_c (out, ')');
        return true;
    case COPIA_NODE_REPEAT:
        say_repeat (self, out);
        return true;
    case COPIA_NODE_NOT:
        g_string_append (out, "not (");
        copia_node_say (self->children->pdata[0], out);
        g_string_append_c (out, ')');
        return true;
    case COPIA_NODE_MEET:
        say_meet (self, out);
        return true;
    case COPIA_NODE_WITHIN:
    case COPIA_NODE_CONTAINING:
    case COPIA_NODE_WHERE:
        say_query (self, out);
        return true;
    case COPIA_NODE_RESULT:
        g_string_append_printf (out, "a hit of the result %s", self->structure);
        return true;
    default:
        return false;
    }
}

void
copia_node_say (const CopiaNode *self, GString *out)
{
    bool either = self->kind == COPIA_NODE_CHOICE || self->kind == COPIA_NODE_UNION;
    const char *between = either                          ? " or "
                          : self->kind == COPIA_NODE_BOTH ? " which is also "
                                                          : ", then ";

    if (say_more (self, out))
        return;
    if (self->kind == COPIA_NODE_TOKEN)
        say_token (self, out);
    for (guint i = 0; i < self->children->len; i++) {
        if (i > 0)
            g_string_append (out, between);
        say_child (self, i, out);
    }
    if (self->kind == COPIA_NODE_UNION)
        say_labels (self, out);
}

guint
copia_node_matching (const CopiaNode *self)
{
    if (self->kind == COPIA_NODE_LOOK || self->kind == COPIA_NODE_NOT)
        return 0;
    return copia_node_is_query (self) ? 1 : self->children->len;
}

void
copia_node_free (CopiaNode *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->children);
    g_clear_pointer (&self->labels, g_ptr_array_unref);
    copia_expression_free (self->expression);
    copia_constraint_free (self->constraint);
    g_free (self->structure);
    g_free (self->pos);
    g_free (self->text);
    g_free (self);
}
