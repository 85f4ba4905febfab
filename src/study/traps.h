/* traps.h - what a ranking by a measure hides from its reader.
 *
 * stats/caution.h says it of each measure; this is for the tables that fall into it.
 */
#pragma once

#include "stats/association.h"

typedef enum {
    COPIA_TRAP_RARE,     /* puts rare words first */
    COPIA_TRAP_EXPECTED, /* overrates what is hardly expected */
    COPIA_TRAP_OVERLAP,  /* cannot tell attraction from frequency */
} CopiaTrap;

#define COPIA_TRAP_FEW 5       /* occurrences: below, scores are a rough guide */
#define COPIA_TRAP_SMALL 10000 /* words, too few for collocations */
#define COPIA_TRAP_SHORT 1000  /* words, too few for keywords and dispersion */

bool copia_trap_of (const CopiaMeasure *measure, CopiaTrap trap);
