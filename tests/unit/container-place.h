/* container-place.h - a scratch path for a container, and containers that are sound. */
#pragma once

#include "support/scratch-index.c"

#include "base/container.h"

typedef struct {
    char *path;
} Place;

static void
set_up (Place *place, const void *data)
{
    (void) data;
    place->path = scratch_path ();
}

static void
tear_down (Place *place, const void *data)
{
    (void) data;
    scratch_path_free (place->path);
}

static CopiaContainer *
open_good (const Place *place)
{
    g_autoptr (GError) error = NULL;
    CopiaContainer *container = copia_container_open (place->path, &error);

    g_assert_no_error (error);
    return container;
}

static void
close_good (CopiaContainerWriter *writer)
{
    g_autoptr (GError) error = NULL;

    copia_container_writer_close (writer, &error);
    g_assert_no_error (error);
}
