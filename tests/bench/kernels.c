/* kernels.c - the innermost loops, each by itself, in nanoseconds per unit.
 *
 *   kernels [ROUNDS [TOKENS]]
 *
 * The corpus is TOKENS (1,000,000) words drawn by Zipf's law with a mark after every tenth.
 * A line a kernel: name, unit, ns a unit (CPU time, the best of ROUNDS passes), and what it
 * worked on, with tabs between.  The codec of postings has a program of its own, pfor.
 */
#include "support/scratch-index.c"

#include "index/beside.h"
#include "index/walk.h"
#include "query/hits.h"
#include "query/positions.h"
#include "query/stretch.h"
#include "study/ngram-text.h"
#include "study/sort.h"
#include "text/fold.h"
#include "text/tokenizer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zlib.h>

#define TYPES 50000

/* The first piece of a compact index's ids or postings, packed, which is then unpacked over and
 * over. */
typedef struct {
    CopiaPacking packing;
    uint32_t width, size; /* unpacked */
    CopiaLinkTables *links;
    GByteArray *packed; /* and 64 bytes behind it */
} Piece;

typedef struct {
    const CopiaIndex *index;
    GString *text;
    Piece ids, postings;
    int rounds;
} Bench;

/* Returns how many units it has dealt with. */
typedef uint64_t (*Kernel) (const Bench *self);

static double
now (void)
{
    struct timespec at;

    clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double) at.tv_sec * 1e9 + (double) at.tv_nsec;
}

static uint64_t
unpack (const Piece *self)
{
    uint8_t bytes[COPIA_PIECE_ROOM];
    const unsigned times = 1000;

    for (unsigned i = 0; i < times; i++)
        g_assert (copia_unpack (self->packing, self->width, self->links,
                                self->packed->data, self->packed->len - 64, bytes,
                                self->size));
    return (uint64_t) times * self->size / self->width;
}

static uint64_t
unpack_ids (const Bench *self)
{
    return unpack (&self->ids);
}

static uint64_t
unpack_postings (const Bench *self)
{
    return unpack (&self->postings);
}

static uint64_t
tokenise (const Bench *self)
{
    g_autoptr (CopiaTokenizer) tokenizer = copia_tokenizer_new ("words", NULL, NULL);
    g_autoptr (GArray) tokens =
        g_array_sized_new (FALSE, FALSE, sizeof (CopiaToken), TYPES);

    copia_tokenizer_run (tokenizer, self->text->str, self->text->len, tokens, NULL);
    return tokens->len;
}

static uint64_t
fold (const Bench *self)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->index);
    g_autoptr (GString) form = g_string_new (NULL);

    for (uint32_t id = 0; id < lexicon->types; id++) {
        CopiaString word = copia_lexicon_word (lexicon, id);

        g_string_truncate (form, 0);
        copia_fold (word.bytes, word.size, form);
    }
    return lexicon->types;
}

static uint64_t
check_sum (const Bench *self)
{
    return self->text->len +
           (crc32_z (0, (const uint8_t *) self->text->str, self->text->len) == 1);
}

static uint64_t
read_along (const Bench *self)
{
    CopiaWalk walk = copia_walk_of (copia_index_tokens (self->index));
    uint64_t size = copia_index_tokens (self->index)->size, at = 0;
    uint32_t ids[256];

    for (; at + 256 <= size; at += 256)
        copia_walk_read (&walk, at, 256, ids);
    return at;
}

static uint64_t
count_along (const Bench *self)
{
    CopiaWalk walk = copia_walk_of (copia_index_tokens (self->index));
    uint64_t size = copia_index_tokens (self->index)->size;
    g_autofree uint32_t *counts =
        g_new0 (uint32_t, copia_index_lexicon (self->index)->types);

    copia_walk_count (&walk, 0, size, 1, counts);
    return size;
}

/* Five tokens on each side of every 25th, as collocations do. */
static uint64_t
gather (const Bench *self)
{
    CopiaWalk walk = copia_walk_of (copia_index_tokens (self->index));
    uint64_t size = copia_index_tokens (self->index)->size, units = 0;
    g_autofree uint32_t *counts =
        g_new0 (uint32_t, copia_index_lexicon (self->index)->types);

    for (uint64_t at = 5; at + 6 < size; at += 25, units += 10) {
        copia_walk_count (&walk, at - 5, at, 1, counts);
        copia_walk_count (&walk, at + 1, at + 6, 1, counts);
    }
    return units;
}

/* Five words on each side of every 100th, looked for and counted, as collocations of rarer words
 * do. */
static uint64_t
count_beside (const Bench *self)
{
    uint64_t size = copia_index_tokens (self->index)->size, units = 0;
    g_autofree uint32_t *counts =
        g_new0 (uint32_t, copia_index_lexicon (self->index)->types);
    const CopiaTokens *tokens = copia_index_tokens (self->index);
    CopiaCounter counter;
    CopiaBesidePlace places[2] = { 0 };
    CopiaBeside beside;

    if (!copia_beside_begin (&beside, tokens, 5, 5, &counter))
        return 1;
    copia_counter_begin (&counter, tokens, counts);
    for (uint64_t at = 50; at + 51 < size; at += 100) {
        CopiaBesidePlace *place = &places[at / 100 % 2];
        const CopiaBesidePlace *last = &places[(at / 100 + 1) % 2];
        const CopiaBesideGap gap = { &last->right, at - 99, at, &place->left, 0, at };

        copia_beside_look (&beside, at, at + 1, place);
        copia_beside_between (&beside, &gap);
        units += 10;
    }
    copia_beside_end (&beside);
    copia_counter_end (&counter);
    return units;
}

static uint64_t
decode_list (const Bench *self)
{
    CopiaList list = copia_postings_list (copia_index_postings (self->index), 0);
    const uint32_t *positions;
    uint64_t units = 0;

    while (copia_list_next (&list))
        units += copia_list_run (&list, &positions);
    return units;
}

static uint64_t
pour (const Bench *self)
{
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    uint64_t size = copia_index_tokens (self->index)->size, units = 0;
    CopiaStretch *stretch;

    for (uint32_t id = 0; id < 3; id++) {
        units += copia_lexicon_freq (copia_index_lexicon (self->index), id);
        g_array_append_val (ids, id);
    }
    stretch = copia_stretch_new (copia_index_postings (self->index), ids, 0, 0);
    for (uint64_t at = COPIA_STRETCH; at < size; at += COPIA_STRETCH)
        copia_stretch_move (stretch, at);
    copia_stretch_free (stretch);
    return units;
}

static uint64_t
find_row (const Bench *self)
{
    g_autoptr (CopiaQuery) query =
        copia_query_parse ("w1 w2", COPIA_LANGUAGE_SIMPLE, NULL);
    uint64_t count = 0;

    copia_hits_count (self->index, query, NULL, &count, NULL);
    return copia_lexicon_freq (copia_index_lexicon (self->index), 0) +
           copia_lexicon_freq (copia_index_lexicon (self->index), 1);
}

static void
sort_keys (void *data, uint32_t level, const uint32_t *items, uint32_t n,
           uint32_t *keys)
{
    (void) data;
    for (uint32_t i = 0; i < n; i++)
        keys[i] = ((items ? items[i] : i) + 1) * (2654435761u + level) >> 12;
}

static uint64_t
sort (uint32_t n, uint32_t page)
{
    CopiaSortable sortable = {
        .n = n, .levels = 2, .largest = 1u << 20, .keys = sort_keys
    };

    g_free (copia_sort_page (&sortable, 0, page));
    return n;
}

static uint64_t
sort_page (const Bench *self)
{
    return sort ((uint32_t) copia_index_tokens (self->index)->size, 50);
}

static uint64_t
sort_all (const Bench *self)
{
    uint32_t n = (uint32_t) copia_index_tokens (self->index)->size;

    return sort (n, n);
}

/* N-grams counted by class, thrown into classes, and counted there. */
static uint64_t
partition (const Bench *self)
{
    const uint32_t size = 2;
    CopiaNgramsAsk ask = COPIA_NGRAMS_USUAL;
    g_autoptr (CopiaNgrams) all = NULL;

    ask.sizes = &size;
    ask.n_sizes = 1;
    all = copia_ngrams_new (self->index, &ask, ask.min, NULL);
    copia_ngrams_count (all, &ask, size, NULL);
    return copia_index_tokens (self->index)->size;
}

static const struct {
    const char *name, *unit;
    Kernel run;
    const char *what;
} kernels[] = {
    { "unpack ids", "token", unpack_ids, "a piece of a compact index" },
    { "unpack postings", "byte", unpack_postings, "a piece of a compact index" },
    { "tokenise", "token", tokenise, "text to tokens" },
    { "fold", "type", fold, "words to forms" },
    { "checksum", "byte", check_sum, "CRC-32 of a chunk at first touch" },
    { "read", "token", read_along, "the forward stream to ids" },
    { "count", "token", count_along, "the forward stream to counts by id" },
    { "gather", "token", gather, "five tokens on each side of every 25th to counts" },
    { "beside", "word", count_beside,
      "five words on each side of every 100th to counts" },
    { "decode", "posting", decode_list, "the commonest list" },
    { "pour", "posting", pour, "the three commonest lists to bits" },
    { "row", "posting", find_row, "the two commonest words in a row" },
    { "sort a page", "item", sort_page, "two keys of 20 bits, the first 50" },
    { "sort all", "item", sort_all, "two keys of 20 bits" },
    { "partition", "token", partition, "2-grams into classes, and counted" },
};

/* ---- a corpus */

static void
make_text (Bench *self, unsigned tokens)
{
    g_autoptr (GRand) random = g_rand_new_with_seed (1);

    self->text = g_string_new (NULL);
    for (unsigned i = 0; i < tokens; i++) {
        unsigned rank = (unsigned) pow (TYPES, g_rand_double (random));

        if (i % 10 == 9)
            g_string_append_c (self->text, ',');
        else
            g_string_append_printf (self->text, " w%u", rank);
    }
}

static ScratchIndex *
make_index (const Bench *self)
{
    g_autoptr (CopiaTokenizer) tokenizer = copia_tokenizer_new ("words", NULL, NULL);
    g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (CopiaToken));
    g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

    copia_tokenizer_run (tokenizer, self->text->str, self->text->len, tokens, NULL);
    for (guint i = 0; i < tokens->len; i++) {
        const CopiaToken *token = &g_array_index (tokens, CopiaToken, i);

        g_ptr_array_add (words, g_strndup (self->text->str + token->start,
                                           token->end - token->start));
    }
    return scratch_index_of_words ((const char *const *) words->pdata, words->len);
}

/* Of a section that was not packed. */
static Piece
make_piece (const Bench *self, const char *name, CopiaPacking packing, uint32_t width)
{
    g_autoptr (CopiaContainer) container =
        copia_container_open (copia_index_path (self->index), NULL);
    const CopiaSection *section = copia_container_find (container, name);
    g_autofree CopiaLinkCounts *counts = g_new0 (CopiaLinkCounts, 1);
    g_autofree CopiaLinkCodes *codes = g_new (CopiaLinkCodes, 1);
    g_autoptr (GByteArray) tables = g_byte_array_new ();
    uint32_t most = (1u << copia_piece_shift (packing)) / width * width;
    Piece piece = { packing, width, (uint32_t) MIN (section->size, most), NULL,
                    g_byte_array_new () };

    copia_section_touch (section, 0, section->size);
    if (packing == COPIA_PACKING_LINKED) {
        piece.links = g_new (CopiaLinkTables, 1);
        copia_links_count (counts, width, section->bytes, section->size);
        copia_links_codes (codes, counts, tables);
        g_assert (copia_links_tables (piece.links, tables->data, tables->len));
    }
    copia_pack (packing, width, codes, section->bytes, piece.size, piece.packed);
    g_byte_array_set_size (piece.packed, piece.packed->len + 64);
    return piece;
}

static void
free_piece (Piece *self)
{
    g_byte_array_unref (self->packed);
    g_free (self->links);
}

static void
measure (const Bench *self, size_t i)
{
    double best = INFINITY;

    for (int k = 0; k < self->rounds; k++) {
        double start = now ();
        uint64_t units = kernels[i].run (self);

        best = fmin (best, (now () - start) / (double) MAX (units, 1));
    }
    printf ("%s\t%s\t%.3f\t%s\n", kernels[i].name, kernels[i].unit, best,
            kernels[i].what);
}

int
main (int argc, char **argv)
{
    Bench bench = { .rounds = argc > 1 ? MAX (atoi (argv[1]), 1) : 5 };
    g_autoptr (ScratchIndex) scratch = NULL;

    make_text (&bench, argc > 2 ? (unsigned) MAX (atoi (argv[2]), 1000) : 1000000);
    scratch = make_index (&bench);
    bench.index = scratch->index;
    bench.ids = make_piece (&bench, "word.ids", COPIA_PACKING_LINKED,
                            copia_index_tokens (bench.index)->ids.width);
    bench.postings = make_piece (&bench, "post.bytes", COPIA_PACKING_WOVEN, 1);
    for (size_t i = 0; i < G_N_ELEMENTS (kernels); i++)
        measure (&bench, i);
    free_piece (&bench.ids);
    free_piece (&bench.postings);
    g_string_free (bench.text, TRUE);
    return 0;
}
