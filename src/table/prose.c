/* prose.c - paragraphs, items, headings and code; tables are in prose-table.c. */
#include "table/prose.h"

#include "base/utf8.h"
#include "table/prose-table.h"

#include <string.h>

#define WIDEST 96 /* columns of a paragraph one likes to read */

size_t
copia_prose_word (const char *text, size_t longest, bool *inside)
{
    size_t size = 0;

    for (; text[size] && text[size] != ' ' && text[size] != '\n'; size++) {
        const char *end =
            text[size] == '`' && !*inside ? strchr (text + size + 1, '`') : NULL;
        size_t span = end ? (size_t) (end - text) - size : 0;

        if (span > 0 && span < longest)
            size += span;
        else if (text[size] == '`')
            *inside = !*inside;
    }
    return size;
}

size_t
copia_prose_fill (GString *out, const char *text, size_t column, size_t indent,
                  size_t width)
{
    size_t longest = MIN (width - MIN (indent, width), COPIA_LONGEST_SPAN);
    bool first = true, inside = false;

    for (;;) {
        size_t size, wide;

        text += strspn (text, " \n");
        size = copia_prose_word (text, longest, &inside);
        if (size == 0)
            return column;
        wide = copia_utf8_width (text, size);
        if (!first && column + 1 + wide > width) {
            g_string_append_printf (out, "\n%*s", (int) indent, "");
            column = indent;
        } else if (!first) {
            g_string_append_c (out, ' ');
            column++;
        }
        g_string_append_len (out, text, (gssize) size);
        column += wide;
        text += size;
        first = false;
    }
}

/* Where the text of an item begins behind its mark; 0: it is none. */
static size_t
item_mark (const char *line)
{
    size_t digits = strspn (line, "0123456789");

    if ((line[0] == '*' || line[0] == '-') && line[1] == ' ')
        return 2;
    return digits > 0 && line[digits] == '.' && line[digits + 1] == ' ' ? digits + 2
                                                                        : 0;
}

static bool
is_code (const char *line)
{
    return g_str_has_prefix (line, "    ");
}

static bool
goes_on (const char *line)
{
    return line && line[strspn (line, " ")] && !is_code (line) && line[0] != '|' &&
           line[0] != '#' && item_mark (line) == 0;
}

/* An item's or a paragraph's lines, the first of them `*lines`; returns the last. */
static char **
put_paragraph (GString *out, char **lines, size_t width)
{
    size_t mark = item_mark (*lines);
    g_autoptr (GString) text = g_string_new (*lines + mark);
    char **last = lines;

    while (goes_on (last[1]))
        g_string_append_printf (text, "\n%s", *++last);
    g_string_append_len (out, *lines, (gssize) mark);
    copia_prose_fill (out, text->str, mark, mark, width);
    g_string_append_c (out, '\n');
    return last;
}

static char **
put_table (GString *out, char **lines, size_t width)
{
    char **last = lines;

    while (last[1] && last[1][0] == '|')
        last++;
    copia_prose_table (out, lines, (size_t) (last - lines) + 1, width);
    return last;
}

void
copia_prose_append (GString *out, const char *markdown, const CopiaLook *look)
{
    g_auto (GStrv) lines = g_strsplit (markdown, "\n", -1);
    size_t width = (size_t) MAX (look->width, 0);

    if (width == 0) {
        g_string_append (out, markdown);
        return;
    }
    for (char **line = lines; *line; line++)
        if (is_code (*line) || !(*line)[0])
            g_string_append_printf (out, line[0][0] || line[1] ? "%s\n" : "%s", *line);
        else if ((*line)[0] == '|')
            line = put_table (out, line, width);
        else if ((*line)[0] == '#')
            g_string_append_printf (out, look->color ? "\033[1m%s\033[0m\n" : "%s\n",
                                    *line);
        else
            line = put_paragraph (out, line, MIN (width, WIDEST));
}
