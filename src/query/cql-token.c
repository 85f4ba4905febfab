/* cql-token.c - what stands in [brackets]. */
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
    into->literal = into->literal || self->at->literal;
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

/* '=' | '!=' | '==' | '!==' | '<' | '>' | '<=' | '>='; in a tag, < and > are its own */
static bool
parse_sign (CopiaCql *self, CopiaExpression *test)
{
    static const char *const signs[] = { "=", "!=", "==", "!==" };
    static const char *const orders[] = { "<", ">", "<=", ">=" };

    for (unsigned i = 0; i < G_N_ELEMENTS (signs); i++)
        if (copia_cql_take (self, signs[i])) {
            test->negated = i % 2;
            test->literal = i > 1;
            return true;
        }
    for (unsigned i = self->in_tag ? 2 : 0; i < G_N_ELEMENTS (orders); i++)
        if (copia_cql_take (self, orders[i])) {
            test->order = (CopiaOrder) (COPIA_ORDER_LESS + i);
            return true;
        }
    return copia_cql_expected (self, "=, !=, ==, !==, <= or >=");
}

/* '$' NAME flags, from the name on */
bool
copia_cql_list (CopiaCql *self, CopiaExpression *into)
{
    if (self->at->kind != COPIA_LEXEME_NAME)
        return copia_cql_expected (self, "the name of a word list after the $");
    into->list = copia_cql_name (self);
    return (!into->patterns || copia_cql_need (self, ")", "the ( before")) &&
           copia_cql_flags (self, &into->no_case, &into->plain, NULL);
}

/* 'RE' '(' '$' */
static bool
take_patterns (CopiaCql *self)
{
    bool taken = copia_cql_is (self, "RE") && self->at[1].kind == COPIA_LEXEME_SIGN &&
                 g_str_equal (self->at[1].text, "(") &&
                 self->at[2].kind == COPIA_LEXEME_SIGN &&
                 g_str_equal (self->at[2].text, "$");

    self->at += taken ? 3 : 0;
    return taken;
}

/* STRING flags | '$' NAME flags | 'RE' '(' '$' NAME ')' flags | (label '.')? NAME flags */
static bool
parse_wanted (CopiaCql *self, CopiaExpression *test)
{
    if (test->order && self->at->kind == COPIA_LEXEME_NUMBER) {
        test->text = copia_cql_name (self);
        return true;
    }
    if (!test->order && copia_cql_take (self, "$"))
        return copia_cql_list (self, test);
    if (!test->order && take_patterns (self)) {
        test->patterns = true;
        return copia_cql_list (self, test);
    }
    if (!test->order && self->in_token &&
        (is_label (self) ||
         (self->at->kind == COPIA_LEXEME_NAME && !copia_cql_is (self, "RE")))) {
        test->label = is_label (self) ? copia_cql_name (self) : g_strdup (COPIA_THIS);
        copia_cql_take (self, ".");
        test->label_attribute = copia_cql_attribute (self);
        return test->label_attribute &&
               copia_cql_flags (self, &test->no_case, &test->plain, NULL);
    }
    if (self->at->kind == COPIA_LEXEME_NUMBER)
        return copia_fault (self->error, self->query, self->at->at,
                            "what is compared with stands in quotes: \"%s\"",
                            self->at->text);
    if (self->at->kind != COPIA_LEXEME_STRING)
        return copia_cql_expected (
            self, test->order
                      ? "a number"
                      : "a string in quotes, or $ and the name of a word list, or "
                        "a label as in a.word,");
    return copia_cql_string (self, test);
}

bool
copia_cql_starts_members (const CopiaCql *self)
{
    const CopiaLexeme *word = self->at + (copia_cql_is (self, "not") ? 1 : 0);

    return word->kind == COPIA_LEXEME_NAME && (g_str_equal (word->text, "contains") ||
                                               g_str_equal (word->text, "matches"));
}

/* 'not'? ('contains' | 'matches') (STRING | list) flags */
static bool
parse_members (CopiaCql *self, CopiaExpression *test)
{
    test->negated = copia_cql_take (self, "not");
    test->members =
        copia_cql_is (self, "contains") ? COPIA_MEMBERS_ANY : COPIA_MEMBERS_ALL;
    self->at++;
    if (copia_cql_take (self, "$"))
        return copia_cql_list (self, test);
    test->patterns = take_patterns (self);
    return test->patterns ? copia_cql_list (self, test) : copia_cql_string (self, test);
}

/* Compares what a function is with a number. */
bool
copia_cql_number (CopiaCql *self, CopiaExpression *test)
{
    static const char *const signs[] = { "<", ">", "<=", ">=", "=", "!=" };
    unsigned i = 0;

    while (i < G_N_ELEMENTS (signs) && !copia_cql_take (self, signs[i]))
        i++;
    if (i == G_N_ELEMENTS (signs))
        return copia_cql_expected (self, "=, !=, <, >, <= or >= and a number");
    test->negated = i == 5;
    test->order = (CopiaOrder) (COPIA_ORDER_LESS + MIN (i, 4));
    if (self->at->kind != COPIA_LEXEME_NUMBER)
        return copia_cql_expected (self, "a number");
    test->text = copia_cql_name (self);
    test->size = copia_cql_end (self) - test->at;
    return true;
}

CopiaFunction
copia_cql_function (const CopiaCql *self)
{
    unsigned i = COPIA_FUNCTION_VALUE + 1;

    if (self->at->kind != COPIA_LEXEME_NAME || self->at[1].kind != COPIA_LEXEME_SIGN ||
        !g_str_equal (self->at[1].text, "("))
        return COPIA_FUNCTION_VALUE;
    while (copia_functions[i] && !g_str_equal (self->at->text, copia_functions[i]))
        i++;
    return copia_functions[i] ? (CopiaFunction) i : COPIA_FUNCTION_VALUE;
}

/* function '(' attribute ')' sign NUMBER */
static CopiaExpression *
parse_function (CopiaCql *self)
{
    g_autoptr (CopiaExpression) test =
        copia_expression_new (COPIA_EXPRESSION_COMPARE, self->at->at);

    test->function = copia_cql_function (self);
    self->at += 2;
    if (self->at->kind != COPIA_LEXEME_NAME) {
        copia_cql_expected (self, "an attribute, as in f(word) > 100,");
        return NULL;
    }
    test->attribute = copia_cql_attribute (self);
    if (!test->attribute || !copia_cql_need (self, ")", "the ( before") ||
        !copia_cql_number (self, test))
        return NULL;
    return g_steal_pointer (&test);
}

static bool
starts_edge (const CopiaCql *self)
{
    return (copia_cql_is (self, "lbound") || copia_cql_is (self, "rbound")) &&
           self->at[1].kind == COPIA_LEXEME_SIGN && g_str_equal (self->at[1].text, "(");
}

/* ('lbound' | 'rbound') '(' NAME ')' */
static CopiaExpression *
parse_edge (CopiaCql *self)
{
    g_autoptr (CopiaExpression) test =
        copia_expression_new (COPIA_EXPRESSION_EDGE, self->at->at);

    test->last = copia_cql_is (self, "rbound");
    self->at += 2;
    if (self->at->kind != COPIA_LEXEME_NAME) {
        copia_cql_expected (self, "the name of a structure, as in lbound(s),");
        return NULL;
    }
    test->attribute = copia_cql_name (self);
    if (!copia_cql_need (self, ")", "the ( before"))
        return NULL;
    test->size = copia_cql_end (self) - test->at;
    return g_steal_pointer (&test);
}

CopiaExpression *
copia_cql_comparison (CopiaCql *self, const char *attribute)
{
    g_autoptr (CopiaExpression) test =
        copia_expression_new (COPIA_EXPRESSION_COMPARE, self->at->at);
    const CopiaLexeme *before = self->at;

    test->attribute = g_strdup (attribute);
    if (copia_cql_starts_members (self)
            ? !parse_members (self, test)
            : !parse_sign (self, test) || !parse_wanted (self, test))
        return NULL;
    test->at = before->at;
    test->size = self->at[-1].at + self->at[-1].size - before->at;
    return g_steal_pointer (&test);
}

/* ('match' | 'matchend' | 'target') '.': whose attribute is asked for; `_.` is the token. */
static char *
take_subject (CopiaCql *self)
{
    static const char *const subjects[] = { "match", "matchend", "target", NULL };
    bool token = copia_cql_is (self, "_");
    char *subject;

    if (!self->in_token || !is_label (self) ||
        !(token || g_strv_contains (subjects, self->at->text)))
        return NULL;
    subject = token ? NULL : g_strdup (self->at->text);
    self->at += 2;
    return subject;
}

/* NAME alone: the token stands in a region of that structure. */
static bool
is_name_alone (const CopiaCql *self)
{
    const CopiaLexeme *next = self->at + 1;

    return self->at->kind == COPIA_LEXEME_NAME && next->kind == COPIA_LEXEME_SIGN &&
           (strchr ("])&|", next->text[0]) || g_str_equal (next->text, ":]") ||
            g_str_equal (next->text, "->"));
}

static CopiaExpression *
parse_inside (CopiaCql *self)
{
    CopiaExpression *test = copia_expression_new (COPIA_EXPRESSION_EDGE, self->at->at);

    test->inside = true;
    test->attribute = copia_cql_name (self);
    test->size = copia_cql_end (self) - test->at;
    return test;
}

/* A string without an attribute, in brackets. */
static CopiaExpression *
parse_bare (CopiaCql *self)
{
    g_autoptr (CopiaExpression) test =
        copia_expression_new (COPIA_EXPRESSION_COMPARE, self->at->at);

    if (!copia_cql_string (self, test))
        return NULL;
    test->size = copia_cql_end (self) - test->at;
    return g_steal_pointer (&test);
}

/* comparison := ('_.' | label '.')? attribute sign wanted | STRING flags | NAME */
static CopiaExpression *
parse_comparison (CopiaCql *self)
{
    size_t at = self->at->at;
    g_autofree char *subject = NULL;
    g_autofree char *name = NULL;
    CopiaExpression *test;

    if (self->at->kind == COPIA_LEXEME_STRING && self->in_token)
        return parse_bare (self);
    if (!self->in_tag && copia_cql_function (self))
        return parse_function (self);
    if (!self->in_tag && starts_edge (self))
        return parse_edge (self);
    if (!self->in_tag && is_name_alone (self))
        return parse_inside (self);
    subject = take_subject (self);
    if (self->at->kind != COPIA_LEXEME_NAME || copia_cql_is (self, "_") ||
        (self->at[1].kind == COPIA_LEXEME_SIGN &&
         g_str_equal (self->at[1].text, "("))) {
        copia_cql_expected (self, "an attribute, as in word=\"war\"");
        return NULL;
    }
    name = copia_cql_attribute (self);
    test = name ? copia_cql_comparison (self, name) : NULL;
    if (test) {
        test->subject = g_steal_pointer (&subject);
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

/* both := single ('&' single)*;  either := both ('|' both)* */
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

/* expression := either ('->' expression)?: not the first, or the second too */
CopiaExpression *
copia_cql_expression (CopiaCql *self, bool in_tag)
{
    g_autoptr (CopiaExpression) first = parse_list (self, in_tag, COPIA_EXPRESSION_OR);
    CopiaExpression * not, *second, *either;

    if (!first || !copia_cql_take (self, "->"))
        return g_steal_pointer (&first);
    if (!copia_cql_deeper (self))
        return NULL;
    second = copia_cql_expression (self, in_tag);
    if (!second)
        return NULL;
    self->depth--;
    not = copia_expression_new (COPIA_EXPRESSION_NOT, first->at);
    not ->size = first->size;
    either = copia_expression_new (COPIA_EXPRESSION_OR, first->at);
    either->size = second->at + second->size - first->at;
    copia_expression_add (not, g_steal_pointer (&first));
    copia_expression_add (either, not );
    copia_expression_add (either, second);
    return either;
}
