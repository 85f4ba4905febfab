/* crowd.h - tags of more attributes than anybody writes, found before they are parsed.
 *
 * libxml2 compares each attribute of a tag with all before it, so that one tag of a megabyte
 * takes minutes.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define COPIA_CROWD_MOST 1000 /* attributes of a tag, by name */

/* XML, in UTF-16 or an encoding that has ASCII in it, or HTML in UTF-8.  Tags are found where libxml2 finds
 * them, in broken pages, too: what hides them from this does so from it.  One pass.
 * COPIA_ERROR_LIMIT: names the line. */
bool copia_crowd_check (const char *bytes, size_t size, bool html, GError **error);
