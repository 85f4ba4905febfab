/* packed-place.h - a file of several sections with the same bytes, packed in several ways. */
#pragma once

#include "container-place.h"

#define WIDTH 3
#define ELEMENTS 100000
#define SIZE (WIDTH * ELEMENTS)

/* Returns the bytes that each section has. */
static uint8_t *
write_packed (const Place *place, const char *const *names, unsigned n,
              CopiaPacking (*packing_of) (const char *name))
{
    g_autoptr (CopiaContainerWriter) writer = copia_container_writer_new (place->path);
    uint8_t *bytes = g_malloc0 (SIZE);

    for (size_t i = 0; i < SIZE; i += WIDTH)
        bytes[i] = (uint8_t) g_test_rand_int_range (0, g_test_rand_int_range (1, 256));
    copia_container_writer_pack (writer, packing_of, 100);
    for (unsigned i = 0; i < n; i++) {
        copia_container_begin (writer, names[i], WIDTH);
        if (copia_container_learns (writer)) {
            copia_container_learn (writer, bytes, SIZE);
            copia_container_learnt (writer);
        }
        copia_container_put (writer, bytes, SIZE);
        copia_container_end (writer, ELEMENTS);
    }
    close_good (writer);
    return bytes;
}
