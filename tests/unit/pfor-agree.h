/* pfor-agree.h - lists through both codecs, between guards, and random lists for them. */
#pragma once

#include "index/pfor.h"

#include "pfor-plain.h"
#include <glib.h>
#include <string.h>

enum { GUARD = 64, FILL = 0xa5 };

/* Decodes from memory that ends with the slack, into values between guards; the bytes of
 * the slack are all `slack`.
 */
static inline size_t
decode_guarded (const uint8_t *in, size_t size, size_t n, uint32_t base, int slack,
                uint32_t *values)
{
    size_t room = GUARD + n * sizeof *values + GUARD;
    g_autofree uint8_t *bytes = g_malloc (size + COPIA_PFOR_SLACK);
    g_autofree uint8_t *guarded = g_malloc (room);
    uint32_t *out = (uint32_t *) (void *) (guarded + GUARD);

    memcpy (bytes, in, size);
    memset (bytes + size, slack, COPIA_PFOR_SLACK);
    memset (guarded, FILL, room);
    memset (out, 0, n * sizeof *values);

    size_t used = n == BLOCK ? copia_pfor_decode (bytes, size, base, out)
                             : copia_pfor_decode_tail (bytes, size, n, base, out);

    for (size_t i = 0; i < GUARD; i++) {
        g_assert_cmpuint (guarded[i], ==, FILL);
        g_assert_cmpuint (guarded[room - 1 - i], ==, FILL);
    }
    memcpy (values, out, n * sizeof *values);
    return used;
}

/* Both decoders see the same in these bytes, whatever follows them.  Returns what they use. */
static inline size_t
agree (const uint8_t *in, size_t size, size_t n, uint32_t base)
{
    uint32_t plain[BLOCK], zeros[BLOCK], ones[BLOCK];
    size_t used = n == BLOCK ? plain_decode (in, size, base, plain)
                             : plain_decode_tail (in, size, n, base, plain);

    g_assert_cmpuint (decode_guarded (in, size, n, base, 0x00, zeros), ==, used);
    g_assert_cmpuint (decode_guarded (in, size, n, base, 0xff, ones), ==, used);
    g_assert_cmpuint (used, <=, size);
    if (used > 0) {
        g_assert_cmpmem (zeros, n * sizeof *zeros, plain, n * sizeof *plain);
        g_assert_cmpmem (ones, n * sizeof *ones, plain, n * sizeof *plain);
    }
    return used;
}

/* Encodes between guards. */
static inline size_t
encode (const uint32_t *values, size_t n, uint32_t base, uint8_t *out)
{
    size_t bound = n == BLOCK ? COPIA_PFOR_BLOCK_BOUND : COPIA_PFOR_TAIL_BOUND (n);
    size_t room = GUARD + bound + GUARD;
    g_autofree uint8_t *guarded = g_malloc (room);

    memset (guarded, FILL, room);

    size_t size = n == BLOCK
                      ? copia_pfor_encode (values, base, guarded + GUARD)
                      : copia_pfor_encode_tail (values, n, base, guarded + GUARD);

    g_assert_cmpuint (size, >, 0);
    g_assert_cmpuint (size, <=, bound);
    for (size_t i = 0; i < GUARD; i++)
        g_assert_cmpuint (guarded[i], ==, FILL);
    for (size_t i = GUARD + size; i < room; i++)
        g_assert_cmpuint (guarded[i], ==, FILL);
    memcpy (out, guarded + GUARD, size);
    return size;
}

/* The values come back, and from the bytes that pfor.h prefers.  Returns how many. */
static inline size_t
check_values (const uint32_t *values, size_t n, uint32_t base, uint8_t *bytes)
{
    uint32_t back[BLOCK];
    uint64_t gaps[BLOCK];
    unsigned header = 0;
    size_t size = encode (values, n, base, bytes);

    for (size_t i = 0; i < n; i++)
        gaps[i] = (uint32_t) (values[i] - (i > 0 ? values[i - 1] : base) - 1);
    if (n == 1) {
        g_assert_cmpuint (size, ==, MAX (1, (length (gaps[0]) + 6) / 7));
    } else if (n < BLOCK) {
        g_assert_cmpuint (size, ==, least_tail (gaps, n, &header));
        g_assert_cmpuint (bytes[0], ==, header);
    } else {
        g_assert_cmpuint (size, ==, least_block (gaps, &header));
        g_assert_cmpuint (bytes[0] + 256u * bytes[1], ==, header);
    }
    g_assert_cmpuint (agree (bytes, size, n, base), ==, size);
    g_assert_cmpuint (decode_guarded (bytes, size, n, base, 0, back), ==, size);
    g_assert_cmpmem (back, n * sizeof *back, values, n * sizeof *values);
    return size;
}

static inline uint32_t
random_bits (unsigned width)
{
    uint64_t word = (uint32_t) g_test_rand_int ();

    return (uint32_t) (word & ((UINT64_C (1) << width) - 1));
}

static inline unsigned
random_below (unsigned limit)
{
    return (unsigned) g_test_rand_int_range (0, (int) limit);
}

/* Gaps of up to `width` bits, some of `more` bits above, as far as 32 bits go. */
static inline void
random_values (size_t n, uint32_t base, unsigned width, unsigned more, uint32_t *values)
{
    uint64_t next = (uint32_t) (base + 1);
    unsigned share = 1 + random_below (40);

    for (size_t i = 0; i < n; i++) {
        uint64_t room = UINT32_MAX - next - (n - 1 - i);
        unsigned bits = random_below (share) == 0 ? MIN (32, width + more) : width;
        uint64_t gap = random_bits (bits);

        next += MIN (gap, room);
        values[i] = (uint32_t) next++;
    }
}
