/* twins.c - a random corpus twice, as one file and as a set of files. */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "support/annotated.h"

#include "index/set.h"

/* A corpus in two folders, both times called "c.copia": as one file, and as a set. */
typedef struct {
    RandomCorpus *corpus;
    char *home, *whole, *parts; /* folders */
    guint files;
    bool annotated;
} Twins;

static void
write_range (const RandomCorpus *corpus, unsigned from, unsigned end, const char *path,
             bool annotated)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (GError) error = NULL;

    if (annotated)
        annotated_send (corpus, from, end, &to);
    else
        random_corpus_send (corpus, from, end, &to);
    copia_index_writer_meta (writer, "tokenizer", "words");
    copia_index_writer_meta (writer, "tokenizer.options", "");
    copia_index_writer_close (writer, path, &error);
    g_assert_no_error (error);
}

/* Where texts begin, some of them. */
static GArray *
cuts_of (const RandomCorpus *corpus, GRand *random)
{
    GArray *cuts = g_array_new (FALSE, FALSE, sizeof (unsigned));
    unsigned n = corpus->tokens->len, zero = 0;

    g_array_append_val (cuts, zero);
    for (unsigned i = 1; i < n; i++)
        if (random_corpus_token (corpus, i)->text !=
                random_corpus_token (corpus, i - 1)->text &&
            g_rand_int_range (random, 0, 4) > 0)
            g_array_append_val (cuts, i);
    g_array_append_val (cuts, n);
    return cuts;
}

static void
close_index (void *index)
{
    copia_index_close (index);
}

/* Half the time one file after the other is added to the set. */
static void
write_set (Twins *self, GRand *random)
{
    g_autoptr (GArray) cuts = cuts_of (self->corpus, random);
    g_autoptr (GPtrArray) indexes = g_ptr_array_new_with_free_func (close_index);
    g_autofree char *path = g_build_filename (self->parts, "c.copia", NULL);
    bool grow = g_rand_boolean (random);
    g_autoptr (GError) error = NULL;

    self->files = cuts->len - 1;
    for (guint i = 0; i + 1 < cuts->len; i++) {
        g_autofree char *name = g_strdup_printf ("%u.copia", i);
        g_autofree char *file = g_build_filename (self->parts, name, NULL);

        write_range (self->corpus, g_array_index (cuts, unsigned, i),
                     g_array_index (cuts, unsigned, i + 1), file, self->annotated);
        g_ptr_array_add (indexes, copia_index_open (file, &error));
        g_assert_no_error (error);
        if (!grow && i + 2 < cuts->len)
            continue;
        copia_set_write_as ((const CopiaIndex *const *) indexes->pdata, indexes->len,
                            path, (CopiaSetKind) g_rand_int_range (random, 0, 3),
                            &error);
        g_assert_no_error (error);
        g_ptr_array_set_size (indexes, 0);
        g_ptr_array_add (indexes, copia_index_open (path, &error));
        g_assert_no_error (error);
    }
}

static Twins
twins_new (GRand *random)
{
    Twins self = { .annotated = g_rand_boolean (random) };
    g_autofree char *path = NULL;
    g_autoptr (GError) error = NULL;

    self.corpus =
        random_corpus_new (random, (unsigned) g_rand_int_range (random, 200, 2500),
                           (unsigned) g_rand_int_range (random, 5, 300));
    self.home = g_dir_make_tmp ("copia-test-XXXXXX", &error);
    g_assert_no_error (error);
    self.whole = g_build_filename (self.home, "whole", NULL);
    self.parts = g_build_filename (self.home, "parts", NULL);
    g_mkdir (self.whole, 0700);
    g_mkdir (self.parts, 0700);
    path = g_build_filename (self.whole, "c.copia", NULL);
    write_range (self.corpus, 0, self.corpus->tokens->len, path, self.annotated);
    write_set (&self, random);
    return self;
}

static void
remove_folder (const char *folder)
{
    GDir *dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir))) {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
    }
    g_dir_close (dir);
    g_rmdir (folder);
}

static void
twins_clear (Twins *self)
{
    remove_folder (self->whole);
    remove_folder (self->parts);
    g_rmdir (self->home);
    random_corpus_free (self->corpus);
    g_free (self->home);
    g_free (self->whole);
    g_free (self->parts);
}
