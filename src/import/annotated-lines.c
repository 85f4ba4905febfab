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
    g_set_error (self->error, COPIA_ERROR, COPIA_ERROR_INPUT, "%s:%u: %s",
                 self->document->name, self->line, what);
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

bool
copia_lines_each (CopiaLines *self, bool (*take) (void *data, char *line), void *data)
{
    const CopiaDocument *document = self->document;
    g_autoptr (GString) line = g_string_new (NULL);
    uint32_t given = 0;

    for (uint32_t at = begin (document); at < document->size;) {
        const char *start = document->text + at;
        size_t most = MIN (document->size - at, COPIA_BINARY_UNPARTED);
        const char *end = memchr (start, '\n', most);
        size_t size = end ? (size_t) (end - start) : most;

        self->line++;
        if (!end && most < document->size - at)
            return copia_lines_broken (self,
                                       "a line of more than %u MiB, as no token has",
                                       (unsigned) (COPIA_BINARY_UNPARTED >> 20));
        g_string_truncate (line, 0);
        g_string_append_len (line, start, size - (size > 0 && start[size - 1] == '\r'));
        if (!take (data, line->str))
            return false;
        at += (uint32_t) size + (end != NULL);
        if (at - given >= STEP) {
            copia_document_forget (document, given, at);
            given = at;
        }
    }
    return true;
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
