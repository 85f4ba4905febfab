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

static guint
count_of (GHashTable *counts, const char *word)
{
    return GPOINTER_TO_UINT (g_hash_table_lookup (counts, word));
}

/* Words of one that the other has less often, as often as that is so. */
static GHashTable *
beyond (GHashTable *one, GHashTable *other)
{
    GHashTable *more = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter each;
    void *word, *count;

    g_hash_table_iter_init (&each, one);
    while (g_hash_table_iter_next (&each, &word, &count)) {
        guint n = GPOINTER_TO_UINT (count), there = count_of (other, word);

        if (n > there)
            g_hash_table_insert (more, g_strdup (word), GUINT_TO_POINTER (n - there));
    }
    return more;
}

static bool
is_number (const char *word)
{
    return strspn (word, "0123456789") == strlen (word);
}

/* `bugridden`, where the other has `bug` and `ridden`: a hyphen at the end of a line; `developers1`,
 * where it has `developers`: the mark of a note. */
static bool
is_joined (const char *word, GHashTable *lacking)
{
    for (size_t i = 1; i < strlen (word); i++) {
        g_autofree char *first = g_strndup (word, i);

        if (count_of (lacking, first) &&
            (count_of (lacking, word + i) || is_number (word + i)))
            return true;
    }
    return false;
}

/* How many are neither numbers, which stand for notes, pages and sections, nor joined, nor parts
 * of such; and which, for who reads the log. */
static guint
unexplained (GHashTable *more, GHashTable *lacking, const char *what)
{
    g_autoptr (GString) list = g_string_new (NULL);
    GHashTableIter each, joined;
    void *word, *count, *longer;
    guint n = 0;

    g_hash_table_iter_init (&each, more);
    while (g_hash_table_iter_next (&each, &word, &count)) {
        bool part = false;

        g_hash_table_iter_init (&joined, lacking);
        while (!part && g_hash_table_iter_next (&joined, &longer, NULL))
            part =
                (g_str_has_prefix (longer, word) || g_str_has_suffix (longer, word)) &&
                is_joined (longer, more);
        if (is_number (word) || part || is_joined (word, lacking))
            continue;
        n += GPOINTER_TO_UINT (count);
        g_string_append_printf (list, " %s", (char *) word);
    }
    g_test_message ("%s: %u words:%s", what, n, list->str);
    return n;
}

/* The formats differ in what belongs to the edition: the title page, tables of contents, and
 * numbers. */
static void
compare_words (GHashTable *text, GHashTable *other, guint most_lacking, guint most_more)
{
    g_autoptr (GHashTable) lacking = beyond (text, other), more = beyond (other, text);

    g_assert_cmpuint (g_hash_table_size (text), >, 1500); /* it was read at all */
    g_assert_cmpuint (unexplained (lacking, more, "lacking"), <=, most_lacking);
    g_assert_cmpuint (unexplained (more, lacking, "more"), <=, most_more);
}

static void
compare (const char *ending, guint most_lacking, guint most_more)
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
    compare_words (text, other, most_lacking, most_more);
}

/* The title stands on its page and in the package. */
static void
test_an_epub_has_the_words_of_its_text (void)
{
    compare (".epub", 0, 5);
}

/* Its title page has a table of who made it. */
static void
test_a_pdf_has_the_words_of_its_text (void)
{
    g_autofree char *program = g_find_program_in_path ("pdftotext");

    if (program)
        compare (".pdf", 9, 16);
    else
        g_test_skip ("no pdftotext; install poppler-utils");
}

/* Each page begins with its part of the table of contents. */
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
    compare_words (text, other, 0, 165);
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
