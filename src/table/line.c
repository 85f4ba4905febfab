/* line.c - a line of text being composed. */
#include "table/line.h"

#include "base/utf8.h"

static const char *const styles[] = {
    [COPIA_STYLE_PLAIN] = "",       [COPIA_STYLE_TITLE] = "\033[1m",
    [COPIA_STYLE_DIM] = "\033[2m",  [COPIA_STYLE_NODE] = "\033[1;31m",
    [COPIA_STYLE_BAR] = "\033[36m",
};

void
copia_line_init (CopiaLine *self)
{
    self->ink = g_string_new (NULL);
    self->blank = 0;
}

void
copia_line_clear (CopiaLine *self)
{
    g_string_free (self->ink, TRUE);
    self->ink = NULL;
}

void
copia_line_ink (CopiaLine *self, CopiaStyle style, bool color, const char *text,
                size_t size)
{
    bool styled = color && style != COPIA_STYLE_PLAIN;

    if (size == 0)
        return;
    for (; self->blank > 0; self->blank--)
        g_string_append_c (self->ink, ' ');
    if (styled)
        g_string_append (self->ink, styles[style]);
    g_string_append_len (self->ink, text, (gssize) size);
    if (styled)
        g_string_append (self->ink, "\033[0m");
}

void
copia_line_end (CopiaLine *self, CopiaTable *table)
{
    copia_table_put (table, self->ink->str, self->ink->len);
    copia_table_putc (table, '\n');
    g_string_truncate (self->ink, 0);
    self->blank = 0;
}

/* Bytes of the words that fit into `room` columns, at least one word. */
static size_t
fitting_words (const char *text, size_t room)
{
    size_t end = 0, width = 0;

    for (;;) {
        size_t next = end + strspn (text + end, " ");

        next += strcspn (text + next, " ");
        width += copia_utf8_width (text + end, next - end);
        if (next == end || (end > 0 && width > room))
            return end;
        end = next;
    }
}

void
copia_line_paragraph (CopiaLine *self, CopiaTable *table, CopiaStyle style,
                      const char *text)
{
    g_autoptr (GString) safe = g_string_new (NULL);
    size_t room = table->look.width > 0 ? (size_t) table->look.width : SIZE_MAX;
    size_t indent;

    if (text)
        copia_utf8_safe (safe, text, strlen (text));
    indent = strspn (safe->str, " ");
    indent += indent > 0 ? 2 : 0; /* of what runs over, under its own first line */
    indent = 2 * indent < room ? indent : 0;
    for (const char *rest = safe->str; *rest; rest += strspn (rest, " ")) {
        bool over = rest > safe->str;
        size_t n = fitting_words (rest, over ? room - indent : room);

        for (size_t i = 0; over && i < indent; i++)
            copia_line_ink (self, COPIA_STYLE_PLAIN, false, " ", 1);
        copia_line_ink (self, style, table->look.color, rest, n);
        copia_line_end (self, table);
        rest += n;
    }
}
