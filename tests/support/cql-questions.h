/* cql-questions.h - random questions in CQL, as trees of the tests' own, and how they are printed.
 *
 * They know nothing of the engine's parser: what they mean is worked out by cql-scan.c.
 */
#pragma once

#include "support/random-corpus.h"

#include "query/hits.h"

#define LABELS 3 /* a, b, @ */
#define NOWHERE (-1)

/* AROUND: an attribute of a structure the token stands in.  COUNTED: a function of a value, and a
 * number.  EDGE: the token is the first or last of a region,
 * or anywhere `inside`. */
typedef enum { ALL, COMPARE, AND, OR, NOT, IMPLIES, AROUND, COUNTED, EDGE } TestKind;

typedef enum { WORD, FORM, LEMMA, POS, ATTRIBUTES } Attribute;

typedef enum { TEXT, PART, CHAPTER, SENTENCE, QUOTE, STRUCTURES } Structure;

typedef struct Test Test;
struct Test {
    TestKind kind;
    Test *left, *right;
    Attribute attribute;
    bool negated, literal, no_case, plain;
    int members;         /* COMPARE: 1 contains, 2 matches */
    int function;        /* COUNTED: f, strlen, ambiguity */
    Structure structure; /* EDGE */
    bool last, inside;
    struct Part
        *place; /* AROUND: a tag with an attribute, as is compared; or, with an `order`,
                         * its number n with `number` */
    const char *order;
    int number;
    char *text;
    GRegex *regex;
    char *known; /* by cpos: 'y', 'n', or 0: not asked yet */
};

typedef enum {
    TOKEN,
    SEQUENCE,
    CHOICE,
    REPEAT,
    BOTH,
    OPEN,
    CLOSE,
    WHOLE,
    LOOK,
    MEET,
    UNION,
    GUARD, /* the first kid, with a tail, in brackets */
    BUT    /* what the first kid matches and the second does not */
} Kind;

typedef struct Part Part;
struct Part {
    Kind kind;
    Part *kids[3];
    int n;
    Test *test;
    int min, max; /* REPEAT; max < 0: any number; MEET: the window */
    Structure structure;
    char *attribute, *value;
    bool negated, behind, same; /* same: MEET in one region */
    int label;                  /* TOKEN, MEET, UNION; NOWHERE: none */
    const char *alike;          /* TOKEN: printed in its brackets, instead of a wish */
    struct Tail *guard;         /* GUARD */
    GArray *hits[3]; /* GUARD: CopiaHit, of its other query, by way of matching */
};

typedef struct Query Query;
typedef struct Tail {
    bool containing, negated;
    int words;    /* > 0: within so many */
    int row;      /* > 0: within so many regions in a row */
    Query *other; /* else NULL: a structure */
    Part *region;
} Tail;

/* AS_WELL: where there is a, there is 2.  NEAR: one of the distances cql-print.c can write. */
typedef enum {
    NONE,
    SAME,
    DIFFERENT,
    ALIKE,
    PLACE,
    NEAR,
    RARE,
    LIKE,
    LONG,
    AS_WELL
} Wish;
struct Query {
    Part *pattern;
    Tail tails[2];
    int n;
    Wish wish;
    int number;
    Test *like;
    Wish also;      /* a second wish; never LIKE */
    int distance;   /* of NEAR: how it is written */
    int wish_after; /* the tail it is written before */
};

typedef struct {
    int at;
    int labels[LABELS];
} State;

#define DISTANCES 9 /* ways to ask for one */

typedef struct {
    const RandomCorpus *corpus;
    GRand *random;
    bool bracket;           /* in the brackets of a token */
    int first, last, reach; /* the text; how far tokens may be taken */
    int matching;
    int plain; /* in a look-around, where no guards stand */
    uint64_t *work;
} World;

static const char *const attributes[] = { "word", "form", "lemma", "pos" };
static const char *const structures[] = { "text", "part", "chapter", "s", "q" };

static inline const char *
value_of (const RandomToken *token, Attribute attribute)
{
    const char *const values[] = { token->word, token->form, token->lemma, token->pos };

    return values[attribute];
}

static inline int
dice (GRand *random, int sides)
{
    return g_rand_int_range (random, 0, sides);
}
