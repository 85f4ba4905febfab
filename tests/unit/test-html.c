/* test-html.c - a page gives its text, its headings and what it says of itself. */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "document.h"

static CopiaDocument *
page (const char *html)
{
    return import_text (html, strlen (html), "html");
}

static void
show (const char *html, const char *expected)
{
    g_autoptr (CopiaDocument) document = page (html);

    g_assert_cmpstr (document->text, ==, expected);
}

static void
test_blocks_are_paragraphs (void)
{
    show ("<p>One\n two.<p>Three <b>fo</b>ur.", "One two.\n\nThree four.\n");
    show ("<ul><li>a<li>b</ul><blockquote>c</blockquote>d", "a\n\nb\n\nc\n\nd\n");
    show ("<table><tr><td>a<td>b<tr><td>c</table>", "a\tb\n\nc\n");
    show ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc\n");
    show ("a<br>b<br/><br/>c", "a\nb\n\nc\n");
    show ("<pre>one\n  two\n\nthree</pre>x", "one\ntwo\n\nthree\n\nx\n");
    show ("<p/>a<span/>b", "ab\n");
    show ("a<hr>b", "a\n\nb\n");
}

static void
test_references_are_letters (void)
{
    show ("caf&eacute; &amp; &#x2014; &#8217; &lt;b&gt;", "café & — ’ <b>\n");
    show ("&unknown; &", "&unknown; &\n");
    show ("ex&shy;am\xC2\xAD"
          "ple&nbsp;x",
          "example\xC2\xA0x\n");
    show ("<q>so</q>", "“so”\n");
}

static void
test_what_is_not_text_is_left_out (void)
{
    show ("<script>if (a < b) x ('<p>no</p>');</script>a<style>p{}</style>"
          "<nav><ul><li>no</ul></nav><!-- no --><noscript>no</noscript>b",
          "ab\n");
    show ("<div class='x navheader'>no<div>no</div></div>a", "a\n");
    show ("<p hidden>no</p>a<select><option>no</select>b", "ab\n");
    show ("<section class='pg-boilerplate pgheader'>licence</section>book", "book\n");
    show ("word<sup><a href='#n1'>1</a></sup> next<a href='#n2'><sup>2</sup></a>.",
          "word next.\n");
    show ("1<sup>st</sup>", "1st\n");
    show ("<ruby>字<rp>(</rp><rt>ji</rt></ruby>", "字\n");
}

static void
test_headings_and_metadata_are_known (void)
{
    g_autoptr (CopiaDocument) document =
        page ("<html lang='fr'><head><title> A  B\n</title>"
              "<meta name='Author' content='X Y'><meta name='dc.date' content='1917'>"
              "</head><body><h1>Part <i>One</i></h1><h2>Chapter<br>I</h2><p>x</p>"
              "<h2> </h2><h2>II</h2>y");
    g_autofree char *headings = show_headings (document);

    g_assert_cmpstr (headings, ==, "1 Part One|2 Chapter\nI|2 II");
    g_assert_true (document->marked);
    g_assert_cmpstr (copia_document_find_attribute (document, "title"), ==, "A B");
    g_assert_cmpstr (copia_document_find_attribute (document, "author"), ==, "X Y");
    g_assert_cmpstr (copia_document_find_attribute (document, "date"), ==, "1917");
    g_assert_cmpstr (copia_document_find_attribute (document, "language"), ==, "fr");
}

static void
test_navigation_left_out_is_told (void)
{
    g_autoptr (CopiaDocument) document = page ("<nav>a</nav>b<nav>c</nav>");

    g_assert_cmpuint (document->notes->len, ==, 1);
    g_assert_cmpstr (document->notes->pdata[0], ==,
                     "HTML: 2 pieces of navigation left out");
}

static void
test_the_declared_encoding_is_heeded (void)
{
    static const char latin[] = "<meta charset=\"iso-8859-2\"><p>\xB3\xF3"
                                "d\xBC";
    static const char utf16[] = "\xFF\xFE<\0p\0>\0\xE9\0";
    CopiaImportOptions options = { .importer = "html" };
    g_autoptr (CopiaDocument) one =
        import_one ("x", latin, sizeof latin - 1, &options, NULL);
    g_autoptr (CopiaDocument) two =
        import_one ("x", utf16, sizeof utf16 - 1, &options, NULL);
    /* what the page says does not hold against what its bytes are */
    g_autoptr (CopiaDocument) three = page ("<meta charset=iso-8859-1><p>café");

    g_assert_cmpstr (one->text, ==, "łódź\n");
    g_assert_cmpstr (two->text, ==, "é\n");
    g_assert_cmpstr (three->text, ==, "café\n");
}

static void
test_a_gutenberg_page_is_its_book (void)
{
    g_autoptr (CopiaDocument) document =
        page ("<p>The licence.</p><p>*** START OF THE PROJECT GUTENBERG EBOOK X ***</p>"
              "<p>The book.</p><p>*** END OF THE PROJECT GUTENBERG EBOOK X ***</p>"
              "<p>More licence.</p>");
    g_autofree char *shown = show_skips (document, "·");

    g_assert_cmpstr (shown, ==, "·\n\nThe book.\n\n·");
}

/* Whatever is nested or left open takes time and memory in proportion. */
static void
test_deep_and_broken_pages_are_read (void)
{
    static const char *const pieces[] = {
        "<div>",     "<b>",  "<ul><li>", "<table><tr>", "<nav>", "<h1>",
        "<a href=#", "<!--", "<p x='",   "<sup>",       "&#",    "</div>",
        "<![CDATA[", "<q>",  "<title>",  "<?"
    };

    for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) html = g_string_new ("word ");
        g_autoptr (CopiaDocument) document = NULL;

        for (int n = 0; n < 20000; n++)
            g_string_append (html, pieces[i]);
        document = page (html->str);
        g_assert_true (g_str_has_prefix (document->text, "word"));
        g_assert_true (g_utf8_validate (document->text, -1, NULL));
    }
}

static void
test_random_pages_are_valid_text (void)
{
    static const char *const pieces[] = {
        "<p>",      "</p>",          "<h1>", "</h1>",  "a",      " ",
        "\n",       "<b>",           "</b>", "é",      "&amp;",  "<td>",
        "<pre>",    "<br",           "/>",   "<nav>",  "</nav>", "<li>",
        "<sup>",    "<a href='#x'>", "</a>", "</sup>", "<q>",    "<title>",
        "</title>", "\xC2\xAD",
    };

    for (int i = 0; i < 3000; i++) {
        g_autoptr (GString) html = g_string_new ("<html>");
        g_autoptr (CopiaDocument) document = NULL;
        g_autofree char *headings = NULL;
        int n = g_test_rand_int_range (0, 40);

        for (int k = 0; k < n; k++)
            g_string_append (html,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        document = page (html->str);
        headings = show_headings (document);
        g_assert_true (g_utf8_validate (document->text, document->size, NULL));
        g_assert_null (strstr (document->text, "\n\n\n"));
        g_assert_null (strstr (document->text, " \n"));
        g_assert_cmpuint (strlen (document->text), ==, document->size);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/html/blocks", test_blocks_are_paragraphs);
    g_test_add_func ("/html/references", test_references_are_letters);
    g_test_add_func ("/html/left-out", test_what_is_not_text_is_left_out);
    g_test_add_func ("/html/about", test_headings_and_metadata_are_known);
    g_test_add_func ("/html/navigation", test_navigation_left_out_is_told);
    g_test_add_func ("/html/encoding", test_the_declared_encoding_is_heeded);
    g_test_add_func ("/html/gutenberg", test_a_gutenberg_page_is_its_book);
    g_test_add_func ("/html/deep", test_deep_and_broken_pages_are_read);
    g_test_add_func ("/html/random", test_random_pages_are_valid_text);
    return g_test_run ();
}
