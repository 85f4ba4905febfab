/* bound.c - resolving words of a question against a lexicon. */
#include "query/bound.h"

#include "query/token-test.h"
#include "text/fold.h"
#include "text/tokenizer.h"

typedef struct {
    const CopiaBinding *binding;
    const CopiaIndex *index;
    const CopiaTokenizer *tokenizer;
    GError **error;
} Binder;

CopiaBound *
copia_bound_empty (CopiaNodeKind kind, const CopiaNode *from)
{
    CopiaBound *self = g_new0 (CopiaBound, 1);

    self->kind = kind;
    self->from = from;
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_bound_free);
    return self;
}

static uint32_t
labels_of (const CopiaBinding *binding, const CopiaNode *node)
{
    uint32_t labels = 0;

    for (guint i = 0; node->labels && i < node->labels->len; i++)
        for (guint k = 0; k < binding->labels->len; k++)
            if (g_str_equal (node->labels->pdata[i], binding->labels->pdata[k]))
                labels |= 1u << k;
    return labels;
}

CopiaBound *
copia_bound_token (const CopiaBinding *binding, const CopiaNode *from,
                   CopiaTypeset *set)
{
    CopiaBound *self = copia_bound_empty (COPIA_NODE_TOKEN, from);

    self->set = binding->sets->len;
    self->labels = labels_of (binding, from);
    g_ptr_array_add (binding->sets, set);
    return self;
}

CopiaBound *
copia_bound_any (const CopiaBinding *binding, const CopiaNode *from)
{
    return copia_bound_token (binding, from, copia_typeset_any (binding->index));
}

static CopiaBound *
bound_token (Binder *binder, const CopiaNode *from, CopiaTypeset *set)
{
    copia_typeset_finish (set, binder->index);
    return copia_bound_token (binder->binding, from, set);
}

static void
add_form (CopiaTypeset *set, const CopiaIndex *index, const char *word, size_t size)
{
    g_autoptr (GString) form = g_string_new (NULL);

    copia_fold (word, size, form);
    copia_typeset_add_form (set, index, (CopiaString){ form->str, form->len });
}

/* The tokens of a text; NULL on error. */
static GArray *
cut (Binder *binder, const char *text)
{
    g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (CopiaToken));

    if (!copia_tokenizer_run (binder->tokenizer, text, strlen (text), tokens,
                              binder->error))
        return NULL;
    return g_steal_pointer (&tokens);
}

/* Adds what `node` tests to `set` if it is a test of one token; else leaves it alone. */
static bool
add_single (Binder *binder, const CopiaNode *node, CopiaTypeset *set, bool *single)
{
    g_autoptr (GArray) tokens = NULL;
    g_autoptr (GString) pattern = NULL;

    *single = node->kind == COPIA_NODE_TOKEN && node->test != COPIA_TEST_WORD;
    if (!*single)
        return true;
    if (node->test == COPIA_TEST_EXPRESSION) {
        *single = node->expression->kind != COPIA_EXPRESSION_ALL &&
                  labels_of (binder->binding, node) == 0;
        return !*single ||
               copia_token_test_types (binder->binding, node->expression, set->ids);
    }
    if (node->test == COPIA_TEST_WILDCARD) {
        pattern = g_string_new (NULL);
        copia_fold (node->text, strlen (node->text), pattern);
        copia_typeset_add_wildcard (set, binder->index, pattern->str);
        return true;
    }
    tokens = cut (binder, node->text);
    if (!tokens)
        return false;
    *single = tokens->len <= 1;
    if (tokens->len == 1)
        add_form (set, binder->index,
                  node->text + g_array_index (tokens, CopiaToken, 0).start,
                  g_array_index (tokens, CopiaToken, 0).end -
                      g_array_index (tokens, CopiaToken, 0).start);
    return true;
}

static CopiaBound *
bind_text (Binder *binder, const CopiaNode *node)
{
    g_autoptr (GArray) tokens = cut (binder, node->text);
    g_autoptr (CopiaBound) sequence = NULL;

    if (!tokens)
        return NULL;
    sequence = copia_bound_empty (COPIA_NODE_SEQUENCE, node);
    for (guint i = 0; i < tokens->len; i++) {
        const CopiaToken *token = &g_array_index (tokens, CopiaToken, i);
        CopiaTypeset *set = copia_typeset_new ();

        add_form (set, binder->index, node->text + token->start,
                  token->end - token->start);
        g_ptr_array_add (sequence->children, bound_token (binder, node, set));
    }
    return g_steal_pointer (&sequence);
}

static CopiaBound *
bind_token (Binder *binder, const CopiaNode *node)
{
    g_autoptr (CopiaTypeset) set = NULL;
    bool single;

    if (node->test == COPIA_TEST_WORD)
        return bound_token (binder, node, copia_typeset_words (binder->index));
    if (node->test == COPIA_TEST_EXPRESSION) {
        set = copia_token_test_set (binder->binding, node->expression);
        return set ? copia_bound_token (binder->binding, node, g_steal_pointer (&set))
                   : NULL;
    }
    set = copia_typeset_new ();
    if (!add_single (binder, node, set, &single))
        return NULL;
    return single ? bound_token (binder, node, g_steal_pointer (&set))
                  : bind_text (binder, node);
}

static CopiaBound *bind_node (Binder *binder, const CopiaNode *node);

static CopiaBound *
bind_children (Binder *binder, const CopiaNode *node)
{
    g_autoptr (CopiaBound) self = copia_bound_empty (node->kind, node);

    self->min = node->min;
    self->max = node->max;
    for (guint i = 0; i < node->children->len; i++) {
        CopiaBound *child = bind_node (binder, node->children->pdata[i]);

        if (!child)
            return NULL;
        g_ptr_array_add (self->children, child);
    }
    return g_steal_pointer (&self);
}

/* One set where all alternatives are single tokens. */
static CopiaBound *
bind_choice (Binder *binder, const CopiaNode *node)
{
    g_autoptr (CopiaTypeset) set = copia_typeset_new ();
    bool single = true;

    for (guint i = 0; single && i < node->children->len; i++)
        if (!add_single (binder, node->children->pdata[i], set, &single))
            return NULL;
    return single ? bound_token (binder, node, g_steal_pointer (&set))
                  : bind_children (binder, node);
}

static CopiaBound *
bind_node (Binder *binder, const CopiaNode *node)
{
    switch (node->kind) {
    case COPIA_NODE_TOKEN:
        return bind_token (binder, node);
    case COPIA_NODE_CHOICE:
        return bind_choice (binder, node);
    case COPIA_NODE_SEQUENCE:
    case COPIA_NODE_REPEAT:
        return bind_children (binder, node);
    default:
        return copia_bound_context (binder->binding, node);
    }
}

CopiaBound *
copia_bound_new (const CopiaBinding *binding, const CopiaNode *tree)
{
    const char *name = copia_index_meta (binding->index, "tokenizer");
    const char *options = copia_index_meta (binding->index, "tokenizer.options");
    g_autoptr (CopiaTokenizer) tokenizer =
        copia_tokenizer_new (name ? name : "words",
                             options && options[0] ? options : NULL, binding->error);
    Binder binder = { binding, binding->index, tokenizer, binding->error };

    return tokenizer ? bind_node (&binder, tree) : NULL;
}

void
copia_bound_free (CopiaBound *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->children);
    g_free (self);
}
