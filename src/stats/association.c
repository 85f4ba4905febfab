/* association.c - finding a measure and asking it. */
#include "stats/association.h"

#include <stddef.h>

const CopiaMeasure *
copia_measure_find (const char *name)
{
    for (const CopiaMeasure *m = copia_measures; m->about.name; m++)
        if (copia_about_answers_to (&m->about, name))
            return m;
    return NULL;
}

double
copia_measure_score (const CopiaMeasure *self, const CopiaTable2 *table,
                     const CopiaLevel *level)
{
    const CopiaLevel usual = COPIA_LEVEL_USUAL;

    if (!copia_table2_possible (table))
        return NAN;
    return self->score (table, level ? level : &usual);
}

double
copia_measure_score_windows (const CopiaMeasure *self, const CopiaTable2 *table,
                             const CopiaLevel *level)
{
    const CopiaLevel usual = COPIA_LEVEL_USUAL;

    if (!copia_measure_of_margins (self) || !(table->n > 0) || !(table->o11 >= 0) ||
        !(table->r1 >= 0) || !(table->c1 >= 0))
        return copia_measure_score (self, table, level);
    return self->score (table, level ? level : &usual);
}
