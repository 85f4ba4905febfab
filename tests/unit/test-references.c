/* test-references.c - which structures name a place. */
#include "study-corpus.h"

#include "support/scratch-index.c"

#include "study/references.h"

/* Texts of chapters that bear these numbers; NULL: a chapter without one. */
static Corpus *
corpus_of_chapters (const char *const *numbers, size_t n, size_t in_a_text)
{
    Corpus *corpus = corpus_new ();

    for (size_t i = 0; i < n; i++) {
        if (i % in_a_text == 0)
            corpus_open (corpus, "text", NULL, NULL);
        corpus_open (corpus, "chapter", "On Walls", numbers[i]);
        corpus_say (corpus, "clay settles");
        corpus_close (corpus);
        if ((i + 1) % in_a_text == 0) {
            corpus_tail (corpus, "");
            corpus_close (corpus);
        }
    }
    corpus_finish (corpus);
    return corpus;
}

static void
assert_usual (const Corpus *corpus, const char *names)
{
    g_autoptr (CopiaReferences) references = copia_references_new (corpus->index);
    g_autoptr (GString) all = g_string_new (NULL);

    for (size_t i = 0; i < copia_references_count (references); i++)
        g_string_append_printf (all, "%s%s", i ? " " : "",
                                copia_references_name (references, i));
    g_assert_cmpstr (all->str, ==, names);
}

static void
test_texts_are_named_where_numbers_begin_again (void)
{
    const char *const numbers[] = { "1", "2", "1", "2" };
    g_autoptr (Corpus) corpus = corpus_of_chapters (numbers, 4, 2);

    assert_usual (corpus, "text chapter");
}

static void
test_texts_are_not_named_where_numbers_run_on (void)
{
    const char *const numbers[] = { "1", "2", "3", "10" };
    g_autoptr (Corpus) corpus = corpus_of_chapters (numbers, 4, 2);

    assert_usual (corpus, "chapter");
}

static void
test_texts_are_named_where_a_number_is_missing (void)
{
    const char *const numbers[] = { "1", NULL, "3", "4" };
    g_autoptr (Corpus) corpus = corpus_of_chapters (numbers, 4, 2);

    assert_usual (corpus, "text chapter");
}

static void
test_one_text_is_not_named (void)
{
    const char *const numbers[] = { "1", "1", NULL };
    g_autoptr (Corpus) corpus = corpus_of_chapters (numbers, 3, 3);

    assert_usual (corpus, "chapter");
}

static void
test_texts_are_named_where_one_has_no_chapter (void)
{
    g_autoptr (Corpus) corpus = corpus_new ();

    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "chapter", NULL, "1");
    corpus_say (corpus, "clay settles");
    corpus_close (corpus);
    corpus_tail (corpus, "");
    corpus_close (corpus);
    corpus_open (corpus, "text", NULL, NULL);
    corpus_say (corpus, "rabbits");
    corpus_tail (corpus, "");
    corpus_close (corpus);
    corpus_finish (corpus);
    assert_usual (corpus, "text chapter");
}

static char *
label_of (const CopiaReferences *references, const CopiaIndex *index, uint32_t text)
{
    g_autoptr (GString) label = g_string_new (NULL);
    uint64_t start = copia_regions_start (copia_index_texts (index), text);

    g_assert_true (copia_references_label (references, 0, start, label));
    return g_strdup (label->str);
}

/* Of texts with these paths, joined by blanks. */
static char *
labels_of (const char *const *paths)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    const CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (GString) labels = g_string_new (NULL);
    g_autoptr (ScratchIndex) scratch = NULL;
    g_autoptr (CopiaReferences) references = NULL;

    for (size_t i = 0; paths[i]; i++) {
        to.open (to.self, "text", &(CopiaAttribute){ "file", paths[i] }, 1);
        scratch_send_word (&to, "clay", i == 0);
        to.close (to.self, "text");
    }
    scratch = scratch_index_new (writer);
    references = copia_references_new (scratch->index);
    for (uint32_t i = 0; paths[i]; i++) {
        g_autofree char *label = label_of (references, scratch->index, i);

        g_string_append_printf (labels, "%s%s", i ? " " : "", label);
    }
    return g_string_free (g_steal_pointer (&labels), FALSE);
}

static void
test_files_are_called_by_what_tells_them_apart (void)
{
    static const char *const cases[][5] = {
        { "a.txt b.txt", "shelf/a.txt", "shelf/b.txt", NULL },
        { "ann/1.txt bob/1.txt bob/2.txt", "/x/ann/1.txt", "/x/bob/1.txt",
          "/x/bob/2.txt", NULL },
        { "1.txt b/1.txt", "1.txt", "b/1.txt", NULL },
        { "a/x/x/x/x/1 b/x/x/x/x/1", "/a/x/x/x/x/1", "/b/x/x/x/x/1", NULL },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *labels = labels_of (cases[i] + 1);

        g_assert_cmpstr (labels, ==, cases[i][0]);
    }
}

/* Of very many files it is not found out whether the last name is enough. */
static void
test_very_many_files_are_called_by_their_folder_too (void)
{
    const char *paths[20001];
    g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *labels = NULL;

    for (int i = 0; i < 20000; i++) {
        g_ptr_array_add (owned, g_strdup_printf ("/y/%d/%d.txt", i % 7, i));
        paths[i] = owned->pdata[i];
    }
    paths[20000] = NULL;
    labels = labels_of (paths);
    g_assert_true (g_str_has_prefix (labels, "0/0.txt 1/1.txt 2/2.txt "));
    g_assert_true (g_str_has_suffix (labels, " 0/19999.txt"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/references/texts-are-named-where-numbers-begin-again",
                     test_texts_are_named_where_numbers_begin_again);
    g_test_add_func ("/references/texts-are-not-named-where-numbers-run-on",
                     test_texts_are_not_named_where_numbers_run_on);
    g_test_add_func ("/references/texts-are-named-where-a-number-is-missing",
                     test_texts_are_named_where_a_number_is_missing);
    g_test_add_func ("/references/one-text-is-not-named", test_one_text_is_not_named);
    g_test_add_func ("/references/texts-are-named-where-one-has-no-chapter",
                     test_texts_are_named_where_one_has_no_chapter);
    g_test_add_func ("/references/files-are-called-by-what-tells-them-apart",
                     test_files_are_called_by_what_tells_them_apart);
    g_test_add_func ("/references/very-many-files",
                     test_very_many_files_are_called_by_their_folder_too);
    return g_test_run ();
}
