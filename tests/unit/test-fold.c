/* test-fold.c - equal words have equal forms, and forms and keys keep their promises. */
#include "text/fold.h"

#include <glib.h>
#include <string.h>

#include "text/unicode.h"

typedef void (*Fold) (const char *word, size_t size, GString *out);

static char *
folded (Fold fold, const char *word)
{
    GString *out = g_string_new (NULL);

    fold (word, strlen (word), out);
    return g_string_free (out, FALSE);
}

static void
check (Fold fold, const char *word, const char *expected)
{
    g_autofree char *found = folded (fold, word);

    g_assert_cmpstr (found, ==, expected);
}

static void
test_forms_are_composed_lower_case_with_plain_marks (void)
{
    check (copia_fold, "", "");
    check (copia_fold, "The", "the");
    check (copia_fold, "DON'T-2.10_[@`{Z", "don't-2.10_[@`{z");
    check (copia_fold, "Don’t", "don't");
    check (copia_fold, "Donʼt", "don't");
    check (copia_fold, "‘em", "'em");
    check (copia_fold, "‘", "‘");
    check (copia_fold, "’", "'");
    check (copia_fold, "Brest‐Litovsk", "brest-litovsk");
    check (copia_fold, "co‑op", "co-op");
    check (copia_fold, "Co\u00ADoper", "cooper");
    check (copia_fold, "\u00AD", "");
    check (copia_fold, "Cafe\u0301", "caf\u00E9");
    check (copia_fold, "e\u00AD\u0301", "\u00E9");
    check (copia_fold, "STRASSE", "strasse");
    check (copia_fold, "Straße", "strasse");
    check (copia_fold, "ΣΊΣΥΦΟΣ", "σίσυφοσ");
    check (copia_fold, "Σίσυφος", "σίσυφοσ");
    check (copia_fold, "МОСКВА", "москва");
    check (copia_fold, "Ёлка", "ёлка");
    check (copia_fold, "\u0130", "i\u0307");
    check (copia_fold, "ŉ", "'n");
    check (copia_fold, "\u1FB3", "\u03B1\u03B9");
    check (copia_fold, "\u212B", "\u00E5");
    check (copia_fold, "ﬁn", "fin");
    check (copia_fold, "—", "—");
}

static void
test_forms_are_shown_as_people_write_them (void)
{
    check (copia_fold_written, "The", "the");
    check (copia_fold_written, "Don’t", "don't");
    check (copia_fold_written, "Straße", "straße");
    check (copia_fold_written, "STRASSE", "strasse");
    check (copia_fold_written, "STRAẞE", "straße");
    check (copia_fold_written, "Σίσυφος", "σίσυφος");
    check (copia_fold_written, "ΣΊΣΥΦΟΣ", "σίσυφος");
    check (copia_fold_written, "ΣΊΣΥΦΟΣ’", "σίσυφος'");
    check (copia_fold_written, "Σ", "σ");
    check (copia_fold_written, "σ’", "σ'");
    check (copia_fold_written, "ΟΣ’Α", "οσ'α");
    check (copia_fold_written, "λο\u0301γος", "λόγος");
    check (copia_fold_written, "Τῷ", "τῷ");
    check (copia_fold_written, "\u1FBC", "\u1FB3");
    check (copia_fold_written, "\u1F88", "\u1F80");
    check (copia_fold_written, "Եվ և", "եվ և");
    check (copia_fold_written, "ﬁn", "fin");
    check (copia_fold_written, "wiſſen", "wissen");
    check (copia_fold_written, "ŉ", "'n");
}

static void
test_forms_without_marks_have_no_diacritics (void)
{
    check (copia_fold_marks, "Élève", "eleve");
    check (copia_fold_marks, "Don’t", "don't");
    check (copia_fold_marks, "Łódź", "łodz");
    check (copia_fold_marks, "Ёлка чай", "елка чаи");
    check (copia_fold_marks, "ΣΊΣΥΦΟΣ", "σισυφοσ");
    check (copia_fold_marks, "\u1FB3", "\u03B1\u03B9");
    check (copia_fold_marks, "שָׁלוֹם", "שלום");
    check (copia_fold_marks, "مُحَمَّد", "محمد");
    check (copia_fold_marks, "Tiếng Việt", "tieng viet");
    check (copia_fold_marks, "हिन्दी", "हिन्दी"); /* vowel signs and virama stay */
    check (copia_fold_marks, "が", "が");
    check (copia_fold_marks, "한국", "한국");
    check (copia_fold_marks, "\u0301", "");
}

static void
test_folding_works_around_nul_and_broken_bytes (void)
{
    g_autoptr (GString) out = g_string_new ("x");

    copia_fold ("É\0Ö\0", 6, out);
    g_assert_cmpmem (out->str, out->len, "xé\0ö\0", 7);
    g_string_truncate (out, 0);
    copia_fold ("AB\xC3", 3, out);
    g_assert_cmpmem (out->str, out->len, "AB\xC3", 3);
    g_string_truncate (out, 0);
    copia_fold_marks ("\xFF\0É", 4, out);
    g_assert_cmpmem (out->str, out->len, "\xFF\0e", 3);
}

/* "00E9 0301", for messages that any terminal can show. */
static char *
codes (const char *text, gsize size)
{
    GString *out = g_string_new (NULL);

    for (size_t at = 0; at < size;)
        g_string_append_printf (out, "%s%04X", at ? " " : "",
                                copia_unicode_next (text, &at));
    return g_string_free (out, FALSE);
}

static void
fail (const char *what, const char *word, gsize size, const GString *one,
      const GString *two)
{
    g_autofree char *a = codes (word, size), *b = codes (one->str, one->len),
                    *c = codes (two->str, two->len);

    g_error ("%s: word %s, form %s, not %s", what, a, b, c);
}

static void
check_final (Fold fold, const char *word, gsize size)
{
    g_autoptr (GString) once = g_string_new (NULL), twice = g_string_new (NULL);

    fold (word, size, once);
    fold (once->str, once->len, twice);
    if (!g_string_equal (once, twice))
        fail ("folded twice", word, size, once, twice);
}

/* What the header says, told with GLib's normalisation and no short cut. */
static void
slow_fold (const char *word, gsize size, GString *out)
{
    g_autoptr (GString) plain = g_string_new (NULL), cased = g_string_new (NULL);
    uint32_t parts[3];

    for (size_t at = 0; at < size;) {
        uint32_t code = copia_unicode_next (word, &at);

        if (code != 0xAD)
            g_string_append_unichar (plain, code);
    }
    g_autofree char *apart = g_utf8_normalize (plain->str, -1, G_NORMALIZE_NFD);
    for (size_t at = 0; apart[at];) {
        size_t n = copia_unicode_casefold (copia_unicode_next (apart, &at), parts);

        for (size_t i = 0; i < n; i++)
            g_string_append_unichar (cased, parts[i]);
    }
    g_string_truncate (plain, 0);
    for (size_t at = 0; at < cased->len;) {
        uint32_t code = copia_unicode_next (cased->str, &at);
        bool left = code == 0x2018 && copia_unicode_is_word (cased->str, cased->len);
        bool apostrophe = left || code == 0x2019 || code == 0x2BC;
        bool hyphen = code == 0x2010 || code == 0x2011;

        g_string_append_unichar (plain, apostrophe ? '\'' : hyphen ? '-' : code);
    }
    g_autofree char *whole = g_utf8_normalize (plain->str, -1, G_NORMALIZE_NFC);
    g_string_append (out, whole);
}

static void
check_written (const char *word, gsize size)
{
    g_autoptr (GString) form = g_string_new (NULL), written = g_string_new (NULL),
                        again = g_string_new (NULL);

    copia_fold (word, size, form);
    copia_fold_written (word, size, written);
    copia_fold (written->str, written->len, again);
    if (!g_string_equal (form, again))
        fail ("written as another form", word, size, again, form);
    if (!g_string_equal (form, written) &&
        !copia_fold_may_differ (form->str, form->len))
        fail ("written otherwise, unsaid", word, size, form, written);
}

static void
check_against_the_definition (const char *word, gsize size)
{
    g_autoptr (GString) fast = g_string_new (NULL), slow = g_string_new (NULL);

    copia_fold (word, size, fast);
    slow_fold (word, size, slow);
    if (!g_string_equal (fast, slow))
        fail ("not as defined", word, size, fast, slow);
    check_final (copia_fold, word, size);
    check_final (copia_fold_marks, word, size);
    check_written (word, size);
}

static void
test_every_code_point_folds_as_defined_and_once_for_all (void)
{
    for (uint32_t code = 1; code <= 0x10FFFF; code++) {
        char text[8] = { 0 };

        if (code < 0xD800 || code > 0xDFFF)
            check_against_the_definition (text, (gsize) g_unichar_to_utf8 (code, text));
    }
}

static uint32_t
random_code (void)
{
    static const uint32_t named[] = {
        'a',    'Z',   '\'',   0x2019, 0x2018, 0x2BC,  0x2010, 0xAD,   0x301,  0x327,
        0x345,  0x130, 0xDF,   0x149,  0x3B1,  0x1FB3, 0x1F80, 0x1100, 0x1161, 0x11A8,
        0xAC00, 0x915, 0x93C,  0x958,  0x304B, 0x3099, 0x430,  0x306,  0x13A0, 0xAB70,
        0xFB1D, 0x5B4, 0x1E9E, 0x1F0,  0x390,  0x3A3,  0x3C2,  0x587,  0x1FB7, 0x1FBE
    };
    static const uint32_t limits[] = { 0x80, 0x250, 0x600, 0x3000, 0x110000 };
    uint32_t limit = limits[g_test_rand_int_range (0, G_N_ELEMENTS (limits))];
    uint32_t code = (uint32_t) g_test_rand_int_range (1, (gint32) limit);

    if (g_test_rand_bit ())
        return named[g_test_rand_int_range (0, G_N_ELEMENTS (named))];
    return code >= 0xD800 && code <= 0xDFFF ? 'x' : code;
}

static void
random_word (GString *word)
{
    g_string_truncate (word, 0);
    for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append_unichar (word, random_code ());
}

static void
test_random_strings_fold_as_defined_and_once_for_all (void)
{
    g_autoptr (GString) word = g_string_new (NULL);

    for (int i = 0; i < 200000; i++) {
        random_word (word);
        check_against_the_definition (word->str, word->len);
    }
}

static void
test_canonically_equal_words_have_one_form (void)
{
    g_autoptr (GString) word = g_string_new (NULL);

    for (int i = 0; i < 100000; i++) {
        random_word (word);
        for (char *mark;
             (mark = strstr (word->str, "\u00AD"));) /* stands between marks */
            g_string_erase (word, mark - word->str, 2);
        g_autofree char *apart = g_utf8_normalize (word->str, -1, G_NORMALIZE_NFD);
        g_autofree char *one = folded (copia_fold, word->str);
        g_autofree char *other = folded (copia_fold, apart);
        g_assert_cmpstr (one, ==, other);
    }
}

static int
compare (const char *one, gsize one_size, const char *other, gsize other_size)
{
    g_autoptr (GString) a = g_string_new (NULL), b = g_string_new (NULL);

    copia_collation_key (one, one_size, a);
    copia_collation_key (other, other_size, b);
    int order = memcmp (a->str, b->str, MIN (a->len, b->len));
    return order ? order : (a->len > b->len) - (a->len < b->len);
}

static void
test_words_stand_in_reading_order (void)
{
    static const char *const sorted[] = {
        "!",    "...",    "\u2014", "“",     "1",       "1,000",  "10",     "2.10",
        "٣",    "½",      "a",      "a.m.",  "aether",  "Æther",  "Co-op",  "Coop",
        "coop", "don't",  "don’t",  "donut", "\u00C9l", "elan",   "élan",   "eleve",
        "lodz", "Łódz",   "naïve",  "œuvre", "résumés", "Straße", "the",    "’tis",
        "zoo",  "\u03B1", "ёлка",   "и",     "й",       "к",      "\u05D0",
    };

    for (gsize i = 1; i < G_N_ELEMENTS (sorted); i++) {
        if (compare (sorted[i - 1], strlen (sorted[i - 1]), sorted[i],
                     strlen (sorted[i])) >= 0)
            g_error ("'%s' does not stand before '%s'", sorted[i - 1], sorted[i]);
    }
}

static void
test_distinct_words_have_distinct_keys (void)
{
    static const char *const parts[] = { "a", "A", "\0", "\1", "'",
                                         "’", "-", "é",  "e",  "\xFF" };
    g_autoptr (GString) one = g_string_new (NULL), other = g_string_new (NULL);

    for (int i = 0; i < 200000; i++) {
        GString *words[] = { one, other };

        for (int w = 0; w < 2; w++) {
            g_string_truncate (words[w], 0);
            for (int n = g_test_rand_int_range (0, 4); n > 0; n--) {
                const char *part =
                    parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))];
                g_string_append_len (words[w], part, MAX (1, (gssize) strlen (part)));
            }
        }
        bool same = compare (one->str, one->len, other->str, other->len) == 0;
        g_assert_true (same == g_string_equal (one, other));
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/fold/forms-are-composed-lower-case-with-plain-marks",
                     test_forms_are_composed_lower_case_with_plain_marks);
    g_test_add_func ("/fold/written/forms-are-shown-as-people-write-them",
                     test_forms_are_shown_as_people_write_them);
    g_test_add_func ("/fold/marks/forms-have-no-diacritics",
                     test_forms_without_marks_have_no_diacritics);
    g_test_add_func ("/fold/works-around-nul-and-broken-bytes",
                     test_folding_works_around_nul_and_broken_bytes);
    g_test_add_func ("/fold/every-code-point-as-defined-and-once-for-all",
                     test_every_code_point_folds_as_defined_and_once_for_all);
    g_test_add_func ("/fold/random-strings-as-defined-and-once-for-all",
                     test_random_strings_fold_as_defined_and_once_for_all);
    g_test_add_func ("/fold/canonically-equal-words-have-one-form",
                     test_canonically_equal_words_have_one_form);
    g_test_add_func ("/fold/key/words-stand-in-reading-order",
                     test_words_stand_in_reading_order);
    g_test_add_func ("/fold/key/distinct-words-have-distinct-keys",
                     test_distinct_words_have_distinct_keys);
    return g_test_run ();
}
