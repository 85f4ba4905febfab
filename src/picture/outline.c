/* outline.c - the build of a text: a line of blocks for each level, as wide as they are long. */
#include "picture/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HEIGHT 44.0
#define HEAD 20.0
#define GAP 10.0
#define SHORTEST 64.0 /* room for a name that is cut */
#define LINE 15.0

/* A series: regions on one floor of the structure. */
typedef struct {
    const char *name;
    double mean;   /* length of its regions: outer levels have the longer ones */
    size_t series; /* as met */
    double end;    /* of the last region */
    double start;  /* and where it began */
    size_t n;
} Level;

typedef struct {
    double start, length;
    const CopiaMark *mark;
    size_t level;
} Block;

typedef struct {
    const CopiaChartData *data;
    Level *levels; /* from the outside in */
    size_t n_levels;
    Block *blocks;
    size_t n_blocks;
    double all;
} Outline;

static double
length_of (const CopiaMark *mark)
{
    return isfinite (mark->value) && mark->value > 0 ? mark->value : 0;
}

static int
compare (const void *a, const void *b)
{
    const Level *one = a, *other = b;

    if (one->mean != other->mean)
        return one->mean > other->mean ? -1 : 1;
    return one->series < other->series ? -1 : 1;
}

static void
find_levels (Outline *self)
{
    for (size_t i = 0; i < self->data->n; i++) {
        size_t series = copia_chart_series (self->data, &self->data->marks[i]);
        Level *level = &self->levels[series];

        level->series = series;
        level->name = self->data->series->pdata[series];
        level->n++;
        level->mean +=
            (length_of (&self->data->marks[i]) - level->mean) / (double) level->n;
    }
    qsort (self->levels, self->n_levels, sizeof *self->levels, compare);
}

static size_t
level_of (const Outline *self, const CopiaMark *mark)
{
    size_t series = copia_chart_series (self->data, mark), i = 0;

    while (self->levels[i].series != series)
        i++;
    return i;
}

/* Marks stand in the order of the text, outer ones before inner ones: a region begins behind the
 * last one of its level, in the outer ones that are open, behind all inner ones. */
static void
lay_out (Outline *self)
{
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        size_t at = level_of (self, mark);
        Level *level = &self->levels[at];
        double start = level->end, length = length_of (mark);

        for (size_t k = 0; k < self->n_levels; k++)
            start = fmax (start, k < at ? self->levels[k].start : self->levels[k].end);
        level->start = start;
        level->end = start + length;
        self->all = fmax (self->all, level->end);
        self->blocks[self->n_blocks++] = (Block){ start, length, mark, at };
    }
    if (!(self->all > 0))
        self->all = 1;
}

static double
top_of (size_t level, double top)
{
    return top + (HEIGHT + HEAD + GAP) * (double) level + HEAD;
}

/* The part of a name that finds room in a block, its number before its title. */
static void
put_name (const Block *block, double x, double width, double y, GString *svg)
{
    const CopiaInk number = { .size = 11, .color = COPIA_INK_TEXT, .bold = true };
    const CopiaInk title = { .size = 11, .color = COPIA_INK_TEXT };
    const char *n = block->mark->group ? block->mark->group : "";
    const char *label = block->mark->label ? block->mark->label : "";
    double room = width - 8;

    if (n[0] && copia_pen_width (n, &number) <= room) {
        copia_pen_text (svg, x + 4, y + 16, &number, n);
        y += LINE;
    } else if (n[0]) {
        return;
    } else {
        y += LINE / 2;
    }
    if (label[0] && room >= SHORTEST)
        copia_pen_fitted (svg, x + 4, y + 16, &title, label, room);
}

static void
put_block (const Outline *self, const Block *block, double top, GString *svg)
{
    static const char *const fills[] = { "#cfe4f2", "#e6f1f8" };
    double scale = COPIA_PICTURE_ROOM / self->all;
    double x = COPIA_PICTURE_MARGIN + block->start * scale;
    double width = block->length * scale;
    g_autoptr (GString) title = g_string_new (block->mark->group);

    g_string_append_printf (title, "%s%s: ", title->len > 0 ? " " : "",
                            block->mark->label ? block->mark->label : "");
    copia_chart_value (title, length_of (block->mark));
    copia_pen_open (svg, title->str);
    copia_pen_rect (svg, x, top, fmax (width, 0.5), HEIGHT, fills[block->level % 2]);
    copia_pen_line (svg, x, top, x, top + HEIGHT, COPIA_INK_MARK, 0.8);
    put_name (block, x, width, top, svg);
    g_string_append (svg, "</g>\n");
}

/* The name of the level, how many regions it has and the longest. */
static void
put_head (const Outline *self, size_t at, double top, GString *svg)
{
    const CopiaInk name = { .size = 13, .color = COPIA_INK_TEXT, .bold = true };
    const CopiaInk said = { .size = 11,
                            .color = COPIA_INK_DIM,
                            .anchor = COPIA_ANCHOR_END };
    const Block *longest = NULL;
    g_autoptr (GString) text = g_string_new (NULL);

    for (size_t i = 0; i < self->n_blocks; i++)
        if (self->blocks[i].level == at &&
            (!longest || self->blocks[i].length > longest->length))
            longest = &self->blocks[i];
    g_string_append_printf (text, "%zu, the longest ", self->levels[at].n);
    copia_chart_value (text, longest->length);
    copia_pen_fitted (svg, COPIA_PICTURE_MARGIN, top - 6, &name, self->levels[at].name,
                      COPIA_PICTURE_ROOM / 2);
    copia_pen_fitted (svg, COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN, top - 6, &said,
                      text->str, COPIA_PICTURE_ROOM / 2 - 10);
}

static void
put_axis (const Outline *self, double y, GString *svg)
{
    const CopiaInk ink = { .size = 10.5,
                           .color = COPIA_INK_DIM,
                           .anchor = COPIA_ANCHOR_MIDDLE };
    const CopiaInk note = { .size = 11, .color = COPIA_INK_DIM };
    CopiaTicks ticks = copia_chart_ticks (0, self->all, COPIA_PICTURE_ROOM - 40, &ink);

    for (int i = 0; i < ticks.n; i++) {
        double tick = ticks.first + i * ticks.step;
        double x = COPIA_PICTURE_MARGIN + tick / self->all * COPIA_PICTURE_ROOM;
        g_autoptr (GString) name = g_string_new (NULL);
        double half;

        copia_chart_tick (name, tick, ticks.step);
        half = copia_pen_width (name->str, &ink) / 2;
        copia_pen_line (svg, x, y, x, y + 4, COPIA_INK_DIM, 1);
        copia_pen_text (svg,
                        CLAMP (x, COPIA_PICTURE_MARGIN + half,
                               COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN - half),
                        y + 15, &ink, name->str);
    }
    if (self->data->texts->x_title)
        copia_pen_fitted (svg, COPIA_PICTURE_MARGIN, y + 31, &note,
                          self->data->texts->x_title, COPIA_PICTURE_ROOM);
}

double
copia_chart_outline (const CopiaChartData *data, double top, GString *svg)
{
    g_autofree Level *levels = g_new0 (Level, data->series->len);
    g_autofree Block *blocks = g_new (Block, data->n);
    Outline self = {
        .data = data, .levels = levels, .n_levels = data->series->len, .blocks = blocks
    };
    double bottom;

    find_levels (&self);
    lay_out (&self);
    for (size_t i = 0; i < self.n_blocks; i++)
        put_block (&self, &blocks[i], top_of (blocks[i].level, top), svg);
    for (size_t i = 0; i < self.n_levels; i++)
        put_head (&self, i, top_of (i, top), svg);
    bottom = top_of (self.n_levels - 1, top) + HEIGHT;
    put_axis (&self, bottom + 4, svg);
    return bottom + 44;
}
