/* test-large.c - large arrays are zeros, can be written to the end, and know how they came. */
#include "base/large.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static void
check (size_t n, size_t size)
{
    uint8_t *bytes = copia_large_new0 (n, size);

    g_assert_cmpuint ((uintptr_t) bytes % _Alignof(max_align_t), ==, 0);
    for (size_t i = 0; i < n * size; i += i < 4096 ? 1 : 509)
        g_assert_cmpuint (bytes[i], ==, 0);
    if (n * size > 0)
        g_assert_cmpuint (bytes[n * size - 1], ==, 0);
    memset (bytes, 0xA5, n * size);
    copia_large_free (bytes);
}

static void
test_arrays_of_any_size_are_zeros (void)
{
    static const size_t sizes[] = { 0,       1,       1000,    2097087, 2097088,
                                    2097089, 2097152, 4194240, 4194241, 50000000 };

    for (unsigned round = 0; round < 3; round++)
        for (unsigned i = 0; i < G_N_ELEMENTS (sizes); i++) {
            check (sizes[i], 1);
            check (sizes[i] / 8, 8);
        }
    copia_large_free (NULL);
}

static void
test_locals_that_own_let_go (void)
{
    for (int i = 0; i < 2000; i++) { /* 20 GB, were they kept */
        copia_autolarge uint8_t *bytes = copia_large_new0 (10000000, 1);

        bytes[i * 4999] = 1;
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/large/arrays-of-any-size-are-zeros",
                     test_arrays_of_any_size_are_zeros);
    g_test_add_func ("/large/locals-that-own-let-go", test_locals_that_own_let_go);
    return g_test_run ();
}
