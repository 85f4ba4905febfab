/* network.c - what stands near a word, the stronger the tie the nearer and the thicker its line,
 * and what of it stands near each other. */
#include "picture/boxes.h"
#include "picture/chart.h"

#include <math.h>
#include <string.h>

#define HEIGHT 520.0
#define NEAREST 0.45 /* of the way out */
#define LINKED 0.3   /* how far apart linked words like to be, in ways out */
#define LEAST 12.0   /* size of words */
#define MOST 17.0
#define WIDEST 190.0 /* of a word */
#define MOST_WORDS 60u
#define ROUNDS 240
#define STEPS 4000
#define GRID 1024.0 /* places are rounded, so that a last bit is no other picture */

typedef struct {
    const CopiaMark *mark;
    CopiaInk ink;
    CopiaBox box;
    double share; /* of the strongest tie */
    double x, y;  /* from the middle, in ways out */
    bool placed;
} Word;

typedef struct {
    const CopiaMark *mark;
    size_t one, other;
    double share;
} Link;

typedef struct {
    const CopiaChartData *data;
    Word *words;
    size_t n;
    GArray *links; /* Link */
    CopiaBox hub;
    double top, bottom;
} Network;

static bool
is_link (const CopiaMark *mark)
{
    return mark->group != NULL;
}

static double
share_of (double value, double least, double most)
{
    return most > least ? (value - least) / (most - least) : 1;
}

static void
find_words (Network *self, size_t series)
{
    double least = INFINITY, most = -INFINITY;

    for (size_t i = 0; i < self->data->n && self->n < MOST_WORDS; i++) {
        const CopiaMark *mark = &self->data->marks[i];

        if (is_link (mark) || !mark->label || !isfinite (mark->value) ||
            copia_chart_series (self->data, mark) != series)
            continue;
        least = fmin (least, mark->value);
        most = fmax (most, mark->value);
        self->words[self->n++].mark = mark;
    }
    for (size_t i = 0; i < self->n; i++) {
        Word *word = &self->words[i];

        word->share = share_of (word->mark->value, least, most);
        word->ink = (CopiaInk){ .size = LEAST + (MOST - LEAST) * word->share,
                                .color = COPIA_INK_TEXT,
                                .anchor = COPIA_ANCHOR_MIDDLE };
        word->box.w =
            fmin (copia_pen_width (word->mark->label, &word->ink), WIDEST) / 2 + 6;
        word->box.h = word->ink.size * 0.5 + 5;
    }
}

static size_t
word_called (const Network *self, const char *label)
{
    for (size_t i = 0; label && i < self->n; i++)
        if (strcmp (self->words[i].mark->label, label) == 0)
            return i;
    return self->n;
}

static void
find_links (Network *self, size_t series)
{
    double least = INFINITY, most = -INFINITY;

    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        Link link = { mark, word_called (self, mark->label),
                      word_called (self, mark->group), mark->value };

        if (!is_link (mark) || copia_chart_series (self->data, mark) != series ||
            link.one == self->n || link.other == self->n || link.one == link.other ||
            !isfinite (mark->value))
            continue;
        least = fmin (least, mark->value);
        most = fmax (most, mark->value);
        g_array_append_val (self->links, link);
    }
    for (guint i = 0; i < self->links->len; i++) {
        Link *link = &g_array_index (self->links, Link, i);

        link->share = share_of (link->share, least, most);
    }
}

/* How strongly two words are linked; a word begins a new group at 0. */
static double
tie_of (const Network *self, size_t one, size_t other)
{
    double tie = 0;

    for (guint i = 0; i < self->links->len; i++) {
        const Link *link = &g_array_index (self->links, Link, i);

        if ((link->one == one && link->other == other) ||
            (link->one == other && link->other == one))
            tie += 0.1 + link->share;
    }
    return tie;
}

/* An order in which words that are linked stand beside each other: next comes the one that the
 * last one is linked to most strongly, or the first that is left. */
static void
put_in_order (const Network *self, size_t *order)
{
    g_autofree bool *used = g_new0 (bool, self->n);

    for (size_t k = 0; k < self->n; k++) {
        size_t best = self->n;
        double most = -1;

        for (size_t i = 0; i < self->n; i++) {
            double tie = k > 0 && !used[i] ? tie_of (self, order[k - 1], i) : 0;

            if (!used[i] && tie > most) {
                most = tie;
                best = i;
            }
        }
        order[k] = best;
        used[best] = true;
    }
}

static double
way_out (const Word *word)
{
    return NEAREST + (1 - NEAREST) * (1 - word->share);
}

static void
push (double *x, double *y, double dx, double dy, double force)
{
    double way = fmax (sqrt (dx * dx + dy * dy), 1e-3);

    *x += dx / way * force;
    *y += dy / way * force;
}

/* One word gives way to the others, is drawn to those linked with it, and keeps its distance
 * from the middle. */
static void
move (const Network *self, size_t i, double step)
{
    Word *word = &self->words[i];
    double x = 0, y = 0, out = sqrt (word->x * word->x + word->y * word->y);

    for (size_t k = 0; k < self->n; k++) {
        double dx = word->x - self->words[k].x, dy = word->y - self->words[k].y;

        if (k != i)
            push (&x, &y, dx, dy, 0.03 / fmax (sqrt (dx * dx + dy * dy), 0.05));
    }
    for (guint k = 0; k < self->links->len; k++) {
        const Link *link = &g_array_index (self->links, Link, k);
        size_t other = link->one == i ? link->other : link->one;
        double dx = self->words[other].x - word->x, dy = self->words[other].y - word->y;

        if (link->one == i || link->other == i)
            push (&x, &y, dx, dy,
                  (0.1 + 0.3 * link->share) * (sqrt (dx * dx + dy * dy) - LINKED));
    }
    push (&x, &y, word->x, word->y, 3 * (way_out (word) - out));
    word->x = round ((word->x + x * step) * GRID) / GRID;
    word->y = round ((word->y + y * step) * GRID) / GRID;
}

static void
settle (const Network *self)
{
    g_autofree size_t *order = g_new (size_t, self->n + 1);

    put_in_order (self, order);
    for (size_t k = 0; k < self->n; k++) {
        Word *word = &self->words[order[k]];
        double angle = 2 * G_PI * (double) k / (double) self->n - G_PI / 2;

        word->x = round (cos (angle) * way_out (word) * GRID) / GRID;
        word->y = round (sin (angle) * way_out (word) * GRID) / GRID;
    }
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < self->n; i++)
            move (self, i, 0.25 * (1 - (double) round / ROUNDS));
}

static bool
is_free (const Network *self, size_t i, const CopiaBox *box)
{
    if (box->x - box->w < COPIA_PICTURE_MARGIN ||
        box->x + box->w > COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN ||
        box->y - box->h < self->top || box->y + box->h > self->bottom ||
        copia_boxes_meet (&self->hub, box))
        return false;
    for (size_t k = 0; k < i; k++)
        if (self->words[k].placed && copia_boxes_meet (&self->words[k].box, box))
            return false;
    return true;
}

/* The free place nearest to where the word would stand. */
static bool
find_place (const Network *self, size_t i)
{
    CopiaBox *box = &self->words[i].box;
    double x = box->x, y = box->y;

    for (int step = 0; step < STEPS; step++) {
        double angle = 2.4 * step, radius = 3 * sqrt (step);

        box->x = round ((x + radius * cos (angle)) * 8) / 8;
        box->y = round ((y + radius * sin (angle) * 0.7) * 8) / 8;
        if (is_free (self, i, box))
            return true;
    }
    return false;
}

/* Returns how many words found no place. */
static size_t
place (Network *self)
{
    g_autofree CopiaBox *boxes = g_new (CopiaBox, self->n + 1);
    size_t lost = 0;

    settle (self);
    for (size_t i = 0; i < self->n; i++) {
        boxes[i] = self->words[i].box;
        boxes[i].x = self->hub.x + self->words[i].x * (COPIA_PICTURE_ROOM / 2 - 50);
        boxes[i].y = self->hub.y + self->words[i].y * (HEIGHT / 2 - 16);
    }
    copia_boxes_part (boxes, self->n, COPIA_PICTURE_MARGIN,
                      COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN, self->top,
                      self->bottom);
    for (size_t i = 0; i < self->n; i++) {
        self->words[i].box = boxes[i];
        self->words[i].placed = find_place (self, i);
        lost += !self->words[i].placed;
    }
    return lost;
}

/* Opens a group that says what the mark says. */
static void
describe (const CopiaMark *mark, GString *svg)
{
    g_autoptr (GString) text = g_string_new (mark->label);

    if (is_link (mark))
        g_string_append_printf (text, " \xE2\x80\x93 %s", mark->group); /* an en dash */
    g_string_append (text, ": ");
    copia_chart_value (text, mark->value);
    copia_pen_open (svg, text->str);
}

static void
put_links (const Network *self, GString *svg)
{
    for (guint i = self->links->len; i-- > 0;) {
        const Link *link = &g_array_index (self->links, Link, i);
        const Word *one = &self->words[link->one], *other = &self->words[link->other];

        if (!one->placed || !other->placed)
            continue;
        describe (link->mark, svg);
        copia_pen_line (svg, one->box.x, one->box.y, other->box.x, other->box.y,
                        "#e0a868", 1 + 3 * link->share);
        g_string_append (svg, "</g>\n");
    }
}

static void
put_frame (const CopiaBox *box, const char *fill, const char *stroke, GString *svg)
{
    g_string_append_printf (svg, "<rect rx=\"6\" fill=\"%s\" stroke=\"%s\" x=\"", fill,
                            stroke);
    copia_pen_number (svg, box->x - box->w);
    g_string_append (svg, "\" y=\"");
    copia_pen_number (svg, box->y - box->h);
    g_string_append (svg, "\" width=\"");
    copia_pen_number (svg, 2 * box->w);
    g_string_append (svg, "\" height=\"");
    copia_pen_number (svg, 2 * box->h);
    g_string_append (svg, "\"/>\n");
}

static void
put_word (const Word *word, GString *svg)
{
    describe (word->mark, svg);
    put_frame (&word->box, "#f2f8fc", "#8cb8d4", svg);
    copia_pen_fitted (svg, word->box.x, word->box.y + word->ink.size * 0.35, &word->ink,
                      word->mark->label, 2 * word->box.w - 10);
    g_string_append (svg, "</g>\n");
}

static void
put_hub (const CopiaBox *hub, const CopiaInk *ink, const char *name, GString *svg)
{
    put_frame (hub, "#003d66", "#003d66", svg);
    copia_pen_fitted (svg, hub->x, hub->y + ink->size * 0.35, ink, name,
                      2 * hub->w - 12);
}

static void
say_lost (const Network *self, size_t lost, GString *svg)
{
    const CopiaInk ink = { .size = 10.5, .color = COPIA_INK_DIM };
    g_autofree char *line =
        g_strdup_printf ("%zu word%s found no room", lost, lost == 1 ? "" : "s");

    if (lost > 0)
        copia_pen_text (svg, COPIA_PICTURE_MARGIN, self->bottom + 14, &ink, line);
}

static double
put_network (Network *self, size_t series, GString *svg)
{
    const CopiaInk white = {
        .size = 18, .color = "#ffffff", .anchor = COPIA_ANCHOR_MIDDLE, .bold = true
    };
    const char *name = self->data->series->pdata[series];
    size_t lost;

    self->hub = (CopiaBox){ COPIA_PICTURE_WIDTH / 2, (self->top + self->bottom) / 2,
                            fmin (copia_pen_width (name, &white) / 2 + 14, 140), 18 };
    find_words (self, series);
    find_links (self, series);
    lost = place (self);
    put_links (self, svg);
    for (size_t i = self->n; i-- > 0;)
        if (self->words[i].placed)
            copia_pen_line (svg, self->hub.x, self->hub.y, self->words[i].box.x,
                            self->words[i].box.y, "#8cb8d4",
                            1 + 4 * self->words[i].share);
    for (size_t i = 0; i < self->n; i++)
        if (self->words[i].placed)
            put_word (&self->words[i], svg);
    put_hub (&self->hub, &white, name, svg);
    say_lost (self, lost, svg);
    return self->bottom + (lost > 0 ? 24 : 12);
}

double
copia_chart_network (const CopiaChartData *data, double top, GString *svg)
{
    g_autofree Word *words = g_new0 (Word, MOST_WORDS);

    for (size_t i = 0; i < data->series->len; i++) {
        g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
        Network self = { .data = data,
                         .words = words,
                         .links = links,
                         .top = top + 4,
                         .bottom = top + 4 + HEIGHT };

        top = put_network (&self, i, svg);
    }
    return top;
}
