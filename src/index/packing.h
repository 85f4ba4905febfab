/* packing.h - which sections of an index are stored packed (FORMAT.md, "Packed sections").
 *
 * In the usual profile those that no inner loop reads, where they are long; in the compact one
 * all that get shorter by it.  Answers are the same.
 */
#pragma once

#include "base/container.h"

/* Before the first section. */
void copia_index_pack (CopiaContainerWriter *out, bool compact);
/* What a reader must know, as in FORMAT.md: "1.2". */
const char *copia_index_format (bool compact);
