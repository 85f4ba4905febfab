/* test-table-tsv.c - a line a row, a tab between cells, and nothing else that could part them. */
#include "base/utf8.h"
#include "table-catch.h"

#include <math.h>

static const CopiaColumn columns[] = {
    { .name = "hit", .kind = COPIA_COLUMN_COUNT },
    { .name = "cpos", .kind = COPIA_COLUMN_COUNT, .machine = true },
    { .name = "left", .kind = COPIA_COLUMN_LEFT },
    { .name = "match", .kind = COPIA_COLUMN_NODE },
    { .name = "right", .kind = COPIA_COLUMN_RIGHT },
    { .name = "rate_low", .kind = COPIA_COLUMN_NUMBER, .digits = 1, .bar = true },
};

static CopiaTable *
begin (Catch *caught, const CopiaCaption *caption)
{
    CopiaTable *table;

    catch_init (caught);
    table = catch_table (caught, "tsv", 20, true); /* a look it has no use for */
    copia_table_begin (table, columns, G_N_ELEMENTS (columns), caption);
    return table;
}

static void
put (CopiaTable *table, const char *left, const char *match, const char *right,
     double rate)
{
    copia_table_count (table, 1);
    copia_table_count (table, 33945);
    copia_table_text (table, left);
    copia_table_text (table, match);
    copia_table_text (table, right);
    copia_table_number (table, rate);
}

#define NAMES "hit\tcpos\tleft\tmatch\tright\trate_low\n"

static void
test_every_column_is_there_in_full (void)
{
    const CopiaCaption caption = { "title", "provenance", 1, 0, "hits" };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = begin (&caught, &caption);

    put (table, "the victorious course of a ", "revolution", " would inevitably",
         3917.98509353);
    catch_end (table);
    g_assert_cmpstr (caught.out->str, ==,
                     NAMES "1\t33945\tthe victorious course of a \trevolution\t would "
                           "inevitably\t3917.98509353\n");
    g_assert_cmpstr (caught.notes->str, ==, "");
}

static void
test_without_rows_the_names_remain (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = begin (&caught, NULL);

    copia_table_note (table, "no hits");
    catch_end (table);
    g_assert_cmpstr (caught.out->str, ==, NAMES);
    g_assert_cmpstr (caught.notes->str, ==, "no hits\n");
}

static void
test_tabs_and_line_ends_become_one_space (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = begin (&caught, NULL);

    put (table, "a\tb", "c\r\nd", "\n\ne \"f\"", 2);
    catch_end (table);
    g_assert_cmpstr (caught.out->str, ==, NAMES "1\t33945\ta b\tc d\t e \"f\"\t2\n");
}

static void
test_what_is_unknown_is_empty (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = begin (&caught, NULL);

    put (table, NULL, "", NULL, NAN);
    put (table, NULL, "", NULL, INFINITY);
    for (int i = 0; i < 6; i++)
        copia_table_unknown (table);
    catch_end (table);
    g_assert_cmpstr (caught.out->str, ==,
                     NAMES "1\t33945\t\t\t\t\n1\t33945\t\t\t\t\n\t\t\t\t\t\n");
}

static void
test_a_string_needs_no_end_and_may_hold_a_nul (void)
{
    static const CopiaColumn column = { .name = "word", .kind = COPIA_COLUMN_TEXT };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "tsv", 0, false);
    copia_table_begin (table, &column, 1, NULL);
    copia_table_string (table, "so\0viets", 5);
    copia_table_string (table, "", 0);
    catch_end (table);
    g_assert_cmpstr (caught.out->str, ==, "word\nso\xEF\xBF\xBDvi\n\n");
}

static void
test_random_cells_never_break_a_line (void)
{
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    for (int round = 0; round < 200; round++) {
        size_t n = (size_t) g_rand_int_range (rand, 1, 9), at = n;
        g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
        g_auto (Catch) caught;
        g_auto (GStrv) lines = NULL;

        catch_init (&caught);
        catch_random_table (&caught, "tsv", rand, n, 20, cells);
        lines = g_strsplit (caught.out->str, "\n", -1);
        g_assert_cmpuint (g_strv_length (lines), ==, 1 + 20 + 1);
        for (size_t row = 1; row <= 20; row++) {
            g_auto (GStrv) found = g_strsplit (lines[row], "\t", -1);

            /* GLib splits an empty line into no cells at all */
            g_assert_cmpuint (g_strv_length (found), ==, *lines[row] ? n : n - 1);
            for (size_t i = 0; found[i]; i++, at++) {
                const char *cell = g_ptr_array_index (cells, at - n);
                g_autoptr (GString) safe = g_string_new (NULL);

                copia_utf8_safe (safe, cell, strlen (cell));
                g_assert_cmpstr (found[i], ==, safe->str);
                g_assert_true (g_utf8_validate (found[i], -1, NULL));
            }
            at += *lines[row] ? 0 : 1;
        }
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/table-tsv/" #name, test_##name)
    TEST (every_column_is_there_in_full);
    TEST (without_rows_the_names_remain);
    TEST (tabs_and_line_ends_become_one_space);
    TEST (what_is_unknown_is_empty);
    TEST (a_string_needs_no_end_and_may_hold_a_nul);
    TEST (random_cells_never_break_a_line);
    return g_test_run ();
}
