/* set-private.h - what the steps of writing a set share. */
#pragma once

#include "index/merge-private.h"

/* The sections `set.*`. */
void copia_set_write_shards (const CopiaMerge *self, CopiaContainerWriter *out);
