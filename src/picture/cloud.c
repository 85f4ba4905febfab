/* cloud.c - words whose area grows with a value, packed around the middle. */
#include "picture/boxes.h"
#include "picture/chart.h"

#include <math.h>
#include <stdlib.h>

#define LARGEST 58.0
#define SMALLEST 10.0
#define AREA 150000.0 /* of all words together; what is more is scaled down */
#define ASPECT 0.6    /* the spiral is wider than high */
#define STEPS 30000

typedef struct {
    const CopiaMark *mark;
    CopiaInk ink;
} Word;

typedef struct {
    double x, y;
} Point;

static int
compare (const void *a, const void *b)
{
    const Word *one = a, *other = b;

    if (one->ink.size != other->ink.size)
        return one->ink.size > other->ink.size ? -1 : 1;
    return one->mark < other->mark ? -1 : one->mark > other->mark;
}

/* Large words are dark; those of the other kind have another colour and are slanted. */
static CopiaInk
ink_of (double value, double most, double largest)
{
    double share = most > 0 ? fabs (value) / most : 0;
    CopiaInk ink = { .size = fmax (SMALLEST, largest * sqrt (share)),
                     .anchor = COPIA_ANCHOR_MIDDLE };

    ink.italic = value < 0;
    ink.bold = ink.size >= 24;
    ink.color = value < 0        ? "#a34700"
                : ink.size >= 24 ? "#003d66"
                : ink.size >= 15 ? COPIA_INK_MARK
                                 : COPIA_INK_DIM;
    return ink;
}

/* Out of the middle; the same for every word. */
static Point *
make_spiral (void)
{
    Point *spiral = g_new (Point, STEPS);

    for (int step = 0; step < STEPS; step++) {
        double angle = 1.4 * sqrt (step), radius = 2.2 * sqrt (step);

        spiral[step].x = COPIA_PICTURE_WIDTH / 2 + radius * cos (angle);
        spiral[step].y = radius * sin (angle) * ASPECT;
    }
    return spiral;
}

/* The first free place on the spiral. */
static bool
find_place (const Point *spiral, const CopiaBox *boxes, size_t n, CopiaBox *box)
{
    for (int step = 0; step < STEPS; step++) {
        box->x = spiral[step].x;
        box->y = spiral[step].y;
        if (box->x - box->w >= COPIA_PICTURE_MARGIN &&
            box->x + box->w <= COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN &&
            !copia_boxes_hit (boxes, n, box))
            return true;
    }
    return false;
}

static void
put_word (const Word *word, double x, double y, GString *svg)
{
    g_autoptr (GString) text = g_string_new (word->mark->label);

    g_string_append (text, ": ");
    copia_chart_value (text, word->mark->value);
    copia_pen_open (svg, text->str);
    copia_pen_text (svg, x, y + word->ink.size * 0.35, &word->ink, word->mark->label);
    g_string_append (svg, "</g>\n");
}

static double
area (const Word *words, size_t n)
{
    double all = 0;

    for (size_t i = 0; i < n; i++)
        all +=
            copia_pen_width (words[i].mark->label, &words[i].ink) * words[i].ink.size;
    return all;
}

/* Of the words with a finite value, the largest first; `words` has room for all marks. */
static size_t
fill (const CopiaChartData *data, Word *words)
{
    double most = 0, largest = LARGEST, all;
    size_t n = 0;

    for (size_t i = 0; i < data->n; i++)
        if (isfinite (data->marks[i].value) && data->marks[i].label) {
            most = fmax (most, fabs (data->marks[i].value));
            words[n++].mark = &data->marks[i];
        }
    for (size_t i = 0; i < n; i++)
        words[i].ink = ink_of (words[i].mark->value, most, largest);
    all = area (words, n);
    if (all > AREA)
        largest *= sqrt (AREA / all);
    for (size_t i = 0; i < n; i++)
        words[i].ink = ink_of (words[i].mark->value, most, largest);
    qsort (words, n, sizeof *words, compare);
    return n;
}

static void
shrink_to_room (Word *word)
{
    double width = copia_pen_width (word->mark->label, &word->ink);

    if (width > COPIA_PICTURE_ROOM)
        word->ink.size *= COPIA_PICTURE_ROOM / width;
}

double
copia_chart_cloud (const CopiaChartData *data, double top, GString *svg)
{
    g_autofree Word *words = g_new (Word, data->n);
    g_autofree CopiaBox *boxes = g_new (CopiaBox, data->n);
    g_autofree Point *spiral = make_spiral ();
    size_t n = fill (data, words), placed = 0;
    double least = 0, most = 0;

    for (size_t i = 0; i < n; i++) {
        CopiaBox *box = &boxes[placed];

        shrink_to_room (&words[i]);
        box->w = copia_pen_width (words[i].mark->label, &words[i].ink) / 2 + 3;
        box->h = words[i].ink.size * 0.56 + 1;
        if (!find_place (spiral, boxes, placed, box))
            continue;
        least = fmin (least, box->y - box->h);
        most = fmax (most, box->y + box->h);
        words[placed++] = words[i];
    }
    for (size_t i = 0; i < placed; i++)
        put_word (&words[i], boxes[i].x, boxes[i].y - least + top + 8, svg);
    return top + 16 + most - least;
}
