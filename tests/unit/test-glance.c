/* test-glance.c - lines that are told at a glance to be no headings are none. */
#include "text/glance.h"

#include <string.h>

#include "text/candidate.h"
#include "text/contents.h"
#include "text/shape.h"

#include "document.h"

/* What headings are made of, in any order: tables of words and names, numerals, and what is none
 * of them. */
static void
append_piece (GString *line)
{
    static const char *const pieces[] = {
        "The",      "the",     "der",       "La",     "last",   "letzter",
        "No",       "nr.",     "of",        "IV",     "iv.",    "12",
        "3rd",      "first",   "First",     "Twenty", "twenty", "vent",
        "ventitré", "zwanzig", "quatre",    "Cow",    "Formal", "Дом",
        "Élan",     "é",       "e\xCC\x81", "ß",      "A",      "So",
        "§",        "ΑΒΓ",     "Thé",       "x",      "Note’s", "author's",
    };
    static const char *const joints[] = {
        " ",   " ", " ",        ". ", ".",    ": ", "-",
        " — ", "’", "\xC2\xAD", "*",  " == ", "_",  "…",
    };
    const int which = g_test_rand_int_range (0, 4);
    g_autofree char *piece = g_strdup (
        which == 0 ? copia_heading_words[g_test_rand_int_range (
                                             0, (gint32) copia_heading_words_size)]
                         .word
        : which == 1 ? copia_heading_names[g_test_rand_int_range (
                                               0, (gint32) copia_heading_names_size)]
                           .name
                     : pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

    if (g_test_rand_bit ())
        *piece = g_ascii_toupper (*piece);
    g_string_append (line, piece);
    g_string_append (line, joints[g_test_rand_int_range (0, G_N_ELEMENTS (joints))]);
}

static char *
random_line (void)
{
    GString *line = g_string_new (g_test_rand_int_range (0, 12) ? "" : "* ");

    for (int n = g_test_rand_int_range (1, 6); n > 0; n--)
        append_piece (line);
    if (g_test_rand_int_range (0, 8) == 0)
        g_string_append (line, " .... 17");
    return g_strstrip (g_string_free (line, FALSE));
}

static void
test_what_is_told_to_have_no_shape_has_none (void)
{
    g_autoptr (CopiaGlance) glance = copia_glance_new ();
    unsigned told = 0;

    for (int i = 0; i < 60000; i++) {
        g_autofree char *line = random_line ();

        if (copia_glance_may_have_shape (glance, line, strlen (line)))
            continue;
        told++;
        if (copia_shape_read (line, strlen (line)).kind != COPIA_SHAPE_NONE)
            g_error ("'%s' has a shape", line);
    }
    g_assert_cmpuint (told, >, 3000);
}

/* The line with other blanks than one between its words, and before and behind its ornaments. */
static char *
with_blanks (const char *line)
{
    static const char *const blanks[] = {
        " ",         "  ",           "\t",           "\xC2\xA0",
        " \t\t\t  ", "\xE2\x80\x83", "\xE3\x80\x80", "\xE2\x80\x8B"
    };
    GString *text = g_string_new (NULL);

    for (; *line; line++)
        if (*line == ' ')
            g_string_append (text,
                             blanks[g_test_rand_int_range (0, G_N_ELEMENTS (blanks))]);
        else
            g_string_append_c (text, *line);
    return g_string_free (text, FALSE);
}

static void
test_blanks_change_nothing (void)
{
    static const char *const lines[] = {
        "* Chapter I *", "== Second Act ==", "* ii. *",     "~ iv. ~", "ii. - -",
        "_ CONTENTS _",  "# # # 12. # # #",  "* PART ONE.", "x : *",
    };
    g_autoptr (CopiaGlance) glance = copia_glance_new ();
    unsigned told = 0;

    for (int i = 0; i < 60000; i++) {
        g_autofree char *random = random_line ();
        const char *line =
            i % 3 ? random : lines[g_test_rand_int_range (0, G_N_ELEMENTS (lines))];
        g_autofree char *blanks = with_blanks (line);
        g_autoptr (CopiaDocument) document =
            import_text (blanks, strlen (blanks), "plain");
        g_autoptr (CopiaLines) all = copia_lines_new (document);
        const CopiaLine *whole = copia_lines_get (all, 0);
        g_autoptr (GString) text = g_string_new (NULL);

        if (whole->last - whole->first > COPIA_CANDIDATE_TEXT ||
            copia_glance_may_have_shape (glance, document->text + whole->first,
                                         whole->last - whole->first))
            continue;
        told++;
        copia_lines_text (all, whole->first, whole->last, COPIA_CANDIDATE_TEXT, text);
        if (copia_shape_read (text->str, text->len).kind != COPIA_SHAPE_NONE)
            g_error ("'%s' ('%s') has a shape", blanks, text->str);
    }
    g_assert_cmpuint (told, >, 2000);
}

static void
test_lines_of_running_text_are_told (void)
{
    static const char *const lines[] = {
        "Call me Ishmael.",
        "The sky was the colour of a stone.",
        "“Surely,” he said, “you are joking.”",
        "* Ask the others, too.",
        "Наступила весна.",
        "ill at ease among them",
    };
    g_autoptr (CopiaGlance) glance = copia_glance_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
        g_assert_false (
            copia_glance_may_have_shape (glance, lines[i], strlen (lines[i])));
}

static void
test_what_a_table_may_not_name_it_does_not (void)
{
    g_autoptr (CopiaGlance) glance = copia_glance_new ();
    unsigned told = 0, named = 0;

    for (int table = 0; table < 100; table++) {
        GString *text = g_string_new ("Contents\n\n");
        g_autoptr (CopiaDocument) document = NULL;
        g_autoptr (CopiaLines) lines = NULL;
        g_autoptr (CopiaContents) contents = NULL;

        for (int i = 0; i < 40; i++) {
            g_autofree char *line = random_line ();

            g_string_append_printf (text, "%s%s\n", line, i % 3 ? "" : " xii");
        }
        document = import_text (text->str, text->len, "plain");
        lines = copia_lines_new (document);
        contents = copia_contents_new (lines, 0);
        for (int i = 0; i < 1000; i++) {
            g_autoptr (GString) line = g_string_new (NULL);
            g_autofree char *other = random_line ();
            guint own = (guint) g_test_rand_int_range (2, 42);

            if (i % 2 && own < copia_lines_size (lines))
                copia_lines_text (lines, copia_lines_get (lines, own)->first,
                                  copia_lines_get (lines, own)->last, 1000, line);
            else
                g_string_assign (line, other);
            named += copia_contents_names (contents, line->str, line->len);
            if (copia_glance_may_have_shape (glance, line->str, line->len) ||
                copia_contents_may_name (contents, line->str, line->len))
                continue;
            told++;
            if (copia_contents_names (contents, line->str, line->len))
                g_error ("'%s' is named", line->str);
        }
        g_string_free (text, TRUE);
    }
    g_assert_cmpuint (told, >, 5000);
    g_assert_cmpuint (named, >, 5000);
}

/* ---- by several threads ----------------------------------------------------------------- */

/* A table of contents stands somewhere, and names lines behind it. */
static char *
random_book (unsigned lines)
{
    GString *text = g_string_new (NULL);
    unsigned table = (unsigned) g_test_rand_int_range (0, (gint32) lines);

    for (unsigned i = 0; i < lines; i++) {
        g_autofree char *line = random_line ();

        if (i == table)
            g_string_append (text,
                             "\n\nContents\n\nthe grey cat ... 3\nOf mice ... 70\n\n");
        if (g_test_rand_int_range (0, 9) == 0)
            g_string_append_printf (text, "\n\n%s\n\n", line);
        else if (g_test_rand_int_range (0, 99) == 0)
            g_string_append (text, "\n\nOf mice\n\n");
        else if (g_test_rand_bit ()) /* in a block it is no heading */
            g_string_append (text, "CHAPTER IV\n");
        else
            g_string_append (text, "it went on and on until nobody listened.\n");
    }
    return g_string_free (text, FALSE);
}

typedef struct {
    guint found, listed;
} Count;

static char *
show_candidates (CopiaDocument *document, CopiaLayout layout, unsigned threads,
                 Count *count)
{
    g_autoptr (CopiaLines) lines = copia_lines_new (document);
    GString *shown = g_string_new (NULL);
    CopiaCandidates candidates;

    document->threads = threads;
    g_assert_true (
        copia_candidates_find (&candidates, document, lines, layout, NULL, NULL));
    for (guint i = 0; i < candidates.list->len; i++) {
        const CopiaCandidate *one = copia_candidate (&candidates, i);

        count->listed += one->listed;
        g_string_append_printf (shown, "%d %u %u-%u %u-%u %u %u %d %s %s\n",
                                (int) one->shape.kind, one->shape.number, one->first,
                                one->last, one->start, one->end, one->body, one->next,
                                one->listed, one->text, one->title ? one->title : "");
    }
    count->found = candidates.list->len;
    g_string_append_printf (shown, "%u", candidates.listed);
    copia_candidates_clear (&candidates);
    return g_string_free (shown, FALSE);
}

static void
test_threads_find_what_one_does (void)
{
    for (unsigned round = 0; round < 4; round++) {
        g_autofree char *text = random_book (90000);
        g_autoptr (CopiaDocument) document = import_text (text, strlen (text), "plain");
        CopiaLayout layout = round % 2 ? COPIA_LAYOUT_LINES : COPIA_LAYOUT_BLANK;
        Count count = { 0 };
        g_autofree char *one = show_candidates (document, layout, 1, &count);

        g_assert_cmpuint (count.found, >, 1000);
        for (unsigned threads = 2; threads <= 3; threads++) {
            g_autofree char *same = show_candidates (document, layout, threads, &count);

            g_assert_true (strcmp (same, one) == 0);
        }
        g_test_message ("%u candidates, %u in a table", count.found, count.listed / 3);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/glance/none", test_what_is_told_to_have_no_shape_has_none);
    g_test_add_func ("/glance/blanks", test_blanks_change_nothing);
    g_test_add_func ("/glance/text", test_lines_of_running_text_are_told);
    g_test_add_func ("/glance/contents", test_what_a_table_may_not_name_it_does_not);
    g_test_add_func ("/glance/threads", test_threads_find_what_one_does);
    return g_test_run ();
}
