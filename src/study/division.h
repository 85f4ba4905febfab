/* division.h - what a corpus is broken down by: `chapter`, or `text.year`.
 *
 * Of a structure alone each region is a unit.  With an attribute all regions that share its value
 * are one, in natural order of the values (base/natural.h); regions without it are none.
 */
#pragma once

#include "index/index.h"

typedef struct {
    const CopiaRegions *regions;
    uint32_t attribute; /* COPIA_NONE: the regions themselves */
} CopiaDivision;

/* COPIA_ERROR_QUERY names the structures, or the attributes, that there are. */
bool copia_division_read (CopiaDivision *self, const CopiaIndex *index, const char *by,
                          GError **error);
/* The values from 1 to n in their order: orders[number of value] is the place, from 0, with the
 * numbers of copia_regions_value_number(); g_free() it.  `used`, a bit for each number, or NULL: the
 * places are among those alone, and others have none. */
uint32_t *copia_division_orders (const CopiaDivision *self, const uint8_t *used);
