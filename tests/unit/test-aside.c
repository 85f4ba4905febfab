/* test-aside.c - what is put aside comes back as it was. */
#include "base/aside.h"

#include "support/scratch-index.c"

#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>

#define MANY 700000u

static void
fill (CopiaAside *array, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        uint32_t value = i * 2654435761u;

        copia_aside_append (array, &value);
        if (i % 100000 == 0)
            copia_aside_rest (array);
    }
}

static void
check (const CopiaAside *array, uint32_t n)
{
    g_assert_cmpuint (array->len, ==, n);
    for (uint32_t i = 0; i < n; i++)
        g_assert_cmpuint (g_array_index (array, uint32_t, i), ==, i * 2654435761u);
}

static void
test_what_rests_in_the_file_is_read_again (void)
{
    char *path = scratch_path ();
    g_autoptr (CopiaAside) array = copia_aside_new (sizeof (uint32_t), path);

    fill (array, 0, MANY);
    copia_aside_rest (array);
    check (array, MANY);
    scratch_path_free (path); /* its folder is empty */
}

static void
test_memory_serves_where_there_is_no_file (void)
{
    g_autoptr (CopiaAside) array = copia_aside_new (sizeof (uint32_t), NULL);
    g_autoptr (CopiaAside) nowhere =
        copia_aside_new (sizeof (uint32_t), "/no/such/folder/file");

    fill (array, 0, MANY);
    copia_aside_rest (array);
    check (array, MANY);
    fill (nowhere, 0, 1000);
    check (nowhere, 1000);
}

static void
test_it_goes_to_the_file_once_it_is_long (void)
{
    char *path = scratch_path ();
    CopiaAside *array = copia_aside_new_within (sizeof (uint32_t), path, 4000);
    CopiaAside *shorter = copia_aside_new_within (sizeof (uint32_t), path, 4000);
    g_autofree uint32_t *values = NULL;

    fill (array, 0, MANY);
    copia_aside_rest (array);
    check (array, MANY);
    g_assert_null (copia_aside_steal (array));
    copia_aside_free (array);
    fill (shorter, 0, 900);
    values = (uint32_t *) (void *) copia_aside_steal (shorter);
    g_assert_cmpuint (values[899], ==, 899 * 2654435761u);
    scratch_path_free (path);
}

static void
test_a_full_disk_moves_it_to_memory (void)
{
    const struct rlimit limit = { 1 << 20, RLIM_INFINITY };
    char *path;

    if (g_test_subprocess ()) {
        g_autoptr (CopiaAside) array = NULL;

        (void) signal (SIGXFSZ, SIG_IGN);
        path = scratch_path ();
        array = copia_aside_new (sizeof (uint32_t), path);
        fill (array, 0, 200000);
        g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
        fill (array, 200000, MANY);
        check (array, MANY);
        scratch_path_free (path);
        return;
    }
    g_test_trap_subprocess (NULL, 0, 0);
    g_test_trap_assert_passed ();
}

static void
test_what_is_behind_the_forgotten_stays (void)
{
    g_autoptr (CopiaAside) array = copia_aside_new (sizeof (uint32_t), NULL);

    for (uint32_t i = 0; i < 1000000; i++)
        copia_aside_append (array, &i);
    copia_aside_forget (array, 0, 500);
    copia_aside_forget (array, 500, 700001);
    for (uint32_t i = 700001; i < array->len; i++)
        g_assert_cmpuint (g_array_index (array, uint32_t, i), ==, i);
    /* its pages hold nothing any more */
    g_assert_cmpuint (g_array_index (array, uint32_t, 600000), ==, 0);
}

/* Through the file and through its map, by turns. */
static void
test_what_is_put_stands_behind_the_last (void)
{
    static const size_t within[] = { 0, 1000, 100000000 };
    char *path = scratch_path ();
    guint32 values[5000];

    for (size_t w = 0; w < G_N_ELEMENTS (within); w++) {
        g_autoptr (CopiaAside) array =
            copia_aside_new_within (sizeof (uint32_t), path, within[w]);
        uint32_t n = 0;

        while (n < MANY) {
            uint32_t some = (uint32_t) g_test_rand_int_range (0, 5000);

            for (uint32_t i = 0; i < some; i++)
                values[i] = (n + i) * 2654435761u;
            copia_aside_put (array, values, some);
            n += some;
            fill (array, n, n + 3);
            n += 3;
            if (some % 8 == 0)
                copia_aside_rest (array);
        }
        check (array, n);
    }
    scratch_path_free (path);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/aside/rest", test_what_rests_in_the_file_is_read_again);
    g_test_add_func ("/aside/put", test_what_is_put_stands_behind_the_last);
    g_test_add_func ("/aside/memory", test_memory_serves_where_there_is_no_file);
    g_test_add_func ("/aside/within", test_it_goes_to_the_file_once_it_is_long);
    g_test_add_func ("/aside/full-disk", test_a_full_disk_moves_it_to_memory);
    g_test_add_func ("/aside/forget", test_what_is_behind_the_forgotten_stays);
    return g_test_run ();
}
