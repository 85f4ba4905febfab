/* ngrams.c - n-grams thrown into buckets that fit a cache, and counted there. */
#include "study/ngrams.h"

#include "study/ngram-text.h"

#include <string.h>

/* An n-gram counted.  Units are met in corpus order, and the pieces of a region follow each
 * other, so a new unit is one that differs from the last; but the unit of what all regions
 * leave over may come back at any time, and is remembered beside. */
typedef struct {
    uint64_t key;
    uint32_t at; /* of its first occurrence */
    uint32_t count;
    uint32_t range;       /* of regions */
    uint32_t first, last; /* units; COPIA_NONE: none */
    bool outside;
} Entry;

typedef struct {
    CopiaNgramPlace *places;
    uint32_t n, room;
    GArray *entries; /* Entry, in the order of first occurrence */
} Bucket;

struct CopiaNgramsPart {
    const CopiaNgramText *text;
    const CopiaNgramsAsk *ask;
    uint32_t n_buckets;
    Bucket *buckets;
    uint64_t hits;
    uint32_t *slots; /* scratch: places in entries + 1 */
    uint32_t n_slots;
};

static uint64_t
mixed (uint64_t key)
{
    key *= 0x9E3779B97F4A7C15u;
    key ^= key >> 29;
    key *= 0xBF58476D1CE4E5B9u;
    return key ^ key >> 32;
}

static bool
is_outside (const CopiaNgramsPart *self, uint32_t unit)
{
    return copia_units_is_outside (self->text->units, unit);
}

static bool
same (const CopiaNgramsPart *self, const Entry *entry, uint64_t key, uint32_t at)
{
    uint32_t a[COPIA_LONGEST_NGRAM] = { 0 }, b[COPIA_LONGEST_NGRAM] = { 0 };
    uint32_t n = self->ask->n;

    if (entry->key != key)
        return false;
    if (copia_ngram_is_exact (self->text, n))
        return true;
    copia_ngram_read (self->text, entry->at, n, a);
    copia_ngram_read (self->text, at, n, b);
    return memcmp (a, b, n * sizeof *a) == 0;
}

/* Empties the scratch for at most n n-grams. */
static void
clear_slots (CopiaNgramsPart *self, uint32_t n)
{
    uint32_t wanted = 64;

    while (wanted < n * (uint64_t) 2)
        wanted *= 2;
    if (wanted > self->n_slots || !self->slots) {
        g_free (self->slots);
        self->slots = g_new (uint32_t, wanted);
    }
    self->n_slots = wanted;
    memset (self->slots, 0, wanted * sizeof *self->slots);
}

/* The slot of an n-gram, empty or its own. */
static uint32_t *
slot_of (CopiaNgramsPart *self, const GArray *entries, uint64_t key, uint32_t at)
{
    uint32_t mask = self->n_slots - 1;

    for (uint32_t i = (uint32_t) mixed (key) & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &self->slots[i];

        if (*slot == 0 ||
            same (self, &g_array_index (entries, Entry, *slot - 1), key, at))
            return slot;
    }
}

static void
count_place (CopiaNgramsPart *self, GArray *entries, const CopiaNgramPlace *place)
{
    uint32_t *slot = slot_of (self, entries, place->key, place->at);
    Entry fresh = { place->key, place->at, 0, 0, COPIA_NONE, COPIA_NONE, false };
    Entry *entry;

    if (*slot == 0) {
        g_array_append_val (entries, fresh);
        *slot = entries->len;
    }
    entry = &g_array_index (entries, Entry, *slot - 1);
    entry->count++;
    if (is_outside (self, place->unit))
        entry->outside = true;
    else if (entry->last != place->unit) {
        entry->last = place->unit;
        entry->first = entry->range++ == 0 ? place->unit : entry->first;
    }
}

static void
count_bucket (CopiaNgramsPart *self, Bucket *bucket)
{
    clear_slots (self, bucket->n);
    bucket->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
    for (uint32_t i = 0; i < bucket->n; i++)
        count_place (self, bucket->entries, &bucket->places[i]);
    g_clear_pointer (&bucket->places, g_free);
}

/* High bits of the hash choose the round, those below the bucket, low ones the slot. */
static void
take (void *data, CopiaNgramPlace place)
{
    CopiaNgramsPart *self = data;
    uint64_t round = (mixed (place.key) >> 32) * self->ask->rounds;
    Bucket *bucket = &self->buckets[(round & UINT32_MAX) * self->n_buckets >> 32];

    if (round >> 32 != self->ask->round)
        return;
    if (bucket->n == bucket->room) {
        bucket->room = MAX (1024, 2 * bucket->room);
        bucket->places = g_renew (CopiaNgramPlace, bucket->places, bucket->room);
    }
    bucket->places[bucket->n++] = place;
}

CopiaNgramsPart *
copia_ngrams_part (const CopiaNgrams *all, const CopiaNgramsAsk *ask, uint64_t from,
                   uint64_t to, GError **error)
{
    g_autoptr (CopiaNgramsPart) self = g_new0 (CopiaNgramsPart, 1);

    self->text = &all->text;
    self->ask = ask;
    self->n_buckets = all->n_buckets;
    self->buckets = g_new0 (Bucket, self->n_buckets);
    if (!copia_ngram_scan (self->text, ask, from, to, take, self, &self->hits, error))
        return NULL;
    for (uint32_t i = 0; i < self->n_buckets; i++)
        count_bucket (self, &self->buckets[i]);
    return g_steal_pointer (&self);
}

static void
add_entry (CopiaNgramsPart *self, GArray *entries, const Entry *more)
{
    uint32_t *slot = slot_of (self, entries, more->key, more->at);
    Entry *entry;

    if (*slot == 0) {
        g_array_append_val (entries, *more);
        *slot = entries->len;
        return;
    }
    entry = &g_array_index (entries, Entry, *slot - 1);
    entry->count += more->count;
    entry->outside |= more->outside;
    if (more->range == 0)
        return;
    entry->range += more->range - (entry->range > 0 && entry->last == more->first);
    entry->first = entry->first == COPIA_NONE ? more->first : entry->first;
    entry->last = more->last;
}

void
copia_ngrams_merge (CopiaNgramsPart *into, CopiaNgramsPart *behind)
{
    into->hits += behind->hits;
    for (uint32_t i = 0; i < into->n_buckets; i++) {
        GArray *a = into->buckets[i].entries, *b = behind->buckets[i].entries;

        clear_slots (into, a->len + b->len);
        for (guint k = 0; k < a->len; k++) {
            const Entry *entry = &g_array_index (a, Entry, k);

            *slot_of (into, a, entry->key, entry->at) = k + 1;
        }
        for (guint k = 0; k < b->len; k++)
            add_entry (into, a, &g_array_index (b, Entry, k));
    }
}

void
copia_ngrams_part_free (CopiaNgramsPart *self)
{
    if (!self)
        return;
    for (uint32_t i = 0; i < self->n_buckets; i++) {
        g_free (self->buckets[i].places);
        g_clear_pointer (&self->buckets[i].entries, g_array_unref);
    }
    g_free (self->buckets);
    g_free (self->slots);
    g_free (self);
}

static bool
is_stopped (const CopiaNgrams *self, const CopiaNgramsAsk *ask, uint32_t at)
{
    uint32_t items[COPIA_LONGEST_NGRAM] = { 0 };

    if (!self->stopped)
        return false;
    copia_ngram_read (&self->text, at, ask->n, items);
    for (uint32_t i = 0; i < ask->n; i++)
        if (self->stopped[items[i]] && (ask->stop_inside || i == 0 || i + 1 == ask->n))
            return true;
    return false;
}

void
copia_ngrams_keep (CopiaNgrams *self, const CopiaNgramsAsk *ask,
                   const CopiaNgramsPart *part)
{
    if (ask->node && ask->n == ask->sizes[0] && ask->round == 0)
        self->hits += part->hits;
    for (uint32_t i = 0; i < part->n_buckets; i++)
        for (guint k = 0; k < part->buckets[i].entries->len; k++) {
            const Entry *entry = &g_array_index (part->buckets[i].entries, Entry, k);
            CopiaNgramRow row = { entry->key, entry->at, entry->count,
                                  entry->range + entry->outside, ask->n };

            if (entry->count < ask->min || is_stopped (self, ask, entry->at))
                continue;
            self->hits += ask->node ? 0 : entry->count;
            g_array_append_val (self->rows, row);
        }
}
