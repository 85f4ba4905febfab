/* test-prose.c - pages keep to a width, and nothing of them is lost. */
#include "base/page.h"
#include "base/utf8.h"
#include "table/prose.h"

#include <string.h>

static GString *
laid_out (const char *markdown, int width)
{
    const CopiaLook look = { .width = width };
    GString *out = g_string_new (NULL);

    copia_prose_append (out, markdown, &look);
    return out;
}

static void
assert_laid_out (const char *markdown, int width, const char *wanted)
{
    g_autoptr (GString) out = laid_out (markdown, width);

    g_assert_cmpstr (out->str, ==, wanted);
}

static void
test_a_paragraph_is_filled (void)
{
    assert_laid_out ("one two\nthree four\n", 10, "one two\nthree four\n");
    assert_laid_out ("one two three\nfour\n", 80, "one two three four\n");
    assert_laid_out ("# A heading\n\n* an item that\n  goes on\n* two\n", 12,
                     "# A heading\n\n* an item\n  that goes\n  on\n* two\n");
    assert_laid_out ("a\n\n    code  stays,   whatever its width\n\nb\n", 9,
                     "a\n\n    code  stays,   whatever its width\n\nb\n");
    assert_laid_out ("with `a span` here\n", 13, "with `a span`\nhere\n");
    assert_laid_out ("with `a span` here\n", 11, "with\n`a span`\nhere\n");
    assert_laid_out ("without a limit   it\nstays\n", 0,
                     "without a limit   it\nstays\n");
}

static void
test_a_table_is_fitted (void)
{
    static const char markdown[] = "| write | to find |\n| --- | --- |\n"
                                   "| `a\\|b` | one or the other |\n| c |  |\n";

    assert_laid_out (markdown, 80,
                     "write  to find\n───────────────────────\n"
                     "`a|b`  one or the other\nc\n");
    assert_laid_out (markdown, 17,
                     "write  to find\n─────────────────\n"
                     "`a|b`  one or the\n       other\nc\n");
}

/* The page without what laying out adds or takes. */
static char *
bare (const char *text, bool markdown)
{
    GString *out = g_string_new (NULL);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    for (char **line = lines; *line; line++) {
        bool table = markdown && (*line)[0] == '|';

        if (table && (*line)[strspn (*line, "|-: ")] == '\0')
            continue;
        for (const char *at = *line; *at; at = g_utf8_next_char (at)) {
            bool bar = table && *at == '|' && (at == *line || at[-1] != '\\');
            bool rule = !markdown && g_str_has_prefix (at, "─") && (*line)[0] != ' ';

            if (*at != ' ' && !bar && !rule && !(table && g_str_has_prefix (at, "\\|")))
                g_string_append_len (out, at, g_utf8_next_char (at) - at);
        }
    }
    return g_string_free (out, FALSE);
}

static int
compare_letters (const void *one, const void *two)
{
    return *(const unsigned char *) one - *(const unsigned char *) two;
}

/* Of every page of the handbook; cells that are broken change places, so letters are sorted. */
static void
test_pages_keep_to_the_width_and_lose_nothing (void)
{
    for (const CopiaPage *page = copia_handbook; page->name; page++)
        for (int width = 80; width <= 200; width += 40) {
            g_autoptr (GString) out = laid_out (page->text, width);
            g_autofree char *before = bare (page->text, true);
            g_autofree char *after = bare (out->str, false);
            g_auto (GStrv) lines = g_strsplit (out->str, "\n", -1);

            for (char **line = lines; *line; line++)
                if (!g_str_has_prefix (*line, "    ") &&
                    copia_utf8_width (*line, strlen (*line)) > (size_t) width)
                    g_error ("%s, %d columns: %s", page->name, width, *line);
            g_assert_cmpuint (strlen (before), ==, strlen (after));
            qsort (before, strlen (before), 1, compare_letters);
            qsort (after, strlen (after), 1, compare_letters);
            g_assert_cmpstr (before, ==, after);
        }
}

/* Whatever is typed, every word is there once more and nothing crashes. */
static void
test_any_page_is_laid_out (void)
{
    static const char *const pieces[] = { "|", "`",   " ",    "\n",   "# ",
                                          "a", "* ",  "    ", "|-|",  "\\|",
                                          "ä", "7. ", "\n",   "word", "`a b" };

    for (int round = 0; round < 2000; round++) {
        g_autoptr (GString) page = g_string_new (NULL);
        g_autoptr (GString) out = NULL;
        int n = g_test_rand_int_range (0, 60);

        while (n-- > 0)
            g_string_append (page,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        out = laid_out (page->str, g_test_rand_int_range (1, 30));
        g_assert_true (g_utf8_validate (out->str, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/prose/a paragraph is filled", test_a_paragraph_is_filled);
    g_test_add_func ("/prose/a table is fitted", test_a_table_is_fitted);
    g_test_add_func ("/prose/pages keep to the width and lose nothing",
                     test_pages_keep_to_the_width_and_lose_nothing);
    g_test_add_func ("/prose/any page is laid out", test_any_page_is_laid_out);
    return g_test_run ();
}
