/* victim.h - a file in memory that is damaged and opened again and again.
 *
 * When the program dies or hangs, the last thing it prints is what it was trying.
 */
#pragma once

#include "index/index.h"

typedef struct {
    int fd;
    char *path;
} Victim;

Victim victim_new (void);
void victim_write (Victim *self, const void *bytes, size_t size); /* all of the file */
void victim_poke (Victim *self, size_t at, const void *bytes, size_t size);
void victim_free (Victim *self);

/* Says what is tried next; `number` is a byte, a length, the number of a case. */
void victim_say (const char *what, unsigned long number, unsigned detail);

typedef enum { REFUSED, UNSOUND, ANSWERED } Outcome;

/* Opens, runs the battery, asks whether it may be believed, verifies. */
typedef struct {
    Outcome outcome;
    uint64_t sum; /* when it answered; what CQL adds is 0 unless it was asked */
    uint64_t cql;
    bool verified;
    bool agrees; /* when it was verified and `scan` was asked: with a plain scan */
} Result;

typedef enum {
    TRY_BATTERY = 0,
    TRY_SCAN = 1, /* compare what is verified with a plain scan */
    TRY_CQL = 2,
} Effort;

Result victim_try (const Victim *self, unsigned effort);
