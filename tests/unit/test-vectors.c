/* test-vectors.c - every value published for a measure is what copia answers.
 *
 * tests/vectors/NAME.tsv: id, measure, input (JSON), expected (number or list), tolerance,
 * source; |answer - expected| <= tolerance.  Where the environment (or ../shared) has the
 * rows that need a text, they are checked as well.
 */
#include "stats/score.h"

#include <math.h>
#include <string.h>

/* Rows whose expected value is wrong: by the beginning of the id, with the reason and the
 * tolerance that is right (NaN: there can be no answer). */
static const struct {
    const char *id, *reason;
    double tolerance;
} exceptions[] = {
    { "association.ms512.",
      "expected was summed in double over 14 million tokens and is off by up to 3e-9; "
      "the "
      "answer agrees with 50 digits to 1e-13",
      5e-9 },
    { "readability.dc48.1.",
      "the input gives words but no sentences, of which 7 are implied by a note: no "
      "answer",
      NAN },
    { NULL, NULL, 0 },
};

/* What is allowed to lie between answer and expectation. */
static double
allowed (const char *id, const char *tolerance)
{
    for (int i = 0; exceptions[i].id; i++)
        if (g_str_has_prefix (id, exceptions[i].id))
            return exceptions[i].tolerance;
    return g_ascii_strtod (tolerance, NULL);
}

/* The input only names data (a corpus of another program): no answer is asked for, but if
 * its numbers are enough for one, it must be right. */
static bool
only_named (const CopiaJson *input)
{
    return copia_json_find (input, "dataset") != NULL;
}

static bool
within (double got, double expected, double tolerance)
{
    return got == expected || fabs (got - expected) <= tolerance;
}

static bool
list_within (const CopiaScore *score, const CopiaJson *expected, double tolerance)
{
    if (!score->list || score->list->len != copia_json_size (expected))
        return false;
    for (unsigned i = 0; i < score->list->len; i++)
        if (!within (g_array_index (score->list, double, i),
                     copia_json_number (copia_json_at (expected, i)), tolerance))
            return false;
    return true;
}

static bool
agrees (const CopiaScore *score, const char *expected, double distance)
{
    if (*expected != '[')
        return !score->list &&
               within (score->value, g_ascii_strtod (expected, NULL), distance);
    g_autoptr (CopiaJson) list = copia_json_parse (expected, strlen (expected), NULL);
    return list && list_within (score, list, distance);
}

/* The tokens of a file that the input names, below FOLDER; one a line. */
static GStrv
read_tokens (const CopiaJson *input, const char *folder)
{
    const CopiaJson *name = copia_json_find (input, "tokens_file");
    g_autofree char *text = NULL;

    if (!name || !folder)
        return NULL;
    g_autofree char *path = g_build_filename (folder, copia_json_string (name), NULL);
    if (!g_file_get_contents (path, &text, NULL, NULL))
        return NULL;
    return g_strsplit (g_strchomp (text), "\n", -1);
}

static void
check_row (GStrv row, const char *folder)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaJson) input = copia_json_parse (row[2], strlen (row[2]), &error);
    g_auto (CopiaScore) score = { 0 };

    g_assert_no_error (error);
    g_auto (GStrv) tokens = read_tokens (input, folder);
    CopiaScoreInput asked = { input, (const char *const *) tokens,
                              tokens ? g_strv_length (tokens) : 0 };
    double tolerance = allowed (row[0], row[4]);
    bool answered = copia_score (row[1], &asked, &score, &error);
    if (answered ? isnan (tolerance) : !isnan (tolerance) && !only_named (input)) {
        g_test_message ("%s: %s", row[0], error ? error->message : "has an answer now");
        g_test_fail ();
    } else if (answered && !agrees (&score, row[3], tolerance)) {
        g_test_message ("%s: %s gives %.17g, expected %s within %g", row[0], row[1],
                        score.value, row[3], tolerance);
        g_test_fail ();
    }
}

/* Returns how many rows there were; 0 if there is no such file. */
static int
check_file (const char *path, const char *folder)
{
    g_autofree char *text = NULL;
    int rows = 0;

    if (!g_file_get_contents (path, &text, NULL, NULL))
        return 0;
    g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
    for (unsigned i = 1; lines[i]; i++, rows++) {
        g_auto (GStrv) row = g_strsplit (lines[i], "\t", -1);
        g_assert_cmpuint (g_strv_length (row), >=, 6);
        check_row (row, folder);
    }
    return rows;
}

static const struct {
    const char *name;
    int rows;
} files[] = {
    { "association", 1052 }, { "keyness", 211 },     { "dispersion", 642 },
    { "diversity", 39 },     { "readability", 216 }, { "distance", 36 },
};

static void
test_a_file (const void *data)
{
    int i = GPOINTER_TO_INT (data);
    g_autofree char *path = g_strdup_printf ("tests/vectors/%s.tsv", files[i].name);

    g_assert_cmpint (check_file (path, NULL), ==, files[i].rows);
}

static void
test_the_shared_rows (void)
{
    const char *shared = g_getenv ("COPIA_SHARED");
    g_autofree char *folder =
        g_build_filename (shared ? shared : "../shared", "vectors", NULL);
    int rows = 0;

    for (unsigned i = 0; i < G_N_ELEMENTS (files); i++) {
        g_autofree char *path = g_strdup_printf ("%s/%s.tsv", folder, files[i].name);
        rows += check_file (path, folder);
    }
    if (rows == 0)
        g_test_skip ("no rows that need texts: set COPIA_SHARED");
}

static void
test_a_question_without_sense_is_an_error_that_says_why (void)
{
    static const struct {
        const char *measure, *input, *says;
    } bad[] = {
        { "zeta", "{}", "no measure is called 'zeta'" },
        { "logDice", "{}", "needs f, f1, f2, N" },
        { "logDice", "[]", "not an object" },
        { "logDice", "{\"f\":\"one\",\"f1\":2,\"f2\":3,\"N\":10}",
          "'f' is not a number" },
        { "logDice", "{\"f\":5,\"f1\":2,\"f2\":3,\"N\":10}", "below 0" },
        { "mi", "{\"f\":1,\"f1\":2,\"f2\":3}", "needs a number 'N'" },
        { "mi", "{\"table\":[1,2,3]}", "four cells" },
        { "mi", "{\"f\":0,\"f1\":0,\"f2\":0,\"N\":10}", "0/0" },
        { "LRC", "{\"f1\":1,\"n1\":9,\"f2\":1,\"n2\":9,\"alpha\":2}",
          "between 0 and 1" },
        { "LRC", "{\"f1\":10,\"n1\":9,\"f2\":1,\"n2\":9}", "outside" },
        { "DP", "{\"v\":[1,2],\"sizes\":[1]}", "2 parts in 'v', but 1 in 'sizes'" },
        { "DP", "{\"v\":[1,null]}", "element 2" },
        { "ARF", "{\"places\":[3,2],\"N\":10}", "must rise" },
        { "ARF", "{\"places\":[3],\"N\":1e99}", "not a number of tokens" },
        { "cqpweb.mi", "{\"O\":1,\"f_node\":2,\"f_coll\":3,\"N\":100}",
          "'window_tokens'" },
    };

    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_autoptr (CopiaJson) input =
            copia_json_parse (bad[i].input, strlen (bad[i].input), NULL);
        g_autoptr (GError) error = NULL;
        g_auto (CopiaScore) score = { 0 };
        g_assert_nonnull (input);
        g_assert_false (copia_score (bad[i].measure,
                                     &(CopiaScoreInput){ input, NULL, 0 }, &score,
                                     &error));
        g_assert_nonnull (error);
        g_test_message ("%s", error->message);
        g_assert_nonnull (strstr (error->message, bad[i].says));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS (files); i++) {
        g_autofree char *name =
            g_strdup_printf ("/vectors/every_value_published_for_%s_is_answered",
                             files[i].name);
        g_test_add_data_func (name, GINT_TO_POINTER (i), test_a_file);
    }
    g_test_add_func ("/vectors/rows_that_need_texts_agree_too", test_the_shared_rows);
    g_test_add_func ("/vectors/a_question_without_sense_is_an_error_that_says_why",
                     test_a_question_without_sense_is_an_error_that_says_why);
    return g_test_run ();
}
