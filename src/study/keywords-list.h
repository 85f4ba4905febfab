/* keywords-list.h - the words of two corpora side by side, and what the tests say of them.
 *
 * Private to keywords.c, which counts, and keywords-rows.c, which answers.
 */
#pragma once

#include "stats/keyness.h"
#include "study/keywords.h"
#include "study/tally.h"

typedef struct {
    uint32_t here,
        there; /* items of the two tallies, or of the list; COPIA_NONE: not there */
    uint64_t o11, o21;
    double score; /* of the measure that sorts */
    double p;     /* corrected */
} CopiaKeyItem;

typedef struct {
    const CopiaTally *target, *reference;
    const CopiaFrequencyList *listed; /* instead of `reference` */
    double n1, n2;
    GArray *items;   /* CopiaKeyItem: those tested, in the order of the lexicon */
    double critical; /* the least G2 that is significant; NaN: there is none */
    uint64_t keys, negative; /* significant ones */
    CopiaLevel level;        /* of measures built on a test */
} CopiaKeyList;

/* Joins, tests and corrects; `same`: the tallies are of one index; `reference` is NULL where there
 * is a list instead. */
CopiaKeyList *copia_key_list_new (const CopiaTally *target, const CopiaTally *reference,
                                  bool same, const CopiaKeywordsAsk *ask);
void copia_key_list_free (CopiaKeyList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaKeyList, copia_key_list_free)

static inline CopiaTable2
copia_key_cells (const CopiaKeyList *self, const CopiaKeyItem *item)
{
    return copia_table2_from_corpora ((double) item->o11, self->n1, (double) item->o21,
                                      self->n2);
}

CopiaString copia_key_name (const CopiaKeyList *self, const CopiaKeyItem *item);
/* As it is shown; `room` as of copia_lexicon_written(). */
CopiaString copia_key_written (const CopiaKeyList *self, const CopiaKeyItem *item,
                               GString *room);

/* Ranks the list and answers. */
bool copia_key_rows (const CopiaIndex *index, const CopiaKeywordsAsk *ask,
                     const CopiaScope *target, const CopiaScope *reference,
                     CopiaKeyList *list, CopiaTable *table, CopiaFound *found,
                     GError **error);
