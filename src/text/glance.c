/* glance.c - what lines may begin with, and what was found of that. */
#include "text/glance.h"

#include <stdint.h>
#include <string.h>

#include "text/shape.h"

#define BITS 14
#define LONGEST 15 /* bytes of words that are remembered */
#define BRIEF 8    /* bytes that are a title whatever they begin with */

/* A word, or two, behind their size; of no bytes: there is none. */
typedef struct {
    uint8_t words[LONGEST + 1];
    CopiaOpening opening;
} Seen;

struct CopiaGlance {
    Seen seen[1 << BITS];
};

CopiaGlance *
copia_glance_new (void)
{
    return g_new0 (CopiaGlance, 1);
}

static CopiaOpening
find_opening (const char *words, size_t size, bool two)
{
    if (!two)
        return copia_shape_opening (words, size);
    return copia_shape_may_open (words, size) ? COPIA_OPENING_MAY : COPIA_OPENING_NONE;
}

static CopiaOpening
opening_of (CopiaGlance *self, const char *words, size_t size, bool two)
{
    uint8_t key[LONGEST + 1] = { (uint8_t) size };
    uint64_t halves[2];
    Seen *seen;

    if (size > LONGEST)
        return find_opening (words, size, two);
    memcpy (key + 1, words, size);
    memcpy (halves, key, sizeof halves);
    seen =
        &self->seen[((halves[0] ^ halves[1] * 3) * 0x9E3779B97F4A7C15u) >> (64 - BITS)];
    if (memcmp (seen->words, key, sizeof key) != 0) {
        seen->opening = find_opening (words, size, two);
        memcpy (seen->words, key, sizeof key);
    }
    return seen->opening;
}

/* Letters, digits, and what is not ASCII and may be one or a mark of one. */
static size_t
word_size (const char *line, size_t size)
{
    size_t n = 0;

    while (n < size && (g_ascii_isalnum (line[n]) || (line[n] & 0x80)))
        n++;
    return n;
}

static bool
is_ascii (const char *word, size_t size)
{
    char all = 0;

    for (size_t i = 0; i < size; i++)
        all |= word[i];
    return (all & 0x80) == 0;
}

static bool
has_small_letter (const char *line, size_t size)
{
    for (const char *at = line; at < line + size; at = g_utf8_next_char (at))
        if ((*at & 0x80) ? g_unichar_islower (g_utf8_get_char (at))
                         : g_ascii_islower (*at))
            return true;
    return false;
}

/* Whether all of it is of one word. */
static bool
is_word (const char *word, size_t size)
{
    for (const char *at = word; at < word + size; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);

        if (c >= 0x80 && !g_unichar_isalnum (c) && !g_unichar_ismark (c))
            return false;
    }
    return true;
}

/* The size of a word that nothing behind it changes; 0: there is none. */
static size_t
sure_word (const char *line, size_t size)
{
    size_t n = word_size (line, size);

    return is_ascii (line, n) || is_word (line, n) ? n : 0;
}

/* Whether so little stands in the line that it may be shorter than it looks: a run of blanks is one
 * when it is read, and no byte of a blank that is not ASCII counts here. */
static bool
is_brief (const char *line, size_t size)
{
    size_t n = 0;

    for (const char *at = line; n <= BRIEF && at < line + size;) {
        const char *next = g_utf8_next_char (at);

        n += g_unichar_isgraph (g_utf8_get_char (at)) ? (size_t) (next - at) : 0;
        at = next;
    }
    return n <= BRIEF;
}

bool
copia_glance_may_have_shape (CopiaGlance *self, const char *line, size_t size)
{
    const char *first = line;
    size_t n, second;
    CopiaOpening opening;

    /* Behind an ornament a blank may stand that is not left out with it. */
    if (!copia_shape_begin (&line, &size))
        return size > 0 &&
               ((line > first && !g_ascii_isgraph (*line)) || is_brief (line, size));
    n = sure_word (line, size);
    if (n == 0 || !has_small_letter (line, size))
        return true;
    opening = opening_of (self, line, n, false);
    if (opening != COPIA_OPENING_SECOND)
        return opening == COPIA_OPENING_MAY;
    second = n < size && line[n] == ' ' ? sure_word (line + n + 1, size - n - 1) : 0;
    return second == 0 ||
           opening_of (self, line, n + 1 + second, true) == COPIA_OPENING_MAY;
}

void
copia_glance_free (CopiaGlance *self)
{
    g_free (self);
}
