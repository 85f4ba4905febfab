/* test-pfor.c - the codec of postings against a plain one. */
#include "index/pfor.h"

#include "pfor-agree.h"
#include <glib.h>
#include <string.h>
static void
test_lists_of_every_width_come_back_from_the_fewest_bytes (void)
{
    uint32_t values[BLOCK];
    uint8_t bytes[COPIA_PFOR_BLOCK_BOUND];

    for (unsigned width = 0; width <= 32; width++) {
        for (unsigned more = 0; more <= 32; more += 4) {
            for (size_t n = 1; n <= BLOCK; n += 1 + random_below (12)) {
                uint32_t base = random_below (2) ? COPIA_PFOR_START : random_bits (20);

                random_values (n, base, width, more, values);
                check_values (values, n, base, bytes);
            }
            random_values (BLOCK, COPIA_PFOR_START, width, more, values);
            check_values (values, BLOCK, COPIA_PFOR_START, bytes);
        }
    }
}

static void
test_the_ends_of_the_range_come_back (void)
{
    uint32_t values[BLOCK];
    uint8_t bytes[COPIA_PFOR_BLOCK_BOUND];

    for (size_t n = 1; n <= BLOCK; n++) {
        for (size_t split = 0; split <= n;
             split++) { /* so many at 0, the rest at the top */
            for (size_t i = 0; i < n; i++)
                values[i] = (uint32_t) (i < split ? i : UINT32_MAX - (n - 1 - i));
            if (n % 16 < 2 || split < 2 || split > n - 2)
                check_values (values, n, COPIA_PFOR_START, bytes);
        }
        for (size_t i = 0; i < n; i++)
            values[i] = (uint32_t) (UINT32_MAX - (n - 1 - i));
        check_values (values, n, values[0] - 1, bytes);
    }
}

static void
test_the_smallest_lists_take_the_bytes_they_should (void)
{
    uint32_t values[BLOCK];
    uint8_t bytes[COPIA_PFOR_BLOCK_BOUND];

    for (uint32_t i = 0; i < BLOCK; i++)
        values[i] = i;
    g_assert_cmpuint (check_values (values, BLOCK, COPIA_PFOR_START, bytes), ==, 2);
    g_assert_cmpuint (check_values (values, BLOCK - 1, COPIA_PFOR_START, bytes), ==, 1);
    g_assert_cmpuint (check_values (values, 1, COPIA_PFOR_START, bytes), ==, 1);
    for (uint32_t i = 64; i < BLOCK;
         i++) /* one gap of 2, and no bit for the rest of it */
        values[i] = i + 2;
    g_assert_cmpuint (check_values (values, BLOCK, COPIA_PFOR_START, bytes), ==, 3);
    values[0] = 30000;
    g_assert_cmpuint (check_values (values, 1, COPIA_PFOR_START, bytes), ==, 3);
    values[1] = 33000;
    g_assert_cmpuint (check_values (values, 2, COPIA_PFOR_START, bytes), ==, 5);
}

/* A block from the specification, with gaps that seldom leave 32 bits: `filled` of the 128
 * are not zero.  Returns its size.
 */
static size_t
write_block (unsigned width, unsigned count, unsigned code, unsigned filled,
             uint8_t *out)
{
    unsigned header = width + 64 * count + 8192 * code, left = count;
    uint8_t *positions = out + 2 + 16 * width;
    size_t used = 2 + 16 * width + count + (count * rest_widths[code] + 7) / 8;

    memset (out, 0, used);
    out[0] = (uint8_t) header;
    out[1] = (uint8_t) (header >> 8);
    for (unsigned i = 0; i < BLOCK; i++) {
        uint32_t low = random_below (BLOCK) < filled ? random_bits (width) : 0;

        for (unsigned bit = 0; bit < width; bit++)
            put (out + 2, lane_bit (width, i, bit), low >> bit & 1, 1);
        if (random_below (BLOCK - i) < left) {
            *positions++ = (uint8_t) (i + 128 * random_below (2));
            left--;
        }
    }
    for (unsigned i = 0; i < count; i++)
        put (positions, i * rest_widths[code],
             random_bits (random_below (rest_widths[code] + 1)), rest_widths[code]);
    return used;
}

static void
test_decoders_agree_on_blocks_no_encoder_would_write (void)
{
    static const unsigned counts[] = { 0, 1, 2, 9, 63, 64 };
    static const unsigned fillings[] = { 0, 1, 2, 30, 128 };
    uint8_t bytes[2048];

    for (unsigned width = 0; width <= 32; width++) {
        unsigned whole = 0;

        for (unsigned i = 0; i < 8 * G_N_ELEMENTS (counts) * G_N_ELEMENTS (fillings);
             i++) {
            unsigned count = width < 32 ? counts[i / 8 % G_N_ELEMENTS (counts)] : 0;
            size_t size = write_block (width, count, i % 8,
                                       fillings[i / 8 / G_N_ELEMENTS (counts)], bytes);
            uint32_t base = random_below (2) ? COPIA_PFOR_START : random_bits (32);
            size_t used = agree (bytes, size, BLOCK, base);

            g_assert_true (used == 0 || used == size);
            whole += used > 0;
        }
        g_assert_cmpuint (whole, >, 0);
    }
}

/* Random bytes, of one list half of the bits set, of another a quarter, an eighth, ... */
static void
random_bytes (uint8_t *bytes, size_t size)
{
    unsigned rarer = random_below (6);

    for (size_t i = 0; i < size; i += 4) {
        uint32_t word = random_bits (32);

        for (unsigned j = 0; j < rarer; j++)
            word &= random_bits (32);
        memcpy (bytes + i, &word, MIN (4, size - i));
    }
}

static void
test_decoders_agree_on_random_bytes (void)
{
    uint8_t bytes[2048];
    unsigned whole = 0, damaged = 0;

    for (unsigned i = 0; i < 20000; i++) {
        size_t n = i % 3 == 0 ? BLOCK : 1 + random_below (i % 3 == 1 ? 8 : BLOCK - 1);
        size_t size = 2 + random_below (random_below (2) ? 100 : 1200);
        unsigned header = random_below (35) + 64 * random_below (3 + i % 64);

        random_bytes (bytes, size);
        if (n == BLOCK) {
            bytes[0] = (uint8_t) header;
            bytes[1] = (uint8_t) ((header >> 8) + 32 * random_below (8));
        } else {
            bytes[0] = (uint8_t) random_bits (8);
        }

        size_t used = agree (bytes, size, n,
                             random_below (2) ? COPIA_PFOR_START : random_bits (32));

        whole += used > 0;
        damaged += used == 0;
    }
    g_assert_cmpuint (whole, >, 2000);
    g_assert_cmpuint (damaged, >, 2000);
}

static void
test_a_changed_byte_is_damage_or_another_list (void)
{
    static const size_t ns[] = { 1, 2, 3, 10, 60, 127, BLOCK };
    static const unsigned widths[] = { 0, 3, 9, 17 };
    uint32_t values[BLOCK];
    uint8_t bytes[COPIA_PFOR_BLOCK_BOUND];

    for (unsigned i = 0; i < G_N_ELEMENTS (ns) * G_N_ELEMENTS (widths); i++) {
        size_t n = ns[i / G_N_ELEMENTS (widths)];

        random_values (n, 1000, widths[i % G_N_ELEMENTS (widths)], 5, values);

        size_t size = encode (values, n, 1000, bytes);

        for (size_t at = 0; at < size; at++) {
            for (unsigned change = 1; change < 256; change += at < 2 ? 1 : 36) {
                bytes[at] ^= (uint8_t) change;
                agree (bytes, size, n, 1000);
                bytes[at] ^= (uint8_t) change;
            }
        }
    }
}

static void
test_a_cut_list_is_damaged_not_short (void)
{
    uint32_t values[BLOCK];
    uint8_t bytes[COPIA_PFOR_BLOCK_BOUND];

    for (size_t n = 1; n <= BLOCK; n++) {
        random_values (n, COPIA_PFOR_START, random_below (20), 6, values);

        size_t size = encode (values, n, COPIA_PFOR_START, bytes);

        for (size_t cut = 0; cut < size; cut++)
            g_assert_cmpuint (agree (bytes, cut, n, COPIA_PFOR_START), ==, 0);
    }
}

static void
test_a_list_that_would_pass_32_bits_is_damaged (void)
{
    uint32_t values[BLOCK];
    uint8_t bytes[COPIA_PFOR_BLOCK_BOUND];

    for (size_t n = 1; n <= BLOCK; n++) {
        random_values (n, COPIA_PFOR_START, random_below (24), 4, values);

        size_t size = encode (values, n, COPIA_PFOR_START, bytes);
        uint32_t highest =
            UINT32_MAX - values[n - 1] - 1; /* base of a list that still fits */

        g_assert_cmpuint (agree (bytes, size, n, highest), ==, size);
        if (highest + 1 != COPIA_PFOR_START)
            g_assert_cmpuint (agree (bytes, size, n, highest + 1), ==, 0);
        g_assert_cmpuint (agree (bytes, size, n, UINT32_MAX - 1), ==,
                          values[n - 1] == 0 ? size : 0);
    }
}

static void
test_headers_out_of_range_are_damaged (void)
{
    static const struct {
        unsigned width, count;
    } wrong[] = { { 33, 0 }, { 63, 0 }, { 0, 65 }, { 0, 127 }, { 32, 1 } };
    uint8_t bytes[2048];
    uint32_t values[BLOCK];

    for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++) {
        unsigned header = wrong[i].width + 64 * wrong[i].count;

        memset (bytes, 0, sizeof bytes);
        bytes[0] = (uint8_t) header;
        bytes[1] = (uint8_t) (header >> 8);
        for (unsigned at = 0; at < wrong[i].count;
             at++) /* nothing else is wrong with it */
            bytes[2 + 16 * wrong[i].width + at] = (uint8_t) at;
        g_assert_cmpuint (agree (bytes, sizeof bytes, BLOCK, COPIA_PFOR_START), ==, 0);
    }
    for (unsigned form = 250; form < 256; form++) {
        memset (bytes, 0xff, sizeof bytes);
        bytes[0] = (uint8_t) form;
        g_assert_cmpuint (agree (bytes, sizeof bytes, 2, COPIA_PFOR_START), ==, 0);
    }
    memset (bytes, 0, sizeof bytes);
    g_assert_cmpuint (copia_pfor_decode_tail (bytes, 99, 0, 0, values), ==, 0);
    g_assert_cmpuint (copia_pfor_decode_tail (bytes, 99, BLOCK, 0, values), ==, 0);
    g_assert_cmpuint (copia_pfor_decode_tail (bytes, 99, SIZE_MAX, 0, values), ==, 0);
}

static void
test_a_block_has_64_exceptions_at_most (void)
{
    uint32_t values[BLOCK];
    uint8_t bytes[COPIA_PFOR_BLOCK_BOUND];

    for (unsigned large = 60; large <= 68; large++) {
        for (uint32_t i = 0, next = COPIA_PFOR_START; i < BLOCK; i++) {
            next += 1 + (i < large ? (1 << 20) - 1 - i : 0);
            values[i] = next;
        }
        check_values (values, BLOCK, COPIA_PFOR_START, bytes);
        g_assert_cmpuint ((bytes[0] + 256u * bytes[1]) / 64 % 128, ==,
                          large <= 64 ? large : 0);
    }
}

static void
test_a_gap_of_2_to_the_32_is_damaged (void)
{
    uint8_t bytes[2 + 16 * 32] = { 32 }; /* each gap a u32, the first the first value */

    g_assert_cmpuint (agree (bytes, sizeof bytes, BLOCK, COPIA_PFOR_START), ==,
                      sizeof bytes);
    memset (bytes + 2 + 4 * 5, 0xff, 4); /* the next value would be the same again */
    g_assert_cmpuint (agree (bytes, sizeof bytes, BLOCK, COPIA_PFOR_START), ==, 0);
}

static void
test_a_single_gap_takes_five_bytes_at_most (void)
{
    static const uint8_t five[] = { 0x85, 0x80, 0x80, 0x80, 0x00 };
    static const uint8_t six[] = { 0x85, 0x80, 0x80, 0x80, 0x80, 0x00 };
    static const uint8_t last[] = { 0xff, 0xff, 0xff, 0xff, 0x0f };
    static const uint8_t above[] = { 0x80, 0x80, 0x80, 0x80, 0x10 };

    g_assert_cmpuint (agree (five, sizeof five, 1, 0), ==, 5);
    g_assert_cmpuint (agree (six, sizeof six, 1, 0), ==, 0);
    g_assert_cmpuint (agree (last, sizeof last, 1, COPIA_PFOR_START), ==, 5);
    g_assert_cmpuint (agree (last, sizeof last, 1, 0), ==, 0);
    g_assert_cmpuint (agree (above, sizeof above, 1, COPIA_PFOR_START), ==, 0);
}

static void
test_positions_must_rise (void)
{
    uint8_t bytes[] = { 2 << 6, 0, 7, 9 }; /* gaps of 1 at 7 and 9, else 0 */
    uint32_t values[BLOCK];

    g_assert_cmpuint (agree (bytes, 4, BLOCK, COPIA_PFOR_START), ==, 4);
    g_assert_cmpuint (decode_guarded (bytes, 4, BLOCK, COPIA_PFOR_START, 0, values), ==,
                      4);
    g_assert_cmpuint (values[6], ==, 6);
    g_assert_cmpuint (values[7], ==, 8);
    g_assert_cmpuint (values[8], ==, 9);
    g_assert_cmpuint (values[9], ==, 11);
    bytes[3] = 7;
    g_assert_cmpuint (agree (bytes, 4, BLOCK, COPIA_PFOR_START), ==, 0);
    bytes[3] = 128 + 6;
    g_assert_cmpuint (agree (bytes, 4, BLOCK, COPIA_PFOR_START), ==, 0);
}

static void
test_a_gap_may_take_more_steps_than_it_needs (void)
{
    uint8_t bytes[11] = { 33 }; /* low 0, step 1 */
    uint32_t values[2];

    put (bytes, 8 + 38, 1, 1); /* 38 zeros, a one, 38 bits */
    put (bytes, 8 + 39, 5, 38);
    put (bytes, 8 + 77, 1, 1);
    g_assert_cmpuint (agree (bytes, sizeof bytes, 2, COPIA_PFOR_START), ==, 11);
    g_assert_cmpuint (decode_guarded (bytes, 11, 2, COPIA_PFOR_START, 0, values), ==,
                      11);
    g_assert_cmpuint (values[0], ==, 5);
    g_assert_cmpuint (values[1], ==, 6);
    put (bytes, 8 + 39 + 37, 1, 1);
    g_assert_cmpuint (agree (bytes, sizeof bytes, 2, COPIA_PFOR_START), ==, 0);
}

/* The positions of every letter and sign of a book: long lists, real ones. */
static void
test_the_letters_of_a_book_come_back (void)
{
    const char *shared = g_getenv ("COPIA_SHARED");
    g_autofree char *path = g_build_filename (shared ? shared : "../shared", "texts",
                                              "moby-dick.txt", NULL);
    g_autofree char *text = NULL;
    size_t size;

    if (!g_file_get_contents (path, &text, &size, NULL)) {
        g_test_skip ("COPIA_SHARED has no texts/moby-dick.txt");
        return;
    }
    for (unsigned letter = 0; letter < 256; letter++) {
        uint8_t bytes[COPIA_PFOR_BLOCK_BOUND];
        uint32_t values[BLOCK], base = COPIA_PFOR_START;
        size_t n = 0;

        for (size_t at = 0; at < size; at++) {
            if ((uint8_t) text[at] == letter)
                values[n++] = (uint32_t) at;
            if (n == BLOCK || (n > 0 && at + 1 == size)) {
                check_values (values, n, base, bytes);
                base = values[n - 1];
                n = 0;
            }
        }
    }
}

#define ADD(name) g_test_add_func ("/index/pfor/" #name, test_##name)

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    ADD (lists_of_every_width_come_back_from_the_fewest_bytes);
    ADD (the_ends_of_the_range_come_back);
    ADD (the_smallest_lists_take_the_bytes_they_should);
    ADD (decoders_agree_on_blocks_no_encoder_would_write);
    ADD (decoders_agree_on_random_bytes);
    ADD (a_changed_byte_is_damage_or_another_list);
    ADD (a_cut_list_is_damaged_not_short);
    ADD (a_list_that_would_pass_32_bits_is_damaged);
    ADD (headers_out_of_range_are_damaged);
    ADD (a_block_has_64_exceptions_at_most);
    ADD (a_gap_of_2_to_the_32_is_damaged);
    ADD (a_single_gap_takes_five_bytes_at_most);
    ADD (positions_must_rise);
    ADD (a_gap_may_take_more_steps_than_it_needs);
    ADD (the_letters_of_a_book_come_back);
    return g_test_run ();
}
