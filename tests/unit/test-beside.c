/* test-beside.c - what is counted beside places, against walking from token to token. */
#include "support/forger.c"
#include "support/scratch-index.c"

#include "index/beside.h"

#define PLACES 16 /* looked at before they are counted */

typedef struct {
    unsigned types, tokens;
    uint32_t width; /* of ids, in bytes */
    bool compact;
    bool forged; /* some ids are those of no type */
} Kind;

/* All types once, then a few of them often; every seventh is a mark, and here and there are more
 * marks in a row than are looked at together. */
static unsigned
draw (const Kind *kind, unsigned i)
{
    if (i < kind->types)
        return i;
    if (i % 700 < 40)
        return (i - i % 700) % kind->types / 7 * 7;
    return (unsigned) g_test_rand_int_range (0, (gint32) (i % 3 ? MIN (kind->types, 50)
                                                                : kind->types));
}

/* Every thirtieth id becomes one that cannot be, the least of them or another. */
static void
forge_ids (const Kind *kind, const char *path)
{
    g_autofree char *bytes = NULL;
    Forger forger = { .size = 0 };
    g_autoptr (GError) error = NULL;

    g_file_get_contents (path, &bytes, &forger.size, &error);
    g_assert_no_error (error);
    forger.bytes = (uint8_t *) bytes;
    forger_begin (&forger);
    for (uint32_t i = 0; i < forger.sections; i++) {
        uint8_t *entry = forger.bytes + forger.contents + i * COPIA_ENTRY_SIZE;
        uint64_t size, n = kind->tokens;
        uint8_t *ids = find_bytes (&forger, entry, &size);

        if (strcmp ((const char *) entry, "word.ids") != 0)
            continue;
        g_assert_cmpuint (size, >=, n * kind->width);
        for (uint64_t k = 0; k < n / 30; k++)
            store (ids + (uint64_t) g_test_rand_int_range (0, (gint32) n) * kind->width,
                   kind->types + (uint64_t) g_test_rand_int_range (0, 3) * 9000,
                   kind->width);
    }
    sign (&forger);
    g_file_set_contents (path, bytes, (gssize) forger.size, &error);
    g_assert_no_error (error);
}

/* Not one that is compact or not as it comes. */
static ScratchIndex *
written (const Kind *kind, CopiaIndexWriter *writer)
{
    ScratchIndex *self = g_new0 (ScratchIndex, 1);
    g_autoptr (GError) error = NULL;

    self->path = scratch_path ();
    copia_index_writer_compact (writer, kind->compact);
    copia_index_writer_close (writer, self->path, &error);
    g_assert_no_error (error);
    if (kind->forged)
        forge_ids (kind, self->path);
    self->index = copia_index_open (self->path, &error);
    g_assert_no_error (error);
    return self;
}

static ScratchIndex *
index_of (const Kind *kind)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    to.open (to.self, "text", NULL, 0);
    for (unsigned i = 0; i < kind->tokens; i++) {
        unsigned type = draw (kind, i);
        g_autofree char *word = type % 7 == 0 ? g_strnfill (type / 7 % 60 + 1, '.')
                                              : g_strdup_printf ("w%u", type);

        scratch_send_word (&to, word, i == 0);
    }
    to.close (to.self, "text");
    return written (kind, writer);
}

/* Counts the words of [start, end), going up or down, until there are so many; where the next token
 * would be. */
static uint64_t
walk (const CopiaTokens *tokens, uint64_t start, uint64_t end, bool up, uint32_t words,
      uint32_t *wanted)
{
    while (words > 0 && start < end) {
        uint64_t at = up ? start++ : --end;

        if (copia_tokens_is_word (tokens, at)) {
            wanted[copia_tokens_get (tokens, at)]++;
            words--;
        }
    }
    return up ? start : end;
}

static void
walk_between (const CopiaTokens *tokens, const CopiaBesideGap *gap, uint32_t left,
              uint32_t right, uint32_t *wanted)
{
    uint64_t done =
        walk (tokens, gap->right_start, gap->right_end, true, right, wanted);

    walk (tokens, MAX (gap->left_start, done), gap->left_end, false, left, wanted);
}

/* Mostly far away, often near. */
static uint64_t
draw_room (uint64_t most)
{
    gint32 some = g_test_rand_bit () ? 30 : 3000;
    uint64_t room = (uint64_t) g_test_rand_int_range (0, some);

    return MIN (most, room);
}

/* Between two of the places looked at, however they lie; windows may have less room than there is,
 * or none. */
static CopiaBesideGap
draw_gap (const CopiaBesidePlace *places, const uint64_t *starts, const uint64_t *ends)
{
    unsigned a = (unsigned) g_test_rand_int_range (0, PLACES);
    unsigned b = (unsigned) g_test_rand_int_range (0, PLACES);
    CopiaBesideGap gap = { &places[a].right, ends[a], starts[b],
                           &places[b].left,  0,       starts[b] };

    if (g_test_rand_bit ())
        gap.right_end =
            ends[a] + draw_room (starts[b] > ends[a] ? starts[b] - ends[a] : 0);
    if (g_test_rand_bit ())
        gap.left_start = starts[b] - draw_room (starts[b]);
    return gap;
}

static void
check_some (CopiaBeside *beside, const CopiaTokens *tokens, uint64_t from,
            uint32_t left, uint32_t right, uint32_t *wanted)
{
    uint64_t starts[PLACES], ends[PLACES], most = tokens->size - from;
    gint32 apart = g_test_rand_bit () ? 90 : 1000;
    CopiaBesidePlace places[PLACES];

    for (unsigned i = 0; i < PLACES; i++) {
        starts[i] =
            from +
            (uint64_t) g_test_rand_int_range (0, (gint32) MIN (most, (uint64_t) apart));
        ends[i] = starts[i] + (uint64_t) g_test_rand_int_range (
                                  0, (gint32) MIN (tokens->size - starts[i], 4) + 1);
        copia_beside_look (beside, starts[i], ends[i], &places[i]);
    }
    for (unsigned i = 0; i < PLACES; i++) {
        CopiaBesideGap gap = draw_gap (places, starts, ends);

        copia_beside_between (beside, &gap);
        walk_between (tokens, &gap, left, right, wanted);
    }
}

static void
check (Kind kind)
{
    static const uint32_t widths[] = { 0, 1, 2, 3, 5, 5, 16, 17, 50 };
    g_autoptr (ScratchIndex) scratch = index_of (&kind);
    const CopiaTokens *tokens = copia_index_tokens (scratch->index);
    uint32_t types = copia_index_lexicon (scratch->index)->types;
    g_autofree uint32_t *counts = g_new0 (uint32_t, types);
    g_autofree uint32_t *wanted = g_new0 (uint32_t, types);

    g_assert_cmpuint (tokens->ids.width, ==, kind.width);
    for (unsigned i = 0; i < G_N_ELEMENTS (widths) * 2; i++) {
        uint32_t left = widths[i / 2],
                 right = widths[G_N_ELEMENTS (widths) - 1 - i / 2];
        uint64_t step = (uint64_t) g_test_rand_int_range (50, 2000);
        CopiaCounter counter;
        CopiaBeside beside;

        copia_counter_begin (&counter, tokens, counts);
        g_assert_true (copia_beside_begin (&beside, tokens, left, right, &counter));
        for (uint64_t from = 0; from < tokens->size; from += step)
            check_some (&beside, tokens, from, left, right, wanted);
        copia_beside_end (&beside);
        copia_counter_end (&counter);
        g_assert_cmpmem (counts, types * sizeof *counts, wanted,
                         types * sizeof *wanted);
    }
    g_assert_true (copia_index_sound (scratch->index, NULL) == !kind.forged);
}

static void
test_ids_of_two_bytes_are_counted_up_to_the_last_word (void)
{
    check ((Kind){ 900, 70000, 2, false, false });
    check ((Kind){ 900, 70000, 2, true, false });
    check ((Kind){ 900, 9, 2, false, false });
}

static void
test_ids_of_three_bytes_are_counted_up_to_the_last_word (void)
{
    check ((Kind){ 90000, 150000, 3, false, false });
    check ((Kind){ 90000, 150000, 3, true, false });
}

static void
test_ids_that_cannot_be_are_blamed_and_count_as_the_first (void)
{
    check ((Kind){ 900, 70000, 2, false, true });
    check ((Kind){ 90000, 150000, 3, false, true });
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/beside/ids-of-two-bytes-are-counted-up-to-the-last-word",
                     test_ids_of_two_bytes_are_counted_up_to_the_last_word);
    g_test_add_func ("/beside/ids-of-three-bytes-are-counted-up-to-the-last-word",
                     test_ids_of_three_bytes_are_counted_up_to_the_last_word);
    g_test_add_func ("/beside/ids-that-cannot-be-are-blamed-and-count-as-the-first",
                     test_ids_that_cannot_be_are_blamed_and_count_as_the_first);
    return g_test_run ();
}
