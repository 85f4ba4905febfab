/* bus-error.c - finding out, within a signal handler, whose bytes are gone. */
#include "cli/bus-error.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#define LINE (PATH_MAX + 256) /* of /proc/self/maps */

/* Nothing here may take a lock or memory: the signal may have come anywhere. */
typedef struct {
    char bytes[4096];
    ssize_t size, at;
    int fd;
} Reader;

static bool
read_byte (Reader *self, char *byte)
{
    if (self->at == self->size) {
        self->size = read (self->fd, self->bytes, sizeof self->bytes);
        self->at = 0;
    }
    if (self->size <= 0)
        return false;
    *byte = self->bytes[self->at++];
    return true;
}

/* Without its end; of a line that is too long, the beginning. */
static bool
read_line (Reader *self, char line[LINE])
{
    size_t used = 0;
    char byte;

    while (read_byte (self, &byte) && byte != '\n')
        if (used < LINE - 1)
            line[used++] = byte;
    line[used] = '\0';
    return self->size > 0;
}

static const char *
read_hex (const char *at, uintptr_t *value)
{
    static const char digits[] = "0123456789abcdef";
    const char *digit;

    for (*value = 0; *at && (digit = strchr (digits, *at)); at++)
        *value = *value << 4 | (uintptr_t) (digit - digits);
    return at;
}

/* "start-end rights offset device inode   /path" */
static bool
holds (const char *line, uintptr_t address)
{
    uintptr_t start, end;
    const char *at = read_hex (line, &start);

    if (*at != '-')
        return false;
    (void) read_hex (at + 1, &end);
    return address >= start && address < end;
}

/* The file that is mapped at the address; NULL: none that has a name still. */
static char *
find_file (uintptr_t address, char line[LINE])
{
    Reader maps = { .fd = open ("/proc/self/maps", O_RDONLY | O_CLOEXEC) };
    bool found = false;
    char *path;

    while (!found && maps.fd >= 0 && read_line (&maps, line))
        found = holds (line, address);
    if (maps.fd >= 0)
        (void) close (maps.fd);
    path = found ? strchr (line, '/') : NULL;
    return path && !strstr (path, " (deleted)") ? path : NULL;
}

static void
add (char message[2 * LINE], const char *text)
{
    (void) strncat (message, text, 2 * LINE - strlen (message) - 1);
}

/* No control character acts on a terminal: C1, in UTF-8, begins with C2. */
static void
make_harmless (char *path)
{
    for (unsigned char *at = (unsigned char *) path; *at; at++)
        if (*at < ' ' || *at == 0x7F || (*at == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0))
            *at = '?';
}

static void
on_bus_error (int number, siginfo_t *info, void *context)
{
    char line[LINE], message[2 * LINE] = "copia: ";
    char *path = find_file ((uintptr_t) info->si_addr, line);
    const char *ending = path ? strrchr (path, '.') : NULL;

    (void) number;
    (void) context;
    if (path)
        make_harmless (path);
    add (message, path ? path : "the index");
    add (message, path ? ": the file was cut short while it was read; "
                       : " was cut short while it was read; ");
    add (message, ending && strcmp (ending, ".union") == 0
                      ? "make the set anew with 'copia merge --set'\n"
                      : "build it again with 'copia index'\n");
    (void) !write (STDERR_FILENO, message, strlen (message));
    _exit (2);
}

void
copia_bus_error_guard (void)
{
    struct sigaction action = { .sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO };

    (void) sigaction (SIGBUS, &action, NULL);
}
