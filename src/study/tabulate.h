/* tabulate.h - a row for each hit, of the places asked for (slots.h): for scripts and statistics.
 *
 * Columns: the slots, as they were given.
 */
#pragma once

#include "study/ask.h"

typedef struct {
    CopiaAsk of;
    const CopiaQuery *query;
    const char *slots;
} CopiaTabulateAsk;

#define COPIA_TABULATE_USUAL                                                           \
    {                                                                                  \
        .of = COPIA_ASK_USUAL                                                          \
    }

bool copia_tabulate (const CopiaIndex *index, const CopiaTabulateAsk *ask,
                     CopiaTable *table, CopiaFound *found, GError **error);
