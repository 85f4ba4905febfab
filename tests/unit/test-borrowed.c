/* test-borrowed.c - what a union borrows is what it would hold itself, byte for byte. */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "support/annotated.h"

#include "base/error.h"
#include "index/set.h"
#include "index/sizes.h"

#include <glib/gstdio.h>
#include <string.h>

/* One corpus in as many files as it has texts, and two sets of them. */
typedef struct {
    RandomCorpus *corpus;
    char *folder, *borrowing, *whole;
    GPtrArray *files;  /* CopiaIndex */
    size_t attributes; /* of tokens */
} Shelf;

static void
close_index (void *index)
{
    copia_index_close (index);
}

static void
add_file (Shelf *self, unsigned from, unsigned end, bool compact)
{
    g_autofree char *name = g_strdup_printf ("%u.copia", self->files->len);
    g_autofree char *path = g_build_filename (self->folder, name, NULL);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (GError) error = NULL;

    if (self->files->len % 3 == 2)
        copia_index_writer_compact (writer, compact);
    if (self->attributes > 0)
        annotated_send_some (self->corpus, from, end, &to, self->attributes);
    else
        random_corpus_send (self->corpus, from, end, &to);
    copia_index_writer_close (writer, path, &error);
    g_assert_no_error (error);
    g_ptr_array_add (self->files, copia_index_open (path, &error));
    g_assert_no_error (error);
}

static Shelf
shelf_new (GRand *random)
{
    Shelf self = { .folder = g_dir_make_tmp ("copia-test-XXXXXX", NULL) };
    int compact = g_rand_int_range (random, 0, 3); /* none, all, some */
    unsigned from = 0, n;

    self.attributes = (size_t) g_rand_int_range (random, 0, 5) % 4;
    self.corpus =
        random_corpus_new (random, (unsigned) g_rand_int_range (random, 500, 4000),
                           (unsigned) g_rand_int_range (random, 5, 900));
    self.borrowing = g_build_filename (self.folder, "borrowing.copia", NULL);
    self.whole = g_build_filename (self.folder, "whole.copia", NULL);
    self.files = g_ptr_array_new_with_free_func (close_index);
    n = self.corpus->tokens->len;
    for (unsigned i = 1; i <= n; i++)
        if (i == n || random_corpus_token (self.corpus, i)->text !=
                          random_corpus_token (self.corpus, i - 1)->text) {
            add_file (&self, from, i,
                      compact == 1 || (compact == 2 && g_rand_boolean (random)));
            from = i;
        }
    return self;
}

static void
shelf_clear (Shelf *self)
{
    GDir *dir = g_dir_open (self->folder, 0, NULL);
    const char *name;

    g_ptr_array_unref (self->files);
    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (self->folder, name, NULL);

        g_unlink (path);
    }
    g_dir_close (dir);
    g_rmdir (self->folder);
    random_corpus_free (self->corpus);
    g_free (self->folder);
    g_free (self->borrowing);
    g_free (self->whole);
}

/* The set at `path` becomes the first `n` files, the last of which is added to what is there. */
static CopiaIndex *
grow (const Shelf *self, const char *path, guint n, CopiaSetKind kind)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) old = n > 2 ? copia_index_open (path, &error) : NULL;
    const CopiaIndex *parts[] = { old ? old : self->files->pdata[n - 2],
                                  self->files->pdata[n - 1] };
    CopiaIndex *index;

    g_assert_no_error (error);
    copia_set_write_as (parts, 2, path, kind, &error);
    g_assert_no_error (error);
    index = copia_index_open (path, &error);
    g_assert_no_error (error);
    return index;
}

/* All that the union of the whole set holds, the other one has; returns how many it made. */
static unsigned
assert_same_sections (const CopiaIndex *whole, const CopiaIndex *other)
{
    const CopiaContainer *made = copia_index_container (other);
    unsigned borrowed = 0;
    size_t n;
    const CopiaSection *sections =
        copia_container_sections (copia_index_container (whole), &n);

    for (size_t i = 0; i < n; i++) {
        const CopiaSection *one = &sections[i];
        const CopiaSection *two = copia_container_find (made, one->name);

        g_assert_nonnull (two);
        g_assert_cmpuint (one->size, ==, two->size);
        g_assert_cmpuint (one->count, ==, two->count);
        g_assert_cmpuint (one->width, ==, two->width);
        copia_section_touch (one, 0, one->size);
        copia_section_touch (two, 0, two->size);
        if (memcmp (one->bytes, two->bytes, one->size) != 0)
            g_test_message ("%s", one->name);
        g_assert_cmpmem (one->bytes, one->size, two->bytes, two->size);
        borrowed += two->packing == COPIA_PACKING_MADE;
    }
    return borrowed;
}

static bool
is_borrowed (const CopiaIndex *index, const char *name)
{
    const CopiaSection *section =
        copia_container_find (copia_index_container (index), name);

    return section && section->packing == COPIA_PACKING_MADE;
}

static void
test_what_is_borrowed_is_what_a_whole_union_holds (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    unsigned borrowed = 0, again = 0, lemmas = 0, tags = 0;

    for (unsigned round = 0; round < 30; round++) {
        Shelf shelf = shelf_new (random);

        for (guint n = 2; n <= shelf.files->len; n++) {
            CopiaSetKind kind = g_rand_int_range (random, 0, 5) == 0
                                    ? COPIA_SET_WHOLE
                                    : COPIA_SET_BORROWING;
            g_autoptr (CopiaIndex) whole =
                grow (&shelf, shelf.whole, n, COPIA_SET_WHOLE);
            g_autoptr (CopiaIndex) other = grow (&shelf, shelf.borrowing, n, kind);
            g_autoptr (GError) error = NULL;

            g_assert_cmpuint (copia_index_shards (other)->n, ==, n);
            lemmas += is_borrowed (other, "@lemma.types");
            tags += is_borrowed (other, "@pos.set.at");
            borrowed += assert_same_sections (whole, other) > 10;
            again += copia_index_base (other) != NULL;
            copia_index_verify (other, &error);
            g_assert_no_error (error);
        }
        shelf_clear (&shelf);
    }
    g_assert_cmpuint (borrowed, >, 20);
    g_assert_cmpuint (again, >, 2); /* of a union */
    g_assert_cmpuint (lemmas, >, 5);
    g_assert_cmpuint (tags, >, 2);
    g_rand_free (random);
}

static uint64_t
bytes_of_file (const char *path)
{
    GStatBuf about;

    g_assert_cmpint (g_stat (path, &about), ==, 0);
    return (uint64_t) about.st_size;
}

static uint64_t
size_called (GArray *sizes, const char *name)
{
    for (guint i = 0; i < sizes->len; i++)
        if (g_str_equal (g_array_index (sizes, CopiaSize, i).name, name))
            return g_array_index (sizes, CopiaSize, i).bytes;
    return 0;
}

/* Of a set of all files: by sections they are as large as on the disk. */
static void
assert_sizes (const Shelf *shelf, const CopiaIndex *set)
{
    g_autoptr (GArray) sizes = copia_index_sizes (set);
    const CopiaContainer *base = copia_index_base (set);
    uint64_t sum = 0, stored = 0, ids = 0;

    for (guint i = 0; i < sizes->len; i++)
        sum += g_array_index (sizes, CopiaSize, i).bytes;
    for (guint i = 0; i < shelf->files->len; i++) {
        const CopiaContainer *file = copia_index_container (shelf->files->pdata[i]);

        stored += bytes_of_file (copia_container_path (file));
        ids += copia_container_find (file, "word.ids")->stored_size;
    }
    stored += bytes_of_file (copia_container_path (copia_index_container (set)));
    stored += base ? bytes_of_file (copia_container_path (base)) : 0;
    g_assert_cmpuint (sum, ==, stored);
    g_assert_cmpuint (size_called (sizes, "word.ids"), ==, ids);
    g_assert_cmpuint (size_called (sizes, "set.id.bytes"), >, 0);
    g_assert_cmpuint (size_called (sizes, "rest"), <, sum);
}

static void
test_the_sizes_of_sections_add_up_to_those_of_all_files (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    unsigned based = 0;

    for (unsigned round = 0; round < 20; round++) {
        Shelf shelf = shelf_new (random);

        for (guint n = 2; n < shelf.files->len; n++)
            copia_index_close (
                grow (&shelf, shelf.borrowing, n,
                      g_rand_boolean (random) ? COPIA_SET_WHOLE : COPIA_SET_BORROWING));
        if (shelf.files->len > 1) {
            g_autoptr (CopiaIndex) set =
                grow (&shelf, shelf.borrowing, shelf.files->len, COPIA_SET_BORROWING);

            based += copia_index_base (set) != NULL;
            assert_sizes (&shelf, set);
        }
        shelf_clear (&shelf);
    }
    g_assert_cmpuint (based, >, 0);
    g_rand_free (random);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/borrowed/what-is-borrowed-is-what-a-whole-union-holds",
                     test_what_is_borrowed_is_what_a_whole_union_holds);
    g_test_add_func ("/borrowed/the-sizes-of-sections-add-up-to-those-of-all-files",
                     test_the_sizes_of_sections_add_up_to_those_of_all_files);
    return g_test_run ();
}
