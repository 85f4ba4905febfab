/* test-tei.c - TEI: header, divisions, speech and verse, notes, choices, words; hostile XML. */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "document.h"
#include "reading.h"

#define HEADER                                                                         \
    "<teiHeader><fileDesc><titleStmt><title>The Gate</title><title "                   \
    "type='sub'>no</title>"                                                            \
    "<author>A</author><author>B</author></titleStmt><publicationStmt><date "          \
    "when='2020'/>"                                                                    \
    "</publicationStmt><sourceDesc><bibl><publisher>P &amp; Q</publisher><date "       \
    "when='1911-03-02'>March</date></bibl></sourceDesc></fileDesc><profileDesc>"       \
    "<langUsage><language ident='en-GB'>E</language></langUsage><textClass><keywords>" \
    "<term>sea</term><term>drama</term></keywords></textClass></profileDesc></"        \
    "teiHeader>"
#define TEI(body) "<TEI xmlns='t'><text><body>" body "</body></text></TEI>"

static char *
tell (const char *xml, const CopiaReaderOptions *options)
{
    CopiaReaderOptions usual = { .importer = "tei" };
    g_autoptr (CopiaReader) reader =
        copia_reader_new (options ? options : &usual, NULL);
    g_autoptr (GError) error = NULL;
    Catch *caught = catch_new (true);
    CopiaReceiver to = catch_receiver (caught);
    char *events;

    copia_reader_read_memory (reader, "x", xml, strlen (xml), &to, NULL, &error);
    g_assert_no_error (error);
    g_string_replace (caught->events, "<body>", "", 0); /* every text has one */
    g_string_replace (caught->events, "</body>", "", 0);
    events = g_strdup (caught->events->str);
    catch_free (caught);
    return events;
}

/* What is told within the text. */
static void
show (const char *xml, const char *expected)
{
    g_autofree char *events = tell (xml, NULL);
    const char *from = strchr (events, '>') + 1;
    g_autofree char *inner = g_strndup (from, strlen (from) - strlen ("</text>"));

    g_assert_cmpstr (inner, ==, expected);
}

static void
test_the_header_describes_the_text (void)
{
    g_autofree char *events =
        tell ("<TEI xml:lang='fr'>" HEADER "<text><body><p>x</p></body></text></TEI>",
              NULL);

    g_assert_cmpstr (
        events, ==,
        "<text file='x' language='fr' title='The Gate' publisher='P & Q' "
        "author='A; B' keywords='sea; drama' date='1911-03-02' year='1911'>"
        "<p><s>x </s></p></text>");
}

static void
test_a_corpus_is_several_texts (void)
{
    g_autofree char *events = tell (
        "<teiCorpus><teiHeader><fileDesc><titleStmt><title>All</title></titleStmt>"
        "<publicationStmt><idno>7</idno></publicationStmt></fileDesc></teiHeader>"
        "<TEI>" HEADER "<text><body><p>x</p></body></text></TEI>"
        "<TEI xml:id='two'><text><body><p>y</p></body></text></TEI>"
        "<TEI><text><body><p>z</p></body></text></TEI></teiCorpus>",
        NULL);

    g_assert_nonnull (strstr (events, "<text file='x' title='The Gate'"));
    g_assert_nonnull (
        strstr (events, "<text file='x/two' id='two' title='All' idno='7'><p><s>y"));
    g_assert_nonnull (strstr (events, "<text file='x/3' title='All' idno='7'><p><s>z"));
}

/* What holds several texts is a region of the first; of the others it names nothing. */
static void
test_what_stands_around_texts_spares_them (void)
{
    g_autofree char *events =
        tell ("<x a='1'><TEI><text><body><p>a</p></body></text></TEI><TEI><text><front>"
              "<p>b</p></front><body><p>c</p></body></text></TEI></x>",
              NULL);
    g_autofree char *head = tell (
        "<div><head>A<TEI><text><p>b</p></text></TEI><TEI><text><p>c</p></text></TEI>d"
        "</head><p>e</p><head>f</head></div>",
        NULL);

    g_assert_cmpstr (
        events, ==,
        "<text file='x'><x a='1'><p><s>a </s></p></x></text><text "
        "file='x/2'><front><p><s>b </s></p></front><p><s>c </s></p></text>");
    g_assert_nonnull (strstr (head, "<text file='x/2'>"));
}

static void
test_breaks_begin_pages_columns_and_units (void)
{
    show (TEI ("<p>a</p><pb n='1'/><p>b <cb n='1'/>c <cb n='2'/>d</p><pb n='2'/><p>e"
               "<note>f<cb n='3'/></note> <milestone unit='Scene' n='1'/>g <milestone "
               "unit='s'/>h</p>"),
          "<p><s>a </s></p><page n='1'><p><s>b <column n='1'>c </column><column "
          "n='2'>d </column></s></p></page><page n='2'><p><s>e <scene unit='Scene' "
          "n='1'>g h </s></p><note><p><s>f </scene></s></p></note></page>");
}

static void
test_a_note_in_a_note_stands_behind_it (void)
{
    show (
        TEI ("<p>A<note xml:id='n1' resp='#r'>b<note type='t'>c <hi>d</hi><note>e"
             "</note></note> f</note><note>g</note> h</p><note>i<p>j<note>k</note></p>"
             "</note>"),
        "<p><s>A h </s></p><note id='n1' resp='#r'><p><s>b f </s></p></note><note "
        "type='t'><p><s>c <hi>d </hi></s></p></note><note><p><s>e </s></p></note><note>"
        "<p><s>g </s></p></note><note><p><s>i </s></p><p><s>j </s></p><note2><p><s>k "
        "</s></p></note2></note>");
}

static void
test_divisions_are_parts_and_chapters (void)
{
    show (
        TEI ("<div type='act' n='II'><head>Act Two</head><div type='scene'><head>The "
             "<hi>"
             "wall</hi></head><p>a</p><div><p>b</p></div></div><div type='scene' n='4'>"
             "<p>c</p></div></div>"),
        "<part type='act' n='2' title='Act Two'><head><s>Act Two </s></head><chapter "
        "type='scene' n='1' title='The wall'><head><s>The <hi>wall "
        "</hi></s></head><p><s>"
        "a </s></p><div3><p><s>b </s></p></div3></chapter><chapter type='scene' "
        "n='4'><p>"
        "<s>c </s></p></chapter></part>");
    show (TEI ("<div><head>One</head><p>a</p><div><p>b</p></div></div><div1><p>c</p></"
               "div1>"),
          "<chapter n='1' title='One'><head><s>One </s></head><p><s>a "
          "</s></p><div2><p><s>b "
          "</s></p></div2></chapter><chapter n='2'><p><s>c </s></p></chapter>");
    show (TEI ("<div type='preface'><p>a</p></div><div type='part'><div "
               "type='chapter'><p>b"
               "</p></div></div>"),
          "<chapter type='preface' n='1'><p><s>a </s></p></chapter><part type='part' "
          "n='1'>"
          "<chapter type='chapter' n='1'><p><s>b </s></p></chapter></part>");
}

static void
test_speech_and_verse_are_regions (void)
{
    show (
        TEI (
            "<sp who='#m'><speaker>M.</speaker><l n='1'>One</l><l>two <q>a <q>b</q></q>"
            "</l></sp><stage>Exit.</stage><p>He <said>said</said> <stage>low</stage> it"
            "</p>"),
        "<sp who='#m'><speaker><p><s>M . </s></p></speaker><p><s><l n='1'>One "
        "</l><l>two "
        "<q>a <q2>b </q2></q></l></s></p></sp><stage><p><s>Exit . "
        "</s></p></stage><p><s>He "
        "<said>said </said><stage>low </stage>it </s></p>");
    show (TEI ("<list><item>a</item><item>b</item></list>"),
          "<list><item><p><s>a </s></p></item><item><p><s>b </s></p></item></list>");
}

static void
test_notes_stand_behind_their_paragraph (void)
{
    const char *xml =
        TEI ("<p>A<note n='1' place='foot'>The <hi>n</hi>.<p>So</p></note> b."
             "</p><note>loose</note>");
    CopiaReaderOptions none = { .importer = "tei", .drop_notes = true };
    g_autofree char *without = tell (xml, &none);

    show (xml, "<p><s>A b . </s></p><note n='1' place='foot'><p><s>The <hi>n </hi>. "
               "</s></p><p><s>So "
               "</s></p></note><note><p><s>loose </s></p></note>");
    g_assert_cmpstr (without, ==, "<text file='x'><p><s>A b . </s></p></text>");
}

static void
test_notes_keep_what_they_are_marked_up_with (void)
{
    show (
        TEI ("<p>A <q>b<note>C <q who='#d'>e</q><pb n='7'/> <list><item>f</item><item>g"
             "</item></list><div><head>h</head></div></note> i</q>.</p><p>J</p>"),
        "<p><s>A <q>b i </q>. </s></p><note><p><s>C <q2 who='#d'>e </q2></s></p><list>"
        "<item><p><s>f </s></p></item><item><p><s>g "
        "</s></p></item></list><div><head2><p>"
        "<s>h </s></p></head2></div></note><p><s>J </s></p>");
    show (TEI ("<p><w lemma='a' pos='X'>A<note><w lemma='b'>B</w> c</note>a</w> d</p>"),
          "<p><s>Aa d </s></p><note><p><s>B c </s></p></note>");
}

static void
test_no_region_has_the_name_of_a_column (void)
{
    show (TEI ("<p><form>a <form>b</form></form> <match>c</match></p>"),
          "<p><s><form2>a <form3>b </form3></form2><match2>c </match2></s></p>");
}

static void
test_of_a_choice_one_is_read (void)
{
    const char *xml = TEI (
        "<p><choice><sic>a</sic><corr>b</corr></choice> <choice><expan>c</expan><abbr>d"
        "</abbr></choice> <sic>e</sic> <app><lem>f</lem><rdg>g</rdg></app> <app><rdg>h"
        "</rdg><rdg>i</rdg></app> <del>j</del></p>");
    CopiaReaderOptions original = { .importer = "tei", .original = true };
    g_autofree char *old = tell (xml, &original);

    show (xml,
          "<p><s><corr>b </corr><expan>c </expan><sic>e </sic>f <rdg>h </rdg></s></p>");
    g_assert_nonnull (strstr (old, "<sic>a </sic><abbr>d </abbr>"));
}

static void
test_breaks_are_none_in_words (void)
{
    show (TEI (
              "<p>exam<lb break='no'/>ple one<lb/>two <pb n='2'/>thr<pb n='3'/>ee</p>"),
          "<p><s>example one two <page n='2'>three </page></s></p>");
}

static void
test_words_and_sentences_of_the_mark_up_are_taken (void)
{
    show (
        TEI (
            "<p><s n='1'><w lemma='it' pos='P'>It</w> <w>is n't</w></s><s n='2'>So<pc>."
            "..</pc></s> <w>a</w><w>b</w><w join='left'>c</w></p>"),
        "<p><s n='1'>It isn't </s><s n='2'>So ... </s><s>a b c </s></p>");
}

/* ---- values of words ------------------------------------------------------------------ */

typedef struct {
    GString *said;
    gsize n;
} Values;

static void
take_open (void *data, const char *name, const CopiaAttribute *attributes, size_t n)
{
    (void) data, (void) name, (void) attributes, (void) n;
}

static void
take_close (void *data, const char *name)
{
    (void) data, (void) name;
}

static void
take_tail (void *data, const char *gap, size_t size)
{
    (void) data, (void) gap, (void) size;
}

static void
take_layers (void *data, const char *const *names, size_t n)
{
    Values *self = data;

    self->n = n;
    for (size_t i = 0; i < n; i++)
        g_string_append_printf (self->said, "[%s]", names[i]);
}

static void
take_token (void *data, const CopiaTokenEvent *event)
{
    Values *self = data;

    g_string_append_printf (self->said, " %.*s", (int) event->token_size, event->token);
    for (gsize i = 0; event->values && i < self->n; i++)
        g_string_append_printf (self->said, "/%.*s", (int) event->values[i].size,
                                event->values[i].bytes);
}

static void
test_words_bear_their_values (void)
{
    static const char xml[] = TEI ("<p><w lemma='be' msd='3s'>is</w> not <w "
                                   "lemma='open'>opened</w><pc>.</pc></p>");
    CopiaReaderOptions options = { .importer = "tei" };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
    Values values = { g_string_new (NULL), 0 };
    CopiaReceiver to = { .self = &values,
                         .open = take_open,
                         .token = take_token,
                         .close = take_close,
                         .tail = take_tail,
                         .layers = take_layers };

    g_assert_true (
        copia_reader_read_memory (reader, "x", xml, sizeof xml - 1, &to, NULL, NULL));
    g_assert_cmpstr (values.said->str, ==,
                     "[lemma][msd] is/be/3s not opened/open/ .//");
    g_string_free (values.said, TRUE);
}

/* ---- hostile XML ---------------------------------------------------------------------- */

static void
refuse (const char *xml, const char *says)
{
    CopiaImportOptions options = { .importer = "tei" };
    g_autoptr (GError) error = NULL;

    g_assert_null (import_one ("x", xml, strlen (xml), &options, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_null (strchr (error->message, '\n'));
    if (!strstr (error->message, says))
        g_error ("'%s' does not say '%s'", error->message, says);
}

static void
test_hostile_xml_is_refused (void)
{
    g_autoptr (GString) deep = g_string_new (NULL);

    for (int i = 0; i < 200000; i++)
        g_string_append (deep, "<seg>");
    refuse (deep->str, "line 1");
    refuse ("<TEI><p>a</TEI>", "line 1");
    refuse ("<TEI>\n<p>&gone;</p></TEI>", "line 2");
    refuse ("<TEI>\n<p n='1' n='2'>a</p></TEI>", "line 2: Attribute n redefined");
    refuse ("<!DOCTYPE TEI [<!ENTITY e SYSTEM "
            "'file:///etc/hostname'>]><TEI><p>&e;</p></TEI>",
            "another file");
    refuse ("<!DOCTYPE TEI [<!ENTITY e '<p>x</p>'>]><TEI><p>&e;</p></TEI>", "mark-up");
}

static void
test_plain_entities_and_names_of_html_are_letters (void)
{
    show ("<!DOCTYPE TEI SYSTEM 'tei.dtd' [<!ENTITY c 'caf'>]>" TEI (
              "<p>&c;&eacute;</p>"),
          "<p><s>café </s></p>");
}

/* Elements nested and crossed by milestones anyhow: each event keeps its contract. */
static void
test_random_trees_keep_the_contract (void)
{
    static const char *const names[] = {
        "div", "p",  "q",    "note", "s",   "w",      "hi",  "lg",   "l",
        "sp",  "pb", "head", "app",  "rdg", "choice", "sic", "corr", "div2"
    };

    for (int i = 0; i < 3000; i++) {
        g_autoptr (GString) xml = g_string_new ("<TEI><text><body>");
        g_autoptr (GPtrArray) open = g_ptr_array_new ();
        g_autofree char *events = NULL;
        int n = g_test_rand_int_range (0, 60);

        for (int k = 0; k < n; k++) {
            const char *name = names[g_test_rand_int_range (0, G_N_ELEMENTS (names))];
            int choice = g_test_rand_int_range (0, 4);

            if (choice == 0) {
                g_string_append_printf (xml, "<%s>", name);
                g_ptr_array_add (open, (void *) (uintptr_t) name);
            } else if (choice == 1 && open->len) {
                g_string_append_printf (xml, "</%s>",
                                        (char *) open->pdata[open->len - 1]);
                g_ptr_array_set_size (open, (gint) open->len - 1);
            } else {
                g_string_append (xml, choice == 2 ? " word. " : "a");
            }
        }
        while (open->len) {
            g_string_append_printf (xml, "</%s>", (char *) open->pdata[open->len - 1]);
            g_ptr_array_set_size (open, (gint) open->len - 1);
        }
        g_string_append (xml, "</body></text></TEI>");
        events = tell (xml->str, NULL);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/tei/header", test_the_header_describes_the_text);
    g_test_add_func ("/tei/corpus", test_a_corpus_is_several_texts);
    g_test_add_func ("/tei/around", test_what_stands_around_texts_spares_them);
    g_test_add_func ("/tei/turns", test_breaks_begin_pages_columns_and_units);
    g_test_add_func ("/tei/note-in-note", test_a_note_in_a_note_stands_behind_it);
    g_test_add_func ("/tei/divisions", test_divisions_are_parts_and_chapters);
    g_test_add_func ("/tei/speech", test_speech_and_verse_are_regions);
    g_test_add_func ("/tei/notes", test_notes_stand_behind_their_paragraph);
    g_test_add_func ("/tei/marked-notes", test_notes_keep_what_they_are_marked_up_with);
    g_test_add_func ("/tei/columns", test_no_region_has_the_name_of_a_column);
    g_test_add_func ("/tei/choice", test_of_a_choice_one_is_read);
    g_test_add_func ("/tei/breaks", test_breaks_are_none_in_words);
    g_test_add_func ("/tei/words", test_words_and_sentences_of_the_mark_up_are_taken);
    g_test_add_func ("/tei/values", test_words_bear_their_values);
    g_test_add_func ("/tei/hostile", test_hostile_xml_is_refused);
    g_test_add_func ("/tei/entities",
                     test_plain_entities_and_names_of_html_are_letters);
    g_test_add_func ("/tei/random", test_random_trees_keep_the_contract);
    return g_test_run ();
}
