/* convention.h - how a tool counts collocates: everything that is a matter of choice.
 *
 * Tools give different scores for the same words because they fill the table of two by two
 * differently.  A convention fixes what is counted (O11), how much room there was (R1), what
 * the whole is (N), and which measures a name stands for (the base of the logarithm).  It is a
 * value: whoever wants another mixture copies one and changes its members.
 * Sources: S. Evert 2009, "Corpora and collocations" (HSK 29.2, art. 58); the page "Statistics
 * used in Sketch Engine"; the CQPweb manual; V. Brezina 2018, "Statistics in Corpus
 * Linguistics", ch. 3; UCS toolkit 0.6; NLTK, nltk.collocations.
 */
#pragma once

#include "stats/association.h"

#include <stdint.h>

/* What the room for collocates, R1, is. */
typedef enum {
    COPIA_ROOM_WINDOWS, /* the tokens that stand in windows, counted as O11 is */
    COPIA_ROOM_NODE,    /* hits: no factor for the width of the window */
    COPIA_ROOM_SPAN,    /* hits times the nominal width, left + right */
    COPIA_ROOM_PAIRS,   /* hits, and O11 is divided by the width instead */
} CopiaRoom;

typedef struct {
    const char *name;
    const char *summary;
    const char *measures; /* shown when none are asked for */
    bool marks;     /* punctuation takes room in windows, and counts in R1 and N */
    bool each;      /* a token counts once for every window it stands in; else once */
    bool nodes;     /* tokens of a hit count in the windows of others */
    CopiaRoom room; /* what R1 is */
    bool rest;      /* N is what does not belong to hits */
    bool across;    /* windows go on over the borders of texts */
    double base;    /* of logarithms; 0: as each measure has it */
    const char *changed; /* what was changed by hand: "each, base 10"; NULL: nothing */
} CopiaConvention;

/* The registry; the last entry has no name.  The first is copia's own. */
extern const CopiaConvention copia_conventions[];

/* What notes say of it, so that a table tells how its numbers came about: "convention cqpweb,
 * changed: ...: ", "" for copia's own; where windows end; how tokens are counted. */
char *copia_convention_title (const CopiaConvention *self);
char *copia_convention_border (const CopiaConvention *self, const char *within);
const char *copia_convention_counting (const CopiaConvention *self);

/* By name, ASCII case ignored; NULL if there is none. */
const CopiaConvention *copia_convention_find (const char *name);

/* The measure a name stands for in a tool: its own where it has one ("ucs.mi"), else
 * `measure` itself. */
const CopiaMeasure *copia_convention_measure (const CopiaConvention *self,
                                              const char *name,
                                              const CopiaMeasure *measure);

/* The table of a collocate that was counted `observed` times in the windows of `hits` hits;
 * `tokens` stand in the windows at all. */
CopiaTable2 copia_convention_table (const CopiaConvention *self, double observed,
                                    double tokens, double hits, double span,
                                    double freq, double n);

/* How often chance puts the collocate into the windows: what `observed` compares with. */
double copia_convention_expected (const CopiaConvention *self, const CopiaTable2 *table,
                                  double span);

/* What a score is multiplied with to stand in logarithms to the base of the convention; 1 where
 * the measure is no logarithm, or one whose base belongs to its definition (logDice, p). */
double copia_convention_scale (const CopiaConvention *self,
                               const CopiaMeasure *measure);
