/* frames.c - occurrences sorted by what stands around the slot.
 *
 * Work goes in turns of one length, one slot and one class of hashes each, so that memory
 * follows the size of a class.  In a turn the threads throw the occurrences of their range into
 * buckets, then sort and count the buckets, which are taken in order.
 */
#include "study/frames.h"

#include "base/error.h"
#include "base/workers.h"
#include "study/frames-rows.h"
#include "study/ngram-text.h"

#include <stdlib.h>
#include <string.h>

#define BUCKET_SIZE (1u << 15) /* occurrences in a bucket, about */
#define RANGES 64              /* of the corpus, that threads take */
#define DIGIT 11               /* bits that a pass of sorting looks at */

/* An occurrence of a frame. */
typedef struct {
    uint64_t key; /* a hash of the words around the slot */
    uint32_t at, filler;
} Place;

typedef struct {
    const CopiaNgrams *all;
    const CopiaFramesAsk *ask;
    const CopiaNgramsAsk *ngrams;
    uint32_t size; /* of the turn */
    uint32_t slot, round, rounds, n_buckets;
    uint64_t tokens;
    bool exact;       /* keys are frames, not hashes */
    GArray **buckets; /* RANGES times n_buckets: Place; NULL: empty */
    uint64_t hits;
    CopiaFrameRows *rows;
    GError **error;
} Turn;

static inline uint64_t
mixed (uint64_t key)
{
    key ^= key >> 33;
    key *= 0xFF51AFD7ED558CCDu;
    key ^= key >> 33;
    key *= 0xC4CEB9FE1A85EC53u;
    return key ^ key >> 33;
}

static uint64_t
hash_around (const uint32_t *items, uint32_t n, uint32_t slot)
{
    uint64_t hash = 0;

    for (uint32_t i = 0; i < n; i++)
        hash = mixed (hash + (i == slot ? 0 : (uint64_t) items[i] + 1));
    return hash;
}

typedef struct {
    Turn *turn;
    GArray **buckets; /* of the range */
} Thrower;

/* Where the n-gram is its own key, so is the frame: its items around the
 * slot, mixed by a function that gives no two numbers the same. */
static Place
read_place (const Turn *turn, uint64_t key, uint32_t at)
{
    uint32_t items[COPIA_LONGEST_NGRAM] = { 0 }, n = turn->size;
    unsigned bits = turn->all->text.bits, low = (n - turn->slot - 1) * bits;
    uint64_t mask = (UINT64_C (1) << bits) - 1;

    if (turn->exact)
        return (Place){ .key = mixed (key & ~(mask << low)),
                        .at = at,
                        .filler = (uint32_t) ((key >> low & mask) - 1) };
    copia_ngram_read (&turn->all->text, at, n, items);
    return (Place){ .key = hash_around (items, n, turn->slot),
                    .at = at,
                    .filler = items[turn->slot] };
}

static void
throw_places (void *data, const uint64_t *keys, const uint32_t *at, uint32_t n)
{
    const Thrower *self = data;
    const Turn *turn = self->turn;

    for (uint32_t i = 0; i < n; i++) {
        Place place = read_place (turn, keys[i], at[i]);
        uint64_t class = (place.key >> 32) * turn->rounds;
        GArray **bucket;

        if (class >> 32 != turn->round)
            continue;
        bucket = &self->buckets[(class & UINT32_MAX) * turn->n_buckets >> 32];
        if (!*bucket)
            *bucket = g_array_new (FALSE, FALSE, sizeof (Place));
        g_array_append_vals (*bucket, &place, 1);
    }
}

typedef struct {
    uint64_t hits;
    GError *error;
} Thrown;

static void *
throw_range (void *data, unsigned thread, size_t job)
{
    Turn *turn = data;
    uint64_t size = copia_index_tokens (turn->all->text.index)->size;
    Thrower thrower = { turn, turn->buckets + job * turn->n_buckets };
    Thrown *thrown = g_new0 (Thrown, 1);

    (void) thread;
    copia_ngram_scan (&turn->all->text, turn->ngrams, turn->size, size * job / RANGES,
                      size * (job + 1) / RANGES, throw_places, &thrower, &thrown->hits,
                      &thrown->error);
    return thrown;
}

static bool
take_range (void *data, size_t job, void *result)
{
    Turn *turn = data;
    Thrown *thrown = result;
    bool good = !thrown->error;

    (void) job;
    turn->hits += thrown->hits;
    if (!good)
        g_propagate_error (turn->error, thrown->error);
    g_free (thrown);
    return good;
}

static void
drop_range (void *data, void *result)
{
    Thrown *thrown = result;

    (void) data;
    g_clear_error (&thrown->error);
    g_free (thrown);
}

/* By frame, then by filler; within one in corpus order. */
static int
compare_places (const void *a, const void *b)
{
    const Place *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->filler != y->filler)
        return x->filler < y->filler ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Bits of the hash that no bucket has in common. */
static inline uint32_t
tag_of (const Place *place)
{
    return (uint32_t) (place->key & ((1u << 2 * DIGIT) - 1));
}

/* One pass: by a digit of the filler or of the tag, what is equal staying in order. */
static void
sort_digit (const Place *from, Place *to, size_t n, bool by_tag, unsigned shift)
{
    uint32_t starts[1u << DIGIT] = { 0 }, mask = (1u << DIGIT) - 1, sum = 0;

    for (size_t i = 0; i < n; i++)
        starts[(by_tag ? tag_of (&from[i]) : from[i].filler) >> shift & mask]++;
    for (uint32_t i = 0; i <= mask; i++) {
        uint32_t count = starts[i];

        starts[i] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        to[starts[(by_tag ? tag_of (&from[i]) : from[i].filler) >> shift & mask]++] =
            from[i];
}

/* By frame, by filler, in corpus order; n < 2^32.  Frames whose tags are equal are told apart
 * afterwards. */
static void
sort_places (GArray **array, unsigned filler_bits)
{
    size_t n = (*array)->len;
    g_autoptr (GArray) other = g_array_sized_new (FALSE, FALSE, sizeof (Place), n);
    GArray *from = *array, *to = g_steal_pointer (&other);

    g_array_set_size (to, n);
    for (unsigned pass = 0; pass < 2 + (filler_bits + DIGIT - 1) / DIGIT; pass++) {
        bool by_tag = pass >= (filler_bits + DIGIT - 1) / DIGIT;
        unsigned digit = by_tag ? pass - (filler_bits + DIGIT - 1) / DIGIT : pass;
        GArray *sorted = to;

        sort_digit ((const Place *) (const void *) from->data,
                    (Place *) (void *) to->data, n, by_tag, digit * DIGIT);
        to = from;
        from = sorted;
    }
    g_array_unref (to);
    *array = from;
}

static bool
same_frame (const Turn *turn, uint32_t x, uint32_t y)
{
    uint32_t a[COPIA_LONGEST_NGRAM] = { 0 }, b[COPIA_LONGEST_NGRAM] = { 0 };
    uint32_t n = turn->size;

    copia_ngram_read (&turn->all->text, x, n, a);
    copia_ngram_read (&turn->all->text, y, n, b);
    a[turn->slot] = b[turn->slot] = 0;
    return memcmp (a, b, n * sizeof *a) == 0;
}

/* Brings those of the first frame to the front of places with one hash; how many they are. */
static size_t
part_frames (const Turn *turn, Place *places, size_t n)
{
    size_t same = 1;

    while (same < n && same_frame (turn, places[0].at, places[same].at))
        same++;
    if (same == n)
        return n;
    g_autofree Place *others = g_new (Place, n);
    size_t kept = 0, left = 0;

    for (size_t i = 0; i < n; i++)
        if (same_frame (turn, places[0].at, places[i].at))
            places[kept++] = places[i];
        else
            others[left++] = places[i];
    memcpy (places + kept, others, left * sizeof *others);
    return kept;
}

static bool
is_stopped (const Turn *turn, uint32_t at)
{
    uint32_t items[COPIA_LONGEST_NGRAM] = { 0 }, n = turn->size;
    const bool *stopped = turn->all->stopped;

    if (!stopped)
        return false;
    copia_ngram_read (&turn->all->text, at, n, items);
    for (uint32_t i = 0; i < n; i++)
        if (i != turn->slot && stopped[items[i]] &&
            (turn->ngrams->stop_inside || i == 0 || i + 1 == n))
            return true;
    return false;
}

static int
compare_units (const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return (x > y) - (x < y);
}

/* Its range, and the first unit that has most of it. */
static void
count_units (const Turn *turn, const Place *places, uint32_t n, CopiaFrameRow *row)
{
    const CopiaUnits *all = turn->all->text.units;
    g_autofree uint32_t *units = g_new (uint32_t, n);

    for (uint32_t i = 0; i < n; i++)
        copia_units_find (all, &places[i].at, 1, &units[i]);
    qsort (units, n, sizeof *units, compare_units);
    for (uint32_t i = 0, to; i < n; i = to) {
        for (to = i; to < n && units[to] == units[i]; to++)
            ;
        if (copia_units_is_outside (all, units[i]))
            continue;
        row->range++;
        if (to - i > row->peak) {
            row->peak = to - i;
            row->unit = units[i];
        }
    }
}

/* The fillers of one frame, of which the most frequent are kept. */
static void
count_fillers (const Turn *turn, const Place *places, size_t n, CopiaFrameRow *row)
{
    for (size_t i = 0, to; i < n; i = to) {
        for (to = i; to < n && places[to].filler == places[i].filler; to++)
            ;
        copia_frame_row_fill (row, turn->all, turn->ngrams, places[i].filler,
                              (uint32_t) (to - i));
    }
}

static void
count_frame (const Turn *turn, const Place *places, size_t n, GArray *rows)
{
    const CopiaNgramsAsk *ask = turn->ngrams;
    CopiaFrameRow row = {
        .count = (uint32_t) n, .n = turn->size, .slot = turn->slot, .at = places[0].at
    };

    if (n < ask->min)
        return;
    for (size_t i = 1; i < n; i++)
        row.at = MIN (row.at, places[i].at);
    count_fillers (turn, places, n, &row);
    if (row.variants < turn->ask->min_variants || is_stopped (turn, row.at))
        return;
    count_units (turn, places, (uint32_t) n, &row);
    if (row.range >= ask->min_range)
        g_array_append_vals (rows, &row, 1);
}

/* Frames whose tags are equal, sorted by filler alone. */
static void
count_tag (const Turn *turn, Place *places, size_t n, GArray *rows)
{
    bool mixed_up = false;

    for (size_t i = 1; i < n; i++)
        mixed_up = mixed_up || places[i].key != places[0].key;
    if (mixed_up)
        qsort (places, n, sizeof *places, compare_places);
    for (size_t i = 0, to; i < n; i = to) {
        for (to = i; to < n && places[to].key == places[i].key; to++)
            ;
        if (!turn->exact && to - i >= turn->ngrams->min)
            to = i + part_frames (turn, places + i, to - i);
        count_frame (turn, places + i, to - i, rows);
    }
}

static void *
count_bucket (void *data, unsigned thread, size_t job)
{
    const Turn *turn = data;
    GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
    GArray *rows = g_array_new (FALSE, FALSE, sizeof (CopiaFrameRow));
    Place *at;

    (void) thread;
    for (size_t i = 0; i < RANGES; i++) {
        GArray **bucket = &turn->buckets[i * turn->n_buckets + job];

        if (*bucket)
            g_array_append_vals (places, (*bucket)->data, (*bucket)->len);
        g_clear_pointer (bucket, g_array_unref);
    }
    sort_places (&places, turn->all->text.bits);
    at = (Place *) (void *) places->data;
    for (size_t i = 0, to; i < places->len; i = to) {
        for (to = i; to < places->len && tag_of (&at[to]) == tag_of (&at[i]); to++)
            ;
        count_tag (turn, at + i, to - i, rows);
    }
    g_array_unref (places);
    return rows;
}

static bool
take_bucket (void *data, size_t job, void *result)
{
    Turn *turn = data;

    (void) job;
    copia_frame_rows_add (turn->rows, result);
    g_array_unref (result);
    return true;
}

static void
drop_bucket (void *data, void *result)
{
    (void) data;
    g_array_unref (result);
}

static void
forget (Turn *turn)
{
    for (size_t i = 0; i < (size_t) RANGES * turn->n_buckets; i++)
        g_clear_pointer (&turn->buckets[i], g_array_unref);
}

static bool
run_turn (Turn *turn)
{
    const CopiaWork throwing = { turn, throw_range, take_range, drop_range, 1 };
    const CopiaWork counting = { turn, count_bucket, take_bucket, drop_bucket, 2 };
    unsigned threads = MIN (turn->ngrams->of.parts, copia_workers_most ());
    bool good;

    turn->hits = 0;
    good = copia_workers_run (&throwing, threads, RANGES);
    if (good)
        copia_workers_run (&counting, threads, turn->n_buckets);
    forget (turn);
    return good;
}

/* All slots and rounds of one length. */
static bool
run_size (Turn *turn, uint32_t n)
{
    bool edges = turn->ask->edges || n < 3;

    turn->size = n;
    turn->exact = copia_ngram_is_exact (&turn->all->text, n);
    for (turn->slot = edges ? 0 : 1; turn->slot < n - (edges ? 0 : 1); turn->slot++)
        for (turn->round = 0; turn->round < turn->rounds; turn->round++)
            if (!run_turn (turn))
                return false;
    return true;
}

static bool
check (const CopiaFramesAsk *ask, GError **error)
{
    const char *wrong = NULL;

    for (size_t i = 0; i < ask->ngrams.n_sizes; i++)
        if (ask->ngrams.sizes[i] < 2)
            wrong = "a frame has a word and a slot: two words or more";
    if (ask->min_variants < 1)
        wrong = "a slot has a filler at least; the minimum of variants cannot be 0";
    if (wrong)
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, wrong);
    return !wrong;
}

bool
copia_frames (const CopiaIndex *index, const CopiaFramesAsk *ask, CopiaTable *table,
              CopiaFound *found, GError **error)
{
    g_autoptr (CopiaNgrams) all =
        check (ask, error) ? copia_ngrams_new (index, &ask->ngrams, 1, error) : NULL;
    g_autofree GArray **buckets = NULL;
    g_autoptr (CopiaFrameRows) rows = NULL;
    Turn turn = { .all = all, .ask = ask, .ngrams = &ask->ngrams, .error = error };
    uint64_t most; /* occurrences a turn may hold at once, in arrays that grow */

    if (!all)
        return false;
    turn.tokens = copia_scope_words (&all->text.scope);
    most = MAX (copia_ngrams_memory (&ask->ngrams) / (2 * sizeof (Place)), 1);
    turn.rounds = 1 + (uint32_t) (turn.tokens / most);
    turn.n_buckets = 1 + (uint32_t) (turn.tokens / turn.rounds / BUCKET_SIZE);
    turn.buckets = buckets = g_new0 (GArray *, (size_t) RANGES * turn.n_buckets);
    turn.rows = rows = copia_frame_rows_new (all, ask);
    for (size_t i = 0; i < ask->ngrams.n_sizes; i++)
        if (!run_size (&turn, ask->ngrams.sizes[i]))
            return false;
    return copia_frame_rows_put (rows, ask->ngrams.node ? turn.hits : COPIA_ALL, table,
                                 found, error);
}
