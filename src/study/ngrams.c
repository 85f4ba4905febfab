/* ngrams.c - occurrences of n-grams thrown into classes that fit a cache, and counted there.
 *
 * A first pass over the text counts how many occurrences each class has, so a place for each
 * of them is known before the second, and as many classes are thrown at once as memory allows.  A
 * class alone that has too many has a frequent n-gram in it, and few others: its occurrences
 * are counted as they are met.
 */
#include "study/ngrams.h"

#include "base/error.h"
#include "base/large.h"
#include "base/workers.h"
#include "study/ngram-counter.h"
#include "study/ngram-text.h"

#include <string.h>
#include <unistd.h>

#define LEAST_MEMORY (UINT64_C (1) << 26)
#define CLASS_SIZE 8192 /* occurrences in a class, about */
#define MOST_CLASS_BITS 18
#define MOST_RANGES 64 /* of the corpus, that threads take; a stretch has one */
#define MOST_COUNTS (1u << 27)
#define CLASSES_A_JOB 64
#define SHORT 8 /* bytes of an occurrence of which few bits are left */
#define LONG 12

typedef struct {
    CopiaNgrams *all;
    const CopiaNgramsAsk *ask;
    uint32_t size; /* words of an n-gram */
    CopiaNgramKeys keys;
    uint32_t classes, ranges, stretches;
    unsigned threads;
    uint32_t
        *counts; /* by range and class: occurrences; then where the next one goes */
    uint64_t *totals;    /* by class */
    uint32_t first, end; /* the classes of this pass */
    uint32_t place_size; /* SHORT, LONG */
    uint8_t *places;
    CopiaNgramCounter **counters; /* by thread */
    GError *error;
} Pass;

/* One range of the corpus. */
typedef struct {
    Pass *pass;
    uint64_t base;
    uint32_t *counts;
    uint64_t hits;
    GError *error;
} Range;

static void
count_classes (void *data, const uint64_t *keys, const uint32_t *at, uint32_t n)
{
    Range *self = data;
    const CopiaNgramKeys of = self->pass->keys;
    uint32_t *counts = self->counts;

    (void) at;
    for (uint32_t i = 0; i < n; i++)
        counts[copia_ngram_key_class (&of, copia_ngram_key_mix (&of, keys[i]))]++;
}

static inline void
store_short (uint8_t *places, uint32_t i, uint64_t rest, uint32_t at)
{
    uint64_t place = rest << 32 | at;

    memcpy (places + (size_t) i * SHORT, &place, SHORT);
}

static inline void
store_long (uint8_t *places, uint32_t i, uint64_t rest, uint32_t at)
{
    memcpy (places + (size_t) i * LONG, &rest, sizeof rest);
    memcpy (places + (size_t) i * LONG + sizeof rest, &at, sizeof at);
}

static void
throw_places (void *data, const uint64_t *keys, const uint32_t *at, uint32_t n)
{
    Range *self = data;
    const Pass *pass = self->pass;
    const CopiaNgramKeys of = pass->keys;
    uint32_t first = pass->first, classes = pass->end - first;
    uint64_t mixed[COPIA_NGRAMS_TOLD];
    uint32_t places[COPIA_NGRAMS_TOLD], kept = 0;
    bool is_short = pass->place_size == SHORT;

    for (uint32_t i = 0; i < n; i++) {
        mixed[kept] = copia_ngram_key_mix (&of, keys[i]);
        places[kept] = at[i];
        kept += copia_ngram_key_class (&of, mixed[kept]) - first < classes;
    }
    for (uint32_t i = 0; i < kept; i++) {
        uint64_t rest = copia_ngram_key_rest (&of, mixed[i]);
        uint32_t to = self->counts[copia_ngram_key_class (&of, mixed[i])]++;

        if (is_short)
            store_short (pass->places, to, rest, places[i]);
        else
            store_long (pass->places, to, rest, places[i]);
    }
}

/* The ranges of the corpus, each told to `take`. */
typedef struct {
    Pass *pass;
    CopiaNgramTake take;
    uint64_t hits;
} Walk;

static void *
walk_range (void *data, unsigned thread, size_t job)
{
    const Walk *self = data;
    Pass *pass = self->pass;
    CopiaNgramRange places =
        copia_ngram_range (&pass->all->text, (uint32_t) job, pass->ranges);
    Range *range = g_new0 (Range, 1);

    (void) thread;
    range->pass = pass;
    range->counts = pass->counts + job * pass->classes;
    copia_ngram_scan (&pass->all->text, pass->ask, pass->size, places, self->take,
                      range, &range->hits, &range->error);
    return range;
}

static bool
take_range (void *data, size_t job, void *result)
{
    Walk *self = data;
    Range *range = result;
    bool good = !range->error;

    (void) job;
    self->hits += range->hits;
    if (!good)
        g_propagate_error (&self->pass->error, range->error);
    g_free (range);
    return good;
}

static void
drop_range (void *data, void *result)
{
    Range *range = result;

    (void) data;
    g_clear_error (&range->error);
    g_free (range);
}

static bool
walk_all (Walk *self)
{
    const CopiaWork work = { self, walk_range, take_range, drop_range, 1 };

    return copia_workers_run (&work, self->pass->threads, self->pass->ranges);
}

/* ---- the classes of a pass */

static void
read_places (const Pass *self, uint64_t from, uint32_t n, uint64_t *rests, uint32_t *at)
{
    const uint8_t *place = self->places + from * self->place_size;

    for (uint32_t i = 0; i < n && self->place_size == SHORT; i++) {
        uint64_t both;

        memcpy (&both, place + (size_t) i * SHORT, SHORT);
        rests[i] = both >> 32;
        at[i] = (uint32_t) both;
    }
    for (uint32_t i = 0; i < n && self->place_size == LONG; i++) {
        memcpy (&rests[i], place + (size_t) i * LONG, sizeof *rests);
        memcpy (&at[i], place + (size_t) i * LONG + sizeof *rests, sizeof *at);
    }
}

/* Occurrences of a class in one stretch of the corpus. */
typedef struct {
    uint64_t base;
    uint64_t from, end; /* among those that were thrown */
} Lot;

/* Each range left behind where its occurrences of the class end; the last of them all is that of
 * the stretch, and those of the next one follow. */
static Lot
lot_of (const Pass *self, uint32_t class, uint32_t stretch)
{
    uint32_t ranges = self->ranges / self->stretches, first = ranges * stretch;
    const uint32_t *ends = self->counts + class;
    uint64_t all = ends[(size_t) (self->ranges - 1) * self->classes];

    return (Lot){
        .base = copia_ngram_range (&self->all->text, first, self->ranges).base,
        .from = stretch > 0 ? ends[(size_t) (first - 1) * self->classes]
                            : all - self->totals[class],
        .end = ends[(size_t) (first + ranges - 1) * self->classes],
    };
}

static void
add_lot (const Pass *self, CopiaNgramCounter *counter, Lot lot)
{
    uint64_t rests[COPIA_NGRAMS_TOLD];
    uint32_t at[COPIA_NGRAMS_TOLD], some;

    for (; lot.from < lot.end; lot.from += some) {
        some = (uint32_t) MIN (COPIA_NGRAMS_TOLD, lot.end - lot.from);
        read_places (self, lot.from, some, rests, at);
        copia_ngram_counter_add (counter, lot.base, rests, at, some);
    }
}

static bool
check_lot (const Pass *self, const CopiaNgramCounter *counter, Lot lot)
{
    uint64_t rests[COPIA_NGRAMS_TOLD];
    uint32_t at[COPIA_NGRAMS_TOLD], some;

    for (; lot.from < lot.end; lot.from += some) {
        some = (uint32_t) MIN (COPIA_NGRAMS_TOLD, lot.end - lot.from);
        read_places (self, lot.from, some, rests, at);
        if (!copia_ngram_counter_check (counter, lot.base, rests, at, some))
            return false;
    }
    return true;
}

static void
add_class (const Pass *self, CopiaNgramCounter *counter, uint32_t class, bool careful)
{
    copia_ngram_counter_begin (counter, self->totals[class], careful);
    for (uint32_t i = 0; i < self->stretches; i++)
        add_lot (self, counter, lot_of (self, class, i));
}

static bool
check_class (const Pass *self, const CopiaNgramCounter *counter, uint32_t class)
{
    if (!copia_ngram_counter_doubts (counter))
        return true;
    for (uint32_t i = 0; i < self->stretches; i++)
        if (!check_lot (self, counter, lot_of (self, class, i)))
            return false;
    return true;
}

static void *
count_some (void *data, unsigned thread, size_t job)
{
    const Pass *self = data;
    uint32_t i = self->first + (uint32_t) job * CLASSES_A_JOB;
    uint32_t end = MIN (i + CLASSES_A_JOB, self->end);
    CopiaNgramCounter *counter = self->counters[thread];

    for (; i < end; i++) {
        add_class (self, counter, i, false);
        if (!check_class (self, counter, i))
            add_class (self, counter, i, true);
        copia_ngram_counter_end (counter, i);
    }
    return NULL;
}

static bool
take_some (void *data, size_t job, void *result)
{
    (void) data;
    (void) job;
    (void) result;
    return true;
}

/* Numbers of occurrences become places: class by class, in each range by range. */
static void
place_classes (Pass *self)
{
    uint32_t at = 0;

    for (uint32_t i = self->first; i < self->end; i++)
        for (uint32_t range = 0; range < self->ranges; range++) {
            uint32_t *count = &self->counts[(size_t) range * self->classes + i];
            uint32_t here = *count;

            *count = at;
            at += here;
        }
}

static bool
run_pass (Pass *self)
{
    const CopiaWork counting = { self, count_some, take_some, NULL, 2 };
    Walk walk = { self, throw_places, 0 };
    uint32_t jobs = (self->end - self->first + CLASSES_A_JOB - 1) / CLASSES_A_JOB;

    place_classes (self);
    return walk_all (&walk) && copia_workers_run (&counting, self->threads, jobs);
}

static void
count_met (void *data, const uint64_t *keys, const uint32_t *at, uint32_t n)
{
    const Range *range = data;
    const Pass *pass = range->pass;
    uint64_t rests[COPIA_NGRAMS_TOLD];
    uint32_t places[COPIA_NGRAMS_TOLD], kept = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint64_t mixed = copia_ngram_key_mix (&pass->keys, keys[i]);

        rests[kept] = copia_ngram_key_rest (&pass->keys, mixed);
        places[kept] = at[i];
        kept += copia_ngram_key_class (&pass->keys, mixed) == pass->first;
    }
    copia_ngram_counter_add (pass->counters[0], range->base, rests, places, kept);
}

/* One class, whose occurrences are kept nowhere. */
static bool
run_alone (Pass *self)
{
    const CopiaNgramText *text = &self->all->text;

    copia_ngram_counter_begin (self->counters[0], CLASS_SIZE, true);
    for (uint32_t i = 0; i < self->stretches; i++) {
        CopiaNgramRange places = copia_ngram_range (text, i, self->stretches);
        Range range = { self, places.base, NULL, 0, NULL };

        if (!copia_ngram_scan (text, self->ask, self->size, places, count_met, &range,
                               &range.hits, &self->error))
            return false;
    }
    copia_ngram_counter_end (self->counters[0], self->first);
    return true;
}

uint64_t
copia_ngrams_memory (const CopiaNgramsAsk *ask)
{
    uint64_t machine =
        (uint64_t) sysconf (_SC_PHYS_PAGES) * (uint64_t) sysconf (_SC_PAGESIZE);

    return ask->memory > 0 ? ask->memory : MAX (machine / 8, LEAST_MEMORY);
}

static bool
run_passes (Pass *self)
{
    uint64_t most = copia_ngrams_memory (self->ask) / self->place_size, all = 0;
    copia_autolarge uint8_t *places = NULL;

    most = MIN (most, UINT32_MAX); /* places among places are numbers of 32 bits */
    for (uint32_t i = 0; i < self->classes; i++)
        all += self->totals[i];
    self->places = places = copia_large_new0 (MIN (all, most) + 1, self->place_size);

    for (self->first = 0; self->first < self->classes; self->first = self->end) {
        uint64_t n = self->totals[self->first];

        self->end = self->first + 1;
        while (self->end < self->classes && n + self->totals[self->end] <= most)
            n += self->totals[self->end++];
        if (n > 0 && !(n > most ? run_alone (self) : run_pass (self)))
            return false;
    }
    return true;
}

/* ---- a length */

/* About as many as there are threads. */
static uint32_t
ranges_of (const Pass *self)
{
    uint32_t some = MIN (self->ask->of.parts, MOST_RANGES), each = self->stretches;

    return (some + each - 1) / each * each;
}

static unsigned
class_bits_of (const Pass *self, unsigned width)
{
    uint64_t words = copia_scope_words (&self->all->text.scope);
    unsigned bits = 1;

    while (bits < MIN (width, MOST_CLASS_BITS) && words >> bits > CLASS_SIZE &&
           (uint64_t) self->ranges << bits < MOST_COUNTS)
        bits++;
    return bits;
}

static bool
count_all_classes (Pass *self)
{
    Walk walk = { self, count_classes, 0 };

    if (!walk_all (&walk))
        return false;
    for (uint32_t range = 0; range < self->ranges; range++)
        for (uint32_t i = 0; i < self->classes; i++)
            self->totals[i] += self->counts[(size_t) range * self->classes + i];
    if (self->ask->node && self->size == self->ask->sizes[0])
        self->all->hits += walk.hits;
    return true;
}

static bool
check_counts (const Pass *self, GError **error)
{
    uint32_t most = self->ask->most > 0 ? self->ask->most : UINT32_MAX;

    for (unsigned i = 0; i < self->threads; i++)
        if (copia_ngram_counter_is_full (self->counters[i])) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                         "an n-gram of length %u occurs more than %u times, which is "
                         "as far as n-grams are counted; count in a part of the "
                         "corpus (see --where), or in the files of the set one by one",
                         self->size, most);
            return false;
        }
    return true;
}

bool
copia_ngrams_count (CopiaNgrams *all, const CopiaNgramsAsk *ask, uint32_t n,
                    GError **error)
{
    unsigned width = copia_ngram_width (&all->text, n);
    Pass self = { .all = all,
                  .ask = ask,
                  .size = n,
                  .stretches = copia_ngram_stretches (&all->text) };
    g_autofree CopiaNgramCounter **counters = NULL;
    g_autofree uint64_t *totals = NULL;
    copia_autolarge uint32_t *counts = NULL;
    bool good;

    self.ranges = ranges_of (&self);
    self.keys = copia_ngram_keys_of (width, class_bits_of (&self, width));
    self.classes = 1u << self.keys.class_bits;
    self.threads = MIN (ask->of.parts, copia_workers_most ());
    self.place_size = self.keys.rest_bits <= 32 ? SHORT : LONG;
    self.totals = totals = g_new0 (uint64_t, self.classes);
    self.counts = counts =
        copia_large_new0 ((size_t) self.ranges * self.classes, sizeof *counts);
    self.counters = counters = g_new0 (CopiaNgramCounter *, self.threads);
    for (unsigned i = 0; i < self.threads; i++)
        counters[i] = copia_ngram_counter_new (all, ask, n, &self.keys);
    good = count_all_classes (&self) && run_passes (&self) &&
           check_counts (&self, &self.error);
    for (unsigned i = 0; i < self.threads; i++) {
        copia_ngram_counter_pour (counters[i], all);
        copia_ngram_counter_free (counters[i]);
    }
    if (self.error)
        g_propagate_error (error, self.error);
    return good;
}
