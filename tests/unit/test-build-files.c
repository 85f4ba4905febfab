/* test-build-files.c - many files become the same index whoever reads them. */
#include "build/append.h"
#include "build/build.h"

#include "support/scratch-index.c"

#include <glib/gstdio.h>
#include <string.h>

#define FILES 240

typedef struct {
    char *index, *folder, *texts;
} Place;

static void
set_up (Place *place, const void *data)
{
    (void) data;
    place->index = scratch_path ();
    place->folder = g_path_get_dirname (place->index);
    place->texts = g_build_filename (place->folder, "texts", NULL);
    g_assert_cmpint (g_mkdir (place->texts, 0700), ==, 0);
}

static void
clear_texts (const Place *place)
{
    g_autoptr (GDir) names = g_dir_open (place->texts, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (names))) {
        g_autofree char *path = g_build_filename (place->texts, name, NULL);

        g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static void
tear_down (Place *place, const void *data)
{
    (void) data;
    clear_texts (place);
    g_assert_cmpint (g_rmdir (place->texts), ==, 0);
    scratch_path_free (place->index);
    g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS)); /* no drafts */
    g_free (place->folder);
    g_free (place->texts);
}

static void
put_text (const Place *place, unsigned i, const char *ending, const char *text)
{
    g_autofree char *name = g_strdup_printf ("%u%s", i, ending);
    g_autofree char *path = g_build_filename (place->texts, name, NULL);

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
append_words (GString *text, int n)
{
    for (int i = 0; i < n; i++)
        g_string_append_printf (text, "%s%d%s", i % 3 ? "w" : "Word",
                                g_test_rand_int_range (0, 3000),
                                i % 17 == 16 ? ".\n\n" : " ");
}

/* Of each kind of reading some: plain, divided, marked up, annotated, without a word, long. */
static void
put_any (const Place *place, unsigned i)
{
    g_autoptr (GString) text = g_string_new (NULL);
    int kind = g_test_rand_int_range (0, 8), n = g_test_rand_int_range (1, 400);

    if (i == FILES / 2)
        n = 300000;
    if (kind == 0) {
        g_string_append (text, "<html><title>One</title><body><h1>A</h1><p>");
        append_words (text, n);
        g_string_append (text, "</p><h1>B</h1><p>and</body></html>");
        put_text (place, i, ".html", text->str);
    } else if (kind == 1) {
        g_string_append (text, "<TEI><text><body><sp><speaker>A</speaker><p>");
        append_words (text, n);
        g_string_append (text, "</p></sp></body></text></TEI>");
        put_text (place, i, ".xml", text->str);
    } else if (kind == 2) {
        put_text (place, i, ".vrt", "<text>\n<s>\nThe\nhouse\n.\n</s>\n</text>\n");
    } else if (kind == 3) {
        put_text (place, i, ".txt", "\n \n\n");
    } else {
        for (int k = 0; k < kind - 3; k++) {
            g_string_append_printf (text, "\n\nCHAPTER %d\n\n", k + 1);
            append_words (text, n);
        }
        put_text (place, i, kind == 7 ? ".md" : ".txt", text->str);
    }
}

/* The notes, or the error, as one text. */
static char *
build (const Place *place, unsigned threads, uint64_t memory)
{
    const char *const inputs[] = { place->texts, NULL };
    CopiaRecipe recipe = { .threads = threads, .memory = memory, .inputs = inputs };
    g_autoptr (GError) error = NULL;
    CopiaReport report;
    char *said;

    if (copia_build (&recipe, place->index, &report, &error))
        g_ptr_array_add (report.notes, NULL);
    said = error ? g_strdup (error->message)
                 : g_strjoinv ("\n", (char **) report.notes->pdata);
    copia_report_clear (&report);
    return said;
}

static void
test_readers_change_no_byte_and_no_note (Place *place, const void *data)
{
    static const unsigned threads[] = { 2, 3, 7 };
    g_autofree char *bytes = NULL, *notes = NULL;
    g_autoptr (CopiaIndex) index = NULL;
    gsize size;

    (void) data;
    for (unsigned i = 0; i < FILES; i++)
        put_any (place, i);
    notes = build (place, 1, 0);
    g_assert_true (g_file_get_contents (place->index, &bytes, &size, NULL));
    index = copia_index_open (place->index, NULL);
    g_assert_true (copia_index_verify (index, NULL));
    g_assert_nonnull (strstr (notes, "no word in it"));
    for (size_t i = 0; i < 2 * G_N_ELEMENTS (threads); i++) {
        g_autofree char *other = NULL, *said = NULL;
        gsize other_size;

        g_assert_cmpint (g_unlink (place->index), ==, 0);
        said = build (place, threads[i / 2], i % 2);
        g_assert_cmpstr (said, ==, notes);
        g_assert_true (g_file_get_contents (place->index, &other, &other_size, NULL));
        g_assert_cmpmem (other, other_size, bytes, size);
    }
}

/* Whoever comes to it first: what is told is the first fault in the order of the files. */
static void
test_the_first_bad_file_is_the_error (Place *place, const void *data)
{
    g_autofree char *first = NULL, *other = NULL;

    (void) data;
    for (unsigned i = 0; i < FILES; i++)
        put_text (place, i, ".txt",
                  i % 90 == 80 ? "" : "In the beginning was the word.\n");
    first = build (place, 1, 0);
    other = build (place, 3, 0);
    g_assert_nonnull (strstr (first, "80.txt: empty"));
    g_assert_cmpstr (other, ==, first);
    g_assert_false (g_file_test (place->index, G_FILE_TEST_EXISTS));
}

/* As many structures as there can be, and one too many. */
static void
test_what_the_index_does_not_take_is_told_with_its_file (Place *place, const void *data)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *said = NULL, *other = NULL;

    (void) data;
    for (unsigned i = 0; i < 1001; i++)
        g_string_append_printf (text, "<a%u>\nx\n</a%u>\n", i, i);
    put_text (place, 0, ".vrt", "<s>\na\n</s>\n");
    put_text (place, 1, ".vrt", text->str);
    put_text (place, 2, ".vrt", text->str);
    said = build (place, 1, 0);
    other = build (place, 3, 0);
    g_assert_nonnull (strstr (said, "texts/1.vrt: more than 1000 structures"));
    g_assert_nonnull (strstr (said, "--importer plain"));
    g_assert_cmpstr (other, ==, said);
}

static void
test_what_is_said_of_many_texts_is_counted (Place *place, const void *data)
{
    g_autofree char *notes = NULL;
    g_auto (GStrv) lines = NULL;

    (void) data;
    for (unsigned i = 0; i < FILES; i++)
        put_text (place, i, ".txt", i % 2 ? "   \n" : "The house.\n");
    notes = build (place, 2, 0);
    lines = g_strsplit (notes, "\n", -1);
    g_assert_cmpuint (g_strv_length (lines), ==, 4);
    g_assert_nonnull (strstr (lines[2], "/5.txt: passed over"));
    g_assert_true (g_str_has_prefix (lines[3], "117 other texts: passed over, for"));
}

static void
test_a_file_that_is_named_twice_is_told (Place *place, const void *data)
{
    g_autofree char *again = g_build_filename (place->texts, ".", "1.txt", NULL);
    const char *const inputs[] = { place->texts, again, NULL };
    const CopiaRecipe recipe = { .inputs = inputs };
    CopiaReport report;

    (void) data;
    put_text (place, 0, ".txt", "The house.\n");
    put_text (place, 1, ".txt", "The ship.\n");
    g_assert_true (copia_build (&recipe, place->index, &report, NULL));
    g_assert_cmpuint (report.texts, ==, 3);
    g_assert_cmpuint (report.notes->len, ==, 1);
    g_assert_nonnull (strstr (report.notes->pdata[0], "1.txt: was named before"));
    copia_report_clear (&report);
}

static void
test_a_file_that_was_added_before_is_told (Place *place, const void *data)
{
    const char *const inputs[] = { place->texts, NULL };
    const CopiaRecipe recipe = { .inputs = inputs };
    g_autoptr (GDir) files = NULL;
    const char *name;

    (void) data;
    put_text (place, 0, ".txt", "The house.\n");
    for (guint i = 0; i < 3; i++) {
        CopiaReport report = { 0 };

        g_assert_true (copia_append (&recipe, place->index, &report, NULL));
        g_assert_cmpuint (report.notes->len, ==, i > 0);
        if (i > 0)
            g_assert_nonnull (strstr (report.notes->pdata[0], "counts twice"));
        copia_report_clear (&report);
    }
    files = g_dir_open (place->folder, 0, NULL);
    while ((name = g_dir_read_name (files))) {
        g_autofree char *path = g_build_filename (place->folder, name, NULL);

        if (strcmp (path, place->texts) != 0 && strcmp (path, place->index) != 0)
            g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

int
main (int argc, char **argv)
{
#define TEST(name, function)                                                           \
    g_test_add ("/build-files/" name, Place, NULL, set_up, function, tear_down)
    g_test_init (&argc, &argv, NULL);
    TEST ("readers", test_readers_change_no_byte_and_no_note);
    TEST ("first-error", test_the_first_bad_file_is_the_error);
    TEST ("not-taken", test_what_the_index_does_not_take_is_told_with_its_file);
    TEST ("named-twice", test_a_file_that_is_named_twice_is_told);
    TEST ("added-before", test_a_file_that_was_added_before_is_told);
    TEST ("many-notes", test_what_is_said_of_many_texts_is_counted);
    return g_test_run ();
}
