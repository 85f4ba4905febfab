/* document.c - one text as an importer leaves it. */
#include "text/document.h"

#include <stdlib.h>
#include <string.h>

CopiaDocument *
copia_document_new (const char *name)
{
    CopiaDocument *self = g_new0 (CopiaDocument, 1);

    self->name = g_strdup (name);
    self->skips = g_array_new (FALSE, FALSE, sizeof (CopiaRange));
    self->headings = g_array_new (FALSE, FALSE, sizeof (CopiaHeading));
    self->breaks = g_array_new (FALSE, FALSE, sizeof (uint32_t));
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
    CopiaHeading heading = { line, title, level };

    if (title.start < title.end)
        g_array_append_val (self->headings, heading);
}

void
copia_document_break (CopiaDocument *self, uint32_t start)
{
    g_array_append_val (self->breaks, start);
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

    return x->line.start < y->line.start ? -1 : x->line.start > y->line.start;
}

static int
by_place (const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return x < y ? -1 : x > y;
}

static void
settle_skips (GArray *skips)
{
    CopiaRange *ranges = (CopiaRange *) (void *) skips->data;
    guint kept = 0;

    if (skips->len == 0)
        return;
    qsort (ranges, skips->len, sizeof *ranges, by_start);
    for (guint i = 1; i < skips->len; i++) {
        if (ranges[i].start > ranges[kept].end)
            ranges[++kept] = ranges[i];
        else
            ranges[kept].end = MAX (ranges[kept].end, ranges[i].end);
    }
    g_array_set_size (skips, kept + 1);
}

void
copia_document_settle (CopiaDocument *self)
{
    settle_skips (self->skips);
    g_array_sort (self->headings, by_line);
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
copia_document_note (CopiaDocument *self, const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    g_ptr_array_add (self->notes, g_strdup_vprintf (format, arguments));
    va_end (arguments);
}

void
copia_document_free (CopiaDocument *self)
{
    if (!self)
        return;
    g_free (self->name);
    g_free (self->text);
    g_free (self->encoding);
    g_array_free (self->skips, TRUE);
    g_array_free (self->headings, TRUE);
    g_array_free (self->breaks, TRUE);
    g_ptr_array_free (self->attributes, TRUE);
    g_ptr_array_free (self->notes, TRUE);
    g_free (self);
}
