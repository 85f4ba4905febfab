/* test-formats.c - seeds of the fuzzer of formats, as they are and with bytes changed; one book
 * in several formats. */
#include <glib.h>
#include <string.h>

#include "document.h"
#include "fuzz/formats.c"

#include "import/outline.h"

static void
try_seed (const char *bytes, gsize size)
{
    g_autofree char *changed = g_memdup2 (bytes, size);

    LLVMFuzzerTestOneInput ((const guint8 *) bytes, size);
    for (int i = 0; i < 300 && size > 1; i++) {
        gsize at = 1 + (gsize) g_test_rand_int_range (0, (int) size - 1);
        gsize n = i % 10 ? size : (gsize) g_test_rand_int_range (1, (int) size + 1);

        changed[at] = (char) g_test_rand_int_range (0, 256);
        LLVMFuzzerTestOneInput ((const guint8 *) changed, n);
        if (i % 4)
            changed[at] = bytes[at];
    }
}

static void
test_the_seeds_of_the_fuzzer_do_no_harm (void)
{
    const char *folder = "tests/fuzz/seeds/formats", *name;
    g_autoptr (GDir) seeds = g_dir_open (folder, 0, NULL);
    guint n = 0;

    g_assert_nonnull (seeds);
    while ((name = g_dir_read_name (seeds))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *bytes = NULL;
        gsize size = 0;

        g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
        try_seed (bytes, size);
        n++;
    }
    g_assert_cmpuint (n, >=, 7);
}

/* ---- one book in several formats ------------------------------------------------------ */

#define BOOK "/usr/share/doc/debian-history/docs/project-history.en"

/* Words of a book -> how often; letters and digits alone, folded. */
static void
count_words (GHashTable *counts, const CopiaDocument *document)
{
    g_autoptr (GString) word = g_string_new (NULL);

    for (const char *at = document->text; *at; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (g_unichar_isalnum (c)) {
            g_string_append_unichar (word, g_unichar_tolower (c));
            continue;
        }
        if (word->len)
            g_hash_table_insert (
                counts, g_strdup (word->str),
                GUINT_TO_POINTER (
                    GPOINTER_TO_UINT (g_hash_table_lookup (counts, word->str)) + 1));
        g_string_truncate (word, 0);
    }
}

static bool
take_words (void *data, CopiaDocument *taken, GError **error)
{
    g_autoptr (CopiaDocument) document = taken;

    (void) error;
    count_words (data, document);
    return true;
}

static GHashTable *
words_of (const char *path)
{
    GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GError) error = NULL;

    copia_import_file (path, NULL, take_words, counts, &error);
    g_assert_no_error (error);
    return counts;
}

/* Words of one that the other lacks, in a thousand of its words. */
static double
lacking (GHashTable *one, GHashTable *other)
{
    GHashTableIter each;
    void *word, *count;
    guint64 all = 0, lacks = 0;

    g_hash_table_iter_init (&each, one);
    while (g_hash_table_iter_next (&each, &word, &count)) {
        guint n = GPOINTER_TO_UINT (count);
        guint there = GPOINTER_TO_UINT (g_hash_table_lookup (other, word));

        all += n;
        lacks += n > there ? n - there : 0;
    }
    return all ? (double) lacks * 1000 / (double) all : 0;
}

/* The formats differ in what belongs to the edition: its title page and table of contents, the
 * numbers of sections, links that are printed in one and hidden in another. */
static void
compare (const char *ending, double most)
{
    g_autofree char *path = g_strconcat (BOOK, ending, NULL);
    g_autoptr (GHashTable) text = NULL, other = NULL;

    if (!g_file_test (BOOK ".txt.gz", G_FILE_TEST_EXISTS) ||
        !g_file_test (path, G_FILE_TEST_EXISTS)) {
        g_test_skip ("no " BOOK "; install debian-history");
        return;
    }
    text = words_of (BOOK ".txt.gz");
    other = words_of (path);
    g_test_message ("%s: of 1000 words of the text it lacks %.1f, it has %.1f more",
                    ending, lacking (text, other), lacking (other, text));
    g_assert_cmpfloat (lacking (text, other), <, most);
    g_assert_cmpfloat (lacking (other, text), <, most);
}

static void
test_an_epub_has_the_words_of_its_text (void)
{
    compare (".epub", 10);
}

static void
test_a_pdf_has_the_words_of_its_text (void)
{
    g_autofree char *program = g_find_program_in_path ("pdftotext");

    if (program)
        compare (".pdf", 60);
    else
        g_test_skip ("no pdftotext; install poppler-utils");
}

static void
test_the_pages_of_html_have_the_words_of_the_text (void)
{
    static const char *const pages[] = { "index",    "intro",    "leaders",
                                         "releases", "detailed", "manifesto" };
    g_autoptr (GHashTable) text = NULL, other = NULL;

    if (!g_file_test (BOOK ".txt.gz", G_FILE_TEST_EXISTS)) {
        g_test_skip ("no " BOOK "; install debian-history");
        return;
    }
    text = words_of (BOOK ".txt.gz");
    other = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
        g_autofree char *path =
            g_strdup_printf ("/usr/share/doc/debian-history/docs/%s.en.html", pages[i]);
        g_autoptr (GError) error = NULL;

        copia_import_file (path, NULL, take_words, other, &error);
        g_assert_no_error (error);
    }
    g_test_message ("html: of 1000 words of the text it lacks %.1f, it has %.1f more",
                    lacking (text, other), lacking (other, text));
    g_assert_cmpfloat (lacking (text, other), <, 10);
    g_assert_cmpfloat (lacking (other, text), <, 40); /* contents on each page */
}

/* `chapter 445|chapter 198`: the words of numbered ones; titles differ by their labels' stops. */
static void
add_row (void *data, const CopiaOutlineRow *row)
{
    if (strcmp (row->level, "chapter") == 0 && strcmp (row->n, "0") != 0)
        g_array_append_val (data, row->words);
}

static GArray *
chapters_of (const char *path)
{
    CopiaReaderOptions options = { 0 };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
    CopiaTextOutline *outline = copia_text_outline_new (false);
    GArray *words = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    g_autoptr (GError) error = NULL;

    copia_text_outline_read (outline, reader, path, NULL, &error);
    g_assert_no_error (error);
    copia_text_outline_each (outline, add_row, words);
    copia_text_outline_free (outline);
    return words;
}

static void
test_a_pdf_has_the_chapters_of_its_text (void)
{
    g_autofree char *program = g_find_program_in_path ("pdftohtml");
    g_autoptr (GArray) text = NULL, pdf = NULL;

    if (!program || !g_file_test (BOOK ".pdf", G_FILE_TEST_EXISTS)) {
        g_test_skip ("no " BOOK
                     " or no pdftohtml; install debian-history, poppler-utils");
        return;
    }
    text = chapters_of (BOOK ".txt.gz");
    pdf = chapters_of (BOOK ".pdf");
    g_assert_cmpuint (text->len, >=, 5);
    g_assert_cmpuint (pdf->len, ==, text->len);
    for (guint i = 0; i < text->len; i++) {
        double one = (double) g_array_index (text, uint64_t, i);
        double other = (double) g_array_index (pdf, uint64_t, i);

        g_assert_cmpfloat (ABS (one - other), <, one * 0.02);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/formats/seeds", test_the_seeds_of_the_fuzzer_do_no_harm);
    g_test_add_func ("/formats/epub", test_an_epub_has_the_words_of_its_text);
    g_test_add_func ("/formats/pdf", test_a_pdf_has_the_words_of_its_text);
    g_test_add_func ("/formats/pdf-chapters", test_a_pdf_has_the_chapters_of_its_text);
    g_test_add_func ("/formats/html",
                     test_the_pages_of_html_have_the_words_of_the_text);
    return g_test_run ();
}
