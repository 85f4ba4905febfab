/* test-unicode.c - the tables are Unicode's, and every code point is reached. */
#include "text/unicode.h"

#include <glib.h>
#include <string.h>

#define GENERATOR "tests/unicode/generate.py"
#define TABLE "src/text/unicode-table.c"

static void
test_the_table_is_what_the_generator_writes (void)
{
    char *command[] = { "/usr/bin/python3", GENERATOR, NULL };
    g_autofree char *written = NULL, *errors = NULL, *kept = NULL;
    g_autoptr (GError) error = NULL;
    int status = 0;

    if (!g_file_test ("/usr/share/unicode/UnicodeData.txt", G_FILE_TEST_EXISTS) ||
        !g_file_test (command[0], G_FILE_TEST_EXISTS) ||
        !g_file_get_contents (TABLE, &kept, NULL, NULL)) {
        g_test_skip ("no unicode-data or python3, or not run at the project's top");
        return;
    }
    g_assert_true (g_spawn_sync (NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                                 &written, &errors, &status, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (errors, ==, "");
    g_assert_true (g_spawn_check_wait_status (status, NULL));
    if (!strstr (written, copia_unicode_version)) {
        g_test_skip ("the unicode-data of this machine is of another version");
        return;
    }
    g_assert_true (strcmp (written, kept) == 0);
}

static void
test_characters_have_the_class_a_reader_would_give_them (void)
{
    static const struct {
        uint32_t code;
        CopiaClass class;
    } cases[] = {
        { 'a', COPIA_CLASS_LETTER },    { 0x2BC, COPIA_CLASS_LETTER },
        { 0x2163, COPIA_CLASS_LETTER }, { 0x24B6, COPIA_CLASS_LETTER },
        { 0x4E00, COPIA_CLASS_LETTER }, { 0x301, COPIA_CLASS_MARK },
        { 0xFE0F, COPIA_CLASS_MARK },   { '7', COPIA_CLASS_DIGIT },
        { 0xBD, COPIA_CLASS_DIGIT },    { 0x661, COPIA_CLASS_DIGIT },
        { '_', COPIA_CLASS_OTHER },     { 0xAD, COPIA_CLASS_OTHER },
        { 0x2014, COPIA_CLASS_OTHER },  { 0x1F600, COPIA_CLASS_OTHER },
        { 0xE000, COPIA_CLASS_OTHER },  { 0x10FFFF, COPIA_CLASS_OTHER },
        { ' ', COPIA_CLASS_SPACE },     { 0xA0, COPIA_CLASS_SPACE },
        { 0x202F, COPIA_CLASS_SPACE },  { 0, COPIA_CLASS_SPACE },
        { 0x1B, COPIA_CLASS_SPACE },    { 0x85, COPIA_CLASS_SPACE },
        { 0x202E, COPIA_CLASS_SPACE },  { 0xFEFF, COPIA_CLASS_SPACE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        if (copia_unicode_get (cases[i].code)->class != cases[i].class)
            g_error ("U+%04X has class %d", cases[i].code,
                     copia_unicode_get (cases[i].code)->class);
    }
}

static void
test_what_lies_above_unicode_is_unassigned (void)
{
    g_assert_true (copia_unicode_get (UINT32_MAX) == copia_unicode_get (0x10FFFF));
}

static void
test_text_is_walked_both_ways_over_every_code_point (void)
{
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char text[16] = "é";
        size_t start = strlen (text), at = start;

        if (code >= 0xD800 && code < 0xE000)
            continue;
        size_t size = start + (size_t) g_unichar_to_utf8 (code, text + start);
        g_assert_cmpuint (copia_unicode_next (text, &at), ==, code);
        g_assert_cmpuint (at, ==, size);
        g_assert_cmpuint (copia_unicode_previous (text, &at), ==, code);
        g_assert_cmpuint (at, ==, start);
    }
}

static void
test_case_folds_to_one_two_or_three_letters (void)
{
    static const struct {
        uint32_t code;
        size_t n;
        uint32_t folded[3];
    } cases[] = {
        { 'A', 1, { 'a' } },
        { 'a', 1, { 'a' } },
        { 0xDF, 2, { 's', 's' } },
        { 0x130, 2, { 'i', 0x307 } },
        { 0x390, 3, { 0x3B9, 0x308, 0x301 } },
        { 0x3C2, 1, { 0x3C3 } },
        { 0xFB03, 3, { 'f', 'f', 'i' } },
        { 0xFB17, 2, { 0x574, 0x56D } },
        { 0x13A0, 1, { 0x13A0 } },
        { 0xAB70, 1, { 0x13A0 } },
        { 0x1E921, 1, { 0x1E943 } },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        uint32_t folded[3] = { 0 };

        g_assert_cmpuint (copia_unicode_casefold (cases[i].code, folded), ==,
                          cases[i].n);
        for (size_t j = 0; j < cases[i].n; j++)
            g_assert_cmphex (folded[j], ==, cases[i].folded[j]);
    }
}

static void
test_what_case_folding_gives_folds_to_itself (void)
{
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        uint32_t folded[3], again[3];
        size_t n = copia_unicode_casefold (code, folded);

        g_assert_true (n >= 1 && n <= 3);
        for (size_t i = 0; i < n; i++) {
            g_assert_cmpuint (copia_unicode_casefold (folded[i], again), ==, 1);
            g_assert_cmphex (again[0], ==, folded[i]);
        }
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/unicode/table/is-what-the-generator-writes",
                     test_the_table_is_what_the_generator_writes);
    g_test_add_func ("/unicode/class/is-what-a-reader-would-say",
                     test_characters_have_the_class_a_reader_would_give_them);
    g_test_add_func ("/unicode/above-the-last-code-point-is-unassigned",
                     test_what_lies_above_unicode_is_unassigned);
    g_test_add_func ("/unicode/text-is-walked-both-ways",
                     test_text_is_walked_both_ways_over_every_code_point);
    g_test_add_func ("/unicode/casefold/one-two-or-three-letters",
                     test_case_folds_to_one_two_or_three_letters);
    g_test_add_func ("/unicode/casefold/is-final",
                     test_what_case_folding_gives_folds_to_itself);
    return g_test_run ();
}
