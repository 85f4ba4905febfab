/* association.c - finding a measure and asking it. */
#include "stats/association.h"

#include <string.h>
#include <strings.h>

static bool
named (const char *names, const char *name, size_t length)
{
    while (*names) {
        size_t size = strcspn (names, " ");
        if (size == length && strncasecmp (names, name, size) == 0)
            return true;
        names += size;
        names += strspn (names, " ");
    }
    return false;
}

const CopiaMeasure *
copia_measure_find (const char *name)
{
    size_t length = strlen (name);

    for (const CopiaMeasure *m = copia_measures; m->name; m++)
        if (named (m->name, name, length) || named (m->aliases, name, length))
            return m;
    return NULL;
}

double
copia_measure_score (const CopiaMeasure *self, const CopiaTable2 *table,
                     const CopiaLevel *level)
{
    const CopiaLevel usual = { 0.05, 1 };

    if (!copia_table2_possible (table))
        return NAN;
    return self->score (table, level ? level : &usual);
}
