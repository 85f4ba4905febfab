/* test-out.c - a file appears whole or not at all, and nothing is left beside it. */
#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    char *folder;
    char *path; /* of a file in it */
} Place;

static void
set_up (Place *place, const void *data)
{
    g_autoptr (GError) error = NULL;

    (void) data;
    place->folder = g_dir_make_tmp ("copia-test-XXXXXX", &error);
    g_assert_no_error (error);
    place->path = g_build_filename (place->folder, "book.copia", NULL);
}

static int
compare_names (const void *a, const void *b)
{
    return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names in the folder, sorted, with blanks between. */
static char *
names_in (const char *folder)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    GDir *dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir)))
        g_ptr_array_add (names, g_strdup (name));
    g_dir_close (dir);
    g_ptr_array_sort (names, compare_names);
    g_ptr_array_add (names, NULL);
    return g_strjoinv (" ", (char **) names->pdata);
}

static void
assert_names (const Place *place, const char *expected)
{
    g_autofree char *names = names_in (place->folder);

    g_assert_cmpstr (names, ==, expected);
}

static void
tear_down (Place *place, const void *data)
{
    GDir *dir = g_dir_open (place->folder, 0, NULL);
    const char *name;

    (void) data;
    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (place->folder, name, NULL);

        if (g_remove (path) != 0)
            g_rmdir (path);
    }
    g_dir_close (dir);
    g_assert_cmpint (g_rmdir (place->folder), ==, 0);
    g_free (place->folder);
    g_free (place->path);
}

static void
assert_content (const char *path, const char *expected)
{
    g_autofree char *content = NULL;
    g_autoptr (GError) error = NULL;

    g_file_get_contents (path, &content, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (content, ==, expected);
}

static void
write_to (const char *path, const char *text)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaOut) out = copia_out_new (path);

    copia_out_bytes (out, text, strlen (text));
    copia_out_close (out, &error);
    g_assert_no_error (error);
}

/* Writing fails, now or at the end; the message names the file and says `why`. */
static void
assert_fails (const char *path, const char *why)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaOut) out = copia_out_new (path);

    copia_out_bytes (out, "new", 3);
    g_assert_false (copia_out_close (out, &error));
    g_assert_nonnull (error);
    g_assert_true (error->domain == G_FILE_ERROR);
    g_assert_true (g_str_has_prefix (error->message, path));
    if (!strstr (error->message, why))
        g_error ("'%s' does not say '%s'", error->message, why);
}

static void
test_a_file_appears_when_it_is_closed (Place *place, const void *data)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaOut) out = copia_out_new (place->path);

    (void) data;
    copia_out_bytes (out, "war and ", 8);
    copia_out_bytes (out, NULL, 0);
    copia_out_bytes (out, "peace", 5);
    g_assert_cmpuint (copia_out_position (out), ==, 13);
    g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
    g_assert_true (copia_out_close (out, &error));
    g_assert_no_error (error);
    assert_content (place->path, "war and peace");
    assert_names (place, "book.copia");
}

static void
test_what_is_not_closed_leaves_nothing (Place *place, const void *data)
{
    CopiaOut *out = copia_out_new (place->path);

    (void) data;
    copia_out_bytes (out, "half", 4);
    copia_out_free (out);
    copia_out_free (NULL);
    assert_names (place, "");
    write_to (place->path, "old");
    out = copia_out_new (place->path);
    copia_out_bytes (out, "half", 4);
    copia_out_free (out);
    assert_content (place->path, "old");
    assert_names (place, "book.copia");
}

static void
test_bytes_of_any_number_arrive (Place *place, const void *data)
{
    g_autoptr (GByteArray) all = g_byte_array_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaOut) out = copia_out_new (place->path);
    g_autofree char *content = NULL;
    gsize size;

    (void) data;
    for (int i = 0; i < 60; i++) {
        g_autofree guint8 *part = g_malloc (400000);
        guint n = (guint) g_test_rand_int_range (0, i % 10 == 0 ? 400000 : 3000);

        for (guint k = 0; k < n; k++)
            part[k] = (guint8) (g_test_rand_int () >> 8);
        g_byte_array_append (all, part, n);
        copia_out_bytes (out, part, n);
        g_assert_cmpuint (copia_out_position (out), ==, all->len);
    }
    g_assert_true (copia_out_close (out, &error));
    g_file_get_contents (place->path, &content, &size, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (content, size, all->data, all->len);
}

static void
test_a_reader_keeps_the_old_file_and_the_next_finds_the_new (Place *place,
                                                             const void *data)
{
    FILE *reader;
    char old[8] = { 0 };

    (void) data;
    write_to (place->path, "old");
    reader = g_fopen (place->path, "r");
    write_to (place->path, "new one");
    g_assert_cmpuint (fread (old, 1, sizeof old, reader), ==, 3);
    g_assert_cmpstr (old, ==, "old");
    fclose (reader);
    assert_content (place->path, "new one");
    assert_names (place, "book.copia");
}

static void
test_a_replaced_file_keeps_its_permissions (Place *place, const void *data)
{
    struct stat status;

    (void) data;
    write_to (place->path, "old");
    g_assert_cmpint (g_chmod (place->path, 0640), ==, 0);
    write_to (place->path, "new");
    g_assert_cmpint (stat (place->path, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, 0640);
}

static void
test_a_symbolic_link_stays (Place *place, const void *data)
{
    g_autofree char *link = g_build_filename (place->folder, "link", NULL);
    g_autofree char *lost = g_build_filename (place->folder, "lost", NULL);

    (void) data;
    write_to (place->path, "old");
    g_assert_cmpint (symlink ("book.copia", link), ==, 0);
    write_to (link, "new");
    g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
    assert_content (place->path, "new");
    g_assert_cmpint (symlink ("nowhere", lost), ==, 0);
    write_to (lost, "found");
    assert_content (lost, "found");
    assert_names (place, "book.copia link lost");
}

static void
test_a_full_disk_leaves_the_old_file (Place *place, const void *data)
{
    struct rlimit limit, small;
    g_autoptr (GError) error = NULL;
    CopiaOut *out;
    char block[1000] = { 0 };

    (void) data;
    write_to (place->path, "old");
    g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
    small = (struct rlimit){ 700000, limit.rlim_max };
    signal (SIGXFSZ, SIG_IGN);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
    out = copia_out_new (place->path);
    for (int i = 0; i < 1000; i++)
        copia_out_bytes (out, block, sizeof block);
    g_assert_true (copia_out_failed (out));
    g_assert_cmpuint (copia_out_position (out), ==, 1000000);
    g_assert_false (copia_out_close (out, &error));
    copia_out_free (out);
    g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
    signal (SIGXFSZ, SIG_DFL);
    g_assert_true (
        g_error_matches (error, G_FILE_ERROR, g_file_error_from_errno (EFBIG)));
    assert_content (place->path, "old");
    assert_names (place, "book.copia");
}

static void
test_a_killed_process_leaves_the_old_file (Place *place, const void *data)
{
    pid_t child;
    int status;

    (void) data;
    write_to (place->path, "old");
    child = fork ();
    if (child == 0) {
        CopiaOut *out = copia_out_new (place->path);
        char block[1000] = { 0 };

        for (int i = 0; i < 1000; i++)
            copia_out_bytes (out, block, sizeof block);
        raise (SIGKILL);
    }
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status));
    assert_content (place->path, "old");
    assert_names (place, "book.copia");
}

static void
test_a_name_that_cannot_be_is_refused (Place *place, const void *data)
{
    g_autofree char *folder = g_build_filename (place->folder, "folder", NULL);
    g_autofree char *fifo = g_build_filename (place->folder, "fifo", NULL);
    g_autofree char *lost = g_build_filename (place->folder, "no", "book", NULL);
    g_autofree char *slash = g_build_filename (place->folder, "no", "/", NULL);
    g_autofree char *below = g_build_filename (place->path, "book", NULL);
    g_autofree char *x = g_strnfill (256, 'x');
    g_autofree char *longer = g_build_filename (place->folder, x, NULL);
    g_autofree char *deep = g_strnfill (5000, 'x');

    (void) data;
    write_to (place->path, "old");
    g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
    g_assert_cmpint (mkfifo (fifo, 0666), ==, 0);
    assert_fails (folder, "is a folder; name a file");
    assert_fails (fifo, "is not a regular file; name a file");
    assert_fails ("/dev/full", "is not a regular file; name a file");
    assert_fails (lost, "there is no folder");
    assert_fails (slash, "there is no folder");
    assert_fails (below, g_strerror (ENOTDIR));
    assert_fails (longer, g_strerror (ENAMETOOLONG));
    assert_fails (deep, g_strerror (ENAMETOOLONG));
    assert_fails ("", "the name is empty; name a file");
    assert_names (place, "book.copia fifo folder");
}

static void
test_the_longest_name_can_be_written_and_replaced (Place *place, const void *data)
{
    g_autofree char *x = g_strnfill (255, 'x');
    g_autofree char *path = g_build_filename (place->folder, x, NULL);

    (void) data;
    write_to (path, "old");
    write_to (path, "new");
    assert_content (path, "new");
    assert_names (place, x);
}

/* Exit status of `run` in a process of its own; 77: it cannot be tried here. */
static int
run_apart (int (*run) (const char *path), const char *path)
{
    pid_t child = fork ();
    int status = 0;

    if (child == 0)
        _exit (run (path));
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFEXITED (status));
    return WEXITSTATUS (status);
}

static int
be_nobody_and_write (const char *path)
{
    g_autoptr (CopiaOut) out = NULL;
    GError *error = NULL;

    if (geteuid () == 0 && setuid (65534) != 0)
        return 77;
    out = copia_out_new (path);
    if (copia_out_close (out, &error))
        return 1;
    return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? 0 : 2;
}

static void
test_a_folder_without_permission_is_an_error (Place *place, const void *data)
{
    int status;

    (void) data;
    write_to (place->path, "old");
    g_assert_cmpint (g_chmod (place->folder, 0555), ==, 0);
    status = run_apart (be_nobody_and_write, place->path);
    g_assert_cmpint (g_chmod (place->folder, 0777), ==, 0);
    if (status == 77)
        g_test_skip ("root may write anywhere, and cannot become another here");
    else
        g_assert_cmpint (status, ==, 0);
    assert_content (place->path, "old");
    assert_names (place, "book.copia");
}

/* Without /proc a file that has no name cannot get one. */
static int
hide_proc_and_write (const char *path)
{
    g_autoptr (CopiaOut) out = NULL;
    CopiaOut *half;

    if (unshare (CLONE_NEWNS) != 0 ||
        mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount ("none", "/proc", "tmpfs", 0, NULL) != 0)
        return 77;
    half = copia_out_new (path);
    copia_out_bytes (half, "half", 4);
    copia_out_free (half);
    out = copia_out_new (path);
    copia_out_bytes (out, "named", 5);
    return copia_out_close (out, NULL) ? 0 : 1;
}

static void
test_a_draft_has_a_name_where_it_must (Place *place, const void *data)
{
    int status;

    (void) data;
    write_to (place->path, "old");
    status = run_apart (hide_proc_and_write, place->path);
    if (status == 77) {
        g_test_skip ("/proc cannot be hidden here");
        return;
    }
    g_assert_cmpint (status, ==, 0);
    assert_content (place->path, "named");
    assert_names (place, "book.copia");
}

static unsigned
open_files (void)
{
    unsigned n = 0;

    for (int fd = 0; fd < 256; fd++)
        n += fcntl (fd, F_GETFD) >= 0;
    return n;
}

static void
test_no_file_stays_open (Place *place, const void *data)
{
    unsigned before = open_files ();

    for (int i = 0; i < 3; i++) {
        test_what_is_not_closed_leaves_nothing (place, data);
        g_assert_cmpint (g_unlink (place->path), ==, 0);
        test_a_file_appears_when_it_is_closed (place, data);
        g_assert_cmpint (g_unlink (place->path), ==, 0);
        test_a_full_disk_leaves_the_old_file (place, data);
        g_assert_cmpint (g_unlink (place->path), ==, 0);
    }
    g_assert_cmpuint (open_files (), ==, before);
}

int
main (int argc, char **argv)
{
#define TEST(name, function)                                                           \
    g_test_add ("/out/" name, Place, NULL, set_up, function, tear_down)
    g_test_init (&argc, &argv, NULL);
    TEST ("a-file-appears-when-it-is-closed", test_a_file_appears_when_it_is_closed);
    TEST ("what-is-not-closed-leaves-nothing", test_what_is_not_closed_leaves_nothing);
    TEST ("bytes-of-any-number-arrive", test_bytes_of_any_number_arrive);
    TEST ("a-reader-keeps-the-old-file-and-the-next-finds-the-new",
          test_a_reader_keeps_the_old_file_and_the_next_finds_the_new);
    TEST ("a-replaced-file-keeps-its-permissions",
          test_a_replaced_file_keeps_its_permissions);
    TEST ("a-symbolic-link-stays", test_a_symbolic_link_stays);
    TEST ("a-full-disk-leaves-the-old-file", test_a_full_disk_leaves_the_old_file);
    TEST ("a-killed-process-leaves-the-old-file",
          test_a_killed_process_leaves_the_old_file);
    TEST ("a-name-that-cannot-be-is-refused", test_a_name_that_cannot_be_is_refused);
    TEST ("the-longest-name-can-be-written-and-replaced",
          test_the_longest_name_can_be_written_and_replaced);
    TEST ("a-folder-without-permission-is-an-error",
          test_a_folder_without_permission_is_an_error);
    TEST ("a-draft-has-a-name-where-it-must", test_a_draft_has_a_name_where_it_must);
    TEST ("no-file-stays-open", test_no_file_stays_open);
    return g_test_run ();
}
