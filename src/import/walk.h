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
