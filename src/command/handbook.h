/* handbook.h - the user's handbook, compiled in from src/handbook.
 *
 * They are Markdown; `copia help TOPIC` lays them out in columns (table/prose.h), and prints them as
 * they are with --width 0.
 */
#pragma once

#include "base/page.h"

const CopiaPage *copia_handbook_find (const char *topic); /* NULL: no such page */
