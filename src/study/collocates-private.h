/* collocates-private.h - what the making of the list and its rows share. */
#pragma once

#include "study/choice.h"
#include "study/collocates.h"
#include "study/tally.h"

/* A list being scored. */
typedef struct {
    const CopiaIndex *index;
    const CopiaTally *near, *whole;
    const CopiaConvention *convention;
    CopiaChoice choice;
    const CopiaMeasure *sort; /* NULL: by a count */
    bool by_freq;
    double hits, span, tokens, n; /* tokens: that stand in windows */
    const uint32_t *items;        /* the list before it is sorted */
    double *scores;               /* of those items, by what the list is sorted by */
    uint64_t repelled; /* words left out for being observed no more than expected */
    uint64_t
        surplus; /* listed words counted more often than they occur, or than there is room */
    uint64_t
        *beside; /* by item: hits that have it in their windows; NULL: not counted */
    bool hits_shown;
    double any;       /* hits that have anything there */
    uint64_t *places; /* of the rows of the page, NULL: not asked for */
} CopiaCollocatesList;

static inline const CopiaMeasure *
copia_collocates_measure (const CopiaCollocatesList *self, size_t i)
{
    return (const CopiaMeasure *) (const void *) self->choice.entries[i];
}

CopiaTable2 copia_collocates_table (const CopiaCollocatesList *self, uint32_t item);
/* In logarithms to the base of the convention. */
double copia_collocates_score (const CopiaCollocatesList *self,
                               const CopiaMeasure *measure, uint32_t item);
/* `rows` are all there are; a row is number `row` of the page. */
void copia_collocates_begin (const CopiaCollocatesList *self,
                             const CopiaCollocatesAsk *ask, uint64_t rows,
                             CopiaTable *table);
void copia_collocates_put (const CopiaCollocatesList *self, uint64_t row, uint32_t item,
                           CopiaTable *table);
/* The convention, and what is to be known about the answer, of which `items` are shown. */
void copia_collocates_say (const CopiaCollocatesList *self,
                           const CopiaCollocatesAsk *ask, const uint32_t *items,
                           uint64_t n, CopiaTable *table);
void copia_collocates_explain (const CopiaCollocatesList *self, uint32_t item,
                               CopiaTable *table);

#define COPIA_COLLOCATES_DRAWN 30 /* words */

/* Marks the first of the `n` items that stand in the windows of each other as strongly as the
 * weakest of them in those of the query, for a picture. */
bool copia_collocates_link (const CopiaCollocatesList *self,
                            const CopiaCollocatesAsk *ask, const uint32_t *items,
                            uint64_t n, CopiaTable *table, GError **error);
/* What a part has counted, and its hits. */
CopiaTally *copia_collocates_tally (const CopiaCollocatesPart *part,
                                    const CopiaIndex *index,
                                    const CopiaCollocatesAsk *ask, double *hits);
/* Tokens in windows, and in the corpus or its selection. */
bool copia_collocates_room (CopiaCollocatesList *self, const CopiaCollocatesPart *part,
                            const CopiaCollocatesAsk *ask, GError **error);
