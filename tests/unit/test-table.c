/* test-table.c - what holds for every writer: blocks, errors that stick, pages, notes. */
#include "table-catch.h"

static const CopiaColumn columns[] = {
    { .name = "word", .kind = COPIA_COLUMN_TEXT },
    { .name = "count", .kind = COPIA_COLUMN_COUNT },
    { .name = "rate", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
};

static void
put_rows (CopiaTable *table, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        copia_table_text (table, "soviet");
        copia_table_count (table, i);
        copia_table_number (table, (double) i / 3);
    }
}

/* Rows become text that is put as they come. */
static bool
streams (const CopiaWriter *writer)
{
    return !writer->bytes && strcmp (writer->name, "svg") != 0;
}

static void
test_writers_are_found_by_name (void)
{
    for (const CopiaWriter *writer = copia_writers; writer->name; writer++) {
        g_assert_true (copia_writer_find (writer->name) == writer);
        g_assert_nonnull (writer->summary);
        g_assert_nonnull (writer->mime);
        g_assert_true (writer->page == (strcmp (writer->name, "text") == 0));
    }
    g_assert_null (copia_writer_find ("TSV"));
    g_assert_null (copia_writer_find (""));
}

static void
test_a_file_is_written_as_its_name_ends (void)
{
    g_assert_cmpstr (copia_writer_of_file ("a/words.XLSX")->name, ==, "xlsx");
    g_assert_cmpstr (copia_writer_of_file ("rates.by.csv")->name, ==, "csv");
    g_assert_cmpstr (copia_writer_of_file ("picture.svg")->name, ==, "svg");
    g_assert_null (copia_writer_of_file (".csv"));
    g_assert_null (copia_writer_of_file ("words.txt"));
    g_assert_null (copia_writer_of_file ("csv"));
    g_assert_null (copia_writer_of_file (""));
}

static void
test_bytes_go_out_in_blocks_not_in_cells (void)
{
    for (const CopiaWriter *writer = copia_writers; writer->name; writer++) {
        if (!streams (writer))
            continue;
        g_auto (Catch) caught;
        g_autoptr (CopiaTable) table = NULL;

        catch_init (&caught);
        table = catch_table (&caught, writer->name, 0, false);
        copia_table_begin (table, columns, 3, NULL);
        put_rows (table, 20000);
        catch_end (table);
        g_assert_cmpuint (caught.writes, ==, (caught.out->len + 65535) / 65536);
        g_assert_cmpuint (caught.last_write, ==, (caught.out->len - 1) % 65536 + 1);
    }
}

static void
test_a_cell_larger_than_a_block_arrives_whole (void)
{
    g_autofree char *large = g_strnfill (200000, 'x');

    for (const CopiaWriter *writer = copia_writers; writer->name; writer++) {
        if (!streams (writer))
            continue;
        g_auto (Catch) caught;
        g_autoptr (CopiaTable) table = NULL;

        catch_init (&caught);
        table = catch_table (&caught, writer->name, 0, false);
        copia_table_begin (table, columns, 1, NULL);
        copia_table_text (table, large);
        catch_end (table);
        g_assert_nonnull (strstr (caught.out->str, large));
    }
}

static void
test_an_error_sticks_and_is_reported_at_the_end (void)
{
    static const size_t rooms[] = { 0, 1, 65535, 65536, 65537, 200000 };

    for (size_t i = 0; i < G_N_ELEMENTS (rooms); i++) {
        for (const CopiaWriter *writer = copia_writers; writer->name; writer++) {
            if (!streams (writer))
                continue;
            g_auto (Catch) caught;
            g_autoptr (CopiaTable) table = NULL;
            g_autoptr (GError) error = NULL;

            catch_init (&caught);
            caught.room = rooms[i];
            table = catch_table (&caught, writer->name, 80, false);
            copia_table_begin (table, columns, 3, NULL);
            put_rows (table, 20000);
            copia_table_note (table, "never said");
            g_assert_false (copia_table_end (table, &error));
            g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
            g_assert_true (copia_table_failed (table));
            /* blocks that fitted, one that did not, no more */
            g_assert_cmpuint (caught.writes, ==, rooms[i] / 65536 + 1);
            g_assert_cmpuint (caught.out->len, ==, rooms[i] / 65536 * 65536);
            g_assert_cmpuint (caught.notes->len, ==, 0);
        }
    }
}

static bool
refuse_silently (void *self, const char *bytes, size_t size, GError **error)
{
    (void) self;
    (void) bytes;
    (void) size;
    (void) error;
    return false;
}

static void
test_a_sink_that_gives_no_reason_is_an_error_all_the_same (void)
{
    const CopiaSink sink = { NULL, refuse_silently, NULL, NULL };
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (GError) error = NULL;

    table = copia_table_new (copia_writer_find ("tsv"), &sink, NULL);
    copia_table_begin (table, columns, 3, NULL);
    g_assert_false (copia_table_failed (table));
    g_assert_false (copia_table_end (table, &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
}

static void
test_a_table_may_be_given_up_unfinished (void)
{
    for (const CopiaWriter *writer = copia_writers; writer->name; writer++) {
        if (!streams (writer))
            continue;
        g_auto (Catch) caught;
        CopiaTable *table;

        catch_init (&caught);
        copia_table_free (catch_table (&caught, writer->name, 80, false));
        table = catch_table (&caught, writer->name, 80, false);
        copia_table_begin (table, columns, 3, NULL);
        copia_table_text (table, "soviet");
        copia_table_free (table);
        g_assert_cmpuint (caught.writes, ==, 0);
    }
    copia_table_free (NULL);
}

/* What a TSV table says beside its rows. */
static void
assert_said (uint64_t rows, uint64_t total, uint64_t offset, const char *noun,
             const char *expected)
{
    const CopiaCaption caption = { .total = total, .offset = offset, .row_noun = noun };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "tsv", 0, false);
    copia_table_begin (table, columns, 3, &caption);
    put_rows (table, rows);
    catch_end (table);
    g_assert_cmpstr (caught.notes->str, ==, expected);
}

static void
test_a_page_says_what_it_is_a_page_of (void)
{
    assert_said (50, 8214, 0, "hits", "1-50 of 8,214 hits\n");
    assert_said (50, 8214, 1000, "hits", "1,001-1,050 of 8,214 hits\n");
    assert_said (1, 8214, 8213, "hits", "8,214 of 8,214 hits\n");
    assert_said (0, 8214, 0, "hits", "0 of 8,214 hits\n");
    assert_said (0, 8214, 9000, "hits", "0 of 8,214 hits after the first 9,000\n");
    assert_said (0, 1, 1, "hits", "0 of 1 hit after the first 1\n");
}

static void
test_a_whole_table_needs_no_page_line_beside_it (void)
{
    assert_said (3, 3, 0, "hits", "");
    assert_said (0, 0, 0, "hits", "");
    assert_said (2, 8214, 0, NULL, "");
}

static void
test_a_total_that_is_too_small_is_not_believed (void)
{
    assert_said (5, 0, 10, "hits", "11-15 of 15 hits\n");
}

static void
test_notes_are_kept_in_order_and_made_safe (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "csv", 0, false);
    copia_table_note (table, "seed %d", 7);
    copia_table_begin (table, columns, 3, NULL);
    put_rows (table, 1);
    copia_table_note (table, "nothing like \x1B]0;%s\a\n", "title");
    catch_end (table);
    g_assert_cmpstr (caught.notes->str, ==,
                     "seed 7\nnothing like \xEF\xBF\xBD]0;title\xEF\xBF\xBD \n");
}

static void
test_columns_of_data_have_names_of_their_own (void)
{
    static const CopiaColumn twins[] = {
        { .name = "x", .kind = COPIA_COLUMN_COUNT },
        { .name = "x", .kind = COPIA_COLUMN_COUNT },
        { .name = "x_2", .kind = COPIA_COLUMN_COUNT },
        { .name = "x", .kind = COPIA_COLUMN_COUNT },
        { .name = "X", .kind = COPIA_COLUMN_COUNT },
    };
    static const char *const said[][2] = {
        { "tsv", "x\tx_3\tx_2\tx_4\tX\n1\t" },
        { "csv", "x,x_3,x_2,x_4,X\n1," },
        { "json", "{\"x\":1,\"x_3\":1,\"x_2\":1,\"x_4\":1,\"X\":1}" },
        { "jsonl", "{\"x\":1,\"x_3\":1,\"x_2\":1,\"x_4\":1,\"X\":1}" },
        { "json", "{\"name\":\"x_3\",\"kind\":\"count\"}" },
        { "sqlite", "\"x\" INTEGER, \"x_3\" INTEGER, \"x_2\" INTEGER, \"x_4\" INTEGER, "
                    "\"X_5\" INTEGER" },
        { "text", "x  x  x 2  x  X\n" },
    };

    for (size_t k = 0; k < G_N_ELEMENTS (said); k++) {
        g_auto (Catch) caught;
        g_autoptr (CopiaTable) table = NULL;

        if (!copia_writer_ready (copia_writer_find (said[k][0]), NULL))
            continue;
        catch_init (&caught);
        table = catch_table (&caught, said[k][0], 0, false);
        copia_table_begin (table, twins, G_N_ELEMENTS (twins), NULL);
        for (size_t i = 0; i < G_N_ELEMENTS (twins); i++)
            copia_table_count (table, 1);
        catch_end (table);
        if (!memmem (caught.out->str, caught.out->len, said[k][1], strlen (said[k][1])))
            g_error ("%s: %s", said[k][0], caught.out->str);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name) g_test_add_func ("/table/" #name, test_##name)
    TEST (writers_are_found_by_name);
    TEST (a_file_is_written_as_its_name_ends);
    TEST (bytes_go_out_in_blocks_not_in_cells);
    TEST (a_cell_larger_than_a_block_arrives_whole);
    TEST (an_error_sticks_and_is_reported_at_the_end);
    TEST (a_sink_that_gives_no_reason_is_an_error_all_the_same);
    TEST (a_table_may_be_given_up_unfinished);
    TEST (a_page_says_what_it_is_a_page_of);
    TEST (a_whole_table_needs_no_page_line_beside_it);
    TEST (a_total_that_is_too_small_is_not_believed);
    TEST (columns_of_data_have_names_of_their_own);
    TEST (notes_are_kept_in_order_and_made_safe);
    return g_test_run ();
}
