/* test-build-annotated.c - annotated texts of any length are read within the memory there may be. */
#include "build/build.h"

#include "support/scratch-index.c"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

typedef struct {
    char *index, *folder;
} Place;

static void
set_up (Place *place, const void *data G_GNUC_UNUSED)
{
    place->index = scratch_path ();
    place->folder = g_path_get_dirname (place->index);
}

static void
tear_down (Place *place, const void *data G_GNUC_UNUSED)
{
    scratch_path_free (place->index);
    g_assert_false (g_file_test (place->folder, G_FILE_TEST_EXISTS)); /* no drafts */
    g_free (place->folder);
}

/* Some of the lemmas follow from the words, tags never do, and the last column is empty until a
 * value comes late. */
static char *
vertical (unsigned sentences)
{
    GString *text = g_string_new ("<text id=\"a\">\n");

    for (unsigned i = 0; i < sentences; i++) {
        g_string_append (text, "<s>\n");
        for (unsigned k = 0; k < 12; k++) {
            unsigned word = g_test_rand_int () % 5000;

            g_string_append_printf (text, "w%u\t%c\tl%u\t%s\n", word,
                                    'A' + g_test_rand_int_range (0, 5), word % 900,
                                    i * 3 > sentences && k == 4 ? "&amp;" : "");
        }
        g_string_append (text, "</s>\n");
    }
    g_string_append (text, "</text>\n");
    return g_string_free (text, FALSE);
}

static char *
treebank (unsigned sentences)
{
    GString *text = g_string_new ("# newdoc id = a\n");

    for (unsigned i = 0; i < sentences; i++) {
        for (unsigned k = 1; k <= 12; k++) {
            unsigned word = g_test_rand_int () % 5000;

            g_string_append_printf (text, "%u\tw%u\tl%u\tX\t_\tN=%u\t%u\td\t_\t_\n", k,
                                    word, word % 900, g_test_rand_int () % 7, k - 1);
        }
        g_string_append_c (text, '\n');
    }
    return g_string_free (text, FALSE);
}

static bool
build (const Place *place, const char *input, unsigned threads, uint64_t memory)
{
    const char *const inputs[] = { input, NULL };
    CopiaRecipe recipe = { .threads = threads, .memory = memory, .inputs = inputs };
    g_autoptr (GError) error = NULL;
    CopiaReport report;

    recipe.reading.attributes = "word,pos,lemma,late";
    recipe.reading.importer = strstr (input, "conllu") ? "conllu" : "vertical";
    (void) copia_build (&recipe, place->index, &report, &error);
    copia_report_clear (&report);
    g_assert_no_error (error);
    return true;
}

static GBytes *
made (const Place *place)
{
    g_autoptr (GMappedFile) file = g_mapped_file_new (place->index, FALSE, NULL);
    g_autoptr (GBytes) mapped = g_mapped_file_get_bytes (file);

    return g_bytes_new (g_bytes_get_data (mapped, NULL), g_bytes_get_size (mapped));
}

static char *
write_text (const Place *place, const char *name, const char *text)
{
    char *path = g_build_filename (place->folder, name, NULL);

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    return path;
}

static void
check_bytes (const Place *place, const char *name, const char *text)
{
    static const uint64_t memories[] = { 1, 1 << 20, 16 << 20 };
    g_autofree char *path = write_text (place, name, text);
    g_autoptr (GBytes) usual = NULL;

    build (place, path, 1, 0);
    usual = made (place);
    for (unsigned i = 0; i < 2 * G_N_ELEMENTS (memories); i++) {
        g_autoptr (GBytes) other = NULL;

        build (place, path, 1 + 2 * (i & 1), memories[i / 2]);
        other = made (place);
        g_assert_true (g_bytes_equal (usual, other));
    }
    (void) g_unlink (path);
}

static void
test_threads_and_memory_change_no_byte (Place *place, const void *data G_GNUC_UNUSED)
{
    g_autofree char *columns = vertical (18000), *sentences = treebank (14000);

    check_bytes (place, "a.vrt", columns);
    check_bytes (place, "a.conllu", sentences);
}

static long
most_memory_of (const Place *place, const char *path)
{
    pid_t child = fork ();
    struct rusage used;
    int status;

    g_assert_cmpint (child, >=, 0);
    if (child == 0)
        _exit (build (place, path, 2, 4 << 20) ? 0 : 1);
    g_assert_cmpint (wait4 (child, &status, 0, &used), ==, child);
    g_assert_cmpint (status, ==, 0);
    return used.ru_maxrss;
}

static void
pack (const char *path, const char *text)
{
    gzFile file = gzopen (path, "wb1");

    g_assert_nonnull (file);
    g_assert_cmpint (gzwrite (file, text, (unsigned) strlen (text)), >, 0);
    g_assert_cmpint (gzclose (file), ==, Z_OK);
}

/* A pipe that another process fills. */
static pid_t
feed (const char *path, const char *text)
{
    size_t size = strlen (text);
    pid_t child;

    g_assert_cmpint (mkfifo (path, 0600), ==, 0);
    child = fork ();
    g_assert_cmpint (child, >=, 0);
    if (child == 0) {
        int fd = open (path, O_WRONLY);
        ssize_t n = 1;

        for (size_t at = 0; at < size && n > 0; at += (size_t) n)
            n = write (fd, text + at, size - at);
        _exit (0);
    }
    return child;
}

/* The child begins with what this process holds: the text must be in the file alone. */
static void
test_a_long_text_takes_the_memory_it_may (Place *place, const void *data G_GNUC_UNUSED)
{
    static const char *const names[] = { "a.vrt", "a.conllu", "a.vrt.gz", "a.fifo" };

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    g_test_skip ("a sanitizer's memory is counted, too");
    return;
#endif
    if (g_getenv ("QEMU_LD_PREFIX")) {
        g_test_skip ("an emulator's memory is counted, too");
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *path = g_build_filename (place->folder, names[i], NULL);
        bool flows = g_str_has_suffix (path, ".fifo");
        char *text = i == 1 ? treebank (90000) : vertical (160000); /* 30 MB */
        pid_t feeder = 0;

        if (g_str_has_suffix (path, ".gz"))
            pack (path, text);
        else if (flows)
            feeder = feed (path, text);
        else
            g_assert_true (g_file_set_contents (path, text, -1, NULL));
        g_free (text);
        g_assert_cmpint (most_memory_of (place, path), <, 48 << 10);
        if (flows)
            g_assert_cmpint (waitpid (feeder, NULL, 0), ==, feeder);
        (void) g_unlink (path);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name, function)                                                           \
    g_test_add ("/build-annotated/" name, Place, NULL, set_up, function, tear_down)
    TEST ("threads-and-memory", test_threads_and_memory_change_no_byte);
    TEST ("memory", test_a_long_text_takes_the_memory_it_may);
    return g_test_run ();
}
