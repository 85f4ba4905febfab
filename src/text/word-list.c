/* word-list.c - lines of a file. */
#include "text/word-list.h"

#include "base/error.h"
#include "text/unicode.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { SIZE_LIMIT = 16 * 1024 * 1024 };

struct CopiaWordList {
    GPtrArray *words; /* char *, NULL-terminated */
    GArray *lines;    /* unsigned a word */
};

static bool
too_large (const char *where, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "%s: too large for a list of words; the limit is 16 MiB", where);
    return true;
}

static bool
is_text (const char *text, size_t size, const char *where, GError **error)
{
    const char *bad = NULL;
    size_t line = 1;

    if (memchr (text, 0, size)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s: a binary file; a list is plain text, one word a line", where);
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

/* From the first character to the last before a comment that is no space. */
static void
add_line (CopiaWordList *self, const char *line, size_t size, unsigned number)
{
    size_t start = size, end = 0;
    bool spaced = true;

    for (size_t at = 0; at < size;) {
        size_t here = at;
        uint32_t code = copia_unicode_next (line, &at);

        if (spaced && code == '#')
            break;
        spaced = copia_unicode_is_space (code) || code == 0xFEFF;
        if (spaced)
            continue;
        start = MIN (start, here);
        end = at;
    }
    if (end <= start)
        return;
    g_ptr_array_add (self->words, g_strndup (line + start, end - start));
    g_array_append_val (self->lines, number);
}

CopiaWordList *
copia_word_list_parse (const char *text, size_t size, const char *where, GError **error)
{
    CopiaWordList *self;
    unsigned number = 1;

    if ((size > SIZE_LIMIT && too_large (where, error)) ||
        !is_text (text, size, where, error))
        return NULL;
    self = g_new0 (CopiaWordList, 1);
    self->words = g_ptr_array_new_with_free_func (g_free);
    self->lines = g_array_new (FALSE, FALSE, sizeof (unsigned));
    for (size_t start = 0; start < size;) {
        const char *newline = memchr (text + start, '\n', size - start);
        size_t end = newline ? (size_t) (newline - text) : size;

        add_line (self, text + start, end - start, number++);
        start = end + 1;
    }
    g_ptr_array_add (self->words, NULL);
    return self;
}

/* Reads no further than the limit, for the file may be a device. */
CopiaWordList *
copia_word_list_load (const char *path, GError **error)
{
    g_autofree char *shown = g_filename_display_name (path);
    g_autofree char *text = NULL;
    FILE *file = fopen (path, "rb");
    size_t size = 0;
    bool failed = !file;
    int number = errno;

    if (file) {
        text = g_malloc (SIZE_LIMIT + 2);
        size = fread (text, 1, SIZE_LIMIT + 1, file);
        failed = ferror (file);
        number = errno;
        fclose (file);
    }
    if (failed) {
        g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (number),
                     "%s: %s", shown, g_strerror (number));
        return NULL;
    }
    text[size] = '\0';
    return copia_word_list_parse (text, size, shown, error);
}

const char *const *
copia_word_list_words (const CopiaWordList *self)
{
    return (const char *const *) self->words->pdata;
}

unsigned
copia_word_list_line (const CopiaWordList *self, size_t i)
{
    return g_array_index (self->lines, unsigned, i);
}

void
copia_word_list_free (CopiaWordList *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->words);
    g_array_unref (self->lines);
    g_free (self);
}
