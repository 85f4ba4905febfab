/* ints.c - integer arrays of a fixed width. */
#include "base/ints.h"

bool
copia_ints_open (CopiaInts *self, const CopiaContainer *container, const char *name,
                 uint64_t count, GError **error)
{
    const CopiaSection *section = copia_container_find (container, name);

    if (!section || section->width < 1 || section->width > 8 || section->count != count)
        return copia_container_damaged (container, error, "section '%s' %s", name,
                                        section ? "has a wrong size" : "is missing");
    self->section = section;
    self->bytes = section->bytes;
    self->count = count;
    self->width = section->width;
    self->mask = UINT64_MAX >> (64 - 8 * section->width);
    return true;
}

uint64_t
copia_ints_upper (const CopiaInts *self, uint64_t value)
{
    uint64_t low = 0, high = self->count;

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (copia_ints_get (self, middle) <= value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t
copia_ints_width (uint64_t largest)
{
    uint32_t width = 1;

    while (width < 8 && largest >> (8 * width) != 0)
        width++;
    return width;
}

static uint64_t
value_at (const uint32_t *narrow, const uint64_t *wide, uint64_t i)
{
    return narrow ? narrow[i] : wide[i];
}

void
copia_ints_begin (CopiaIntsWriter *self, CopiaContainerWriter *out, const char *name,
                  uint32_t width)
{
    self->out = out;
    self->count = 0;
    self->width = width;
    self->used = 0;
    copia_container_begin (out, name, width);
    self->learning = copia_container_learns (out);
}

void
copia_ints_flush (CopiaIntsWriter *self)
{
    if (self->learning)
        copia_container_learn (self->out, self->block, self->used);
    else
        copia_container_put (self->out, self->block, self->used);
    self->count += self->used / self->width;
    self->used = 0;
}

bool
copia_ints_again (CopiaIntsWriter *self)
{
    if (!self->learning)
        return false;
    copia_ints_flush (self);
    copia_container_learnt (self->out);
    self->learning = false;
    self->count = 0;
    return true;
}

void
copia_ints_end (CopiaIntsWriter *self)
{
    copia_ints_flush (self);
    copia_container_end (self->out, self->count);
}

static void
write_values (CopiaContainerWriter *out, const char *name, const uint32_t *narrow,
              const uint64_t *wide, uint64_t count, uint32_t width)
{
    CopiaIntsWriter writer;
    uint64_t all = 0;

    for (uint64_t i = 0; i < count; i++)
        all |= value_at (narrow, wide, i);
    copia_ints_begin (&writer, out, name, MAX (width, copia_ints_width (all)));
    do
        for (uint64_t i = 0; i < count; i++)
            copia_ints_put (&writer, value_at (narrow, wide, i));
    while (copia_ints_again (&writer));
    copia_ints_end (&writer);
}

void
copia_ints_write (CopiaContainerWriter *out, const char *name, const uint32_t *values,
                  uint64_t count, uint32_t width)
{
    write_values (out, name, values, NULL, count, width);
}

void
copia_ints_write64 (CopiaContainerWriter *out, const char *name, const uint64_t *values,
                    uint64_t count)
{
    write_values (out, name, NULL, values, count, 1);
}
