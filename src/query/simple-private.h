/* simple-private.h - what the parts of the search box's parser share. */
#pragma once

#include "query/simple.h"

typedef struct {
    const char *query;
    const char *at;
    unsigned words;
    unsigned depth; /* groups around `at` */
    GError **error;
} CopiaSimple;

size_t copia_simple_offset (const CopiaSimple *self, const char *at);
/* A BLANK, a `|`, the end of a group or of the query. */
bool copia_simple_ends_word (const CopiaSimple *self, const char *at);
/* Where the bracket that opens at `at` is closed; NULL: nowhere.  `*choice`: a | stands in it. */
const char *copia_simple_close (const char *at, bool *choice);
/* The node so many times; `loose`: a gap. */
CopiaNode *copia_simple_repeat (CopiaNode *child, uint32_t min, uint32_t max,
                                bool loose);
/* What words are: one node, or several where marks stand around wildcards, which then
 * are children of a sequence.  NULL: the error has a caret. */
CopiaNode *copia_simple_words (CopiaSimple *self);
