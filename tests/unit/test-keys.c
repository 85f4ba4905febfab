/* test-keys.c - strings sorted by bytes, and places by falling frequency. */
#include "index/falling.h"
#include "index/keys.h"

#include "base/strings.h"

#include <string.h>

static CopiaString
string_of (const CopiaKeys *keys, const CopiaKey *key)
{
    return (CopiaString){ keys->arena->str + key->at, key->size };
}

static void
add (CopiaKeys *keys, const char *bytes, size_t size)
{
    uint64_t at = keys->arena->len;

    g_string_append_len (keys->arena, bytes, (gssize) size);
    copia_keys_end_one (keys, at, keys->keys->len);
}

/* All are there, each with its own number, and in the order of their bytes. */
static void
check_sorted (CopiaKeys *keys)
{
    uint32_t n = keys->keys->len;
    g_autoptr (GArray) before = g_array_copy (keys->keys);
    g_autofree bool *seen = g_new0 (bool, n + 1);

    copia_keys_sort (keys);
    g_assert_cmpuint (keys->keys->len, ==, n);
    for (uint32_t i = 0; i < n; i++) {
        const CopiaKey *key = copia_key (keys, i);

        g_assert_false (seen[key->number]);
        seen[key->number] = true;
        g_assert_cmpuint (key->at, ==,
                          g_array_index (before, CopiaKey, key->number).at);
        if (i > 0)
            g_assert_cmpint (copia_string_compare (string_of (keys,
                                                              copia_key (keys, i - 1)),
                                                   string_of (keys, key)),
                             <=, 0);
    }
}

/* Few letters, so that many share their beginning, and ends that are NUL. */
static void
test_many_strings_come_in_the_order_of_their_bytes (void)
{
    for (unsigned round = 0; round < 30; round++) {
        CopiaKeys keys;
        uint32_t n = (uint32_t) g_test_rand_int_range (0, 4000);
        int longest = g_test_rand_int_range (1, 40);

        copia_keys_begin (&keys, n);
        for (uint32_t i = 0; i < n; i++) {
            char bytes[40];
            size_t size = (size_t) g_test_rand_int_range (0, longest);

            for (size_t k = 0; k < size; k++)
                bytes[k] = "\0ab\xFF"[g_test_rand_int_range (0, 4)];
            add (&keys, bytes, size);
        }
        check_sorted (&keys);
        copia_keys_clear (&keys);
    }
}

/* Longer than is looked at eight bytes at a time; some are the beginnings of others. */
static void
test_what_differs_far_behind_is_told_apart (void)
{
    CopiaKeys keys;

    copia_keys_begin (&keys, 3000);
    for (uint32_t i = 0; i < 3000; i++) {
        char bytes[120];

        memset (bytes, 'a', sizeof bytes);
        bytes[40 + i % 70] = (char) ('a' + i % 3);
        add (&keys, bytes, sizeof bytes - (size_t) g_test_rand_int_range (0, 110));
    }
    check_sorted (&keys);
    copia_keys_clear (&keys);
}

static void
test_equal_frequencies_keep_their_order (void)
{
    enum { N = 5000 };
    uint64_t freq[N];
    uint32_t order[N];

    for (uint32_t i = 0; i < N; i++)
        freq[i] = (uint64_t) g_test_rand_int_range (0, 100)
                  << g_test_rand_int_range (0, 50);
    copia_falling (freq, N, order);
    for (uint32_t i = 1; i < N; i++)
        g_assert_true (
            freq[order[i - 1]] > freq[order[i]] ||
            (freq[order[i - 1]] == freq[order[i]] && order[i - 1] < order[i]));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/keys/many", test_many_strings_come_in_the_order_of_their_bytes);
    g_test_add_func ("/keys/long", test_what_differs_far_behind_is_told_apart);
    g_test_add_func ("/keys/falling", test_equal_frequencies_keep_their_order);
    return g_test_run ();
}
