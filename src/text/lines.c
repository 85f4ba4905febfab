/* lines.c - the lines of a document, and what of each is visible. */
#include "text/lines-private.h"

#include <string.h>

#include "base/workers.h"

#define RESTING (1u << 17) /* lines */
#define TOUCHES 64         /* of places anywhere: the system reads ahead around each */

/* ---- blanks and skips ----------------------------------------------------------------- */

/* The bytes of the blank character at `text`, or 0. */
static uint32_t
blank_size (const char *text)
{
    unsigned char byte = (unsigned char) *text;
    gunichar c;

    if (byte < 0x80)
        return byte == ' ' || (byte >= '\t' && byte <= '\r') || byte == 0x1A;
    if (byte != 0xC2 && byte < 0xE1)
        return 0;
    c = g_utf8_get_char (text);
    if (!g_unichar_isspace (c) && c != 0x200B && c != 0xFEFF && c != 0x85)
        return 0;
    return (uint32_t) (g_utf8_next_char (text) - text);
}

static const CopiaRange *
skip_at (const CopiaLines *self, guint i)
{
    const GArray *skips = self->document->skips;

    return i < skips->len ? &g_array_index (skips, CopiaRange, i) : NULL;
}

/* The first skip that ends behind `at`. */
static guint
find_skip (const CopiaLines *self, uint32_t at)
{
    guint low = 0, high = self->document->skips->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (skip_at (self, middle)->end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- lines ---------------------------------------------------------------------------- */

static void
find_visible (CopiaLines *self, CopiaLine *line, guint *skip)
{
    const char *text = self->document->text;
    uint32_t at = line->start;
    guint i;

    while (skip_at (self, *skip) && skip_at (self, *skip)->end <= line->start)
        ++*skip;
    i = *skip;
    line->first = line->last = line->start;
    while (at < line->end) {
        const CopiaRange *next = skip_at (self, i);
        uint32_t blank;

        if (next && next->start <= at) {
            at = next->end;
            i++;
            continue;
        }
        blank = blank_size (text + at);
        if (blank == 0)
            break;
        copia_document_pass (self->document, at, at + blank);
        at += blank;
    }
    if (at >= line->end)
        return;
    line->first = line->last = at;
    while (
        at <
        line->end) { /* stretches between skips; of each, what is not blank at its end */
        const CopiaRange *next = skip_at (self, i);
        uint32_t stop = next ? MIN (next->start, line->end) : line->end;
        uint32_t last = stop;

        while (last > at) {
            const char *before = g_utf8_prev_char (text + last);

            if (blank_size (before) == 0)
                break;
            copia_document_pass (self->document, (uint32_t) (before - text), last);
            last = (uint32_t) (before - text);
        }
        if (last > at)
            line->last = last;
        if (stop == line->end)
            break;
        at = next->end;
        i++;
    }
}

/* Most go through the lines in order. */
static inline void
rest (const CopiaLines *self, uint32_t i)
{
    const CopiaLine *line = &g_array_index (self->lines, CopiaLine, i);

    if (G_LIKELY (!self->document->aside) || i == 0)
        return;
    if (i % RESTING == 0)
        copia_aside_rest (self->lines);
    copia_document_pass (self->document, line[-1].start, line->start);
}

/* Others look here and there. */
static void
touch (const CopiaLines *self)
{
    if (G_LIKELY (!self->document->aside) || ++*self->touches < TOUCHES)
        return;
    copia_aside_rest (self->lines);
    copia_aside_rest (self->document->aside);
    *self->touches = 0;
}

/* The lines of [at, end); a line begins at `at`, and none goes on behind `end`. */
static void
read_lines (CopiaLines *self, uint32_t at, uint32_t end)
{
    const CopiaDocument *document = self->document;
    uint32_t feed = copia_document_find (document, '\n', at, end);
    guint skip = find_skip (self, at);

    while (at < end) {
        CopiaLine line = { at, copia_document_find (document, '\r', at, feed), 0, 0 };

        find_visible (self, &line, &skip);
        copia_aside_append (self->lines, &line);
        rest (self, self->lines->len - 1);
        at = line.end + (line.end + 1 == feed && feed < end ? 2 : 1);
        if (at > feed)
            feed = copia_document_find (document, '\n', MIN (at, end), end);
    }
}

GArray *
copia_lines_cut (const CopiaDocument *document, uint32_t size)
{
    GArray *starts = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    const bool shared = document->threads > 1 && !document->aside;
    uint32_t at = 0;

    while (at < document->size) {
        const char *feed = NULL;

        g_array_append_val (starts, at);
        if (shared && document->size - at > size)
            feed =
                memchr (document->text + at + size, '\n', document->size - at - size);
        at = feed ? (uint32_t) (feed - document->text) + 1 : document->size;
    }
    g_array_append_val (starts, at);
    return starts;
}

/* ---- by several threads ----------------------------------------------------------------- */

#define STRETCH (4u << 20) /* bytes whose lines a thread finds at a time */

typedef struct {
    CopiaLines *whole;
    GArray *starts; /* uint32_t: of stretches, and the end of the last */
} Sharing;

static void *
read_stretch (void *data, unsigned thread, size_t job)
{
    const Sharing *self = data;
    const uint32_t *start = &g_array_index (self->starts, uint32_t, job);
    CopiaLines part = { .document = self->whole->document,
                        .lines = copia_aside_new (sizeof (CopiaLine), NULL) };

    (void) thread;
    read_lines (&part, start[0], start[1]);
    return part.lines;
}

static bool
take_stretch (void *data, size_t job, void *result)
{
    const Sharing *self = data;
    CopiaAside *lines = result;

    (void) job;
    copia_aside_join (self->whole->lines, lines);
    copia_aside_free (lines);
    return true;
}

static void
share_lines (CopiaLines *self)
{
    g_autoptr (GArray) starts = copia_lines_cut (self->document, STRETCH);
    Sharing sharing = { self, starts };
    const CopiaWork work = { &sharing, read_stretch, take_stretch, NULL, 2 };

    (void) copia_workers_run (&work, self->document->threads, starts->len - 1);
}

CopiaLines *
copia_lines_new (const CopiaDocument *document)
{
    CopiaLines *self = g_new0 (CopiaLines, 1);

    self->document = document;
    self->touches = g_new0 (unsigned, 1);
    self->lines = copia_aside_new (sizeof (CopiaLine), document->beside);
    copia_aside_reserve (self->lines, document->size / 64 + 16);
    if (document->threads > 1 && document->size > 2 * STRETCH && !document->aside)
        share_lines (self);
    else
        read_lines (self, 0, document->size);
    return self;
}

void
copia_lines_forget (const CopiaLines *self, uint32_t from, uint32_t until)
{
    copia_aside_forget (self->lines, from, until);
}

void
copia_lines_free (CopiaLines *self)
{
    if (!self)
        return;
    copia_aside_free (self->lines);
    g_free (self->touches);
    g_free (self);
}

uint32_t
copia_lines_size (const CopiaLines *self)
{
    return self->lines->len;
}

const CopiaLine *
copia_lines_get (const CopiaLines *self, uint32_t i)
{
    rest (self, i);
    return &g_array_index (self->lines, CopiaLine, i);
}

uint32_t
copia_lines_find (const CopiaLines *self, uint32_t at)
{
    uint32_t low = 0, high = self->lines->len;

    touch (self);
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (copia_lines_get (self, middle)->start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

bool
copia_lines_is_indented (const CopiaLines *self, uint32_t i)
{
    const CopiaLine *line = copia_lines_get (self, i);

    return line->first > line->start &&
           blank_size (self->document->text + line->start) > 0;
}

bool
copia_lines_is_whole (const CopiaLines *self, uint32_t i)
{
    const CopiaLine *line = copia_lines_get (self, i);
    const CopiaRange *next = skip_at (self, find_skip (self, line->first));

    return !next || next->start >= line->last;
}

/* ---- text ----------------------------------------------------------------------------- */

/* Visits the characters of the visible text; `stop` of them at most, in bytes.  Gives the
 * place of the last one. */
static uint32_t
walk (const CopiaLines *self, uint32_t start, uint32_t end, size_t stop, GString *out)
{
    const char *text = self->document->text;
    guint i = find_skip (self, start);
    uint32_t at = start;
    size_t n = 0;
    bool space = false;

    touch (self);
    while (at < end) {
        const CopiaRange *next = skip_at (self, i);
        uint32_t blank, size;

        if (next && next->start <= at) {
            at = MAX (at, next->end);
            i++;
            continue;
        }
        blank = blank_size (text + at);
        if (blank) {
            space = n > 0;
            copia_document_pass (self->document, at, at + blank);
            at += blank;
            continue;
        }
        size = (uint32_t) (g_utf8_next_char (text + at) - (text + at));
        if (n + space + size > stop)
            return at;
        if (out && space)
            g_string_append_c (out, ' ');
        if (out)
            g_string_append_len (out, text + at, size);
        n += space + size;
        space = false;
        copia_document_pass (self->document, at, at + size);
        at += size;
    }
    return at;
}

bool
copia_lines_text (const CopiaLines *self, uint32_t start, uint32_t end, size_t limit,
                  GString *out)
{
    return walk (self, start, end, limit, out) >= end;
}

uint32_t
copia_lines_place (const CopiaLines *self, uint32_t start, uint32_t end, uint32_t at)
{
    return walk (self, start, end, at, NULL);
}
