/* test-draft.c - what a killed process left is taken away, and nothing else. */
#include "support/folder.c"

#include "base/draft.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define BEGINS                                                                         \
    "\x89"                                                                             \
    "CPA"

static bool
is_there (const char *path)
{
    return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_a_draft_that_is_nobodys_goes (void)
{
    char *folder = folder_new ();
    g_autofree char *target = name_in (folder, "book.copia");
    g_autofree char *whole = put (folder, "book.copia.draft-17-0", BEGINS " and more");
    g_autofree char *cut = put (folder, "book.copia.draft-4194304-12", "\x89");
    g_autofree char *empty = put (folder, "book.copia.draft-1-1", "");
    g_autofree char *of_draft =
        put (folder, "book.copia.draft-17-0.draft-17-0", BEGINS);

    copia_draft_sweep (target, BEGINS);
    g_assert_false (is_there (whole) || is_there (cut) || is_there (empty));
    g_assert_false (is_there (of_draft));
    folder_free (folder);
}

static void
test_what_is_no_draft_of_the_file_stays (void)
{
    static const char *const names[] = {
        "book.copia",
        "book.copia.draft-17-0.txt",
        "book.copia.draft-17-0.draft-",
        "book.copia.draft-17-0.draft-17-0x",
        "book.copia.draft-17",
        "book.copia.draft--0",
        "book.copia.draft-17-",
        "book.copia.draft-x-0",
        "book.copia.draft-1-0x",
        "old.book.copia.draft-17-0",
        "book.copia.drafts-17-0",
        "book.draft-17-0",
    };
    char *folder = folder_new ();
    g_autofree char *target = name_in (folder, "book.copia");
    g_autofree char *text = put (folder, "book.copia.draft-17-1", "a second draft");
    g_autofree char *link = name_in (folder, "book.copia.draft-17-2");
    g_autofree char *room = name_in (folder, "book.copia.draft-17-3");

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        g_free (put (folder, names[i], BEGINS));
    g_assert_cmpint (symlink (target, link), ==, 0);
    g_assert_cmpint (g_mkdir (room, 0777), ==, 0);
    copia_draft_sweep (target, BEGINS);
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *path = name_in (folder, names[i]);

        g_assert_true (is_there (path));
    }
    g_assert_true (is_there (text) && is_there (link) && is_there (room));
    g_rmdir (room);
    folder_free (folder);
}

static void
test_a_draft_that_is_being_written_stays (void)
{
    char *folder = folder_new ();
    g_autofree char *target = name_in (folder, "book.copia");
    g_autofree char *draft = put (folder, "book.copia.draft-17-0", BEGINS);
    int fd = open (draft, O_RDWR | O_CLOEXEC);

    g_assert_true (copia_draft_claim (fd));
    copia_draft_sweep (target, BEGINS);
    g_assert_true (is_there (draft));
    (void) close (fd);
    copia_draft_sweep (target, BEGINS);
    g_assert_false (is_there (draft));
    folder_free (folder);
}

static void
test_a_draft_that_was_swept_cannot_be_claimed (void)
{
    char *folder = folder_new ();
    g_autofree char *one = put (folder, "book.copia.draft-17-0", "");
    g_autofree char *other = put (folder, "book.copia.draft-17-1", "");
    int swept = open (one, O_RDWR | O_CLOEXEC),
        taken = open (other, O_RDWR | O_CLOEXEC);
    int sweeper = open (other, O_RDONLY | O_CLOEXEC);

    g_assert_cmpint (g_unlink (one), ==, 0);
    g_assert_false (copia_draft_claim (swept));
    g_assert_cmpint (flock (sweeper, LOCK_EX), ==, 0);
    g_assert_false (copia_draft_claim (taken));
    (void) close (swept);
    (void) close (taken);
    (void) close (sweeper);
    folder_free (folder);
}

/* An index and a list of files, as a user makes them. */
static void
test_who_writes_an_index_or_a_list_sweeps (void)
{
    char *folder = folder_new ();
    g_autofree char *text = put (folder, "text.txt", "The ship sails at noon.\n");
    g_autofree char *index = name_in (folder, "book.copia");
    g_autofree char *draft = name_in (folder, "book.copia.draft-17-0");
    g_autofree char *list = NULL;
    const char *inputs[] = { text, NULL };
    const CopiaRecipe recipe = { .inputs = inputs };

    g_free (put (folder, "book.copia.draft-17-0", ""));
    g_free (make (&recipe, index, false));
    g_assert_false (is_there (draft));
    list = put (folder, "book.copia.draft-17-1", "copia set 1\nsha");
    g_free (make (&recipe, index, true));
    g_assert_false (is_there (list));
    folder_free (folder);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/draft/a-draft-that-is-nobodys-goes",
                     test_a_draft_that_is_nobodys_goes);
    g_test_add_func ("/draft/what-is-no-draft-of-the-file-stays",
                     test_what_is_no_draft_of_the_file_stays);
    g_test_add_func ("/draft/a-draft-that-is-being-written-stays",
                     test_a_draft_that_is_being_written_stays);
    g_test_add_func ("/draft/a-draft-that-was-swept-cannot-be-claimed",
                     test_a_draft_that_was_swept_cannot_be_claimed);
    g_test_add_func ("/draft/who-writes-an-index-or-a-list-sweeps",
                     test_who_writes_an_index_or_a_list_sweeps);
    return g_test_run ();
}
