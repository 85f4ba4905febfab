/* test-table-html.c - pages and pieces of pages in which no text acts. */
#include "table-catch.h"

#include <math.h>

static const CopiaColumn columns[] = {
    { .name = "query", .kind = COPIA_COLUMN_TEXT },
    { .name = "cpos", .kind = COPIA_COLUMN_COUNT, .machine = true },
    { .name = "count", .kind = COPIA_COLUMN_COUNT },
    { .name = "rate_low", .kind = COPIA_COLUMN_NUMBER, .digits = 1 },
};

static const CopiaCaption caption = { NULL, "copia 1 | index 2 | copia freq <b>", 9, 0,
                                      "rows" };

static CopiaTable *
begin (Catch *caught, const char *writer)
{
    CopiaTable *table;

    catch_init (caught);
    table = catch_table (caught, writer, 0, false);
    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    return table;
}

static void
put (CopiaTable *table, const char *query, uint64_t count, double rate)
{
    copia_table_text (table, query);
    copia_table_count (table, 77777);
    copia_table_count (table, count);
    copia_table_number (table, rate);
}

static void
chart (CopiaTable *table)
{
    copia_table_chart (table, &(CopiaChart){ .kind = COPIA_PICTURE_BARS,
                                             .label = "query",
                                             .value = "count",
                                             .title = "How often <i>",
                                             .sentence = "A bar & its count." });
}

static void
assert_balanced (const char *piece)
{
    const GMarkupParser parser = { 0 };
    GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
    g_autoptr (GError) error = NULL;

    g_markup_parse_context_parse (context, piece, -1, &error);
    g_assert_no_error (error);
    g_markup_parse_context_end_parse (context, &error);
    g_assert_no_error (error);
    g_markup_parse_context_free (context);
}

static void
test_a_piece_is_one_section (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = begin (&caught, "fragment");

    put (table, "peace & <land>", 8214, 1234.56);
    copia_table_unknown (table);
    copia_table_count (table, 1);
    copia_table_unknown (table);
    copia_table_number (table, NAN);
    copia_table_note (table, "seed %d <", 7);
    catch_end (table);
    g_assert_cmpstr (
        caught.out->str, ==,
        "<section class=\"copia\">\n"
        "<h1>copia freq &lt;b&gt;</h1>\n"
        "<div class=\"rows\" role=\"region\" tabindex=\"0\" "
        "aria-label=\"rows\"><table>\n"
        "<caption>copia freq &lt;b&gt;</caption>\n"
        "<thead><tr><th scope=\"col\">query</th><th scope=\"col\" "
        "class=\"number\">count</th>"
        "<th scope=\"col\" class=\"number\">rate low</th></tr></thead>\n<tbody>\n"
        "<tr><th scope=\"row\" dir=\"auto\">peace &amp; &lt;land&gt;</th><td "
        "class=\"number\">8,214</td>"
        "<td class=\"number\">1,234.6</td></tr>\n"
        "<tr><th scope=\"row\" dir=\"auto\"></th><td class=\"number\"></td><td "
        "class=\"number\">-</td></tr>\n"
        "</tbody>\n</table></div>\n"
        "<p>1-2 of 9 rows</p>\n<p>seed 7 &lt;</p>\n"
        "<footer>copia 1 | index 2 | copia freq &lt;b&gt;</footer>\n</section>\n");
    assert_balanced (caught.out->str);
}

static void
test_a_page_is_called_by_its_command_whatever_the_query (void)
{
    const CopiaCaption piped = {
        .provenance = "copia 1 | index 2 | copia kwic b.copia 'we | copia us|our'"
    };
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;

    catch_init (&caught);
    table = catch_table (&caught, "fragment", 0, false);
    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &piped);
    catch_end (table);
    g_assert_nonnull (
        strstr (caught.out->str,
                "<h1>copia kwic b.copia &#39;we | copia us|our&#39;</h1>"));
}

static void
test_a_page_forbids_scripts_and_loads_nothing (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = begin (&caught, "html");

    catch_end (table);
    g_assert_true (g_str_has_prefix (caught.out->str, "<!doctype html>\n"));
    g_assert_nonnull (strstr (caught.out->str, "default-src 'none'"));
    g_assert_nonnull (strstr (caught.out->str, "<meta charset=\"utf-8\">"));
    g_assert_null (strstr (caught.out->str, "src=\""));
    g_assert_null (strstr (caught.out->str, "href="));
    g_assert_true (g_str_has_suffix (caught.out->str, "</body>\n</html>\n"));
}

static void
test_the_picture_stands_before_the_rows_with_its_sentence (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = begin (&caught, "fragment");
    const char *picture, *sentence, *rows;

    chart (table);
    put (table, "soviet", 115, 1);
    put (table, "peace", 62, 2);
    catch_end (table);
    picture = strstr (caught.out->str, "<svg ");
    sentence = strstr (caught.out->str, "<figcaption>A bar &amp; its count.");
    rows = strstr (caught.out->str, "<th scope=\"row\" dir=\"auto\">soviet</th>");
    g_assert_true (picture && sentence && rows);
    g_assert_true (picture < sentence && sentence < rows);
    g_assert_nonnull (strstr (caught.out->str, "<h1>How often &lt;i&gt;</h1>"));
    g_assert_nonnull (strstr (picture, ">soviet</text>"));
    assert_balanced (caught.out->str);
}

static void
test_a_picture_alone_needs_a_chart (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = begin (&caught, "svg");
    g_autoptr (GError) error = NULL;

    put (table, "soviet", 115, 1);
    g_assert_false (copia_table_end (table, &error));
    g_assert_nonnull (strstr (error->message, "no picture"));
    g_assert_cmpuint (caught.out->len, ==, 0);
}

static void
test_a_picture_has_title_description_and_source (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = begin (&caught, "svg");
    const char *svg;

    chart (table);
    put (table, "soviet", 115, 1);
    catch_end (table);
    svg = strstr (caught.out->str, "<svg ");
    g_assert_nonnull (svg);
    assert_balanced (svg);
    g_assert_nonnull (strstr (svg, "<title>How often &lt;i&gt;</title>"));
    g_assert_nonnull (strstr (svg, "<desc>A bar &amp; its count. Source: copia 1"));
    g_assert_nonnull (strstr (svg, ">copia 1 | index 2 | copia freq &lt;b&gt;</text>"));
}

static void
test_rows_that_are_not_drawn_are_told (void)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = begin (&caught, "svg");

    copia_table_chart (table, &(CopiaChart){ .kind = COPIA_PICTURE_BARS,
                                             .label = "query",
                                             .value = "count",
                                             .most = 2 });
    for (int i = 0; i < 5; i++)
        put (table, "soviet", 115, 1);
    catch_end (table);
    g_assert_nonnull (strstr (caught.out->str, "Drawn are the first 2 of 5 rows."));
}

/* All hostile cells at once; what they would need in order to act is not there. */
static void
test_whatever_the_cells_a_piece_stays_one (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

    for (int round = 0; round < 50; round++) {
        g_auto (Catch) caught;
        g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

        catch_init (&caught);
        catch_random_table (&caught, "fragment", rand, 1 + round % 8, 10, cells);
        assert_balanced (caught.out->str);
        g_assert_null (strstr (caught.out->str, "<script"));
        g_assert_null (strstr (caught.out->str, "<!--"));
        g_assert_null (strstr (caught.out->str, "\xE2\x80\xAE"));
        g_assert_null (strchr (caught.out->str, '\x1B'));
    }
}

static void
test_writers_that_do_not_draw_pass_over_charts (void)
{
    g_auto (Catch) with, without;
    g_autoptr (CopiaTable) one = begin (&with, "csv");
    g_autoptr (CopiaTable) other = begin (&without, "csv");

    chart (one);
    g_assert_false (copia_table_draws (one));
    copia_table_mark (one, &(CopiaMark){ .label = "x" });
    put (one, "soviet", 115, 1);
    put (other, "soviet", 115, 1);
    catch_end (one);
    catch_end (other);
    g_assert_cmpstr (with.out->str, ==, without.out->str);
}

static void
test_provenance_is_one_line_before_the_names (void)
{
    static const struct {
        const char *writer, *line;
    } cases[] = {
        { "tsv", "# copia 1 | index 2 | copia freq <b>\nquery\tcpos" },
        { "csv", "# copia 1 | index 2 | copia freq <b>\nquery,cpos" },
        { "jsonl",
          "{\"provenance\":\"copia 1 | index 2 | copia freq <b>\"}\n{\"query\"" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        const CopiaLook look = { .provenance = true };
        g_auto (Catch) caught;
        const CopiaSink sink = { &caught, catch_write, catch_note, NULL };
        g_autoptr (CopiaTable) table =
            copia_table_new (copia_writer_find (cases[i].writer), &sink, &look);

        catch_init (&caught);
        copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
        put (table, "soviet", 115, 1);
        catch_end (table);
        g_assert_true (g_str_has_prefix (caught.out->str, cases[i].line));
    }
}

#define TEST(name) g_test_add_func ("/table-html/" #name, test_##name)

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    TEST (a_piece_is_one_section);
    TEST (a_page_is_called_by_its_command_whatever_the_query);
    TEST (a_page_forbids_scripts_and_loads_nothing);
    TEST (the_picture_stands_before_the_rows_with_its_sentence);
    TEST (a_picture_alone_needs_a_chart);
    TEST (a_picture_has_title_description_and_source);
    TEST (rows_that_are_not_drawn_are_told);
    TEST (whatever_the_cells_a_piece_stays_one);
    TEST (writers_that_do_not_draw_pass_over_charts);
    TEST (provenance_is_one_line_before_the_names);
    return g_test_run ();
}
