/* test-positions.c - positions of sets of types are those of a plain scan, found either way. */
#include "support/random-corpus.c"

#include "query/positions.h"

/* How many types a set is drawn from, by frequency: all, the frequent or the rare ones. */
typedef enum { ANY, FREQUENT, RARE, WORDS, KINDS } Draw;

static CopiaTypeset *
random_set (GRand *random, const CopiaIndex *index)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    Draw draw = (Draw) g_rand_int_range (random, 0, KINDS);
    int types = (int) lexicon->types, n = g_rand_int_range (random, 0, 40);
    int low = draw == RARE ? types / 2 : 0;
    int high = draw == FREQUENT ? MIN (types, 12) : types;
    CopiaTypeset *set;

    if (draw == WORDS)
        return copia_typeset_words (index);
    set = copia_typeset_new ();
    for (int i = 0; i < n; i++) {
        uint32_t id = (uint32_t) g_rand_int_range (random, low, high);

        copia_typeset_add_form (
            set, index,
            copia_lexicon_form (lexicon, copia_lexicon_form_of (lexicon, id)));
    }
    copia_typeset_finish (set, index);
    return set;
}

static bool
in_a_set (const CopiaIndex *index, CopiaTypeset *const *sets, size_t n, uint64_t cpos)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint32_t id = copia_tokens_get (copia_index_tokens (index), cpos);

    for (size_t i = 0; i < n; i++) {
        if (sets[i]->kind == COPIA_TYPESET_WORDS && copia_lexicon_is_word (lexicon, id))
            return true;
        for (guint k = 0; k < sets[i]->ids->len; k++)
            if (g_array_index (sets[i]->ids, uint32_t, k) == id)
                return true;
    }
    return false;
}

/* Goes along by next and seek, a plain scan beside it. */
static uint64_t
compare (GRand *random, const CopiaIndex *index, CopiaTypeset *const *sets, size_t n,
         uint64_t from, uint64_t to)
{
    g_autoptr (CopiaPositions) positions =
        copia_positions_new (index, (const CopiaTypeset *const *) sets, n, from, to);
    uint64_t size = copia_index_tokens (index)->size, at = from, found = 0;
    int jump = g_rand_int_range (random, 1, 200);

    for (;;) {
        uint64_t target = 0, cpos = UINT64_MAX;
        bool seek = g_rand_boolean (random), more;

        if (seek)
            target = at + (uint64_t) g_rand_int_range (random, 0, jump);
        if (seek && target > 3)
            target -= (uint64_t) g_rand_int_range (random, 0, 3);
        at = MAX (at, target);
        while (at < MIN (to, size) && !in_a_set (index, sets, n, at))
            at++;
        more = seek ? copia_positions_seek (positions, target, &cpos)
                    : copia_positions_next (positions, &cpos);
        g_assert_cmpint (more, ==, at < MIN (to, size));
        if (!more)
            break;
        g_assert_cmpuint (cpos, ==, at);
        at++;
        found++;
    }
    for (int i = 0; i < 3; i++) {
        uint64_t cpos;

        g_assert_false (copia_positions_next (positions, &cpos));
        g_assert_false (copia_positions_seek (positions, from, &cpos));
    }
    return found;
}

static void
test_positions_are_those_of_a_plain_scan (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    uint64_t found = 0;

    for (unsigned i = 0; i < 30; i++) {
        g_autoptr (RandomCorpus) corpus =
            random_corpus_new (random, (unsigned) g_rand_int_range (random, 1, 6000),
                               (unsigned) g_rand_int_range (random, 1, 900));
        int size = (int) corpus->tokens->len;

        for (unsigned k = 0; k < 60; k++) {
            CopiaTypeset *sets[3];
            size_t n = (size_t) g_rand_int_range (random, 1, 4);
            bool part = g_rand_boolean (random);
            uint64_t from = part ? (uint64_t) g_rand_int_range (random, 0, size) : 0;
            uint64_t to = part ? from + (uint64_t) g_rand_int_range (random, 0, size)
                               : UINT64_MAX;

            for (size_t s = 0; s < n; s++)
                sets[s] = random_set (random, corpus->index);
            found += compare (random, corpus->index, sets, n, from, to);
            for (size_t s = 0; s < n; s++)
                copia_typeset_free (sets[s]);
        }
        g_assert_true (copia_index_sound (corpus->index, NULL));
    }
    g_assert_cmpuint (found, >, 10000);
}

static void
test_a_range_that_is_empty_or_outside_has_none (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 100, 10);
    g_autoptr (CopiaTypeset) words = copia_typeset_words (corpus->index);
    const CopiaTypeset *sets[] = { words };
    static const uint64_t ranges[][2] = {
        { 0, 0 }, { 50, 50 }, { 50, 20 }, { 100, 200 }, { 1u << 30, UINT64_MAX }
    };
    uint64_t cpos;

    for (size_t i = 0; i < G_N_ELEMENTS (ranges); i++) {
        g_autoptr (CopiaPositions) positions =
            copia_positions_new (corpus->index, sets, 1, ranges[i][0], ranges[i][1]);

        g_assert_false (copia_positions_next (positions, &cpos));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/positions/they-are-those-of-a-plain-scan",
                     test_positions_are_those_of_a_plain_scan);
    g_test_add_func ("/positions/a-range-that-is-empty-or-outside-has-none",
                     test_a_range_that_is_empty_or_outside_has_none);
    return g_test_run ();
}
