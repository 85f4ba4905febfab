/* test-set-damage.c - what is changed in the files of a set gives an error or the same answers. */
#include "support/battery.c"

#include "base/error.h"
#include "index/borrowed.h"
#include "index/set.h"

typedef struct {
    char *folder, *file, *path, *joint;
} Damaged;

static void
open_twice (const Damaged *self, CopiaSetKind kind)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) index = copia_index_open (self->file, &error);
    const CopiaIndex *parts[] = { index, index };

    g_assert_no_error (error);
    copia_set_write_as (parts, 2, self->path, kind, &error);
    g_assert_no_error (error);
}

static Damaged
damaged_new (CopiaSetKind kind)
{
    Damaged self = { .folder = g_dir_make_tmp ("copia-test-XXXXXX", NULL) };
    g_autofree char *bytes = NULL;
    gsize size;

    self.file = g_build_filename (self.folder, "file.copia", NULL);
    self.path = g_build_filename (self.folder, "set.copia", NULL);
    self.joint = g_build_filename (self.folder, "set.1.union", NULL);
    bytes = battery_sample (false, &size);
    g_file_set_contents (self.file, bytes, (gssize) size, NULL);
    open_twice (&self, kind);
    return self;
}

static void
damaged_clear (Damaged *self)
{
    g_unlink (self->file);
    g_unlink (self->path);
    g_unlink (self->joint);
    g_rmdir (self->folder);
    g_free (self->folder);
    g_free (self->file);
    g_free (self->path);
    g_free (self->joint);
}

/* What the set says, or 0 where it is not believed. */
static uint64_t
sum_of (const Damaged *self)
{
    g_autoptr (CopiaIndex) index = copia_index_open (self->path, NULL);
    uint64_t sum = index ? battery_run (index) : 0;

    return index && copia_index_sound (index, NULL) ? sum : 0;
}

static bool
is_verified (const Damaged *self)
{
    g_autoptr (CopiaIndex) index = copia_index_open (self->path, NULL);

    return index && copia_index_verify (index, NULL);
}

/* In place, so that nobody waits for the disk. */
static void
poke (const char *path, gsize at, char byte)
{
    FILE *file = fopen (path, "r+b");

    g_assert_cmpint (fseek (file, (long) at, SEEK_SET), ==, 0);
    g_assert_cmpint (fputc (byte, file), !=, EOF);
    g_assert_cmpint (fclose (file), ==, 0);
}

static void
change_bytes (const Damaged *self, const char *path, uint64_t whole)
{
    g_autofree char *bytes = NULL;
    unsigned refused = 0, unnoticed = 0;
    gsize size, step;

    g_file_get_contents (path, &bytes, &size, NULL);
    step = MAX (1, size / 700);
    for (gsize at = 0; at < size; at += step) {
        char changed = bytes[at] ^ (char) (1 << (at / step % 8));
        uint64_t sum;

        poke (path, at, changed);
        sum = sum_of (self);
        g_assert_true (sum == 0 || sum == whole);
        refused += sum == 0;
        unnoticed += is_verified (self);
        poke (path, at, bytes[at]);
    }
    g_assert_cmpuint (refused, >, 50);
    g_assert_cmpuint (unnoticed, <=, 1); /* a larger minor version is accepted */
    g_assert_cmpuint (sum_of (self), ==, whole);
}

static void
assert_no_wrong_answer (CopiaSetKind kind)
{
    Damaged damaged = damaged_new (kind);
    uint64_t whole = sum_of (&damaged);

    g_assert_cmpuint (whole, !=, 0);
    g_assert_true (is_verified (&damaged));
    change_bytes (&damaged, damaged.joint, whole);
    change_bytes (&damaged, damaged.file, whole);
    damaged_clear (&damaged);
}

static void
test_changes_give_no_wrong_answer (void)
{
    assert_no_wrong_answer (COPIA_SET_WHOLE);
}

static void
test_changes_of_what_borrows_give_no_wrong_answer (void)
{
    Damaged damaged = damaged_new (COPIA_SET_BORROWING);
    g_autofree char *list = NULL;

    g_file_get_contents (damaged.path, &list, NULL, NULL);
    g_assert_nonnull (strstr (list, "\nbase\t"));
    damaged_clear (&damaged);
    assert_no_wrong_answer (COPIA_SET_BORROWING);
}

/* The list at the path names another file as its union, and a set is written over it. */
static bool
survives_new_set (const Damaged *self, const char *name)
{
    g_autofree char *list = NULL;
    g_autofree char *forged = NULL;
    g_autofree char *other = g_build_filename (self->folder, name, NULL);
    g_autofree char *second = g_build_filename (self->folder, "set.2.union", NULL);
    g_auto (GStrv) parts = NULL;
    bool stays;

    g_file_get_contents (self->path, &list, NULL, NULL);
    parts = g_strsplit (list, "set.1.union", -1);
    g_assert_cmpuint (g_strv_length (parts), ==, 2);
    forged = g_strjoinv (name, parts);
    g_file_set_contents (self->path, forged, -1, NULL);
    g_file_set_contents (other, "somebody else's", -1, NULL);
    open_twice (self, COPIA_SET_WHOLE);
    stays = g_file_test (other, G_FILE_TEST_EXISTS);
    g_unlink (other);
    g_unlink (second);
    return stays;
}

static void
test_what_a_list_calls_its_union_is_removed_only_if_it_is (void)
{
    Damaged damaged = damaged_new (COPIA_SET_WHOLE);

    g_assert_true (survives_new_set (&damaged, "diary.txt"));
    damaged_clear (&damaged);
    damaged = damaged_new (COPIA_SET_WHOLE);
    g_assert_true (survives_new_set (&damaged, "other.union"));
    damaged_clear (&damaged);
    damaged = damaged_new (COPIA_SET_WHOLE);
    open_twice (&damaged, COPIA_SET_WHOLE);
    g_assert_false (g_file_test (damaged.joint, G_FILE_TEST_EXISTS));
    g_free (damaged.joint);
    damaged.joint = g_build_filename (damaged.folder, "set.2.union", NULL);
    damaged_clear (&damaged);
}

/* The sections of the container once more, and that it borrows nothing of a file of that id. */
static void
copy_borrowing (const char *from, const char *to, const char *base_id)
{
    g_autoptr (CopiaContainer) container = copia_container_open (from, NULL);
    g_autoptr (CopiaContainerWriter) out = copia_container_writer_new (to);
    g_autofree char *line = g_strconcat ("base\t", base_id, "\n", NULL);
    size_t n;
    const CopiaSection *sections = copia_container_sections (container, &n);

    for (size_t i = 0; i < n; i++) {
        copia_section_touch (&sections[i], 0, sections[i].size);
        copia_container_begin (out, sections[i].name, sections[i].width);
        copia_container_put (out, sections[i].bytes, sections[i].size);
        copia_container_end (out, sections[i].count);
    }
    copia_container_begin (out, COPIA_BORROWED, 1);
    copia_container_put (out, line, strlen (line));
    copia_container_end (out, strlen (line));
    g_assert_true (copia_container_writer_close (out, NULL));
}

static CopiaContainer *
write_base (const char *path)
{
    g_autoptr (CopiaContainerWriter) out = copia_container_writer_new (path);

    copia_container_begin (out, "set.tokens", 1);
    copia_container_end (out, 0);
    g_assert_true (copia_container_writer_close (out, NULL));
    return copia_container_open (path, NULL);
}

/* As a list names it. */
static char *
said_of (const char *key, const char *path, const char *name)
{
    g_autoptr (CopiaContainer) container = copia_container_open (path, NULL);

    return g_strdup_printf ("%s\t%" G_GUINT64_FORMAT "\t%s\t%s\n", key,
                            copia_container_size (container),
                            copia_container_id (container), name);
}

/* An enemy's list, whose union needs nothing of its base. */
static void
forge_base (const Damaged *self, const char *base, const char *joint)
{
    g_autoptr (CopiaContainer) container = write_base (base);
    g_autofree char *list = NULL;
    g_autofree char *based = said_of ("base", base, "base.union");
    g_autofree char *joined = NULL;
    g_autofree char *forged = NULL;
    char *lines;

    copy_borrowing (self->joint, joint, copia_container_id (container));
    joined = said_of ("union", joint, "set.3.union");
    g_assert_true (g_file_get_contents (self->path, &list, NULL, NULL));
    lines = strstr (list, "union\t");
    *lines = '\0';
    forged = g_strconcat (list, based, joined, strstr (lines + 1, "total\t"), NULL);
    g_assert_true (g_file_set_contents (self->path, forged, -1, NULL));
}

static void
test_a_base_that_tells_of_no_files_is_refused (void)
{
    Damaged damaged = damaged_new (COPIA_SET_WHOLE);
    g_autofree char *base = g_build_filename (damaged.folder, "base.union", NULL);
    g_autofree char *joint = g_build_filename (damaged.folder, "set.3.union", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) set = NULL, file = NULL;

    forge_base (&damaged, base, joint);
    set = copia_index_open (damaged.path, &error);
    g_assert_no_error (error);
    file = copia_index_open (damaged.file, &error);
    g_assert_no_error (error);
    g_assert_false (copia_set_write ((const CopiaIndex *const[]){ set, file }, 2,
                                     damaged.path, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED);
    g_unlink (base);
    g_unlink (joint);
    damaged_clear (&damaged);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/set-damage/changes-give-no-wrong-answer",
                     test_changes_give_no_wrong_answer);
    g_test_add_func ("/set-damage/what-a-list-calls-its-union-is-removed-only-if-it-is",
                     test_what_a_list_calls_its_union_is_removed_only_if_it_is);
    g_test_add_func ("/set-damage/changes-of-what-borrows-give-no-wrong-answer",
                     test_changes_of_what_borrows_give_no_wrong_answer);
    g_test_add_func ("/set-damage/a-base-that-tells-of-no-files-is-refused",
                     test_a_base_that_tells_of_no_files_is_refused);
    return g_test_run ();
}
