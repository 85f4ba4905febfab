/* bound.c - resolving words of a question against a lexicon. */
#include "query/bound.h"

#include "query/annotation.h"
#include "query/fault.h"
#include "query/product.h"
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

uint32_t
copia_bound_labels (const CopiaBinding *binding, const CopiaNode *node)
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
    self->labels = copia_bound_labels (binding, from);
    for (guint i = 0; binding->narrow && i < binding->narrow->len; i++)
        if ((self->labels >> i & 1) && binding->narrow->pdata[i]) {
            CopiaTypeset *narrow =
                copia_typeset_both (binding->index, set, binding->narrow->pdata[i]);

            copia_typeset_free (set);
            set = narrow;
        }
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

static char *
word_at (const char *text, const GArray *tokens, guint i)
{
    const CopiaToken *token = &g_array_index (tokens, CopiaToken, i);

    return g_strndup (text + token->start, token->end - token->start);
}

/* The same for lemmas and tags. */
static bool
add_annotated (Binder *binder, const CopiaNode *node, CopiaTypeset *set,
               bool *annotated, bool *single)
{
    g_autoptr (CopiaExpression) test = NULL;

    if (!copia_annotation_test (binder->binding, node, &test))
        return false;
    *annotated = test != NULL;
    return !test || copia_token_test_types (binder->binding, test, set->ids, single);
}

/* Adds what `node` tests to `set` if it is a test of one token; else leaves it alone. */
static bool
add_single (Binder *binder, const CopiaNode *node, CopiaTypeset *set, bool *single)
{
    g_autoptr (GArray) tokens = NULL;
    g_autoptr (GString) pattern = NULL;
    g_autofree char *text = NULL;
    bool annotated;

    *single = node->kind == COPIA_NODE_TOKEN && node->test != COPIA_TEST_WORD;
    if (!*single)
        return true;
    if (node->test == COPIA_TEST_EXPRESSION) {
        *single = node->expression->kind != COPIA_EXPRESSION_ALL &&
                  copia_bound_labels (binder->binding, node) == 0;
        return !*single || copia_token_test_types (binder->binding, node->expression,
                                                   set->ids, single);
    }
    if (!add_annotated (binder, node, set, &annotated, single))
        return false;
    if (annotated)
        return true;
    text = copia_annotation_text (node);
    if (node->test == COPIA_TEST_WILDCARD) {
        pattern = g_string_new (NULL);
        copia_fold (text, strlen (text), pattern);
        copia_typeset_add_wildcard (set, binder->index, pattern->str);
        return true;
    }
    tokens = cut (binder, text);
    if (!tokens)
        return false;
    *single = tokens->len <= 1;
    if (tokens->len == 1 && copia_annotation_asked (binder->binding)) {
        g_autofree char *word = word_at (text, tokens, 0);
        g_autoptr (CopiaExpression) test =
            copia_annotation_word (binder->binding, node, word);

        return copia_token_test_types (binder->binding, test, set->ids, single);
    }
    if (tokens->len == 1)
        add_form (set, binder->index,
                  text + g_array_index (tokens, CopiaToken, 0).start,
                  g_array_index (tokens, CopiaToken, 0).end -
                      g_array_index (tokens, CopiaToken, 0).start);
    return true;
}

/* One word of a text. */
static CopiaBound *
bind_word (Binder *binder, const CopiaNode *node, const char *word)
{
    g_autoptr (CopiaExpression) test =
        copia_annotation_word (binder->binding, node, word);
    CopiaTypeset *set;

    if (test) {
        set = copia_token_test_set (binder->binding, test);
        return set ? copia_bound_token (binder->binding, node, set) : NULL;
    }
    set = copia_typeset_new ();
    add_form (set, binder->index, word, strlen (word));
    return bound_token (binder, node, set);
}

static CopiaBound *
bind_text (Binder *binder, const CopiaNode *node)
{
    g_autofree char *text = copia_annotation_text (node);
    g_autoptr (GArray) tokens = cut (binder, text);
    g_autoptr (CopiaBound) sequence = NULL;

    if (!tokens)
        return NULL;
    sequence = copia_bound_empty (COPIA_NODE_SEQUENCE, node);
    for (guint i = 0; i < tokens->len; i++) {
        g_autofree char *word = word_at (text, tokens, i);
        CopiaBound *bound = bind_word (binder, node, word);

        if (!bound)
            return NULL;
        if (tokens->len == 1)
            return bound;
        g_ptr_array_add (sequence->children, bound);
    }
    return g_steal_pointer (&sequence);
}

static CopiaBound *
bind_token (Binder *binder, const CopiaNode *node)
{
    g_autoptr (CopiaTypeset) set = NULL;
    g_autoptr (CopiaExpression) annotated = NULL;
    const CopiaExpression *test = node->expression;
    bool single;

    if (node->test == COPIA_TEST_WORD)
        return bound_token (binder, node, copia_typeset_words (binder->index));
    if (node->test != COPIA_TEST_EXPRESSION) {
        if (!copia_annotation_test (binder->binding, node, &annotated))
            return NULL;
        test = annotated;
    }
    if (test) {
        set = copia_token_test_set (binder->binding, test);
        return set ? copia_bound_token (binder->binding, node, g_steal_pointer (&set))
                   : NULL;
    }
    if (node->test == COPIA_TEST_TEXT && copia_annotation_asked (binder->binding))
        return bind_text (binder, node);
    set = copia_typeset_new ();
    if (!add_single (binder, node, set, &single))
        return NULL;
    return single ? bound_token (binder, node, g_steal_pointer (&set))
                  : bind_text (binder, node);
}

/* What stands on the sides of a node, for gaps: a hit begins and ends with words. */
typedef struct {
    bool before, behind; /* something that must be there */
} Sides;

static CopiaBound *bind_node (Binder *binder, const CopiaNode *node, Sides sides);

static bool
can_be_empty (const CopiaNode *node)
{
    bool any = node->kind == COPIA_NODE_CHOICE, empty = !any;

    if (node->kind == COPIA_NODE_REPEAT && node->min == 0)
        return true;
    if (node->kind == COPIA_NODE_TOKEN)
        return false;
    if (copia_node_is_query (node) || node->kind == COPIA_NODE_BOTH)
        return can_be_empty (node->children->pdata[0]);
    for (guint i = 0; i < node->children->len; i++)
        empty = any ? empty || can_be_empty (node->children->pdata[i])
                    : empty && can_be_empty (node->children->pdata[i]);
    return empty;
}

/* Any number of marks. */
static CopiaBound *
bound_marks (Binder *binder, const CopiaNode *from)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (binder->index);
    CopiaBound *self = copia_bound_empty (COPIA_NODE_REPEAT, from);
    CopiaTypeset *set = copia_typeset_new ();

    for (uint32_t id = 0; id < lexicon->types; id++)
        if (!copia_lexicon_is_word (lexicon, id))
            g_array_append_val (set->ids, id);
    self->max = COPIA_NO_MOST;
    self->free = true;
    g_ptr_array_add (self->children, bound_token (binder, from, set));
    return self;
}

static CopiaBound *
bound_words (Binder *binder, const CopiaNode *from)
{
    return bound_token (binder, from, copia_typeset_words (binder->index));
}

static CopiaBound *
bound_row (const CopiaNode *from, CopiaBound *first, CopiaBound *second)
{
    CopiaBound *row = copia_bound_empty (COPIA_NODE_SEQUENCE, from);

    g_ptr_array_add (row->children, first);
    g_ptr_array_add (row->children, second);
    return row;
}

/* Nothing else must be there: word (marks word){m-1,n-1}, or nothing when m is 0. */
static CopiaBound *
bind_lone_gap (Binder *binder, const CopiaNode *node)
{
    CopiaBound *self = copia_bound_empty (COPIA_NODE_REPEAT, node);
    CopiaBound *more = copia_bound_empty (COPIA_NODE_REPEAT, node);

    self->min = MIN (node->min, 1);
    self->max = 1;
    more->min = MAX (node->min, 1) - 1;
    more->max = node->max - 1;
    g_ptr_array_add (more->children, bound_row (node, bound_marks (binder, node),
                                                bound_words (binder, node)));
    g_ptr_array_add (self->children,
                     bound_row (node, bound_words (binder, node), more));
    return self;
}

/* (word marks){m,n}, with marks before it too where a word stands there; at the end of a hit
 * (marks word){m,n}. */
static CopiaBound *
bind_gap (Binder *binder, const CopiaNode *node, Sides sides)
{
    CopiaBound *self, *word;

    if (!sides.before && !sides.behind && node->max > 1)
        return bind_lone_gap (binder, node);
    self = copia_bound_empty (COPIA_NODE_REPEAT, node);
    word = bound_words (binder, node);
    self->min = node->min;
    self->max = node->max;
    if (sides.behind)
        word = bound_row (node, word, bound_marks (binder, node));
    else if (sides.before)
        word = bound_row (node, bound_marks (binder, node), word);
    g_ptr_array_add (self->children, word);
    return sides.before && sides.behind
               ? bound_row (node, bound_marks (binder, node), self)
               : self;
}

/* In a row, each child knows whether something that must be there stands beside it. */
static CopiaBound *
bind_children (Binder *binder, const CopiaNode *node, Sides sides)
{
    g_autoptr (CopiaBound) self = copia_bound_empty (node->kind, node);
    bool row = node->kind == COPIA_NODE_SEQUENCE;
    guint n = node->children->len, last = n;
    Sides at = sides;

    for (guint i = 0; row && i < n; i++)
        if (!can_be_empty (node->children->pdata[i]))
            last = i;
    self->min = node->min;
    self->max = node->max;
    for (guint i = 0; i < n; i++) {
        const CopiaNode *from = node->children->pdata[i];
        CopiaBound *child;

        at.behind = sides.behind || (row && last < n && i < last);
        child = bind_node (binder, from, at);
        if (!child)
            return NULL;
        g_ptr_array_add (self->children, child);
        at.before = at.before || (row && !can_be_empty (from));
    }
    return g_steal_pointer (&self);
}

/* One set where all alternatives are single tokens. */
static CopiaBound *
bind_choice (Binder *binder, const CopiaNode *node, Sides sides)
{
    g_autoptr (CopiaTypeset) set = copia_typeset_new ();
    bool single = true;

    for (guint i = 0; single && i < node->children->len; i++)
        if (!add_single (binder, node->children->pdata[i], set, &single))
            return NULL;
    return single ? bound_token (binder, node, g_steal_pointer (&set))
                  : bind_children (binder, node, sides);
}

/* The first child of `node`, which `guard` asks something about. */
static CopiaBound *
bind_guarded (Binder *binder, const CopiaNode *node, const CopiaNode *guard,
              Sides sides)
{
    CopiaBound *child = bind_node (binder, node->children->pdata[0], sides);

    return child ? copia_bound_guarded (binder->binding, guard, child) : NULL;
}

/* What both children match is one machine, made of theirs. */
static CopiaBound *
bind_both (Binder *binder, const CopiaNode *node, Sides sides)
{
    g_autoptr (CopiaBound) self = NULL;
    g_autoptr (CopiaAutomaton) one = NULL, other = NULL;

    if (((const CopiaNode *) node->children->pdata[1])->kind == COPIA_NODE_NOT)
        return bind_guarded (binder, node, node->children->pdata[1], sides);
    self = bind_children (binder, node, sides);
    if (!self)
        return NULL;
    one = copia_automaton_new (binder->binding, self->children->pdata[0], false);
    other = one ? copia_automaton_new (binder->binding, self->children->pdata[1], false)
                : NULL;
    self->product =
        other ? copia_product_new (binder->binding, node, one, other) : NULL;
    return self->product ? g_steal_pointer (&self) : NULL;
}

static CopiaBound *
bind_node (Binder *binder, const CopiaNode *node, Sides sides)
{
    switch (node->kind) {
    case COPIA_NODE_TOKEN:
        return bind_token (binder, node);
    case COPIA_NODE_CHOICE:
        return bind_choice (binder, node, sides);
    case COPIA_NODE_REPEAT:
        if (node->loose)
            return bind_gap (binder, node, sides);
        return bind_children (binder, node, sides);
    case COPIA_NODE_SEQUENCE:
        return bind_children (binder, node, sides);
    case COPIA_NODE_BOTH:
        return bind_both (binder, node, sides);
    case COPIA_NODE_WITHIN:
    case COPIA_NODE_CONTAINING:
        return bind_guarded (binder, node, node, sides);
    case COPIA_NODE_RESULT:
        copia_binding_fault (binder->binding, node->at,
                             "%s has hits, but they are no part of a pattern; put the "
                             "query it is made of here",
                             node->structure);
        return NULL;
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

    return tokenizer ? bind_node (&binder, tree, (Sides){ false, false }) : NULL;
}

void
copia_bound_free (CopiaBound *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->children);
    copia_product_free (self->product);
    g_free (self);
}
