/* test-query-lists.c - word lists of queries are read as they stand, or refused. */
#include "command/lists.h"
#include "text/word-list.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_words_keep_their_case_and_comments_go (void)
{
    const char *text =
        "\xEF\xBB\xBF# people\r\nHoad\r\n\n  De Quincey \t# one\n#x\nc#\n"
        "hoad\nlast";
    const char *const wanted[] = { "Hoad", "De Quincey", "c#", "hoad", "last" };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaWordList) list =
        copia_word_list_parse (text, strlen (text), "list", &error);
    const char *const *words;

    g_assert_no_error (error);
    words = copia_word_list_words (list);
    for (size_t i = 0; i < G_N_ELEMENTS (wanted); i++)
        g_assert_cmpstr (words[i], ==, wanted[i]);
    g_assert_null (words[G_N_ELEMENTS (wanted)]);
}

static void
test_what_is_no_text_is_refused (void)
{
    g_autoptr (GError) binary = NULL;
    g_autoptr (GError) latin = NULL;

    g_assert_null (copia_word_list_parse ("a\0b", 3, "list", &binary));
    g_assert_error (binary, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_null (copia_word_list_parse ("a\ncaf\xE9\n", 7, "list", &latin));
    g_assert_error (latin, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_true (g_str_has_prefix (latin->message, "list:2: "));
}

static void
assert_refused (const char *const *given, const char *with)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (copia_lists_new (given, &error));
    g_assert_nonnull (strstr (error->message, with));
}

static void
test_lists_are_found_by_name (void)
{
    g_autofree char *path =
        g_build_filename (g_get_tmp_dir (), "copia-list-XXXXXX", NULL);
    int file = g_mkstemp (path);
    g_autofree char *given = g_strconcat ("names=", path, NULL);
    const char *const good[] = { given, NULL };
    const char *const twice[] = { given, given, NULL };
    const char *const formless[] = { "names", NULL };
    const char *const nameless[] = { "=list.txt", NULL };
    const char *const missing[] = { "n=no/such/file", NULL };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaLists) lists = NULL;

    g_assert_true (g_close (file, NULL));
    g_assert_true (g_file_set_contents (path, "a\nb\n", -1, NULL));
    lists = copia_lists_new (good, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (copia_lists_find (lists, "names", NULL)[1], ==, "b");
    g_assert_null (copia_lists_find (lists, "other", &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_cmpstr (copia_lists_file (given), ==, path);
    assert_refused (twice, "twice");
    assert_refused (formless, "--list takes a name and a file");
    assert_refused (nameless, "--list takes a name and a file");
    assert_refused (missing, "no/such/file: ");
    g_unlink (path);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/lists/words keep their case, and comments go",
                     test_words_keep_their_case_and_comments_go);
    g_test_add_func ("/lists/what is no text is refused",
                     test_what_is_no_text_is_refused);
    g_test_add_func ("/lists/lists are found by name", test_lists_are_found_by_name);
    return g_test_run ();
}
