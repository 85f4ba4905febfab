/* checksum.c - libdeflate where it is worth opening, else zlib. */
#include "base/checksum.h"

#include <zlib.h>

static uint32_t
by_zlib (uint32_t crc, const void *bytes, size_t size)
{
    return (uint32_t) crc32_z (crc, bytes, size);
}

#ifdef COPIA_WITH_LIBDEFLATE

#include "base/library.h"

#include <libdeflate.h>

#define LARGE ((uint64_t) 16 << 20) /* bytes that take as long as opening the library */
#define FUNCTIONS(X) X (libdeflate_crc32)

typedef struct {
    FUNCTIONS (COPIA_LIBRARY_MEMBER)
} Library;

CopiaChecksum
copia_checksum_for (uint64_t size)
{
    static const char *const names[] = { FUNCTIONS (COPIA_LIBRARY_NAME) NULL };
    Library library;

    if (size < LARGE ||
        !copia_library_load (COPIA_SONAME_LIBDEFLATE, names, &library, NULL))
        return by_zlib;
    return library.libdeflate_crc32;
}

#else

CopiaChecksum
copia_checksum_for (uint64_t size)
{
    (void) size;
    return by_zlib;
}

#endif
