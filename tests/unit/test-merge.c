/* test-merge.c - merged indexes have the bytes of one index of all texts. */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "support/annotated.h"

#include "base/error.h"
#include "index/merge.h"
#include "index/set.h"

#include <string.h>

static void
free_index (void *index)
{
    scratch_index_free (index);
}

static void
assert_same_bytes (const char *a, const char *b)
{
    g_autofree char *one = NULL, *other = NULL;
    gsize size, other_size;
    g_autoptr (GError) error = NULL;

    g_file_get_contents (a, &one, &size, &error);
    g_assert_no_error (error);
    g_file_get_contents (b, &other, &other_size, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (one, size, other, other_size);
}

/* Merges, and compares with what `writer` makes. */
static void
assert_merged (const GPtrArray *indexes, const ScratchIndex *whole)
{
    g_autofree const CopiaIndex **parts = g_new (const CopiaIndex *, indexes->len);
    char *path = scratch_path ();
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) merged = NULL;

    for (guint i = 0; i < indexes->len; i++)
        parts[i] = ((ScratchIndex *) indexes->pdata[i])->index;
    copia_merge (parts, indexes->len, path, &error);
    g_assert_no_error (error);
    merged = copia_index_open (path, &error);
    g_assert_no_error (error);
    copia_index_verify (merged, &error);
    g_assert_no_error (error);
    assert_same_bytes (path, whole->path);
    scratch_path_free (path);
}

static GRand *
random_new (void)
{
    return g_rand_new_with_seed ((guint32) g_test_rand_int ());
}

static ScratchIndex *
index_of (const RandomCorpus *corpus, unsigned from, unsigned end, bool annotated)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    if (annotated)
        annotated_send (corpus, from, end, &to);
    else
        random_corpus_send (corpus, from, end, &to);
    copia_index_writer_meta (writer, "tokenizer", "words");
    return scratch_index_new (writer);
}

/* Cuts between texts at random; the number of parts. */
static guint
merge_at_texts (GRand *random, bool annotated)
{
    g_autoptr (RandomCorpus) corpus =
        random_corpus_new (random, (unsigned) g_rand_int_range (random, 1, 3000),
                           (unsigned) g_rand_int_range (random, 1, 400));
    g_autoptr (GPtrArray) indexes = g_ptr_array_new_with_free_func (free_index);
    ScratchIndex *whole = index_of (corpus, 0, corpus->tokens->len, annotated);
    unsigned from = 0;
    guint n;

    for (unsigned i = 1; i <= corpus->tokens->len; i++)
        if (i == corpus->tokens->len ||
            (random_corpus_token (corpus, i)->text !=
                 random_corpus_token (corpus, i - 1)->text &&
             g_rand_int_range (random, 0, 3) > 0)) {
            g_ptr_array_add (indexes, index_of (corpus, from, i, annotated));
            from = i;
        }
    assert_merged (indexes, whole);
    scratch_index_free (whole);
    n = indexes->len;
    return n;
}

static void
test_parts_make_the_bytes_of_the_whole (void)
{
    GRand *random = random_new ();
    guint parts = 0;

    for (unsigned round = 0; round < 40; round++)
        parts += merge_at_texts (random, round % 2 > 0);
    g_assert_cmpuint (parts, >, 100);
    g_rand_free (random);
}

/* One token inside of structures that open in the order of the names. */
static void
send_nested (const CopiaReceiver *to, const char *names, const char *word)
{
    g_auto (GStrv) list = g_strsplit (names, " ", -1);
    guint n = g_strv_length (list);

    for (guint i = 0; i < n; i++)
        to->open (to->self, list[i], NULL, 0);
    scratch_send_word (to, word, false);
    if (n > 1) { /* the innermost is shorter */
        to->close (to->self, list[n - 1]);
        scratch_send_word (to, word, false);
    }
    for (guint i = n > 1 ? n - 1 : n; i-- > 0;)
        to->close (to->self, list[i]);
}

static void
test_structures_stand_in_the_order_of_one_index (void)
{
    static const char *const texts[] = { "text p s", "text part p", "text s",
                                         "text part chapter p s", "text head s" };
    g_autoptr (GPtrArray) indexes = g_ptr_array_new_with_free_func (free_index);
    g_autoptr (CopiaIndexWriter) all = copia_index_writer_new ();
    CopiaReceiver to_all = copia_index_writer_receiver (all);
    ScratchIndex *whole;

    for (size_t i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
        CopiaReceiver to = copia_index_writer_receiver (writer);

        send_nested (&to, texts[i], "sea");
        send_nested (&to_all, texts[i], "sea");
        g_ptr_array_add (indexes, scratch_index_new (writer));
    }
    whole = scratch_index_new (all);
    assert_merged (indexes, whole);
    scratch_index_free (whole);
}

static ScratchIndex *
index_with (const char *key, const char *value)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    send_nested (&to, "text", "sea");
    copia_index_writer_meta (writer, key, value);
    copia_index_writer_meta (writer, "file", value);
    return scratch_index_new (writer);
}

static void
test_other_tokenizers_are_refused (void)
{
    ScratchIndex *words = index_with ("tokenizer", "words");
    ScratchIndex *spaces = index_with ("tokenizer", "spaces");
    const CopiaIndex *parts[] = { words->index, spaces->index };
    char *path = scratch_path ();
    g_autoptr (GError) error = NULL;

    g_assert_false (copia_merge (parts, 2, path, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_nonnull (strstr (error->message, "tokenizer: 'spaces' here, 'words' in "));
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    scratch_path_free (path);
    scratch_index_free (words);
    scratch_index_free (spaces);
}

static void
test_what_differs_has_a_line_each (void)
{
    ScratchIndex *english = index_with ("language", "en");
    ScratchIndex *german = index_with ("language", "de");
    const CopiaIndex *parts[] = { english->index, german->index, english->index };
    char *path = scratch_path ();
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaIndex) merged = NULL;
    g_autofree char *meta = NULL;

    copia_merge (parts, 3, path, &error);
    g_assert_no_error (error);
    merged = copia_index_open (path, &error);
    g_assert_no_error (error);
    meta = g_strjoinv ("|", (char **) (uintptr_t) copia_index_meta_all (merged));
    g_assert_nonnull (
        strstr (meta, "|language|en|language|de|file|en|file|de|file|en"));
    scratch_path_free (path);
    scratch_index_free (english);
    scratch_index_free (german);
}

static void
test_a_part_is_not_overwritten (void)
{
    ScratchIndex *part = index_with ("tokenizer", "words");
    const CopiaIndex *parts[] = { part->index, part->index };
    g_autoptr (GError) error = NULL;

    g_assert_false (copia_merge (parts, 2, part->path, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    scratch_index_free (part);
}

typedef struct {
    unsigned told;
    double part;
    uint64_t tokens;
} Told;

static void
tell (void *data, double part, uint64_t tokens)
{
    Told *told = data;

    g_assert_cmpfloat (part, >=, told->part);
    g_assert_cmpfloat (part, <=, 1);
    g_assert_cmpuint (tokens, >=, told->tokens);
    *told = (Told){ told->told + 1, part, tokens };
}

static void
test_progress_is_told_up_to_the_end (void)
{
    g_autoptr (GRand) random = random_new ();
    g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 100000, 50);

    for (int annotated = 0; annotated < 2; annotated++) {
        ScratchIndex *part = index_of (corpus, 0, corpus->tokens->len, annotated);
        const CopiaIndex *parts[] = { part->index, part->index };
        uint64_t all = 2 * copia_index_tokens (part->index)->size;
        char *path = scratch_path ();
        g_autoptr (GError) error = NULL;
        Told told = { 0, 0, 0 };

        copia_merge_watched (parts, 2, path, tell, &told, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (told.told, >, 4);
        g_assert_cmpfloat (told.part, >, 0.8);
        g_assert_cmpuint (told.tokens, <=, all);
        scratch_path_free (path);
        scratch_index_free (part);
    }
}

/* Of a set by what it reads: regions and types. */
static void
test_progress_of_a_set_is_told_too (void)
{
    g_autoptr (GRand) random = random_new ();
    g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 100000, 50);
    ScratchIndex *part = index_of (corpus, 0, corpus->tokens->len, false);
    const CopiaIndex *parts[] = { part->index, part->index };
    uint64_t all = 2 * copia_index_tokens (part->index)->size;
    char *path = scratch_path ();
    g_autofree char *joint = g_strndup (path, strlen (path) - strlen ("copia"));
    g_autofree char *name = g_strconcat (joint, "1.union", NULL);
    g_autoptr (GError) error = NULL;
    Told told = { 0, 0, 0 };

    copia_set_write_watched (parts, 2, path, tell, &told, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (told.told, >, 4);
    g_assert_cmpfloat (told.part, >, 0.6);
    g_assert_cmpuint (told.tokens, <=, all);
    g_assert_cmpint (g_unlink (name), ==, 0);
    scratch_path_free (path);
    scratch_index_free (part);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/merge/parts-make-the-bytes-of-the-whole",
                     test_parts_make_the_bytes_of_the_whole);
    g_test_add_func ("/merge/structures-stand-in-the-order-of-one-index",
                     test_structures_stand_in_the_order_of_one_index);
    g_test_add_func ("/merge/other-tokenizers-are-refused",
                     test_other_tokenizers_are_refused);
    g_test_add_func ("/merge/what-differs-has-a-line-each",
                     test_what_differs_has_a_line_each);
    g_test_add_func ("/merge/progress-is-told-up-to-the-end",
                     test_progress_is_told_up_to_the_end);
    g_test_add_func ("/merge/progress-of-a-set-is-told-too",
                     test_progress_of_a_set_is_told_too);
    g_test_add_func ("/merge/a-part-is-not-overwritten",
                     test_a_part_is_not_overwritten);
    return g_test_run ();
}
