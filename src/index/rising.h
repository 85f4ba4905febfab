/* rising.h - several sorted sources of strings, walked as one.
 *
 * Strings come in the order of their bytes, equal ones by the number of their source; so what
 * is equal comes in one row, of which the first is `fresh`.  Each source must rise strictly.
 */
#pragma once

#include "base/strings.h"

typedef struct CopiaRising CopiaRising;

/* The next string of a source; false: it has no more.  What it gave before may go. */
typedef bool (*CopiaRisingSource) (void *data, uint32_t source, CopiaString *string);

CopiaRising *copia_rising_new (uint32_t sources, CopiaRisingSource next, void *data);

typedef struct {
    CopiaString string; /* until the next call */
    uint32_t source;
    bool fresh; /* greater than the one before, which it else equals */
} CopiaRisingItem;

bool copia_rising_next (CopiaRising *self, CopiaRisingItem *item);
/* False: a source did not rise strictly; what came after that is in no order. */
bool copia_rising_was_sorted (const CopiaRising *self);
void copia_rising_free (CopiaRising *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaRising, copia_rising_free)

/* Lists of strings, each sorted by bytes, become one. */
typedef struct {
    uint32_t part, at;
} CopiaPlace;

typedef struct {
    uint64_t count;
    GArray *places;    /* CopiaPlace: where each string of the one list can be read */
    uint32_t **number; /* of each part and string in it: its number in the one list */
    uint32_t parts;
    bool sorted; /* false: a part was not */
} CopiaJoined;

/* `parts`: NULL where there is no list.  A string's number fits 32 bits. */
CopiaJoined *copia_joined_new (const CopiaStrings *const *parts, uint32_t n);
void copia_joined_free (CopiaJoined *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaJoined, copia_joined_free)
