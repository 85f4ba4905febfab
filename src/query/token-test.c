/* token-test.c - boolean algebra over the values of attributes.
 *
 * Tests of one stream of ids become one set of ids; what remains, of several streams, is a
 * compound.  A negation is pushed down to the comparisons.
 */
#include "query/token-test.h"

#include "query/fault.h"
#include "query/value.h"
#include "text/fold.h"
#include "text/unicode.h"

#define TYPES_A_STEP 256
#define FEW_TYPES 64 /* are added to a list as they are */
#define PLAIN_BELOW                                                                    \
    0x530 /* Latin, Greek, Cyrillic: letters that stay apart when folded */

/* How the forms of all matches begin.  The last character is left out, for it may join with a
 * mark that follows. */
static void
fold_prefix (const GString *prefix, GString *out)
{
    size_t end = 0, last = 0;

    while (end < prefix->len) {
        size_t next = end;
        uint32_t code = copia_unicode_next (prefix->str, &next);
        uint8_t class = copia_unicode_get (code)->class;

        if (code >= PLAIN_BELOW ||
            (class != COPIA_CLASS_LETTER && class != COPIA_CLASS_DIGIT))
            break;
        last = end;
        end = next;
    }
    copia_fold (prefix->str, last, out);
}

/* The places of values worth testing. */
static void
find_range (const CopiaValueTest *test, const CopiaLayer *layer, uint32_t *first,
            uint32_t *end)
{
    g_autoptr (GString) form = g_string_new (NULL);
    const CopiaLexicon *lexicon = layer->lexicon;
    const CopiaLiterals *literals = &test->literals;
    uint32_t from = 0, last = lexicon->forms;

    *first = 0;
    *end = layer->count;
    if (test->of->plain || literals->prefix->len == 0)
        return;
    if (literals->whole) {
        copia_fold (literals->prefix->str, literals->prefix->len, form);
        from = copia_lexicon_find_form (lexicon, (CopiaString){ form->str, form->len });
        last = from == COPIA_NONE ? from : from + 1;
    } else {
        fold_prefix (literals->prefix, form);
        copia_lexicon_prefix (lexicon, (CopiaString){ form->str, form->len }, &from,
                              &last);
    }
    if (from >= last)
        *end = 0;
    else
        copia_layer_places (layer, from, last, first, end);
    *end = MIN (*end, layer->count);
}

/* Of the words, or of the attribute where it has one of its own. */
static const CopiaLayer *
stream_of (const CopiaBinding *binding, const CopiaLayer *layer)
{
    const CopiaLayer *words = copia_index_layer (binding->index, 0);

    return copia_layer_shares (layer, words) ? words : layer;
}

/* Sketch Engine calls the form `lc`. */
static const CopiaLayer *
layer_of (const CopiaBinding *binding, const char *attribute)
{
    const char *asked = binding->options->attribute;
    const CopiaLayer *layer =
        copia_index_find_layer (binding->index, attribute ? attribute
                                                : asked   ? asked
                                                          : "word");

    if (!layer && attribute && g_str_equal (attribute, "lc"))
        return copia_index_find_layer (binding->index, "form");
    return layer;
}

static bool
place_passes (CopiaValueTest *test, const CopiaLayer *layer, uint32_t place)
{
    CopiaString value = copia_layer_text_at (layer, place);
    bool counts = test->of->function == COPIA_FUNCTION_FREQUENCY;

    if (!test->of->function)
        return copia_value_test_passes (test, value);
    return copia_value_test_function_passes (
        test, value,
        counts ? copia_layer_freq (layer, copia_layer_by_lex (layer, place)) : 0);
}

/* The ids whose value passes, negation aside; NULL: the binding's error has a caret. */
static CopiaTypeset *
compare (const CopiaBinding *binding, const CopiaExpression *of)
{
    const CopiaLayer *layer = layer_of (binding, of->attribute);
    g_autoptr (CopiaTypeset) set = copia_typeset_new ();
    g_autoptr (CopiaValueTest) test = NULL;
    uint32_t place, end;

    if (!layer) {
        copia_token_attribute_fault (binding,
                                     of->attribute ? of->attribute
                                                   : binding->options->attribute,
                                     of->at);
        return NULL;
    }
    set->layer = stream_of (binding, layer);
    test = copia_value_test_new (binding, of, layer->kind == COPIA_LAYER_FORM);
    if (!test)
        return NULL;
    for (find_range (test, layer, &place, &end); place < end; place++) {
        if (place_passes (test, layer, place))
            copia_layer_add_ids (layer, copia_layer_by_lex (layer, place), set->ids);
        if (!copia_value_test_goes_on (test, binding))
            return NULL;
    }
    return g_steal_pointer (&set);
}

static uint8_t *
bits_of (const CopiaTypeset *set)
{
    uint8_t *bits = g_malloc0 (set->layer->ids / 8 + 1);

    for (guint i = 0; i < set->ids->len; i++) {
        uint32_t id = g_array_index (set->ids, uint32_t, i);

        if (id < set->layer->ids)
            bits[id / 8] |= (uint8_t) (1u << id % 8);
    }
    return bits;
}

/* The ids whose bit is `wanted`. */
static void
take_bits (CopiaTypeset *set, const uint8_t *bits, bool wanted)
{
    g_array_set_size (set->ids, 0);
    for (uint32_t id = 0; id < set->layer->ids; id++)
        if ((bits[id / 8] >> (id % 8) & 1) == wanted)
            g_array_append_val (set->ids, id);
}

static void
complement (CopiaTypeset *set)
{
    g_autofree uint8_t *bits = bits_of (set);

    take_bits (set, bits, false);
}

/* `into` becomes what is in both sets, of one stream, or in any of them; a type may be listed
 * twice then. */
static void
unite (CopiaTypeset *into, const CopiaTypeset *other, bool both)
{
    g_autofree uint8_t *bits = NULL, *more = NULL;

    if (!both && other->ids->len <= FEW_TYPES && into->ids->len <= into->layer->ids) {
        g_array_append_vals (into->ids, other->ids->data, other->ids->len);
        return;
    }
    bits = bits_of (into);
    more = bits_of (other);
    for (uint32_t i = 0; i <= into->layer->ids / 8; i++)
        bits[i] = both ? bits[i] & more[i] : bits[i] | more[i];
    take_bits (into, bits, true);
}

static CopiaTypesetKind
kind_of (bool both)
{
    return both ? COPIA_TYPESET_ALL_OF : COPIA_TYPESET_ANY_OF;
}

/* Adds `set`, which is taken, to those that are to be met together: one of each stream, and
 * compounds of the other kind. */
static void
gather (GPtrArray *parts, CopiaTypeset *set, bool both)
{
    if (set->kind == kind_of (both) && !set->regions) {
        for (guint i = 0; i < set->children->len; i++)
            gather (parts, copia_typeset_ref (set->children->pdata[i]), both);
        copia_typeset_free (set);
        return;
    }
    for (guint i = 0; !set->children && i < parts->len; i++) {
        CopiaTypeset *part = parts->pdata[i];

        if (part->children || part->layer != set->layer)
            continue;
        unite (part, set, both);
        copia_typeset_free (set);
        return;
    }
    g_ptr_array_add (parts, set);
}

/* A set that decides alone: empty where both must be met, full where any is enough. */
static bool
decides (const CopiaTypeset *set, bool both)
{
    g_autofree uint8_t *bits = NULL;
    uint32_t n = 0;

    if (set->children)
        return false;
    if (both)
        return set->ids->len == 0;
    bits = bits_of (set);
    for (uint32_t i = 0; i <= set->layer->ids / 8; i++)
        n += (uint32_t) __builtin_popcount (bits[i]);
    return n == set->layer->ids;
}

/* What the parts are together; they are taken. */
static CopiaTypeset *
together (GPtrArray *parts, bool both)
{
    g_autoptr (GPtrArray) kept =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    CopiaTypeset *only;

    for (guint i = 0; i < parts->len; i++)
        if (decides (parts->pdata[i], both))
            return copia_typeset_ref (parts->pdata[i]);
    for (guint i = 0; i < parts->len; i++)
        if (!decides (parts->pdata[i], !both))
            g_ptr_array_add (kept, copia_typeset_ref (parts->pdata[i]));
    only = kept->len == 0 ? parts->pdata[0] : kept->len == 1 ? kept->pdata[0] : NULL;
    if (only)
        return copia_typeset_ref (only);
    return copia_typeset_compound (kind_of (both), g_steal_pointer (&kept));
}

/* All words, or none. */
static CopiaTypeset *
everything (const CopiaBinding *binding, bool negated)
{
    CopiaTypeset *set = copia_typeset_new ();

    set->layer = copia_index_layer (binding->index, 0);
    if (!negated)
        complement (set);
    return set;
}

/* Of an attribute of a structure: any token there. */
static CopiaTypeset *
placed (const CopiaBinding *binding, const CopiaExpression *test,
        const CopiaRegionAttribute *attribute, bool negated)
{
    CopiaRegionSet *regions = copia_region_set_of_attribute (binding, attribute, test);

    return regions ? copia_typeset_placed (binding->index, regions, negated) : NULL;
}

/* The first or the last tokens of a structure's regions, or all. */
static CopiaTypeset *
edge (const CopiaBinding *binding, const CopiaExpression *test, bool negated)
{
    bool compared = test->inside && layer_of (binding, test->attribute);
    CopiaRegionSet *regions = NULL;
    CopiaTypeset *set;

    if (compared)
        copia_binding_fault (binding, test->at + test->size,
                             "'%s' is compared, as in %s=\"war\"", test->attribute,
                             test->attribute);
    else
        regions = copia_region_set_new (binding, test->attribute, NULL, test->at);
    set = regions ? copia_typeset_placed (binding->index, regions, negated) : NULL;
    if (set && !test->inside)
        set->edge = test->last ? COPIA_TYPESET_LAST : COPIA_TYPESET_FIRST;
    return set;
}

static bool
is_of_structure (const CopiaBinding *binding, const CopiaExpression *test,
                 CopiaRegionAttribute *attribute)
{
    return test->attribute &&
           !copia_index_find_layer (binding->index, test->attribute) &&
           copia_region_attribute_find (binding->index, test->attribute, attribute);
}

static CopiaTypeset *
resolve_comparison (const CopiaBinding *binding, const CopiaExpression *test,
                    bool negated)
{
    CopiaRegionAttribute attribute;
    CopiaTypeset *set;

    if (is_of_structure (binding, test, &attribute)) {
        if (!test->function)
            return placed (binding, test, &attribute, negated);
        copia_binding_fault (binding, test->at,
                             "'%s' belongs to a structure; %s() is of what tokens have",
                             test->attribute, copia_functions[test->function]);
        return NULL;
    }
    set = compare (binding, test);
    if (set && test->negated != negated)
        complement (set);
    return set;
}

/* Not finished yet. */
static CopiaTypeset *
resolve (const CopiaBinding *binding, const CopiaExpression *test, bool negated)
{
    bool both = (test->kind == COPIA_EXPRESSION_AND) != negated;
    g_autoptr (GPtrArray) parts = NULL;
    CopiaTypeset *set;

    if (test->kind == COPIA_EXPRESSION_ALL)
        return everything (binding, negated);
    if (test->kind == COPIA_EXPRESSION_NOT)
        return resolve (binding, test->children->pdata[0], !negated);
    if (test->kind == COPIA_EXPRESSION_COMPARE)
        return resolve_comparison (binding, test, negated);
    if (test->kind == COPIA_EXPRESSION_EDGE)
        return edge (binding, test, negated);
    parts = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    for (guint i = 0; i < test->children->len; i++) {
        set = resolve (binding, test->children->pdata[i], negated);
        if (!set)
            return NULL;
        gather (parts, set, both);
        if (!copia_watch_tick (binding->watch,
                               1 + copia_index_lexicon (binding->index)->types /
                                       TYPES_A_STEP)) {
            copia_watch_ended_well (binding->watch, binding->error);
            return NULL;
        }
    }
    return together (parts, both);
}

CopiaTypeset *
copia_token_test_set (const CopiaBinding *binding, const CopiaExpression *test)
{
    CopiaTypeset *set;

    if (test->kind == COPIA_EXPRESSION_ALL)
        return copia_typeset_any (binding->index);
    set = resolve (binding, test, false);
    if (set)
        copia_typeset_finish (set, binding->index);
    return set;
}

bool
copia_token_test_types (const CopiaBinding *binding, const CopiaExpression *test,
                        GArray *ids, bool *only)
{
    g_autoptr (CopiaTypeset) set = resolve (binding, test, false);

    if (!set)
        return false;
    *only = !set->children && set->layer == copia_index_layer (binding->index, 0);
    if (*only)
        g_array_append_vals (ids, set->ids->data, set->ids->len);
    return true;
}
