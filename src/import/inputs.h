/* inputs.h - what the user names to read, as a list of files. */
#pragma once

#include <glib.h>

/* Files stay as they are; folders give the files below them that import.h wants, in natural
 * order of the path (natural.h), hidden ones, README and LICENSE left out; `notes` (char *)
 * hears how many others were passed over.  `-` is the standard input.  A list of char *.
 * Errors: an input that does not exist or cannot be read; COPIA_ERROR_INPUT: a folder without
 * texts. */
GPtrArray *copia_inputs_expand (const char *const *inputs, GPtrArray *notes,
                                GError **error);
