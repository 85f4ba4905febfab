/* editor.c - libedit on a terminal, read() elsewhere. */
#include "cli/editor.h"

#include "base/library.h"

#include <errno.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef COPIA_WITH_LIBEDIT
#include <histedit.h>

#define REMEMBERED 1000
#define TAB 9

/* clang-format off */
#define FUNCTIONS(X) \
    X (el_init) X (el_set) X (el_get) X (el_gets) X (el_end) X (el_line) \
    X (el_insertstr) X (el_deletestr) X (history_init) X (history) X (history_end)
/* clang-format on */

typedef struct {
    FUNCTIONS (COPIA_LIBRARY_MEMBER)
} Library;
#endif

struct CopiaEditor {
    const char *prompt;
    char *file; /* of the history, or NULL */
    char **(*complete) (void *data, const char *before);
    void *data;
    bool terminal;
    GString *line;
    /* Of a script: what was read and not given yet. */
    GString *read;
    bool ended;
#ifdef COPIA_WITH_LIBEDIT
    Library library;
    EditLine *edit; /* NULL: plain reading */
    History *history;
#endif
};

#ifdef COPIA_WITH_LIBEDIT
static bool
load (Library *library)
{
    static const char *const names[] = { FUNCTIONS (COPIA_LIBRARY_NAME) NULL };

    return copia_library_load (COPIA_SONAME_LIBEDIT, names, library, NULL);
}

/* libedit's callbacks are given nothing else. */
static CopiaEditor *
editor_of (EditLine *edit)
{
    Library library;
    void *self = NULL;

    if (load (&library))
        library.el_get (edit, EL_CLIENTDATA, &self);
    return self;
}

static char *
prompt_of (EditLine *edit)
{
    return (char *) (uintptr_t) editor_of (edit)->prompt;
}

/* Bytes at the end of `before` that belong to its last word. */
static size_t
size_of_word (const char *before)
{
    const char *blank = strrchr (before, ' ');

    return strlen (blank ? blank + 1 : before);
}

static size_t
in_common (char **words)
{
    size_t size = strlen (words[0]);

    for (char **word = words + 1; *word; word++) {
        size_t same = 0;

        while (same < size && (*word)[same] == words[0][same])
            same++;
        size = same;
    }
    return size;
}

static void
show_words (char **words)
{
    fputc ('\n', stdout);
    for (; *words; words++)
        fprintf (stdout, "%s  ", *words);
    fputc ('\n', stdout);
}

static unsigned char
complete_word (EditLine *edit, int key)
{
    CopiaEditor *self = editor_of (edit);
    const LineInfo *info = self->library.el_line (edit);
    g_autofree char *before =
        g_strndup (info->buffer, (gsize) (info->cursor - info->buffer));
    g_auto (GStrv) words = self->complete (self->data, before);
    size_t typed = size_of_word (before);
    g_autofree char *more = NULL;

    (void) key;
    if (!words[0])
        return CC_REFRESH_BEEP;
    more = g_strndup (words[0] + typed, in_common (words) - typed);
    if (*more && self->library.el_insertstr (edit, more) != 0)
        return CC_ERROR;
    if (!words[1])
        return self->library.el_insertstr (edit, " ") == 0 ? CC_REFRESH : CC_ERROR;
    if (*more)
        return CC_REFRESH;
    show_words (words);
    return CC_REDISPLAY;
}

static void
open_history (CopiaEditor *self)
{
    HistEvent event;

    self->history = self->library.history_init ();
    if (!self->history)
        return;
    self->library.history (self->history, &event, H_SETSIZE, REMEMBERED);
    self->library.history (self->history, &event, H_SETUNIQUE, 1);
    if (self->file)
        self->library.history (self->history, &event, H_LOAD, self->file);
    self->library.el_set (self->edit, EL_HIST, self->library.history, self->history);
}

/* Letters are what the locale says; where it knows ASCII alone, any text is UTF-8. */
static void
open_edit (CopiaEditor *self)
{
    if (!load (&self->library))
        return;
    if (!setlocale (LC_CTYPE, "") || MB_CUR_MAX == 1)
        setlocale (LC_CTYPE, "C.UTF-8");
    self->edit = self->library.el_init ("copia", stdin, stdout, stderr);
    if (!self->edit)
        return;
    self->library.el_set (self->edit, EL_CLIENTDATA, self);
    self->library.el_set (self->edit, EL_PROMPT, prompt_of);
    self->library.el_set (self->edit, EL_EDITOR, "emacs");
    self->library.el_set (self->edit, EL_ADDFN, "copia-complete", "complete a word",
                          complete_word);
    self->library.el_set (self->edit, EL_BIND, "^I", "copia-complete", NULL);
    self->library.el_set (self->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    open_history (self);
}

static CopiaEditorEvent
read_edited (CopiaEditor *self)
{
    HistEvent event;
    int size = 0;
    const char *line = self->library.el_gets (self->edit, &size);

    if (!line || size <= 0)
        return size < 0 && errno == EINTR ? COPIA_EDITOR_STOPPED : COPIA_EDITOR_END;
    g_string_assign (self->line, line);
    if (self->history && line[strspn (line, " \t\r\n")])
        self->library.history (self->history, &event, H_ENTER, line);
    return COPIA_EDITOR_LINE;
}

static void
close_edit (CopiaEditor *self)
{
    if (self->history)
        self->library.history_end (self->history);
    if (self->edit)
        self->library.el_end (self->edit);
}
#endif

CopiaEditor *
copia_editor_new (const char *prompt, const char *history,
                  char **(*complete) (void *data, const char *before), void *data)
{
    CopiaEditor *self = g_new0 (CopiaEditor, 1);

    self->prompt = prompt;
    self->file = g_strdup (history);
    self->complete = complete;
    self->data = data;
    self->terminal = isatty (STDIN_FILENO) && isatty (STDOUT_FILENO);
    self->line = g_string_new (NULL);
    self->read = g_string_new (NULL);
#ifdef COPIA_WITH_LIBEDIT
    if (self->terminal)
        open_edit (self);
#endif
    return self;
}

bool
copia_editor_is_terminal (const CopiaEditor *self)
{
    return self->terminal;
}

/* More of the script; false at its end, or when a signal came. */
static bool
read_more (CopiaEditor *self)
{
    char bytes[4096];
    ssize_t size = read (STDIN_FILENO, bytes, sizeof bytes);

    if (size > 0)
        g_string_append_len (self->read, bytes, size);
    else if (size == 0 || errno != EINTR)
        self->ended = true;
    return size > 0;
}

static bool
take_line (CopiaEditor *self)
{
    const char *end = memchr (self->read->str, '\n', self->read->len);
    size_t size = end ? (size_t) (end - self->read->str) : self->read->len;

    if (!end && !(self->ended && self->read->len > 0))
        return false;
    g_string_truncate (self->line, 0);
    g_string_append_len (self->line, self->read->str, (gssize) size);
    /* a NUL would end the line unseen: it becomes what is no UTF-8, which is refused */
    for (size_t i = 0; i < size; i++)
        if (self->line->str[i] == '\0')
            self->line->str[i] = '\xFF';
    g_string_erase (self->read, 0, (gssize) (size + (end != NULL)));
    return true;
}

/* Not kept: a line without end must not fill the memory. */
static void
pass_over (CopiaEditor *self)
{
    const char *end = memchr (self->read->str, '\n', self->read->len);

    g_string_erase (self->read, 0, end ? end - self->read->str : -1);
}

static CopiaEditorEvent
read_plain (CopiaEditor *self)
{
    bool is_long = false;

    if (self->terminal) {
        fputs (self->prompt, stdout);
        fflush (stdout);
    }
    while (!take_line (self)) {
        if (self->ended)
            return is_long ? COPIA_EDITOR_LONG : COPIA_EDITOR_END;
        if (!read_more (self) && !self->ended)
            return COPIA_EDITOR_STOPPED;
        if (self->read->len > COPIA_LONGEST_LINE)
            is_long = true;
        if (is_long)
            pass_over (self);
    }
    return is_long ? COPIA_EDITOR_LONG : COPIA_EDITOR_LINE;
}

CopiaEditorEvent
copia_editor_read (CopiaEditor *self, const char **line)
{
    CopiaEditorEvent event;

#ifdef COPIA_WITH_LIBEDIT
    event = self->edit ? read_edited (self) : read_plain (self);
#else
    event = read_plain (self);
#endif
    *line = self->line->str;
    return event;
}

void
copia_editor_save (CopiaEditor *self)
{
#ifdef COPIA_WITH_LIBEDIT
    HistEvent event;
    g_autofree char *folder = self->file ? g_path_get_dirname (self->file) : NULL;

    if (self->history && folder && g_mkdir_with_parents (folder, 0700) == 0)
        self->library.history (self->history, &event, H_SAVE, self->file);
#else
    (void) self;
#endif
}

void
copia_editor_free (CopiaEditor *self)
{
    if (!self)
        return;
#ifdef COPIA_WITH_LIBEDIT
    close_edit (self);
#endif
    g_string_free (self->line, TRUE);
    g_string_free (self->read, TRUE);
    g_free (self->file);
    g_free (self);
}
