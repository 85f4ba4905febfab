/* test-passage.c - passages, exports, outlines and the names of places. */
#include "study/passage.h"

#include "base/error.h"
#include "study-answer.h"
#include "study/export.h"
#include "study/outline.h"
#include "study/references.h"

ANSWER (passage_rows)

static Corpus *
small (void)
{
    Corpus *corpus = corpus_new ();

    corpus_open (corpus, "text", "A Book", NULL);
    corpus_open (corpus, "chapter", "(front)", NULL);
    corpus_open (corpus, "p", NULL, NULL);
    corpus_say (corpus, "To all _.");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_open (corpus, "part", "War", "2");
    corpus_open (corpus, "chapter", "The Long March", "5");
    corpus_open (corpus, "head", NULL, NULL);
    corpus_token (corpus, "\n\n## ", "Five");
    corpus_close (corpus);
    corpus_open (corpus, "p", NULL, NULL);
    corpus_token (corpus, "\n\n", "They");
    corpus_say (corpus, "went _, and _, went on _.");
    corpus_close (corpus);
    corpus_open (corpus, "p", NULL, NULL);
    corpus_token (corpus, "\n\n", "Then");
    corpus_say (corpus, "snow fell _.");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_tail (corpus, "\n");
    corpus_close (corpus);
    corpus_open (corpus, "text", NULL, NULL);
    corpus_open (corpus, "chapter", NULL, NULL);
    corpus_token (corpus, "\xEF\xBB\xBF", "Other");
    corpus_close (corpus);
    corpus_close (corpus);
    corpus_finish (corpus);
    return corpus;
}

static CopiaPassage *
passage_of (const Corpus *corpus, const CopiaPassageAsk *ask)
{
    g_autoptr (GError) error = NULL;
    CopiaPassage *passage = copia_passage_new (corpus->index, ask, &error);

    g_assert_no_error (error);
    return passage;
}

static void
test_a_passage_is_paragraphs_with_the_hit_lit (void)
{
    g_autoptr (Corpus) corpus = small ();
    CopiaPassageAsk ask = COPIA_PASSAGE_USUAL;
    static const char *const texts[] = { "Five", "They went, and, went on.",
                                         "Then snow fell." };

    ask.cpos = 6; /* , and */
    ask.end = 7;
    g_autoptr (CopiaPassage) passage = passage_of (corpus, &ask);
    g_assert_cmpstr (passage->place, ==, "A Book, War, The Long March");
    g_assert_cmpuint (passage->paragraphs->len, ==, 3);
    for (guint i = 0; i < 3; i++) {
        const CopiaParagraph *paragraph = passage->paragraphs->pdata[i];

        g_assert_cmpstr (paragraph->text, ==, texts[i]);
        g_assert_cmpuint (paragraph->size, ==, strlen (texts[i]));
        g_assert_cmpint (paragraph->heading, ==, i == 0);
        g_assert_cmpuint (paragraph->lit_end - paragraph->lit, ==, i == 1 ? 5 : 0);
    }
    g_assert_cmpint (
        strncmp (texts[1] + ((CopiaParagraph *) passage->paragraphs->pdata[1])->lit,
                 ", and", 5),
        ==, 0);
}

static void
test_a_hit_may_span_paragraphs (void)
{
    g_autoptr (Corpus) corpus = small ();
    CopiaPassageAsk ask = COPIA_PASSAGE_USUAL;

    ask.cpos = 10; /* on . Then */
    ask.end = 12;
    ask.neighbours = 0;
    g_auto (Answer) answer = answer_of (passage_rows_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len, ==, 3);
    g_assert_cmpstr (cell (&answer, 1, 2), ==, "They went, and, went");
    g_assert_cmpstr (cell (&answer, 1, 3), ==, "on.");
    g_assert_cmpstr (cell (&answer, 1, 4), ==, "");
    g_assert_cmpstr (cell (&answer, 2, 2), ==, "");
    g_assert_cmpstr (cell (&answer, 2, 3), ==, "Then");
    g_assert_cmpstr (cell (&answer, 2, 4), ==, "snow fell.");
    g_assert_cmpstr (cell (&answer, 2, 7), ==, "The Long March");
}

static void
test_words_may_be_the_measure (void)
{
    g_autoptr (Corpus) corpus = small ();
    CopiaPassageAsk ask = COPIA_PASSAGE_USUAL;

    ask.cpos = ask.end = 4;
    ask.words = 2;
    g_auto (Answer) answer = answer_of (passage_rows_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len, ==, 2);
    g_assert_cmpstr (cell (&answer, 1, 2), ==, "all. Five");
    g_assert_cmpstr (cell (&answer, 1, 3), ==, "They");
    g_assert_cmpstr (cell (&answer, 1, 4), ==, "went, and");
}

static void
test_prose_is_filled_to_the_width (void)
{
    g_autoptr (Corpus) corpus = small ();
    CopiaPassageAsk ask = COPIA_PASSAGE_USUAL;
    g_autoptr (GString) plain = g_string_new (NULL), color = g_string_new (NULL);

    ask.cpos = 8; /* , went on */
    ask.end = 10;
    ask.neighbours = 0;
    g_autoptr (CopiaPassage) passage = passage_of (corpus, &ask);
    copia_passage_print (passage, 15, false, plain);
    g_assert_cmpstr (plain->str, ==,
                     "A Book, War, The Long March\n\nThey went,\nand[, went on].\n");
    copia_passage_print (passage, 10, true, color);
    g_assert_cmpstr (color->str, ==,
                     "\033[1mA Book, War, The Long March\033[0m\n\nThey went,\n"
                     "and\033[1;31m, went\033[0m\n\033[1;31mon\033[0m.\n");
}

static void
test_a_passage_is_cut_to_the_subcorpus (void)
{
    static const char *const conditions[] = { "p=1", NULL };
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaSubcorpus) where =
        copia_subcorpus_new (corpus->index, conditions, NULL);
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    CopiaPassageAsk ask = COPIA_PASSAGE_USUAL;

    ask.cpos = ask.end = 7;
    ask.where = where;
    g_auto (Answer) answer = answer_of (passage_rows_study, corpus, &ask);
    g_assert_cmpuint (answer.rows->len, ==, 2);
    g_assert_cmpstr (cell (&answer, 1, 2), ==, "They went,");
    ask.unit = "chapter";
    g_autoptr (CopiaPassage) passage = passage_of (corpus, &ask);
    g_assert_cmpuint (passage->left_out, ==, 4); /* Five, Then snow fell */
    copia_passage_print (passage, 0, false, out);
    g_assert_cmpstr (out->str, ==,
                     "A Book, War, The Long March\n\n"
                     "To all.\n\n… They went, [and], went on. …\n");
    ask.cpos = ask.end = 12; /* Then */
    g_assert_null (copia_passage_new (corpus->index, &ask, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
}

static void
test_places_outside_are_refused (void)
{
    g_autoptr (Corpus) corpus = small ();
    static const struct {
        uint64_t cpos, end;
        const char *unit;
    } bad[] = { { 99, 99, NULL },
                { 5, 4, NULL },
                { 5, 99, NULL },
                { 13, 16, NULL },
                { 5, 5, "verse" } };

    for (unsigned i = 0; i < G_N_ELEMENTS (bad); i++) {
        CopiaPassageAsk ask = COPIA_PASSAGE_USUAL;
        g_autoptr (GError) error = NULL;

        ask.cpos = bad[i].cpos;
        ask.end = bad[i].end;
        ask.unit = bad[i].unit;
        g_assert_null (copia_passage_new (corpus->index, &ask, &error));
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    }
}

/* Paragraphs on both sides of any place, together, are the text. */
static void
test_passages_cover_the_text (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 40; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);
        CopiaPassageAsk ask = COPIA_PASSAGE_USUAL;
        const Region *text;
        uint64_t next;

        ask.cpos = ask.end =
            (uint64_t) g_rand_int_range (rand, 0, (gint32) corpus->tokens->len);
        ask.neighbours = COPIA_MOST_NEIGHBOURS;
        ask.unit = i % 2 ? "s" : "p";
        text = region_at (corpus, "text", ask.cpos);
        ask.end += (uint64_t) g_rand_int_range (rand, 0, 30);
        ask.end = MIN (ask.end, text->end);
        next = text->start;
        g_autoptr (CopiaPassage) passage = passage_of (corpus, &ask);
        for (guint k = 0; k < passage->paragraphs->len; k++) {
            const CopiaParagraph *paragraph = passage->paragraphs->pdata[k];
            g_autofree char *prose =
                prose_of (corpus, paragraph->start, paragraph->end);

            g_assert_cmpuint (paragraph->start, ==, next);
            g_assert_cmpstr (paragraph->text, ==, prose);
            next = paragraph->end + 1;
        }
        g_assert_cmpuint (next, ==, text->end + 1);
    }
}

/* ---- export */

typedef struct {
    GString *bytes;
    unsigned calls, fail_at;
} Sink;

static bool
take (void *data, const char *bytes, size_t size, GError **error)
{
    Sink *self = data;

    g_assert_cmpuint (size, <=, COPIA_EXPORT_PIECE);
    if (++self->calls == self->fail_at) {
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "the disk is full");
        return false;
    }
    g_string_append_len (self->bytes, bytes, (gssize) size);
    return true;
}

static void
test_the_exact_input_comes_back (void)
{
    guint32 seed;
    g_autoptr (GRand) rand = rand_new (&seed);

    for (int i = 0; i < 20; i++) {
        g_autoptr (Corpus) corpus = corpus_random (rand);
        g_autoptr (GString) all = g_string_new (NULL), expected = g_string_new (NULL);
        Sink sink = { all, 0, 0 };

        for (guint text = 0; text < corpus->source->len; text++) {
            const GString *source = corpus->source->pdata[text];
            g_autoptr (GString) one = g_string_new (NULL);
            Sink single = { one, 0, 0 };

            g_assert_true (
                copia_export (corpus->index, text, NULL, take, &single, NULL));
            g_assert_cmpstr (one->str, ==, source->str);
            g_string_append (expected, source->str);
        }
        g_assert_true (
            copia_export (corpus->index, COPIA_NONE, NULL, take, &sink, NULL));
        g_assert_cmpstr (all->str, ==, expected->str);
    }
}

static void
test_long_texts_come_in_pieces_and_errors_stop_them (void)
{
    g_autoptr (Corpus) corpus = corpus_new ();
    g_autoptr (GString) bytes = g_string_new (NULL);
    g_autoptr (GError) error = NULL, none = NULL;
    Sink sink = { bytes, 0, 0 }, full = { bytes, 0, 2 };

    corpus_open (corpus, "text", NULL, NULL);
    for (int i = 0; i < 30000; i++)
        corpus_token (corpus, "  ", "word");
    corpus_close (corpus);
    corpus_finish (corpus);
    g_assert_true (copia_export (corpus->index, 0, NULL, take, &sink, NULL));
    g_assert_cmpuint (sink.calls, ==, 3);
    g_assert_cmpuint (bytes->len, ==, 180000);
    g_assert_false (copia_export (corpus->index, 0, NULL, take, &full, &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
    g_assert_cmpuint (full.calls, ==, 2);
    g_assert_false (copia_export (corpus->index, 1, NULL, take, &sink, &none));
    g_assert_error (none, COPIA_ERROR, COPIA_ERROR_QUERY);
}

/* ---- outline */

static bool
outline_study (const void *index, const void *ask, CopiaTable *table, CopiaFound *found,
               GError **error)
{
    return copia_outline (index, ask, NULL, table, found, error);
}

static bool
outline_heads (const void *index, const void *ask, CopiaTable *table, CopiaFound *found,
               GError **error)
{
    return copia_outline (index, ask, "head,p", table, found, error);
}

static void
assert_outline (const Answer *answer, const char *expected)
{
    g_autoptr (GString) rows = g_string_new (NULL);

    for (guint row = 1; row < answer->rows->len; row++)
        g_string_append_printf (rows, "%s|%s|%s|%s\n", cell (answer, row, 0),
                                cell (answer, row, 1), cell (answer, row, 2),
                                cell (answer, row, 3));
    g_assert_cmpstr (rows->str, ==, expected);
}

static void
test_an_outline_is_in_reading_order (void)
{
    static const char *const columns[] = { "level", "n", "title", "words", NULL };
    static const char *const conditions[] = { "part=2", NULL };
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaSubcorpus) where =
        copia_subcorpus_new (corpus->index, conditions, NULL);
    CopiaAsk ask = COPIA_ASK_USUAL;

    g_auto (Answer) answer = answer_of (outline_study, corpus, &ask);
    g_assert_cmpstrv (answer.rows->pdata[0], columns);
    assert_outline (&answer, "text||A Book|11\n"
                             "chapter||(front)|2\n"
                             "part|2|War|9\n"
                             "chapter|5|The Long March|9\n"
                             "text|||1\n"
                             "chapter|||1\n");
    g_auto (Answer) fine = answer_of (outline_heads, corpus, &ask);
    assert_outline (&fine, "p|||2\nhead|||1\np|||5\np|||3\n");
    ask.offset = 1;
    ask.limit = 1;
    g_auto (Answer) page = answer_of (outline_study, corpus, &ask);
    assert_outline (&page, "chapter||(front)|2\n");
    g_assert_cmpuint (page.found.rows, ==, 6);
    ask.offset = 0;
    ask.limit = COPIA_ALL;
    ask.where = where;
    g_auto (Answer) part = answer_of (outline_study, corpus, &ask);
    assert_outline (&part,
                    "text||A Book|9\npart|2|War|9\nchapter|5|The Long March|9\n");
}

/* ---- references */

static void
assert_place (const Corpus *corpus, const char *names, uint64_t cpos, const char *full,
              const char *narrow)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaReferences) references =
        copia_references_asked (corpus->index, names, &error);
    g_autoptr (GString) a = g_string_new (NULL), b = g_string_new (NULL);

    g_assert_no_error (error);
    copia_references_full (references, cpos, a);
    copia_references_short (references, cpos, b);
    g_assert_cmpstr (a->str, ==, full);
    g_assert_cmpstr (b->str, ==, narrow);
}

static void
test_places_have_a_long_and_a_short_name (void)
{
    g_autoptr (Corpus) corpus = small ();

    assert_place (corpus, NULL, 5, "A Book, War, The Long March", "A Book II.5");
    assert_place (corpus, NULL, 1, "A Book, (front)", "A Book (front)");
    assert_place (corpus, NULL, 16, "2, 1", "2 1");
    assert_place (corpus, "part chapter", 5, "War, The Long March", "II.5");
    assert_place (corpus, "chapter", 5, "The Long March", "5");
    assert_place (corpus, "chapter.n,p", 5, "5, 1", "V.1");
    assert_place (corpus, "chapter,p", 14, "The Long March, 2", "V.2");
    assert_place (corpus, "none", 5, "", "");
}

static void
test_paths_end_at_their_structure (void)
{
    g_autoptr (Corpus) corpus = small ();
    g_autoptr (CopiaReferences) part =
        copia_references_path (corpus->index, "part", NULL);
    g_autoptr (CopiaReferences) p = copia_references_path (corpus->index, "p", NULL);
    g_autoptr (GError) error = NULL, attribute = NULL;

    g_assert_cmpuint (copia_references_count (part), ==, 2);
    g_assert_cmpstr (copia_references_name (part, 0), ==, "text");
    g_assert_cmpstr (copia_references_name (part, 1), ==, "part");
    g_assert_cmpuint (copia_references_count (p), ==, 4);
    g_assert_cmpstr (copia_references_name (p, 2), ==, "chapter");
    g_assert_cmpstr (copia_references_name (p, 3), ==, "p");
    g_assert_null (copia_references_path (corpus->index, "verse", &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_nonnull (strstr (error->message, "chapter"));
    g_assert_null (copia_references_named (corpus->index, "part.date", &attribute));
    g_assert_error (attribute, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_nonnull (strstr (attribute->message, "title"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/passage/subcorpus", test_a_passage_is_cut_to_the_subcorpus);
    g_test_add_func ("/passage/paragraphs-with-the-hit-lit",
                     test_a_passage_is_paragraphs_with_the_hit_lit);
    g_test_add_func ("/passage/a-hit-may-span-paragraphs",
                     test_a_hit_may_span_paragraphs);
    g_test_add_func ("/passage/words-may-be-the-measure",
                     test_words_may_be_the_measure);
    g_test_add_func ("/passage/prose-is-filled-to-the-width",
                     test_prose_is_filled_to_the_width);
    g_test_add_func ("/passage/places-outside-are-refused",
                     test_places_outside_are_refused);
    g_test_add_func ("/passage/passages-cover-the-text", test_passages_cover_the_text);
    g_test_add_func ("/export/the-exact-input-comes-back",
                     test_the_exact_input_comes_back);
    g_test_add_func ("/export/long-texts-come-in-pieces-and-errors-stop-them",
                     test_long_texts_come_in_pieces_and_errors_stop_them);
    g_test_add_func ("/outline/in-reading-order", test_an_outline_is_in_reading_order);
    g_test_add_func ("/references/places-have-a-long-and-a-short-name",
                     test_places_have_a_long_and_a_short_name);
    g_test_add_func ("/references/paths-end-at-their-structure",
                     test_paths_end_at_their_structure);
    return g_test_run ();
}
