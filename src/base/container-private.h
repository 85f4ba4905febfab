/* container-private.h - an open container as it lies in memory. */
#pragma once

#include "base/container.h"

struct CopiaContainer {
    char *path;
    char id[17];
    const uint8_t *map;
    uint64_t size;
    uint64_t n_chunks;
    const uint8_t *crcs; /* in the contents: one u32 a chunk */
    _Atomic uint8_t *seen;
    CopiaSection *sections;
    size_t n_sections;
    const CopiaSection **by_name; /* sorted */
    atomic_int damaged; /* number of the first damaged section + 1, 0: sound so far */
};
