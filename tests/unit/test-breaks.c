/* test-breaks.c - boundaries are those of Unicode's own test files. */
#include "text/breaks.h"

#include <glib.h>
#include <string.h>

#include "text/unicode.h"

#define UNICODE_DATA "/usr/share/unicode"

typedef size_t (*BreakNext) (const char *text, size_t size, size_t at);

/* A line such as "÷ 0061 × 0308 ÷ # ...": the text, and a byte per offset, 1 = boundary. */
static void
read_case (const char *line, GString *text, GString *boundaries)
{
    g_auto (GStrv) parts = g_strsplit_set (line, " \t", -1);

    g_string_truncate (text, 0);
    g_string_truncate (boundaries, 0);
    for (char **part = parts; *part && **part != '#'; part++) {
        if (!strcmp (*part, "÷") || !strcmp (*part, "×")) {
            g_string_append_c (boundaries, !strcmp (*part, "÷"));
        } else if (**part) {
            gsize before = text->len;

            g_string_append_unichar (text, (gunichar) strtoul (*part, NULL, 16));
            for (gsize i = before + 1; i < text->len; i++)
                g_string_append_c (boundaries, 0);
        }
    }
}

static void
check_case (const char *line, BreakNext next, GString *text, GString *boundaries)
{
    read_case (line, text, boundaries);
    g_assert_cmpuint (boundaries->len, ==, text->len + 1);
    for (size_t at = 0; at < text->len;) {
        size_t end = next (text->str, text->len, at);

        g_assert_cmpuint (end, >, at);
        for (size_t i = at + 1; i <= end; i++) {
            if (boundaries->str[i] != (i == end))
                g_error ("boundary differs at byte %zu of: %s", i, line);
        }
        at = end;
    }
}

static void
check_file (const char *name, BreakNext next, int at_least)
{
    g_autofree char *path = g_build_filename (UNICODE_DATA, "auxiliary", name, NULL);
    g_autofree char *content = NULL;
    g_autoptr (GString) text = g_string_new (NULL), boundaries = g_string_new (NULL);
    int n = 0;

    if (!g_file_get_contents (path, &content, NULL, NULL)) {
        g_test_skip ("no unicode-data on this machine");
        return;
    }
    g_auto (GStrv) lines = g_strsplit (content, "\n", -1);
    if (!strstr (lines[0], copia_unicode_version)) {
        g_test_skip ("the unicode-data of this machine is of another version");
        return;
    }
    for (char **line = lines; *line; line++) {
        if (!g_str_has_prefix (*line, "÷"))
            continue;
        check_case (*line, next, text, boundaries);
        n++;
    }
    g_test_message ("%s: %d cases", name, n);
    g_assert_cmpint (n, >=, at_least);
}

static void
test_word_boundaries_pass_every_case_of_unicode (void)
{
    check_file ("WordBreakTest.txt", copia_word_break_next, 1823);
}

static void
test_sentence_boundaries_pass_every_case_of_unicode (void)
{
    check_file ("SentenceBreakTest.txt", copia_sentence_break_next, 502);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/breaks/words/pass-every-case-of-unicode",
                     test_word_boundaries_pass_every_case_of_unicode);
    g_test_add_func ("/breaks/sentences/pass-every-case-of-unicode",
                     test_sentence_boundaries_pass_every_case_of_unicode);
    return g_test_run ();
}
