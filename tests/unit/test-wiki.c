/* test-wiki.c - wiki text: its mark-up told from its text, copied pages from source. */
#define IMPORTER "wiki"
#include "skip-cases.h"

#include "import/wiki-plain.h"

static void
test_links_keep_what_they_show (void)
{
    CHECK (
        { "a [[b]] [[c|d e]] [[f (g)|]]", "a ·b· ·d e· ·f (g)·" },
        { "[[File:x.jpg|thumb|A [[cap]]\nb]] [[Category:C]] [[fr:T]] [[:Category:D]]",
          "· · · ·Category:D·" },
        { "[http://x.org site] [http://y.org] [Kerensky]", "· site· · [Kerensky]" },
        { "[[open\nb]] c]]", "[[open\nb]] c]]" },
        { "[[Файл:x|y]] [[a:b]]", "· ·a:b·" });
}

static void
test_templates_references_and_comments_go (void)
{
    CHECK ({ "a {{b|{{c}}\n|d}} e", "a · e" }, { "{{{1|x}}} y", "· y" },
           { "a<ref name=\"x\">b [[c]]</ref> d<ref name=x /> e", "a· d· e" },
           { "a <!-- b\n\nc --> d", "a · d" }, { "{{open\n\na", "{{open\n\na" },
           { "{{open\n== H ==\n}}", "{{open\n· H ·\n}}" },
           { "<math>x^2</math> <nowiki>'''a''' [[b]]</nowiki> ''c''",
             "· ·'''a''' [[b]]· ·c·" });
}

static void
test_marks_of_letters_and_lines_go (void)
{
    CHECK ({ "'''a''' ''b'' '''''c''''' d''''e'", "·a· ·b· ·c· d'·e'" },
           { "* a\n** b\n#: c\n; d", "· a\n· b\n· c\n· d" },
           { "----\n__TOC__ a ~~~~", "·\n· a ·" }, { "&nbsp;a &amp; b", "·a &· b" });
}

static void
test_tables_keep_their_cells (void)
{
    CHECK ({ "{| class=\"x\"\n|+ Cap\n|-\n! a !! b\n|-\n| style=\"y\" | c || d\n| "
             "[[e|f]]\n|}\ng",
             "·\n· Cap\n·\n· a · b\n·\n· c · d\n· ·f·\n·\ng" },
           { "| no table\n! none", "| no table\n! none" });
}

static void
test_headings_are_declared_in_both_kinds (void)
{
    static const struct {
        const char *text, *headings, *shown;
    } cases[] = {
        { "== A ==\n=== B '''c''' ===\n==D", "2 A|3 B '''c'''",
          "· A ·\n· B ·c· ·\n==D" },
        { "Part I[edit source]\n\nA[edit]\n\n'''b''' [[c]] x[edit]y", "1 Part I|1 A",
          "Part I·\n\nA·\n\n'''b''' [[c]] x[edit]y" },
        { "A [Bearbeiten | Quelltext bearbeiten]\nB [modifier | modifier le code]\n"
          "[edit]\nC [править]",
          "1 A|1 B|1 C", "A ·\nB ·\n[edit]\nC ·" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (CopiaDocument) document =
            import_text (cases[i].text, strlen (cases[i].text), "wiki");
        g_autofree char *headings = show_headings (document);
        g_autofree char *shown = show_skips (document, "·");

        g_assert_cmpstr (headings, ==, cases[i].headings);
        g_assert_cmpstr (shown, ==, cases[i].shown);
        g_assert_true (document->marked);
    }
}

static void
test_wiki_is_told_by_two_headings_and_a_sign (void)
{
    static const struct {
        const char *text, *format;
    } cases[] = {
        { "A[edit source]\n\nx\n\nB[edit source]\n", "wiki" },
        { "A[edit source]\n\nx\n", "plain" },
        { "== A ==\r\nx [[y]]\r\n== B ==\r\n", "wiki" },
        { "== A ==\n'''x'''\n=== B ===\n", "wiki" },
        { "== A ==\nx<ref name=\"y\">z</ref>\n\n== é ==\n", "wiki" },
        { "== A ==\n{{x}}\n== B ==\n", "wiki" },
        { "== A ==\n== B ==\nC [edit]\n", "wiki" },
        { "== A ==\n\n#include <x.h>\n\n== B ==\n", "plain" },
        { "== A ==\n[[y]]\n", "plain" },
        { "=====\nTitle\n=====\n\n[[y]]\n\n==  ==\na   b\n==  ==\n", "plain" },
        { "== A ===\n[[y]]\n=== B ==\n== C\n", "plain" },
        { "= 5\na == b\n== c", "plain" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (CopiaDocument) document =
            import_text (cases[i].text, strlen (cases[i].text), NULL);

        g_assert_cmpstr (document->format, ==, cases[i].format);
    }
}

/* See test-markdown.c. */
static void
test_marks_that_never_close_cost_linear_time (void)
{
    static const char *const units[] = {
        "[[",        "{{",        "<!--",        "<ref>",    "{|",     "[http://a ",
        "]]",        "}}",        "''",          "<nowiki>", "|",      "\n|",
        "[[File:a|", "[[File:\n", "{{{",         "==",       "\n== ",  "<a b=\"",
        "__",        "~",         "\n{|\n|a||b", "[[a|b",    "<math>", "{{\n== H ==\n",
        "[edit]\n",  "&",         "\n*",         "[[\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
        GString *text = g_string_new ("== A ==\n== B ==\n");
        g_autofree char *shown = g_strescape (units[i], NULL);

        while (text->len < 2000000)
            g_string_append (text, units[i]);
        g_test_message ("%s, %u bytes", shown, (unsigned) text->len);
        copia_document_free (import_text (text->str, text->len, "wiki"));
        g_string_free (text, TRUE);
    }
}

static void
test_random_marks_keep_every_promise (void)
{
    static const char *const units[] = {
        "a",        "b c",        " ",     "\n",       "\n\n",      "[[",    "]]",
        "|",        "{{",         "}}",    "{{{",      "}}}",       "''",    "'''",
        "<!--",     "-->",        "<ref>", "</ref>",   "<b>",       "==",    "\n==",
        "{|",       "|}",         "\n|-",  "\n|",      "||",        "!!",    "\n!",
        "\n*",      "[http://x ", "]",     "[",        "=",         "File:", "é",
        "&amp;",    "[edit]\n",   "\r\n",  "<nowiki>", "</nowiki>", "__A__", "~~~~",
        "\xC2\xA0", "🙂",
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
        document = import_text (text->str, text->len, "wiki");
        shown = show_skips (document, "");
        headings = show_headings (document);
        copia_document_free (document);
    }
}

/* Said anew: what no line holds that is passed over. */
static bool
may_have_mark (const char *text, size_t start, size_t end)
{
    static const char *const marks[] = { "[", "{", "''", "__", "~~" };
    g_autofree char *line = g_strndup (text + start, end - start);

    if (start < end && (strchr ("=*#:;", *line) || g_str_has_prefix (line, "--")))
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
        if (strstr (line, marks[i]))
            return true;
    for (size_t at = start; at < end; at++)
        if ((strchr ("<&", text[at]) && text[at + 1] != ' ') ||
            (text[at] == '\r' && text[at + 1] != '\n'))
            return true;
    return false;
}

static void
test_lines_without_marks_are_passed_over_and_no_others (void)
{
    static const char *const pieces[] = {
        "word ", "\n", "\r\n", "a_b", "c'd", "- ", "!", "|", "é", "<", "&", " ",
        "[",     "{",  "''",   "__",  "~~",  "--", "=", "#", "*", ":", ";", "\r",
    };

    for (unsigned round = 0; round < 3000; round++) {
        g_autoptr (CopiaDocument) document = copia_document_new ("text");
        g_autoptr (GString) text = g_string_new (NULL);
        size_t n = (size_t) g_test_rand_int_range (0, 90), at = 0;

        while (n--) /* mostly what is no mark */
            g_string_append (text, pieces[g_test_rand_int_range (
                                       0, g_test_rand_int_range (0, 15) ? 9 : 24)]);
        document->size = (uint32_t) text->len;
        document->text = g_strdup (text->str);
        while (at < text->len) {
            const char *feed = strchr (text->str + at, '\n');
            size_t end = feed ? (size_t) (feed - text->str) : text->len;

            if (may_have_mark (text->str, at, end))
                break;
            at = feed ? end + 1 : end;
        }
        g_assert_cmpuint (copia_wiki_plain_end (document, 0), ==, at);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/wiki/links", test_links_keep_what_they_show);
    g_test_add_func ("/wiki/templates", test_templates_references_and_comments_go);
    g_test_add_func ("/wiki/marks", test_marks_of_letters_and_lines_go);
    g_test_add_func ("/wiki/tables", test_tables_keep_their_cells);
    g_test_add_func ("/wiki/headings", test_headings_are_declared_in_both_kinds);
    g_test_add_func ("/wiki/sniff", test_wiki_is_told_by_two_headings_and_a_sign);
    g_test_add_func ("/wiki/linear", test_marks_that_never_close_cost_linear_time);
    g_test_add_func ("/wiki/random", test_random_marks_keep_every_promise);
    g_test_add_func ("/wiki/plain",
                     test_lines_without_marks_are_passed_over_and_no_others);
    return g_test_run ();
}
