/* bound-context.c - what is asked of places, bound: tags, look-around, meet and union. */
#include "query/bound.h"

#include "query/assertion.h"
#include "query/cql.h"
#include "query/fault.h"
#include "query/guard.h"

static CopiaBound *
bound_assertion (const CopiaBinding *binding, const CopiaNode *from,
                 CopiaAssertion *assertion)
{
    CopiaBound *self = copia_bound_empty (COPIA_NODE_LOOK, from);

    assertion->index = binding->index;
    self->set = binding->assertions->len;
    g_ptr_array_add (binding->assertions, assertion);
    return self;
}

static CopiaBound *
bound_border (const CopiaBinding *binding, const CopiaNode *node,
              CopiaAssertionKind kind, const CopiaExpression *test, bool negated)
{
    CopiaAssertion *assertion;
    CopiaRegionSet *regions =
        copia_region_set_new (binding, node->structure, test, node->at);

    if (!regions)
        return NULL;
    assertion = g_new0 (CopiaAssertion, 1);
    assertion->kind = kind;
    assertion->regions = regions;
    assertion->negated = negated;
    return bound_assertion (binding, node, assertion);
}

/* <s> [] (<s> does not begin here, [])* </s> */
static CopiaBound *
bind_whole (const CopiaBinding *binding, const CopiaNode *node)
{
    g_autoptr (CopiaBound) whole = copia_bound_empty (COPIA_NODE_SEQUENCE, node);
    CopiaBound *more = copia_bound_empty (COPIA_NODE_REPEAT, node);
    CopiaBound *inner = copia_bound_empty (COPIA_NODE_SEQUENCE, node);
    CopiaBound *open, *on, *close;

    more->max = COPIA_NO_MOST;
    g_ptr_array_add (more->children, inner);
    open = bound_border (binding, node, COPIA_ASSERT_OPEN, node->expression, false);
    on = open ? bound_border (binding, node, COPIA_ASSERT_OPEN, NULL, true) : NULL;
    close = on ? bound_border (binding, node, COPIA_ASSERT_CLOSE, NULL, false) : NULL;
    if (open)
        g_ptr_array_add (whole->children, open);
    if (on)
        g_ptr_array_add (inner->children, on);
    g_ptr_array_add (inner->children, copia_bound_any (binding, node));
    g_ptr_array_add (whole->children, copia_bound_any (binding, node));
    g_ptr_array_add (whole->children, more);
    if (!close)
        return NULL;
    g_ptr_array_add (whole->children, close);
    return g_steal_pointer (&whole);
}

static CopiaBound *
bind_tag (const CopiaBinding *binding, const CopiaNode *node)
{
    if (node->tag == COPIA_TAG_WHOLE)
        return bind_whole (binding, node);
    return bound_border (binding, node,
                         node->tag == COPIA_TAG_OPEN ? COPIA_ASSERT_OPEN
                                                     : COPIA_ASSERT_CLOSE,
                         node->expression, false);
}

/* The pattern of a look-around is a machine of its own, without labels. */
static CopiaBound *
bind_look (const CopiaBinding *binding, const CopiaNode *node)
{
    CopiaBinding own = *binding;
    g_autoptr (GPtrArray) sets =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    g_autoptr (GPtrArray) assertions =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_assertion_free);
    g_autoptr (GPtrArray) labels = g_ptr_array_new ();
    g_autoptr (CopiaBound) inner = NULL;
    CopiaAssertion *assertion;
    CopiaAutomaton *automaton;

    own.sets = sets;
    own.assertions = assertions;
    own.labels = labels;
    inner = copia_bound_new (&own, node->children->pdata[0]);
    automaton = inner ? copia_automaton_new (&own, inner, node->behind) : NULL;
    if (!automaton)
        return NULL;
    assertion = g_new0 (CopiaAssertion, 1);
    assertion->kind = node->behind ? COPIA_ASSERT_BEHIND : COPIA_ASSERT_AHEAD;
    assertion->negated = node->negated;
    assertion->automaton = automaton;
    return bound_assertion (binding, node, assertion);
}

/* A border that bears the label (a number). */
static CopiaBound *
bound_edge (const CopiaBinding *binding, const CopiaNode *node, CopiaAssertionKind kind,
            guint label, CopiaGuard *guard)
{
    CopiaAssertion *assertion = g_new0 (CopiaAssertion, 1);
    CopiaBound *edge;

    assertion->kind = kind;
    assertion->guard = guard;
    edge = bound_assertion (binding, node, assertion);
    edge->labels = 1u << label;
    return edge;
}

CopiaBound *
copia_bound_guarded (const CopiaBinding *binding, const CopiaNode *node,
                     CopiaBound *child)
{
    CopiaBound *row = copia_bound_empty (COPIA_NODE_SEQUENCE, node);
    guint label = binding->labels->len;
    CopiaGuard *guard;

    g_ptr_array_add (row->children, child);
    if (!binding->plan)
        return row;
    guard = copia_guard_new (binding, node);
    if (guard && label < COPIA_MOST_LABELS) {
        g_ptr_array_add (binding->labels, (void *) COPIA_STRETCH_LABEL);
        g_ptr_array_insert (row->children, 0,
                            bound_edge (binding, node, COPIA_ASSERT_ENTER, label,
                                        NULL));
        g_ptr_array_add (row->children,
                         bound_edge (binding, node, COPIA_ASSERT_LEAVE, label, guard));
        return row;
    }
    if (guard)
        copia_binding_fault (binding, node->at,
                             "labels, and parts in brackets with within, containing or "
                             "&!, can be %d together at most; ask for less at once",
                             COPIA_MOST_LABELS);
    copia_guard_free (guard);
    copia_bound_free (row);
    return NULL;
}

static CopiaNear *
near_new (const CopiaBinding *binding, const CopiaNode *node)
{
    g_autoptr (CopiaNear) self = g_new0 (CopiaNear, 1);

    self->watch = binding->watch;
    self->region = COPIA_NONE;
    self->labels = self->all_labels = copia_bound_labels (binding, node);
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_near_free);
    if (node->kind == COPIA_NODE_TOKEN) {
        self->set = copia_token_test_set (binding, node->expression);
        return self->set ? g_steal_pointer (&self) : NULL;
    }
    self->meet = node->kind == COPIA_NODE_MEET;
    self->from = node->from;
    self->to = node->to;
    for (guint i = 0; i < node->children->len; i++) {
        CopiaNear *child = near_new (binding, node->children->pdata[i]);

        if (!child)
            return NULL;
        g_ptr_array_add (self->children, child);
        self->all_labels |= child->all_labels;
    }
    if (node->structure) {
        self->same = copia_region_set_new (binding, node->structure, NULL, node->at);
        if (!self->same)
            return NULL;
    }
    return g_steal_pointer (&self);
}

/* The sets a token of this can be in. */
static void
add_sets (const CopiaNear *near, GPtrArray *into)
{
    if (near->set)
        g_ptr_array_add (into, copia_typeset_ref (near->set));
    for (guint i = 0; i < (near->meet ? 1 : near->children->len); i++)
        add_sets (near->children->pdata[i], into);
}

/* One set of all: of types, where that is enough. */
static CopiaTypeset *
any_of (const CopiaBinding *binding, const CopiaNear *near)
{
    g_autoptr (GPtrArray) sets =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    g_autoptr (CopiaTypeset) types = copia_typeset_new ();
    bool elsewhere = false;

    add_sets (near, sets);
    for (guint i = 0; i < sets->len; i++) {
        const CopiaTypeset *set = sets->pdata[i];

        if (set->kind == COPIA_TYPESET_ANY || set->kind == COPIA_TYPESET_WORDS)
            return copia_typeset_any (binding->index);
        elsewhere = elsewhere || set->elsewhere;
        g_array_append_vals (types->ids, set->ids->data, set->ids->len);
    }
    if (elsewhere) {
        copia_typeset_free (types);
        types = copia_typeset_compound (COPIA_TYPESET_ANY_OF, g_steal_pointer (&sets));
    }
    copia_typeset_finish (types, binding->index);
    return g_steal_pointer (&types);
}

static CopiaBound *
bind_meet (const CopiaBinding *binding, const CopiaNode *node)
{
    CopiaBound *self, *look;
    CopiaAssertion *assertion;
    CopiaNear *near = near_new (binding, node);

    if (!near)
        return NULL;
    near->labels = 0; /* its token bears them */
    near->all_labels = 0;
    for (guint i = 0; i < near->children->len; i++)
        near->all_labels |= ((const CopiaNear *) near->children->pdata[i])->all_labels;
    assertion = g_new0 (CopiaAssertion, 1);
    assertion->kind = COPIA_ASSERT_NEAR;
    assertion->near = near;
    self = copia_bound_empty (COPIA_NODE_SEQUENCE, node);
    g_ptr_array_add (self->children,
                     copia_bound_token (binding, node, any_of (binding, near)));
    look = bound_assertion (binding, node, assertion);
    look->labels = near->all_labels;
    g_ptr_array_add (self->children, look);
    return self;
}

CopiaBound *
copia_bound_context (const CopiaBinding *binding, const CopiaNode *node)
{
    switch (node->kind) {
    case COPIA_NODE_TAG:
        return bind_tag (binding, node);
    case COPIA_NODE_LOOK:
        return bind_look (binding, node);
    default:
        return bind_meet (binding, node);
    }
}
