/* bound.c - resolving words of a question against a lexicon. */
#include "query/bound.h"

#include "text/fold.h"
#include "text/tokenizer.h"

typedef struct {
    const CopiaIndex *index;
    const CopiaTokenizer *tokenizer;
    GPtrArray *sets;
    GError **error;
} Binder;

static CopiaBound *
bound_new (CopiaNodeKind kind, const CopiaNode *from)
{
    CopiaBound *self = g_new0 (CopiaBound, 1);

    self->kind = kind;
    self->from = from;
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_bound_free);
    return self;
}

static CopiaBound *
bound_token (Binder *binder, const CopiaNode *from, CopiaTypeset *set)
{
    CopiaBound *self = bound_new (COPIA_NODE_TOKEN, from);

    copia_typeset_finish (set, binder->index);
    self->set = binder->sets->len;
    g_ptr_array_add (binder->sets, set);
    return self;
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
    sequence = bound_new (COPIA_NODE_SEQUENCE, node);
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
    g_autoptr (CopiaBound) self = bound_new (node->kind, node);

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
    default:
        return bind_children (binder, node);
    }
}

CopiaBound *
copia_bound_new (const CopiaIndex *index, const CopiaNode *tree, GPtrArray *sets,
                 GError **error)
{
    const char *name = copia_index_meta (index, "tokenizer");
    const char *options = copia_index_meta (index, "tokenizer.options");
    g_autoptr (CopiaTokenizer) tokenizer =
        copia_tokenizer_new (name ? name : "words",
                             options && options[0] ? options : NULL, error);
    Binder binder = { index, tokenizer, sets, error };

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
