/* test-references.c - which structures name a place. */
#include "study-corpus.h"

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
    return g_test_run ();
}
