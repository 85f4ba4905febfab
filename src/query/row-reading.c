/* row-reading.c - which patterns are rows. */
#include "query/row-reading.h"

#include "query/stretch.h"

#define MOST_LISTS 64 /* of a part; more are slow to pour */
/* What a candidate costs when it is looked at in the corpus, in positions poured; and what the
 * bits of a stretch cost. */
#define COST_OF_CANDIDATE 12
#define COST_OF_STRETCH 256
/* Gaps of words, between which marks may stand: how wide they are, of how many types marks are,
 * and what a candidate costs then for each word that may lie between. */
#define WIDEST_GAP 16
#define MOST_MARKS 4096
#define COST_OF_GAP 16

static bool
pass_over (CopiaRowReading *self, const CopiaTypeset *set, uint32_t min, uint32_t max)
{
    if (self->n == 0 || self->words || max > COPIA_ROW_LONGEST ||
        self->max + max > COPIA_ROW_LONGEST)
        return false;
    self->exact = self->exact && set->kind == COPIA_TYPESET_ANY;
    self->min += min;
    self->max += max;
    return true;
}

static bool
add_part (CopiaRowReading *self, const CopiaTypeset *set)
{
    if (self->n == COPIA_ROW_PARTS || set->ids->len > MOST_LISTS || set->freq == 0)
        return false;
    self->parts[self->n++] = (CopiaRowPart){ set, self->min, self->max, self->words };
    self->freq += set->freq;
    self->length += self->max + 1;
    self->min = self->max = 0;
    self->words = false;
    return self->length <= COPIA_ROW_LONGEST;
}

static bool
read_token (CopiaRowReading *self, const CopiaBound *node, const GPtrArray *sets)
{
    const CopiaTypeset *set = sets->pdata[node->set];

    if (set->children)
        return false;
    return set->kind == COPIA_TYPESET_LISTED ? add_part (self, set)
                                             : pass_over (self, set, 1, 1);
}

/* Any number of marks. */
static bool
pass_marks (CopiaRowReading *self, const CopiaTypeset *marks)
{
    if (self->n == 0 || (!self->words && self->max > 0) || marks->children ||
        marks->ids->len > MOST_MARKS)
        return false;
    self->exact = false;
    self->words = true;
    self->marks = marks;
    return true;
}

static bool
is_marks (const CopiaBound *node)
{
    return node->kind == COPIA_NODE_REPEAT && node->free;
}

/* (word marks){m,n} */
static bool
pass_words (CopiaRowReading *self, const CopiaBound *node, const GPtrArray *sets)
{
    const CopiaBound *row = node->children->pdata[0];
    const CopiaBound *word, *marks;

    if (!self->words || row->kind != COPIA_NODE_SEQUENCE || row->children->len != 2)
        return false;
    word = row->children->pdata[0];
    marks = row->children->pdata[1];
    if (word->kind != COPIA_NODE_TOKEN || !is_marks (marks) ||
        ((const CopiaTypeset *) sets->pdata[word->set])->kind != COPIA_TYPESET_WORDS ||
        node->max > WIDEST_GAP || self->max + node->max > WIDEST_GAP)
        return false;
    self->min += node->min;
    self->max += node->max;
    self->between += node->max;
    return true;
}

static bool
read_repeat (CopiaRowReading *self, const CopiaBound *node, const GPtrArray *sets)
{
    const CopiaBound *child = node->children->pdata[0];
    const CopiaTypeset *set;

    if (is_marks (node))
        return pass_marks (self, sets->pdata[child->set]);
    if (child->kind == COPIA_NODE_SEQUENCE)
        return pass_words (self, node, sets);
    if (child->kind != COPIA_NODE_TOKEN || node->max == COPIA_NO_MOST)
        return false;
    set = sets->pdata[child->set];
    if (set->children)
        return false;
    if (set->kind != COPIA_TYPESET_LISTED)
        return pass_over (self, set, node->min, node->max);
    if (node->min != node->max)
        return false;
    for (uint32_t i = 0; i < node->min; i++)
        if (!add_part (self, set))
            return false;
    return true;
}

static bool
read_row (CopiaRowReading *self, const CopiaBound *node, const GPtrArray *sets)
{
    if (node->kind == COPIA_NODE_TOKEN)
        return read_token (self, node, sets);
    if (node->kind == COPIA_NODE_REPEAT)
        return read_repeat (self, node, sets);
    if (node->kind != COPIA_NODE_SEQUENCE)
        return false;
    for (guint i = 0; i < node->children->len; i++)
        if (!read_row (self, node->children->pdata[i], sets))
            return false;
    return true;
}

bool
copia_row_read (CopiaRowReading *self, const CopiaBound *pattern, const GPtrArray *sets)
{
    *self = (CopiaRowReading){ .exact = true };
    return read_row (self, pattern, sets) && self->n >= 2 && self->max == 0 &&
           !self->words;
}

bool
copia_row_reading_is_worth_it (const CopiaRowReading *self, uint64_t candidates,
                               uint64_t tokens)
{
    uint64_t pour = self->freq + tokens / COPIA_STRETCH * COST_OF_STRETCH * self->n;

    if (!self->marks)
        return pour <= candidates * COST_OF_CANDIDATE;
    pour += self->marks->freq +
            tokens / COPIA_STRETCH * (COST_OF_STRETCH + self->marks->ids->len);
    return pour <= candidates * COST_OF_GAP * MAX (self->between, 1);
}
