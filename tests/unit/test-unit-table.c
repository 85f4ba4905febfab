/* test-unit-table.c - postings counted by unit, in eight bytes and in two, against a plain scan. */
#include "study/unit-table.h"

#include "support/scratch-index.c"

#define TOKENS 30000
#define TYPES 40
#define CHAPTERS 16000
#define OFTEN (UINT16_MAX + 5000u)

static void
send_chapter (const CopiaReceiver *to, GRand *rand, unsigned size, unsigned *sent)
{
    to->open (to->self, "chapter", NULL, 0);
    for (unsigned i = 0; i < size; i++) {
        g_autofree char *word =
            g_strdup_printf ("w%d", rand ? g_rand_int_range (rand, 0, TYPES) : 0);

        scratch_send_word (to, word, (*sent)++ == 0);
    }
    to->close (to->self, "chapter");
}

/* Chapters of one token, of some and of many, with tokens between them or without. */
static ScratchIndex *
scratch_chapters (GRand *rand, bool between)
{
    static const int longest[] = { 2, 4, 4, 40, 40, 1500 };
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    unsigned sent = 0;

    to.open (to.self, "text", NULL, 0);
    while (sent < TOKENS) {
        int most = longest[g_rand_int_range (rand, 0, G_N_ELEMENTS (longest))];

        send_chapter (&to, rand, (unsigned) g_rand_int_range (rand, 1, most), &sent);
        for (int i = between ? g_rand_int_range (rand, -6, 3) : 0; i > 0; i--)
            scratch_send_word (&to, "w1", sent++ == 0);
    }
    to.close (to.self, "text");
    return scratch_index_new (writer);
}

/* Some ranges with tokens between them, or the beginning of the corpus. */
static GArray *
random_spans (GRand *rand, uint64_t size, bool beginning)
{
    GArray *spans = g_array_new (FALSE, FALSE, sizeof (CopiaSpan));
    const CopiaSpan first = { 0, size / 2 };
    int most = g_rand_boolean (rand) ? 200 : 9000;

    if (beginning)
        g_array_append_val (spans, first);
    for (uint64_t at = 0; at < size && !beginning;) {
        CopiaSpan span = { at + (uint64_t) g_rand_int_range (rand, 0, 3), 0 };

        span.end = span.start + (uint64_t) g_rand_int_range (rand, 0, most);
        span.end = MIN (span.end, size - 1);
        if (span.start <= span.end)
            g_array_append_val (spans, span);
        at = span.end + 2;
    }
    return spans;
}

/* How often the type stands in each unit, piece by piece. */
static uint64_t
scan (const CopiaIndex *index, const CopiaUnits *units, uint32_t id, uint64_t from,
      uint64_t to, uint64_t *counts)
{
    uint64_t hits = 0;

    for (size_t i = 0; i < copia_units_n_pieces (units); i++) {
        const CopiaPiece *piece = copia_units_piece (units, i);

        for (uint64_t at = piece->start; at <= piece->end; at++) {
            bool is = from <= at && at < to &&
                      copia_tokens_get (copia_index_tokens (index), at) == id;

            counts[piece->unit] += is;
            hits += is;
        }
    }
    return hits;
}

static void
check (const CopiaIndex *index, const CopiaUnits *units, uint32_t id, uint64_t from,
       uint64_t to)
{
    uint32_t n = copia_units_count (units);
    g_autofree uint64_t *wanted = g_new0 (uint64_t, n + 1);
    g_autofree uint64_t *counts = g_new0 (uint64_t, n + 1);
    g_autofree uint16_t *narrow = g_new0 (uint16_t, n + 1);
    g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    uint64_t hits = scan (index, units, id, from, to, wanted), told;
    guint met = 0;

    g_array_append_val (ids, id);
    copia_units_tally (units, id, from, to, counts, touched);
    g_assert_cmpmem (counts, n * sizeof *counts, wanted, n * sizeof *wanted);
    for (uint32_t i = 0; i < n; i++)
        met += wanted[i] > 0;
    g_assert_cmpuint (touched->len, ==, met);
    if (!copia_units_tally_narrow (units, ids, from, to, narrow, &told))
        memset (wanted, 0, n * sizeof *wanted);
    else
        g_assert_cmpuint (told, ==, hits);
    for (uint32_t i = 0; i <= n; i++) /* and nothing behind them */
        g_assert_cmpuint (narrow[i], ==, wanted[i]);
}

static void
check_scopes (GRand *rand, bool between)
{
    g_autoptr (ScratchIndex) scratch = scratch_chapters (rand, between);
    const CopiaIndex *index = scratch->index;
    gint32 size = (gint32) copia_index_tokens (index)->size;

    for (int round = 0; round < 40; round++) {
        g_autoptr (GArray) spans = random_spans (rand, (uint64_t) size, round == 1);
        CopiaScope scope =
            round == 0
                ? copia_scope_of (index, NULL)
                : copia_scope_of_spans (index,
                                        (const CopiaSpan *) (const void *) spans->data,
                                        spans->len);
        g_autoptr (CopiaUnits) units =
            copia_units_regions (&scope, copia_index_find_structure (index, "chapter"));
        uint64_t from = (uint64_t) g_rand_int_range (rand, 0, size);

        for (uint32_t id = 0; id < 5; id++) {
            check (index, units, id, 0, (uint64_t) size);
            check (index, units, id, from,
                   from + (uint64_t) g_rand_int_range (rand, 0, size));
        }
    }
}

static void
test_a_table_tells_units_as_pieces_do (void)
{
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

    g_test_message ("seed %u", seed);
    check_scopes (rand, false);
    check_scopes (rand, true);
}

/* It stands in one chapter more often than two bytes count, and is rare for so many chapters. */
static void
test_a_chapter_of_too_many_hits_is_not_counted_in_two_bytes (void)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (ScratchIndex) scratch = NULL;
    g_autoptr (CopiaUnits) units = NULL;
    g_autoptr (GArray) ids = g_array_new (FALSE, TRUE, sizeof (uint32_t));
    g_autofree uint16_t *counts = g_new0 (uint16_t, CHAPTERS);
    CopiaScope scope;
    uint64_t hits;
    unsigned sent = 0;

    to.open (to.self, "text", NULL, 0);
    for (unsigned i = 0; i < CHAPTERS; i++)
        send_chapter (&to, NULL, i == 7 ? OFTEN : 1, &sent);
    to.close (to.self, "text");
    scratch = scratch_index_new (writer);
    scope = copia_scope_of (scratch->index, NULL);
    units = copia_units_regions (&scope, copia_index_find_structure (scratch->index,
                                                                     "chapter"));
    g_array_set_size (ids, 1);
    g_assert_false (copia_units_tally_narrow (units, ids, 0, sent, counts, &hits));
    for (unsigned i = 0; i < CHAPTERS; i++)
        g_assert_cmpuint (counts[i], ==, 0);
    g_assert_true (copia_units_tally_narrow (units, ids, 0, UINT16_MAX, counts, &hits));
    g_assert_cmpuint (hits, ==, UINT16_MAX);
    g_assert_cmpuint (counts[7], ==, UINT16_MAX - 7);
    check (scratch->index, units, 0, 0, sent);
}

static gpointer
weigh (gpointer units)
{
    copia_units_weigh (units);
    return NULL;
}

static void
test_threads_weigh_units_together (void)
{
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (ScratchIndex) scratch = NULL;
    CopiaScope scope;
    unsigned sent = 0;

    g_test_message ("seed %u", seed);
    to.open (to.self, "text", NULL, 0);
    for (unsigned i = 0; i < CHAPTERS; i++) {
        send_chapter (&to, rand, (unsigned) g_rand_int_range (rand, 1, 9), &sent);
        if (g_rand_boolean (rand))
            scratch_send_word (&to, ",", false);
    }
    to.close (to.self, "text");
    scratch = scratch_index_new (writer);
    scope = copia_scope_of (scratch->index, NULL);
    for (int threads = 0; threads < 5; threads++) {
        const CopiaRegions *chapters =
            copia_index_find_structure (scratch->index, "chapter");
        g_autoptr (CopiaUnits) units = copia_units_regions (&scope, chapters);
        GThread *running[5];

        for (int i = 0; i < threads; i++)
            running[i] = g_thread_new ("weigh", weigh, units);
        for (int i = 0; i < threads; i++)
            g_thread_join (running[i]);
        for (uint32_t i = 0; i < CHAPTERS; i++)
            g_assert_cmpuint (copia_units_words (units, i), ==,
                              copia_regions_end (chapters, i) + 1 -
                                  copia_regions_start (chapters, i));
        g_assert_cmpuint (copia_units_words (units, CHAPTERS), ==, 0);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/unit-table/a-table-tells-units-as-pieces-do",
                     test_a_table_tells_units_as_pieces_do);
    g_test_add_func (
        "/unit-table/a-chapter-of-too-many-hits-is-not-counted-in-two-bytes",
        test_a_chapter_of_too_many_hits_is_not_counted_in_two_bytes);
    g_test_add_func ("/unit-table/threads-weigh-units-together",
                     test_threads_weigh_units_together);
    return g_test_run ();
}
