/* test-noise.c - chapters that differ, and chapters that do not. */
#include "study/frequency.h"

#include "base/error.h"
#include "study-answer.h"

ANSWER (frequency)

enum {
    QUERY,
    CHAPTER,
    WORDS,
    COUNT,
    RATE,
    LOW,
    HIGH,
    BAND_LOW,
    BAND_HIGH,
    P,
    P_ALL,
    CLUMP_LOW,
    CLUMP_HIGH
};

#define CHAPTERS 6
#define PARAGRAPHS 20

/* "we" stands in `share` of the paragraphs of the first chapter, in one in five of the others. */
static Corpus *
corpus_with (GRand *rand, double share)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    for (int n = 0; n < CHAPTERS; n++) {
        g_autofree char *number = g_strdup_printf ("%d", n + 1);

        corpus_open (corpus, "chapter", NULL, number);
        corpus_open (corpus, "head", NULL, NULL);
        corpus_say (corpus, "On bread");
        corpus_close (corpus);
        for (int p = 0; p < PARAGRAPHS; p++) {
            bool holds = g_rand_double (rand) < (n == 0 ? share : 0.2);

            corpus_open (corpus, "p", NULL, NULL);
            corpus_say (corpus,
                        holds ? "We want bread and land" : "They want bread and land");
            corpus_close (corpus);
        }
        corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static Answer
ask_of (const Corpus *corpus, uint64_t seed, uint32_t parts)
{
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("we", COPIA_LANGUAGE_SIMPLE, NULL);
    const CopiaQuery *queries[] = { query };
    CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;

    ask.queries = queries;
    ask.n_queries = 1;
    ask.by = "chapter";
    ask.per = 100;
    ask.shuffles = 499;
    ask.seed = seed;
    ask.of.parts = parts;
    return answer_of (frequency_study, corpus, &ask);
}

static double
number (const Answer *answer, guint row, guint column)
{
    return g_ascii_strtod (cell (answer, row, column), NULL);
}

static void
test_a_chapter_of_another_kind_strays_out_of_the_band (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (1);
    g_autoptr (Corpus) corpus = corpus_with (rand, 0.95);

    g_auto (Answer) answer = ask_of (corpus, 1, 1);
    g_assert_cmpuint (answer.rows->len, ==, CHAPTERS + 1);
    g_assert_cmpstr (cell (&answer, 0, P_ALL), ==, "p_all");
    g_assert_cmpfloat (number (&answer, 1, RATE), >, number (&answer, 1, BAND_HIGH));
    g_assert_cmpfloat (number (&answer, 1, P_ALL), <=, 0.01);
    g_assert_nonnull (strstr (answer.notes->str, "499 times, seed 1"));
    for (guint row = 1; row <= CHAPTERS; row++) {
        g_assert_cmpfloat (number (&answer, row, P), <=, number (&answer, row, P_ALL));
        g_assert_cmpfloat (number (&answer, row, CLUMP_LOW), <=,
                           number (&answer, row, RATE));
        g_assert_cmpfloat (number (&answer, row, RATE), <=,
                           number (&answer, row, CLUMP_HIGH));
    }
}

/* Of many corpora without a difference, about one in twenty looks as if it had one. */
static void
test_chapters_of_one_kind_seldom_do (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (7);
    int strays = 0;

    for (int i = 0; i < 60; i++) {
        g_autoptr (Corpus) corpus = corpus_with (rand, 0.2);
        g_auto (Answer) answer = ask_of (corpus, 1, 1);
        bool stray = false;

        for (guint row = 1; row <= CHAPTERS; row++)
            stray |= number (&answer, row, P_ALL) <= 0.05;
        strays += stray;
    }
    g_test_message ("%d of 60", strays);
    g_assert_cmpint (strays, <=, 8);
}

static void
test_the_seed_decides_and_nothing_else (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (3);
    g_autoptr (Corpus) corpus = corpus_with (rand, 0.5);

    g_auto (Answer) one = ask_of (corpus, 5, 1);
    g_auto (Answer) again = ask_of (corpus, 5, 7);
    g_auto (Answer) other = ask_of (corpus, 6, 1);
    assert_same (&one, &again);
    g_assert_cmpstr (one.notes->str, !=, other.notes->str);
}

static void
test_a_band_needs_units (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (3);
    g_autoptr (Corpus) corpus = corpus_with (rand, 0.5);
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("we", COPIA_LANGUAGE_SIMPLE, NULL);
    const CopiaQuery *queries[] = { query };
    CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;
    g_auto (Catch) catch;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (GError) error = NULL;
    CopiaFound found;

    ask.queries = queries;
    ask.n_queries = 1;
    ask.shuffles = 99;
    catch_init (&catch);
    table = catch_table (&catch, "tsv", 0, false);
    g_assert_false (copia_frequency (corpus->index, &ask, table, &found, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/noise/another-kind",
                     test_a_chapter_of_another_kind_strays_out_of_the_band);
    g_test_add_func ("/noise/one-kind", test_chapters_of_one_kind_seldom_do);
    g_test_add_func ("/noise/seed", test_the_seed_decides_and_nothing_else);
    g_test_add_func ("/noise/units", test_a_band_needs_units);
    return g_test_run ();
}
