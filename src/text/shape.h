/* shape.h - what a line looks like, taken alone: `CHAPTER IV. Title`, `XII.`, `INTRODUCTION`.
 *
 * A shape is a suspicion, not a judgement: judge.h weighs all suspicions of a text against each
 * other.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/heading-words.h"
#include "text/numeral.h"

typedef enum {
    COPIA_SHAPE_NONE,
    COPIA_SHAPE_WORD,     /* Part I; CHAPTER THE FIRST. Title; Erstes Buch */
    COPIA_SHAPE_NUMERAL,  /* IV; 12.; Twelve */
    COPIA_SHAPE_NUMBERED, /* IV. The Title */
    COPIA_SHAPE_NAME,     /* Introduction; PREFACE TO THE SECOND EDITION; Appendix A */
    COPIA_SHAPE_CONTENTS, /* Contents */
    COPIA_SHAPE_CAPITALS, /* THE JULY DAYS. */
} CopiaShapeKind;

typedef struct {
    CopiaShapeKind kind;
    CopiaWord word;           /* of WORD */
    CopiaNumeralKind numeral; /* of WORD, NUMERAL and NUMBERED */
    uint32_t number; /* 0: none, or one that does not say (`Chapter the Last`) */
    bool bare;       /* WORD: there is no title behind it */
    bool
        strong; /* WORD: more than a blank parts label and title, which begins like one */
    uint32_t second; /* WORD: where a second one begins (ACT I. SCENE I.), or 0 */
    uint32_t label;  /* WORD, NUMERAL: bytes of it without what ends it (`Part I`) */
} CopiaShape;

/* `text` is a line as printed: valid UTF-8, trimmed, blanks made one. */
CopiaShape copia_shape_read (const char *text, size_t size);

/* What a first word of letters, marks and digits says of a line with a small letter, where an ASCII
 * character or nothing is behind it. */
typedef enum {
    COPIA_OPENING_NONE,   /* it has no shape */
    COPIA_OPENING_SECOND, /* .. unless the second word says so: `The First Part` */
    COPIA_OPENING_MAY,
} CopiaOpening;

CopiaOpening copia_shape_opening (const char *word, size_t size);
/* Of two words that one blank parts, the first of which left it to the second. */
bool copia_shape_may_open (const char *words, size_t size);

/* Leaves out ornaments (`* * * Chapter 1 * * *`).  False: it has no shape, for its beginning is
 * that of no title. */
bool copia_shape_begin (const char **text, size_t *size);

/* Letters, and no lower-case one among them. */
bool copia_shape_is_capitals (const char *text, size_t size);

/* Whether a line reads like a sentence of running text rather than like a title. */
bool copia_shape_is_prose (const char *text, size_t size);
