/* measure.c - runs a command again and again and tells what each run took.
 *
 *   measure RUNS COMMAND [ARGUMENT...]
 *
 * A line a run: wall time in ns, CPU time in us, peak resident memory in KiB.  Output of the
 * command goes nowhere.  Starting the process is part of the time, as it is for a user.  This
 * is C, and small, because a child's peak memory counts that of whoever started it.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t
now (void)
{
    struct timespec at;

    clock_gettime (CLOCK_MONOTONIC, &at);
    return (int64_t) at.tv_sec * 1000000000 + at.tv_nsec;
}

static int64_t
microseconds (struct timeval time)
{
    return (int64_t) time.tv_sec * 1000000 + time.tv_usec;
}

/* Exit status of the command, 128 + signal, or 127 when it could not be started. */
static int
run (char **command, const posix_spawn_file_actions_t *silence)
{
    struct rusage usage;
    int64_t start = now ();
    int status;
    pid_t child;

    if (posix_spawnp (&child, command[0], silence, NULL, command, environ) != 0 ||
        wait4 (child, &status, 0, &usage) != child)
        return 127;
    printf ("%" PRId64 " %" PRId64 " %ld\n", now () - start,
            microseconds (usage.ru_utime) + microseconds (usage.ru_stime),
            usage.ru_maxrss);
    return WIFSIGNALED (status) ? 128 + WTERMSIG (status) : WEXITSTATUS (status);
}

int
main (int argc, char **argv)
{
    posix_spawn_file_actions_t silence;
    int runs, status = 0;

    if (argc < 3 || (runs = atoi (argv[1])) < 1) {
        fprintf (stderr, "usage: measure RUNS COMMAND [ARGUMENT...]\n");
        return 2;
    }
    posix_spawn_file_actions_init (&silence);
    posix_spawn_file_actions_addopen (&silence, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen (&silence, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen (&silence, 2, "/dev/null", O_WRONLY, 0);
    while (runs-- > 0 && status <= 1) /* 1: nothing was found */
        status = run (argv + 2, &silence);
    posix_spawn_file_actions_destroy (&silence);
    return status > 1 ? status : 0;
}
