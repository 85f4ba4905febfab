/* handbook.h - the user's handbook, compiled in from src/handbook.
 *
 * `copia help TOPIC` and the web help print these pages as they are; Markdown.
 */
#pragma once

#include "base/page.h"

const CopiaPage *copia_handbook_find (const char *topic); /* NULL: no such page */
