/* strings.h - a list of strings in two sections, `X.bytes` and `X.at` (index/FORMAT.md). */
#pragma once

#include "base/ints.h"

typedef struct {
    CopiaInts at; /* count + 1 */
    const CopiaSection *bytes;
    uint64_t count;
} CopiaStrings;

/* A string: not NUL-terminated, borrowed from the map. */
typedef struct {
    const char *bytes;
    size_t size;
} CopiaString;

bool copia_strings_open (CopiaStrings *self, const CopiaContainer *container,
                         const char *name, GError **error);
/* The empty string where i is out of range or the file lies. */
CopiaString copia_strings_get (const CopiaStrings *self, uint64_t i);
/* For loops: once [first, end) is touched, its strings can be read by raw, which is get without
 * looking at checksums. */
void copia_strings_touch (const CopiaStrings *self, uint64_t first, uint64_t end);

static inline CopiaString
copia_strings_raw (const CopiaStrings *self, uint64_t i)
{
    uint64_t start, end;

    if (G_UNLIKELY (i >= self->count))
        return (CopiaString){ "", 0 };
    start = copia_ints_raw (&self->at, i);
    end = copia_ints_raw (&self->at, i + 1);
    if (G_UNLIKELY (start > end || end > self->bytes->size)) {
        copia_container_blame (self->bytes);
        return (CopiaString){ "", 0 };
    }
    return (CopiaString){ (const char *) self->bytes->bytes + start, end - start };
}

int copia_string_compare (CopiaString a, CopiaString b); /* by bytes, as memcmp */
/* In a list sorted by bytes: the number of strings < key. */
uint64_t copia_strings_lower (const CopiaStrings *self, CopiaString key);

/* Writes both sections; strings come from `get (data, i)`, asked once for each i, in order. */
void copia_strings_write (CopiaContainerWriter *out, const char *name, uint64_t count,
                          CopiaString (*get) (const void *data, uint64_t i),
                          const void *data);
