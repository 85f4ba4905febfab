/* test-postings.c - lists are the inversion of the tokens, and cursors go along them. */
#include "support/random-corpus.c"

static GRand *
new_random (void)
{
    return g_rand_new_with_seed ((guint32) g_test_rand_int ());
}

static RandomCorpus *
new_corpus (GRand *random)
{
    return random_corpus_new (random, (unsigned) g_rand_int_range (random, 1, 4000),
                              (unsigned) g_rand_int_range (random, 1, 300));
}

/* The positions of a type, by looking at every token. */
static GArray *
plain_positions (const CopiaIndex *index, uint32_t id)
{
    GArray *positions = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    const CopiaTokens *tokens = copia_index_tokens (index);

    for (uint64_t cpos = 0; cpos < tokens->size; cpos++)
        if (copia_tokens_get (tokens, cpos) == id)
            g_array_append_val (positions, cpos);
    return positions;
}

static void
test_postings_are_the_inversion_of_the_tokens (void)
{
    g_autoptr (GRand) random = new_random ();

    for (unsigned i = 0; i < 10; i++) {
        g_autoptr (RandomCorpus) corpus = new_corpus (random);
        const CopiaLexicon *lexicon = copia_index_lexicon (corpus->index);

        for (uint32_t id = 0; id < lexicon->types; id++) {
            g_autoptr (GArray) plain = plain_positions (corpus->index, id);
            CopiaList list =
                copia_postings_list (copia_index_postings (corpus->index), id);

            g_assert_cmpuint (copia_lexicon_freq (lexicon, id), ==, plain->len);
            for (guint k = 0; k < plain->len; k++) {
                g_assert_true (copia_list_next (&list));
                g_assert_cmpuint (list.pos, ==, g_array_index (plain, uint64_t, k));
            }
            g_assert_false (copia_list_next (&list));
            g_assert_false (copia_list_next (&list));
            g_assert_false (copia_list_seek (&list, 0));
        }
        {
            CopiaList none = copia_postings_list (copia_index_postings (corpus->index),
                                                  lexicon->types);

            g_assert_false (copia_list_next (&none));
        }
    }
}

/* next, seek forward, seek backward and runs at random, a linear search beside it. */
static void
walk (GRand *random, CopiaList list, const GArray *plain, uint64_t size)
{
    guint at = 0; /* the next of `plain` */
    int far = g_rand_int_range (random, 1, 1500);

    for (;;) {
        uint64_t now = at > 0 ? g_array_index (plain, uint64_t, at - 1) : 0;
        const uint32_t *run;
        bool more;

        switch (g_rand_int_range (random, 0, 6)) {
        case 0:
        case 1: {
            uint64_t target = now + (uint64_t) g_rand_int_range (random, 0, far);

            if (g_rand_int_range (random, 0, 5) == 0) /* before the current one */
                target = (uint64_t) g_rand_double_range (random, 0, (double) now + 1);
            if (g_rand_int_range (random, 0, 200) == 0)
                target = g_rand_boolean (random) ? size : UINT64_MAX;
            if (at > 0)
                at--;
            while (at < plain->len && g_array_index (plain, uint64_t, at) < target)
                at++;
            more = copia_list_seek (&list, target);
            break;
        }
        case 2:
            if (at > 0) {
                uint32_t n = copia_list_run (&list, &run);

                for (uint32_t k = 0; k < n; k++)
                    g_assert_cmpuint (run[k], ==,
                                      g_array_index (plain, uint64_t, at - 1 + k));
                at += n - 1;
                g_assert_cmpuint (list.pos, ==,
                                  g_array_index (plain, uint64_t, at - 1));
            }
            continue;
        default:
            more = copia_list_next (&list);
        }
        g_assert_cmpint (more, ==, at < plain->len);
        if (!more)
            break;
        g_assert_cmpuint (list.pos, ==, g_array_index (plain, uint64_t, at));
        g_assert_cmpuint (copia_list_rank (&list), ==, at);
        at++;
    }
    g_assert_false (copia_list_seek (&list, 0));
    g_assert_false (copia_list_next (&list));
}

static void
test_seek_agrees_with_a_linear_search (void)
{
    g_autoptr (GRand) random = new_random ();

    for (unsigned i = 0; i < 10; i++) {
        g_autoptr (RandomCorpus) corpus =
            random_corpus_new (random, (unsigned) g_rand_int_range (random, 1, 9000),
                               (unsigned) g_rand_int_range (random, 1, 40));
        uint32_t types = copia_index_lexicon (corpus->index)->types;

        for (uint32_t id = 0; id < types; id++) {
            g_autoptr (GArray) plain = plain_positions (corpus->index, id);

            for (unsigned k = 0; k < 10; k++)
                walk (random,
                      copia_postings_list (copia_index_postings (corpus->index), id),
                      plain, corpus->tokens->len);
        }
        g_assert_true (copia_index_sound (corpus->index, NULL));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/postings/they-are-the-inversion-of-the-tokens",
                     test_postings_are_the_inversion_of_the_tokens);
    g_test_add_func ("/postings/seek-agrees-with-a-linear-search",
                     test_seek_agrees_with_a_linear_search);
    return g_test_run ();
}
