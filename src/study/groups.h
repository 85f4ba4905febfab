/* groups.h - hits counted by what stands at places of them: `R1.word`, `chapter,match.form`.
 *
 * Columns: one per slot (slots.h), then count share rate.
 *   share   of the hits with the same first slot, where there are several slots; else of all
 *           hits, in percent
 *   rate    count per `per` words; the words of the regions of that label where the first slot
 *           is a structure, else of all that was asked
 * Rows: where the first slot is a structure its values in corpus order, then the most frequent
 * first; values that are equally frequent in the order of their bytes.  A place where nothing
 * stands, as before the first word of a text, is unknown.
 */
#pragma once

#include "study/ask.h"

typedef struct {
    CopiaAsk of;
    const CopiaQuery *query;
    const char *slots;
    uint64_t min; /* groups with fewer hits are left out */
    uint64_t per; /* 1 .. COPIA_MOST_PER */
} CopiaGroupsAsk;

#define COPIA_GROUPS_USUAL                                                             \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .min = 1, .per = 1000000                                \
    }

typedef struct CopiaGroupsPart CopiaGroupsPart;

CopiaGroupsPart *copia_groups_part (const CopiaIndex *index, const CopiaGroupsAsk *ask,
                                    uint64_t from, uint64_t to, GError **error);
void copia_groups_merge (CopiaGroupsPart *into, CopiaGroupsPart *behind);
bool copia_groups_finish (CopiaGroupsPart *self, const CopiaIndex *index,
                          const CopiaGroupsAsk *ask, CopiaTable *table,
                          CopiaFound *found, GError **error);
void copia_groups_part_free (CopiaGroupsPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaGroupsPart, copia_groups_part_free)

bool copia_groups (const CopiaIndex *index, const CopiaGroupsAsk *ask,
                   CopiaTable *table, CopiaFound *found, GError **error);
