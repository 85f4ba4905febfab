/* test-page.c - the texts compiled in are the files of the tree. */
#include "base/page.h"

#include <glib.h>
#include <string.h>

#include "command/handbook.h"

/* Every file of the folder is a page with its text, and there are no other pages. */
static void
compare (const CopiaPage *pages, const char *folder, const char *extension)
{
    g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
    const char *name;
    size_t files = 0, count = 0;

    while (names && (name = g_dir_read_name (names))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *topic = g_strdup (name);
        g_autofree char *text = NULL;
        const CopiaPage *page;

        if (!g_str_has_suffix (name, extension))
            continue;
        topic[strlen (name) - strlen (extension)] = '\0';
        page = copia_page_find (pages, topic);
        g_assert_nonnull (page);
        g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
        g_assert_cmpstr (page->text, ==, text);
        files++;
    }
    while (pages[count].name)
        count++;
    g_assert_cmpuint (count, ==, files);
    if (files == 0)
        g_test_skip ("the folder is empty");
}

static void
test_the_handbook_is_compiled_in (void)
{
    compare (copia_handbook, "src/handbook", ".md");
}

static void
test_the_stop_lists_are_compiled_in (void)
{
    compare (copia_stoplists, "stoplists", ".txt");
}

static void
test_pages_are_found_by_exact_name (void)
{
    const CopiaPage pages[] = { { "a", "A", "a\n" }, { "ab", "AB", "ab\n" }, { 0 } };

    g_assert_true (copia_page_find (pages, "ab") == &pages[1]);
    g_assert_null (copia_page_find (pages, "b"));
    g_assert_null (copia_page_find (pages, ""));
    g_assert_null (copia_handbook_find ("no/such page"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/page/the handbook is compiled in",
                     test_the_handbook_is_compiled_in);
    g_test_add_func ("/page/the stop lists are compiled in",
                     test_the_stop_lists_are_compiled_in);
    g_test_add_func ("/page/pages are found by exact name",
                     test_pages_are_found_by_exact_name);
    return g_test_run ();
}
