/* test-kwic-beside.c - the words next to hits, against looking at one token after the other. */
#include "study/kwic-beside.h"

#include "support/scratch-index.c"
#include "support/text-lengths.h"

#define TOKENS 90000
#define LONGEST 3 /* of a hit: more tokens than one */

/* A word, or one of some marks, so many times in a row. */
static void
send_some (GRand *rand, const CopiaReceiver *to, unsigned *sent, unsigned most)
{
    bool word = g_rand_boolean (rand);
    unsigned n = (unsigned) g_rand_int_range (rand, 1, word ? 4 : 12);

    for (unsigned i = 0; i < MIN (n, most); i++) {
        g_autofree char *text =
            word ? g_strdup_printf ("w%d", g_rand_int_range (rand, 0, 3000))
                 : g_strdup_printf ("%c", g_rand_int_range (rand, '!', '0'));

        scratch_send_word (to, text, (*sent)++ == 0);
    }
}

/* Texts of one token, of a few and of very many. */
static ScratchIndex *
scratch_texts (GRand *rand)
{
    static const int longest[] = { 2, 9, 9, 300, 30000 };
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    send_texts (rand, &to, TOKENS, longest, G_N_ELEMENTS (longest), send_some);
    return scratch_index_new (writer);
}

static uint32_t
wanted (const CopiaIndex *index, CopiaKept hit, bool right)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    const CopiaRegions *texts = copia_index_texts (index);
    uint32_t text = copia_regions_find (texts, copia_kept_start (hit));
    uint64_t first = copia_regions_start (texts, text);
    uint64_t last = copia_regions_end (texts, text);
    uint64_t at = right ? copia_kept_end (hit) : copia_kept_start (hit);

    while (right ? at < last : at > first) {
        at = right ? at + 1 : at - 1;
        if (copia_tokens_is_word (tokens, at))
            return copia_tokens_get (tokens, at) + 1;
    }
    return 0;
}

/* A hit begins at every token, or some; its end lies in the text. */
static void
find_hits (GRand *rand, const CopiaIndex *index, bool longer, CopiaKeptList *hits)
{
    const CopiaRegions *texts = copia_index_texts (index);

    for (uint32_t at = 0; at < copia_index_tokens (index)->size; at++) {
        uint64_t last = copia_regions_end (texts, copia_regions_find (texts, at));
        uint32_t most = longer ? (uint32_t) MIN (last - at, LONGEST) : 0;
        CopiaKept hit = { at, 0, 0, 0 };

        hit.length = (uint32_t) g_rand_int_range (rand, 0, (gint32) most + 1);
        if (!longer || g_rand_int_range (rand, 0, 9) > 0)
            g_assert_true (copia_kept_add (hits, &hit, 1));
    }
}

static void
check (const CopiaIndex *index, const CopiaKeptList *hits, bool right,
       const uint32_t *items, uint32_t first, uint32_t n)
{
    const CopiaKwicBeside beside = { index, hits, right };
    g_autofree uint32_t *values = g_new (uint32_t, n + 1);

    values[n] = 1000003;
    copia_kwic_beside_read (&beside, items, first, n, values);
    for (uint32_t i = 0; i < n; i++) {
        CopiaKept hit = copia_kept_at (hits, items ? items[i] : first + i);

        g_assert_cmpuint (values[i], ==, wanted (index, hit, right));
    }
    g_assert_cmpuint (values[n], ==, 1000003);
}

static void
check_all (bool longer)
{
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (ScratchIndex) scratch = scratch_texts (rand);
    CopiaKeptList hits = { .n = 0 };
    g_autofree uint32_t *items = NULL;
    uint32_t n = 0;

    g_test_message ("seed %u", seed);
    find_hits (rand, scratch->index, longer, &hits);
    items = g_new (uint32_t, hits.n);
    for (uint32_t i = 0; i < hits.n; i++)
        if (g_rand_int_range (rand, 0, 40) == 0)
            items[n++] = i;
    for (int right = 0; right <= 1; right++) {
        check (scratch->index, &hits, right, NULL, 0, hits.n);
        check (scratch->index, &hits, right, NULL, hits.n / 3, hits.n / 2);
        check (scratch->index, &hits, right, NULL, 7, 0);
        check (scratch->index, &hits, right, items, 0, n);
    }
    copia_kept_clear (&hits);
}

static void
test_the_word_beside_a_token_is_the_nearest_of_its_text (void)
{
    check_all (false);
}

static void
test_the_word_beside_a_hit_of_tokens_is_the_nearest_of_its_text (void)
{
    check_all (true);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/kwic-beside/the-word-beside-a-token-is-the-nearest-of-its-text",
                     test_the_word_beside_a_token_is_the_nearest_of_its_text);
    g_test_add_func ("/kwic-beside/the-word-beside-a-hit-of-tokens-is-the-nearest-of-"
                     "its-text",
                     test_the_word_beside_a_hit_of_tokens_is_the_nearest_of_its_text);
    return g_test_run ();
}
