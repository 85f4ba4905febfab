/* borrowing.c - a union made by an enemy, which borrows: its bytes are changed and all checksums are
 * right.
 *
 * Nothing dies, hangs or reads outside of the files, and what verify accepts answers as a plain scan
 * of its own tokens and words does.
 */
#include "support/forger.c"
#include "support/victim.c"

#include "base/container.h"
#include "index/set.h"

#include <stdlib.h>

#define CASES 12000

/* Two files, a set of them in which the second is told as what it adds to the first, and the union
 * that is forged. */
typedef struct {
    char *folder, *first, *second, *path, *joint, *text;
    uint8_t *good;
    gsize size;
} Set;

/* A text of `n` chapters, and sentences with holes between them. */
static void
write_part (GRand *random, unsigned n, const char *name, const char *path)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    const CopiaAttribute attributes[] = { { "file", name } };

    to.open (to.self, "text", attributes, 1);
    for (unsigned i = 0; i < n * 40; i++) {
        unsigned pick = (unsigned) g_rand_int_range (random, 0, 60);
        g_autofree char *word =
            g_strdup_printf ("%sord%u", pick % 3 ? "w" : "W", pick * pick / 40);

        if (i % 40 == 0)
            open_numbered (&to, "chapter", i / 40 + 1, i % 80 ? name : NULL);
        if (i % 10 == 0)
            to.open (to.self, "s", NULL, 0);
        scratch_send_word (&to, pick == 7 ? "," : word, i == 0);
        if (i % 10 == 8)
            to.close (to.self, "s");
        if (i % 40 == 39)
            to.close (to.self, "chapter");
    }
    to.close (to.self, "text");
    g_assert_true (copia_index_writer_close (writer, path, NULL));
}

static Set
set_new (GRand *random)
{
    Set self = { .folder = g_dir_make_tmp ("copia-test-XXXXXX", NULL) };
    g_autoptr (CopiaIndex) one = NULL;
    g_autoptr (CopiaIndex) two = NULL;

    self.first = g_build_filename (self.folder, "first.copia", NULL);
    self.second = g_build_filename (self.folder, "second.copia", NULL);
    self.path = g_build_filename (self.folder, "set.copia", NULL);
    self.joint = g_build_filename (self.folder, "set.1.union", NULL);
    write_part (random, 14, "first", self.first);
    write_part (random, 5, "second", self.second);
    one = copia_index_open (self.first, NULL);
    two = copia_index_open (self.second, NULL);
    g_assert_true (copia_set_write_as ((const CopiaIndex *[]){ one, two }, 2, self.path,
                                       COPIA_SET_BORROWING, NULL));
    g_assert_true (
        g_file_get_contents (self.joint, (char **) &self.good, &self.size, NULL));
    g_assert_true (g_file_get_contents (self.path, &self.text, NULL, NULL));
    g_assert_nonnull (strstr (self.text, "\nbase\t"));
    return self;
}

static void
set_clear (Set *self)
{
    char *files[] = { self->first, self->second, self->path, self->joint };

    for (size_t i = 0; i < G_N_ELEMENTS (files); i++) {
        (void) remove (files[i]);
        g_free (files[i]);
    }
    (void) remove (self->folder);
    g_free (self->folder);
    g_free (self->good);
    g_free (self->text);
}

/* The list of files, with the union that lies in a file without a name. */
static char *
list_with (const Set *self, const Victim *joint, gsize size)
{
    g_autoptr (CopiaContainer) container = copia_container_open (joint->path, NULL);
    g_autofree char *rest = g_strdup (strstr (self->text, "\ntotal\t"));
    GString *list = g_string_new (NULL);

    for (const char *at = self->text; at < strstr (self->text, "\nunion\t");) {
        const char *end = strchr (at, '\n');
        const char *name = end;

        while (name > at && name[-1] != '\t')
            name--;
        g_string_append_len (list, at, name > at ? name - at : end - at);
        if (name > at)
            g_string_append_printf (list, "%s/%.*s", self->folder, (int) (end - name),
                                    name);
        g_string_append_c (list, '\n');
        at = end + 1;
    }
    g_string_append_printf (list, "union\t%" G_GSIZE_FORMAT "\t%s\t%s%s", size,
                            container ? copia_container_id (container)
                                      : "0123456789abcdef",
                            joint->path, rest);
    return g_string_free (list, FALSE);
}

static Result
forge (const Set *set, Forger *forger, Victim *joint, Victim *list, unsigned number,
       const char **what)
{
    g_autofree char *text = NULL;

    memcpy (forger->bytes, set->good, set->size);
    *what = number > 0 ? forger_change (forger, number) : "nothing";
    victim_say (*what, number, 0);
    victim_write (joint, forger->bytes, set->size);
    text = list_with (set, joint, set->size);
    victim_write (list, text, strlen (text));
    return victim_try (list, number % 13 ? TRY_SCAN : TRY_SCAN | TRY_CQL);
}

/* One byte after the other changes, and no checksum. */
static void
flip_bytes (const Set *set, Victim *joint, Victim *list, const Result *good)
{
    unsigned refused = 0, unsound = 0, wrong = 0;
    g_autofree char *text = NULL;

    victim_write (joint, set->good, set->size);
    text = list_with (set, joint, set->size);
    victim_write (list, text, strlen (text));
    for (gsize at = 0; at < set->size; at += 3) {
        uint8_t changed = set->good[at] ^ (uint8_t) (1u << (at / 3 % 8));
        Result result;

        victim_say ("flip", at, 0);
        victim_poke (joint, at, &changed, 1);
        result = victim_try (list, TRY_BATTERY);
        refused += result.outcome == REFUSED;
        unsound += result.outcome == UNSOUND;
        wrong += result.outcome == ANSWERED && result.sum != good->sum;
        victim_poke (joint, at, &set->good[at], 1);
    }
    printf ("# %u refused at opening, %u found unsound\n", refused, unsound);
    printf ("%s 4 - a changed byte gives an error or the same answers\n",
            wrong == 0 && refused > 50 && unsound > 50 ? "ok" : "not ok");
}

int
main (int argc, char **argv)
{
    guint32 seed = argc > 1 && argv[1][0] != '-' ? (guint32) strtoul (argv[1], NULL, 10)
                                                 : g_random_int ();
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    Victim joint = victim_new (), list = victim_new ();
    Set set = set_new (random);
    g_autofree uint8_t *bytes = g_memdup2 (set.good, set.size);
    Forger forger = { random, bytes, set.size, 0, 0 };
    unsigned tally[3] = { 0 }, verified = 0, wrong = 0;
    const char *what;
    Result good;

    printf ("1..4\n# seed %u\n", seed);
    forger_begin (&forger);
    good = forge (&set, &forger, &joint, &list, 0, &what);
    printf ("%s 1 - as it was made, it is verified\n",
            good.verified && good.agrees ? "ok" : "not ok");
    for (unsigned i = 1; i <= CASES; i++) {
        Result result = forge (&set, &forger, &joint, &list, i, &what);

        tally[result.outcome]++;
        verified += result.verified;
        wrong += result.verified && !result.agrees;
        if (result.verified && !result.agrees)
            printf ("# case %u (%s) is verified and answers wrongly\n", i, what);
    }
    printf ("# %u refused at opening, %u found unsound, %u answered, %u verified\n",
            tally[REFUSED], tally[UNSOUND], tally[ANSWERED], verified);
    printf ("%s 2 - %d forged unions are refused, unsound or answered within bounds\n",
            tally[UNSOUND] > CASES / 50 && tally[REFUSED] > CASES / 50 ? "ok"
                                                                       : "not ok",
            CASES);
    printf ("%s 3 - what verify accepts answers as a plain scan of it does\n",
            wrong == 0 && verified > 0 ? "ok" : "not ok");
    flip_bytes (&set, &joint, &list, &good);
    set_clear (&set);
    victim_free (&joint);
    victim_free (&list);
    return 0;
}
