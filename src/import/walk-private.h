/* walk-private.h - a walk over a divided document, by one thread or several. */
#pragma once

#include "import/cutter.h"
#include "import/walk.h"

#define COPIA_WALK_REGIONS 3       /* text, part, chapter */
#define COPIA_WALK_LONG (1u << 20) /* bytes of a text that threads may share */

/* Regions open with their first token: until then they wait. */
typedef struct {
    const CopiaDocument *document;
    const CopiaSegment *segment;
    const CopiaWalkOptions *options;
    const CopiaReceiver *to;
    const CopiaBlock *waiting[COPIA_WALK_REGIONS];
    bool open[COPIA_WALK_REGIONS];
    uint32_t told;                 /* bytes of the document that were passed on */
    uint32_t first;                /* of a stretch: where its first token stands */
    bool any;                      /* it has a token */
    guint span;                    /* the first span that was not yet looked at */
    guint word;                    /* of those declared, the first not yet told */
    int layers[COPIA_WORD_VALUES]; /* which values the words bear */
    size_t n_layers;
    guint sentence; /* of those that mark-up declares, the first behind what was told */
    GArray *pending; /* const CopiaStretch *: begun, but not open */
    GArray *live;    /* in the order of opening */
    GArray *places;  /* uint32_t: where in the document the block's tokens stand */
    GArray *starts;  /* uint32_t: the tokens that begin sentences */
    CopiaCutter cutter;
} CopiaTextWalk;

/* Document and options are set; the segment, too, where parts and chapters are told. */
void copia_text_walk_init (CopiaTextWalk *self);
void copia_text_walk_clear (CopiaTextWalk *self);

bool copia_block_divides (const CopiaBlock *block);
void copia_text_walk_divide (CopiaTextWalk *self, const CopiaBlock *block);
void copia_text_walk_open (CopiaTextWalk *self); /* what waits for a token */
/* The text of a block, if it has any; blocks go forward in the document. */
bool copia_text_walk_block (CopiaTextWalk *self, const CopiaBlock *block,
                            GError **error);
void copia_text_walk_finish (CopiaTextWalk *self); /* closes all and tells the tail */

/* Threads tell stretches; what is open around them is told here, in order. */
bool copia_text_walk_may_share (const CopiaDocument *document, const CopiaReceiver *to);
bool copia_text_walk_share (CopiaTextWalk *self, const CopiaSegment *segment,
                            GError **error);
