/* blocks-forest.c - a point with its interval a line, on either side of zero. */
#include "picture/blocks.h"

#include <math.h>
#include <string.h>

#define LEAST_SPAN 1.0
#define SMALL 3.0     /* an interval to here is shown whole */
#define LARGE 10000.0 /* without decimals */

#define LINE "\xE2\x94\x80"
#define ZERO "\xE2\x94\x82"
#define POINT "\xE2\x97\x8F"
#define HOLLOW "\xE2\x97\x8B"

typedef struct {
    const CopiaChartData *data;
    size_t label, room;
    double span; /* from zero to either end */
} Forest;

static void
measure (Forest *self)
{
    double value = 0, ends = 0;

    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];

        if (isfinite (mark->value))
            value = fmax (value, fabs (mark->value));
        if (isfinite (mark->low))
            ends = fmax (ends, fabs (mark->low));
        if (isfinite (mark->high))
            ends = fmax (ends, fabs (mark->high));
    }
    self->span =
        fmax (LEAST_SPAN, fmax (1.05 * value, fmin (ends, fmax (SMALL, 1.8 * value))));
}

/* The cell of a value, at an end where it lies beyond. */
static size_t
cell_of (const Forest *self, double value)
{
    double share = (CLAMP (value, -self->span, self->span) / self->span + 1) / 2;

    return (size_t) round (share * (double) (self->room - 1));
}

static const char *
block_at (const Forest *self, const CopiaMark *mark, size_t cell)
{
    bool known = !isnan (mark->low) && !isnan (mark->high) && !isnan (mark->value);
    bool equal = !known || (mark->low <= 0 && mark->high >= 0);
    size_t low = known ? cell_of (self, mark->low) : SIZE_MAX;
    size_t high = known ? cell_of (self, mark->high) : 0;

    if (!isnan (mark->value) && cell == cell_of (self, mark->value))
        return equal ? HOLLOW : POINT;
    if (known && cell == low)
        return mark->low < -self->span ? "\xE2\x86\x90" : "\xE2\x94\x9C";
    if (known && cell == high)
        return mark->high > self->span ? "\xE2\x86\x92" : "\xE2\x94\xA4";
    if (known && low < cell && cell < high)
        return LINE;
    return cell == cell_of (self, 0) ? ZERO : " ";
}

static void
put_line (const Forest *self, const CopiaMark *mark, GString *into)
{
    g_autoptr (GString) value = g_string_new (NULL);

    if (isfinite (mark->value) && fabs (mark->value) < LARGE)
        g_string_append_printf (value, "%.2f", mark->value);
    else if (isfinite (mark->value))
        copia_blocks_value (value, mark->value);
    else
        g_string_append_c (value, '-');
    copia_blocks_cell (into, mark->label, self->label);
    copia_blocks_right (into, value->str, COPIA_BLOCKS_VALUE);
    g_string_append_c (into, ' ');
    for (size_t cell = 0; cell < self->room; cell++)
        g_string_append (into, block_at (self, mark, cell));
    copia_blocks_end_line (into);
}

static void
put_sides (const Forest *self, GString *into)
{
    const CopiaPictureTexts *texts = self->data->texts;
    size_t half = self->room / 2;

    if (half < 6 || (!texts->below && !texts->above))
        return;
    copia_blocks_repeat (into, " ", self->label + COPIA_BLOCKS_VALUE + 1);
    copia_blocks_right (into, texts->below, half - 1);
    g_string_append (into, " " ZERO " ");
    copia_blocks_cell (into, texts->above, half - 1);
    copia_blocks_end_line (into);
}

void
copia_blocks_forest (const CopiaChartData *data, size_t width, GString *into)
{
    Forest self = { .data = data, .label = copia_blocks_widest (data, width / 4) };
    size_t taken = self.label + COPIA_BLOCKS_VALUE + 1;
    const char *group = NULL;

    self.room = width > taken + 3 ? width - taken : 3;
    self.room -= self.room % 2 == 0; /* zero has a cell of its own */
    measure (&self);
    put_sides (&self, into);
    for (size_t i = 0; i < data->n; i++) {
        if (group && data->marks[i].group && strcmp (group, data->marks[i].group) != 0)
            g_string_append_c (into, '\n');
        group = data->marks[i].group;
        put_line (&self, &data->marks[i], into);
    }
    copia_blocks_say (into,
                      POINT " different, " HOLLOW
                            " as good as equal; the line is the 95 % interval",
                      width);
}
