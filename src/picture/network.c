/* network.c - what stands near a word: the stronger the tie, the nearer and the thicker. */
#include "picture/boxes.h"
#include "picture/chart.h"

#include <math.h>

#define HEIGHT 520.0
#define NEAREST 0.42 /* of the way out */
#define NODE 13.0
#define WIDEST 200.0 /* of a word */

typedef struct {
    const CopiaMark *mark;
    CopiaBox box;
    double share; /* of the strongest tie */
} Tie;

static size_t
find_ties (const CopiaChartData *data, size_t series, const CopiaInk *ink, Tie *ties)
{
    double least = INFINITY, most = -INFINITY;
    size_t n = 0;

    for (size_t i = 0; i < data->n; i++) {
        const CopiaMark *mark = &data->marks[i];

        if (!mark->label || !isfinite (mark->value) ||
            copia_chart_series (data, mark) != series)
            continue;
        least = fmin (least, mark->value);
        most = fmax (most, mark->value);
        ties[n++].mark = mark;
    }
    for (size_t i = 0; i < n; i++) {
        ties[i].share =
            most > least ? (ties[i].mark->value - least) / (most - least) : 1;
        ties[i].box.w =
            fmin (copia_pen_width (ties[i].mark->label, ink), WIDEST) / 2 + 5;
        ties[i].box.h = ink->size * 0.7;
    }
    return n;
}

/* Around the middle in the order of the rows, from the top clockwise. */
static void
place (Tie *ties, size_t n, const CopiaBox *hub)
{
    double top = hub->y - HEIGHT / 2, bottom = hub->y + HEIGHT / 2;
    g_autofree CopiaBox *boxes = g_new (CopiaBox, n + 1);

    for (size_t i = 0; i < n; i++) {
        double angle = 2 * G_PI * (double) i / (double) n - G_PI / 2;
        double way = NEAREST + (1 - NEAREST) * (1 - ties[i].share);

        boxes[i] = ties[i].box;
        boxes[i].x = hub->x + cos (angle) * way * (COPIA_PICTURE_ROOM / 2 - 40);
        boxes[i].y = hub->y + sin (angle) * way * (HEIGHT / 2 - 16);
    }
    copia_boxes_part (boxes, n, COPIA_PICTURE_MARGIN,
                      COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN, top, bottom);
    for (size_t i = 0; i < n; i++)
        ties[i].box = boxes[i];
}

static void
put_line (const Tie *tie, const CopiaBox *hub, GString *svg)
{
    copia_pen_line (svg, hub->x, hub->y, tie->box.x, tie->box.y, "#8cb8d4",
                    1 + 4 * tie->share);
}

static void
put_word (const Tie *tie, const CopiaInk *ink, GString *svg)
{
    g_autoptr (GString) text = g_string_new (tie->mark->label);

    g_string_append (text, ": ");
    copia_chart_value (text, tie->mark->value);
    copia_pen_open (svg, text->str);
    copia_pen_rect (svg, tie->box.x - tie->box.w + 1, tie->box.y - tie->box.h,
                    2 * tie->box.w - 2, 2 * tie->box.h, "#ffffff");
    copia_pen_fitted (svg, tie->box.x, tie->box.y + ink->size * 0.35, ink,
                      tie->mark->label, 2 * tie->box.w);
    g_string_append (svg, "</g>\n");
}

static void
put_hub (const CopiaBox *hub, const CopiaInk *ink, const char *name, GString *svg)
{
    g_string_append (svg, "<rect rx=\"8\" fill=\"#003d66\" x=\"");
    copia_pen_number (svg, hub->x - hub->w);
    g_string_append (svg, "\" y=\"");
    copia_pen_number (svg, hub->y - hub->h);
    g_string_append (svg, "\" width=\"");
    copia_pen_number (svg, 2 * hub->w);
    g_string_append (svg, "\" height=\"");
    copia_pen_number (svg, 2 * hub->h);
    g_string_append (svg, "\"/>\n");
    copia_pen_fitted (svg, hub->x, hub->y + ink->size * 0.35, ink, name,
                      2 * hub->w - 12);
}

static double
put_star (const CopiaChartData *data, size_t series, double top, GString *svg)
{
    const CopiaInk ink = { .size = NODE,
                           .color = COPIA_INK_TEXT,
                           .anchor = COPIA_ANCHOR_MIDDLE };
    const CopiaInk white = {
        .size = 16, .color = "#ffffff", .anchor = COPIA_ANCHOR_MIDDLE, .bold = true
    };
    const char *name = data->series->pdata[series];
    CopiaBox hub = { COPIA_PICTURE_WIDTH / 2, top + HEIGHT / 2 + 8,
                     fmin (copia_pen_width (name, &white) / 2 + 12, 130), 16 };
    g_autofree Tie *ties = g_new0 (Tie, data->n);
    size_t n = find_ties (data, series, &ink, ties);

    place (ties, n, &hub);
    for (size_t i = n; i-- > 0;)
        put_line (&ties[i], &hub, svg);
    for (size_t i = 0; i < n; i++)
        put_word (&ties[i], &ink, svg);
    put_hub (&hub, &white, name, svg);
    return top + HEIGHT + 16;
}

double
copia_chart_network (const CopiaChartData *data, double top, GString *svg)
{
    for (size_t i = 0; i < data->series->len; i++)
        top = put_star (data, i, top, svg);
    return top;
}
