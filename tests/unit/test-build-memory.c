/* test-build-memory.c - a long text takes the memory it may, whatever stands in it. */
#include "support/build-place.c"

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const words[] = { "the", "of", "and", "House", "don't" };

/* Short paragraphs, whose lines and places take more room than they do. */
static void
write_short_paragraphs (const char *path, unsigned n)
{
    FILE *file = g_fopen (path, "w");

    for (unsigned i = 0; i < n; i++)
        fprintf (file, "%s %s.\n\n", words[i % 5], words[i / 5 % 5]);
    g_assert_cmpint (fclose (file), ==, 0);
}

/* In a process of its own, for a child begins with what its parent has.  False: it was. */
static bool
is_apart (void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    g_test_skip ("a sanitizer's memory is counted, too");
    return false;
#endif
    if (g_test_subprocess ())
        return true;
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return false;
}

static long
most_memory_of (const Place *place, uint64_t memory)
{
    pid_t child = fork ();
    struct rusage used;
    int status;

    g_assert_cmpint (child, >=, 0);
    if (child == 0)
        _exit (build (place, 2, memory, false, NULL) ? 0 : 1);
    g_assert_cmpint (wait4 (child, &status, 0, &used), ==, child);
    g_assert_cmpint (status, ==, 0);
    return used.ru_maxrss;
}

/* 16 MB of text, 80 MB of lines and paragraphs. */
static void
test_a_long_text_takes_the_memory_it_may (Place *place, const void *data)
{
    (void) data;
    if (!is_apart ())
        return;
    write_short_paragraphs (place->text, 1300000);
    g_assert_cmpint (most_memory_of (place, 4 << 20), <, 48 << 10);
}

/* Words of 63 letters under titles, `row` a paragraph. */
static void
write_long_words (const char *path, const char *title, unsigned n, unsigned row)
{
    FILE *file = g_fopen (path, "w");
    char word[64] = "";

    for (unsigned i = 0; i < n; i++) {
        memset (word, (char) ('a' + i % 26), 63);
        fprintf (file, "%s%s%s", i % 512 == 0 ? title : "", word,
                 i % row == row - 1 ? "\n\n" : " ");
    }
    g_assert_cmpint (fclose (file), ==, 0);
}

/* 64 MB, in which a reader of mark-up looks for ends that never come. */
static void
test_a_long_text_with_marks_takes_no_more (Place *place, const void *data)
{
    static const char *const titles[] = { "== A '''title''' {{ <ref> ==\n\n",
                                          "# A *title* <!-- <script>\n\n", "" };

    (void) data;
    if (!is_apart ())
        return;
    for (size_t i = 0; i < G_N_ELEMENTS (titles); i++) {
        write_long_words (place->text, titles[i], 1000000, 16);
        g_assert_cmpint (most_memory_of (place, 4 << 20), <, 48 << 10);
    }
}

/* 192 MB, of which each thread holds a paragraph of 16 MB, the longest there is, and its tokens. */
static void
test_one_long_line_takes_no_more (Place *place, const void *data)
{
    const unsigned n = 3000000;

    (void) data;
    if (!is_apart ())
        return;
    write_long_words (place->text, "", n, n);
    g_assert_cmpint (most_memory_of (place, 4 << 20), <, 128 << 10);
}

/* Comments of 5 KB, no two of which are alike: each is a gap between words. */
static void
write_comments (const char *path, unsigned n, unsigned lines)
{
    FILE *file = g_fopen (path, "w");

    fputs ("== A ==\n\n== B ==\n\n[[The]] House.\n", file);
    for (unsigned i = 0; i < n; i++)
        fprintf (file, "%s <!-- %u %05000u --> %s.\n", words[i % 5], i, i * 7919,
                 words[i / 5 % 5]);
    for (unsigned i = 0; i < lines; i++)
        fprintf (file, "%s  %s%s\n", words[i % 5], words[i / 5 % 5],
                 i % 9 ? "" : ".\n");
    g_assert_cmpint (fclose (file), ==, 0);
}

/* 100 MB of them. */
static void
test_gaps_that_are_long_do_not_stay (Place *place, const void *data)
{
    (void) data;
    if (!is_apart ())
        return;
    write_comments (place->text, 20000, 0);
    g_assert_cmpint (most_memory_of (place, 4 << 20), <, 48 << 10);
}

static void
test_what_does_not_fit_changes_no_byte (Place *place, const void *data)
{
    (void) data;
    write_comments (place->text, 300, 600000);
    for (int compact = 0; compact <= 1; compact++) {
        g_autofree char *whole = NULL;
        gsize size = 0;

        for (unsigned round = 0; round < 3; round++) {
            static const uint64_t memory[] = { 0, 1 << 20, 3 << 20 };
            g_autofree char *bytes = NULL;
            gsize n;

            g_assert_true (build (place, 1 + round, memory[round], compact, NULL));
            g_assert_true (g_file_get_contents (place->index, &bytes, &n, NULL));
            if (round > 0)
                g_assert_cmpmem (bytes, n, whole, size);
            else
                whole = g_memdup2 (bytes, size = n);
        }
    }
}

int
main (int argc, char **argv)
{
#define TEST(name, function)                                                           \
    g_test_add ("/build-memory/" name, Place, NULL, set_up, function, tear_down)
    g_test_init (&argc, &argv, NULL);
    TEST ("short-paragraphs", test_a_long_text_takes_the_memory_it_may);
    TEST ("marked-text", test_a_long_text_with_marks_takes_no_more);
    TEST ("one-line", test_one_long_line_takes_no_more);
    TEST ("long-gaps", test_gaps_that_are_long_do_not_stay);
    TEST ("bytes", test_what_does_not_fit_changes_no_byte);
    return g_test_run ();
}
