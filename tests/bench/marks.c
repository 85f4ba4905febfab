/* marks.c - the tasks of a large corpus inside one process, each with what it shall not exceed.
 *
 *   marks [ROUNDS [INDEX [CASE [THREADS]]]]
 *
 * The index stays open, so that what is measured is the work and not the start.  A first run,
 * which also looks at checksums, is told apart.  A line a case, times in ms:
 *
 *   case threads rounds first median 10% 90% CPU least-CPU hits rows mark
 *
 * with tabs between.  CPU times are of all threads.  Marks are for 124.1 million tokens of
 * English and one thread; `-` where there is none.
 */
#include "base/error.h"
#include "study/collocates.h"
#include "study/frequency.h"
#include "study/keywords.h"
#include "study/kwic.h"
#include "study/ngrams.h"
#include "study/words.h"
#include "table/writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WORDS 1000   /* asked at once */
#define MEDIUM 880.0 /* the medium word is one token in so many */
#define PAGE 50

typedef struct {
    const CopiaIndex *index;
    uint32_t threads;
    GPtrArray *words; /* CopiaQuery: the commonest but for the first hundred */
    const char *medium;
    CopiaSubcorpus *half;
} Bench;

typedef struct {
    CopiaFound found;
    GError *error;
} Answer;

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

static CopiaQuery *
parse (const char *text)
{
    g_autoptr (GError) error = NULL;
    bool cql = strpbrk (text, "[\"") != NULL;
    CopiaQuery *query =
        copia_query_parse (text, cql ? COPIA_LANGUAGE_CQL : COPIA_LANGUAGE_SIMPLE,
                           &error);

    if (!query)
        g_error ("%s", error->message);
    return query;
}

static CopiaAsk
ask_of (const Bench *self, uint64_t limit)
{
    CopiaAsk ask = COPIA_ASK_USUAL;

    ask.limit = limit;
    ask.parts = self->threads;
    return ask;
}

/* ---- the tasks; `what` is a query, `n` a number, as the table of cases has them */

static void
count (const Bench *self, const char *what, unsigned n, Answer *to)
{
    g_autoptr (CopiaQuery) query = parse (what);
    const CopiaQuery *queries[] = { query };
    CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;
    size_t size = 0;
    g_autoptr (CopiaTable) table = table_new (&size);

    (void) n;
    ask.of = ask_of (self, PAGE);
    ask.queries = queries;
    ask.n_queries = 1;
    copia_frequency (self->index, &ask, table, &to->found, &to->error);
}

static void
kwic (const Bench *self, const char *what, const char *sort, Answer *to)
{
    g_autoptr (CopiaQuery) query = parse (what);
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;
    size_t size = 0;
    g_autoptr (CopiaTable) table = table_new (&size);

    ask.of = ask_of (self, PAGE);
    ask.query = query;
    ask.n_sort = (uint32_t) copia_sort_keys_parse (sort, ask.sort, NULL);
    copia_kwic (self->index, &ask, table, &to->found, &to->error);
}

static void
first_page (const Bench *self, const char *what, unsigned n, Answer *to)
{
    (void) n;
    kwic (self, what, "", to);
}

static void
sorted_page (const Bench *self, const char *what, unsigned n, Answer *to)
{
    (void) n;
    kwic (self, what ? what : self->medium, "R1", to);
}

static void
collocates (const Bench *self, const char *what, unsigned n, Answer *to)
{
    g_autoptr (CopiaQuery) query = parse (what ? what : self->medium);
    CopiaCollocatesAsk ask = COPIA_COLLOCATES_USUAL;
    size_t size = 0;
    g_autoptr (CopiaTable) table = table_new (&size);

    (void) n;
    ask.of = ask_of (self, PAGE);
    ask.query = query;
    ask.measures = "log-likelihood";
    copia_collocates (self->index, &ask, table, &to->found, &to->error);
}

/* Of many words; what is measured is the counting, and a page of it. */
static void
frequency (const Bench *self, const char *by, unsigned n, Answer *to)
{
    CopiaFrequencyAsk ask = COPIA_FREQUENCY_USUAL;
    size_t size = 0;
    g_autoptr (CopiaTable) table = table_new (&size);

    ask.of = ask_of (self, PAGE);
    ask.queries = (const CopiaQuery *const *) self->words->pdata;
    ask.n_queries = self->words->len;
    ask.by = by;
    ask.slices = n;
    copia_frequency (self->index, &ask, table, &to->found, &to->error);
}

static void
words (const Bench *self, const char *what, unsigned n, Answer *to)
{
    CopiaWordsAsk ask = COPIA_WORDS_USUAL;
    size_t size = 0;
    g_autoptr (CopiaTable) table = table_new (&size);

    (void) what;
    ask.of = ask_of (self, n > 0 ? n : COPIA_ALL);
    copia_words (self->index, &ask, table, &to->found, &to->error);
}

static void
keywords (const Bench *self, const char *what, unsigned n, Answer *to)
{
    CopiaKeywordsAsk ask = COPIA_KEYWORDS_USUAL;
    size_t size = 0;
    g_autoptr (CopiaTable) table = table_new (&size);

    (void) what;
    (void) n;
    ask.of = ask_of (self, PAGE);
    ask.target = self->half;
    copia_keywords (self->index, &ask, table, &to->found, &to->error);
}

static void
ngrams (const Bench *self, const char *what, unsigned n, Answer *to)
{
    CopiaNgramsAsk ask = COPIA_NGRAMS_USUAL;
    size_t size = 0;
    g_autoptr (CopiaTable) table = table_new (&size);

    (void) what;
    ask.of = ask_of (self, PAGE);
    ask.sizes = &n;
    ask.n_sizes = 1;
    ask.min = n == 2 ? 2 : 5;
    copia_ngrams (self->index, &ask, table, &to->found, &to->error);
}

static const struct {
    const char *name;
    void (*run) (const Bench *self, const char *what, unsigned n, Answer *to);
    const char *what;
    unsigned n;
    double mark; /* ms; 0: none */
} cases[] = {
    { "count of a word", count, "the", 0, 0.01 },
    { "the: first page", first_page, "the", 0, 1 },
    { "the: page sorted by R1", sorted_page, "the", 0, 60 },
    { "medium word: page sorted by R1", sorted_page, NULL, 0, 5 },
    { "of the: count", count, "of the", 0, 20 },
    { "of the: first page and total", first_page, "of the", 0, 20 },
    { "the []{0,3} of: count", count, "\"the\" []{0,3} \"of\"", 0, 25 },
    { ".*ation: count", count, "\".*ation\"", 0, 40 },
    { ".*ation: first page and total", first_page, "\".*ation\"", 0, 40 },
    { "in the +{1,2} of: count", count, "in the +{1,2} of", 0, 0 },
    { "as * as: count", count, "as + as", 0, 0 },
    { "of the, any case: sorted by R1", sorted_page, "of the", 0, 0 },
    { "medium word: collocates", collocates, NULL, 0, 15 },
    { "the: collocates", collocates, "the", 0, 180 },
    { "1,000 words by chapter", frequency, "chapter", 0, 100 },
    { "1,000 words by 60 slices", frequency, NULL, 60, 30 },
    { "word list: page", words, NULL, PAGE, 60 },
    { "word list: all rows", words, NULL, 0, 0 },
    { "keywords of a half", keywords, NULL, 0, 400 },
    { "2-grams, 2 times or more", ngrams, NULL, 2, 5000 },
    { "3-grams, 5 times or more", ngrams, NULL, 3, 6000 },
};

/* ---- measuring */

static double
milliseconds (clockid_t clock)
{
    struct timespec at;

    clock_gettime (clock, &at);
    return (double) at.tv_sec * 1e3 + (double) at.tv_nsec / 1e6;
}

static int
compare_numbers (const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return x < y ? -1 : x > y;
}

/* One run; returns the wall time, and the time on all processors. */
static double
run_once (const Bench *self, size_t i, Answer *answer, double *cpu)
{
    double wall = milliseconds (CLOCK_MONOTONIC);

    *cpu = milliseconds (CLOCK_PROCESS_CPUTIME_ID);
    cases[i].run (self, cases[i].what, cases[i].n, answer);
    if (answer->error)
        g_error ("%s: %s", cases[i].name, answer->error->message);
    *cpu = milliseconds (CLOCK_PROCESS_CPUTIME_ID) - *cpu;
    return milliseconds (CLOCK_MONOTONIC) - wall;
}

static void
measure (const Bench *self, size_t i, int rounds)
{
    g_autofree double *walls = g_new (double, rounds), *cpus = g_new (double, rounds);
    Answer answer = { { 0, 0 }, NULL };
    double unused, first = run_once (self, i, &answer, &unused);

    for (int k = 0; k < rounds; k++)
        walls[k] = run_once (self, i, &answer, &cpus[k]);
    qsort (walls, (size_t) rounds, sizeof *walls, compare_numbers);
    qsort (cpus, (size_t) rounds, sizeof *cpus, compare_numbers);
    printf ("%s\t%u\t%d\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%" G_GUINT64_FORMAT
            "\t%" G_GUINT64_FORMAT "\t",
            cases[i].name, self->threads, rounds, first, walls[rounds / 2],
            walls[rounds / 10], walls[rounds - 1 - rounds / 10], cpus[rounds / 2],
            cpus[0], answer.found.hits, answer.found.rows);
    printf (cases[i].mark > 0 ? "%g\n" : "-\n", cases[i].mark);
    fflush (stdout);
}

static bool
is_plain (CopiaString word)
{
    for (size_t i = 0; i < word.size; i++)
        if (!g_ascii_islower (word.bytes[i]))
            return false;
    return word.size > 1;
}

static void
choose_words (Bench *self)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->index);
    double wanted = (double) copia_index_tokens (self->index)->size / MEDIUM;
    double nearest = INFINITY;

    self->words = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_query_free);
    for (uint32_t id = 0; id < lexicon->types && self->words->len < WORDS; id++) {
        CopiaString word = copia_lexicon_word (lexicon, id);
        double away = fabs ((double) copia_lexicon_freq (lexicon, id) - wanted);
        g_autofree char *text = g_strndup (word.bytes, word.size);

        if (!is_plain (word))
            continue;
        if (id >= 100)
            g_ptr_array_add (self->words, parse (text));
        if (away < nearest) {
            nearest = away;
            self->medium = g_intern_string (text);
        }
    }
}

/* About a half of the corpus: every second chapter. */
static void
choose_half (Bench *self)
{
    const char *const odd[] = { "chapter.n=.*[13579]", NULL };

    self->half = copia_subcorpus_new (self->index, odd, NULL);
}

int
main (int argc, char **argv)
{
    int rounds = argc > 1 ? MAX (atoi (argv[1]), 1) : 5;
    const char *only = argc > 3 ? argv[3] : "";
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) index = NULL;
    Bench bench = { .threads = argc > 4 ? (uint32_t) MAX (atoi (argv[4]), 1) : 1 };

    if (argc < 3) {
        printf ("# no index was named, nothing is measured\n");
        return 0;
    }
    index = copia_index_open (argv[2], &error);
    if (!index) {
        fprintf (stderr, "marks: %s\n", error->message);
        return 1;
    }
    bench.index = index;
    choose_words (&bench);
    choose_half (&bench);
    printf ("# %" G_GUINT64_FORMAT " tokens, %u types; the medium word is '%s'\n",
            copia_index_tokens (index)->size, copia_index_lexicon (index)->types,
            bench.medium);
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
        if (strstr (cases[i].name, only) && (cases[i].run != keywords || bench.half))
            measure (&bench, i, rounds);
    g_ptr_array_unref (bench.words);
    copia_subcorpus_free (bench.half);
    return 0;
}
