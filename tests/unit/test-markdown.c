/* test-markdown.c - Markdown's marks are told from its text (CommonMark 0.31, tables, front matter). */
#define IMPORTER "markdown"
#include "base/error.h"
#include "skip-cases.h"

#include "import/importers.h"

static void
test_emphasis_loses_its_marks_and_nothing_else (void)
{
    CHECK ({ "a **b** _c_ ***d***", "a ·b· ·c· ·d·" },
           { "un*believ*able snake_case_name", "un·believ·able snake_case_name" },
           { "2 * 3 * 4, *open", "2 * 3 * 4, *open" }, { "*a **b** c*", "·a ·b· c·" },
           { "**a*b", "**a*b" }, { "*a**b*", "·a**b·" },
           { "~~gone~~ ~x~", "·gone· ~x~" }, { "“*a*”", "“·a·”" });
}

static void
test_code_keeps_what_stands_in_it (void)
{
    CHECK ({ "`*a*` and ``b`c``", "·*a*· and ·b`c·" }, { "`a ``b`", "·a ``b·" },
           { "``a`", "``a`" }, { "```c x\n*y*\n```\nz", "·\n*y*\n·\nz" },
           { "~~~\n# no\n~~~", "·\n# no\n·" },
           { "    *code*\n\ntext", "    *code*\n\ntext" },
           { "```\nopen\n\n# no", "·\nopen\n\n# no" });
}

static void
test_links_keep_their_text_and_images_nothing (void)
{
    CHECK ({ "a [b c](http://x.org/y 'T') d", "a ·b c· d" },
           { "[a *b*](<u v>) ![alt *x*](p.png)", "·a ·b· ·" },
           { "[![pic](p)](u)", "·" },
           { "[a][r] [R] [b]\n\n[r]: /u\n  \"T\"", "·a· ·R· [b]\n\n·\n  ·" },
           { "[a](b c) [d]", "[a](b c) [d]" },
           { "<http://x.org> <a@b.org>", "·http://x.org· ·a@b.org·" },
           { "text[^1].\n\n[^1]: A *note*.", "text·.\n\n· A ·note·." },
           { "[a [b](u) c](v)", "[a ·b· c](v)" });
}

static void
test_escapes_and_references_go (void)
{
    CHECK ({ "\\*a\\* \\q R&amp;D a&nbsp;b &x", "·*a·* \\q R&·D a·b &x" },
           { "&#39;q&#x27; &#; &longwordthatisnoentityatall1234567890;",
             "·q· &#; &longwordthatisnoentityatall1234567890;" });
}

static void
test_html_goes_and_its_text_stays (void)
{
    CHECK ({ "a <b class='x'>c</b> <br/> d < e", "a ·c· · d < e" },
           { "<div>\n*a* <i>b</i>\n</div>\n\n*c*", "·\n*a* ·b·\n·\n\n·c·" },
           { "a\n<!-- b\n\nc -->\nd", "a\n·\nd" }, { "<!-- open *a*", "<!-- open ·a·" },
           { "<script>\nx\n\ny</script>\nz", "·\nz" }, { "<a b=\"c", "<a b=\"c" });
}

static void
test_blocks_lose_their_marks (void)
{
    CHECK ({ "> a\n> > b\nlazy", "· a\n· · b\nlazy" },
           { "- a\n- b\n\n  c\n1. d\n2) e", "· a\n· b\n\n  c\n· d\n· e" },
           { "- [x] done", "· · done" }, { "a\n\n***\n\n- - -\nb", "a\n\n·\n\n·\nb" },
           { "1914. War", "· War" }, { "In\n1914. War", "In\n1914. War" },
           { "| a | b |\n|---|:-:|\n| *c* | d |\n\ne | f",
             "· a · b ·\n·\n· ·c· · d ·\n\ne | f" });
}

static void
test_headings_are_declared_with_their_levels (void)
{
    static const struct {
        const char *text, *headings;
    } cases[] = {
        { "# Part One: X\n\n## *A* b ##\n\ntext", "1 Part One: X|2 *A* b" },
        { "Title\nof two\n=====\n\nSub\n---", "1 Title\nof two|2 Sub" },
        { "#no\n\n####### no\n\n> # no\n\n- # no", "" },
        { "# A {#id .c}\n#\n# \\# B", "1 A|1 \\# B" },
        { "    # no\n\n   # yes", "1 yes" },
        { "```\n# no\n```", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (CopiaDocument) document =
            import_text (cases[i].text, strlen (cases[i].text), "markdown");
        g_autofree char *headings = show_headings (document);

        g_assert_cmpstr (headings, ==, cases[i].headings);
        g_assert_true (document->marked == (*headings != 0));
        g_assert_true (document->wrapped);
    }
}

static void
check_front (const char *text, const char *title, const char *author, const char *shown)
{
    g_autoptr (CopiaDocument) document = import_text (text, strlen (text), "markdown");
    g_autofree char *all = show_skips (document, "·");

    g_assert_cmpstr (copia_document_find_attribute (document, "title"), ==, title);
    g_assert_cmpstr (copia_document_find_attribute (document, "author"), ==, author);
    g_assert_cmpstr (all, ==, shown);
}

static void
test_front_matter_becomes_attributes (void)
{
    check_front ("---\ntitle: \"A: B\"\nauthor:\n  - Jane Doe\n  - X\nlang: en\n---\na",
                 "A: B", "Jane Doe", "·a");
    check_front ("+++\ntitle = 'T'\nauthor = \"A\"\n+++\na", "T", "A", "·a");
    check_front ("% T\n% A\n\na", "T", "A", "·\na");
    check_front ("---\r\ntitle: T\r\nauthor: [A, B]\r\n...\r\na", "T", "A, B", "·a");
    check_front ("# T\n\n## A\n\na", "T", NULL, "· T\n\n· A\n\na");
    check_front ("# Part One\n\n## A\n\na", NULL, NULL, "· Part One\n\n· A\n\na");
    check_front ("# A\n\n# B\n\na", NULL, NULL, "· A\n\n· B\n\na");
    check_front ("---\nnot: closed\n\na", NULL, NULL, "·\nnot: closed\n\na");
    check_front ("\xEF\xBB\xBF---\ntitle: T\n---\na", "T", NULL, "·a");
}

static void
test_lists_and_rows_are_paragraphs_of_their_own (void)
{
    const char *text = "a\n- b\n- c\n\n|x|\n|-|\n|y|";
    g_autoptr (CopiaDocument) document = import_text (text, strlen (text), "markdown");
    const guint32 starts[] = { 0, 4, 8, 11, 19 };

    g_assert_cmpuint (document->breaks->len, ==, G_N_ELEMENTS (starts));
    for (guint i = 0; i < document->breaks->len; i++)
        g_assert_cmpuint (g_array_index (document->breaks, guint32, i), ==, starts[i]);
}

static void
test_markdown_is_told_by_its_headings (void)
{
    const char *text = "# One\n\na\n\n# Two\n\nb\n";
    const char *other = "#include <x>\n# not a heading of two\n";
    g_autoptr (CopiaDocument) yes = import_text (text, strlen (text), NULL);
    g_autoptr (CopiaDocument) no = import_text (other, strlen (other), NULL);

    g_assert_cmpstr (yes->format, ==, "markdown");
    g_assert_cmpstr (no->format, ==, "plain");
    g_assert_cmpuint (yes->notes->len, ==, 1);
    g_assert_nonnull (strstr (g_ptr_array_index (yes->notes, 0), "--importer plain"));
}

/* A reader whose time grew with the square of the size would need hours, and whoever runs the
 * tests ends one that takes ten minutes; what was said last is what took them. */
static void
test_marks_that_never_close_cost_linear_time (void)
{
    static const char *const units[] = {
        "[",   "![", "](",  "[a](",    "<!--",  "<a b=\"", "<a b='", "`",        "*a ",
        "_a",  "**", "> ",  "- ",      "1. ",   "&",       "\\",     "[a][b",    "| ",
        "``a", "~~", "<?x", "<a <b c", "# ",    "\n# ",    "\n\n",   "\t",       "[^",
        "*_",  "]",  "(",   "\n- a\n", "\n> a", "\n|a|b|", "[x]: ",  "\n[x]: <",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
        GString *text = g_string_new (NULL);
        g_autofree char *shown = g_strescape (units[i], NULL);

        while (text->len < 2000000)
            g_string_append (text, units[i]);
        g_test_message ("%s, %u bytes", shown, (unsigned) text->len);
        copia_document_free (import_text (text->str, text->len, "markdown"));
        g_string_free (text, TRUE);
    }
}

static void
test_random_marks_keep_every_promise (void)
{
    static const char *const units[] = {
        "a",      "b c",  " ",    "\n",    "\n\n",  "*",    "**",       "_",   "`",
        "[",      "]",    "(",    ")",     "!",     "<",    ">",        "<b>", "<!--",
        "-->",    "&",    ";",    "\\",    "# ",    "> ",   "- ",       "1. ", "```",
        "---",    "===",  "|",    "\t",    "é",     "\r\n", "\r",       "~~",  "[a]",
        "[a]: b", "    ", "{#x}", "\"t\"", "<div>", "🙂", "\xC2\xA0",
    };
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int i = 0; i < 20000; i++) {
        g_autoptr (GString) text = g_string_new ("x");
        g_autofree char *shown = NULL;
        g_autofree char *headings = NULL;
        CopiaDocument *document;

        for (int n = g_rand_int_range (rand, 0, 30); n > 0; n--)
            g_string_append (text,
                             units[g_rand_int_range (rand, 0, G_N_ELEMENTS (units))]);
        document = import_text (text->str, text->len, "markdown");
        shown = show_skips (document, "");
        headings = show_headings (document);
        copia_document_free (document);
    }
}

/* Beyond all words, and no word. */
static void
test_a_picture_in_the_text_may_be_of_any_size (void)
{
    g_autofree char *picture = g_strnfill (17 << 20, 'A');
    g_autofree char *text = g_strconcat ("See ![a cat](data:image/png;base64,", picture,
                                         ") here.\n\nAnd ![it][c].\n\n"
                                         "[c]: data:image/png;base64,",
                                         picture, "\n", NULL);
    g_autoptr (CopiaDocument) document = import_text (text, strlen (text), "markdown");
    g_autofree char *shown = show_skips (document, "");
    g_autoptr (GError) error = NULL;

    g_assert_cmpstr (shown, ==, "See  here.\n\nAnd .\n\n\n");
    g_assert_null (import_one ("x.txt", text, strlen (text), NULL, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT);
}

/* What is longer than any paragraph is marked in pieces, of which each mark lies in one: here they
 * end between lines, and in a line between words. */
static void
test_long_blocks_are_marked_in_pieces (void)
{
    static const char *const units[] = { "*a* `b c` d\n", "d *a* `b` " };
    const guint n = 3300000;

    for (size_t i = 0; i < G_N_ELEMENTS (units); i++) {
        g_autoptr (CopiaDocument) document = copia_document_new ("text");
        GString *text = g_string_new ("**x** ");

        for (guint k = 0; k < n; k++)
            g_string_append (text, units[i]);
        document->size = (uint32_t) text->len;
        document->text = g_string_free (text, FALSE);
        copia_import_markdown (document);
        g_assert_cmpuint (document->skips->len, >, 4 * n - 10);
        g_assert_cmpuint (document->skips->len, <=, 4 * n + 2);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/markdown/emphasis",
                     test_emphasis_loses_its_marks_and_nothing_else);
    g_test_add_func ("/markdown/code", test_code_keeps_what_stands_in_it);
    g_test_add_func ("/markdown/links", test_links_keep_their_text_and_images_nothing);
    g_test_add_func ("/markdown/escapes", test_escapes_and_references_go);
    g_test_add_func ("/markdown/html", test_html_goes_and_its_text_stays);
    g_test_add_func ("/markdown/blocks", test_blocks_lose_their_marks);
    g_test_add_func ("/markdown/headings",
                     test_headings_are_declared_with_their_levels);
    g_test_add_func ("/markdown/front", test_front_matter_becomes_attributes);
    g_test_add_func ("/markdown/breaks",
                     test_lists_and_rows_are_paragraphs_of_their_own);
    g_test_add_func ("/markdown/picture",
                     test_a_picture_in_the_text_may_be_of_any_size);
    g_test_add_func ("/markdown/sniff", test_markdown_is_told_by_its_headings);
    g_test_add_func ("/markdown/linear", test_marks_that_never_close_cost_linear_time);
    g_test_add_func ("/markdown/random", test_random_marks_keep_every_promise);
    g_test_add_func ("/markdown/pieces", test_long_blocks_are_marked_in_pieces);
    return g_test_run ();
}
