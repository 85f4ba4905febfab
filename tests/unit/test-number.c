/* test-table-number.c - numbers read back as they were, and people can read them. */
#include "base/number.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

static void
assert_shortest (double number, const char *expected)
{
    char text[COPIA_NUMBER_MAX];
    size_t size = copia_number_shortest (text, number);

    g_assert_cmpstr (text, ==, expected);
    g_assert_cmpuint (size, ==, strlen (expected));
}

static void
test_integers_have_no_point (void)
{
    assert_shortest (0, "0");
    assert_shortest (-0.0, "0");
    assert_shortest (133, "133");
    assert_shortest (-17, "-17");
    assert_shortest (9007199254740991.0, "9007199254740991");
}

static void
test_fractions_are_as_short_as_can_be (void)
{
    assert_shortest (0.1, "0.1");
    assert_shortest (-0.5, "-0.5");
    assert_shortest (0.1 + 0.2, "0.30000000000000004");
    assert_shortest (1.0 / 3, "0.3333333333333333");
    assert_shortest (3917.985, "3917.985");
    assert_shortest (1e-4, "0.0001");
    assert_shortest (9.5367431640625e-07, "9.5367431640625e-07");
    assert_shortest (2251799813685249.5, "2251799813685249.5");
    assert_shortest (M_PI, "3.141592653589793");
}

static void
test_the_largest_and_smallest_are_as_short_too (void)
{
    assert_shortest (1e22, "1e+22");
    assert_shortest (DBL_MAX, "1.7976931348623157e+308");
    assert_shortest (5e-324, "5e-324");
    assert_shortest (-1e-7, "-1e-07");
}

/* Without sign, point, exponent and the zeros that only hold the place. */
static void
significant (char *into, const char *text)
{
    size_t n = 0, end = 0;

    for (; *text && *text != 'e'; text++) {
        if (!g_ascii_isdigit (*text) || (n == 0 && *text == '0'))
            continue;
        into[n++] = *text;
        if (*text != '0')
            end = n;
    }
    into[end] = '\0';
}

/* The reference tries "%.1g", "%.2g", .. until one reads back: the C library rounds to nearest. */
static void
assert_best (double number)
{
    char format[8], text[COPIA_NUMBER_MAX], expected[COPIA_NUMBER_MAX];
    char digits[COPIA_NUMBER_MAX], expected_digits[COPIA_NUMBER_MAX];

    for (int n = 1; n <= 17; n++) {
        g_snprintf (format, sizeof format, "%%.%dg", n);
        g_ascii_formatd (expected, sizeof expected, format, number);
        if (g_ascii_strtod (expected, NULL) == number)
            break;
    }
    copia_number_shortest (text, number);
    significant (digits, text);
    significant (expected_digits, expected);
    if (g_ascii_strtod (text, NULL) != number || strcmp (digits, expected_digits) != 0)
        g_error ("%.17g became %s, not %s", number, text, expected);
}

static void
test_random_numbers_become_the_shortest_that_reads_back (void)
{
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int i = 0; i < 30000; i++) {
        double share = g_rand_double (rand);

        assert_best (ldexp (share, g_rand_int_range (rand, -14, 54)));
        assert_best (ldexp (share, g_rand_int_range (rand, -1074, 1024)));
        assert_best (round (share * 1e6) / pow (10, g_rand_int_range (rand, 0, 10)));
        assert_best (-1e6 * g_rand_int_range (rand, 1, 500) / 33945);
    }
}

static void
test_powers_of_two_and_their_neighbours_do_too (void)
{
    for (int e = -1074; e < 1024; e++) {
        assert_best (ldexp (1, e));
        assert_best (nextafter (ldexp (1, e), 0));
        assert_best (nextafter (ldexp (1, e), INFINITY));
    }
}

static void
test_counts_are_grouped_by_thousands (void)
{
    static const struct {
        uint64_t count;
        const char *plain, *grouped;
    } cases[] = {
        { 0, "0", "0" },
        { 999, "999", "999" },
        { 1000, "1000", "1,000" },
        { 8214, "8214", "8,214" },
        { 123456, "123456", "123,456" },
        { UINT64_MAX, "18446744073709551615", "18,446,744,073,709,551,615" },
    };
    char text[COPIA_NUMBER_MAX];

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        copia_number_count (text, cases[i].count);
        g_assert_cmpstr (text, ==, cases[i].plain);
        copia_number_grouped (text, cases[i].count);
        g_assert_cmpstr (text, ==, cases[i].grouped);
    }
}

static void
assert_fixed (double number, int digits, const char *expected)
{
    char text[COPIA_NUMBER_MAX];
    size_t size = copia_number_fixed (text, number, digits);

    g_assert_cmpstr (text, ==, expected);
    g_assert_cmpuint (size, ==, strlen (expected));
}

static void
test_a_sentence_takes_numbers_as_they_are_said (void)
{
    g_autofree char *said =
        g_strdup_printf ("%s of %s", COPIA_SAID (5075), COPIA_SAID (UINT64_C (21606)));

    g_assert_cmpstr (said, ==, "5,075 of 21,606");
    g_assert_cmpstr (COPIA_SAID (NAN), ==, "-");
}

static void
test_people_read_fixed_decimals (void)
{
    assert_fixed (3917.985, 2, "3,917.99");
    assert_fixed (-1234567.5, 1, "-1,234,567.5");
    assert_fixed (0.5, 0, "0");
    assert_fixed (999.96, 1, "1,000.0");
    assert_fixed (-0.001, 2, "0.00");
    assert_fixed (-999, 0, "-999");
    assert_fixed (12, 99, "12.00000000000000000");
    assert_fixed (1e300, 2, "1.00e+300");
    assert_fixed (999999999999999.0, 17, "999,999,999,999,999.00000000000000000");
}

static void
test_what_is_no_number_is_a_dash (void)
{
    assert_fixed (NAN, 2, "-");
    assert_fixed (INFINITY, 2, "inf");
    assert_fixed (-INFINITY, 2, "-inf");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/table-number/" #name, test_##name)
    TEST (integers_have_no_point);
    TEST (fractions_are_as_short_as_can_be);
    TEST (the_largest_and_smallest_are_as_short_too);
    TEST (random_numbers_become_the_shortest_that_reads_back);
    TEST (powers_of_two_and_their_neighbours_do_too);
    TEST (counts_are_grouped_by_thousands);
    TEST (a_sentence_takes_numbers_as_they_are_said);
    TEST (people_read_fixed_decimals);
    TEST (what_is_no_number_is_a_dash);
    return g_test_run ();
}
