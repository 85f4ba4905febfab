/* test-picture.c - every chart is well-formed, stays in its frame and lets no text act. */
#include "picture/boxes.h"
#include "picture/chart.h"
#include "picture/markup.h"
#include "picture/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 800.0

static const char *const hostile[] = {
    "<script>alert(1)</script>",
    "\"/><image href=\"x\"/>",
    "&amp;&lt;&#0;",
    "]]>",
    "<!--",
    "\xEF\xBF\xBE\xEF\xBF\xBF",
    "\x01\x1B[31mred",
    "\xE2\x80\xAE"
    "abc",
    "\xFF\xFE broken",
    "a\nb\tc",
    "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
    "שלום עולם",
    "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
    "wwww"
    "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
    "",
    "(1)",
    "(99)",
};

static const char *
any_text (void)
{
    return hostile[g_test_rand_int_range (0, G_N_ELEMENTS (hostile))];
}

static double
any_number (void)
{
    static const double numbers[] = { 0, -0.0, 1, -1, 0.5, 17, 1e-300, 1e300, -1e300 };

    switch (g_test_rand_int_range (0, 12)) {
    case 0:
        return NAN;
    case 1:
        return g_test_rand_bit () ? INFINITY : -INFINITY;
    case 2:
    case 3:
        return numbers[g_test_rand_int_range (0, G_N_ELEMENTS (numbers))];
    default:
        return g_test_rand_double_range (-100, 1000);
    }
}

static CopiaPicture *
any_picture (CopiaPictureKind kind, int marks)
{
    CopiaPicture *picture = copia_picture_new (kind);

    for (int i = 0; i < marks; i++) {
        CopiaMark mark = {
            g_test_rand_bit () ? any_text () : NULL,
            g_test_rand_bit () ? any_text () : NULL,
            g_test_rand_bit () ? any_text () : NULL,
            any_number (),
            any_number (),
            any_number (),
            any_number (),
        };

        copia_picture_add (picture, &mark);
    }
    return picture;
}

static GString *
draw (const CopiaPicture *picture)
{
    const CopiaPictureTexts texts = { .title = hostile[0],
                                      .sentence = hostile[1],
                                      .source = hostile[6],
                                      .x_title = hostile[2],
                                      .value_title = hostile[3] };
    GString *svg = g_string_new (NULL);

    copia_picture_draw (picture, &texts, svg);
    return svg;
}

typedef struct {
    double height;
    unsigned texts;
    GString *said; /* all character data */
} Seen;

/* Elements are the few that draw, numbers are numbers, and texts stand in the frame. */
static void
see_element (GMarkupParseContext *context, const char *element, const char **names,
             const char **values, gpointer data, GError **error)
{
    static const char *const known[] = { "svg",  "title", "desc", "g",      "rect",
                                         "text", "line",  "path", "circle", NULL };
    Seen *seen = data;

    (void) context;
    (void) error;
    g_assert_true (g_strv_contains (known, element));
    for (size_t i = 0; names[i]; i++) {
        double value = g_ascii_strtod (values[i], NULL);

        g_assert_false (g_str_has_prefix (names[i], "on"));
        g_assert_null (strstr (values[i], "nan"));
        g_assert_null (strstr (values[i], "inf"));
        if (strcmp (element, "svg") == 0 && strcmp (names[i], "height") == 0)
            seen->height = value;
        if (strcmp (element, "text") != 0)
            continue;
        if (strcmp (names[i], "x") == 0)
            g_assert_true (value >= 0 && value <= WIDTH);
        if (strcmp (names[i], "y") == 0)
            g_assert_true (value >= 0 && value <= seen->height);
    }
    seen->texts += strcmp (element, "text") == 0;
}

static void
see_text (GMarkupParseContext *context, const char *text, gsize size, gpointer data,
          GError **error)
{
    (void) context;
    (void) error;
    g_string_append_len (((Seen *) data)->said, text, (gssize) size);
}

static void
assert_svg (const GString *svg, Seen *seen)
{
    const GMarkupParser parser = { .start_element = see_element, .text = see_text };
    GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, seen, NULL);
    g_autoptr (GError) error = NULL;

    g_markup_parse_context_parse (context, svg->str, (gssize) svg->len, &error);
    g_assert_no_error (error);
    g_markup_parse_context_end_parse (context, &error);
    g_assert_no_error (error);
    g_markup_parse_context_free (context);
    g_assert_null (strstr (svg->str, "<script"));
    g_assert_null (strstr (svg->str, "\xE2\x80\xAE"));
    g_assert_null (strstr (svg->str, "\xEF\xBF\xBF"));
    g_assert_null (strchr (svg->str, '\x1B'));
}

static void
test_whatever_the_marks_every_chart_is_well_formed_and_in_its_frame (void)
{
    for (int round = 0; round < 40; round++)
        for (CopiaPictureKind kind = 0; kind < COPIA_N_PICTURES; kind++) {
            g_autoptr (CopiaPicture) picture = any_picture (kind, round);
            g_autoptr (GString) svg = draw (picture);
            g_autoptr (GString) again = draw (picture);
            Seen seen = { .said = g_string_new (NULL) };

            assert_svg (svg, &seen);
            g_assert_cmpstr (svg->str, ==, again->str);
            g_string_free (seen.said, TRUE);
        }
}

static void
test_without_marks_a_picture_says_so (void)
{
    for (CopiaPictureKind kind = 0; kind < COPIA_N_PICTURES; kind++) {
        g_autoptr (CopiaPicture) picture = copia_picture_new (kind);
        g_autoptr (GString) svg = draw (picture);
        Seen seen = { .said = g_string_new (NULL) };

        assert_svg (svg, &seen);
        g_assert_nonnull (strstr (seen.said->str, "Nothing was found"));
        g_string_free (seen.said, TRUE);
    }
}

static CopiaPicture *
three_words (CopiaPictureKind kind)
{
    static const char *const words[] = { "bread", "peace & land", "soviet" };
    CopiaPicture *picture = copia_picture_new (kind);

    for (int i = 0; i < 3; i++) {
        CopiaMark mark = { "series", NULL, words[i], i, i + 1, i, i + 2 };

        copia_picture_add (picture, &mark);
    }
    return picture;
}

static void
test_labels_are_texts_that_can_be_found (void)
{
    static const CopiaPictureKind kinds[] = { COPIA_PICTURE_BARS, COPIA_PICTURE_CLOUD,
                                              COPIA_PICTURE_NETWORK,
                                              COPIA_PICTURE_PLANE };

    for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++) {
        g_autoptr (CopiaPicture) picture = three_words (kinds[i]);
        g_autoptr (GString) svg = draw (picture);

        g_assert_nonnull (strstr (svg->str, ">bread</text>"));
        g_assert_nonnull (strstr (svg->str, ">peace &amp; land</text>"));
    }
}

/* The value after `name="` of the nth element that holds `what`. */
static double
attribute (const char *svg, const char *what, int nth, const char *name)
{
    g_autofree char *key = g_strdup_printf (" %s=\"", name);
    const char *at = svg;

    for (int i = 0; i <= nth; i++) {
        at = strstr (at + 1, what);
        g_assert_nonnull (at);
    }
    at = strstr (at, key);
    g_assert_nonnull (at);
    return g_ascii_strtod (at + strlen (key), NULL);
}

static void
test_bars_are_as_long_as_their_values (void)
{
    g_autoptr (CopiaPicture) picture = three_words (COPIA_PICTURE_BARS);
    g_autoptr (GString) svg = draw (picture);
    double widths[3];
    size_t n = 0;

    for (const char *at = svg->str; (at = strstr (at, "<rect")); at++) {
        const char *end = strchr (at, '>');

        if (g_strstr_len (at, end - at, COPIA_INK_BAR))
            widths[n++] = attribute (at - 1, "<rect", 0, "width");
    }
    g_assert_cmpuint (n, ==, 3);
    g_assert_cmpfloat_with_epsilon (widths[1], 2 * widths[0], 0.2);
    g_assert_cmpfloat_with_epsilon (widths[2], 3 * widths[0], 0.3);
}

static void
test_the_area_of_a_word_grows_with_its_value (void)
{
    g_autoptr (CopiaPicture) picture = copia_picture_new (COPIA_PICTURE_CLOUD);
    g_autoptr (GString) svg = NULL;
    CopiaMark four = { NULL, NULL, "four", NAN, 400, NAN, NAN };
    CopiaMark one = { NULL, NULL, "one", NAN, -100, NAN, NAN };

    copia_picture_add (picture, &one);
    copia_picture_add (picture, &four);
    svg = draw (picture);
    g_assert_cmpfloat_with_epsilon (
        attribute (svg->str, "<title>four: 400", 0, "font-size"),
        2 * attribute (svg->str, "<title>one: -100", 0, "font-size"), 0.11);
    /* what is rarer is slanted */
    g_assert_nonnull (strstr (strstr (svg->str, "<title>one"), "italic"));
}

static void
test_a_tree_puts_leaves_that_merge_first_beside_each_other (void)
{
    static const CopiaMark merges[] = {
        { NULL, "d", "a", NAN, 1, NAN, NAN },
        { NULL, "c", "b", NAN, 2, NAN, NAN },
        { NULL, "(2)", "(1)", NAN, 5, NAN, NAN },
    };
    g_autoptr (CopiaPicture) picture = copia_picture_new (COPIA_PICTURE_TREE);
    g_autoptr (GString) svg = NULL;
    double y[4];

    for (size_t i = 0; i < G_N_ELEMENTS (merges); i++)
        copia_picture_add (picture, &merges[i]);
    svg = draw (picture);
    for (int i = 0; i < 4; i++) {
        const char *end =
            strstr (svg->str, (const char *[]){ ">a<", ">b<", ">c<", ">d<" }[i]);
        const char *start = end;

        while (strncmp (start, "<text", 5) != 0)
            start--;
        y[i] = attribute (start - 1, "<text", 0, "y");
    }
    g_assert_cmpfloat_with_epsilon (fabs (y[0] - y[3]), fabs (y[1] - y[2]), 0.11);
    g_assert_cmpfloat (fabs (y[0] - y[3]), <, fabs (y[0] - y[1]) + 0.11);
}

static void
test_a_merge_that_names_itself_ends (void)
{
    static const CopiaMark merges[] = {
        { NULL, "(1)", "(1)", NAN, 1, NAN, NAN },
        { NULL, "a", "a", NAN, 1, NAN, NAN },
        { NULL, "b", "a", NAN, NAN, NAN, NAN },
        { NULL, "b", "a", NAN, 1, NAN, NAN },
    };
    g_autoptr (CopiaPicture) picture = copia_picture_new (COPIA_PICTURE_TREE);
    g_autoptr (GString) svg = NULL;
    Seen seen = { .said = g_string_new (NULL) };

    for (size_t i = 0; i < G_N_ELEMENTS (merges); i++)
        copia_picture_add (picture, &merges[i]);
    svg = draw (picture);
    assert_svg (svg, &seen);
    g_string_free (seen.said, TRUE);
}

static void
test_steps_are_one_two_or_five (void)
{
    static const struct {
        double range;
        int n;
        double step;
    } cases[] = { { 10, 5, 2 },       { 100, 5, 20 },  { 7, 6, 2 }, { 5, 5, 1 },
                  { 0.3, 6, .05 },    { 1e9, 4, 5e8 }, { 0, 4, 1 }, { NAN, 4, 1 },
                  { INFINITY, 4, 1 }, { -3, 4, 1 } };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
        g_assert_cmpfloat_with_epsilon (copia_chart_step (cases[i].range, cases[i].n),
                                        cases[i].step, cases[i].step * 1e-9);
}

static void
assert_tick (double tick, double step, const char *expected)
{
    g_autoptr (GString) name = g_string_new (NULL);

    copia_chart_tick (name, tick, step);
    g_assert_cmpstr (name->str, ==, expected);
}

static void
test_ticks_have_the_decimals_of_their_step (void)
{
    assert_tick (20000, 5000, "20,000");
    assert_tick (0.30000000000000004, 0.1, "0.3");
    assert_tick (0.25, 0.05, "0.25");
    assert_tick (-1e-17, 0.1, "0.0");
    assert_tick (3, 1, "3");
}

static void
test_boxes_come_apart (void)
{
    CopiaBox boxes[20];

    for (int i = 0; i < 20; i++)
        boxes[i] = (CopiaBox){ 100 + i % 3, 100 + i % 2, 20, 6 };
    copia_boxes_part (boxes, 20, 0, 400, 0, 400);
    for (int i = 0; i < 20; i++)
        for (int k = 0; k < i; k++)
            g_assert_true (fabs (boxes[i].x - boxes[k].x) > 39 ||
                           fabs (boxes[i].y - boxes[k].y) > 11);
}

static void
test_text_fits_its_room_with_an_ellipsis (void)
{
    const CopiaInk ink = { .size = 10 };
    g_autoptr (GString) fit = g_string_new (NULL);

    copia_pen_fit (fit, "short", &ink, 100);
    g_assert_cmpstr (fit->str, ==, "short");
    g_string_truncate (fit, 0);
    copia_pen_fit (fit, "a title that goes on and on", &ink, 60);
    g_assert_true (g_str_has_prefix (fit->str, "a ti"));
    g_assert_true (g_str_has_suffix (fit->str, "…"));
    g_assert_cmpfloat (copia_pen_width (fit->str, &ink), <=, 60.01);
}

static GString *
draw_with (CopiaPictureKind kind, const CopiaMark *marks, size_t n, bool from_zero)
{
    g_autoptr (CopiaPicture) picture = copia_picture_new (kind);
    const CopiaPictureTexts texts = { .title = "t", .from_zero = from_zero };
    GString *svg = g_string_new (NULL);

    for (size_t i = 0; i < n; i++)
        copia_picture_add (picture, &marks[i]);
    copia_picture_draw (picture, &texts, svg);
    return svg;
}

static void
test_a_narrow_region_is_named_where_there_is_room_behind_it (void)
{
    static const CopiaMark marks[] = {
        { NULL, NULL, "0.0", 0, NAN, NAN, NAN },
        { NULL, NULL, "I.1", 0.001, NAN, NAN, NAN },
        { NULL, NULL, "I.2", 0.3, NAN, NAN, NAN },
        { NULL, NULL, "I.3", 0.31, NAN, NAN, NAN },
        { NULL, NULL, "I.4", 0.5, NAN, NAN, NAN },
        { NULL, NULL, "I.5", 0.6, NAN, NAN, NAN },
        { NULL, NULL, "I.6", 0.61, NAN, NAN, NAN },
        { NULL, NULL, "I.7", 0.62, NAN, NAN, NAN },
        { NULL, NULL, "I.8", 0.7, NAN, NAN, NAN },
        { NULL, NULL, "I.9", 0.71, NAN, NAN, NAN },
        { NULL, NULL, "II.1", 0.73, NAN, NAN, NAN },
        { "war", NULL, "3 hits", 0.4, 3, NAN, NAN },
    };
    g_autoptr (GString) svg =
        draw_with (COPIA_PICTURE_STRIPS, marks, G_N_ELEMENTS (marks), false);

    g_assert_nonnull (strstr (svg->str, ">I.1<"));
    g_assert_null (strstr (svg->str, ">0.0<")); /* gives way to the one that fits */
    g_assert_nonnull (strstr (svg->str, ">I.3<"));
    g_assert_null (strstr (svg->str, ">I.2<"));
    g_assert_nonnull (strstr (svg->str, ">I.7<"));
    g_assert_nonnull (strstr (svg->str, ">II.1<"));
    g_assert_null (strstr (svg->str, ">I.9<"));
    g_assert_null (strstr (svg->str, ">I.5<"));
}

static void
test_an_axis_begins_at_zero_where_that_is_asked (void)
{
    static const CopiaMark marks[] = {
        { "types", NULL, NULL, 2000, 600, NAN, NAN },
        { "types", NULL, NULL, 4000, 900, NAN, NAN },
        { "types", NULL, NULL, 6000, 1100, NAN, NAN },
    };
    g_autoptr (GString) from_first =
        draw_with (COPIA_PICTURE_LINE, marks, G_N_ELEMENTS (marks), false);
    g_autoptr (GString) from_zero =
        draw_with (COPIA_PICTURE_LINE, marks, G_N_ELEMENTS (marks), true);
    double left = attribute (from_first->str, "<circle", 0, "cx");
    double width = attribute (from_first->str, "<circle", 2, "cx") - left;

    g_assert_cmpfloat_with_epsilon (attribute (from_zero->str, "<circle", 0, "cx"),
                                    left + width / 3, 0.2);
    g_assert_cmpfloat_with_epsilon (attribute (from_zero->str, "<circle", 2, "cx"),
                                    left + width, 0.2);
}

static void
test_an_interval_of_some_units_is_shown_whole (void)
{
    static const CopiaMark marks[] = {
        { NULL, "a heading of some width", "war", NAN, 0.5, -2.9, 2.4 },
        { NULL, NULL, "sea", NAN, 0.1, -2, 1 },
    };
    g_autoptr (GString) svg =
        draw_with (COPIA_PICTURE_FOREST, marks, G_N_ELEMENTS (marks), false);
    double first = attribute (svg->str, "<title>war", 0, "x1");
    double second = attribute (svg->str, "<title>sea", 0, "x1");

    /* 0.9 units apart on an axis that is not cut */
    g_assert_cmpfloat (second - first, >, 50);
}

#define TEST(name) g_test_add_func ("/picture/" #name, test_##name)

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    TEST (whatever_the_marks_every_chart_is_well_formed_and_in_its_frame);
    TEST (without_marks_a_picture_says_so);
    TEST (labels_are_texts_that_can_be_found);
    TEST (bars_are_as_long_as_their_values);
    TEST (the_area_of_a_word_grows_with_its_value);
    TEST (a_tree_puts_leaves_that_merge_first_beside_each_other);
    TEST (a_merge_that_names_itself_ends);
    TEST (steps_are_one_two_or_five);
    TEST (ticks_have_the_decimals_of_their_step);
    TEST (boxes_come_apart);
    TEST (text_fits_its_room_with_an_ellipsis);
    TEST (a_narrow_region_is_named_where_there_is_room_behind_it);
    TEST (an_axis_begins_at_zero_where_that_is_asked);
    TEST (an_interval_of_some_units_is_shown_whole);
    return g_test_run ();
}
