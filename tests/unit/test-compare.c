/* test-compare.c - two parts side by side are what each of them is alone. */
#include "study/compare.h"

#include "base/error.h"
#include "stats/association.h"
#include "study-answer.h"
#include "study/collocates.h"

ANSWER (compare)
ANSWER (collocates)

enum { ITEM, KIND, LEFT, RIGHT, LEFT_RATE, RIGHT_RATE, RATIO, LOW, HIGH, P, DICE };

static CopiaCompareAsk
ask_of (const CopiaQuery *query, const CopiaSubcorpus *left,
        const CopiaSubcorpus *right)
{
    CopiaCompareAsk ask = COPIA_COMPARE_USUAL;

    ask.query = query;
    ask.left = left;
    ask.right = right;
    ask.min = 1;
    return ask;
}

static Corpus *
two_parts (void)
{
    static const char *const parts[] = { "We grant bread _. We want bread",
                                         "They want land _. We take land and land" };
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    for (int i = 0; i < 2; i++) {
        g_autofree char *n = g_strdup_printf ("%d", i + 1);

        corpus_open (corpus, "part", NULL, n);
        corpus_say (corpus, parts[i]);
        corpus_close (corpus);
    }
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static CopiaSubcorpus *
part (const Corpus *corpus, const char *condition)
{
    const char *const conditions[] = { condition, NULL };
    g_autoptr (GError) error = NULL;
    CopiaSubcorpus *found = copia_subcorpus_new (corpus->index, conditions, &error);

    g_assert_no_error (error);
    return found;
}

static void
test_the_query_leads_with_its_rates (void)
{
    g_autoptr (Corpus) corpus = two_parts ();
    g_autoptr (CopiaSubcorpus) left = part (corpus, "part=1");
    g_autoptr (CopiaSubcorpus) right = part (corpus, "part=2");
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("we", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCompareAsk ask = ask_of (query, left, right);

    ask.per = 100;
    g_auto (Answer) answer = answer_of (compare_study, corpus, &ask);
    g_assert_cmpstr (cell (&answer, 1, ITEM), ==, "we");
    g_assert_cmpstr (cell (&answer, 1, KIND), ==, "query");
    g_assert_cmpuint (number_in (&answer, 1, LEFT), ==, 2);
    g_assert_cmpuint (number_in (&answer, 1, RIGHT), ==, 1);
    assert_close (cell (&answer, 1, LEFT_RATE), 100 * 2 / 6.0);
    assert_close (cell (&answer, 1, RIGHT_RATE), 100 * 1 / 8.0);
    assert_close (cell (&answer, 1, RATIO), log2 ((2 / 6.0) / (1 / 8.0)));
    g_assert_cmpstr (cell (&answer, 1, DICE), ==, "");
    g_assert_cmpuint (answer.found.hits, ==, 3);
}

static void
test_parts_that_share_words_are_told_of (void)
{
    g_autoptr (Corpus) corpus = two_parts ();
    g_autoptr (CopiaSubcorpus) left = part (corpus, "part=1");
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("we", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCompareAsk ask = ask_of (query, left, left);

    g_auto (Answer) answer = answer_of (compare_study, corpus, &ask);
    g_assert_nonnull (strstr (answer.notes->str, "6 words are in both parts"));
    for (guint row = 1; row < answer.rows->len; row++)
        assert_close (cell (&answer, row, RATIO), 0);
}

static void
test_what_is_on_no_side_has_no_ratio (void)
{
    g_autoptr (Corpus) corpus = two_parts ();
    g_autoptr (CopiaSubcorpus) left = part (corpus, "part=1");
    g_autoptr (CopiaSubcorpus) right = part (corpus, "part=2");
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("hall", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCompareAsk ask = ask_of (query, left, right);

    g_auto (Answer) answer = answer_of (compare_study, corpus, &ask);
    g_assert_cmpuint (answer.found.hits, ==, 0);
    g_assert_cmpstr (cell (&answer, 1, RATIO), ==, "");
}

static guint
row_of (const Answer *answer, guint column, const char *word)
{
    for (guint row = 1; row < answer->rows->len; row++)
        if (strcmp (cell (answer, row, column), word) == 0)
            return row;
    return 0;
}

/* What collocates says of one part. */
static Answer
alone (const Corpus *corpus, const CopiaCompareAsk *ask, const CopiaSubcorpus *where)
{
    CopiaCollocatesAsk one = COPIA_COLLOCATES_USUAL;

    one.of.where = where;
    one.query = ask->query;
    one.left = ask->width[0];
    one.right = ask->width[1];
    one.within = ask->within;
    one.min = 1;
    one.measures = "logdice";
    one.attracted = false;
    one.counted = ask->counted;
    one.convention = ask->convention;
    return answer_of (collocates_study, corpus, &one);
}

static void
assert_side (const Answer *answer, const Answer *one, guint count, guint score)
{
    for (guint row = 2; row < answer->rows->len; row++) {
        guint at = row_of (one, 0, cell (answer, row, ITEM));
        uint64_t observed = at > 0 ? number_in (one, at, 1) : 0;

        g_assert_cmpuint (number_in (answer, row, count), ==, observed);
        if (at > 0)
            g_assert_cmpstr (cell (answer, row, score), ==, cell (one, at, 4));
    }
    for (guint row = 1; row < one->rows->len; row++)
        g_assert_cmpuint (row_of (answer, ITEM, cell (one, row, 0)), !=, 0);
}

/* The same numbers the other way round; rounding may order words of like evidence otherwise. */
static void
assert_mirrored (const Answer *a, const Answer *b)
{
    g_assert_cmpuint (a->rows->len, ==, b->rows->len);
    for (guint row = 1; row < a->rows->len; row++) {
        guint at = row == 1 ? 1 : 0;

        for (guint i = 2; at == 0 && i < b->rows->len; i++)
            if (strcmp (cell (a, row, ITEM), cell (b, i, ITEM)) == 0)
                at = i;
        g_assert_cmpuint (at, !=, 0);
        g_assert_cmpstr (cell (a, row, LEFT), ==, cell (b, at, RIGHT));
        g_assert_cmpstr (cell (a, row, LEFT_RATE), ==, cell (b, at, RIGHT_RATE));
        if (*cell (a, row, RATIO))
            assert_close (cell (a, row, RATIO),
                          -g_ascii_strtod (cell (b, at, RATIO), NULL));
        if (*cell (a, row, P))
            assert_close (cell (a, row, P), g_ascii_strtod (cell (b, at, P), NULL));
    }
}

/* An end that is infinite is an empty cell. */
static void
assert_within_bounds (const Answer *answer)
{
    for (guint row = 1; row < answer->rows->len; row++) {
        const char *low = cell (answer, row, LOW), *high = cell (answer, row, HIGH);
        double p = g_ascii_strtod (cell (answer, row, P), NULL);

        if (*low && *high)
            g_assert_cmpfloat (g_ascii_strtod (low, NULL), <=,
                               g_ascii_strtod (high, NULL));
        else if (number_in (answer, row, LEFT) && number_in (answer, row, RIGHT) &&
                 !strstr (answer->notes->str, "than there is room for"))
            g_error ("'%s' occurs on both sides without an interval",
                     cell (answer, row, ITEM));
        g_assert_true (p >= 0 && p <= 1);
    }
}

static void
check (const Corpus *corpus, GRand *rand)
{
    g_auto (Wanted) wanted = wanted_random (rand);
    g_autoptr (CopiaQuery) query = wanted_query (&wanted);
    g_autoptr (CopiaSubcorpus) left = random_where (corpus, rand);
    g_autoptr (CopiaSubcorpus) right = random_where (corpus, rand);
    CopiaCompareAsk ask = ask_of (query, left, right), other;
    CopiaConvention convention = copia_conventions[g_rand_int_range (rand, 0, 6)];

    convention.rest = g_rand_boolean (rand);
    convention.nodes = g_rand_boolean (rand);
    ask.convention = &convention;
    ask.width[0] = (uint32_t) g_rand_int_range (rand, 1, 7);
    ask.counted = g_rand_boolean (rand) ? COPIA_BY_FORM : COPIA_BY_WORD;
    other = ask;
    other.left = right;
    other.right = left;
    g_auto (Answer) answer = answer_of (compare_study, corpus, &ask);
    g_auto (Answer) mirrored = answer_of (compare_study, corpus, &other);
    g_auto (Answer) here = alone (corpus, &ask, left);
    g_auto (Answer) there = alone (corpus, &ask, right);
    assert_side (&answer, &here, LEFT, DICE);
    assert_side (&answer, &there, RIGHT, DICE + 1);
    assert_mirrored (&answer, &mirrored);
    assert_within_bounds (&answer);
    ask.of.parts = (uint32_t) g_rand_int_range (rand, 2, 30);
    g_auto (Answer) several = answer_of (compare_study, corpus, &ask);
    assert_same (&answer, &several);
}

static void
test_each_side_is_what_it_is_alone (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 15; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 10; k++)
            check (corpus, rand);
    }
}

static void
test_rates_are_of_the_room_the_convention_takes (void)
{
    g_autoptr (Corpus) corpus = two_parts ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("we", COPIA_LANGUAGE_SIMPLE, NULL);
    g_autoptr (CopiaSubcorpus) left = part (corpus, "part=1");
    g_autoptr (CopiaSubcorpus) right = part (corpus, "part=2");
    CopiaCompareAsk ask = ask_of (query, left, right);

    ask.convention = copia_convention_find ("lancsbox");
    g_auto (Answer) answer = answer_of (compare_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len, >, 2);
    for (guint row = 2; row < answer.rows->len; row++) {
        /* hits times the width of the window */
        double room =
            (double) number_in (&answer, 1, LEFT) * (ask.width[0] + ask.width[1]);

        assert_close (cell (&answer, row, LEFT_RATE),
                      (double) number_in (&answer, row, LEFT) * (double) ask.per /
                          room);
    }
    g_assert_nonnull (strstr (answer.notes->str, "convention lancsbox: "));
}

static void
test_bad_options_are_refused (void)
{
    g_autoptr (Corpus) corpus = two_parts ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("we", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCompareAsk bad[5];

    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++)
        bad[i] = ask_of (query, NULL, NULL);
    bad[0].width[0] = 51;
    bad[1].width[0] = bad[1].width[1] = 0;
    bad[2].min = 0;
    bad[3].within = "verse";
    bad[4].measure = "magic";
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (copia_compare (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/compare/the-query-leads-with-its-rates",
                     test_the_query_leads_with_its_rates);
    g_test_add_func ("/compare/parts-that-share-words-are-told-of",
                     test_parts_that_share_words_are_told_of);
    g_test_add_func ("/compare/on-no-side", test_what_is_on_no_side_has_no_ratio);
    g_test_add_func ("/compare/each-side-is-what-it-is-alone",
                     test_each_side_is_what_it_is_alone);
    g_test_add_func ("/compare/room-of-conventions",
                     test_rates_are_of_the_room_the_convention_takes);
    g_test_add_func ("/compare/bad-options-are-refused", test_bad_options_are_refused);
    return g_test_run ();
}
