/* markup.h - text from strangers inside SVG and HTML.
 *
 * What copia_utf8_safe() leaves is escaped, so that it is character data in element content and
 * in attributes in double quotes, of XML as of HTML.
 */
#pragma once

#include <glib.h>
#include <stddef.h>

void copia_markup_escape (GString *into, const char *text, size_t size);
/* NULL: nothing. */
void copia_markup_text (GString *into, const char *text);
