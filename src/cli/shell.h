/* shell.h - a session at the command line: `copia shell`. */
#pragma once

#include "command/request.h"

/* For CopiaFront.converse; `terminal` is a CopiaTerminal.  Each answer is given by a child of
 * this process, so that Ctrl-C, a crash or a lack of memory ends the answer and not the
 * session; the child returns from here, too, with the outcome of its line. */
CopiaOutcome copia_shell_converse (void *terminal, CopiaRequest *request,
                                   GError **error);
