/* event.h - a text as a stream of events: the seam between reading and building.
 *
 * Order of calls for each text:
 *   open "text", then any nesting of open / token / close, then close "text" with its tail.
 * Every byte of the decoded text is passed exactly once: as a token, as the gap before a token
 * or as the tail after the last one.  Regions of one structure do not overlap, a region holds
 * at least one token, and text, part, chapter, head, p and s nest; others may cross them.
 * Strings are borrowed for the call.
 */
#pragma once

#include "base/strings.h"

typedef struct {
    const char *name;  /* [a-z][a-z0-9_]* */
    const char *value; /* UTF-8 */
} CopiaAttribute;

/* Of a `text`, whatever its value: no tag in the file said that it is one.  The index's own. */
#define COPIA_OWN_TEXT "_own"

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

typedef struct CopiaReceiver CopiaReceiver;

/* How a text is told by several threads: each tells a stretch of it, in which whole paragraphs
 * lie, to a receiver of its own; the stretches are then joined in their order. */
typedef struct {
    unsigned threads;
    /* On any thread: a part and where its events go.  `thread` < threads, nobody else's. */
    void *(*fork) (void *self, unsigned thread, CopiaReceiver *to);
    /* On the thread of the fork: the part was told all its events. */
    void (*end) (void *self, void *part);
    /* On the thread of the receiver.  The part has tokens; `gap` is what stood before its first
     * one since the last that was told. */
    void (*join) (void *self, void *part, const char *gap, size_t gap_size);
    void (*drop) (void *self, void *part); /* instead of join; on the same thread */
    /* So many of the text's bytes are told; on the same thread.  NULL: nobody wants to know. */
    void (*told) (void *self, uint64_t bytes);
} CopiaTellers;

/* A receiver of events.  Errors stick inside it and are reported by its owner. */
struct CopiaReceiver {
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
    const CopiaTellers *tellers; /* NULL: one thread tells all */
};
