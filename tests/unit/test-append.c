/* test-append.c - texts are added to a corpus, and a death in the middle leaves it as it was. */
#include "support/scratch-index.c"

#include "base/error.h"
#include "build/append.h"
#include "index/manifest.h"
#include "index/merge.h"
#include "index/set.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    char *folder, *path, *text;
} Shelf;

static void
write_text (const Shelf *self, unsigned sentences)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (unsigned i = 0; i < sentences; i++)
        g_string_append_printf (text, "The ship number%u sails at noon.\n\n", i);
    g_file_set_contents (self->text, text->str, (gssize) text->len, NULL);
}

static Shelf
shelf_in (char *folder)
{
    Shelf self = { .folder = folder };

    self.path = g_build_filename (self.folder, "shelf.copia", NULL);
    self.text = g_build_filename (self.folder, "text.txt", NULL);
    return self;
}

static Shelf
shelf_new (void)
{
    return shelf_in (g_dir_make_tmp ("copia-test-XXXXXX", NULL));
}

/* In memory, if there is such a place: no disk is waited for. */
static Shelf
shelf_new_quick (void)
{
    char *folder = g_mkdtemp (g_strdup ("/dev/shm/copia-test-XXXXXX"));

    return folder ? shelf_in (folder) : shelf_new ();
}

static guint
n_files_called (const Shelf *self, const char *ending)
{
    GDir *dir = g_dir_open (self->folder, 0, NULL);
    const char *name;
    guint n = 0;

    while ((name = g_dir_read_name (dir)))
        n += g_str_has_suffix (name, ending);
    g_dir_close (dir);
    return n;
}

static guint
n_files (const Shelf *self)
{
    return n_files_called (self, "");
}

static void
shelf_clear (Shelf *self)
{
    GDir *dir = g_dir_open (self->folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (self->folder, name, NULL);

        g_unlink (path);
    }
    g_dir_close (dir);
    g_rmdir (self->folder);
    g_free (self->folder);
    g_free (self->path);
    g_free (self->text);
}

static bool
append_with (const Shelf *self, const char *input, const char *tokenizer,
             GError **error)
{
    const char *inputs[] = { input, NULL };
    CopiaRecipe recipe = { .inputs = inputs };
    CopiaReport report = { 0 };
    bool good;

    recipe.reading.tokenizer = tokenizer;
    good = copia_append (&recipe, self->path, &report, error);
    copia_report_clear (&report);
    return good;
}

static void
append (const Shelf *self)
{
    g_autoptr (GError) error = NULL;

    append_with (self, self->text, NULL, &error);
    g_assert_no_error (error);
}

/* The texts of the corpus, every byte of which is well. */
static uint32_t
count_texts (const Shelf *self)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) index = copia_index_open (self->path, &error);

    g_assert_no_error (error);
    copia_index_verify (index, &error);
    g_assert_no_error (error);
    return copia_regions_count (copia_index_texts (index));
}

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
    g_test_add_func ("/append/a-corpus-grows-file-by-file",
                     test_a_corpus_grows_file_by_file);
    g_test_add_func ("/append/an-error-leaves-nothing-new",
                     test_an_error_leaves_nothing_new);
    g_test_add_func ("/append/an-error-names-no-file-that-is-gone",
                     test_an_error_names_no_file_that_is_gone);
    g_test_add_func ("/append/a-killed-append-leaves-the-old-or-the-new",
                     test_a_killed_append_leaves_the_old_or_the_new);
    g_test_add_func ("/append/many-appends-leave-few-files",
                     test_many_appends_leave_few_files);
    g_test_add_func ("/append/files-of-others-stay", test_files_of_others_stay);
    g_test_add_func ("/append/what-is-open-or-named-elsewhere-stays",
                     test_what_is_open_or_named_elsewhere_stays);
    g_test_add_func ("/append/no-file-goes-that-is-named-still",
                     test_no_file_goes_that_is_named_still);
    g_test_add_func ("/append/who-comes-second-is-refused",
                     test_who_comes_second_is_refused);
    g_test_add_func ("/append/a-death-while-files-are-joined",
                     test_a_death_while_files_are_joined_leaves_the_old_or_the_new);
    g_test_add_func ("/append/what-killed-appends-leave-goes-with-the-next",
                     test_what_killed_appends_leave_goes_with_the_next);
    return g_test_run ();
}
