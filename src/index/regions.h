/* regions.h - the regions of one structure and their attributes.
 *
 * Regions are sorted and do not overlap; `end` is inclusive.  Specified in FORMAT.md,
 * "Structures".
 */
#pragma once

#include "base/strings.h"
#include "index/lexicon.h"

/* Names of structures and attributes: letters, digits, `_` and `-` of ASCII, at first a letter
 * or `_`.  "S@A.value" must fit a section's name. */
#define COPIA_LONGEST_NAME 19
#define COPIA_MOST_NAMES 1000 /* structures, and attributes of one */

bool copia_regions_name_is_good (const char *name);

typedef struct CopiaRegions CopiaRegions;

/* `attributes`: names separated by blanks. */
CopiaRegions *copia_regions_open (const CopiaContainer *container, const char *name,
                                  const char *attributes, uint64_t tokens,
                                  GError **error);
const char *copia_regions_name (const CopiaRegions *self);
uint32_t copia_regions_count (const CopiaRegions *self);
uint64_t copia_regions_start (const CopiaRegions *self, uint32_t region);
uint64_t copia_regions_end (const CopiaRegions *self, uint32_t region);
/* The region that holds cpos; COPIA_NONE: none does. */
uint32_t copia_regions_find (const CopiaRegions *self, uint64_t cpos);
/* The first region that ends at or after cpos; count if there is none. */
uint32_t copia_regions_from (const CopiaRegions *self, uint64_t cpos);

/* The longest regions, looked for once; of several of one length the first. */
#define COPIA_REGIONS_LONGEST 32
typedef struct {
    uint32_t n, regions[COPIA_REGIONS_LONGEST]; /* falling in length */
    uint64_t next;    /* no other is longer than so many tokens */
    uint64_t outside; /* tokens that lie in no region */
} CopiaLongest;

const CopiaLongest *copia_regions_longest (const CopiaRegions *self);

/* Attributes by number, in the order of `attributes`, the index's own (`_tail`) among them. */
uint32_t copia_regions_n_attributes (const CopiaRegions *self);
const char *copia_regions_attribute_name (const CopiaRegions *self, uint32_t attribute);
uint32_t copia_regions_attribute (const CopiaRegions *self,
                                  const char *name); /* or NONE */
/* False where the region does not have the attribute. */
bool copia_regions_value (const CopiaRegions *self, uint32_t attribute, uint32_t region,
                          CopiaString *value);
/* Its number among the values of the attribute, plus one; 0: none. */
uint64_t copia_regions_value_number (const CopiaRegions *self, uint32_t attribute,
                                     uint32_t region);
/* The distinct values of the attribute, which is below n_attributes, sorted by bytes. */
const CopiaStrings *copia_regions_values (const CopiaRegions *self, uint32_t attribute);
void copia_regions_free (CopiaRegions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaRegions, copia_regions_free)
