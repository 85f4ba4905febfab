/* test-threads.c - one open index is asked by many threads at once, without locks.
 *
 * Each index is opened anew, so that threads meet at the first touch of its chunks, and each
 * thread asks the same questions in another order.  `make SAN=thread` lets the compiler watch.
 */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "index/set.h"
#include "study/collocates.h"
#include "study/dispersion.h"
#include "study/diversity.h"
#include "study/frequency.h"
#include "study/keywords.h"
#include "study/kwic.h"
#include "study/ngrams.h"
#include "study/words.h"
#include "table-catch.h"

#include <pthread.h>

#define THREADS 6
#define ASKS 14

typedef struct {
    const CopiaIndex *index;
    const char *word; /* a frequent one */
} Corpus;

static CopiaQuery *
parse (const char *text)
{
    g_autoptr (GError) error = NULL;
    CopiaQuery *query = copia_query_parse (text, COPIA_LANGUAGE_GUESS, &error);

    g_assert_no_error (error);
    return query;
}

static bool
ask_kwic (const Corpus *corpus, const char *text, const char *sort, CopiaTable *table)
{
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;
    g_autoptr (CopiaQuery) query = parse (text);
    CopiaFound found = { 0 };

    ask.query = query;
    ask.of.limit = 40;
    ask.n_sort = (uint32_t) copia_sort_keys_parse (sort, ask.sort, NULL);
    return copia_kwic (corpus->index, &ask, table, &found, NULL);
}

static bool
ask_collocates (const Corpus *corpus, CopiaTable *table)
{
    CopiaCollocatesAsk ask = COPIA_COLLOCATES_USUAL;
    g_autoptr (CopiaQuery) query = parse (corpus->word);
    CopiaFound found = { 0 };

    ask.query = query;
    ask.min = 1;
    return copia_collocates (corpus->index, &ask, table, &found, NULL);
}

static bool
ask_frequency (const Corpus *corpus, CopiaTable *table)
{
    CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;
    g_autoptr (CopiaQuery) query = parse (corpus->word);
    const CopiaQuery *queries[] = { query };
    CopiaFound found = { 0 };

    ask.queries = queries;
    ask.n_queries = 1;
    ask.by = "chapter";
    return copia_frequency (corpus->index, &ask, table, &found, NULL);
}

static bool
ask_ngrams (const Corpus *corpus, CopiaTable *table)
{
    CopiaNgramsAsk ask = COPIA_NGRAMS_USUAL;
    const uint32_t sizes[] = { 2, 3 };
    CopiaFound found = { 0 };

    ask.sizes = sizes;
    ask.n_sizes = 2;
    return copia_ngrams (corpus->index, &ask, table, &found, NULL);
}

static bool
ask_words (const Corpus *corpus, CopiaTable *table)
{
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;
    CopiaFound found = { 0 };

    return copia_words (corpus->index, &ask, table, &found, NULL);
}

static bool
ask_diversity (const Corpus *corpus, CopiaTable *table)
{
    CopiaDiversityAsk ask = COPIA_DIVERSITY_USUAL;
    CopiaFound found = { 0 };

    ask.by = "part";
    return copia_diversity (corpus->index, &ask, table, &found, NULL);
}

/* Every word, gap and place, and whether all is well. */
static bool
ask_everything (const Corpus *corpus, CopiaTable *table)
{
    g_autoptr (GError) error = NULL;

    copia_index_verify (corpus->index, &error);
    g_assert_no_error (error);
    (void) table;
    return true;
}

static bool
ask (const Corpus *corpus, unsigned number, CopiaTable *table)
{
    static const char *const queries[] = {
        "[form=\"a.*\"] []{0,3} [form=\"b.*\"]",
        "<s> [] [form=\".*o\"]",
        "[word=\".*a\"] within <chapter n=\"2\"/>",
        "a:[] []{0,2} b:[] :: a.form = b.form",
        "(meet \"a.*\" \"b.*\"%c -3 3)",
        "\"[a-d].*\"%c \"[e-m].*\"%c",
    };

    switch (number) {
    case 0:
        return ask_kwic (corpus, corpus->word, "R1,L1", table);
    case 1:
        return ask_kwic (corpus, "a*", "L2,node", table);
    case 2:
        return ask_collocates (corpus, table);
    case 3:
        return ask_frequency (corpus, table);
    case 4:
        return ask_ngrams (corpus, table);
    case 5:
        return ask_words (corpus, table);
    case 6:
        return ask_diversity (corpus, table);
    case 7:
        return ask_everything (corpus, table);
    default:
        return ask_kwic (corpus, queries[number - 8], number % 2 ? "" : "R1", table);
    }
}

static char *
answer (const Corpus *corpus, unsigned number)
{
    g_auto (Catch) said;
    CopiaTable *table;

    catch_init (&said);
    table = catch_table (&said, "tsv", 0, false);
    g_assert_true (ask (corpus, number, table));
    copia_table_free (table);
    return g_strdup_printf ("%s%s", said.out->str, said.notes->str);
}

typedef struct {
    const Corpus *corpus;
    unsigned number;
    char **answers; /* of the thread */
} Thread;

static void *
ask_all (void *data)
{
    const Thread *self = data;

    for (unsigned i = 0; i < ASKS; i++) {
        unsigned number = (i + self->number * 5) % ASKS;

        self->answers[number] = answer (self->corpus, number);
    }
    return NULL;
}

static void
assert_threads_agree (const char *path, const char *word)
{
    g_autoptr (CopiaIndex) alone = copia_index_open (path, NULL);
    g_autoptr (CopiaIndex) shared = copia_index_open (path, NULL);
    const Corpus one = { alone, word }, all = { shared, word };
    char *answers[THREADS][ASKS];
    pthread_t ids[THREADS];
    Thread threads[THREADS];

    for (unsigned i = 0; i < THREADS; i++) {
        threads[i] = (Thread){ &all, i, answers[i] };
        g_assert_cmpint (pthread_create (&ids[i], NULL, ask_all, &threads[i]), ==, 0);
    }
    for (unsigned i = 0; i < THREADS; i++)
        pthread_join (ids[i], NULL);
    for (unsigned number = 0; number < ASKS; number++) {
        g_autofree char *expected = answer (&one, number);

        for (unsigned i = 0; i < THREADS; i++) {
            g_assert_cmpstr (answers[i][number], ==, expected);
            g_free (answers[i][number]);
        }
    }
    g_assert_true (copia_index_sound (shared, NULL));
}

static void
write_range (const RandomCorpus *corpus, unsigned from, unsigned end, bool compact,
             const char *path)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (GError) error = NULL;

    random_corpus_send (corpus, from, end, &to);
    copia_index_writer_compact (writer, compact);
    copia_index_writer_close (writer, path, &error);
    g_assert_no_error (error);
}

static RandomCorpus *
some_corpus (GRand **random)
{
    *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    return random_corpus_new (*random, 20000, 1500);
}

static void
test_a_file (void)
{
    GRand *random;
    g_autoptr (RandomCorpus) corpus = some_corpus (&random);

    assert_threads_agree (corpus->path, corpus->vocabulary[0]);
    g_rand_free (random);
}

static void
test_a_compact_file (void)
{
    GRand *random;
    g_autoptr (RandomCorpus) corpus = some_corpus (&random);
    char *path = scratch_path ();

    write_range (corpus, 0, corpus->tokens->len, true, path);
    assert_threads_agree (path, corpus->vocabulary[0]);
    scratch_path_free (path);
    g_rand_free (random);
}

/* The text that begins at or after a token begins there. */
static unsigned
border (const RandomCorpus *corpus, unsigned at)
{
    while (at < corpus->tokens->len && random_corpus_token (corpus, at)->text ==
                                           random_corpus_token (corpus, at - 1)->text)
        at++;
    return at;
}

static void
test_a_set (void)
{
    GRand *random;
    g_autoptr (RandomCorpus) corpus = some_corpus (&random);
    unsigned n = corpus->tokens->len, cut = border (corpus, n / 3);
    char *first = scratch_path (), *second = scratch_path (), *path = scratch_path ();
    g_autofree char *joint = NULL;
    g_autoptr (GError) error = NULL;

    write_range (corpus, 0, cut, false, first);
    write_range (corpus, cut, n, true, second);
    {
        g_autoptr (CopiaIndex) a = copia_index_open (first, &error);
        g_autoptr (CopiaIndex) b = copia_index_open (second, &error);
        const CopiaIndex *parts[] = { a, b };

        copia_set_write (parts, 2, path, &error);
        g_assert_no_error (error);
    }
    assert_threads_agree (path, corpus->vocabulary[0]);
    joint = g_strdup_printf ("%.*s.1.union", (int) strlen (path) - 6, path);
    g_assert_cmpint (g_unlink (joint), ==, 0);
    scratch_path_free (first);
    scratch_path_free (second);
    scratch_path_free (path);
    g_rand_free (random);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/threads/share-a-file", test_a_file);
    g_test_add_func ("/threads/share-a-compact-file", test_a_compact_file);
    g_test_add_func ("/threads/share-a-set", test_a_set);
    return g_test_run ();
}
