/* victim.c - opening damaged files. */
#include "support/victim.h"

#include "support/battery.c"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#define SECONDS 20 /* of work, not of waiting: one case takes microseconds */

static struct {
    const char *what;
    unsigned long number;
    unsigned detail;
} trying;

void
victim_say (const char *what, unsigned long number, unsigned detail)
{
    trying.what = what;
    trying.number = number;
    trying.detail = detail;
    setitimer (ITIMER_PROF, &(struct itimerval){ .it_value.tv_sec = SECONDS }, NULL);
}

static void
last_words (int number)
{
    char line[200];
    int n = snprintf (line, sizeof line, "not ok - signal %d: %s %lu, %u\n", number,
                      trying.what ? trying.what : "", trying.number, trying.detail);

    if (write (STDOUT_FILENO, line, (size_t) n) < 0)
        _exit (2);
    _exit (1);
}

Victim
victim_new (void)
{
    Victim self = { memfd_create ("victim", 0), NULL };

    g_assert_cmpint (self.fd, >=, 0);
    self.path = g_strdup_printf ("/proc/self/fd/%d", self.fd);
    setvbuf (stdout, NULL, _IOLBF, 0);
    signal (SIGPROF, last_words);
    signal (SIGABRT, last_words);
#ifndef __SANITIZE_ADDRESS__ /* it says more */
    signal (SIGSEGV, last_words);
    signal (SIGBUS, last_words);
#endif
    g_log_set_always_fatal (G_LOG_LEVEL_MASK);
    return self;
}

void
victim_poke (Victim *self, size_t at, const void *bytes, size_t size)
{
    g_assert_cmpint (pwrite (self->fd, bytes, size, (off_t) at), ==, (ssize_t) size);
}

void
victim_write (Victim *self, const void *bytes, size_t size)
{
    g_assert_cmpint (ftruncate (self->fd, (off_t) size), ==, 0);
    victim_poke (self, 0, bytes, size);
}

void
victim_free (Victim *self)
{
    close (self->fd);
    g_free (self->path);
}

Result
victim_try (const Victim *self, unsigned effort)
{
    Result result = { REFUSED, 0, 0, false, false };
    g_autoptr (GError) refused = NULL;
    g_autoptr (GError) unsound = NULL;
    g_autoptr (GError) unproved = NULL;
    g_autoptr (CopiaIndex) index = copia_index_open (self->path, &refused);

    g_assert_true ((index == NULL) == (refused != NULL));
    if (!index)
        return result;
    result.sum = battery_run (index);
    if (effort & TRY_CQL)
        result.cql = battery_run_cql (index);
    result.outcome = copia_index_sound (index, &unsound) ? ANSWERED : UNSOUND;
    g_assert_true ((result.outcome == UNSOUND) == (unsound != NULL));
    result.verified = copia_index_verify (index, &unproved);
    g_assert_true (result.verified == (unproved == NULL));
    if (result.verified && (effort & TRY_SCAN))
        result.agrees = battery_agrees_with_scan (index);
    return result;
}
