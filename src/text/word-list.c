/* word-list.c - lines of a file. */
#include "text/word-list.h"

#include "text/list-file.h"
#include "text/unicode.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define MOST_MEBIBYTES 16
#define LINES "one word a line"

struct CopiaWordList {
    GPtrArray *words; /* char *, NULL-terminated */
    GArray *lines;    /* unsigned a word */
};

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

    if (!copia_list_file_check (text, size, where, LINES, MOST_MEBIBYTES, error))
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

CopiaWordList *
copia_word_list_load (const char *path, GError **error)
{
    g_autofree char *shown = g_filename_display_name (path);
    size_t size = 0;
    g_autofree char *text =
        copia_list_file_read (path, LINES, MOST_MEBIBYTES, &size, error);

    return text ? copia_word_list_parse (text, size, shown, error) : NULL;
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
