/* test-append-at-once.c - who adds texts while others do, or dies on the way, loses none of theirs. */
#include "support/shelf.c"

#include "base/error.h"
#include "index/manifest.h"
#include "index/set-leftovers.h"
#include "index/set.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* Appends in a child that dies at some moment; true: it had come to its end. */
static bool
append_and_die (const Shelf *self, guint microseconds)
{
    int status;
    pid_t child = fork ();

    g_assert_cmpint (child, >=, 0);
    if (child == 0)
        _exit (append_with (self, self->text, NULL, NULL) ? 0 : 1);
    g_usleep (microseconds);
    kill (child, SIGKILL);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
    return WIFEXITED (status);
}

static void
test_a_killed_append_leaves_the_old_or_the_new (void)
{
    Shelf shelf = shelf_new ();
    uint32_t texts = 1;

    write_text (&shelf, 3000);
    append (&shelf);
    for (unsigned round = 0; round < 40; round++) {
        bool ended = append_and_die (&shelf, (guint) g_test_rand_int_range (0, 60000));
        uint32_t now = count_texts (&shelf);

        g_assert_true (now == texts + 1 || (now == texts && !ended));
        texts = now;
    }
    append (&shelf);
    g_assert_cmpuint (count_texts (&shelf), ==, texts + 1);
    /* the one that is used, and what it may borrow of */
    g_assert_cmpuint (n_files_called (&shelf, ".union"), <=, 2);
    shelf_clear (&shelf);
}

static void
test_who_comes_second_is_refused (void)
{
    Shelf shelf = shelf_new ();
    g_autoptr (GError) error = NULL;
    int lock;

    write_text (&shelf, 5);
    append (&shelf);
    append (&shelf);
    lock = copia_set_lock (shelf.path, &error);
    g_assert_no_error (error);
    g_assert_false (append_with (&shelf, shelf.text, NULL, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    copia_set_unlock (lock);
    g_assert_cmpuint (count_texts (&shelf), ==, 2);
    append (&shelf);
    g_assert_cmpuint (count_texts (&shelf), ==, 3);
    shelf_clear (&shelf);
}

/* They begin at once, as nearly as can be: one of them makes the index. */
static void
test_nobody_replaces_who_began_with_him (void)
{
    Shelf shelf = shelf_new_quick ();
    pid_t children[5];
    uint32_t added = 0;

    write_text (&shelf, 200);
    for (unsigned i = 0; i < G_N_ELEMENTS (children); i++) {
        g_autoptr (GError) error = NULL;

        children[i] = fork ();
        g_assert_cmpint (children[i], >=, 0);
        if (children[i] > 0)
            continue;
        if (append_with (&shelf, shelf.text, NULL, &error))
            _exit (0);
        _exit (strstr (error->message, "somebody else") ? 1 : 2);
    }
    for (unsigned i = 0; i < G_N_ELEMENTS (children); i++) {
        int status;

        g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
        g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) <= 1);
        added += WEXITSTATUS (status) == 0;
    }
    g_assert_cmpuint (added, >=, 1);
    g_assert_cmpuint (count_texts (&shelf), ==, added);
    shelf_clear (&shelf);
}

static bool quicker; /* somebody has made the index */

static void
be_quicker (void *data, double part, uint64_t tokens)
{
    const Shelf *self = data;

    (void) part;
    (void) tokens;
    if (quicker)
        return;
    quicker = true;
    append (self);
}

/* While its texts are read. */
static void
test_who_comes_second_is_added (void)
{
    Shelf shelf = shelf_new ();
    const char *inputs[] = { shelf.text, NULL };
    CopiaRecipe recipe = { .inputs = inputs,
                           .progress = be_quicker,
                           .progress_data = &shelf };
    CopiaReport report = { 0 };
    g_autoptr (GError) error = NULL;

    write_text (&shelf, 20);
    quicker = false;
    copia_append (&recipe, shelf.path, &report, &error);
    g_assert_no_error (error);
    g_assert_true (quicker);
    g_assert_cmpuint (report.texts, ==, 1);
    copia_report_clear (&report);
    g_assert_cmpuint (count_texts (&shelf), ==, 2);
    g_assert_cmpuint (n_files (&shelf), ==, 5); /* list, union, two files, text */
    append (&shelf);
    g_assert_cmpuint (count_texts (&shelf), ==, 3);
    shelf_clear (&shelf);
}

/* Texts that were added while a set was made of others. */
static void
test_a_set_replaces_no_index_that_was_made_meanwhile (void)
{
    Shelf shelf = shelf_new_quick (), other = shelf_new_quick ();
    g_autoptr (CopiaIndex) part = NULL;
    g_autoptr (GError) error = NULL;

    write_text (&shelf, 5000);
    write_text (&other, 5000);
    append (&other);
    part = copia_index_open (other.path, &error);
    g_assert_no_error (error);
    quicker = false;
    g_assert_false (copia_set_write_watched ((const CopiaIndex *const[]){ part, part },
                                             2, shelf.path, be_quicker, &shelf,
                                             &error));
    g_assert_true (quicker);
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "somebody else has changed it"));
    g_assert_cmpuint (count_texts (&shelf), ==, 1);
    g_assert_cmpuint (n_files (&shelf), ==, 2);
    shelf_clear (&other);
    shelf_clear (&shelf);
}

static void
test_a_death_while_files_are_joined_leaves_the_old_or_the_new (void)
{
    Shelf shelf = shelf_new ();
    uint32_t texts = 1;

    write_text (&shelf, 30);
    append (&shelf);
    for (unsigned round = 0; round < 120; round++) {
        bool ended = append_and_die (&shelf, (guint) g_test_rand_int_range (0, 20000));
        uint32_t now = count_texts (&shelf);

        g_assert_true (now == texts + 1 || (now == texts && !ended));
        texts = now;
    }
    shelf_clear (&shelf);
}

/* It has no second name by which somebody might take it for left. */
static void
test_an_index_is_one_file_from_the_first_moment (void)
{
    for (unsigned round = 0; round < 10; round++) {
        Shelf shelf = shelf_new ();
        GStatBuf status;
        int ended;
        pid_t child;

        write_text (&shelf, 20);
        child = fork ();
        g_assert_cmpint (child, >=, 0);
        if (child == 0)
            _exit (append_with (&shelf, shelf.text, NULL, NULL) ? 0 : 1);
        while (g_stat (shelf.path, &status) != 0 &&
               waitpid (child, &ended, WNOHANG) == 0) {
        }
        kill (child, SIGKILL);
        (void) waitpid (child, &ended, 0);
        g_assert_cmpint (g_stat (shelf.path, &status), ==, 0);
        g_assert_cmpuint (status.st_nlink, ==, 1);
        g_assert_cmpuint (n_files (&shelf), ==, 2);
        shelf_clear (&shelf);
    }
}

/* The texts of one append and what they were joined to may both have been about to get the name, and one
 * of them had got it. */
static void
test_a_name_goes_whichever_draft_had_got_it (void)
{
    for (unsigned which = 0; which < 8; which++) {
        Shelf shelf = shelf_new ();
        g_autofree char *named = g_build_filename (shelf.folder, "shelf.5.copia", NULL);
        g_autofree char *bytes = NULL;
        gsize size;

        write_text (&shelf, 20);
        append (&shelf);
        g_assert_true (g_file_get_contents (shelf.path, &bytes, &size, NULL));
        append (&shelf);
        for (unsigned i = 0; i < 8; i++) {
            g_autofree char *draft = g_strdup_printf ("%s.draft-17-%u", named, i);

            g_assert_true (g_file_set_contents (draft, bytes, (gssize) size, NULL));
            g_assert_true (i != which || link (draft, named) == 0);
        }
        copia_set_sweep_drafts (shelf.path);
        g_assert_false (g_file_test (named, G_FILE_TEST_EXISTS));
        shelf_clear (&shelf);
    }
}

static void
test_what_killed_appends_leave_goes_with_the_next (void)
{
    Shelf shelf = shelf_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaManifest) list = NULL;
    bool has_base;

    write_text (&shelf, 3000);
    append (&shelf);
    for (unsigned round = 0; round < 80; round++)
        (void) append_and_die (&shelf, (guint) g_test_rand_int_range (5000, 60000));
    append (&shelf);
    append (&shelf);
    list = copia_manifest_read (shelf.path, &error);
    g_assert_no_error (error);
    has_base = list->base.name && g_str_has_suffix (list->base.name, ".union");
    /* whenever they died: the list, what it names, and the text */
    g_assert_cmpuint (n_files_called (&shelf, ".copia"), ==, 1 + list->shards->len);
    g_assert_cmpuint (n_files_called (&shelf, ".union"), ==, 1 + has_base);
    g_assert_cmpuint (n_files (&shelf), ==,
                      n_files_called (&shelf, ".copia") +
                          n_files_called (&shelf, ".union") + 1);
    shelf_clear (&shelf);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/append-at-once/a-killed-append-leaves-the-old-or-the-new",
                     test_a_killed_append_leaves_the_old_or_the_new);
    g_test_add_func ("/append-at-once/who-comes-second-is-refused",
                     test_who_comes_second_is_refused);
    g_test_add_func ("/append-at-once/a-death-while-files-are-joined",
                     test_a_death_while_files_are_joined_leaves_the_old_or_the_new);
    g_test_add_func ("/append-at-once/nobody-replaces-who-began-with-him",
                     test_nobody_replaces_who_began_with_him);
    g_test_add_func ("/append-at-once/who-comes-second-is-added",
                     test_who_comes_second_is_added);
    g_test_add_func ("/append-at-once/a-set-replaces-no-index-that-was-made-meanwhile",
                     test_a_set_replaces_no_index_that_was_made_meanwhile);
    g_test_add_func ("/append-at-once/an-index-is-one-file-from-the-first-moment",
                     test_an_index_is_one_file_from_the_first_moment);
    g_test_add_func ("/append-at-once/a-name-goes-whichever-draft-had-got-it",
                     test_a_name_goes_whichever_draft_had_got_it);
    g_test_add_func ("/append-at-once/what-killed-appends-leave-goes-with-the-next",
                     test_what_killed_appends_leave_goes_with_the_next);
    return g_test_run ();
}
