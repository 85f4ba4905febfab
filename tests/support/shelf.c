/* shelf.c - a corpus that texts are added to, in a folder of its own. */
#include "support/scratch-index.c"

#include "build/append.h"

#include <string.h>

typedef struct {
    char *folder, *path, *text;
} Shelf;

static void
write_text (const Shelf *self, unsigned sentences)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (unsigned i = 0; i < sentences; i++)
        g_string_append_printf (text, "The ship number%u sails at noon.\n\n", i);
    g_file_set_contents (self->text, text->str, (gssize) text->len, NULL);
}

static Shelf
shelf_in (char *folder)
{
    Shelf self = { .folder = folder };

    self.path = g_build_filename (self.folder, "shelf.copia", NULL);
    self.text = g_build_filename (self.folder, "text.txt", NULL);
    return self;
}

static Shelf
shelf_new (void)
{
    return shelf_in (g_dir_make_tmp ("copia-test-XXXXXX", NULL));
}

/* In memory, if there is such a place: no disk is waited for. */
static Shelf
shelf_new_quick (void)
{
    char *folder = g_mkdtemp (g_strdup ("/dev/shm/copia-test-XXXXXX"));

    return folder ? shelf_in (folder) : shelf_new ();
}

static guint
n_files_called (const Shelf *self, const char *ending)
{
    GDir *dir = g_dir_open (self->folder, 0, NULL);
    const char *name;
    guint n = 0;

    while ((name = g_dir_read_name (dir)))
        n += g_str_has_suffix (name, ending);
    g_dir_close (dir);
    return n;
}

static guint
n_files (const Shelf *self)
{
    return n_files_called (self, "");
}

static void
shelf_clear (Shelf *self)
{
    GDir *dir = g_dir_open (self->folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (self->folder, name, NULL);

        g_unlink (path);
    }
    g_dir_close (dir);
    g_rmdir (self->folder);
    g_free (self->folder);
    g_free (self->path);
    g_free (self->text);
}

static bool
append_with (const Shelf *self, const char *input, const char *tokenizer,
             GError **error)
{
    const char *inputs[] = { input, NULL };
    CopiaRecipe recipe = { .inputs = inputs };
    CopiaReport report = { 0 };
    bool good;

    recipe.reading.tokenizer = tokenizer;
    good = copia_append (&recipe, self->path, &report, error);
    copia_report_clear (&report);
    return good;
}

static void
append (const Shelf *self)
{
    g_autoptr (GError) error = NULL;

    append_with (self, self->text, NULL, &error);
    g_assert_no_error (error);
}

/* The texts of the corpus, every byte of which is well. */
static uint32_t
count_texts (const Shelf *self)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) index = copia_index_open (self->path, &error);

    g_assert_no_error (error);
    copia_index_verify (index, &error);
    g_assert_no_error (error);
    return copia_regions_count (copia_index_texts (index));
}
