/* program.h - a command for the shell, written to and read from at the same time.
 *
 * Neither waits for the other for ever: bytes are asked for when the command takes some, and what
 * it says is handed on as it comes, so it may answer each line or keep all until the end.  When
 * this returns, it and whatever it started are gone; so are they before a signal that asks to
 * end this program does so.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    void *data;
    /* Appends some of what is to be written; nothing: that was all.  False: an error. */
    bool (*give) (void *data, GString *bytes, GError **error);
    /* Some of what it says, in its order. */
    bool (*hear) (void *data, const char *bytes, size_t size, GError **error);
} CopiaProgramEnds;

/* It may end before it took all.  *last_words is the last line of its standard error, which goes
 * nowhere else, made harmless, or "".  COPIA_ERROR_INPUT: it did not end well, told with them.
 * G_SPAWN_ERROR: there is no shell.  An error of `give` or `hear` ends it. */
bool copia_program_run (const char *command, const CopiaProgramEnds *ends,
                        char **last_words, GError **error);
