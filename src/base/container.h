/* container.h - a file of named sections, each checked when it is first touched.
 *
 * Layout: "Container" in index/FORMAT.md.  Opening checks header, contents and trailer only.
 * A section's bytes are checked chunk by chunk at first touch; a chunk whose checksum is wrong
 * marks the container as damaged, and reading goes on: callers bound every value they read, so
 * the answer is wrong but safe, and copia_container_sound() must be asked before it is given.
 * So the paths that read millions of values carry no error.
 *
 * A section may be stored packed, in pieces (base/pack.h): then `bytes` is memory of this process,
 * and a piece is unpacked into it at first touch.  So readers touch before they read, always,
 * and need not know.
 *
 * An open container is shared by threads without locks.
 */
#pragma once

#include "base/out.h"
#include "base/pack.h"
#include <glib.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define COPIA_CHUNK_SHIFT 18 /* chunks of 256 KiB */
#define COPIA_PADDING 64     /* readable bytes after every section */
#define COPIA_NAME_SIZE 48

/* Of a function that loads more bytes than it was let to touch, and masks them away: another
 * thread may be unpacking them, which is no matter, but is what ThreadSanitizer looks for. */
#ifdef __SANITIZE_THREAD__
#define COPIA_LOADS_MORE __attribute__ ((no_sanitize ("thread")))
#define COPIA_LOADED_MORE 1 /* elements, where such a function is part of its caller */
#else
#define COPIA_LOADS_MORE
#define COPIA_LOADED_MORE 0
#endif

typedef struct CopiaContainer CopiaContainer;

typedef struct {
    char name[COPIA_NAME_SIZE];
    const uint8_t *bytes; /* `size` bytes, then COPIA_PADDING readable ones */
    uint64_t size;
    uint64_t count; /* elements */
    uint32_t width; /* bytes an element, 0: not fixed */
    CopiaPacking packing;
    uint64_t stored_size; /* bytes in the file */
    /*< private >*/
    CopiaContainer *container;
    const uint8_t *stored; /* in the file; `bytes` where it is not packed */
    uint64_t first_chunk;
    uint32_t shift;                  /* of the bytes that one of `seen` stands for */
    _Atomic uint8_t *seen;           /* COPIA_SEEN: they were checked, and unpacked */
    struct CopiaSectionLinks *links; /* of what is LINKED */
    const void *made;                /* what it is made of (base/made.h) */
} CopiaSection;

/* ASKED: some reader has it for itself (base/unpacked.h). */
enum { COPIA_UNSEEN, COPIA_SEEN, COPIA_UNPACKING, COPIA_ASKED };

/* The file begins as containers do.  Nothing is taken from a pipe. */
bool copia_container_is (const char *path);
/* COPIA_ERROR_INPUT: not such a file; VERSION: of another format; DAMAGED. */
CopiaContainer *copia_container_open (const char *path, GError **error);
/* A file that a list names: where it is damaged, or none of copia's after all, the error says
 * `way_out`, which stays. */
CopiaContainer *copia_container_open_named (const char *path, const char *way_out,
                                            GError **error);
/* NULL: there is none of that name. */
const CopiaSection *copia_container_find (const CopiaContainer *self, const char *name);
/* Those that are in the file. */
const CopiaSection *copia_container_sections (const CopiaContainer *self, size_t *n);
uint64_t copia_container_size (const CopiaContainer *self);  /* bytes of the file */
const char *copia_container_id (const CopiaContainer *self); /* 16 hexadecimal digits */
const char *copia_container_path (const CopiaContainer *self);
/* False and DAMAGED if any touched chunk was damaged or copia_container_blame() was called. */
bool copia_container_sound (const CopiaContainer *self, GError **error);
/* Sets DAMAGED with path, what is wrong, and the way out; always false. */
bool copia_container_damaged (const CopiaContainer *self, GError **error,
                              const char *format, ...) G_GNUC_PRINTF (3, 4);
/* A reader met a value that cannot be: remembered as damage of this section. */
void copia_container_blame (const CopiaSection *section);
/* Touches everything, the zero bytes between sections too. */
bool copia_container_verify (const CopiaContainer *self, GError **error);
void copia_container_close (CopiaContainer *self);

/* Once so many bytes of it are unpacked for all, readers of places (base/unpacked.h) take no more of
 * them; a quarter of the machine's memory, if nothing is said.  Nobody uses the container yet. */
void copia_container_limit (CopiaContainer *self, uint64_t bytes);
/* It is one of several that are read together, which have `all` bytes: a part of that is its own. */
void copia_container_limit_among (CopiaContainer *self, uint64_t all);

/* What is packed is from now on unpacked into memory that children of this process share, so that
 * what one has unpacked none does again.  That is a little dearer than memory of one's own.
 * Nobody else uses the container meanwhile. */
void copia_container_share (CopiaContainer *self);
/* After each child has ended, and before there is another: what it did not unpack to its end is
 * to be unpacked. */
void copia_container_settle (const CopiaContainer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaContainer, copia_container_close)

/* The elements [*first, *end) of a packed section that are unpacked together with this one, which
 * there is. */
void copia_section_part (const CopiaSection *self, uint64_t element, uint64_t *first,
                         uint64_t *end);
void copia_section_see (const CopiaSection *self,
                        uint64_t part); /* slow path of touch */

/* Call before reading bytes [offset, offset + size) of a section; the range must lie inside, and
 * may be empty.  What another thread has seen to be damaged is known to this one too. */
static inline void
copia_section_touch (const CopiaSection *self, uint64_t offset, uint64_t size)
{
    uint64_t part = offset >> self->shift, last;

    if (size == 0)
        return;
    last = (offset + size - 1) >> self->shift;
    for (; part <= last; part++)
        if (G_UNLIKELY (atomic_load_explicit (&self->seen[part],
                                              memory_order_acquire) != COPIA_SEEN))
            copia_section_see (self, part);
}

/* The minor version of a file without anything newer. */
#define COPIA_FORMAT_OLDEST 2

/* Writing: sections one after the other, then the contents. */
typedef struct CopiaContainerWriter CopiaContainerWriter;

CopiaContainerWriter *copia_container_writer_new (const char *path);
/* Takes away drafts of such a file that killed processes left; writing one does so too. */
void copia_container_sweep (const char *path);
/* What its sections need of a reader: COPIA_FORMAT_OLDEST if nothing is said; before the first one. */
void copia_container_writer_format (CopiaContainerWriter *self, uint16_t minor);
/* How sections of these names are stored from now on; those shorter than `least` bytes, as they
 * are.  NULL: all of them. */
void copia_container_writer_pack (CopiaContainerWriter *self,
                                  CopiaPacking (*choose) (const char *name),
                                  uint64_t least);
/* So many threads pack; the bytes are the same. */
void copia_container_writer_share (CopiaContainerWriter *self, unsigned threads);
void copia_container_begin (CopiaContainerWriter *self, const char *name,
                            uint32_t width);
/* True: the section gets shorter if all its elements are given twice, first to learn(), and then,
 * after learnt(), to put(). */
bool copia_container_learns (const CopiaContainerWriter *self);
void copia_container_learn (CopiaContainerWriter *self, const void *data, size_t size);
void copia_container_learnt (CopiaContainerWriter *self);
void copia_container_put (CopiaContainerWriter *self, const void *data, size_t size);
void copia_container_end (CopiaContainerWriter *self, uint64_t count);
bool copia_container_writer_close (CopiaContainerWriter *self, GError **error);
void copia_container_writer_free (CopiaContainerWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaContainerWriter, copia_container_writer_free)
