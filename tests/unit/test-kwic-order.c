/* test-kwic-order.c - pages of more lines than there are words, against a full sort. */
#include "study/kwic-private.h"

#include "support/scratch-index.c"

#define TOKENS 150000
#define TYPES 1500

/* Words of which some are much more frequent than others, and marks, also in a row. */
static ScratchIndex *
scratch_many (GRand *rand)
{
    g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

    for (int i = 0; i < TOKENS; i++) {
        int32_t most = g_rand_int_range (rand, 1, TYPES);

        if (g_rand_int_range (rand, 0, 4) == 0)
            g_ptr_array_add (words, g_strdup (","));
        else
            g_ptr_array_add (words,
                             g_strdup_printf ("w%d", g_rand_int_range (rand, 0, most)));
    }
    return scratch_index_of_words ((const char *const *) words->pdata, words->len);
}

/* The rank of the nearest word on a side, from 1. */
static uint32_t
key_of (const CopiaTokens *tokens, uint64_t cpos, int64_t step)
{
    for (cpos += (uint64_t) step; cpos < tokens->size; cpos += (uint64_t) step)
        if (copia_tokens_is_word (tokens, cpos))
            return copia_lexicon_rank (tokens->lexicon,
                                       copia_tokens_get (tokens, cpos)) +
                   1;
    return 0;
}

typedef struct {
    uint32_t keys[2], cpos;
} Line;

static int
compare (const void *a, const void *b)
{
    const Line *x = a, *y = b;

    for (int i = 0; i < 2; i++)
        if (x->keys[i] != y->keys[i])
            return x->keys[i] < y->keys[i] ? -1 : 1;
    return x->cpos < y->cpos ? -1 : 1;
}

static Line *
sorted (const CopiaTokens *tokens, bool left)
{
    Line *lines = g_new (Line, tokens->size);

    for (uint32_t i = 0; i < tokens->size; i++) {
        lines[i].cpos = i;
        lines[i].keys[left] = key_of (tokens, i, 1);
        lines[i].keys[!left] = key_of (tokens, i, -1);
    }
    qsort (lines, tokens->size, sizeof *lines, compare);
    return lines;
}

static void
check (const ScratchIndex *scratch, const CopiaKeptList *hits, bool left)
{
    static const uint32_t offsets[] = { 0, 400, 1000, TOKENS / 2, TOKENS - 60 };
    g_autofree Line *wanted = sorted (copia_index_tokens (scratch->index), left);
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;

    ask.n_sort =
        (uint32_t) copia_sort_keys_parse (left ? "L1,R1" : "R1,L1", ask.sort, NULL);
    for (unsigned i = 0; i < 2 * G_N_ELEMENTS (offsets); i++) {
        uint32_t offset = offsets[i / 2];
        g_autofree uint32_t *page = NULL;

        ask.of.parts = 1 + i % 2;
        page = copia_kwic_order (scratch->index, &ask, hits, offset, 60);
        for (uint32_t k = 0; k < 60; k++)
            g_assert_cmpuint (page[k], ==, wanted[offset + k].cpos);
    }
}

static void
test_pages_of_more_lines_than_words_are_those_of_a_full_sort (void)
{
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (ScratchIndex) scratch = scratch_many (rand);
    CopiaKeptList hits = { .n = 0 };

    g_test_message ("seed %u", seed);
    for (uint32_t i = 0; i < TOKENS; i++) {
        const CopiaKept hit = { i, 0, 0, 0 };

        g_assert_true (copia_kept_add (&hits, &hit, 1));
    }
    check (scratch, &hits, false);
    check (scratch, &hits, true);
    copia_kept_clear (&hits);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/kwic-order/pages-of-more-lines-than-words-are-those-of-a-full-"
                     "sort",
                     test_pages_of_more_lines_than_words_are_those_of_a_full_sort);
    return g_test_run ();
}
