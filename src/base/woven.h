/* woven.h - bytes in a prefix code, as four strings of codes side by side.
 *
 * Four are decoded at once, and it is asked only now and then how far they got.  Specified in
 * index/FORMAT.md, "Packed sections".
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define COPIA_WOVEN_BITS                                                               \
    11 /* of the longest code: five of them fit into what is filled at once */

/* At most 64 KiB. */
void copia_woven_pack (const uint8_t *bytes, uint32_t size, GByteArray *to);
/* As copia_unpack(). */
bool copia_woven_unpack (const uint8_t *packed, uint64_t packed_size, uint8_t *bytes,
                         uint32_t size);
