/* completion.h - what a shell completes on its command line, made from the registry. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Appends the script of a shell: bash (NULL as well), zsh or fish.  COPIA_ERROR_QUERY: another. */
bool copia_completion_append (const char *shell, GString *out, GError **error);
