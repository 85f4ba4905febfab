/* test-alike.c - rows drawn from a few sources are sorted by their source. */
#include "base/alike.h"

#include <string.h>

#define SOURCES 5
#define ROWS 60

typedef uint32_t Row[COPIA_PREFIX_SYMBOLS];

/* Each source likes symbols of its own, rows have different sums, some rows are empty. */
static void
draw (Row *rows, unsigned *source)
{
    for (unsigned i = 0; i < ROWS; i++) {
        unsigned n = i % 11 == 5 ? 0 : (unsigned) g_test_rand_int_range (2000, 90000);

        source[i] = n ? i % SOURCES : SOURCES;
        for (unsigned k = 0; k < n; k++) {
            unsigned liked = source[i] * 40 + (unsigned) g_test_rand_int_range (0, 40);
            unsigned any = (unsigned) g_test_rand_int_range (0, COPIA_PREFIX_SYMBOLS);

            rows[i][g_test_rand_int_range (0, 4) ? liked : any]++;
        }
    }
}

static void
test_rows_of_one_source_share_a_code (void)
{
    g_autofree Row *rows = g_new0 (Row, ROWS);
    g_autofree Row *drawn = g_new (Row, ROWS);
    unsigned source[ROWS];
    uint8_t group[ROWS];

    draw (rows, source);
    memcpy (drawn, rows, ROWS * sizeof *rows);
    g_assert_cmpuint (copia_alike_join (rows, ROWS, SOURCES, group), ==, SOURCES);
    for (unsigned i = 0; i < ROWS; i++)
        for (unsigned j = 0; j < ROWS; j++)
            if (source[i] < SOURCES && source[j] < SOURCES)
                g_assert_true ((group[i] == group[j]) == (source[i] == source[j]));
            else if (source[i] == SOURCES)
                g_assert_cmpuint (group[i], ==, 0);
    for (unsigned i = 0; i < ROWS; i++) /* nothing is lost, nothing counted twice */
        for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++)
            rows[group[i]][symbol] -= drawn[i][symbol];
    for (unsigned i = 0; i < SOURCES; i++)
        for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++)
            g_assert_cmpuint (rows[i][symbol], ==, 0);
}

static void
test_any_number_of_codes_can_be_asked_for (void)
{
    g_autofree Row *rows = g_new0 (Row, ROWS);
    unsigned source[ROWS];
    uint8_t group[ROWS];

    for (unsigned most = 1; most <= ROWS; most += 7) {
        unsigned n;

        memset (rows, 0, ROWS * sizeof *rows);
        draw (rows, source);
        n = copia_alike_join (rows, ROWS, most, group);
        g_assert_cmpuint (n, ==, MIN (most, ROWS - 5)); /* the empty ones need none */
        for (unsigned i = 0; i < ROWS; i++)
            g_assert_cmpuint (group[i], <, n);
    }
    memset (rows, 0, ROWS * sizeof *rows);
    g_assert_cmpuint (copia_alike_join (rows, ROWS, 3, group), ==, 1);
}

/* Counts as large as a corpus can have: nothing overflows into another order. */
static void
test_large_counts_are_weighed_as_small_ones_are (void)
{
    g_autofree Row *rows = g_new0 (Row, 3);
    uint8_t group[3];

    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++) {
        rows[0][symbol] = 5500000;
        rows[1][symbol] = symbol % 2 ? 5400000 : 5;
        rows[2][symbol] = 5500001;
    }
    g_assert_cmpuint (copia_alike_join (rows, 3, 2, group), ==, 2);
    g_assert_cmpuint (group[0], ==, group[2]);
    g_assert_cmpuint (group[0], !=, group[1]);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/alike/sources", test_rows_of_one_source_share_a_code);
    g_test_add_func ("/alike/numbers", test_any_number_of_codes_can_be_asked_for);
    g_test_add_func ("/alike/large", test_large_counts_are_weighed_as_small_ones_are);
    return g_test_run ();
}
