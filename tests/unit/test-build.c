/* test-build.c - an index has the same bytes however many threads and whatever memory made it. */
#include "support/build-place.c"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const words[] = { "the",    "of",    "and",   "House",
                                     "don't",  "river", "1,000", "naïve",
                                     "U.S.A.", "—",     "stone", "…" };

/* Paragraphs, headings, blanks of all kinds; about `size` bytes. */
static char *
random_text (gsize size)
{
    GString *text = g_string_sized_new (size + 1000);
    unsigned chapter = 0;

    while (text->len < size) {
        if (g_test_rand_int_range (0, 40) == 0)
            g_string_append_printf (text, "\n\n\nCHAPTER %u\n\n", ++chapter);
        for (int n = g_test_rand_int_range (1, 60); n > 0; n--) {
            if (g_test_rand_int_range (0, 6) == 0)
                g_string_append_printf (text, "w%d", g_test_rand_int_range (0, 30000));
            else
                g_string_append (
                    text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
            g_string_append (text, n == 1                               ? "."
                                   : g_test_rand_int_range (0, 12) == 0 ? ".  "
                                   : g_test_rand_int_range (0, 9) == 0  ? "\n"
                                                                        : " ");
        }
        g_string_append (text, g_test_rand_int_range (0, 3) == 0 ? "\n \n" : "\n\n");
    }
    return g_string_free (text, FALSE);
}

static void
assert_same (const Place *place, const char *bytes, gsize size)
{
    g_autofree char *other = NULL;
    gsize other_size;

    g_assert_true (g_file_get_contents (place->index, &other, &other_size, NULL));
    g_assert_cmpuint (size, ==, other_size);
    g_assert_true (memcmp (bytes, other, size) == 0);
}

static void
check_text (const Place *place, const char *text, bool compact)
{
    static const unsigned threads[] = { 1, 2, 3, 7 };
    static const uint64_t memories[] = { 0, 1, 1 << 20 };
    g_autofree char *bytes = NULL;
    g_autoptr (GError) error = NULL;
    gsize size;

    g_assert_true (g_file_set_contents (place->text, text, -1, NULL));
    g_assert_true (build (place, 1, 0, compact, &error));
    g_assert_no_error (error);
    g_assert_true (g_file_get_contents (place->index, &bytes, &size, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS (threads) * G_N_ELEMENTS (memories); i++) {
        build (place, threads[i % 4], memories[i / 4], compact, &error);
        g_assert_no_error (error);
        assert_same (place, bytes, size);
    }
}

static void
test_threads_and_memory_change_no_byte (Place *place, const void *data)
{
    g_autofree char *text = random_text (1300000);
    g_autoptr (CopiaIndex) index = NULL;
    g_autoptr (GError) error = NULL;

    (void) data;
    check_text (place, text, false);
    index = copia_index_open (place->index, &error);
    g_assert_no_error (error);
    g_assert_true (copia_index_verify (index, &error));
    check_text (place, text, true);
}

/* The same text through a writer that is told all by one thread, paragraph after paragraph. */
static void
test_parts_joined_are_the_text_told_in_one (Place *place, const void *data)
{
    g_autofree char *text = random_text (1200000);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    CopiaReaderOptions options = { 0 };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
    g_autofree char *whole = NULL, *parts = NULL;
    g_autoptr (GError) error = NULL;
    gsize size, other;

    (void) data;
    to.tellers = NULL;
    g_assert_true (copia_reader_read_memory (reader, "a.txt", text, strlen (text), &to,
                                             NULL, NULL));
    copia_index_writer_close (writer, place->index, &error);
    g_assert_no_error (error);
    g_assert_true (g_file_get_contents (place->index, &whole, &size, NULL));
    copia_index_writer_free (writer);
    writer = copia_index_writer_new_within (place->index, 3, 0);
    to = copia_index_writer_receiver (writer);
    g_assert_nonnull (to.tellers);
    g_assert_true (copia_reader_read_memory (reader, "a.txt", text, strlen (text), &to,
                                             NULL, NULL));
    copia_index_writer_close (writer, place->index, &error);
    g_assert_no_error (error);
    g_assert_true (g_file_get_contents (place->index, &parts, &other, NULL));
    g_assert_cmpuint (size, ==, other);
    g_assert_true (memcmp (whole, parts, size) == 0);
}

/* In a process of its own: wherever the disk is full, the old index stays as it was. */
static void
fill_disks (const Place *place)
{
    g_autofree char *bytes = NULL;
    gsize size;

    (void) signal (SIGXFSZ, SIG_IGN);
    g_assert_true (build (place, 2, 0, false, NULL));
    g_assert_true (g_file_get_contents (place->index, &bytes, &size, NULL));
    for (rlim_t room = 0; room < size; room += size / 9) {
        for (unsigned memory = 0; memory < 2; memory++) {
            const struct rlimit limit = { room, RLIM_INFINITY };
            const struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };
            g_autoptr (GError) error = NULL;
            bool built;

            g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
            built = build (place, 2, memory, false, &error);
            g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
            g_assert_false (built);
            g_assert_true (error && error->domain == G_FILE_ERROR);
            g_assert_nonnull (strstr (error->message, place->index));
            assert_same (place, bytes, size);
        }
    }
}

static void
test_a_full_disk_leaves_the_old_index (Place *place, const void *data)
{
    g_autofree char *text = NULL;

    (void) data;
    if (!g_test_subprocess ()) {
        g_test_trap_subprocess (NULL, 0, 0);
        g_test_trap_assert_passed ();
        return;
    }
    text = random_text (1100000);
    g_assert_true (g_file_set_contents (place->text, text, -1, NULL));
    fill_disks (place);
}

typedef struct {
    double part;
    uint64_t tokens;
    unsigned n;
} Seen;

static void
see (void *data, double part, uint64_t tokens)
{
    Seen *seen = data;

    g_assert_true (part >= seen->part && part <= 1 && tokens >= seen->tokens);
    *seen = (Seen){ part, tokens, seen->n + 1 };
}

static void
test_progress_rises_to_the_end (Place *place, const void *data)
{
    g_autofree char *text = random_text (1200000);
    const char *const inputs[] = { place->text, NULL };
    Seen seen = { 0 };
    CopiaRecipe recipe = {
        .threads = 2, .progress = see, .progress_data = &seen, .inputs = inputs
    };
    CopiaReport report;
    g_autoptr (GError) error = NULL;

    (void) data;
    g_assert_true (g_file_set_contents (place->text, text, -1, NULL));
    copia_build (&recipe, place->index, &report, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (seen.n, >, 8);
    g_assert_cmpfloat (seen.part, >=, 0.9);
    g_assert_cmpuint (seen.tokens, ==, report.tokens);
    copia_report_clear (&report);
}

/* What a killed build may leave: between the two calls that give the file its name, a draft. */
static void
sweep_drafts (const char *folder)
{
    g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (names))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        if (strcmp (name, "scratch.copia") == 0 || strcmp (name, "text.txt") == 0)
            continue;
        g_assert_nonnull (strstr (name, "scratch.copia.draft-"));
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

static void
kill_a_build (const Place *place, gulong microseconds)
{
    pid_t child = fork ();
    int status;

    g_assert_cmpint (child, >=, 0);
    if (child == 0) {
        (void) build (place, 2, g_test_rand_bit (), g_test_rand_bit (), NULL);
        _exit (0);
    }
    g_usleep (microseconds);
    (void) kill (child, SIGKILL);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
}

static void
test_a_killed_build_leaves_the_old_index_or_the_new (Place *place, const void *data)
{
    g_autofree char *text = random_text (1200000);
    g_autofree char *bytes = NULL;
    gint64 begun = g_get_monotonic_time (), took;
    g_autoptr (GError) error = NULL;
    gsize size;

    (void) data;
    g_assert_true (g_file_set_contents (place->text, text, -1, NULL));
    g_assert_true (build (place, 2, 0, false, NULL));
    took = g_get_monotonic_time () - begun;
    g_assert_true (g_file_get_contents (place->index, &bytes, &size, NULL));
    for (unsigned round = 0; round < 12; round++) {
        g_autoptr (CopiaIndex) index = NULL;

        kill_a_build (place, (gulong) g_test_rand_int_range (0, (gint32) (took * 2)));
        sweep_drafts (place->folder);
        index = copia_index_open (place->index, &error);
        g_assert_no_error (error);
        if (!copia_index_meta (index,
                               "profile")) /* it could also have been done, compact */
            assert_same (place, bytes, size);
        else
            g_assert_true (copia_index_verify (index, NULL));
    }
}

/* The text becomes shorter while it is read, or goes away: an error, or it was read before. */
static void *
shorten (void *data)
{
    const Place *place = data;

    g_usleep ((gulong) g_test_rand_int_range (0, 3000));
    if (g_test_rand_bit ())
        g_assert_cmpint (truncate (place->text, 1000), ==, 0);
    else
        (void) g_unlink (place->text);
    return NULL;
}

static void
test_a_text_that_vanishes_is_an_error_or_was_read (Place *place, const void *data)
{
    g_autofree char *text = random_text (2 << 20);

    (void) data;
    for (unsigned round = 0; round < 6; round++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaIndex) index = NULL;
        GThread *thread;
        bool built;

        (void) g_unlink (place->index);
        g_assert_true (g_file_set_contents (place->text, text, -1, NULL));
        thread = g_thread_new ("shorten", shorten, place);
        built = build (place, 2, round % 2, false, &error);
        g_thread_join (thread);
        if (!built) {
            g_assert_nonnull (strstr (error->message, place->text));
            g_assert_false (g_file_test (place->index, G_FILE_TEST_EXISTS));
            continue;
        }
        index = copia_index_open (place->index, &error);
        g_assert_no_error (error);
        g_assert_true (copia_index_verify (index, NULL));
    }
}

static void *
write_pipe (void *data)
{
    const Place *place = data;
    FILE *pipe = g_fopen (place->text, "w");

    for (unsigned i = 0; i < 100000; i++)
        fputs ("In the beginning was the word.\n\n", pipe);
    return GINT_TO_POINTER (fclose (pipe));
}

/* Who writes to it would be ended by a reader that came and went. */
static void
test_a_pipe_is_read_once (Place *place, const void *data)
{
    g_autoptr (GError) error = NULL;
    GThread *writer;

    (void) data;
    g_assert_cmpint (mkfifo (place->text, 0600), ==, 0);
    writer = g_thread_new ("writer", write_pipe, place);
    build (place, 2, 1, false, &error);
    g_assert_no_error (error);
    g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (writer)), ==, 0);
}

int
main (int argc, char **argv)
{
#define TEST(name, function)                                                           \
    g_test_add ("/build/" name, Place, NULL, set_up, function, tear_down)
    g_test_init (&argc, &argv, NULL);
    TEST ("threads-and-memory", test_threads_and_memory_change_no_byte);
    TEST ("parts", test_parts_joined_are_the_text_told_in_one);
    TEST ("full-disk", test_a_full_disk_leaves_the_old_index);
    TEST ("progress", test_progress_rises_to_the_end);
    TEST ("killed", test_a_killed_build_leaves_the_old_index_or_the_new);
    TEST ("vanishing", test_a_text_that_vanishes_is_an_error_or_was_read);
    TEST ("pipe", test_a_pipe_is_read_once);
    return g_test_run ();
}
