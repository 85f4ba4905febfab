/* writer-tokens.c - the streams of tokens and gaps, from numbers of types to ids in a file. */
#include "index/writer-private.h"

#include "base/workers.h"
#include "index/gap-guess.h"
#include "index/tokens.h"

#include <string.h>

#define RESTING (4u << 20) /* bytes of gaps */
#define PASSING (1u << 20) /* tokens between two looks at the memory their gaps take */

enum { GAP_SPACE = 1, GAP_COMMON = 2, GAP_LISTED = 3 };

/* ---- how often each type stands -------------------------------------------------------- */

typedef struct {
    const CopiaIndexWriter *writer;
    uint32_t types;
    uint32_t **counts; /* a thread */
} Counting;

static void *
count_block (void *data, unsigned thread, size_t job)
{
    Counting *self = data;
    g_autofree uint32_t *buffer = g_new (uint32_t, COPIA_NUMBERS_BLOCK);
    uint32_t *counts = self->counts[thread];
    const uint32_t *values;
    size_t n;

    if (!counts)
        counts = self->counts[thread] = g_new0 (uint32_t, self->types);
    values = copia_numbers_block (self->writer->numbers, job, buffer, &n);
    for (size_t i = 0; i < n; i++)
        counts[values[i] & COPIA_NUMBER_MASK]++;
    return NULL;
}

static bool
go_on (void *data, size_t job, void *result)
{
    (void) data;
    (void) job;
    (void) result;
    return true;
}

uint32_t *
copia_index_writer_count (const CopiaIndexWriter *writer)
{
    g_autofree uint32_t **counts = g_new0 (uint32_t *, writer->threads);
    Counting self = { writer, copia_types_count (writer->types), counts };
    const CopiaWork work = { &self, count_block, go_on, NULL, 8 };
    uint32_t *sum;

    (void) copia_workers_run (&work, writer->threads,
                              copia_numbers_blocks (writer->numbers));
    sum = g_new0 (uint32_t, self.types);
    for (unsigned thread = 0; thread < writer->threads; thread++) {
        for (uint32_t type = 0; counts[thread] && type < self.types; type++)
            sum[type] += counts[thread][type];
        g_free (counts[thread]);
    }
    return sum;
}

/* ---- ids ------------------------------------------------------------------------------ */

typedef struct {
    CopiaIndexWriter *writer;
    const uint32_t *ids; /* number -> id, and above it whether it is a word */
    CopiaContainerWriter *out;
    uint32_t width;
    CopiaAside *codes; /* two bits a token */
    GArray *before;    /* uint32_t: words */
    uint32_t words;
} Renaming;

/* A block as it is written. */
typedef struct {
    size_t n;
    uint32_t before[COPIA_NUMBERS_BLOCK / COPIA_WORDS_STEP]; /* words in each step */
    uint8_t codes[COPIA_NUMBERS_BLOCK / 4];
    uint8_t ids[COPIA_NUMBERS_BLOCK * 4 + 8];
} Renamed;

static void
rename_values (const Renaming *self, uint32_t *values, Renamed *block)
{
    uint8_t *to = block->ids;

    for (size_t i = 0; i < block->n; i++, to += self->width) {
        uint32_t code = values[i] >> COPIA_NUMBER_BITS;
        uint32_t id = self->ids[values[i] & COPIA_NUMBER_MASK];

        block->before[i / COPIA_WORDS_STEP] += id >> COPIA_NUMBER_BITS;
        id &= COPIA_NUMBER_MASK;
        block->codes[i / 4] |= (uint8_t) (code << (2 * (i % 4)));
        values[i] = id | code << COPIA_NUMBER_BITS;
        memcpy (to, &id, sizeof id);
    }
}

static void *
rename_block (void *data, unsigned thread, size_t job)
{
    Renaming *self = data;
    CopiaNumbers *numbers = self->writer->numbers;
    g_autofree uint32_t *buffer = g_new (uint32_t, COPIA_NUMBERS_BLOCK);
    Renamed *block = g_new (Renamed, 1);
    const uint32_t *values = copia_numbers_block (numbers, job, buffer, &block->n);

    (void) thread;
    memset (block->before, 0, sizeof block->before);
    memset (block->codes, 0, sizeof block->codes);
    if (values != buffer)
        memcpy (buffer, values, block->n * sizeof *buffer);
    rename_values (self, buffer, block);
    copia_numbers_put (numbers, job, buffer);
    return block;
}

static void *
learn_block (void *data, unsigned thread, size_t job)
{
    const Renaming *self = data;
    g_autofree uint32_t *buffer = g_new (uint32_t, COPIA_NUMBERS_BLOCK);
    Renamed *block = g_new (Renamed, 1);
    const uint32_t *values =
        copia_numbers_block (self->writer->numbers, job, buffer, &block->n);
    uint8_t *to = block->ids;

    (void) thread;
    for (size_t i = 0; i < block->n; i++, to += self->width) {
        uint32_t id = self->ids[values[i] & COPIA_NUMBER_MASK] & COPIA_NUMBER_MASK;

        memcpy (to, &id, sizeof id);
    }
    return block;
}

static bool
take_learnt (void *data, size_t job, void *result)
{
    const Renaming *self = data;
    Renamed *block = result;

    (void) job;
    copia_container_learn (self->out, block->ids, block->n * self->width);
    g_free (block);
    return true;
}

static bool
take_block (void *data, size_t job, void *result)
{
    Renaming *self = data;
    Renamed *block = result;

    (void) job;
    copia_container_put (self->out, block->ids, block->n * self->width);
    copia_aside_put (self->codes, block->codes, (block->n + 3) / 4);
    for (size_t i = 0; i < block->n; i += COPIA_WORDS_STEP) {
        g_array_append_val (self->before, self->words);
        self->words += block->before[i / COPIA_WORDS_STEP];
    }
    g_free (block);
    return true;
}

static void
rename_all (Renaming *self)
{
    const CopiaWork learning = { self, learn_block, take_learnt, NULL, 2 };
    const CopiaWork renaming = { self, rename_block, take_block, NULL, 2 };
    const size_t blocks = copia_numbers_blocks (self->writer->numbers);
    const unsigned threads = self->writer->threads;

    copia_container_begin (self->out, "word.ids", self->width);
    if (copia_container_learns (self->out)) {
        (void) copia_workers_run (&learning, threads, blocks);
        copia_container_learnt (self->out);
    }
    (void) copia_workers_run (&renaming, threads, blocks);
    copia_container_end (self->out, self->writer->tokens);
}

static uint32_t *
ids_and_kinds (const CopiaIndexWriter *self, const CopiaOrder *order)
{
    uint32_t *ids = g_new (uint32_t, order->types);

    for (uint32_t number = 0; number < order->types; number++)
        ids[number] =
            order->id[number] | (uint32_t) copia_types_marked (self->types, number)
                                    << COPIA_NUMBER_BITS;
    return ids;
}

/* ---- gaps ----------------------------------------------------------------------------- */

typedef struct {
    const CopiaIndexWriter *writer;
    uint64_t *passed; /* bytes of them since their memory was given back */
} Gaps;

static CopiaString
gap_at (const void *data, uint64_t i)
{
    const Gaps *self = data;
    guint common = self->writer->common_gap;
    /* the commonest gap changes places with gap 0 */
    CopiaString gap =
        copia_types_get (self->writer->gaps, (uint32_t) (i == 0        ? common
                                                         : i == common ? 0
                                                                       : i));

    if ((*self->passed += gap.size) > RESTING) {
        copia_types_rest (self->writer->gaps);
        *self->passed = 0;
    }
    return gap;
}

static void
find_common (CopiaIndexWriter *self)
{
    uint64_t most = 0;

    for (guint i = 0; i < self->gap_count->len; i++) {
        if (g_array_index (self->gap_count, uint64_t, i) > most) {
            most = g_array_index (self->gap_count, uint64_t, i);
            self->common_gap = i;
        }
    }
}

/* Numbers of one section for the gaps that are not common. */
static void
write_listed (const CopiaIndexWriter *self, const char *name, bool places,
              uint32_t most, CopiaContainerWriter *out)
{
    CopiaNumbersCursor cpos = copia_numbers_cursor (self->gap_cpos);
    CopiaNumbersCursor gaps = copia_numbers_cursor (self->gap_value);
    CopiaIntsWriter ints;
    uint32_t at, gap;

    copia_ints_begin (&ints, out, name, copia_ints_width (most));
    while (copia_numbers_cursor_next (&cpos, &at) &&
           copia_numbers_cursor_next (&gaps, &gap))
        if (gap != self->common_gap)
            copia_ints_put (&ints, places ? at : gap == 0 ? self->common_gap : gap);
    copia_ints_end (&ints);
    copia_numbers_cursor_clear (&cpos);
    copia_numbers_cursor_clear (&gaps);
}

typedef enum { COUNT, PAIR, REST } Pass;

/* What goes through the codes has come to token `at`. */
static inline void
pass (const CopiaAside *codes, size_t at)
{
    if (G_UNLIKELY (at % PASSING == 0))
        copia_aside_rest (codes);
}

/* Goes over ids and codes; the last pass leaves what is stored in the place of the codes. */
static void
guess_codes (const CopiaIndexWriter *self, CopiaGapGuess *guess, Pass which,
             const CopiaAside *aside)
{
    uint8_t *codes = (uint8_t *) aside->data;
    CopiaNumbersCursor ids = copia_numbers_cursor (self->numbers);
    uint32_t before = COPIA_GAP_NO_TYPE, id;

    for (size_t at = 0; copia_numbers_cursor_next (&ids, &id); at++, before = id) {
        unsigned place = 2 * (at % 4), code = codes[at / 4] >> place & 3;

        pass (aside, at);
        id &= COPIA_NUMBER_MASK;
        if (which == COUNT)
            copia_gap_guess_count (guess, before, id, code);
        else if (which == PAIR)
            copia_gap_guess_pair (guess, before, id, code);
        else
            codes[at / 4] ^=
                (uint8_t) ((code ^ copia_gap_guess_rest (guess, before, id, code))
                           << place);
    }
    copia_numbers_cursor_clear (&ids);
}

/* The sections of the codes; in a compact index what is left of them after a guess. */
static void
write_codes (const CopiaIndexWriter *self, const CopiaAside *codes,
             CopiaContainerWriter *out)
{
    const size_t size = ((size_t) self->tokens + 3) / 4;
    const bool guessing = self->compact && self->tokens >= COPIA_GAP_LEAST;
    g_autoptr (CopiaGapGuess) guess = guessing ? copia_gap_guess_new () : NULL;

    if (guess) {
        guess_codes (self, guess, COUNT, codes);
        copia_gap_guess_classify (guess);
        guess_codes (self, guess, PAIR, codes);
        copia_gap_guess_settle (guess);
        guess_codes (self, guess, REST, codes);
        copia_gap_guess_write (guess, out);
    }
    copia_container_begin (out, guess ? "gap.rest" : "gap.codes", 0);
    for (size_t at = 0; at < size; at += PASSING / 4) {
        copia_container_put (out, codes->data + at, MIN (size - at, PASSING / 4));
        copia_aside_rest (codes);
    }
    copia_container_end (out, self->tokens);
}

/* Until now all gaps that are neither "" nor " " were listed. */
static void
write_gaps (CopiaIndexWriter *self, const CopiaAside *aside, CopiaContainerWriter *out)
{
    uint8_t *codes = (uint8_t *) aside->data;
    CopiaNumbersCursor cpos = copia_numbers_cursor (self->gap_cpos);
    CopiaNumbersCursor gaps = copia_numbers_cursor (self->gap_value);
    uint32_t at, gap, last = 0, largest = 0, seen = 0;
    uint64_t passed = 0;

    find_common (self);
    while (copia_numbers_cursor_next (&cpos, &at) &&
           copia_numbers_cursor_next (&gaps, &gap)) {
        if (at / PASSING != seen / PASSING)
            copia_aside_rest (aside);
        seen = at;
        if (gap == self->common_gap) {
            codes[at / 4] ^= (uint8_t) ((GAP_LISTED ^ GAP_COMMON) << (2 * (at % 4)));
            continue;
        }
        last = at;
        largest |= gap == 0 ? self->common_gap : gap;
    }
    copia_numbers_cursor_clear (&cpos);
    copia_numbers_cursor_clear (&gaps);
    write_codes (self, aside, out);
    write_listed (self, "gap.cpos", true, last, out);
    write_listed (self, "gap.value", false, largest, out);
    copia_strings_write (out, "gap", self->gap_count->len, gap_at,
                         &(Gaps){ self, &passed });
}

/* They are needed once more, behind the ids: of many tokens they do not wait in memory. */
static CopiaAside *
new_codes (const CopiaIndexWriter *self)
{
    CopiaAside *codes = self->memory > 0
                            ? copia_aside_new_within (1, self->beside, self->memory / 8)
                            : copia_aside_new (1, NULL);

    copia_aside_reserve (codes, ((size_t) self->tokens + 3) / 4);
    return codes;
}

void
copia_index_write_tokens (CopiaIndexWriter *self, const CopiaOrder *order,
                          CopiaContainerWriter *out)
{
    g_autoptr (CopiaAside) codes = new_codes (self);
    g_autofree uint32_t *ids = ids_and_kinds (self, order);
    g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    Renaming renaming = { .writer = self,
                          .ids = ids,
                          .out = out,
                          .width = MAX (copia_ints_width (order->types) < 3 ? 2 : 3,
                                        copia_ints_width (order->types - 1)),
                          .codes = codes,
                          .before = before };

    rename_all (&renaming);
    g_array_append_val (before, renaming.words);
    copia_ints_write (out, "word.before", (const uint32_t *) (void *) before->data,
                      before->len, 1);
    write_gaps (self, codes, out);
}
