/* results.h - hits that were given a name: the sets of a session.
 *
 * A result holds the hits of a question as they were found, in corpus order.  Two hits are the
 * same when their first and their last cpos are; a target belongs to a hit, but does not tell
 * it from another: of two the first one's is kept.
 */
#pragma once

#include "query/matching.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* In all results of a session together, so that memory stays bounded: 24 bytes a hit. */
#define COPIA_MOST_KEPT (1u << 25)
#define COPIA_LONGEST_RESULT_NAME 60

typedef struct {
    uint64_t start, end;
    uint64_t
        target; /* the token marked with @, the leftmost if several can be; else start */
} CopiaHit;

typedef enum {
    COPIA_SET_UNION, /* in either */
    COPIA_SET_INTER, /* in both */
    COPIA_SET_DIFF,  /* in the first, not in the second */
} CopiaSetOperation;

typedef struct {
    char *name;
    char *said;   /* what was asked for it */
    GArray *hits; /* CopiaHit: by start, then by end, each once */
} CopiaResult;

/* A new array of hits; both are in order. */
GArray *copia_hits_combine (CopiaSetOperation operation, const GArray *a,
                            const GArray *b);

CopiaResults *copia_results_new (void);
/* ASCII letters, digits and `_`, a letter first, COPIA_LONGEST_RESULT_NAME at most. */
bool copia_results_name_is_good (const char *name);
const CopiaResult *copia_results_find (const CopiaResults *self, const char *name);
/* In the order of their names; NULL past the last. */
const CopiaResult *copia_results_at (const CopiaResults *self, guint i);
/* How many hits a result of that name may have beside the others. */
uint64_t copia_results_room (const CopiaResults *self, const char *name);
/* Takes `hits`; a result of that name is replaced.  COPIA_ERROR_LIMIT: they are too many. */
bool copia_results_put (CopiaResults *self, const char *name, const char *said,
                        GArray *hits, GError **error);
bool copia_results_drop (CopiaResults *self,
                         const char *name); /* false: none so named */
void copia_results_free (CopiaResults *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaResults, copia_results_free)
