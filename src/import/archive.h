/* archive.h - what is packed: the members of a ZIP or tar archive, or one compressed file.
 *
 * Nothing is ever written to disk.  Refused, with one line that says why: an archive with a
 * password, a name that leads out of it (`../`, `/etc`), one that is cut or damaged, one that
 * unpacks to much more than it is (a bomb), and one that holds more than memory should.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/aside.h"

#define COPIA_ARCHIVE_MOST (UINT64_C (1) << 30)      /* bytes unpacked */
#define COPIA_ARCHIVE_MEMBERS 100000                 /* files in it */
#define COPIA_ARCHIVE_RATIO 250                      /* times larger than packed .. */
#define COPIA_ARCHIVE_HARMLESS (UINT64_C (64) << 20) /* .. where it is more than this */

typedef struct {
    char *name;  /* UTF-8, as the archive has it */
    char *bytes; /* and a NUL behind them */
    size_t size;
} CopiaMember;

typedef enum {
    COPIA_PACKED_NOT,
    COPIA_PACKED_FILE,    /* gzip, bzip2, xz or zstd, of one file */
    COPIA_PACKED_ARCHIVE, /* ZIP, or tar, compressed or not */
} CopiaPacked;

/* By the first bytes; a compressed tar needs its name, too. */
CopiaPacked copia_archive_kind (const char *name, const char *bytes, size_t size);

/* Whether a name claims it: `.gz`, `.zip` and the like. */
bool copia_archive_named (const char *name);

/* The name without `.gz` and the like. */
char *copia_archive_inner_name (const char *name);

/* The members that are wanted, in natural order of their names: an array of CopiaMember that
 * owns them.  *others (may be NULL) counts the other files.  NULL on error. */
GPtrArray *copia_archive_read (const char *bytes, size_t size,
                               bool (*wants) (const char *name), guint *others,
                               GError **error);
/* A member by name, or NULL. */
const CopiaMember *copia_archive_find (const GPtrArray *members, const char *name);

/* One compressed file, `limit` bytes of it at most, and a NUL that is not counted; what is more
 * than `memory` bytes is put aside beside `beside`, unless that is NULL. */
CopiaAside *copia_archive_unpack (const char *bytes, size_t size, uint64_t limit,
                                  const char *beside, uint64_t memory, GError **error);
