/* container-layout.h - sizes and marks of a container file, shared by its reader and writer.
 *
 * Specified in index/FORMAT.md, "Container".
 */
#pragma once

#include "base/container.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error                                                                                 \
    "index files are little-endian and read in place; big-endian machines are not supported"
#endif

#define COPIA_MAGIC                                                                    \
    "\x89"                                                                             \
    "CPA\r\n\x1a\n"
#define COPIA_FORMAT_MAJOR 1
#define COPIA_HEADER_SIZE 64
#define COPIA_ENTRY_SIZE (COPIA_NAME_SIZE + 32)
#define COPIA_TRAILER_SIZE 64

static inline uint16_t
copia_load16 (const uint8_t *bytes)
{
    uint16_t value;

    memcpy (&value, bytes, sizeof value);
    return value;
}

static inline uint32_t
copia_load32 (const uint8_t *bytes)
{
    uint32_t value;

    memcpy (&value, bytes, sizeof value);
    return value;
}

static inline uint64_t
copia_load64 (const uint8_t *bytes)
{
    uint64_t value;

    memcpy (&value, bytes, sizeof value);
    return value;
}

static inline uint64_t
copia_pieces (uint64_t size)
{
    return (size >> COPIA_PIECE_SHIFT) + ((size & (COPIA_PIECE - 1)) != 0);
}

/* The first element of width `width` that begins in a piece or behind it. */
static inline uint64_t
copia_piece_first (uint64_t piece, uint32_t width)
{
    return ((piece << COPIA_PIECE_SHIFT) + width - 1) / width;
}

static inline uint64_t
copia_chunks (uint64_t size)
{
    return (size >> COPIA_CHUNK_SHIFT) +
           ((size & (((uint64_t) 1 << COPIA_CHUNK_SHIFT) - 1)) != 0);
}
