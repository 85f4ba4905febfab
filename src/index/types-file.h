/* types-file.h - room for strings in a file without a name, which is read as if it were memory.
 *
 * What was mapped stays where it is.
 */
#pragma once

#include <glib.h>

typedef struct CopiaTypesFile CopiaTypesFile;

/* Beside `path`; the file is made when it is needed. */
CopiaTypesFile *copia_types_file_new (const char *path);
/* Room for `size` bytes at least, *room of them; what was mapped before is given back to the disk.
 * NULL: there is none. */
char *copia_types_file_map (CopiaTypesFile *self, size_t size, size_t *room);
void copia_types_file_rest (const CopiaTypesFile *self);
void copia_types_file_free (CopiaTypesFile *self);
