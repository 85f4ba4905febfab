/* list-file.c - read whole, and looked at. */
#include "text/list-file.h"

#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    MEBIBYTE = 1024 * 1024,
    STEP = 65536,
};

bool
copia_list_file_check (const char *text, size_t size, const char *where,
                       const char *lines, unsigned most, GError **error)
{
    const char *bad = NULL;
    size_t line = 1;

    if (size > (size_t) most * MEBIBYTE) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "%s: too large for a list of words; the limit is %u MiB", where,
                     most);
        return false;
    }
    if (memchr (text, 0, size)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s: a binary file; a list is plain text, %s", where, lines);
        return false;
    }
    if (g_utf8_validate_len (text, size, &bad))
        return true;
    for (const char *p = text; p < bad; p++)
        line += *p == '\n';
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s:%zu: not UTF-8 (byte 0x%02X); save the list as UTF-8", where, line,
                 (unsigned char) *bad);
    return false;
}

static GString *
read_all (FILE *file, size_t most)
{
    GString *text = g_string_new (NULL);
    size_t got;

    do {
        size_t before = text->len;

        g_string_set_size (text, before + STEP);
        got = fread (text->str + before, 1, STEP, file);
        g_string_truncate (text, before + got);
    } while (got == STEP && text->len <= most);
    return text;
}

char *
copia_list_file_read (const char *path, const char *lines, unsigned most, size_t *size,
                      GError **error)
{
    g_autofree char *shown = g_filename_display_name (path);
    g_autoptr (GString) text = NULL;
    FILE *file = fopen (path, "rb");
    bool failed = !file;
    int number = errno;

    if (file) {
        text = read_all (file, (size_t) most * MEBIBYTE);
        failed = ferror (file);
        number = errno;
        fclose (file);
    }
    if (failed) {
        g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (number),
                     "%s: %s", shown, g_strerror (number));
        return NULL;
    }
    if (!copia_list_file_check (text->str, text->len, shown, lines, most, error))
        return NULL;
    *size = text->len;
    return g_string_free (g_steal_pointer (&text), FALSE);
}
