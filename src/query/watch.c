/* watch.c - the clock and the reason. */
#include "query/watch.h"

#include "base/error.h"

bool
copia_watch_look (CopiaWatch *self)
{
    self->left = self->error ? 0 : COPIA_WATCH_STEPS;
    if (!self->error && self->deadline > 0 &&
        (uint64_t) g_get_monotonic_time () > self->deadline)
        return copia_watch_stop (self,
                                 "the query takes longer than allowed; narrow it "
                                 "(--where, within s, {0,5} instead of *) or allow "
                                 "more (--timeout)");
    return !self->error;
}

bool
copia_watch_stop (CopiaWatch *self, const char *format, ...)
{
    va_list arguments;
    g_autofree char *message = NULL;

    va_start (arguments, format);
    message = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    if (!self->error)
        g_set_error_literal (&self->error, COPIA_ERROR, COPIA_ERROR_LIMIT, message);
    self->left = 0;
    return false;
}

bool
copia_watch_ended_well (const CopiaWatch *self, GError **error)
{
    if (self->error)
        g_propagate_error (error, g_error_copy (self->error));
    return !self->error;
}

void
copia_watch_clear (CopiaWatch *self)
{
    g_clear_error (&self->error);
}
