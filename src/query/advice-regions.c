/* advice-regions.c - why no region is like that. */
#include "query/advice-regions.h"

#include "base/utf8.h"
#include "query/token-test.h"

#include <string.h>

#define VALUES 5

static uint32_t
count_fitting (const CopiaBinding *binding, const CopiaNode *tag,
               const CopiaExpression *test)
{
    g_autoptr (CopiaRegionSet) set =
        copia_region_set_new (binding, tag->structure, test, tag->at);

    return set ? set->count : COPIA_NONE;
}

/* The first of those there are. */
static void
say_values (const CopiaRegions *regions, uint32_t attribute, GString *missing)
{
    const CopiaStrings *values = copia_regions_values (regions, attribute);

    if (values->count == 0)
        return;
    g_string_append_printf (missing, "; the values of '%s' are ",
                            copia_regions_attribute_name (regions, attribute));
    for (uint64_t i = 0; i < MIN (values->count, VALUES); i++) {
        CopiaString value = copia_strings_get (values, i);
        g_autofree char *text = g_strndup (value.bytes, value.size);
        g_autofree char *brief = copia_utf8_brief (text, COPIA_UTF8_QUOTED);

        g_string_append (missing, i ? ", '" : "'");
        copia_utf8_safe (missing, brief, strlen (brief));
        g_string_append_c (missing, '\'');
    }
    if (values->count > VALUES)
        g_string_append (missing, ", ..");
}

static void
say_region (const CopiaBinding *binding, const CopiaNode *tag, GString *missing)
{
    const CopiaRegions *regions =
        copia_index_find_structure (binding->index, tag->structure);
    g_autofree char *text = g_strndup (binding->query + tag->at, tag->size);
    g_autofree char *brief = copia_utf8_brief (text, COPIA_UTF8_QUOTED);
    CopiaExpression loose = *tag->expression;
    uint32_t attribute, fitting;

    g_string_append_printf (missing, "%sno region fits '%s'", missing->len ? "\n" : "",
                            brief);
    if (loose.kind != COPIA_EXPRESSION_COMPARE || !regions)
        return;
    attribute = copia_regions_attribute (regions, loose.attribute);
    loose.no_case = true;
    fitting = count_fitting (binding, tag, &loose);
    if (fitting != 0 && fitting != COPIA_NONE)
        g_string_append_printf (missing, "; in other letter case %u %s: add %%c",
                                fitting, fitting == 1 ? "does" : "do");
    else if (attribute != COPIA_NONE)
        say_values (regions, attribute, missing);
}

void
copia_advice_regions (const CopiaBinding *binding, const CopiaNode *tree,
                      GString *missing)
{
    for (guint i = 0; tree->children && i < tree->children->len; i++)
        copia_advice_regions (binding, tree->children->pdata[i], missing);
    if (tree->kind == COPIA_NODE_TAG && tree->expression &&
        count_fitting (binding, tree, tree->expression) == 0)
        say_region (binding, tree, missing);
}
