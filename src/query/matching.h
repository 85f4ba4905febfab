/* matching.h - how matches are chosen, and what they may take. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef enum {
    COPIA_MATCH_SHORTEST, /* for each start the shortest match */
    COPIA_MATCH_LONGEST,  /* for each start the longest */
    COPIA_MATCH_ALL,      /* for each start all of them, by rising end */
} CopiaMatching;

/* Which hits of all those there are are left out (sieve.h). */
typedef enum {
    COPIA_DROP_NONE,
    COPIA_DROP_NESTED,      /* those that lie wholly in another */
    COPIA_DROP_OVERLAPPING, /* and those that begin before the one kept before them ends */
} CopiaDrop;

typedef struct CopiaResults CopiaResults; /* results.h */

typedef struct {
    CopiaMatching matching;
    uint64_t deadline; /* g_get_monotonic_time() at which to stop; 0: never */
    /* The words of a list, NULL-terminated and alive as long as the query is bound; NULL on
     * error.  Without this function there are no lists. */
    const char *const *(*list) (void *data, const char *name, GError **error);
    void *data;
    CopiaDrop drop;
    /* Of the hits that begin in one region of this structure only the first, and none outside
     * of its regions; NULL: all. */
    const char *first_in;
    /* What is asked for by words that name no attribute; NULL: forms, and in CQL words. */
    const char *attribute;
    const CopiaResults *results; /* what names in a query stand for; NULL: nothing */
} CopiaMatchOptions;
