/* sheet.c - a page of cells and how it is printed. */
#include "table/sheet.h"

#include <math.h>

#include "base/utf8.h"

void *
copia_sheet_new (void)
{
    CopiaSheet *sheet = g_new0 (CopiaSheet, 1);

    sheet->bytes = g_string_new (NULL);
    sheet->cells = g_array_new (FALSE, FALSE, sizeof (CopiaCell));
    sheet->cut = g_string_new (NULL);
    copia_line_init (&sheet->line);
    return sheet;
}

void
copia_sheet_free (void *state)
{
    CopiaSheet *sheet = state;

    g_free (sheet->slots);
    g_free (sheet->slot_of);
    g_string_free (sheet->bytes, TRUE);
    g_array_unref (sheet->cells);
    g_string_free (sheet->cut, TRUE);
    copia_line_clear (&sheet->line);
    g_free (sheet);
}

void
copia_sheet_name (GString *into, const char *name)
{
    size_t from = into->len;

    copia_utf8_safe (into, name, strlen (name));
    for (char *c = into->str + from; *c; c++)
        if (*c == '_')
            *c = ' ';
}

static bool
is_number (const CopiaSlot *slot)
{
    return slot->column->kind >= COPIA_COLUMN_COUNT;
}

static void
print_cell (CopiaTable *self, const CopiaSlot *slot, CopiaStyle style, const char *text,
            size_t size, size_t width)
{
    static const CopiaCut cuts[] = {
        [COPIA_COLUMN_TEXT] = COPIA_CUT_END,
        [COPIA_COLUMN_LEFT] = COPIA_CUT_START_WORD,
        [COPIA_COLUMN_NODE] = COPIA_CUT_END,
        [COPIA_COLUMN_RIGHT] = COPIA_CUT_END_WORD,
    };
    CopiaSheet *sheet = self->state;
    CopiaColumnKind kind = slot->column->kind;
    size_t free, before;

    if (width > slot->width && !is_number (slot)) {
        g_string_truncate (sheet->cut, 0);
        width = copia_utf8_cut (sheet->cut, text, size, slot->width, cuts[kind]);
        text = sheet->cut->str;
        size = sheet->cut->len;
    }
    free = slot->width > width ? slot->width - width : 0;
    before = kind == COPIA_COLUMN_NODE                       ? free / 2
             : kind == COPIA_COLUMN_LEFT || is_number (slot) ? free
                                                             : 0;
    copia_line_blank (&sheet->line, before);
    copia_line_ink (&sheet->line, style, self->look.color, text, size);
    copia_line_blank (&sheet->line, free - before);
}

/* Eighths of a cell, U+2588 to U+258F; what is not zero shows. */
static void
print_bar (CopiaTable *self, const CopiaSlot *slot, double value)
{
    CopiaSheet *sheet = self->state;
    size_t eighths = 0, cells;
    char last[] = "\xE2\x96\x88";

    if (slot->bar == 0)
        return;
    if (value > 0)
        eighths =
            (size_t) lround (MIN (value / slot->most, 1) * (double) slot->bar * 8);
    eighths = MAX (eighths, value > 0);
    cells = (eighths + 7) / 8;
    copia_line_blank (&sheet->line, 1);
    g_string_truncate (sheet->cut, 0);
    for (size_t i = 0; i < eighths / 8; i++)
        g_string_append (sheet->cut, "\xE2\x96\x88");
    last[2] = (char) (0x90 - eighths % 8);
    if (eighths % 8)
        g_string_append (sheet->cut, last);
    copia_line_ink (&sheet->line, COPIA_STYLE_BAR, self->look.color, sheet->cut->str,
                    sheet->cut->len);
    copia_line_blank (&sheet->line, slot->bar - cells);
}

static void
print_row (CopiaTable *self, const CopiaCell *cells)
{
    CopiaSheet *sheet = self->state;

    for (size_t i = 0; i < sheet->n_slots; i++) {
        const CopiaSlot *slot = &sheet->slots[i];
        bool node = slot->column->kind == COPIA_COLUMN_NODE;

        if (slot->dropped)
            continue;
        if (i > 0)
            copia_line_blank (&sheet->line, COPIA_LAYOUT_GAP);
        print_cell (self, slot, node ? COPIA_STYLE_NODE : COPIA_STYLE_PLAIN,
                    sheet->bytes->str + cells[i].at, cells[i].size, cells[i].width);
        print_bar (self, slot, cells[i].value);
    }
    copia_line_end (&sheet->line, self);
}

static void
print_rule (CopiaTable *self)
{
    CopiaSheet *sheet = self->state;

    g_string_truncate (sheet->cut, 0);
    for (size_t i = copia_layout_width (sheet->slots, sheet->n_slots); i > 0; i--)
        g_string_append (sheet->cut, "\xE2\x94\x80");
    copia_line_ink (&sheet->line, COPIA_STYLE_DIM, self->look.color, sheet->cut->str,
                    sheet->cut->len);
    copia_line_end (&sheet->line, self);
}

static void
print_head (CopiaTable *self)
{
    CopiaSheet *sheet = self->state;
    g_autoptr (GString) name = g_string_new (NULL);

    if (self->caption.title) {
        copia_line_paragraph (&sheet->line, self, COPIA_STYLE_TITLE,
                              self->caption.title);
        copia_line_end (&sheet->line, self);
    }
    for (size_t i = 0; i < sheet->n_slots; i++) {
        const CopiaSlot *slot = &sheet->slots[i];

        if (slot->dropped)
            continue;
        if (i > 0)
            copia_line_blank (&sheet->line, COPIA_LAYOUT_GAP);
        g_string_truncate (name, 0);
        copia_sheet_name (name, slot->column->name);
        print_cell (self, slot, COPIA_STYLE_DIM, name->str, name->len,
                    copia_utf8_width (name->str, name->len));
        copia_line_blank (&sheet->line, slot->bar ? slot->bar + 1 : 0);
    }
    copia_line_end (&sheet->line, self);
    print_rule (self);
}

void
copia_sheet_print (CopiaTable *self)
{
    CopiaSheet *sheet = self->state;
    const CopiaCell *cells = (const CopiaCell *) (void *) sheet->cells->data;
    size_t room = self->look.width > 0 ? (size_t) self->look.width : 0;

    if (sheet->cells->len == 0 || sheet->n_slots == 0)
        return;
    if (!sheet->laid_out) {
        copia_layout_fit (sheet->slots, sheet->n_slots, room);
        print_head (self);
        sheet->laid_out = true;
    }
    for (size_t i = 0; i < sheet->cells->len; i += sheet->n_slots)
        print_row (self, cells + i);
    g_string_truncate (sheet->bytes, 0);
    g_array_set_size (sheet->cells, 0);
}

char *
copia_sheet_dropped (const CopiaTable *self)
{
    const CopiaSheet *sheet = self->state;
    g_autoptr (GString) names = g_string_new (NULL);

    for (size_t i = 0; i < sheet->n_slots; i++) {
        if (!sheet->slots[i].dropped)
            continue;
        g_string_append (names, names->len ? ", " : "not shown in this width: ");
        copia_sheet_name (names, sheet->slots[i].column->name);
    }
    return names->len ? g_strdup (names->str) : NULL;
}
