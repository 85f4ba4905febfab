/* passage.h - the passage around a place, for reading.
 *
 * A few paragraphs of prose: the one that holds the place, its neighbours before and after.
 * Paragraphs are regions of `unit` (with what lies between two of them, a heading, as one of
 * its own), or runs of `words` word tokens.  They never leave the text.
 */
#pragma once

#include "study/ask.h"

#define COPIA_MOST_NEIGHBOURS 1000

typedef struct {
    const char *title; /* see CopiaAsk */
    const char *provenance;
    const CopiaSubcorpus
        *where;          /* paragraphs are cut to its ranges; NULL: they are not */
    uint64_t cpos, end;  /* the hit, end inclusive; one token: end = cpos */
    const char *unit;    /* a structure; NULL: `p`, else `s`, else 100 words */
    uint32_t words;      /* instead of a structure: so many on each side; 0: none */
    uint32_t neighbours; /* paragraphs before and after, 0 .. COPIA_MOST_NEIGHBOURS */
    const char *references; /* as in copia_references_named(); NULL: the usual */
} CopiaPassageAsk;

#define COPIA_PASSAGE_USUAL                                                            \
    {                                                                                  \
        .neighbours = 1                                                                \
    }

typedef struct {
    uint64_t start, end;      /* cpos, end inclusive */
    bool heading;             /* inside a `head` region */
    bool cut_left, cut_right; /* it goes on there, outside of the subcorpus */
    char *text;  /* UTF-8 on one line: white space is one space, mark-up vanished */
    size_t size; /* bytes of text */
    size_t lit, lit_end; /* the hit in text, in bytes, end exclusive; equal: not here */
} CopiaParagraph;

typedef struct {
    char *place;           /* all references of the hit, "" if there are none */
    GPtrArray *paragraphs; /* CopiaParagraph, in order */
    uint64_t left_out;     /* words of theirs that the subcorpus has not */
} CopiaPassage;

/* COPIA_ERROR_QUERY: cpos or end is no place in the corpus, or they are not in one range of
 * `where`, or `unit` is none of its structures. */
CopiaPassage *copia_passage_new (const CopiaIndex *index, const CopiaPassageAsk *ask,
                                 GError **error);
void copia_passage_free (CopiaPassage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaPassage, copia_passage_free)

/* What is said of `left_out`, and "s" for more than one. */
#define COPIA_PASSAGE_LEFT_OUT                                                         \
    "left out: %" G_GUINT64_FORMAT " word%s of these passages, outside of --where"

/* As prose for a screen: the place, then paragraphs filled to `width` columns (0: one line
 * each) with an empty line between them, the hit lit (with `color`; else between [ and ]). */
void copia_passage_print (const CopiaPassage *self, int width, bool color,
                          GString *out);

/* As rows, one per paragraph: cpos end left match right, then one per reference; `match` is
 * empty in the neighbours, whose text is in `left`. */
bool copia_passage_rows (const CopiaIndex *index, const CopiaPassageAsk *ask,
                         CopiaTable *table, CopiaFound *found, GError **error);
