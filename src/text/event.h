/* event.h - a text as a stream of events: the seam between reading and building.
 *
 * Order of calls for each text:
 *   open "text", then any nesting of open / token / close, then close "text" with its tail.
 * Every byte of the decoded text is passed exactly once: as a token, as the gap before a token
 * or as the tail after the last one.  Regions of one structure do not overlap, a region holds
 * at least one token, and structures nest.  Strings are borrowed for the call.
 */
#pragma once

#include "base/strings.h"

typedef struct {
    const char *name;  /* [a-z][a-z0-9_]* */
    const char *value; /* UTF-8 */
} CopiaAttribute;

typedef struct {
    const char
        *gap; /* what stood before the token since the last one: UTF-8, often " " */
    size_t gap_size;
    const char *token; /* UTF-8, not empty */
    size_t token_size;
    bool word; /* has a letter or digit: counted by rates, lists and windows */
    const CopiaString
        *values; /* of the attributes declared; UTF-8, maybe empty; NULL: all are */
} CopiaTokenEvent;

/* A receiver of events.  Errors stick inside it and are reported by its owner. */
typedef struct {
    void *self;
    void (*open) (void *self, const char *structure, const CopiaAttribute *attributes,
                  size_t n_attributes);
    void (*token) (void *self, const CopiaTokenEvent *event);
    void (*close) (void *self, const char *structure);
    void (*tail) (void *self, const char *gap,
                  size_t gap_size); /* just before close "text" */
    /* Tokens from here on carry values of these attributes, in this order; none were declared
     * before the first call.  NULL: the receiver wants no values. */
    void (*layers) (void *self, const char *const *names, size_t n);
} CopiaReceiver;
