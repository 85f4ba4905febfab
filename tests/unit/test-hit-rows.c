/* test-hit-rows.c - the first page does not wait for the last hit, and the exact total follows. */
#include "support/scratch-index.c"

#include "base/error.h"
#include "study/kwic.h"
#include "study/tabulate.h"
#include "table-catch.h"

#define TOKENS 400000u                         /* several chunks of ids */
#define SLOW "[]{3}"                           /* whose hits no frequency tells */
#define UNLIKE "a:[] b:[] :: a.word != b.word" /* which looks at all words */

/* As it is written by default, whichever the name of the test would have. */
static ScratchIndex *
many_words (void)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    ScratchIndex *self = g_new0 (ScratchIndex, 1);
    g_autoptr (GError) error = NULL;
    guint32 random = 1;

    to.open (to.self, "text", NULL, 0);
    for (uint32_t i = 0; i < TOKENS; i++) {
        char word[16];

        random = random * 1664525 + 1013904223;
        g_snprintf (word, sizeof word, "w%u", random >> 22);
        scratch_send_word (&to, word, i == 0);
    }
    to.close (to.self, "text");
    self->path = scratch_path ();
    copia_index_writer_close (writer, self->path, &error);
    g_assert_no_error (error);
    self->index = copia_index_open (self->path, &error);
    g_assert_no_error (error);
    return self;
}

/* Spoils the last chunk of the words in their order, and opens the file again. */
static CopiaIndex *
damaged (const ScratchIndex *scratch)
{
    const CopiaSection *ids =
        copia_container_find (copia_index_container (scratch->index), "word.ids");
    g_autoptr (GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize size;
    char *place;
    CopiaIndex *index;

    g_assert_cmpuint (ids->size, >, 2u << COPIA_CHUNK_SHIFT);
    g_file_get_contents (scratch->path, &bytes, &size, &error);
    g_assert_no_error (error);
    place = memmem (bytes, size, ids->bytes + ids->size - 64, 64);
    g_assert_nonnull (place);
    place[63] ^= 1;
    g_file_set_contents (scratch->path, bytes, (gssize) size, &error);
    g_assert_no_error (error);
    index = copia_index_open (scratch->path, &error);
    g_assert_no_error (error);
    return index;
}

static bool
ask_kwic (const CopiaIndex *index, const char *text, uint64_t offset, uint64_t limit,
          CopiaTable *table, CopiaFound *found, GError **error)
{
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, NULL);
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;

    ask.query = query;
    ask.of.offset = offset;
    ask.of.limit = limit;
    return copia_kwic (index, &ask, table, found, error);
}

static bool
ask_tabulate (const CopiaIndex *index, const char *text, uint64_t offset,
              uint64_t limit, CopiaTable *table, CopiaFound *found, GError **error)
{
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, NULL);
    CopiaTabulateAsk ask = COPIA_TABULATE_USUAL;

    ask.query = query;
    ask.slots = "cpos,match.word";
    ask.of.offset = offset;
    ask.of.limit = limit;
    return copia_tabulate (index, &ask, table, found, error);
}

typedef bool (*Asking) (const CopiaIndex *index, const char *text, uint64_t offset,
                        uint64_t limit, CopiaTable *table, CopiaFound *found,
                        GError **error);
static const Asking askings[] = { ask_kwic, ask_tabulate };

static unsigned
lines_of (const char *text, gsize size)
{
    unsigned lines = 0;

    for (gsize i = 0; i < size; i++)
        lines += text[i] == '\n';
    return lines;
}

static void
test_a_page_is_shown_while_the_others_are_counted (void)
{
    static const char *const writers[] = { "text", "tsv", "csv", "json", "jsonl" };
    g_autoptr (ScratchIndex) scratch = many_words ();

    for (size_t i = 0; i < G_N_ELEMENTS (askings) * G_N_ELEMENTS (writers); i++) {
        const char *writer = writers[i / 2];
        g_auto (Catch) catch;
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaTable) table = NULL;
        CopiaFound found = { 0, 0 };

        catch_init (&catch);
        table = catch_table (&catch, writer, 80, false);
        g_assert_true (
            askings[i % 2](scratch->index, SLOW, 7, 30, table, &found, &error));
        g_assert_no_error (error);
        g_assert_cmpuint (found.hits, ==, TOKENS - 2);
        g_assert_cmpuint (lines_of (catch.out->str, catch.shown), >=, 29);
        g_assert_cmpuint (catch.shown, <=, catch.out->len);
        if (g_str_equal (writer, "json"))
            g_assert_nonnull (
                strstr (catch.out->str + catch.shown, "\"total\":399998"));
        if (g_str_equal (writer, "text"))
            g_assert_nonnull (
                strstr (catch.out->str + catch.shown, "8-37 of 399,998 hits"));
    }
}

/* What would tell that the others were looked at first is an error there. */
static void
test_what_is_shown_does_not_wait_for_the_last_hit (void)
{
    for (size_t i = 0; i < G_N_ELEMENTS (askings); i++) {
        g_autoptr (ScratchIndex) scratch = many_words ();
        g_autoptr (CopiaIndex) index = damaged (scratch);
        g_auto (Catch) catch;
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaTable) table = NULL;
        CopiaFound found = { 0, 0 };

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 80, false);
        g_assert_false (askings[i](index, UNLIKE, 0, 30, table, &found, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED);
        g_assert_cmpuint (lines_of (catch.out->str, catch.shown), ==, 31);
    }
}

static void
test_nothing_is_shown_early_of_what_is_complete (void)
{
    static const struct {
        const char *query;
        uint64_t offset, limit;
    } cases[] = { { "[]", 0, 20 },
                  { "\"w1\"", 0, 20 },
                  { SLOW, TOKENS - 5, 20 },
                  { SLOW, TOKENS, 20 },
                  { "\"nowhere\" []", 0, 20 } };
    g_autoptr (ScratchIndex) scratch = many_words ();

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        CopiaFound found = { 0, 0 };

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 80, false);
        g_assert_true (ask_kwic (scratch->index, cases[i].query, cases[i].offset,
                                 cases[i].limit, table, &found, NULL));
        g_assert_cmpuint (catch.shown, ==, 0);
    }
}

/* Whatever page is asked for, it holds the lines that the whole list has there. */
static void
test_a_page_is_a_part_of_the_whole (void)
{
    g_autoptr (ScratchIndex) scratch = many_words ();
    g_auto (Catch) whole;
    g_autoptr (CopiaTable) all = NULL;
    g_auto (GStrv) lines = NULL;
    CopiaFound found = { 0, 0 };

    catch_init (&whole);
    all = catch_table (&whole, "tsv", 0, false);
    g_assert_true (
        ask_kwic (scratch->index, "\"w1.*\" []", 0, COPIA_ALL, all, &found, NULL));
    lines = g_strsplit (whole.out->str, "\n", -1);
    g_assert_cmpuint (g_strv_length (lines), ==, found.rows + 2);
    for (unsigned round = 0; round < 20; round++) {
        uint64_t offset = (uint64_t) g_test_rand_int_range (0, (gint32) found.rows + 9);
        uint64_t limit = (uint64_t) g_test_rand_int_range (1, 700);
        g_auto (Catch) catch;
        g_autoptr (CopiaTable) table = NULL;
        g_auto (GStrv) page = NULL;
        CopiaFound again = { 0, 0 };

        catch_init (&catch);
        table = catch_table (&catch, "tsv", 0, false);
        g_assert_true (ask_kwic (scratch->index, "\"w1.*\" []", offset, limit, table,
                                 &again, NULL));
        g_assert_cmpuint (again.rows, ==, found.rows);
        page = g_strsplit (catch.out->str, "\n", -1);
        for (unsigned i = 1; page[i] && *page[i]; i++)
            g_assert_cmpstr (page[i], ==, lines[offset + i]);
        g_assert_cmpuint (g_strv_length (page), ==,
                          2 + (offset < found.rows ? MIN (limit, found.rows - offset)
                                                   : 0));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/hit-rows/a-page-is-shown-while-the-others-are-counted",
                     test_a_page_is_shown_while_the_others_are_counted);
    g_test_add_func ("/hit-rows/what-is-shown-does-not-wait-for-the-last-hit",
                     test_what_is_shown_does_not_wait_for_the_last_hit);
    g_test_add_func ("/hit-rows/nothing-is-shown-early-of-what-is-complete",
                     test_nothing_is_shown_early_of_what_is_complete);
    g_test_add_func ("/hit-rows/a-page-is-a-part-of-the-whole",
                     test_a_page_is_a_part_of_the_whole);
    return g_test_run ();
}
