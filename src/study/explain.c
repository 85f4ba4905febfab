/* explain.c - formulas with numbers put in. */
#include "study/explain.h"

#include "base/number.h"
#include "base/utf8.h"
#include "stats/caution.h"

#include <string.h>

#define FOUR_CELLS "sum O ln (O / E) over four cells"

/* Whole numbers in full, others with six digits that matter. */
static void
put_number (GString *into, double value)
{
    char digits[COPIA_NUMBER_MAX];

    if (isnan (value))
        g_string_append (into, "undefined");
    else if (isinf (value))
        g_string_append (into, value > 0 ? "infinite" : "-infinite");
    else if (value == floor (value) && fabs (value) < 1e15)
        g_string_append_printf (into, "%.0f", value + 0.0);
    else
        g_string_append (into, g_ascii_formatd (digits, sizeof digits, "%.6g", value));
}

static bool
is_name (char byte)
{
    return g_ascii_isalnum (byte) || byte == '_' || byte == '.';
}

/* The longest symbol the formula goes on with, NULL: none. */
static const CopiaSymbol *
symbol_at (const char *formula, const CopiaSymbol *symbols, size_t n)
{
    const CopiaSymbol *best = NULL;

    for (size_t i = 0; i < n; i++) {
        size_t size = strlen (symbols[i].name);

        if (strncmp (formula, symbols[i].name, size) == 0 && !is_name (formula[size]) &&
            (!best || size > strlen (best->name)))
            best = &symbols[i];
    }
    return best;
}

/* True when what stands in `into` ends with a number and a blank: a product is meant. */
static bool
follows_number (const GString *into)
{
    size_t end = into->len;

    if (end < 2 || into->str[end - 1] != ' ' || !g_ascii_isdigit (into->str[end - 2]))
        return false;
    for (end--; end > 0 && is_name (into->str[end - 1]);)
        end--;
    return g_ascii_isdigit (into->str[end]) || into->str[end] == '.';
}

/* O ln (O / E) of the four cells. */
static void
put_four_cells (GString *into, const CopiaTable2 *cells)
{
    double o[] = { cells->o11, copia_table2_o12 (cells), copia_table2_o21 (cells),
                   copia_table2_o22 (cells) };
    double r2 = copia_table2_r2 (cells), c2 = copia_table2_c2 (cells);
    double e[] = { copia_table2_e11 (cells), cells->r1 * (c2 / cells->n),
                   r2 * (cells->c1 / cells->n), r2 * (c2 / cells->n) };

    g_string_append_c (into, '(');
    for (int i = 0; i < 4; i++) {
        g_string_append (into, i > 0 ? " + " : "");
        put_number (into, o[i]);
        if (o[i] == 0)
            continue;
        g_string_append (into, " ln (");
        put_number (into, o[i]);
        g_string_append (into, " / ");
        put_number (into, e[i]);
        g_string_append_c (into, ')');
    }
    g_string_append_c (into, ')');
}

static char *
fill_in (const char *formula, const CopiaSymbol *symbols, size_t n,
         const CopiaTable2 *cells)
{
    GString *into = g_string_new (NULL);
    const char *at = formula;

    while (*at) {
        const CopiaSymbol *symbol = NULL;
        size_t size = 1;

        if (cells && g_str_has_prefix (at, FOUR_CELLS)) {
            put_four_cells (into, cells);
            at += strlen (FOUR_CELLS);
            continue;
        }
        if (g_ascii_isalpha (*at)) {
            symbol = symbol_at (at, symbols, n);
            size = symbol ? strlen (symbol->name)
                          : strspn (at, "abcdefghijklmnopqrst"
                                        "uvwxyzABCDEFGHIJKLMN"
                                        "OPQRSTUVWXYZ0123456789_");
        }
        if (symbol && follows_number (into))
            g_string_append (into, "x ");
        if (symbol)
            put_number (into, symbol->value);
        else
            g_string_append_len (into, at, (gssize) size);
        at += size;
    }
    return g_string_free (into, FALSE);
}

static void
append_value (GString *text, const CopiaAbout *about, const CopiaSymbol *symbols,
              size_t n, const CopiaTable2 *cells, double value)
{
    g_autofree char *filled = fill_in (about->formula, symbols, n, cells);

    g_string_append_printf (text, "  %s = %s\n", about->name, about->formula);
    if (strcmp (filled, about->formula) != 0)
        g_string_append_printf (text, "    = %s\n", filled);
    g_string_append (text, "    = ");
    put_number (text, value);
}

static void
append_measure (GString *text, const CopiaAbout *about, const CopiaSymbol *symbols,
                size_t n, const CopiaTable2 *cells, double value)
{
    const char *caution = copia_caution (about);

    append_value (text, about, symbols, n, cells, value);
    g_string_append_printf (text, " (%s, %s)\n", about->unit, about->range);
    g_string_append_printf (text, "    %s. Source: %s\n", about->summary,
                            about->source);
    if (caution)
        g_string_append_printf (text, "    Not when %s.\n", caution);
}

/* Each line a note. */
static void
note_lines (CopiaTable *table, const GString *text)
{
    g_auto (GStrv) lines = g_strsplit (text->str, "\n", -1);

    for (char **line = lines; *line; line++)
        if (**line)
            copia_table_note (table, "%s", *line);
}

void
copia_explain_measure (CopiaTable *table, const CopiaAbout *about,
                       const CopiaSymbol *symbols, size_t n, double value)
{
    g_autoptr (GString) text = g_string_new (NULL);

    append_measure (text, about, symbols, n, NULL, value);
    note_lines (table, text);
}

#define CELL_SYMBOLS 14

/* The letters of formulas about a table. */
static void
name_cells (const CopiaTable2 *cells, CopiaSymbol symbols[CELL_SYMBOLS])
{
    double r2 = copia_table2_r2 (cells);
    double e11 = copia_table2_e11 (cells), e21 = r2 * (cells->c1 / cells->n);
    const CopiaSymbol all[CELL_SYMBOLS] = {
        { "O11", cells->o11 },
        { "O12", copia_table2_o12 (cells) },
        { "O21", copia_table2_o21 (cells) },
        { "O22", copia_table2_o22 (cells) },
        { "R1", cells->r1 },
        { "R2", r2 },
        { "C1", cells->c1 },
        { "C2", copia_table2_c2 (cells) },
        { "N", cells->n },
        { "E11", e11 },
        { "E1", e11 },
        { "E2", e21 },
        { "p1", cells->o11 / cells->r1 },
        { "p2", copia_table2_o21 (cells) / r2 },
    };

    memcpy (symbols, all, sizeof all);
}

void
copia_explain_append_cell_measure (GString *text, const CopiaAbout *about,
                                   const CopiaTable2 *cells, double value)
{
    CopiaSymbol symbols[CELL_SYMBOLS];

    name_cells (cells, symbols);
    append_measure (text, about, symbols, CELL_SYMBOLS, cells, value);
}

void
copia_explain_append_worked (GString *text, const CopiaAbout *about,
                             const CopiaSymbol *symbols, size_t n,
                             const CopiaTable2 *cells, double value)
{
    CopiaSymbol of_cells[CELL_SYMBOLS];

    if (cells) {
        name_cells (cells, of_cells);
        symbols = of_cells;
        n = CELL_SYMBOLS;
    }
    append_value (text, about, symbols, n, cells, value);
    g_string_append_c (text, '\n');
}

void
copia_explain_cell_measure (CopiaTable *table, const CopiaAbout *about,
                            const CopiaTable2 *cells, double value)
{
    g_autoptr (GString) text = g_string_new (NULL);

    copia_explain_append_cell_measure (text, about, cells, value);
    note_lines (table, text);
}

void
copia_explain_append_about (GString *text, const CopiaAbout *about)
{
    const char *caution = copia_caution (about);

    g_string_append_printf (text,
                            "  %s\n  formula  %s\n  unit     %s, range %s\n"
                            "  source   %s\n",
                            about->summary, about->formula, about->unit, about->range,
                            about->source);
    if (caution)
        g_string_append_printf (text, "  not when %s\n", caution);
}

static void
pad (GString *line, size_t columns, const char *text, bool right)
{
    size_t width = copia_utf8_width (text, strlen (text));

    if (!right)
        g_string_append (line, text);
    for (; width < columns; width++)
        g_string_append_c (line, ' ');
    if (right)
        g_string_append (line, text);
}

/* "1,234 (987.6)" */
static char *
cell_text (double observed, double expected)
{
    char digits[COPIA_NUMBER_MAX];
    GString *text = g_string_new (NULL);

    copia_number_fixed (digits, observed, observed == floor (observed) ? 0 : 2);
    g_string_append (text, digits);
    if (expected >= 0) {
        copia_number_fixed (digits, expected, 1);
        g_string_append_printf (text, " (%s)", digits);
    }
    return g_string_free (text, FALSE);
}

static void
append_line (GString *text, const char *const cells[4], const size_t widths[4])
{
    g_autoptr (GString) line = g_string_new ("  ");

    pad (line, widths[0], cells[0], false);
    for (int i = 1; i < 4; i++)
        pad (line, widths[i] + 2, cells[i], true);
    g_string_append_printf (text, "%s\n", line->str);
}

void
copia_explain_append_cells (GString *into, const CopiaCellNames *names,
                            const CopiaTable2 *cells)
{
    double r2 = copia_table2_r2 (cells), c2 = copia_table2_c2 (cells), n = cells->n;
    const double rows[3][3] = {
        { cells->o11, copia_table2_o12 (cells), cells->r1 },
        { copia_table2_o21 (cells), copia_table2_o22 (cells), r2 },
        { cells->c1, c2, n },
    };
    const char *const labels[] = { names->first, names->second, "together" };
    const char *text[4][4] = { { "", names->column, names->opposite, "together" } };
    g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
    size_t widths[4] = { 0 };

    for (int i = 0; i < 3; i++) {
        text[i + 1][0] = labels[i];
        for (int k = 0; k < 3; k++) {
            double expected = i < 2 && k < 2 ? rows[i][2] * (rows[2][k] / n) : -1;

            g_ptr_array_add (owned, cell_text (rows[i][k], expected));
            text[i + 1][k + 1] = owned->pdata[owned->len - 1];
        }
    }
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 4; k++)
            widths[k] =
                MAX (widths[k], copia_utf8_width (text[i][k], strlen (text[i][k])));
    for (int i = 0; i < 4; i++)
        append_line (into, text[i], widths);
}

void
copia_explain_cells (CopiaTable *table, const CopiaCellNames *names,
                     const CopiaTable2 *cells)
{
    g_autoptr (GString) text = g_string_new (NULL);

    copia_explain_append_cells (text, names, cells);
    note_lines (table, text);
}
