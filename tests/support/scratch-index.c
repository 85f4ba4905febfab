/* scratch-index.c - making small indexes. */
#include "support/scratch-index.h"

#include <glib/gstdio.h>

char *
scratch_path (void)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp ("copia-test-XXXXXX", &error);

    g_assert_no_error (error);
    return g_build_filename (folder, "scratch.copia", NULL);
}

void
scratch_path_free (char *path)
{
    g_autofree char *folder = g_path_get_dirname (path);

    g_unlink (path);
    g_rmdir (folder);
    g_free (path);
}

/* Every other test has compact indexes: answers are the same. */
ScratchIndex *
scratch_index_new (CopiaIndexWriter *writer)
{
    ScratchIndex *self = g_new0 (ScratchIndex, 1);
    g_autoptr (GError) error = NULL;

    self->path = scratch_path ();
    copia_index_writer_compact (writer, g_str_hash (g_test_get_path ()) & 1);
    copia_index_writer_close (writer, self->path, &error);
    g_assert_no_error (error);
    self->index = copia_index_open (self->path, &error);
    g_assert_no_error (error);
    return self;
}

static bool
has_letter (const char *word)
{
    for (; *word; word = g_utf8_next_char (word))
        if (g_unichar_isalnum (g_utf8_get_char (word)))
            return true;
    return false;
}

void
scratch_send_word (const CopiaReceiver *to, const char *word, bool first)
{
    CopiaTokenEvent event = { first ? "" : " ", first ? 0 : 1,     word,
                              strlen (word),    has_letter (word), NULL };

    to->token (to->self, &event);
}

ScratchIndex *
scratch_index_of_words (const char *const *words, size_t n)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    to.open (to.self, "text", NULL, 0);
    for (size_t i = 0; i < n; i++)
        scratch_send_word (&to, words[i], i == 0);
    to.close (to.self, "text");
    return scratch_index_new (writer);
}

void
scratch_index_free (ScratchIndex *self)
{
    copia_index_close (self->index);
    scratch_path_free (self->path);
    g_free (self);
}
