/* pen.h - shapes and texts as SVG elements, at places in pixels.
 *
 * Texts stay text (<text>), so that they can be read, searched and translated.  No font can be
 * asked for its widths here; widths are those of a wide sans-serif, so what is fitted into a room
 * fits with any usual font.  Numbers have one decimal and a point, whatever the locale.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Colours that people with any kind of colour vision can tell apart (Okabe & Ito 2008), the
 * darker ones first; each differs in lightness from its neighbours, for print in black and white. */
#define COPIA_INK_TEXT "#1a1a1a"
#define COPIA_INK_DIM "#595959"
#define COPIA_INK_FAINT "#d9d9d9"
#define COPIA_INK_BAR "#56b4e9"
#define COPIA_INK_MARK "#0072b2"
#define COPIA_INK_OTHER "#d55e00"

#define COPIA_PEN_COLORS 7

typedef enum {
    COPIA_ANCHOR_START,
    COPIA_ANCHOR_MIDDLE,
    COPIA_ANCHOR_END,
} CopiaAnchor;

typedef struct {
    double size; /* in pixels */
    const char *color;
    CopiaAnchor anchor;
    bool bold, italic;
} CopiaInk;

/* Colour and dashes of the nth series; they repeat. */
const char *copia_pen_color (size_t nth);
const char *copia_pen_dashes (size_t nth); /* "": a whole line */

void copia_pen_number (GString *svg, double number);
void copia_pen_text (GString *svg, double x, double y, const CopiaInk *ink,
                     const char *text);
void copia_pen_rect (GString *svg, double x, double y, double width, double height,
                     const char *color);
void copia_pen_line (GString *svg, double x1, double y1, double x2, double y2,
                     const char *color, double width);
/* A group whose <title> a browser shows where the mouse rests; "</g>" closes it. */
void copia_pen_open (GString *svg, const char *title);

/* The greatest width that `text` may have. */
double copia_pen_width (const char *text, const CopiaInk *ink);
/* Appends `text`, cut at its end where it does not fit. */
void copia_pen_fit (GString *into, const char *text, const CopiaInk *ink, double room);
void copia_pen_fitted (GString *svg, double x, double y, const CopiaInk *ink,
                       const char *text, double room);
/* Lines of at most `room`, the first on the line y; returns the y of the line behind them. */
double copia_pen_paragraph (GString *svg, double x, double y, const CopiaInk *ink,
                            const char *text, double room);
