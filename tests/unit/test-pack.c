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

/* The codes that fit the bytes, as whoever packs and whoever unpacks has them. */
typedef struct {
    CopiaLinkCodes codes;
    CopiaLinkTables tables;
    bool learnt;
} Links;

static void
learn (Links *links, uint32_t width, const uint8_t *bytes, uint32_t size)
{
    g_autofree CopiaLinkCounts *counts = g_new0 (CopiaLinkCounts, 1);
    g_autoptr (GByteArray) stored = g_byte_array_new ();

    links->learnt = width <= 4;
    if (!links->learnt)
        return;
    copia_links_count (counts, width, bytes, size);
    copia_links_codes (&links->codes, counts, stored);
    g_assert_true (copia_links_tables (&links->tables, stored->data, stored->len));
    g_assert_false (copia_links_tables (&links->tables, stored->data, stored->len - 1));
    g_assert_true (copia_links_tables (&links->tables, stored->data, stored->len));
}

static bool
unpack (CopiaPacking packing, uint32_t width, const Links *links, GByteArray *packed,
        uint64_t packed_size, uint8_t *back, uint32_t size)
{
    return copia_unpack (packing, width, links->learnt ? &links->tables : NULL,
                         packed->data, packed_size, back, size);
}

static void
check_piece (CopiaPacking packing, uint32_t width, const Links *links,
             const uint8_t *bytes, uint32_t size)
{
    g_autoptr (GByteArray) packed = g_byte_array_new ();
    g_autofree uint8_t *back = g_malloc (size + 8);
    uint32_t end;

    copia_pack (packing, width, links->learnt ? &links->codes : NULL, bytes, size,
                packed);
    end = packed->len;
    g_assert_cmpuint (end, <=, size + 1);
    g_byte_array_set_size (packed, end + 64);
    memset (back, 0x5A, size + 8);
    g_assert_true (unpack (packing, width, links, packed, end, back, size));
    g_assert_cmpmem (back, size, bytes, size);
    for (uint32_t i = 0; i < 8; i++)
        g_assert_cmpuint (back[size + i], ==, 0x5A);
    for (unsigned i = 0; i < 20; i++) { /* damage is survived */
        guint8 *byte = &packed->data[g_test_rand_int_range (0, (gint32) end)];

        *byte ^= (guint8) (1 << g_test_rand_int_range (0, 8));
        (void) unpack (packing, width, links, packed,
                       (uint64_t) g_test_rand_int_range (0, (gint32) end + 1), back,
                       size);
        for (uint32_t k = 0; k < 8; k++)
            g_assert_cmpuint (back[size + k], ==, 0x5A);
    }
}

static void
test_pieces_come_back_and_damage_is_survived (void)
{
    g_autofree uint8_t *bytes = g_malloc (COPIA_PIECE_ROOM + 8);
    g_autofree Links *links = g_new (Links, 1);

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
                    learn (links, width, bytes, n * width);
                    check_piece ((CopiaPacking) packing, width, links, bytes,
                                 n * width);
                }
}

/* Each of sixty integers has one that follows it, but for one in eight. */
static void
test_what_follows_from_the_one_before_costs_little (void)
{
    const uint32_t n = COPIA_PIECE / 2;
    g_autofree uint8_t *bytes = g_malloc (COPIA_PIECE);
    g_autofree Links *links = g_new (Links, 1);
    g_autoptr (GByteArray) apart = g_byte_array_new ();
    g_autoptr (GByteArray) linked = g_byte_array_new ();

    for (uint32_t i = 0; i < n; i++) {
        uint16_t value = (uint16_t) ((g_test_rand_int_range (0, 8) ? i : i * 7) % 60);

        memcpy (bytes + 2 * i, &value, 2);
    }
    learn (links, 2, bytes, 2 * n);
    copia_pack (COPIA_PACKING_VALUES, 2, NULL, bytes, 2 * n, apart);
    copia_pack (COPIA_PACKING_LINKED, 2, &links->codes, bytes, 2 * n, linked);
    check_piece (COPIA_PACKING_LINKED, 2, links, bytes, 2 * n);
    g_assert_cmpuint (linked->len * 2, <, apart->len);
}

/* What was not learnt has no code, and comes back all the same. */
static void
test_what_was_not_learnt_comes_back (void)
{
    g_autofree uint8_t *bytes = g_malloc (COPIA_PIECE);
    g_autofree Links *links = g_new (Links, 1);

    fill (1, 4, bytes, COPIA_PIECE / 4);
    learn (links, 4, bytes, 400);
    check_piece (COPIA_PACKING_LINKED, 4, links, bytes, COPIA_PIECE);
}

/* Of long sections not all is counted, and always the same. */
static void
test_what_is_learnt_does_not_depend_on_how_it_comes (void)
{
    const uint32_t size = 2 * (5 << 20);
    g_autofree uint8_t *bytes = g_malloc (size);
    g_autofree CopiaLinkCounts *at_once = g_new0 (CopiaLinkCounts, 1);
    g_autofree CopiaLinkCounts *by_parts = g_new0 (CopiaLinkCounts, 1);
    uint64_t counted = 0;

    fill (2, 2, bytes, size / 2);
    copia_links_count (at_once, 2, bytes, size);
    for (uint32_t at = 0, n; at < size; at += n) {
        n = 2 * (uint32_t) g_test_rand_int_range (0, 20000);
        n = MIN (n, size - at);
        copia_links_count (by_parts, 2, bytes + at, n);
    }
    g_assert_cmpmem (at_once, sizeof *at_once, by_parts, sizeof *by_parts);
    g_assert_cmpuint (at_once->n, ==, size / 2);
    for (unsigned class = 0; class < COPIA_LINK_CLASSES; class ++)
        for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++)
            counted += at_once->counts[class][symbol];
    g_assert_cmpuint (counted, ==, (4 << 20) + (1 << 20) / 8);
}

/* Whoever wrote the tables: none leads out of them, and what is cut off is missed. */
static void
test_forged_links_are_refused (void)
{
    g_autofree uint8_t *bytes = g_malloc (COPIA_PIECE);
    g_autofree CopiaLinkCounts *counts = g_new0 (CopiaLinkCounts, 1);
    g_autofree CopiaLinkCodes *codes = g_new (CopiaLinkCodes, 1);
    g_autofree CopiaLinkTables *tables = g_new (CopiaLinkTables, 1);
    g_autoptr (GByteArray) stored = g_byte_array_new ();
    uint8_t n;

    fill (2, 4, bytes, COPIA_PIECE / 4);
    copia_links_count (counts, 4, bytes, COPIA_PIECE);
    copia_links_codes (codes, counts, stored);
    g_assert_true (copia_links_tables (tables, stored->data, stored->len));
    n = stored->data[0];
    for (guint size = 0; size < stored->len; size++)
        g_assert_false (copia_links_tables (tables, stored->data, size));
    for (unsigned class = 0; class < COPIA_LINK_START; class ++) {
        uint8_t good = stored->data[1 + class];

        stored->data[1 + class] =
            (uint8_t) g_test_rand_int_range (n, 256); /* n: what follows none */
        g_assert_false (copia_links_tables (tables, stored->data, stored->len));
        stored->data[1 + class] = good;
    }
    for (unsigned other = 0; other < 256; other++) {
        stored->data[0] = (uint8_t) other;
        g_assert_true (copia_links_tables (tables, stored->data, stored->len) ==
                       (other == n));
    }
}

static void
check_code (const uint32_t counts[COPIA_PREFIX_SYMBOLS], unsigned bits)
{
    g_autofree uint16_t *entries = g_new (uint16_t, 1 << COPIA_PREFIX_BITS);
    CopiaPrefix prefix;

    copia_prefix_make (&prefix, counts, bits);
    g_assert_true (copia_prefix_table (entries, prefix.length, NULL, bits));
    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++) {
        unsigned length = prefix.length[symbol];

        g_assert_true (counts[symbol] == 0 || length > 0);
        g_assert_cmpuint (length, <=, bits);
        if (length > 0)
            g_assert_cmpuint (entries[prefix.code[symbol]], ==, symbol | length << 8);
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
        check_code (counts, 8 + round % (COPIA_PREFIX_BITS - 7));
    }
    memset (counts, 0, sizeof counts);
    for (unsigned i = 0, a = 1, b = 1; i < 40;
         i++) { /* Fibonacci's make the longest codes */
        counts[i * 5] = a;
        b += a;
        a = b - a;
    }
    check_code (counts, COPIA_PREFIX_BITS);
    check_code (counts, COPIA_LINK_BITS);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/pack/pieces", test_pieces_come_back_and_damage_is_survived);
    g_test_add_func ("/pack/linked",
                     test_what_follows_from_the_one_before_costs_little);
    g_test_add_func ("/pack/unlearnt", test_what_was_not_learnt_comes_back);
    g_test_add_func ("/pack/learning",
                     test_what_is_learnt_does_not_depend_on_how_it_comes);
    g_test_add_func ("/pack/forged", test_forged_links_are_refused);
    g_test_add_func ("/pack/codes", test_codes_are_complete_however_skewed_the_counts);
    return g_test_run ();
}
