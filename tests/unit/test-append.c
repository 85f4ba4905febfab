/* test-append.c - texts are added to a corpus, and a death in the middle leaves it as it was. */
#include "support/scratch-index.c"

#include "base/error.h"
#include "build/append.h"

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
shelf_new (void)
{
    Shelf self = { .folder = g_dir_make_tmp ("copia-test-XXXXXX", NULL) };

    self.path = g_build_filename (self.folder, "shelf.copia", NULL);
    self.text = g_build_filename (self.folder, "text.txt", NULL);
    return self;
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
    return g_test_run ();
}
