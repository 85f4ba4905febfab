/* ast.h - a question as a tree, before it meets a corpus.
 *
 * Nodes know where in the query they stand, for carets.  A tree prints itself back, and the
 * print parses to the same tree.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    COPIA_NODE_TOKEN, /* one token that passes `test` (a text may be several tokens) */
    COPIA_NODE_SEQUENCE, /* children one after the other */
    COPIA_NODE_CHOICE,   /* one of the children */
    COPIA_NODE_REPEAT,   /* the one child, min to max times */
} CopiaNodeKind;

typedef enum {
    COPIA_TEST_WORD,     /* any word token */
    COPIA_TEST_TEXT,     /* `text`, folded and cut into tokens as the corpus was */
    COPIA_TEST_WILDCARD, /* a word whose form matches `text`, see COPIA_ANY_CHARACTERS */
} CopiaTestKind;

/* In the text of a wildcard test; no token holds these characters. */
#define COPIA_ANY_CHARACTERS '\1' /* none or more */
#define COPIA_ONE_CHARACTER '\2'

typedef struct CopiaNode CopiaNode;

struct CopiaNode {
    CopiaNodeKind kind;
    CopiaTestKind test; /* TOKEN */
    char *text;         /* TOKEN with TEXT or WILDCARD: UTF-8 */
    size_t at, size;    /* where it stands in the query, in bytes */
    uint32_t min, max;  /* REPEAT */
    GPtrArray *children;
};

CopiaNode *copia_node_new (CopiaNodeKind kind, size_t at, size_t size);
CopiaNode *copia_node_token (CopiaTestKind test, const char *text, size_t at,
                             size_t size);
void copia_node_add (CopiaNode *self, CopiaNode *child); /* takes the child */
/* Appends the canonical form in the simple language. */
void copia_node_print (const CopiaNode *self, GString *out);
/* Appends the tree as English: "the word 'war', then up to three words". */
void copia_node_say (const CopiaNode *self, GString *out);
void copia_node_free (CopiaNode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaNode, copia_node_free)
