/* test-types.c - one number a word, whoever adds it and however often. */
#include "index/recent.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define WORDS 30000
#define ROUNDS 10 /* so many that the second level is used, too */

static CopiaString
word_of (uint32_t i, char *buffer)
{
    /* all lengths around what is kept at hand, and ends that differ in one byte only */
    int size = g_snprintf (buffer, 64, "%u%s", i * 2654435761u % 1000003,
                           &"abcdefghijklmnopqrstuvwxyz"[26 - i % 27]);

    return (CopiaString){ buffer, (uint64_t) size };
}

typedef struct {
    CopiaTypes *types;
    uint32_t numbers[WORDS];
    uint32_t step;
} Adder;

/* Takes the numbers of the words that wait, the last of which was put as number `i`. */
static void
take_words (Adder *self, CopiaRecentTypes *recent, uint32_t i, unsigned round)
{
    uint32_t numbers[COPIA_RECENT_MOST];
    uint8_t which[COPIA_RECENT_MOST];
    unsigned asked, n = copia_recent_types_take (recent, numbers, which, &asked);

    for (unsigned k = 0; k + 1 < asked; k++)
        g_assert_cmpuint (which[k], <, which[k + 1]);
    if (round == 0) /* none was met before */
        g_assert_cmpuint (asked, ==, n);
    else if (asked > 0)
        g_assert_cmpuint (which[asked - 1], <, n);
    for (unsigned k = 0; k < n; k++) {
        uint32_t word = (uint32_t) ((uint64_t) (i + 1 - n + k) * self->step % WORDS);

        if (round > 0)
            g_assert_cmpuint (numbers[k], ==, self->numbers[word]);
        self->numbers[word] = numbers[k];
    }
}

static void *
add_words (void *data)
{
    Adder *self = data;
    CopiaRecentTypes *recent = copia_recent_types_new (self->types);

    for (unsigned round = 0; round < ROUNDS; round++) {
        for (uint32_t i = 0; i < WORDS; i++) {
            char buffer[64];
            uint32_t k = (uint32_t) ((uint64_t) i * self->step % WORDS);
            CopiaString word = word_of (k, buffer);
            bool full =
                copia_recent_types_put (recent, word.bytes, word.size, k % 3 == round);

            memset (buffer, '#', sizeof buffer); /* it may change while it waits */
            if (full || i % 1000 == 0 || i + 1 == WORDS)
                take_words (self, recent, i, round);
        }
    }
    copia_recent_types_free (recent);
    return NULL;
}

static void
check_table (const Adder *adder)
{
    g_autofree bool *seen = g_new0 (bool, WORDS);
    uint32_t distinct = 0;

    for (uint32_t i = 0; i < WORDS; i++) {
        char buffer[64];
        CopiaString word = word_of (i, buffer);
        CopiaString kept = copia_types_get (adder->types, adder->numbers[i]);

        g_assert_cmpint (copia_string_compare (word, kept), ==, 0);
        g_assert_true (copia_types_marked (adder->types, adder->numbers[i]));
        distinct += !seen[adder->numbers[i]];
        seen[adder->numbers[i]] = true;
    }
    g_assert_cmpuint (copia_types_count (adder->types), ==, distinct);
}

static void
test_threads_give_each_word_one_number (void)
{
    static const uint32_t steps[] = { 1, 7, 11, 29999 };
    CopiaTypes *types = copia_types_new (100);
    GThread *threads[4];
    Adder *adders = g_new0 (Adder, 4);

    for (unsigned i = 0; i < 4; i++) {
        adders[i].types = types;
        adders[i].step = steps[i];
        threads[i] = g_thread_new ("adder", add_words, &adders[i]);
    }
    for (unsigned i = 0; i < 4; i++)
        g_thread_join (threads[i]);
    for (unsigned i = 0; i < 4; i++)
        check_table (&adders[i]);
    for (unsigned i = 1; i < 4; i++)
        g_assert_cmpint (memcmp (adders[0].numbers, adders[i].numbers,
                                 sizeof adders[0].numbers),
                         ==, 0);
    g_free (adders);
    copia_types_free (types);
}

static void
test_numbers_follow_the_order_of_meeting (void)
{
    CopiaTypes *types = copia_types_new (0);

    for (uint32_t i = 0; i < 5000; i++) {
        g_autofree char *word = g_strdup_printf ("w%u", i);

        g_assert_cmpuint (copia_types_add (types, word, strlen (word)), ==, i);
        g_assert_cmpuint (copia_types_add (types, "w0", 2), ==, 0);
    }
    g_assert_false (copia_types_marked (types, 17));
    g_assert_cmpuint (copia_types_add_marked (types, "w17", 3), ==, 17);
    g_assert_cmpuint (copia_types_add (types, "w17", 3), ==, 17);
    g_assert_true (copia_types_marked (types, 17));
    g_assert_cmpuint (copia_types_add (types, "", 0), ==, 5000);
    copia_types_free (types);
}

/* Of all lengths up to more than a map of the file takes at a time. */
static GString *
long_string (uint32_t i)
{
    GString *string = g_string_new (NULL);

    g_string_printf (string, "%u ", i);
    while (string->len < (i % 100 == 99 ? 1500000 : i * 37 % 5000))
        g_string_append_printf (string, "%u.", (uint32_t) string->len * i);
    return string;
}

static void
add_long (CopiaTypes *types, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        g_autoptr (GString) string = long_string (i);

        g_assert_cmpuint (copia_types_add (types, string->str, string->len), ==, i);
    }
}

static void
check_long (const CopiaTypes *types, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        g_autoptr (GString) string = long_string (i);
        CopiaString kept = copia_types_get (types, i);

        g_assert_cmpmem (kept.bytes, kept.size, string->str, string->len);
    }
}

/* The rest of what no disk takes any more stays in memory, and nobody is told. */
static void
test_a_full_disk_leaves_strings_in_memory (void)
{
    const struct rlimit limit = { 3 << 20, RLIM_INFINITY };
    g_autofree char *folder = NULL, *path = NULL, *nowhere = NULL;

    if (!g_test_subprocess ()) {
        g_test_trap_subprocess (NULL, 0, 0);
        g_test_trap_assert_passed ();
        return;
    }
    folder = g_dir_make_tmp ("copia-test-XXXXXX", NULL);
    path = g_build_filename (folder, "book.copia", NULL);
    nowhere = g_build_filename (folder, "none", "book.copia", NULL);
    (void) signal (SIGXFSZ, SIG_IGN);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
    for (int i = 0; i < 2; i++) {
        CopiaTypes *types = copia_types_new_beside (i ? path : nowhere, 100000);

        add_long (types, 0, 1000);
        copia_types_rest (types);
        add_long (types, 0, 1500);
        check_long (types, 1500);
        copia_types_free (types);
    }
    g_assert_cmpint (g_rmdir (folder), ==, 0); /* no file has a name */
}

/* Words that stand close together are asked for at once. */
static void
test_a_word_that_waits_twice_has_one_number (void)
{
    CopiaTypes *types = copia_types_new (0);
    CopiaRecentTypes *recent = copia_recent_types_new (types);
    static const char *const words[] = { "a",  "bb",
                                         "a",  "fifteen letters",
                                         "bb", "sixteen  letters",
                                         "a",  "sixteen  letters" };
    uint32_t numbers[COPIA_RECENT_MOST];
    uint8_t which[COPIA_RECENT_MOST];
    unsigned asked;

    for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
        g_assert_false (
            copia_recent_types_put (recent, words[i], strlen (words[i]), i == 6));
    g_assert_cmpuint (copia_recent_types_take (recent, numbers, which, &asked), ==,
                      G_N_ELEMENTS (words));
    g_assert_cmpuint (copia_types_count (types), ==, 4);
    for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
        g_assert_cmpint (copia_string_compare (copia_types_get (types, numbers[i]),
                                               (CopiaString){ words[i],
                                                              strlen (words[i]) }),
                         ==, 0);
    g_assert_true (copia_types_marked (types, numbers[0]));
    g_assert_false (copia_types_marked (types, numbers[1]));
    g_assert_cmpuint (copia_recent_types_take (recent, numbers, which, &asked), ==, 0);
    copia_recent_types_free (recent);
    copia_types_free (types);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/types/threads", test_threads_give_each_word_one_number);
    g_test_add_func ("/types/waiting", test_a_word_that_waits_twice_has_one_number);
    g_test_add_func ("/types/full-disk", test_a_full_disk_leaves_strings_in_memory);
    g_test_add_func ("/types/order", test_numbers_follow_the_order_of_meeting);
    return g_test_run ();
}
