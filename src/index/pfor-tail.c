/* pfor-tail.c - the end of a list, 1 to 127 numbers: most words have no more than that. */
#include "index/pfor.h"

#include "index/pfor-bits.h"
#include <stdbool.h>

enum {
    LOWS = 31,           /* 0..30 */
    STEPS = 7,           /* 1..7 */
    STEPPED = WIDTHS,    /* the first form of them; those before it are widths */
    LONGEST_STEPPED = 38 /* bits: 31 and a step of 7 */
};

typedef struct {
    unsigned low, step; /* step 0: packed, low bits each */
    size_t size;
} Form;

static size_t
encode_single (uint32_t gap, uint8_t *out)
{
    size_t size = 0;

    for (; gap > 127; gap >>= 7)
        out[size++] = (uint8_t) (gap | 128);
    out[size++] = (uint8_t) gap;
    return size;
}

/* The form that takes the fewest bytes; of equals packed, else the smaller step, then the
 * larger low.  In steps a gap takes a one and low bits, and a zero and step bits more for
 * each of low, low + step, low + 2 * step ... that it is longer than.  A low is not tried
 * when all gaps are longer than low + step, which saves each of them the zero.
 */
static Form
choose_form (const uint32_t *gaps, size_t n)
{
    uint8_t longer[WIDTHS];
    unsigned width = bit_length (count_longer (gaps, n, longer));
    Form best = { width, 0, 1 + (n * width + 7) / 8 };

    for (unsigned step = 1; step <= STEPS; step++) {
        unsigned zeros[WIDTHS];

        for (unsigned low = width; low-- > 0;) {
            bool last = low + step >= width;

            if (!last && longer[low + step] == n)
                break;
            zeros[low] = longer[low] + (last ? 0 : zeros[low + step]);

            size_t size = 1 + (n * (1 + low) + (1 + step) * zeros[low] + 7) / 8;

            if (size < best.size && low < LOWS)
                best = (Form){ low, step, size };
        }
    }
    return best;
}

static void
put_stepped (Bits *bits, uint32_t gap, const Form *form)
{
    unsigned width = form->low, zeros = 0;

    for (; (uint64_t) gap >> width > 0; width += form->step)
        zeros++;
    put_bits (bits, UINT64_C (1) << zeros, zeros + 1);
    put_bits (bits, gap, width);
}

size_t
copia_pfor_encode_tail (const uint32_t *values, size_t n, uint32_t base, uint8_t *out)
{
    uint32_t gaps[BLOCK];
    Bits bits = { out + 1, 0, 0 };

    find_gaps (values, n, base, gaps);
    if (n == 1)
        return encode_single (gaps[0], out);

    Form form = choose_form (gaps, n);

    if (form.step == 0) {
        out[0] = (uint8_t) form.low;
        for (size_t i = 0; i < n; i++)
            put_bits (&bits, gaps[i], form.low);
    } else {
        out[0] = (uint8_t) (STEPPED + LOWS * (form.step - 1) + form.low);
        for (size_t i = 0; i < n; i++)
            put_stepped (&bits, gaps[i], &form);
    }
    end_bits (&bits);
    return form.size;
}

/* In the decoders `next` is the least value that may come, in 64 bits: it does not wrap. */
static size_t
decode_single (const uint8_t *in, size_t size, uint64_t next, uint32_t *value)
{
    size_t used = 0;
    unsigned byte;

    do {
        if (used == size || used == 5)
            return 0;
        byte = in[used];
        next += (uint64_t) (byte & 127) << 7 * used++;
    } while (byte > 127);
    *value = (uint32_t) next;
    return next <= UINT32_MAX ? used : 0;
}

static size_t
decode_packed (const uint8_t *in, size_t size, size_t n, uint64_t next,
               uint32_t *values)
{
    unsigned width = in[0];
    size_t used = 1 + (n * width + 7) / 8;

    if (used > size)
        return 0;
    for (size_t i = 0; i < n; i++) {
        next += low_bits (bits_at (in + 1, i * width), width);
        values[i] = (uint32_t) next++;
    }
    return next - 1 <= UINT32_MAX ? used : 0;
}

static size_t
decode_stepped (const uint8_t *in, size_t size, size_t n, uint64_t next,
                uint32_t *values)
{
    unsigned form = in[0] - (unsigned) STEPPED;
    unsigned low = form % LOWS, step = form / LOWS + 1;
    size_t at = 0;

    if (step > STEPS)
        return 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t word = at / 8 + 1 < size ? bits_at (in + 1, at) : 0;

        if (low_bits (word, LONGEST_STEPPED + 1) == 0)
            return 0;

        unsigned zeros = (unsigned) __builtin_ctzll (word);
        unsigned width = low + step * zeros;

        if (width > LONGEST_STEPPED)
            return 0;
        next += low_bits (bits_at (in + 1, at + zeros + 1), width);
        values[i] = (uint32_t) next++;
        at += 1 + low + (1 + step) * zeros;
    }

    size_t used = 1 + (at + 7) / 8;

    return used <= size && next - 1 <= UINT32_MAX ? used : 0;
}

size_t
copia_pfor_decode_tail (const uint8_t *in, size_t size, size_t n, uint32_t base,
                        uint32_t *values)
{
    uint64_t next = (uint32_t) (base + 1);

    if (n < 1 || n >= BLOCK || size < 1)
        return 0;
    if (n == 1)
        return decode_single (in, size, next, values);
    if (in[0] < STEPPED)
        return decode_packed (in, size, n, next, values);
    return decode_stepped (in, size, n, next, values);
}
