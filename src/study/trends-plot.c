/* trends-plot.c - points, the line of their trend, and what is said of it. */
#include "study/trends-plot.h"

#include "base/number.h"

#include <math.h>

void
copia_trends_chart (CopiaTable *table, const char *title, const char *units,
                    uint64_t per, uint64_t rows)
{
    char number[COPIA_NUMBER_MAX];
    g_autoptr (GString) sentence =
        g_string_new ("Points are the rates in the units, the dashed line their trend "
                      "(Theil-Sen).");
    g_autofree char *rate = NULL;
    g_autofree char *order = units
                                 ? g_strdup_printf ("units: %s, in their order", units)
                                 : g_strdup ("slices of the text, equal in words");

    copia_number_grouped (number, per);
    rate = g_strdup_printf ("occurrences per %s words; each on its own scale",
                            per == 1000000 ? "million" : number);
    if (rows > COPIA_TRENDS_DRAWN)
        g_string_append_printf (sentence, " Drawn are the first %d of the rows.",
                                COPIA_TRENDS_DRAWN);
    copia_table_chart (table, &(CopiaChart){ .kind = COPIA_PICTURE_TRENDS,
                                             .title = title,
                                             .sentence = sentence->str,
                                             .x_title = order,
                                             .value_title = rate });
}

static char *
words_of (const CopiaTrendPanel *panel)
{
    g_autoptr (GString) said = g_string_new (NULL);
    char number[COPIA_NUMBER_MAX];

    if (isnan (panel->trend.test.tau))
        return g_strdup ("no trend: all rates are alike");
    copia_number_fixed (number, panel->trend.slope * panel->per, 1);
    g_string_append_printf (said, "slope %s a unit, tau ", number);
    copia_number_fixed (number, panel->trend.test.tau, 2);
    g_string_append_printf (said, "%s, p ", number);
    copia_number_fixed (number, fmax (panel->p, 0.001), 3);
    g_string_append_printf (said, "%s%s", panel->p < 0.001 ? "< " : "", number);
    return g_string_free (g_steal_pointer (&said), FALSE);
}

void
copia_trends_draw (CopiaTable *table, const CopiaTrendPanel *panel)
{
    double slope = panel->trend.slope;
    double intercept = copia_trend_intercept (panel->rates, panel->n, slope);
    g_autofree char *said = words_of (panel);
    CopiaMark mark = COPIA_MARK_EMPTY;

    mark.series = panel->name;
    for (size_t i = 0; i < panel->n; i++) {
        mark.label = panel->labels[i];
        mark.x = (double) i + 1;
        mark.value = panel->rates[i] * panel->per;
        mark.low = (intercept + slope * (double) i) * panel->per;
        copia_table_mark (table, &mark);
    }
    mark.label = said;
    mark.x = mark.value = mark.low = NAN;
    copia_table_mark (table, &mark);
}
