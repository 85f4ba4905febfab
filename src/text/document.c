/* document.c - one text as an importer leaves it. */
#include "text/document.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define WINDOW (4u << 20) /* bytes looked through at a time */
#define SHORT_LINE 256u   /* bytes: most lines end within */

const char *const copia_word_values[COPIA_WORD_VALUES] = { "lemma", "pos", "msd" };

CopiaDocument *
copia_document_new (const char *name)
{
    CopiaDocument *self = g_new0 (CopiaDocument, 1);

    self->name = g_strdup (name);
    self->skips = g_array_new (FALSE, FALSE, sizeof (CopiaRange));
    self->headings = g_array_new (FALSE, FALSE, sizeof (CopiaHeading));
    self->breaks = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->spans = g_array_new (FALSE, FALSE, sizeof (CopiaStretch));
    self->sentences = g_array_new (FALSE, FALSE, sizeof (CopiaStretch));
    self->words = g_array_new (FALSE, FALSE, sizeof (CopiaDeclaredWord));
    self->pairs = g_ptr_array_new ();
    self->strings = g_string_chunk_new (4096);
    self->attributes = g_ptr_array_new_with_free_func (g_free);
    self->notes = g_ptr_array_new_with_free_func (g_free);
    return self;
}

void
copia_document_skip (CopiaDocument *self, uint32_t start, uint32_t end)
{
    CopiaRange range = { start, end };

    if (start < end)
        g_array_append_val (self->skips, range);
}

void
copia_document_heading (CopiaDocument *self, CopiaRange line, CopiaRange title,
                        uint32_t level)
{
    CopiaHeading heading = { line, title, level, NULL };

    if (title.start < title.end)
        g_array_append_val (self->headings, heading);
}

void
copia_document_call (CopiaDocument *self, CopiaRange line, uint32_t level,
                     const char *called)
{
    CopiaHeading heading = { line, line, level, NULL };

    heading.called = g_string_chunk_insert_const (self->strings, called);
    g_array_append_val (self->headings, heading);
}

void
copia_document_break (CopiaDocument *self, uint32_t start)
{
    g_array_append_val (self->breaks, start);
}

void
copia_document_name (char name[COPIA_DOCUMENT_NAME], const char *said)
{
    size_t n = 0;

    for (; *said && n < COPIA_DOCUMENT_NAME - 1; said++) {
        char c = g_ascii_tolower (*said);

        if (n == 0 && !g_ascii_isalpha (c))
            continue;
        if (g_ascii_isalnum (c))
            name[n++] = c;
        else if (name[n - 1] != '_')
            name[n++] = '_';
    }
    while (n > 0 && name[n - 1] == '_')
        n--;
    if (n == 0)
        name[n++] = 'x';
    name[n] = 0;
}

uint32_t
copia_document_open (CopiaDocument *self, const char *name, uint32_t start)
{
    CopiaStretch span = { .start = start, .end = start, .first = self->pairs->len };
    char good[COPIA_DOCUMENT_NAME];

    copia_document_name (good, name);
    span.name = g_string_chunk_insert_const (self->strings, good);
    g_array_append_val (self->spans, span);
    return self->spans->len - 1;
}

/* The pairs of a span lie side by side: those of one that is not the last go to the end. */
static void
gather_pairs (CopiaDocument *self, CopiaStretch *span)
{
    uint32_t first = self->pairs->len;

    if (span->first + 2 * span->n == first)
        return;
    for (uint32_t i = 0; i < 2 * span->n; i++)
        g_ptr_array_add (self->pairs, self->pairs->pdata[span->first + i]);
    span->first = first;
}

void
copia_document_tell (CopiaDocument *self, uint32_t span, const char *name,
                     const char *value)
{
    CopiaStretch *at = &g_array_index (self->spans, CopiaStretch, span);
    char good[COPIA_DOCUMENT_NAME];

    copia_document_name (good, name);
    for (uint32_t i = 0; i < at->n; i++)
        if (strcmp (self->pairs->pdata[at->first + 2 * i], good) == 0)
            return;
    if (!value || !*value)
        return;
    gather_pairs (self, at);
    g_ptr_array_add (self->pairs, g_string_chunk_insert_const (self->strings, good));
    g_ptr_array_add (self->pairs, g_string_chunk_insert_const (self->strings, value));
    at->n++;
}

void
copia_document_rename (CopiaDocument *self, uint32_t span, const char *name)
{
    g_array_index (self->spans, CopiaStretch, span).name =
        g_string_chunk_insert_const (self->strings, name);
}

void
copia_document_word (CopiaDocument *self, uint32_t start, uint32_t end,
                     const char *const *values)
{
    CopiaDeclaredWord word = { start, end, { NULL } };

    if (start >= end)
        return;
    for (int i = 0; i < COPIA_WORD_VALUES; i++)
        if (values[i] && *values[i])
            word.values[i] = g_string_chunk_insert_const (self->strings, values[i]);
    g_array_append_val (self->words, word);
}

void
copia_document_close (CopiaDocument *self, uint32_t span, uint32_t end)
{
    g_array_index (self->spans, CopiaStretch, span).end = end;
}

static int
by_start (const void *a, const void *b)
{
    const CopiaRange *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

static int
by_line (const void *a, const void *b)
{
    const CopiaHeading *x = a, *y = b;

    if (x->line.start != y->line.start)
        return x->line.start < y->line.start ? -1 : 1;
    return x->line.end < y->line.end ? -1 : x->line.end > y->line.end;
}

static int
by_place (const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return x < y ? -1 : x > y;
}

/* Most importers tell things in the order of the text: then there is nothing to sort, nor room to
 * be had for that. */
static bool
is_sorted (const GArray *array, guint size, GCompareFunc compare)
{
    for (guint i = 1; i < array->len; i++)
        if (compare (array->data + (gsize) (i - 1) * size,
                     array->data + (gsize) i * size) > 0)
            return false;
    return true;
}

static void
settle_skips (GArray *skips)
{
    CopiaRange *ranges = (CopiaRange *) (void *) skips->data;
    guint kept = 0;

    if (skips->len == 0)
        return;
    if (!is_sorted (skips, sizeof *ranges, by_start))
        qsort (ranges, skips->len, sizeof *ranges, by_start);
    for (guint i = 1; i < skips->len; i++) {
        if (ranges[i].start > ranges[kept].end)
            ranges[++kept] = ranges[i];
        else
            ranges[kept].end = MAX (ranges[kept].end, ranges[i].end);
    }
    g_array_set_size (skips, kept + 1);
}

/* Where one span holds the other, the outer one stands first; of two alike, that which was
 * opened first. */
static int
by_span (const void *a, const void *b)
{
    const CopiaStretch *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end > y->end ? -1 : x->end < y->end;
}

static void
settle_spans (CopiaDocument *self)
{
    guint kept = 0;

    for (guint i = 0; i < self->spans->len; i++) {
        CopiaStretch span = g_array_index (self->spans, CopiaStretch, i);

        if (span.start >= span.end)
            continue;
        if (strcmp (span.name, "s") == 0)
            g_array_append_val (self->sentences, span);
        else
            g_array_index (self->spans, CopiaStretch, kept++) = span;
    }
    g_array_set_size (self->spans, kept);
    g_array_sort (self->spans, by_span); /* which keeps the order of equals */
    g_array_sort (self->sentences, by_span);
}

void
copia_document_settle (CopiaDocument *self)
{
    settle_spans (self);
    settle_skips (self->skips);
    if (!is_sorted (self->headings, sizeof (CopiaHeading), by_line))
        g_array_sort (self->headings, by_line);
    if (!is_sorted (self->breaks, sizeof (uint32_t), by_place))
        g_array_sort (self->breaks, by_place);
}

const char *
copia_document_find_attribute (const CopiaDocument *self, const char *name)
{
    for (guint i = 0; i + 1 < self->attributes->len; i += 2)
        if (strcmp (g_ptr_array_index (self->attributes, i), name) == 0)
            return g_ptr_array_index (self->attributes, i + 1);
    return NULL;
}

void
copia_document_attribute (CopiaDocument *self, const char *name, const char *value)
{
    if (!value || !*value || copia_document_find_attribute (self, name))
        return;
    g_ptr_array_add (self->attributes, g_strdup (name));
    g_ptr_array_add (self->attributes, g_strdup (value));
}

void
copia_document_replace (CopiaDocument *self, const char *name, const char *value)
{
    for (guint i = 0; i + 1 < self->attributes->len; i += 2)
        if (strcmp (g_ptr_array_index (self->attributes, i), name) == 0) {
            g_free (self->attributes->pdata[i + 1]);
            self->attributes->pdata[i + 1] = g_strdup (value);
            return;
        }
    copia_document_attribute (self, name, value);
}

void
copia_document_note (CopiaDocument *self, const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    g_ptr_array_add (self->notes, g_strdup_vprintf (format, arguments));
    va_end (arguments);
}

void
copia_document_forget (const CopiaDocument *self, uint32_t from, uint32_t until)
{
    const uintptr_t page = (uintptr_t) sysconf (_SC_PAGESIZE);
    uintptr_t start = ((uintptr_t) self->text + from + page - 1) / page * page;
    uintptr_t end = ((uintptr_t) self->text + until) / page * page;

    if (self->aside)
        copia_aside_rest (self->aside);
    else if (start < end)
        (void) madvise ((void *) start, end - start, MADV_DONTNEED);
}

uint32_t
copia_document_find (const CopiaDocument *self, char byte, uint32_t from,
                     uint32_t until)
{
    while (from < until) {
        uint32_t size = MIN (until - from, WINDOW);
        const char *found = memchr (self->text + from, byte, size);

        if (found)
            return (uint32_t) (found - self->text);
        copia_document_pass (self, from, from + size);
        from += size;
    }
    return until;
}

uint32_t
copia_document_line_end (const CopiaDocument *self, uint32_t from)
{
    uint32_t window = SHORT_LINE;

    while (from < self->size) {
        uint32_t stop = from + MIN (window, self->size - from);
        uint32_t feed = copia_document_find (self, '\n', from, stop);
        uint32_t end = copia_document_find (self, '\r', from, feed);

        if (end < stop)
            return end;
        copia_document_pass (self, from, stop);
        from = stop;
        window = MIN (window * 2, WINDOW);
    }
    return from;
}

void
copia_document_free (CopiaDocument *self)
{
    if (!self)
        return;
    for (CopiaDocument *next = self->next; next;) { /* a file may hold very many */
        CopiaDocument *behind = next->next;

        next->next = NULL;
        copia_document_free (next);
        next = behind;
    }
    g_free (self->name);
    if (self->rest.free)
        self->rest.free (self->rest.self);
    if (self->aside)
        copia_aside_free (self->aside);
    else
        g_free (self->text);
    g_free (self->beside);
    g_free (self->encoding);
    g_array_free (self->skips, TRUE);
    g_array_free (self->headings, TRUE);
    g_array_free (self->breaks, TRUE);
    g_array_free (self->spans, TRUE);
    g_array_free (self->sentences, TRUE);
    g_array_free (self->words, TRUE);
    g_ptr_array_free (self->pairs, TRUE);
    g_string_chunk_free (self->strings);
    g_ptr_array_free (self->attributes, TRUE);
    g_ptr_array_free (self->notes, TRUE);
    g_free (self);
}
