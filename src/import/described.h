/* described.h - stands between a text that is told as it stands and who hears it: each `text` has
 * what is known of its file as well, which goes before what it says of itself.
 */
#pragma once

#include "text/document.h"
#include "text/event.h"

/* Borrows both. */
typedef struct {
    CopiaReceiver receiver; /* tell it */
    /* Told of each text what it or its file says of its language, or NULL; may be NULL. */
    void (*hear_language) (const void *data, const char *said);
    const void *data; /* of that */
    /*< private >*/
    const CopiaReceiver *to;
    const GPtrArray *attributes; /* char *: name, value, .. */
} CopiaDescribed;

void copia_described_init (CopiaDescribed *self, const CopiaDocument *document,
                           const CopiaReceiver *to);
