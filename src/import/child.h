/* child.h - another program, given bytes and asked for its output, within limits. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    double seconds;  /* until it is killed */
    uint64_t output; /* bytes it may say */
    uint64_t memory; /* bytes it may use; 0: any */
} CopiaChildLimits;

/* Runs argv[0], looked for in PATH, with the bytes as its standard input, which it can seek;
 * what it says on standard error is dropped.  NULL or its output and a NUL.
 * G_SPAWN_ERROR: it cannot be started (G_SPAWN_ERROR_NOENT: there is no such program);
 * COPIA_ERROR_LIMIT: it took too long or said too much; COPIA_ERROR_INPUT: it failed. */
char *copia_child_run (const char *const *argv, const char *bytes, size_t size,
                       const CopiaChildLimits *limits, size_t *said, GError **error);
