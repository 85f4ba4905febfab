/* chart.c - what charts share: series, ticks. */
#include "picture/chart.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

#define APART 10.0 /* pixels between names of ticks */
#define EACH 70.0  /* pixels of a tick, if names are short */
#define LARGE 1e9  /* from here on values are rounded to a power of ten */
#define LEAST_TICKS 3.0
#define MOST_TICKS 10.0 /* so that lines do not become a grid */

size_t
copia_chart_series (const CopiaChartData *data, const CopiaMark *mark)
{
    const char *name = mark->series ? mark->series : "";

    for (size_t i = 0; i < data->series->len; i++)
        if (strcmp (data->series->pdata[i], name) == 0)
            return i;
    return 0;
}

bool
copia_chart_is_point (const CopiaMark *mark)
{
    return isfinite (mark->x) && isfinite (mark->value);
}

void
copia_chart_bounds (const CopiaChartData *data, double x[2], double y[2])
{
    x[0] = x[1] = y[0] = y[1] = 0;
    for (size_t i = 0; i < data->n; i++) {
        const CopiaMark *mark = &data->marks[i];

        if (!copia_chart_is_point (mark))
            continue;
        x[0] = fmin (x[0], mark->x);
        x[1] = fmax (x[1], mark->x);
        y[0] = fmin (y[0], mark->value);
        y[1] = fmax (y[1], mark->value);
    }
}

double
copia_chart_step (double range, int n)
{
    double rough = range / n;
    double power = pow (10, floor (log10 (rough)));

    if (!isfinite (rough) || rough <= 0 || power == 0)
        return 1;
    if (rough / power > 5.0000001)
        return 10 * power;
    return rough / power > 2.0000001   ? 5 * power
           : rough / power > 1.0000001 ? 2 * power
                                       : power;
}

/* 1.5e12 */
static void
put_power (GString *into, double value, int power, int decimals)
{
    char digits[COPIA_NUMBER_MAX];

    copia_number_fixed (digits, value / pow (10, power), CLAMP (decimals, 0, 12));
    g_string_append_printf (into, "%se%d", digits, power);
}

void
copia_chart_tick (GString *into, double tick, double step)
{
    char digits[COPIA_NUMBER_MAX];
    int decimals = step < 1 ? (int) ceil (-log10 (step) - 1e-9) : 0;

    if (fabs (tick) >= LARGE) {
        int power = (int) floor (log10 (fabs (tick)) + 1e-9);

        put_power (into, tick, power, power - (int) floor (log10 (step) + 1e-9));
        return;
    }
    /* what is a hair from zero is zero */
    copia_number_fixed (digits, fabs (tick) < step / 1000 ? 0 : tick,
                        CLAMP (decimals, 0, 12));
    g_string_append (into, digits);
}

static double
tick_width (double tick, double step, const CopiaInk *ink)
{
    g_autoptr (GString) name = g_string_new (NULL);

    copia_chart_tick (name, tick, step);
    return copia_pen_width (name->str, ink);
}

CopiaTicks
copia_chart_ticks (double least, double most, double pixels, const CopiaInk *ink)
{
    double range = most - least;
    CopiaTicks self = { 0,
                        copia_chart_step (range, (int) CLAMP (pixels / EACH,
                                                              LEAST_TICKS, MOST_TICKS)),
                        0 };

    while (
        fmax (tick_width (least, self.step, ink), tick_width (most, self.step, ink)) +
                APART >
            self.step / range * pixels &&
        self.step < range)
        self.step = copia_chart_step (self.step * 2, 1);
    self.first = ceil (least / self.step - 1e-9) * self.step;
    self.n = (int) floor ((most - self.first) / self.step + 1e-6) + 1;
    return self;
}

void
copia_chart_value (GString *into, double value)
{
    char digits[COPIA_NUMBER_MAX];
    double size = fabs (value);
    int decimals = size >= 100 || size == floor (size) ? 0
                   : size >= 10                        ? 1
                   : size >= 1                         ? 2
                                                       : 3;

    if (size >= LARGE) {
        put_power (into, value, (int) floor (log10 (size) + 1e-9), 1);
        return;
    }
    copia_number_fixed (digits, value, decimals);
    g_string_append (into, digits);
}
