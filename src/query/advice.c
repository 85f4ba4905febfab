/* advice.c - why a question has no hits. */
#include "query/hits.h"

#include "base/number.h"
#include "base/utf8.h"
#include "query/advice-ranges.h"
#include "query/advice-regions.h"
#include "query/annotation.h"
#include "query/assertion.h"
#include "query/positions.h"
#include "query/query-private.h"
#include "query/spelling.h"
#include "text/fold.h"

#include <string.h>

#define NEIGHBOURS 4
#define VALUES 8
#define LOOKED_AT (8u << 20) /* tokens: more would keep the answer waiting */

typedef struct {
    const CopiaIndex *index;
    const CopiaQuery *query;
    const CopiaBinding *binding;
    const GPtrArray *sets;
    guint tokens, meets; /* of the pattern */
    GString *missing;    /* a line for each part without a match */
    GString *present;    /* "'war' 12, 'peace' 3" */
    GHashTable *said;    /* parts, each of which is said once */
} Advice;

static char *
part_of_query (const Advice *self, const CopiaNode *node)
{
    const char *text = copia_query_text (self->query);

    g_autofree char *part = g_strndup (text + node->at, node->size);

    return copia_utf8_brief (part, COPIA_UTF8_QUOTED);
}

/* The word a token test asks for, or NULL where it is not one word. */
static const char *
word_of (const CopiaNode *node)
{
    const CopiaExpression *test = node->expression;

    if (node->kind != COPIA_NODE_TOKEN)
        return NULL;
    if (node->test != COPIA_TEST_EXPRESSION)
        return node->test == COPIA_TEST_TEXT ? node->text : NULL;
    if (test->kind != COPIA_EXPRESSION_COMPARE || test->negated || test->list ||
        test->order || (!test->literal && strpbrk (test->text, ".[](){}*+?|^$\\")))
        return NULL;
    return test->text;
}

/* The attribute a token test asks for, where that is one and no word or form. */
static const CopiaLayer *
layer_of (const Advice *self, const CopiaNode *node)
{
    const CopiaExpression *test = node->expression;
    const char *tags = node->pos ? copia_annotation_tags (self->index) : NULL;
    const CopiaLayer *layer;

    const char *name = copia_query_options (self->query)->attribute;

    if (tags)
        return copia_index_find_layer (self->index, tags);
    if (node->kind != COPIA_NODE_TOKEN ||
        (node->test == COPIA_TEST_EXPRESSION && test->kind != COPIA_EXPRESSION_COMPARE))
        return NULL;
    if (node->test == COPIA_TEST_EXPRESSION && test->attribute)
        name = test->attribute;
    layer = name ? copia_index_find_layer (self->index, name) : NULL;
    return layer && layer->lexicon != copia_index_lexicon (self->index) ? layer : NULL;
}

static void
say_value (Advice *self, const CopiaLayer *layer, uint32_t value, uint64_t count)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString string = copia_layer_written (layer, value, room);

    g_string_append_c (self->missing, '\'');
    copia_utf8_safe (self->missing, string.bytes, string.size);
    g_string_append_printf (self->missing, "' (%s)", COPIA_SAID (count));
}

/* The values that occur most often. */
static void
say_values (Advice *self, const CopiaLayer *layer)
{
    if (layer->count == 1 && copia_layer_value (layer, 0).size == 0) {
        g_string_append_printf (self->missing, "; no token has a '%s' here",
                                layer->name);
        return;
    }
    g_string_append_printf (self->missing, "; the values of '%s' are ", layer->name);
    for (uint32_t value = 0; value < MIN (layer->count, VALUES); value++) {
        g_string_append (self->missing, value ? ", " : "");
        say_value (self, layer, value, copia_layer_freq (layer, value));
    }
    if (layer->count > VALUES)
        g_string_append (self->missing, ", ..");
}

/* ---- a word with another tag ----------------------------------------------------------- */

/* What asks for one attribute more: `the_NN`, [word="the" & pos="NN"].  NULL, or that attribute
 * and, in `rest` and `test`, the token without it. */
static const CopiaLayer *
split_last (const Advice *self, const CopiaNode *node, CopiaNode *rest, char **text)
{
    const CopiaExpression *test = node->expression, *last;
    const char *tags = node->pos ? copia_annotation_tags (self->index) : NULL;

    *rest = *node;
    if (tags) {
        size_t size = strlen (node->text);

        if (node->test != COPIA_TEST_LEMMA)
            size -= strlen (node->pos) + 1;
        if (strspn (node->text, "\1") >= size) /* any word */
            return NULL;
        *text = g_strndup (node->text, size);
        rest->text = *text;
        rest->pos = NULL;
        return copia_index_find_layer (self->index, tags);
    }
    if (node->kind != COPIA_NODE_TOKEN || node->test != COPIA_TEST_EXPRESSION ||
        test->kind != COPIA_EXPRESSION_AND || test->children->len != 2)
        return NULL;
    last = test->children->pdata[1];
    rest->expression = test->children->pdata[0];
    return last->kind == COPIA_EXPRESSION_COMPARE && last->attribute
               ? copia_index_find_layer (self->index, last->attribute)
               : NULL;
}

/* How many tokens of the set have each value. */
static uint64_t *
count_values (const Advice *self, const CopiaTypeset *set, const CopiaLayer *layer)
{
    const CopiaTypeset *const sets[] = { set };
    g_autoptr (CopiaPositions) positions =
        copia_positions_new (self->index, sets, 1, 0, UINT64_MAX);
    uint64_t *counts = g_new0 (uint64_t, layer->count + 1u);
    uint64_t cpos;

    while (copia_positions_next (positions, &cpos))
        if (copia_typeset_looks (set, cpos))
            counts[copia_layer_at (layer, cpos)]++;
    return counts;
}

/* False: without the last attribute there is no such token either. */
static bool
say_other_values (Advice *self, const CopiaNode *node)
{
    CopiaNode rest;
    g_autofree char *text = NULL;
    const CopiaLayer *layer = split_last (self, node, &rest, &text);
    g_autoptr (CopiaBound) bound =
        layer ? copia_bound_new (self->binding, &rest) : NULL;
    const CopiaTypeset *set =
        bound && bound->kind == COPIA_NODE_TOKEN ? self->sets->pdata[bound->set] : NULL;
    g_autofree uint64_t *counts = NULL;

    if (!set || set->kind == COPIA_TYPESET_ANY || set->freq == 0 ||
        set->freq > LOOKED_AT)
        return false;
    counts = count_values (self, set, layer);
    for (guint n = 0; n <= VALUES; n++) {
        uint32_t best = 0;

        for (uint32_t value = 1; value < layer->count; value++)
            if (counts[value] > counts[best])
                best = value;
        if (counts[best] == 0)
            return n > 0;
        if (n == VALUES) {
            g_string_append (self->missing, ", ..");
            break;
        }
        if (n == 0)
            g_string_append_printf (self->missing, "; it occurs where '%s' is ",
                                    layer->name);
        else
            g_string_append (self->missing, ", ");
        say_value (self, layer, best, counts[best]);
        counts[best] = 0;
    }
    return true;
}

/* ---- what was meant -------------------------------------------------------------------- */

/* A mark is meant as it is, and every letter is near every other. */
static bool
can_be_misspelt (const char *form)
{
    bool letters = false;

    for (const char *at = form; *at; at = g_utf8_next_char (at))
        letters = letters || g_unichar_isalnum (g_utf8_get_char (at));
    return letters && g_utf8_strlen (form, -1) > 1;
}

/* What looks like another question than it is: `done?`, "the masses". */
static bool
say_habit (const Advice *self, const CopiaNode *node)
{
    static const char one[] = { COPIA_ONE_CHARACTER, '\0' };
    static const char any[] = { COPIA_ANY_CHARACTERS, COPIA_ONE_CHARACTER, '\0' };
    const CopiaExpression *test = node->expression;
    g_auto (GStrv) words = NULL;
    g_autofree char *row = NULL;

    if (node->test == COPIA_TEST_WILDCARD) {
        if (strcmp (node->text + strcspn (node->text, any), one) != 0)
            return false;
        g_string_append (self->missing,
                         "; ? stands for one character, \\? for the mark itself");
        return true;
    }
    if (node->test != COPIA_TEST_EXPRESSION || test->kind != COPIA_EXPRESSION_COMPARE ||
        !test->text || !strchr (test->text, ' '))
        return false;
    words = g_strsplit (test->text, " ", -1);
    row = g_strjoinv ("\" \"", words);
    g_string_append (self->missing, "; words in a row have quotes each: \"");
    copia_utf8_safe (self->missing, row, strlen (row));
    g_string_append_c (self->missing, '"');
    return true;
}

static void
say_neighbours (Advice *self, const CopiaNode *node)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->index);
    const CopiaLayer *layer = layer_of (self, node);
    const char *word = word_of (node);
    g_autoptr (GString) form = g_string_new (NULL);
    g_autoptr (GArray) near = NULL;
    uint32_t same;

    if (say_other_values (self, node))
        return;
    if (layer) {
        say_values (self, layer);
        return;
    }
    if (say_habit (self, node) || !word)
        return;
    copia_fold (word, strlen (word), form);
    if (!can_be_misspelt (form->str))
        return;
    same = copia_lexicon_find_form (lexicon, (CopiaString){ form->str, form->len });
    if (same != COPIA_NONE) {
        g_string_append_printf (self->missing,
                                "; in other letter case it occurs (%s)%s",
                                COPIA_SAID (copia_lexicon_form_freq (lexicon, same)),
                                node->test == COPIA_TEST_EXPRESSION ? ": add %c" : "");
        return;
    }
    near = copia_spelling_near (self->index, (CopiaString){ form->str, form->len },
                                NEIGHBOURS);
    for (guint i = 0; i < near->len; i++) {
        uint32_t number = g_array_index (near, uint32_t, i);
        g_autoptr (GString) room = g_string_new (NULL);
        CopiaString other = copia_lexicon_written (lexicon, number, room);
        g_autofree char *text = g_strndup (other.bytes, other.size);

        g_string_append_printf (self->missing, "%s%s (%s)",
                                i ? ", " : "; near it: ", text,
                                COPIA_SAID (copia_lexicon_form_freq (lexicon, number)));
    }
}

/* Some token is in the set: of a compound the parts may stand apart. */
static bool
occurs (const Advice *self, const CopiaTypeset *set)
{
    const CopiaTypeset *const sets[] = { set };
    uint64_t tokens = copia_index_tokens (self->index)->size;
    CopiaPositions *positions;
    uint64_t cpos;
    bool found = false;

    if (!set->children || set->freq == 0)
        return set->freq > 0;
    /* no lists lead to what is asked of places alone */
    for (cpos = 0; set->freq >= tokens && !found && cpos < tokens; cpos++)
        found = copia_typeset_looks (set, cpos);
    if (set->freq >= tokens)
        return found;
    positions = copia_positions_new (self->index, sets, 1, 0, UINT64_MAX);
    while (!found && copia_positions_next (positions, &cpos))
        found = copia_typeset_looks (set, cpos);
    copia_positions_free (positions);
    return found;
}

static void visit (Advice *self, const CopiaBound *bound);

/* The set of a meet is that of its first token; what counts is each of them. */
static void
visit_meet (Advice *self, const CopiaNode *meet)
{
    self->meets++;
    for (guint i = 0; i < meet->children->len; i++) {
        g_autoptr (CopiaBound) child =
            copia_bound_new (self->binding, meet->children->pdata[i]);

        if (child)
            visit (self, child);
    }
}

static void
visit (Advice *self, const CopiaBound *bound)
{
    const CopiaTypeset *set;
    g_autofree char *part = NULL;

    for (guint i = 0; i < bound->children->len; i++)
        visit (self, bound->children->pdata[i]);
    if (bound->from->kind == COPIA_NODE_MEET) {
        visit_meet (self, bound->from);
        return;
    }
    if (bound->kind != COPIA_NODE_TOKEN)
        return;
    self->tokens++;
    set = self->sets->pdata[bound->set];
    if (set->kind == COPIA_TYPESET_ANY || bound->from->loose)
        return;
    part = part_of_query (self, bound->from);
    if (!g_hash_table_add (self->said, g_strdup (part)))
        return;
    if (!occurs (self, set)) {
        g_string_append_printf (self->missing, "%snothing matches '%s'",
                                self->missing->len ? "\n" : "", part);
        say_neighbours (self, bound->from);
    } else {
        g_string_append_printf (self->present, "%s'%s' %s",
                                self->present->len ? ", " : "", part,
                                COPIA_SAID (set->freq));
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

static char *
explain_none (const CopiaIndex *index, const CopiaQuery *query)
{
    g_autoptr (GPtrArray) sets =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    g_autoptr (GPtrArray) assertions =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_assertion_free);
    g_autoptr (GPtrArray) labels = g_ptr_array_new ();
    g_auto (CopiaWatch) watch = { 0, 0, NULL };
    CopiaMatchOptions options = *copia_query_options (query);
    CopiaBinding binding = { index,    copia_query_text (query),
                             &options, &watch,
                             sets,     assertions,
                             labels,   NULL,
                             NULL,     0,
                             NULL };
    const CopiaNode *tree = pattern_of (copia_query_tree (query));
    g_autoptr (CopiaBound) bound =
        tree->kind == COPIA_NODE_RESULT ? NULL : copia_bound_new (&binding, tree);
    g_autoptr (GString) missing = g_string_new (NULL);
    g_autoptr (GString) present = g_string_new (NULL);
    g_autoptr (GHashTable) said =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Advice advice = { index, query, &binding, sets, 0, 0, missing, present, said };

    if (!bound)
        return NULL;
    visit (&advice, bound);
    copia_advice_regions (&binding, copia_query_tree (query), missing);
    if (missing->len > 0)
        return g_string_free (g_steal_pointer (&missing), FALSE);
    if (present->len == 0)
        return NULL;
    if (copia_node_is_query (copia_query_tree (query)))
        return g_strdup_printf (
            "each part occurs (%s), but never as all the conditions "
            "ask for; leave one out to see which",
            present->str);
    if (advice.meets > 0)
        return g_strdup_printf ("each part occurs (%s), but never so near each other; "
                                "widen the window, as in -10 10",
                                present->str);
    if (advice.tokens == 1)
        return g_strdup_printf (
            "it occurs (%s), but never where borders and neighbours "
            "allow it; leave one out to see which",
            present->str);
    return g_strdup_printf ("each part occurs (%s), but never in this order; allow %s",
                            present->str,
                            copia_query_is_cql (query) ? "tokens between with []{0,5}"
                                                       : "words between with +{0,5}");
}

/* All of it stands in quotation marks, as it was pasted: what is between them; or NULL. */
static char *
without_marks (const char *text)
{
    static const char *const pairs[][2] = { { "“", "”" }, { "‘", "’" }, { "'", "'" },
                                            { "„", "“" }, { "«", "»" }, { "”", "”" } };

    for (size_t i = 0; i < G_N_ELEMENTS (pairs); i++)
        if (g_str_has_prefix (text, pairs[i][0]) &&
            g_str_has_suffix (text, pairs[i][1]) &&
            strlen (text) > strlen (pairs[i][0]) + strlen (pairs[i][1]))
            return g_strndup (text + strlen (pairs[i][0]), strlen (text) -
                                                               strlen (pairs[i][0]) -
                                                               strlen (pairs[i][1]));
    return NULL;
}

/* Every word stands in single quotes, and there are two or more: elsewhere that is CQL. */
static bool
is_quoted_words (const char *text)
{
    unsigned words = 0;

    for (const char *at = text + strspn (text, " "); *at; at += strspn (at, " ")) {
        size_t size = strcspn (at, " ");

        if (size < 3 || at[0] != '\'' || at[size - 1] != '\'' ||
            memchr (at + 1, '\'', size - 2))
            return false;
        words++;
        at += size;
    }
    return words > 1;
}

char *
copia_hits_advice (const CopiaIndex *index, const CopiaQuery *query)
{
    g_autofree char *why = explain_none (index, query);
    g_autofree char *ranges = copia_advice_ranges (index, copia_query_text (query));

    if (ranges)
        return g_strconcat (why ? why : "", "\n", ranges, NULL);
    if (!why || copia_query_is_cql (query))
        return g_steal_pointer (&why);
    if (!is_quoted_words (copia_query_text (query))) {
        g_autofree char *inside = without_marks (copia_query_text (query));

        return inside ? g_strconcat ("quotation marks are looked for as they stand in "
                                     "the text; without them: ",
                                     inside, NULL)
                      : g_steal_pointer (&why);
    }
    return g_strconcat (why,
                        "\nthe quotes are looked for too; where they enclose words as "
                        "in CQL, add --cql",
                        NULL);
}
