/* column-name.h - how sections of words and of further attributes are called.
 *
 * They are the same behind a prefix: "" for words, "@A." for attribute A (FORMAT.md).
 */
#pragma once

#include "base/container.h"

#define COPIA_LONGEST_PREFIX 32 /* bytes, with its NUL */

static inline void
copia_column_prefix (char prefix[COPIA_LONGEST_PREFIX], const char *attribute)
{
    g_snprintf (prefix, COPIA_LONGEST_PREFIX, "@%s.", attribute);
}

static inline const char *
copia_column_section (char name[COPIA_NAME_SIZE], const char *prefix, const char *rest)
{
    g_snprintf (name, COPIA_NAME_SIZE, "%s%s", prefix, rest);
    return name;
}
