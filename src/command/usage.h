/* usage.h - help and man page, made from the registry. */
#pragma once

#include "command/command.h"

/* Options that the command line takes with every command; ends with one without a name. */
extern const CopiaOption copia_usage_everywhere[];

/* Appends the words of a text that stands at `column`, and begins a new line at `indent` where
 * the next word would pass 80 columns. */
void copia_usage_fill (const char *text, size_t column, size_t indent, GString *out);

/* What copia is and its commands. */
void copia_usage_overview (GString *out);
void copia_usage_command (const CopiaCommand *command, GString *out);
void copia_usage_man (GString *out); /* troff with man macros */
