/* test-import.c - files become documents; the right importer is chosen; licences are left out. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "document.h"
#include "import/binary.h"

static const char gutenberg[] = "The Project Gutenberg EBook of A Tale, by Jane Doe\r\n"
                                "\r\n"
                                "Title: A Tale\r\n"
                                "       of Two Lines\r\n"
                                "\r\n"
                                "Author: Jane Doe\r\n"
                                "Release Date: June 25, 2008 [EBook #11]\r\n"
                                "Language: English\r\n"
                                "Character set encoding: ASCII\r\n"
                                "\r\n"
                                "*** START OF THIS PROJECT GUTENBERG EBOOK A TALE\r\n"
                                "AND MORE ***\r\n"
                                "\r\n"
                                "Produced by Somebody\r\n"
                                "and Others\r\n"
                                "\r\n"
                                "A _very_ short snake_case tale. [Illustration]\r\n"
                                "\r\n"
                                "End of the Project Gutenberg EBook of A Tale\r\n"
                                "\r\n"
                                "*** END OF THIS PROJECT GUTENBERG EBOOK A TALE ***\r\n"
                                "Licence.\r\n";

static void
test_a_gutenberg_text_is_its_book_and_its_card (void)
{
    g_autoptr (CopiaDocument) document =
        import_text (gutenberg, sizeof gutenberg - 1, NULL);
    g_autofree char *shown = show_skips (document, "·");

    g_assert_cmpstr (document->format, ==, "gutenberg");
    g_assert_cmpstr (shown, ==, "·\r\n\r\nA ·very· short snake_case tale. ·\r\n\r\n·");
    g_assert_cmpstr (copia_document_find_attribute (document, "title"), ==,
                     "A Tale of Two Lines");
    g_assert_cmpstr (copia_document_find_attribute (document, "author"), ==,
                     "Jane Doe");
    g_assert_cmpstr (copia_document_find_attribute (document, "release_date"), ==,
                     "June 25, 2008");
    g_assert_cmpstr (copia_document_find_attribute (document, "language"), ==,
                     "English");
    g_assert_cmpuint (document->notes->len, ==, 2);
    g_assert_nonnull (strstr (g_ptr_array_index (document->notes, 0), "lines 1-15"));
    g_assert_nonnull (strstr (g_ptr_array_index (document->notes, 1), "lines 19-22"));
    g_assert_cmpuint (document->size, ==, sizeof gutenberg - 1);
}

static void
test_older_licences_are_known (void)
{
    static const struct {
        const char *text, *shown;
    } cases[] = {
        { "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\nA.\n",
          "·\n\nA.\n" },
        { "***START OF THE PROJECT GUTENBERG EBOOK X***\n\nA.\n***END OF THE PROJECT "
          "GUTENBERG EBOOK X***\n",
          "·\n\nA.\n·" },
        { "small print\n*END THE SMALL PRINT! x*END*\n\n*** START OF THE PROJECT "
          "GUTENBERG X ***\nA.\n"
          "End of Project Gutenberg's X\n",
          "·\nA.\n·" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (CopiaDocument) document =
            import_text (cases[i].text, strlen (cases[i].text), NULL);
        g_autofree char *shown = show_skips (document, "·");

        g_assert_cmpstr (document->format, ==, "gutenberg");
        g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_a_title_in_brackets_names_the_text (void)
{
    const char *text = "[Moby Dick by Herman Melville 1851]\r\n\r\nCall me.";
    const char *other = "[Moby Dick]\nby the way [x]";
    g_autoptr (CopiaDocument) document = import_text (text, strlen (text), NULL);
    g_autoptr (CopiaDocument) none = import_text (other, strlen (other), NULL);

    g_assert_cmpstr (copia_document_find_attribute (document, "title"), ==,
                     "Moby Dick");
    g_assert_cmpstr (copia_document_find_attribute (document, "author"), ==,
                     "Herman Melville");
    g_assert_cmpstr (copia_document_find_attribute (document, "year"), ==, "1851");
    g_assert_cmpuint (none->attributes->len, ==, 0);
}

static void
test_latex_in_a_text_file_is_told (void)
{
    const char *text = "\\documentclass{book}\nx";
    g_autoptr (CopiaDocument) document = import_text (text, strlen (text), NULL);

    g_assert_cmpuint (document->notes->len, ==, 1);
    g_assert_nonnull (strstr (g_ptr_array_index (document->notes, 0), "LaTeX"));
}

static void
test_the_extension_chooses_before_the_bytes (void)
{
    static const struct {
        const char *name, *text, *format;
    } cases[] = {
        { "a.md", "plain words", "markdown" },
        { "a.MARKDOWN", "x", "markdown" },
        { "a.wiki", "x", "wiki" },
        { "b.c/a", "x", "plain" },
        { "a.txt", "== A ==\n\n[[x]]\n\n== B ==\n", "wiki" },
        { "a.md", "== A ==\n\n== B ==\n", "markdown" },
        { "a.unknown", "# A\n\n# B\n\nc", "markdown" },
        { "a.txt", "<!DOCTYPE html><p>x", "html" },
        { "a.md", "<!DOCTYPE html><p>x", "markdown" },
        { "a.htm", "x", "html" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (CopiaDocument) document =
            import_one (cases[i].name, cases[i].text, strlen (cases[i].text), NULL,
                        NULL);

        g_assert_cmpstr (document->format, ==, cases[i].format);
    }
}

static void
test_an_unknown_importer_is_an_error_that_names_the_others (void)
{
    CopiaImportOptions options = { .importer = "word" };
    g_autoptr (GError) error = NULL;

    g_assert_null (import_one ("x", "x", 1, &options, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_nonnull (strstr (error->message, "plain, gutenberg, html, epub"));
}

/* ---- files ---------------------------------------------------------------------------- */

static char *folder;

static char *
write_file (const char *name, const char *content, gsize size)
{
    char *path = g_build_filename (folder, name, NULL);

    g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
    return path;
}

static bool
drop_document (void *data G_GNUC_UNUSED, CopiaDocument *document,
               GError **error G_GNUC_UNUSED)
{
    copia_document_free (document);
    return true;
}

static void
fail_file (const char *path, const CopiaImportOptions *options, GQuark domain, int code,
           const char *says)
{
    g_autoptr (GError) error = NULL;

    g_assert_false (copia_import_file (path, options, keep_document, NULL, &error));
    g_assert_error (error, domain, code);
    g_assert_true (g_str_has_prefix (error->message, path));
    if (!strstr (error->message, says))
        g_error ("'%s' does not say '%s'", error->message, says);
}

static void
test_files_that_are_no_texts_are_told_in_one_line (void)
{
    g_autofree char *empty = write_file ("empty.txt", "", 0);
    g_autofree char *binary = write_file ("binary.txt", "a\0b", 3);
    g_autofree char *missing = g_build_filename (folder, "missing.txt", NULL);
    g_autofree char *closed = write_file ("closed.txt", "x", 1);
    g_autofree char *bad = write_file ("bad.txt", "caf\xE9", 4);
    CopiaImportOptions utf8 = { .encoding = "UTF-8" };
    CopiaImportOptions small = { .limit = 3 };

    fail_file (empty, NULL, COPIA_ERROR, COPIA_ERROR_INPUT, "empty");
    fail_file (binary, NULL, COPIA_ERROR, COPIA_ERROR_INPUT, "binary");
    fail_file (missing, NULL, G_FILE_ERROR, G_FILE_ERROR_NOENT, "opened");
    fail_file (folder, NULL, G_FILE_ERROR, G_FILE_ERROR_ISDIR, "text");
    fail_file (bad, &utf8, COPIA_ERROR, COPIA_ERROR_INPUT, "byte 0xE9 at offset 3");
    fail_file (bad, &small, COPIA_ERROR, COPIA_ERROR_LIMIT, "longer than 3 bytes");
    g_assert_cmpint (g_chmod (closed, 0), ==, 0);
    if (access (closed, R_OK) != 0)
        fail_file (closed, NULL, G_FILE_ERROR, G_FILE_ERROR_ACCES, "opened");
}

/* The longest that is read, and one byte more, with what stands around it. */
static void
test_a_word_beyond_all_words_is_refused (void)
{
    for (unsigned more = 0; more < 2; more++) {
        g_autofree char *word = g_strnfill (COPIA_BINARY_UNPARTED + more, 'a');
        g_autofree char *text =
            g_strconcat ("Words ", word, " and\nmore\n", word, NULL);
        g_autofree char *path = write_file ("long.txt", text, strlen (text));
        g_autoptr (GError) error = NULL;

        if (more > 0)
            fail_file (path, NULL, COPIA_ERROR, COPIA_ERROR_LIMIT,
                       "more than 16 MiB without a blank from offset 6 on");
        else
            g_assert_true (copia_import_file (path, NULL, drop_document, NULL, &error));
        g_assert_no_error (error);
    }
}

static void *
feed (void *path)
{
    int fd = open (path, O_WRONLY | O_CLOEXEC);
    g_autofree char *chunk = g_strnfill (70000, 'a');

    for (int i = 0; i < 3; i++)
        g_assert_cmpint (write (fd, chunk, 70000), ==, 70000);
    close (fd);
    return NULL;
}

static void
test_a_pipe_is_read_to_its_end (void)
{
    g_autofree char *path = g_build_filename (folder, "pipe", NULL);
    g_autoptr (CopiaDocument) document = NULL;
    GThread *thread;

    g_assert_cmpint (mkfifo (path, 0600), ==, 0);
    thread = g_thread_new ("feed", feed, path);
    copia_import_file (path, NULL, keep_document, &document, NULL);
    g_thread_join (thread);
    g_assert_cmpuint (document->size, ==, 210000);
}

static void
clear_folder (void)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
    }
    g_rmdir (folder);
    g_free (folder);
}

int
main (int argc, char **argv)
{
    int failed;

    g_test_init (&argc, &argv, NULL);
    folder = g_dir_make_tmp ("copia-import-XXXXXX", NULL);
    g_test_add_func ("/import/gutenberg",
                     test_a_gutenberg_text_is_its_book_and_its_card);
    g_test_add_func ("/import/gutenberg-older", test_older_licences_are_known);
    g_test_add_func ("/import/title-line", test_a_title_in_brackets_names_the_text);
    g_test_add_func ("/import/latex", test_latex_in_a_text_file_is_told);
    g_test_add_func ("/import/choice", test_the_extension_chooses_before_the_bytes);
    g_test_add_func ("/import/unknown",
                     test_an_unknown_importer_is_an_error_that_names_the_others);
    g_test_add_func ("/import/errors",
                     test_files_that_are_no_texts_are_told_in_one_line);
    g_test_add_func ("/import/long-word", test_a_word_beyond_all_words_is_refused);
    g_test_add_func ("/import/pipe", test_a_pipe_is_read_to_its_end);
    failed = g_test_run ();
    clear_folder ();
    return failed;
}
