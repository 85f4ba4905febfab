/* ngram-counter.c - a hash table of n-grams that grows with them. */
#include "study/ngram-counter.h"

#include "index/walk.h"
#include "study/unit-pairs.h"

#include <string.h>

#define FEWEST 64           /* n-grams there is room for; a power of 2 */
#define EXPECTED (1u << 16) /* so many are made room for before they come */

/* An n-gram being counted.  Occurrences are met in corpus order, so where units do not recur a new
 * one is one that differs from the last; else pairs tell.  What all regions leave over may come back
 * at any time, but is none of the units of a range. */
typedef struct {
    uint64_t key; /* what is left of it */
    uint64_t at;  /* of its first occurrence */
    uint32_t count;
    uint32_t range;
    uint32_t last; /* unit */
    uint32_t here; /* occurrences in it */
    uint32_t peak; /* the most in one unit, the first of them */
    uint32_t unit;
} Entry;

struct CopiaNgramCounter {
    const CopiaNgrams *all;
    const CopiaNgramsAsk *ask;
    CopiaNgramKeys keys;
    uint32_t size; /* words of an n-gram */
    uint64_t least;
    bool exact, careful;
    uint32_t
        outside; /* the unit of what regions leave over; COPIA_NONE: there is none */
    CopiaUnitPairs
        *pairs; /* of an entry's place and a unit; NULL: units do not recur */
    Entry *entries;
    uint32_t n, room;
    uint32_t *slots;  /* places in entries + 1; 2 * room of them */
    uint32_t n_slots; /* in use: a power of 2 */
    bool doubts;      /* an n-gram reached the least count */
    uint64_t added;   /* occurrences of the class */
    uint32_t most;    /* that are counted of an n-gram */
    bool full;        /* one of the class occurs more often */
    bool was_full;
    GArray *rows; /* CopiaNgramRow */
    uint64_t n_rows, hits;
};

static void
make_room (CopiaNgramCounter *self, uint32_t room)
{
    self->entries = g_renew (Entry, self->entries, room);
    g_free (self->slots);
    self->slots = g_new (uint32_t, 2 * (size_t) room);
    self->room = room;
}

CopiaNgramCounter *
copia_ngram_counter_new (const CopiaNgrams *all, const CopiaNgramsAsk *ask, uint32_t n,
                         const CopiaNgramKeys *keys)
{
    CopiaNgramCounter *self = g_new0 (CopiaNgramCounter, 1);
    uint32_t units = copia_units_count (all->text.units);

    self->all = all;
    self->ask = ask;
    self->keys = *keys;
    self->size = n;
    self->least = MAX (ask->min, ask->min_range);
    self->most = ask->most > 0 ? ask->most : UINT32_MAX;
    self->exact = copia_ngram_is_exact (&all->text, n);
    self->outside = COPIA_NONE;
    if (units > 0 && copia_units_is_outside (all->text.units, units - 1))
        self->outside = units - 1;
    if (copia_units_recur (all->text.units))
        self->pairs = copia_unit_pairs_new ();
    self->rows = g_array_new (FALSE, FALSE, sizeof (CopiaNgramRow));
    make_room (self, FEWEST);
    return self;
}

void
copia_ngram_counter_free (CopiaNgramCounter *self)
{
    if (!self)
        return;
    copia_unit_pairs_free (self->pairs);
    g_free (self->entries);
    g_free (self->slots);
    g_array_unref (self->rows);
    g_free (self);
}

static inline uint32_t
slot_of (const CopiaNgramCounter *self, uint64_t key)
{
    return (uint32_t) (key * COPIA_NGRAM_ODD1 >> 32) & (self->n_slots - 1);
}

/* Puts all entries into twice the slots. */
static void
grow (CopiaNgramCounter *self)
{
    if (self->n == self->room)
        make_room (self, 2 * self->room);
    self->n_slots *= 2;
    memset (self->slots, 0, self->n_slots * sizeof *self->slots);
    for (uint32_t k = 0; k < self->n; k++) {
        uint32_t i = slot_of (self, self->entries[k].key);

        while (self->slots[i] > 0)
            i = (i + 1) & (self->n_slots - 1);
        self->slots[i] = k + 1;
    }
}

void
copia_ngram_counter_begin (CopiaNgramCounter *self, uint64_t expected, bool careful)
{
    uint32_t room = FEWEST;

    while (room < MIN (expected, EXPECTED))
        room *= 2;
    if (room > self->room)
        make_room (self, room);
    self->careful = careful && !self->exact;
    self->doubts = self->full = false;
    self->n = 0;
    self->added = 0;
    self->n_slots = 2 * room;
    if (self->pairs)
        copia_unit_pairs_clear (self->pairs);
    memset (self->slots, 0, self->n_slots * sizeof *self->slots);
}

static bool
same_words (const CopiaNgramCounter *self, uint64_t x, uint64_t y)
{
    uint32_t a[COPIA_LONGEST_NGRAM] = { 0 }, b[COPIA_LONGEST_NGRAM] = { 0 };

    copia_ngram_read (&self->all->text, x, self->size, a);
    copia_ngram_read (&self->all->text, y, self->size, b);
    return memcmp (a, b, self->size * sizeof *a) == 0;
}

/* The entry of an n-gram; NULL: there is none, and *slot is where it would stand. */
G_ALWAYS_INLINE static inline Entry *
find (const CopiaNgramCounter *self, uint64_t key, uint64_t at, bool careful,
      uint32_t *slot)
{
    for (uint32_t i = slot_of (self, key);; i = (i + 1) & (self->n_slots - 1)) {
        uint32_t place = self->slots[i];
        Entry *entry = &self->entries[place - 1];

        *slot = i;
        if (place == 0)
            return NULL;
        if (entry->key == key && (!careful || same_words (self, entry->at, at)))
            return entry;
    }
}

G_ALWAYS_INLINE static inline Entry *
entry_of (CopiaNgramCounter *self, uint64_t key, uint64_t at, bool careful)
{
    uint32_t slot;
    Entry *entry = find (self, key, at, careful, &slot);

    if (entry)
        return entry;
    if (G_UNLIKELY (2 * self->n == self->n_slots)) {
        grow (self);
        find (self, key, at, careful, &slot);
    }
    self->slots[slot] = ++self->n;
    entry = &self->entries[self->n - 1];
    *entry = (Entry){ .key = key, .at = at, .last = COPIA_NONE };
    return entry;
}

static inline void
count_in (const CopiaNgramCounter *self, Entry *entry, uint32_t unit)
{
    if (self->pairs)
        entry->here = copia_unit_pairs_add (self->pairs,
                                            (uint32_t) (entry - self->entries), unit);
    else
        entry->here = entry->last == unit ? entry->here + 1 : 1;
    entry->range += entry->here == 1;
    entry->last = unit;
    if (entry->here > entry->peak ||
        (entry->here == entry->peak && unit < entry->unit)) {
        entry->peak = entry->here;
        entry->unit = unit;
    }
}

/* As a rule neither is asked: then nothing is called on the way. */
G_ALWAYS_INLINE static inline void
add_some (CopiaNgramCounter *self, uint64_t base, const uint64_t *rests,
          const uint32_t *at, uint32_t n, bool careful, bool watched)
{
    uint32_t units[COPIA_NGRAMS_TOLD];

    copia_units_find (self->all->text.units, base, at, n, units);
    for (uint32_t i = 0; i < n; i++) {
        Entry *entry = entry_of (self, rests[i], base + at[i], careful);

        if (watched)
            self->full |= entry->count == self->most;
        self->doubts |= ++entry->count >= self->least;
        if (units[i] != self->outside)
            count_in (self, entry, units[i]);
    }
}

/* Nothing occurs too often before as many were added. */
void
copia_ngram_counter_add (CopiaNgramCounter *self, uint64_t base, const uint64_t *rests,
                         const uint32_t *at, uint32_t n)
{
    self->added += n;
    if (G_UNLIKELY (self->careful || self->added > self->most))
        add_some (self, base, rests, at, n, self->careful, true);
    else
        add_some (self, base, rests, at, n, false, false);
}

bool
copia_ngram_counter_doubts (const CopiaNgramCounter *self)
{
    return self->doubts && !self->exact && !self->careful;
}

/* Words are on their way from memory before they are compared. */
bool
copia_ngram_counter_check (const CopiaNgramCounter *self, uint64_t base,
                           const uint64_t *rests, const uint32_t *at, uint32_t n)
{
    CopiaWalk walk = copia_walk_of (self->all->text.tokens);
    uint64_t first[COPIA_NGRAMS_TOLD], other[COPIA_NGRAMS_TOLD];
    uint32_t some = 0, slot;

    for (uint32_t i = 0; i < n; i++) {
        const Entry *entry = find (self, rests[i], base + at[i], false, &slot);

        first[some] = entry->at;
        other[some] = base + at[i];
        if (entry->count < self->least || entry->at == other[some])
            continue;
        copia_walk_prefetch_place (&walk, entry->at);
        copia_walk_prefetch_place (&walk, other[some]);
        some++;
    }
    for (uint32_t i = 0; i < some; i++)
        if (!same_words (self, first[i], other[i]))
            return false;
    return true;
}

bool
copia_ngram_counter_is_full (const CopiaNgramCounter *self)
{
    return self->was_full;
}

static bool
is_stopped (const CopiaNgramCounter *self, uint64_t at)
{
    const bool *stopped = self->all->stopped;
    uint32_t items[COPIA_LONGEST_NGRAM] = { 0 }, last = self->size - 1;

    if (!stopped)
        return false;
    copia_ngram_read (&self->all->text, at, self->size, items);
    for (uint32_t i = 0; i <= last; i++)
        if (stopped[items[i]] && (self->ask->stop_inside || i == 0 || i == last))
            return true;
    return false;
}

void
copia_ngram_counter_end (CopiaNgramCounter *self, uint32_t class)
{
    uint64_t high = (uint64_t) class << self->keys.rest_bits;
    unsigned shift = 64 - (self->keys.class_bits + self->keys.rest_bits);

    self->was_full |= self->full;
    for (uint32_t i = 0; i < self->n; i++) {
        const Entry *entry = &self->entries[i];
        CopiaNgramRow row = { .at = entry->at,
                              .count = entry->count,
                              .range = entry->range,
                              .n = self->size,
                              .peak = entry->peak,
                              .unit = entry->unit };

        if (entry->count < self->ask->min || row.range < self->ask->min_range ||
            is_stopped (self, entry->at))
            continue;
        row.key = copia_ngram_key_unmix (&self->keys, high | entry->key) << shift;
        self->n_rows++;
        self->hits += entry->count;
        g_array_append_val (self->rows, row);
    }
    copia_ngrams_prune (self->all, self->ask, self->rows);
}

void
copia_ngram_counter_pour (CopiaNgramCounter *self, CopiaNgrams *into)
{
    into->n_rows += self->n_rows;
    into->hits += self->ask->node ? 0 : self->hits;
    g_array_append_vals (into->rows, self->rows->data, self->rows->len);
    copia_ngrams_prune (into, self->ask, into->rows);
    g_array_set_size (self->rows, 0);
    self->n_rows = self->hits = 0;
}
