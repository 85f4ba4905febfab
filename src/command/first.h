/* first.h - the index a command is given: its first argument. */
#pragma once

#include "index/index.h"

/* NULL: an error, which tells arguments in the wrong order from an index that is not there. */
CopiaIndex *copia_first_index (const char *command, const GPtrArray *arguments,
                               GError **error);
