/* units.h - what an answer is broken down by: regions of a structure or what they share, equal
 * slices, or all.
 *
 * Units cover every token of the scope exactly once.  What regions leave over is one unit
 * more, the last, if it holds a token.  Regions wholly outside of the scope are no units.
 */
#pragma once

#include "index/postings.h"
#include "study/scope.h"

typedef struct CopiaUnits CopiaUnits;

CopiaUnits *copia_units_whole (const CopiaScope *scope);
CopiaUnits *copia_units_regions (const CopiaScope *scope, const CopiaRegions *regions);
/* Equal in word tokens as nearly as can be; n >= 1.  There may be slices without any. */
CopiaUnits *copia_units_slices (const CopiaScope *scope, uint32_t n);
/* `by` as division.h reads it: the regions of a structure, or the values of an attribute of it,
 * a value that several regions share being one unit.  COPIA_ERROR_QUERY. */
CopiaUnits *copia_units_by (const CopiaScope *scope, const char *by, GError **error);
/* The same; where `by` is NULL, chapters, else texts if there are several, else 10 slices.
 * `*name` is what they are by, NULL for slices.  COPIA_ERROR_QUERY. */
CopiaUnits *copia_units_usual (const CopiaScope *scope, const char *by,
                               const char **name, GError **error);
/* What the usual units are regions of; NULL where there would be slices. */
const CopiaRegions *copia_units_usual_structure (const CopiaIndex *index);
/* The usual regions; NULL where there would be slices. */
CopiaUnits *copia_units_usual_regions (const CopiaScope *scope, const char **name);
void copia_units_free (CopiaUnits *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaUnits, copia_units_free)

uint32_t copia_units_count (const CopiaUnits *self);
uint64_t copia_units_words (const CopiaUnits *self, uint32_t unit);
/* They are told when one is asked for first, or now: each thread that calls this does a share, and
 * all have done before the first is asked for.  Tokens are read near every border of units, so all of
 * a corpus may be touched. */
void copia_units_weigh (const CopiaUnits *self);
/* The region the unit is, or the first with its value; COPIA_NONE where it is none. */
uint32_t copia_units_region (const CopiaUnits *self, uint32_t unit);
bool copia_units_is_outside (const CopiaUnits *self, uint32_t unit);
/* A unit may be left and come again, as the values of an attribute may; else each but what regions
 * leave over is done with when the next one begins. */
bool copia_units_recur (const CopiaUnits *self);

/* Pieces: maximal ranges of the scope that lie in one unit, in corpus order. */
typedef struct {
    uint64_t start, end;
    uint32_t unit;
} CopiaPiece;

size_t copia_units_n_pieces (const CopiaUnits *self);
const CopiaPiece *copia_units_piece (const CopiaUnits *self, size_t i);
/* The first piece that ends at or after cpos; the number of pieces if there is none. */
size_t copia_units_piece_from (const CopiaUnits *self, uint64_t cpos);

/* The units of n places of the scope, told from `base` on. */
void copia_units_find (const CopiaUnits *self, uint64_t base, const uint32_t *places,
                       uint32_t n, uint32_t *units);

/* Adds to `counts` (a number a unit) how often the type stands in [from, to); units whose
 * count was 0 before are appended to `touched` (uint32_t; NULL: not wanted). */
void copia_units_tally (const CopiaUnits *self, uint32_t id, uint64_t from, uint64_t to,
                        uint64_t *counts, GArray *touched);
/* The same of several types in numbers of two bytes, all 0, and how many hits they have.  False:
 * these do not hold them, or it would take longer; they are 0 as before. */
bool copia_units_tally_narrow (const CopiaUnits *self, const GArray *ids, uint64_t from,
                               uint64_t to, uint16_t *counts, uint64_t *hits);
