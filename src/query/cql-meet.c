/* cql-meet.c - meet and union. */
#include "query/cql-private.h"

/* (NUMBER NUMBER | NAME)? */
static bool
parse_window (CopiaCql *self, CopiaNode *meet)
{
    const CopiaLexeme *from = self->at;

    meet->from = meet->to = 1;
    if (copia_cql_is (self, "within") || copia_cql_is (self, "containing"))
        return true;
    if (from->kind == COPIA_LEXEME_NAME) {
        meet->structure = copia_cql_name (self);
        return true;
    }
    if (from->kind != COPIA_LEXEME_NUMBER)
        return true;
    self->at++;
    if (self->at->kind != COPIA_LEXEME_NUMBER)
        return copia_cql_expected (self, "a second number, as in -5 5,");
    if (from->number > self->at->number || from->number < -COPIA_WIDEST_MEET ||
        self->at->number > COPIA_WIDEST_MEET)
        return copia_fault (
            self->error, self->query, from->at,
            "a window goes from the smaller number to the larger, as in "
            "-5 5, and %d tokens at most to a side",
            COPIA_WIDEST_MEET);
    meet->from = (int32_t) from->number;
    meet->to = (int32_t) self->at->number;
    self->at++;
    return true;
}

static bool
is_single (const CopiaNode *node)
{
    bool single = node->kind == COPIA_NODE_TOKEN || node->kind == COPIA_NODE_MEET ||
                  node->kind == COPIA_NODE_UNION || node->kind == COPIA_NODE_CHOICE;

    for (guint i = 0;
         single && node->kind == COPIA_NODE_CHOICE && i < node->children->len; i++)
        single = is_single (node->children->pdata[i]);
    return single;
}

static bool
starts_member (const CopiaCql *self)
{
    return copia_cql_is (self, "(") || copia_cql_is (self, "[") ||
           copia_cql_is (self, "$") || self->at->kind == COPIA_LEXEME_STRING ||
           copia_cql_starts_mark (self) || copia_cql_starts_not (self);
}

/* What meet and union join: one token, which of a meet stands somewhere in each match. */
static bool
parse_member (CopiaCql *self, CopiaNode *node)
{
    size_t at = self->at->at;
    guint pending = self->pending->len;
    CopiaNode *member;

    if (!starts_member (self))
        return copia_cql_expected (self, "one token, as in \"war\" or (union \"war\" "
                                         "\"peace\"),");
    member = copia_cql_marked (self);
    if (!member)
        return false;
    copia_node_add (node, member);
    if (node->kind == COPIA_NODE_UNION && !copia_cql_settled (self, pending, member))
        return false;
    return is_single (member) || copia_fault (self->error, self->query, at,
                                              "meet and union join single tokens");
}

/* '(' 'meet' member member window ')' | '(' 'union' member member+ ')', from the word on; a whole
 * query may be without the brackets */
CopiaNode *
copia_cql_meet (CopiaCql *self, size_t at, bool enclosed)
{
    bool meet = copia_cql_is (self, "meet");
    g_autoptr (CopiaNode) node =
        copia_node_new (meet ? COPIA_NODE_MEET : COPIA_NODE_UNION, at, 0);

    self->at++;
    if (!parse_member (self, node) || !parse_member (self, node))
        return NULL;
    while (!meet && (enclosed ? !copia_cql_is (self, ")") : starts_member (self)))
        if (!parse_member (self, node))
            return NULL;
    if ((meet && !parse_window (self, node)) ||
        (enclosed &&
         !copia_cql_need (self, ")",
                          meet ? "the ( before meet" : "the ( before union")))
        return NULL;
    node->size = copia_cql_end (self) - at;
    return g_steal_pointer (&node);
}
