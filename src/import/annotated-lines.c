/* annotated-lines.c - formats with one token a line: what their readers share. */
#include "import/annotated-lines.h"

#include "base/error.h"
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

bool
copia_lines_each (CopiaLines *self, bool (*take) (void *data, char *line), void *data)
{
    for (const char *at = self->document->text; *at;) {
        size_t size = strcspn (at, "\n");
        size_t used = size > 0 && at[size - 1] == '\r' ? size - 1 : size;
        g_autofree char *line = g_strndup (at, used);

        self->line++;
        if (!take (data, line))
            return false;
        at += size + (at[size] == '\n');
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
is_word (const GString *token)
{
    for (size_t at = 0; at < token->len;) {
        uint8_t class = copia_unicode_get (copia_unicode_next (token->str, &at))->class;

        if (class == COPIA_CLASS_LETTER || class == COPIA_CLASS_DIGIT)
            return true;
    }
    return false;
}

void
copia_lines_token (const CopiaLines *self, bool spaced, const GString *form,
                   const CopiaString *values)
{
    self->to->token (self->to->self,
                     &(CopiaTokenEvent){ " ", spaced, form->str, form->len,
                                         is_word (form), values });
}
