/* encoding.h - bytes to UTF-8.
 *
 * In this order: what the user names; a byte order mark (UTF-8, UTF-16, UTF-32); UTF-16
 * known by where its NUL bytes stand; UTF-8 that is valid; UTF-8 with a few broken bytes
 * (they become U+FFFD); a declaration in the text (`Character set encoding: ISO-8859-1`,
 * `charset=`, `coding:`); windows-1252.  All but the first three and valid UTF-8 are told in
 * a note with the first byte in question and the way out.  What the user names, or a mark
 * declares, is taken at its word: a byte that does not fit is an error that names its offset.
 *
 * The byte order mark of UTF-8 stays in the text as a skip, so that the text is the file byte
 * for byte; that of the others is dropped.  ISO-8859-1 is read as windows-1252, whose few
 * unused bytes become the C1 controls of the same number (WHATWG Encoding Standard).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "text/document.h"

/* Sets text, size and encoding of `document`, and its notes and the mark's skip.  Takes
 * `bytes` (g_malloc'd, size + 1 of them) in any case.  `wanted`: NULL or a name that iconv
 * knows.  COPIA_ERROR_INPUT: empty, binary (the message says what it is) or a byte that does
 * not fit; COPIA_ERROR_QUERY: no such encoding; COPIA_ERROR_LIMIT: 4 GiB as UTF-8. */
bool copia_encoding_decode (CopiaDocument *document, char *bytes, size_t size,
                            const char *wanted, GError **error);

/* Where `bytes`, `size` of them and a NUL, are UTF-8 as they stand, and that is wanted, the
 * document takes them where they lie; else false, and the other one tells why. */
bool copia_encoding_adopt (CopiaDocument *document, CopiaAside *bytes, size_t size,
                           const char *wanted);
