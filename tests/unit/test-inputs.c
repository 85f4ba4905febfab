/* test-inputs.c - files and folders become a list of texts, always in the same order. */
#include "import/inputs.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

static char *folder;

static void
put (const char *path)
{
    g_autofree char *full = g_build_filename (folder, path, NULL);
    g_autofree char *parent = g_path_get_dirname (full);

    g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
    g_assert_true (g_file_set_contents (full, "x", 1, NULL));
}

static void
link_to (const char *target, const char *path)
{
    g_autofree char *full = g_build_filename (folder, path, NULL);

    g_assert_cmpint (symlink (target, full), ==, 0);
}

/* The files below `path` without the folder's name, joined by blanks; then notes behind |. */
static char *
expand (const char *path)
{
    g_autofree char *full = g_build_filename (folder, path, NULL);
    const char *inputs[] = { full, NULL };
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) files = copia_inputs_expand (inputs, notes, &error);
    GString *out = g_string_new (NULL);

    g_assert_no_error (error);
    for (guint i = 0; i < files->len; i++) {
        const char *file = g_ptr_array_index (files, i);

        g_assert_true (g_str_has_prefix (file, folder));
        g_string_append_printf (out, "%s%s", i ? " " : "", file + strlen (folder) + 1);
    }
    for (guint i = 0; i < notes->len; i++)
        g_string_append_printf (out, "|%s",
                                strstr (g_ptr_array_index (notes, i), ": ") + 2);
    return g_string_free (out, FALSE);
}

static void
test_a_folder_gives_its_texts_in_natural_order (void)
{
    static const char *const paths[] = {
        "shelf/b.txt",   "shelf/a/z.md",  "shelf/a.txt",     "shelf/a-b.TXT",
        "shelf/B.wiki",  "shelf/é.text",  "shelf/README.md", "shelf/readme.txt",
        "shelf/LICENSE", "shelf/x.png",   "shelf/.h.txt",    "shelf/.git/x.txt",
        "shelf/none",    "shelf/b10.txt", "shelf/b2.htm",    "shelf/b2.txt.gz",
        "shelf/c.zip",
    };
    g_autofree char *found = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
        put (paths[i]);
    found = expand ("shelf");
    g_assert_cmpstr (found, ==,
                     "shelf/B.wiki shelf/a-b.TXT shelf/a.txt shelf/a/z.md shelf/b.txt "
                     "shelf/b2.htm shelf/b2.txt.gz shelf/b10.txt shelf/c.zip "
                     "shelf/é.text|5 other files passed over");
}

static void
test_a_file_named_is_taken_whatever_it_is_called (void)
{
    g_autofree char *found = NULL;

    put ("odd/data.bin");
    found = expand ("odd/data.bin");
    g_assert_cmpstr (found, ==, "odd/data.bin");
}

static void
test_links_to_folders_are_not_followed (void)
{
    g_autofree char *found = NULL;

    put ("loop/a.txt");
    link_to ("..", "loop/up");
    link_to ("a.txt", "loop/b.txt");
    link_to ("nowhere", "loop/c.txt");
    found = expand ("loop");
    g_assert_cmpstr (found, ==, "loop/a.txt loop/b.txt|2 other files passed over");
}

static void
fail (const char *path, GQuark domain, int code, const char *says)
{
    g_autofree char *full = g_build_filename (folder, path, NULL);
    const char *inputs[] = { full, NULL };
    g_autoptr (GError) error = NULL;

    g_assert_null (copia_inputs_expand (inputs, NULL, &error));
    g_assert_error (error, domain, code);
    g_assert_true (g_str_has_prefix (error->message, full));
    if (!strstr (error->message, says))
        g_error ("'%s' does not say '%s'", error->message, says);
}

static void
test_a_hyphen_is_the_standard_input (void)
{
    static const char *const inputs[] = { "-", NULL };
    g_autoptr (GPtrArray) files = copia_inputs_expand (inputs, NULL, NULL);

    g_assert_nonnull (files);
    g_assert_cmpuint (files->len, ==, 1);
    g_assert_cmpstr (g_ptr_array_index (files, 0), ==, "/dev/stdin");
}

static void
test_what_holds_no_text_is_an_error (void)
{
    put ("pictures/x.png");
    fail ("pictures", COPIA_ERROR, COPIA_ERROR_INPUT,
          "no text in this folder (1 other file)");
    fail ("missing", G_FILE_ERROR, G_FILE_ERROR_NOENT, "no such file or folder");
}

int
main (int argc, char **argv)
{
    g_autofree char *command = NULL;
    int failed;

    g_test_init (&argc, &argv, NULL);
    folder = g_dir_make_tmp ("copia-inputs-XXXXXX", NULL);
    g_test_add_func ("/inputs/folder", test_a_folder_gives_its_texts_in_natural_order);
    g_test_add_func ("/inputs/file", test_a_file_named_is_taken_whatever_it_is_called);
    g_test_add_func ("/inputs/stdin", test_a_hyphen_is_the_standard_input);
    g_test_add_func ("/inputs/links", test_links_to_folders_are_not_followed);
    g_test_add_func ("/inputs/errors", test_what_holds_no_text_is_an_error);
    failed = g_test_run ();
    command = g_strdup_printf ("rm -rf '%s'", folder);
    g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
    g_free (folder);
    return failed;
}
