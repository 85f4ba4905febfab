/* json.c - JSON read strictly, from a source nobody trusts. */
#include "base/json.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

struct CopiaJson {
    CopiaJsonKind kind;
    char *name; /* within an object */
    size_t size;
    union {
        bool truth;
        double number;
        char *string;
        CopiaJson *items;
    };
};

typedef struct {
    const char *start;
    const char *at;
    const char *end;
    int depth;
    GError **error;
} Reader;

static bool
fail (Reader *self, const char *what)
{
    g_set_error (self->error, COPIA_ERROR, COPIA_ERROR_INPUT, "JSON: byte %zu: %s",
                 (size_t) (self->at - self->start) + 1, what);
    return false;
}

static void
skip_space (Reader *self)
{
    while (self->at < self->end && strchr (" \t\r\n", *self->at) && *self->at)
        self->at++;
}

/* The next character without taking it, 0 at the end. */
static char
peek (const Reader *self)
{
    return self->at < self->end ? *self->at : 0;
}

static bool
take (Reader *self, char c)
{
    if (peek (self) != c || self->at == self->end)
        return false;
    self->at++;
    return true;
}

static void
clear (CopiaJson *value)
{
    g_free (value->name);
    if (value->kind == COPIA_JSON_STRING)
        g_free (value->string);
    if (value->kind != COPIA_JSON_ARRAY && value->kind != COPIA_JSON_OBJECT)
        return;
    for (size_t i = 0; i < value->size; i++) /* as deep as the reader let it become */
        clear (&value->items[i]);
    g_free (value->items);
}

/* word = "true" | "false" | "null" */
static bool
read_word (Reader *self, CopiaJson *value)
{
    static const struct {
        const char *word;
        CopiaJsonKind kind;
        bool truth;
    } words[] = { { "true", COPIA_JSON_BOOL, true },
                  { "false", COPIA_JSON_BOOL, false },
                  { "null", COPIA_JSON_NULL, false } };

    for (unsigned i = 0; i < G_N_ELEMENTS (words); i++) {
        size_t length = strlen (words[i].word);
        if ((size_t) (self->end - self->at) < length ||
            memcmp (self->at, words[i].word, length) != 0)
            continue;
        self->at += length;
        value->kind = words[i].kind;
        value->truth = words[i].truth;
        return true;
    }
    return fail (self, "expected a value");
}

static size_t
skip_digits (Reader *self)
{
    const char *from = self->at;

    while (g_ascii_isdigit (peek (self)))
        self->at++;
    return self->at - from;
}

/* number = "-"? ("0" | digit1-9 digit*) ("." digit+)? (("e" | "E") ("+" | "-")? digit+)? */
static bool
read_number (Reader *self, CopiaJson *value)
{
    const char *from = self->at;
    char digits[64];

    take (self, '-');
    if (!take (self, '0') && skip_digits (self) == 0)
        return fail (self, "expected a digit");
    if (take (self, '.') && skip_digits (self) == 0)
        return fail (self, "expected a digit after the point");
    if (take (self, 'e') || take (self, 'E')) {
        if (!take (self, '+'))
            take (self, '-');
        if (skip_digits (self) == 0)
            return fail (self, "expected a digit in the exponent");
    }
    size_t length = self->at - from;
    g_autofree char *longer = length < sizeof digits ? NULL : g_strndup (from, length);
    if (!longer) {
        memcpy (digits, from, length);
        digits[length] = '\0';
    }
    value->kind = COPIA_JSON_NUMBER;
    value->number = g_ascii_strtod (longer ? longer : digits, NULL);
    if (!isfinite (value->number)) {
        self->at = from;
        return fail (self, "the number is too large");
    }
    return true;
}

/* four hexadecimal digits, or -1 */
static int
read_hex (Reader *self)
{
    int code = 0;

    for (int i = 0; i < 4; i++, self->at++) {
        if (!g_ascii_isxdigit (peek (self)))
            return -1;
        code = code * 16 + g_ascii_xdigit_value (*self->at);
    }
    return code;
}

/* What follows "\u"; a high surrogate takes its partner along. */
static bool
read_code (Reader *self, GString *into)
{
    int code = read_hex (self);

    if (code >= 0xD800 && code < 0xDC00 && take (self, '\\') && take (self, 'u')) {
        int low = read_hex (self);
        bool pair = low >= 0xDC00 && low < 0xE000;
        code = pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : -1;
    }
    if (code <= 0 || (code >= 0xD800 && code < 0xE000))
        return fail (self, "not a character");
    g_string_append_unichar (into, code);
    return true;
}

static bool
read_escape (Reader *self, GString *into)
{
    static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char c = peek (self);
    const char *found = c ? strchr (plain, c) : NULL;

    if (take (self, 'u'))
        return read_code (self, into);
    if (!found)
        return fail (self, "no such escape");
    self->at++;
    g_string_append_c (into, meant[found - plain]);
    return true;
}

/* string = '"' (character | escape)* '"'; the text has been found to be UTF-8 */
static char *
read_string (Reader *self)
{
    if (!take (self, '"')) {
        fail (self, "expected a string in double quotes");
        return NULL;
    }
    const char *close = self->at;
    while (close < self->end && *close != '"' && *close != '\\' &&
           (guchar) *close >= ' ')
        close++;
    if (close < self->end && *close == '"') { /* no escapes: the ordinary case */
        char *plain = g_strndup (self->at, close - self->at);
        self->at = close + 1;
        return plain;
    }
    g_autoptr (GString) into = g_string_new (NULL);
    while (!take (self, '"')) {
        if (self->at == self->end || (guchar) *self->at < ' ') {
            fail (self, "the string does not end");
            return NULL;
        }
        if (!take (self, '\\'))
            g_string_append_c (into, *self->at++);
        else if (!read_escape (self, into))
            return NULL;
    }
    return g_string_free (g_steal_pointer (&into), FALSE);
}

static int
by_name (const void *a, const void *b)
{
    return strcmp (*(char *const *) a, *(char *const *) b);
}

static bool
names_differ (Reader *self, const CopiaJson *object)
{
    g_autofree char **names = g_new (char *, object->size + 1);

    for (size_t i = 0; i < object->size; i++)
        names[i] = object->items[i].name;
    qsort (names, object->size, sizeof *names, by_name);
    for (size_t i = 1; i < object->size; i++)
        if (strcmp (names[i - 1], names[i]) == 0)
            return fail (self, "a name stands twice in the object before this place");
    return true;
}

static bool read_value (Reader *self, CopiaJson *value);

/* member = string ":" value */
static bool
read_name (Reader *self, CopiaJson *member)
{
    skip_space (self);
    member->name = read_string (self);
    if (!member->name)
        return false;
    skip_space (self);
    return take (self, ':') || fail (self, "expected ':'");
}

/* items = (item ("," item)*)? close; item = value | member */
static bool
read_items (Reader *self, CopiaJson *value, char close)
{
    size_t room = 0;

    skip_space (self);
    if (take (self, close))
        return true;
    do {
        if (value->size == room) {
            room = room ? room + room / 2 + 1 : 4;
            value->items = g_renew (CopiaJson, value->items, room);
        }
        CopiaJson *item = &value->items[value->size++];
        *item = (CopiaJson){ .kind = COPIA_JSON_NULL };
        if (value->kind == COPIA_JSON_OBJECT && !read_name (self, item))
            return false;
        if (!read_value (self, item))
            return false;
        skip_space (self);
    } while (take (self, ','));
    return take (self, close) || fail (self, "expected ',' or the closing bracket");
}

static bool
read_nested (Reader *self, CopiaJson *value)
{
    bool object = *self->at++ == '{';

    if (++self->depth > COPIA_JSON_MOST_DEPTH) {
        g_set_error (
            self->error, COPIA_ERROR, COPIA_ERROR_LIMIT,
            "JSON: byte %zu: more than %d arrays and objects inside each other",
            (size_t) (self->at - self->start), COPIA_JSON_MOST_DEPTH);
        return false;
    }
    value->kind = object ? COPIA_JSON_OBJECT : COPIA_JSON_ARRAY;
    if (!read_items (self, value, object ? '}' : ']'))
        return false;
    self->depth--;
    return !object || names_differ (self, value);
}

/* value = object | array | string | number | word */
static bool
read_value (Reader *self, CopiaJson *value)
{
    skip_space (self);
    char c = peek (self);
    if (c == '{' || c == '[')
        return read_nested (self, value);
    if (c == '"') {
        char *string = read_string (self);
        if (!string)
            return false;
        value->kind = COPIA_JSON_STRING;
        value->string = string;
        return true;
    }
    if (c == '-' || g_ascii_isdigit (c))
        return read_number (self, value);
    return read_word (self, value);
}

CopiaJson *
copia_json_parse (const char *text, size_t size, GError **error)
{
    Reader reader = { text, text, text + size, 0, error };
    const char *valid;

    if (size > COPIA_JSON_MOST_BYTES) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "JSON: %zu bytes; at most %u are read", size,
                     COPIA_JSON_MOST_BYTES);
        return NULL;
    }
    if (!g_utf8_validate_len (text, size, &valid)) {
        reader.at = valid;
        fail (&reader, "not UTF-8");
        return NULL;
    }
    g_autoptr (CopiaJson) root = g_new0 (CopiaJson, 1);
    if (!read_value (&reader, root))
        return NULL;
    skip_space (&reader);
    if (reader.at < reader.end) {
        fail (&reader, "something follows the value");
        return NULL;
    }
    return g_steal_pointer (&root);
}

void
copia_json_free (CopiaJson *root)
{
    if (!root)
        return;
    clear (root);
    g_free (root);
}

CopiaJsonKind
copia_json_kind (const CopiaJson *self)
{
    return self->kind;
}

bool
copia_json_bool (const CopiaJson *self)
{
    return self->kind == COPIA_JSON_BOOL && self->truth;
}

double
copia_json_number (const CopiaJson *self)
{
    return self->kind == COPIA_JSON_NUMBER ? self->number : NAN;
}

const char *
copia_json_string (const CopiaJson *self)
{
    return self->kind == COPIA_JSON_STRING ? self->string : NULL;
}

size_t
copia_json_size (const CopiaJson *self)
{
    return self->size;
}

const CopiaJson *
copia_json_at (const CopiaJson *self, size_t at)
{
    g_assert (at < self->size);
    return &self->items[at];
}

const char *
copia_json_name_at (const CopiaJson *self, size_t at)
{
    return copia_json_at (self, at)->name;
}

const CopiaJson *
copia_json_find (const CopiaJson *self, const char *name)
{
    if (self->kind != COPIA_JSON_OBJECT)
        return NULL;
    for (size_t i = 0; i < self->size; i++)
        if (strcmp (self->items[i].name, name) == 0)
            return &self->items[i];
    return NULL;
}
