/* test-printed.c - headings of printed pages: by the outline, by larger type, found in the text;
 * and a PDF from its bytes to its chapters.
 */
#include <glib.h>
#include <string.h>

#include "document.h"
#include "import/pages.h"

/* `page.level title|..` */
static char *
show_printed (const char *said, bool *listed)
{
    g_autoptr (CopiaPrinted) printed = copia_printed_read (said, strlen (said));
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < printed->headings->len; i++) {
        CopiaPrintedHeading heading =
            g_array_index (printed->headings, CopiaPrintedHeading, i);

        g_string_append_printf (out, "%s%u.%u %s", i ? "|" : "", heading.page,
                                heading.level, heading.title);
    }
    *listed = printed->listed;
    return g_string_free (out, FALSE);
}

static void
check_printed (const char *said, const char *expected, bool by_outline)
{
    bool listed;
    g_autofree char *shown = show_printed (said, &listed);

    g_assert_cmpstr (shown, ==, expected);
    g_assert_true (listed == by_outline);
}

static void
test_an_outline_is_read_with_its_depth (void)
{
    check_printed (
        "<page number=\"1\">\n<outline>\n<item page=\"3\">The &lt;Gate&gt; &amp; "
        "more</item>\n<outline>\n<item page=\"4\">Within</item>\n</outline>\n"
        "<item page=\"9\">  The   Wall </item>\n</outline>\n",
        "3.1 The <Gate> & more|4.2 Within|9.1 The Wall", true);
    check_printed ("<outline>\n<item page=\"1\">The Book</item>\n<outline>\n"
                   "<item page=\"2\">One</item>\n<item page=\"5\">Two</item>\n",
                   "2.1 One|5.1 Two", true);
    check_printed ("</outline>\n<item page=\"-7\">A</item>\n<item x>B\n<outline",
                   "0.1 A|0.1 B", true);
}

#define FONTS                                                                          \
    "<fontspec id=\"0\" size=\"12\"/>\n<fontspec id=\"1\" size=\"18\"/>\n"             \
    "<fontspec id=\"2\" size=\"24\"/>\n"
#define LINE(top, font, text)                                                          \
    "<text top=\"" top "\" left=\"9\" width=\"9\" height=\"14\" font=\"" font          \
    "\">" text "</text>\n"
#define BODY                                                                           \
    LINE ("300", "0", "Many words of the usual size.")                                 \
    LINE ("320", "0", "And many more of them.")                                        \
    LINE ("340", "0", "And many more than that.") LINE ("360", "0", "And so on.")

static void
test_larger_type_makes_headings (void)
{
    check_printed ("<page number=\"1\">\n" FONTS LINE (
                       "90", "2",
                       "The Great Book") "<page number=\"2\">\n" LINE ("20", "1",
                                                                       "Running Head")
                       LINE ("100", "1", "<b>Chapter 1</b>")
                           LINE ("140", "1", "<b>A Title of</b>")
                               LINE ("160", "1", "Two Lines") BODY
                   "<page number=\"3\">\n" LINE ("20", "1", "Running Head") BODY BODY
                   "<page number=\"4\">\n" LINE ("20", "1", "Running Head")
                       BODY LINE ("400", "1", "The") LINE ("401", "1", "Other") BODY,
                   "2.1 Chapter 1 A Title of Two Lines|4.1 The Other", false);
}

static void
test_too_much_large_type_makes_none (void)
{
    check_printed (
        "<page number=\"1\">\n" FONTS LINE ("1", "1", "A b")
            LINE ("99", "0",
                  "Words and more words") "<page number=\"2\">\n" LINE ("1", "1", "C d")
                LINE ("99", "0", "Words and words and words"),
        "", false);
    check_printed ("", "", false);
}

/* ---- found in the text ----------------------------------------------------------------- */

static void
check_pages (const char *said, const char *text, const char *headings,
             const char *running)
{
    g_autoptr (CopiaPrinted) printed = copia_printed_read (said, strlen (said));
    g_autoptr (CopiaDocument) document = copia_document_new ("x");
    g_autofree char *shown = NULL;
    g_autoptr (GError) error = NULL;

    copia_pages_read (document, text, strlen (text), printed, &error);
    g_assert_no_error (error);
    g_assert_true (document->marked == (document->headings->len > 0));
    copia_document_settle (document);
    shown = show_headings (document);
    g_assert_cmpstr (shown, ==, headings);
    g_assert_cmpstr (document->text, ==, running);
}

static void
test_listed_headings_are_found_behind_their_labels (void)
{
    check_pages (
        "<outline>\n<item page=\"1\">The Gate -- Now</item>\n<outline>\n"
        "<item page=\"1\">A Long Sub-Heading</item>\n</outline>\n"
        "<item page=\"2\">The Wall</item>\n",
        "Chapter 1\n\nThe Gate – now\nIt is the gate.\n4.1\n\nA Long Sub-\nheading\n"
        "More.\n\fThe Wall\nThe wall is old.\n",
        "1 Chapter 1 The Gate – now|2 4.1 A Long Subheading|1 The Wall",
        "Chapter 1 The Gate – now\n\nIt is the gate.\n\n4.1 A Long Subheading\n\n"
        "More.\n\nThe Wall\n\nThe wall is old.\n");
}

static void
test_a_running_head_that_is_a_heading_stays_once (void)
{
    check_pages (
        "<outline>\n<item page=\"1\">The Gate</item>\n<item page=\"4\">End</item>\n",
        "The Gate\nA line of it.\n\fThe Gate\nb line of it.\n\fThe Gate\nc line of it."
        "\n\fEnd\nd line.\n",
        "1 The Gate|1 End",
        "The Gate\n\nA line of it.\nb line of it.\nc line of it.\n\nEnd\n\nd line.\n");
}

static void
test_headings_that_are_not_there_declare_nothing (void)
{
    check_pages ("<outline>\n<item page=\"1\">Cover</item>\n<item page=\"9\">x</item>\n"
                 "<item page=\"1\">CHAPTER</item>\n",
                 "Chapter 1\nWords.\n\fChapter 2\nWords.\n", "",
                 "Chapter 1\nWords.\n\nChapter 2\nWords.\n");
}

/* Those that show more chapters than the outline has are believed. */
static void
test_an_outline_of_less_than_the_chapters_is_passed_over (void)
{
    check_pages (
        "<outline>\n<item page=\"1\">Preface</item>\n",
        "Preface\nAlone it is a long line, longer than all others are.\n\f"
        "Chapter 1\nBadly it is a long line, longer than all others are.\n\f"
        "Chapter 2\nCarefully it is a long line, longer than all others are.\n",
        "",
        "Preface\nAlone it is a long line, longer than all others are.\n\n"
        "Chapter 1\nBadly it is a long line, longer than all others are.\n\n"
        "Chapter 2\nCarefully it is a long line, longer than all others are.\n");
}

static void
test_an_outermost_one_that_is_not_printed_opens_with_its_page (void)
{
    const char *said = "<outline>\n<item page=\"1\">One</item>\n<item page=\"2\">Two"
                       "</item>\n<item page=\"3\">Three</item>\n";
    const char *text = "One\nWords.\n\fMore words.\n\fThree\nEnd.\n";
    g_autoptr (CopiaPrinted) printed = copia_printed_read (said, strlen (said));
    g_autoptr (CopiaDocument) document = copia_document_new ("x");
    const CopiaHeading *called;

    copia_pages_read (document, text, strlen (text), printed, NULL);
    g_clear_pointer (&printed, copia_printed_free); /* nothing of it is kept */
    copia_document_settle (document);
    g_assert_cmpuint (document->headings->len, ==, 3);
    called = &g_array_index (document->headings, CopiaHeading, 1);
    g_assert_cmpstr (called->called, ==, "Two");
    g_assert_true (
        g_str_has_prefix (document->text + called->line.start, "More words"));
}

/* ---- a PDF ----------------------------------------------------------------------------- */

typedef struct {
    GString *bytes;
    GArray *places; /* gsize, of objects from 1 */
} Pdf;

static void
begin_object (Pdf *self)
{
    g_array_append_val (self->places, self->bytes->len);
    g_string_append_printf (self->bytes, "%u 0 obj ", self->places->len);
}

static void
put_object (Pdf *self, const char *content)
{
    begin_object (self);
    g_string_append_printf (self->bytes, "%s endobj\n", content);
}

/* Page i of three: a heading in larger type and ten lines. */
static void
put_page (Pdf *self, unsigned i)
{
    static const char *const titles[] = { "The Gate", "The Wall", "The End" };
    g_autoptr (GString) stream = g_string_new (NULL);

    g_string_append_printf (stream, "BT /F 20 Tf 50 700 Td (%s) Tj ET\n", titles[i]);
    for (int k = 0; k < 10; k++)
        g_string_append_printf (
            stream,
            "BT /F 11 Tf 50 %d Td (Line %d of the page says as much "
            "as a line of text can say here) Tj ET\n",
            660 - 14 * k, k);
    begin_object (self);
    g_string_append_printf (self->bytes,
                            "<</Length %u>> stream\n%s\nendstream endobj\n",
                            (unsigned) stream->len, stream->str);
}

static GString *
make_pdf (bool outline)
{
    Pdf self = { g_string_new ("%PDF-1.4\n"),
                 g_array_new (FALSE, FALSE, sizeof (gsize)) };
    gsize table;

    put_object (&self, outline ? "<</Type/Catalog/Pages 2 0 R/Outlines 10 0 R>>"
                               : "<</Type/Catalog/Pages 2 0 R>>");
    put_object (&self, "<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>");
    for (int i = 0; i < 3; i++) {
        g_autofree char *page = g_strdup_printf (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            "/Resources<</Font<</F 9 0 R>>>>>>",
            6 + i);

        put_object (&self, page);
    }
    for (unsigned i = 0; i < 3; i++)
        put_page (&self, i);
    put_object (&self, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    put_object (&self, "<</First 11 0 R/Last 12 0 R/Count 2>>");
    put_object (&self,
                "<</Title(The Gate)/Parent 10 0 R/Next 12 0 R/Dest[3 0 R/Fit]>>");
    put_object (&self, "<</Title(The End)/Parent 10 0 R/Prev 11 0 R/Dest[5 0 R/Fit]>>");
    table = self.bytes->len;
    g_string_append_printf (self.bytes, "xref\n0 %u\n0000000000 65535 f \n",
                            self.places->len + 1);
    for (guint i = 0; i < self.places->len; i++)
        g_string_append_printf (self.bytes, "%010u 00000 n \n",
                                (unsigned) g_array_index (self.places, gsize, i));
    g_string_append_printf (self.bytes,
                            "trailer <</Size %u/Root 1 0 R>>\nstartxref\n%u\n%%%%EOF\n",
                            self.places->len + 1, (unsigned) table);
    g_array_unref (self.places);
    return self.bytes;
}

static void
test_a_pdf_has_the_headings_of_its_outline_or_its_type (void)
{
    static const char *const expected[] = { "1 The Gate|1 The Wall|1 The End",
                                            "1 The Gate|1 The End" };
    g_autofree char *program = g_find_program_in_path ("pdftohtml");

    if (!program) {
        g_test_skip ("no pdftohtml; install poppler-utils");
        return;
    }
    for (int outline = 0; outline < 2; outline++) {
        GString *bytes = make_pdf (outline);
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaDocument) document =
            import_one ("x.pdf", bytes->str, bytes->len, NULL, &error);
        g_autofree char *headings = NULL;

        g_assert_no_error (error);
        headings = show_headings (document);
        g_assert_cmpstr (headings, ==, expected[outline]);
        g_string_free (bytes, TRUE);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/printed/outline", test_an_outline_is_read_with_its_depth);
    g_test_add_func ("/printed/type", test_larger_type_makes_headings);
    g_test_add_func ("/printed/much", test_too_much_large_type_makes_none);
    g_test_add_func ("/printed/labels",
                     test_listed_headings_are_found_behind_their_labels);
    g_test_add_func ("/printed/running",
                     test_a_running_head_that_is_a_heading_stays_once);
    g_test_add_func ("/printed/absent",
                     test_headings_that_are_not_there_declare_nothing);
    g_test_add_func ("/printed/less",
                     test_an_outline_of_less_than_the_chapters_is_passed_over);
    g_test_add_func ("/printed/called",
                     test_an_outermost_one_that_is_not_printed_opens_with_its_page);
    g_test_add_func ("/printed/pdf",
                     test_a_pdf_has_the_headings_of_its_outline_or_its_type);
    return g_test_run ();
}
