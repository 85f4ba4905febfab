/* folder.c - a folder of texts and the indexes that are built of them, gone after the test. */
#include "support/scratch-index.c"

#include "build/append.h"

static char *
folder_new (void)
{
    return g_dir_make_tmp ("copia-test-XXXXXX", NULL);
}

static char *
name_in (const char *folder, const char *name)
{
    return g_build_filename (folder, name, NULL);
}

static char *
put (const char *folder, const char *name, const char *text)
{
    char *path = name_in (folder, name);

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    return path;
}

static void
folder_free (char *folder)
{
    GDir *dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = name_in (folder, name);

        g_unlink (path);
    }
    g_dir_close (dir);
    g_assert_cmpint (g_rmdir (folder), ==, 0);
    g_free (folder);
}

/* Says the error, or "". */
static char *
make (const CopiaRecipe *recipe, const char *path, bool add)
{
    g_autoptr (GError) error = NULL;
    CopiaReport report = { 0 };
    bool made = add ? copia_append (recipe, path, &report, &error)
                    : copia_build (recipe, path, &report, &error);

    g_assert_cmpint (made, ==, !error);
    copia_report_clear (&report);
    return g_strdup (error ? error->message : "");
}
