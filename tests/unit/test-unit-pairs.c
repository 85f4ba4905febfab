/* test-unit-pairs.c - pairs of numbers counted in a table, against an array of all pairs. */
#include "study/unit-pairs.h"

#include <glib.h>

/* Adds some pairs, mostly of the first things; `counts`, a number a pair, says how often. */
static void
add_random (CopiaUnitPairs *pairs, uint32_t things, uint32_t units, unsigned n,
            uint32_t *counts)
{
    for (unsigned i = 0; i < n; i++) {
        uint32_t thing = (uint32_t) g_test_rand_int_range (0, (gint32) things);
        uint32_t unit = (uint32_t) g_test_rand_int_range (0, (gint32) units);

        thing = i % 3 ? thing % 5 : thing;
        g_assert_cmpuint (copia_unit_pairs_add (pairs, thing, unit), ==,
                          ++counts[thing * units + unit]);
    }
}

/* As the classes of n-grams do: some hold many pairs, those behind them few. */
static void
test_a_cleared_table_counts_anew (void)
{
    CopiaUnitPairs *pairs = copia_unit_pairs_new ();

    for (unsigned round = 0; round < 30; round++) {
        uint32_t things = round % 3 ? 40 : 600, units = round % 2 ? 3 : 700;
        g_autofree uint32_t *counts = g_new0 (uint32_t, things * units);

        add_random (pairs, things, units, round % 5 ? 300 : 90000, counts);
        copia_unit_pairs_clear (pairs);
    }
    copia_unit_pairs_free (pairs);
    copia_unit_pairs_free (NULL);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/unit-pairs/a-cleared-table-counts-anew",
                     test_a_cleared_table_counts_anew);
    return g_test_run ();
}
