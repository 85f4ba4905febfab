/* test-table-text.c - what people see: alignment, cuts, bars, colours, what stands below. */
#include "base/utf8.h"
#include "table-catch.h"

#include <math.h>
#include <stdio.h>

static const CopiaColumn kwic[] = {
    { .name = "hit", .kind = COPIA_COLUMN_COUNT },
    { .name = "cpos", .kind = COPIA_COLUMN_COUNT, .machine = true },
    { .name = "left", .kind = COPIA_COLUMN_LEFT },
    { .name = "match", .kind = COPIA_COLUMN_NODE },
    { .name = "right", .kind = COPIA_COLUMN_RIGHT },
    { .name = "part", .kind = COPIA_COLUMN_TEXT },
};

static const CopiaColumn freq[] = {
    { .name = "chapter", .kind = COPIA_COLUMN_TEXT },
    { .name = "words", .kind = COPIA_COLUMN_COUNT },
    { .name = "count", .kind = COPIA_COLUMN_COUNT, .bar = true },
    { .name = "rate_low", .kind = COPIA_COLUMN_NUMBER, .digits = 1 },
};

typedef struct {
    const char *left, *match, *right, *part;
} Line;

static void
put_kwic (CopiaTable *table, const CopiaCaption *caption, const Line *lines, size_t n)
{
    copia_table_begin (table, kwic, G_N_ELEMENTS (kwic), caption);
    for (size_t i = 0; i < n; i++) {
        copia_table_count (table, i + 1);
        copia_table_count (table, 33000 + i);
        copia_table_text (table, lines[i].left);
        copia_table_text (table, lines[i].match);
        copia_table_text (table, lines[i].right);
        copia_table_text (table, lines[i].part);
    }
}

static void
put_freq (CopiaTable *table, const char *chapter, uint64_t words, uint64_t count,
          double rate)
{
    copia_table_text (table, chapter);
    copia_table_count (table, words);
    copia_table_count (table, count);
    copia_table_number (table, rate);
}

static const Line book[] = {
    { "the victorious course of a ", "revolution", " would inevitably place the power",
      "I" },
    { "all the power to the", "Revolutions", "; and so on", "II" },
    { "", "revolution", "", "(front)" },
};

#define ESC "\033["
#define DIM ESC "2m"
#define END ESC "0m"

static void
assert_shows (CopiaTable *table, const Catch *caught, const char *expected)
{
    catch_end (table);
    if (strcmp (caught->out->str, expected) != 0)
        fprintf (stderr, "shown:\n%sexpected:\n%s", caught->out->str, expected);
    g_assert_cmpstr (caught->out->str, ==, expected);
    g_assert_cmpuint (caught->notes->len, ==, 0);
}

/* What is shown stands line by line, as one sees it. */
/* clang-format off */

static void
test_a_concordance_is_centred_on_its_node (void)
{
    const CopiaCaption caption = { "“revolution*” in the book", "copia 1, index 5f2c",
                                   8214, 50, "hits" };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 66, false);
    put_kwic (table, &caption, book, G_N_ELEMENTS (book));
    copia_table_note (table, "seed 7");
    assert_shows (table, &caught,
        "“revolution*” in the book\n"
        "\n"
        "hit                left     match     right                part\n"
        "──────────────────────────────────────────────────────────────────\n"
        "  1        …course of a  revolution   would inevitably…    I\n"
        "  2   …the power to the  Revolutions  ; and so on          II\n"
        "  3                      revolution                        (front)\n"
        "\n"
        "51-53 of 8,214 hits\n"
        "seed 7\n"
        "copia 1, index 5f2c\n");
}

static void
test_a_title_is_readable_before_context_is_long (void)
{
    const Line line = { "with a crown and the gates of the city behind him", "came",
                        "the queen and all the ladies of the court of Denmark",
                        "The Second Part of the History" };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 71, false);
    put_kwic (table, NULL, &line, 1);
    assert_shows (table, &caught,
        "hit                  left  match  right                 part\n"
        "───────────────────────────────────────────────────────────────────────\n"
        "  1  …the city behind him  came   the queen and all…    The Second Par…\n");
}

static void
test_without_a_limit_nothing_is_cut (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 0, false);
    put_kwic (table, NULL, book, G_N_ELEMENTS (book));
    assert_shows (table, &caught,
        "hit                        left     match     right                             part\n"
        "───────────────────────────────────────────────────────────────────────────────────────\n"
        "  1  the victorious course of a  revolution   would inevitably place the power  I\n"
        "  2        all the power to the  Revolutions  ; and so on                       II\n"
        "  3                              revolution                                     (front)\n");
}

static void
test_wide_and_marked_characters_keep_their_columns (void)
{
    static const Line lines[] = {
        { "吾輩は猫である。名前は", "まだ", "無い。どこで生れたか", "一" },
        { "un caf\x65\xCC\x81 pour", "ré", "\x65\xCC\x81t\x65\xCC\x81", "2" },
        { "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 flies", "to", "漢字",
          "\xF0\x9F\x98\x80" },
    };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 54, false);
    put_kwic (table, NULL, lines, G_N_ELEMENTS (lines));
    assert_shows (table, &caught,
        "hit               left  match  right              part\n"
        "──────────────────────────────────────────────────────\n"
        "  1  …猫である。名前は  まだ   無い。どこで生れ…  一\n"
        "  2       un cafe\xCC\x81 pour   ré    e\xCC\x81" "te\xCC\x81                2\n"
        "  3           👩\xE2\x80\x8D🚀 flies   to    漢字               😀\n");
}

static void
test_colour_lights_the_node_and_dims_the_frame (void)
{
    const CopiaCaption caption = { "title", "copia 1", 1, 0, "hits" };
    static const Line line[] = { { "all", "power", "to", "I" } };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 80, true);
    put_kwic (table, &caption, line, 1);
    assert_shows (table, &caught,
        ESC "1mtitle" END "\n"
        "\n"
        DIM "hit" END "  " DIM "left" END "  " DIM "match" END "  " DIM "right" END "  " DIM "part" END "\n"
        DIM "─────────────────────────────" END "\n"
        "  1   all  " ESC "1;31mpower" END "  to     I\n"
        "\n"
        "1 of 1 hit\n"
        DIM "copia 1" END "\n");
}

static void
test_numbers_are_aligned_grouped_and_drawn (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 50, false);
    copia_table_begin (table, freq, 4, NULL);
    put_freq (table, "The July Days", 1525, 2, 359.72);
    put_freq (table, "The Decisive Day", 1028, 2000, 12455.55);
    put_freq (table, "Conclusion", 562, 0, NAN);
    put_freq (table, "(front)", 12, 555, 0);
    assert_shows (table, &caught,
        "chapter           words  count            rate low\n"
        "──────────────────────────────────────────────────\n"
        "The July Days     1,525      2 ▏             359.7\n"
        "The Decisive Day  1,028  2,000 █████████  12,455.5\n"
        "Conclusion          562      0                   -\n"
        "(front)              12    555 ██▌             0.0\n");
}

static void
test_a_bar_gives_way_to_text_but_not_the_number (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 40, false);
    copia_table_begin (table, freq, 4, NULL);
    put_freq (table, "The July Days", 1525, 2, 1);
    assert_shows (table, &caught,
        "chapter        words  count  rate low\n"
        "─────────────────────────────────────\n"
        "The July Days  1,525      2       1.0\n");
}

static void
test_long_texts_give_way_to_numbers (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 36, false);
    copia_table_begin (table, freq, 4, NULL);
    put_freq (table, "The Principles Of Democracy", 1103, 10, 9066.2);
    put_freq (table, "漢字漢字漢字漢字漢字", 1, 1, 1);
    assert_shows (table, &caught,
        "chapter       words  count  rate low\n"
        "────────────────────────────────────\n"
        "The Princip…  1,103     10   9,066.2\n"
        "漢字漢字漢…       1      1       1.0\n");
}

static void
test_columns_that_do_not_fit_are_named (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 24, false);
    copia_table_begin (table, freq, 4, NULL);
    put_freq (table, "The Principles Of Democracy", 1103, 10, 9066.2);
    assert_shows (table, &caught,
        "chapter     words  count\n"
        "────────────────────────\n"
        "The Princ…  1,103     10\n"
        "\n"
        "not shown in this width:\n"
        "rate low\n");
}

static const CopiaColumn keywords[] = {
    { .name = "word", .kind = COPIA_COLUMN_TEXT },
    { .name = "rate", .kind = COPIA_COLUMN_NUMBER, .spare = true },
    { .name = "g2", .kind = COPIA_COLUMN_NUMBER },
};

static void
test_columns_to_spare_are_dropped_before_those_that_rank (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 12, false);
    copia_table_begin (table, keywords, 3, NULL);
    copia_table_text (table, "peace");
    copia_table_number (table, 1500);
    copia_table_number (table, 42);
    assert_shows (table, &caught,
        "word   g2\n"
        "─────────\n"
        "peace  42\n"
        "\n"
        "not shown in\n"
        "this width:\n"
        "rate\n");
}

static void
test_columns_to_spare_are_dropped_before_words_are_cut_short (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 19, false);
    copia_table_begin (table, keywords, 3, NULL);
    copia_table_text (table, "revolutionary");
    copia_table_number (table, 1500);
    copia_table_number (table, 42);
    assert_shows (table, &caught,
        "word           g2\n"
        "─────────────────\n"
        "revolutionary  42\n"
        "\n"
        "not shown in this\n"
        "width: rate\n");
}

static void
test_without_rows_only_what_is_said_remains (void)
{
    const CopiaCaption caption = { "title", "copia 1", 0, 0, "hits" };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 40, true);
    put_kwic (table, &caption, NULL, 0);
    copia_table_note (table,
                      "no hit: 'revoluton' is not in the book; near it: revolution");
    assert_shows (table, &caught,
                  "no hit: 'revoluton' is not in the book;\n"
                  "near it: revolution\n");
}

static void
test_what_is_unknown_is_blank_or_a_dash (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 40, false);
    copia_table_begin (table, freq, 4, NULL);
    copia_table_text (table, NULL);
    copia_table_unknown (table);
    copia_table_unknown (table);
    copia_table_text (table, NULL);
    assert_shows (table, &caught,
        "chapter  words  count  rate low\n"
        "───────────────────────────────\n"
        "             -      -         -\n");
}

/* clang-format on */

static void
assert_harmless (const Catch *caught)
{
    for (char *line = caught->out->str; *line; line += strcspn (line, "\n") + 1)
        g_assert_cmpuint (copia_utf8_harmless (line, strlen (line)), ==,
                          strcspn (line, "\n"));
}

static void
test_no_cell_can_steer_a_terminal (void)
{
    static const Line hostile[] = {
        { "a\x1B[2J",
          "b\xE2\x80\xAE"
          "c",
          "d\r\ne\x9B", "\xFF" },
    };
    const CopiaCaption caption = { "\x1B]0;t\a",
                                   "\xC2\x9B"
                                   "p",
                                   2, 0, "h\x1B" };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 80, false);
    put_kwic (table, &caption, hostile, 1);
    copia_table_note (table, "%s", "\x1B[31m");
    catch_end (table);
    assert_harmless (&caught);
}

static void
test_random_cells_cannot_either (void)
{
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int round = 0; round < 200; round++) {
        g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
        g_auto (Catch) caught;

        catch_init (&caught);
        catch_random_table (&caught, "text", rand, 1 + (size_t) round % 8, 20, cells);
        assert_harmless (&caught);
    }
}

/* Beyond a page the first widths hold: memory is bounded, columns stay. */
static void
test_a_long_table_keeps_the_widths_of_its_first_page (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "text", 80, false);
    copia_table_begin (table, freq, 4, NULL);
    for (int i = 0; i < 20000; i++)
        put_freq (table, i == 15000 ? "longer than all" : "short", 7,
                  i == 15000 ? 1000 : 4, 0.5);
    catch_end (table);
    g_assert_nonnull (strstr (caught.out->str, "\nshort        7      4 "));
    g_assert_nonnull (strstr (caught.out->str, "\nlonger…      7  1,000 "));
    g_assert_null (strstr (caught.out->str, "longer than all"));
}

static void
test_no_line_is_wider_than_the_screen_or_ends_in_a_blank (void)
{
    static const char *const parts[] = { "power ",   "漢字",
                                         "x",        "\xF0\x9F\x98\x80 ",
                                         "\xCC\x81", " ",
                                         ", ",       "counterrevolutionary" };
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int round = 0; round < 300; round++) {
        int width = g_rand_int_range (rand, 40, 200);
        g_auto (Catch) caught;
        g_autoptr (CopiaTable) table = NULL;

        catch_init (&caught);
        table = catch_table (&caught, "text", width, false);
        put_kwic (table, NULL, NULL, 0);
        for (int cell = 0; cell < 6 * 8; cell++) {
            g_autoptr (GString) text = g_string_new (NULL);

            for (int i = g_rand_int_range (rand, 0, 20); i > 0; i--)
                g_string_append (
                    text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
            if (cell % 6 < 2)
                copia_table_count (table, (uint64_t) cell);
            else
                copia_table_text (table, text->str);
        }
        catch_end (table);
        for (char *line = caught.out->str; *line; line += strcspn (line, "\n") + 1) {
            size_t size = strcspn (line, "\n");

            g_assert_cmpuint (copia_utf8_width (line, size), <=, (size_t) width);
            g_assert_true (size == 0 || line[size - 1] != ' ');
        }
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/table-text/" #name, test_##name)
    TEST (a_concordance_is_centred_on_its_node);
    TEST (a_title_is_readable_before_context_is_long);
    TEST (without_a_limit_nothing_is_cut);
    TEST (wide_and_marked_characters_keep_their_columns);
    TEST (colour_lights_the_node_and_dims_the_frame);
    TEST (numbers_are_aligned_grouped_and_drawn);
    TEST (a_bar_gives_way_to_text_but_not_the_number);
    TEST (long_texts_give_way_to_numbers);
    TEST (columns_that_do_not_fit_are_named);
    TEST (columns_to_spare_are_dropped_before_those_that_rank);
    TEST (columns_to_spare_are_dropped_before_words_are_cut_short);
    TEST (without_rows_only_what_is_said_remains);
    TEST (what_is_unknown_is_blank_or_a_dash);
    TEST (no_cell_can_steer_a_terminal);
    TEST (random_cells_cannot_either);
    TEST (a_long_table_keeps_the_widths_of_its_first_page);
    TEST (no_line_is_wider_than_the_screen_or_ends_in_a_blank);
    return g_test_run ();
}
