/* test-annotated-sniff.c - annotated texts are known by what stands in them, and nothing else is. */
#include <glib.h>
#include <string.h>

#include "import/import.h"

static bool
note_format (void *data, CopiaDocument *document, GError **error G_GNUC_UNUSED)
{
    g_string_assign (data, document->format);
    if (document->notes->len > 0)
        g_string_append_printf (data, ": %s", (char *) document->notes->pdata[0]);
    copia_document_free (document);
    return true;
}

static char *
format_of (const char *name, const char *text)
{
    g_autoptr (GString) format = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    copia_import_memory (name, text, strlen (text), NULL, note_format, format, &error);
    g_assert_no_error (error);
    return g_string_free (g_steal_pointer (&format), FALSE);
}

typedef struct {
    const char *what, *text;
} Sample;

static void
assert_all (const Sample *samples, const char *name, const char *format)
{
    for (; samples->what; samples++) {
        g_autofree char *seen = format_of (name, samples->text);

        if (!g_str_has_prefix (seen, format))
            g_error ("%s: %s, not %s", samples->what, seen, format);
    }
}

#define WORDS "In\nthe\nbeginning\nwas\nthe\nword\n,\nand\nthe\nword\nwas\ngood\n.\n"

static const Sample vertical[] = {
    { "columns", "<text id=\"1\">\n<s>\nThe\tDT\tthe\ncat\tNN\tcat\n</s>\n</text>\n" },
    { "a declaration first",
      "<?xml version=\"1.0\"?>\n<!-- made -->\n\n<doc>\nA\tB\n</doc>\n" },
    { "a byte order mark, CRLF",
      "\xEF\xBB\xBF<doc a='1'>\r\nThe\tDT\r\n<g/>\r\ncat\tNN\r\n</doc>\r\n" },
    { "regions that cross", "<d>\n<a>\nx\ty\n<b>\nx\ty\n</a>\nx\ty\n</b>\n</d>\n" },
    { "signs that are marks elsewhere",
      "<s>\n<\tSYM\t<\n&lt;\tSYM\t&lt;\n>\tSYM\t>\n# 1\tX\tx\n</s>\n" },
    { "a word with a blank", "<s>\nNew York\tNP\tNew York\nis\tVBZ\tbe\n</s>\n" },
    { "a region that is never closed", "<text>\nA\tDT\ta\ncat\tNN\tcat\n" },
    { "a last column that is left out", "<s>"
                                        "\na\tb\tc\na\tb\tc\na\tb\tc\na\tb\tc\na\tb\tc"
                                        "\na\tb\tc\na\tb\tc\na\tb\tc\na\tb\tc\n"
                                        "a\tb\n</s>\n" },
    { "words alone", "<chapter id=\"1\">\n<p>\n" WORDS "</p>\n</chapter>\n" },
    { NULL, NULL },
};

#define ROW(id, word, head) id "\t" word "\t_\tX\t_\t_\t" head "\tdep\t_\t_\n"

static const Sample treebank[] = {
    { "a sentence", ROW ("1", "The", "2") ROW ("2", "cat", "0") "\n" },
    { "comments",
      "# newdoc id = 1\n# text = The cat\n" ROW ("1", "The", "2")
          ROW ("2", "cat", "0") "\n# text = No\n" ROW ("1", "No", "0") "\n" },
    { "ranges and empty nodes",
      "0.1\tyou\t_\t_\t_\t_\t_\t_\t2:nsubj\t_\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_"
      "\n" ROW ("1", "do", "2")
          ROW ("2", "n't", "0") "2.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n\n" },
    { "nothing but words",
      "1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n2\tB\t_\t_\t_\t_\t_\t_\t_\t_\n" },
    { "all columns",
      "\xEF\xBB\xBF# x\r\n1\tCats\tcat\tNOUN\tNNS\tNumber=Plur\t0\troot\t0:root\t"
      "SpaceAfter=No\r\n\r\n" },
    { "a broken line among many",
      ROW ("1", "a", "0") ROW ("2", "a", "1") ROW ("3", "a", "1") ROW ("4", "a", "1")
          ROW ("5", "a", "1") ROW ("6", "a", "1") ROW ("7", "a", "1")
              ROW ("8", "a", "1") ROW ("9", "a", "1") ROW ("10", "a", "1")
                  ROW ("11", "a", "1") "12\ta\tb\n\n" },
    { NULL, NULL },
};

static const Sample others[] = {
    { "a table", "name\tage\nTom\t12\nAnn\t13\n" },
    { "a table with numbers and ten columns",
      "1\tTom\t12\tParis\tx\tblue\t3\t4\t5\t6\n2\tAnn\t13\tRome\tx\tred\t3\t4\t5\t6"
      "\n" },
    { "a table with a head and ten columns",
      "n\tform\tlemma\tupos\txpos\tfeats\thead\tdeprel\tdeps\tmisc\n" ROW ("1", "a",
                                                                           "0") },
    { "a table with tags in it", "<b>\tbold\n<i>\titalic\n<p>\tparagraph\n" },
    { "a table with mark-up in it", "<b>Tom</b>\t12\n<b>Ann</b>\t13\n" },
    { "a table behind a line like a tag", "<list>\nTom\t12\nAnn\t13\tx\nEve\n"
                                          "Kim\t1\t2\t3\n" },
    { "what a tagger says, without regions",
      "The\tDT\tthe\ncat\tNN\tcat\n.\tSENT\t.\n" },
    { "a list with numbers", "1\tapples\n2\tpears\n3\tplums\n" },
    { "ten columns numbered from 7", ROW ("7", "a", "0") ROW ("8", "b", "0") },
    { "a text with a stray sign",
      "We know that 3 < 4.\n< that is all\nand a <tag> in it\n" },
    { "a letter with a quotation",
      "<quote>\nHow are you, my dear friend?\n</quote>\nI am well.\n" },
    { "a play", "<Enter>\nTOM\nGood day to you.\n<Exit>\n" WORDS },
    { "a line like a tag, and words", "<unknown>\n" WORDS },
    { "a vocabulary", "<unk>\n<s>\n</s>\n<pad>\n" WORDS },
    { "a piece of a page",
      "<ul>\n<li>\nApples\n</li>\n<li>\nPears\n</li>\n<li>\nPlums\n</li>\n"
      "<li>\nNuts\n</li>\n<li>\nFigs\n</li>\n<li>\nKiwis\n</li>\n</ul>\n" },
    { "a piece of a page with tabs",
      "<table>\n<tr>\n\t<td>a</td>\n\t<td>b</td>\n</tr>\n</table>\n" },
    { "a piece with tabs behind",
      "<table>\n<tr>\n<td>a</td>\t<td>b</td>\n</tr>\n</table>\n" },
    { "data, a value a line",
      "<row>\n<name>\nTom\n</name>\n<age>\n12\n</age>\n</row>\n" },
    { "verses", "<poem>\n<l>\nThe cat sat\n</l>\n<l>\nupon the mat\n</l>\n</poem>\n" },
    { "an example in a text", "So looks such a file:\n\n<s>\nThe\tDT\tthe\n</s>\n" },
    { "comments", "# one\n# two\n# three\n" },
    { "text behind a tag", "<b>\nTom\t12\n</b>\tall\n<b>\nAnn\t13\n</b>\tall\n" },
    { "tags alone", "<text>\n</text>\n" },
    { NULL, NULL },
};

static void
test_vertical_text_is_known (void)
{
    assert_all (vertical, "a.txt",
                "vertical: read as vertical, by the marks in it; "
                "--importer plain reads it as it stands");
    assert_all (vertical, "/dev/stdin", "vertical");
    assert_all (vertical, "a.xml", "vertical");
}

static void
test_treebanks_are_known (void)
{
    assert_all (treebank, "a.txt", "conllu: read as conllu, by the marks in it");
    assert_all (treebank, "a", "conllu");
}

static void
test_nothing_else_is_taken_for_them (void)
{
    assert_all (others, "a.txt", "plain");
    assert_all (others, "a.tsv", "plain");
}

static void
test_an_ending_decides (void)
{
    assert_all (vertical, "a.md", "markdown");
    assert_all (treebank, "a.vrt", "vertical");
    assert_all (others, "a.conllu", "conllu");
}

static void
test_pages_and_tei_stay_what_they_are (void)
{
    static const Sample pages[] = {
        { "a page",
          "<!DOCTYPE html>\n<html>\n<body>\n<p>\nA\n</p>\n</body>\n</html>\n" },
        { "a page with tabs",
          "<html>\n<body>\n<p>\nA\tb\n</p>\n<p>one\n</p>\n</body>\n</html>\n" },
        { NULL, NULL },
    };
    static const Sample tei[] = {
        { "TEI",
          "<?xml version=\"1.0\"?>\n<TEI>\n<text>\n<body>\n<p>\nThe cat sat.\n</p>\n"
          "</body>\n</text>\n</TEI>\n" },
        { "TEI with words",
          "<TEI>\n<text>\n<p>\n<w>The</w>\n<w>cat</w>\n</p>\n</text>\n</TEI>\n" },
        { "TEI indented", "<TEI>\n\t<text>\n\t\t<p>The\tcat</p>\n\t</text>\n</TEI>\n" },
        { NULL, NULL },
    };

    assert_all (pages, "a.txt", "html");
    assert_all (tei, "a.txt", "tei");
    assert_all (tei, "a.xml", "tei");
}

/* Where the seen part ends within a line, that line says nothing. */
static void
test_a_long_text_is_known_by_its_beginning (void)
{
    for (unsigned more = 0; more < 40; more++) {
        g_autoptr (GString) text = g_string_new ("<text>\n<s>\n");
        g_autofree char *format = NULL;

        g_string_append_printf (text, "%.*s\tX\tx\n", (int) more + 1,
                                "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww");
        while (text->len < 70000)
            g_string_append (text, "word\tTAG\tlemma\n");
        g_string_append (text, "<this is no tag and has no columns\n");
        format = format_of ("a", text->str);
        g_assert_true (g_str_has_prefix (format, "vertical"));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/annotated-sniff/vertical", test_vertical_text_is_known);
    g_test_add_func ("/annotated-sniff/treebank", test_treebanks_are_known);
    g_test_add_func ("/annotated-sniff/others", test_nothing_else_is_taken_for_them);
    g_test_add_func ("/annotated-sniff/ending", test_an_ending_decides);
    g_test_add_func ("/annotated-sniff/pages", test_pages_and_tei_stay_what_they_are);
    g_test_add_func ("/annotated-sniff/long",
                     test_a_long_text_is_known_by_its_beginning);
    return g_test_run ();
}
