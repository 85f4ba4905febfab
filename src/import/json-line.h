/* json-line.h - an object of JSON (RFC 8259) on a line. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Adds the names (char *) and values of its members: strings as they read, numbers, true and false
 * as they are written; null, lists and objects are left out.  False: it is no object, or something
 * stands behind it. */
bool copia_json_line (const char *text, GPtrArray *names, GPtrArray *values);
