/* chart.c - what charts share: series, ticks. */
#include "picture/chart.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

size_t
copia_chart_series (const CopiaChartData *data, const CopiaMark *mark)
{
    const char *name = mark->series ? mark->series : "";

    for (size_t i = 0; i < data->series->len; i++)
        if (strcmp (data->series->pdata[i], name) == 0)
            return i;
    return 0;
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

void
copia_chart_tick (GString *into, double tick, double step)
{
    char digits[COPIA_NUMBER_MAX];
    int decimals = step < 1 ? (int) ceil (-log10 (step) - 1e-9) : 0;

    /* what is a hair from zero is zero */
    copia_number_fixed (digits, fabs (tick) < step / 1000 ? 0 : tick,
                        CLAMP (decimals, 0, 12));
    g_string_append (into, digits);
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

    copia_number_fixed (digits, value, decimals);
    g_string_append (into, digits);
}
