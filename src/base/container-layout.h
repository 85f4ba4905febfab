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
#define COPIA_FORMAT_RETIRED 3 /* a minor version whose files are not read any more */
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

/* Pieces of 1 << shift bytes. */
static inline uint64_t
copia_pieces (uint64_t size, uint32_t shift)
{
    return (size >> shift) + ((size & ((UINT64_C (1) << shift) - 1)) != 0);
}

/* The first element of width `width` that begins in a piece or behind it. */
static inline uint64_t
copia_piece_first (uint64_t piece, uint32_t shift, uint32_t width)
{
    return ((piece << shift) + width - 1) / width;
}

/* Where the pieces of what is LINKED lie: that of the first of a group, and how long all are. */
#define COPIA_GROUP 32
#define COPIA_GROUP_SIZE (sizeof (uint64_t) + COPIA_GROUP * sizeof (uint16_t))

static inline uint64_t
copia_groups (uint64_t pieces)
{
    return pieces / COPIA_GROUP + (pieces % COPIA_GROUP != 0);
}

static inline uint64_t
copia_chunks (uint64_t size)
{
    return (size >> COPIA_CHUNK_SHIFT) +
           ((size & (((uint64_t) 1 << COPIA_CHUNK_SHIFT) - 1)) != 0);
}
