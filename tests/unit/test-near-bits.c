/* test-near-bits.c - windows spread as bits, against walking from token to token; and bits of hits
 * against the stream. */
#include "study/near-spread.h"

#include "study-corpus.h"
#include "study/near-hits.h"

#define MOST 40 /* numbers */

typedef struct {
    size_t n;
    uint64_t seeds[MOST], words[MOST], stops[MOST], covers[MOST];
} Bits;

static bool
is_set (const uint64_t *bits, size_t i)
{
    return bits[i / 64] >> (i % 64) & 1;
}

/* One bit in `rare`. */
static void
draw (GRand *rand, uint64_t *bits, size_t n, int rare)
{
    for (size_t i = 0; i < n; i++)
        bits[i] = 0;
    for (size_t i = 0; i < n * 64; i++)
        bits[i / 64] |= (uint64_t) (g_rand_int_range (rand, 0, rare) == 0) << (i % 64);
}

/* Of many kinds: few words, all words, no stops, stops everywhere. */
static void
draw_all (GRand *rand, Bits *self)
{
    static const int rare[] = { 1, 2, 3, 8, 40, 300, 100000 };

    self->n = (size_t) g_rand_int_range (rand, 1, MOST + 1);
    draw (rand, self->seeds, self->n, rare[g_rand_int_range (rand, 1, 6)]);
    draw (rand, self->stops, self->n, rare[g_rand_int_range (rand, 2, 7)]);
    draw (rand, self->words, self->n, rare[g_rand_int_range (rand, 0, 7)]);
    for (size_t i = 0; i < self->n && g_rand_boolean (rand); i++)
        self->words[i] = ~self->words[i];
}

static void
walk (const Bits *self, size_t seed, uint32_t width, int way, uint64_t *wanted)
{
    size_t size = self->n * 64;

    for (uint32_t words = 0; words < width;) {
        if (way > 0 ? seed + 1 == size || is_set (self->stops, seed + 1)
                    : seed == 0 || is_set (self->stops, seed))
            return;
        seed = way > 0 ? seed + 1 : seed - 1;
        wanted[seed / 64] |= (uint64_t) 1 << (seed % 64);
        words += is_set (self->words, seed);
    }
}

static void
test_windows_hold_so_many_words_on_each_side (void)
{
    static const uint32_t widths[] = { 0, 1, 2, 5, 5, 5, 6, 13, 50 };
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int round = 0; round < 1500; round++) {
        uint32_t left = widths[g_rand_int_range (rand, 0, G_N_ELEMENTS (widths))];
        uint32_t right = widths[g_rand_int_range (rand, 0, G_N_ELEMENTS (widths))];
        uint64_t wanted[MOST] = { 0 };
        Bits bits;

        draw_all (rand, &bits);
        copia_near_spread (bits.seeds, bits.words, bits.stops, bits.n, left, right,
                           bits.covers);
        for (size_t i = 0; i < bits.n * 64; i++)
            if (is_set (bits.seeds, i)) {
                walk (&bits, i, right, 1, wanted);
                walk (&bits, i, left, -1, wanted);
            }
        g_assert_cmpmem (bits.covers, bits.n * sizeof *wanted, wanted,
                         bits.n * sizeof *wanted);
    }
}

/* More than two stretches, of types that come and go. */
static Corpus *
corpus_of (GRand *rand)
{
    Corpus *self = corpus_new ();

    corpus_open (self, "text", NULL, NULL);
    for (int i = 0; i < 2 * (int) COPIA_STRETCH + 777; i++) {
        g_autofree char *token =
            g_strdup_printf ("w%d", i / 40000 + g_rand_int_range (rand, 0, 30));

        corpus_token (self, " ", token);
    }
    corpus_close (self);
    corpus_finish (self);
    return self;
}

static void
check_hits (const Corpus *corpus, GRand *rand, guint n_types)
{
    const CopiaTokens *tokens = copia_index_tokens (corpus->index);
    g_autofree uint8_t *chosen = g_new0 (uint8_t, tokens->lexicon->types);
    g_autoptr (CopiaTypeset) types = copia_typeset_new ();
    uint64_t cpos = (uint64_t) g_rand_int_range (rand, 0, 1200) * 64, bits[500];
    CopiaNearHits hits;

    for (uint32_t id = 0; id < tokens->lexicon->types && types->ids->len < n_types;
         id++)
        if (g_rand_boolean (rand)) {
            g_array_append_val (types->ids, id);
            chosen[id] = 1;
        }
    copia_typeset_finish (types, corpus->index);
    hits = copia_near_hits_of (corpus->index, types, cpos);
    while (cpos < tokens->size) {
        size_t n = (size_t) g_rand_int_range (rand, 0, G_N_ELEMENTS (bits));

        copia_near_hits_read (&hits, cpos, n, bits);
        for (uint64_t i = 0; i < n * 64; i++)
            g_assert_cmpint (is_set (bits, i), ==,
                             cpos + i < tokens->size &&
                                 chosen[copia_tokens_get (tokens, cpos + i)]);
        cpos += n * 64 + (uint64_t) (g_rand_int_range (rand, 0, 4) ? 0 : 64 * 1100);
    }
    copia_near_hits_clear (&hits);
}

static void
test_bits_of_few_types_and_of_many_say_where_they_stand (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);
    g_autoptr (Corpus) corpus = corpus_of (rand);

    for (int round = 0; round < 12; round++) {
        check_hits (corpus, rand, 1);
        check_hits (corpus, rand, 4);
        check_hits (corpus, rand, 25);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/near-bits/windows-hold-so-many-words-on-each-side",
                     test_windows_hold_so_many_words_on_each_side);
    g_test_add_func ("/near-bits/bits-of-few-types-and-of-many-say-where-they-stand",
                     test_bits_of_few_types_and_of_many_say_where_they_stand);
    return g_test_run ();
}
