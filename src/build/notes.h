/* notes.h - what is to be said of very many texts, said briefly. */
#pragma once

#include <glib.h>

/* Of lines `PATH: WHAT` (char *, freed by the array) those that say the same of more than a few
 * texts become one line that counts them, behind the first few. */
void copia_notes_fold (GPtrArray *notes);
