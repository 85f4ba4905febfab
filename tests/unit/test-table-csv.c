/* test-table-csv.c - what a spreadsheet reads back is what was put, and no formula. */
#include "base/utf8.h"
#include "table-catch.h"

#include <math.h>

static void
assert_csv (const char *const *cells, size_t n, const char *expected)
{
    static const CopiaColumn column = { .name = "word", .kind = COPIA_COLUMN_TEXT };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;
    g_autofree char *whole = g_strconcat ("word\n", expected, NULL);

    catch_init (&caught);
    table = catch_table (&caught, "csv", 0, false);
    copia_table_begin (table, &column, 1, NULL);
    for (size_t i = 0; i < n; i++)
        copia_table_text (table, cells[i]);
    catch_end (table);
    g_assert_cmpstr (caught.out->str, ==, whole);
}

#define ASSERT_CSV(expected, ...)                                                      \
    assert_csv ((const char *const[]){ __VA_ARGS__ },                                  \
                sizeof ((const char *[]){ __VA_ARGS__ }) / sizeof (char *), expected)

static void
test_cells_are_quoted_only_when_they_must_be (void)
{
    ASSERT_CSV ("power\n", "power");
    ASSERT_CSV ("a; b 'c'\n", "a; b 'c'");
    ASSERT_CSV ("\"a, b\"\n", "a, b");
    ASSERT_CSV ("\"say \"\"peace\"\"\"\n", "say \"peace\"");
    ASSERT_CSV ("\"one\ntwo\"\n", "one\ntwo");
    ASSERT_CSV ("\"one\r\ntwo\"\n", "one\r\ntwo");
    ASSERT_CSV ("\n\n", "", NULL);
}

static void
test_no_cell_becomes_a_formula (void)
{
    ASSERT_CSV ("'=1+1\n", "=1+1");
    ASSERT_CSV ("'+1\n'-1\n'@SUM\n", "+1", "-1", "@SUM");
    ASSERT_CSV ("'\t=1\n", "\t=1");
    ASSERT_CSV ("\"'\r=1\"\n", "\r=1");
    ASSERT_CSV ("\"'=HYPERLINK(\"\"x\"\",1)\"\n", "=HYPERLINK(\"x\",1)");
    ASSERT_CSV ("a=1\n 1\n", "a=1", " 1");
}

static void
test_a_sign_behind_what_is_dropped_is_seen (void)
{
    ASSERT_CSV ("'=1\n", "\xE2\x80\x8E=1");
    ASSERT_CSV ("'=1\n", "\xD8\x9C\xE2\x80\x8F=1");
    ASSERT_CSV ("\xEF\xBF\xBD=1\n", "\x1B=1");
    ASSERT_CSV ("\n", "\xE2\x80\x8E");
}

static void
test_controls_do_not_act (void)
{
    ASSERT_CSV ("a\xEF\xBF\xBD[2J\n", "a\x1B[2J");
    ASSERT_CSV ("a\xEF\xBF\xBD"
                "b\n",
                "a\xE2\x80\xAE"
                "b");
    ASSERT_CSV ("a\tb\n", "a\tb");
}

static void
test_numbers_are_plain_and_negative_ones_stay_numbers (void)
{
    static const CopiaColumn columns[] = {
        { .name = "count", .kind = COPIA_COLUMN_COUNT },
        { .name = "mi,\"3\"", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
    };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "csv", 0, false);
    copia_table_begin (table, columns, 2, NULL);
    copia_table_count (table, 12345);
    copia_table_number (table, -1.25);
    copia_table_count (table, 0);
    copia_table_number (table, NAN);
    copia_table_unknown (table);
    copia_table_unknown (table);
    catch_end (table);
    g_assert_cmpstr (caught.out->str, ==,
                     "count,\"mi,\"\"3\"\"\"\n12345,-1.25\n0,\n,\n");
}

/* A reader of RFC 4180: the next cell into `cell`; returns the byte behind it. */
static char
read_cell (const char **at, GString *cell)
{
    const char *p = *at;
    bool quoted = *p == '"';

    g_string_truncate (cell, 0);
    for (p += quoted; quoted || (*p != ',' && *p != '\n'); p++) {
        g_assert_cmpint (*p, !=, '\0');
        if (*p == '"') {
            g_assert_true (quoted);
            if (p[1] != '"') {
                p++;
                break;
            }
            p++;
        }
        g_string_append_c (cell, *p);
    }
    g_assert_true (*p == ',' || *p == '\n');
    *at = p + 1;
    return *p;
}

/* What a cell is expected to read back as. */
static void
expect (GString *into, const char *cell)
{
    g_string_truncate (into, 0);
    while (*cell) {
        size_t n = strcspn (cell, "\t\r\n");

        if (n > 0)
            copia_utf8_safe (into, cell, n);
        else
            g_string_append_c (into, *cell);
        cell += MAX (n, 1);
    }
    if (into->len > 0 && strchr ("=+-@\t\r\n", into->str[0]))
        g_string_prepend_c (into, '\'');
}

static void
test_random_cells_read_back (void)
{
    guint32 seed = g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (GString) found = g_string_new (NULL);
    g_autoptr (GString) expected = g_string_new (NULL);

    g_test_message ("seed %u", seed);
    for (int round = 0; round < 200; round++) {
        size_t n = (size_t) g_rand_int_range (rand, 1, 9);
        g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
        g_auto (Catch) caught;
        const char *at;

        catch_init (&caught);
        catch_random_table (&caught, "csv", rand, n, 20, cells);
        at = strchr (caught.out->str, '\n') + 1;
        for (guint i = 0; i < cells->len; i++) {
            char behind = read_cell (&at, found);

            expect (expected, g_ptr_array_index (cells, i));
            g_assert_cmpstr (found->str, ==, expected->str);
            g_assert_cmpint (behind, ==, (i + 1) % n == 0 ? '\n' : ',');
        }
        g_assert_cmpint (*at, ==, '\0');
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/table-csv/" #name, test_##name)
    TEST (cells_are_quoted_only_when_they_must_be);
    TEST (no_cell_becomes_a_formula);
    TEST (a_sign_behind_what_is_dropped_is_seen);
    TEST (controls_do_not_act);
    TEST (numbers_are_plain_and_negative_ones_stay_numbers);
    TEST (random_cells_read_back);
    return g_test_run ();
}
