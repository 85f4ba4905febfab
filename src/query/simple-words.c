/* simple-words.c - one word of the search box: characters, wildcards, lemma, tag. */
#include "query/simple-private.h"

#include "query/fault.h"

#include <string.h>

/* A word as it is read. */
typedef struct {
    const char *start;
    GString *text;
    size_t wild; /* wildcards in it */
    size_t low;  /* one past the last `_` that is not protected, 0: none */
} Word;

static CopiaNode *
no_words (CopiaSimple *self, const char *start)
{
    if (self->at > start)
        copia_fault (self->error, self->query, copia_simple_offset (self, start),
                     "there are only characters here that no word holds");
    else
        copia_fault (
            self->error, self->query, copia_simple_offset (self, start),
            "a word is missing beside the |; write a|b without blanks, and \\| for the "
            "character itself");
    return NULL;
}

/* Control characters, which no token holds, are passed over. */
static bool
take_character (CopiaSimple *self, Word *word)
{
    bool plain = *self->at == '\\';
    const char *next;

    if (plain && !*++self->at)
        return copia_fault (
            self->error, self->query, copia_simple_offset (self, self->at) - 1,
            "nothing follows the \\; write \\\\ for the character itself");
    next = g_utf8_next_char (self->at);
    if (!plain && (*self->at == '*' || *self->at == '?')) {
        g_string_append_c (word->text, *self->at == '*' ? COPIA_ANY_CHARACTERS
                                                        : COPIA_ONE_CHARACTER);
        word->wild++;
    } else if (plain && *self->at == '_') {
        g_string_append_c (word->text, COPIA_LOW_LINE);
    } else if (!g_unichar_iscntrl (g_utf8_get_char (self->at))) {
        g_string_append_len (word->text, self->at, next - self->at);
        if (*self->at == '_')
            word->low = word->text->len;
    }
    self->at = next;
    return true;
}

static bool
is_mark (const char *at)
{
    gunichar c = g_utf8_get_char (at);

    return (unsigned char) *at > COPIA_LOW_LINE && c != '_' && c != '$' && c != '{' &&
           c != '}' && !g_unichar_isalnum (c) && !g_unichar_ismark (c);
}

/* What is left of a word with wildcards or a tag when the marks around it are cut off: from
 * `*first` to `*end`. */
static void
cut_marks (const Word *word, size_t *first, size_t *end)
{
    const char *text = word->text->str;

    *first = 0;
    *end = word->text->len;
    if (word->wild == 0 && word->low == 0)
        return;
    while (*first < *end && is_mark (text + *first))
        *first = (size_t) (g_utf8_next_char (text + *first) - text);
    while (*end > *first) {
        const char *last = g_utf8_prev_char (text + *end);

        if (!is_mark (last))
            return;
        *end = (size_t) (last - text);
    }
}

/* The tag behind the last `_`: letters and digits, `*`, `?`, and what tags hold besides. */
static bool
is_tag (const char *text)
{
    const char *at = text;

    while (g_ascii_isalnum (*at) || (*at && strchr ("$:.-\1\2", *at)))
        at++;
    return at > text && !*at;
}

static CopiaNode *
token_of (const char *text, const Word *word, size_t at, size_t size)
{
    bool wild = strpbrk (text, "\1\2") != NULL;
    const char *low = word->low > 0 ? strrchr (text, '_') : NULL;
    CopiaNode *token;

    if (strspn (text, "\1") == strlen (text))
        return copia_node_token (COPIA_TEST_WORD, NULL, at, size);
    token =
        copia_node_token (wild ? COPIA_TEST_WILDCARD : COPIA_TEST_TEXT, text, at, size);
    if (low && is_tag (low + 1))
        token->pos = g_strdup (low + 1);
    return token;
}

static CopiaNode *
marks_of (const Word *word, size_t from, size_t end, size_t at, size_t size)
{
    g_autofree char *text = g_strndup (word->text->str + from, end - from);

    return copia_node_token (COPIA_TEST_TEXT, text, at, size);
}

/* The word, in a row with the marks around it if there are any. */
static CopiaNode *
finish (const Word *word, size_t at, size_t size)
{
    size_t first, end;
    g_autofree char *middle = NULL;
    CopiaNode *row, *token;

    cut_marks (word, &first, &end);
    if (first == end) { /* nothing but marks */
        first = 0;
        end = word->text->len;
    }
    middle = g_strndup (word->text->str + first, end - first);
    token = token_of (middle, word, at, size);
    if (token->test == COPIA_TEST_WORD)
        token = copia_simple_repeat (token, 1, 1, true);
    if (first == 0 && end == word->text->len)
        return token;
    row = copia_node_new (COPIA_NODE_SEQUENCE, at, size);
    if (first > 0)
        copia_node_add (row, marks_of (word, 0, first, at, size));
    copia_node_add (row, token);
    if (end < word->text->len)
        copia_node_add (row, marks_of (word, end, word->text->len, at, size));
    return row;
}

/* {lemma|lemma}_tag: the closing bracket, and a tag or nothing behind it. */
static const char *
find_lemma (const CopiaSimple *self)
{
    const char *at = self->at + 1;

    if (*self->at != '{')
        return NULL;
    while (*at && *at != '}' && !g_unichar_isspace (g_utf8_get_char (at)))
        at = *at == '\\' && at[1] ? g_utf8_next_char (at + 1) : g_utf8_next_char (at);
    return *at == '}' && at > self->at + 1 ? at : NULL;
}

static CopiaNode *
parse_lemma (CopiaSimple *self, const char *close)
{
    size_t at = copia_simple_offset (self, self->at);
    g_autoptr (CopiaNode) token = copia_node_token (COPIA_TEST_LEMMA, NULL, at, 0);
    Word word = { self->at, g_string_new (NULL), 0, 0 };
    g_autoptr (GString) text = word.text;

    for (self->at++; self->at < close;)
        if (!take_character (self, &word))
            return NULL;
    token->text = g_strdup (text->str);
    if (text->len > COPIA_LONGEST_PATTERN) {
        copia_fault (self->error, self->query, at, "a lemma can have %d bytes at most",
                     COPIA_LONGEST_PATTERN);
        return NULL;
    }
    self->at++;
    if (*self->at == '_') {
        g_string_truncate (text, 0);
        for (self->at++; !copia_simple_ends_word (self, self->at);)
            if (!take_character (self, &word))
                return NULL;
        token->pos = g_strdup (text->str);
    }
    token->size = copia_simple_offset (self, self->at) - at;
    if (text->len == 0 || !copia_simple_ends_word (self, self->at) ||
        (token->pos && !is_tag (token->pos))) {
        copia_fault (self->error, self->query, at,
                     "a lemma stands alone or before a tag, as in {be} or {be}_V*; put "
                     "a \\ before the { for the character itself");
        return NULL;
    }
    return g_steal_pointer (&token);
}

static bool
keeps_limits (CopiaSimple *self, const Word *word)
{
    size_t at = copia_simple_offset (self, word->start);

    if (++self->words > COPIA_MOST_WORDS)
        return copia_fault (self->error, self->query, at,
                            "a query can have %d words at most", COPIA_MOST_WORDS);
    return word->wild == 0 || word->text->len <= COPIA_LONGEST_PATTERN ||
           copia_fault (self->error, self->query, at,
                        "a word with * or ? can have %d bytes at most",
                        COPIA_LONGEST_PATTERN);
}

/* A bracket before a word is closed; one that stands alone is a mark like others. */
static bool
is_closed (CopiaSimple *self)
{
    const char *at = self->at;
    const char *close = strchr (at, '}');
    bool choice;

    if (!at[0] || !at[1] || g_unichar_isspace (g_utf8_get_char (at + 1)))
        return true;
    if (*at == '(' && !copia_simple_close (at, &choice))
        return copia_fault (self->error, self->query, copia_simple_offset (self, at),
                            "a ) is missing for this (; write \\( for the character "
                            "itself");
    if (*at != '{' || find_lemma (self) || close == at + 1)
        return true;
    return copia_fault (self->error, self->query, copia_simple_offset (self, at),
                        close
                            ? "a lemma is one word, or several with | between them; "
                              "write {one} {two}"
                            : "a } is missing for this {; write \\{ for the character "
                              "itself");
}

CopiaNode *
copia_simple_words (CopiaSimple *self)
{
    const char *close = find_lemma (self);
    size_t at = copia_simple_offset (self, self->at);
    Word word = { self->at, g_string_new (NULL), 0, 0 };
    g_autoptr (GString) text = word.text;

    if (!is_closed (self))
        return NULL;
    if (close)
        return keeps_limits (self, &word) ? parse_lemma (self, close) : NULL;
    while (!copia_simple_ends_word (self, self->at))
        if (!take_character (self, &word))
            return NULL;
    if (text->len == 0)
        return no_words (self, word.start);
    if (!keeps_limits (self, &word))
        return NULL;
    return finish (&word, at, copia_simple_offset (self, self->at) - at);
}
