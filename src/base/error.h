/* error.h - what can go wrong, in five kinds.
 *
 * A message is one line: where, what is wrong, the way out.  Errors of the operating system
 * keep their own domain (G_FILE_ERROR).
 */
#pragma once

#include <glib.h>

#define COPIA_ERROR (copia_error_quark ())

typedef enum {
    COPIA_ERROR_INPUT,   /* a text, list or rules file is not what it should be */
    COPIA_ERROR_QUERY,   /* a question or an option makes no sense */
    COPIA_ERROR_DAMAGED, /* an index contradicts itself or its checksums */
    COPIA_ERROR_VERSION, /* an index of another format version */
    COPIA_ERROR_LIMIT,   /* larger than copia can hold or is allowed to take */
} CopiaError;

GQuark copia_error_quark (void);

/* What strangers wrote, for a message: harmless, and cut where it takes more columns. */
char *copia_error_show (const char *text, unsigned columns);
