/* tsv.c - tab-separated values: a header line, a line a row, no quoting.
 *
 * A run of tabs and line ends inside a cell becomes one space, so a line has exactly one tab
 * fewer than there are columns.  NaN and infinity, like what is not known, are empty.
 */
#include <math.h>

#include "base/number.h"
#include "table/format.h"

static void
end_cell (CopiaTable *self)
{
    copia_table_putc (self, self->at + 1 == self->n_columns ? '\n' : '\t');
}

static void
begin (CopiaTable *self)
{
    copia_table_put_provenance (self, "# ", "\n");
    for (size_t i = 0; i < self->n_columns; i++) {
        const char *name = self->columns[i].name;

        copia_table_put_safe (self, name, strlen (name));
        copia_table_putc (self, i + 1 == self->n_columns ? '\n' : '\t');
    }
}

static void
text (CopiaTable *self, const char *bytes, size_t size)
{
    copia_table_put_safe (self, bytes, size);
    end_cell (self);
}

static void
count (CopiaTable *self, uint64_t value)
{
    char digits[COPIA_NUMBER_MAX];

    copia_table_put (self, digits, copia_number_count (digits, value));
    end_cell (self);
}

static void
number (CopiaTable *self, double value)
{
    char digits[COPIA_NUMBER_MAX];

    if (isfinite (value))
        copia_table_put (self, digits, copia_number_shortest (digits, value));
    end_cell (self);
}

static void
end (CopiaTable *self)
{
    (void) self;
}

const CopiaFormat copia_format_tsv = {
    .begin = begin,
    .text = text,
    .count = count,
    .number = number,
    .unknown = end_cell,
    .end = end,
    .says_beside = true,
};
