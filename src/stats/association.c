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
