/* test-natural.c - names stand as a reader would put them, and in one order only. */
#include "base/natural.h"

#include <glib.h>

static void
test_numbers_stand_by_their_value (void)
{
    static const char *const order[] = {
        "",
        "a",
        "a1",
        "a01b",
        "a1c",
        "a02",
        "a2",
        "a10",
        "a10b2",
        "a10b11",
        "a99999999999999999999998",
        "a99999999999999999999999",
        "b",
        "é1",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
        for (gsize j = 0; j < G_N_ELEMENTS (order); j++) {
            int found = copia_natural_compare (order[i], order[j]);

            if (i == j)
                g_assert_cmpint (found, ==, 0);
            else if ((found < 0) != (i < j) || found == 0)
                g_error ("'%s' and '%s' compare as %d", order[i], order[j], found);
        }
}

static char *
random_name (void)
{
    GString *name = g_string_new (NULL);
    int n = g_test_rand_int_range (0, 7);

    for (int i = 0; i < n; i++)
        g_string_append_c (name, "0012ab-/"[g_test_rand_int_range (0, 8)]);
    return g_string_free (name, FALSE);
}

static void
test_the_order_is_total (void)
{
    for (int i = 0; i < 20000; i++) {
        g_autofree char *a = random_name (), *b = random_name (), *c = random_name ();
        int ab = copia_natural_compare (a, b), bc = copia_natural_compare (b, c);

        g_assert_true ((ab < 0) == (copia_natural_compare (b, a) > 0));
        g_assert_true ((ab == 0) == g_str_equal (a, b));
        if (ab < 0 && bc < 0 && copia_natural_compare (a, c) >= 0)
            g_error ("'%s' < '%s' < '%s', but not the first before the last", a, b, c);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/natural/by-value", test_numbers_stand_by_their_value);
    g_test_add_func ("/natural/total", test_the_order_is_total);
    return g_test_run ();
}
