/* test-longest-regions.c - the longest regions of a structure against a look at all. */
#include "study-corpus.h"

/* Chapters of any length, here and there with words between them. */
static Corpus *
corpus_of_chapters (GRand *rand, int n)
{
    Corpus *self = corpus_new ();

    corpus_open (self, "text", NULL, NULL);
    for (int i = 0; i < n; i++) {
        corpus_open (self, "chapter", NULL, NULL);
        for (int k = g_rand_int_range (rand, 1, 40); k > 0; k--)
            corpus_token (self, " ", "word");
        corpus_close (self);
        if (g_rand_int_range (rand, 0, 3) == 0)
            corpus_token (self, " ", "between");
    }
    corpus_token (self, " ", "end");
    corpus_close (self);
    corpus_finish (self);
    return self;
}

static uint64_t
size_of (const CopiaRegions *regions, uint32_t i)
{
    return copia_regions_end (regions, i) + 1 - copia_regions_start (regions, i);
}

static void
check (const Corpus *corpus)
{
    const CopiaRegions *regions = copia_index_find_structure (corpus->index, "chapter");
    const CopiaLongest *longest = copia_regions_longest (regions);
    uint32_t n = copia_regions_count (regions);
    uint64_t outside = copia_index_tokens (corpus->index)->size, next = 0;
    g_autofree bool *listed = g_new0 (bool, n);

    g_assert_cmpuint (longest->n, ==, MIN (n, COPIA_REGIONS_LONGEST));
    for (uint32_t i = 0; i < longest->n; i++) {
        g_assert_false (listed[longest->regions[i]]);
        listed[longest->regions[i]] = true;
        if (i > 0)
            g_assert_cmpuint (size_of (regions, longest->regions[i - 1]), >=,
                              size_of (regions, longest->regions[i]));
    }
    for (uint32_t i = 0; i < n; i++) {
        outside -= size_of (regions, i);
        next = MAX (next, listed[i] ? 0 : size_of (regions, i));
    }
    g_assert_cmpuint (longest->next, ==, next);
    g_assert_cmpuint (longest->outside, ==, outside);
    if (n > 0)
        g_assert_cmpuint (next, <=,
                          size_of (regions, longest->regions[longest->n - 1]));
}

static void
test_they_are_the_longest_and_the_next_is_known (void)
{
    static const int counts[] = { 1, 5, COPIA_REGIONS_LONGEST,
                                  COPIA_REGIONS_LONGEST + 1, 300 };
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (unsigned i = 0; i < G_N_ELEMENTS (counts); i++) {
        g_autoptr (Corpus) corpus = corpus_of_chapters (rand, counts[i]);

        check (corpus);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/longest-regions/they-are-the-longest-and-the-next-is-known",
                     test_they_are_the_longest_and_the_next_is_known);
    return g_test_run ();
}
