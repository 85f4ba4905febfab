/* study.c - what each analysis takes inside a running process.
 *
 *   study [ROUNDS [FILE | TOKENS [CASE]]]   the quickest of ROUNDS passes, warm, rows to nowhere
 *
 * Without a file the corpus is TOKENS (1,000,000) words drawn by Zipf's law, in 60 chapters.
 */
#include "index/writer.h"
#include "study/collocates.h"
#include "study/export.h"
#include "study/frequency.h"
#include "study/kwic.h"
#include "study/outline.h"
#include "study/passage.h"
#include "study/words.h"
#include "table/writer.h"
#include "text/tokenizer.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHAPTERS 60
#define TYPES 50000

static bool
swallow (void *data, const char *bytes, size_t size, GError **error)
{
    (void) bytes;
    (void) error;
    *(size_t *) data += size;
    return true;
}

static CopiaTable *
table_new (size_t *size)
{
    const CopiaSink sink = { size, swallow, NULL, NULL };

    return copia_table_new (copia_writer_find ("tsv"), &sink, NULL);
}

/* ---- a corpus */

typedef struct {
    CopiaIndexWriter *writer;
    CopiaReceiver to;
    guint done, all; /* tokens */
} Maker;

/* A chapter begins and ends every so many tokens, a sentence at each stop. */
static void
take (Maker *self, const char *gap, size_t gap_size, const char *word, size_t size,
      bool is_word)
{
    const CopiaTokenEvent event = { gap, gap_size, word, size, is_word, NULL };
    guint each = self->all / CHAPTERS + 1;

    if (self->done % each == 0) {
        char n[16];
        const CopiaAttribute attribute = { "n", n };

        g_snprintf (n, sizeof n, "%u", self->done / each + 1);
        if (self->done > 0)
            self->to.close (self->to.self, "chapter");
        self->to.open (self->to.self, "chapter", &attribute, 1);
    }
    self->to.token (self->to.self, &event);
    self->done++;
}

static void
make_zipf (Maker *self)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (1);
    char word[32];

    for (guint i = 0; i < self->all; i++) {
        guint rank = (guint) pow (TYPES, g_rand_double (rand));

        g_snprintf (word, sizeof word, "w%u", rank);
        take (self, " ", 1, word, strlen (word), true);
    }
}

static void
make_from (Maker *self, const char *text, size_t size)
{
    g_autoptr (CopiaTokenizer) tokenizer = copia_tokenizer_new ("words", NULL, NULL);
    g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (CopiaToken));
    uint32_t at = 0;

    if (!copia_tokenizer_run (tokenizer, text, size, tokens, NULL))
        g_error ("the text cannot be read");
    self->all = tokens->len;
    for (guint i = 0; i < tokens->len; i++) {
        CopiaToken token = g_array_index (tokens, CopiaToken, i);

        take (self, text + at, token.start - at, text + token.start,
              token.end - token.start, token.kind == COPIA_TOKEN_WORD);
        at = token.end;
    }
}

static CopiaIndex *
make_index (const char *source)
{
    Maker maker = { .writer = copia_index_writer_new () };
    g_autofree char *text = NULL, *path = NULL;
    g_autoptr (GError) error = NULL;
    CopiaIndex *index = NULL;
    gsize size;
    int file = g_file_open_tmp ("copia-bench-XXXXXX", &path, &error);

    maker.to = copia_index_writer_receiver (maker.writer);
    maker.to.open (maker.to.self, "text", NULL, 0);
    if (source && g_file_get_contents (source, &text, &size, NULL)) {
        make_from (&maker, text, size);
    } else {
        maker.all = source ? (guint) MAX (atoi (source), CHAPTERS) : 1000000;
        make_zipf (&maker);
    }
    maker.to.close (maker.to.self, "chapter");
    maker.to.close (maker.to.self, "text");
    if (file >= 0 && copia_index_writer_close (maker.writer, path, &error))
        index = copia_index_open (path, &error);
    if (!index)
        g_error ("%s", error->message);
    close (file);
    g_unlink (path);
    copia_index_writer_free (maker.writer);
    return index;
}

/* ---- cases */

typedef struct {
    const CopiaIndex *index;
    const CopiaQuery *const *queries; /* of 1000 forms by falling frequency */
    size_t n;
    const CopiaQuery *phrase;
    size_t *size;
} Bench;

static CopiaFound
run_kwic (const Bench *self, const char *sort, uint64_t sample, uint64_t limit)
{
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;
    g_autoptr (CopiaTable) table = table_new (self->size);
    CopiaFound found = { 0, 0 };
    int keys = copia_sort_keys_parse (sort, ask.sort, NULL);

    ask.query = self->queries[0];
    ask.n_sort = (uint32_t) keys;
    ask.sample = sample;
    ask.of.limit = limit;
    copia_kwic (self->index, &ask, table, &found, NULL);
    return found;
}

static CopiaFound
kwic_page (const Bench *self)
{
    return run_kwic (self, "", 0, 50);
}

static CopiaFound
kwic_sorted (const Bench *self)
{
    return run_kwic (self, "R1,R2,L1", 0, 50);
}

static CopiaFound
kwic_sample (const Bench *self)
{
    return run_kwic (self, "R1", 100, 50);
}

static CopiaFound
kwic_all (const Bench *self)
{
    return run_kwic (self, "", 0, COPIA_ALL);
}

static CopiaFound
kwic_all_sorted (const Bench *self)
{
    return run_kwic (self, "R1,L1", 0, COPIA_ALL);
}

static CopiaFound
kwic_phrase (const Bench *self)
{
    Bench phrase = *self;

    phrase.queries = &self->phrase;
    return run_kwic (&phrase, "", 0, 50);
}

static CopiaFound
run_frequency (const Bench *self, size_t n, const char *by)
{
    CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;
    g_autoptr (CopiaTable) table = table_new (self->size);
    CopiaFound found = { 0, 0 };

    ask.queries = self->queries;
    ask.n_queries = n;
    ask.by = by;
    copia_frequency (self->index, &ask, table, &found, NULL);
    return found;
}

static CopiaFound
frequency_one (const Bench *self)
{
    return run_frequency (self, 1, "chapter");
}

static CopiaFound
frequency_all (const Bench *self)
{
    return run_frequency (self, self->n, "chapter");
}

static CopiaFound
run_collocates (const Bench *self, size_t query)
{
    CopiaCollocatesAsk ask = COPIA_COLLOCATES_USUAL;
    g_autoptr (CopiaTable) table = table_new (self->size);
    CopiaFound found = { 0, 0 };

    ask.query = self->queries[MIN (query, self->n - 1)];
    ask.of.limit = 50;
    copia_collocates (self->index, &ask, table, &found, NULL);
    return found;
}

static CopiaFound
collocates_often (const Bench *self)
{
    return run_collocates (self, 0);
}

static CopiaFound
collocates_seldom (const Bench *self)
{
    return run_collocates (self, 100);
}

static CopiaFound
run_words (const Bench *self, uint64_t limit)
{
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;
    g_autoptr (CopiaTable) table = table_new (self->size);
    CopiaFound found = { 0, 0 };

    ask.of.limit = limit;
    copia_words (self->index, &ask, table, &found, NULL);
    return found;
}

static CopiaFound
words_page (const Bench *self)
{
    return run_words (self, 50);
}

static CopiaFound
words_all (const Bench *self)
{
    return run_words (self, COPIA_ALL);
}

static CopiaFound
outline (const Bench *self)
{
    CopiaAsk ask = COPIA_ASK_USUAL;
    g_autoptr (CopiaTable) table = table_new (self->size);
    CopiaFound found = { 0, 0 };

    copia_outline (self->index, &ask, NULL, table, &found, NULL);
    return found;
}

static CopiaFound
export_all (const Bench *self)
{
    copia_export (self->index, COPIA_NONE, NULL, swallow, self->size, NULL);
    return (CopiaFound){ copia_index_tokens (self->index)->size, 1 };
}

static const struct {
    const char *name;
    CopiaFound (*run) (const Bench *self);
} cases[] = {
    { "kwic, first page of 50", kwic_page },
    { "kwic, page sorted by R1,R2,L1", kwic_sorted },
    { "kwic, page of a sorted sample of 100", kwic_sample },
    { "kwic, page of a phrase of two", kwic_phrase },
    { "kwic, all lines", kwic_all },
    { "kwic, all lines sorted by R1,L1", kwic_all_sorted },
    { "frequency of one word by chapter", frequency_one },
    { "frequency of 1,000 words by chapter", frequency_all },
    { "collocates of the commonest word", collocates_often },
    { "collocates of the 100th word", collocates_seldom },
    { "words, page of 50", words_page },
    { "words, all", words_all },
    { "outline", outline },
    { "export", export_all },
};

static void
measure (const Bench *bench, int rounds, const char *only)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (cases); i++) {
        gint64 best = G_MAXINT64;
        CopiaFound found = { 0, 0 };

        if (!strstr (cases[i].name, only))
            continue;
        for (int k = 0; k < rounds; k++) {
            gint64 start = g_get_monotonic_time ();

            found = cases[i].run (bench);
            best = MIN (best, g_get_monotonic_time () - start);
        }
        printf ("  %-38s %9.3f ms  %10" G_GUINT64_FORMAT " hits %8" G_GUINT64_FORMAT
                " rows\n",
                cases[i].name, (double) best / 1000, found.hits, found.rows);
    }
}

/* The commonest words, as queries. */
static GPtrArray *
queries_of (const CopiaIndex *index)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    GPtrArray *queries =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_query_free);

    for (uint32_t id = 0; id < lexicon->types && queries->len < 1000; id++) {
        CopiaString word = copia_lexicon_word (lexicon, id);
        g_autofree char *text = g_strndup (word.bytes, word.size);

        if (copia_lexicon_is_word (lexicon, id))
            g_ptr_array_add (queries,
                             copia_query_parse (text, COPIA_LANGUAGE_SIMPLE, NULL));
    }
    return queries;
}

int
main (int argc, char **argv)
{
    int rounds = argc > 1 ? MAX (atoi (argv[1]), 1) : 5;
    g_autoptr (CopiaIndex) index = make_index (argc > 2 ? argv[2] : NULL);
    g_autoptr (GPtrArray) queries = queries_of (index);
    g_autofree char *phrase =
        g_strdup_printf ("%s %s", copia_query_text (queries->pdata[1]),
                         copia_query_text (queries->pdata[0]));
    g_autoptr (CopiaQuery) pair =
        copia_query_parse (phrase, COPIA_LANGUAGE_SIMPLE, NULL);
    size_t size = 0;
    const Bench bench = { index, (const CopiaQuery *const *) queries->pdata,
                          queries->len, pair, &size };

    printf ("  %" G_GUINT64_FORMAT " tokens, %u types; '%s', '%s'\n",
            copia_index_tokens (index)->size, copia_index_lexicon (index)->types,
            copia_query_text (bench.queries[0]), phrase);
    measure (&bench, rounds, argc > 3 ? argv[3] : "");
    return 0;
}
