/* test-pairs.c - labelled tokens that must be alike are those of a plain scan, over many
 * stretches of a corpus.
 */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "query/hits.h"

/* Before a, between a and b. */
typedef struct {
    unsigned before, least, most;
} Gap;

static bool
same (const RandomCorpus *corpus, guint a, guint b, bool form)
{
    const RandomToken *one = random_corpus_token (corpus, a);
    const RandomToken *other = random_corpus_token (corpus, b);

    return one->text == other->text &&
           g_str_equal (form ? one->form : one->word, form ? other->form : other->word);
}

/* The end of the shortest match; 0: none. */
static guint
find (const RandomCorpus *corpus, guint start, const Gap *gap, bool form)
{
    guint a = start + gap->before, size = corpus->tokens->len;

    for (guint b = a + 1 + gap->least; b < size && b <= a + 1 + gap->most; b++)
        if (random_corpus_token (corpus, start)->text ==
                random_corpus_token (corpus, b)->text &&
            same (corpus, a, b, form))
            return b;
    return 0;
}

static uint64_t
compare (const RandomCorpus *corpus, const char *text, const Gap *gap, bool form,
         guint from)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, &error);
    g_autoptr (CopiaHits) hits = NULL;
    uint64_t found = 0;
    CopiaHit hit;

    g_assert_no_error (error);
    hits = copia_hits_new (corpus->index, query, NULL, from, UINT64_MAX, &error);
    g_assert_no_error (error);
    for (guint start = from; start < corpus->tokens->len; start++) {
        guint end = find (corpus, start, gap, form);

        if (end == 0)
            continue;
        g_assert_true (copia_hits_next (hits, &hit));
        g_assert_cmpuint (hit.start, ==, start);
        g_assert_cmpuint (hit.end, ==, end);
        found++;
    }
    g_assert_false (copia_hits_next (hits, &hit));
    g_assert_true (copia_hits_ended_well (hits, NULL));
    return found;
}

static void
test_pairs_are_those_of_a_plain_scan (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 70000, 400);
    uint64_t found = 0;

    for (int i = 0; i < 16; i++) {
        Gap gap = { (unsigned) g_rand_int_range (random, 0, 4),
                    (unsigned) g_rand_int_range (random, 0, 4), 0 };
        bool form = g_rand_boolean (random);
        guint from = i % 2 ? (guint) g_rand_int_range (random, 0, 60000) : 0;
        g_autofree char *text = NULL;

        gap.most = gap.least + (unsigned) g_rand_int_range (random, 0, 30);
        text = g_strdup_printf (
            i % 3 ? "[]{%u} a:[] []{%u,%u} b:[] :: a.%s = b.%s"
                  : "[]{%u} a:[] []{%u,} b:[] :: distance(a, b) <= %u & a.%s = b.%s",
            gap.before, gap.least, i % 3 ? gap.most : gap.most + 1,
            form ? "form" : "word", form ? "form" : "word");
        found += compare (corpus, text, &gap, form, from);
    }
    g_assert_cmpuint (found, >, 1000);
}

/* Each state for each pair of places would be more than are allowed. */
static void
test_places_that_are_decided_part_no_ways (void)
{
    g_autoptr (GPtrArray) words = g_ptr_array_new ();
    g_autoptr (ScratchIndex) scratch = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query = copia_query_parse (
        "[]{0,300} a:[] []{0,300} b:[] []{0,300} \"end\" :: a.word = b.word",
        COPIA_LANGUAGE_CQL, &error);
    g_autoptr (CopiaHits) hits = NULL;
    CopiaHit hit;

    g_assert_no_error (error);
    for (guint i = 0; i < 800; i++)
        g_ptr_array_add (words, (void *) (i % 2 ? "x" : "y"));
    g_ptr_array_add (words, (void *) "end");
    scratch = scratch_index_of_words ((const char *const *) words->pdata, words->len);
    hits = copia_hits_new (scratch->index, query, NULL, 0, 1, &error);
    g_assert_no_error (error);
    g_assert_true (copia_hits_next (hits, &hit));
    g_assert_cmpuint (hit.end, ==, 800);
    g_assert_false (copia_hits_next (hits, &hit));
    g_assert_true (copia_hits_ended_well (hits, NULL));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/pairs/pairs-are-those-of-a-plain-scan",
                     test_pairs_are_those_of_a_plain_scan);
    g_test_add_func ("/pairs/places-that-are-decided-part-no-ways",
                     test_places_that_are_decided_part_no_ways);
    return g_test_run ();
}
