/* dispersion-plot.h - strips of hits along a corpus, with the borders of its regions.
 *
 * Private to the study of dispersion.
 */
#pragma once

#include "study/scope.h"
#include "table/table.h"

typedef struct {
    const char *query;
    uint64_t count;
    const uint64_t *cells; /* hits in each */
} CopiaStrip;

/* Marks of a chart of strips.  `by` is the structure whose borders are marked, or one around it
 * where there are too many of them; NULL: none. */
bool copia_dispersion_draw (const CopiaScope *scope, const char *by,
                            const CopiaStrip *strips, size_t n, uint32_t cells,
                            CopiaTable *table, GError **error);
