/* keys.h - numbers in the order of strings that are made of them.
 *
 * The strings are not kept, but sixteen bytes of each, which decide most often; those that begin
 * alike are made once more.  48 bytes a number while it lasts.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Appends the string of a number. */
typedef void (*CopiaKeyOf) (const void *data, uint32_t number, GString *out);

/* `order` gets the numbers below n by the bytes of their strings; of equal ones the order is any.
 * `fresh`, a bit a place, all 0 before, or NULL: 1 where the string differs from the one before
 * it up to the first NUL, and of the first one. */
void copia_keys_order (uint32_t n, CopiaKeyOf key_of, const void *data, uint32_t *order,
                       uint8_t *fresh);
