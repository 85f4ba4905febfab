/* test-walk.c - reading along gives the ids that are there, in every width, lies included. */
#include "support/scratch-index.c"

#include "index/walk.h"

static ScratchIndex *
index_of_types (unsigned types, unsigned tokens, bool compact)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    ScratchIndex *self = g_new0 (ScratchIndex, 1);
    g_autoptr (GError) error = NULL;

    to.open (to.self, "text", NULL, 0);
    for (unsigned i = 0; i < tokens; i++) {
        unsigned type =
            i < types ? i : (unsigned) g_test_rand_int_range (0, (gint32) types);

        g_autofree char *word = g_strdup_printf (type % 7 == 0 ? "..%u" : "w%u", type);

        scratch_send_word (&to, word, i == 0);
    }
    to.close (to.self, "text");
    self->path = scratch_path ();
    copia_index_writer_compact (writer, compact);
    copia_index_writer_close (writer, self->path, &error);
    g_assert_no_error (error);
    self->index = copia_index_open (self->path, &error);
    g_assert_no_error (error);
    return self;
}

/* Of n <= 64 tokens one by one, bit 0 first. */
static uint64_t
words_one_by_one (const CopiaTokens *tokens, uint64_t first, uint32_t n, bool rising)
{
    uint64_t words = 0;

    for (uint32_t i = 0; i < n; i++)
        words |=
            (uint64_t) copia_tokens_is_word (tokens, first + (rising ? i : n - 1 - i))
            << i;
    return words;
}

static void
check_words (CopiaWalk *walk, const CopiaTokens *tokens, uint64_t at, uint32_t n)
{
    g_assert_cmpuint (copia_walk_words_after (walk, at, n), ==,
                      words_one_by_one (tokens, at, n, true));
    g_assert_cmpuint (copia_walk_words_before (walk, at + n, n), ==,
                      words_one_by_one (tokens, at, n, false));
}

static void
check (unsigned types, unsigned count, uint32_t width, bool compact)
{
    g_autoptr (ScratchIndex) scratch = index_of_types (types, count, compact);
    const CopiaTokens *tokens = copia_index_tokens (scratch->index);
    uint32_t n_types = copia_index_lexicon (scratch->index)->types;
    g_autofree uint32_t *counts = g_new0 (uint32_t, n_types);
    g_autofree uint32_t *wanted = g_new0 (uint32_t, n_types);
    CopiaWalk walk = copia_walk_begin (tokens), shared = copia_walk_of (tokens);
    uint32_t ids[3000];

    g_assert_cmpuint (tokens->ids.width, ==, width);
    for (int i = 0; i < 300; i++) {
        uint64_t at = (uint64_t) g_test_rand_int_range (0, (gint32) tokens->size - 64);
        uint32_t n = (uint32_t) g_test_rand_int_range (0, 3000);

        n = (uint32_t) MIN (n, tokens->size - at);
        copia_walk_read (&walk, at, n, ids);
        copia_walk_count (&walk, at, at + n, 2, counts);
        check_words (i % 2 ? &walk : &shared, tokens, at, CLAMP (n, 1, 64));
        for (uint32_t k = 0; k < n; k++) {
            g_assert_cmpuint (ids[k], ==, copia_tokens_get (tokens, at + k));
            wanted[ids[k]] += 2;
        }
    }
    for (uint64_t at = 0; at < tokens->size; at++) {
        g_assert_cmpuint (copia_walk_id (&walk, at), ==, copia_tokens_get (tokens, at));
        g_assert_cmpuint (copia_walk_id (&shared, at), ==,
                          copia_tokens_get (tokens, at));
        g_assert_cmpint (copia_walk_is_word (&walk, at), ==,
                         copia_tokens_is_word (tokens, at));
    }
    g_assert_cmpmem (counts, n_types * sizeof *counts, wanted,
                     n_types * sizeof *wanted);
    copia_walk_end (&walk);
}

static void
test_a_walk_reads_ids_of_two_bytes (void)
{
    check (900, 100000, 2, false);
    check (900, 100000, 2, true);
}

static void
test_a_walk_reads_ids_of_three_bytes (void)
{
    check (70000, 100000, 3, false);
    check (70000, 100000, 3, true);
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
