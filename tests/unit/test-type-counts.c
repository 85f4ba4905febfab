/* test-type-counts.c - bytes with few numbers are the numbers they stand for. */
#include "index/type-counts.h"

#include "base/large.h"

typedef struct {
    CopiaTypeCounts counts;
    uint32_t *wanted;
} Pair;

/* Most are zero, some more than a byte holds; those that are may be a byte of zero and a number. */
static Pair
pair_new (uint32_t types, bool settled)
{
    Pair self = { copia_type_counts_new (types), g_new0 (uint32_t, types + 1) };
    uint8_t *bytes = copia_large_new0 (types + 8, 1);
    uint8_t *full = copia_large_new0 (types / 8 + 1, 1);

    for (uint32_t id = 0; id < types; id++) {
        uint32_t carried = (uint32_t) g_test_rand_int_range (0, 10) == 0
                               ? (uint32_t) g_test_rand_int_range (-3, 4) * 256
                               : 0;

        bytes[id] = (uint8_t) (g_test_rand_bit () ? 0 : g_test_rand_int_range (0, 256));
        full[id / 8] |= (uint8_t) ((carried != 0) << (id % 8));
        self.counts.numbers[id] = carried;
        self.wanted[id] = carried + bytes[id];
    }
    copia_type_counts_take (&self.counts, bytes, full);
    if (settled)
        copia_type_counts_settle (&self.counts);
    return self;
}

static void
pair_clear (Pair *self)
{
    copia_type_counts_clear (&self->counts);
    g_free (self->wanted);
}

static void
check (const Pair *self)
{
    for (uint32_t id = 0; id < self->counts.types; id++)
        g_assert_cmpuint (copia_type_counts_get (&self->counts, id), ==,
                          self->wanted[id]);
}

static void
test_settling_changes_no_count (void)
{
    for (uint32_t types = 0; types < 60; types++) {
        Pair pair = pair_new (types, false);

        check (&pair);
        copia_type_counts_settle (&pair.counts);
        check (&pair);
        g_assert_cmpmem (pair.counts.numbers, types * sizeof (uint32_t), pair.wanted,
                         types * sizeof (uint32_t));
        pair_clear (&pair);
    }
}

static void
test_counts_are_added_whatever_they_are_held_in (void)
{
    for (uint32_t i = 0; i < 40; i++) {
        uint32_t types = (uint32_t) g_test_rand_int_range (1, 90);
        Pair into = pair_new (types, i % 2), behind = pair_new (types, i / 2 % 2);

        for (uint32_t id = 0; id < types; id++)
            into.wanted[id] += behind.wanted[id];
        copia_type_counts_merge (&into.counts, &behind.counts);
        check (&into);
        pair_clear (&into);
        pair_clear (&behind);
    }
}

static void
test_what_is_not_kept_is_zero_and_may_be_counted_again (void)
{
    for (uint32_t i = 0; i < 40; i++) {
        uint32_t types = (uint32_t) g_test_rand_int_range (1, 90);
        Pair pair = pair_new (types, i % 2);
        uint8_t kept[12];

        for (size_t k = 0; k < sizeof kept; k++)
            kept[k] = (uint8_t) (g_test_rand_bit () ? 0xFF : g_test_rand_int ());
        for (uint32_t id = 0; id < types; id++)
            if (!(kept[id / 8] >> (id % 8) & 1))
                pair.wanted[id] = 0;
        copia_type_counts_keep (&pair.counts, kept);
        check (&pair);
        copia_type_counts_settle (&pair.counts);
        check (&pair);
        pair_clear (&pair);
    }
}

/* As two parts are added that fit each by itself. */
static void
test_a_number_that_went_past_32_bits_is_noticed (void)
{
    CopiaTypeCounts into = copia_type_counts_new (3);
    CopiaTypeCounts behind = copia_type_counts_new (3);

    into.numbers[0] = into.numbers[2] = UINT32_MAX - 1;
    into.told = 2 * (uint64_t) (UINT32_MAX - 1);
    behind.numbers[0] = behind.told = 1;
    copia_type_counts_merge (&into, &behind);
    g_assert_true (copia_type_counts_are_whole (&into));
    copia_type_counts_merge (&into, &behind);
    g_assert_cmpuint (copia_type_counts_get (&into, 0), ==, 0);
    g_assert_false (copia_type_counts_are_whole (&into));
    copia_type_counts_clear (&into);
    copia_type_counts_clear (&behind);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/type-counts/settling-changes-no-count",
                     test_settling_changes_no_count);
    g_test_add_func ("/type-counts/counts-are-added-whatever-they-are-held-in",
                     test_counts_are_added_whatever_they_are_held_in);
    g_test_add_func ("/type-counts/what-is-not-kept-is-zero-and-may-be-counted-again",
                     test_what_is_not_kept_is_zero_and_may_be_counted_again);
    g_test_add_func ("/type-counts/a-number-past-32-bits-is-noticed",
                     test_a_number_that_went_past_32_bits_is_noticed);
    return g_test_run ();
}
