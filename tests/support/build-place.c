/* build-place.c - a text and the index that is built of it, gone after the test. */
#include "support/scratch-index.c"

#include "build/build.h"

#include <glib/gstdio.h>

typedef struct {
    char *index, *folder, *text;
} Place;

static void
set_up (Place *place, const void *data)
{
    (void) data;
    place->index = scratch_path ();
    place->folder = g_path_get_dirname (place->index);
    place->text = g_build_filename (place->folder, "text.txt", NULL);
}

static void
tear_down (Place *place, const void *data)
{
    (void) data;
    (void) g_unlink (place->text);
    scratch_path_free (place->index);
    g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS)); /* no drafts */
    g_free (place->folder);
    g_free (place->text);
}

static bool
build (const Place *place, unsigned threads, uint64_t memory, bool compact,
       GError **error)
{
    const char *const inputs[] = { place->text, NULL };
    CopiaRecipe recipe = {
        .threads = threads, .memory = memory, .compact = compact, .inputs = inputs
    };
    CopiaReport report;
    bool built = copia_build (&recipe, place->index, &report, error);

    copia_report_clear (&report);
    return built;
}
