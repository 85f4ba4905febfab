/* test-checksum.c - the checksum of large files is that of zlib. */
#include "base/checksum.h"

#include <glib.h>
#include <zlib.h>

#define SIZE 70000
#define HUGE_FILE ((uint64_t) 1 << 40)

static void
test_both_are_the_same (void)
{
    CopiaChecksum small = copia_checksum_for (0),
                  large = copia_checksum_for (HUGE_FILE);
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autofree uint8_t *bytes = g_malloc (SIZE);

    g_test_message ("seed %u", seed);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = (uint8_t) g_rand_int (rand);
    for (int round = 0; round < 3000; round++) {
        size_t start = (size_t) g_rand_int_range (rand, 0, 100);
        size_t size =
            (size_t) g_rand_int_range (rand, 0, round % 10 ? 300 : SIZE - 100);
        uint32_t before = round % 3 ? g_rand_int (rand) : 0;
        uint32_t wanted = (uint32_t) crc32_z (before, bytes + start, size);

        g_assert_cmpuint (small (before, bytes + start, size), ==, wanted);
        g_assert_cmpuint (large (before, bytes + start, size), ==, wanted);
    }
    if (small == large)
        g_test_skip ("libdeflate is not there: zlib was compared with itself");
}

static void
test_small_files_open_no_library (void)
{
    g_assert_true (copia_checksum_for (0) == copia_checksum_for (1 << 20));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/checksum/of-large-files-is-that-of-zlib",
                     test_both_are_the_same);
    g_test_add_func ("/checksum/small-files-open-no-library",
                     test_small_files_open_no_library);
    return g_test_run ();
}
