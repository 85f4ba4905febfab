/* walk.h - a divided document told as events, as reader.h describes them. */
#pragma once

#include "text/event.h"
#include "text/segment.h"
#include "text/sentences.h"
#include "text/tokenizer.h"

typedef struct {
    const CopiaTokenizer *tokenizer;
    const CopiaSentenceRules *sentences;
    bool no_heads; /* headings are gaps */
} CopiaWalkOptions;

/* *told says whether there was a token; without one nothing is sent.  COPIA_ERROR_LIMIT: a
 * tokenizer's pattern took too long; events were sent before it. */
bool copia_walk (const CopiaDocument *document, const CopiaSegment *segment,
                 const CopiaWalkOptions *options, const CopiaReceiver *to, bool *told,
                 GError **error);

/* The same in two steps: on any thread, its number as tellers want it, the document is told to
 * parts of the receiver; on the receiver's they are joined.  What was given must stand until
 * then. */
typedef struct CopiaWalkAhead CopiaWalkAhead;

/* NULL: it cannot be told so, but copia_walk() can. */
CopiaWalkAhead *copia_walk_ahead (const CopiaDocument *document,
                                  const CopiaSegment *segment,
                                  const CopiaWalkOptions *options,
                                  const CopiaReceiver *to, unsigned thread);
/* Takes `self`; else as copia_walk(). */
bool copia_walk_join (CopiaWalkAhead *self, bool *told, GError **error);
void copia_walk_ahead_free (CopiaWalkAhead *self); /* what is not joined is dropped */
