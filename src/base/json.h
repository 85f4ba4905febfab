/* json.h - JSON read strictly, from a source nobody trusts.
 *
 * RFC 8259 and nothing more: no comments, no trailing commas, no NaN, no duplicate names,
 * UTF-8 only; and bounded: at most COPIA_JSON_MOST_BYTES of text, COPIA_JSON_MOST_DEPTH
 * arrays or objects inside each other.  Numbers are double; one that does not fit is an
 * error, never infinity.  A NUL character in a string (\u0000) is refused, so strings are
 * C strings.  Errors are COPIA_ERROR_INPUT (COPIA_ERROR_LIMIT for size and depth) and name
 * the byte.  Time is n log n at worst, memory below 40 bytes a byte of text.
 *
 * A value is read-only; what the functions give back is borrowed from the root.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define COPIA_JSON_MOST_BYTES (16u << 20)
#define COPIA_JSON_MOST_DEPTH 64

typedef enum {
    COPIA_JSON_NULL,
    COPIA_JSON_BOOL,
    COPIA_JSON_NUMBER,
    COPIA_JSON_STRING,
    COPIA_JSON_ARRAY,
    COPIA_JSON_OBJECT,
} CopiaJsonKind;

typedef struct CopiaJson CopiaJson;

CopiaJson *copia_json_parse (const char *text, size_t size, GError **error);
void copia_json_free (CopiaJson *root);

CopiaJsonKind copia_json_kind (const CopiaJson *self);
bool copia_json_bool (const CopiaJson *self);          /* false unless true */
double copia_json_number (const CopiaJson *self);      /* NaN unless a number */
const char *copia_json_string (const CopiaJson *self); /* NULL unless a string */

/* How many elements or members; 0 for anything but an array or object. */
size_t copia_json_size (const CopiaJson *self);

/* Element or member AT (< size), in the order of the text. */
const CopiaJson *copia_json_at (const CopiaJson *self, size_t at);

/* Its name, NULL in an array. */
const char *copia_json_name_at (const CopiaJson *self, size_t at);

/* The member of an object by its name, NULL if there is none. */
const CopiaJson *copia_json_find (const CopiaJson *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaJson, copia_json_free)
