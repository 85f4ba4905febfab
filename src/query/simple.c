/* simple.c - recursive descent over the search box. */
#include "query/simple.h"

#include "query/fault.h"

#include <string.h>

typedef struct {
    const char *query;
    const char *at;
    unsigned words;
    GError **error;
} Parser;

static size_t
offset (const Parser *self, const char *at)
{
    return (size_t) (at - self->query);
}

static bool
blank (const char *at)
{
    return g_unichar_isspace (g_utf8_get_char (at));
}

static void
skip_blanks (Parser *self)
{
    while (*self->at && blank (self->at))
        self->at = g_utf8_next_char (self->at);
}

/* number := DIGIT+ */
static bool
parse_number (Parser *self, uint32_t *number)
{
    const char *start = self->at;
    uint64_t value = 0;

    for (; g_ascii_isdigit (*self->at); self->at++)
        value = MIN (value * 10 + (uint64_t) (*self->at - '0'), 1u << 30);
    if (self->at == start)
        return copia_fault (self->error, self->query, offset (self, start),
                            "a number is missing; write +{2} or +{0,3}");
    if (value > COPIA_MOST_REPEATS)
        return copia_fault (self->error, self->query, offset (self, start),
                            "a gap can be %d words long at most", COPIA_MOST_REPEATS);
    *number = (uint32_t) value;
    return true;
}

/* count := '{' number '}' | '{' number ',' number '}' */
static bool
parse_count (Parser *self, CopiaNode *repeat)
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
        return copia_fault (self->error, self->query, offset (self, self->at),
                            "a } is missing; write +{2} or +{0,3}");
    self->at++;
    if (repeat->min > repeat->max)
        return copia_fault (
            self->error, self->query, offset (self, start),
            "the first number is larger than the second; write +{%u,%u}", repeat->max,
            repeat->min);
    return true;
}

/* gap := '+' count? */
static CopiaNode *
parse_gap (Parser *self)
{
    size_t at = offset (self, self->at);
    g_autoptr (CopiaNode) word = copia_node_token (COPIA_TEST_WORD, NULL, at, 1);
    g_autoptr (CopiaNode) repeat = NULL;

    self->at++;
    if (*self->at != '{')
        return g_steal_pointer (&word);
    repeat = copia_node_new (COPIA_NODE_REPEAT, at, 0);
    copia_node_add (repeat, g_steal_pointer (&word));
    if (!parse_count (self, repeat))
        return NULL;
    repeat->size = offset (self, self->at) - at;
    if (*self->at && !blank (self->at)) {
        copia_fault (self->error, self->query, offset (self, self->at),
                     "a gap stands alone; put a blank after it");
        return NULL;
    }
    return g_steal_pointer (&repeat);
}

/* What languages with more layers write, and the corpus does not have: {be}. */
static bool
is_plain (Parser *self, const char *start)
{
    size_t size = (size_t) (self->at - start);

    if (start[0] == '{' && size > 1 && start[size - 1] == '}')
        return copia_fault (
            self->error, self->query, offset (self, start),
            "the corpus has no lemmas, so %.*s cannot be looked up; search "
            "for its forms: be|is|are",
            (int) size, start);
    return true;
}

/* A character of words; control characters, which no token holds, are passed over. */
static bool
take_character (Parser *self, GString *text)
{
    const char *next;

    if (*self->at == '\\' && !*++self->at)
        return copia_fault (
            self->error, self->query, offset (self, self->at) - 1,
            "nothing follows the \\; write \\\\ for the character itself");
    next = g_utf8_next_char (self->at);
    if (!g_unichar_iscntrl (g_utf8_get_char (self->at)))
        g_string_append_len (text, self->at, next - self->at);
    self->at = next;
    return true;
}

static CopiaNode *
no_words (Parser *self, const char *start)
{
    if (self->at > start)
        copia_fault (self->error, self->query, offset (self, start),
                     "there are only characters here that no word holds");
    else
        copia_fault (
            self->error, self->query, offset (self, start),
            "a word is missing beside the |; write \\| for the character itself");
    return NULL;
}

/* words := characters that are not BLANK or '|' */
static CopiaNode *
parse_words (Parser *self)
{
    const char *start = self->at;
    g_autoptr (GString) text = g_string_new (NULL);
    size_t wild = 0, at = offset (self, start), size;

    while (*self->at && *self->at != '|' && !blank (self->at)) {
        if (*self->at == '*' || *self->at == '?') {
            g_string_append_c (text, *self->at == '*' ? COPIA_ANY_CHARACTERS
                                                      : COPIA_ONE_CHARACTER);
            wild++;
            self->at++;
        } else if (!take_character (self, text)) {
            return NULL;
        }
    }
    size = offset (self, self->at) - at;
    if (text->len == 0)
        return no_words (self, start);
    if (!is_plain (self, start))
        return NULL;
    if (++self->words > COPIA_MOST_WORDS) {
        copia_fault (self->error, self->query, at, "a query can have %d words at most",
                     COPIA_MOST_WORDS);
        return NULL;
    }
    if (wild > 0 && text->len > COPIA_LONGEST_PATTERN) {
        copia_fault (self->error, self->query, at,
                     "a word with * or ? can have %d bytes at most",
                     COPIA_LONGEST_PATTERN);
        return NULL;
    }
    if (strspn (text->str, "\1") == text->len)
        return copia_node_token (COPIA_TEST_WORD, NULL, at, size);
    return copia_node_token (wild > 0 ? COPIA_TEST_WILDCARD : COPIA_TEST_TEXT,
                             text->str, at, size);
}

static bool
is_gap (const char *at)
{
    return at[0] == '+' && (at[1] == '\0' || at[1] == '{' || blank (at + 1));
}

/* item := gap | words ('|' words)* */
static CopiaNode *
parse_item (Parser *self)
{
    size_t at = offset (self, self->at);
    g_autoptr (CopiaNode) choice = NULL;
    CopiaNode *first;

    if (is_gap (self->at))
        return parse_gap (self);
    first = parse_words (self);
    if (!first || *self->at != '|')
        return first;
    choice = copia_node_new (COPIA_NODE_CHOICE, at, 0);
    copia_node_add (choice, first);
    while (*self->at == '|') {
        CopiaNode *next;

        self->at++;
        next = parse_words (self);
        if (!next)
            return NULL;
        copia_node_add (choice, next);
    }
    choice->size = offset (self, self->at) - at;
    return g_steal_pointer (&choice);
}

CopiaNode *
copia_simple_parse (const char *query, GError **error)
{
    g_autoptr (CopiaNode) sequence =
        copia_node_new (COPIA_NODE_SEQUENCE, 0, strlen (query));
    Parser parser = { query, query, 0, error };
    const char *end;

    if (sequence->size > COPIA_LONGEST_QUERY) {
        copia_fault (error, query, COPIA_LONGEST_QUERY,
                     "the query is longer than %d bytes", COPIA_LONGEST_QUERY);
        return NULL;
    }
    if (!g_utf8_validate (query, -1, &end)) {
        copia_fault (error, query, (size_t) (end - query),
                     "the query is not UTF-8 at byte %zu", (size_t) (end - query) + 1);
        return NULL;
    }
    for (skip_blanks (&parser); *parser.at; skip_blanks (&parser)) {
        CopiaNode *item = parse_item (&parser);

        if (!item)
            return NULL;
        copia_node_add (sequence, item);
    }
    if (sequence->children->len == 0) {
        copia_fault (error, query, 0,
                     "the query is empty; write a word, such as: freedom");
        return NULL;
    }
    return g_steal_pointer (&sequence);
}
