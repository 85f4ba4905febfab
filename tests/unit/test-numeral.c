/* test-numeral.c - headings' numbers are read in every spelling that numeral.h names. */
#include "text/numeral.h"

#include <glib.h>
#include <string.h>

#include "text/numeral-table.h"

typedef struct {
    const char *text;
    CopiaNumeralKind kind;
    guint32 value;
    int size; /* -1: all */
} Case;

static void
check (const Case *cases, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        CopiaNumeral found = copia_numeral_read (cases[i].text, strlen (cases[i].text));
        gsize size = cases[i].size < 0 ? strlen (cases[i].text) : (gsize) cases[i].size;

        if (found.kind != cases[i].kind || found.value != cases[i].value ||
            found.size != size)
            g_error ("'%s' is read as %u of kind %d, %u bytes", cases[i].text,
                     found.value, (int) found.kind, (unsigned) found.size);
    }
}

#define CHECK(...)                                                                     \
    do {                                                                               \
        static const Case cases[] = { __VA_ARGS__ };                                   \
        check (cases, G_N_ELEMENTS (cases));                                           \
    } while (0)

#define NONE COPIA_NUMERAL_NONE
#define ARABIC COPIA_NUMERAL_ARABIC
#define ROMAN COPIA_NUMERAL_ROMAN
#define SPELLED COPIA_NUMERAL_SPELLED

static void
test_arabic_numbers_may_be_ordinals (void)
{
    CHECK ({ "12", ARABIC, 12, -1 }, { "3rd Part", ARABIC, 3, 3 },
           { "1er", ARABIC, 1, -1 }, { "2ème", ARABIC, 2, -1 }, { "1º", ARABIC, 1, -1 },
           { "007.", ARABIC, 7, 3 }, { "1.2 x", NONE, 0, 0 }, { "12345", NONE, 0, 0 },
           { "3x", NONE, 0, 0 }, { "1917.", ARABIC, 1917, 4 });
}

static void
test_roman_numbers_are_whole_words_of_one_case (void)
{
    CHECK ({ "IV", ROMAN, 4, -1 }, { "xiv.", ROMAN, 14, 3 },
           { "MCMXVII", ROMAN, 1917, -1 }, { "VIIII", ROMAN, 9, -1 },
           { "XXXX", ROMAN, 40, -1 }, { "IIIII", NONE, 0, 0 }, { "IC", NONE, 0, 0 },
           { "Iv", NONE, 0, 0 }, { "IVa", NONE, 0, 0 }, { "CIVIL", NONE, 0, 0 },
           { "I", ROMAN, 1, -1 }, { "DIX", SPELLED, 10, -1 });
}

static void
test_every_roman_number_is_read_back (void)
{
    static const struct {
        guint32 value;
        const char *letters;
    } steps[] = { { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" },
                  { 100, "C" },  { 90, "XC" },  { 50, "L" },  { 40, "XL" },
                  { 10, "X" },   { 9, "IX" },   { 5, "V" },   { 4, "IV" },
                  { 1, "I" } };

    for (guint32 value = 1; value < 4000; value++) {
        g_autoptr (GString) text = g_string_new (NULL);
        guint32 rest = value;
        CopiaNumeral found;

        for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
            for (; rest >= steps[i].value; rest -= steps[i].value)
                g_string_append (text, steps[i].letters);
        found = copia_numeral_read (text->str, text->len);
        if (found.kind == ROMAN)
            g_assert_cmpuint (found.value, ==, value);
        else
            g_assert_cmpuint (value, >, 100); /* DIX is a word */
    }
}

static void
test_english_numbers_are_read_in_words (void)
{
    CHECK ({ "First", SPELLED, 1, -1 }, { "ONE", SPELLED, 1, -1 },
           { "TWENTY-THREE", SPELLED, 23, -1 }, { "Forty second", SPELLED, 42, -1 },
           { "one hundred and fifth", SPELLED, 105, -1 },
           { "Twenty Men", SPELLED, 20, 6 }, { "twelfth,", SPELLED, 12, 7 },
           { "Ten One", SPELLED, 10, 3 }, { "The", NONE, 0, 0 }, { "", NONE, 0, 0 });
}

static void
test_other_languages_numbers_are_read_in_words (void)
{
    CHECK ({ "Erstes", SPELLED, 1, -1 }, { "einundzwanzigster", SPELLED, 21, -1 },
           { "dreißigstes", SPELLED, 30, -1 }, { "ZWÖLFTER", SPELLED, 12, -1 },
           { "première", SPELLED, 1, -1 }, { "VINGT ET UN", SPELLED, 21, -1 },
           { "quatre-vingt-treize", SPELLED, 93, -1 },
           { "dix-septième", SPELLED, 17, -1 }, { "soixante-dix", SPELLED, 70, -1 },
           { "Primero", SPELLED, 1, -1 }, { "veintitrés", SPELLED, 23, -1 },
           { "décimo-tercera", SPELLED, 13, -1 }, { "treinta y dos", SPELLED, 32, -1 },
           { "Terceira", SPELLED, 3, -1 }, { "ventitré", SPELLED, 23, -1 },
           { "eenentwintigste", SPELLED, 21, -1 }, { "Derde", SPELLED, 3, -1 },
           { "tjugoett", SPELLED, 21, -1 }, { "Första", SPELLED, 1, -1 },
           { "первая", SPELLED, 1, -1 }, { "ДВАДЦАТЬ ТРЕТЬЯ", SPELLED, 23, -1 },
           { "pierwsza", SPELLED, 1, -1 }, { "Dwudziesty", SPELLED, 20, -1 },
           { "Primus.", SPELLED, 1, 6 }, { "tertia", SPELLED, 3, -1 });
}

static void
test_the_table_is_sorted_so_that_it_can_be_searched (void)
{
    for (gsize i = 1; i < copia_numeral_words_size; i++)
        g_assert_cmpstr (copia_numeral_words[i - 1].word, <,
                         copia_numeral_words[i].word);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/numeral/arabic", test_arabic_numbers_may_be_ordinals);
    g_test_add_func ("/numeral/roman", test_roman_numbers_are_whole_words_of_one_case);
    g_test_add_func ("/numeral/every-roman", test_every_roman_number_is_read_back);
    g_test_add_func ("/numeral/english", test_english_numbers_are_read_in_words);
    g_test_add_func ("/numeral/languages",
                     test_other_languages_numbers_are_read_in_words);
    g_test_add_func ("/numeral/table",
                     test_the_table_is_sorted_so_that_it_can_be_searched);
    return g_test_run ();
}
