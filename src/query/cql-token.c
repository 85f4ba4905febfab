/* cql-token.c - what stands in [brackets] and <tags>. */
#include "query/cql-private.h"

#include <string.h>

/* flags := ('%' letters of c, d, l)* */
bool
copia_cql_flags (CopiaCql *self, bool *no_case, bool *plain, bool *literal)
{
    while (copia_cql_take (self, "%")) {
        const CopiaLexeme *flags = self->at;

        if (flags->kind != COPIA_LEXEME_NAME ||
            strspn (flags->text, literal ? "cdl" : "cd") != strlen (flags->text))
            return copia_cql_expected (
                self, "c (ignore case) or d (ignore diacritics) after the %");
        *no_case = *no_case || strchr (flags->text, 'c');
        *plain = *plain || strchr (flags->text, 'd');
        if (literal)
            *literal = *literal || strchr (flags->text, 'l');
        self->at++;
    }
    return true;
}

bool
copia_cql_string (CopiaCql *self, CopiaExpression *into)
{
    if (self->at->kind != COPIA_LEXEME_STRING)
        return copia_cql_expected (self, "a string in quotes");
    into->text = g_strdup (self->at->text);
    self->at++;
    return copia_cql_flags (self, &into->no_case, &into->plain, &into->literal);
}

/* (NAME | NUMBER) '.' NAME */
static bool
is_label (const CopiaCql *self)
{
    const CopiaLexeme *at = self->at;

    return (at->kind == COPIA_LEXEME_NAME || at->kind == COPIA_LEXEME_NUMBER) &&
           at[1].kind == COPIA_LEXEME_SIGN && g_str_equal (at[1].text, ".") &&
           at[2].kind == COPIA_LEXEME_NAME;
}

CopiaExpression *
copia_cql_comparison (CopiaCql *self, const char *attribute)
{
    g_autoptr (CopiaExpression) test =
        copia_expression_new (COPIA_EXPRESSION_COMPARE, self->at->at);
    static const char *const signs[] = { "=", "!=", "==", "!==" };
    const CopiaLexeme *before = self->at;
    unsigned i = 0;

    while (i < G_N_ELEMENTS (signs) && !copia_cql_take (self, signs[i]))
        i++;
    if (i == G_N_ELEMENTS (signs)) {
        copia_cql_expected (self, "=, !=, == or !==");
        return NULL;
    }
    test->attribute = g_strdup (attribute);
    test->negated = i % 2;
    test->literal = i > 1;
    if (copia_cql_take (self, "$")) {
        if (self->at->kind != COPIA_LEXEME_NAME) {
            copia_cql_expected (self, "the name of a word list after the $");
            return NULL;
        }
        test->list = copia_cql_name (self);
        if (!copia_cql_flags (self, &test->no_case, &test->plain, NULL))
            return NULL;
    } else if (self->in_token && is_label (self)) {
        test->label = copia_cql_name (self);
        self->at++;
        test->label_attribute = copia_cql_name (self);
        if (!copia_cql_flags (self, &test->no_case, &test->plain, NULL))
            return NULL;
    } else if (self->at->kind != COPIA_LEXEME_STRING) {
        copia_cql_expected (self,
                            "a string in quotes, or $ and the name of a word list, or "
                            "a label as in a.word,");
        return NULL;
    } else if (!copia_cql_string (self, test)) {
        return NULL;
    }
    test->at = before->at;
    test->size = self->at[-1].at + self->at[-1].size - before->at;
    return g_steal_pointer (&test);
}

/* comparison := NAME sign (STRING flags | '$' NAME flags | label '.' NAME flags) */
static CopiaExpression *
parse_comparison (CopiaCql *self)
{
    size_t at = self->at->at;
    g_autofree char *name = NULL;
    CopiaExpression *test;

    if (self->at->kind != COPIA_LEXEME_NAME) {
        copia_cql_expected (self,
                            self->at->kind == COPIA_LEXEME_STRING
                                ? "an attribute before the string, as in word=\"war\""
                                : "an attribute, as in word=\"war\"");
        return NULL;
    }
    name = copia_cql_name (self);
    test = copia_cql_comparison (self, name);
    if (test) {
        test->size += test->at - at;
        test->at = at;
    }
    return test;
}

/* single := '!' single | '(' expression ')' | comparison */
static CopiaExpression *
parse_single (CopiaCql *self, bool in_tag)
{
    g_autoptr (CopiaExpression) inner = NULL;
    CopiaExpression * not ;
    size_t at = self->at->at;

    if (!copia_cql_is (self, "!") && !copia_cql_is (self, "("))
        return parse_comparison (self);
    if (!copia_cql_deeper (self))
        return NULL;
    if (copia_cql_take (self, "(")) {
        inner = copia_cql_expression (self, in_tag);
        if (!inner || !copia_cql_need (self, ")", "the ( before"))
            return NULL;
        self->depth--;
        return g_steal_pointer (&inner);
    }
    self->at++;
    inner = parse_single (self, in_tag);
    if (!inner)
        return NULL;
    self->depth--;
    not = copia_expression_new (COPIA_EXPRESSION_NOT, at);
    not ->size = inner->at + inner->size - at;
    copia_expression_add (not, g_steal_pointer (&inner));
    return not ;
}

static bool
another (CopiaCql *self, bool in_tag, CopiaExpressionKind kind)
{
    if (kind == COPIA_EXPRESSION_OR)
        return copia_cql_take (self, "|");
    return copia_cql_take (self, "&") ||
           (in_tag && self->at->kind == COPIA_LEXEME_NAME);
}

/* both := single ('&' single)*;  expression := both ('|' both)* */
static CopiaExpression *
parse_list (CopiaCql *self, bool in_tag, CopiaExpressionKind kind)
{
    bool or = kind == COPIA_EXPRESSION_OR;
    CopiaExpression *first = or ? parse_list (self, in_tag, COPIA_EXPRESSION_AND)
                                : parse_single (self, in_tag);
    g_autoptr (CopiaExpression) list = NULL;

    if (!first || !another (self, in_tag, kind))
        return first;
    list = copia_expression_new (kind, first->at);
    copia_expression_add (list, first);
    do {
        CopiaExpression *next = or ? parse_list (self, in_tag, COPIA_EXPRESSION_AND)
                                   : parse_single (self, in_tag);

        if (!next)
            return NULL;
        copia_expression_add (list, next);
        list->size = next->at + next->size - list->at;
    } while (another (self, in_tag, kind));
    return g_steal_pointer (&list);
}

CopiaExpression *
copia_cql_expression (CopiaCql *self, bool in_tag)
{
    return parse_list (self, in_tag, COPIA_EXPRESSION_OR);
}

/* CQP's <chapter_title="re">: the structure up to the first _, the attribute after it. */
static bool
split_name (CopiaNode *tag, char **attribute)
{
    char *low = strchr (tag->structure, '_');

    if (!low || low == tag->structure || !low[1])
        return false;
    *attribute = g_strdup (low + 1);
    *low = '\0';
    return true;
}

/* What follows <NAME: .attribute="re", ="re", or attributes. */
static bool
parse_attributes (CopiaCql *self, CopiaNode *tag)
{
    g_autofree char *attribute = NULL;
    bool comparing = copia_cql_is (self, "=") || copia_cql_is (self, "!=") ||
                     copia_cql_is (self, "==") || copia_cql_is (self, "!==");

    if (copia_cql_take (self, ".")) {
        if (self->at->kind != COPIA_LEXEME_NAME)
            return copia_cql_expected (self, "an attribute after the .");
        attribute = copia_cql_name (self);
    } else if (comparing && !split_name (tag, &attribute)) {
        return copia_cql_expected (self, "an attribute, as in <chapter title=\"re\">,");
    }
    if (attribute)
        tag->expression = copia_cql_comparison (self, attribute);
    else if (!copia_cql_is (self, ">") && !copia_cql_is (self, "/>"))
        tag->expression = copia_cql_expression (self, true);
    else
        return true;
    return tag->expression != NULL;
}

/* tag := '<' NAME ('.' NAME)? attributes ('>' | '/>') | '</' NAME '>' */
CopiaNode *
copia_cql_tag (CopiaCql *self)
{
    size_t at = self->at->at;
    g_autoptr (CopiaNode) tag = copia_node_new (COPIA_NODE_TAG, at, 0);

    tag->tag = copia_cql_is (self, "</") ? COPIA_TAG_CLOSE : COPIA_TAG_OPEN;
    self->at++;
    if (self->at->kind != COPIA_LEXEME_NAME) {
        copia_cql_expected (self, "the name of a structure, as in <s>,");
        return NULL;
    }
    tag->structure = copia_cql_name (self);
    if (!parse_attributes (self, tag))
        return NULL;
    if (tag->tag == COPIA_TAG_OPEN && copia_cql_take (self, "/>"))
        tag->tag = COPIA_TAG_WHOLE;
    else if (!copia_cql_need (self, ">", "the < before"))
        return NULL;
    tag->size = self->at[-1].at + 1 - at;
    if (tag->tag == COPIA_TAG_WHOLE)
        tag->size++;
    return g_steal_pointer (&tag);
}
