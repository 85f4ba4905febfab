/* completion-private.h - the shells, and what their scripts have in common. */
#pragma once

#include "command/command.h"

void copia_completion_bash (GString *out);
void copia_completion_zsh (GString *out);
void copia_completion_fish (GString *out);

/* The topics of `copia help`, with blanks between them. */
void copia_completion_topics (GString *out);
/* The choices of an option that has them, with blanks between them. */
void copia_completion_choices (const CopiaOption *option, GString *out);
/* Its value is the name of a file, or may be. */
bool copia_completion_takes_file (const CopiaOption *option);
/* Appends a text in single quotes, with a backslash before each of the signs in `escaped`. */
void copia_completion_quote (const char *text, const char *escaped, GString *out);
