/* test-sort-page.c - pages of long lists against a full sort. */
#include "study/sort.h"

#include <string.h>

typedef struct {
    uint32_t levels;
    const uint32_t *keys; /* by item, then level */
} Keys;

static void
give_keys (void *data, uint32_t level, const uint32_t *items, uint32_t n,
           uint32_t *keys)
{
    const Keys *self = data;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t item = items ? items[i] : i;

        g_assert_true (i == 0 || !items || items[i - 1] < items[i]);
        keys[i] = self->keys[item * self->levels + level];
    }
}

static int
compare_items (const void *a, const void *b, void *data)
{
    const Keys *self = data;
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    for (uint32_t level = 0; level < self->levels; level++) {
        uint32_t p = self->keys[x * self->levels + level];
        uint32_t q = self->keys[y * self->levels + level];

        if (p != q)
            return p < q ? -1 : 1;
    }
    return x < y ? -1 : x > y;
}

static uint32_t *
count_up (uint32_t n)
{
    uint32_t *items = g_new (uint32_t, n + 1);

    for (uint32_t i = 0; i < n; i++)
        items[i] = i;
    return items;
}

static void
check_pages (GRand *rand, uint32_t n, uint32_t levels, uint32_t largest)
{
    g_autofree uint32_t *values = g_new (uint32_t, (gsize) n * levels + 1);
    g_autofree uint32_t *sorted = count_up (n), *best = count_up (n);
    Keys keys = { levels, values };
    CopiaSortable sortable = {
        .n = n, .levels = levels, .largest = largest, .keys = give_keys, .data = &keys
    };

    for (uint32_t i = 0; i < n * levels; i++) {
        double u = g_rand_double (rand);

        values[i] = (uint32_t) (u * u * u * ((double) largest + 0.99));
    }
    g_qsort_with_data (sorted, (int) n, sizeof *sorted, compare_items, &keys);
    for (int i = 0; i < 12; i++) {
        uint32_t offset = (uint32_t) g_rand_int_range (rand, 0, (gint32) n + 1);
        uint32_t most =
            (uint32_t) g_rand_int_range (rand, 0, i % 2 ? 60 : (gint32) n + 1);
        uint32_t count = MIN (most, n - offset);
        g_autofree uint32_t *page = copia_sort_page (&sortable, offset, count);

        g_assert_cmpmem (page, count * sizeof *page, sorted + offset,
                         count * sizeof *page);
    }
    for (size_t most = 0; most < n; most = most * 3 + 1) {
        g_autofree uint32_t *items = g_memdup2 (best, n * sizeof *best);

        copia_sort_best (items, n, most, compare_items, &keys);
        g_assert_cmpmem (items, most * sizeof *items, sorted, most * sizeof *items);
    }
}

static void
test_pages_are_those_of_a_full_sort (void)
{
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    static const uint32_t largest[] = { 0,    1,     3,       100,           2047,
                                        2048, 70000, 5000000, UINT32_MAX - 1 };
    static const uint32_t sizes[] = { 1, 7, 2048, 2049, 12000 };

    g_test_message ("seed %u", seed);
    for (unsigned i = 0; i < G_N_ELEMENTS (largest); i++)
        for (unsigned k = 0; k < G_N_ELEMENTS (sizes); k++)
            check_pages (rand, sizes[k], 1 + (i + k) % 3, largest[i]);
}

/* A net that is no more than the key it was drawn for. */
static void
draw (void *data, uint32_t last, void *net)
{
    (void) data;
    *(uint32_t *) net = last;
}

static uint32_t
catch_some (void *data, const void *net, uint32_t first, uint32_t n, uint32_t *items,
            uint32_t *keys)
{
    const Keys *self = data;
    uint32_t last = *(const uint32_t *) net, caught = 0;

    for (uint32_t i = first; i < first + n; i++) {
        items[caught] = i;
        keys[caught] = self->keys[i * self->levels];
        caught += self->keys[i * self->levels] <= last || i % 7 == 0;
    }
    return caught;
}

static void
check_first_page (const Keys *keys, uint32_t n, uint32_t largest, uint32_t offset,
                  uint32_t count, const uint32_t *sorted)
{
    for (uint32_t threads = 0; threads < 4; threads++) {
        CopiaSortable sortable = { .n = n,
                                   .levels = keys->levels,
                                   .largest = largest,
                                   .keys = give_keys,
                                   .data = (void *) keys,
                                   .threads = threads,
                                   .net = sizeof (uint32_t),
                                   .draw = draw,
                                   .caught = catch_some };
        g_autofree uint32_t *page = copia_sort_page (&sortable, offset, count);

        g_assert_true (copia_sort_is_sifted (&sortable, offset, count));
        g_assert_cmpmem (page, count * sizeof *page, sorted + offset,
                         count * sizeof *page);
    }
}

/* Values fall where `falling`: whatever comes is better than all before it. */
static void
check_first_pages (GRand *rand, uint32_t n, uint32_t largest, bool falling)
{
    g_autofree uint32_t *values = g_new (uint32_t, (gsize) n * 3);
    g_autofree uint32_t *sorted = count_up (n);
    Keys keys = { 3, values };

    for (uint32_t i = 0; i < n * 3; i++)
        values[i] = falling ? (n * 3 - i) / (n * 3 / largest + 1)
                            : (uint32_t) g_rand_int_range (rand, 0, (gint32) largest);
    g_qsort_with_data (sorted, (int) n, sizeof *sorted, compare_items, &keys);
    for (uint32_t most = n / 256; most > 0; most /= 5) {
        uint32_t offset = (uint32_t) g_rand_int_range (rand, 0, (gint32) most);

        check_first_page (&keys, n, largest, offset, most - offset, sorted);
    }
}

static void
test_first_pages_of_very_many_are_the_same_on_any_number_of_threads (void)
{
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    static const uint32_t largest[] = { 1, 2, 300, 5000000 };
    static const uint32_t sizes[] = { 32768, 100003, 400000 };

    g_test_message ("seed %u", seed);
    for (unsigned i = 0; i < G_N_ELEMENTS (largest); i++)
        for (unsigned k = 0; k < G_N_ELEMENTS (sizes); k++)
            check_first_pages (rand, sizes[k], largest[i], (i + k) % 2);
}

static void
test_no_items_and_no_levels_are_fine (void)
{
    CopiaSortable none = { .levels = 1, .largest = 9, .keys = give_keys };
    CopiaSortable flat = { .n = 5000, .largest = 9, .keys = give_keys };
    g_autofree uint32_t *empty = copia_sort_page (&none, 0, 0);
    g_autofree uint32_t *page = copia_sort_page (&flat, 4000, 10);

    g_assert_null (empty);
    g_assert_cmpuint (page[0], ==, 4000);
    g_assert_cmpuint (page[9], ==, 4009);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/sort/pages-are-those-of-a-full-sort",
                     test_pages_are_those_of_a_full_sort);
    g_test_add_func (
        "/sort/first-pages-of-very-many-are-the-same-on-any-number-of-threads",
        test_first_pages_of_very_many_are_the_same_on_any_number_of_threads);
    g_test_add_func ("/sort/no-items-and-no-levels-are-fine",
                     test_no_items_and_no_levels_are_fine);
    return g_test_run ();
}
