/* pager.c - another program between standard output and the terminal. */
#include "cli/pager.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define USUAL "less"
/* Leave by itself where one screen holds all, let colours through, keep the text in sight. */
#define LESS "FRX"

struct CopiaPager {
    GPid child;
};

/* The words of the command; NULL: there is no such program, or none is wanted. */
static char **
find_pager (void)
{
    const char *named = g_getenv ("PAGER"), *terminal = g_getenv ("TERM");
    g_auto (GStrv) words = NULL;
    g_autofree char *program = NULL;

    if (!isatty (STDIN_FILENO) || !isatty (STDOUT_FILENO) || !terminal ||
        strcmp (terminal, "dumb") == 0)
        return NULL;
    if (!g_shell_parse_argv (named ? named : USUAL, NULL, &words, NULL) ||
        strcmp (words[0], "cat") == 0)
        return NULL;
    program = g_find_program_in_path (words[0]);
    return program ? g_steal_pointer (&words) : NULL;
}

CopiaPager *
copia_pager_new (void)
{
    g_auto (GStrv) words = find_pager ();
    g_auto (GStrv) environment = g_get_environ ();
    g_autofree CopiaPager *self = g_new0 (CopiaPager, 1);
    int to = -1;

    environment = g_environ_setenv (environment, "LESS", LESS, FALSE);
    if (!words ||
        !g_spawn_async_with_pipes (NULL, words, environment,
                                   G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                                   NULL, NULL, &self->child, &to, NULL, NULL, NULL))
        return NULL;
    dup2 (to, STDOUT_FILENO);
    close (to);
    signal (SIGINT, SIG_IGN); /* the keyboard is the pager's */
    return g_steal_pointer (&self);
}

void
copia_pager_free (CopiaPager *self)
{
    if (!self)
        return;
    fflush (stdout);
    close (STDOUT_FILENO);
    while (waitpid (self->child, NULL, 0) < 0 && errno == EINTR) {
    }
    g_spawn_close_pid (self->child);
    g_free (self);
}
