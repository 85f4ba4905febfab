/* studies.c - every command on an index made by an enemy: it may say what is not so, or that the
 * index is damaged, but it ends, and well.
 */
#include "support/forger.c"
#include "support/request-line.h"
#include "support/victim.c"

#include "command/command.h"

#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
#define CASES 165
#define LONG_CASES 11
#else
#define CASES 330
#define LONG_CASES 22
#endif
#define TEXTS 124u /* of the long index: more tokens than it takes to sort by threads */

/* With ~ between words; the index is the first of them. */
static const char *const lines[] = {
    "words",
    "words~--by=chapter~--min=2~--sort=word",
    "words~--attribute=lemma",
    "words~--attribute=pos~--by=chapter",
    "words~--regex=w.*~--where=part=1",
    "freq~the~of the~Ahab",
    "freq~the~of~sea~--by=chapter",
    "freq~[]{1,3}~--cql~--all~--slices=7",
    "freq~the~--group=L1,R1",
    "kwic~[]~--cql~--sort=R1,L1~--limit=20",
    "kwic~the~--sort=L1,node~--limit=20~--offset=3",
    "kwic~the~--sort=R1.lemma,match.pos,chapter.title,L1,s~--limit=20",
    "kwic~[]~--cql~--sort=chapter.n,match.lemma~--limit=20~--offset=50",
    "kwic~\"the\" & \".*e\" []{0,2} within s~--cql~--limit=20",
    "tabulate~the~--columns=match,R1.word,chapter.title",
    "collocates~the",
    "collocates~\"[a-t].*\"~--cql~--window=2,2~--nodes=in",
    "collocates~\"the\" []~--cql~--within=s",
    "collocates~the~--attribute=lemma",
    "compare~the~--left=part=1",
    "keywords~--target=chapter=1~--alpha=0.99~--min=1",
    "ngrams~--size=2",
    "ngrams~--attribute=pos~--size=3~--frames",
    "ngrams~--by=chapter.title~--min=1",
    "ngrams~--node=the~--size=3~--frames~--by=chapter.title~--min=1",
    "dispersion~the~of",
    "dispersion~the~Ahab~--by=chapter",
    "trend~the~of~--by=chapter",
    "trend~--by=chapter",
    "distance~--by=chapter",
    "distance~--by=part~--attribute=lemma~--show=tree",
    "diversity~--by=chapter",
    "growth",
    "outline",
    "info",
    "outline~--where=part=1",
    "read~3",
    "read~3~--where=chapter=1",
    "export",
    "export~--where=chapter.n>1",
    "export~--format=vrt~--where=part=1",
    "export~--format=conllu~--where=s<3",
    "freq~the~t*~a b~--attribute=lemma",
    "dispersion~n*~--attribute=pos~--by=chapter",
};

static bool
take_bytes (void *size, const char *bytes, size_t n, GError **error)
{
    (void) bytes;
    (void) error;
    *(size_t *) size += n;
    return true;
}

static void
take_note (void *size, const char *line)
{
    *(size_t *) size += strlen (line);
}

static CopiaOutcome
ask (const char *path, const char *line, GError **error)
{
    size_t size = 0;
    const CopiaFront front = { .sink = { &size, take_bytes, take_note, NULL } };
    g_autoptr (CopiaRequest) request = request_of_line (line, path, &front);
    CopiaOutcome outcome = copia_request_run (request, error);

    g_assert_true (size > 0 || outcome != COPIA_OUTCOME_ANSWERED);
    return outcome;
}

/* All commands can be asked where nothing was changed. */
static bool
answer_all (const Victim *file)
{
    unsigned answered = 0;

    for (size_t i = 0; i < G_N_ELEMENTS (lines); i++) {
        g_autoptr (GError) error = NULL;

        victim_say (lines[i], 0, 0);
        if (ask (file->path, lines[i], &error) != COPIA_OUTCOME_FAILED)
            answered++;
        else
            printf ("# no answer to %s: %s\n", lines[i], error->message);
    }
    return answered == G_N_ELEMENTS (lines);
}

typedef struct {
    unsigned failed, others;
} Tally;

static void
outlast (const Victim *file, Tally *tally)
{
    for (size_t i = 0; i < G_N_ELEMENTS (lines); i++) {
        g_autoptr (GError) error = NULL;
        CopiaOutcome outcome = ask (file->path, lines[i], &error);

        g_assert_true ((outcome == COPIA_OUTCOME_FAILED) == (error != NULL));
        tally->failed += outcome == COPIA_OUTCOME_FAILED;
        tally->others += outcome != COPIA_OUTCOME_FAILED;
    }
}

static char *
sample (unsigned texts, gsize *size)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    copia_index_writer_meta (writer, "tokenizer", "words");
    for (unsigned i = 0; i < texts; i++)
        send_sample_text (&to, i, 2 + i % 3);
    return written (writer, size);
}

static void
forge_all (GRand *random, Victim *file, unsigned texts, unsigned cases, int number)
{
    gsize size;
    g_autofree uint8_t *good = (uint8_t *) sample (texts, &size);
    g_autofree uint8_t *bytes = g_memdup2 (good, size);
    Forger self = { random, bytes, size, 0, 0 };
    Tally tally = { 0 };
    bool sound;

    victim_write (file, good, size);
    sound = answer_all (file);
    forger_begin (&self);
    for (unsigned i = 0; i < cases; i++) {
        const char *what;

        memcpy (bytes, good, size);
        what = forger_change (&self, i);
        victim_say (what, i, 0);
        victim_write (file, bytes, size);
        outlast (file, &tally);
    }
    printf ("# %u could not be answered, %u were\n", tally.failed, tally.others);
    printf ("%s %d - commands outlast %u forged files of %u texts\n",
            sound && tally.failed > 0 && tally.others > 0 ? "ok" : "not ok", number,
            cases, texts);
}

int
main (int argc, char **argv)
{
    guint32 seed = argc > 1 && argv[1][0] != '-' ? (guint32) strtoul (argv[1], NULL, 10)
                                                 : g_random_int ();
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    Victim file = victim_new ();

    printf ("1..2\n# seed %u\n", seed);
    forge_all (random, &file, 3, CASES, 1);
    forge_all (random, &file, TEXTS, LONG_CASES, 2);
    victim_free (&file);
    return 0;
}
