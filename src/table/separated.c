/* separated.c - cells and their separators. */
#include "table/separated.h"

#include <math.h>

#include "base/number.h"

static void
end_cell (CopiaTable *self, size_t column)
{
    bool last = column + 1 == self->n_columns;

    copia_table_putc (self, last ? '\n' : self->format->separator);
}

void
copia_separated_begin (CopiaTable *self)
{
    copia_table_put_provenance (self, "# ", "\n");
    for (size_t i = 0; i < self->n_columns; i++) {
        const char *name = self->columns[i].name;

        self->format->cell (self, name, strlen (name));
        end_cell (self, i);
    }
}

void
copia_separated_text (CopiaTable *self, const char *bytes, size_t size)
{
    self->format->cell (self, bytes, size);
    end_cell (self, self->at);
}

void
copia_separated_count (CopiaTable *self, uint64_t value)
{
    char digits[COPIA_NUMBER_MAX];

    copia_table_put (self, digits, copia_number_count (digits, value));
    end_cell (self, self->at);
}

void
copia_separated_number (CopiaTable *self, double value)
{
    char digits[COPIA_NUMBER_MAX];

    if (isfinite (value))
        copia_table_put (self, digits, copia_number_shortest (digits, value));
    end_cell (self, self->at);
}

void
copia_separated_unknown (CopiaTable *self)
{
    end_cell (self, self->at);
}

void
copia_separated_end (CopiaTable *self)
{
    (void) self;
}
