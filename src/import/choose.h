/* choose.h - which importer reads a file, where nobody says so. */
#pragma once

#include "import/import.h"

/* `kind` is the file's name without what says that it is compressed.  The extension decides
 * between formats; that a text is plain it only supposes, and what is called XML may be annotated,
 * one token a line; what is called a table
 * may be another one. */
const CopiaImporter *copia_import_choose (const CopiaDocument *document,
                                          const char *kind);

/* The importer of bytes that are no text, or NULL; `named`: by the user, or NULL. */
const CopiaImporter *copia_import_choose_unpacker (const char *kind, const char *bytes,
                                                   size_t size, const char *named);
