/* picture.c - marks, the registry of charts, and the frame around them. */
#include "picture/picture.h"

#include "picture/blocks.h"
#include "picture/chart.h"
#include "picture/markup.h"

#include <math.h>

struct CopiaPicture {
    CopiaPictureKind kind;
    GArray *marks;         /* CopiaMark */
    GStringChunk *strings; /* each once */
};

static const struct {
    CopiaChartDraw draw;
    size_t most;            /* marks */
    CopiaBlocksDraw blocks; /* NULL: none, and why */
    const char *why;
} charts[COPIA_N_PICTURES] = {
    [COPIA_PICTURE_BARS] = { copia_chart_bars, 2000, copia_blocks_bars, NULL },
    [COPIA_PICTURE_LINE] = { copia_chart_line, 20000, copia_blocks_line, NULL },
    [COPIA_PICTURE_STRIPS] = { copia_chart_strips, 200000, copia_blocks_strips, NULL },
    [COPIA_PICTURE_CLOUD] = { copia_chart_cloud, 100, NULL,
                              "no cloud on a terminal, where all letters are of one "
                              "size; -o cloud.svg draws it" },
    [COPIA_PICTURE_NETWORK] = { copia_chart_network, 2000, copia_blocks_network, NULL },
    [COPIA_PICTURE_TREE] = { copia_chart_tree, 1000, NULL,
                             "the tree stands in the rows below" },
    [COPIA_PICTURE_PLANE] = { copia_chart_plane, 300, copia_blocks_plane, NULL },
    [COPIA_PICTURE_FOREST] = { copia_chart_forest, 500, copia_blocks_forest, NULL },
    [COPIA_PICTURE_TRENDS] = { copia_chart_trends, 20000, copia_blocks_trends, NULL },
    [COPIA_PICTURE_OUTLINE] = { copia_chart_outline, 20000, copia_blocks_outline,
                                NULL },
};

CopiaPicture *
copia_picture_new (CopiaPictureKind kind)
{
    CopiaPicture *self = g_new0 (CopiaPicture, 1);

    self->kind = kind;
    self->marks = g_array_new (FALSE, FALSE, sizeof (CopiaMark));
    self->strings = g_string_chunk_new (1024);
    return self;
}

static const char *
keep (CopiaPicture *self, const char *text)
{
    return text ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

void
copia_picture_add (CopiaPicture *self, const CopiaMark *mark)
{
    CopiaMark kept = *mark;

    kept.series = keep (self, mark->series);
    kept.group = keep (self, mark->group);
    kept.label = keep (self, mark->label);
    g_array_append_val (self->marks, kept);
}

size_t
copia_picture_most (const CopiaPicture *self)
{
    return charts[self->kind].most;
}

static GPtrArray *
find_series (const CopiaMark *marks, size_t n)
{
    GPtrArray *series = g_ptr_array_new ();
    g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);

    for (size_t i = 0; i < n; i++)
        if (marks[i].series && g_hash_table_add (met, (char *) marks[i].series))
            g_ptr_array_add (series, (char *) marks[i].series);
    if (series->len == 0)
        g_ptr_array_add (series, (char *) "");
    return series;
}

static double
draw_chart (const CopiaPicture *self, const CopiaPictureTexts *texts, double top,
            GString *svg)
{
    const CopiaInk ink = { .size = 14, .color = COPIA_INK_DIM };
    CopiaChartData data = { (const CopiaMark *) (const void *) self->marks->data,
                            MIN (self->marks->len, copia_picture_most (self)), NULL,
                            texts };
    g_autoptr (GPtrArray) series = find_series (data.marks, data.n);

    if (data.n == 0) {
        copia_pen_text (svg, COPIA_PICTURE_MARGIN, top + 24, &ink,
                        "Nothing was found: there is nothing to draw.");
        return top + 48;
    }
    data.series = series;
    return charts[self->kind].draw (&data, top, svg);
}

static void
put_head (const CopiaPictureTexts *texts, double height, GString *svg)
{
    g_string_append (svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                          "width=\"800\" height=\"");
    copia_pen_number (svg, height);
    g_string_append (svg, "\" viewBox=\"0 0 800 ");
    copia_pen_number (svg, height);
    g_string_append (svg, "\" font-family=\"Helvetica, Arial, 'Liberation Sans', "
                          "'DejaVu Sans', 'Noto Sans', sans-serif\">\n<title>");
    copia_markup_text (svg, texts->title);
    g_string_append (svg, "</title>\n<desc>");
    copia_markup_text (svg, texts->sentence);
    copia_markup_text (svg, texts->source ? " Source: " : NULL);
    copia_markup_text (svg, texts->source);
    g_string_append (svg, "</desc>\n");
    copia_pen_rect (svg, 0, 0, COPIA_PICTURE_WIDTH, height, "#ffffff");
}

void
copia_picture_draw (const CopiaPicture *self, const CopiaPictureTexts *texts,
                    GString *svg)
{
    const CopiaInk title = { .size = 18, .color = COPIA_INK_TEXT, .bold = true };
    const CopiaInk sentence = { .size = 13, .color = COPIA_INK_DIM };
    const CopiaInk source = { .size = 10, .color = COPIA_INK_DIM };
    g_autoptr (GString) inner = g_string_new (NULL);
    bool seen = !texts->bare;
    double y = seen ? COPIA_PICTURE_MARGIN + 14 : 4;

    y = copia_pen_paragraph (inner, COPIA_PICTURE_MARGIN, y, &title,
                             seen ? texts->title : NULL, COPIA_PICTURE_ROOM);
    y = copia_pen_paragraph (inner, COPIA_PICTURE_MARGIN, y, &sentence,
                             seen ? texts->sentence : NULL, COPIA_PICTURE_ROOM);
    y = draw_chart (self, texts, y + 4, inner) + 12;
    y = copia_pen_paragraph (inner, COPIA_PICTURE_MARGIN, y + 8, &source,
                             seen ? texts->source : NULL, COPIA_PICTURE_ROOM);
    put_head (texts, ceil (y + 4), svg);
    g_string_append_len (svg, inner->str, (gssize) inner->len);
    g_string_append (svg, "</svg>\n");
}

bool
copia_picture_blocks (const CopiaPicture *self, const CopiaPictureTexts *texts,
                      size_t width, GString *text)
{
    CopiaChartData data = { (const CopiaMark *) (const void *) self->marks->data,
                            MIN (self->marks->len, copia_picture_most (self)), NULL,
                            texts };
    g_autoptr (GPtrArray) series = find_series (data.marks, data.n);

    data.series = series;
    if (!charts[self->kind].blocks)
        copia_blocks_say (text, charts[self->kind].why, width);
    else if (data.n > 0)
        charts[self->kind].blocks (&data, width, text);
    return charts[self->kind].blocks != NULL;
}

void
copia_picture_free (CopiaPicture *self)
{
    if (!self)
        return;
    g_array_unref (self->marks);
    g_string_chunk_free (self->strings);
    g_free (self);
}
