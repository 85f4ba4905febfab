/* pfor.c - blocks of 128 numbers: patched frame of reference, four lanes wide. */
#include "index/pfor.h"

#include "index/pfor-bits.h"
#include <stdbool.h>

enum { ROWS = BLOCK / 4, MAX_EXCEPTIONS = 64, HEADER = 2, CODES = 8 };

/* Four gaps or values: what the compiler keeps in one vector register of any target. */
typedef uint32_t Quad __attribute__ ((vector_size (16)));

typedef struct {
    unsigned width, count, code;
    size_t size;
} Shape;

static const uint8_t rest_widths[CODES] = { 0, 1, 2, 3, 5, 8, 13, 31 };

INLINE Quad
load_quad (const void *from)
{
    Quad quad;

    memcpy (&quad, from, sizeof quad);
    return quad;
}

INLINE void
store_quad (void *to, Quad quad)
{
    memcpy (to, &quad, sizeof quad);
}

static size_t
size_of (unsigned width, unsigned count, unsigned code)
{
    return HEADER + 16 * width + count + (count * rest_widths[code] + 7) / 8;
}

/* The smallest block; of equals the widest, which has the fewest exceptions. */
static Shape
choose_shape (const uint32_t *gaps)
{
    uint8_t longer[WIDTHS];
    uint32_t largest = count_longer (gaps, BLOCK, longer);
    unsigned width = bit_length (largest);
    Shape best = { width, 0, 0, size_of (width, 0, 0) };

    while (width-- > 0 && longer[width] <= MAX_EXCEPTIONS) {
        unsigned rest = bit_length (((largest >> width) - 1) / 2), code = 0;

        while (rest_widths[code] < rest)
            code++;

        Shape shape = { width, longer[width], code,
                        size_of (width, longer[width], code) };

        if (shape.size < best.size)
            best = shape;
    }
    return best;
}

static void
pack (const uint32_t *gaps, unsigned width, uint8_t *out)
{
    uint32_t mask = (uint32_t) low_bits (UINT32_MAX, width);
    unsigned filled = 0;
    Quad words = { 0 };

    for (unsigned row = 0; row < ROWS; row++) {
        Quad quad = load_quad (gaps + 4 * row) & mask;

        words |= quad << filled;
        filled += width;
        if (filled >= 32) {
            store_quad (out, words);
            out += sizeof words;
            filled -= 32;
            words = filled > 0 ? quad >> (width - filled) : (Quad){ 0 };
        }
    }
}

static void
put_exceptions (const uint32_t *gaps, const Shape *shape, uint8_t *out)
{
    Bits rest = { out + shape->count, 0, 0 };

    for (unsigned i = 0; i < BLOCK; i++) {
        uint32_t above = gaps[i] >> shape->width;

        if (above > 0) {
            *out++ = (uint8_t) (i | ((above - 1) & 1) << 7);
            put_bits (&rest, (above - 1) >> 1, rest_widths[shape->code]);
        }
    }
    end_bits (&rest);
}

size_t
copia_pfor_encode (const uint32_t *values, uint32_t base, uint8_t *out)
{
    uint32_t gaps[BLOCK];
    Shape shape;

    find_gaps (values, BLOCK, base, gaps);
    shape = choose_shape (gaps);

    unsigned header = shape.width | shape.count << 6 | shape.code << 13;

    out[0] = (uint8_t) header;
    out[1] = (uint8_t) (header >> 8);
    pack (gaps, shape.width, out + HEADER);
    if (shape.count > 0)
        put_exceptions (gaps, &shape, out + HEADER + 16 * shape.width);
    return shape.size;
}

/* Gaps 4 * row to 4 * row + 3.  Width and row are constants where this is called: what is
 * left of it is a load or two, shifts by constants, and a mask.
 */
INLINE void
unpack_row (const uint8_t *restrict in, uint32_t *restrict gaps, unsigned width,
            unsigned row)
{
    unsigned word = row * width / 32, shift = row * width % 32;
    Quad quad = { 0 };

    if (width > 0)
        quad = load_quad (in + 16 * word) >> shift;
    if (shift + width > 32)
        quad |= load_quad (in + 16 * (word + 1)) << (32 - shift);
    if (width > 0 && shift + width != 32)
        quad &= (1u << width) - 1;
    store_quad (gaps + 4 * row, quad);
}

/* clang-format off */
#define FOUR(MACRO, from) MACRO (from) MACRO (from + 1) MACRO (from + 2) MACRO (from + 3)
#define THIRTY_TWO(MACRO)                                                                \
    FOUR (MACRO, 0) FOUR (MACRO, 4) FOUR (MACRO, 8) FOUR (MACRO, 12)                     \
    FOUR (MACRO, 16) FOUR (MACRO, 20) FOUR (MACRO, 24) FOUR (MACRO, 28)

#define ROW(row) unpack_row (in, gaps, width, row);
#define KERNEL(width) case width: unpack_rows (in, gaps, width); break;
/* clang-format on */

INLINE void
unpack_rows (const uint8_t *restrict in, uint32_t *restrict gaps, unsigned width)
{
    THIRTY_TWO (ROW)
}

/* One straight run of code per width. */
static void
unpack (const uint8_t *restrict in, uint32_t *restrict gaps, unsigned width)
{
    switch (width) {
        THIRTY_TWO (KERNEL)
        KERNEL (32)
    }
}

/* Adds to the exceptions what they have above `width` bits.  Returns the sum of that, in
 * units of 2^width, or UINT64_MAX when the positions do not rise.
 */
static uint64_t
patch (const uint8_t *positions, unsigned count, unsigned width, unsigned rest_width,
       uint32_t *gaps)
{
    const uint8_t *rest = positions + count;
    uint64_t sum = 0;
    int last = -1;
    bool rise = true;

    for (unsigned i = 0; i < count; i++) {
        int position = positions[i] & 127;
        uint64_t above = 1 + (positions[i] >> 7);

        above += 2 * low_bits (bits_at (rest, i * rest_width), rest_width);
        gaps[position] += (uint32_t) (above << width);
        sum += above;
        rise &= position > last;
        last = position;
    }
    return rise ? sum : UINT64_MAX;
}

/* Four gaps to values; `before` is what the sums of their row start from, then of the next.
 * Only one addition waits for the row before.
 */
INLINE void
add_row (uint32_t *values, Quad *before)
{
    const Quad none = { 0 };
    Quad quad = load_quad (values);

    quad += __builtin_shufflevector (none, quad, 0, 4, 5, 6);
    quad += __builtin_shufflevector (none, quad, 0, 1, 4, 5);
    store_quad (values, quad + *before);
    *before += __builtin_shufflevector (quad, quad, 3, 3, 3, 3) + 4;
}

/* Gaps to values in place; returns the last. */
static uint32_t
add_up (uint32_t *values, uint32_t base)
{
    Quad before = base + (Quad){ 1, 2, 3, 4 };

    for (unsigned row = 0; row < ROWS; row += 4) {
        add_row (values + 4 * row, &before);
        add_row (values + 4 * row + 4, &before);
        add_row (values + 4 * row + 8, &before);
        add_row (values + 4 * row + 12, &before);
    }
    return before[0] - 1;
}

static bool
increases (const uint32_t *values, uint32_t base)
{
    bool good = values[0] >= base + 1;

    for (unsigned i = 1; i < BLOCK; i++)
        good &= values[i - 1] < values[i];
    return good;
}

size_t
copia_pfor_decode (const uint8_t *in, size_t size, uint32_t base, uint32_t *values)
{
    unsigned header = size < HEADER ? UINT16_MAX : in[0] | in[1] << 8;
    unsigned width = header & 63, count = header >> 6 & 127, code = header >> 13;
    size_t used = size_of (width, count, code);

    if (width > 32 || count > MAX_EXCEPTIONS || (width == 32 && count > 0) ||
        used > size)
        return 0;
    in += HEADER;
    unpack (in, values, width);

    uint64_t above = patch (in + 16 * width, count, width, rest_widths[code], values);

    if (above > UINT32_MAX >> width % 32)
        return 0;

    /* As a rule the block cannot rise by 2^32; then one comparison sees that it wrapped. */
    uint64_t rise_limit = (above + BLOCK) << width;
    uint32_t last = add_up (values, base);

    if (rise_limit <= UINT32_MAX ? last < base + 1 : !increases (values, base))
        return 0;
    return used;
}
