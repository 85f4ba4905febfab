/* test-shared.c - what several threads make of one long text is what one makes. */
#include <string.h>

#include "import/source.h"
#include "text/lines.h"
#include <glib/gstdio.h>

/* Lines of all ends and lengths, some of them very long; skips that reach over lines. */
static CopiaDocument *
random_document (size_t size)
{
    static const char *const pieces[] = { "word",   " ",    "\n",  "\r\n",
                                          "\r",     "\n\n", "\t",  "\u00E9",
                                          "\u2003", "a b",  ".\n", "\r\r\n" };
    CopiaDocument *document = copia_document_new ("random");
    GString *text = g_string_sized_new (size + 64);

    while (text->len < size) {
        if (g_test_rand_int_range (0, 200000) == 0)
            for (int n = g_test_rand_int_range (0, 3 << 20); n > 0; n--)
                g_string_append_c (text, 'x');
        if (g_test_rand_int_range (0, 1000) == 0) {
            uint32_t start = (uint32_t) text->len;

            copia_document_skip (document, start,
                                 start + (uint32_t) g_test_rand_int_range (1, 100));
        }
        g_string_append (text,
                         pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    }
    for (int n = 0; n < 100; n++) /* so that no skip ends behind the text */
        g_string_append_c (text, '.');
    g_string_append (text, g_test_rand_bit () ? "\n" : "");
    document->size = (uint32_t) text->len;
    document->text = g_string_free (text, FALSE);
    copia_document_settle (document);
    return document;
}

static void
test_lines_are_the_same_on_any_number_of_threads (void)
{
    for (unsigned round = 0; round < 3; round++) {
        g_autoptr (CopiaDocument) document = random_document (9u << 20 << round / 2);
        g_autoptr (CopiaLines) alone = copia_lines_new (document);

        for (unsigned threads = 2; threads < 8; threads += 3) {
            g_autoptr (CopiaLines) shared = NULL;

            document->threads = threads;
            shared = copia_lines_new (document);
            g_assert_cmpuint (copia_lines_size (shared), ==, copia_lines_size (alone));
            g_assert_cmpmem (copia_lines_get (shared, 0),
                             copia_lines_size (shared) * sizeof (CopiaLine),
                             copia_lines_get (alone, 0),
                             copia_lines_size (alone) * sizeof (CopiaLine));
        }
    }
}

static void
write_file (const char *path, const char *bytes, size_t size)
{
    FILE *file = g_fopen (path, "w");

    g_assert_cmpuint (fwrite (bytes, 1, size, file), ==, size);
    g_assert_cmpint (fclose (file), ==, 0);
}

/* Around the sizes of what a thread reads at a time, and from where on it is worth it. */
static void
test_a_long_file_is_read_whole_by_any_number_of_threads (void)
{
    static const int more[] = { -1, 0, (8 << 20) + 1 };
    g_autofree char *path = g_build_filename (g_get_tmp_dir (), "shared-XXXXXX", NULL);
    int fd = g_mkstemp (path);
    g_autoptr (GError) error = NULL;

    g_assert_true (g_close (fd, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS (more); i++) {
        size_t size = (size_t) ((32 << 20) + more[i]), got;
        g_autofree char *written = g_malloc (size);
        g_autofree char *read = NULL;

        for (size_t at = 0; at < size; at++)
            written[at] = (char) (at ^ at >> 8 ^ at >> 16);
        write_file (path, written, size);
        read = copia_source_read (path, COPIA_SOURCE_MOST, 3, &got, &error);
        g_assert_no_error (error);
        g_assert_cmpmem (read, got, written, size);
        g_assert_cmpint (read[size], ==, 0);
    }
    g_assert_null (copia_source_read (path, 1 << 20, 3, &(size_t){ 0 }, &error));
    g_assert_nonnull (error);
    g_assert_cmpint (g_unlink (path), ==, 0);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/shared/lines", test_lines_are_the_same_on_any_number_of_threads);
    g_test_add_func ("/shared/file",
                     test_a_long_file_is_read_whole_by_any_number_of_threads);
    return g_test_run ();
}
