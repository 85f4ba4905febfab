/* test-plain.c - ASCII that stands where the characters stood. */
#include "table/plain.h"

#include "base/utf8.h"

#include <string.h>

static char *
plain (const char *text)
{
    g_autoptr (GString) rest = g_string_new (NULL);
    GString *into = g_string_new (NULL);

    copia_plain_append (into, text, strlen (text), rest);
    g_assert_cmpuint (rest->len, ==, 0);
    return g_string_free (into, FALSE);
}

static void
assert_plain (const char *text, const char *wanted)
{
    g_autofree char *got = plain (text);

    g_assert_cmpstr (got, ==, wanted);
}

static void
test_signs_become_what_looks_like_them (void)
{
    assert_plain ("word\033[1m \n", "word\033[1m \n");
    assert_plain ("────┬─│", "----+-|");
    assert_plain ("█▉▌▎ ▁▂▄▆█", "###. ..:|#");
    assert_plain ("“Kornilov’s” – …café", "\"Kornilov's\" - ~cafe");
    assert_plain ("naïve Ångström e\xCC\x81", "naive Angstrom e");
}

static void
test_columns_stay (void)
{
    static const char *const texts[] = { "революция", "漢字 x", "שלום",
                                         "a\xCC\x81\xCC\x82z", "\xFF\xFE!" };

    for (size_t i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autofree char *got = plain (texts[i]);

        g_assert_cmpuint (strlen (got), ==,
                          copia_utf8_width (texts[i], strlen (texts[i])));
        for (const char *at = got; *at; at++)
            g_assert_cmpint (*at, <, 0x7F);
    }
}

/* However the bytes come, the answer is the same. */
static void
test_a_character_may_come_in_two_writes (void)
{
    const char *text = "a…é█漢\xF0\x9F\x93\x9Az";
    g_autofree char *whole = plain (text);

    for (size_t cut = 0; cut <= strlen (text); cut++) {
        g_autoptr (GString) rest = g_string_new (NULL);
        g_autoptr (GString) into = g_string_new (NULL);

        copia_plain_append (into, text, cut, rest);
        copia_plain_append (into, text + cut, strlen (text) - cut, rest);
        g_assert_cmpstr (into->str, ==, whole);
        g_assert_cmpuint (rest->len, ==, 0);
    }
}

static void
test_files_and_pipes_are_never_plain (void)
{
    g_setenv ("LC_ALL", "C", TRUE);
    g_assert_false (copia_plain_wanted (-1)); /* no terminal */
}

#define TEST(name) g_test_add_func ("/plain/" #name, test_##name)

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    TEST (signs_become_what_looks_like_them);
    TEST (columns_stay);
    TEST (a_character_may_come_in_two_writes);
    TEST (files_and_pipes_are_never_plain);
    return g_test_run ();
}
