/* memory.c - sizes as --memory says them. */
#include "command/memory.h"

#include "base/error.h"

#include <string.h>

#define LEAST_MEMORY (UINT64_C (1) << 20)

bool
copia_memory_read (const char *said, uint64_t *memory, GError **error)
{
    static const char units[] = "KMGT";
    const char *unit;
    char *end;
    uint64_t size;

    if (!said)
        return true;
    size = g_ascii_isdigit (said[0]) ? g_ascii_strtoull (said, &end, 10) : 0;
    unit = size > 0 && *end ? strchr (units, g_ascii_toupper (*end)) : NULL;
    if (unit)
        end++;
    if (size > 0 && *end == '\0' &&
        (!unit || size < UINT64_MAX >> (10 * (unit - units + 1)))) {
        *memory = unit ? size << (10 * (unit - units + 1)) : size;
        if (*memory >= LEAST_MEMORY)
            return true;
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--memory '%s' is too little: 1M is the least, and more is faster",
                     said);
        return false;
    }
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "--memory '%s' is not a size; say 512M or 2G", said);
    return false;
}
