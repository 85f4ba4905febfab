/* tagger-place.c - a folder in which texts are tagged, for the tests of taggers. */
#include "support/folder.c"

#include <string.h>

/* `pos` is the number of the token in its sentence, `lemma` the token and a bar. */
#define COUNTING                                                                       \
    "awk '$0 == \"\" {n = 0; print; next} {print $0 \"\\t\" ++n \"\\t\" $0 \"|\"}'"

typedef struct {
    char *folder, *index, *text;
} Place;

static void
set_up (Place *place, const void *data)
{
    (void) data;
    place->folder = folder_new ();
    place->index = name_in (place->folder, "it.copia");
    place->text =
        put (place->folder, "cats.txt", "The cats were late. He is late;\nI am not.\n");
}

static void
tear_down (Place *place, const void *data)
{
    (void) data;
    folder_free (place->folder);
    g_free (place->index);
    g_free (place->text);
}

static CopiaIndex *
open_made (const CopiaRecipe *recipe, const char *path)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *said = make (recipe, path, false);
    CopiaIndex *index;

    g_assert_cmpstr (said, ==, "");
    index = copia_index_open (path, &error);
    g_assert_no_error (error);
    copia_index_verify (index, &error);
    g_assert_no_error (error);
    return index;
}

static CopiaIndex *
tag (const Place *place, const char *input, const char *tagger, const char *tags)
{
    const char *const inputs[] = { input, NULL };
    const CopiaRecipe recipe = { .inputs = inputs, .tagger = tagger, .tags = tags };

    return open_made (&recipe, place->index);
}

static char *
value (const CopiaIndex *index, const char *attribute, uint64_t cpos)
{
    const CopiaLayer *layer = copia_index_find_layer (index, attribute);
    CopiaString found;

    g_assert_nonnull (layer);
    found = copia_layer_value (layer, copia_layer_at (layer, cpos));
    return g_strndup (found.bytes, found.size);
}

/* All values with blanks between. */
static char *
values (const CopiaIndex *index, const char *attribute)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (uint64_t cpos = 0; cpos < copia_index_tokens (index)->size; cpos++) {
        g_autofree char *one = value (index, attribute, cpos);

        g_string_append_printf (all, "%s%s", cpos ? " " : "", one);
    }
    return g_string_free (g_steal_pointer (&all), FALSE);
}

static char *
random_text (int words)
{
    static const char *const stems[] = {
        "walk", "Été", "#", "cat-house", "1", "“", "%s"
    };
    static const char *const stops[] = { " ", " ", " ", ", ", ". ", "! ", ".\n\n" };
    GString *text = g_string_new (NULL);

    for (int i = 0; i < words; i++)
        g_string_append_printf (text, "%s%s%s", g_test_rand_bit () ? "The " : "",
                                stems[g_test_rand_int_range (0, G_N_ELEMENTS (stems))],
                                stops[g_test_rand_int_range (0, G_N_ELEMENTS (stops))]);
    return g_string_free (text, FALSE);
}
