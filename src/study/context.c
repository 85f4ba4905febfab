/* context.c - what stands left and right of a hit. */
#include "study/kwic-private.h"

#include "base/utf8.h"
#include "study/prose.h"
#include "study/window.h"

struct CopiaContext {
    const CopiaIndex *index;
    uint32_t size;
    bool characters;
    CopiaWindow window;
    GString *text;
};

CopiaContext *
copia_context_new (const CopiaIndex *index, uint32_t size, bool characters)
{
    CopiaContext *self = g_new0 (CopiaContext, 1);
    CopiaScope all = copia_scope_of (index, NULL);

    self->index = index;
    self->size = size;
    self->characters = characters;
    self->window = copia_window_of (&all, NULL, size, size);
    self->text = g_string_new (NULL);
    return self;
}

static size_t
count_clusters (const GString *text)
{
    size_t n = 0, width;

    for (size_t at = 0; at < text->len; n++)
        at += copia_utf8_cluster (text->str + at, text->len - at, &width);
    return n;
}

/* Bytes of the first n clusters. */
static size_t
size_of_clusters (const GString *text, size_t n)
{
    size_t at = 0, width;

    for (; n > 0 && at < text->len; n--)
        at += copia_utf8_cluster (text->str + at, text->len - at, &width);
    return at;
}

/* Fills `text` with tokens before (or behind) the hit until it has `size` characters or the
 * limit is reached; a token is at least one, so the first step mostly is the last. */
static size_t
gather (CopiaContext *self, uint64_t border, uint64_t limit)
{
    uint64_t step = self->size / 3 + 8;

    for (;; step *= 2) {
        bool left = limit < border;
        uint64_t room = left ? border - limit : limit - border;
        uint64_t far = MIN (step, room);
        size_t n;

        g_string_truncate (self->text, 0);
        if (left)
            copia_prose_add (self->index, border - far, border - 1, self->text);
        else
            copia_prose_add (self->index, border + 1, border + far, self->text);
        n = count_clusters (self->text);
        if (n >= self->size || far == room)
            return n;
    }
}

static void
add_characters (CopiaContext *self, CopiaHit hit, GString *left, GString *right)
{
    CopiaSpan limits = copia_window_limits (&self->window, hit);
    size_t n, size;

    if (self->size == 0)
        return;
    copia_prose_whole (self->index, &hit.start, &hit.end);
    if (limits.start < hit.start) {
        n = gather (self, hit.start, limits.start);
        size = n > self->size ? size_of_clusters (self->text, n - self->size) : 0;
        size += strspn (self->text->str + size, " ");
        g_string_append_len (left, self->text->str + size,
                             (gssize) (self->text->len - size));
    }
    if (limits.end > hit.end) {
        gather (self, hit.end, limits.end);
        size = size_of_clusters (self->text, self->size);
        while (size > 0 && self->text->str[size - 1] == ' ')
            size--;
        g_string_append_len (right, self->text->str, (gssize) size);
    }
}

void
copia_context_add (CopiaContext *self, CopiaHit hit, GString *left, GString *right)
{
    CopiaSpan window;

    if (self->characters) {
        add_characters (self, hit, left, right);
        return;
    }
    window = copia_window_around (&self->window, hit);
    copia_prose_whole (self->index, &hit.start, &hit.end);
    if (window.start < hit.start)
        copia_prose_add (self->index, window.start, hit.start - 1, left);
    if (window.end > hit.end)
        copia_prose_add (self->index, hit.end + 1, window.end, right);
}

CopiaSpan
copia_context_around (CopiaContext *self, CopiaHit hit)
{
    return copia_window_around (&self->window, hit);
}

void
copia_context_free (CopiaContext *self)
{
    if (!self)
        return;
    g_string_free (self->text, TRUE);
    g_free (self);
}
