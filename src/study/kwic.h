/* kwic.h - the concordance: hits in their context.
 *
 * Columns: hit cpos end left match right, then one per reference.
 *   hit      number of the hit in corpus order, from 1, whatever is sorted or sampled
 *   left     the context before the match, without the blanks around it; `right` likewise
 * Context never leaves the text.  It counts word tokens, from the nth word on the left to the
 * nth on the right with the punctuation between, or characters as a reader counts them.
 * Between tokens stands one space where white space stood, else nothing: mark-up vanishes.
 */
#pragma once

#include "study/ask.h"

#define COPIA_MOST_CONTEXT 1000 /* words or characters on a side */
#define COPIA_MOST_SORT_KEYS 9
#define COPIA_FARTHEST_SORT_KEY 5 /* L5 .. R5 */

/* What lines are sorted by.  Words and values of attributes stand in reading order
 * (copia_lexicon_rank), values of structures in natural order (base/natural.h), and numbers by
 * their size where all values of the attribute are numbers.  What is not there comes first. */
typedef enum {
    COPIA_SORT_LEFT, /* L`word`: the word before the match, counted outwards; punctuation is
                         stepped over, and the text not left */
    COPIA_SORT_RIGHT, /* R`word` */
    COPIA_SORT_NODE,  /* the words of the match one after the other, up to the 16th */
    COPIA_SORT_CPOS,  /* corpus order; keys behind it say nothing */
    COPIA_SORT_MATCH, /* as NODE, but all tokens */
    COPIA_SORT_FIRST, /* the first token of the match */
    COPIA_SORT_LAST,
    COPIA_SORT_TARGET,    /* that with the @ */
    COPIA_SORT_STRUCTURE, /* the region that the match begins in */
} CopiaSortKind;

typedef struct {
    CopiaSortKind kind;
    uint32_t word; /* 1 .. COPIA_FARTHEST_SORT_KEY */
    char structure[COPIA_LONGEST_NAME + 1];
    char attribute[COPIA_LONGEST_NAME +
                   1]; /* "": words, or the regions in their order */
} CopiaSortKey;

/* "R1,R2.pos,text.year": commas or blanks between, places in any case; `left` = L1,L2,L3,
 * `right` = R1,R2,R3.  Returns the number of keys, -1 on COPIA_ERROR_QUERY. */
int copia_sort_keys_parse (const char *text, CopiaSortKey keys[COPIA_MOST_SORT_KEYS],
                           GError **error);

typedef struct {
    CopiaAsk of;
    const CopiaQuery *query;
    uint32_t context; /* 0 .. COPIA_MOST_CONTEXT, on each side */
    bool characters;  /* context counts characters, not words */
    CopiaSortKey sort[COPIA_MOST_SORT_KEYS];
    uint32_t n_sort; /* 0: corpus order */
    /* Shows this many hits, chosen evenly at random: those to which SplitMix64 seeded with
     * `seed` gives the smallest numbers at step cpos.  A smaller sample is part of a larger
     * one of the same seed.  0: all hits. */
    uint64_t sample;
    uint64_t seed;
    /* Attributes of tokens (show.h) instead of prose; NULL: none.  With `apart`, left, match and
     * right show the first alone, and columns left_NAME match_NAME right_NAME for each of the
     * others come behind the references. */
    const char *show;
    bool apart;
    const char *references; /* as in copia_references_named(); NULL: the usual */
    bool
        compact; /* instead, one column `place` (copia_references_short) before the hit's
                     context: for people, whose screens are narrow */
    /* The columns of the R package quanteda instead: docname from to pre keyword post pattern;
     * `from` and `to` count the tokens of the text from 1. */
    bool quanteda;
} CopiaKwicAsk;

#define COPIA_KWIC_USUAL                                                               \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .context = 10                                           \
    }

typedef struct CopiaKwicPart CopiaKwicPart;

CopiaKwicPart *copia_kwic_part (const CopiaIndex *index, const CopiaKwicAsk *ask,
                                uint64_t from, uint64_t to, GError **error);
void copia_kwic_merge (CopiaKwicPart *into, CopiaKwicPart *behind);
bool copia_kwic_finish (CopiaKwicPart *self, const CopiaIndex *index,
                        const CopiaKwicAsk *ask, CopiaTable *table, CopiaFound *found,
                        GError **error);
void copia_kwic_part_free (CopiaKwicPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaKwicPart, copia_kwic_part_free)

bool copia_kwic (const CopiaIndex *index, const CopiaKwicAsk *ask, CopiaTable *table,
                 CopiaFound *found, GError **error);
