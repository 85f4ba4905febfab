/* made.h - sections of an open container that are not in its file, but made of something else.
 *
 * They are read as all others are: a piece is made when it is first touched, by one thread, and
 * lies in memory of this process from then on.  Nothing is made that nobody reads.
 */
#pragma once

#include "base/container.h"

typedef struct {
    const char *name;
    uint64_t size, count; /* bytes, elements */
    uint32_t width;       /* 0: `size` bytes that are no elements */
    const void *data;     /* for `make` */
} CopiaMade;

/* Fills in the elements [first, end), of a section without width bytes.  COPIA_MADE_SPARE bytes
 * behind them may be written too.  False: they cannot be, which is damage of the section. */
#define COPIA_MADE_SPARE 8
typedef bool (*CopiaMake) (const void *data, uint64_t first, uint64_t end,
                           uint8_t *bytes);

/* Once.  DAMAGED where a name is there already or a size
 * cannot be; what `data` points to must live as long as the container. */
bool copia_container_make (CopiaContainer *self, const CopiaMade *made, size_t n,
                           CopiaMake make, GError **error);
