/* cql.c - recursive descent over whole queries. */
#include "query/cql-private.h"

#include "query/simple.h"

#include <string.h>

bool
copia_cql_is (const CopiaCql *self, const char *text)
{
    return (self->at->kind == COPIA_LEXEME_SIGN ||
            self->at->kind == COPIA_LEXEME_NAME) &&
           g_str_equal (self->at->text, text);
}

bool
copia_cql_take (CopiaCql *self, const char *text)
{
    bool taken = copia_cql_is (self, text);

    self->at += taken;
    return taken;
}

bool
copia_cql_expected (CopiaCql *self, const char *what)
{
    bool end = self->at->kind == COPIA_LEXEME_END;

    if (copia_cql_foreign (self, false))
        return false;

    return copia_fault (self->error, self->query, self->at->at,
                        "%s should stand here%s", what,
                        end ? ", but the query ends" : "");
}

bool
copia_cql_need (CopiaCql *self, const char *text, const char *for_what)
{
    g_autofree char *what = NULL;

    if (copia_cql_take (self, text))
        return true;
    what = g_strdup_printf ("a %s for %s", text, for_what);
    return copia_cql_expected (self, what);
}

bool
copia_cql_deeper (CopiaCql *self)
{
    if (++self->depth <= COPIA_DEEPEST_CQL)
        return true;
    return copia_fault (self->error, self->query, self->at->at,
                        "brackets are nested more than %d deep; ask for less at once",
                        COPIA_DEEPEST_CQL);
}

char *
copia_cql_name (CopiaCql *self)
{
    return g_strdup (self->at++->text);
}

char *
copia_cql_attribute (CopiaCql *self)
{
    g_autofree char *name = copia_cql_name (self);

    if (!copia_cql_take (self, "."))
        return g_steal_pointer (&name);
    if (self->at->kind == COPIA_LEXEME_NAME) {
        const char *of_structure = self->at++->text;

        return g_strconcat (name, ".", of_structure, NULL);
    }
    copia_cql_expected (self, "an attribute after the .");
    return NULL;
}

size_t
copia_cql_end (const CopiaCql *self)
{
    return self->at[-1].at + self->at[-1].size;
}

/* Wraps `child`, which is taken. */
CopiaNode *
copia_cql_wrap (CopiaCql *self, CopiaNodeKind kind, CopiaNode *child)
{
    CopiaNode *node = copia_node_new (kind, child->at, 0);

    copia_node_add (node, child);
    node->size = copia_cql_end (self) - node->at;
    return node;
}

/* NAME, the whole structure, where a tail follows: `s containing "war"`. */
static bool
starts_structure (const CopiaCql *self)
{
    static const char *const tails[] = { "within", "containing", "!", "::", NULL };
    const CopiaLexeme *next =
        self->at->kind == COPIA_LEXEME_END ? self->at : self->at + 1;

    return self->at->kind == COPIA_LEXEME_NAME && next->kind != COPIA_LEXEME_STRING &&
           next->kind != COPIA_LEXEME_END && g_strv_contains (tails, next->text);
}

static CopiaNode *
parse_structure (CopiaCql *self)
{
    CopiaNode *tag = copia_node_new (COPIA_NODE_TAG, self->at->at, self->at->size);

    tag->tag = COPIA_TAG_WHOLE;
    tag->structure = copia_cql_name (self);
    return tag;
}

/* `meet "war" "peace" -5 5` without the brackets around. */
static bool
starts_bare_meet (const CopiaCql *self)
{
    const CopiaLexeme *next =
        self->at->kind == COPIA_LEXEME_END ? self->at : self->at + 1;

    return (copia_cql_is (self, "meet") || copia_cql_is (self, "union")) &&
           (next->kind == COPIA_LEXEME_STRING || g_str_equal (next->text, "(") ||
            g_str_equal (next->text, "["));
}

/* main := NAME | 'MU'? meet | 'TAB' table | choice */
static CopiaNode *
parse_main (CopiaCql *self)
{
    if (starts_structure (self))
        return parse_structure (self);
    copia_cql_take (self, "MU");
    if (copia_cql_take (self, "TAB"))
        return copia_cql_table (self);
    if (starts_bare_meet (self))
        return copia_cql_meet (self, self->at->at, false);
    return copia_cql_choice (self);
}

/* NAME | main: what hits are compared with */
static CopiaNode *
parse_inside (CopiaCql *self)
{
    guint pending = self->pending->len;

    if (self->at->kind != COPIA_LEXEME_NAME || copia_cql_starts_mark (self) ||
        copia_cql_is (self, "MU") || copia_cql_is (self, "TAB"))
        return copia_cql_settle (self, parse_main (self), pending);
    return parse_structure (self);
}

/* A border has no inside. */
static bool
is_no_border (CopiaCql *self, const CopiaNode *node)
{
    return node->kind != COPIA_NODE_TAG || node->tag == COPIA_TAG_WHOLE ||
           copia_fault (
               self->error, self->query, node->at,
               "this is where a region begins or ends; the whole of it is <%s/>",
               node->structure);
}

/* size := NUMBER: how long a hit may be at most. */
static bool
parse_size (CopiaCql *self, uint32_t *most)
{
    const int64_t number = self->at->number;

    if (number >= 1 && number <= COPIA_MOST_REPEATS)
        return copia_cql_count (self, most);
    if (number > COPIA_MOST_REPEATS)
        return copia_fault (
            self->error, self->query, self->at->at,
            "within takes %d words or regions at most; without a number, "
            "within s is within one s",
            COPIA_MOST_REPEATS);
    return copia_fault (self->error, self->query, self->at->at,
                        "no hit has %d words; write within 1 or more", (int) number);
}

/* '!'? ('within' | 'containing') inside; `left` is taken */
static CopiaNode *
parse_relation (CopiaCql *self, CopiaNode *left)
{
    g_autoptr (CopiaNode) node = copia_cql_wrap (self, COPIA_NODE_CONTAINING, left);
    CopiaNode *inside;

    if (!is_no_border (self, node->children->pdata[0]))
        return NULL;
    node->negated = copia_cql_take (self, "!");
    if (copia_cql_take (self, "within"))
        node->kind = COPIA_NODE_WITHIN;
    else
        self->at++;
    if (copia_cql_is (self, "!") && !copia_cql_starts_not (self)) {
        copia_fault (self->error, self->query, self->at->at,
                     "what is not in B is A !within B, with the ! before it");
        return NULL;
    }
    if (node->kind == COPIA_NODE_WITHIN && self->at->kind == COPIA_LEXEME_NUMBER &&
        !copia_cql_starts_mark (self)) {
        if (!parse_size (self, &node->max))
            return NULL;
        if (!copia_cql_take (self, "words") && !copia_cql_take (self, "word") &&
            self->at->kind == COPIA_LEXEME_NAME && !copia_cql_is (self, "within") &&
            !copia_cql_is (self, "containing"))
            copia_node_add (node, parse_structure (self));
    } else {
        inside = parse_inside (self);
        if (!inside || !copia_cql_is_part (self, inside)) {
            copia_node_free (inside);
            return NULL;
        }
        copia_node_add (node, inside);
        if (!is_no_border (self, inside))
            return NULL;
    }
    node->size = copia_cql_end (self) - node->at;
    return g_steal_pointer (&node);
}

/* tail := '!'? 'within' inside | '!'? 'containing' inside | ('::' | '&') constraint */
static CopiaNode *
parse_tail (CopiaCql *self, CopiaNode *left)
{
    g_autoptr (CopiaNode) node = NULL;

    if (!copia_cql_is (self, "::") && !copia_cql_is (self, "&"))
        return parse_relation (self, left);
    node = copia_cql_wrap (self, COPIA_NODE_WHERE, left);
    self->at++;
    node->constraint = copia_cql_constraint (self);
    node->size = copia_cql_end (self) - node->at;
    return node->constraint ? g_steal_pointer (&node) : NULL;
}

static bool
starts_tail (const CopiaCql *self)
{
    const CopiaLexeme *next =
        self->at->kind == COPIA_LEXEME_END ? self->at : self->at + 1;
    bool word = next->kind == COPIA_LEXEME_NAME;

    return copia_cql_is (self, "within") || copia_cql_is (self, "containing") ||
           copia_cql_is (self, "::") || copia_cql_is (self, "&") ||
           (copia_cql_is (self, "!") && word &&
            (g_str_equal (next->text, "within") ||
             g_str_equal (next->text, "containing")));
}

/* part := main tail* */
CopiaNode *
copia_cql_part (CopiaCql *self)
{
    CopiaNode *part = parse_main (self);
    unsigned tails = 0;

    if (part && starts_tail (self) && !copia_cql_is_part (self, part))
        g_clear_pointer (&part, copia_node_free);
    while (part && starts_tail (self)) {
        if (!copia_cql_deeper (self)) {
            copia_node_free (part);
            part = NULL;
        } else {
            tails++;
            part = parse_tail (self, part);
        }
    }
    self->depth -= MIN (tails, self->depth);
    return part;
}

static bool
is_text (const char *query, GError **error)
{
    const char *end;

    if (strlen (query) > COPIA_LONGEST_CQL)
        return copia_fault (error, query, COPIA_LONGEST_CQL,
                            "the query is longer than %d bytes", COPIA_LONGEST_CQL);
    return g_utf8_validate (query, -1, &end) ||
           copia_fault (error, query, (size_t) (end - query),
                        "the query is not UTF-8 at byte %zu",
                        (size_t) (end - query) + 1);
}

CopiaNode *
copia_cql_parse (const char *query, GError **error)
{
    g_autoptr (GArray) lexemes =
        is_text (query, error) ? copia_lexer_run (query, error) : NULL;
    g_autoptr (GPtrArray) pending =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_constraint_free);
    CopiaCql self = { .query = query, .pending = pending, .error = error };
    g_autoptr (CopiaNode) tree = NULL;

    if (!lexemes)
        return NULL;
    self.at = &g_array_index (lexemes, CopiaLexeme, 0);
    if (self.at->kind == COPIA_LEXEME_END) {
        copia_fault (error, query, 0,
                     "the query is empty; write a token, as in \"war\"");
        return NULL;
    }
    tree = copia_cql_settle (&self, copia_cql_part (&self), 0);
    if (!tree || !copia_cql_is_part (&self, tree))
        return NULL;
    copia_cql_take (&self, ";");
    if (self.at->kind == COPIA_LEXEME_END)
        return g_steal_pointer (&tree);
    if (!copia_cql_foreign (&self, true))
        copia_fault (error, query, self.at->at,
                     "'%s' does not belong here; the query before "
                     "it is complete",
                     self.at->text);
    return NULL;
}
