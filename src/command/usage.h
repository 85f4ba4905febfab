/* usage.h - help, man page and shell completion, made from the registry. */
#pragma once

#include "command/command.h"

/* What copia is and its commands. */
void copia_usage_overview (GString *out);
void copia_usage_command (const CopiaCommand *command, GString *out);
void copia_usage_man (GString *out);        /* troff with man macros */
void copia_usage_completion (GString *out); /* for bash */
