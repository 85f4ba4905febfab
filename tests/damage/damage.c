/* damage.c - an index with any byte changed, or cut anywhere, is refused or answers as before. */
#include "support/victim.c"

#include <stdlib.h>

#define MINOR 10 /* the minor version, two bytes: a larger one is accepted */

#ifdef __SANITIZE_ADDRESS__
static const unsigned char patterns[] = { 0x01, 0xFF };
#else
static const unsigned char patterns[] = { 0x01, 0x08, 0x80, 0xFF };
#endif

typedef struct {
    Victim file;
    char *bytes;
    gsize size;
    Result whole; /* of the undamaged index */
    GRand *random;
} Test;

/* Counts of what came out. */
typedef struct {
    unsigned long refused, unsound, same, wrong, unnoticed;
} Tally;

static void
tally (Tally *self, const Test *test, unsigned effort)
{
    Result result = victim_try (&test->file, effort);
    bool same = result.sum == test->whole.sum &&
                (!(effort & TRY_CQL) || result.cql == test->whole.cql);

    self->refused += result.outcome == REFUSED;
    self->unsound += result.outcome == UNSOUND;
    self->same += result.outcome == ANSWERED && same;
    self->wrong += result.outcome == ANSWERED && !same;
    self->unnoticed += result.verified;
}

static void
claim (int number, bool good, const char *what)
{
    printf ("%s %d - %s\n", good ? "ok" : "not ok", number, what);
}

static void
change_every_byte (Test *test)
{
    Tally all = { 0 }, minor = { 0 };

    for (gsize at = 0; at < test->size; at++)
        for (unsigned i = 0; i < G_N_ELEMENTS (patterns); i++) {
            char changed = (char) (test->bytes[at] ^ (char) patterns[i]);

            victim_say ("byte", at, patterns[i]);
            victim_poke (&test->file, at, &changed, 1);
            tally (at / 2 == MINOR / 2 ? &minor : &all, test,
                   (at + i) % 4 == 0 ? TRY_CQL : TRY_BATTERY);
            victim_poke (&test->file, at, &test->bytes[at], 1);
        }
    printf (
        "# %zu bytes, %zu changes of each: %lu refused at opening, %lu found unsound, "
        "%lu answered as before\n",
        test->size, G_N_ELEMENTS (patterns), all.refused, all.unsound,
        all.same + minor.same);
    claim (2, all.wrong == 0 && minor.wrong == 0,
           "with any byte changed it gives an error or the same answers");
    claim (3, all.unnoticed == 0 && minor.unnoticed == minor.same && minor.same > 0,
           "verify notices every change, but for a larger minor version");
}

static void
cut_everywhere (Test *test)
{
    Tally all = { 0 };

    for (gsize size = 0; size < test->size; size++) {
        victim_say ("size", size, 0);
        victim_write (&test->file, test->bytes, size);
        tally (&all, test, TRY_CQL);
    }
    claim (4, all.refused == test->size, "cut at any length it is refused");
    for (gsize more = 1; more < 200; more += 13) {
        g_autofree char *longer = g_malloc0 (test->size + more);

        memcpy (longer, test->bytes, test->size);
        victim_say ("longer", more, 0);
        victim_write (&test->file, longer, test->size + more);
        tally (&all, test, TRY_CQL);
    }
    claim (5, all.refused == test->size + 16, "with bytes behind it it is refused");
}

static void
write_garbage (Test *test)
{
    g_autofree char *garbage = g_malloc (test->size);
    Tally all = { 0 };

    for (unsigned i = 0; i < 300; i++) {
        for (gsize at = 0; at < test->size; at++)
            garbage[at] = (char) (i == 0 ? 0 : g_rand_int (test->random) >> 7);
        if (i % 3 == 1) /* it begins or ends well */
            memcpy (garbage, test->bytes, 64);
        if (i % 3 == 2)
            memcpy (garbage + test->size - 64, test->bytes + test->size - 64, 64);
        victim_say ("garbage", i, 0);
        victim_write (&test->file, garbage, test->size);
        tally (&all, test, TRY_CQL);
    }
    claim (6, all.refused == 300, "garbage of its size is refused");
    victim_write (&test->file, test->bytes, test->size);
}

/* A block of zeros or of another place, as disks and copies leave them. */
static void
damage_blocks (Test *test)
{
    Tally all = { 0 };
    unsigned long n = 0;

    for (gsize size = 16; size <= 4096; size *= 4)
        for (gsize at = 0; at + size <= test->size; at += size, n++) {
            g_autofree char *block = g_malloc0 (size);

            victim_say ("block", at, (unsigned) size);
            if (n % 2)
                memcpy (block, test->bytes + (at * 7 + 64) % (test->size - size), size);
            victim_poke (&test->file, at, block, size);
            tally (&all, test, TRY_CQL);
            victim_poke (&test->file, at, test->bytes + at, size);
        }
    claim (7, all.wrong == 0 && all.unnoticed <= all.same,
           "with a block lost or misplaced it gives an error or the same answers");
}

static void
damage_all (Test *test)
{
    Result whole = victim_try (&test->file, TRY_SCAN | TRY_CQL);

    claim (1, whole.outcome == ANSWERED && whole.verified && whole.agrees,
           "undamaged it is verified and answers as a plain scan");
    test->whole = whole;
    change_every_byte (test);
    cut_everywhere (test);
    write_garbage (test);
    damage_blocks (test);
    whole = victim_try (&test->file, TRY_CQL);
    claim (8,
           whole.verified && whole.sum == test->whole.sum &&
               whole.cql == test->whole.cql,
           "the file is what it was, and so are its answers");
}

int
main (int argc, char **argv)
{
    guint32 seed = argc > 1 && argv[1][0] != '-' ? (guint32) strtoul (argv[1], NULL, 10)
                                                 : g_random_int ();
    Test test = { victim_new (), NULL, 0, { 0 }, g_rand_new_with_seed (seed) };

    printf ("1..8\n# seed %u\n", seed);
    test.bytes = battery_sample (false, &test.size);
    victim_write (&test.file, test.bytes, test.size);
    damage_all (&test);
    victim_free (&test.file);
    g_rand_free (test.random);
    g_free (test.bytes);
    return 0;
}
