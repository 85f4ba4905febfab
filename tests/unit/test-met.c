/* test-met.c - what was met of a few tokens, against sums over all types. */
#include "study/met.h"

#include "base/large.h"

#include "study-answer.h"
#include "study/tally.h"

static Corpus *
corpus_varied (GRand *rand)
{
    Corpus *self = corpus_new ();

    corpus_open (self, "text", NULL, NULL);
    for (int n = g_rand_int_range (rand, 1, 200); n > 0; n--) {
        corpus_random_run (self, rand, 20);
        corpus_token (self, " ", g_rand_boolean (rand) ? "The" : "THE");
        corpus_token (self, "", corpus_marks[g_rand_int_range (rand, 0, 7)]);
    }
    corpus_close (self);
    corpus_finish (self);
    return self;
}

/* Of one type in so many: most were not met, some more often than a byte can tell. */
static uint32_t *
counts_random (const Corpus *corpus, GRand *rand)
{
    uint32_t types = copia_index_lexicon (corpus->index)->types;
    uint32_t *counts = g_new0 (uint32_t, types);
    int some = g_rand_int_range (rand, 1, 10);

    for (uint32_t id = 0; id < types; id++)
        if (g_rand_int_range (rand, 0, some) == 0)
            counts[id] = (uint32_t) g_rand_int_range (rand, 0, some > 5 ? 1000 : 4);
    return counts;
}

static void
check_list (const Corpus *corpus, const CopiaTypeCounts *counts, const uint32_t *sums,
            const uint32_t *scope, CopiaCounted counted, uint64_t least)
{
    g_autoptr (CopiaTally) near = copia_tally_new (corpus->index, sums, counted);
    g_autoptr (CopiaTally) whole = copia_tally_new (corpus->index, scope, counted);
    uint64_t words, wanted = 0;
    g_autoptr (GArray) list =
        copia_met_list (corpus->index, counts, scope, counted, least, &words);
    g_autofree bool *seen = g_new0 (bool, near->n);

    g_assert_cmpuint (words, ==, near->words);
    g_assert_cmpuint (copia_met_words (corpus->index, counts), ==, near->words);
    for (uint32_t item = 0; item < near->n; item++) {
        wanted += near->counts[item] >= MAX (least, 1);
        g_assert_cmpuint (copia_met_count (corpus->index, counts, counted, item), ==,
                          near->counts[item]);
    }
    g_assert_cmpuint (list->len, ==, wanted);
    for (guint i = 0; i < list->len; i++) {
        const CopiaMet *met = &g_array_index (list, CopiaMet, i);

        g_assert_false (seen[met->item]);
        seen[met->item] = true;
        g_assert_cmpuint (met->count, ==, near->counts[met->item]);
        g_assert_cmpuint (met->freq, ==, whole->counts[met->item]);
        g_assert_true (met->is_word == copia_tally_is_word (near, met->item));
    }
}

static void
check_all (const Corpus *corpus, const CopiaTypeCounts *counts, const uint32_t *sums,
           const uint32_t *scope)
{
    for (uint64_t least = 0; least <= 300; least += least < 4 ? 1 : 74) {
        check_list (corpus, counts, sums, NULL, COPIA_BY_FORM, least);
        check_list (corpus, counts, sums, scope, COPIA_BY_FORM, least);
        check_list (corpus, counts, sums, NULL, COPIA_BY_WORD, least);
        check_list (corpus, counts, sums, scope, COPIA_BY_WORD, least);
    }
}

/* The same sums in numbers, and in bytes with numbers for those that a byte does not hold. */
static void
test_what_was_met_is_what_was_counted_often_enough (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int round = 0; round < 60; round++) {
        g_autoptr (Corpus) corpus = corpus_varied (rand);
        uint32_t types = copia_index_lexicon (corpus->index)->types;
        g_autofree uint32_t *sums = counts_random (corpus, rand);
        g_autofree uint32_t *scope = counts_random (corpus, rand);
        CopiaTypeCounts counts = copia_type_counts_new (types);
        uint8_t *bytes = copia_large_new0 (types + 8, 1);
        uint8_t *full = copia_large_new0 (types / 8 + 1, 1);

        memcpy (counts.numbers, sums, types * sizeof *sums);
        check_all (corpus, &counts, sums, scope);
        for (uint32_t id = 0; id < types; id++) {
            counts.numbers[id] = sums[id] & ~(uint32_t) 0xFF;
            bytes[id] = (uint8_t) sums[id];
            full[id / 8] |= (uint8_t) ((sums[id] > 0xFF) << (id % 8));
        }
        copia_type_counts_take (&counts, bytes, full);
        check_all (corpus, &counts, sums, scope);
        copia_type_counts_clear (&counts);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/met/what-was-met-is-what-was-counted-often-enough",
                     test_what_was_met_is_what_was_counted_often_enough);
    return g_test_run ();
}
