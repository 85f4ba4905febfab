/* test-regions.c - ends of regions, kept in three ways, and ways that cannot be. */
#include "support/scratch-index.c"

#include "base/error.h"
#include "index/regions.h"

#include <string.h>

#define TOKENS 20

typedef struct {
    uint32_t start[4], end[4], n;
} Spans;

/* What is said of regions: their starts, and `values` under the other name. */
static void
write_file (const char *path, const Spans *spans, const char *name,
            const uint32_t *values)
{
    g_autoptr (CopiaContainerWriter) out = copia_container_writer_new (path);
    g_autoptr (GError) error = NULL;

    copia_ints_write (out, "q.start", spans->start, spans->n, 1);
    if (name)
        copia_ints_write (out, name, values, spans->n, 1);
    copia_container_writer_close (out, &error);
    g_assert_no_error (error);
}

static void
apart_of (const Spans *spans, uint32_t *apart)
{
    for (uint32_t i = 0; i < spans->n; i++)
        apart[i] =
            (i + 1 < spans->n ? spans->start[i + 1] : TOKENS) - spans->end[i] - 1;
}

static void
assert_ends (const char *path, const Spans *spans)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaContainer) container = copia_container_open (path, &error);
    CopiaRegions *regions = copia_regions_open (container, "q", "", TOKENS, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (copia_regions_count (regions), ==, spans->n);
    for (uint32_t i = 0; i < spans->n; i++) {
        g_assert_cmpuint (copia_regions_start (regions, i), ==, spans->start[i]);
        g_assert_cmpuint (copia_regions_end (regions, i), ==, spans->end[i]);
    }
    g_assert_true (copia_container_sound (container, NULL));
    copia_regions_free (regions);
}

static void
test_ends_and_what_lies_apart_say_the_same (void)
{
    static const Spans cases[] = {
        { { 0 }, { TOKENS - 1 }, 1 },
        { { 7 }, { 7 }, 1 },
        { { 0, 19 }, { 17, 19 }, 2 },
        { { 3, 7, 8 }, { 5, 7, 12 }, 3 },
        { { 0, 1, 2, 18 }, { 0, 1, 2, 18 }, 4 },
    };
    char *path = scratch_path ();

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        uint32_t apart[4];

        apart_of (&cases[i], apart);
        write_file (path, &cases[i], "q.end", cases[i].end);
        assert_ends (path, &cases[i]);
        write_file (path, &cases[i], "q.apart", apart);
        assert_ends (path, &cases[i]);
    }
    scratch_path_free (path);
}

static void
test_without_either_each_ends_where_the_next_begins (void)
{
    static const Spans whole = { { 0, 4, 5 }, { 3, 4, TOKENS - 1 }, 3 };
    char *path = scratch_path ();

    write_file (path, &whole, NULL, NULL);
    assert_ends (path, &whole);
    scratch_path_free (path);
}

/* One is blamed, and its region is a token long: no reader leaves the corpus. */
static void
test_more_apart_than_there_is_room_is_damage (void)
{
    static const Spans spans = { { 3, 7, 8 }, { 0 }, 3 };
    static const uint32_t wrong[][3] = {
        { 4, 0, 0 }, { 255, 0, 0 }, { 0, 1, 0 }, { 0, 0, 12 }, { UINT32_MAX, 0, 0 }
    };
    char *path = scratch_path ();

    for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autoptr (CopiaContainer) container = NULL;
        g_autoptr (GError) error = NULL;
        CopiaRegions *regions;

        write_file (path, &spans, "q.apart", wrong[i]);
        container = copia_container_open (path, &error);
        regions = copia_regions_open (container, "q", "", TOKENS, &error);
        g_assert_no_error (error);
        for (uint32_t k = 0; k < spans.n; k++) {
            uint64_t end = copia_regions_end (regions, k);

            g_assert_cmpuint (end, >=, spans.start[k]);
            g_assert_cmpuint (end, <, TOKENS);
        }
        g_assert_false (copia_container_sound (container, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED);
        copia_regions_free (regions);
    }
    scratch_path_free (path);
}

/* In both profiles a writer's regions end where they were closed. */
static void
test_a_compact_index_keeps_what_lies_apart (void)
{
    static const uint32_t ends[] = { 5, 7, 12 };

    for (unsigned compact = 0; compact < 2; compact++) {
        g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
        CopiaReceiver to = copia_index_writer_receiver (writer);
        g_autoptr (CopiaContainer) container = NULL;
        g_autoptr (CopiaIndex) index = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *bytes = NULL;
        char *path = scratch_path ();

        to.open (to.self, "text", NULL, 0);
        for (unsigned i = 0; i < TOKENS; i++) {
            if (i == 3 || i == 7 || i == 8)
                to.open (to.self, "q", NULL, 0);
            scratch_send_word (&to, "word", i == 0);
            if (i == 5 || i == 7 || i == 12)
                to.close (to.self, "q");
        }
        to.close (to.self, "text");
        copia_index_writer_compact (writer, compact);
        copia_index_writer_close (writer, path, &error);
        g_assert_no_error (error);
        g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
        g_assert_cmpint (bytes[10], ==, compact ? 4 : 2); /* the minor version */
        container = copia_container_open (path, &error);
        g_assert_cmpint (copia_container_find (container, "q.apart") != NULL, ==,
                         compact);
        g_assert_cmpint (copia_container_find (container, "q.end") != NULL, ==,
                         !compact);
        index = copia_index_open (path, &error);
        g_assert_no_error (error);
        g_assert_cmpstr (copia_index_meta (index, "format"), ==,
                         compact ? "1.4" : "1.2");
        for (uint32_t i = 0; i < G_N_ELEMENTS (ends); i++)
            g_assert_cmpuint (
                copia_regions_end (copia_index_find_structure (index, "q"), i), ==,
                ends[i]);
        g_assert_true (copia_index_verify (index, NULL));
        scratch_path_free (path);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/regions/ends-and-apart-say-the-same",
                     test_ends_and_what_lies_apart_say_the_same);
    g_test_add_func ("/regions/without-either",
                     test_without_either_each_ends_where_the_next_begins);
    g_test_add_func ("/regions/more-apart-than-room",
                     test_more_apart_than_there_is_room_is_damage);
    g_test_add_func ("/regions/compact", test_a_compact_index_keeps_what_lies_apart);
    return g_test_run ();
}
