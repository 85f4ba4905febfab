/* test-score.c - any measure by name: listed means known, and no input does harm. */
#include "stats/score.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

static void
collect (const char *family, const CopiaAbout *about, void *data)
{
    g_assert_nonnull (family);
    g_assert_true (about->name[0] && about->aliases && about->summary[0] &&
                   about->formula[0] && about->unit[0] && about->range[0] &&
                   about->source[0]);
    g_ptr_array_add (data, (gpointer) about->name);
}

static GPtrArray *
all_names (void)
{
    GPtrArray *names = g_ptr_array_new ();

    copia_score_each (collect, names);
    return names;
}

static bool
ask (const char *measure, const char *text, CopiaScore *score, GError **error)
{
    g_autoptr (CopiaJson) json = copia_json_parse (text, strlen (text), NULL);

    g_assert_nonnull (json);
    return copia_score (measure, &(CopiaScoreInput){ json, NULL, 0 }, score, error);
}

static void
test_every_measure_that_is_listed_is_known (void)
{
    g_autoptr (GPtrArray) names = all_names ();

    g_assert_cmpuint (names->len, >, 200);
    for (unsigned i = 0; i < names->len; i++) {
        g_autoptr (GError) error = NULL;
        g_auto (CopiaScore) score = { 0 };
        g_assert_false (ask (g_ptr_array_index (names, i), "{}", &score, &error));
        g_assert_error (error, COPIA_ERROR,
                        COPIA_ERROR_INPUT); /* not QUERY: it is known */
        g_assert_null (strchr (error->message, '\n'));
    }
}

/* Members that some measure reads, each with values that are right, odd or wrong. */
static const struct {
    const char *key, *values[6];
} members[] = {
    { "f", { "0", "7", "-1", "1e12", "0.5", "null" } },
    { "f1", { "0", "20", "9", "1e12", "1e300", "\"x\"" } },
    { "f2", { "0", "30", "7", "1e12", "-0", "[]" } },
    { "N", { "0", "1000", "50", "1e12", "1e308", "{}" } },
    { "n1", { "0", "1000", "1e12", "5", "-3", "true" } },
    { "n2", { "0", "2000", "1e12", "1e-9", "7", "\"\"" } },
    { "a", { "0", "5", "1e6", "3", "-1", "null" } },
    { "b", { "0", "9", "1e6", "2", "1e9", "[1]" } },
    { "table",
      { "[1,2,3,4]", "[0,0,0,0]", "[[1,2],[3,4]]", "[[1],[2,3]]", "[]", "[[]]" } },
    { "alpha", { "0.05", "0", "1", "1e-300", "0.5", "\"a\"" } },
    { "m", { "1", "1e9", "0", "20109", "2.5", "null" } },
    { "v", { "[1,2,3]", "[0,0,0]", "[]", "[1]", "[1e12,0,2]", "[null]" } },
    { "sizes", { "[10,20,30]", "[0,0,0]", "[1]", "[1e12,1,5]", "[-1,2,3]", "7" } },
    { "corpus", { "\"a b|c a|a\"", "\"\"", "\"|||\"", "\"a\"", "\" \"", "1" } },
    { "word", { "\"a\"", "\"z\"", "\"\"", "\"c\"", "\"|\"", "null" } },
    { "places", { "[0,3,9]", "[]", "[9,3]", "[0.5]", "[49]", "\"x\"" } },
    { "tokens", { "[\"a\",\"b\",\"a\"]", "[]", "[1]", "[\"\"]", "[\"a\"]", "{}" } },
    { "spectrum",
      { "{\"1\":10,\"2\":4,\"3\":2}", "{}", "{\"x\":1}", "{\"1\":1e15}", "{\"0\":3}",
        "[]" } },
    { "V", { "10", "0", "1e12", "50", "-1", "null" } },
    { "V1", { "5", "0", "60", "1e9", "-1", "\"\"" } },
    { "p", { "[0.01,0.5]", "0.01", "[2]", "[]", "0", "\"p\"" } },
    { "x", { "[1,2,3]", "[]", "[1,1,1]", "[1]", "[-5,1e300,2]", "[[]]" } },
    { "y", { "[3,1,2]", "[]", "[2,2,2]", "[4]", "[1e300,-1e300,0]", "9" } },
    { "W", { "100", "0", "1", "1e12", "-5", "null" } },
    { "St", { "5", "0", "1e-300", "1", "1e12", "[]" } },
    { "Sy", { "150", "0", "1e300", "1", "-2", "\"a\"" } },
    { "C", { "450", "0", "1", "1e300", "-2", "true" } },
    { "matrix",
      { "[[1,2],[3,4]]", "[[0,0],[0,0]]", "[[1]]", "[[1,2],[3]]", "[]", "[[\"\"]]" } },
    { "rows", { "[\"A\",\"B\"]", "[]", "[1,2]", "[\"\",\"\"]", "\"AB\"", "[\"A\"]" } },
    { "pair", { "\"AB\"", "\"\"", "\"XY\"", "\"A\"", "1", "null" } },
    { "iet", { "[1,2,30]", "[]", "[0,0]", "[5]", "[-1,2]", "[1e300,1]" } },
    { "lengths", { "[5,9,20]", "[]", "[1]", "[0,0]", "[1e300,1]", "0" } },
    { "offsets", { "[1,-2,3]", "[]", "[0]", "[1e308,1e308]", "[null]", "1" } },
    { "B", { "0.01", "0", "1", "1e300", "-1", "\"\"" } },
    { "A", { "1e-6", "0", "1", "1e300", "-1", "\"\"" } },
    { "N0", { "10", "0", "1e308", "-1", "0.5", "\"\"" } },
    { "conf", { "0.95", "0", "1", "-1", "0.5", "\"\"" } },
    { "window", { "2", "0", "1e300", "-1", "0.5", "\"\"" } },
    { "draws", { "2", "0", "1e300", "-1", "0.5", "\"\"" } },
};

/* Mostly the first value of some members, at times others. */
static char *
random_input (GRand *rand)
{
    GString *text = g_string_new ("{");

    for (unsigned i = 0; i < G_N_ELEMENTS (members); i++) {
        if (g_rand_int_range (rand, 0, 3) == 0)
            continue;
        int drawn = g_rand_int_range (rand, -6, 6), at = MAX (0, drawn);
        g_string_append_printf (text, "%s\"%s\":%s", text->len > 1 ? "," : "",
                                members[i].key, members[i].values[at]);
    }
    return g_string_free (g_string_append_c (text, '}'), FALSE);
}

static void
test_no_input_does_harm_and_no_answer_is_nan (void)
{
    guint32 seed = g_test_rand_int ();
    GRand *rand = g_rand_new_with_seed (seed);
    g_autoptr (GPtrArray) names = all_names ();

    g_test_message ("seed %u", seed);
    for (int run = 0; run < 12; run++)
        for (unsigned i = 0; i < names->len; i++) {
            g_autofree char *input = random_input (rand);
            g_autoptr (GError) error = NULL;
            g_auto (CopiaScore) score = { 0 };
            bool answered = ask (g_ptr_array_index (names, i), input, &score, &error);
            g_assert_true (answered == (error == NULL));
            if (answered && !score.list && isnan (score.value))
                g_error ("%s of %s is NaN", (char *) g_ptr_array_index (names, i),
                         input);
            for (unsigned k = 0; answered && score.list && k < score.list->len; k++)
                g_assert_false (isnan (g_array_index (score.list, double, k)));
        }
    g_rand_free (rand);
}

static void
test_a_name_in_two_families_is_answered_by_the_shape_of_the_input (void)
{
    static const struct {
        const char *input;
        double value;
    } chi2[] = {
        { "{\"table\":[3,1,1,3]}", 2 },
        { "{\"a\":3,\"n1\":4,\"b\":1,\"n2\":4}", 2 },
        { "{\"v\":[3,1],\"sizes\":[1,1]}", 1 },
    };

    for (unsigned i = 0; i < G_N_ELEMENTS (chi2); i++) {
        g_auto (CopiaScore) score = { 0 };
        g_assert_true (ask ("chi2", chi2[i].input, &score, NULL));
        g_assert_cmpfloat_with_epsilon (score.value, chi2[i].value, 1e-12);
    }
}

static void
test_tokens_may_be_handed_in_beside_the_object (void)
{
    static const char *const tokens[] = { "a", "b", "a", "c" };
    g_autoptr (CopiaJson) json = copia_json_parse ("{\"tokens_file\":\"t\"}", 19, NULL);
    g_auto (CopiaScore) score = { 0 };

    g_assert_true (
        copia_score ("TTR", &(CopiaScoreInput){ json, tokens, 4 }, &score, NULL));
    g_assert_cmpfloat (score.value, ==, 0.75);
    g_assert_false (
        copia_score ("TTR", &(CopiaScoreInput){ json, NULL, 0 }, &score, NULL));
}

static void
test_adjusted_spread_and_windows_have_names_of_their_own (void)
{
    g_auto (CopiaScore) score = { 0 };

    g_assert_true (
        ask ("DP.adjusted", "{\"v\":[4,0],\"sizes\":[10,10]}", &score, NULL));
    g_assert_cmpfloat (score.value, ==, 0);
    g_assert_true (
        ask ("lancsbox.logDice",
             "{\"O\":4,\"f_node\":2,\"f_coll\":8,\"N\":100,\"left\":2,\"right\":2}",
             &score, NULL));
    g_assert_cmpfloat_with_epsilon (score.value, 13, 1e-12);
}

#define WINDOW "{\"O\":40,\"f_node\":100,\"f_coll\":500,\"N\":1e6,\"window_tokens\":792"

static void
test_dice_of_cqpweb_takes_hits_where_they_are_given (void)
{
    g_auto (CopiaScore) score = { 0 };

    g_assert_true (
        ask ("cqpweb.Dice", WINDOW ",\"node_hits_with_any\":100}", &score, NULL));
    g_assert_cmpfloat_with_epsilon (score.value, 2 * .4 * .08 / .48, 1e-12);
    g_assert_true (ask ("cqpweb.Dice",
                        WINDOW ",\"node_hits_with\":20,\"node_hits_with_any\":80}",
                        &score, NULL));
    g_assert_cmpfloat_with_epsilon (score.value, 2 * .25 * .08 / .33, 1e-12);
    g_assert_true (
        ask ("lancsbox.Dice", WINDOW ",\"left\":4,\"right\":4}", &score, NULL));
    g_assert_cmpfloat_with_epsilon (score.value, 80.0 / 1300, 1e-12);
}

static void
test_numbers_may_stand_in_strings (void)
{
    static const char *const wrong[] = { "", "x", "1x", "nan", "inf", "0x10", "1 2" };
    g_auto (CopiaScore) score = { 0 };

    g_assert_true (ask ("logDice",
                        "{\"f\":\"12\",\"f1\":\"8e1\",\"f2\":45.0,\"N\":\"1000\"}",
                        &score, NULL));
    g_assert_cmpfloat_with_epsilon (score.value, 14 + log2 (24 / 125.0), 1e-12);
    for (unsigned i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autofree char *input =
            g_strdup_printf ("{\"f\":\"%s\",\"f1\":80,\"f2\":45,\"N\":1000}", wrong[i]);
        g_autoptr (GError) error = NULL;

        g_assert_false (ask ("logDice", input, &score, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/score/" #name, test_##name)
    CLAIM (every_measure_that_is_listed_is_known);
    CLAIM (no_input_does_harm_and_no_answer_is_nan);
    CLAIM (a_name_in_two_families_is_answered_by_the_shape_of_the_input);
    CLAIM (tokens_may_be_handed_in_beside_the_object);
    CLAIM (adjusted_spread_and_windows_have_names_of_their_own);
    CLAIM (dice_of_cqpweb_takes_hits_where_they_are_given);
    CLAIM (numbers_may_stand_in_strings);
    return g_test_run ();
}
