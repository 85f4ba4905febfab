/* said.c - what a command answers, and its notes, in one string. */
#include <glib.h>
#include <stdbool.h>

static bool
take_bytes (void *answer, const char *bytes, size_t size, GError **error)
{
    (void) error;
    g_string_append_len (answer, bytes, (gssize) size);
    return true;
}

static void
take_note (void *answer, const char *line)
{
    g_string_append_printf (answer, "note: %s\n", line);
}
