/* test-keywords-list.c - the tests of many words, by one thread and by several. */
#include "study/keywords-list.h"

#include "support/scratch-index.c"

#define TYPES 40000 /* enough for threads */

static ScratchIndex *
scratch_types (void)
{
    g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

    for (int i = 0; i < TYPES; i++)
        g_ptr_array_add (words, g_strdup_printf ("w%d", i));
    return scratch_index_of_words ((const char *const *) words->pdata, words->len);
}

static CopiaTally *
random_tally (GRand *rand, const CopiaIndex *index)
{
    g_autofree uint32_t *counts = g_new (uint32_t, TYPES);

    for (int i = 0; i < TYPES; i++)
        counts[i] =
            (uint32_t) g_rand_int_range (rand, 0, g_rand_int_range (rand, 1, 90));
    return copia_tally_new (index, counts, COPIA_BY_FORM);
}

static void
assert_same (const CopiaKeyList *a, const CopiaKeyList *b)
{
    g_assert_cmpuint (a->items->len, ==, b->items->len);
    g_assert_cmpuint (a->keys, ==, b->keys);
    g_assert_cmpuint (a->negative, ==, b->negative);
    g_assert_cmpmem (&a->critical, sizeof a->critical, &b->critical,
                     sizeof b->critical);
    for (guint i = 0; i < a->items->len; i++) {
        const CopiaKeyItem *x = &g_array_index (a->items, CopiaKeyItem, i);
        const CopiaKeyItem *y = &g_array_index (b->items, CopiaKeyItem, i);

        g_assert_cmpuint (x->here, ==, y->here);
        g_assert_cmpmem (&x->p, sizeof x->p, &y->p, sizeof y->p);
    }
}

static void
test_threads_find_the_bits_that_one_finds (void)
{
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (ScratchIndex) scratch = scratch_types ();
    g_autoptr (CopiaTally) target = random_tally (rand, scratch->index);
    g_autoptr (CopiaTally) reference = random_tally (rand, scratch->index);
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;
    g_autoptr (CopiaKeyList) one = NULL;

    g_test_message ("seed %u", seed);
    ask.of.parts = 1;
    ask.min = 1;
    one = copia_key_list_new (target, reference, true, &ask);
    g_assert_cmpuint (one->items->len, >, TYPES / 2);
    g_assert_cmpuint (one->keys, >, 0);
    for (ask.of.parts = 2; ask.of.parts < 6; ask.of.parts++) {
        g_autoptr (CopiaKeyList) many =
            copia_key_list_new (target, reference, true, &ask);

        assert_same (one, many);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/keywords-list/threads-find-the-bits-that-one-finds",
                     test_threads_find_the_bits_that_one_finds);
    return g_test_run ();
}
