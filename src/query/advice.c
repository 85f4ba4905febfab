/* advice.c - why a question has no hits. */
#include "query/hits.h"

#include "query/assertion.h"
#include "query/query-private.h"
#include "query/spelling.h"
#include "text/fold.h"

#define NEIGHBOURS 4

typedef struct {
    const CopiaIndex *index;
    const CopiaQuery *query;
    const GPtrArray *sets;
    GString *missing; /* a line for each part without a match */
    GString *present; /* "'war' 12, 'peace' 3" */
} Advice;

static char *
part_of_query (const Advice *self, const CopiaNode *node)
{
    const char *text = copia_query_text (self->query);

    return g_strndup (text + node->at, node->size);
}

static void
say_neighbours (Advice *self, const CopiaNode *node)
{
    g_autoptr (GString) form = g_string_new (NULL);
    g_autoptr (GArray) near = NULL;

    if (node->kind != COPIA_NODE_TOKEN || node->test != COPIA_TEST_TEXT)
        return;
    copia_fold (node->text, strlen (node->text), form);
    near = copia_spelling_near (self->index, (CopiaString){ form->str, form->len },
                                NEIGHBOURS);
    for (guint i = 0; i < near->len; i++) {
        const CopiaLexicon *lexicon = copia_index_lexicon (self->index);
        uint32_t number = g_array_index (near, uint32_t, i);
        CopiaString other = copia_lexicon_form (lexicon, number);

        g_string_append_printf (self->missing, "%s%.*s (%" G_GUINT64_FORMAT ")",
                                i ? ", " : "; near it: ", (int) other.size, other.bytes,
                                copia_lexicon_form_freq (lexicon, number));
    }
}

static void
visit (Advice *self, const CopiaBound *bound)
{
    const CopiaTypeset *set;
    g_autofree char *part = NULL;

    for (guint i = 0; i < bound->children->len; i++)
        visit (self, bound->children->pdata[i]);
    if (bound->kind != COPIA_NODE_TOKEN)
        return;
    set = self->sets->pdata[bound->set];
    part = part_of_query (self, bound->from);
    if (set->freq == 0) {
        g_string_append_printf (self->missing, "%snothing matches '%s'",
                                self->missing->len ? "\n" : "", part);
        say_neighbours (self, bound->from);
    } else {
        g_string_append_printf (self->present, "%s'%s' %" G_GUINT64_FORMAT,
                                self->present->len ? ", " : "", part, set->freq);
    }
}

/* The pattern whose matches the hits are. */
static const CopiaNode *
pattern_of (const CopiaNode *node)
{
    while (copia_node_is_query (node))
        node = node->children->pdata[0];
    return node;
}

char *
copia_hits_advice (const CopiaIndex *index, const CopiaQuery *query)
{
    g_autoptr (GPtrArray) sets =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    g_autoptr (GPtrArray) assertions =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_assertion_free);
    g_autoptr (GPtrArray) labels = g_ptr_array_new ();
    g_auto (CopiaWatch) watch = { 0, 0, NULL };
    CopiaMatchOptions options = { COPIA_MATCH_SHORTEST, 0, NULL, NULL };
    CopiaBinding binding = { index,    copia_query_text (query),
                             &options, &watch,
                             sets,     assertions,
                             labels,   NULL };
    const CopiaNode *tree = pattern_of (copia_query_tree (query));
    g_autoptr (CopiaBound) bound = copia_bound_new (&binding, tree);
    g_autoptr (GString) missing = g_string_new (NULL);
    g_autoptr (GString) present = g_string_new (NULL);
    Advice advice = { index, query, sets, missing, present };

    if (!bound)
        return NULL;
    visit (&advice, bound);
    if (missing->len > 0)
        return g_string_free (g_steal_pointer (&missing), FALSE);
    if (present->len == 0)
        return NULL;
    return g_strdup_printf (
        "each part occurs (%s), but never in this order; allow words "
        "between with +{0,5}",
        present->str);
}
