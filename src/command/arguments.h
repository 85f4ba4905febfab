/* arguments.h - the words of a command line to a request.
 *
 * A front that is given words fills the request with them; one where lines are typed has them
 * cut first.  There is no Unix shell in between, so a question is written as it is:
 *
 *   kwic [word="gate"] "of" --sort R1      a question of two tokens, one option
 *   kwic of the --sort R1                  one question, "of the"
 *   freq gate 'of the' [word="a b"]        three questions, for `freq` takes many
 *
 * Blanks in strings and brackets do not part words.  Single quotes around a whole word hold it
 * together and fall away, as do double quotes around the value of an option; those of a
 * question are its own.
 */
#pragma once

#include "command/command.h"

/* `words` ends with NULL and begins behind the command's name. */
bool copia_arguments_fill (CopiaRequest *request, const CopiaCommand *command,
                           const char *const *words, GError **error);
/* What stands behind the command's name, cut; free with g_strfreev(). */
char **copia_arguments_split (const CopiaCommand *command, const char *text);
