/* cql-pattern.c - recursive descent over patterns. */
#include "query/cql-private.h"
#include "query/guard.h"

#include <string.h>

static CopiaNode *
token_of (CopiaCql *self, CopiaExpression *test, size_t at)
{
    CopiaNode *token =
        copia_node_token (COPIA_TEST_EXPRESSION, NULL, at, copia_cql_end (self) - at);

    token->expression = test;
    return token;
}

/* token := STRING flags | '$' NAME flags | '[' expression? ']' */
static CopiaNode *
parse_token (CopiaCql *self)
{
    size_t at = self->at->at;
    g_autoptr (CopiaExpression) test = NULL;
    g_autofree char *label = NULL;
    CopiaNode *token;

    if (self->at->kind == COPIA_LEXEME_STRING) {
        test = copia_expression_new (COPIA_EXPRESSION_COMPARE, at);
        if (!copia_cql_string (self, test))
            return NULL;
        test->size = copia_cql_end (self) - at;
    } else if (copia_cql_take (self, "$")) {
        test = copia_expression_new (COPIA_EXPRESSION_COMPARE, at);
        if (!copia_cql_list (self, test))
            return NULL;
        test->size = copia_cql_end (self) - at;
    } else {
        self->at++;
        self->in_token = true;
        test = copia_cql_is (self, "]")
                   ? copia_expression_new (COPIA_EXPRESSION_ALL, at)
                   : copia_cql_expression (self, false);
        if (!test || !copia_cql_need (self, "]", "the [ before") ||
            !copia_cql_same (self, &test, &label))
            return NULL;
        self->in_token = false;
    }
    token = token_of (self, g_steal_pointer (&test), at);
    if (label) {
        token->labels = g_ptr_array_new_with_free_func (g_free);
        g_ptr_array_add (token->labels, g_steal_pointer (&label));
    }
    return token;
}

static bool
takes_tokens (const CopiaNode *node)
{
    return node->kind != COPIA_NODE_LOOK &&
           (node->kind != COPIA_NODE_TAG || node->tag == COPIA_TAG_WHOLE);
}

static bool mark (CopiaCql *self, CopiaNode *node, const char *label, size_t at);

/* A group is known by its first token, whatever alternative matches. */
static bool
mark_group (CopiaCql *self, CopiaNode *group, const char *label, size_t at)
{
    for (guint i = 0; i < group->children->len; i++) {
        CopiaNode *child = group->children->pdata[i];

        if (group->kind == COPIA_NODE_SEQUENCE && !takes_tokens (child))
            continue;
        if (!mark (self, child, label, at))
            return false;
        if (group->kind == COPIA_NODE_SEQUENCE)
            return true;
    }
    return true;
}

/* Single tokens bear labels. */
static bool
mark (CopiaCql *self, CopiaNode *node, const char *label, size_t at)
{
    if (node->kind == COPIA_NODE_CHOICE || node->kind == COPIA_NODE_SEQUENCE)
        return mark_group (self, node, label, at);
    if (node->kind == COPIA_NODE_BOTH || /* both begin with the same token */
        node->kind == COPIA_NODE_WITHIN || node->kind == COPIA_NODE_CONTAINING)
        return mark (self, node->children->pdata[0], label, at);
    if (node->kind != COPIA_NODE_TOKEN && node->kind != COPIA_NODE_MEET &&
        node->kind != COPIA_NODE_UNION)
        return copia_fault (
            self->error, self->query, at,
            "a label or @ marks one token, of a group the first one, which is not "
            "repeated there; put it before a string or [..]");
    if (!node->labels)
        node->labels = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_insert (node->labels, 0, g_strdup (label));
    return true;
}

bool
copia_cql_starts_mark (const CopiaCql *self)
{
    const CopiaLexeme *next =
        self->at->kind == COPIA_LEXEME_END ? self->at : self->at + 1;

    return copia_cql_is (self, "@") ||
           ((self->at->kind == COPIA_LEXEME_NAME ||
             self->at->kind == COPIA_LEXEME_NUMBER) &&
            next->kind == COPIA_LEXEME_SIGN && g_str_equal (next->text, ":"));
}

/* '(' part ')', or meet and union, which look alike at first */
static CopiaNode *
parse_group (CopiaCql *self)
{
    size_t at = self->at->at;
    CopiaNode *node;

    if (!copia_cql_deeper (self))
        return NULL;
    self->at++;
    if (copia_cql_is (self, "meet") || copia_cql_is (self, "union")) {
        node = copia_cql_meet (self, at, true);
    } else {
        node = copia_cql_unsettle (self, copia_cql_part (self));
        if (node && !copia_cql_need (self, ")", "the ( before"))
            g_clear_pointer (&node, copia_node_free);
    }
    self->depth--;
    return node;
}

/* '[:' expression ':]' | '(?=' part ')' | '(?!' .. | '(?<=' .. | '(?<!' .. */
static CopiaNode *
parse_look (CopiaCql *self)
{
    size_t at = self->at->at;
    bool token = copia_cql_is (self, "[:");
    bool behind = copia_cql_is (self, "(?<=") || copia_cql_is (self, "(?<!");
    bool negated = copia_cql_is (self, "(?!") || copia_cql_is (self, "(?<!");
    guint pending = self->pending->len;
    g_autoptr (CopiaNode) inner = NULL;
    CopiaExpression *test;
    CopiaNode *look;

    if (!copia_cql_deeper (self))
        return NULL;
    self->at++;
    if (token) {
        test = copia_cql_is (self, ":]")
                   ? copia_expression_new (COPIA_EXPRESSION_ALL, at)
                   : copia_cql_expression (self, false);
        inner = test ? token_of (self, test, at) : NULL;
    } else {
        inner = copia_cql_choice (self);
    }
    if (inner && (copia_guard_needed (inner) || copia_cql_is (self, "within") ||
                  copia_cql_is (self, "containing"))) {
        copia_fault (self->error, self->query,
                     copia_guard_needed (inner) ? inner->at : self->at->at,
                     "within, containing and ! of more than a token do not stand in a "
                     "look-around; ask of the whole: (.. (?= B)) within s");
        return NULL;
    }
    if (!inner || !copia_cql_need (self, token ? ":]" : ")", "what opened before"))
        return NULL;
    self->depth--;
    if (!copia_cql_settled (self, pending, inner))
        return NULL;
    look = copia_cql_wrap (self, COPIA_NODE_LOOK, g_steal_pointer (&inner));
    look->at = at;
    look->size = copia_cql_end (self) - at;
    look->behind = behind;
    look->negated = negated;
    return look;
}

/* '!' (token | group | not) */
static CopiaNode *
parse_not (CopiaCql *self)
{
    size_t at = self->at->at;
    guint pending = self->pending->len;
    CopiaNode *node;

    if (!copia_cql_deeper (self))
        return NULL;
    self->at++;
    node = copia_cql_starts_not (self) ? parse_not (self)
           : copia_cql_is (self, "(")  ? parse_group (self)
                                       : parse_token (self);
    self->depth--;
    node = node ? copia_cql_not (self, node, at) : NULL;
    if (copia_cql_settled (self, pending, node))
        return node;
    copia_node_free (node);
    return NULL;
}

/* '@' 0? ':'?, for CQP numbers targets, and here there is one; `@2:` is a label, too. */
static bool
read_target (CopiaCql *self)
{
    const CopiaLexeme *at = self->at++;
    bool numbered = self->at->kind == COPIA_LEXEME_NUMBER &&
                    at->at + 1 == self->at->at &&
                    (self->at->number == 0 || !copia_cql_starts_mark (self));

    if (numbered && self->at->number != 0)
        return copia_fault (self->error, self->query, self->at->at,
                            "there is one target, @; label the others, as in a:[]");
    self->at += numbered;
    copia_cql_take (self, ":");
    return true;
}

/* mark := '@' | (NAME | NUMBER) ':'; false: one is none */
static bool
read_marks (CopiaCql *self, GPtrArray *marks)
{
    while (copia_cql_starts_mark (self)) {
        g_ptr_array_add (marks, self->at->text);
        if (!copia_cql_is (self, "@"))
            self->at += 2;
        else if (!read_target (self))
            return false;
    }
    return true;
}

/* Says what stands here instead of a token. */
static void
no_token (CopiaCql *self, bool marked)
{
    const CopiaLexeme *at = self->at;
    const CopiaLexeme *next = at->kind == COPIA_LEXEME_END ? at : at + 1;
    bool name = at->kind == COPIA_LEXEME_NAME && next->kind != COPIA_LEXEME_STRING;

    if (marked && at->kind == COPIA_LEXEME_SIGN && strchr ("<[(", at->text[0]))
        copia_fault (self->error, self->query, at->at,
                     "a label or @ marks a token, no border or region; put it before "
                     "a string or [..]");
    else if (copia_cql_foreign (self, false))
        return;
    else if (name && next->text && g_str_equal (next->text, "="))
        copia_fault (
            self->error, self->query, at->at,
            "an attribute is compared in brackets, as in [%s=\"war\"]; a query "
            "is given a name in 'copia shell' only",
            at->text);
    else if (name && next->text && g_str_equal (next->text, "("))
        copia_fault (self->error, self->query, at->at,
                     "%s(..) does not stand here; functions stand in brackets, as in "
                     "[f(word) > 10]",
                     at->text);
    else if (at->kind == COPIA_LEXEME_NAME)
        copia_fault (self->error, self->query, at->at,
                     "a word stands in quotes here: \"%s\"", at->text);
    else
        copia_cql_expected (self, "a string in quotes, [..], (..) or <tag>");
}

/* mark* (token | group | not) */
CopiaNode *
copia_cql_marked (CopiaCql *self)
{
    size_t first = self->at->at;
    g_autoptr (GPtrArray) marks = g_ptr_array_new ();
    g_autoptr (CopiaNode) node = NULL;

    if (!read_marks (self, marks))
        return NULL;
    if (copia_cql_is (self, "("))
        node = parse_group (self);
    else if (copia_cql_starts_not (self))
        node = parse_not (self);
    else if (self->at->kind == COPIA_LEXEME_STRING || copia_cql_is (self, "[") ||
             copia_cql_is (self, "$"))
        node = parse_token (self);
    else
        no_token (self, marks->len > 0);
    for (guint i = marks->len; node && i > 0; i--)
        if (!mark (self, node, marks->pdata[i - 1], first))
            return NULL;
    return g_steal_pointer (&node);
}

/* atom := mark* (token | meet | '(' part ')') | tag | look */
static CopiaNode *
parse_atom (CopiaCql *self)
{
    if (copia_cql_is (self, "<") || copia_cql_is (self, "</"))
        return copia_cql_tag (self);
    if (copia_cql_starts_region (self))
        return copia_cql_region (self);
    if (copia_cql_is (self, "[:") || copia_cql_is (self, "(?=") ||
        copia_cql_is (self, "(?!") || copia_cql_is (self, "(?<=") ||
        copia_cql_is (self, "(?<!"))
        return parse_look (self);
    return copia_cql_marked (self);
}

/* What something is not is no pattern by itself. */
bool
copia_cql_is_part (CopiaCql *self, const CopiaNode *node)
{
    return node->kind != COPIA_NODE_NOT ||
           copia_fault (self->error, self->query, node->at,
                        "! of more than a token stands beside &: A & !(B) is what A "
                        "matches and B does not; []{1,5} & !(B) is any such stretch of "
                        "five tokens at most");
}

/* `"a" {3}` where the token is compared with labels: it is read three times, for each has a label
 * of its own.  `first` is where it begins, and what was pending then. */
static CopiaNode *
repeat_written_out (CopiaCql *self, CopiaNode *atom, const CopiaLexeme *from,
                    guint pending)
{
    g_autoptr (CopiaNode) row = copia_cql_wrap (self, COPIA_NODE_SEQUENCE, atom);
    g_autoptr (CopiaNode) count = copia_node_new (COPIA_NODE_REPEAT, self->at->at, 0);
    const CopiaLexeme *end;

    if (!copia_cql_repeated (self, count))
        return NULL;
    if (count->min != count->max || count->min == 0 || count->min > COPIA_MOST_LABELS) {
        copia_cql_settled (self, pending, atom);
        return NULL;
    }
    for (end = self->at; row->children->len < count->min; self->at = end) {
        CopiaNode *again;

        self->at = from;
        again = parse_atom (self);
        if (!again)
            return NULL;
        copia_node_add (row, again);
    }
    row->size = copia_cql_end (self) - row->at;
    return g_steal_pointer (&row);
}

/* item := atom count? */
static CopiaNode *
parse_item (CopiaCql *self)
{
    guint pending = self->pending->len;
    const CopiaLexeme *first = self->at;
    g_autoptr (CopiaNode) atom = parse_atom (self);
    g_autoptr (CopiaNode) repeat = NULL;
    const CopiaLexeme *count = self->at;

    if (!atom || !copia_cql_starts_count (self))
        return g_steal_pointer (&atom);
    if (!copia_cql_is_part (self, atom))
        return NULL;
    if (self->pending->len > pending)
        return repeat_written_out (self, g_steal_pointer (&atom), first, pending);
    repeat = copia_cql_wrap (self, COPIA_NODE_REPEAT, g_steal_pointer (&atom));
    if (!copia_cql_repeated (self, repeat))
        return NULL;
    repeat->size = copia_cql_end (self) - repeat->at;
    if (copia_cql_starts_count (self)) {
        copia_fault (self->error, self->query, self->at->at,
                     "%s follows %s; put what is repeated twice in brackets",
                     self->at->text, count->text);
        return NULL;
    }
    return g_steal_pointer (&repeat);
}

static bool
starts_item (const CopiaCql *self)
{
    static const char *const signs[] = { "[",  "(",   "@",   "<",    "</",  "$",
                                         "[:", "(?=", "(?!", "(?<=", "(?<!" };

    for (unsigned i = 0; i < G_N_ELEMENTS (signs); i++)
        if (self->at->kind == COPIA_LEXEME_SIGN && copia_cql_is (self, signs[i]))
            return true;
    return self->at->kind == COPIA_LEXEME_STRING || copia_cql_starts_mark (self) ||
           copia_cql_starts_not (self) || copia_cql_starts_region (self);
}

/* sequence := item+ */
static CopiaNode *
parse_sequence (CopiaCql *self)
{
    CopiaNode *first = parse_item (self);
    g_autoptr (CopiaNode) sequence = NULL;

    if (!first || !starts_item (self))
        return first;
    sequence = copia_cql_wrap (self, COPIA_NODE_SEQUENCE, first);
    if (!copia_cql_is_part (self, first))
        return NULL;
    while (starts_item (self)) {
        CopiaNode *next = parse_item (self);

        if (!next)
            return NULL;
        copia_node_add (sequence, next);
        if (!copia_cql_is_part (self, next))
            return NULL;
    }
    sequence->size = copia_cql_end (self) - sequence->at;
    return g_steal_pointer (&sequence);
}

/* both := sequence ('&' sequence)* */
static CopiaNode *
parse_both (CopiaCql *self)
{
    CopiaNode *both = parse_sequence (self);
    unsigned depth = self->depth;

    while (both && copia_cql_starts_both (self)) {
        CopiaNode *next = NULL;

        self->at++;
        if (copia_cql_deeper (self))
            next = parse_sequence (self);
        if (next) {
            both = copia_cql_both (self, both, next);
            continue;
        }
        copia_node_free (next);
        g_clear_pointer (&both, copia_node_free);
    }
    self->depth = depth;
    return both;
}

/* choice := both ('|' both)* */
CopiaNode *
copia_cql_choice (CopiaCql *self)
{
    guint pending = self->pending->len;
    CopiaNode *first = parse_both (self);
    g_autoptr (CopiaNode) choice = NULL;

    if (!first || !copia_cql_is (self, "|"))
        return first;
    choice = copia_cql_wrap (self, COPIA_NODE_CHOICE, first);
    if (!copia_cql_is_part (self, first))
        return NULL;
    while (copia_cql_take (self, "|")) {
        CopiaNode *next = parse_both (self);

        if (!next)
            return NULL;
        copia_node_add (choice, next);
        if (!copia_cql_is_part (self, next))
            return NULL;
    }
    if (!copia_cql_settled (self, pending, choice))
        return NULL;
    choice->size = copia_cql_end (self) - choice->at;
    return g_steal_pointer (&choice);
}
