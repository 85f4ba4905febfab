/* ast.h - a question as a tree, before it meets a corpus.
 *
 * Nodes know where in the query they stand, for carets.  A tree prints itself back, and the
 * print parses to the same tree.
 */
#pragma once

#include "query/constraint.h"

typedef enum {
    COPIA_NODE_TOKEN, /* one token that passes `test` (a text may be several tokens) */
    COPIA_NODE_SEQUENCE, /* children one after the other */
    COPIA_NODE_CHOICE,   /* one of the children */
    COPIA_NODE_REPEAT,   /* the one child, min to max times */
    COPIA_NODE_BOTH, /* what both children match, from the same start to the same end */
    COPIA_NODE_NOT,  /* of BOTH, the second child: what its child does not match */
    COPIA_NODE_TAG,  /* a border of a region here, or a whole region */
    COPIA_NODE_LOOK, /* no token: the child matches, ahead or behind */
    COPIA_NODE_MEET, /* the first child's tokens that have the second near them */
    COPIA_NODE_UNION, /* tokens of any child */
    /* Queries; in a pattern, hits are what the part can match there. */
    COPIA_NODE_WITHIN, /* the first child's hits inside one of the second's; with `max` inside of
                        * so many regions in a row; without a second, of `max` words at most */
    COPIA_NODE_CONTAINING, /* the first child's hits with one of the second's inside */
    COPIA_NODE_WHERE,      /* the child's hits whose labels fulfil `constraint` */
    COPIA_NODE_RESULT, /* the hits kept under the name `structure` (results.h); stands
                        * where a query does */
} CopiaNodeKind;

typedef enum {
    COPIA_TEST_WORD,     /* any word token */
    COPIA_TEST_TEXT,     /* `text`, folded and cut into tokens as the corpus was */
    COPIA_TEST_WILDCARD, /* a word whose form matches `text`, see COPIA_ANY_CHARACTERS */
    COPIA_TEST_LEMMA, /* a token whose lemma is one of `text`, parted by |, as above */
    COPIA_TEST_EXPRESSION, /* a token that passes `expression` */
} CopiaTestKind;

typedef enum { COPIA_TAG_OPEN, COPIA_TAG_CLOSE, COPIA_TAG_WHOLE } CopiaTag;

/* In the text of a wildcard test; no token holds these characters. */
#define COPIA_ANY_CHARACTERS '\1' /* none or more */
#define COPIA_ONE_CHARACTER '\2'
#define COPIA_LOW_LINE '\3' /* a `_` that begins no tag */

#define COPIA_NO_MOST UINT32_MAX /* REPEAT: any number of times */
#define COPIA_TARGET "@"         /* the label of the target */

typedef struct CopiaNode CopiaNode;

struct CopiaNode {
    CopiaNodeKind kind;
    CopiaTestKind test; /* TOKEN */
    char *text;         /* TOKEN with TEXT, WILDCARD or LEMMA: UTF-8 */
    /* The same: in a corpus with tags it is one, and text only before its _. */
    char *pos;
    size_t at, size;   /* where it stands in the query, in bytes */
    uint32_t min, max; /* REPEAT */
    bool loose;        /* REPEAT of any word: between the words marks may stand */
    GPtrArray *children;
    GPtrArray *labels; /* TOKEN, MEET, UNION: char *; NULL: none */
    CopiaExpression
        *expression; /* TOKEN with EXPRESSION; TAG: of the region's attributes */
    CopiaConstraint *constraint; /* WHERE */
    CopiaTag tag;
    char
        *structure; /* TAG; MEET: the region both stand in, or NULL; RESULT: its name */
    bool negated;   /* LOOK, WITHIN, CONTAINING */
    bool behind;    /* LOOK */
    int32_t from, to; /* MEET without structure: the second stands so many tokens off */
};

CopiaNode *copia_node_new (CopiaNodeKind kind, size_t at, size_t size);
CopiaNode *copia_node_token (CopiaTestKind test, const char *text, size_t at,
                             size_t size);
void copia_node_add (CopiaNode *self, CopiaNode *child); /* takes the child */
/* Appends the canonical form in the simple language. */
void copia_node_print (const CopiaNode *self, GString *out);
/* The same in CQL, for trees that came from it. */
void copia_node_print_cql (const CopiaNode *self, GString *out);
bool copia_node_is_query (const CopiaNode *self); /* WITHIN, CONTAINING or WHERE */
/* Of its children, so many, the first, take the tokens of a match: those of look-around, of what
 * hits are compared with, of what they are not, do not. */
guint copia_node_matching (const CopiaNode *self);
/* Appends the tree as English: "the word 'war', then up to three words". */
void copia_node_say (const CopiaNode *self, GString *out);
void copia_node_free (CopiaNode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaNode, copia_node_free)
