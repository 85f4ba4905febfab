/* cql-count.c - how often something is repeated, and CQP's tables of tokens and gaps. */
#include "query/cql-private.h"

#include "query/simple.h"

bool
copia_cql_count (CopiaCql *self, uint32_t *number)
{
    if (self->at->kind != COPIA_LEXEME_NUMBER || self->at->number < 0)
        return copia_cql_expected (self, "a number, as in {2} or {0,5},");
    if (self->at->number > COPIA_MOST_REPEATS)
        return copia_fault (self->error, self->query, self->at->at,
                            "%d repetitions at most are counted; {0,} is any number",
                            COPIA_MOST_REPEATS);
    *number = (uint32_t) self->at++->number;
    return true;
}

/* '{' NUMBER? (',' NUMBER?)? '}' */
static bool
parse_braces (CopiaCql *self, CopiaNode *repeat)
{
    size_t at = self->at++->at;

    if (!copia_cql_is (self, ",") && !copia_cql_count (self, &repeat->min))
        return false;
    repeat->max = repeat->min;
    if (copia_cql_take (self, ",")) {
        repeat->max = COPIA_NO_MOST;
        if (!copia_cql_is (self, "}") && !copia_cql_count (self, &repeat->max))
            return false;
    }
    if (!copia_cql_need (self, "}", "the { before"))
        return false;
    return repeat->min <= repeat->max ||
           copia_fault (self->error, self->query, at,
                        "the first number is larger than the second; write {%u,%u}",
                        repeat->max, repeat->min);
}

bool
copia_cql_starts_count (const CopiaCql *self)
{
    return copia_cql_is (self, "?") || copia_cql_is (self, "*") ||
           copia_cql_is (self, "+") || copia_cql_is (self, "{");
}

/* '?' | '*' | '+' | braces */
bool
copia_cql_repeated (CopiaCql *self, CopiaNode *repeat)
{
    repeat->min = copia_cql_is (self, "+");
    repeat->max = copia_cql_is (self, "?") ? 1 : COPIA_NO_MOST;
    if (copia_cql_is (self, "{"))
        return parse_braces (self, repeat);
    self->at++;
    return true;
}

static bool
starts_token (const CopiaCql *self)
{
    return self->at->kind == COPIA_LEXEME_STRING || copia_cql_is (self, "[") ||
           copia_cql_is (self, "$") || copia_cql_starts_mark (self);
}

/* The gap of a table, as `[]` so many times. */
static bool
parse_gap (CopiaCql *self, CopiaNode *row)
{
    size_t at = self->at->at;
    CopiaExpression *all = copia_expression_new (COPIA_EXPRESSION_ALL, at);
    CopiaNode *any = copia_node_token (COPIA_TEST_EXPRESSION, NULL, at, 0);
    CopiaNode *gap = copia_cql_wrap (self, COPIA_NODE_REPEAT, any);

    any->expression = all;
    copia_node_add (row, gap);
    if (!copia_cql_repeated (self, gap))
        return false;
    any->size = gap->size = copia_cql_end (self) - at;
    return true;
}

/* token (count? token)*: tokens in a row, and how many lie between two of them */
CopiaNode *
copia_cql_table (CopiaCql *self)
{
    g_autoptr (CopiaNode) row = copia_node_new (COPIA_NODE_SEQUENCE, self->at->at, 0);

    do {
        CopiaNode *token;

        if (row->children->len > 0 && copia_cql_starts_count (self) &&
            !parse_gap (self, row))
            return NULL;
        if (!starts_token (self)) {
            copia_cql_expected (self, "a token, as in TAB \"in\" {0,3} \"time\",");
            return NULL;
        }
        token = copia_cql_marked (self);
        if (!token)
            return NULL;
        copia_node_add (row, token);
    } while (copia_cql_starts_count (self) || starts_token (self));
    row->size = copia_cql_end (self) - row->at;
    return g_steal_pointer (&row);
}
