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
int copia_string_compare (CopiaString a, CopiaString b); /* by bytes, as memcmp */
/* In a list sorted by bytes: the number of strings < key. */
uint64_t copia_strings_lower (const CopiaStrings *self, CopiaString key);

/* Writes both sections; strings come from `get (data, i)`, asked once for each i, in order. */
void copia_strings_write (CopiaContainerWriter *out, const char *name, uint64_t count,
                          CopiaString (*get) (const void *data, uint64_t i),
                          const void *data);
