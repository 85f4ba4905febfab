/* test-picture-room.c - in a picture no text stands on another, and none leaves the page. */
#include "base/utf8.h"
#include "picture/markup.h"
#include "picture/pen.h"
#include "picture/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 800.0
#define SLACK 0.6 /* numbers in an SVG are rounded */

/* Of a text as drawn. */
typedef struct {
    double left, right, top, bottom;
    char *text;
} Place;

typedef struct {
    GArray *places; /* Place */
    GString *text;
    CopiaInk ink;
    double x, y, height;
    bool inside; /* of an element `text` */
} Reader;

static void
start_element (GMarkupParseContext *context, const char *element, const char **names,
               const char **values, gpointer data, GError **error)
{
    Reader *self = data;

    (void) context;
    (void) error;
    for (size_t i = 0; strcmp (element, "svg") == 0 && names[i]; i++)
        if (strcmp (names[i], "height") == 0)
            self->height = g_ascii_strtod (values[i], NULL);
    if (strcmp (element, "text") != 0)
        return;
    self->inside = true;
    self->ink = (CopiaInk){ .anchor = COPIA_ANCHOR_START };
    g_string_truncate (self->text, 0);
    for (size_t i = 0; names[i]; i++) {
        double value = g_ascii_strtod (values[i], NULL);

        if (strcmp (names[i], "x") == 0)
            self->x = value;
        else if (strcmp (names[i], "y") == 0)
            self->y = value;
        else if (strcmp (names[i], "font-size") == 0)
            self->ink.size = value;
        else if (strcmp (names[i], "font-weight") == 0)
            self->ink.bold = true;
        else if (strcmp (names[i], "text-anchor") == 0)
            self->ink.anchor =
                strcmp (values[i], "end") == 0 ? COPIA_ANCHOR_END : COPIA_ANCHOR_MIDDLE;
    }
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer data,
             GError **error)
{
    Reader *self = data;
    double width = copia_pen_width (self->text->str, &self->ink);
    Place place = { self->x, 0, self->y - 0.72 * self->ink.size,
                    self->y + 0.2 * self->ink.size, NULL };

    (void) context;
    (void) error;
    if (strcmp (element, "text") != 0)
        return;
    self->inside = false;
    if (self->ink.anchor == COPIA_ANCHOR_END)
        place.left -= width;
    if (self->ink.anchor == COPIA_ANCHOR_MIDDLE)
        place.left -= width / 2;
    place.right = place.left + width;
    place.text = g_strdup (self->text->str);
    if (width > 0)
        g_array_append_val (self->places, place);
    else
        g_free (place.text);
}

static void
characters (GMarkupParseContext *context, const char *text, gsize size, gpointer data,
            GError **error)
{
    Reader *self = data;

    (void) context;
    (void) error;
    if (self->inside)
        g_string_append_len (self->text, text, (gssize) size);
}

static void
clear_place (void *place)
{
    g_free (((Place *) place)->text);
}

static bool
meet (const Place *a, const Place *b)
{
    return a->left < b->right - SLACK && b->left < a->right - SLACK &&
           a->top < b->bottom - SLACK && b->top < a->bottom - SLACK;
}

static void
assert_room (const char *name, const GString *svg)
{
    const GMarkupParser parser = { start_element, end_element, characters, NULL, NULL };
    Reader reader = { .places = g_array_new (FALSE, FALSE, sizeof (Place)),
                      .text = g_string_new (NULL) };
    GMarkupParseContext *context =
        g_markup_parse_context_new (&parser, 0, &reader, NULL);
    GError *error = NULL;

    g_array_set_clear_func (reader.places, clear_place);
    g_markup_parse_context_parse (context, svg->str, (gssize) svg->len, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (reader.places->len, >, 0);
    for (guint i = 0; i < reader.places->len; i++) {
        const Place *a = &g_array_index (reader.places, Place, i);

        if (a->left < -SLACK || a->right > WIDTH + SLACK || a->top < -SLACK ||
            a->bottom > reader.height + SLACK)
            g_error ("%s: '%s' leaves the page: %.1f-%.1f, %.1f-%.1f of %.1f", name,
                     a->text, a->left, a->right, a->top, a->bottom, reader.height);
        for (guint k = i + 1; k < reader.places->len; k++) {
            const Place *b = &g_array_index (reader.places, Place, k);

            if (meet (a, b))
                g_error ("%s: '%s' (%.1f-%.1f, %.1f) and '%s' (%.1f-%.1f, %.1f) meet",
                         name, a->text, a->left, a->right, a->bottom, b->text, b->left,
                         b->right, b->bottom);
        }
    }
    g_markup_parse_context_free (context);
    g_array_unref (reader.places);
    g_string_free (reader.text, TRUE);
}

static const char *const words[] = {
    "sea",
    "levy",
    "i",
    "WWWWWW",
    "the night of the ninth of November",
    "A chapter that was given a very long title, longer than any page is wide, so that "
    "it "
    "has to be cut somewhere before its end comes into sight",
    "революция",
    "الثورة الروسية",
    "ロシア革命の歴史について",
    "e\xCC\x81te\xCC\x81",
    "\xF0\x9F\x93\x9A\xF0\x9F\x93\x9A",
    "<b>bold</b> & \"quoted\"",
    "II.14",
};

static char *
any_word (int unique)
{
    const char *word = words[g_test_rand_int_range (0, G_N_ELEMENTS (words))];

    return g_strdup_printf ("%s %d", word, unique);
}

static double
any_value (int way)
{
    static const double large[] = { 1e12, 123456.789, -1e9, 0, 3 };

    switch (way) {
    case 0:
        return g_test_rand_double_range (0, 1);
    case 1:
        return g_test_rand_double_range (-10, 10);
    case 2:
        return g_test_rand_int_range (0, 2000);
    case 3:
        return 0;
    case 4:
        return g_test_rand_int_range (0, 10) == 0 ? NAN : g_test_rand_double ();
    default:
        return large[g_test_rand_int_range (0, G_N_ELEMENTS (large))];
    }
}

/* A table as studies make them: `n` rows in each of `n_series`, in groups of a few. */
static void
fill (CopiaPicture *picture, CopiaPictureKind kind, int n_series, int n, int way)
{
    g_autofree char *group = NULL;

    for (int s = 0; s < n_series; s++) {
        g_autofree char *series = any_word (s);

        for (int i = 0; i < n; i++) {
            g_autofree char *label = any_word (i);
            CopiaMark mark = { .series = series, .label = label, .x = i + 1 };

            if (i % 7 == 0) {
                g_free (group);
                group = any_word (i);
            }
            mark.group = way % 2 ? group : NULL;
            mark.value = any_value (way);
            mark.low = mark.value - fabs (any_value (way));
            mark.high = mark.value + fabs (any_value (way));
            if (kind == COPIA_PICTURE_STRIPS || kind == COPIA_PICTURE_PLANE)
                mark.x = g_test_rand_double ();
            copia_picture_add (picture, &mark);
        }
    }
}

static void
add_borders (CopiaPicture *picture, int n)
{
    for (int i = 0; i < n; i++) {
        g_autofree char *label = any_word (i);
        CopiaMark mark = COPIA_MARK_EMPTY;

        mark.x = (double) i / n;
        mark.label = i % 5 ? label : NULL;
        mark.group = i % 5 ? NULL : label;
        copia_picture_add (picture, &mark);
    }
}

static GString *
draw (CopiaPictureKind kind, int n_series, int n, int way)
{
    g_autoptr (CopiaPicture) picture = copia_picture_new (kind);
    const CopiaPictureTexts texts = {
        .title = words[5],
        .sentence =
            "One sentence says how the picture is read, and another, longer one "
            "says what it leaves out and why that is no loss to anybody.",
        .source = "copia 0.1.0 | index 0123456789abcdef | copia freq book.copia love",
        .x_title = "units in their order",
        .value_title = "occurrences per million words",
        .below = "more often in part=2",
        .above = words[5],
    };
    GString *svg = g_string_new (NULL);

    if (kind == COPIA_PICTURE_STRIPS)
        add_borders (picture, n);
    fill (picture, kind, n_series, n, way);
    copia_picture_draw (picture, &texts, svg);
    return svg;
}

static void
test_no_text_meets_another_or_leaves_the_page (void)
{
    static const int sizes[] = { 1, 2, 7, 40, 60, 1000 };
    static const int series[] = { 1, 3, 8, 40 };

    for (CopiaPictureKind kind = 0; kind < COPIA_N_PICTURES; kind++)
        for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++)
            for (size_t k = 0; k < G_N_ELEMENTS (series); k++)
                for (int way = 0; way < 6; way++) {
                    g_autofree char *name =
                        g_strdup_printf ("kind %d, %d series, %d marks, way %d",
                                         (int) kind, series[k], sizes[i], way);
                    GString *svg;

                    if (sizes[i] * series[k] > 2000)
                        continue;
                    svg = draw (kind, series[k], sizes[i], way);
                    assert_room (name, svg);
                    g_string_free (svg, TRUE);
                }
}

/* Every line keeps to the width and ends in its last sign; nothing in it acts. */
static void
assert_lines (const char *name, const GString *text, size_t width)
{
    g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);
    guint n = g_strv_length (lines);

    g_assert_true (g_utf8_validate (text->str, (gssize) text->len, NULL));
    g_assert_true (n == 0 || text->str[text->len - 1] == '\n');
    for (guint i = 0; i + 1 < n; i++) {
        size_t size = strlen (lines[i]);

        if (copia_utf8_width (lines[i], size) > width ||
            copia_utf8_harmless (lines[i], size) < size ||
            (size > 0 && lines[i][size - 1] == ' '))
            g_error ("%s, %zu columns, line %u: %s", name, width, i, lines[i]);
    }
}

static void
test_blocks_keep_to_the_width_of_a_terminal (void)
{
    static const int sizes[] = { 1, 2, 7, 40, 150 };
    static const int series[] = { 1, 3, 13 };
    static const size_t widths[] = { 20, 33, 80 };
    const CopiaPictureTexts texts = {
        .title = words[5],
        .x_title = "units in their order",
        .value_title = "occurrences per million words",
        .below = "more often in part=2",
        .above = words[5],
    };

    for (CopiaPictureKind kind = 0; kind < COPIA_N_PICTURES; kind++)
        for (size_t i = 0; i < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (series); i++)
            for (int way = 0; way < 6; way++) {
                g_autoptr (CopiaPicture) picture = copia_picture_new (kind);
                g_autofree char *name =
                    g_strdup_printf ("kind %d, case %zu, way %d", (int) kind, i, way);
                const CopiaMark odd = { words[6],  words[7], words[8], NAN,
                                        -INFINITY, NAN,      INFINITY };

                if (kind == COPIA_PICTURE_STRIPS)
                    add_borders (picture, sizes[i % G_N_ELEMENTS (sizes)]);
                fill (picture, kind, series[i / G_N_ELEMENTS (sizes)],
                      sizes[i % G_N_ELEMENTS (sizes)], way);
                copia_picture_add (picture, &odd);
                for (size_t k = 0; k < G_N_ELEMENTS (widths); k++) {
                    g_autoptr (GString) text = g_string_new (NULL);

                    copia_picture_blocks (picture, &texts, widths[k], text);
                    assert_lines (name, text, widths[k]);
                }
            }
}

static void
test_the_same_marks_make_the_same_bytes (void)
{
    for (CopiaPictureKind kind = 0; kind < COPIA_N_PICTURES; kind++) {
        g_autoptr (CopiaPicture) picture = copia_picture_new (kind);
        const CopiaPictureTexts texts = { .title = "twice" };
        g_autoptr (GString) one = g_string_new (NULL);
        g_autoptr (GString) two = g_string_new (NULL);

        fill (picture, kind, 3, 20, 1);
        copia_picture_draw (picture, &texts, one);
        copia_picture_draw (picture, &texts, two);
        g_assert_cmpstr (one->str, ==, two->str);
    }
}

static void
test_heights_have_a_scale_where_they_are_values (void)
{
    g_autoptr (CopiaPicture) picture = copia_picture_new (COPIA_PICTURE_STRIPS);
    const CopiaPictureTexts places = { .title = "places" };
    const CopiaPictureTexts values = { .title = "values", .value_title = "words" };
    g_autoptr (GString) bare = g_string_new (NULL), scaled = g_string_new (NULL);

    for (int i = 0; i < 10; i++) {
        CopiaMark mark = { .series = "words", .x = i / 10.0, .value = 4 + 9 * i };

        copia_picture_add (picture, &mark);
    }
    copia_picture_draw (picture, &places, bare);
    copia_picture_draw (picture, &values, scaled);
    for (int tick = 0; tick <= 80; tick += 20) {
        g_autofree char *name = g_strdup_printf (">%d</text>", tick);

        g_assert_null (strstr (bare->str, name));
        g_assert_nonnull (strstr (scaled->str, name));
    }
    g_assert_null (strstr (scaled->str, ">100</text>"));
}

#define TEST(name) g_test_add_func ("/picture/room/" #name, test_##name)

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    TEST (no_text_meets_another_or_leaves_the_page);
    TEST (blocks_keep_to_the_width_of_a_terminal);
    TEST (heights_have_a_scale_where_they_are_values);
    TEST (the_same_marks_make_the_same_bytes);
    return g_test_run ();
}
