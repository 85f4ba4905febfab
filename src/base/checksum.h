/* checksum.h - CRC-32, as zlib has it, of much memory.
 *
 * A process that has just begun looks at the checksums of all that it touches, which may take it
 * longer than the answer.  libdeflate does so in half the time, with instructions that not all
 * processors have; it is opened for large files alone, and where it is not there zlib does it.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* The checksum of bytes whose beginning has `crc`; 0: there is none. */
typedef uint32_t (*CopiaChecksum) (uint32_t crc, const void *bytes, size_t size);

/* The quickest for a file of so many bytes. */
CopiaChecksum copia_checksum_for (uint64_t size);
