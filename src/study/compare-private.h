/* compare-private.h - what a comparison has counted: compare.c counts and tests, compare-notes.c
 * says what is to be known beside it.
 */
#pragma once

#include "stats/association.h"
#include "study/compare.h"
#include "study/tally.h"

/* A word of both windows, or the query. */
typedef struct {
    uint32_t item; /* COPIA_NONE: the query */
    CopiaTable2 cells;
    double g2, p;
} CopiaCompareRow;

typedef struct {
    const CopiaIndex *index;
    const CopiaCompareAsk *ask;
    const CopiaMeasure *measure;
    CopiaTally *near[2], *whole[2];
    double words[2];  /* of the subcorpora */
    double hits[2];   /* of the query */
    double tokens[2]; /* that stand in windows, as the convention counts them */
    double n[2];      /* N of either table */
    double room[2];   /* what collocates are counted of: R1 */
    GArray *rows;     /* CopiaCompareRow: the query first */
    /* Rows shown that expect fewer than FEW on a side, or are no table. */
    uint64_t few, impossible;
    uint64_t unattracted; /* observed no more often than expected, on a side */
} CopiaCompareList;

static inline const CopiaConvention *
copia_compare_convention (const CopiaCompareAsk *ask)
{
    return ask->convention ? ask->convention : &copia_conventions[0];
}

static inline const CopiaSubcorpus *
copia_compare_subcorpus (const CopiaCompareAsk *ask, int side)
{
    return side == 0 ? ask->left : ask->right;
}

/* Below the rows. */
bool copia_compare_say (const CopiaCompareList *self, CopiaTable *table,
                        GError **error);
void copia_compare_explain (const CopiaCompareList *self, const CopiaCompareRow *row,
                            CopiaTable *table);
