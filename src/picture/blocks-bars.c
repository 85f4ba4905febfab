/* blocks-bars.c - a bar a line: up to its value, with its interval. */
#include "picture/blocks.h"

#include <math.h>
#include <string.h>

#define FULL "\xE2\x96\x88"
#define SHADE "\xE2\x96\x93"
#define LINE "\xE2\x94\x80"
#define TEE "\xE2\x94\xA4"
#define ARROW "\xE2\x86\x92"

typedef struct {
    const CopiaChartData *data;
    size_t label, room; /* columns of labels, of bars */
    double most;
    bool intervals;
    const char *series, *group; /* of the line above */
} Bars;

static bool
has_interval (const CopiaMark *mark)
{
    return isfinite (mark->low) && isfinite (mark->high);
}

/* An interval may be far longer than its bar; then the bars decide. */
static void
measure (Bars *self)
{
    double value = 0, high = 0;

    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];

        if (isfinite (mark->value))
            value = fmax (value, fabs (mark->value));
        if (has_interval (mark))
            high = fmax (high, mark->high);
        self->intervals = self->intervals || has_interval (mark);
    }
    self->most = value > 0 ? fmax (value, fmin (high, 1.8 * value)) : high;
    if (self->most <= 0)
        self->most = 1;
}

static size_t
cells_of (const Bars *self, double value)
{
    double share = fabs (value) / self->most * (double) self->room;

    return (size_t) CLAMP (round (share), 0, (double) self->room);
}

/* Whole cells and one in eighths. */
static void
put_plain (const Bars *self, double value, GString *into)
{
    char block[] = "\xE2\x96\x88";
    double share = fmin (fabs (value) / self->most, 1) * (double) self->room;
    size_t whole = (size_t) share;
    int eighths = (int) round ((share - (double) whole) * 8);

    copia_blocks_repeat (into, FULL, whole);
    if (eighths == 0)
        return;
    block[2] = (char) (0x90 - eighths); /* U+2588 is eight eighths, U+258F one */
    g_string_append (into, block);
}

static void
put_interval (const Bars *self, const CopiaMark *mark, GString *into)
{
    size_t value = cells_of (self, mark->value), low = cells_of (self, mark->low);
    size_t high = cells_of (self, mark->high);
    bool beyond = mark->high > self->most * (1 + 1e-9);

    low = MIN (low, value);
    copia_blocks_repeat (into, FULL, low);
    copia_blocks_repeat (into, SHADE, value - low);
    if (high <= value && !beyond)
        return;
    copia_blocks_repeat (into, LINE, high > value + 1 ? high - value - 1 : 0);
    if (high > value)
        g_string_append (into, beyond ? ARROW : TEE);
}

static void
put_headings (Bars *self, const CopiaMark *mark, GString *into)
{
    size_t width = self->label + COPIA_BLOCKS_VALUE + 1 + self->room;

    if (self->data->series->len > 1 && g_strcmp0 (mark->series, self->series) != 0) {
        if (self->series)
            g_string_append_c (into, '\n');
        copia_blocks_head (into, mark->series, NULL, width);
        self->group = NULL;
    }
    if (mark->group && *mark->group && g_strcmp0 (mark->group, self->group) != 0)
        copia_blocks_head (into, mark->group, NULL, width);
    self->series = mark->series;
    self->group = mark->group;
}

static void
put_bar (const Bars *self, const CopiaMark *mark, GString *into)
{
    g_autoptr (GString) value = g_string_new (NULL);

    if (isfinite (mark->value))
        copia_blocks_value (value, mark->value);
    else
        g_string_append_c (value, '-');
    copia_blocks_cell (into, mark->label, self->label);
    copia_blocks_right (into, value->str, COPIA_BLOCKS_VALUE);
    g_string_append_c (into, ' ');
    if (isfinite (mark->value) && has_interval (mark))
        put_interval (self, mark, into);
    else if (isfinite (mark->value))
        put_plain (self, mark->value, into);
    copia_blocks_end_line (into);
}

static Bars
bars_of (const CopiaChartData *data, size_t width)
{
    Bars self = { .data = data, .label = copia_blocks_widest (data, width / 3) };
    size_t taken = self.label + COPIA_BLOCKS_VALUE + 1;

    self.room = width > taken ? width - taken : 1;
    measure (&self);
    return self;
}

void
copia_blocks_bars (const CopiaChartData *data, size_t width, GString *into)
{
    Bars self = bars_of (data, width);

    for (size_t i = 0; i < data->n; i++) {
        put_headings (&self, &data->marks[i], into);
        put_bar (&self, &data->marks[i], into);
    }
    if (self.intervals)
        copia_blocks_say (into,
                          FULL SHADE " the value, " SHADE LINE TEE
                                     " its 95 % interval; " ARROW " it goes on",
                          width);
}

/* How strong each word is near the query; the lines between words are for a plane. */
void
copia_blocks_network (const CopiaChartData *data, size_t width, GString *into)
{
    Bars self = bars_of (data, width);

    for (size_t i = 0; i < data->n; i++)
        if (!data->marks[i].group)
            put_bar (&self, &data->marks[i], into);
}
