/* search-labels.c - conditions on labels before the search: what they say of one token, and how
 * near to each other two tokens must be.
 */
#include "query/search-private.h"

#define WIDE                                                                           \
    64 /* starts around one place of a label: more would leave hardly any out */

/* Where a label stands in the pattern. */
typedef struct {
    const char *label;
    unsigned tokens; /* that bear it */
    bool repeated;   /* one of them may stand several times in a match */
    bool optional;   /* or not at all, or is no token of the match */
} Standing;

static bool
bears (const CopiaNode *node, const char *label)
{
    for (guint i = 0; node->labels && i < node->labels->len; i++)
        if (g_str_equal (node->labels->pdata[i], label))
            return true;
    return false;
}

static void
find_standing (const CopiaNode *node, bool repeated, bool optional, Standing *found)
{
    if (bears (node, found->label)) {
        found->tokens++;
        found->repeated = found->repeated || repeated;
        found->optional = found->optional || optional;
    }
    repeated = repeated || (node->kind == COPIA_NODE_REPEAT && node->max > 1);
    optional = optional || (node->kind == COPIA_NODE_REPEAT && node->min == 0) ||
               node->kind == COPIA_NODE_CHOICE || node->kind == COPIA_NODE_MEET ||
               node->kind == COPIA_NODE_UNION;
    for (guint i = 0; i < copia_node_matching (node); i++)
        find_standing (node->children->pdata[i], repeated, optional, found);
}

/* A condition on one label narrows the tokens that may bear it; true when there is nothing left
 * to be decided on the way. */
static bool
narrow (CopiaSearch *self, const CopiaNode *pattern, const CopiaCheck *check)
{
    uint32_t label;
    CopiaTypeset *set = copia_check_set (check, &label);
    Standing standing = { .label = set ? self->labels->pdata[label] : "" };

    if (!set)
        return false;
    find_standing (pattern, false, false, &standing);
    if (standing.tokens != 1 || standing.repeated)
        return false;
    if (self->narrow->len <= label)
        g_ptr_array_set_size (self->narrow, (gint) label + 1);
    if (self->narrow->pdata[label]) {
        CopiaTypeset *before = self->narrow->pdata[label];

        self->narrow->pdata[label] = copia_typeset_both (self->index, before, set);
        copia_typeset_free (before);
    } else {
        self->narrow->pdata[label] = copia_typeset_ref (set);
    }
    return !standing.optional;
}

static bool
has_target (const CopiaSearch *self)
{
    for (guint i = 0; i < self->labels->len; i++)
        if (g_str_equal (self->labels->pdata[i], COPIA_TARGET))
            return true;
    return false;
}

bool
copia_search_bind_labels (CopiaSearch *self, const CopiaBinding *binding,
                          const CopiaNode *pattern, const GPtrArray *constraints)
{
    g_autoptr (GPtrArray) all = g_ptr_array_new ();

    if (!copia_check_labels (binding, pattern, NULL))
        return false;
    for (guint i = 0; i < constraints->len; i++)
        if (!copia_check_labels (binding, pattern, constraints->pdata[i]))
            return false;
    for (guint i = 0; i < constraints->len; i++) {
        CopiaCheck *check = copia_check_new (binding, constraints->pdata[i]);

        if (!check)
            return false;
        g_ptr_array_add (self->checks, check);
        copia_check_split (check, all);
    }
    self->labelled = has_target (self);
    for (guint i = 0; i < all->len; i++)
        if (!narrow (self, pattern, all->pdata[i]))
            self->labelled = true;
    return true;
}

/* How far behind the first label the second can stand at most, by what the conditions and limits
 * say of it. */
static uint64_t
nearest (const CopiaSearch *self, const GPtrArray *checks, uint32_t first,
         uint32_t second, uint64_t most)
{
    for (guint i = 0; i < checks->len; i++) {
        CopiaCheckReach reaches[2];
        unsigned n = copia_check_reaches (checks->pdata[i], reaches);

        for (unsigned k = 0; k < n; k++)
            if ((reaches[k].first == 0 || reaches[k].first == first) &&
                (reaches[k].second == 0 || reaches[k].second == second))
                most = MIN (most, reaches[k].most);
    }
    for (guint i = 0; i < self->limits->len; i++)
        most = MIN (most, copia_limit_most (self->limits->pdata[i]) - 1);
    return most;
}

/* One of two labels that must be alike stands first, and not too far from the other. */
static bool
find_reach (const CopiaSearch *self, const GPtrArray *checks, uint32_t one,
            uint32_t other, CopiaPairsReach *reach)
{
    uint32_t asked = copia_automaton_asked_labels (self->automaton);
    uint32_t first = 1u << one, second = 1u << other;
    uint64_t least, most;

    if (one == other || ((first | second) & asked) ||
        copia_automaton_comes_again (self->automaton, one) ||
        copia_automaton_comes_again (self->automaton, other))
        return false;
    if (copia_automaton_distance (self->automaton, second, first, &least, &most)) {
        first = 1u << other;
        second = 1u << one;
        if (copia_automaton_distance (self->automaton, second, first, &least, &most))
            return false;
    }
    if (!copia_automaton_distance (self->automaton, first, second, &least, &most) ||
        !copia_automaton_distance (self->automaton, 0, first, &reach->min, &reach->max))
        return false;
    reach->near = nearest (self, checks, first, second, most);
    return reach->near <= COPIA_PAIRS_NEAR && reach->max <= COPIA_PAIRS_NEAR &&
           reach->max - reach->min < WIDE;
}

void
copia_search_open_pairs (CopiaSearch *self)
{
    g_autoptr (GPtrArray) all = g_ptr_array_new ();
    uint64_t tokens = copia_index_tokens (self->index)->size;
    CopiaPairsReach reach;
    uint32_t left, right, classes;

    for (guint i = 0; i < self->checks->len; i++)
        copia_check_split (self->checks->pdata[i], all);
    for (guint i = 0; i < all->len && !self->pairs; i++) {
        CopiaAlike *alike = copia_check_alike (all->pdata[i], &left, &right);

        if (alike && copia_alike_is_one (alike, &classes) &&
            find_reach (self, all, left, right, &reach))
            self->pairs = copia_pairs_new (alike, &reach, tokens);
    }
}
