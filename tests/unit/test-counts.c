/* test-counts.c - counts that outgrow two bytes, and four. */
#include "study/counts.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaCounts, copia_counts_free)

#define N 300

static void
assert_counts (const CopiaCounts *counts, const uint64_t *expected)
{
    for (size_t i = 0; i < N; i++)
        g_assert_cmpuint (copia_counts_get (counts, i), ==, expected[i]);
}

/* In stretches of any size, as the counts of one query after the other come. */
static void
put_all (CopiaCounts *counts, const uint64_t *all)
{
    for (size_t at = 0; at < N;) {
        size_t most = (size_t) g_test_rand_int_range (1, 40), n = MIN (most, N - at);

        copia_counts_put (counts, at, all + at, n);
        at += n;
    }
}

static uint64_t
random_below (uint64_t limit)
{
    return ((uint64_t) (uint32_t) g_test_rand_int () << 32 |
            (uint32_t) g_test_rand_int ()) %
           limit;
}

/* Of those that are small, of small ones whose sums are not, and of large ones. */
static void
test_sums_are_right_whatever_they_need (void)
{
    static const uint64_t limits[] = { 5,
                                       UINT64_C (1) << 15,
                                       UINT64_C (1) << 16,
                                       UINT64_C (1) << 17,
                                       UINT64_C (1) << 31,
                                       UINT64_C (1) << 32,
                                       UINT64_C (1) << 33,
                                       UINT64_C (1) << 50 };

    for (size_t a = 0; a < G_N_ELEMENTS (limits); a++)
        for (size_t b = 0; b < G_N_ELEMENTS (limits); b++) {
            g_autoptr (CopiaCounts) one = copia_counts_new (N);
            g_autoptr (CopiaCounts) other = copia_counts_new (N);
            uint64_t ones[N], others[N], sums[N];

            for (size_t i = 0; i < N; i++) {
                ones[i] = random_below (limits[a]);
                others[i] = random_below (limits[b]);
                sums[i] = ones[i] + others[i];
            }
            put_all (one, ones);
            put_all (other, others);
            assert_counts (one, ones);
            assert_counts (other, others);
            copia_counts_merge (one, other);
            assert_counts (one, sums);
            assert_counts (other, others);
        }
}

static void
test_the_largest_of_a_width_and_the_next (void)
{
    static const uint64_t largest[] = { UINT16_MAX, UINT32_MAX };

    for (size_t i = 0; i < G_N_ELEMENTS (largest); i++) {
        g_autoptr (CopiaCounts) one = copia_counts_new (2);
        g_autoptr (CopiaCounts) other = copia_counts_new (2);
        const uint64_t most[] = { 7, largest[i] }, more[] = { 0, 1 };

        copia_counts_put (one, 0, most, 2);
        copia_counts_put (other, 0, more, 2);
        copia_counts_merge (one, other);
        g_assert_cmpuint (copia_counts_get (one, 0), ==, 7);
        g_assert_cmpuint (copia_counts_get (one, 1), ==, largest[i] + 1);
    }
}

/* Then those that were put are fewer than there will be. */
static void
test_a_large_one_may_come_last (void)
{
    g_autoptr (CopiaCounts) counts = copia_counts_new (N);
    uint64_t all[N];

    for (size_t i = 0; i < N; i++)
        all[i] = i;
    put_all (counts, all);
    for (size_t i = N - 2; i < N; i++) {
        all[i] = i == N - 1 ? UINT64_MAX : UINT32_MAX;
        copia_counts_put (counts, i, &all[i], 1);
        assert_counts (counts, all);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/counts/sums", test_sums_are_right_whatever_they_need);
    g_test_add_func ("/counts/border", test_the_largest_of_a_width_and_the_next);
    g_test_add_func ("/counts/last", test_a_large_one_may_come_last);
    return g_test_run ();
}
