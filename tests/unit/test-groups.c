/* test-groups.c - hits by what stands at their places, against a plain count. */
#include "study/groups.h"
#include "study/tabulate.h"

#include "base/error.h"
#include "study-answer.h"

ANSWER (groups)

static Answer
group (const Corpus *corpus, const char *text, const char *slots, uint32_t parts)
{
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_GUESS, NULL);
    CopiaGroupsAsk ask = COPIA_GROUPS_USUAL;

    ask.query = query;
    ask.slots = slots;
    ask.per = 100;
    ask.of.parts = parts;
    return answer_of (groups_study, corpus, &ask);
}

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "chapter", "One", "1");
    corpus_say (corpus, "We fight _, we rest _. We fight _.");
    corpus_close (corpus);
    corpus_open (corpus, "chapter", "Two", "2");
    corpus_say (corpus, "They fight _, we");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static void
test_the_frequent_come_first (void)
{
    static const char *const columns[] = { "R1", "count", "share", "rate", NULL };
    g_autoptr (Corpus) corpus = small ();
    g_auto (Answer) answer = group (corpus, "we", "R1", 1);

    g_assert_cmpstrv (answer.rows->pdata[0], columns);
    g_assert_cmpuint (answer.rows->len, ==, 4);
    g_assert_cmpstr (cell (&answer, 1, 0), ==, "fight");
    g_assert_cmpuint (number_in (&answer, 1, 1), ==, 2);
    assert_close (cell (&answer, 1, 2), 50);
    assert_close (cell (&answer, 1, 3), 100 * 2.0 / 9);
    g_assert_cmpstr (cell (&answer, 2, 0), ==, ""); /* nothing stands behind the last */
    g_assert_cmpstr (cell (&answer, 3, 0), ==, "rest");
}

static void
test_a_structure_keeps_the_order_of_the_corpus (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_auto (Answer) answer =
        group (corpus, "[form=\"we|they\"]", "chapter,match.word", 1);

    g_assert_cmpuint (answer.rows->len, ==, 5);
    g_assert_cmpstr (cell (&answer, 1, 0), ==, "One");
    g_assert_cmpstr (cell (&answer, 1, 1), ==, "We");
    g_assert_cmpuint (number_in (&answer, 1, 2), ==, 2);
    assert_close (cell (&answer, 1, 3), 200.0 / 3); /* of the three in the chapter */
    assert_close (cell (&answer, 1, 4), 200.0 / 6); /* of its six words */
    g_assert_cmpstr (cell (&answer, 2, 1), ==, "we");
    g_assert_cmpstr (cell (&answer, 3, 1), ==, "They");
    g_assert_cmpstr (cell (&answer, 4, 0), ==, "Two");
}

/* What stands there, found by walking over the tokens. */
static char *
beside (const Corpus *corpus, const CopiaHit *hit, int step)
{
    const Region *text = region_at (corpus, "text", hit->start);
    uint64_t cpos = step < 0 ? hit->start : hit->end;

    for (int left = ABS (step); left > 0;) {
        if (cpos == (step < 0 ? text->start : text->end))
            return g_strdup ("");
        cpos = step < 0 ? cpos - 1 : cpos + 1;
        left -= token_at (corpus, cpos)->is_word;
    }
    return g_strdup (token_at (corpus, cpos)->form);
}

static void
test_places_are_counted_like_a_plain_scan (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

    for (int i = 0; i < 60; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);
        g_auto (Wanted) wanted = wanted_random (rand);
        g_autoptr (GArray) hits = wanted_hits (&wanted, corpus, NULL);
        g_autoptr (GHashTable) counts =
            g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
        int step = g_rand_int_range (rand, 1, 4) * (g_rand_boolean (rand) ? 1 : -1);
        g_autofree char *slot =
            g_strdup_printf ("%c%d", step < 0 ? 'L' : 'r', ABS (step));
        g_auto (Answer) answer =
            group (corpus, wanted.text, slot, (uint32_t) g_rand_int_range (rand, 1, 5));
        uint64_t sum = 0;

        for (guint k = 0; k < hits->len; k++) {
            char *form = beside (corpus, &g_array_index (hits, CopiaHit, k), step);
            guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, form));

            g_hash_table_insert (counts, form, GUINT_TO_POINTER (n + 1));
        }
        g_assert_cmpuint (answer.rows->len - 1, ==, g_hash_table_size (counts));
        for (guint k = 1; k < answer.rows->len; k++) {
            guint n =
                GPOINTER_TO_UINT (g_hash_table_lookup (counts, cell (&answer, k, 0)));

            g_assert_cmpuint (number_in (&answer, k, 1), ==, n);
            sum += n;
        }
        g_assert_cmpuint (sum, ==, hits->len);
    }
}

static void
test_wrong_places_are_named (void)
{
    g_autoptr (Corpus) corpus = small ();
    static const char *const wrong[] = { "",          "math",          "R0",    "L101",
                                         "match.pos", "chapter.verse", "R1,,no" };
    CopiaTabulateAsk ask = COPIA_TABULATE_USUAL;

    for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaQuery) query =
            copia_query_parse ("we", COPIA_LANGUAGE_GUESS, NULL);
        CopiaFound found;

        ask.query = query;
        ask.slots = wrong[i];
        g_assert_false (copia_tabulate (corpus->index, &ask, NULL, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/groups/the frequent come first", test_the_frequent_come_first);
    g_test_add_func ("/groups/a structure keeps the order of the corpus",
                     test_a_structure_keeps_the_order_of_the_corpus);
    g_test_add_func ("/groups/places are counted like a plain scan",
                     test_places_are_counted_like_a_plain_scan);
    g_test_add_func ("/groups/wrong places are named", test_wrong_places_are_named);
    return g_test_run ();
}
