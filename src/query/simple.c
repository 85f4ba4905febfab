/* simple.c - recursive descent over the search box. */
#include "query/simple-private.h"

#include "query/fault.h"

#include <string.h>

size_t
copia_simple_offset (const CopiaSimple *self, const char *at)
{
    return (size_t) (at - self->query);
}

static bool
blank (const char *at)
{
    return g_unichar_isspace (g_utf8_get_char (at));
}

bool
copia_simple_ends_word (const CopiaSimple *self, const char *at)
{
    return !*at || *at == '|' || (*at == ')' && self->depth > 0) || blank (at);
}

static void
skip_blanks (CopiaSimple *self)
{
    while (*self->at && blank (self->at))
        self->at = g_utf8_next_char (self->at);
}

/* number := DIGIT+ */
static bool
parse_number (CopiaSimple *self, uint32_t *number)
{
    const char *start = self->at;
    uint64_t value = 0;

    for (; g_ascii_isdigit (*self->at); self->at++)
        value = MIN (value * 10 + (uint64_t) (*self->at - '0'), 1u << 30);
    if (self->at == start)
        return copia_fault (self->error, self->query, copia_simple_offset (self, start),
                            "a number is missing; write {2} or {0,3}");
    if (value > COPIA_MOST_REPEATS)
        return copia_fault (self->error, self->query, copia_simple_offset (self, start),
                            "%d at most are counted", COPIA_MOST_REPEATS);
    *number = (uint32_t) value;
    return true;
}

/* count := '{' number '}' | '{' number ',' number '}' */
static bool
parse_count (CopiaSimple *self, CopiaNode *repeat)
{
    const char *start = self->at++;

    if (!parse_number (self, &repeat->min))
        return false;
    repeat->max = repeat->min;
    if (*self->at == ',') {
        self->at++;
        if (!parse_number (self, &repeat->max))
            return false;
    }
    if (*self->at != '}')
        return copia_fault (self->error, self->query,
                            copia_simple_offset (self, self->at),
                            "a } is missing; write {2} or {0,3}");
    self->at++;
    if (repeat->min > repeat->max)
        return copia_fault (self->error, self->query, copia_simple_offset (self, start),
                            "the first number is larger than the second; write {%u,%u}",
                            repeat->max, repeat->min);
    return true;
}

CopiaNode *
copia_simple_repeat (CopiaNode *child, uint32_t min, uint32_t max, bool loose)
{
    CopiaNode *repeat = copia_node_new (COPIA_NODE_REPEAT, child->at, child->size);

    copia_node_add (repeat, child);
    repeat->min = min;
    repeat->max = max;
    repeat->loose = loose;
    return repeat;
}

/* gap := '+' count? | '*' */
static CopiaNode *
parse_gap (CopiaSimple *self)
{
    size_t at = copia_simple_offset (self, self->at);
    g_autoptr (CopiaNode) gap =
        copia_simple_repeat (copia_node_token (COPIA_TEST_WORD, NULL, at, 1), 1, 1,
                             true);

    for (bool stars = *self->at == '*';
         *self->at == '+' || (stars && *self->at == '*');)
        self->at++;
    if (*self->at == '{' && !parse_count (self, gap))
        return NULL;
    gap->size = copia_simple_offset (self, self->at) - at;
    if (!copia_simple_ends_word (self, self->at) ||
        (*self->at == '|' && self->depth == 0)) {
        copia_fault (self->error, self->query, copia_simple_offset (self, self->at),
                     "a gap stands alone; put a blank after it");
        return NULL;
    }
    return g_steal_pointer (&gap);
}

static bool
is_gap (const CopiaSimple *self, const char *at)
{
    const char *end = at + strspn (at, "*");

    if (end > at)
        return copia_simple_ends_word (self, end) && (*end != '|' || self->depth > 0);
    return at[0] == '+' && (at[1] == '{' || (copia_simple_ends_word (self, at + 1) &&
                                             (at[1] != '|' || self->depth > 0)));
}

const char *
copia_simple_close (const char *at, bool *choice)
{
    unsigned depth = 0;

    *choice = false;
    for (; *at; at++) {
        if (*at == '\\' && at[1]) {
            at++;
            continue;
        }
        depth += *at == '(';
        *choice = *choice || *at == '|';
        if (*at == ')' && --depth == 0)
            return at;
    }
    return NULL;
}

static bool
is_group (const CopiaSimple *self, const char *at)
{
    bool choice;
    const char *close = *at == '(' ? copia_simple_close (at, &choice) : NULL;

    if (!close)
        return false;
    if (close[1] == '?')
        return copia_simple_ends_word (self, close + 2) || close[2] == ')';
    return close[1] == '{' ||
           (choice && (copia_simple_ends_word (self, close + 1) || close[1] == ')'));
}

static CopiaNode *parse_row (CopiaSimple *self);

/* A row of one is that one. */
static CopiaNode *
unwrap (CopiaNode *row)
{
    CopiaNode *only;

    if (row->children->len > 1)
        return row;
    only = g_ptr_array_steal_index (row->children, 0);
    copia_node_free (row);
    return only;
}

/* '?' | count, behind a group, which is taken */
static CopiaNode *
parse_suffix (CopiaSimple *self, CopiaNode *group)
{
    g_autoptr (CopiaNode) repeat = NULL;

    if (*self->at != '?' && *self->at != '{')
        return group;
    repeat = copia_simple_repeat (group, 0, 1, false);
    if (*self->at == '?')
        self->at++;
    else if (!parse_count (self, repeat))
        return NULL;
    if (copia_simple_ends_word (self, self->at))
        return g_steal_pointer (&repeat);
    copia_fault (self->error, self->query, copia_simple_offset (self, self->at),
                 "a group stands alone; put a blank after it");
    return NULL;
}

/* group := '(' query ('|' query)* ')' ('?' | count)? */
static CopiaNode *
parse_group (CopiaSimple *self)
{
    size_t at = copia_simple_offset (self, self->at);
    g_autoptr (CopiaNode) choice = copia_node_new (COPIA_NODE_CHOICE, at, 0);
    CopiaNode *group;

    if (++self->depth > COPIA_DEEPEST_GROUP) {
        copia_fault (self->error, self->query, at,
                     "brackets are nested more than %d deep", COPIA_DEEPEST_GROUP);
        return NULL;
    }
    do {
        CopiaNode *row;

        self->at++;
        row = parse_row (self);
        if (!row)
            return NULL;
        copia_node_add (choice, unwrap (row));
    } while (*self->at == '|');
    self->depth--;
    if (*self->at != ')') {
        copia_fault (self->error, self->query, at, "a ) is missing for this (");
        return NULL;
    }
    self->at++;
    choice->size = copia_simple_offset (self, self->at) - at;
    group = choice->children->len > 1 ? g_steal_pointer (&choice)
                                      : g_ptr_array_steal_index (choice->children, 0);
    group = parse_suffix (self, group);
    if (group)
        group->size = copia_simple_offset (self, self->at) - at;
    return group;
}

/* words ('|' words)*; in a group the | parts rows */
static CopiaNode *
parse_choice (CopiaSimple *self)
{
    size_t at = copia_simple_offset (self, self->at);
    g_autoptr (CopiaNode) choice = NULL;
    CopiaNode *first = copia_simple_words (self);

    if (!first || *self->at != '|' || self->depth > 0)
        return first;
    choice = copia_node_new (COPIA_NODE_CHOICE, at, 0);
    copia_node_add (choice, first);
    while (*self->at == '|') {
        CopiaNode *next;

        self->at++;
        next = copia_simple_words (self);
        if (!next)
            return NULL;
        copia_node_add (choice, next);
    }
    choice->size = copia_simple_offset (self, self->at) - at;
    return g_steal_pointer (&choice);
}

/* item := gap | group | words ('|' words)*, added to the row */
static bool
parse_item (CopiaSimple *self, CopiaNode *row)
{
    CopiaNode *item;

    if (is_gap (self, self->at))
        item = parse_gap (self);
    else if (is_group (self, self->at))
        item = parse_group (self);
    else
        item = parse_choice (self);
    if (item && item->kind == COPIA_NODE_SEQUENCE && item->children->len > 0) {
        while (item->children->len > 0)
            copia_node_add (row, g_ptr_array_steal_index (item->children, 0));
        copia_node_free (item);
    } else if (item) {
        copia_node_add (row, item);
    }
    return item != NULL;
}

/* query := item (BLANK item)* */
static CopiaNode *
parse_row (CopiaSimple *self)
{
    const char *start = self->at;
    g_autoptr (CopiaNode) row =
        copia_node_new (COPIA_NODE_SEQUENCE, copia_simple_offset (self, start), 0);

    for (skip_blanks (self);
         *self->at && (self->depth == 0 || !strchr ("|)", *self->at));
         skip_blanks (self))
        if (!parse_item (self, row))
            return NULL;
    row->size = copia_simple_offset (self, self->at) - row->at;
    if (row->children->len > 0)
        return g_steal_pointer (&row);
    if (self->depth > 0)
        copia_fault (self->error, self->query, row->at,
                     "a word is missing here; write \\( and \\| for the characters "
                     "themselves");
    else
        copia_fault (self->error, self->query, 0,
                     "the query is empty; write a word, such as: freedom");
    return NULL;
}

CopiaNode *
copia_simple_parse (const char *query, GError **error)
{
    CopiaSimple parser = { query, query, 0, 0, error };
    const char *end;

    if (strlen (query) > COPIA_LONGEST_QUERY) {
        copia_fault (error, query, COPIA_LONGEST_QUERY,
                     "the query is longer than %d bytes", COPIA_LONGEST_QUERY);
        return NULL;
    }
    if (!g_utf8_validate (query, -1, &end)) {
        copia_fault (error, query, (size_t) (end - query),
                     "the query is not UTF-8 at byte %zu", (size_t) (end - query) + 1);
        return NULL;
    }
    return parse_row (&parser);
}
