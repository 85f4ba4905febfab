/* pfor.h - strictly increasing 32-bit numbers in few bits: blocks of 128, and tails.
 *
 * A gap is value[i] - value[i - 1] - 1.  The first gap of a block or tail is taken from its
 * base, the value before it, or COPIA_PFOR_START where there is none: the first gap is then
 * the first value.  A list is blocks of 128 gaps and a tail of the 0..127 that are left.
 *
 * Words are little-endian.  Bit i of a string of bits is bit i % 8 of its byte i / 8; numbers
 * in it begin with their low bit; what fills up its last byte is written 0, and not looked at.
 *
 *   block    := header lanes position{count} rest
 *   header   := u16   width + 64 * count + 8192 * code; width <= 32, count <= 64, and
 *                     count = 0 when width = 32
 *   lanes    := u32{4 * width}   the low `width` bits of every gap.  Lane k is a string of
 *                     bits, the gaps k, k + 4, ... k + 124 one after the other; the lanes
 *                     take turns, word j of lane k is number 4 * j + k
 *   position := byte  p + 128 * odd: gap p is an exception, it is longer than `width` bits;
 *                     p rises strictly
 *   rest     := string of bits, a number of r bits for each exception;
 *                     r = 0, 1, 2, 3, 5, 8, 13, 31 for code 0..7.
 *                     The gap is its low bits + (2 * number + odd + 1) * 2^width
 *
 *   tail     := single   of one gap: 7 bits a byte, the low ones first, + 128 if more follow;
 *             | form string of bits   of 2..127 gaps
 *   form     := byte  0..32    packed: every gap takes so many bits
 *                     33..249  stepped: 33 + 31 * (step - 1) + low, step 1..7, low 0..30;
 *                              a gap is c zeros, a one, then a number of low + step * c bits
 *                              (written with the least c that fits; the longest read is 38)
 *
 * The encoders take what gives the fewest bytes; of equals the greater width, the smaller
 * code, packed before stepped, the smaller step, the greater low.  Same values, same bytes.
 *
 * Sources: M. Zukowski, S. Heman, N. Nes, P. Boncz, "Super-scalar RAM-CPU cache compression",
 * ICDE 2006 (patching); H. Yan, S. Ding, T. Suel, "Inverted index compression and query
 * processing with optimized document ordering", WWW 2009 (the width that is best for each
 * block); D. Lemire, L. Boytsov, "Decoding billions of integers per second through
 * vectorization", Software: Practice and Experience 45, 2015 (lanes); J. Teuhola, "A
 * compression method for clustered bit-vectors", Information Processing Letters 7, 1978
 * (stepped with step 1; the free step and the odd bit beside the position are our own).
 *
 * Pure functions, no allocation; input and output must not overlap.  The decoders trust no
 * byte: whatever there is, they write only `values` (when they answer 0, anything may be in
 * it) and read nothing from in + size + COPIA_PFOR_SLACK on.  The slack must be readable;
 * what is in it does not matter.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define COPIA_PFOR_BLOCK 128
#define COPIA_PFOR_START UINT32_MAX
#define COPIA_PFOR_SLACK 16

/* The most bytes that a block, and a tail of n values, can take. */
#define COPIA_PFOR_BLOCK_BOUND (2 + 4 * COPIA_PFOR_BLOCK)
#define COPIA_PFOR_TAIL_BOUND(n) (1 + 4 * (size_t) (n))

/* The bytes written, from 128 or from n = 1..127 values that increase strictly from base. */
size_t copia_pfor_encode (const uint32_t *values, uint32_t base, uint8_t *out);
size_t copia_pfor_encode_tail (const uint32_t *values, size_t n, uint32_t base,
                               uint8_t *out);

/* The bytes read, to 128 or n values; `size` may go on beyond them.  0 when they are damaged:
 * cut, out of the ranges above, or not increasing strictly from base within 32 bits (also
 * when n is not 1..127).
 */
size_t copia_pfor_decode (const uint8_t *in, size_t size, uint32_t base,
                          uint32_t *values);
size_t copia_pfor_decode_tail (const uint8_t *in, size_t size, size_t n, uint32_t base,
                               uint32_t *values);
