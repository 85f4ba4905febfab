/* test-document.c - what is looked for in the text of a document is found. */
#include "text/document.h"

#include <glib.h>
#include <string.h>

#define LINES 400
#define LONG (9 << 20) /* bytes: more than is looked through at once */

/* Short lines and a long one, ends of all kinds, and a last line without one. */
static CopiaDocument *
random_document (void)
{
    static const char *const ends[] = { "\n", "\r\n", "\r" };
    CopiaDocument *self = copia_document_new ("lines");
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < LINES; i++) {
        gint size = i == LINES / 2 ? LONG : g_test_rand_int_range (0, 600);

        for (gint k = 0; k < size; k++)
            g_string_append_c (text, "abcde "[(i + (guint) k) % 6]);
        g_string_append (text, ends[g_test_rand_int_range (0, 3)]);
    }
    g_string_append (text, "the last");
    self->size = (uint32_t) text->len;
    self->text = g_string_free (g_steal_pointer (&text), FALSE);
    return self;
}

static void
test_a_line_ends_before_its_first_line_end (void)
{
    g_autoptr (CopiaDocument) document = random_document ();

    for (uint32_t at = 0; at < document->size;) {
        uint32_t end = at + (uint32_t) strcspn (document->text + at, "\r\n");

        g_assert_cmpuint (copia_document_line_end (document, at), ==, end);
        g_assert_cmpuint (copia_document_line_end (document, end), ==, end);
        at = end + 1;
    }
}

static void
test_a_byte_is_found_in_its_range_alone (void)
{
    g_autoptr (CopiaDocument) document = random_document ();
    const char *feed = strchr (document->text, '\n');
    uint32_t at = (uint32_t) (feed - document->text);

    g_assert_cmpuint (copia_document_find (document, '\n', 0, document->size), ==, at);
    g_assert_cmpuint (copia_document_find (document, '\n', 0, at), ==, at);
    g_assert_cmpuint (copia_document_find (document, '?', 0, document->size), ==,
                      document->size);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/document/line-end", test_a_line_ends_before_its_first_line_end);
    g_test_add_func ("/document/find", test_a_byte_is_found_in_its_range_alone);
    return g_test_run ();
}
