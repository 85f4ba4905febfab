/* mentions.h - where the handbook speaks of a word that is no topic of its own. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Appends the pages, those with most first, and the options; false: it is spoken of nowhere. */
bool copia_mentions_append (const char *word, GString *out);
