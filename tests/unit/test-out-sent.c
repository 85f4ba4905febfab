/* test-out-sent.c - a disk that does not take what is sent to it before the file is closed. */
#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

/* In place of the kernel's, which says so where a disk is broken or holds less than it promised. */
static int disk_says;

int
sync_file_range (int fd, off64_t offset, off64_t size, unsigned flags)
{
    (void) fd;
    (void) offset;
    (void) size;
    (void) flags;
    errno = disk_says;
    return disk_says ? -1 : 0;
}

/* Closing would not tell: what was refused once need not be asked for again. */
static void
check_refusal (const char *path, int refusal, bool lost)
{
    const size_t size = 20 << 20;
    g_autofree char *block = g_malloc0 (size), *content = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaOut) out = NULL;
    gsize n;

    g_assert_true (g_file_set_contents (path, "old", 3, NULL));
    out = copia_out_new (path);
    disk_says = refusal;
    copia_out_bytes (out, block, size);
    disk_says = 0;
    g_assert_true (copia_out_failed (out) == lost);
    g_assert_true (copia_out_close (out, &error) == !lost);
    g_assert_true (g_file_get_contents (path, &content, &n, NULL));
    if (!lost) {
        g_assert_cmpmem (content, n, block, size);
        return;
    }
    g_assert_cmpstr (content, ==, "old");
    g_assert_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (refusal));
    g_assert_true (g_str_has_prefix (error->message, path));
    if (refusal == ENOSPC)
        g_assert_nonnull (strstr (error->message, "make room on that disk"));
}

static void
test_what_a_disk_does_not_take_is_told (void)
{
    g_autofree char *folder = g_dir_make_tmp ("copia-test-XXXXXX", NULL);
    g_autofree char *path = g_build_filename (folder, "book.copia", NULL);

    check_refusal (path, EIO, true);
    check_refusal (path, ENOSPC, true);
    check_refusal (path, EDQUOT, true);
    check_refusal (path, ENOSYS, false);
    check_refusal (path, EINVAL, false);
    check_refusal (path, 0, false);
    g_assert_cmpint (g_remove (path), ==, 0);
    g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing lies beside it */
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/out-sent/refused", test_what_a_disk_does_not_take_is_told);
    return g_test_run ();
}
