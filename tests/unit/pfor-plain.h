/* pfor-plain.h - the codec of postings once more, bit by bit, from the text of pfor.h alone. */
#pragma once

#include "index/pfor.h"

#include <glib.h>
#include <stdbool.h>

enum { BLOCK = COPIA_PFOR_BLOCK };

static const unsigned rest_widths[] = { 0, 1, 2, 3, 5, 8, 13, 31 };

/* `width` bits of a string from bit `at` on. */
static uint64_t
get (const uint8_t *string, size_t at, unsigned width)
{
    uint64_t value = 0;

    for (unsigned i = 0; i < width; i++, at++)
        value |= (uint64_t) (string[at / 8] >> at % 8 & 1) << i;
    return value;
}

/* Sets bits that are 0. */
static void
put (uint8_t *string, size_t at, uint64_t value, unsigned width)
{
    for (unsigned i = 0; i < width; i++, at++)
        string[at / 8] |= (uint8_t) ((value >> i & 1) << at % 8);
}

static unsigned
length (uint64_t value)
{
    unsigned bits = 0;

    for (; value > 0; value >>= 1)
        bits++;
    return bits;
}

/* Where bit `bit` of gap `i` is in the quads, counted in bits. */
static size_t
lane_bit (unsigned width, unsigned i, unsigned bit)
{
    size_t in_lane = (size_t) width * (i / 4) + bit;

    return in_lane / 32 * 128 + i % 4 * 32 + in_lane % 32;
}

/* Gaps to values; false when they leave 32 bits. */
static bool
rise (const uint64_t *gaps, size_t n, uint32_t base, uint32_t *values)
{
    uint64_t next = base == COPIA_PFOR_START ? 0 : (uint64_t) base + 1;

    for (size_t i = 0; i < n; i++) {
        if (gaps[i] > UINT32_MAX - next || next > UINT32_MAX)
            return false;
        next += gaps[i];
        values[i] = (uint32_t) next++;
    }
    return true;
}

/* What copia_pfor_decode() should answer. */
static size_t
plain_decode (const uint8_t *in, size_t size, uint32_t base, uint32_t *values)
{
    uint64_t gaps[BLOCK] = { 0 };

    if (size < 2)
        return 0;

    unsigned width = in[0] % 64, count = (in[0] + 256u * in[1]) / 64 % 128;
    unsigned rest_width = rest_widths[in[1] / 32];
    const uint8_t *positions = in + 2 + 16 * width, *rest = positions + count;
    size_t used = 2 + 16 * width + count + (count * rest_width + 7) / 8;
    int last = -1;

    if (width > 32 || count > 64 || used > size || (width == 32 && count > 0))
        return 0;
    for (unsigned i = 0; i < BLOCK; i++)
        for (unsigned bit = 0; bit < width; bit++)
            gaps[i] |= get (in + 2, lane_bit (width, i, bit), 1) << bit;
    for (unsigned i = 0; i < count; i++) {
        int position = positions[i] % 128;

        if (position <= last)
            return 0;
        last = position;
        gaps[position] +=
            (2 * get (rest, i * rest_width, rest_width) + positions[i] / 128 + 1)
            << width;
    }
    return rise (gaps, BLOCK, base, values) ? used : 0;
}

/* What copia_pfor_decode_tail() should answer, n in 1..127. */
static size_t
plain_decode_tail (const uint8_t *in, size_t size, size_t n, uint32_t base,
                   uint32_t *values)
{
    uint64_t gaps[BLOCK] = { 0 };
    size_t used = 0, at = 8, end = 8 * size;

    if (n == 1) {
        do {
            if (used == size || used == 5)
                return 0;
            gaps[0] |= (uint64_t) (in[used] % 128) << 7 * used;
        } while (in[used++] >= 128);
        return rise (gaps, n, base, values) ? used : 0;
    }
    if (size == 0 || in[0] >= 33 + 7 * 31)
        return 0;
    for (size_t i = 0; i < n; i++) {
        unsigned width = in[0];

        if (in[0] > 32) {
            width = (in[0] - 33) % 31;
            for (; at < end && get (in, at, 1) == 0; at++)
                width += (in[0] - 33) / 31 + 1;
            at++;
        }
        if (width > 38 || at + width > end)
            return 0;
        gaps[i] = get (in, at, width);
        at += width;
    }
    return rise (gaps, n, base, values) ? (at + 7) / 8 : 0;
}

/* The fewest bytes a block of these gaps can have, and its header: all widths and codes are
 * tried, the preferred ones first.
 */
static size_t
least_block (const uint64_t *gaps, unsigned *header)
{
    size_t least = SIZE_MAX;

    for (unsigned width = 33; width-- > 0;) {
        for (unsigned code = 0; code < G_N_ELEMENTS (rest_widths); code++) {
            unsigned count = 0;
            bool fits = true;

            for (unsigned i = 0; i < BLOCK; i++) {
                uint64_t above = gaps[i] >> width;

                count += above > 0;
                fits &= above == 0 || length ((above - 1) / 2) <= rest_widths[code];
            }

            size_t size = 2 + 16 * width + count + (count * rest_widths[code] + 7) / 8;

            if (fits && count <= 64 && size < least) {
                least = size;
                *header = width + 64 * count + 8192 * code;
            }
        }
    }
    return least;
}

/* The same for a tail of two or more: all forms are tried. */
static size_t
least_tail (const uint64_t *gaps, size_t n, unsigned *form)
{
    unsigned longest = 0;

    for (size_t i = 0; i < n; i++)
        longest = MAX (longest, length (gaps[i]));

    size_t least = 1 + (n * longest + 7) / 8;

    *form = longest;
    for (unsigned step = 1; step <= 7; step++) {
        for (unsigned low = 31; low-- > 0;) {
            size_t bits = n * (1 + low);

            for (size_t i = 0; i < n; i++)
                for (unsigned width = low; width < length (gaps[i]); width += step)
                    bits += 1 + step;
            if (1 + (bits + 7) / 8 < least) {
                least = 1 + (bits + 7) / 8;
                *form = 33 + 31 * (step - 1) + low;
            }
        }
    }
    return least;
}
