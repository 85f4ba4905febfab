/* test-append.c - texts are added to a corpus, and small files become one. */
#include "support/shelf.c"

#include "base/error.h"
#include "index/merge.h"
#include "index/set.h"

static void
test_a_corpus_grows_file_by_file (void)
{
    Shelf shelf = shelf_new ();

    for (unsigned i = 1; i <= 6; i++) {
        write_text (&shelf, 20 * i);
        append (&shelf);
        g_assert_cmpuint (count_texts (&shelf), ==, i);
    }
    /* the text, the list, six files, and one union */
    g_assert_cmpuint (n_files (&shelf), ==, 9);
    shelf_clear (&shelf);
}

static void
test_an_error_leaves_nothing_new (void)
{
    Shelf shelf = shelf_new ();
    g_autoptr (GError) missing = NULL;
    g_autoptr (GError) other = NULL;
    guint files;

    write_text (&shelf, 20);
    append (&shelf);
    append (&shelf);
    files = n_files (&shelf);
    g_assert_false (append_with (&shelf, "/none/such", NULL, &missing));
    g_assert_false (append_with (&shelf, shelf.text, "spaces", &other));
    g_assert_error (other, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_cmpuint (n_files (&shelf), ==, files);
    g_assert_cmpuint (count_texts (&shelf), ==, 2);
    shelf_clear (&shelf);
}

/* Other attributes than the corpus has: the error speaks of what there is. */
static void
test_an_error_names_no_file_that_is_gone (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *annotated = g_build_filename (shelf.folder, "text.vrt", NULL);

    write_text (&shelf, 20);
    g_assert_true (
        g_file_set_contents (annotated, "<text>\nThe\tDT\tthe\n</text>\n", -1, NULL));
    append (&shelf);
    for (unsigned i = 0; i < 2; i++) { /* to a file, and to a set */
        g_autoptr (GError) error = NULL;
        g_autofree char *beginning = g_strconcat (shelf.path, ": its tokens", NULL);
        guint files = n_files (&shelf);

        g_assert_false (append_with (&shelf, annotated, NULL, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
        g_assert_true (g_str_has_prefix (error->message, beginning));
        g_assert_null (strstr (error->message, "shelf.1"));
        g_assert_null (strstr (error->message, "shelf.2"));
        g_assert_nonnull (strstr (error->message, "pos lemma"));
        g_assert_cmpuint (n_files (&shelf), ==, files);
        append (&shelf);
    }
    shelf_clear (&shelf);
}

/* ---- small files become one ----------------------------------------------------------- */

static const CopiaIndex *
nth_file (const CopiaIndex *index, uint32_t i)
{
    return copia_index_shards (index)->shards[i].index;
}

static CopiaIndex *
open_index (const char *path)
{
    g_autoptr (GError) error = NULL;
    CopiaIndex *index = copia_index_open (path, &error);

    g_assert_no_error (error);
    return index;
}

/* What indexing all texts at once makes. */
static void
assert_is_one_of (const Shelf *self, const GPtrArray *texts)
{
    g_autofree char *merged = g_build_filename (self->folder, "merged.copia", NULL);
    g_autofree char *built = g_build_filename (self->folder, "built.copia", NULL);
    g_autoptr (CopiaIndex) set = open_index (self->path);
    CopiaRecipe recipe = { .inputs = (const char *const *) texts->pdata };
    CopiaReport report = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) one = NULL, other = NULL;

    copia_build (&recipe, built, &report, &error);
    g_assert_no_error (error);
    copia_report_clear (&report);
    copia_merge ((const CopiaIndex *const[]){ set }, 1, merged, &error);
    g_assert_no_error (error);
    copia_index_verify (set, &error);
    g_assert_no_error (error);
    one = open_index (built);
    other = open_index (merged);
    g_assert_cmpstr (copia_index_id (one), ==, copia_index_id (other));
}

static void
test_many_appends_leave_few_files (void)
{
    Shelf shelf = shelf_new_quick ();
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    guint most = 0;

    for (unsigned i = 0; i < 300; i++) {
        g_autofree char *name = g_strdup_printf ("%u.txt", i);

        g_free (shelf.text);
        shelf.text = g_build_filename (shelf.folder, name, NULL);
        g_ptr_array_add (texts, g_strdup (shelf.text));
        write_text (&shelf, (unsigned) g_test_rand_int_range (1, 9));
        append (&shelf);
        most = MAX (most, n_files (&shelf) - texts->len);
    }
    g_ptr_array_add (texts, NULL);
    g_assert_cmpuint (most, <=, 40);
    assert_is_one_of (&shelf, texts);
    shelf_clear (&shelf);
}

/* A set of two files of somebody's, to which much is added. */
static void
test_files_of_others_stay (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *set = g_strdup (shelf.path);
    g_autofree char *one = g_build_filename (shelf.folder, "one.copia", NULL);
    g_autofree char *two = g_build_filename (shelf.folder, "shelf.2.copia", NULL);
    g_autoptr (CopiaIndex) first = NULL, second = NULL, index = NULL;
    g_autoptr (GError) error = NULL;

    write_text (&shelf, 5);
    g_free (shelf.path);
    shelf.path = g_strdup (one);
    append (&shelf);
    g_free (shelf.path);
    shelf.path = g_strdup (two);
    append (&shelf);
    first = open_index (one);
    second = open_index (two);
    copia_set_write ((const CopiaIndex *const[]){ first, second }, 2, set, &error);
    g_assert_no_error (error);
    g_free (shelf.path);
    shelf.path = g_strdup (set);
    for (unsigned i = 0; i < 50; i++)
        append (&shelf);
    g_assert_cmpuint (count_texts (&shelf), ==, 52);
    index = open_index (set);
    g_assert_cmpuint (copia_index_shards (index)->n, <, 25);
    g_assert_cmpstr (copia_index_path (nth_file (index, 0)), ==, one);
    g_assert_cmpstr (copia_index_path (nth_file (index, 1)), ==, two);
    shelf_clear (&shelf);
}

/* Whoever has the set open, and another set of its files, which outlives them. */
static void
test_what_is_open_or_named_elsewhere_stays (void)
{
    Shelf shelf = shelf_new ();
    g_autofree char *other = g_build_filename (shelf.folder, "other.copia", NULL);
    g_autoptr (CopiaIndex) open = NULL, now = NULL, named = NULL;
    g_autoptr (GError) error = NULL;

    write_text (&shelf, 400);
    append (&shelf);
    write_text (&shelf, 2);
    for (unsigned i = 0; i < 6; i++)
        append (&shelf);
    open = open_index (shelf.path);
    copia_set_write ((const CopiaIndex *const[]){ open }, 1, other, &error);
    g_assert_no_error (error);
    for (unsigned i = 0; i < 12; i++)
        append (&shelf);
    now = open_index (shelf.path);
    g_assert_cmpuint (copia_index_shards (now)->n, <, 7);
    copia_index_verify (open, &error);
    g_assert_no_error (error);
    named = open_index (other);
    g_assert_cmpuint (copia_index_shards (named)->n, ==, 7);
    copia_index_verify (named, &error);
    g_assert_no_error (error);
    shelf_clear (&shelf);
}

/* A set that names each of its files twice. */
static void
test_no_file_goes_that_is_named_still (void)
{
    Shelf shelf = shelf_new ();
    g_autoptr (CopiaIndex) set = NULL;
    g_autoptr (GError) error = NULL;
    uint32_t texts;

    write_text (&shelf, 400);
    append (&shelf);
    write_text (&shelf, 2);
    for (unsigned i = 0; i < 6; i++)
        append (&shelf);
    set = open_index (shelf.path);
    copia_set_write ((const CopiaIndex *const[]){ set, set }, 2, shelf.path, &error);
    g_assert_no_error (error);
    texts = count_texts (&shelf);
    for (unsigned i = 0; i < 14; i++)
        append (&shelf);
    g_assert_cmpuint (count_texts (&shelf), ==, texts + 14);
    shelf_clear (&shelf);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/append/a-corpus-grows-file-by-file",
                     test_a_corpus_grows_file_by_file);
    g_test_add_func ("/append/an-error-leaves-nothing-new",
                     test_an_error_leaves_nothing_new);
    g_test_add_func ("/append/an-error-names-no-file-that-is-gone",
                     test_an_error_names_no_file_that_is_gone);
    g_test_add_func ("/append/many-appends-leave-few-files",
                     test_many_appends_leave_few_files);
    g_test_add_func ("/append/files-of-others-stay", test_files_of_others_stay);
    g_test_add_func ("/append/what-is-open-or-named-elsewhere-stays",
                     test_what_is_open_or_named_elsewhere_stays);
    g_test_add_func ("/append/no-file-goes-that-is-named-still",
                     test_no_file_goes_that_is_named_still);
    return g_test_run ();
}
