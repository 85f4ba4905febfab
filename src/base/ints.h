/* ints.h - arrays of unsigned integers of 1 to 8 bytes inside a section.
 *
 * Reading past the end answers 0, so that no value from a file can lead outside the map.
 */
#pragma once

#include "base/container.h"

typedef struct {
    const CopiaSection *section; /* NULL: an empty array */
    const uint8_t *bytes;
    uint64_t count;
    uint64_t mask;
    uint32_t width;
} CopiaInts;

/* Finds section `name` and checks that it is such an array with `count` elements. */
bool copia_ints_open (CopiaInts *self, const CopiaContainer *container,
                      const char *name, uint64_t count, GError **error);

/* Not touched, not bounded: for loops over a range that was both. */
COPIA_LOADS_MORE static inline uint64_t
copia_ints_raw (const CopiaInts *self, uint64_t i)
{
    uint64_t value;

    memcpy (&value, self->bytes + i * self->width, sizeof value);
    return value & self->mask;
}

/* All of them. */
static inline void
copia_ints_touch (const CopiaInts *self)
{
    if (self->section)
        copia_section_touch (self->section, 0, self->count * self->width);
}

static inline uint64_t
copia_ints_get (const CopiaInts *self, uint64_t i)
{
    if (G_UNLIKELY (i >= self->count))
        return 0;
    copia_section_touch (self->section, i * self->width, self->width);
    return copia_ints_raw (self, i);
}

/* The number of elements <= value in a non-decreasing array. */
uint64_t copia_ints_upper (const CopiaInts *self, uint64_t value);

uint32_t copia_ints_width (uint64_t largest); /* 1 to 8 bytes */
/* A whole section from values in memory; the width follows the largest, at least `width`. */
void copia_ints_write (CopiaContainerWriter *out, const char *name,
                       const uint32_t *values, uint64_t count, uint32_t width);
void copia_ints_write64 (CopiaContainerWriter *out, const char *name,
                         const uint64_t *values, uint64_t count);

/* A section written number by number, for what does not fit into memory: its width is known
 * beforehand. */
typedef struct {
    CopiaContainerWriter *out;
    uint64_t count;
    uint32_t width;
    uint32_t used;
    bool learning;
    uint8_t block[1024 * 8 + 8];
} CopiaIntsWriter;

void copia_ints_begin (CopiaIntsWriter *self, CopiaContainerWriter *out,
                       const char *name, uint32_t width);
void copia_ints_flush (CopiaIntsWriter *self);
/* True: put all of them once more, for now it is known how to pack them. */
bool copia_ints_again (CopiaIntsWriter *self);
void copia_ints_end (CopiaIntsWriter *self);

static inline void
copia_ints_put (CopiaIntsWriter *self, uint64_t value)
{
    memcpy (self->block + self->used, &value, sizeof value);
    self->used += self->width;
    if (G_UNLIKELY (self->used > sizeof self->block - sizeof value))
        copia_ints_flush (self);
}
