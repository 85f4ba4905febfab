/* test-json.c - JSON is read to the letter, and hostile text does no harm. */
#include "base/json.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

static CopiaJson *
parse (const char *text)
{
    g_autoptr (GError) error = NULL;
    CopiaJson *json = copia_json_parse (text, strlen (text), &error);

    g_assert_no_error (error);
    return json;
}

static void
assert_refused (const char *text, size_t size, int code, const char *part)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (copia_json_parse (text, size, &error));
    g_assert_error (error, COPIA_ERROR, code);
    g_assert_nonnull (strstr (error->message, part));
}

static void
test_every_kind_of_value_is_read (void)
{
    g_autoptr (CopiaJson) json =
        parse (" {\"n\": -1.5e3, \"s\":\"a\", \"t\":true,\"f\":false, \"z\":null,"
               " \"list\":[1,[],{}] , \"\":0}\n");
    const CopiaJson *list = copia_json_find (json, "list");

    g_assert_cmpuint (copia_json_size (json), ==, 7);
    g_assert_cmpfloat (copia_json_number (copia_json_find (json, "n")), ==, -1500);
    g_assert_cmpstr (copia_json_string (copia_json_find (json, "s")), ==, "a");
    g_assert_true (copia_json_bool (copia_json_find (json, "t")));
    g_assert_false (copia_json_bool (copia_json_find (json, "f")));
    g_assert_cmpint (copia_json_kind (copia_json_find (json, "z")), ==,
                     COPIA_JSON_NULL);
    g_assert_cmpuint (copia_json_size (list), ==, 3);
    g_assert_cmpfloat (copia_json_number (copia_json_at (list, 0)), ==, 1);
    g_assert_cmpint (copia_json_kind (copia_json_at (list, 1)), ==, COPIA_JSON_ARRAY);
    g_assert_cmpstr (copia_json_name_at (json, 6), ==, "");
    g_assert_null (copia_json_name_at (list, 0));
    g_assert_null (copia_json_find (json, "N"));
    g_assert_null (copia_json_find (list, "n"));
}

static void
test_a_value_of_another_kind_is_not_taken_for_the_one_asked (void)
{
    g_autoptr (CopiaJson) json = parse ("[\"1\", 1, true]");

    g_assert_true (isnan (copia_json_number (copia_json_at (json, 0))));
    g_assert_null (copia_json_string (copia_json_at (json, 1)));
    g_assert_false (copia_json_bool (copia_json_at (json, 1)));
    g_assert_cmpuint (copia_json_size (copia_json_at (json, 2)), ==, 0);
}

static void
test_escapes_become_characters (void)
{
    g_autoptr (CopiaJson) json = parse (
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"\\u0041\\u00e9\\u20AC\\ud83d\\uDE00\"]");

    g_assert_cmpstr (copia_json_string (copia_json_at (json, 0)), ==,
                     "\"\\/\b\f\n\r\t");
    g_assert_cmpstr (copia_json_string (copia_json_at (json, 1)), ==,
                     "A\303\251\342\202\254\360\237\230\200");
}

static void
test_what_is_not_json_is_refused_with_its_place (void)
{
    static const char *const texts[] = {
        "",
        " ",
        "{",
        "[",
        "]",
        "[1",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "[1 2]",
        "01",
        "-",
        "1.",
        ".5",
        "+1",
        "1e",
        "0x10",
        "NaN",
        "Infinity",
        "tru",
        "truex",
        "'a'",
        "\"a",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\u0000\"",
        "\"\n\"",
        "1 1",
        "1e999",
        "-1e999",
        "{\"a\":1,\"a\":2}",
        "//x\n1",
        "[1]]",
        "\"\\ud800\\u0041\"",
        "\"\\",
        "{\"a\" 1}",
    };

    for (unsigned i = 0; i < G_N_ELEMENTS (texts); i++)
        assert_refused (texts[i], strlen (texts[i]), COPIA_ERROR_INPUT, "JSON: byte ");
    assert_refused ("[1, x]", 6, COPIA_ERROR_INPUT, "byte 5: expected a value");
    assert_refused ("\"\xff\"", 3, COPIA_ERROR_INPUT, "byte 2: not UTF-8");
    assert_refused ("1\0", 2, COPIA_ERROR_INPUT, "byte 2");
}

static void
test_depth_and_size_are_bounded (void)
{
    g_autofree char *deep = g_strnfill (COPIA_JSON_MOST_DEPTH + 1, '[');
    g_autofree char *deeper = g_strnfill (1000000, '[');
    g_autoptr (GString) allowed = g_string_new (NULL);

    assert_refused (deep, strlen (deep), COPIA_ERROR_LIMIT, "inside each other");
    assert_refused (deeper, strlen (deeper), COPIA_ERROR_LIMIT, "inside each other");
    assert_refused ("", (size_t) COPIA_JSON_MOST_BYTES + 1, COPIA_ERROR_LIMIT, "bytes");
    for (int i = 0; i < COPIA_JSON_MOST_DEPTH; i++)
        g_string_append_c (allowed, '[');
    for (int i = 0; i < COPIA_JSON_MOST_DEPTH; i++)
        g_string_append_c (allowed, ']');
    g_autoptr (CopiaJson) json = parse (allowed->str);
    g_assert_nonnull (json);
}

static void
test_numbers_keep_every_digit_in_any_locale (void)
{
    g_autoptr (CopiaJson) json =
        parse ("[0.1, 5e-324, 1.7976931348623157e308, "
               "123456789012345678901234567890123456789012345678901"
               "2345678901234567890e-60, -0]");

    g_assert_cmpfloat (copia_json_number (copia_json_at (json, 0)), ==, 0.1);
    g_assert_cmpfloat (copia_json_number (copia_json_at (json, 1)), >, 0);
    g_assert_cmpfloat (copia_json_number (copia_json_at (json, 2)), ==,
                       1.7976931348623157e308);
    g_assert_cmpfloat (copia_json_number (copia_json_at (json, 3)), ==,
                       1234567890.1234567890123);
    g_assert_true (signbit (copia_json_number (copia_json_at (json, 4))));
}

static void
test_any_cut_and_any_changed_byte_is_an_answer_or_an_error (void)
{
    const char *text = "{\"p\":[0.05,1e-3],\"s\":\"a\\u00e9\\n\",\"o\":{\"x\":true}}";
    size_t size = strlen (text);

    for (size_t cut = 0; cut < size; cut++)
        assert_refused (text, cut, COPIA_ERROR_INPUT, "JSON");
    for (size_t i = 0; i < size; i++)
        for (int c = 0; c < 256; c++) {
            g_autofree char *other = g_memdup2 (text, size);
            g_autoptr (GError) error = NULL;
            other[i] = (char) c;
            g_autoptr (CopiaJson) json = copia_json_parse (other, size, &error);
            g_assert_true ((json == NULL) == (error != NULL));
        }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define CLAIM(name) g_test_add_func ("/json/" #name, test_##name)
    CLAIM (every_kind_of_value_is_read);
    CLAIM (a_value_of_another_kind_is_not_taken_for_the_one_asked);
    CLAIM (escapes_become_characters);
    CLAIM (what_is_not_json_is_refused_with_its_place);
    CLAIM (depth_and_size_are_bounded);
    CLAIM (numbers_keep_every_digit_in_any_locale);
    CLAIM (any_cut_and_any_changed_byte_is_an_answer_or_an_error);
    return g_test_run ();
}
