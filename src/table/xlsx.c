/* xlsx.c - a spreadsheet: the sheet "answer" with the rows, "provenance" with what is said beside.
 *
 * Texts are written as texts, so that none becomes a formula or a link; what is harmful in them is
 * replaced as everywhere.  The date in the file is fixed: the same answer gives the same bytes.
 */
#include "base/error.h"
#include "base/library.h"
#include "base/number.h"
#include "base/utf8.h"
#include "base/version.h"
#include "table/spool.h"

#ifdef COPIA_WITH_XLSXWRITER

#include <math.h>
#include <xlsxwriter.h>

#define MOST_ROWS 1048575     /* below the names */
#define MOST_CHARACTERS 32767 /* of a cell, in UTF-16 units */
#define WIDEST 60
#define YEAR_2000 946684800

/* clang-format off */
#define FUNCTIONS(X) \
    X (lxw_strerror) X (workbook_new_opt) X (workbook_set_properties) \
    X (workbook_add_worksheet) X (workbook_add_format) X (workbook_close) \
    X (worksheet_set_column) X (worksheet_write_string) X (worksheet_write_number) \
    X (worksheet_freeze_panes) X (worksheet_autofilter) X (format_set_bold) \
    X (format_set_align) X (format_set_num_format)
/* clang-format on */

COPIA_LIBRARY (FUNCTIONS, COPIA_SONAME_XLSXWRITER)

typedef struct {
    Library library;
    CopiaSpool *spool;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *bold, *node, *right, *count, **numbers; /* by column */
    size_t *widths;
    GString *cell;
    uint64_t cut; /* cells that were too long */
} Book;

static void *
book_new (void)
{
    Book *book = g_new0 (Book, 1);

    book->cell = g_string_new (NULL);
    load (&book->library, NULL); /* it was ready */
    return book;
}

static void
book_free (void *state)
{
    Book *book = state;

    if (book->book)
        book->library.workbook_close (book->book);
    copia_spool_free (book->spool);
    g_free (book->numbers);
    g_free (book->widths);
    g_string_free (book->cell, TRUE);
    g_free (book);
}

static void
check (CopiaTable *self, lxw_error status)
{
    Book *book = self->state;

    if (status != LXW_NO_ERROR && !self->error)
        g_set_error (&self->error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                     "the spreadsheet could not be written: %s",
                     book->library.lxw_strerror (status));
}

static lxw_format *
number_format (Book *book, int digits)
{
    g_autoptr (GString) format = g_string_new ("#,##0");
    lxw_format *made = book->library.workbook_add_format (book->book);

    if (digits > 0)
        g_string_append_c (format, '.');
    for (int i = 0; i < digits; i++)
        g_string_append_c (format, '0');
    book->library.format_set_num_format (made, format->str);
    return made;
}

static void
make_formats (CopiaTable *self)
{
    Book *book = self->state;

    book->bold = book->library.workbook_add_format (book->book);
    book->library.format_set_bold (book->bold);
    book->node = book->library.workbook_add_format (book->book);
    book->library.format_set_bold (book->node);
    book->library.format_set_align (book->node, LXW_ALIGN_CENTER);
    book->right = book->library.workbook_add_format (book->book);
    book->library.format_set_align (book->right, LXW_ALIGN_RIGHT);
    book->count = number_format (book, 0);
    book->numbers = g_new0 (lxw_format *, self->n_columns);
    for (size_t i = 0; i < self->n_columns; i++)
        if (self->columns[i].kind == COPIA_COLUMN_NUMBER)
            book->numbers[i] = number_format (book, self->columns[i].digits);
}

/* In UTF-16 units, as the limit counts them. */
static size_t
fitting (const GString *text)
{
    size_t units = 0, at = 0;

    while (at < text->len) {
        uint32_t c;
        size_t n = copia_utf8_decode (text->str + at, text->len - at, &c);

        units += c > 0xFFFF && c != COPIA_UTF8_BAD ? 2 : 1;
        if (units > MOST_CHARACTERS)
            return at;
        at += n;
    }
    return at;
}

/* In a file of this kind _xHHHH_ means a character; its own underscore is then written so. */
static void
spell_out (GString *text)
{
    for (size_t i = 0; i + 6 < text->len; i++) {
        const char *at = text->str + i;

        if (at[0] == '_' && (at[1] == 'x' || at[1] == 'X') && at[6] == '_' &&
            g_ascii_isxdigit (at[2]) && g_ascii_isxdigit (at[3]) &&
            g_ascii_isxdigit (at[4]) && g_ascii_isxdigit (at[5])) {
            g_string_insert (text, (gssize) i + 1, "x005F_");
            i += 6;
        }
    }
}

static void
write_text (CopiaTable *self, lxw_worksheet *sheet, lxw_row_t row, size_t column,
            const char *bytes, size_t size, lxw_format *format)
{
    Book *book = self->state;
    size_t n;

    g_string_truncate (book->cell, 0);
    copia_utf8_safe (book->cell, bytes, size);
    n = fitting (book->cell);
    book->cut += n < book->cell->len;
    g_string_truncate (book->cell, n);
    spell_out (book->cell);
    if (fitting (book->cell) < book->cell->len)
        g_string_truncate (book->cell, fitting (book->cell));
    check (self, book->library.worksheet_write_string (sheet, row, (lxw_col_t) column,
                                                       book->cell->str, format));
    if (sheet == book->sheet)
        book->widths[column] =
            MAX (book->widths[column],
                 copia_utf8_width (book->cell->str, book->cell->len));
}

static void
begin (CopiaTable *self)
{
    Book *book = self->state;
    lxw_workbook_options options = { .constant_memory = LXW_TRUE,
                                     .use_zip64 = LXW_TRUE };
    lxw_doc_properties properties = { .comments = (char *) "copia " COPIA_VERSION,
                                      .created = YEAR_2000 };

    book->widths = g_new0 (size_t, self->n_columns);
    book->spool = copia_spool_new (&self->error);
    if (!book->spool)
        return;
    book->book =
        book->library.workbook_new_opt (copia_spool_path (book->spool), &options);
    check (self, book->library.workbook_set_properties (book->book, &properties));
    book->sheet = book->library.workbook_add_worksheet (book->book, "answer");
    make_formats (self);
    for (size_t i = 0; i < self->n_columns; i++)
        write_text (self, book->sheet, 0, i, self->columns[i].name,
                    strlen (self->columns[i].name), book->bold);
    book->library.worksheet_freeze_panes (book->sheet, 1, 0);
}

/* The row of the next cell; 0: it has none, and the table has failed. */
static lxw_row_t
row_of (CopiaTable *self)
{
    if (self->error)
        return 0;
    if (self->rows < MOST_ROWS)
        return (lxw_row_t) self->rows + 1;
    g_set_error (
        &self->error, COPIA_ERROR, COPIA_ERROR_LIMIT,
        "a spreadsheet has room for 1,048,575 rows; take fewer with --limit, or "
        "another --format, such as csv or sqlite");
    return 0;
}

static void
text (CopiaTable *self, const char *bytes, size_t size)
{
    Book *book = self->state;
    lxw_row_t row = row_of (self);
    CopiaColumnKind kind = self->columns[self->at].kind;

    if (row > 0)
        write_text (self, book->sheet, row, self->at, bytes, size,
                    kind == COPIA_COLUMN_LEFT   ? book->right
                    : kind == COPIA_COLUMN_NODE ? book->node
                                                : NULL);
}

static void
write_number (CopiaTable *self, double value, lxw_format *format)
{
    Book *book = self->state;
    lxw_row_t row = row_of (self);

    if (row == 0 || !isfinite (value))
        return;
    check (self,
           book->library.worksheet_write_number (book->sheet, row, (lxw_col_t) self->at,
                                                 value, format));
    book->widths[self->at] = MAX (book->widths[self->at], 11);
}

static void
count (CopiaTable *self, uint64_t value)
{
    write_number (self, (double) value, ((Book *) self->state)->count);
}

static void
number (CopiaTable *self, double value)
{
    write_number (self, value, ((Book *) self->state)->numbers[self->at]);
}

static void
unknown (CopiaTable *self)
{
    row_of (self);
}

/* The sheet beside the rows, and its next row. */
typedef struct {
    CopiaTable *table;
    lxw_worksheet *sheet;
    lxw_row_t row;
} Beside;

static void
say (void *data, const char *key, const char *value)
{
    Beside *self = data;
    Book *book = self->table->state;

    write_text (self->table, self->sheet, self->row, 0, key, strlen (key), book->bold);
    write_text (self->table, self->sheet, self->row++, 1, value, strlen (value), NULL);
}

static void
write_provenance (CopiaTable *self)
{
    Book *book = self->state;
    Beside beside = { .table = self };

    beside.sheet = book->library.workbook_add_worksheet (book->book, "provenance");
    copia_table_each_fact (self, say, &beside);
    if (book->cut > 0) {
        g_autofree char *line =
            g_strdup_printf ("%" G_GUINT64_FORMAT
                             " texts were cut to the 32,767 characters of a cell",
                             book->cut);

        say (&beside, "note", line);
    }
    book->library.worksheet_set_column (beside.sheet, 0, 0, 12, NULL);
    book->library.worksheet_set_column (beside.sheet, 1, 1, 100, NULL);
}

static void
end (CopiaTable *self)
{
    Book *book = self->state;
    lxw_error status;

    if (self->error)
        return;
    for (size_t i = 0; i < self->n_columns; i++)
        book->library.worksheet_set_column (book->sheet, (lxw_col_t) i, (lxw_col_t) i,
                                            (double) MIN (book->widths[i], WIDEST) + 2,
                                            NULL);
    if (self->rows > 0)
        book->library.worksheet_autofilter (book->sheet, 0, 0, (lxw_row_t) self->rows,
                                            (lxw_col_t) (self->n_columns - 1));
    write_provenance (self);
    status = book->library.workbook_close (book->book);
    book->book = NULL;
    check (self, status);
    if (!self->error)
        copia_spool_put (book->spool, self);
}

const CopiaFormat copia_format_xlsx = {
    .ready = ready,
    .state_new = book_new,
    .state_free = book_free,
    .begin = begin,
    .text = text,
    .count = count,
    .number = number,
    .unknown = unknown,
    .end = end,
    .says_beside = true,
};

#else

static bool
ready (GError **error)
{
    g_set_error_literal (
        error, COPIA_ERROR, COPIA_ERROR_INPUT,
        "this copia was built without libxlsxwriter; install the Debian "
        "package libxlsxwriter-dev and build it again, or use --format "
        "csv");
    return false;
}

const CopiaFormat copia_format_xlsx = { .ready = ready };

#endif
