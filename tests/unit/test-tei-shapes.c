/* test-tei-shapes.c - TEI as well-known collections write it, and XML that is none. */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "document.h"

#define TEI(body) "<TEI><text><body>" body "</body></text></TEI>"

static CopiaDocument *
read_xml (const char *xml)
{
    g_autoptr (GError) error = NULL;
    CopiaDocument *document = import_one ("x.xml", xml, strlen (xml), NULL, &error);

    g_assert_no_error (error);
    return document;
}

static void
assert_text (const char *xml, const char *text)
{
    g_autoptr (CopiaDocument) document = read_xml (xml);

    g_assert_cmpstr (document->text, ==, text);
}

/* `chapter 2 <n=1 title=A>` */
static char *
show_regions (const CopiaDocument *document, const char *names)
{
    g_auto (GStrv) wanted = g_strsplit (names, " ", -1);
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < document->spans->len; i++) {
        CopiaStretch span = g_array_index (document->spans, CopiaStretch, i);

        if (!g_strv_contains ((const char *const *) wanted, span.name))
            continue;
        g_string_append_printf (out, "<%s", span.name);
        for (guint k = span.first; k < span.first + 2 * span.n; k += 2)
            g_string_append_printf (out, " %s=%s", (char *) document->pairs->pdata[k],
                                    (char *) document->pairs->pdata[k + 1]);
        g_string_append_c (out, '>');
    }
    return g_string_free (out, FALSE);
}

/* ---- lines of a printed page ---------------------------------------------------------- */

static void
test_words_divided_at_the_end_of_a_line_are_joined (void)
{
    g_autoptr (CopiaDocument) document = read_xml (
        TEI ("<p>die Müh-<lb/>\n le kam\xC2\xAC<lb/>en. Haupt-<lb/>und Staats-<lb/>\n"
             "Aktion; 3-<lb/>mal, so -<lb/>ja, <hi>be-</hi>\n<lb n='4'/>gann; half-"
             "<lb break='yes'/>way</p>"));

    g_assert_cmpstr (document->text, ==,
                     "die Mühle kamen. Haupt-\nund Staats-\nAktion; 3-\nmal, so -\nja, "
                     "begann; half-\nway\n");
    g_assert_cmpuint (document->notes->len, ==, 1);
    g_assert_cmpstr (document->notes->pdata[0], ==,
                     "TEI: 3 words divided at the end of a line joined");
}

static void
test_a_line_that_breaks_no_word_has_no_blanks_around_it (void)
{
    assert_text (TEI ("<p>exam\n  <lb break='no'/>\n  ple and\n<pb n='2' break='no'/>"
                      "<lb break='no'/>roid</p><p>a<lb break='no'/></p><p>b</p>"),
                 "example android\n\na\n\nb\n");
}

/* ---- what nobody can read ------------------------------------------------------------- */

static void
test_marks_for_letters_nobody_can_read_stay (void)
{
    assert_text (TEI ("<p>the w<gap extent='2 letters'><desc>••</desc></gap>d, <gap>"
                      "<desc>〈◊〉</desc></gap> of<gap><desc>1 page</desc></gap> "
                      "<figure><desc>••</desc></figure>it<gap/></p>"),
                 "the w••d, 〈◊〉 of it\n");
}

/* ---- speech --------------------------------------------------------------------------- */

static void
test_segments_divide_a_speech (void)
{
    g_autoptr (CopiaDocument) document = read_xml (
        TEI ("<u who='#a'><seg xml:id='1'>One.</seg><seg>Two.</seg><vocal><desc>noise"
             "</desc></vocal></u><p>A <seg>part</seg>ing.</p>"));
    g_autofree char *regions = show_regions (document, "u seg");

    g_assert_cmpstr (document->text, ==, "One.\n\nTwo.\n\nA parting.\n");
    g_assert_cmpstr (regions, ==, "<u who=#a><seg id=1><seg><seg>");
}

static void
test_a_universal_tag_in_msd_is_the_pos (void)
{
    g_autoptr (CopiaDocument) document =
        read_xml (TEI ("<s><w msd='UPosTag=NOUN|Case=Nom'>a</w> <w pos='X' "
                       "msd='UPosTag=VERB'>b</w> <w msd='Nc'>c</w></s>"));
    const char *const pos[] = { "NOUN", "X", NULL };

    g_assert_cmpuint (document->words->len, ==, 3);
    for (guint i = 0; i < 3; i++)
        g_assert_cmpstr (g_array_index (document->words, CopiaDeclaredWord, i)
                             .values[COPIA_WORD_POS],
                         ==, pos[i]);
}

/* ---- divisions and header ------------------------------------------------------------- */

static void
test_a_textpart_is_what_its_subtype_says (void)
{
#define PART(type, n, body)                                                            \
    "<div type='textpart' subtype='" type "' n='" n "'>" body "</div>"
    g_autoptr (CopiaDocument) document = read_xml (
        TEI ("<div type='translation'>" PART ("book", "1",
                                              PART ("chapter", "1", "<p>a</p>")
                                                  PART ("chapter", "2", "<p>b</p>"))
                 PART ("book", "2", PART ("chapter", "1", "<p>c</p>")) "</div>"));
    g_autofree char *regions = show_regions (document, "part chapter");

    g_assert_cmpstr (regions, ==,
                     "<part type=textpart subtype=book n=1>"
                     "<chapter type=textpart subtype=chapter n=1>"
                     "<chapter type=textpart subtype=chapter n=2>"
                     "<part type=textpart subtype=book n=2>"
                     "<chapter type=textpart subtype=chapter n=1>");
}

static void
test_a_name_in_the_header_is_made_of_its_parts (void)
{
    g_autoptr (CopiaDocument) document = read_xml (
        "<TEI><teiHeader><fileDesc><titleStmt><title>T</title><author><persName>"
        "<forename>Ada</forename><surname>Lang</surname></persName><idno>Q1</idno>"
        "</author><author><surname>Dal</surname>, <forename>B.</forename>\n</author>"
        "</titleStmt></fileDesc></teiHeader><text><body><p>x</p></body></text></TEI>");

    g_assert_cmpstr (copia_document_find_attribute (document, "author"), ==,
                     "Ada Lang; Dal, B.");
}

/* ---- other XML ------------------------------------------------------------------------ */

static void
test_elements_of_other_xml_are_what_they_stand_in (void)
{
    assert_text (
        "<corpus><article id='1'><title>Red cats</title><para>The <b>cat</b>s"
        " <i>sat here</i>.</para><desc>It <i>ran</i>.</desc></article><article>"
        "<title>Dogs</title><para>A <b>dog</b>.</para></article></corpus>",
        "Red cats\n\nThe cats sat here.\n\nIt ran.\n\nDogs\n\nA dog.\n");
    assert_text ("<doc><sentence><tok>The</tok><tok>cat</tok></sentence><sentence><tok>"
                 "It</tok> <tok>ran</tok></sentence></doc>",
                 "The cat\n\nIt ran\n");
}

static void
test_tei_is_read_without_a_look_at_its_shape (void)
{
    assert_text (TEI ("<p><x>The</x><x>cat</x></p><desc>no</desc>"), "Thecat\n");
}

/* Any tree is a text or an error. */
static void
test_random_trees_of_other_xml_are_read (void)
{
    static const char *const names[] = { "a", "b", "p", "desc", "w", "seg", "u", "lb" };

    for (int round = 0; round < 300; round++) {
        g_autoptr (GString) xml = g_string_new ("<r>");
        g_autoptr (GPtrArray) open = g_ptr_array_new ();
        g_autoptr (CopiaDocument) document = NULL;

        for (int i = g_test_rand_int_range (0, 60); i > 0; i--) {
            const char *name = names[g_test_rand_int_range (0, G_N_ELEMENTS (names))];
            int choice = g_test_rand_int_range (0, 5);

            if (choice < 2) {
                g_ptr_array_add (open, (void *) (guintptr) name);
                g_string_append_printf (xml, "<%s>", name);
            } else if (choice < 4 && open->len > 0) {
                g_string_append_printf (xml, "</%s>",
                                        (char *) open->pdata[open->len - 1]);
                g_ptr_array_set_size (open, (gint) open->len - 1);
            } else {
                g_string_append (xml, i % 3 ? "wor-" : " d\xC2\xAC<lb/>x ");
            }
        }
        while (open->len > 0) {
            g_string_append_printf (xml, "</%s>", (char *) open->pdata[open->len - 1]);
            g_ptr_array_set_size (open, (gint) open->len - 1);
        }
        g_string_append (xml, "</r>");
        document = read_xml (xml->str);
        for (guint i = 0; i < document->spans->len; i++)
            g_assert_cmpuint (g_array_index (document->spans, CopiaStretch, i).end, <=,
                              document->size);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name, function) g_test_add_func ("/tei-shapes/" name, function)
    TEST ("divided", test_words_divided_at_the_end_of_a_line_are_joined);
    TEST ("no-break", test_a_line_that_breaks_no_word_has_no_blanks_around_it);
    TEST ("gaps", test_marks_for_letters_nobody_can_read_stay);
    TEST ("segments", test_segments_divide_a_speech);
    TEST ("universal", test_a_universal_tag_in_msd_is_the_pos);
    TEST ("textparts", test_a_textpart_is_what_its_subtype_says);
    TEST ("names", test_a_name_in_the_header_is_made_of_its_parts);
    TEST ("other", test_elements_of_other_xml_are_what_they_stand_in);
    TEST ("tei", test_tei_is_read_without_a_look_at_its_shape);
    TEST ("random", test_random_trees_of_other_xml_are_read);
    return g_test_run ();
}
