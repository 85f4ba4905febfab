/* strings.c - lists of strings in a container. */
#include "base/strings.h"

#include <string.h>

bool
copia_strings_open (CopiaStrings *self, const CopiaContainer *container,
                    const char *name, GError **error)
{
    g_autofree char *at = g_strconcat (name, ".at", NULL);
    g_autofree char *bytes = g_strconcat (name, ".bytes", NULL);
    const CopiaSection *section = copia_container_find (container, at);

    self->bytes = copia_container_find (container, bytes);
    if (!self->bytes || !section || section->count == 0)
        return copia_container_damaged (container, error,
                                        "the strings '%s' are missing", name);
    self->count = section->count - 1;
    return copia_ints_open (&self->at, container, at, section->count, error);
}

CopiaString
copia_strings_get (const CopiaStrings *self, uint64_t i)
{
    CopiaString string;

    if (G_UNLIKELY (i >= self->count))
        return (CopiaString){ "", 0 };
    copia_section_touch (self->at.section, i * self->at.width, 2 * self->at.width);
    string = copia_strings_raw (self, i);
    if (string.size > 0)
        copia_section_touch (self->bytes,
                             (uint64_t) (string.bytes -
                                         (const char *) self->bytes->bytes),
                             string.size);
    return string;
}

void
copia_strings_touch (const CopiaStrings *self, uint64_t first, uint64_t end)
{
    uint64_t from, to;

    end = MIN (end, self->count);
    if (first >= end)
        return;
    copia_section_touch (self->at.section, first * self->at.width,
                         (end - first + 1) * self->at.width);
    from = copia_ints_raw (&self->at, first);
    to = copia_ints_raw (&self->at, end);
    if (from < to && to <= self->bytes->size)
        copia_section_touch (self->bytes, from, to - from);
}

int
copia_string_compare (CopiaString a, CopiaString b)
{
    int order = memcmp (a.bytes, b.bytes, MIN (a.size, b.size));

    return order ? order : (a.size > b.size) - (a.size < b.size);
}

uint64_t
copia_strings_lower (const CopiaStrings *self, CopiaString key)
{
    uint64_t low = 0, high = self->count;

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (copia_string_compare (copia_strings_get (self, middle), key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

#define GATHERED                                                                       \
    (64u << 10) /* bytes; what is put by the word costs more than the word */

typedef struct {
    CopiaContainerWriter *out;
    char *block;
    size_t used;
} Gathering;

static void
flush (Gathering *self)
{
    copia_container_put (self->out, self->block, self->used);
    self->used = 0;
}

static void
gather (Gathering *self, CopiaString string)
{
    if (string.size > GATHERED - self->used)
        flush (self);
    if (string.size > GATHERED) {
        copia_container_put (self->out, string.bytes, string.size);
        return;
    }
    if (string.size > 0)
        memcpy (self->block + self->used, string.bytes, string.size);
    self->used += string.size;
}

void
copia_strings_write (CopiaContainerWriter *out, const char *name, uint64_t count,
                     CopiaString (*get) (const void *data, uint64_t i),
                     const void *data)
{
    g_autofree char *at_name = g_strconcat (name, ".at", NULL);
    g_autofree char *bytes_name = g_strconcat (name, ".bytes", NULL);
    g_autofree uint64_t *at = g_new (uint64_t, count + 1);
    g_autofree char *block = g_malloc (GATHERED);
    Gathering gathering = { out, block, 0 };

    at[0] = 0;
    copia_container_begin (out, bytes_name, 1);
    for (uint64_t i = 0; i < count; i++) {
        CopiaString string = get (data, i);

        gather (&gathering, string);
        at[i + 1] = at[i] + string.size;
    }
    flush (&gathering);
    copia_container_end (out, at[count]);
    copia_ints_write64 (out, at_name, at, count + 1);
}
