/* watch.h - stopping what takes too long.
 *
 * One watch goes through everything an answer does; it looks at the clock every few thousand
 * steps and keeps the first reason to stop.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define COPIA_WATCH_STEPS 8192

typedef struct {
    uint64_t deadline; /* g_get_monotonic_time(); 0: none */
    uint32_t left;     /* steps to the next look */
    GError *error;     /* NULL: go on */
} CopiaWatch;

bool copia_watch_look (CopiaWatch *self);
/* Keeps COPIA_ERROR_LIMIT with this text; always false. */
bool copia_watch_stop (CopiaWatch *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* False when it ended early. */
bool copia_watch_ended_well (const CopiaWatch *self, GError **error);
void copia_watch_clear (CopiaWatch *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaWatch, copia_watch_clear)

/* False: stop. */
static inline bool
copia_watch_tick (CopiaWatch *self, uint32_t steps)
{
    if (G_LIKELY (self->left > steps)) {
        self->left -= steps;
        return true;
    }
    return copia_watch_look (self);
}
