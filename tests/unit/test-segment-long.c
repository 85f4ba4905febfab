/* test-segment-long.c - titles, paragraphs and numbers of headings that are longer than any book's. */
#include "text/segment.h"

#include <glib.h>
#include <string.h>

#include "document.h"

static void
test_a_long_title_is_cut_and_says_so (void)
{
    g_autofree char *title = g_strnfill (5000, 'a');
    g_autofree char *text = g_strdup_printf ("# %s\n\nx\n\n# B\n\ny", title);
    g_autoptr (CopiaDocument) document = import_text (text, strlen (text), "markdown");
    g_autoptr (CopiaSegment) segment = copia_segment_new (document, NULL, NULL);
    const CopiaBlock *block = &g_array_index (segment->blocks, CopiaBlock, 0);

    g_assert_cmpuint (strlen (copia_block_heading (segment, block)->title), <, 1100);
    g_assert_true (g_str_has_suffix (copia_block_heading (segment, block)->title, "…"));
    g_assert_cmpuint (block->end - block->start, ==, 5000);
}

static void
test_a_paragraph_of_many_megabytes_is_divided_at_blanks (void)
{
    gsize size = 40u << 20;
    g_autofree char *text = g_malloc (size + 1);
    g_autoptr (CopiaDocument) document = NULL;
    g_autoptr (CopiaSegment) segment = NULL;

    for (gsize i = 0; i < size; i++)
        text[i] = i % 7 == 6 ? ' ' : 'a';
    text[size] = 0;
    document = import_text (text, size, NULL);
    segment = copia_segment_new (document, NULL, NULL);
    g_assert_cmpuint (segment->blocks->len, ==, 3);
    for (guint i = 1; i < 3; i++)
        g_assert_cmpint (text[g_array_index (segment->blocks, CopiaBlock, i).start - 1],
                         ==, ' ');
}

/* A scan from each heading to the end takes an hour; the tests are ended after ten minutes. */
#define HEADINGS 600000u

static void
check_many_headings (const char *start, const char *format, const char *importer)
{
    GString *text = g_string_new (start);
    g_autoptr (CopiaDocument) document = NULL;
    g_autoptr (CopiaSegment) segment = NULL;

    for (guint i = 3; i < HEADINGS; i++)
        g_string_append_printf (text, format, i);
    document = import_text (text->str, text->len, importer);
    segment = copia_segment_new (document, NULL, NULL);
    g_assert_cmpuint (segment->blocks->len, >, HEADINGS - 10);
    g_string_free (text, TRUE);
}

static void
test_headings_without_end_take_time_in_proportion (void)
{
    check_many_headings ("", "# Chapter %u\n", "markdown");
    check_many_headings ("Part I\n\nChapter I\n\nText.\n\nPart II\n\nChapter "
                         "II\n\nText.\n\n",
                         "Book %u\n\n", NULL);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/segment-long/title", test_a_long_title_is_cut_and_says_so);
    g_test_add_func ("/segment-long/paragraph",
                     test_a_paragraph_of_many_megabytes_is_divided_at_blanks);
    g_test_add_func ("/segment-long/headings",
                     test_headings_without_end_take_time_in_proportion);
    return g_test_run ();
}
