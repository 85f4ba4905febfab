/* test-mixtures.c - the parts of conventions, changed one by one, against a plain scan. */
#include "small-collocates.h"

static bool
same_text (const Corpus *corpus, uint64_t a, uint64_t b)
{
    return region_at (corpus, "text", a) == region_at (corpus, "text", b);
}

typedef struct {
    const Corpus *corpus;
    const CopiaCollocatesAsk *ask;
    const CopiaConvention *convention;
    bool *node;         /* tokens of hits */
    unsigned *windows;  /* that each token stands in */
    GHashTable *beside; /* form to the number of hits that have it, plus 1 */
    double hits;
} Scan;

static bool
counts (const Scan *self, uint64_t at)
{
    return (self->convention->marks || token_at (self->corpus, at)->is_word) &&
           (self->convention->nodes || !self->node[at]);
}

static void
scan_side (Scan *self, CopiaHit hit, int step, GHashTable *met)
{
    uint64_t from = step < 0 ? hit.start : hit.end;
    uint32_t most = step < 0 ? self->ask->left : self->ask->right, words = 0;

    for (gint64 i = (gint64) from + step;
         i >= 0 && i < (gint64) self->corpus->tokens->len && words < most; i += step) {
        uint64_t at = (uint64_t) i, low = MIN (at, hit.start), high = MAX (at, hit.end);

        if (!where_holds (self->ask->of.where, low, high) ||
            (!self->convention->across && !same_text (self->corpus, from, at)))
            return;
        words += self->convention->marks || token_at (self->corpus, at)->is_word;
        self->windows[at]++;
        if (counts (self, at))
            g_hash_table_add (met, token_at (self->corpus, at)->form);
    }
}

static void
scan_hits (Scan *self, const GArray *hits)
{
    for (guint i = 0; i < hits->len; i++) {
        CopiaHit hit = g_array_index (hits, CopiaHit, i);

        for (uint64_t at = hit.start; at <= hit.end; at++)
            self->node[at] = true;
    }
    for (guint i = 0; i < hits->len; i++) {
        CopiaHit hit = g_array_index (hits, CopiaHit, i);
        g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);
        GHashTableIter iter;
        gpointer form;

        scan_side (self, hit, -1, met);
        scan_side (self, hit, 1, met);
        g_hash_table_iter_init (&iter, met);
        while (g_hash_table_iter_next (&iter, &form, NULL))
            g_hash_table_insert (
                self->beside, form,
                GUINT_TO_POINTER (
                    GPOINTER_TO_UINT (g_hash_table_lookup (self->beside, form)) + 1));
    }
    self->hits = hits->len;
}

static uint64_t
observed_of (const Scan *self, const char *form)
{
    uint64_t n = 0;

    for (uint64_t at = 0; at < self->corpus->tokens->len; at++)
        if (self->windows[at] > 0 && counts (self, at) &&
            strcmp (token_at (self->corpus, at)->form, form) == 0)
            n += self->convention->each ? self->windows[at] : 1;
    return n;
}

/* N and R1, as notes say them where there are windows. */
static void
assert_said (const Scan *self, const Answer *answer)
{
    const CopiaConvention *c = self->convention;
    uint64_t n = 0, room = 0;

    for (uint64_t at = 0; at < self->corpus->tokens->len; at++) {
        bool takes = c->marks || token_at (self->corpus, at)->is_word;

        n += takes && where_holds (self->ask->of.where, at, at) &&
             !(c->rest && self->node[at]);
        if (self->windows[at] > 0 && counts (self, at))
            room += c->each ? self->windows[at] : 1;
    }
    g_autofree char *whole =
        g_strdup_printf ("N = %" G_GUINT64_FORMAT " %s%s", n,
                         c->marks ? "tokens" : "words", c->rest ? " outside hits" : "");
    g_autofree char *r1 =
        c->room == COPIA_ROOM_WINDOWS
            ? g_strdup_printf ("R1 = %" G_GUINT64_FORMAT " %s in windows", room,
                               c->marks ? "tokens" : "words")
            : g_strdup_printf ("R1 = %.0f hits", self->hits);
    g_assert_cmpint (strstr (answer->notes->str, whole) != NULL, ==, self->hits > 0);
    g_assert_cmpint (strstr (answer->notes->str, r1) != NULL, ==, self->hits > 0);
}

static void
check_mixture (const Corpus *corpus, const Wanted *wanted,
               const CopiaCollocatesAsk *ask)
{
    g_autoptr (GArray) hits = wanted_hits (wanted, corpus, ask->of.where);
    g_autofree bool *node = g_new0 (bool, corpus->tokens->len);
    g_autofree unsigned *windows = g_new0 (unsigned, corpus->tokens->len);
    g_autoptr (GHashTable) beside = g_hash_table_new (g_str_hash, g_str_equal);
    Scan scan = { corpus, ask, ask->convention, node, windows, beside, 0 };
    g_auto (Answer) answer = answer_of (collocates_study, corpus, ask);
    guint listed = 0;

    scan_hits (&scan, hits);
    for (guint row = 1; row < answer.rows->len; row++) {
        const char *form = cell (&answer, row, 0);

        g_assert_cmpuint (number_in (&answer, row, 1), ==, observed_of (&scan, form));
        g_assert_cmpuint (number_in (&answer, row, 5), ==,
                          GPOINTER_TO_UINT (g_hash_table_lookup (beside, form)));
        listed++;
    }
    g_assert_cmpuint (listed, ==, g_hash_table_size (beside));
    assert_said (&scan, &answer);
}

static void
test_every_mixture_agrees_with_a_plain_scan (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 150; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);
        g_auto (Wanted) wanted = wanted_random (rand);
        g_autoptr (CopiaQuery) query = wanted_query (&wanted);
        g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
        CopiaConvention convention = copia_conventions[0];
        CopiaCollocatesAsk ask = ask_of (query, "copia");

        convention.marks = g_rand_boolean (rand);
        convention.each = g_rand_boolean (rand);
        convention.nodes = g_rand_boolean (rand);
        convention.across = g_rand_boolean (rand);
        convention.rest = g_rand_boolean (rand);
        convention.room = (CopiaRoom) g_rand_int_range (rand, 0, 4);
        ask.convention = &convention;
        ask.left = (uint32_t) g_rand_int_range (rand, 0, 7);
        ask.right = (uint32_t) g_rand_int_range (rand, ask.left == 0, 7);
        ask.of.where = where;
        ask.of.parts = (uint32_t) g_rand_int_range (rand, 1, 20);
        ask.hits = true;
        ask.measures = "mi";
        check_mixture (corpus, &wanted, &ask);
    }
}

static void
test_dice_of_cqpweb_asks_how_many_hits_have_the_word (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("war", COPIA_LANGUAGE_SIMPLE, NULL);
    CopiaCollocatesAsk ask = ask_of (query, "cqpweb");

    ask.measures = "dice";
    ask.hits = true;
    g_auto (Answer) answer = answer_of (collocates_study, corpus, &ask);
    /* "," stands 3 times beside hits, in the windows of all 3, and twice in the corpus:
     * P = 3/3, Q = 3/2 */
    assert_row (&answer, ",", "3 2 2 1.2 3");
    /* red beside two of three, both of its tokens: P = 2/3, Q = 1 */
    assert_row (&answer, "red", "2 2 2 0.8 2");
}

static void
test_logarithms_take_the_base_that_is_asked_for (void)
{
    static const double bases[] = { 2, 10, G_E };
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("war", COPIA_LANGUAGE_SIMPLE, NULL);

    for (unsigned i = 0; i < G_N_ELEMENTS (bases); i++) {
        CopiaConvention convention = *copia_convention_find ("ucs");
        CopiaCollocatesAsk ask = ask_of (query, "ucs");

        convention.base = bases[i];
        ask.convention = &convention;
        ask.measures = "mi,logdice";
        g_auto (Answer) answer = answer_of (collocates_study, corpus, &ask);
        for (guint row = 1; row < answer.rows->len; row++)
            if (strcmp (cell (&answer, row, 0), "of") == 0) {
                assert_close (cell (&answer, row, 4), log (9 / 6.0) / log (bases[i]));
                assert_close (cell (&answer, row, 5), 14 + log2 (2.0 / 7));
            }
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/mixtures/every-mixture",
                     test_every_mixture_agrees_with_a_plain_scan);
    g_test_add_func ("/mixtures/dice-of-cqpweb",
                     test_dice_of_cqpweb_asks_how_many_hits_have_the_word);
    g_test_add_func ("/mixtures/base", test_logarithms_take_the_base_that_is_asked_for);
    return g_test_run ();
}
