/* hostile.c - an index made by an enemy: its bytes are changed and all checksums are right.
 *
 * Then an answer may be wrong, but nothing dies, hangs or reads outside of the file, and what
 * verify accepts is an index: it answers as a plain scan of its own tokens and words does.
 */
#include "support/forger.c"
#include "support/victim.c"

#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
#define CASES 20000
#define TOKENS 10000u
#else
#define CASES 30000
#define TOKENS 50000u
#endif

typedef struct {
    unsigned refused, unsound, answered, verified, wrong;
} Tally;

static void
forge (Forger *self, Victim *file, unsigned number, Tally *tally)
{
    const char *what = forger_change (self, number);
    Result result;

    victim_say (what, number, 0);
    victim_write (file, self->bytes, self->size);
    result = victim_try (file, number % 13 ? TRY_SCAN : TRY_SCAN | TRY_CQL);
    tally->refused += result.outcome == REFUSED;
    tally->unsound += result.outcome == UNSOUND;
    tally->answered += result.outcome == ANSWERED;
    tally->verified += result.verified;
    tally->wrong += result.verified && !result.agrees;
    if (result.verified && !result.agrees)
        printf ("# case %u (%s) is verified and answers wrongly\n", number, what);
}

static void
forge_small (GRand *random, Victim *file, bool compact, int number)
{
    gsize size;
    g_autofree uint8_t *good = (uint8_t *) battery_sample (compact, &size);
    g_autofree uint8_t *bytes = g_memdup2 (good, size);
    Forger self = { random, bytes, size, 0, 0 };
    Tally tally = { 0 };

    forger_begin (&self);
    for (unsigned i = 0; i < CASES; i++) {
        memcpy (bytes, good, size);
        forge (&self, file, i, &tally);
    }
    printf ("# %u refused at opening, %u found unsound, %u answered, %u verified\n",
            tally.refused, tally.unsound, tally.answered, tally.verified);
    printf (
        "%s %d - %d forged files%s are refused, unsound or answered within bounds\n",
        tally.refused + tally.unsound + tally.answered == CASES ? "ok" : "not ok",
        number, CASES, compact ? ", compact," : "");
    printf ("%s %d - what verify accepts answers as a plain scan of it does\n",
            tally.wrong == 0 && tally.verified > 0 ? "ok" : "not ok", number + 1);
}

static bool
outlast (const Victim *file)
{
    g_autoptr (CopiaIndex) index = copia_index_open (file->path, NULL);
    bool answered = index != NULL;

    if (index) {
        battery_run_queries (index);
        battery_run_cql (index);
        copia_index_verify (index, NULL);
    }
    return answered;
}

/* Whole arrays that lie, in an index where what is asked twice of everything takes minutes. */
static void
forge_large (GRand *random, Victim *file, bool compact, int number)
{
    gsize size;
    g_autofree uint8_t *good =
        (uint8_t *) battery_large_sample (TOKENS, compact, &size);
    g_autofree uint8_t *bytes = g_memdup2 (good, size);
    Forger self = { random, bytes, size, 0, 0 };
    unsigned answered = 0;

    forger_begin (&self);
    for (uint32_t i = 0; i < self.sections; i++)
        for (unsigned how = 0; how < FORGER_FILLINGS; how++) {
            memcpy (bytes, good, size);
            forger_fill (&self, i, how);
            victim_say ("array", i, how);
            victim_write (file, bytes, size);
            answered += outlast (file);
        }
    printf ("%s %d - no array that lies makes %u tokens%s a work without end\n",
            answered > 0 ? "ok" : "not ok", number, TOKENS,
            compact ? ", compact," : "");
}

int
main (int argc, char **argv)
{
    guint32 seed = argc > 1 && argv[1][0] != '-' ? (guint32) strtoul (argv[1], NULL, 10)
                                                 : g_random_int ();
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    Victim file = victim_new ();

    printf ("1..6\n# seed %u\n", seed);
    for (int compact = 0; compact < 2; compact++) {
        forge_small (random, &file, compact, 1 + 3 * compact);
        forge_large (random, &file, compact, 3 + 3 * compact);
    }
    victim_free (&file);
    return 0;
}
