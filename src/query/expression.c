/* expression.c - building, printing and freeing token tests. */
#include "query/expression.h"

#include <string.h>

CopiaExpression *
copia_expression_new (CopiaExpressionKind kind, size_t at)
{
    CopiaExpression *self = g_new0 (CopiaExpression, 1);

    self->kind = kind;
    self->at = at;
    self->children =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_expression_free);
    return self;
}

void
copia_expression_add (CopiaExpression *self, CopiaExpression *child)
{
    g_ptr_array_add (self->children, child);
}

void
copia_expression_print_string (const char *text, GString *out)
{
    g_string_append_c (out, '"');
    for (; *text; text++) {
        if (*text == '\\' && text[1]) { /* stays with what it protects */
            g_string_append_len (out, text++, 2);
            continue;
        }
        if (*text == '"')
            g_string_append_c (out, '\\');
        g_string_append_c (out, *text);
    }
    g_string_append_c (out, '"');
}

const char *const copia_functions[] = { "", "f", "strlen", "ambiguity", NULL };

bool
copia_members_next (const char *value, size_t size, size_t *at, const char **member,
                    size_t *length)
{
    const char *end;

    if (*at == 0 && size > 0 && value[0] == '|')
        ++*at;
    if (*at >= size)
        return false;
    *member = value + *at;
    end = memchr (*member, '|', size - *at);
    *length = end ? (size_t) (end - *member) : size - *at;
    *at += *length + 1;
    return true;
}

bool
copia_expression_is_bare (const CopiaExpression *self)
{
    return self->kind == COPIA_EXPRESSION_COMPARE && !self->attribute &&
           !self->negated && !self->literal && !self->list && !self->order;
}

static const char *const orders[] = { NULL, "<", ">", "<=", ">=", "=" };

static void
print_flags (const CopiaExpression *self, GString *out)
{
    if (self->no_case || self->plain)
        g_string_append_printf (out, "%%%s%s", self->no_case ? "c" : "",
                                self->plain ? "d" : "");
}

static void
print_function (const CopiaExpression *self, GString *out)
{
    g_string_append_printf (out, "%s(%s) %s %s", copia_functions[self->function],
                            self->attribute, self->negated ? "!=" : orders[self->order],
                            self->text);
}

static void
print_comparison (const CopiaExpression *self, GString *out)
{
    static const char *const signs[2][2] = { { "=", "==" }, { "!=", "!==" } };

    if (self->function) {
        print_function (self, out);
        return;
    }
    if (self->members) {
        g_string_append_printf (out, "%s%s %s ", self->attribute,
                                self->negated ? " not" : "",
                                self->members == COPIA_MEMBERS_ANY ? "contains"
                                                                   : "matches");
        if (self->list)
            g_string_append_printf (out, self->patterns ? "RE($%s)" : "$%s",
                                    self->list);
        else
            copia_expression_print_string (self->text, out);
        if (self->literal)
            g_string_append (out, "%l");
        print_flags (self, out);
        return;
    }
    if (!copia_expression_is_bare (self))
        g_string_append_printf (out, "%s%s", self->attribute ? self->attribute : "word",
                                self->order ? orders[self->order]
                                            : signs[self->negated][self->literal]);
    if (self->list)
        g_string_append_printf (out, self->patterns ? "RE($%s)" : "$%s", self->list);
    else
        copia_expression_print_string (self->text, out);
    print_flags (self, out);
}

static void
print_child (const CopiaExpression *child, const CopiaExpression *parent, GString *out)
{
    bool group =
        child->children->len > 0 && child->kind != COPIA_EXPRESSION_NOT &&
        (child->kind != COPIA_EXPRESSION_AND || parent->kind != COPIA_EXPRESSION_OR);

    if (child->kind ==
        COPIA_EXPRESSION_ALL) /* `[]` joined by & or | to another token */
        g_string_append (out, "word=\".*\"");
    g_string_append (out, group ? "(" : "");
    copia_expression_print (child, out);
    g_string_append (out, group ? ")" : "");
}

void
copia_expression_print (const CopiaExpression *self, GString *out)
{
    const char *sign = self->kind == COPIA_EXPRESSION_AND ? " & " : " | ";

    if (self->kind == COPIA_EXPRESSION_COMPARE)
        print_comparison (self, out);
    else if (self->kind == COPIA_EXPRESSION_EDGE && self->inside)
        g_string_append (out, self->attribute);
    else if (self->kind == COPIA_EXPRESSION_EDGE)
        g_string_append_printf (out, "%s(%s)", self->last ? "rbound" : "lbound",
                                self->attribute);
    else if (self->kind == COPIA_EXPRESSION_NOT)
        g_string_append_c (out, '!');
    for (guint i = 0; i < self->children->len; i++) {
        g_string_append (out, i > 0 ? sign : "");
        print_child (self->children->pdata[i], self, out);
    }
}

static void
say_comparison (const CopiaExpression *self, GString *out)
{
    bool literal =
        self->literal || (self->text && !strpbrk (self->text, ".[](){}*+?|^$\\"));

    static const char *const comparing[] = { NULL,       "less than ", "more than ",
                                             "at most ", "at least ",  "" };
    static const char *const functions[] = { "", "the frequency of ", "the length of ",
                                             "the number of values in " };
    static const char *const members[] = { "", "a value in ", "each value in " };

    if (self->attribute)
        g_string_append_printf (out, "%s%s%s%s ",
                                self->members && self->negated ? "not " : "",
                                functions[self->function], members[self->members],
                                self->attribute);
    if (self->attribute || self->negated)
        g_string_append (out, self->negated && !self->members ? "is not " : "is ");
    if (self->order)
        g_string_append_printf (out, "%s%s", comparing[self->order], self->text);
    else if (self->list)
        g_string_append_printf (out, "%son the list '%s'",
                                self->patterns ? "like one " : "", self->list);
    else
        g_string_append_printf (out, literal ? "'%s'" : "like '%s'", self->text);
    if (self->no_case || self->plain)
        g_string_append_printf (out, " (%s%s%s ignored)", self->no_case ? "case" : "",
                                self->no_case && self->plain ? " and " : "",
                                self->plain ? "diacritics" : "");
}

void
copia_expression_say (const CopiaExpression *self, GString *out)
{
    const char *word = self->kind == COPIA_EXPRESSION_AND ? " and " : " or ";

    if (self->kind == COPIA_EXPRESSION_ALL)
        g_string_append (out, "anything");
    if (self->kind == COPIA_EXPRESSION_COMPARE)
        say_comparison (self, out);
    if (self->kind == COPIA_EXPRESSION_EDGE)
        g_string_append_printf (out, "%s token of a region '%s'",
                                self->inside ? "a"
                                : self->last ? "the last"
                                             : "the first",
                                self->attribute);
    if (self->kind == COPIA_EXPRESSION_NOT)
        g_string_append (out, "not ");
    for (guint i = 0; i < self->children->len; i++) {
        const CopiaExpression *child = self->children->pdata[i];
        bool group = child->children->len > 1;

        g_string_append (out, i > 0 ? word : "");
        g_string_append (out, group ? "(" : "");
        copia_expression_say (child, out);
        g_string_append (out, group ? ")" : "");
    }
}

CopiaExpression *
copia_expression_copy (const CopiaExpression *self)
{
    CopiaExpression *copy = copia_expression_new (self->kind, self->at);

    copy->size = self->size;
    copy->attribute = g_strdup (self->attribute);
    copy->text = g_strdup (self->text);
    copy->list = g_strdup (self->list);
    copy->patterns = self->patterns;
    copy->negated = self->negated;
    copy->literal = self->literal;
    copy->no_case = self->no_case;
    copy->plain = self->plain;
    copy->order = self->order;
    copy->function = self->function;
    copy->members = self->members;
    copy->last = self->last;
    copy->inside = self->inside;
    return copy;
}

void
copia_expression_free (CopiaExpression *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->children);
    g_free (self->attribute);
    g_free (self->text);
    g_free (self->list);
    g_free (self->label);
    g_free (self->subject);
    g_free (self->label_attribute);
    g_free (self);
}
