/* test-diversity-study.c - vocabulary, readability and rhythm of units against a plain count. */
#include "study/diversity.h"

#include "base/error.h"
#include "stats/diversity.h"
#include "stats/readability.h"
#include "stats/running.h"
#include "study-answer.h"

ANSWER (diversity)

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "chapter", "One", NULL);
    corpus_open (corpus, "s", NULL, NULL);
    corpus_say (corpus, "The war _, the War _.");
    corpus_close (corpus);
    corpus_open (corpus, "s", NULL, NULL);
    corpus_say (corpus, "Peace and the land");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_open (corpus, "chapter", "Two", NULL);
    corpus_open (corpus, "s", NULL, NULL);
    corpus_say (corpus, "Revolution _!");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static void
test_units_are_counted_in_words (void)
{
    static const char *const columns[] = { "chapter",   "words",         "types",
                                           "hapaxes",   "ttr",           "mattr",
                                           "sentences", "sentence_mean", "flesch",
                                           NULL };
    g_autoptr (Corpus) corpus = small ();
    CopiaDiversityAsk ask = COPIA_DIVERSITY_USUAL;

    ask.by = "chapter";
    ask.measures = "words,types,hapaxes,ttr,mattr,sentences,sentence_mean,flesch";
    ask.window = 2;
    g_auto (Answer) answer = answer_of (diversity_study, corpus, &ask);
    g_assert_cmpstrv (answer.rows->pdata[0], columns);
    g_assert_cmpuint (answer.rows->len, ==, 3);
    g_assert_cmpstr (cell (&answer, 1, 0), ==, "One");
    assert_close (cell (&answer, 1, 1), 8);
    assert_close (cell (&answer, 1, 2), 5);
    assert_close (cell (&answer, 1, 3), 3);
    assert_close (cell (&answer, 1, 4), 5 / 8.0);
    assert_close (cell (&answer, 1, 5), 1);
    assert_close (cell (&answer, 1, 6), 2);
    assert_close (cell (&answer, 1, 7), 4);
    assert_close (cell (&answer, 1, 8), 206.835 - 1.015 * 4 - 84.6 * 8 / 8);
    assert_close (cell (&answer, 2, 8), 206.835 - 1.015 - 84.6 * 4);
    ask.counted = COPIA_BY_WORD;
    g_auto (Answer) printed = answer_of (diversity_study, corpus, &ask);
    assert_close (cell (&printed, 1, 2), 7);
}

static void
test_what_is_not_defined_is_empty (void)
{
    g_autoptr (Corpus) corpus = corpus_new ();
    CopiaDiversityAsk ask = COPIA_DIVERSITY_USUAL;

    corpus_open (corpus, "text", NULL, NULL);
    corpus_say (corpus, "no sentences here");
    corpus_close (corpus);
    corpus_finish (corpus);
    ask.measures = "sentences,flesch,hdd,words";
    g_auto (Answer) answer = answer_of (diversity_study, corpus, &ask);
    for (guint i = 0; i < 3; i++)
        g_assert_cmpstr (cell (&answer, 1, i), ==, "");
    g_assert_cmpstr (cell (&answer, 1, 3), ==, "3");
    g_assert_nonnull (strstr (answer.notes->str, "1 of 1 units"));
}

static void
test_bad_options_are_refused (void)
{
    g_autoptr (Corpus) corpus = small ();
    const CopiaDiversityAsk good = COPIA_DIVERSITY_USUAL;
    CopiaDiversityAsk bad[4] = { good, good, good, good };
    static const char *const hints[] = { "verse", "not both", "'zeta'", "window" };

    bad[0].by = "verse";
    bad[1].by = "chapter";
    bad[1].slices = 3;
    bad[2].measures = "zeta";
    bad[3].window = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_autoptr (GError) error = NULL;
        CopiaFound found;

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_false (
            copia_diversity (corpus->index, &bad[i], table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_nonnull (strstr (error->message, hints[i]));
        g_assert_cmpuint (catch.out->len, ==, 0);
    }
}

/* ---- the oracle */

#define MEASURES                                                                       \
    "words,types,hapaxes,mattr,mtld,yule_k,sentences,sentence_mean,lix,syllables"

typedef struct {
    const Region *region; /* NULL: what lies outside */
    GArray *tokens;       /* uint32_t: quarks of forms, numbered by first meeting */
    GPtrArray *forms;
    CopiaReading reading;
    double sentences, words_in_sentences;
} Unit;

static void
free_unit (gpointer data)
{
    Unit *self = data;

    g_array_unref (self->tokens);
    g_ptr_array_unref (self->forms);
    g_free (self);
}

static Unit *
unit_of (GPtrArray *units, const Region *region)
{
    Unit *fresh;

    for (guint i = 0; i < units->len; i++)
        if (((Unit *) units->pdata[i])->region == region)
            return units->pdata[i];
    fresh = g_new0 (Unit, 1);
    fresh->region = region;
    fresh->tokens = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    fresh->forms = g_ptr_array_new ();
    g_ptr_array_add (units, fresh);
    return fresh;
}

static uint64_t
words_of_sentence (const Corpus *corpus, const CopiaSubcorpus *where, const Region *s)
{
    uint64_t words = 0;

    for (uint64_t cpos = s->start; cpos <= s->end; cpos++)
        words += where_holds (where, cpos, cpos) && token_at (corpus, cpos)->is_word;
    return words;
}

static void
add_token (Unit *unit, const Token *token, CopiaCounted counted)
{
    const char *key = counted == COPIA_BY_FORM ? token->form : token->word;
    uint32_t at = 0;

    while (at < unit->forms->len && strcmp (unit->forms->pdata[at], key) != 0)
        at++;
    if (at == unit->forms->len)
        g_ptr_array_add (unit->forms, (gpointer) key);
    g_array_append_val (unit->tokens, at);
    copia_reading_add_word (&unit->reading, token->word, strlen (token->word));
}

/* Units in the order of the answer. */
static GPtrArray *
count_all (const Corpus *corpus, const CopiaDiversityAsk *ask)
{
    GPtrArray *units = g_ptr_array_new_with_free_func (free_unit);
    Unit *outside = NULL;

    for (uint64_t cpos = 0; cpos < corpus->tokens->len; cpos++) {
        const Token *token = token_at (corpus, cpos);
        const Region *sentence = region_at (corpus, "s", cpos);
        Unit *unit;

        if (!where_holds (ask->of.where, cpos, cpos))
            continue;
        unit = unit_of (units, region_at (corpus, ask->by, cpos));
        outside = unit->region ? outside : unit;
        if (token->is_word)
            add_token (unit, token, ask->counted);
        if (sentence && sentence->start == cpos) {
            uint64_t words = words_of_sentence (corpus, ask->of.where, sentence);

            unit->sentences += words > 0;
            unit->words_in_sentences += (double) words;
        }
    }
    if (outside && units->pdata[units->len - 1] != outside) {
        guint at;

        g_ptr_array_find (units, outside, &at);
        g_ptr_array_add (units, g_ptr_array_steal_index (units, at));
    }
    return units;
}

static double
yule (const Unit *unit)
{
    double n = unit->tokens->len, m2 = 0;

    for (guint i = 0; i < unit->forms->len; i++) {
        double m = 0;

        for (guint k = 0; k < unit->tokens->len; k++)
            m += g_array_index (unit->tokens, uint32_t, k) == i;
        m2 += m * m;
    }
    return n > 0 ? 1e4 * (m2 - n) / (n * n) : NAN;
}

static double
hapaxes (const Unit *unit)
{
    double once = 0;

    for (guint i = 0; i < unit->forms->len; i++) {
        guint m = 0;

        for (guint k = 0; k < unit->tokens->len; k++)
            m += g_array_index (unit->tokens, uint32_t, k) == i;
        once += m == 1;
    }
    return once;
}

static void
assert_value (const char *text, double expected)
{
    if (!isfinite (expected))
        g_assert_cmpstr (text, ==, "");
    else
        assert_close (text, expected);
}

static void
check_unit (const Answer *answer, guint row, guint first, const Unit *unit,
            uint32_t window)
{
    const CopiaRunning running = { (const uint32_t *) (const void *) unit->tokens->data,
                                   unit->tokens->len, unit->forms->len };
    CopiaReading reading = unit->reading;
    double sentences = unit->sentences;

    reading.sentences = sentences;
    assert_value (cell (answer, row, first), unit->tokens->len);
    assert_value (cell (answer, row, first + 1), unit->forms->len);
    assert_value (cell (answer, row, first + 2), hapaxes (unit));
    assert_value (cell (answer, row, first + 3), copia_mattr (&running, window));
    assert_value (cell (answer, row, first + 4),
                  copia_mtld (&running, 0.72, COPIA_MTLD_BELOW));
    assert_value (cell (answer, row, first + 5), yule (unit));
    assert_value (cell (answer, row, first + 6), sentences);
    assert_value (cell (answer, row, first + 7),
                  sentences > 0 ? unit->words_in_sentences / sentences : NAN);
    assert_value (cell (answer, row, first + 8),
                  copia_readability_score (copia_readability_find ("lix"), &reading));
    assert_value (cell (answer, row, first + 9), reading.syllables / reading.words);
}

static void
check_corpus (const Corpus *corpus, GRand *rand)
{
    static const char *const structures[] = { "s", "p", "text", "chapter" };
    g_autoptr (CopiaSubcorpus) where = random_where (corpus, rand);
    g_autoptr (GPtrArray) units = NULL;
    CopiaDiversityAsk ask = COPIA_DIVERSITY_USUAL;
    guint columns, first;

    ask.of.where = where;
    ask.by = structures[g_rand_int_range (rand, 0, G_N_ELEMENTS (structures))];
    ask.counted = g_rand_boolean (rand) ? COPIA_BY_FORM : COPIA_BY_WORD;
    ask.window = (uint32_t) g_rand_int_range (rand, 1, 12);
    ask.measures = MEASURES;
    units = count_all (corpus, &ask);
    g_auto (Answer) answer = answer_of (diversity_study, corpus, &ask);
    columns = g_strv_length (answer.rows->pdata[0]);
    first = columns - 10;
    g_assert_cmpuint (answer.rows->len - 1, ==, units->len);
    for (guint i = 0; i < units->len; i++)
        check_unit (&answer, i + 1, first, units->pdata[i], ask.window);
    for (uint32_t parts = 2; parts < 8; parts++) {
        ask.of.parts = parts;
        g_auto (Answer) several = answer_of (diversity_study, corpus, &ask);
        assert_same (&answer, &several);
    }
}

static void
test_units_agree_with_a_plain_count (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 12; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);

        for (int k = 0; k < 6; k++)
            check_corpus (corpus, rand);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/diversity-study/units-are-counted-in-words",
                     test_units_are_counted_in_words);
    g_test_add_func ("/diversity-study/what-is-not-defined-is-empty",
                     test_what_is_not_defined_is_empty);
    g_test_add_func ("/diversity-study/bad-options-are-refused",
                     test_bad_options_are_refused);
    g_test_add_func ("/diversity-study/units-agree-with-a-plain-count",
                     test_units_agree_with_a_plain_count);
    return g_test_run ();
}
