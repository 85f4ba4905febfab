/* test-shape.c - a line taken alone shows what kind of heading it may be. */
#include "text/shape.h"

#include <glib.h>
#include <string.h>

static const char *const kinds[] = { "none", "word",     "numeral", "numbered",
                                     "name", "contents", "capitals" };

/* `word chapter 4 bare label=10`, `numbered 2`, `capitals` */
static char *
show (const char *text)
{
    CopiaShape shape = copia_shape_read (text, strlen (text));
    GString *out = g_string_new (kinds[shape.kind]);

    if (shape.kind == COPIA_SHAPE_WORD)
        g_string_append_printf (out, " %d", (int) shape.word);
    if (shape.number)
        g_string_append_printf (out, " %u", shape.number);
    if (shape.bare)
        g_string_append (out, " bare");
    if (shape.second)
        g_string_append_printf (out, " + %s", text + shape.second);
    return g_string_free (out, FALSE);
}

typedef struct {
    const char *text, *shape;
} Case;

static void
check (const Case *cases, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_autofree char *shape = show (cases[i].text);

        if (strcmp (shape, cases[i].shape) != 0)
            g_error ("'%s' has the shape '%s', not '%s'", cases[i].text, shape,
                     cases[i].shape);
    }
}

#define CHECK(...)                                                                     \
    do {                                                                               \
        static const Case cases[] = { __VA_ARGS__ };                                   \
        check (cases, G_N_ELEMENTS (cases));                                           \
    } while (0)

/* CopiaWord: 2 part, 3 book, 4 act, 5 chapter, 6 scene, 13 section */

static void
test_words_with_numerals_are_headings (void)
{
    CHECK ({ "Part I", "word 2 1 bare" }, { "BOOK ONE", "word 3 1 bare" },
           { "CHAPTER IV. Title", "word 5 4" },
           { "Chapter the First", "word 5 1 bare" },
           { "THE SECOND BOOK", "word 3 2 bare" }, { "Vol. II.", "word 1 2 bare" },
           { "Chapter 12: In Which", "word 5 12" }, { "CHAP. VII", "word 5 7 bare" },
           { "Part One The Road", "word 2 1" },
           { "Book the First--Recalled", "word 3 1" },
           { "Chapter the Last", "word 5 bare" }, { "§ 12", "word 13 12 bare" },
           { "* * * Chapter 3 * * *", "word 5 3 bare" },
           { "The First Book of Moses: Called Genesis", "word 3 1" });
}

static void
test_words_of_other_languages_are_the_same_words (void)
{
    CHECK ({ "Erstes Kapitel", "word 5 1 bare" }, { "3. Kapitel: Der Weg", "word 5 3" },
           { "ZWEITER TEIL", "word 2 2 bare" }, { "Chapitre premier", "word 5 1 bare" },
           { "PREMIÈRE PARTIE", "word 2 1 bare" }, { "1er acte", "none" },
           { "Capítulo XII", "word 5 12 bare" }, { "LIBRO SECONDO", "word 3 2 bare" },
           { "Eerste Deel", "word 2 1 bare" }, { "Kapitel 4", "word 5 4 bare" },
           { "Capítulo primeiro", "word 5 1 bare" },
           { "ЧАСТЬ ПЕРВАЯ", "word 2 1 bare" }, { "Глава 3. Утро", "word 5 3" },
           { "Rozdział pierwszy", "word 5 1 bare" },
           { "Actus Primus. Scoena Prima.", "word 4 1 + Scoena Prima." },
           { "Scena Tertia", "word 6 3 bare" });
}

static void
test_sentences_with_such_words_are_none (void)
{
    CHECK ({ "Part of the story", "none" }, { "Book I read yesterday", "none" },
           { "Part one of the story is told", "none" },
           { "Chapter 3 was dull.", "none" }, { "Part I's end", "none" },
           { "part I", "none" }, { "First Night Watch.", "none" },
           { "One Day in May", "none" }, { "2 Kapitel", "none" });
}

static void
test_two_words_in_a_line_are_told_apart (void)
{
    CHECK ({ "ACT I. SCENE II. A room", "word 4 1 + SCENE II. A room" },
           { "Part I, Chapter 2", "word 2 1 + Chapter 2" },
           { "Erster Akt. Zweite Szene", "word 4 1 + Zweite Szene" },
           { "Chapter 5: The Second Letter", "word 5 5" },
           { "Act I, Second Scene", "word 4 1 + Second Scene" });
}

static void
test_numerals_stand_alone_or_before_a_title (void)
{
    CHECK ({ "XII.", "numeral 12" }, { "7", "numeral 7" }, { "Twelve", "numeral 12" },
           { "ii", "numeral 2" }, { "IV. The Title", "numbered 4" },
           { "1. The Town and Its Wall", "numbered 1" }, { "I BEGIN", "numbered 1" },
           { "I Begin", "none" }, { "1. the lower case", "none" }, { "1917", "none" },
           { "3. It was a dark night, and the wind blew over all the roofs.", "none" });
}

static void
test_names_of_chapters_are_known (void)
{
    CHECK ({ "Introduction", "name" }, { "PREFACE.", "name" }, { "epilogue", "none" },
           { "EXTRACTS (Supplied by a Sub-Sub-Librarian).", "name" },
           { "Preface to the Second Edition", "name" }, { "Appendix A", "name" },
           { "ANHANG 2. Zahlen", "name" }, { "Conclusion: What Is Left", "name" },
           { "FIRST EPILOGUE: 1813 - 20", "name" }, { "Nachwort", "name" },
           { "ПРЕДИСЛОВИЕ", "name" }, { "Contents", "contents" },
           { "TABLE OF CONTENTS", "contents" }, { "Inhalt.", "contents" },
           { "Introduction was never his strong side, he said to her then.", "none" },
           { "THE END", "none" }, { "FINIS.", "none" });
}

static void
test_capitals_are_titles_but_not_signatures_and_shouts (void)
{
    CHECK ({ "THE JULY DAYS.", "capitals" }, { "KORNILOFF’S RISING.", "capitals" },
           { "WHAT IS TO BE DONE?", "capitals" }, { "L. TROTSKY", "none" },
           { "BREST-LITOVSK,", "none" }, { "GET OUT!", "none" }, { "“STOP”", "none" },
           { "PULKOVO STAFF, 2.10 a.m.", "none" }, { "* * *", "none" },
           { "-----", "none" }, { "A", "none" }, { "1234 5678 A", "none" });
}

static void
test_the_tables_are_sorted_so_that_they_can_be_searched (void)
{
    for (gsize i = 1; i < copia_heading_words_size; i++)
        g_assert_cmpstr (copia_heading_words[i - 1].word, <,
                         copia_heading_words[i].word);
    for (gsize i = 1; i < copia_heading_names_size; i++)
        g_assert_cmpstr (copia_heading_names[i - 1].name, <,
                         copia_heading_names[i].name);
}

static void
test_random_lines_have_a_shape_within_them (void)
{
    static const char *const units[] = {
        "Part", "CHAPTER", " ",     ".", "I",    "IV",      "1",   "12",
        "The",  "FIRST",   "of",    "-", "—",    ":",       "(",   ")",
        "é",    "Глава",   "§",     "*", "\"",   "Preface", "A",   "x",
        "’s",   ",",       "SCENE", "“", "🙂", "\u0301",  "VI.", "No.",
    };
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int i = 0; i < 50000; i++) {
        g_autoptr (GString) text = g_string_new (NULL);
        CopiaShape shape;

        for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
            g_string_append (text,
                             units[g_rand_int_range (rand, 0, G_N_ELEMENTS (units))]);
        g_strstrip (text->str);
        shape = copia_shape_read (text->str, strlen (text->str));
        g_assert_cmpuint (shape.label, <=, strlen (text->str));
        g_assert_cmpuint (shape.second, <=, strlen (text->str));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/shape/words", test_words_with_numerals_are_headings);
    g_test_add_func ("/shape/languages",
                     test_words_of_other_languages_are_the_same_words);
    g_test_add_func ("/shape/sentences", test_sentences_with_such_words_are_none);
    g_test_add_func ("/shape/two", test_two_words_in_a_line_are_told_apart);
    g_test_add_func ("/shape/numerals", test_numerals_stand_alone_or_before_a_title);
    g_test_add_func ("/shape/names", test_names_of_chapters_are_known);
    g_test_add_func ("/shape/capitals",
                     test_capitals_are_titles_but_not_signatures_and_shouts);
    g_test_add_func ("/shape/tables",
                     test_the_tables_are_sorted_so_that_they_can_be_searched);
    g_test_add_func ("/shape/random", test_random_lines_have_a_shape_within_them);
    return g_test_run ();
}
