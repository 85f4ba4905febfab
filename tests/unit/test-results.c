/* test-results.c - sets of hits are what a slow hand makes them, and stand where queries do. */
#include "query/hits.h"

#include "base/error.h"
#include "study-corpus.h"

typedef GArray Hits; /* CopiaHit */

static bool
same (const CopiaHit *a, const CopiaHit *b)
{
    return a->start == b->start && a->end == b->end;
}

static bool
holds (const Hits *hits, const CopiaHit *hit)
{
    for (guint i = 0; i < hits->len; i++)
        if (same (&g_array_index (hits, CopiaHit, i), hit))
            return true;
    return false;
}

/* Every pair of cpos there can be, in order: is it in either, both, the first alone? */
static Hits *
by_hand (CopiaSetOperation operation, const Hits *a, const Hits *b, uint64_t size)
{
    Hits *out = g_array_new (FALSE, FALSE, sizeof (CopiaHit));

    for (uint64_t start = 0; start < size; start++)
        for (uint64_t end = start; end < size; end++) {
            CopiaHit hit = { start, end, start };
            bool x = holds (a, &hit), y = holds (b, &hit);

            if (operation == COPIA_SET_UNION   ? x || y
                : operation == COPIA_SET_INTER ? x && y
                                               : x && !y)
                g_array_append_val (out, hit);
        }
    return out;
}

static Hits *
random_hits (GRand *rand, uint64_t size, unsigned one_in)
{
    Hits *out = g_array_new (FALSE, FALSE, sizeof (CopiaHit));

    for (uint64_t start = 0; start < size; start++)
        for (uint64_t end = start; end < size; end++) {
            CopiaHit hit = { start, end, start };

            if (g_rand_int_range (rand, 0, (gint32) one_in) == 0)
                g_array_append_val (out, hit);
        }
    return out;
}

static void
assert_same (const Hits *a, const Hits *b)
{
    g_assert_cmpuint (a->len, ==, b->len);
    for (guint i = 0; i < a->len; i++)
        g_assert_true (
            same (&g_array_index (a, CopiaHit, i), &g_array_index (b, CopiaHit, i)));
}

static void
test_sets_are_those_made_by_hand (void)
{
    guint32 seed;
    GRand *rand = rand_new (&seed);

    for (int round = 0; round < 300; round++) {
        uint64_t size = (uint64_t) g_rand_int_range (rand, 1, 12);
        g_autoptr (GArray) a = random_hits (rand, size, 1 + (unsigned) round % 7);
        g_autoptr (GArray) b = random_hits (rand, size, 1 + (unsigned) round % 5);

        for (int operation = COPIA_SET_UNION; operation <= COPIA_SET_DIFF;
             operation++) {
            g_autoptr (GArray) quick =
                copia_hits_combine ((CopiaSetOperation) operation, a, b);
            g_autoptr (GArray) slow =
                by_hand ((CopiaSetOperation) operation, a, b, size);

            assert_same (quick, slow);
        }
    }
    g_rand_free (rand);
}

static void
test_of_the_same_hit_the_first_target_is_kept (void)
{
    CopiaHit one = { 3, 5, 4 }, other = { 3, 5, 5 };
    g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (CopiaHit));
    g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (CopiaHit));
    g_autoptr (GArray) both = NULL, either = NULL;

    g_array_append_val (a, one);
    g_array_append_val (b, other);
    both = copia_hits_combine (COPIA_SET_INTER, a, b);
    either = copia_hits_combine (COPIA_SET_UNION, a, b);
    g_assert_cmpuint (both->len, ==, 1);
    g_assert_cmpuint (g_array_index (both, CopiaHit, 0).target, ==, 4);
    g_assert_cmpuint (either->len, ==, 1);
    g_assert_cmpuint (g_array_index (either, CopiaHit, 0).target, ==, 4);
}

static void
test_names_are_put_found_replaced_and_dropped (void)
{
    g_autoptr (CopiaResults) results = copia_results_new ();
    const char *const names[] = { "b", "A", "c_2", "B" };
    const char *const ordered[] = { "A", "B", "b", "c_2" };

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        GArray *hits = g_array_new (FALSE, FALSE, sizeof (CopiaHit));

        g_array_set_size (hits, i);
        g_assert_true (copia_results_put (results, names[i], "q", hits, NULL));
    }
    for (guint i = 0; i < G_N_ELEMENTS (ordered); i++)
        g_assert_cmpstr (copia_results_at (results, i)->name, ==, ordered[i]);
    g_assert_null (copia_results_at (results, G_N_ELEMENTS (ordered)));
    g_assert_cmpuint (copia_results_find (results, "c_2")->hits->len, ==, 2);
    g_assert_true (copia_results_put (results, "c_2", "other",
                                      g_array_new (FALSE, FALSE, sizeof (CopiaHit)),
                                      NULL));
    g_assert_cmpstr (copia_results_find (results, "c_2")->said, ==, "other");
    g_assert_true (copia_results_drop (results, "c_2"));
    g_assert_false (copia_results_drop (results, "c_2"));
    g_assert_null (copia_results_find (results, "c_2"));
    g_assert_cmpuint (copia_results_room (results, "x"), ==, COPIA_MOST_KEPT - 4);
    g_assert_cmpuint (copia_results_room (results, "B"), ==, COPIA_MOST_KEPT - 1);
    g_assert_true (copia_results_name_is_good ("a1_B"));
    g_assert_false (copia_results_name_is_good ("1a"));
    g_assert_false (copia_results_name_is_good ("a-b"));
    g_assert_false (copia_results_name_is_good (""));
}

typedef struct {
    Corpus *corpus;
    CopiaResults *results;
    CopiaMatchOptions options;
} Session;

static Hits *
ask (const Session *self, const char *text, uint64_t from, uint64_t to)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query =
        copia_query_parse_with (text, COPIA_LANGUAGE_GUESS, self->results, &error);
    g_autoptr (CopiaHits) hits = NULL;
    Hits *out = g_array_new (FALSE, FALSE, sizeof (CopiaHit));
    CopiaHit hit;

    g_assert_no_error (error);
    copia_query_set_options (query, &self->options);
    hits = copia_hits_new (self->corpus->index, query, NULL, from, to, &error);
    g_assert_no_error (error);
    while (copia_hits_next (hits, &hit))
        g_array_append_val (out, hit);
    g_assert_true (copia_hits_ended_well (hits, NULL));
    return out;
}

/* The whole, and as threads ask for it: in two parts. */
static Hits *
ask_twice (const Session *self, const char *text)
{
    uint64_t middle = self->corpus->tokens->len / 2;
    Hits *whole = ask (self, text, 0, UINT64_MAX);
    g_autoptr (GArray) left = ask (self, text, 0, middle);
    g_autoptr (GArray) right = ask (self, text, middle, UINT64_MAX);

    g_array_append_vals (left, right->data, right->len);
    assert_same (whole, left);
    return whole;
}

static void
keep (Session *self, const char *name, const char *text, CopiaMatching matching)
{
    self->options.matching = matching;
    g_assert_true (copia_results_put (self->results, name, text,
                                      ask (self, text, 0, UINT64_MAX), NULL));
    self->options.matching = COPIA_MATCH_SHORTEST;
}

static bool
inside (const CopiaHit *hit, const Hits *of)
{
    for (guint i = 0; i < of->len; i++) {
        const CopiaHit *other = &g_array_index (of, CopiaHit, i);

        if (other->start <= hit->start && hit->end <= other->end)
            return true;
    }
    return false;
}

static bool
around (const CopiaHit *hit, const Hits *of)
{
    for (guint i = 0; i < of->len; i++) {
        const CopiaHit *other = &g_array_index (of, CopiaHit, i);

        if (hit->start <= other->start && other->end <= hit->end)
            return true;
    }
    return false;
}

static void
assert_filtered (const Session *self, const char *left, const char *relation,
                 const char *right, bool (*test) (const CopiaHit *, const Hits *))
{
    g_autofree char *text = g_strdup_printf ("%s %s %s", left, relation, right);
    g_autofree char *negated = g_strdup_printf ("%s !%s %s", left, relation, right);
    g_autoptr (GArray) all = ask (self, left, 0, UINT64_MAX);
    g_autoptr (GArray) of = ask (self, right, 0, UINT64_MAX);
    g_autoptr (GArray) kept = ask_twice (self, text);
    g_autoptr (GArray) rest = ask_twice (self, negated);

    for (guint i = 0; i < all->len; i++) {
        const CopiaHit *hit = &g_array_index (all, CopiaHit, i);

        g_assert_true (holds (test (hit, of) ? kept : rest, hit));
    }
    g_assert_cmpuint (kept->len + rest->len, ==, all->len);
}

static void
test_a_name_stands_where_a_query_does (void)
{
    guint32 seed;
    GRand *rand = rand_new (&seed);
    static const char *const relations[] = { "within", "containing" };
    static const char *const names[] = { "A", "B", "C", "\"the\"%c", "<s/>" };

    for (int round = 0; round < 12; round++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);
        g_autoptr (CopiaResults) results = copia_results_new ();
        Session session = { corpus, results, { .results = results } };

        keep (&session, "A", "[form=\"w.*\"]", COPIA_MATCH_SHORTEST);
        keep (&session, "B", "\"the\"%c []{0,4} [form=\"war|peace|of\"]",
              COPIA_MATCH_ALL);
        keep (&session, "C", "B within s", COPIA_MATCH_SHORTEST);
        for (guint i = 0; i < 3; i++) {
            g_autoptr (GArray) found = ask_twice (&session, names[i]);

            assert_same (found, copia_results_find (results, names[i])->hits);
        }
        for (guint i = 0; i < G_N_ELEMENTS (names); i++)
            for (guint k = 0; k < 3; k++) {
                assert_filtered (&session, names[i], relations[0], names[k], inside);
                assert_filtered (&session, names[i], relations[1], names[k], around);
            }
    }
    g_rand_free (rand);
}

static void
test_names_are_words_where_no_result_is_called_so (void)
{
    g_autoptr (CopiaResults) results = copia_results_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) simple = NULL, named = NULL, word = NULL;
    g_autofree char *said = NULL;

    simple = copia_query_parse_with ("A within", COPIA_LANGUAGE_GUESS, results, &error);
    g_assert_no_error (error);
    g_assert_true (copia_results_put (results, "A", "q",
                                      g_array_new (FALSE, FALSE, sizeof (CopiaHit)),
                                      NULL));
    named = copia_query_parse_with (" A ;", COPIA_LANGUAGE_GUESS, results, &error);
    g_assert_no_error (error);
    said = copia_query_say (named);
    g_assert_cmpstr (said, ==, "a hit of the result A");
    word = copia_query_parse_with ("A", COPIA_LANGUAGE_SIMPLE, results, &error);
    g_assert_no_error (error);
    g_assert_null (
        copia_query_parse_with ("A within", COPIA_LANGUAGE_GUESS, results, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/results/sets-are-those-made-by-hand",
                     test_sets_are_those_made_by_hand);
    g_test_add_func ("/results/of-the-same-hit-the-first-target-is-kept",
                     test_of_the_same_hit_the_first_target_is_kept);
    g_test_add_func ("/results/names-are-put-found-replaced-and-dropped",
                     test_names_are_put_found_replaced_and_dropped);
    g_test_add_func ("/results/a-name-stands-where-a-query-does",
                     test_a_name_stands_where_a_query_does);
    g_test_add_func ("/results/names-are-words-where-no-result-is-called-so",
                     test_names_are_words_where_no_result_is_called_so);
    return g_test_run ();
}
