/* decoder.h - bytes to UTF-8, a piece after the other.
 *
 * The encoding is what the user names, else what the beginning shows or declares (encoding.h),
 * but nothing is guessed: a long text is not to be found wrong at its end.  What is UTF-8 by its
 * beginning may have broken bytes farther on; they become U+FFFD, and are an error as soon as
 * there are too many of them.  A NUL is no text.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct CopiaDecoder CopiaDecoder;

/* NULL without an error: the beginning shows none.  COPIA_ERROR_QUERY: none is called so. */
CopiaDecoder *copia_decoder_new (const char *beginning, size_t size, const char *wanted,
                                 GError **error);
const char *copia_decoder_encoding (const CopiaDecoder *self);

/* Puts the text behind `text`; a character that is cut waits for the next piece, unless this is
 * the last one.  COPIA_ERROR_INPUT: a byte that does not fit. */
bool copia_decoder_take (CopiaDecoder *self, const char *bytes, size_t size, bool last,
                         GString *text, GError **error);

/* What is to be told of broken bytes, or NULL. */
char *copia_decoder_note (const CopiaDecoder *self);
void copia_decoder_free (CopiaDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaDecoder, copia_decoder_free)
