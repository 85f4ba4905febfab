/* file-names.c - ends of paths compared by hashes; where those of two agree, they are taken for the
 * same, which makes names longer but never wrong. */
#include "index/file-names.h"

#include <glib.h>

#define MOST_NAMES 4
#define MOST_PATHS 16384

static CopiaString
tail (CopiaString path, unsigned n)
{
    size_t start = path.size;

    if (start > 0 && path.bytes[start - 1] == '/')
        start--;
    for (; start > 0; start--)
        if (path.bytes[start - 1] == '/' && --n == 0)
            break;
    return (CopiaString){ path.bytes + start, path.size - start };
}

/* Never 0. */
static uint64_t
hash_of (CopiaString string)
{
    uint64_t hash = UINT64_C (0xCBF29CE484222325);

    for (size_t i = 0; i < string.size; i++)
        hash = (hash ^ (unsigned char) string.bytes[i]) * UINT64_C (0x100000001B3);
    return hash | 1;
}

static bool
tell_apart (const CopiaStrings *paths, unsigned n, uint64_t *slots, uint64_t size)
{
    for (uint64_t i = 0; i < size; i++)
        slots[i] = 0;
    for (uint64_t i = 0; i < paths->count; i++) {
        uint64_t hash = hash_of (tail (copia_strings_get (paths, i), n));
        uint64_t at = hash >> 20 & (size - 1);

        while (slots[at] != 0 && slots[at] != hash)
            at = (at + 1) & (size - 1);
        if (slots[at] == hash)
            return false;
        slots[at] = hash;
    }
    return true;
}

/* 0: it takes too many, or too long. */
static unsigned
names_needed (const CopiaStrings *paths)
{
    g_autofree uint64_t *slots = NULL;
    uint64_t size = 4;

    if (paths->count > MOST_PATHS)
        return 0;
    while (size < 2 * paths->count)
        size *= 2;
    slots = g_new (uint64_t, size);
    for (unsigned n = 1; n <= MOST_NAMES; n++)
        if (tell_apart (paths, n, slots, size))
            return n;
    return 0;
}

/* Bytes up to the last slash that the first and the last path share, and so all. */
static size_t
folder_of (const CopiaStrings *paths)
{
    CopiaString first = copia_strings_get (paths, 0);
    CopiaString last = copia_strings_get (paths, paths->count - 1);
    size_t folder = 0;

    for (size_t i = 0; i < MIN (first.size, last.size); i++) {
        if (first.bytes[i] != last.bytes[i])
            break;
        folder = first.bytes[i] == '/' ? i + 1 : folder;
    }
    return folder;
}

CopiaFileNames
copia_file_names_of (const CopiaStrings *paths)
{
    CopiaFileNames self = { .names = 1 };

    if (paths->count < 2)
        return self;
    self.names = names_needed (paths);
    self.skip = self.names > 0 ? 0 : folder_of (paths);
    return self;
}

CopiaString
copia_file_names_shown (const CopiaFileNames *self, CopiaString path)
{
    size_t skip = MIN (self->skip, path.size);

    return self->names > 0 ? tail (path, self->names)
                           : (CopiaString){ path.bytes + skip, path.size - skip };
}

CopiaString
copia_file_names_last (CopiaString path)
{
    return tail (path, 1);
}
