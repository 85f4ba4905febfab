/* caution.c - questions that are answered, but find more than other programs would. */
#include "query/caution.h"

#include "query/query-private.h"

#define MOST 200u /* parts of a row that are looked at */

static const CopiaNode *
child_of (const CopiaNode *node, guint i)
{
    return i < node->children->len ? node->children->pdata[i] : NULL;
}

static bool
is_tag (const CopiaNode *node, CopiaTag tag, const char *structure)
{
    return node->kind == COPIA_NODE_TAG && node->tag == tag &&
           (!structure || g_str_equal (node->structure, structure));
}

/* How often it is repeated is open, somewhere in it. */
static bool
stretches (const CopiaNode *node)
{
    if (node->kind == COPIA_NODE_REPEAT && node->min != node->max)
        return true;
    for (guint i = 0; i < node->children->len; i++)
        if (stretches (child_of (node, i)))
            return true;
    return false;
}

/* `<s> .. </s>` in a row, with anything of open length between; NULL, or the structure. */
static const char *
pair_in_row (const CopiaNode *row)
{
    for (guint i = 0; i < MIN (row->children->len, MOST); i++) {
        const CopiaNode *open = child_of (row, i);
        bool stretched = false;

        if (!is_tag (open, COPIA_TAG_OPEN, NULL))
            continue;
        for (guint k = i + 1; k < MIN (row->children->len, MOST); k++) {
            const CopiaNode *node = child_of (row, k);

            if (stretched && is_tag (node, COPIA_TAG_CLOSE, open->structure))
                return open->structure;
            stretched = stretched || stretches (node);
        }
    }
    return NULL;
}

/* The structure of such a pair that no `within` keeps together; NULL: there is none. */
static const char *
loose_pair (const CopiaNode *node, const char *within)
{
    const CopiaNode *around =
        node->kind == COPIA_NODE_WITHIN ? child_of (node, 1) : NULL;
    const char *found = node->kind == COPIA_NODE_SEQUENCE ? pair_in_row (node) : NULL;

    if (found && (!within || !g_str_equal (found, within)))
        return found;
    if (around && !node->negated && is_tag (around, COPIA_TAG_WHOLE, NULL))
        within = around->structure;
    for (guint i = 0; i < node->children->len; i++) {
        found = loose_pair (child_of (node, i), within);
        if (found)
            return found;
    }
    return NULL;
}

/* The row begins with what may be shorter or missing: a match may begin later in another. */
static bool
begins_loosely (const CopiaNode *node)
{
    const CopiaNode *first = child_of (node, 0);

    if (copia_node_is_query (node))
        return first && begins_loosely (first);
    return node->kind == COPIA_NODE_SEQUENCE && first->kind == COPIA_NODE_REPEAT &&
           first->min != first->max && node->children->len > 1;
}

char *
copia_query_caution (const CopiaQuery *query)
{
    const CopiaMatchOptions *options = copia_query_options (query);
    const CopiaNode *tree = copia_query_tree (query);
    const char *pair = loose_pair (tree, NULL);

    if (pair)
        return g_strdup_printf ("<%s> and </%s> may be those of two regions; of one: "
                                "within %s",
                                pair, pair, pair);
    if (options->drop == COPIA_DROP_NONE && options->matching != COPIA_MATCH_ALL &&
        begins_loosely (tree))
        return g_strdup ("the first part may be shorter or missing, so that a hit may "
                         "lie in another; --drop nested counts it once");
    return NULL;
}
