/* test-wiki.c - wiki text: its mark-up told from its text, copied pages from source. */
#define IMPORTER "wiki"
#include "skip-cases.h"

#include "import/wiki-plain.h"
#include "import/wiki-reader.h"
#include "import/wiki-templates.h"

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

/* Mostly what is no mark, but for one piece in `rarely`. */
static CopiaDocument *
random_document (size_t pieces, int rarely)
{
    static const char *const all[] = {
        "word ", "\n", "\r\n", "a_b", "c'd", "- ", "!", "|", "é", "<", "&", " ",
        "[",     "{",  "''",   "__",  "~~",  "--", "=", "#", "*", ":", ";", "\r",
    };
    CopiaDocument *document = copia_document_new ("text");
    GString *text = g_string_new (NULL);

    while (pieces--)
        g_string_append (
            text,
            all[g_test_rand_int_range (0, g_test_rand_int_range (0, rarely) ? 9 : 24)]);
    document->size = (uint32_t) text->len;
    document->text = g_string_free (text, FALSE);
    return document;
}

/* From every line on. */
static void
check_plain_ends (const CopiaDocument *document)
{
    g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    const char *text = document->text;
    uint32_t at = 0, marked = document->size;

    for (const char *feed; at < document->size; at = (uint32_t) (feed - text) + 1) {
        g_array_append_val (lines, at);
        feed = strchrnul (text + at, '\n');
    }
    for (guint i = lines->len; i-- > 0;) {
        uint32_t end = i + 1 < lines->len ? g_array_index (lines, uint32_t, i + 1) - 1
                                          : document->size;

        at = g_array_index (lines, uint32_t, i);
        if (may_have_mark (text, at, end))
            marked = at;
        g_assert_cmpuint (copia_wiki_plain_end (document, at, document->size), ==,
                          marked);
        if (marked > end)
            g_assert_cmpuint (copia_wiki_plain_end (document, at, end + 1), ==,
                              end + 1);
    }
}

static void
test_lines_without_marks_are_passed_over_and_no_others (void)
{
    for (unsigned round = 0; round < 3000; round++) {
        g_autoptr (CopiaDocument) document =
            random_document ((size_t) g_test_rand_int_range (0, 90), 15);

        check_plain_ends (document);
    }
}

/* What opens in one of the stretches that threads read may close behind several, or never. */
static char *
random_source (size_t least)
{
    static const char *const marks[] = {
        "[[",    "]]",     "{{",    "}}",        "\n{|\n|",     "\n|}\n",   "<nowiki>",
        "<pre>", "</pre>", "<ref>", "</nowiki>", "\n== A ==\n", "</ref>",   "<!--",
        "-->",   "\n\n",   "\r",    "\n* ",      "[[File:a|",   "\n----\n", "'''",
    };
    GString *text = g_string_new ("== A ==\n");

    while (text->len < least)
        switch (g_test_rand_int_range (0, 4)) {
        case 0:
            g_string_append (text,
                             marks[g_test_rand_int_range (0, G_N_ELEMENTS (marks))]);
            break;
        case 1:
            g_string_append (text, " b\n");
            break;
        default: /* now and then up to where a stretch may end */
            for (int n = g_test_rand_int_range (0, 3000); n > 0; n--)
                g_string_append (text, n % 16 ? "words | = " : "of it.\n");
        }
    return g_string_free (text, FALSE);
}

static char *
read_by (const char *text, unsigned threads)
{
    const CopiaImportOptions options = { .importer = "wiki", .threads = threads };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaDocument) document =
        import_one ("x", text, strlen (text), &options, &error);
    g_autofree char *headings = show_headings (document);
    g_autofree char *shown = show_skips (document, "\1");
    GString *all = g_string_new (headings);

    g_assert_no_error (error);
    for (guint i = 0; i < document->breaks->len; i++)
        g_string_append_printf (all, "|%u",
                                g_array_index (document->breaks, uint32_t, i));
    return g_string_free (g_string_append (all, shown), FALSE);
}

static void
test_threads_read_what_one_does (void)
{
    for (unsigned round = 0; round < 12; round++) {
        g_autofree char *text = random_source (3500000);
        g_autofree char *one = read_by (text, 1);

        for (unsigned threads = 2; threads <= 3; threads++) {
            g_autofree char *several = read_by (text, threads);

            g_assert_true (strcmp (several, one) == 0);
        }
    }
}

/* As a thread that took for a template what is none, and with it the beginning of its next stretch. */
static void
test_what_reaches_behind_a_stretch_hides_nothing_of_the_next (void)
{
    static const char *const texts[] = {
        "a {{b\nc}} {{d}} [e] {{f}} {{g}}\n",
        "a <ref>b\nc</ref> {{d}} [e] {{f}} {{g}}\n",
        "a <pre>{{b\nc</pre> {{d}} [e] {{f}} {{g}}\n"
    };
    static const char *const ends[] = { "}}", "·", "·" };

    for (size_t i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (CopiaDocument) document = copia_document_new ("text");
        uint32_t next = (uint32_t) strcspn (texts[i], "\n") + 1;
        g_autoptr (GArray) templates = NULL;
        g_autoptr (CopiaWikiReader) reader = NULL;
        g_autofree char *shown = NULL;

        document->size = (uint32_t) strlen (texts[i]);
        document->text = g_strdup (texts[i]);
        templates = copia_wiki_templates (document);
        reader = copia_wiki_reader_new (document, templates);
        copia_wiki_reader_begin (reader, document, 0);
        copia_wiki_reader_read (reader, next);
        g_assert_false (copia_wiki_reader_is_clear (reader, next));
        g_array_set_size (document->skips, 0);
        copia_wiki_reader_begin (reader, document, next);
        copia_wiki_reader_read (reader, document->size);
        g_assert_true (copia_wiki_reader_is_clear (reader, document->size));
        shown = show_skips (document, "·");
        g_assert_true (g_str_has_prefix (shown + next + 1, ends[i]));
        g_assert_true (g_str_has_suffix (shown, " · [e] · ·\n"));
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
    g_test_add_func ("/wiki/behind",
                     test_what_reaches_behind_a_stretch_hides_nothing_of_the_next);
    g_test_add_func ("/wiki/threads", test_threads_read_what_one_does);
    return g_test_run ();
}
