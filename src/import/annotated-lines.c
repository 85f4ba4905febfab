/* annotated-lines.c - formats with one token a line: what their readers share. */
#include "import/annotated-lines.h"

#include "base/error.h"
#include "import/binary.h"
#include "text/unicode.h"

#include <string.h>

bool
copia_lines_broken (const CopiaLines *self, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start (arguments, format);
    what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (self->error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s:%" G_GUINT64_FORMAT ": %s%s", self->document->name, self->line,
                 what,
                 self->document->shown
                     ? "; if its lines only look annotated, --importer "
                       "plain reads them as they stand"
                     : "");
    return false;
}

/* Behind the byte order mark. */
static uint32_t
begin (const CopiaDocument *document)
{
    return g_str_has_prefix (document->text, "\xEF\xBB\xBF") ? 3 : 0;
}

/* Memory of what was read is given back so often. */
#define STEP (8u << 20)

/* The lines of what the file consists of, a piece after the other. */
typedef struct {
    CopiaLines *lines;
    GString *line; /* what is there of one that goes on in the next piece */
    bool (*take) (void *data, char *line);
    void *data;
} Pieces;

static bool
end_line (const Pieces *self)
{
    GString *line = self->line;
    bool taken;

    self->lines->line++;
    if (line->len > 0 && line->str[line->len - 1] == '\r')
        g_string_truncate (line, line->len - 1);
    taken = self->take (self->data, line->str);
    g_string_truncate (line, 0);
    return taken;
}

/* Without its end a line may have one byte less. */
static bool
take_piece (const Pieces *self, const char *text, uint32_t at, uint32_t size)
{
    const CopiaDocument *document = self->lines->document;
    uint32_t given = 0;

    while (at < size) {
        const char *start = text + at;
        size_t most = MIN (size - at, COPIA_BINARY_UNPARTED - self->line->len);
        const char *end = memchr (start, '\n', most);
        size_t length = end ? (size_t) (end - start) : most;

        g_string_append_len (self->line, start, (gssize) length);
        if (!end && self->line->len == COPIA_BINARY_UNPARTED) {
            self->lines->line++;
            return copia_lines_broken (self->lines,
                                       "a line of more than %u MiB, as no token has",
                                       (unsigned) (COPIA_BINARY_UNPARTED >> 20));
        }
        at += (uint32_t) length + (end != NULL);
        if (end && !end_line (self))
            return false;
        if (text == document->text && at - given >= STEP) {
            copia_document_forget (document, given, at);
            given = at;
        }
    }
    return true;
}

bool
copia_lines_each (CopiaLines *self, bool (*take) (void *data, char *line), void *data)
{
    const CopiaDocument *document = self->document;
    g_autoptr (GString) line = g_string_new (NULL);
    const Pieces pieces = { self, line, take, data };
    const char *text = document->text;
    uint32_t size = document->size;

    if (!take_piece (&pieces, text, begin (document), size))
        return false;
    while (document->rest.next && size > 0) {
        if (!document->rest.next (document->rest.self, &text, &size, self->error) ||
            !take_piece (&pieces, text, 0, size))
            return false;
    }
    return line->len == 0 || end_line (&pieces);
}

void
copia_lines_open (const CopiaLines *self, const char *structure, const GPtrArray *pairs)
{
    guint n = pairs->len / 2;
    g_autofree CopiaAttribute *attributes = g_new (CopiaAttribute, n + 1);

    for (guint i = 0; i < n; i++)
        attributes[i] =
            (CopiaAttribute){ pairs->pdata[2 * i], pairs->pdata[2 * i + 1] };
    self->to->open (self->to->self, structure, attributes, n);
}

static bool
is_word (CopiaString token)
{
    if (g_ascii_isalnum (token.bytes[0]))
        return true;
    for (size_t at = 0; at < token.size;) {
        uint8_t class =
            copia_unicode_get (copia_unicode_next (token.bytes, &at))->class;

        if (class == COPIA_CLASS_LETTER || class == COPIA_CLASS_DIGIT)
            return true;
    }
    return false;
}

void
copia_lines_token (const CopiaLines *self, bool spaced, CopiaString form,
                   const CopiaString *values)
{
    self->to->token (self->to->self,
                     &(CopiaTokenEvent){ " ", spaced, form.bytes, form.size,
                                         is_word (form), values });
}
