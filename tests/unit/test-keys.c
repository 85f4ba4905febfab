/* test-keys.c - strings sorted by bytes, and places by falling frequency. */
#include "index/falling.h"
#include "index/keys.h"

#include "base/strings.h"

#include <string.h>

static void
key_of (const void *strings, uint32_t number, GString *out)
{
    const GString *string = ((const GPtrArray *) strings)->pdata[number];

    g_string_append_len (out, string->str, (gssize) string->len);
}

static CopiaString
string_at (const GPtrArray *strings, uint32_t number)
{
    const GString *string = strings->pdata[number];

    return (CopiaString){ string->str, string->len };
}

static void
free_string (void *string)
{
    g_string_free (string, TRUE);
}

static CopiaString
first_part (CopiaString string)
{
    return (CopiaString){ string.bytes, strnlen (string.bytes, string.size) };
}

/* Each number once, in the order of the bytes, and told where the first part is another. */
static void
check_order (const GPtrArray *strings)
{
    uint32_t n = strings->len;
    g_autofree uint32_t *order = g_new (uint32_t, n + 1);
    g_autofree uint8_t *fresh = g_new0 (uint8_t, n / 8 + 1);
    g_autofree bool *seen = g_new0 (bool, n + 1);

    copia_keys_order (n, key_of, strings, order, fresh);
    for (uint32_t i = 0; i < n; i++) {
        CopiaString string = string_at (strings, order[i]), before;
        bool other = true;

        g_assert_false (seen[order[i]]);
        seen[order[i]] = true;
        if (i > 0) {
            before = string_at (strings, order[i - 1]);
            g_assert_cmpint (copia_string_compare (before, string), <=, 0);
            other =
                copia_string_compare (first_part (before), first_part (string)) != 0;
        }
        g_assert_cmpint (fresh[i / 8] >> (i % 8) & 1, ==, other);
    }
}

/* Few letters, so that many share their beginning, and ends that are NUL. */
static void
test_many_strings_come_in_the_order_of_their_bytes (void)
{
    for (unsigned round = 0; round < 60; round++) {
        g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (free_string);
        int n = g_test_rand_int_range (0, 4000);
        int longest = g_test_rand_int_range (1, 40);
        int letters = g_test_rand_int_range (2, 5);

        for (int i = 0; i < n; i++) {
            GString *string = g_string_new (NULL);
            int size = g_test_rand_int_range (0, longest);

            for (int k = 0; k < size; k++)
                g_string_append_c (string,
                                   "a\0\1\xFF"[g_test_rand_int_range (0, letters - 1)]);
            g_ptr_array_add (strings, string);
        }
        check_order (strings);
    }
}

/* Longer than is looked at eight bytes at a time; some are the beginnings of others. */
static void
test_what_differs_far_behind_is_told_apart (void)
{
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (free_string);

    for (uint32_t i = 0; i < 3000; i++) {
        char bytes[120];

        memset (bytes, 'a', sizeof bytes);
        bytes[40 + i % 70] = (char) ('a' + i % 3);
        g_ptr_array_add (strings,
                         g_string_new_len (bytes, (gssize) sizeof bytes -
                                                      g_test_rand_int_range (0, 110)));
    }
    check_order (strings);
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
