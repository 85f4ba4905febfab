/* ngrams.c - n-grams thrown into buckets that fit a cache, and counted there.
 *
 * Parts only throw; places of the same bucket are joined end to end, in corpus order, and
 * counted when all are there.  So threads share the counting bucket by bucket, and no n-gram is
 * counted twice.
 */
#include "study/ngrams.h"

#include "study/ngram-text.h"

#include <string.h>

#define MOST_SHARES 64 /* threads that count */

/* Places of one part, in corpus order. */
typedef struct {
    CopiaNgramPlace *places;
    uint32_t n, room;
} Run;

struct CopiaNgramsPart {
    const CopiaNgramText *text;
    const CopiaNgramsAsk *ask;
    uint32_t n_buckets;
    GPtrArray *thrown; /* Run *, n_buckets each, one after the other in corpus order */
    uint64_t hits;
};

/* Key bits, well mixed; what is taken of them are the high ones. */
static inline uint64_t
mixed (uint64_t key)
{
    key *= 0x9E3779B97F4A7C15u;
    key ^= key >> 29;
    key *= 0xBF58476D1CE4E5B9u;
    return key ^ key >> 32;
}

static inline void
throw_place (Run *run, const CopiaNgramPlace *place)
{
    if (G_UNLIKELY (run->n == run->room)) {
        run->room = MAX (256, 2 * run->room);
        run->places = g_renew (CopiaNgramPlace, run->places, run->room);
    }
    run->places[run->n++] = *place;
}

typedef struct {
    const CopiaNgramsPart *part;
    Run *buckets;
} Thrower;

/* High bits of the hash choose the round, those below the bucket, low ones the slot. */
static void
take (void *data, const CopiaNgramPlace *places, uint32_t n)
{
    const Thrower *self = data;
    uint32_t chosen[COPIA_NGRAMS_TOLD], bucket[COPIA_NGRAMS_TOLD], kept = 0;
    uint64_t rounds = self->part->ask->rounds, buckets = self->part->n_buckets;

    for (uint32_t i = 0; i < n; i++) {
        uint64_t round = (mixed (places[i].key) >> 32) * rounds;

        chosen[kept] = i;
        bucket[kept] = (uint32_t) ((round & UINT32_MAX) * buckets >> 32);
        kept += round >> 32 == self->part->ask->round;
    }
    for (uint32_t i = 0; i < kept; i++)
        throw_place (&self->buckets[bucket[i]], &places[chosen[i]]);
}

CopiaNgramsPart *
copia_ngrams_part (const CopiaNgrams *all, const CopiaNgramsAsk *ask, uint64_t from,
                   uint64_t to, GError **error)
{
    g_autoptr (CopiaNgramsPart) self = g_new0 (CopiaNgramsPart, 1);
    Thrower thrower = { self, g_new0 (Run, all->n_buckets) };

    self->text = &all->text;
    self->ask = ask;
    self->n_buckets = all->n_buckets;
    self->thrown = g_ptr_array_new ();
    g_ptr_array_add (self->thrown, thrower.buckets);
    if (!copia_ngram_scan (self->text, ask, from, to, take, &thrower, &self->hits,
                           error))
        return NULL;
    return g_steal_pointer (&self);
}

void
copia_ngrams_merge (CopiaNgramsPart *into, CopiaNgramsPart *behind)
{
    into->hits += behind->hits;
    g_ptr_array_extend_and_steal (into->thrown, g_steal_pointer (&behind->thrown));
}

void
copia_ngrams_part_free (CopiaNgramsPart *self)
{
    if (!self)
        return;
    for (guint i = 0; self->thrown && i < self->thrown->len; i++) {
        Run *buckets = self->thrown->pdata[i];

        for (uint32_t k = 0; k < self->n_buckets; k++)
            g_free (buckets[k].places);
        g_free (buckets);
    }
    g_clear_pointer (&self->thrown, g_ptr_array_unref);
    g_free (self);
}

/* An n-gram being counted.  Units are met in corpus order, and the pieces of a region follow
 * each other, so a new unit is one that differs from the last; but the unit of what all regions
 * leave over may come back at any time, and is remembered beside. */
typedef struct {
    uint64_t key;
    uint32_t at; /* of its first occurrence */
    uint32_t count;
    uint32_t range; /* of regions, and of what they leave over in the highest bit */
    uint32_t last;  /* unit */
    uint32_t here;  /* occurrences in it */
    uint32_t peak;  /* the most in one region, the first of them */
    uint32_t unit;
} Entry;

#define OUTSIDE (1u << 31)

/* A bucket being counted; the same memory serves one after the other. */
typedef struct {
    const CopiaNgrams *all;
    const CopiaNgramsPart *part;
    bool exact;
    uint32_t
        outside; /* the unit of what regions leave over; COPIA_NONE: there is none */
    Entry *entries;
    uint32_t n, room;
    uint32_t *slots; /* places in entries + 1 */
    uint32_t n_slots, room_slots;
    GArray *rows; /* CopiaNgramRow */
    uint64_t hits;
} Counter;

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

/* Keys that are hashes may be those of two n-grams. */
static bool
same_words (const Counter *self, uint32_t x, uint32_t y)
{
    uint32_t a[COPIA_LONGEST_NGRAM] = { 0 }, b[COPIA_LONGEST_NGRAM] = { 0 };
    uint32_t n = self->part->ask->n;

    copia_ngram_read (self->part->text, x, n, a);
    copia_ngram_read (self->part->text, y, n, b);
    return memcmp (a, b, n * sizeof *a) == 0;
}

/* Empties it for at most n n-grams. */
static void
clear (Counter *self, uint32_t n)
{
    uint32_t wanted = 64;

    while (wanted < n * (uint64_t) 2)
        wanted *= 2;
    if (wanted > self->room_slots) {
        g_free (self->slots);
        self->slots = g_new (uint32_t, wanted);
        self->room_slots = wanted;
    }
    self->n_slots = wanted;
    memset (self->slots, 0, wanted * sizeof *self->slots);
    if (n > self->room) {
        g_free (self->entries);
        self->entries = g_new (Entry, n);
        self->room = n;
    }
    self->n = 0;
}

/* The entry of an n-gram, a new one if need be. */
static inline Entry *
entry_of (Counter *self, const CopiaNgramPlace *place)
{
    uint32_t mask = self->n_slots - 1;

    for (uint32_t i = (uint32_t) mixed (place->key) & mask;; i = (i + 1) & mask) {
        uint32_t at = self->slots[i];

        if (at == 0) {
            self->slots[i] = ++self->n;
            self->entries[self->n - 1] =
                (Entry){ .key = place->key, .at = place->at, .last = COPIA_NONE };
            return &self->entries[self->n - 1];
        }
        if (self->entries[at - 1].key == place->key &&
            (self->exact || same_words (self, self->entries[at - 1].at, place->at)))
            return &self->entries[at - 1];
    }
}

static void
count_run (Counter *self, const Run *run)
{
    for (uint32_t i = 0; i < run->n; i++) {
        const CopiaNgramPlace *place = &run->places[i];
        Entry *entry = entry_of (self, place);
        bool outside = place->unit == self->outside;

        entry->count++;
        if (outside) {
            entry->range |= OUTSIDE;
            continue;
        }
        entry->range += entry->last != place->unit;
        entry->here = entry->last == place->unit ? entry->here + 1 : 1;
        entry->last = place->unit;
        if (entry->here > entry->peak) {
            entry->peak = entry->here;
            entry->unit = place->unit;
        }
    }
}

static void
keep_rows (Counter *self)
{
    const CopiaNgramsAsk *ask = self->part->ask;

    for (uint32_t i = 0; i < self->n; i++) {
        const Entry *entry = &self->entries[i];
        CopiaNgramRow row = { .key = entry->key,
                              .at = entry->at,
                              .count = entry->count,
                              .range = (entry->range & ~OUTSIDE) +
                                       (entry->range & OUTSIDE ? 1 : 0),
                              .n = ask->n,
                              .peak = entry->peak,
                              .unit = entry->unit };

        if (entry->count < ask->min || row.range < ask->min_range ||
            is_stopped (self->all, ask, entry->at))
            continue;
        self->hits += entry->count;
        g_array_append_val (self->rows, row);
    }
}

static void
count_bucket (Counter *self, uint32_t bucket)
{
    const GPtrArray *thrown = self->part->thrown;
    uint32_t n = 0;

    for (guint i = 0; i < thrown->len; i++)
        n += ((const Run *) thrown->pdata[i])[bucket].n;
    clear (self, n);
    for (guint i = 0; i < thrown->len; i++)
        count_run (self, &((const Run *) thrown->pdata[i])[bucket]);
    keep_rows (self);
}

/* The buckets from `from` to before `to`, by one thread. */
typedef struct {
    Counter counter;
    uint32_t from, to;
} Share;

static gpointer
count_share (gpointer data)
{
    Share *self = data;

    for (uint32_t i = self->from; i < self->to; i++)
        count_bucket (&self->counter, i);
    g_clear_pointer (&self->counter.entries, g_free);
    g_clear_pointer (&self->counter.slots, g_free);
    return NULL;
}

static Share
share_of (const CopiaNgrams *all, const CopiaNgramsPart *part, uint32_t i, uint32_t n)
{
    uint32_t units = copia_units_count (all->text.units);
    Counter counter = { .all = all,
                        .part = part,
                        .exact = copia_ngram_is_exact (&all->text, part->ask->n),
                        .outside = COPIA_NONE,
                        .rows = g_array_new (FALSE, FALSE, sizeof (CopiaNgramRow)) };

    if (units > 0 && copia_units_is_outside (all->text.units, units - 1))
        counter.outside = units - 1;
    return (Share){ counter, (uint32_t) ((uint64_t) part->n_buckets * i / n),
                    (uint32_t) ((uint64_t) part->n_buckets * (i + 1) / n) };
}

void
copia_ngrams_keep (CopiaNgrams *self, const CopiaNgramsAsk *ask,
                   const CopiaNgramsPart *part)
{
    uint32_t n = CLAMP (ask->of.parts, 1, MIN (part->n_buckets, MOST_SHARES));
    Share shares[MOST_SHARES];
    GThread *threads[MOST_SHARES] = { NULL };

    for (uint32_t i = 0; i < n; i++)
        shares[i] = share_of (self, part, i, n);
    for (uint32_t i = 1; i < n; i++)
        threads[i] = g_thread_try_new ("n-grams", count_share, &shares[i], NULL);
    for (uint32_t i = 0; i < n; i++) {
        if (threads[i])
            g_thread_join (threads[i]);
        else
            count_share (&shares[i]);
    }
    for (uint32_t i = 0; i < n; i++) {
        Counter *counter = &shares[i].counter;

        self->hits += ask->node ? 0 : counter->hits;
        g_array_append_vals (self->rows, counter->rows->data, counter->rows->len);
        g_array_unref (counter->rows);
    }
    if (ask->node && ask->n == ask->sizes[0] && ask->round == 0)
        self->hits += part->hits;
}
