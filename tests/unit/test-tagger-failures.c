/* test-tagger-failures.c - taggers that fail: what is said, and that nothing is left of them. */
#include "support/tagger-place.c"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- failures --------------------------------------------------------------------------- */

static void
test_each_failure_is_said_and_nothing_is_written (Place *place, const void *data)
{
    static const struct {
        const char *tagger, *tags, *says; /* a part of it */
    } cases[] = {
        { "no-such-tagger", NULL, "'no-such-tagger' ended with status 127: " },
        { "cat; echo 'no model' >&2; echo >&2; exit 3", "b", "status 3: no model" },
        { "kill -SEGV $$", NULL, "ended by signal 11 (" },
        { "true", NULL, "ends with 0 of 13 tokens, and it is the turn of 'The' (" },
        { "no-such-tagger | cat", NULL, "its last words: " },
        { "exec <&-; echo a", "b", "ends with 1 of 13 tokens" },
        { "head -n 8", "b", "cats.txt: '… . He is late'); " },
        { "cat; echo more", "b",
          "line 16 of its output is one too many: there are 13" },
        { "yes", "b", "line 14 of its output is one too many" },
        { "cat", NULL,
          "line 1 of its output has 1 column, and there should be 3: word" },
        { "sed 's/$/\\t/'", "b", "line 1 of its output has 2 columns" },
        { "sed 's/late/early/'", "word,b", "has 1 column" },
        { "sed 's/late/early/;s/..*/&\\tx/'", "word,b",
          "line 4 of its output is about 'early', but it is the turn of 'late' (" },
        { "sed /cats/d", "b",
          "line 5 of its output is empty, but the sentence goes on" },
        { "sed 's/cats/cats\\n/'", "b", "line 3 of its output is empty" },
        { "printf 'a\\377\\n'", "b",
          "line 1 of its output holds a NUL or is not UTF-8" },
        { "printf 'a\\nb\\0c\\n'", "b", "line 2 of its output holds a NUL" },
        { "head -c 2000000 /dev/zero", "b", "longer than 1048576 bytes" },
        { "printf '1\\tThe\\n'", "conllu", "its output:1: 2 columns" },
        { "printf '# a\\n1\\tCats\\t_\\t_\\t_\\t_\\t_\\t_\\t_\\t_\\n'", NULL,
          "about 'Cats', but it is the turn of 'The'" },
        { "printf '# a\\n1\\tThe\\t_\\t_\\t_\\t_\\t4\\t_\\t_\\t_\\n'", NULL,
          "the head 4 is no word" },
        { "cat", "word", "more than the word" },
        { "cat", "a,,b", "no attribute can be called ''" },
        { "cat", "a,a", "--tags: 'a' stands in it twice" },
        { "cat", "word,word", "--tags: 'word' stands in it twice" },
        { "cat", "_a", "called '_a'" },
        { "cat", "a b", "called 'a b'" },
    };

    (void) data;
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        const char *const inputs[] = { place->text, NULL };
        const CopiaRecipe recipe = { .inputs = inputs,
                                     .tagger = cases[i].tagger,
                                     .tags = cases[i].tags };
        g_autofree char *said = make (&recipe, place->index, false);

        if (!strstr (said, cases[i].says))
            g_test_message ("'%s' says: %s", cases[i].tagger, said);
        g_assert_nonnull (strstr (said, cases[i].says));
        g_assert_null (strchr (said, '\n'));
        g_assert_false (g_file_test (place->index, G_FILE_TEST_EXISTS));
    }
}

/* More than a pipe holds is left unread. */
static void
test_it_need_not_listen_to_the_end (Place *place, const void *data)
{
    g_autofree char *text = random_text (60000),
                    *path = put (place->folder, "long.txt", text);
    const char *const inputs[] = { path, NULL };
    const CopiaRecipe recipe = { .inputs = inputs,
                                 .tagger = "head -n 1 > /dev/null; exec <&-; echo a",
                                 .tags = "b" };
    g_autofree char *said = make (&recipe, place->index, false);

    (void) data;
    g_assert_nonnull (strstr (said, "its output ends with 1 of "));
}

static void
test_a_token_that_is_no_line_is_refused (Place *place, const void *data)
{
    const char *const inputs[] = { place->text, NULL };
    CopiaRecipe recipe = { .inputs = inputs, .tagger = "cat", .tags = "b" };
    g_autofree char *said = NULL;

    (void) data;
    recipe.reading.tokenizer = "pattern";
    recipe.reading.tokenizer_options = "[^.]+";
    said = make (&recipe, place->index, false);
    g_assert_nonnull (strstr (said, "a token holds a tab or a line end"));
}

static void
test_what_is_annotated_is_not_tagged_again (Place *place, const void *data)
{
    g_autofree char *text =
        put (place->folder, "t.vrt", "<text>\nThe\tDT\tthe\ncats\tNN\tcat\n</text>\n");
    g_autofree char *list = put (place->folder, "list.txt", "be -> am, are\n");
    const char *const inputs[] = { text, NULL };
    CopiaRecipe recipe = { .inputs = inputs, .tagger = COUNTING };
    g_autofree char *twice = make (&recipe, place->index, false), *lemmas = NULL;
    g_autofree char *tags = NULL, *all = NULL;
    g_autoptr (CopiaIndex) index = tag (place, text, COUNTING, "word,number,_");

    (void) data;
    g_assert_nonnull (strstr (twice, "the texts have 'pos' already"));
    all = values (index, "number");
    g_assert_cmpstr (all, ==, "1 2");
    tags = values (index, "pos");
    g_assert_cmpstr (tags, ==, "DT NN");
    recipe.lemmas = list;
    lemmas = make (&recipe, place->index, false);
    g_assert_nonnull (strstr (lemmas, "both --tagger and --lemmas would make 'lemma'"));
}

static void
test_what_is_added_is_tagged_as_the_corpus_is (Place *place, const void *data)
{
    g_autofree char *bare = name_in (place->folder, "bare.copia"), *all = NULL;
    g_autofree char *vertical =
        put (place->folder, "v.vrt", "<text>\nx\ty\tz\n</text>\n");
    const char *inputs[] = { place->text, NULL }, *annotated[] = { vertical, NULL };
    CopiaRecipe plain = { .inputs = inputs }, tagged = plain, other = plain,
                fewer = plain, own = { .inputs = annotated };
    struct {
        const char *path;
        const CopiaRecipe *recipe;
        const char *says; /* a part of it; NULL: it is added */
    } cases[] = {
        { place->index, &plain, "was made with --tagger (awk" },
        { place->index, &other, "was made with --tagger 'awk" },
        { place->index, &fewer, "was made with --tags 'word,pos,lemma'" },
        { bare, &tagged, "was made without --tagger" },
        { place->index, &own, NULL },
        { place->index, &tagged, NULL },
    };
    g_autoptr (CopiaIndex) index = NULL;

    (void) data;
    tagged.tagger = fewer.tagger = COUNTING;
    other.tagger = "cat";
    fewer.tags = "word,pos,_";
    g_free (make (&plain, bare, false));
    copia_index_close (open_made (&tagged, place->index));
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *said = make (cases[i].recipe, cases[i].path, true);

        if (cases[i].says)
            g_assert_nonnull (strstr (said, cases[i].says));
        else
            g_assert_cmpstr (said, ==, "");
    }
    index = copia_index_open (place->index, NULL);
    all = values (index, "pos");
    g_assert_cmpstr (all, ==, "1 2 3 4 5 1 2 3 4 5 6 7 8 y 1 2 3 4 5 1 2 3 4 5 6 7 8");
}

/* ---- processes -------------------------------------------------------------------------- */

static bool
is_running (const char *pid)
{
    g_autofree char *path =
        g_strdup_printf ("/proc/%s/stat", g_strstrip ((char *) pid));
    g_autofree char *stat = NULL;

    return g_file_get_contents (path, &stat, NULL, NULL) && !strstr (stat, ") Z ");
}

/* A process that was killed may take a moment to be gone. */
static void
wait_until_gone (const char *path)
{
    g_autofree char *pid = NULL;

    g_assert_true (g_file_get_contents (path, &pid, NULL, NULL));
    while (is_running (pid))
        g_usleep (1000);
}

static void
test_nothing_of_it_is_left_running (Place *place, const void *data)
{
    static const char *const ways[] = { "echo bad; sleep 10000", "exit 1",
                                        "cat > /dev/null" };
    g_autofree char *pid = name_in (place->folder, "pid");
    const char *const inputs[] = { place->text, NULL };

    (void) data;
    for (size_t i = 0; i < G_N_ELEMENTS (ways); i++) {
        g_autofree char *tagger =
            g_strdup_printf ("sleep 10000 > /dev/null 2>&1 & echo $! > %s; %s", pid,
                             ways[i]);
        const CopiaRecipe recipe = { .inputs = inputs, .tagger = tagger };
        g_autofree char *said = make (&recipe, place->index, false);

        g_assert_cmpstr (said, !=, "");
        wait_until_gone (pid);
    }
}

static void
test_a_signal_ends_it_too (Place *place, const void *data)
{
    static const int signals[] = { SIGINT, SIGTERM };
    g_autofree char *pid = name_in (place->folder, "pid");
    g_autofree char *tagger =
        g_strdup_printf ("sleep 10000 & echo $! > %s.new; mv %s.new %s; wait", pid, pid,
                         pid);
    const char *const inputs[] = { place->text, NULL };
    const CopiaRecipe recipe = { .inputs = inputs, .tagger = tagger };

    (void) data;
    for (size_t i = 0; i < G_N_ELEMENTS (signals); i++) {
        pid_t child = fork ();
        int status;

        if (child == 0) {
            (void) signal (signals[i], SIG_DFL);
            (void) make (&recipe, place->index, false);
            _exit (0);
        }
        while (!g_file_test (pid, G_FILE_TEST_EXISTS))
            g_usleep (1000);
        (void) kill (child, signals[i]);
        g_assert_cmpint (waitpid (child, &status, 0), ==, child);
        g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == signals[i]);
        wait_until_gone (pid);
        g_unlink (pid);
        g_assert_false (g_file_test (place->index, G_FILE_TEST_EXISTS));
    }
}

static void
test_a_signal_while_it_starts_ends_it_too (Place *place, const void *data)
{
    g_autofree char *pid = name_in (place->folder, "pid");
    g_autofree char *tagger = g_strdup_printf (
        "kill -TERM $PPID; echo $$ > %s.new; mv %s.new %s; sleep 10000", pid, pid, pid);
    const char *const inputs[] = { place->text, NULL };
    const CopiaRecipe recipe = { .inputs = inputs, .tagger = tagger };

    (void) data;
    for (int i = 0; i < 20; i++) {
        pid_t child = fork ();
        int status;

        if (child == 0) {
            (void) signal (SIGTERM, SIG_DFL);
            (void) make (&recipe, place->index, false);
            _exit (0);
        }
        g_assert_cmpint (waitpid (child, &status, 0), ==, child);
        g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGTERM);
        if (g_file_test (pid, G_FILE_TEST_EXISTS)) /* else it was gone before */
            wait_until_gone (pid);
        g_unlink (pid);
    }
}

static void
test_it_holds_no_signal_back (Place *place, const void *data)
{
    const char *const inputs[] = { place->text, NULL };
    const CopiaRecipe recipe = {
        .inputs = inputs,
        .tagger =
            "grep -q '^SigBlk:.*[1-9a-f]' /proc/self/status && exit 4; " COUNTING
    };
    g_autofree char *said = NULL;

    (void) data;
    if (!g_file_test ("/proc/self/status", G_FILE_TEST_EXISTS)) {
        g_test_skip ("no /proc here");
        return;
    }
    said = make (&recipe, place->index, false);
    g_assert_cmpstr (said, ==, "");
}

/* As under nohup. */
static void
test_an_ignored_signal_stays_ignored (Place *place, const void *data)
{
    g_autofree char *pid = name_in (place->folder, "pid"),
                    *go = name_in (place->folder, "go");
    g_autofree char *tagger =
        g_strdup_printf ("echo > %s; until test -e %s; do sleep 0.01; done; " COUNTING,
                         pid, go);
    const char *const inputs[] = { place->text, NULL };
    const CopiaRecipe recipe = { .inputs = inputs, .tagger = tagger };
    pid_t child = fork ();
    int status;

    (void) data;
    if (child == 0) {
        g_autofree char *said = NULL;

        (void) signal (SIGHUP, SIG_IGN);
        said = make (&recipe, place->index, false);
        _exit (*said ? 1 : 0);
    }
    while (!g_file_test (pid, G_FILE_TEST_EXISTS))
        g_usleep (1000);
    (void) kill (child, SIGHUP);
    g_assert_true (g_file_set_contents (go, "", 0, NULL));
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

/* Whoever started copia may have had no interest in children. */
static void
test_its_end_is_known_where_children_are_ignored (Place *place, const void *data)
{
    const char *const inputs[] = { place->text, NULL };
    const CopiaRecipe recipe = { .inputs = inputs, .tagger = COUNTING "; exit 3" };
    pid_t child = fork ();
    int status;

    (void) data;
    if (child == 0) {
        g_autofree char *said = NULL;

        (void) signal (SIGCHLD, SIG_IGN);
        said = make (&recipe, place->index, false);
        _exit (strstr (said, "ended with status 3") ? 0 : 1);
    }
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

static void
test_it_is_told_where_in_which_text (Place *place, const void *data)
{
    g_autofree char *first = put (place->folder, "1.txt", "One two three.\n");
    g_autofree char *second = put (place->folder, "2.txt", "Four five six.\n");
    const char *const inputs[] = { first, second, NULL };
    CopiaRecipe recipe = { .inputs = inputs, .tags = "b" };

    (void) data;
    for (int lines = 4; lines < 8; lines++) {
        static const char *const says[] = { "2.txt: 'Four')", "2.txt: 'Four five')",
                                            "2.txt: 'Four five six')",
                                            "2.txt: 'Four five six .')" };
        g_autofree char *tagger = g_strdup_printf ("grep . | head -n %d", lines),
                        *said = NULL;

        recipe.tagger = tagger;
        said = make (&recipe, place->index, false);
        g_assert_nonnull (strstr (said, says[lines - 4]));
    }
}

int
main (int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test) (Place *, const void *);
    } tests[] = {
        { "/tagger/failures", test_each_failure_is_said_and_nothing_is_written },
        { "/tagger/deaf", test_it_need_not_listen_to_the_end },
        { "/tagger/lines", test_a_token_that_is_no_line_is_refused },
        { "/tagger/annotated", test_what_is_annotated_is_not_tagged_again },
        { "/tagger/append", test_what_is_added_is_tagged_as_the_corpus_is },
        { "/tagger/left", test_nothing_of_it_is_left_running },
        { "/tagger/signal", test_a_signal_ends_it_too },
        { "/tagger/signal-early", test_a_signal_while_it_starts_ends_it_too },
        { "/tagger/unblocked", test_it_holds_no_signal_back },
        { "/tagger/ignored", test_an_ignored_signal_stays_ignored },
        { "/tagger/children", test_its_end_is_known_where_children_are_ignored },
        { "/tagger/where", test_it_is_told_where_in_which_text },
    };

    g_test_init (&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS (tests); i++)
        g_test_add (tests[i].path, Place, NULL, set_up, tests[i].test, tear_down);
    return g_test_run ();
}
