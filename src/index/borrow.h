/* borrow.h - telling sections as differences to those of another file (FORMAT.md, "Unions that
 * borrow").
 *
 * Arrays are numbered and can serve several sections; lines name them.
 */
#pragma once

#include "base/ints.h"

/* Numbers (uint64_t) on their way into such arrays. */
static inline GArray *
copia_borrow_numbers_new (void)
{
    return g_array_new (FALSE, FALSE, sizeof (uint64_t));
}

static inline void
copia_borrow_add (GArray *numbers, uint64_t number)
{
    g_array_append_val (numbers, number);
}

static inline uint64_t
copia_borrow_number (const GArray *numbers, uint64_t i)
{
    return g_array_index (numbers, uint64_t, i);
}

/* Where the elements of a section come from. */
typedef struct {
    GArray *run, *from; /* uint64_t */
    uint64_t count;     /* elements so far */
    uint64_t next;      /* what would go on with the last run */
} CopiaRuns;

CopiaRuns copia_runs_new (void);
void copia_runs_copy (CopiaRuns *self, uint64_t at, uint64_t n); /* of the source */
void copia_runs_fresh (CopiaRuns *self, uint64_t at, uint64_t n);
void copia_runs_clear (CopiaRuns *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaRuns, copia_runs_clear)

/* What old values become. */
typedef struct {
    GArray *old, *new; /* uint64_t */
} CopiaShifts;

CopiaShifts copia_shifts_new (void);
/* From `old` on, which rises, values become new and so on. */
void copia_shifts_add (CopiaShifts *self, uint64_t old, uint64_t new);
uint64_t copia_shifts_value (const CopiaShifts *self, uint64_t value);
void copia_shifts_clear (CopiaShifts *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaShifts, copia_shifts_clear)

/* Of `n` elements: those of `places` (uint64_t, not falling, <= n) are put in before them.  Element i
 * of the new ones is fresh element i. */
void copia_runs_insert (CopiaRuns *self, CopiaShifts *shifts, const GArray *places,
                        uint64_t n);

typedef struct {
    CopiaContainerWriter *out;
    GString *lines;
    unsigned parts;
} CopiaBorrow;

#define COPIA_NO_PART UINT32_MAX

/* A section; numbers of arrays are COPIA_NO_PART where there is none. */
typedef struct {
    uint32_t run, from, old, new, add, fresh;
} CopiaBorrowParts;

#define COPIA_BORROW_NOTHING                                                           \
    (CopiaBorrowParts)                                                                 \
    {                                                                                  \
        COPIA_NO_PART, COPIA_NO_PART, COPIA_NO_PART, COPIA_NO_PART, COPIA_NO_PART,     \
            COPIA_NO_PART                                                              \
    }

void copia_borrow_begin (CopiaBorrow *self, CopiaContainerWriter *out,
                         const char *base_id);
/* The number of an array of uint64_t that is written now; of one without elements there is none. */
uint32_t copia_borrow_array (CopiaBorrow *self, const GArray *values);
uint32_t copia_borrow_bytes (CopiaBorrow *self, const void *bytes, size_t size);
void copia_borrow_runs (CopiaBorrow *self, const CopiaRuns *runs,
                        CopiaBorrowParts *parts);
void copia_borrow_shifts (CopiaBorrow *self, const CopiaShifts *shifts,
                          CopiaBorrowParts *parts);
void copia_borrow_section (CopiaBorrow *self, const char *name, uint32_t width,
                           uint64_t count, const char *source,
                           const CopiaBorrowParts *parts);
void copia_borrow_end (CopiaBorrow *self);
