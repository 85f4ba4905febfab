/* raster.c - SVG to PNG and PDF, by the program rsvg-convert. */
#include "table/raster.h"

#include "base/error.h"
#include "table/spool.h"

#include <stdio.h>
#include <string.h>

#define PROGRAM "rsvg-convert"

bool
copia_raster_ready (GError **error)
{
    g_autofree char *path = g_find_program_in_path (PROGRAM);

    if (path)
        return true;
    g_set_error_literal (
        error, COPIA_ERROR, COPIA_ERROR_INPUT,
        "png and pdf need the program rsvg-convert; install the Debian "
        "package librsvg2-bin, or use --format svg");
    return false;
}

/* A date in a PDF would make every run another file. */
static bool
convert (const char *from, const char *to, CopiaRaster kind, const char *zoom,
         GError **error)
{
    const char *const arguments[] = {
        PROGRAM,  "--format", kind == COPIA_RASTER_PNG ? "png" : "pdf",
        "--zoom", zoom,       "--output",
        to,       from,       NULL
    };
    g_auto (GStrv) environment =
        g_environ_setenv (g_get_environ (), "SOURCE_DATE_EPOCH", "0", TRUE);
    g_autofree char *said = NULL;
    int status;

    if (!g_spawn_sync (NULL, (char **) (uintptr_t) arguments, environment,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                       NULL, &said, &status, error))
        return false;
    if (g_spawn_check_wait_status (status, NULL))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "rsvg-convert could not draw the picture: %.*s",
                 (int) strcspn (said, "\n"), said);
    return false;
}

static double
height_of (const GString *svg)
{
    const char *height = strstr (svg->str, " height=\"");

    return height ? g_ascii_strtod (height + strlen (" height=\""), NULL) : 0;
}

GBytes *
copia_raster (const GString *svg, CopiaRaster kind, GError **error)
{
    /* cairo draws 32,767 dots at most */
    const char *zoom = kind == COPIA_RASTER_PNG && height_of (svg) < 16000 ? "2" : "1";
    g_autoptr (CopiaSpool) from = copia_spool_new (error);
    g_autoptr (CopiaSpool) to = from ? copia_spool_new (error) : NULL;
    g_autofree char *bytes = NULL;
    gsize size;

    if (!to ||
        !g_file_set_contents (copia_spool_path (from), svg->str, (gssize) svg->len,
                              error) ||
        !convert (copia_spool_path (from), copia_spool_path (to), kind, zoom, error) ||
        !g_file_get_contents (copia_spool_path (to), &bytes, &size, error))
        return NULL;
    return g_bytes_new_take (g_steal_pointer (&bytes), size);
}
