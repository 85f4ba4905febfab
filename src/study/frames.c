/* frames.c - occurrences sorted by what stands around the slot.
 *
 * Work goes in turns of one length, one slot and one class of hashes each, so that memory
 * follows the size of a class.  In a turn the threads throw the occurrences of their range into
 * buckets, then sort and count the buckets, which are taken in order.
 */
#include "study/frames.h"

#include "base/error.h"
#include "base/workers.h"
#include "study/frame-places.h"
#include "study/frames-rows.h"
#include "study/ngram-text.h"

#include <stdlib.h>
#include <string.h>

#define BUCKET_SIZE (1u << 15) /* occurrences in a bucket, about */
#define RANGES 64              /* of a stretch of the corpus */

typedef struct {
    const CopiaNgrams *all;
    const CopiaFramesAsk *ask;
    const CopiaNgramsAsk *ngrams;
    uint32_t size; /* of the turn */
    uint32_t slot, round, rounds, n_buckets;
    uint64_t tokens;
    bool exact;       /* keys are frames, not hashes */
    uint32_t ranges;  /* of the corpus, that threads take */
    GArray **buckets; /* ranges times n_buckets: CopiaFramePlace; NULL: empty */
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
    uint64_t base;    /* of the range */
    GArray **buckets; /* its */
} Thrower;

/* Where the n-gram is its own key, so is the frame: its items around the
 * slot, mixed by a function that gives no two numbers the same. */
static CopiaFramePlace
read_place (const Turn *turn, uint64_t key, uint64_t at)
{
    uint32_t items[COPIA_LONGEST_NGRAM] = { 0 }, n = turn->size;
    unsigned bits = turn->all->text.bits, low = (n - turn->slot - 1) * bits;
    uint64_t mask = (UINT64_C (1) << bits) - 1;

    if (turn->exact)
        return (CopiaFramePlace){ .key = mixed (key & ~(mask << low)),
                                  .both = at << bits | ((key >> low & mask) - 1) };
    copia_ngram_read (&turn->all->text, at, n, items);
    return (CopiaFramePlace){ .key = hash_around (items, n, turn->slot),
                              .both = at << bits | (items[turn->slot] & mask) };
}

static void
throw_places (void *data, const uint64_t *keys, const uint32_t *at, uint32_t n)
{
    const Thrower *self = data;
    const Turn *turn = self->turn;

    for (uint32_t i = 0; i < n; i++) {
        CopiaFramePlace place = read_place (turn, keys[i], self->base + at[i]);
        uint64_t class = (place.key >> 32) * turn->rounds;
        GArray **bucket;

        if (class >> 32 != turn->round)
            continue;
        bucket = &self->buckets[(class & UINT32_MAX) * turn->n_buckets >> 32];
        if (!*bucket)
            *bucket = g_array_new (FALSE, FALSE, sizeof (CopiaFramePlace));
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
    CopiaNgramRange range =
        copia_ngram_range (&turn->all->text, (uint32_t) job, turn->ranges);
    Thrower thrower = { turn, range.base, turn->buckets + job * turn->n_buckets };
    Thrown *thrown = g_new0 (Thrown, 1);

    (void) thread;
    copia_ngram_scan (&turn->all->text, turn->ngrams, turn->size, range, throw_places,
                      &thrower, &thrown->hits, &thrown->error);
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

static bool
same_frame (const Turn *turn, const CopiaFramePlace *x, const CopiaFramePlace *y)
{
    uint32_t a[COPIA_LONGEST_NGRAM] = { 0 }, b[COPIA_LONGEST_NGRAM] = { 0 };
    uint32_t n = turn->size;

    copia_ngram_read (&turn->all->text, copia_frame_place_at (turn->all->text.bits, x),
                      n, a);
    copia_ngram_read (&turn->all->text, copia_frame_place_at (turn->all->text.bits, y),
                      n, b);
    a[turn->slot] = b[turn->slot] = 0;
    return memcmp (a, b, n * sizeof *a) == 0;
}

/* Brings those of the first frame to the front of places with one hash; how many they are. */
static size_t
part_frames (const Turn *turn, CopiaFramePlace *places, size_t n)
{
    size_t same = 1;

    while (same < n && same_frame (turn, &places[0], &places[same]))
        same++;
    if (same == n)
        return n;
    g_autofree CopiaFramePlace *others = g_new (CopiaFramePlace, n);
    size_t kept = 0, left = 0;

    for (size_t i = 0; i < n; i++)
        if (same_frame (turn, &places[0], &places[i]))
            places[kept++] = places[i];
        else
            others[left++] = places[i];
    memcpy (places + kept, others, left * sizeof *others);
    return kept;
}

static bool
is_stopped (const Turn *turn, uint64_t at)
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
count_units (const Turn *turn, const CopiaFramePlace *places, uint32_t n,
             CopiaFrameRow *row)
{
    const CopiaUnits *all = turn->all->text.units;
    g_autofree uint32_t *units = g_new (uint32_t, n);
    const uint32_t none = 0;

    for (uint32_t i = 0; i < n; i++)
        copia_units_find (all, copia_frame_place_at (turn->all->text.bits, &places[i]),
                          &none, 1, &units[i]);
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
count_fillers (const Turn *turn, const CopiaFramePlace *places, size_t n,
               CopiaFrameRow *row)
{
    for (size_t i = 0, to; i < n; i = to) {
        uint32_t filler = copia_frame_place_filler (turn->all->text.bits, &places[i]);

        for (to = i; to < n && copia_frame_place_filler (turn->all->text.bits,
                                                         &places[to]) == filler;
             to++)
            ;
        copia_frame_row_fill (row, turn->all, turn->ngrams, filler,
                              (uint32_t) (to - i));
    }
}

static void
count_frame (const Turn *turn, const CopiaFramePlace *places, size_t n, GArray *rows)
{
    const CopiaNgramsAsk *ask = turn->ngrams;
    CopiaFrameRow row = { .count = (uint32_t) n,
                          .n = turn->size,
                          .slot = turn->slot,
                          .at =
                              copia_frame_place_at (turn->all->text.bits, &places[0]) };

    if (n < ask->min)
        return;
    for (size_t i = 1; i < n; i++)
        row.at = MIN (row.at, copia_frame_place_at (turn->all->text.bits, &places[i]));
    count_fillers (turn, places, n, &row);
    if (row.variants < turn->ask->min_variants || is_stopped (turn, row.at))
        return;
    count_units (turn, places, (uint32_t) n, &row);
    if (row.range >= ask->min_range)
        g_array_append_vals (rows, &row, 1);
}

/* Frames whose tags are equal, sorted by filler alone. */
static void
count_tag (const Turn *turn, CopiaFramePlace *places, size_t n, GArray *rows)
{
    bool mixed_up = false;

    for (size_t i = 1; i < n; i++)
        mixed_up = mixed_up || places[i].key != places[0].key;
    if (mixed_up)
        copia_frame_places_sort_keys (places, n, turn->all->text.bits);
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
    GArray *places = g_array_new (FALSE, FALSE, sizeof (CopiaFramePlace));
    GArray *rows = g_array_new (FALSE, FALSE, sizeof (CopiaFrameRow));
    CopiaFramePlace *at;

    (void) thread;
    for (size_t i = 0; i < turn->ranges; i++) {
        GArray **bucket = &turn->buckets[i * turn->n_buckets + job];

        if (*bucket)
            g_array_append_vals (places, (*bucket)->data, (*bucket)->len);
        g_clear_pointer (bucket, g_array_unref);
    }
    copia_frame_places_sort (&places, turn->all->text.bits);
    at = (CopiaFramePlace *) (void *) places->data;
    for (size_t i = 0, to; i < places->len; i = to) {
        for (to = i; to < places->len &&
                     copia_frame_place_tag (&at[to]) == copia_frame_place_tag (&at[i]);
             to++)
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
    for (size_t i = 0; i < (size_t) turn->ranges * turn->n_buckets; i++)
        g_clear_pointer (&turn->buckets[i], g_array_unref);
}

/* What is sorted at once is numbered by ints. */
static bool
check_buckets (const Turn *turn)
{
    for (uint32_t bucket = 0; bucket < turn->n_buckets; bucket++) {
        uint64_t n = 0;

        for (uint32_t i = 0; i < turn->ranges; i++) {
            const GArray *some = turn->buckets[(size_t) i * turn->n_buckets + bucket];

            n += some ? some->len : 0;
        }
        if (n > INT32_MAX) {
            g_set_error (turn->error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                         "a frame of %u words occurs so often that more than %d "
                         "occurrences would have to be sorted at once; count in a part "
                         "of the corpus (see --where)",
                         turn->size, INT32_MAX);
            return false;
        }
    }
    return true;
}

static bool
run_turn (Turn *turn)
{
    const CopiaWork throwing = { turn, throw_range, take_range, drop_range, 1 };
    const CopiaWork counting = { turn, count_bucket, take_bucket, drop_bucket, 2 };
    unsigned threads = MIN (turn->ngrams->of.parts, copia_workers_most ());
    bool good;

    turn->hits = 0;
    good = copia_workers_run (&throwing, threads, turn->ranges) && check_buckets (turn);
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

/* A place and a filler have a number of 64 bits together. */
static bool
check_size (const CopiaNgramText *text, GError **error)
{
    if (text->bits == 0 || text->tokens->size >> (64 - text->bits) == 0)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "frames are not counted where so many words (%u) are found in so many "
                 "places (%" G_GUINT64_FORMAT "); ask the files of the set one by one",
                 text->n_items, text->tokens->size);
    return false;
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

    if (!all || !check_size (&all->text, error))
        return false;
    turn.ranges = RANGES * copia_ngram_stretches (&all->text);
    turn.tokens = copia_scope_words (&all->text.scope);
    most = MAX (copia_ngrams_memory (&ask->ngrams) / (2 * sizeof (CopiaFramePlace)), 1);
    turn.rounds = 1 + (uint32_t) (turn.tokens / most);
    turn.n_buckets = 1 + (uint32_t) (turn.tokens / turn.rounds / BUCKET_SIZE);
    turn.buckets = buckets = g_new0 (GArray *, (size_t) turn.ranges * turn.n_buckets);
    turn.rows = rows = copia_frame_rows_new (all, ask);
    for (size_t i = 0; i < ask->ngrams.n_sizes; i++)
        if (!run_size (&turn, ask->ngrams.sizes[i]))
            return false;
    return copia_frame_rows_put (rows, ask->ngrams.node ? turn.hits : COPIA_ALL, table,
                                 found, error);
}
