/* text.c - aligned columns for people.
 *
 * Text is a page: rows are kept until all widths are known.  Beyond PAGE_ROWS the widths found so
 * far hold for the rest, so that memory stays bounded.
 */
#include <math.h>

#include "base/number.h"
#include "base/utf8.h"
#include "table/drawing.h"
#include "table/sheet.h"

enum { PAGE_ROWS = 4096 };

static void
begin (CopiaTable *self)
{
    CopiaSheet *sheet = self->state;

    sheet->slots = g_new0 (CopiaSlot, self->n_columns);
    sheet->slot_of = g_new (size_t, self->n_columns);
    for (size_t i = 0; i < self->n_columns; i++) {
        CopiaSlot *slot = &sheet->slots[sheet->n_slots];

        sheet->slot_of[i] = SIZE_MAX;
        if (self->columns[i].machine)
            continue;
        sheet->slot_of[i] = sheet->n_slots++;
        slot->column = &self->columns[i];
        g_string_truncate (sheet->cut, 0);
        copia_sheet_name (sheet->cut, slot->column->name);
        slot->wanted = copia_utf8_width (sheet->cut->str, sheet->cut->len);
    }
}

/* The cell whose bytes begin at `at`. */
static void
add_cell (CopiaTable *self, size_t at, double value)
{
    CopiaSheet *sheet = self->state;
    CopiaSlot *slot = &sheet->slots[sheet->slot_of[self->at]];
    CopiaCell cell = { at, sheet->bytes->len - at, 0, value };

    cell.width = copia_utf8_width (sheet->bytes->str + at, cell.size);
    if (!sheet->laid_out)
        slot->wanted = MAX (slot->wanted, cell.width);
    if (!sheet->laid_out && slot->column->bar && isfinite (value))
        slot->most = MAX (slot->most, value);
    g_array_append_val (sheet->cells, cell);
}

static bool
is_shown (const CopiaTable *self)
{
    const CopiaSheet *sheet = self->state;

    return sheet->slot_of[self->at] != SIZE_MAX;
}

static void
end_cell (CopiaTable *self)
{
    CopiaSheet *sheet = self->state;

    if (self->at + 1 == self->n_columns &&
        sheet->cells->len >= PAGE_ROWS * sheet->n_slots)
        copia_sheet_print (self);
}

/* The blanks around a node belong to the layout; before a text they may be an indent. */
static void
add_text (CopiaTable *self, const char *bytes, size_t size)
{
    GString *all = ((CopiaSheet *) self->state)->bytes;
    size_t at = all->len;

    copia_utf8_safe (all, bytes, size);
    while (all->len > at && all->str[all->len - 1] == ' ')
        g_string_truncate (all, all->len - 1);
    if (self->columns[self->at].kind != COPIA_COLUMN_TEXT)
        at += strspn (all->str + at, " ");
    add_cell (self, at, 0);
}

static void
text (CopiaTable *self, const char *bytes, size_t size)
{
    if (is_shown (self))
        add_text (self, bytes, size);
    end_cell (self);
}

static void
add_number (CopiaTable *self, const char *digits, size_t size, double value)
{
    CopiaSheet *sheet = self->state;
    size_t at = sheet->bytes->len;

    if (is_shown (self)) {
        g_string_append_len (sheet->bytes, digits, (gssize) size);
        add_cell (self, at, value);
    }
    end_cell (self);
}

static void
count (CopiaTable *self, uint64_t value)
{
    char digits[COPIA_NUMBER_MAX];

    add_number (self, digits, copia_number_grouped (digits, value), (double) value);
}

static void
number (CopiaTable *self, double value)
{
    char digits[COPIA_NUMBER_MAX];
    int decimals = self->columns[self->at].digits;

    add_number (self, digits, copia_number_fixed (digits, value, decimals), value);
}

static void
unknown (CopiaTable *self)
{
    bool numeric = self->columns[self->at].kind >= COPIA_COLUMN_COUNT;

    add_number (self, "-", numeric, 0);
}

/* Above the rows, or those that are left where there are too many for a page. */
static void
put_plot (CopiaTable *self)
{
    g_autoptr (GString) plot = g_string_new (NULL);

    if (!self->look.plot)
        return;
    if (self->drawing)
        copia_drawing_blocks (self->drawing, copia_table_plot_width (self), plot);
    else
        g_string_append (plot, "this answer has no picture\n");
    if (plot->len > 0)
        g_string_append_c (plot, '\n');
    copia_table_put (self, plot->str, plot->len);
}

/* The picture stands above the rows, and is complete at the end. */
static void
show (CopiaTable *self)
{
    if (!self->look.plot)
        copia_sheet_print (self);
}

static void
end (CopiaTable *self)
{
    CopiaLine *line = &((CopiaSheet *) self->state)->line;
    g_autofree char *page_line = copia_table_page_line (self);
    g_autofree char *dropped = NULL;
    const char *provenance = self->rows > 0 ? self->caption.provenance : NULL;

    put_plot (self);
    copia_sheet_print (self);
    dropped = copia_sheet_dropped (self);
    if (self->rows > 0 && (page_line || dropped || self->notes->len || provenance))
        copia_line_end (line, self);
    copia_line_paragraph (line, self, COPIA_STYLE_PLAIN, page_line);
    copia_line_paragraph (line, self, COPIA_STYLE_PLAIN, dropped);
    for (guint i = 0; i < self->notes->len; i++)
        copia_line_paragraph (line, self, COPIA_STYLE_PLAIN,
                              g_ptr_array_index (self->notes, i));
    copia_line_paragraph (line, self, COPIA_STYLE_DIM, provenance);
}

const CopiaFormat copia_format_text = {
    .state_new = copia_sheet_new,
    .state_free = copia_sheet_free,
    .begin = begin,
    .text = text,
    .count = count,
    .number = number,
    .unknown = unknown,
    .show = show,
    .end = end,
    .plots = true,
};
