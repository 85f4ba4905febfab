/* json-row.h - JSON strings (RFC 8259) and a row as an object: what json and jsonl share. */
#pragma once

#include "table/format.h"

/* Appends a string in quotes.  Escaped beyond what JSON demands: all that is harmful
 * (base/utf8.h), so that nothing acts where JSON is printed, and `</` and `<!`, so that it can
 * stand inside an HTML script.  Bytes that are not UTF-8 become U+FFFD. */
void copia_json_row_string (GString *into, const char *bytes, size_t size);

/* Puts a string, or null. */
void copia_json_row_put (CopiaTable *self, const char *text);

/* The state of both writers: `"name":` of each column, what parts a row from the one before
 * and what closes it (string constants). */
void *copia_json_row_new (void);
void copia_json_row_free (void *state);
void copia_json_row_begin (CopiaTable *self, const char *between, const char *close);

/* Cells, as CopiaFormat wants them.  NaN and infinity are null. */
void copia_json_row_text (CopiaTable *self, const char *bytes, size_t size);
void copia_json_row_count (CopiaTable *self, uint64_t value);
void copia_json_row_number (CopiaTable *self, double value);
void copia_json_row_unknown (CopiaTable *self);
