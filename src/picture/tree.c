/* tree.c - a dendrogram, its leaves at the left and heights to the right. */
#include "picture/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ROW 17.0

typedef struct {
    const char *name;  /* of a leaf */
    size_t one, other; /* of a merge: numbers of nodes */
    bool leaf, used;
    double height, y;
} Node;

typedef struct {
    GArray *nodes;  /* Node: leaves as they are met, merges behind them as they come */
    GArray *merges; /* size_t: the node of merge k */
    double left, width, most;
} Tree;

/* The node that "(k)" means, or a leaf of that name, made when it is new. */
static size_t
find_node (Tree *self, const char *name)
{
    guint64 k;
    Node leaf = { .name = name, .leaf = true };
    g_autofree char *inner = NULL;
    size_t size = strlen (name);

    if (self->merges->len > 0 && size > 2 && name[0] == '(' && name[size - 1] == ')') {
        inner = g_strndup (name + 1, size - 2);
        if (g_ascii_string_to_unsigned (inner, 10, 1, self->merges->len, &k, NULL))
            return g_array_index (self->merges, size_t, k - 1);
    }
    for (guint i = 0; i < self->nodes->len; i++) {
        const Node *node = &g_array_index (self->nodes, Node, i);

        if (node->leaf && strcmp (node->name, name) == 0)
            return i;
    }
    g_array_append_val (self->nodes, leaf);
    return self->nodes->len - 1;
}

static Node *
node_at (const Tree *self, size_t i)
{
    return &g_array_index (self->nodes, Node, i);
}

/* A node is merged once; what says otherwise is left out. */
static void
add_merge (Tree *self, const CopiaMark *mark)
{
    Node merge = { .height = isfinite (mark->value) ? fmax (mark->value, 0) : 0 };
    size_t number;

    if (!mark->label || !mark->group)
        return;
    merge.one = find_node (self, mark->label);
    merge.other = find_node (self, mark->group);
    if (merge.one == merge.other || node_at (self, merge.one)->used ||
        node_at (self, merge.other)->used)
        return;
    node_at (self, merge.one)->used = true;
    node_at (self, merge.other)->used = true;
    g_array_append_val (self->nodes, merge);
    number = self->nodes->len - 1;
    g_array_append_val (self->merges, number);
    self->most = fmax (self->most, merge.height);
}

/* Leaves below `root` get their lines, one after the other, without recursion: a chain of
 * merges may be as deep as there are leaves. */
static double
settle (Tree *self, size_t root, double y)
{
    g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (size_t));

    g_array_append_val (stack, root);
    while (stack->len > 0) {
        Node *node = node_at (self, g_array_index (stack, size_t, stack->len - 1));

        g_array_set_size (stack, stack->len - 1);
        if (node->leaf) {
            node->y = y;
            y += ROW;
            continue;
        }
        g_array_append_val (stack, node->other);
        g_array_append_val (stack, node->one);
    }
    return y;
}

static double
x_of (const Tree *self, double height)
{
    return self->left + height / (self->most > 0 ? self->most : 1) * self->width;
}

static void
put_merge (const Tree *self, Node *node, GString *svg)
{
    const Node *one = node_at (self, node->one), *other = node_at (self, node->other);
    double x = x_of (self, node->height);

    node->y = (one->y + other->y) / 2;
    g_string_append (svg, "<path d=\"M");
    copia_pen_number (svg, x_of (self, one->height));
    g_string_append_c (svg, ' ');
    copia_pen_number (svg, one->y);
    g_string_append_c (svg, 'H');
    copia_pen_number (svg, x);
    g_string_append_c (svg, 'V');
    copia_pen_number (svg, other->y);
    g_string_append_c (svg, 'H');
    copia_pen_number (svg, x_of (self, other->height));
    g_string_append (svg, "\" fill=\"none\" stroke=\"" COPIA_INK_MARK
                          "\" stroke-width=\"1.5\"/>\n");
}

static void
put_axis (const Tree *self, double top, double bottom, GString *svg)
{
    const CopiaInk ink = { .size = 10.5,
                           .color = COPIA_INK_DIM,
                           .anchor = COPIA_ANCHOR_MIDDLE };
    double step = copia_chart_step (self->most > 0 ? self->most : 1, 6);

    for (double tick = 0; tick <= self->most * 1.0000001; tick += step) {
        g_autoptr (GString) name = g_string_new (NULL);

        copia_chart_tick (name, tick, step);
        copia_pen_line (svg, x_of (self, tick), top, x_of (self, tick), bottom,
                        COPIA_INK_FAINT, 1);
        copia_pen_text (svg, x_of (self, tick), top - 5, &ink, name->str);
    }
}

static void
put_tree (Tree *self, double top, double bottom, GString *svg)
{
    const CopiaInk ink = { .size = 12,
                           .color = COPIA_INK_TEXT,
                           .anchor = COPIA_ANCHOR_END };

    put_axis (self, top, bottom, svg);
    for (guint i = 0; i < self->nodes->len; i++) {
        Node *node = node_at (self, i);

        if (node->leaf)
            copia_pen_fitted (svg, self->left - 6, node->y + 4, &ink, node->name,
                              self->left - COPIA_PICTURE_MARGIN - 6);
        else
            put_merge (self, node, svg);
    }
}

double
copia_chart_tree (const CopiaChartData *data, double top, GString *svg)
{
    const CopiaInk ink = { .size = 12, .color = COPIA_INK_DIM };
    g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
    g_autoptr (GArray) merges = g_array_new (FALSE, FALSE, sizeof (size_t));
    Tree self = { .nodes = nodes, .merges = merges };
    double widest = 0, y;

    for (size_t i = 0; i < data->n; i++)
        add_merge (&self, &data->marks[i]);
    for (guint i = 0; i < nodes->len; i++)
        if (node_at (&self, i)->leaf)
            widest = fmax (widest, copia_pen_width (node_at (&self, i)->name, &ink));
    self.left = COPIA_PICTURE_MARGIN + fmin (widest, 300) + 8;
    self.width = COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN - 12 - self.left;
    if (data->texts->value_title)
        copia_pen_text (svg, self.left, top + 12, &ink, data->texts->value_title);
    top += 34;
    y = top + ROW / 2;
    for (guint i = 0; i < nodes->len; i++)
        if (!node_at (&self, i)->used)
            y = settle (&self, i, y);
    put_tree (&self, top, y, svg);
    return y + 8;
}
