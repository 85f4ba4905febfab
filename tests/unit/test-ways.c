/* test-ways.c - ways are one where their labels stand in the same places, and quickly found. */
#include "query/ways.h"

#define LABELS 3
#define MANY 20000

static void
assert_found (CopiaWays *ways, uint64_t one, uint64_t other, uint32_t expected)
{
    const uint64_t places[LABELS] = { one, other, UINT64_MAX };

    g_assert_cmpuint (copia_ways_find (ways, places), ==, expected);
}

static void
test_ways_with_the_same_places_are_one (void)
{
    CopiaWays ways;

    copia_ways_init (&ways, LABELS, 1);
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < MANY; i++) {
            assert_found (&ways, i % 100, i / 100, i);
            *copia_ways_states (&ways, i) = i;
        }
        for (uint32_t i = 0; i < MANY; i++) {
            assert_found (&ways, i % 100, i / 100, i);
            g_assert_cmpuint (*copia_ways_states (&ways, i), ==, i);
        }
        g_assert_cmpuint (ways.count, ==, MANY);
        copia_ways_empty (&ways);
    }
    copia_ways_clear (&ways);
}

/* The most slots in a row that are taken: so many are looked at. */
static uint32_t
longest_row (const CopiaWays *ways)
{
    uint32_t longest = 0, row = 0;

    for (uint32_t i = 0; i < ways->n_slots; i++) {
        row = ways->slots[i] ? row + 1 : 0;
        longest = MAX (longest, row);
    }
    return longest;
}

/* As those of a label in a long gap do. */
static void
test_places_that_follow_each_other_lie_apart (void)
{
    for (uint32_t moving = 0; moving < LABELS; moving++) {
        uint64_t places[LABELS] = { UINT64_MAX, 7, UINT64_MAX };
        CopiaWays ways;

        copia_ways_init (&ways, LABELS, 1);
        for (uint64_t cpos = 1000000; cpos < 1000000 + MANY; cpos++) {
            places[moving] = cpos;
            copia_ways_find (&ways, places);
        }
        g_assert_cmpuint (ways.count, ==, MANY);
        g_assert_cmpuint (longest_row (&ways), <, 100);
        copia_ways_clear (&ways);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/ways/one", test_ways_with_the_same_places_are_one);
    g_test_add_func ("/ways/apart", test_places_that_follow_each_other_lie_apart);
    return g_test_run ();
}
