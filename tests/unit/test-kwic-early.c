/* test-kwic-early.c - first pages found from the words beside hits, against looking at all hits. */
#include "study/kwic-early.h"

#include "index/set.h"
#include "support/scratch-index.c"
#include "support/text-lengths.h"
#include "table-catch.h"

#define TOKENS 200000
#define ROUNDS 80

static const char *const questions[] = { "the",     "\"The\"",  "\",\"",
                                         "\"w1?\"", "\"[,;]\"", "[word = \"t.*\"]",
                                         "w2" };
static const char *const sorts[] = { "R1",       "L1",      "R1,L1",
                                     "L1,R1,R2", "R1,cpos", "L1,node" };

/* One of few frequent words, of many rare ones, or some marks in a row. */
static void
send_some (GRand *rand, const CopiaReceiver *to, unsigned *sent, unsigned most)
{
    static const char *const frequent[] = { "the", "The", "THE" };
    bool mark = g_rand_int_range (rand, 0, 5) == 0;
    unsigned n = mark ? (unsigned) g_rand_int_range (rand, 1, 6) : 1;

    for (unsigned i = 0; i < MIN (n, most); i++) {
        int32_t rare = g_rand_int_range (rand, 1, 900);
        g_autofree char *text =
            mark ? g_strdup_printf ("%c", ",;.="[g_rand_int_range (rand, 0, 4)])
            : g_rand_int_range (rand, 0, 4) == 0
                ? g_strdup (frequent[g_rand_int_range (rand, 0, 3)])
                : g_strdup_printf ("w%d", g_rand_int_range (rand, 0, rare));

        scratch_send_word (to, text, (*sent)++ == 0);
    }
}

/* Texts of a few tokens, some only of marks, and of very many. */
static ScratchIndex *
scratch_texts (GRand *rand, bool compact)
{
    static const int longest[] = { 3, 40, 9000, 30000 };
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    ScratchIndex *self = g_new0 (ScratchIndex, 1);
    g_autoptr (GError) error = NULL;

    send_texts (rand, &to, TOKENS, longest, G_N_ELEMENTS (longest), send_some);
    self->path = scratch_path ();
    copia_index_writer_compact (writer, compact);
    copia_index_writer_close (writer, self->path, &error);
    g_assert_no_error (error);
    self->index = copia_index_open (self->path, &error);
    g_assert_no_error (error);
    return self;
}

static CopiaQuery *
query_of (const char *text)
{
    g_autoptr (GError) error = NULL;
    bool cql = strpbrk (text, "\"[") != NULL;
    CopiaQuery *query =
        copia_query_parse (text, cql ? COPIA_LANGUAGE_CQL : COPIA_LANGUAGE_SIMPLE,
                           &error);

    g_assert_no_error (error);
    return query;
}

/* All of the table; `whole`: made of a part that keeps every hit. */
static char *
answer (const CopiaIndex *index, const CopiaKwicAsk *ask, bool whole, CopiaFound *found)
{
    g_auto (Catch) catch;
    g_autoptr (CopiaTable) table = NULL;
    g_autoptr (CopiaKwicPart) part = NULL;
    g_autoptr (GError) error = NULL;

    catch_init (&catch);
    table = catch_table (&catch, "tsv", 0, false);
    if (whole) {
        part =
            copia_kwic_part (index, ask, 0, copia_index_tokens (index)->size, &error);
        g_assert_no_error (error);
        copia_kwic_finish (part, index, ask, table, found, &error);
    } else {
        copia_kwic (index, ask, table, found, &error);
    }
    g_assert_no_error (error);
    return g_strdup (catch.out->str);
}

static void
check_same (const CopiaIndex *index, CopiaKwicAsk *ask)
{
    CopiaFound found = { 0, 0 }, wanted_found = { 0, 0 };
    g_autofree char *wanted = answer (index, ask, true, &wanted_found);

    for (ask->of.parts = 1; ask->of.parts <= 3; ask->of.parts += 2) {
        g_autofree char *got = answer (index, ask, false, &found);

        g_assert_cmpstr (got, ==, wanted);
        g_assert_cmpuint (found.hits, ==, wanted_found.hits);
        g_assert_cmpuint (found.rows, ==, wanted_found.rows);
    }
}

/* Of several questions some are answered early. */
static void
check_pages (const CopiaIndex *index, GRand *rand)
{
    unsigned early = 0;

    for (int i = 0; i < ROUNDS; i++) {
        g_autoptr (CopiaQuery) query =
            query_of (questions[g_rand_int_range (rand, 0, G_N_ELEMENTS (questions))]);
        CopiaKwicAsk ask = COPIA_KWIC_USUAL;
        g_autoptr (CopiaKwicEarly) found = NULL;

        ask.query = query;
        ask.n_sort = (uint32_t) copia_sort_keys_parse (
            sorts[g_rand_int_range (rand, 0, G_N_ELEMENTS (sorts))], ask.sort, NULL);
        ask.of.limit = (uint64_t) g_rand_int_range (rand, 0, 40);
        if (g_rand_boolean (rand))
            ask.of.offset = (uint64_t) g_rand_int_range (rand, 0, 100);
        ask.context = 3;
        check_same (index, &ask);
        found = copia_kwic_early_find (index, &ask);
        early += found != NULL;
        if (found)
            g_assert_cmpuint (found->hits.n, >=, ask.of.offset + ask.of.limit);
    }
    g_test_message ("%u of %d were early", early, ROUNDS);
    g_assert_cmpuint (early, >, ROUNDS / 20);
}

static void
check_file (bool compact)
{
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (ScratchIndex) scratch = scratch_texts (rand, compact);

    g_test_message ("seed %u", seed);
    check_pages (scratch->index, rand);
}

static void
test_first_pages_are_those_of_all_hits (void)
{
    check_file (false);
}

static void
test_so_they_are_where_ids_are_packed (void)
{
    check_file (true);
}

static void
test_so_they_are_in_a_set (void)
{
    guint32 seed = (guint32) g_test_rand_int ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (ScratchIndex) one = scratch_texts (rand, false);
    g_autoptr (ScratchIndex) other = scratch_texts (rand, false);
    const CopiaIndex *const files[] = { one->index, other->index };
    g_autofree char *folder = g_path_get_dirname (one->path);
    g_autofree char *path = g_build_filename (folder, "set", NULL);
    g_autofree char *joint = g_build_filename (folder, "set.1.union", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) set = NULL;

    g_test_message ("seed %u", seed);
    copia_set_write_as (files, G_N_ELEMENTS (files), path, COPIA_SET_WHOLE, &error);
    g_assert_no_error (error);
    set = copia_index_open (path, &error);
    g_assert_no_error (error);
    check_pages (set, rand);
    g_unlink (path);
    g_unlink (joint);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/kwic-early/first-pages-are-those-of-all-hits",
                     test_first_pages_are_those_of_all_hits);
    g_test_add_func ("/kwic-early/so-they-are-where-ids-are-packed",
                     test_so_they_are_where_ids_are_packed);
    g_test_add_func ("/kwic-early/so-they-are-in-a-set", test_so_they_are_in_a_set);
    return g_test_run ();
}
