/* links.h - integers in codes that depend on the integer before.
 *
 * Words of a text are no independent draws: after "of" other words are likely than after "the".
 * So the class of an integer says which code what comes next has.  The codes belong to a whole
 * section, since a piece is too short to pay for them, and are few, classes after which much the
 * same follows sharing one: 32 tables stay near the processor, where 128 do not.  A piece is four
 * strings of codes side by side, so that four are decoded at once although each waits for the
 * integer before.  Specified in index/FORMAT.md, "Packed sections".
 */
#pragma once

#include "base/prefix.h"
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define COPIA_LINK_START 128 /* the class before the first */
#define COPIA_LINK_CLASSES (COPIA_LINK_START + 1)
#define COPIA_LINK_CODES 32 /* at most, and one for what follows none */
#define COPIA_LINK_BITS 10

/* How often a symbol follows each class, to begin with zeros. */
typedef struct {
    uint32_t counts[COPIA_LINK_CLASSES][COPIA_PREFIX_SYMBOLS];
    uint64_t n;
    unsigned before; /* class of the last, plus one */
} CopiaLinkCounts;

typedef struct {
    uint8_t code[COPIA_LINK_CLASSES]; /* of what follows the class */
    unsigned n;                       /* codes, that for what follows none the last */
    CopiaPrefix prefix[COPIA_LINK_CODES + 1];
} CopiaLinkCodes;

typedef struct {
    uint16_t entries[COPIA_LINK_CODES + 1][1 << COPIA_LINK_BITS];
    uint64_t symbols[COPIA_PREFIX_SYMBOLS]; /* what a symbol stands for, see links.c */
    unsigned start;                         /* the code of what follows none */
    bool is_short; /* two integers never take more than 56 bits */
} CopiaLinkTables;

/* Goes on with `size` bytes, whole elements of `width` <= 4. */
void copia_links_count (CopiaLinkCounts *self, uint32_t width, const uint8_t *bytes,
                        size_t size);
/* Appends the codes as they are stored.  Spoils the counts. */
void copia_links_codes (CopiaLinkCodes *self, CopiaLinkCounts *counts, GByteArray *to);
/* False: there are no such codes, or bytes too many. */
bool copia_links_tables (CopiaLinkTables *self, const uint8_t *bytes, uint64_t size);

/* False, and nothing is appended: an element has no code. */
bool copia_links_pack (const CopiaLinkCodes *self, uint32_t width, const uint8_t *bytes,
                       uint32_t size, GByteArray *to);
/* As copia_unpack(). */
bool copia_links_unpack (const CopiaLinkTables *self, uint32_t width,
                         const uint8_t *packed, uint64_t packed_size, uint8_t *bytes,
                         uint32_t size);
