/* editor.h - lines that somebody types, or a script holds.
 *
 * On a terminal lines can be edited, called back and completed where the library libedit is
 * installed; without it, and from a pipe, they are read as they come.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct CopiaEditor CopiaEditor;

typedef enum {
    COPIA_EDITOR_LINE,
    COPIA_EDITOR_STOPPED, /* Ctrl-C: what was typed is dropped */
    COPIA_EDITOR_LONG,    /* longer than COPIA_LONGEST_LINE; passed over */
    COPIA_EDITOR_END,
} CopiaEditorEvent;

#define COPIA_LONGEST_LINE (2 << 20) /* bytes; more than the longest query */

/* `complete` gets the line up to the cursor and returns the words that may stand where its
 * last word does, sorted (g_strfreev()); `history` is a file, or NULL. */
CopiaEditor *copia_editor_new (const char *prompt, const char *history,
                               char **(*complete) (void *data, const char *before),
                               void *data);
/* Somebody sits there. */
bool copia_editor_is_terminal (const CopiaEditor *self);
/* `*line` is borrowed until the next is read. */
CopiaEditorEvent copia_editor_read (CopiaEditor *self, const char **line);
/* Before it is freed: writes down what was typed. */
void copia_editor_save (CopiaEditor *self);
void copia_editor_free (CopiaEditor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaEditor, copia_editor_free)
