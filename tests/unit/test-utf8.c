/* test-utf8.c - columns, cuts and harm. */
#include <string.h>

#include "base/utf8.h"

#define E_COMBINING "e\xCC\x81"
#define MAN "\xF0\x9F\x91\xA8"
#define WOMAN "\xF0\x9F\x91\xA9"
#define GIRL "\xF0\x9F\x91\xA7"
#define ZWJ "\xE2\x80\x8D"
#define BAD COPIA_UTF8_REPLACEMENT

static size_t
width (const char *text)
{
    return copia_utf8_width (text, strlen (text));
}

static void
test_ascii_takes_a_column_a_byte (void)
{
    g_assert_cmpuint (width (""), ==, 0);
    g_assert_cmpuint (width ("revolution"), ==, 10);
}

static void
test_combining_marks_take_no_column (void)
{
    g_assert_cmpuint (width ("caf" E_COMBINING), ==, 4);
    g_assert_cmpuint (width ("\xC3\xA9"), ==, 1);
    g_assert_cmpuint (width ("e\xCC\x81\xCC\xA3\xCC\x88"), ==, 1);
}

static void
test_east_asian_wide_characters_take_two (void)
{
    g_assert_cmpuint (width ("漢字"), ==, 4);
    g_assert_cmpuint (width ("한국"), ==, 4);
    g_assert_cmpuint (width ("ｱｲ"), ==, 2); /* halfwidth */
    g_assert_cmpuint (width ("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), ==, 2); /* jamo */
    g_assert_cmpuint (width ("Петроград"), ==, 9);
}

static void
test_an_emoji_takes_two_however_many_parts_it_has (void)
{
    g_assert_cmpuint (width ("\xF0\x9F\x98\x80"), ==, 2);
    g_assert_cmpuint (width (MAN ZWJ WOMAN ZWJ GIRL), ==, 2);
    g_assert_cmpuint (width (WOMAN "\xF0\x9F\x8F\xBD"), ==, 2); /* skin tone */
    g_assert_cmpuint (width ("\xE2\x9D\xA4\xEF\xB8\x8F"), ==,
                      2); /* heart, emoji style */
    g_assert_cmpuint (width ("\xE2\x9D\xA4"), ==, 1);
    g_assert_cmpuint (width ("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA"), ==, 2); /* flag */
    g_assert_cmpuint (width ("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAA"), ==,
                      3);
}

static void
test_a_joiner_between_letters_joins_no_widths (void)
{
    /* Devanagari KA, virama, joiner, SSA: two letters */
    g_assert_cmpuint (width ("\xE0\xA4\x95\xE0\xA5\x8D" ZWJ "\xE0\xA4\xB7"), ==, 2);
}

static void
test_a_cluster_keeps_its_marks_together (void)
{
    size_t columns;
    const char *family = MAN ZWJ WOMAN ZWJ GIRL "x";

    g_assert_cmpuint (copia_utf8_cluster (E_COMBINING "a", 4, &columns), ==, 3);
    g_assert_cmpuint (columns, ==, 1);
    g_assert_cmpuint (copia_utf8_cluster (family, strlen (family), &columns), ==,
                      strlen (family) - 1);
    g_assert_cmpuint (columns, ==, 2);
    g_assert_cmpuint (copia_utf8_cluster ("", 0, &columns), ==, 0);
    g_assert_cmpuint (columns, ==, 0);
}

static void
assert_cut (const char *text, size_t columns, CopiaCut how, const char *expected)
{
    g_autoptr (GString) cut = g_string_new (NULL);
    size_t taken = copia_utf8_cut (cut, text, strlen (text), columns, how);

    g_assert_cmpstr (cut->str, ==, expected);
    g_assert_cmpuint (taken, ==, width (expected));
    g_assert_cmpuint (taken, <=, columns);
}

static void
test_what_fits_is_not_cut (void)
{
    assert_cut ("Smolny", 6, COPIA_CUT_END, "Smolny");
    assert_cut ("Smolny", 6, COPIA_CUT_START, "Smolny");
    assert_cut ("", 6, COPIA_CUT_END_WORD, "");
    assert_cut ("漢字", 4, COPIA_CUT_START_WORD, "漢字");
    assert_cut (E_COMBINING E_COMBINING, 2, COPIA_CUT_END, E_COMBINING E_COMBINING);
}

static void
test_a_cut_text_shows_an_ellipsis_on_the_cut_side (void)
{
    assert_cut ("Petrograd", 5, COPIA_CUT_END, "Petr…");
    assert_cut ("Petrograd", 5, COPIA_CUT_START, "…grad");
    assert_cut ("Petrograd", 1, COPIA_CUT_END, "…");
    assert_cut ("Petrograd", 0, COPIA_CUT_END, "");
    assert_cut ("the war", 5, COPIA_CUT_END, "the…");
    assert_cut ("of a war", 5, COPIA_CUT_START, "…war");
}

static void
test_no_cluster_is_cut_apart (void)
{
    assert_cut ("漢字漢字", 4, COPIA_CUT_END, "漢…");
    assert_cut ("漢字漢字", 4, COPIA_CUT_START, "…字");
    assert_cut (E_COMBINING "ab", 2, COPIA_CUT_END, E_COMBINING "…");
    assert_cut ("ab" E_COMBINING, 2, COPIA_CUT_START, "…" E_COMBINING);
    assert_cut ("a" MAN ZWJ WOMAN "b", 3, COPIA_CUT_END, "a…");
    assert_cut ("a" MAN ZWJ WOMAN "bc", 4, COPIA_CUT_END, "a" MAN ZWJ WOMAN "…");
}

static void
test_contexts_are_cut_at_words_when_that_costs_little (void)
{
    assert_cut ("all the power to the Soviets", 20, COPIA_CUT_END_WORD,
                "all the power to…");
    assert_cut ("all the power to the Soviets", 18, COPIA_CUT_START_WORD,
                "…to the Soviets");
    assert_cut ("a counterrevolutionary", 12, COPIA_CUT_END_WORD, "a counterre…");
    assert_cut ("counterrevolutionary a", 12, COPIA_CUT_START_WORD, "…lutionary a");
    assert_cut ("and, therefore, not", 17, COPIA_CUT_END_WORD, "and, therefore…");
}

static void
assert_safe (const char *text, size_t size, const char *expected)
{
    g_autoptr (GString) safe = g_string_new (NULL);

    copia_utf8_safe (safe, text, size);
    g_assert_cmpstr (safe->str, ==, expected);
    g_assert_cmpuint (safe->len, ==, strlen (expected));
    g_assert_cmpuint (copia_utf8_harmless (safe->str, safe->len), ==, safe->len);
}

#define assert_safe_literal(text, expected)                                            \
    assert_safe (text, sizeof (text) - 1, expected)

static void
test_harmless_text_stays_as_it_is (void)
{
    assert_safe_literal ("", "");
    assert_safe_literal ("“What is to be done?” – Что делать? 何をなすべきか",
                         "“What is to be done?” – Что делать? 何をなすべきか");
    assert_safe_literal (MAN ZWJ WOMAN, MAN ZWJ WOMAN);
    assert_safe_literal ("\xC2\xA0", "\xC2\xA0"); /* no-break space */
}

static void
test_controls_become_visible (void)
{
    assert_safe_literal ("a\x1B[31mb", "a" BAD "[31mb");
    assert_safe_literal ("a\0b", "a" BAD "b");
    assert_safe_literal ("12345678\x7F", "12345678" BAD);
    assert_safe_literal ("\xC2\x9B"
                         "31m\xC2\x85",
                         BAD "31m" BAD);
}

static void
test_runs_of_tabs_and_line_ends_become_one_space (void)
{
    assert_safe_literal ("a\tb", "a b");
    assert_safe_literal ("a\r\n\r\n\tb", "a b");
    assert_safe_literal ("a\xE2\x80\xA8\xE2\x80\xA9\x0B\x0C"
                         "b\n",
                         "a b ");
}

static void
test_bidi_controls_do_not_act (void)
{
    for (uint32_t c = 0x202A; c <= 0x206F; c = c == 0x202E ? 0x2066 : c + 1) {
        char text[8] = "";

        g_unichar_to_utf8 (c, text);
        assert_safe (text, strlen (text), BAD);
    }
    assert_safe_literal ("\xE2\x80\x8E"
                         "a\xE2\x80\x8F"
                         "b\xD8\x9C",
                         "ab");
}

static void
test_each_ill_formed_run_becomes_one_replacement (void)
{
    assert_safe_literal ("\x80", BAD);
    assert_safe_literal ("a\xFF\xFE"
                         "b",
                         "a" BAD BAD "b");
    assert_safe_literal ("\xE2\x80", BAD); /* cut short */
    assert_safe_literal ("\xE2\x80"
                         "a",
                         BAD "a");                             /* interrupted */
    assert_safe_literal ("\xC0\xAF", BAD BAD);                 /* overlong */
    assert_safe_literal ("\xE0\x80\xAF", BAD BAD BAD);         /* overlong */
    assert_safe_literal ("\xED\xA0\x80", BAD BAD BAD);         /* surrogate */
    assert_safe_literal ("\xF4\x90\x80\x80", BAD BAD BAD BAD); /* above U+10FFFF */
    assert_safe_literal ("\xF0\x9F\x98", BAD);
}

/* The decoder and GLib's must agree about every sequence of up to four bytes that matter. */
static void
test_decoding_agrees_with_glib (void)
{
    static const uint8_t bytes[] = { 0x01, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
                                     0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1,
                                     0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF };
    const size_t n = G_N_ELEMENTS (bytes);

    for (size_t i = 0; i < n * n * n * n; i++) {
        char text[4] = { (char) bytes[i % n], (char) bytes[i / n % n],
                         (char) bytes[i / n / n % n], (char) bytes[i / n / n / n] };
        gunichar expected = g_utf8_get_char_validated (text, sizeof text);
        uint32_t c;
        size_t size = copia_utf8_decode (text, sizeof text, &c);

        if (expected >= (gunichar) -2) {
            g_assert_cmphex (c, ==, COPIA_UTF8_BAD);
        } else {
            g_assert_cmphex (c, ==, expected);
            g_assert_cmpuint (size, ==, g_unichar_to_utf8 (c, NULL));
        }
    }
}

static void
test_random_cuts_fit_and_keep_an_end (void)
{
    static const char *const parts[] = { "a",  "bc",   " ", E_COMBINING,
                                         "漢", MAN,    ZWJ, "\xEF\xB8\x8F",
                                         ".",  "слово" };
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int round = 0; round < 20000; round++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GString) cut = g_string_new (NULL);
        CopiaCut how = (CopiaCut) g_rand_int_range (rand, 0, 4);
        bool end = how == COPIA_CUT_END || how == COPIA_CUT_END_WORD;
        size_t columns = (size_t) g_rand_int_range (rand, 1, 20), taken;

        for (int i = g_rand_int_range (rand, 0, 12); i > 0; i--)
            g_string_append (text,
                             parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
        taken = copia_utf8_cut (cut, text->str, text->len, columns, how);
        g_assert_cmpuint (taken, <=, columns);
        g_assert_true (g_utf8_validate (cut->str, -1, NULL));
        if (width (text->str) <= columns) {
            g_assert_cmpstr (cut->str, ==, text->str);
            continue;
        }
        g_assert_true (end ? g_str_has_suffix (cut->str, "…")
                           : g_str_has_prefix (cut->str, "…"));
        if (end)
            g_string_truncate (cut, cut->len - strlen ("…"));
        g_assert_true (end ? g_str_has_prefix (text->str, cut->str)
                           : g_str_has_suffix (text->str, cut->str + strlen ("…")));
    }
}

static void
test_a_message_shows_the_start_of_what_is_too_long (void)
{
    g_autofree char *name = g_strnfill (5000, 'x');
    g_autofree char *start = g_strnfill (COPIA_UTF8_QUOTED - 2, 'x');
    g_autofree char *message = g_strdup_printf ("no option  '%s'; see 'help'.", name);
    g_autofree char *wanted = g_strdup_printf ("no option  '%s…'; see 'help'.", start);
    g_autoptr (GString) into = g_string_new (NULL);
    g_autofree char *brief = copia_utf8_brief ("äöü", 3);
    g_autofree char *cut = copia_utf8_brief ("äöüß", 3);

    copia_utf8_message (into, message, strlen (message));
    g_assert_cmpstr (into->str, ==, wanted);
    g_assert_cmpstr (brief, ==, "äöü");
    g_assert_cmpstr (cut, ==, "äö…");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/utf8/" #name, test_##name)
    TEST (ascii_takes_a_column_a_byte);
    TEST (combining_marks_take_no_column);
    TEST (east_asian_wide_characters_take_two);
    TEST (an_emoji_takes_two_however_many_parts_it_has);
    TEST (a_joiner_between_letters_joins_no_widths);
    TEST (a_cluster_keeps_its_marks_together);
    TEST (what_fits_is_not_cut);
    TEST (a_cut_text_shows_an_ellipsis_on_the_cut_side);
    TEST (no_cluster_is_cut_apart);
    TEST (contexts_are_cut_at_words_when_that_costs_little);
    TEST (harmless_text_stays_as_it_is);
    TEST (controls_become_visible);
    TEST (runs_of_tabs_and_line_ends_become_one_space);
    TEST (bidi_controls_do_not_act);
    TEST (each_ill_formed_run_becomes_one_replacement);
    TEST (decoding_agrees_with_glib);
    TEST (random_cuts_fit_and_keep_an_end);
    TEST (a_message_shows_the_start_of_what_is_too_long);
    return g_test_run ();
}
