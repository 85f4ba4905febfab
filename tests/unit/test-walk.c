/* test-walk.c - reading along gives the ids that are there, in every width, lies included. */
#include "support/scratch-index.c"

#include "index/walk.h"

static ScratchIndex *
index_of_types (unsigned types, unsigned tokens)
{
    g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

    for (unsigned i = 0; i < tokens; i++) {
        unsigned type =
            i < types ? i : (unsigned) g_test_rand_int_range (0, (gint32) types);

        g_ptr_array_add (words, type % 7 == 0 ? g_strdup_printf ("..%u", type)
                                              : g_strdup_printf ("w%u", type));
    }
    return scratch_index_of_words ((const char *const *) words->pdata, words->len);
}

static void
check (unsigned types, unsigned count, uint32_t width)
{
    g_autoptr (ScratchIndex) scratch = index_of_types (types, count);
    const CopiaTokens *tokens = copia_index_tokens (scratch->index);
    uint32_t n_types = copia_index_lexicon (scratch->index)->types;
    g_autofree uint32_t *counts = g_new0 (uint32_t, n_types);
    g_autofree uint32_t *wanted = g_new0 (uint32_t, n_types);
    CopiaWalk walk = copia_walk_of (tokens);
    uint32_t ids[3000];

    g_assert_cmpuint (tokens->ids.width, ==, width);
    for (uint64_t at = 0; at < tokens->size; at++) {
        g_assert_cmpuint (copia_walk_id (&walk, at), ==, copia_tokens_get (tokens, at));
        g_assert_cmpint (copia_walk_is_word (&walk, at), ==,
                         copia_tokens_is_word (tokens, at));
    }
    for (int i = 0; i < 300; i++) {
        uint64_t at = (uint64_t) g_test_rand_int_range (0, (gint32) tokens->size);
        uint32_t n = (uint32_t) g_test_rand_int_range (0, 3000);

        n = (uint32_t) MIN (n, tokens->size - at);
        copia_walk_read (&walk, at, n, ids);
        copia_walk_count (&walk, at, at + n, 2, counts);
        for (uint32_t k = 0; k < n; k++) {
            g_assert_cmpuint (ids[k], ==, copia_tokens_get (tokens, at + k));
            wanted[ids[k]] += 2;
        }
    }
    g_assert_cmpmem (counts, n_types * sizeof *counts, wanted,
                     n_types * sizeof *wanted);
}

static void
test_a_walk_reads_ids_of_two_bytes (void)
{
    check (900, 100000, 2);
}

static void
test_a_walk_reads_ids_of_three_bytes (void)
{
    check (70000, 100000, 3);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/walk/a-walk-reads-ids-of-two-bytes",
                     test_a_walk_reads_ids_of_two_bytes);
    g_test_add_func ("/walk/a-walk-reads-ids-of-three-bytes",
                     test_a_walk_reads_ids_of_three_bytes);
    return g_test_run ();
}
