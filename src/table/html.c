/* html.c - a page, or a piece of one: the picture if there is one, the rows, what is said beside.
 *
 * Nothing is loaded from elsewhere and nothing is run; a page says so itself (CSP).  All text is
 * escaped (picture/markup.h).  Columns and numbers look as in text; columns for machines are left
 * out.  Rows are written as they come unless a picture has to stand before them.
 */
#include <math.h>

#include "base/number.h"
#include "picture/markup.h"
#include "table/drawing.h"
#include "table/format.h"
#include "table/sheet.h"

typedef struct {
    bool page;     /* a whole one */
    GString *rows; /* that wait */
    bool opened;
} Page;

static const char style[] =
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;padding:0 1rem;"
    "max-width:70rem;color:#1a1a1a;background:#fff}"
    "h1{font-size:1.4rem}figure{margin:1.5rem 0}svg{max-width:100%;height:auto}"
    ".rows{overflow-x:auto}.rows:focus{outline:2px solid #0072b2}"
    "table{border-collapse:collapse}"
    "caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%"
    ")}"
    "th,td{padding:.15rem .6rem;text-align:left;vertical-align:baseline}"
    "tbody th{font-weight:normal}"
    "thead th{border-bottom:1px solid #595959;font-weight:600;color:#595959}"
    "tbody tr:nth-child(even){background:#f5f5f5}"
    ".number,.left{text-align:right}.number{font-variant-numeric:tabular-nums}"
    ".node{text-align:center;font-weight:bold;white-space:nowrap}"
    "footer,figcaption{color:#595959}footer{font-size:.85rem;overflow-wrap:anywhere}"
    "@media print{body{font-size:9pt;margin:0;max-width:none}.rows{overflow:visible}"
    "thead{display:table-header-group}tr,figure{break-inside:avoid}h1{margin-top:0}}";

static void *
page_new (void)
{
    Page *page = g_new0 (Page, 1);

    page->page = true;
    page->rows = g_string_new (NULL);
    return page;
}

static void *
fragment_new (void)
{
    Page *page = page_new ();

    page->page = false;
    return page;
}

static void
page_free (void *state)
{
    Page *page = state;

    g_string_free (page->rows, TRUE);
    g_free (page);
}

static GString *
rows_of (const CopiaTable *self)
{
    return ((Page *) self->state)->rows;
}

static const char *
class_of (const CopiaColumn *column)
{
    static const char *const classes[] = {
        [COPIA_COLUMN_TEXT] = "",
        [COPIA_COLUMN_LEFT] = " class=\"left\"",
        [COPIA_COLUMN_NODE] = " class=\"node\"",
        [COPIA_COLUMN_RIGHT] = "",
        [COPIA_COLUMN_COUNT] = " class=\"number\"",
        [COPIA_COLUMN_NUMBER] = " class=\"number\"",
    };

    return classes[column->kind];
}

static void
begin (CopiaTable *self)
{
    (void) self;
}

/* What the page is called: by the chart, the caption, or the command that asked. */
static const char *
title_of (const CopiaTable *self)
{
    const char *title =
        self->drawing ? copia_drawing_title (self->drawing) : self->caption.title;
    const char *command = self->caption.provenance;
    const char *asked = command ? strstr (command, " | copia ") : NULL;

    return title ? title : asked ? asked + strlen (" | ") : command ? command : "copia";
}

/* A chart comes after the beginning of the table, and may have the better title: the head of the
 * rows is written with the first of them. */
static void
put_head (const CopiaTable *self, GString *into)
{
    g_autoptr (GString) name = g_string_new (NULL);

    g_string_append (into, "<div class=\"rows\" role=\"region\" tabindex=\"0\" "
                           "aria-label=\"rows\"><table>\n<caption>");
    copia_markup_text (into, title_of (self));
    g_string_append (into, "</caption>\n<thead><tr>");
    for (size_t i = 0; i < self->n_columns; i++) {
        if (self->columns[i].machine)
            continue;
        g_string_truncate (name, 0);
        copia_sheet_name (name, self->columns[i].name);
        g_string_append_printf (into, "<th scope=\"col\"%s>",
                                class_of (&self->columns[i]));
        copia_markup_escape (into, name->str, name->len);
        g_string_append (into, "</th>");
    }
    g_string_append (into, "</tr></thead>\n<tbody>\n");
}

static void
open_page (CopiaTable *self, GString *into)
{
    if (((Page *) self->state)->page) {
        g_string_append (into,
                         "<!doctype html>\n<html lang=\"en\">\n<head>\n"
                         "<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width\">\n"
                         "<meta http-equiv=\"Content-Security-Policy\" "
                         "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                         "<title>");
        copia_markup_text (into, title_of (self));
        g_string_append_printf (into, "</title>\n<style>%s</style>\n</head>\n<body>\n",
                                style);
    }
    g_string_append (into, "<section class=\"copia\">\n<h1>");
    copia_markup_text (into, title_of (self));
    g_string_append (into, "</h1>\n");
}

/* Everything before the rows. */
static void
open (CopiaTable *self)
{
    Page *page = self->state;
    g_autoptr (GString) head = g_string_new (NULL);

    if (page->opened)
        return;
    page->opened = true;
    open_page (self, head);
    if (self->drawing) {
        g_string_append (head, "<figure>\n");
        copia_drawing_draw (self->drawing, self->caption.provenance, true, head);
        g_string_append (head, "<figcaption>");
        copia_markup_text (head, copia_drawing_sentence (self->drawing));
        g_string_append (head, "</figcaption>\n</figure>\n");
    }
    put_head (self, head);
    copia_table_put (self, head->str, head->len);
}

static void
end_cell (CopiaTable *self)
{
    GString *rows = rows_of (self);

    if (self->at + 1 < self->n_columns)
        return;
    g_string_append (rows, "</tr>\n");
    if (self->drawing)
        return;
    open (self);
    copia_table_put (self, rows->str, rows->len);
    g_string_truncate (rows, 0);
}

/* Is the cell the first that is seen, and a text?  Then it is what the row is about. */
static bool
names_row (const CopiaTable *self)
{
    for (size_t i = 0; i < self->at; i++)
        if (!self->columns[i].machine)
            return false;
    return self->columns[self->at].kind == COPIA_COLUMN_TEXT;
}

static void
put_cell (CopiaTable *self, const char *bytes, size_t size)
{
    GString *rows = rows_of (self);
    const CopiaColumn *column = &self->columns[self->at];

    if (self->at == 0)
        g_string_append (rows, "<tr>");
    if (!column->machine) {
        const char *element = names_row (self) ? "th" : "td";

        g_string_append_printf (rows, "<%s%s%s%s>", element,
                                names_row (self) ? " scope=\"row\"" : "",
                                class_of (column),
                                column->kind < COPIA_COLUMN_COUNT ? " dir=\"auto\""
                                                                  : "");
        copia_markup_escape (rows, bytes, size);
        g_string_append_printf (rows, "</%s>", element);
    }
    end_cell (self);
}

static void
count (CopiaTable *self, uint64_t value)
{
    char digits[COPIA_NUMBER_MAX];

    put_cell (self, digits, copia_number_grouped (digits, value));
}

static void
number (CopiaTable *self, double value)
{
    char digits[COPIA_NUMBER_MAX];
    int decimals = self->columns[self->at].digits;

    put_cell (self, digits, copia_number_fixed (digits, value, decimals));
}

static void
unknown (CopiaTable *self)
{
    put_cell (self, "", 0);
}

static void
put_line (GString *into, const char *element, const char *line)
{
    if (!line)
        return;
    g_string_append_printf (into, "<%s>", element);
    copia_markup_text (into, line);
    g_string_append_printf (into, "</%s>\n", element);
}

static void
end (CopiaTable *self)
{
    Page *page = self->state;
    GString *rows = rows_of (self);
    g_autofree char *page_line = copia_table_page_line (self);

    open (self);
    g_string_append (rows, "</tbody>\n</table></div>\n");
    put_line (rows, "p", page_line);
    for (guint i = 0; i < self->notes->len; i++)
        put_line (rows, "p", self->notes->pdata[i]);
    put_line (rows, "footer", self->caption.provenance);
    g_string_append (rows, "</section>\n");
    if (page->page)
        g_string_append (rows, "</body>\n</html>\n");
    copia_table_put (self, rows->str, rows->len);
}

#define CELLS                                                                          \
    .state_free = page_free, .begin = begin, .text = put_cell, .count = count,         \
    .number = number, .unknown = unknown, .end = end, .draws = true

const CopiaFormat copia_format_html = { CELLS, .state_new = page_new };
const CopiaFormat copia_format_fragment = { CELLS, .state_new = fragment_new };
