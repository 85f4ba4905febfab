/* frames.h - n-grams with one word left open: phrase frames.
 *
 * "the * of" is the frame of "the end of" and "the back of"; * is its slot, and what stands there
 * its fillers.  All frames of the lengths asked for are found at once (W. H. Fletcher's kfNgram;
 * the study of frames: U. Römer 2010, B. Garner 2016).
 *
 * Columns: rank frame count rate range variants top fillers.
 *   count           occurrences, whatever fills the slot; each n-gram is one of every frame it
 *                   has a slot for
 *   rate, range     as those of n-grams (ngrams.h)
 *   variants        different fillers
 *   top             predictability: occurrences with the most frequent filler / count; 1 = a
 *                   fixed phrase
 *   fillers         the most frequent, with their counts
 * Slots are inside, neither first nor last, unless `edges`; an n-gram of two words has its slots
 * at the edges.  Order: falling count, then by code points of the frame, whose slot is a *.
 */
#pragma once

#include "study/ngrams.h"

typedef struct {
    CopiaNgramsAsk
        ngrams; /* what is counted; min, min_range, stop are those of frames */
    bool edges; /* slots at the first and the last word too */
    uint32_t min_variants; /* least `variants`, at least 1 */
} CopiaFramesAsk;

#define COPIA_FRAMES_USUAL                                                             \
    {                                                                                  \
        .ngrams = COPIA_NGRAMS_USUAL, .min_variants = 2                                \
    }

bool copia_frames (const CopiaIndex *index, const CopiaFramesAsk *ask,
                   CopiaTable *table, CopiaFound *found, GError **error);
