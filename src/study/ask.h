/* ask.h - what every question to a study has in common, and what every study does.
 *
 * A study X is three steps and one that does them all:
 *   copia_X_part    works on the range of cpos [from, to) and needs to know of no other part;
 *   copia_X_merge   adds the part of the range right behind: parts merge in order;
 *   copia_X_finish  turns the part of the whole corpus into rows of a table;
 *   copia_X         all three over ask->of.parts ranges, by as many threads.
 * The answer is the same for any number of parts.  An index found to be damaged on the way is
 * an error, and the table is then not ended: what it has written is no answer.  Errors of
 * options are COPIA_ERROR_QUERY.  An ask is plain values, borrowed for the call; begin with the
 * COPIA_.._USUAL of the study and change what was asked.
 */
#pragma once

#include "query/hits.h"
#include "table/table.h"

#define COPIA_ALL UINT64_MAX
#define COPIA_MOST_PARTS 1024
#define COPIA_MOST_PER 1000000000 /* words that a rate is per */

typedef struct {
    const CopiaSubcorpus *where; /* NULL: the whole corpus */
    const char *title;           /* of the table, NULL: none */
    const char *provenance;      /* NULL: none */
    uint64_t offset;             /* rows left out before the first */
    uint64_t limit;              /* rows at most; COPIA_ALL */
    uint32_t parts;              /* 1 .. COPIA_MOST_PARTS */
} CopiaAsk;

#define COPIA_ASK_USUAL                                                                \
    {                                                                                  \
        .limit = COPIA_ALL, .parts = 1                                                 \
    }

static inline bool
copia_ask_is_everywhere (const CopiaAsk *self)
{
    return !self->where || copia_subcorpus_is_all (self->where);
}

/* What came out: no rows is "nothing found", no hits a case for copia_hits_advice(). */
typedef struct {
    uint64_t
        hits; /* of the query, or of all queries together; tokens where there is none */
    uint64_t rows; /* there are in all, whatever the page shows */
} CopiaFound;

/* A form or word is passed over when this says so (a stop list). */
typedef struct {
    bool (*holds) (const void *data, const char *bytes, size_t size);
    const void *data;
} CopiaStop;

/* What is counted as the same. */
typedef enum {
    COPIA_BY_FORM, /* words that fold to the same: The, the */
    COPIA_BY_WORD, /* as printed */
} CopiaCounted;
