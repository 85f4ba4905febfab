/* collocates-private.h - what the making of the list and its rows share. */
#pragma once

#include "study/choice.h"
#include "study/collocates.h"
#include "study/tally.h"

/* A word of the list. */
typedef struct {
    uint32_t item; /* of the tally */
    uint64_t observed, freq;
    uint64_t beside; /* hits that have it in their windows, where they were counted */
    double score;    /* by what the list is sorted by */
} CopiaCollocate;

/* A list being scored. */
typedef struct {
    const CopiaIndex *index;
    const CopiaTally *names; /* what items are called */
    const CopiaConvention *convention;
    CopiaChoice choice;
    const CopiaMeasure *sort; /* NULL: by a count */
    bool by_freq;
    double hits, span, tokens, n; /* tokens: that stand in windows */
    CopiaCollocate *all;          /* the list, not sorted */
    uint32_t n_all;
    uint64_t repelled; /* words left out for being observed no more than expected */
    uint64_t
        surplus; /* listed words counted more often than they occur, or than there is room */
    bool beside; /* hits beside were counted */
    bool hits_shown;
    double any;       /* hits that have anything there */
    uint64_t *places; /* of the rows of the page, NULL: not asked for */
} CopiaCollocatesList;

static inline const CopiaMeasure *
copia_collocates_measure (const CopiaCollocatesList *self, size_t i)
{
    return (const CopiaMeasure *) (const void *) self->choice.entries[i];
}

CopiaTable2 copia_collocates_table (const CopiaCollocatesList *self,
                                    const CopiaCollocate *one);
/* In logarithms to the base of the convention. */
double copia_collocates_score (const CopiaCollocatesList *self,
                               const CopiaMeasure *measure, const CopiaCollocate *one);
/* `rows` are all there are; a row is number `row` of the page. */
void copia_collocates_begin (const CopiaCollocatesList *self,
                             const CopiaCollocatesAsk *ask, uint64_t rows,
                             CopiaTable *table);
void copia_collocates_put (const CopiaCollocatesList *self, uint64_t row,
                           const CopiaCollocate *one, CopiaTable *table);
/* The convention, and what is to be known about the answer, of which `shown` is the page. */
void copia_collocates_say (const CopiaCollocatesList *self,
                           const CopiaCollocatesAsk *ask, const CopiaCollocate *shown,
                           uint64_t n, CopiaTable *table);
void copia_collocates_explain (const CopiaCollocatesList *self,
                               const CopiaCollocate *one, CopiaTable *table);

#define COPIA_COLLOCATES_DRAWN 30 /* words */

/* Marks the first of the n shown that stand in the windows of each other as strongly as the
 * weakest of them in those of the query, for a picture. */
bool copia_collocates_link (const CopiaCollocatesList *self,
                            const CopiaCollocatesAsk *ask, const CopiaCollocate *shown,
                            uint64_t n, CopiaTable *table, GError **error);
/* How often an item stands in the windows of another query. */
uint64_t copia_collocates_observed (const CopiaCollocatesPart *part,
                                    const CopiaIndex *index,
                                    const CopiaCollocatesAsk *ask, uint32_t item);
/* Takes its hits, its tokens in windows, and those of the corpus or its selection. */
bool copia_collocates_room (CopiaCollocatesList *self, const CopiaCollocatesPart *part,
                            const CopiaCollocatesAsk *ask, GError **error);
