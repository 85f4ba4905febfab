/* test-stoplist.c - stop lists are found, read and refused with good reasons. */
#include "text/stoplist.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"

static bool
contains (const CopiaStoplist *list, const char *form)
{
    return copia_stoplist_contains (list, form, strlen (form));
}

static CopiaStoplist *
parse (const char *text, GError **error)
{
    return copia_stoplist_parse (text, strlen (text), "list.txt", error);
}

static void
test_forms_are_folded_and_comments_passed_over (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaStoplist) list =
        parse ("\xEF\xBB\xBF# articles\r\nThe\r\n\n  DON’T\t# "
               "contraction\n#x\nc#\nÀ\nthe\nlast",
               &error);

    g_assert_no_error (error);
    g_assert_cmpuint (copia_stoplist_size (list), ==, 5);
    g_assert_true (contains (list, "the"));
    g_assert_true (contains (list, "don't"));
    g_assert_true (contains (list, "c#"));
    g_assert_true (contains (list, "à"));
    g_assert_true (contains (list, "last"));
    g_assert_false (contains (list, "The"));
    g_assert_false (contains (list, "x"));
    g_assert_false (contains (list, ""));
    g_assert_false (copia_stoplist_contains (list, "them", 2));
    g_assert_true (copia_stoplist_contains (list, "them", 3));
}

static void
test_an_empty_list_is_a_list (void)
{
    g_autoptr (CopiaStoplist) list = parse ("# nothing\n", NULL);

    g_assert_nonnull (list);
    g_assert_cmpuint (copia_stoplist_size (list), ==, 0);
}

static void
test_bad_text_is_refused_with_its_line (void)
{
    static const struct {
        const char *text;
        size_t size;
        const char *message;
    } cases[] = {
        { "a\nb\nof the\n", 11,
          "list.txt:3: more than one form on a line; give each its own" },
        { "a\n\nb\xE9\n", 6,
          "list.txt:3: not UTF-8 (byte 0xE9); save the list as UTF-8" },
        { "a\nb\xC3", 4, "list.txt:2: not UTF-8 (byte 0xC3); save the list as UTF-8" },
        { "a\0b", 3, "list.txt: a binary file; a list is plain text, one word a line" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;

        g_assert_null (
            copia_stoplist_parse (cases[i].text, cases[i].size, "list.txt", &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_a_list_beyond_the_limit_is_refused (void)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (copia_stoplist_parse ("", 16 * 1024 * 1024 + 1, "x", &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
    g_clear_error (&error);
    g_assert_null (copia_stoplist_load ("/dev/zero", NULL, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
}

static char *
write_file (const char *folder, const char *name, const char *text)
{
    char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GError) error = NULL;

    g_file_set_contents (path, text, -1, &error);
    g_assert_no_error (error);
    return path;
}

static void
test_lists_are_found_by_name_then_by_path (void)
{
    g_autofree char *one = g_dir_make_tmp ("copia-XXXXXX", NULL);
    g_autofree char *two = g_dir_make_tmp ("copia-XXXXXX", NULL);
    const char *folders[] = { "/nonexistent", one, two, NULL };
    g_autofree char *first = write_file (one, "en.txt", "first");
    g_autofree char *second = write_file (two, "en.txt", "second");
    g_autofree char *other = write_file (two, "de.txt", "der");
    g_autofree char *hidden = write_file (two, ".x.txt", "x");
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaStoplist) en = copia_stoplist_load ("en", folders, NULL);
    g_autoptr (CopiaStoplist) de = copia_stoplist_load ("de", folders, NULL);
    g_autoptr (CopiaStoplist) path = copia_stoplist_load (second, NULL, NULL);
    g_auto (GStrv) names = copia_stoplist_names (folders);
    g_autofree char *joined = g_strjoinv (" ", names);

    g_assert_true (contains (en, "first"));
    g_assert_true (contains (de, "der"));
    g_assert_true (contains (path, "second"));
    g_assert_cmpstr (joined, ==, "de en");
    g_assert_null (copia_stoplist_load ("fr", folders, &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_assert_cmpstr (
        error->message, ==,
        "no stop list is called 'fr', nor is there such a file; there are de, en");
    g_clear_error (&error);
    g_assert_null (copia_stoplist_load ("", NULL, &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_clear_error (&error);
    g_assert_null (copia_stoplist_load (one, folders, &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
    for (const char *const *file =
             (const char *[]){ first, second, other, hidden, NULL };
         *file; file++)
        g_unlink (*file);
    g_rmdir (one);
    g_rmdir (two);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/stoplist/forms-are-folded-and-comments-passed-over",
                     test_forms_are_folded_and_comments_passed_over);
    g_test_add_func ("/stoplist/an-empty-list-is-a-list", test_an_empty_list_is_a_list);
    g_test_add_func ("/stoplist/bad-text-is-refused-with-its-line",
                     test_bad_text_is_refused_with_its_line);
    g_test_add_func ("/stoplist/beyond-the-limit-is-refused",
                     test_a_list_beyond_the_limit_is_refused);
    g_test_add_func ("/stoplist/found-by-name-then-by-path",
                     test_lists_are_found_by_name_then_by_path);
    return g_test_run ();
}
