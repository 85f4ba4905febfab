/* test-office.c - documents of word processors: headings, notes, tracked changes, and files made
 * to do harm. */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "document.h"
#include "packing.h"

#define DOCX_OPEN "<w:document xmlns:w='w' xmlns:mc='mc'><w:body>"
#define DOCX_CLOSE "</w:body></w:document>"
#define ODT_OPEN                                                                       \
    "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b' "        \
    "xmlns:dc='d'><office:body><office:text>"
#define ODT_CLOSE "</office:text></office:body></office:document-content>"

static GByteArray *
docx (const char *body)
{
    Packing *packing = packing_new ("zip", NULL, NULL);

    packing_add_text (
        packing, "word/styles.xml",
        "<w:styles xmlns:w='w'>"
        "<w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>"
        "<w:style w:styleId='own'><w:name w:val='Mine'/><w:pPr>"
        "<w:outlineLvl w:val='1'/></w:pPr></w:style></w:styles>");
    packing_add_text (packing, "word/document.xml", body);
    packing_add_text (packing, "word/footnotes.xml",
                      "<w:footnotes xmlns:w='w'>"
                      "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>no"
                      "</w:t></w:r></w:p></w:footnote>"
                      "<w:footnote w:id='2'><w:p><w:r><w:t>The note.</w:t></w:r></w:p>"
                      "<w:p><w:r><w:t>More.</w:t></w:r></w:p></w:footnote>"
                      "</w:footnotes>");
    packing_add_text (packing, "docProps/core.xml",
                      "<c xmlns:dc='d'><dc:title>T</dc:title><dc:creator>A</dc:creator>"
                      "</c>");
    packing_add_text (packing, "word/media/image1.png", "\x89PNG");
    return packing_end (packing);
}

static GByteArray *
odt (const char *body)
{
    Packing *packing = packing_new ("stored", NULL, NULL);

    packing_add_text (packing, "mimetype", "application/vnd.oasis.opendocument.text");
    packing_add_text (packing, "content.xml", body);
    packing_add_text (packing, "meta.xml",
                      "<m xmlns:dc='d'><dc:title>T</dc:title><dc:creator>A</dc:creator>"
                      "</m>");
    return packing_end (packing);
}

static CopiaDocument *
read_as (const char *name, GByteArray *bytes)
{
    g_autoptr (GError) error = NULL;
    CopiaDocument *document =
        import_one (name, (const char *) bytes->data, bytes->len, NULL, &error);

    g_assert_no_error (error);
    return document;
}

static char *
show_spans (const CopiaDocument *document)
{
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < document->spans->len; i++) {
        CopiaStretch span = g_array_index (document->spans, CopiaStretch, i);

        g_string_append_printf (out, "<%s", span.name);
        for (guint32 k = 0; k < span.n; k++)
            g_string_append_printf (
                out, " %s=%s", (char *) document->pairs->pdata[span.first + 2 * k],
                (char *) document->pairs->pdata[span.first + 2 * k + 1]);
        g_string_append_printf (out, ">%.*s|", (int) (span.end - span.start),
                                document->text + span.start);
    }
    return g_string_free (out, FALSE);
}

static void
test_word_is_read (void)
{
    g_autoptr (GByteArray) bytes = docx (
        DOCX_OPEN
        "<w:p><w:pPr><w:pStyle w:val='berschrift1'/></w:pPr><w:r><w:t>Part One</w:t>"
        "</w:r></w:p>"
        "<w:p><w:pPr><w:pStyle w:val='own'/><w:tabs><w:tab w:val='left'/></w:tabs>"
        "</w:pPr><w:r><w:t>The Letter</w:t></w:r></w:p>"
        "<w:p><w:r><w:t xml:space='preserve'>We "
        "</w:t></w:r><w:del><w:r><w:delText>never"
        "</w:delText></w:r></w:del><w:ins><w:r><w:t>soon</w:t></w:r></w:ins><w:r><w:t> "
        "left</w:t><w:footnoteReference w:id='2'/><w:tab/><w:t>it.</w:t></w:r></w:p>"
        "<w:p><w:r><w:instrText>TOC</w:instrText><w:t>Sea</w:t><w:noBreakHyphen/>"
        "<w:t>wall.</w:t><w:br/><w:t>End.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>"
        "<w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></"
        "mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent>" DOCX_CLOSE);
    g_autoptr (CopiaDocument) document = read_as ("x.docx", bytes);
    g_autofree char *headings = show_headings (document);
    g_autofree char *spans = show_spans (document);

    g_assert_cmpstr (document->format, ==, "docx");
    g_assert_cmpstr (document->text, ==,
                     "Part One\n\nThe Letter\n\nWe soon left\tit.\n\nThe note.\n\nMore."
                     "\n\nSea\xE2\x80\x91wall.\nEnd.\n\na\n\nb\n\nbox\n");
    g_assert_cmpstr (headings, ==, "2 Part One|3 The Letter");
    g_assert_cmpstr (spans, ==, "<note type=footnote n=1>\n\nThe note.\n\nMore.|");
    g_assert_cmpstr (copia_document_find_attribute (document, "title"), ==, "T");
    g_assert_cmpstr (copia_document_find_attribute (document, "author"), ==, "A");
    g_assert_cmpstr (document->notes->pdata[0], ==,
                     "DOCX: tracked changes are read as if accepted: 1 insertion in, 1 "
                     "deletion out");
}

/* `styles`: what the file says of them, or NULL. */
static char *
headings_of (const char *styles, const char *const *ids)
{
    Packing *packing = packing_new ("zip", NULL, NULL);
    g_autoptr (GString) body = g_string_new (DOCX_OPEN);
    g_autoptr (GByteArray) bytes = NULL;
    g_autoptr (CopiaDocument) document = NULL;

    for (; *ids; ids++)
        g_string_append_printf (
            body,
            "<w:p><w:pPr><w:pStyle w:val='%s'/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>",
            *ids, *ids);
    g_string_append (body, "<w:p><w:r><w:t>Text.</w:t></w:r></w:p>" DOCX_CLOSE);
    if (styles)
        packing_add_text (packing, "word/styles.xml", styles);
    packing_add_text (packing, "word/document.xml", body->str);
    bytes = packing_end (packing);
    document = read_as ("x.docx", bytes);
    return show_headings (document);
}

static void
test_headings_are_known_by_their_ids_where_no_style_is_told (void)
{
    static const char *const ids[] = { "Title",     "Heading1", "berschrift2",
                                       "Titre1",    "Heading9", "Heading",
                                       "Heading10", "Text1",    NULL };
    g_autofree char *plain = headings_of (NULL, ids);
    g_autofree char *told =
        headings_of ("<w:styles xmlns:w='w'><w:style w:styleId='Heading1'><w:name "
                     "w:val='of another kind'/></w:style></w:styles>",
                     ids);

    g_assert_cmpstr (plain, ==,
                     "1 Title|2 Heading1|3 berschrift2|2 Titre1|10 Heading9");
    g_assert_cmpstr (told, ==, "1 Title|3 berschrift2|2 Titre1|10 Heading9");
}

static void
test_a_style_is_a_heading_as_that_is_which_it_is_based_on (void)
{
    static const char *const ids[] = { "a", "mine", "toc", "round", "lost", NULL };
    g_autofree char *headings = headings_of (
        "<w:styles xmlns:w='w'>"
        "<w:style w:styleId='mine'><w:name w:val='Mine'/><w:basedOn w:val='b'/>"
        "</w:style>"
        "<w:style w:styleId='b'><w:name w:val='Other'/><w:basedOn w:val='a'/></w:style>"
        "<w:style w:styleId='a'><w:name w:val='heading 1'/></w:style>"
        "<w:style w:styleId='toc'><w:name w:val='TOC Heading'/><w:basedOn w:val='a'/>"
        "<w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>"
        "<w:style w:styleId='round'><w:basedOn w:val='round'/></w:style>"
        "<w:style w:styleId='lost'><w:basedOn w:val='nowhere'/></w:style></w:styles>",
        ids);

    g_assert_cmpstr (headings, ==, "2 a|2 mine");
}

static void
test_libreoffice_is_read (void)
{
    g_autoptr (GByteArray) bytes = odt (
        ODT_OPEN
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>never</"
        "text:p>"
        "</text:deletion></text:changed-region><text:changed-region><text:insertion>"
        "<dc:creator>me</dc:creator></text:insertion></text:changed-region>"
        "</text:tracked-changes>"
        "<text:h text:outline-level='1'>Part One</text:h>\n"
        "<text:h text:outline-level='2'>The<text:s text:c='3'/>Letter</text:h>"
        "<text:p>We left<text:note text:note-class='footnote'><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>The "
        "note.</text:p></text:note-body>"
        "</text:note> it.<text:tab/>So<text:line-break/>there.</text:p>"
        "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>b</text:p>"
        "</table:table-cell></table:table-row></table:table>"
        "<text:p/>" ODT_CLOSE);
    g_autoptr (CopiaDocument) document = read_as ("x.odt", bytes);
    g_autofree char *headings = show_headings (document);
    g_autofree char *spans = show_spans (document);

    g_assert_cmpstr (document->format, ==, "odt");
    g_assert_cmpstr (document->text, ==,
                     "Part One\n\nThe Letter\n\nWe left it.\tSo\nthere.\n\nThe note."
                     "\n\na\n\nb\n");
    g_assert_cmpstr (headings, ==, "1 Part One|2 The Letter");
    g_assert_cmpstr (spans, ==, "<note type=footnote n=1>\n\nThe note.|");
    g_assert_cmpstr (document->notes->pdata[0], ==,
                     "ODT: tracked changes are read as if accepted: 1 insertion in, 1 "
                     "deletion out");
}

static void
assert_without_notes (const char *name, const GByteArray *bytes, const char *text,
                      const char *note)
{
    const CopiaImportOptions options = { .drop_notes = true };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaDocument) document =
        import_one (name, (const char *) bytes->data, bytes->len, &options, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (document->text, ==, text);
    g_assert_cmpuint (document->spans->len, ==, 0);
    g_assert_cmpstr (document->notes->pdata[0], ==, note);
}

static void
test_notes_can_be_left_out (void)
{
    g_autoptr (GByteArray) word = docx (
        DOCX_OPEN
        "<w:p><w:r><w:t>We left</w:t><w:footnoteReference w:id='2'/>"
        "<w:t> it.</w:t></w:r></w:p><w:p><w:r><w:t>End.</w:t></w:r></w:p>" DOCX_CLOSE);
    g_autoptr (GByteArray) libreoffice =
        odt (ODT_OPEN "<text:p>We left<text:note text:note-class='endnote'>"
                      "<text:note-citation>1</text:note-citation><text:note-body>"
                      "<text:p>The note.</text:p></text:note-body></text:note> it."
                      "</text:p><text:p>End.</text:p>" ODT_CLOSE);

    assert_without_notes ("x.docx", word, "We left it.\n\nEnd.\n",
                          "DOCX: 1 note left out");
    assert_without_notes ("x.odt", libreoffice, "We left it.\n\nEnd.\n",
                          "ODT: 1 note left out");
}

/* ---- hostile files -------------------------------------------------------------------- */

static void
refuse (const char *name, GByteArray *bytes, const char *says)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaDocument) document =
        import_one (name, (const char *) bytes->data, bytes->len, NULL, &error);

    g_assert_null (document);
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_null (strchr (error->message, '\n'));
    if (!strstr (error->message, says))
        g_error ("'%s' does not say '%s'", error->message, says);
}

static void
test_laughs_and_thefts_are_refused (void)
{
    static const struct {
        const char *dtd, *says;
    } cases[] = {
        { "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
          "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY e '&c;&c;&c;&c;'>]>",
          "entity" },
        { "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "another file" },
        { "<!DOCTYPE x [<!ENTITY e '&e;'>]>", "not" },
        { "", "not" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *body =
            g_strconcat (cases[i].dtd,
                         DOCX_OPEN "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>" DOCX_CLOSE,
                         NULL);
        g_autoptr (GByteArray) bytes = docx (body);

        refuse ("x.docx", bytes, cases[i].says);
    }
}

static void
test_deep_nesting_is_refused (void)
{
    g_autoptr (GString) body = g_string_new (ODT_OPEN);
    g_autoptr (GByteArray) bytes = NULL;

    for (int i = 0; i < 100000; i++)
        g_string_append (body, "<text:section>");
    bytes = odt (body->str);
    refuse ("x.odt", bytes, "line 1");
}

static void
test_what_is_cut_or_empty_is_told (void)
{
    g_autoptr (GByteArray) cut = docx (DOCX_OPEN "<w:p><w:r><w:t>x");
    g_autoptr (GByteArray) empty = odt ("");

    refuse ("x.docx", cut, "not well-formed XML");
    refuse ("x.odt", empty, "not well-formed XML");
}

/* A byte changed anywhere: an error or a text. */
static void
test_damage_never_crashes (void)
{
    g_autoptr (GByteArray) bytes =
        odt (ODT_OPEN "<text:h text:outline-level='1'>A</text:h><text:p>b<text:note>"
                      "<text:note-body><text:p>c</text:p></text:note-body></text:note>"
                      "</text:p>" ODT_CLOSE);

    for (guint i = 0; i < bytes->len; i++) {
        guint8 was = bytes->data[i];
        g_autoptr (CopiaDocument) document = NULL;

        bytes->data[i] ^= (guint8) g_test_rand_int_range (1, 256);
        document =
            import_one ("x.odt", (const char *) bytes->data, bytes->len, NULL, NULL);
        bytes->data[i] = was;
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/office/docx", test_word_is_read);
    g_test_add_func ("/office/ids",
                     test_headings_are_known_by_their_ids_where_no_style_is_told);
    g_test_add_func ("/office/based",
                     test_a_style_is_a_heading_as_that_is_which_it_is_based_on);
    g_test_add_func ("/office/odt", test_libreoffice_is_read);
    g_test_add_func ("/office/without-notes", test_notes_can_be_left_out);
    g_test_add_func ("/office/entities", test_laughs_and_thefts_are_refused);
    g_test_add_func ("/office/deep", test_deep_nesting_is_refused);
    g_test_add_func ("/office/cut", test_what_is_cut_or_empty_is_told);
    g_test_add_func ("/office/damage", test_damage_never_crashes);
    return g_test_run ();
}
