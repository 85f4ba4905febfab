/* test-words-spread.c - words counted by unit, by one thread and by several. */
#include "study/words-spread.h"

#include "support/scratch-index.c"

#include <float.h>
#include <math.h>

#define TOKENS 400000 /* enough for threads */
#define TYPES 900

static ScratchIndex *
scratch_chapters (GRand *rand)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    to.open (to.self, "text", NULL, 0);
    for (int sent = 0; sent < TOKENS;) {
        int end = sent + g_rand_int_range (rand, 1, 4000);

        to.open (to.self, "chapter", NULL, 0);
        for (; sent < end; sent++) {
            int most = g_rand_int_range (rand, 1, TYPES);
            g_autofree char *word =
                g_strdup_printf ("w%d", g_rand_int_range (rand, 0, most));

            scratch_send_word (&to, word, sent == 0);
        }
        to.close (to.self, "chapter");
        if (g_rand_boolean (rand))
            scratch_send_word (&to, "w1", false);
    }
    to.close (to.self, "text");
    return scratch_index_new (writer);
}

typedef struct {
    CopiaWordSpread *spreads;
    size_t n, most;
} Taken;

static bool
take (void *data, size_t i, const CopiaWordSpread *spread)
{
    Taken *self = data;

    g_assert_cmpuint (i, ==, self->n);
    self->spreads[self->n++] = *spread;
    return self->n < self->most;
}

/* Chapter by chapter, token by token. */
static CopiaWordSpread
plain (const CopiaWordUnits *of, uint32_t form)
{
    const CopiaTokens *tokens = copia_index_tokens (of->index);
    uint32_t n = copia_units_count (of->units);
    g_autofree uint64_t *counts = g_new0 (uint64_t, n);
    uint64_t all = 0;
    CopiaWordSpread spread = { 0, 0, { 0, 0, 0 } };

    for (size_t i = 0; i < copia_units_n_pieces (of->units); i++) {
        const CopiaPiece *piece = copia_units_piece (of->units, i);

        for (uint64_t at = piece->start; at <= piece->end; at++)
            counts[piece->unit] +=
                copia_lexicon_form_of (copia_index_lexicon (of->index),
                                       copia_tokens_get (tokens, at)) == form;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (copia_units_is_outside (of->units, i))
            continue;
        all += counts[i];
        spread.range += counts[i] > 0;
        if (counts[i] > spread.clump.most)
            spread.clump = (CopiaClump){ i, counts[i], 0 };
    }
    spread.clump.hits = all;
    for (uint32_t i = 0; i < n; i++)
        if (!copia_units_is_outside (of->units, i))
            spread.dp +=
                fabs ((double) counts[i] / (double) all -
                      (double) copia_units_words (of->units, i) / (double) of->inside) /
                2;
    return spread;
}

static void
assert_alike (const CopiaWordSpread *a, const CopiaWordSpread *b, double most)
{
    g_assert_cmpuint (a->range, ==, b->range);
    g_assert_cmpfloat_with_epsilon (a->dp, b->dp, most);
    g_assert_cmpuint (a->clump.unit, ==, b->clump.unit);
    g_assert_cmpuint (a->clump.most, ==, b->clump.most);
    g_assert_cmpuint (a->clump.hits, ==, b->clump.hits);
}

static void
check (const CopiaWordUnits *of, const uint32_t *items, size_t n)
{
    g_autofree CopiaWordSpread *one = g_new (CopiaWordSpread, n);
    g_autofree CopiaWordSpread *many = g_new (CopiaWordSpread, n);

    for (unsigned threads = 1; threads < 6; threads++) {
        Taken all = { threads == 1 ? one : many, 0, SIZE_MAX };
        Taken some = { many, 0, n / 3 };

        copia_word_spreads (of, items, n, threads, take, &some);
        g_assert_cmpuint (some.n, ==, n / 3);
        copia_word_spreads (of, items, n, threads, take, &all);
        g_assert_cmpuint (all.n, ==, n);
        for (size_t i = 0; i < n; i++)
            assert_alike (&all.spreads[i], &one[i], DBL_MIN);
    }
    for (size_t i = 0; i < n; i += 60) {
        CopiaWordSpread wanted = plain (of, items[i]);

        assert_alike (&one[i], &wanted, 1e-9);
    }
}

static void
test_threads_find_what_one_finds_in_its_order (void)
{
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (ScratchIndex) scratch = scratch_chapters (rand);
    const CopiaIndex *index = scratch->index;
    g_autoptr (CopiaTally) tally = copia_tally_new (index, NULL, COPIA_BY_FORM);
    CopiaScope scope = copia_scope_of (index, NULL);
    const char *name;
    g_autoptr (CopiaUnits) units = copia_units_usual (&scope, NULL, &name, NULL);
    CopiaWordUnits of = { index, tally, units, 0 };
    g_autofree uint32_t *items = g_new (uint32_t, tally->n);

    g_test_message ("seed %u", seed);
    for (uint32_t i = 0; i < copia_units_count (units); i++)
        if (!copia_units_is_outside (units, i))
            of.inside += copia_units_words (units, i);
    for (uint32_t i = 0; i < tally->n; i++)
        items[i] = tally->n - 1 - i;
    check (&of, items, tally->n);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/words-spread/threads-find-what-one-finds-in-its-order",
                     test_threads_find_what_one_finds_in_its_order);
    return g_test_run ();
}
