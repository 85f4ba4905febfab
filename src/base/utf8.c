/* utf8.c - text as a reader sees it. */
#include "base/utf8.h"

#include <string.h>

enum {
    JOINER = 0x200D,
    EMOJI_STYLE = 0xFE0F,
};

static bool
is_ascii (char byte)
{
    return !((unsigned char) byte & 0x80);
}

/* Size of a sequence and range of its second byte, by its first: Unicode 15, table 3-7. */
static unsigned
sequence (uint8_t lead, uint8_t *low, uint8_t *high)
{
    *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

size_t
copia_utf8_decode (const char *text, size_t size, uint32_t *character)
{
    const uint8_t *bytes = (const uint8_t *) text;
    uint8_t low, high;
    unsigned n = sequence (bytes[0], &low, &high);
    uint32_t value;

    *character = COPIA_UTF8_BAD;
    if (n == 0)
        return 1;
    value = n == 1 ? bytes[0] : bytes[0] & (0x7Fu >> n);
    for (unsigned i = 1; i < n; i++) {
        if (i == size || bytes[i] < low || bytes[i] > high)
            return i;
        value = value << 6 | (bytes[i] & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    *character = value;
    return n;
}

static bool
is_regional (uint32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* The blocks emoji come from; what is not one there is never joined or styled as one. */
static bool
is_pictograph (uint32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) ||
           (c >= 0x2B00 && c <= 0x2BFF) || (c >= 0x203C && c <= 0x23FF);
}

static size_t
character_width (uint32_t c)
{
    if (c < 0x300 || c == COPIA_UTF8_BAD)
        return 1;
    if (g_unichar_iszerowidth (c))
        return 0;
    return g_unichar_iswide (c) ? 2 : 1;
}

/* Bytes at the start of `text` that belong to the cluster of `base` before them.  `before` is the
 * character they follow, `pair` says that a regional indicator still lacks its second half. */
static size_t
belongs (const char *text, size_t size, uint32_t base, uint32_t before, bool *pair,
         uint32_t *after, size_t *columns)
{
    uint32_t c;
    size_t n = copia_utf8_decode (text, size, &c);

    *after = c;
    if (c == COPIA_UTF8_BAD)
        return 0;
    if (before == JOINER && is_pictograph (base) && is_pictograph (c))
        return n;
    if (c >= 0x1F3FB && c <= 0x1F3FF && is_pictograph (base)) /* skin tones */
        return n;
    if (*pair && is_regional (c)) {
        *pair = false;
        *columns = 2;
        return n;
    }
    if (c == EMOJI_STYLE && is_pictograph (base))
        *columns = 2;
    if (g_unichar_iszerowidth (c))
        return n;
    if (g_unichar_type (c) == G_UNICODE_SPACING_MARK) {
        ++*columns;
        return n;
    }
    return 0;
}

size_t
copia_utf8_cluster (const char *text, size_t size, size_t *columns)
{
    uint32_t base, before, after;
    size_t at, n;
    bool pair;

    *columns = size > 0;
    if (size <= 1 || (is_ascii (text[0]) && is_ascii (text[1])))
        return size > 0;
    at = copia_utf8_decode (text, size, &base);
    *columns = character_width (base);
    pair = is_regional (base);
    for (before = base; at < size && !is_ascii (text[at]); before = after, at += n) {
        n = belongs (text + at, size - at, base, before, &pair, &after, columns);
        if (n == 0)
            break;
    }
    return at;
}

size_t
copia_utf8_width (const char *text, size_t size)
{
    size_t width = 0, columns;

    for (size_t at = 0; at < size; width += columns)
        at += copia_utf8_cluster (text + at, size - at, &columns);
    return width;
}

/* Bytes of the longest start that takes `columns` at most, and the columns it takes. */
static size_t
fitting_start (const char *text, size_t size, size_t columns, size_t *taken)
{
    size_t at = 0, n, width;

    for (*taken = 0; at < size; at += n, *taken += width) {
        n = copia_utf8_cluster (text + at, size - at, &width);
        if (*taken + width > columns)
            break;
    }
    return at;
}

/* Where a kept start of `end` bytes had better end: before the last space, if the words lost are
 * no more than `lose` columns, and never after a space; nor, between words, after a comma or stop,
 * which would look like a part of the ellipsis. */
static size_t
end_of_word (const char *text, size_t size, size_t end, size_t lose, bool at_word)
{
    const char *idle = at_word ? " .,;:" : " ";
    size_t at = end;

    if (at_word && end < size && text[end] != ' ')
        while (at > 0 && text[at - 1] != ' ')
            at--;
    if (at == 0 || copia_utf8_width (text + at, end - at) > lose)
        at = end;
    while (at > 0 && memchr (idle, text[at - 1], strlen (idle)))
        at--;
    return at;
}

static size_t
start_of_word (const char *text, size_t size, size_t start, size_t lose, bool at_word)
{
    size_t at = start;

    if (at_word && start > 0 && text[start - 1] != ' ')
        while (at < size && text[at] != ' ')
            at++;
    if (at == size || copia_utf8_width (text + start, at - start) > lose)
        at = start;
    while (at < size && text[at] == ' ')
        at++;
    return at;
}

/* Bytes to leave out so that the rest takes `columns` at most. */
static size_t
fitting_end (const char *text, size_t size, size_t width, size_t columns)
{
    size_t at = 0, taken;

    while (at < size && width > columns) {
        at += copia_utf8_cluster (text + at, size - at, &taken);
        width -= taken;
    }
    return at;
}

size_t
copia_utf8_cut (GString *into, const char *text, size_t size, size_t columns,
                CopiaCut how)
{
    bool word = how == COPIA_CUT_END_WORD || how == COPIA_CUT_START_WORD;
    size_t lose = columns / 3;
    size_t width, at, taken;

    if (columns == 0)
        return 0;
    at = fitting_start (text, size, columns, &taken);
    if (at == size) {
        g_string_append_len (into, text, (gssize) size);
        return taken;
    }
    if (how == COPIA_CUT_END || how == COPIA_CUT_END_WORD) {
        at = fitting_start (text, size, columns - 1, &taken);
        at = end_of_word (text, size, at, lose, word);
        g_string_append_len (into, text, (gssize) at);
        g_string_append (into, COPIA_UTF8_ELLIPSIS);
        return copia_utf8_width (text, at) + 1;
    }
    width = taken + copia_utf8_width (text + at, size - at);
    at = fitting_end (text, size, width, columns - 1);
    at = start_of_word (text, size, at, lose, word);
    g_string_append (into, COPIA_UTF8_ELLIPSIS);
    g_string_append_len (into, text + at, (gssize) (size - at));
    return copia_utf8_width (text + at, size - at) + 1;
}

static bool
is_blank (uint32_t c)
{
    return (c >= '\t' && c <= '\r') || c == 0x2028 || c == 0x2029;
}

static bool
is_bidi_mark (uint32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F;
}

static bool
is_harmful (uint32_t c)
{
    if (c < 0xA0)
        return c < ' ' || c >= 0x7F;
    return is_bidi_mark (c) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x206F) || c == COPIA_UTF8_BAD;
}

/* Every byte of `eight` is printable ASCII: no high bit, none below a space, none DEL.  A borrow
 * or carry between bytes starts only at a byte that fails by itself. */
static bool
all_plain (const char *eight)
{
    const uint64_t each = UINT64_C (0x0101010101010101);
    uint64_t w;

    memcpy (&w, eight, sizeof w);
    return !((w | (w + each) | (w - each * ' ')) & each * 0x80);
}

char *
copia_utf8_brief (const char *text, size_t columns)
{
    GString *brief = g_string_new (NULL);

    copia_utf8_cut (brief, text, strlen (text), columns, COPIA_CUT_END);
    return g_string_free (brief, FALSE);
}

/* Of a word cut short, what closes it: a quote, and the sign after it. */
static size_t
size_of_end (const char *word, size_t size)
{
    size_t end = size > 2 && strchr (".,;:)", word[size - 1]) ? 2 : 1;

    return size > end && word[size - end] == '\'' ? end : 0;
}

void
copia_utf8_message (GString *into, const char *message, size_t size)
{
    for (size_t at = 0, end, tail; at < size; at = end) {
        const char *blank = memchr (message + at, ' ', size - at);

        end = blank ? (size_t) (blank - message) : size;
        tail = size_of_end (message + at, end - at);
        copia_utf8_cut (into, message + at, end - at - tail, COPIA_UTF8_QUOTED,
                        COPIA_CUT_END);
        g_string_append_len (into, message + end - tail, (gssize) tail);
        for (; end < size && message[end] == ' '; end++)
            g_string_append_c (into, ' ');
    }
}

size_t
copia_utf8_harmless (const char *text, size_t size)
{
    size_t at = 0;

    while (at < size) {
        uint32_t c;
        size_t n;

        while (size - at >= 8 && all_plain (text + at))
            at += 8;
        while (at < size && text[at] >= ' ' && text[at] < 0x7F)
            at++;
        if (at == size || is_ascii (text[at]))
            break;
        n = copia_utf8_decode (text + at, size - at, &c);
        if (is_harmful (c))
            break;
        at += n;
    }
    return at;
}

size_t
copia_utf8_defuse (const char *text, size_t size, const char **instead)
{
    uint32_t c;
    size_t n = copia_utf8_decode (text, size, &c);
    size_t at = n;

    *instead = is_bidi_mark (c) ? "" : COPIA_UTF8_REPLACEMENT;
    if (!is_blank (c))
        return n;
    *instead = " ";
    while (at < size) {
        n = copia_utf8_decode (text + at, size - at, &c);
        if (!is_blank (c))
            break;
        at += n;
    }
    return at;
}

void
copia_utf8_safe (GString *into, const char *text, size_t size)
{
    for (size_t at = 0;;) {
        size_t n = copia_utf8_harmless (text + at, size - at);
        const char *instead;

        g_string_append_len (into, text + at, (gssize) n);
        at += n;
        if (at == size)
            return;
        at += copia_utf8_defuse (text + at, size - at, &instead);
        g_string_append (into, instead);
    }
}
