/* diversity.h - how rich a vocabulary is and how hard a text reads, unit by unit.
 *
 * Columns: the unit's (unit-names.h), then one per measure, called as it was asked for in small
 * letters.  Measures are those of stats/diversity.h, stats/readability.h and of
 * diversity-text.h: sizes, measures along the text, and the rhythm of sentences.
 *   words      word tokens; punctuation does not count
 *   types      forms among them, or words as printed
 *   sentences  regions of `s` that begin in the unit and hold a word; their lengths in words
 * Readability takes words as printed and syllables by the rules of stats/syllable.h; what needs
 * sentences is not defined in a corpus without `s`.
 * Rows: units in corpus order, what lies outside all regions last.
 */
#pragma once

#include "study/ask.h"

typedef struct {
    CopiaAsk of;
    const char *by;  /* a structure, NULL: none */
    uint32_t slices; /* 0: none; not together with `by` */
    CopiaCounted counted;
    const char *measures;
    uint32_t window; /* of MATTR and MSTTR, at least 1 */
    bool explain;
} CopiaDiversityAsk;

#define COPIA_DIVERSITY_USUAL                                                          \
    {                                                                                  \
        .of = COPIA_ASK_USUAL,                                                         \
        .measures = "words,types,hapaxes,ttr,mattr,mtld,hdd,yule_k,sentences,"         \
                    "sentence_mean,flesch,fkgl,lix",                                   \
        .window = 100                                                                  \
    }

typedef struct CopiaDiversityPart CopiaDiversityPart;

/* Of the units that begin in [from, to). */
CopiaDiversityPart *copia_diversity_part (const CopiaIndex *index,
                                          const CopiaDiversityAsk *ask, uint64_t from,
                                          uint64_t to, GError **error);
void copia_diversity_merge (CopiaDiversityPart *into, CopiaDiversityPart *behind);
bool copia_diversity_finish (CopiaDiversityPart *self, const CopiaIndex *index,
                             const CopiaDiversityAsk *ask, CopiaTable *table,
                             CopiaFound *found, GError **error);
void copia_diversity_part_free (CopiaDiversityPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaDiversityPart, copia_diversity_part_free)

bool copia_diversity (const CopiaIndex *index, const CopiaDiversityAsk *ask,
                      CopiaTable *table, CopiaFound *found, GError **error);
