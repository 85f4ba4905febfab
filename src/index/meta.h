/* meta.h - lines of the section `meta` (FORMAT.md, "Meta"). */
#pragma once

#include <glib.h>

/* Appends "key TAB value LF", escaped; what is not UTF-8 in the value is replaced. */
void copia_meta_line (GString *out, const char *key, const char *value);
/* The same of bytes of any kind: the name of a file. */
void copia_meta_bytes (GString *out, const char *key, const char *value);
void copia_meta_number (GString *out, const char *key, guint64 value);
/* Undoes the escapes of a value in place. */
void copia_meta_unescape (char *value);
