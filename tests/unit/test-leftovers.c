/* test-leftovers.c - a set that grows takes away the files that are left behind, of its own and of
 * those who were killed, and no other file. */
#include "support/folder.c"

#include "base/draft.h"
#include "index/manifest.h"
#include "index/set-leftovers.h"
#include "index/set-private.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char *folder, *text, *set;
} Shelf;

static void
grow (const char *text, const char *path)
{
    const char *inputs[] = { text, NULL };
    const CopiaRecipe recipe = { .inputs = inputs };
    g_autofree char *said = make (&recipe, path, true);

    g_assert_cmpstr (said, ==, "");
}

/* A set of two files. */
static Shelf
shelf_new (void)
{
    Shelf self = { .folder = folder_new () };

    self.text = put (self.folder, "text.txt", "The ship sails at noon.\n");
    self.set = name_in (self.folder, "shelf.copia");
    grow (self.text, self.set);
    grow (self.text, self.set);
    return self;
}

static void
shelf_clear (Shelf *self)
{
    folder_free (self->folder);
    g_free (self->text);
    g_free (self->set);
}

static char *
union_of (const char *set)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaManifest) list = copia_manifest_read (set, &error);

    g_assert_no_error (error);
    return g_strdup (list->joint.path);
}

/* The union of the set once more, under that name. */
static char *
copy_union (const Shelf *self, const char *name)
{
    g_autofree char *joint = union_of (self->set);
    g_autofree char *bytes = NULL;
    char *path = name_in (self->folder, name);
    gsize size;

    g_assert_true (g_file_get_contents (joint, &bytes, &size, NULL));
    g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
    return path;
}

static bool
is_there (const char *path)
{
    return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
assert_opens (const char *set)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) index = copia_index_open (set, &error);

    g_assert_no_error (error);
    copia_index_verify (index, &error);
    g_assert_no_error (error);
}

static void
test_a_union_that_no_list_names_goes (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *one = copy_union (&shelf, "shelf.7.union");
    g_autofree char *other = copy_union (&shelf, "shelf.123456789.union");

    grow (shelf.text, shelf.set);
    g_assert_false (is_there (one));
    g_assert_false (is_there (other));
    assert_opens (shelf.set);
    shelf_clear (&shelf);
}

/* Called otherwise than unions of this set are. */
static void
test_a_union_of_another_name_stays (void)
{
    static const char *const names[] = {
        "shelf.union",       "shelf.0.union",   "shelf.07.union",
        "shelf.7.union.old", "shelf.7a.union",  "shelf.7.unions",
        "bookshelf.7.union", "shelf.7.8.union", "shelf.1234567890.union",
    };
    Shelf shelf = shelf_new ();
    g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        g_ptr_array_add (paths, copy_union (&shelf, names[i]));
    grow (shelf.text, shelf.set);
    for (guint i = 0; i < paths->len; i++)
        g_assert_true (is_there (paths->pdata[i]));
    shelf_clear (&shelf);
}

static void
test_what_is_no_union_of_the_set_stays (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *other_text =
        put (shelf.folder, "other.txt", "Quite another text.\n");
    g_autofree char *other = name_in (shelf.folder, "other.copia");
    g_autofree char *foreign = name_in (shelf.folder, "shelf.7.union");
    g_autofree char *text = put (shelf.folder, "shelf.8.union", "a diary");
    g_autofree char *empty = put (shelf.folder, "shelf.9.union", "");
    g_autofree char *index = name_in (shelf.folder, "shelf.10.union");
    g_autofree char *cut = put (shelf.folder, "shelf.11.union",
                                "\x89"
                                "CPA\r\n\x1a\n");
    g_autofree char *link = name_in (shelf.folder, "shelf.12.union");
    g_autofree char *room = name_in (shelf.folder, "shelf.13.union");
    g_autofree char *kept = copy_union (&shelf, "kept");
    g_autofree char *joint = NULL;

    grow (other_text, other);
    g_assert_cmpint (g_rename (other, index), ==, 0); /* a whole index */
    grow (other_text, other);
    grow (other_text, other);
    joint = union_of (other);
    g_assert_cmpint (g_rename (joint, foreign), ==, 0);
    g_assert_cmpint (symlink (kept, link), ==, 0);
    g_assert_cmpint (g_mkdir (room, 0777), ==, 0);
    grow (shelf.text, shelf.set);
    g_assert_true (is_there (foreign) && is_there (text) && is_there (empty));
    g_assert_true (is_there (index) && is_there (cut));
    g_assert_true (is_there (link) && is_there (kept) && is_there (room));
    g_rmdir (room);
    shelf_clear (&shelf);
}

/* A list was renamed, and a set began anew under its old name. */
static void
test_what_another_list_names_stays (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *renamed = name_in (shelf.folder, "renamed");
    g_autofree char *joint = union_of (shelf.set);

    g_assert_cmpint (g_rename (shelf.set, renamed), ==, 0);
    grow (shelf.text, shelf.set);
    grow (shelf.text, shelf.set);
    grow (shelf.text, shelf.set);
    g_assert_true (is_there (joint));
    assert_opens (shelf.set);
    assert_opens (renamed);
    shelf_clear (&shelf);
}

static void
test_a_list_that_cannot_be_read_may_name_any (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *left = copy_union (&shelf, "shelf.7.union");
    g_autofree char *list = put (shelf.folder, "list", "copia set 1\nshard\t");

    grow (shelf.text, shelf.set);
    g_assert_true (is_there (left));
    g_unlink (list);
    grow (shelf.text, shelf.set);
    g_assert_false (is_there (left));
    shelf_clear (&shelf);
}

static void
test_nothing_goes_while_somebody_writes_one (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *written = copy_union (&shelf, "shelf.7.union");
    int folder = copia_set_enter (shelf.set);

    g_assert_cmpint (folder, >=, 0);
    grow (shelf.text, shelf.set);
    g_assert_true (is_there (written));
    copia_set_leave (folder, shelf.set);
    g_assert_false (is_there (written));
    assert_opens (shelf.set);
    shelf_clear (&shelf);
}

/* ---- files that appends made ---------------------------------------------------------- */

static void
grow_often (const Shelf *self, const char *set, unsigned times)
{
    for (unsigned i = 0; i < times; i++)
        grow (self->text, set);
}

static void
assert_has_texts (const char *set, uint32_t texts)
{
    g_autoptr (CopiaIndex) index = NULL;

    assert_opens (set);
    index = copia_index_open (set, NULL);
    g_assert_cmpuint (copia_regions_count (copia_index_texts (index)), ==, texts);
}

/* Of so much to begin with that the union borrows of it. */
static Shelf
shelf_of_many (void)
{
    Shelf self = { .folder = folder_new () };
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *much = NULL;

    for (unsigned i = 0; i < 400; i++)
        g_string_append_printf (text, "The ship number%u sails at noon.\n", i);
    much = put (self.folder, "much.txt", text->str);
    self.text = put (self.folder, "text.txt", "The ship sails at noon.\n");
    self.set = name_in (self.folder, "shelf.copia");
    grow (much, self.set);
    grow_often (&self, self.set, 6);
    return self;
}

/* The list was copied, and either is added to. */
static void
test_what_a_copy_of_the_list_names_stays (void)
{
    Shelf shelf = shelf_of_many ();
    g_autofree char *copy = NULL, *list = NULL;

    g_assert_true (g_file_get_contents (shelf.set, &list, NULL, NULL));
    copy = put (shelf.folder, "copy.copia", list);
    grow_often (&shelf, shelf.set, 12);
    assert_has_texts (copy, 7);
    grow_often (&shelf, copy, 12);
    assert_has_texts (copy, 19);
    assert_has_texts (shelf.set, 19);
    shelf_clear (&shelf);
}

/* Somebody wrote a list that calls it its own. */
static void
test_what_is_not_called_as_files_of_the_list_stays (void)
{
    Shelf shelf = shelf_of_many ();
    g_autofree char *file = name_in (shelf.folder, "shelf.3.copia");
    g_autofree char *diary = name_in (shelf.folder, "diary.copia");
    g_autofree char *list = NULL, *forged = NULL;
    g_auto (GStrv) parts = NULL;

    g_assert_true (g_file_get_contents (shelf.set, &list, NULL, NULL));
    parts = g_strsplit (list, "shelf.3.copia", 2);
    g_assert_cmpuint (g_strv_length (parts), ==, 2);
    forged = g_strjoinv ("diary.copia", parts);
    g_assert_cmpint (g_rename (file, diary), ==, 0);
    g_assert_true (g_file_set_contents (shelf.set, forged, -1, NULL));
    grow_often (&shelf, shelf.set, 12);
    assert_has_texts (shelf.set, 19);
    g_assert_true (is_there (diary));
    shelf_clear (&shelf);
}

/* It was free when the texts began to be indexed. */
static void
test_a_name_that_was_taken_meanwhile_is_left (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *taken = put (shelf.folder, "shelf.3.copia", "a diary");
    g_autofree char *draft = name_in (shelf.folder, "draft");
    g_autofree char *bytes = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) old = NULL, added = NULL;

    grow (shelf.text, draft);
    old = copia_index_open (shelf.set, &error);
    added = copia_index_open (draft, &error);
    copia_set_append (old, added, taken, shelf.set, &error);
    g_assert_no_error (error);
    assert_has_texts (shelf.set, 3);
    g_assert_true (g_file_get_contents (taken, &bytes, NULL, NULL));
    g_assert_cmpstr (bytes, ==, "a diary");
    shelf_clear (&shelf);
}

/* A process died when it had named a file, and the list was not written; or when the list named it no
 * more, and it was not removed: it is called as a draft too. */
static void
test_what_was_to_be_named_goes (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *other = name_in (shelf.folder, "other");
    g_autofree char *named = name_in (shelf.folder, "shelf.5.copia");
    g_autofree char *draft = name_in (shelf.folder, "shelf.5.copia.draft-17-0");
    g_autofree char *diary = name_in (shelf.folder, "diary.copia");
    g_autofree char *year = name_in (shelf.folder, "shelf.2024.copia");
    g_autofree char *copy = name_in (shelf.folder, "shelf.7.copia");
    g_autofree char *bytes = NULL;
    gsize size;
    int lock;

    grow (shelf.text, other);
    g_assert_cmpint (link (other, named), ==, 0);
    g_assert_cmpint (link (other, draft), ==, 0);
    g_assert_cmpint (link (other, year), ==, 0); /* somebody keeps it */
    g_assert_cmpint (g_rename (other, diary), ==, 0);
    g_assert_true (g_file_get_contents (diary, &bytes, &size, NULL));
    g_assert_true (g_file_set_contents (copy, bytes, (gssize) size, NULL));
    lock = copia_draft_hold (draft);
    grow (shelf.text, shelf.set);
    g_assert_true (is_there (named) && is_there (draft)); /* its process lives */
    copia_draft_release (lock);
    grow (shelf.text, shelf.set);
    g_assert_false (is_there (named) || is_there (draft));
    g_assert_true (is_there (diary) && is_there (year) && is_there (copy));
    assert_has_texts (shelf.set, 4);
    shelf_clear (&shelf);
}

/* The list that named it no more is written, and the next append has its lock already: it calls no file
 * of its own so, which would be removed. */
static void
test_what_is_about_to_go_keeps_its_name (void)
{
    Shelf shelf = shelf_new ();
    char *path = name_in (shelf.folder, "shelf.5.copia");
    CopiaSetEntry entry = { .path = path, .own = true };
    CopiaMaking making = { .path = shelf.set };
    g_autoptr (GError) error = NULL;

    grow (shelf.text, path);
    making.files = g_array_new (FALSE, FALSE, sizeof entry);
    making.gone = g_array_new (FALSE, FALSE, sizeof entry);
    g_array_append_val (making.gone, entry);
    copia_making_name_drafts (&making, &error);
    g_assert_no_error (error);
    copia_set_sweep_drafts (shelf.set);
    g_assert_true (is_there (path));
    copia_making_drop_marks (&making);
    copia_set_sweep_drafts (shelf.set);
    g_assert_true (is_there (path)); /* whose it is cannot be told any more */
    g_free (g_array_index (making.gone, CopiaSetEntry, 0).mark);
    g_array_unref (making.files);
    g_array_unref (making.gone);
    g_free (path);
    shelf_clear (&shelf);
}

/* Its draft goes. */
static void
test_what_was_named_stays (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *listed = name_in (shelf.folder, "shelf.2.copia");
    g_autofree char *mark = name_in (shelf.folder, "shelf.2.copia.draft-17-0");
    g_autofree char *of_other = name_in (shelf.folder, "shelf.5.copia");
    g_autofree char *draft = name_in (shelf.folder, "shelf.5.copia.draft-17-0");
    g_autofree char *set = name_in (shelf.folder, "set");
    g_autoptr (CopiaIndex) index = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (link (listed, mark), ==, 0);
    grow (shelf.text, of_other);
    g_assert_cmpint (link (of_other, draft), ==, 0);
    index = copia_index_open (of_other, &error);
    g_assert_no_error (error);
    copia_set_write ((const CopiaIndex *const[]){ index }, 1, set, &error);
    g_assert_no_error (error);
    grow (shelf.text, shelf.set);
    g_assert_true (is_there (listed) && is_there (of_other));
    g_assert_false (is_there (mark) || is_there (draft));
    assert_has_texts (shelf.set, 3);
    assert_opens (set);
    shelf_clear (&shelf);
}

/* The index that would be the first file of a set had its second name already. */
static void
test_a_second_name_of_an_index_goes (void)
{
    Shelf shelf = { .folder = folder_new () };
    g_autofree char *second = name_in (shelf.folder, "shelf.7.copia");
    g_autofree char *mark = name_in (shelf.folder, "shelf.7.copia.draft-17-0");

    shelf.text = put (shelf.folder, "text.txt", "The ship sails at noon.\n");
    shelf.set = name_in (shelf.folder, "shelf.copia");
    grow (shelf.text, shelf.set);
    g_assert_cmpint (link (shelf.set, second), ==, 0);
    g_assert_cmpint (link (shelf.set, mark), ==, 0);
    grow (shelf.text, shelf.set);
    g_assert_false (is_there (second) || is_there (mark));
    assert_has_texts (shelf.set, 2);
    shelf_clear (&shelf);
}

/* The index is in one folder, and a link to it in another. */
static void
test_what_is_added_by_a_link_lies_beside_the_list (void)
{
    Shelf shelf = { .folder = folder_new () };
    char *other = folder_new ();
    g_autofree char *way = name_in (other, "link.copia");
    g_autofree char *left = name_in (other, "link.2.copia");
    g_autofree char *nothing = name_in (shelf.folder, "nothing");
    g_autofree char *taken = name_in (shelf.folder, "shelf.3.copia");

    shelf.text = put (shelf.folder, "text.txt", "The ship sails at noon.\n");
    shelf.set = name_in (shelf.folder, "shelf.copia");
    grow (shelf.text, shelf.set);
    g_assert_cmpint (symlink (shelf.set, way), ==, 0);
    grow (shelf.text, way);
    assert_has_texts (shelf.set, 2);
    assert_has_texts (way, 2);
    g_assert_cmpint (symlink (nothing, taken), ==, 0); /* no name for a file */
    grow (shelf.text, way);
    grow (shelf.text, shelf.set);
    assert_has_texts (shelf.set, 4);
    assert_has_texts (way, 4);
    g_assert_false (is_there (left) || is_there (nothing));
    folder_free (other);
    shelf_clear (&shelf);
}

static void
test_drafts_go_in_a_folder_that_is_called_as_one (void)
{
    char *folder = folder_new ();
    char *room = name_in (folder, "shelf.9.copia.draft-2-2");
    g_autofree char *set = name_in (room, "shelf.copia");
    g_autofree char *text = NULL, *draft = NULL;

    g_assert_cmpint (g_mkdir (room, 0777), ==, 0);
    text = put (room, "text.txt", "The ship sails at noon.\n");
    draft = put (room, "shelf.5.copia.draft-17-0", "");
    grow (text, set);
    grow (text, set);
    g_assert_false (is_there (draft));
    folder_free (room);
    folder_free (folder);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/leftovers/a-union-that-no-list-names-goes",
                     test_a_union_that_no_list_names_goes);
    g_test_add_func ("/leftovers/a-union-of-another-name-stays",
                     test_a_union_of_another_name_stays);
    g_test_add_func ("/leftovers/what-is-no-union-of-the-set-stays",
                     test_what_is_no_union_of_the_set_stays);
    g_test_add_func ("/leftovers/what-another-list-names-stays",
                     test_what_another_list_names_stays);
    g_test_add_func ("/leftovers/a-list-that-cannot-be-read-may-name-any",
                     test_a_list_that_cannot_be_read_may_name_any);
    g_test_add_func ("/leftovers/nothing-goes-while-somebody-writes-one",
                     test_nothing_goes_while_somebody_writes_one);
    g_test_add_func ("/leftovers/what-a-copy-of-the-list-names-stays",
                     test_what_a_copy_of_the_list_names_stays);
    g_test_add_func ("/leftovers/what-is-not-called-as-files-of-the-list-stays",
                     test_what_is_not_called_as_files_of_the_list_stays);
    g_test_add_func ("/leftovers/a-name-that-was-taken-meanwhile-is-left",
                     test_a_name_that_was_taken_meanwhile_is_left);
    g_test_add_func ("/leftovers/what-was-to-be-named-goes",
                     test_what_was_to_be_named_goes);
    g_test_add_func ("/leftovers/what-is-about-to-go-keeps-its-name",
                     test_what_is_about_to_go_keeps_its_name);
    g_test_add_func ("/leftovers/what-was-named-stays", test_what_was_named_stays);
    g_test_add_func ("/leftovers/a-second-name-of-an-index-goes",
                     test_a_second_name_of_an_index_goes);
    g_test_add_func ("/leftovers/what-is-added-by-a-link-lies-beside-the-list",
                     test_what_is_added_by_a_link_lies_beside_the_list);
    g_test_add_func ("/leftovers/drafts-go-in-a-folder-that-is-called-as-one",
                     test_drafts_go_in_a_folder_that_is_called_as_one);
    return g_test_run ();
}
