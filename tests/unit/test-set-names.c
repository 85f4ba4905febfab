/* test-set-names.c - what files of a set may be called, and which may not be one. */
#include "support/scratch-index.c"

#include "base/error.h"
#include "index/set.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    ScratchIndex *scratch;
    char *folder, *file, *set, *joint;
} Place;

/* A set of one file with that name. */
static Place
place_new (const char *name)
{
    static const char *const words[] = { "one", "two", "three" };
    Place self = { .scratch = scratch_index_of_words (words, G_N_ELEMENTS (words)) };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) part = NULL;
    const CopiaIndex *parts[1];

    self.folder = g_path_get_dirname (self.scratch->path);
    self.file = g_build_filename (self.folder, name, NULL);
    self.set = g_build_filename (self.folder, "set", NULL);
    self.joint = g_build_filename (self.folder, "set.1.union", NULL);
    g_assert_cmpint (g_rename (self.scratch->path, self.file), ==, 0);
    part = copia_index_open (self.file, &error);
    g_assert_no_error (error);
    parts[0] = part;
    copia_set_write (parts, 1, self.set, &error);
    g_assert_no_error (error);
    return self;
}

static void
place_clear (Place *self)
{
    g_unlink (self->file);
    g_unlink (self->set);
    g_unlink (self->joint);
    g_free (self->folder);
    g_free (self->file);
    g_free (self->set);
    g_free (self->joint);
    scratch_index_free (self->scratch);
}

static void
test_any_name_of_a_file_will_do (void)
{
    static const char *const names[] = { "a\xFF\xE9.copia", "a\tb\n\\c\r.copia", "\\t",
                                         "a\xCC\x81" };

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        Place place = place_new (names[i]);
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaIndex) set = copia_index_open (place.set, &error);

        g_assert_no_error (error);
        g_assert_cmpuint (copia_index_tokens (set)->size, ==, 3);
        place_clear (&place);
    }
}

static void
test_a_set_within_a_set_is_told (void)
{
    Place place = place_new ("a.copia");
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    gsize size;

    g_file_get_contents (place.set, &text, &size, NULL);
    g_file_set_contents (place.file, text, (gssize) size, NULL);
    g_assert_null (copia_index_open (place.set, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED);
    g_assert_nonnull (strstr (error->message, "a.copia' is a set of files itself"));
    place_clear (&place);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/set-names/any", test_any_name_of_a_file_will_do);
    g_test_add_func ("/set-names/set", test_a_set_within_a_set_is_told);
    return g_test_run ();
}
