/* wiki-plain.c - a search for marks. */
#include "import/wiki-plain.h"

#include <string.h>

#define WINDOW (1u << 20) /* bytes between two looks at the memory they take */

typedef uint8_t Bytes __attribute__ ((vector_size (16)));
typedef int8_t Flags __attribute__ ((vector_size (16)));

#define BEHIND 2 /* bytes that tell whether one is a mark */

static bool
begins_mark (const char *line)
{
    return (*line && strchr ("=*#:;", *line)) || (line[0] == '-' && line[1] == '-');
}

/* The first byte of what may be a mark: a tag, a reference, a link, a template or table, quotes,
 * a magic word, a signature; or of a line end that is a carriage return alone, or has a mark of
 * headings, lists or rules behind it. */
static bool
is_mark (const char *text, uint32_t at)
{
    const char next = text[at] ? text[at + 1] : '\0';

    switch (text[at]) {
    case '[':
    case '{':
        return true;
    case '<':
    case '&':
        return next != ' ';
    case '\'':
    case '_':
    case '~':
        return next == text[at];
    case '\r':
        return next != '\n';
    case '\n':
        return begins_mark (text + at + 1);
    default:
        return false;
    }
}

static inline Bytes
load (const char *text)
{
    Bytes bytes;

    memcpy (&bytes, text, sizeof bytes);
    return bytes;
}

static inline bool
any (Flags flags)
{
    uint64_t halves[2];

    memcpy (halves, &flags, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/* is_mark() of any of sixteen bytes; BEHIND more can be read. */
static inline bool
has_mark (const char *text)
{
    const Bytes here = load (text), next = load (text + 1), third = load (text + 2);
    const Flags single =
        ((here | 0x20) == '{') | (((here == '<') | (here == '&')) & (next != ' '));
    const Flags twice =
        ((here == '\'') | (here == '_') | (here == '~')) & (here == next);
    const Flags first = (next == '=') | (next == '*') | (next == '#') | (next == ':') |
                        (next == ';') | ((next == '-') & (third == '-'));

    return any (single | twice | ((here == '\r') & (next != '\n')) |
                ((here == '\n') & first));
}

/* The first mark in [at, end), or `end`. */
static uint32_t
find_mark (const CopiaDocument *document, uint32_t at, uint32_t end)
{
    const char *text = document->text;
    const uint32_t last = MIN (end, document->size - MIN (document->size, BEHIND));

    while (at + sizeof (Bytes) <= last && !has_mark (text + at))
        at += sizeof (Bytes);
    while (at < end && !is_mark (text, at))
        at++;
    return at;
}

/* Where the last line begins that does not lie behind `at`: in [from, at], or it is `line`. */
static uint32_t
last_line (const char *text, uint32_t line, uint32_t from, uint32_t at)
{
    for (; at > from; at--)
        if (text[at - 1] == '\n')
            return at;
    return line;
}

/* Looks at [at, end), and lets go of it; the last line that begins in it is *line.  True: that
 * may have a mark. */
static bool
look (const CopiaDocument *document, uint32_t at, uint32_t end, uint32_t *line)
{
    uint32_t mark = find_mark (document, at, end);

    *line = mark < end && document->text[mark] == '\n'
                ? mark + 1
                : last_line (document->text, *line, at, mark);
    copia_document_pass (document, at, mark);
    return mark < end;
}

uint32_t
copia_wiki_plain_end (const CopiaDocument *document, uint32_t at, uint32_t end)
{
    uint32_t line = at;

    if (at < end && begins_mark (document->text + at))
        return at;
    while (at < end) {
        uint32_t stop = at + MIN (WINDOW, end - at);

        if (look (document, at, stop, &line))
            return line;
        at = stop;
    }
    return at;
}
