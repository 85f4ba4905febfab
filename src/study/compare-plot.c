/* compare-plot.c - points of the logarithm of the ratio, with their intervals. */
#include "study/compare-plot.h"

#define MOST_DRAWN 60

void
copia_compare_chart (const CopiaCompareAsk *ask, CopiaTable *table)
{
    const char *left = ask->names[0] ? ask->names[0] : "left";
    const char *right = ask->names[1] ? ask->names[1] : "right";
    g_autofree char *title =
        g_strdup_printf ("%s and its company: %s and %s", copia_query_text (ask->query),
                         left, right);
    g_autofree char *below = g_strdup_printf ("more often in %s", right);
    g_autofree char *above = g_strdup_printf ("more often in %s", left);
    const CopiaChart chart = {
        .kind = COPIA_PICTURE_FOREST,
        .group = "kind",
        .label = "item",
        .value = "log_ratio",
        .low = "low",
        .high = "high",
        .most = MOST_DRAWN,
        .title = title,
        .below = below,
        .above = above,
        .value_title = "log2 of the ratio of the rates: 1 is twice as often",
        .sentence =
            "A point is how much more often, the line its 95 % interval; hollow "
            "points are as good as equal.",
    };

    copia_table_chart (table, &chart);
}
