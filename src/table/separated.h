/* separated.h - a line a row, a separator between cells: what CSV and TSV share.
 *
 * A format of this kind says its `separator` and how a cell of text is put (`cell`).  The first
 * line has the names of the columns.  NaN and infinity, like what is not known, are empty.
 */
#pragma once

#include "table/format.h"

void copia_separated_begin (CopiaTable *self);
void copia_separated_text (CopiaTable *self, const char *bytes, size_t size);
void copia_separated_count (CopiaTable *self, uint64_t value);
void copia_separated_number (CopiaTable *self, double value);
void copia_separated_unknown (CopiaTable *self);
void copia_separated_end (CopiaTable *self);
