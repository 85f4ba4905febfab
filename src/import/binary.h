/* binary.h - files that are no text, told by their bytes. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* What a file of another kind is by its first bytes, and what to do about it ("a PDF file;
 * convert it to text first (pdftotext)"); NULL: nothing that is known. */
const char *copia_binary_name (const char *bytes, size_t size);

/* False, with COPIA_ERROR_INPUT, where text that was decoded cannot have been text: it holds
 * a NUL, or a tenth of its beginning are control characters. */
bool copia_binary_check (const char *text, size_t size, GError **error);
