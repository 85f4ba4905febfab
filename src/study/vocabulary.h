/* vocabulary.h - the most frequent words of a corpus, counted in every unit.
 *
 * The table that distances, trees and maps of units are made of: a row a unit, a column a
 * word, in falling frequency (ties by code points).  Units without words and what lies outside
 * of all regions are left out.
 */
#pragma once

#include "stats/distance.h"
#include "study/ask.h"
#include "study/tally.h"
#include "study/unit-names.h"

#define COPIA_MOST_FEATURES 5000

typedef struct {
    const char *by;  /* a structure, NULL: the usual (units.h) */
    uint32_t slices; /* 0: none; not together with `by` */
    uint32_t words;  /* most frequent ones at most, 2 .. COPIA_MOST_FEATURES */
    CopiaCounted counted;
    CopiaStop stop;   /* by form */
    unsigned threads; /* 0 or 1: one; the counts do not depend on them */
} CopiaVocabularyAsk;

typedef struct {
    const CopiaIndex *index;
    CopiaUnits *units;
    CopiaUnitNames names;
    const char *units_name; /* a structure, NULL: slices */
    size_t rows, columns;
    uint32_t *unit; /* of each row */
    uint32_t *item; /* of each column, in `tally` */
    CopiaTally *tally;
    double *counts;    /* rows x columns */
    double *percent;   /* the same per 100 words of the unit */
    uint64_t left_out; /* units without words or outside of all regions */
} CopiaVocabulary;

/* COPIA_ERROR_QUERY: fewer than two units or words; COPIA_ERROR_LIMIT: too many. */
CopiaVocabulary *copia_vocabulary_new (const CopiaIndex *index,
                                       const CopiaSubcorpus *where,
                                       const CopiaVocabularyAsk *ask, GError **error);
void copia_vocabulary_free (CopiaVocabulary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaVocabulary, copia_vocabulary_free)

/* "31 units: chapter; the 100 most frequent forms" */
char *copia_vocabulary_tell (const CopiaVocabulary *self);
/* A note where units are too short for what is made of the table. */
void copia_vocabulary_warn (const CopiaVocabulary *self, CopiaTable *table);
