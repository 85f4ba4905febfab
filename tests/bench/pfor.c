/* pfor.c - what the codec of postings takes, in bits and nanoseconds a posting.
 *
 *   pfor [ROUNDS]   times are those of the quickest of ROUNDS passes over a case, warm
 */
#include "index/pfor.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BLOCK = COPIA_PFOR_BLOCK };

/* Lists one after the other: list i is values[starts[i]] to values[starts[i + 1] - 1]. */
typedef struct {
    GArray *values, *starts;
} Lists;

typedef struct {
    size_t n;      /* of values: a block or a tail */
    uint32_t base; /* what stands before them */
    uint32_t *values;
    uint8_t *bytes;
    size_t size;
} Piece;

static Lists
lists_new (void)
{
    Lists lists = { g_array_new (FALSE, FALSE, sizeof (uint32_t)),
                    g_array_new (FALSE, FALSE, sizeof (size_t)) };
    size_t start = 0;

    g_array_append_val (lists.starts, start);
    return lists;
}

static void
lists_end_one (Lists *lists)
{
    size_t start = lists->values->len;

    g_array_append_val (lists->starts, start);
}

static void
lists_free (Lists *lists)
{
    g_array_free (lists->values, TRUE);
    g_array_free (lists->starts, TRUE);
}

/* Gaps of 1, 2, ... with the chances of a coin that falls heads once in `mean` throws. */
static Lists
geometric_lists (double mean, size_t n_lists, size_t n)
{
    Lists lists = lists_new ();
    g_autoptr (GRand) random = g_rand_new_with_seed (20170117);

    for (size_t i = 0; i < n_lists; i++) {
        double value = -1;

        for (size_t j = 0; j < n; j++) {
            double chance = 1 - g_rand_double (random); /* 0 < chance <= 1 */

            value += 1 + floor (log (chance) / log1p (-1 / mean));

            uint32_t position = (uint32_t) value;

            g_array_append_val (lists.values, position);
        }
        lists_end_one (&lists);
    }
    return lists;
}

/* The positions of each word of a text that is there `least` times, words in their order of
 * first use.  A word is a run of ASCII letters; case counts.
 */
static Lists
word_lists (const char *text, size_t least)
{
    Lists lists = lists_new ();
    g_autoptr (GHashTable) known =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) words =
        g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    uint32_t position = 0;

    for (const char *end = text; *text; text = end) {
        while (g_ascii_isalpha (*end))
            end++;
        if (end == text) {
            end++;
            continue;
        }

        g_autofree char *word = g_strndup (text, (size_t) (end - text));
        GArray *positions = g_hash_table_lookup (known, word);

        if (!positions) {
            positions = g_array_new (FALSE, FALSE, sizeof position);
            g_ptr_array_add (words, positions);
            g_hash_table_insert (known, g_steal_pointer (&word), positions);
        }
        g_array_append_val (positions, position);
        position++;
    }
    for (guint i = 0; i < words->len; i++) {
        const GArray *positions = words->pdata[i];

        if (positions->len >= least) {
            g_array_append_vals (lists.values, positions->data, positions->len);
            lists_end_one (&lists);
        }
    }
    return lists;
}

/* The blocks of the lists, or their tails. */
static GArray *
pieces_of (const Lists *lists, bool tails)
{
    GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
    uint32_t *values = (uint32_t *) lists->values->data;

    for (guint i = 0; i + 1 < lists->starts->len; i++) {
        size_t from = g_array_index (lists->starts, size_t, i);
        size_t n = g_array_index (lists->starts, size_t, i + 1) - from;

        for (size_t at = 0; at < n; at += BLOCK) {
            Piece piece = { MIN (n - at, BLOCK),
                            at ? values[from + at - 1] : COPIA_PFOR_START,
                            values + from + at, NULL, 0 };

            if (tails == (piece.n < BLOCK))
                g_array_append_val (pieces, piece);
        }
    }
    return pieces;
}

static double
now (void)
{
    struct timespec time;

    clock_gettime (CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec * 1e9 + (double) time.tv_nsec;
}

static double
encode_all (GArray *pieces, uint8_t *out)
{
    double start = now ();

    for (guint i = 0; i < pieces->len; i++) {
        Piece *piece = &g_array_index (pieces, Piece, i);

        piece->bytes = out;
        if (piece->n == BLOCK)
            piece->size = copia_pfor_encode (piece->values, piece->base, out);
        else
            piece->size =
                copia_pfor_encode_tail (piece->values, piece->n, piece->base, out);
        out += piece->size;
    }
    return now () - start;
}

static double
decode_all (const GArray *pieces)
{
    uint32_t values[BLOCK];
    double start = now ();

    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = &g_array_index (pieces, Piece, i);
        size_t used =
            piece->n == BLOCK
                ? copia_pfor_decode (piece->bytes, piece->size, piece->base, values)
                : copia_pfor_decode_tail (piece->bytes, piece->size, piece->n,
                                          piece->base, values);

        if (used != piece->size || values[piece->n - 1] != piece->values[piece->n - 1])
            g_error ("piece %u is not what it was", i);
    }
    return now () - start;
}

static void
report (const char *name, Lists lists, bool tails, size_t rounds)
{
    g_autoptr (GArray) pieces = pieces_of (&lists, tails);
    g_autofree uint8_t *bytes = g_malloc (5 * (size_t) lists.values->len +
                                          COPIA_PFOR_BLOCK_BOUND + COPIA_PFOR_SLACK);
    double encode = INFINITY, decode = INFINITY;
    size_t n = 0, size = 0;

    for (size_t i = 0; i < rounds; i++) {
        encode = fmin (encode, encode_all (pieces, bytes));
        decode = fmin (decode, decode_all (pieces));
    }
    for (guint i = 0; i < pieces->len; i++) {
        n += g_array_index (pieces, Piece, i).n;
        size += g_array_index (pieces, Piece, i).size;
    }
    printf ("%-34s %9zu %9.2f %9.2f %9.2f\n", name, n, 8.0 * (double) size / (double) n,
            encode / (double) n, decode / (double) n);
    lists_free (&lists);
}

static void
report_text (const char *name, size_t rounds)
{
    const char *shared = g_getenv ("COPIA_SHARED");
    g_autofree char *path =
        g_build_filename (shared ? shared : "../shared", name, NULL);
    g_autofree char *text = NULL;

    if (!g_file_get_contents (path, &text, NULL, NULL)) {
        printf ("%s: not there, left out\n", path);
        return;
    }

    g_autofree char *base = g_path_get_basename (path);
    g_autofree char *blocks = g_strdup_printf ("%s, blocks", base);
    g_autofree char *tails = g_strdup_printf ("%s, tails", base);

    report (blocks, word_lists (text, BLOCK), false, rounds);
    report (tails, word_lists (text, 2), true, rounds);
}

int
main (int argc, char **argv)
{
    static const double means[] = { 2, 20, 1000, 1e6 };
    static const size_t tails[] = { 2, 5, 10, 40, 100 };
    size_t rounds = argc > 1 ? strtoul (argv[1], NULL, 10) : 101;

    if (rounds < 1) {
        fprintf (stderr, "pfor: '%s' is not a number of rounds\n", argv[1]);
        return 2;
    }
    printf ("%-34s %9s %9s %9s %9s\n", "", "postings", "bits", "encode ns",
            "decode ns");
    for (size_t i = 0; i < G_N_ELEMENTS (means); i++) {
        g_autofree char *name = g_strdup_printf ("geometric, mean %.0f", means[i]);

        report (name, geometric_lists (means[i], 32, 2048), false, rounds);
    }
    for (size_t i = 0; i < G_N_ELEMENTS (tails); i++) {
        g_autofree char *name = g_strdup_printf ("mean 1000, tails of %zu", tails[i]);

        report (name, geometric_lists (1000, 50000 / tails[i], tails[i]), true, rounds);
    }
    report_text ("texts/moby-dick.txt", rounds);
    report_text ("corpus/russian-revolution.txt", rounds);
    return 0;
}
