/* forger.h - an index as an enemy makes it: some of it is changed and all checksums are right. */
#pragma once

#include <glib.h>
#include <stdint.h>

#define FORGER_FILLINGS 5

typedef struct {
    GRand *random;
    uint8_t *bytes; /* of the file being made */
    gsize size;
    uint64_t contents; /* where the entries begin */
    uint32_t sections;
} Forger;

/* `random`, `bytes` and `size` are those of a good index. */
void forger_begin (Forger *self);
/* One change, sometimes three, of the kind that `number` chooses; returns its name. */
const char *forger_change (Forger *self, unsigned number);
/* All numbers of a section alike, or nearly: `how` < FORGER_FILLINGS. */
void forger_fill (Forger *self, uint32_t section, unsigned how);
