/* query.c - times the engine inside one process: building, opening, and finding hits.
 *
 *   query [ROUNDS [COPIES]]
 *
 * The text is Moby-Dick, COPIES times over (1 by default), each copy a text of its own.  Prints
 * `name TAB unit TAB value`; values are the best of ROUNDS (5).  A candidate is an occurrence of
 * the rarest word of a query, or a token where a query is found by reading along.
 */
#include "support/scratch-index.c"

#include "query/hits.h"
#include "text/tokenizer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
now (void)
{
    struct timespec at;

    clock_gettime (CLOCK_MONOTONIC, &at);
    return (double) at.tv_sec * 1e9 + (double) at.tv_nsec;
}

static void
report (const char *name, const char *unit, double value)
{
    printf ("%s\t%s\t%.3g\n", name, unit, value);
}

static void
send_text (const CopiaReceiver *to, const char *text, const GArray *tokens)
{
    size_t end = 0;

    to->open (to->self, "text", NULL, 0);
    for (guint i = 0; i < tokens->len; i++) {
        CopiaToken token = g_array_index (tokens, CopiaToken, i);
        CopiaTokenEvent event = { text + end,
                                  token.start - end,
                                  text + token.start,
                                  token.end - token.start,
                                  token.kind == COPIA_TOKEN_WORD,
                                  NULL };

        if (i % 1000 == 0)
            to->open (to->self, "p", NULL, 0);
        to->token (to->self, &event);
        if (i % 1000 == 999 || i + 1 == tokens->len)
            to->close (to->self, "p");
        end = token.end;
    }
    to->tail (to->self, text + end, strlen (text + end));
    to->close (to->self, "text");
}

static ScratchIndex *
build (const char *text, unsigned copies)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaTokenizer) tokenizer = copia_tokenizer_new ("words", NULL, &error);
    g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (CopiaToken));
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    ScratchIndex *scratch;
    double start, taken;

    copia_tokenizer_run (tokenizer, text, strlen (text), tokens, &error);
    g_assert_no_error (error);
    start = now ();
    for (unsigned i = 0; i < copies; i++)
        send_text (&to, text, tokens);
    taken = now ();
    scratch = scratch_index_new (writer);
    report ("tokens", "tokens", tokens->len * (double) copies);
    report ("writer takes tokens", "ns/token", (taken - start) / tokens->len / copies);
    report ("writer writes the file", "ns/token",
            (now () - taken) / tokens->len / copies);
    return scratch;
}

static void
time_opening (const ScratchIndex *scratch, unsigned rounds)
{
    double best = INFINITY, verify = INFINITY;

    for (unsigned i = 0; i < rounds; i++) {
        double start = now ();
        CopiaIndex *index = copia_index_open (scratch->path, NULL);

        best = fmin (best, now () - start);
        start = now ();
        g_assert_true (copia_index_verify (index, NULL));
        verify = fmin (verify, now () - start);
        copia_index_close (index);
    }
    report ("open", "us", best / 1e3);
    report ("verify", "ns/token",
            verify / (double) copia_index_tokens (scratch->index)->size);
}

/* The candidates of the query are `candidates`; 0: every token. */
static void
time_query (const CopiaIndex *index, const char *text, const char *rarest,
            unsigned rounds)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query =
        copia_query_parse (text, COPIA_LANGUAGE_SIMPLE, &error);
    g_autoptr (CopiaQuery) rare =
        rarest ? copia_query_parse (rarest, COPIA_LANGUAGE_SIMPLE, &error) : NULL;
    uint64_t n = 0, candidates = copia_index_tokens (index)->size;
    double best = INFINITY, first = INFINITY;

    if (rare)
        copia_hits_count (index, rare, NULL, &candidates, &error);
    g_assert_no_error (error);
    for (unsigned i = 0; i < rounds; i++) {
        double start = now ();
        g_autoptr (CopiaHits) hits =
            copia_hits_new (index, query, NULL, 0, UINT64_MAX, &error);
        CopiaHit hit;

        for (n = 0; copia_hits_next (hits, &hit); n++)
            if (n == 0)
                first = fmin (first, now () - start);
        best = fmin (best, now () - start);
    }
    printf ("%s: hits\thits\t%lu\n", text, (unsigned long) n);
    g_autofree char *of_first = g_strdup_printf ("%s: first hit", text);
    g_autofree char *of_all = g_strdup_printf ("%s: all hits", text);
    g_autofree char *of_one = g_strdup_printf ("%s: a candidate", text);

    report (of_first, "us", first / 1e3);
    report (of_all, "us", best / 1e3);
    report (of_one, "ns", best / (double) candidates);
}

int
main (int argc, char **argv)
{
    static const struct {
        const char *query, *rarest;
    } queries[] = {
        { "ahab", "ahab" },
        { "the", "the" },
        { "of the", "of" },
        { "the whale", "whale" },
        { "in the sea", "sea" },
        { "of the +", "of" },
        { "the +{0,3} whale", "whale" },
        { "the +{0,100} ahab", "ahab" },
        { "and|or the|a", "the|a" },
        { "*ing", "*ing" },
        { "*ing the", "*ing" },
        { "wh*", "wh*" },
        { "*a*", "*a*" },
        { "+", NULL },
        { "+{3}", NULL },
    };
    unsigned rounds = argc > 1 ? (unsigned) strtoul (argv[1], NULL, 10) : 5;
    unsigned copies = argc > 2 ? (unsigned) strtoul (argv[2], NULL, 10) : 1;
    const char *shared = g_getenv ("COPIA_SHARED");
    g_autofree char *path = g_build_filename (shared ? shared : "../shared", "texts",
                                              "moby-dick.txt", NULL);
    g_autofree char *text = NULL;
    g_autoptr (ScratchIndex) scratch = NULL;

    if (!g_file_get_contents (path, &text, NULL, NULL)) {
        printf ("# %s: not there, nothing is measured\n", path);
        return 0;
    }
    scratch = build (text, MAX (copies, 1));
    time_opening (scratch, MAX (rounds, 1));
    for (size_t i = 0; i < G_N_ELEMENTS (queries); i++)
        time_query (scratch->index, queries[i].query, queries[i].rarest,
                    MAX (rounds, 1));
    return 0;
}
