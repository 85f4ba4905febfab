/* test-pages.c - printed pages become a running text; the program that reads PDF is held to
 * limits. */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "document.h"
#include "import/child.h"
#include "import/pages.h"

static CopiaDocument *
pages (const char *text)
{
    CopiaDocument *document = copia_document_new ("x");
    g_autoptr (GError) error = NULL;

    copia_pages_read (document, text, strlen (text), NULL, &error);
    g_assert_no_error (error);
    copia_document_settle (document);
    return document;
}

#define FULL " line is as long as all the lines of this page are"

static void
test_heads_and_numbers_of_pages_are_left_out (void)
{
    g_autoptr (CopiaDocument) document =
        pages ("The Gate 1\n\nChapter 1\n\nA" FULL "\nand so it goes on to the next\n\f"
               "2 The Gate\n\npage as if nothing were between.\n\f"
               "The Gate 3\n\nChapter 2\n\nB" FULL ".\n\f"
               "4 The Gate\n\nC" FULL ".\n\f"
               "The Gate 5\n\nChapter 3\n\nD" FULL ".\n\f"
               "6 The Gate\n\nE" FULL ".\n\f");

    g_assert_cmpstr (document->text, ==,
                     "Chapter 1\n\nA" FULL
                     "\nand so it goes on to the next\npage as if nothing were between."
                     "\n\nChapter 2\n\nB" FULL ".\nC" FULL ".\n\nChapter 3\n\nD" FULL
                     ".\nE" FULL ".\n");
    g_assert_cmpstr (document->notes->pdata[0], ==,
                     "6 lines at the top or bottom of its 6 pages left out");
}

static void
test_each_page_is_a_span (void)
{
    g_autoptr (CopiaDocument) document = pages ("One.\n\fTwo.\n\f\fFour.\n");
    GString *shown = g_string_new (NULL);

    for (guint i = 0; i < document->spans->len; i++) {
        CopiaStretch span = g_array_index (document->spans, CopiaStretch, i);

        g_string_append_printf (shown, "%s %s: %.*s|", span.name,
                                (char *) document->pairs->pdata[span.first + 1],
                                (int) strcspn (document->text + span.start, "\n"),
                                document->text + span.start);
    }
    g_assert_cmpstr (shown->str, ==, "page 1: One.|page 2: Two.|page 4: Four.|");
    g_string_free (shown, TRUE);
}

static void
test_divided_words_are_joined_as_they_stand_elsewhere (void)
{
    g_autoptr (CopiaDocument) document = pages (
        "The sea-wall holds, for ever so long as the exam-\nple is not a sea-\n"
        "wall, and no self-\nmade man says Brest-\nLitovsk. The selfmade man.\n");

    g_assert_cmpstr (document->text, ==,
                     "The sea-wall holds, for ever so long as the example\nis not a "
                     "sea-wall,\nand no selfmade\nman says Brest-\nLitovsk. The "
                     "selfmade man.\n");
}

static void
test_pictures_of_pages_are_told (void)
{
    g_autoptr (CopiaDocument) document = copia_document_new ("x");
    g_autoptr (GError) error = NULL;

    g_assert_false (copia_pages_read (document, "\f\f\f", 3, NULL, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "OCR"));
}

/* Whatever is on the pages, what comes out is text, and words stay in their order. */
static void
test_random_pages_are_text (void)
{
    static const char *const pieces[] = { "word ",     "1",   "\n", "\n\n", "\f",
                                          "-\n",       "a",   "é",  ".",    " ",
                                          "Chapter 2", "xiv", "-" };

    for (int i = 0; i < 3000; i++) {
        g_autoptr (GString) text = g_string_new ("begin ");
        g_autoptr (CopiaDocument) document = NULL;
        int n = g_test_rand_int_range (0, 60);

        for (int k = 0; k < n; k++)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        document = pages (text->str);
        g_assert_true (g_utf8_validate (document->text, document->size, NULL));
        for (guint k = 0; k < document->spans->len; k++) {
            CopiaStretch span = g_array_index (document->spans, CopiaStretch, k);

            g_assert_cmpuint (span.end, <=, document->size);
        }
    }
}

/* ---- the program ---------------------------------------------------------------------- */

static const CopiaChildLimits small = { .seconds = 0.3, .output = 1000, .memory = 0 };

static void
fail (const char *const *argv, GQuark domain, int code, const char *says)
{
    g_autoptr (GError) error = NULL;
    size_t said;

    g_assert_null (copia_child_run (argv, "x", 1, &small, &said, &error));
    g_assert_error (error, domain, code);
    if (!strstr (error->message, says))
        g_error ("'%s' does not say '%s'", error->message, says);
}

static void
test_a_program_gets_the_bytes_and_is_heard (void)
{
    static const char *const argv[] = { "tr", "a-z", "A-Z", NULL };
    g_autoptr (GError) error = NULL;
    size_t said = 0;
    g_autofree char *output =
        copia_child_run (argv, "words", 5,
                         &(CopiaChildLimits){ .seconds = 60, .output = 1000 }, &said,
                         &error);

    g_assert_no_error (error);
    g_assert_cmpstr (output, ==, "WORDS");
    g_assert_cmpuint (said, ==, 5);
}

static void
test_a_program_that_hangs_or_talks_is_ended (void)
{
    static const char *const hangs[] = { "sleep", "1000", NULL };
    static const char *const quiet[] = { "sh", "-c", "exec >&-; sleep 1000", NULL };
    static const char *const talks[] = { "yes", NULL };
    static const char *const fails[] = { "false", NULL };
    static const char *const absent[] = { "copia-no-such-program", NULL };

    fail (hangs, COPIA_ERROR, COPIA_ERROR_LIMIT, "takes too long");
    fail (quiet, COPIA_ERROR, COPIA_ERROR_LIMIT, "");
    fail (talks, COPIA_ERROR, COPIA_ERROR_LIMIT, "too much");
    fail (fails, COPIA_ERROR, COPIA_ERROR_INPUT, "status 1");
    fail (absent, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT, "");
}

/* ---- PDF itself ----------------------------------------------------------------------- */

/* A page with one line of text, as small as PDF allows. */
static GString *
pdf (const char *words)
{
    GString *out = g_string_new ("%PDF-1.4\n");
    g_autofree char *stream =
        g_strdup_printf ("BT /F 12 Tf 72 720 Td (%s) Tj ET", words);
    g_autofree char *content = g_strdup_printf ("<</Length %u>>\nstream\n%s\nendstream",
                                                (guint) strlen (stream), stream);
    const char *const objects[] = {
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        content,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Title(A Letter)/Author(A. B.)>>",
    };
    gsize places[G_N_ELEMENTS (objects)];
    gsize table;

    for (gsize i = 0; i < G_N_ELEMENTS (objects); i++) {
        places[i] = out->len;
        g_string_append_printf (out, "%u 0 obj\n%s\nendobj\n", (guint) i + 1,
                                objects[i]);
    }
    table = out->len;
    g_string_append (out, "xref\n0 7\n0000000000 65535 f \n");
    for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
        g_string_append_printf (out, "%010u 00000 n \n", (guint) places[i]);
    g_string_append_printf (
        out,
        "trailer\n<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%u\n"
        "%%%%EOF\n",
        (guint) table);
    return out;
}

static void
test_a_pdf_is_read (void)
{
    g_autoptr (GString) bytes = pdf ("We left the island.");
    g_autofree char *program = g_find_program_in_path ("pdftotext");
    g_autoptr (CopiaDocument) document = NULL;
    g_autoptr (GError) error = NULL;

    if (!program) {
        g_test_skip ("no pdftotext; install poppler-utils");
        return;
    }
    document = import_one ("x.pdf", bytes->str, bytes->len, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (document->text, ==, "We left the island.\n");
    g_assert_cmpstr (copia_document_find_attribute (document, "title"), ==, "A Letter");
    g_assert_cmpstr (copia_document_find_attribute (document, "author"), ==, "A. B.");
}

static void
test_a_pdf_that_is_none_is_told (void)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *program = g_find_program_in_path ("pdftotext");

    g_assert_null (import_one ("x.pdf", "%PDF-1.4 nothing", 16, NULL, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_nonnull (
        strstr (error->message, program ? "damaged or locked" : "poppler-utils"));
}

static void
test_without_the_program_one_line_says_what_to_install (void)
{
    g_autofree char *path = g_strdup (g_getenv ("PATH"));
    g_autoptr (GError) error = NULL;

    g_setenv ("PATH", "", TRUE);
    g_assert_null (import_one ("x.pdf", "%PDF-1.4 nothing", 16, NULL, &error));
    g_setenv ("PATH", path, TRUE);
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "poppler-utils"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/pages/furniture", test_heads_and_numbers_of_pages_are_left_out);
    g_test_add_func ("/pages/spans", test_each_page_is_a_span);
    g_test_add_func ("/pages/divided",
                     test_divided_words_are_joined_as_they_stand_elsewhere);
    g_test_add_func ("/pages/pictures", test_pictures_of_pages_are_told);
    g_test_add_func ("/pages/random", test_random_pages_are_text);
    g_test_add_func ("/child/heard", test_a_program_gets_the_bytes_and_is_heard);
    g_test_add_func ("/child/limits", test_a_program_that_hangs_or_talks_is_ended);
    g_test_add_func ("/pdf/read", test_a_pdf_is_read);
    g_test_add_func ("/pdf/none", test_a_pdf_that_is_none_is_told);
    g_test_add_func ("/pdf/absent",
                     test_without_the_program_one_line_says_what_to_install);
    return g_test_run ();
}
