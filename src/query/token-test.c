/* token-test.c - boolean algebra over the lexicon. */
#include "query/token-test.h"

#include "query/attribute.h"
#include "query/fault.h"
#include "query/value.h"
#include "text/fold.h"
#include "text/unicode.h"

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

/* The values worth testing. */
static void
find_range (const CopiaValueTest *test, const CopiaAttribute *attribute,
            const CopiaLexicon *lexicon, uint32_t *first, uint32_t *end)
{
    g_autoptr (GString) form = g_string_new (NULL);
    const CopiaLiterals *literals = &test->literals;
    uint32_t from = 0, last = lexicon->forms;

    *first = 0;
    *end = attribute->count (lexicon);
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
        attribute->forms (lexicon, from, last, first, end);
    *end = MIN (*end, attribute->count (lexicon));
}

static bool
compare (const CopiaBinding *binding, const CopiaExpression *of, GArray *ids)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (binding->index);
    const CopiaAttribute *attribute = copia_attribute_find (of->attribute);
    g_autoptr (CopiaValueTest) test = NULL;
    uint32_t value, end;

    if (!attribute) {
        g_autofree char *names = copia_attribute_names ();

        return copia_binding_fault (
            binding, of->at,
            "tokens of this corpus have no attribute '%s'; they "
            "have %s",
            of->attribute, names);
    }
    test = copia_value_test_new (binding, of, attribute->folded);
    if (!test)
        return false;
    for (find_range (test, attribute, lexicon, &value, &end); value < end; value++) {
        if (copia_value_test_passes (test, attribute->value (lexicon, value)))
            attribute->types (lexicon, value, ids);
        if (!copia_value_test_goes_on (test, binding))
            return false;
    }
    return true;
}

static uint8_t *bits_of (const CopiaBinding *binding, const CopiaExpression *test);

static uint8_t *
bits_of_compare (const CopiaBinding *binding, const CopiaExpression *test)
{
    uint32_t types = copia_index_lexicon (binding->index)->types;
    g_autofree uint8_t *bits = g_malloc0 (types / 8 + 1);
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    if (!compare (binding, test, ids))
        return NULL;
    for (guint i = 0; i < ids->len; i++) {
        uint32_t id = g_array_index (ids, uint32_t, i);

        if (id < types)
            bits[id / 8] |= (uint8_t) (1u << id % 8);
    }
    for (uint32_t i = 0; test->negated && i <= types / 8; i++)
        bits[i] = (uint8_t) ~bits[i];
    return g_steal_pointer (&bits);
}

/* NOT, AND, OR of the children; ALL. */
static uint8_t *
bits_of (const CopiaBinding *binding, const CopiaExpression *test)
{
    uint32_t size = copia_index_lexicon (binding->index)->types / 8 + 1;
    bool both =
        test->kind == COPIA_EXPRESSION_AND || test->kind == COPIA_EXPRESSION_ALL;
    g_autofree uint8_t *bits = NULL;

    if (test->kind == COPIA_EXPRESSION_COMPARE)
        return bits_of_compare (binding, test);
    bits = g_malloc (size);
    memset (bits, both ? 0xFF : 0, size);
    for (guint i = 0; i < test->children->len; i++) {
        g_autofree uint8_t *child = bits_of (binding, test->children->pdata[i]);

        if (!child)
            return NULL;
        for (uint32_t k = 0; k < size; k++)
            bits[k] = both ? bits[k] & child[k] : bits[k] | child[k];
    }
    for (uint32_t k = 0; test->kind == COPIA_EXPRESSION_NOT && k < size; k++)
        bits[k] = (uint8_t) ~bits[k];
    return g_steal_pointer (&bits);
}

bool
copia_token_test_types (const CopiaBinding *binding, const CopiaExpression *test,
                        GArray *ids)
{
    uint32_t types = copia_index_lexicon (binding->index)->types;
    g_autofree uint8_t *bits = NULL;

    if (test->kind == COPIA_EXPRESSION_COMPARE && !test->negated)
        return compare (binding, test, ids);
    bits = bits_of (binding, test);
    for (uint32_t id = 0; bits && id < types; id++)
        if (bits[id / 8] >> (id % 8) & 1)
            g_array_append_val (ids, id);
    return bits != NULL;
}

CopiaTypeset *
copia_token_test_set (const CopiaBinding *binding, const CopiaExpression *test)
{
    g_autoptr (CopiaTypeset) set = NULL;

    if (test->kind == COPIA_EXPRESSION_ALL)
        return copia_typeset_any (binding->index);
    set = copia_typeset_new ();
    if (!copia_token_test_types (binding, test, set->ids))
        return NULL;
    copia_typeset_finish (set, binding->index);
    return g_steal_pointer (&set);
}
