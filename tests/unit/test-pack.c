/* test-pack.c - whatever is packed comes back; damaged pieces are told or give other values. */
#include "base/pack.h"

#include "base/prefix.h"

#include <string.h>

/* Values of many shapes: constant, rising by little, skewed, anything. */
static uint64_t
value_of (unsigned shape, uint32_t i, uint64_t before)
{
    uint64_t random =
        (uint64_t) (uint32_t) g_test_rand_int () << 32 | (uint32_t) g_test_rand_int ();

    switch (shape) {
    case 0:
        return 7;
    case 1:
        return before + random % 9;
    case 2:
        return random >> (random & 63);
    case 3:
        return random;
    case 4:
        return i % 5000 == 17 ? UINT64_MAX : i;
    default:
        return before - random % 3;
    }
}

static void
fill (unsigned shape, uint32_t width, uint8_t *bytes, uint32_t n)
{
    uint64_t value = 1000;

    for (uint32_t i = 0; i < n; i++) {
        value = value_of (shape, i, value);
        memcpy (bytes + (size_t) i * width, &value, width);
    }
}

static void
check_piece (CopiaPacking packing, uint32_t width, const uint8_t *bytes, uint32_t size)
{
    g_autoptr (GByteArray) packed = g_byte_array_new ();
    g_autofree uint8_t *back = g_malloc (size + 8);
    uint32_t end;

    copia_pack (packing, width, bytes, size, packed);
    end = packed->len;
    g_assert_cmpuint (end, <=, size + 1);
    g_byte_array_set_size (packed, end + 64);
    memset (back, 0x5A, size + 8);
    g_assert_true (copia_unpack (packing, width, packed->data, end, back, size));
    g_assert_cmpmem (back, size, bytes, size);
    for (uint32_t i = 0; i < 8; i++)
        g_assert_cmpuint (back[size + i], ==, 0x5A);
    for (unsigned i = 0; i < 20; i++) { /* damage is survived */
        guint8 *byte = &packed->data[g_test_rand_int_range (0, (gint32) end)];

        *byte ^= (guint8) (1 << g_test_rand_int_range (0, 8));
        (void) copia_unpack (packing, width, packed->data,
                             (uint64_t) g_test_rand_int_range (0, (gint32) end + 1),
                             back, size);
        for (uint32_t k = 0; k < 8; k++)
            g_assert_cmpuint (back[size + k], ==, 0x5A);
    }
}

static void
test_pieces_come_back_and_damage_is_survived (void)
{
    g_autofree uint8_t *bytes = g_malloc (COPIA_PIECE_ROOM + 8);

    for (unsigned packing = COPIA_PACKING_VALUES; packing < COPIA_N_PACKINGS; packing++)
        for (uint32_t width = 1; width <= 8; width++)
            for (unsigned shape = 0; shape < 6; shape++)
                for (unsigned round = 0; round < 6; round++) {
                    uint32_t most = (COPIA_PIECE + width - 1) / width;
                    uint32_t n =
                        round == 0 ? most
                        : round == 1
                            ? 1
                            : (uint32_t) g_test_rand_int_range (1, (gint32) most);

                    fill (shape, width, bytes, n);
                    check_piece ((CopiaPacking) packing, width, bytes, n * width);
                }
}

static void
check_code (const uint32_t counts[COPIA_PREFIX_SYMBOLS])
{
    g_autofree CopiaPrefixTable *table = g_new (CopiaPrefixTable, 1);
    CopiaPrefix prefix;

    copia_prefix_make (&prefix, counts);
    g_assert_true (copia_prefix_table (table, prefix.length));
    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++) {
        unsigned length = prefix.length[symbol];

        g_assert_true (counts[symbol] == 0 || length > 0);
        g_assert_cmpuint (length, <=, COPIA_PREFIX_BITS);
        if (length > 0)
            g_assert_cmpuint (table->entries[prefix.code[symbol]], ==,
                              symbol | length << 8);
    }
}

static void
test_codes_are_complete_however_skewed_the_counts (void)
{
    uint32_t counts[COPIA_PREFIX_SYMBOLS];

    for (unsigned round = 0; round < 3000; round++) {
        unsigned used = (unsigned) g_test_rand_int_range (0, 257);
        unsigned skew = (unsigned) g_test_rand_int_range (0, 32);

        memset (counts, 0, sizeof counts);
        for (unsigned i = 0; i < used; i++)
            counts[g_test_rand_int_range (0, 256)] =
                (uint32_t) g_test_rand_int () >> (g_test_rand_int () & skew);
        check_code (counts);
    }
    memset (counts, 0, sizeof counts);
    for (unsigned i = 0, a = 1, b = 1; i < 40;
         i++) { /* Fibonacci's make the longest codes */
        counts[i * 5] = a;
        b += a;
        a = b - a;
    }
    check_code (counts);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/pack/pieces", test_pieces_come_back_and_damage_is_survived);
    g_test_add_func ("/pack/codes", test_codes_are_complete_however_skewed_the_counts);
    return g_test_run ();
}
