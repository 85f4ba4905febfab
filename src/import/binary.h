/* binary.h - files that are no text, told by their bytes. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a file of another kind is by its first bytes, and what to do about it ("a PDF file;
 * convert it to text first (pdftotext)"); NULL: nothing that is known. */
const char *copia_binary_name (const char *bytes, size_t size);

/* False, with COPIA_ERROR_INPUT, where text that was decoded cannot have been text: it holds
 * a NUL, or a tenth of its beginning are control characters. */
bool copia_binary_check (const char *text, size_t size, GError **error);

/* Bytes that may stand in a row without white space, and in a line of annotated text. */
#define COPIA_BINARY_UNPARTED ((size_t) 16 << 20)

/* False, with COPIA_ERROR_LIMIT, where more do: it would be a word, and no language has such.  It
 * looks at few bytes.  `offset`: of the text's first byte, for the message; `pictures`: those in
 * mark-up (`data:image/png;base64,..`) may be longer. */
bool copia_binary_check_parted (const char *text, size_t size, size_t offset,
                                bool pictures, GError **error);

/* The same of bytes that come a piece after the other, pictures or not, so that no more is held
 * than such a picture may have: `unparted` are those in a row so far, 0 before the first. */
#define COPIA_BINARY_UNPARTED_BYTES ((size_t) 256 << 20)
bool copia_binary_check_piece (const char *piece, size_t size, uint64_t offset,
                               size_t *unparted, GError **error);
