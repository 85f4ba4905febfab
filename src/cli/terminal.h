/* terminal.h - standard output and error as a front: colours, width, errors of writing. */
#pragma once

#include "command/command.h"

typedef struct CopiaTerminal CopiaTerminal;

/* Takes --color WHEN, --width N and --quiet out of the arguments.  COPIA_ERROR_QUERY: a value
 * that is none of theirs. */
CopiaTerminal *copia_terminal_new (int *argc, char **argv, GError **error);
/* A window may be made wider between two answers; --width stays. */
void copia_terminal_measure (CopiaTerminal *self);
/* What is written from here on goes through a pager (pager.h), as soon as there is something. */
void copia_terminal_page (CopiaTerminal *self);
const CopiaFront *copia_terminal_front (const CopiaTerminal *self);
/* One message on standard error.  Names in it may hold anything; what would act on a terminal
 * is made harmless. */
void copia_terminal_say (const char *message);
bool copia_terminal_flush (CopiaTerminal *self, GError **error);
void copia_terminal_free (CopiaTerminal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTerminal, copia_terminal_free)
