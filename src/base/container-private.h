/* container-private.h - an open container as it lies in memory. */
#pragma once

#include "base/checksum.h"
#include "base/made.h"

#include <pthread.h>

/* What is known of the file lies in memory that children share: what one of them has checked or
 * found damaged is so for its parent, and for those to come.  (What a piece is unpacked into is
 * each one's own, unless copia_container_share() was called.) */
typedef struct {
    atomic_int damaged; /* number of the first damaged section + 1, 0: sound so far */
    _Atomic uint8_t seen[]; /* one a chunk */
} CopiaChecked;

/* Threads that wait for what another one unpacks. */
typedef struct {
    pthread_mutex_t lock;
    pthread_cond_t done;
    atomic_uint waiting;
} CopiaWaiters;

void copia_waiters_init (CopiaWaiters *self);
void copia_waiters_clear (CopiaWaiters *self);

struct CopiaContainer {
    char *path;
    const char *way_out; /* of damage */
    char id[17];
    const uint8_t *map;
    uint64_t size;
    CopiaChecksum checksum; /* of chunks */
    uint64_t n_chunks;
    const uint8_t *crcs; /* in the contents: one u32 a chunk */
    CopiaChecked *checked;
    size_t checked_size;     /* bytes */
    _Atomic uint8_t *pieces; /* one a piece of packed sections: COPIA_SEEN and so on */
    _Atomic uint8_t *shared; /* the same of sections that are shared; NULL: none is */
    uint64_t n_pieces;
    CopiaWaiters waiters;
    _Atomic uint64_t unpacked; /* bytes, about, of what is packed */
    uint64_t most_unpacked;    /* of it, before readers keep pieces to themselves */
    CopiaSection *sections;
    size_t n_sections;
    CopiaSection *made; /* further ones, which are not in the file */
    size_t n_made;
    CopiaMake make;
    _Atomic uint8_t *made_pieces; /* as `pieces` */
    const CopiaSection **by_name; /* sorted */
};

/* Of a packed section: checks what stands at its end and gives it memory (container-pieces.c). */
bool copia_section_prepare (CopiaSection *self, GError **error);
void copia_section_release (CopiaSection *self);
/* The stored bytes [offset, offset + size) were checked. */
void copia_section_check (const CopiaSection *self, uint64_t offset, uint64_t size);
void copia_section_unpack (const CopiaSection *self, uint64_t piece);
/* Its elements to `bytes`, which have room for them. */
void copia_section_unpack_to (const CopiaSection *self, uint64_t piece, uint8_t *bytes);
/* The elements [first, end) of what is made, to `bytes` (container-made.c). */
bool copia_section_make (const CopiaSection *self, uint64_t first, uint64_t end,
                         uint8_t *bytes);
/* Of all sections; DAMAGED where two have one name. */
bool copia_container_sort_names (CopiaContainer *self, GError **error);
