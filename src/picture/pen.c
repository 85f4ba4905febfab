/* pen.c - SVG elements, and how much room texts take. */
#include "picture/pen.h"

#include "base/utf8.h"
#include "picture/markup.h"

#include <math.h>
#include <string.h>

#define LINE_HEIGHT 1.4

const char *
copia_pen_color (size_t nth)
{
    static const char *const colors[COPIA_PEN_COLORS] = {
        "#0072b2", "#d55e00", "#000000", "#009e73", "#cc79a7", "#56b4e9", "#e69f00",
    };

    return colors[nth % COPIA_PEN_COLORS];
}

const char *
copia_pen_dashes (size_t nth)
{
    static const char *const dashes[] = { "", "7 3", "2 3", "9 3 2 3", "14 4" };

    return dashes[nth % G_N_ELEMENTS (dashes)];
}

void
copia_pen_number (GString *svg, double number)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    double rounded =
        isfinite (number) ? round (CLAMP (number, -1e6, 1e6) * 10) / 10 : 0;

    /* adding zero takes the sign from minus zero */
    g_ascii_formatd (digits, sizeof digits, "%.1f", rounded + 0);
    if (g_str_has_suffix (digits, ".0"))
        *strchr (digits, '.') = '\0';
    g_string_append (svg, digits);
}

static void
attribute (GString *svg, const char *name, double number)
{
    g_string_append_printf (svg, " %s=\"", name);
    copia_pen_number (svg, number);
    g_string_append_c (svg, '"');
}

void
copia_pen_text (GString *svg, double x, double y, const CopiaInk *ink, const char *text)
{
    static const char *const anchors[] = { "", " text-anchor=\"middle\"",
                                           " text-anchor=\"end\"" };

    g_string_append (svg, "<text");
    attribute (svg, "x", x);
    attribute (svg, "y", y);
    attribute (svg, "font-size", ink->size);
    g_string_append_printf (svg, " fill=\"%s\"%s%s%s>", ink->color,
                            anchors[ink->anchor],
                            ink->bold ? " font-weight=\"bold\"" : "",
                            ink->italic ? " font-style=\"italic\"" : "");
    copia_markup_text (svg, text);
    g_string_append (svg, "</text>\n");
}

void
copia_pen_rect (GString *svg, double x, double y, double width, double height,
                const char *color)
{
    g_string_append (svg, "<rect");
    attribute (svg, "x", x);
    attribute (svg, "y", y);
    attribute (svg, "width", fmax (width, 0));
    attribute (svg, "height", fmax (height, 0));
    g_string_append_printf (svg, " fill=\"%s\"/>\n", color);
}

void
copia_pen_line (GString *svg, double x1, double y1, double x2, double y2,
                const char *color, double width)
{
    g_string_append (svg, "<line");
    attribute (svg, "x1", x1);
    attribute (svg, "y1", y1);
    attribute (svg, "x2", x2);
    attribute (svg, "y2", y2);
    attribute (svg, "stroke-width", width);
    g_string_append_printf (svg, " stroke=\"%s\"/>\n", color);
}

void
copia_pen_open (GString *svg, const char *title)
{
    g_string_append (svg, "<g><title>");
    copia_markup_text (svg, title);
    g_string_append (svg, "</title>\n");
}

/* In ems, of DejaVu Sans, which is wider than most. */
static double
advance (const char *cluster, size_t columns)
{
    char c = *cluster;

    if (columns == 0)
        return 0;
    if (columns > 1)
        return 0.52 * (double) columns;
    if ((unsigned char) c >= 0x80)
        return 0.7;
    if (strchr ("ijl'|!.,:;I ", c))
        return 0.33;
    if (strchr ("frt()[]/\"-*", c))
        return 0.43;
    if (strchr ("mwMW@%", c))
        return 0.98;
    return g_ascii_isupper (c) ? 0.72 : 0.63;
}

static double
scale (const CopiaInk *ink)
{
    return ink->size * (ink->bold ? 1.1 : 1);
}

double
copia_pen_width (const char *text, const CopiaInk *ink)
{
    size_t size = strlen (text), columns, n;
    double width = 0;

    for (size_t at = 0; at < size; at += n) {
        n = copia_utf8_cluster (text + at, size - at, &columns);
        width += advance (text + at, columns);
    }
    return width * scale (ink);
}

/* Bytes at the start of `text` that fit into `room`. */
static size_t
fitting (const char *text, const CopiaInk *ink, double room)
{
    size_t size = strlen (text), columns, n, at = 0;
    double width = 0;

    for (; at < size; at += n) {
        n = copia_utf8_cluster (text + at, size - at, &columns);
        width += advance (text + at, columns) * scale (ink);
        if (width > room)
            break;
    }
    return at;
}

void
copia_pen_fit (GString *into, const char *text, const CopiaInk *ink, double room)
{
    size_t n;

    if (copia_pen_width (text, ink) <= room) {
        g_string_append (into, text);
        return;
    }
    n = fitting (text, ink, room - scale (ink));
    while (n > 0 && text[n - 1] == ' ')
        n--;
    g_string_append_len (into, text, (gssize) n);
    g_string_append (into, COPIA_UTF8_ELLIPSIS);
}

void
copia_pen_fitted (GString *svg, double x, double y, const CopiaInk *ink,
                  const char *text, double room)
{
    g_autoptr (GString) fit = g_string_new (NULL);

    copia_pen_fit (fit, text, ink, room);
    copia_pen_text (svg, x, y, ink, fit->str);
}

double
copia_pen_paragraph (GString *svg, double x, double y, const CopiaInk *ink,
                     const char *text, double room)
{
    while (text && *text) {
        size_t n = fitting (text, ink, room), cut = n, columns;
        size_t least = copia_utf8_cluster (text, strlen (text), &columns);
        g_autofree char *line = NULL;

        if (text[n]) {
            while (cut > 0 && text[cut] != ' ')
                cut--;
            n = cut > 0 ? cut : MAX (n, least);
        }
        line = g_strndup (text, n);
        copia_pen_text (svg, x, y, ink, line);
        y += ink->size * LINE_HEIGHT;
        text += n + strspn (text + n, " ");
    }
    return y;
}
