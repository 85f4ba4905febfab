/* lines-layout.c - how the lines of a text make paragraphs. */
#include "text/lines-private.h"

#include "base/workers.h"

#define LONG 160 /* characters; nobody wraps lines wider */

typedef struct {
    uint64_t inner_bytes, long_bytes; /* of lines that no empty line follows */
    uint32_t inner, ended;            /* such lines; those that end a sentence */
    uint32_t blocks, indented_blocks; /* blocks; those whose first line is indented */
    uint32_t later, indented_later;   /* the blocks' other lines */
} Census;

static uint32_t
count_characters (const char *text, uint32_t size)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < size; i++)
        n += ((unsigned char) text[i] & 0xC0) != 0x80;
    return n;
}

static bool
is_long (const char *text, const CopiaLine *line)
{
    uint32_t bytes = line->last - line->first;

    return bytes > LONG &&
           (bytes > LONG * 4 || count_characters (text + line->first, bytes) > LONG);
}

static bool
ends_sentence (const char *text, const CopiaLine *line)
{
    const char *last = g_utf8_prev_char (text + line->last);

    switch (g_utf8_get_char (last)) {
    case '.':
    case '!':
    case '?':
    case '"':
    case '\'':
    case ')':
    case 0x2019: /* ’ */
    case 0x201D: /* ” */
    case 0x2026: /* … */
    case 0xBB:   /* » */
        return true;
    default:
        return false;
    }
}

static bool
is_visible (const CopiaLine *line)
{
    return line->first < line->last;
}

/* Of the lines [from, to). */
static Census
take_census (const CopiaLines *self, uint32_t from, uint32_t to)
{
    const char *text = self->document->text;
    Census census = { 0 };
    bool inside = from > 0 && is_visible (copia_lines_get (self, from - 1));

    for (uint32_t i = from; i < to; i++) {
        const CopiaLine *line = copia_lines_get (self, i);
        bool visible = is_visible (line);
        bool followed = i + 1 < self->lines->len && is_visible (&line[1]);
        bool indented = visible && copia_lines_is_indented (self, i);

        if (visible && !inside) {
            census.blocks += followed;
            census.indented_blocks += followed && indented;
        } else if (visible) {
            census.later++;
            census.indented_later += indented;
        }
        if (visible && followed) {
            census.inner++;
            census.ended += ends_sentence (text, line);
            census.inner_bytes += line->last - line->first;
            census.long_bytes += is_long (text, line) ? line->last - line->first : 0;
        }
        inside = visible;
    }
    return census;
}

/* ---- by several threads ----------------------------------------------------------------- */

#define STRETCH (1u << 16) /* lines that a thread counts at a time */

typedef struct {
    const CopiaLines *lines;
    Census all;
} Counting;

static void *
count_stretch (void *data, unsigned thread, size_t job)
{
    const CopiaLines *lines = ((const Counting *) data)->lines;
    uint32_t from = (uint32_t) job * STRETCH;
    Census *census = g_new (Census, 1);

    (void) thread;
    *census = take_census (lines, from, from + MIN (STRETCH, lines->lines->len - from));
    return census;
}

static bool
add_stretch (void *data, size_t job, void *result)
{
    Census *all = &((Counting *) data)->all, *census = result;

    (void) job;
    all->inner_bytes += census->inner_bytes;
    all->long_bytes += census->long_bytes;
    all->inner += census->inner;
    all->ended += census->ended;
    all->blocks += census->blocks;
    all->indented_blocks += census->indented_blocks;
    all->later += census->later;
    all->indented_later += census->indented_later;
    g_free (census);
    return true;
}

/* What is put aside is gone through in order, for its memory is given back on the way. */
static Census
take_whole_census (const CopiaLines *self)
{
    const uint32_t n = self->lines->len;
    Counting counting = { .lines = self };
    const CopiaWork work = { &counting, count_stretch, add_stretch, NULL, 8 };

    if (self->document->aside)
        return take_census (self, 0, n);
    (void) copia_workers_run (&work, MAX (self->document->threads, 1),
                              ((size_t) n + STRETCH - 1) / STRETCH);
    return counting.all;
}

/* ---- public --------------------------------------------------------------------------- */

/* Lines are paragraphs where most of the text that no empty line follows stands in lines too
 * long to be wrapped, or where almost all lines end a sentence.  Indented lines begin
 * paragraphs where blocks of lines begin so as a rule, and other lines rarely. */
CopiaLayout
copia_lines_layout (const CopiaLines *self)
{
    Census census;

    if (self->document->wrapped)
        return COPIA_LAYOUT_BLANK;
    census = take_whole_census (self);
    if (census.inner >= 2 && census.long_bytes * 2 >= census.inner_bytes)
        return COPIA_LAYOUT_LINES;
    if (census.inner >= 8 && census.ended * 4 >= census.inner * 3)
        return COPIA_LAYOUT_LINES;
    if (census.later >= 20 && census.indented_blocks * 2 >= census.blocks &&
        census.indented_later * 5 <= census.later * 2)
        return COPIA_LAYOUT_INDENT;
    return COPIA_LAYOUT_BLANK;
}
