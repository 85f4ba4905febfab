/* test-measures.c - help knows every measure, with an example that has a value. */
#include "command/columns.h"
#include "command/measures.h"
#include "stats/score.h"

#include <string.h>

static void
check_one (const char *family, const CopiaAbout *about, void *data)
{
    g_autoptr (GString) page = g_string_new (NULL);
    g_autofree char *head = g_strdup_printf ("%s (%s)", about->name, family);
    GString *all = data;

    g_assert_true (copia_measure_append (about->name, page));
    if (!strstr (page->str, head) || !strstr (page->str, "An example: ") ||
        !strstr (page->str, "not when ") || strstr (page->str, "undefined"))
        g_error ("help says of %s:\n%s", about->name, page->str);
    g_assert_nonnull (strstr (all->str, about->name));
}

static void
test_every_measure_is_listed_and_has_an_example (void)
{
    g_autoptr (GString) all = g_string_new (NULL);

    copia_measures_append (all);
    copia_score_each (check_one, all);
}

static void
check_family (const char *family, const CopiaAbout *about, void *data)
{
    g_autoptr (GString) page = g_string_new (NULL);

    (void) data;
    g_assert_true (copia_measures_append_family (family, page));
    g_assert_nonnull (strstr (page->str, about->name));
    g_assert_nonnull (strstr (page->str, about->source[0] ? "= " : ""));
}

static void
test_every_family_has_a_page (void)
{
    g_autoptr (GString) page = g_string_new (NULL);

    copia_score_each (check_family, NULL);
    g_assert_false (copia_measures_append_family ("magic", page));
    g_assert_cmpuint (page->len, ==, 0);
}

static void
test_lines_fit_a_terminal (void)
{
    g_autoptr (GString) all = g_string_new (NULL);
    g_auto (GStrv) lines = NULL;

    copia_measures_append (all);
    copia_measures_append_family ("association", all);
    copia_measure_append ("Flesch", all);
    lines = g_strsplit (all->str, "\n", -1);
    for (char **line = lines; *line; line++)
        g_assert_cmpuint (g_utf8_strlen (*line, -1), <=, 80);
}

/* What a measure gives on numbers, worked out beside it, is what `copia score` answers. */
static void
test_numbers_are_put_into_the_formula (void)
{
    static const char text[] = "{\"W\":100,\"St\":5,\"Sy\":150}";
    g_autoptr (CopiaJson) values = copia_json_parse (text, strlen (text), NULL);
    g_autoptr (CopiaJson) nothing = copia_json_parse ("{}", 2, NULL);
    g_autoptr (GString) worked = g_string_new (NULL);

    g_assert_true (copia_measure_work ("Flesch", values, worked));
    g_assert_nonnull (
        strstr (worked->str, "206.835 - 1.015 x 100/5 - 84.6 x 150/100\n    = 59.635"));
    g_assert_false (copia_measure_work ("Flesch", nothing, worked));
    g_assert_false (copia_measure_work ("magic", values, worked));
}

static void
test_columns_that_are_no_measures_are_told_of (void)
{
    static const char *const names[] = { "rate", "count",    "p",    "observed",
                                         "low",  "band_low", "axis1" };
    g_autoptr (GString) page = g_string_new (NULL);

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        g_string_truncate (page, 0);
        g_assert_true (copia_column_append (names[i], page));
        g_assert_true (g_str_has_prefix (page->str, names[i]));
    }
    g_assert_false (copia_column_append ("magic", page));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/measures/listed",
                     test_every_measure_is_listed_and_has_an_example);
    g_test_add_func ("/measures/families", test_every_family_has_a_page);
    g_test_add_func ("/measures/lines", test_lines_fit_a_terminal);
    g_test_add_func ("/measures/worked", test_numbers_are_put_into_the_formula);
    g_test_add_func ("/measures/columns",
                     test_columns_that_are_no_measures_are_told_of);
    return g_test_run ();
}
