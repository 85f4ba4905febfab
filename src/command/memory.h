/* memory.h - sizes as --memory says them: "512M". */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* NULL: nothing was said, and *memory stays; else 1 MiB or more. */
bool copia_memory_read (const char *said, uint64_t *memory, GError **error);
