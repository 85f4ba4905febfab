/* recent.c - two levels of small sets, each a line of memory. */
#include "index/recent.h"

#include "base/large.h"
#include "index/types-private.h"

#include <stdlib.h>
#include <string.h>

/* The first fits into a core's cache; the second takes one access to memory instead of the three
 * of a table, and is worth its room after so many words that were not among the first. */
#define FIRST_BITS 12
#define SECOND_BITS 17
#define ENOUGH 200000
#define LONGEST 15
#define WAYS 3
#define LINE 64

/* The bytes of a word, as it stands in memory, and in the last byte its size and the mark: what
 * has these two is the word.  0, 0: there is none. */
typedef struct {
    uint64_t low, high;
} Bytes;

/* Words of one hash, those that were found last in front. */
typedef struct {
    Bytes words[WAYS];
    uint32_t numbers[WAYS];
    uint32_t unused;
} Set;

G_STATIC_ASSERT (sizeof (Set) == LINE);

/* In no set. */
static const Bytes too_long = { 1, 0 };

typedef struct {
    Bytes word;      /* `too_long`: it was looked up at once */
    uint32_t number; /* until it is known, the hash */
} Waiting;

struct CopiaRecentTypes {
    CopiaTypes *types;
    uint64_t key;
    uint32_t missed; /* by the first */
    unsigned n;
    Waiting waiting[COPIA_RECENT_MOST];
    Set *first;
    Set *second; /* NULL: not yet */
};

CopiaRecentTypes *
copia_recent_types_new (CopiaTypes *types)
{
    CopiaRecentTypes *self = g_new0 (CopiaRecentTypes, 1);

    self->types = types;
    self->key = copia_types_key (types);
    self->first = aligned_alloc (LINE, sizeof (Set) << FIRST_BITS);
    if (!self->first)
        g_error ("no memory for %u words", WAYS << FIRST_BITS);
    memset (self->first, 0, sizeof (Set) << FIRST_BITS);
    return self;
}

/* ---- words as integers ---------------------------------------------------------------- */

static inline uint64_t
load64 (const char *bytes)
{
    uint64_t value;

    memcpy (&value, bytes, sizeof value);
    return value;
}

static inline uint64_t
load32 (const char *bytes)
{
    uint32_t value;

    memcpy (&value, bytes, sizeof value);
    return value;
}

/* Loads that overlap, for nothing behind the word may be read. */
static inline Bytes
load (const char *word, size_t size, bool marked)
{
    Bytes bytes = { 0, (uint64_t) size << 56 | (uint64_t) marked << 63 };

    if (size > 8) {
        bytes.low = load64 (word);
        bytes.high |= load64 (word + size - 8) >> (8 * (16 - size));
    } else if (size == 8) {
        bytes.low = load64 (word);
    } else if (size >= 4) {
        bytes.low = load32 (word) | load32 (word + size - 4) << (8 * (size - 4));
    } else {
        bytes.low = (uint64_t) (uint8_t) word[0] |
                    (uint64_t) (uint8_t) word[size / 2] << (8 * (size / 2)) |
                    (uint64_t) (uint8_t) word[size - 1] << (8 * (size - 1));
    }
    return bytes;
}

static inline bool
is_marked (Bytes word)
{
    return word.high >> 63;
}

static inline size_t
size_of (Bytes word)
{
    return word.high >> 56 & LONGEST;
}

static uint32_t
add (CopiaRecentTypes *self, Bytes word)
{
    const char *bytes = (const char *) &word;
    const size_t size = size_of (word);

    return is_marked (word) ? copia_types_add_marked (self->types, bytes, size)
                            : copia_types_add (self->types, bytes, size);
}

/* ---- sets ----------------------------------------------------------------------------- */

static inline Set *
first_set (const CopiaRecentTypes *self, uint32_t hash)
{
    return &self->first[hash >> (32 - FIRST_BITS)];
}

static inline Set *
second_set (const CopiaRecentTypes *self, uint32_t hash)
{
    return &self->second[hash >> (32 - SECOND_BITS)];
}

static inline bool
is_at (const Set *set, unsigned way, Bytes word)
{
    return ((set->words[way].low ^ word.low) | (set->words[way].high ^ word.high)) == 0;
}

/* To the front; the words before it move one back, and that at `way` is gone. */
static inline void
put_in_front (Set *set, unsigned way, Bytes word, uint32_t number)
{
    for (; way > 0; way--) {
        set->words[way] = set->words[way - 1];
        set->numbers[way] = set->numbers[way - 1];
    }
    set->words[0] = word;
    set->numbers[0] = number;
}

static inline bool
find (Set *set, Bytes word, uint32_t *number)
{
    if (G_LIKELY (is_at (set, 0, word))) {
        *number = set->numbers[0];
        return true;
    }
    for (unsigned way = 1; way < WAYS; way++)
        if (is_at (set, way, word)) {
            *number = set->numbers[way];
            put_in_front (set, way, word, *number);
            return true;
        }
    return false;
}

/* ---- waiting words -------------------------------------------------------------------- */

bool
copia_recent_types_put (CopiaRecentTypes *self, const char *word, size_t size,
                        bool marked)
{
    Waiting *waiting = &self->waiting[self->n++];

    if (G_UNLIKELY (size == 0 || size > LONGEST)) {
        waiting->word = too_long;
        waiting->number = marked ? copia_types_add_marked (self->types, word, size)
                                 : copia_types_add (self->types, word, size);
    } else {
        Bytes bytes = load (word, size, marked);

        waiting->word = bytes;
        waiting->number =
            (uint32_t) (copia_multiply (bytes.low ^ self->key,
                                        bytes.high ^ 0x9E3779B97F4A7C15u) >>
                        32);
        __builtin_prefetch (first_set (self, waiting->number), 1);
    }
    return self->n == COPIA_RECENT_MOST;
}

/* Which of those that wait are not among the first. */
static unsigned
find_first (CopiaRecentTypes *self, uint32_t *numbers, uint8_t *which)
{
    unsigned missed = 0;

    for (unsigned i = 0; i < self->n; i++) {
        const Waiting *waiting = &self->waiting[i];

        which[missed] = (uint8_t) i;
        numbers[i] = waiting->number;
        if (G_LIKELY (
                find (first_set (self, waiting->number), waiting->word, &numbers[i])))
            continue;
        missed++;
        if (self->second)
            __builtin_prefetch (second_set (self, waiting->number), 1);
        if (waiting->word.high)
            copia_types_expect (self->types, (const char *) &waiting->word,
                                size_of (waiting->word));
    }
    return missed;
}

/* Which of these are not among the second either. */
static unsigned
find_second (CopiaRecentTypes *self, uint32_t *numbers, uint8_t *which, unsigned n)
{
    unsigned missed = 0;

    for (unsigned k = 0; k < n; k++) {
        const Waiting *waiting = &self->waiting[which[k]];
        uint32_t *number = &numbers[which[k]];

        if (find (second_set (self, waiting->number), waiting->word, number))
            put_in_front (first_set (self, waiting->number), WAYS - 1, waiting->word,
                          *number);
        else
            which[missed++] = which[k];
    }
    return missed;
}

static void
find_further (CopiaRecentTypes *self, uint32_t *number, const Waiting *waiting)
{
    if (waiting->word.high == 0 ||
        find (first_set (self, waiting->number), waiting->word, number))
        return; /* too long, or met twice */
    *number = add (self, waiting->word);
    put_in_front (first_set (self, waiting->number), WAYS - 1, waiting->word, *number);
    if (self->second)
        put_in_front (second_set (self, waiting->number), WAYS - 1, waiting->word,
                      *number);
}

unsigned
copia_recent_types_take (CopiaRecentTypes *self, uint32_t numbers[COPIA_RECENT_MOST],
                         uint8_t which[COPIA_RECENT_MOST], unsigned *asked)
{
    const unsigned n = self->n;
    unsigned missed = find_first (self, numbers, which);

    if (self->second)
        missed = find_second (self, numbers, which, missed);
    else if ((self->missed += missed) >= ENOUGH)
        self->second = copia_large_new0 (1 << SECOND_BITS, sizeof (Set));
    for (unsigned k = 0; k < missed; k++)
        find_further (self, &numbers[which[k]], &self->waiting[which[k]]);
    self->n = 0;
    *asked = missed;
    return n;
}

void
copia_recent_types_free (CopiaRecentTypes *self)
{
    if (!self)
        return;
    free (self->first);
    copia_large_free (self->second);
    g_free (self);
}
