/* parts.h - a study over the whole corpus, made of parts by several threads.
 *
 * The same loop serves every study: ranges of equal length, merged in corpus order.
 */
#pragma once

#include "study/ask.h"

typedef struct {
    void *(*part) (const CopiaIndex *index, const void *ask, uint64_t from, uint64_t to,
                   GError **error);
    void (*merge) (void *into, void *behind);
    void (*free) (void *part);
} CopiaSteps;

/* The merged part of the whole corpus.  Of several errors, that of the first range. */
void *copia_parts_run (const CopiaSteps *self, const CopiaIndex *index, const void *ask,
                       uint32_t parts, GError **error);

/* The options every ask has; COPIA_ERROR_QUERY. */
bool copia_ask_check (const CopiaAsk *ask, GError **error);
/* No word stands more often than the 32-bit counters of types can count: so it is in one file,
 * and in any set below some 70,000 million tokens. */
bool copia_counts_fit (const CopiaIndex *index, GError **error);
/* A structure by name; COPIA_ERROR_QUERY names those there are. */
const CopiaRegions *copia_ask_structure (const CopiaIndex *index, const char *name,
                                         GError **error);
/* Rows of the page that begins at ask->offset, when there are `rows` in all. */
uint64_t copia_ask_page (const CopiaAsk *ask, uint64_t rows);

/* Decimals that suit a rate per `per` words. */
int copia_ask_rate_digits (uint64_t per);

/* Asks whether the index was sound, then ends the table. */
bool copia_ask_end (const CopiaIndex *index, CopiaTable *table, GError **error);

/* Defines the CopiaSteps of a study, NAME_steps. */
#define COPIA_STUDY_STEPS(Name, name)                                                  \
    static void *name##_part (const CopiaIndex *index, const void *ask, uint64_t from, \
                              uint64_t to, GError **error)                             \
    {                                                                                  \
        return copia_##name##_part (index, ask, from, to, error);                      \
    }                                                                                  \
    static void name##_merge (void *into, void *behind)                                \
    {                                                                                  \
        copia_##name##_merge (into, behind);                                           \
    }                                                                                  \
    static void name##_part_free (void *part)                                          \
    {                                                                                  \
        copia_##name##_part_free (part);                                               \
    }                                                                                  \
    static const CopiaSteps name##_steps = { name##_part, name##_merge,                \
                                             name##_part_free };

/* Defines copia_NAME() of a study from its three steps; `n` parts are made. */
#define COPIA_STUDY(Name, name) COPIA_STUDY_SHARED (Name, name, ask->of.parts)
#define COPIA_STUDY_SHARED(Name, name, n)                                              \
    COPIA_STUDY_STEPS (Name, name)                                                     \
    bool copia_##name (const CopiaIndex *index, const Copia##Name##Ask *ask,           \
                       CopiaTable *table, CopiaFound *found, GError **error)           \
    {                                                                                  \
        g_autoptr (Copia##Name##Part) part =                                           \
            copia_parts_run (&name##_steps, index, ask, n, error);                     \
                                                                                       \
        return part && copia_##name##_finish (part, index, ask, table, found, error);  \
    }
