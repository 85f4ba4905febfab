/* test-export-where.c - what a subcorpus has is written so that it is a corpus of its own. */
#include "support/conllu-rules.c"
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "base/error.h"
#include "import/reader.h"
#include "query/hits.h"
#include "study/export.h"

#include <string.h>

static bool
append (void *data, const char *bytes, size_t size, GError **error G_GNUC_UNUSED)
{
    g_string_append_len (data, bytes, (gssize) size);
    return true;
}

static ScratchIndex *
read_as (const char *importer, const char *attributes, const char *text)
{
    CopiaReaderOptions options = { .importer = importer, .attributes = attributes };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, &error);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    copia_reader_read_memory (reader, "a.file", text, strlen (text), &to, NULL, &error);
    g_assert_no_error (error);
    return scratch_index_new (writer);
}

typedef bool (*Export) (const CopiaIndex *, uint32_t, const CopiaSubcorpus *,
                        CopiaExportWrite, void *, GError **);

static char *
written (Export export, const CopiaIndex *index, const char *const *where)
{
    GString *out = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaSubcorpus) subcorpus = copia_subcorpus_new (index, where, &error);

    g_assert_no_error (error);
    export(index, COPIA_NONE, subcorpus, append, out, &error);
    g_assert_no_error (error);
    return g_string_free (out, FALSE);
}

/* ---- conditions, and what they mean in plain arrays --------------------------------------- */

typedef enum { TEXT, PART, CHAPTER, QUOTE, KINDS } Kind;

typedef struct {
    Kind kind;
    unsigned number;
    bool below; /* numbers below, not the number itself */
    char *text;
} Condition;

static unsigned
region_of (const RandomToken *token, Kind kind)
{
    const unsigned regions[] = { token->text, token->part, token->chapter,
                                 token->quote };

    return regions[kind];
}

/* One that a token of the corpus fulfils. */
static Condition
random_condition (const RandomCorpus *corpus)
{
    static const char *const names[] = { "text.n", "part.n", "chapter.n" };
    Condition self = { (Kind) g_test_rand_int_range (0, KINDS), 0,
                       g_test_rand_int_range (0, 2) == 0, NULL };
    const RandomToken *token = random_corpus_token (
        corpus, (unsigned) g_test_rand_int_range (0, (int) corpus->tokens->len));

    if (self.kind == QUOTE && token->quote == RANDOM_NONE)
        self.kind = CHAPTER;
    if (self.kind == QUOTE) { /* every other one has an attribute */
        self.text = g_strdup (corpus->quotes > 0 ? "q.who=ann" : "text.n>0");
        return self;
    }
    self.number = region_of (token, self.kind) + 1;
    self.text = g_strdup_printf ("%s%s%u", names[self.kind], self.below ? "<" : "=",
                                 self.number + self.below);
    return self;
}

static bool
holds (const Condition *self, const RandomToken *token)
{
    unsigned region = region_of (token, self->kind);

    if (self->kind == QUOTE)
        return region != RANDOM_NONE && region % 4 == 0;
    return self->below ? region + 1 <= self->number : region + 1 == self->number;
}

/* Of each token the number of its piece from 1, or 0. */
static unsigned *
pieces_of (const RandomCorpus *corpus, const Condition *conditions, unsigned n)
{
    unsigned *pieces = g_new0 (unsigned, corpus->tokens->len), piece = 0;

    for (guint i = 0; i < corpus->tokens->len; i++) {
        const RandomToken *token = random_corpus_token (corpus, i);
        const RandomToken *before = i > 0 ? random_corpus_token (corpus, i - 1) : NULL;
        bool in = true, same = before && pieces[i - 1] > 0;

        for (unsigned k = 0; k < n; k++) {
            Kind kind = conditions[k].kind;

            in = in && holds (&conditions[k], token);
            same = same && region_of (token, kind) == region_of (before, kind);
        }
        if (!in)
            continue;
        if (!same || before->text != token->text)
            piece++;
        pieces[i] = piece;
    }
    return pieces;
}

/* ---- the text as a scan reads it ---------------------------------------------------------- */

static void
append_tag (GString *out, const char *name, const char *title, unsigned number)
{
    if (title)
        g_string_append_printf (out, "<%s n=\"%u\" title=\"%s %u\">\n", name,
                                number + 1, title, number + 1);
    else
        g_string_append_printf (out, "<%s>\n", name);
}

static char *
escaped (const char *text)
{
    g_autoptr (GString) out = g_string_new (text);

    g_string_replace (out, "&", "&amp;", 0);
    return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The levels that are another one in token `i` than in the one beside it, outermost first. */
static unsigned
levels_that_change (const RandomCorpus *corpus, const unsigned *pieces, guint i,
                    guint other)
{
    const RandomToken *a = random_corpus_token (corpus, i), *b;

    if (other >= corpus->tokens->len || pieces[other] != pieces[i])
        return 0;
    b = random_corpus_token (corpus, other);
    return a->part != b->part           ? 1
           : a->chapter != b->chapter   ? 2
           : a->sentence != b->sentence ? 3
           : a->quote != b->quote       ? 4
                                        : 5;
}

static char *
expected (const RandomCorpus *corpus, const unsigned *pieces)
{
    static const char *const names[] = { "text", "part", "chapter", "s", "q" };
    static const char *const titles[] = { "Text", "Part", "On", NULL, NULL };
    g_autoptr (GString) out = g_string_new (NULL);

    for (guint i = 0; i < corpus->tokens->len; i++) {
        const RandomToken *token = random_corpus_token (corpus, i);
        const unsigned numbers[] = { token->text, token->part, token->chapter, 0, 0 };
        unsigned from, to;
        g_autofree char *word = escaped (token->word);

        if (pieces[i] == 0)
            continue;
        from = i == 0 ? 0 : levels_that_change (corpus, pieces, i, i - 1);
        to = levels_that_change (corpus, pieces, i, i + 1);
        if (from > 0 && token->gap[0] == '\0')
            g_string_append (out, "<g/>\n");
        for (unsigned level = from; level < 4; level++)
            append_tag (out, names[level], titles[level], numbers[level]);
        if (from < 5 && token->quote != RANDOM_NONE)
            g_string_append (out, token->quote % 2   ? "<q>\n"
                                  : token->quote % 4 ? "<q who=\"bob\">\n"
                                                     : "<q who=\"ann\">\n");
        g_string_append_printf (out, "%s\t%s\t%s\n", word, token->lemma, token->pos);
        if (to < 5 && token->quote != RANDOM_NONE)
            g_string_append (out, "</q>\n");
        for (unsigned level = 4; level-- > to;)
            g_string_append_printf (out, "</%s>\n", names[level]);
    }
    return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- questions ---------------------------------------------------------------------------- */

static void
append_test (const RandomCorpus *corpus, GString *out)
{
    const RandomToken *token = random_corpus_token (
        corpus, (unsigned) g_test_rand_int_range (0, (int) corpus->tokens->len));

    switch (g_test_rand_int_range (0, 5)) {
    case 0:
        g_string_append_printf (out, "[word == \"%s\"]", token->word);
        break;
    case 1:
        g_string_append_printf (out, "[lemma == \"%s\"]", token->lemma);
        break;
    case 2:
        g_string_append_printf (out, "[pos != \"N.*\" & chapter_n <= \"%u\"]",
                                token->chapter + 1);
        break;
    case 3:
        g_string_append_printf (out, "[]{0,%d}", g_test_rand_int_range (1, 4));
        break;
    default:
        g_string_append_printf (out, "[form == \"%s\"]", token->form);
    }
}

static char *
random_question (const RandomCorpus *corpus)
{
    static const char *const tails[] = { "", "", " within s", " within 3 words",
                                         " containing [pos=\"V\"]" };
    g_autoptr (GString) out = g_string_new ("[pos != \"-\"]");

    for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
        append_test (corpus, out);
    g_string_append (out, tails[g_test_rand_int_range (0, G_N_ELEMENTS (tails))]);
    return g_string_free (g_steal_pointer (&out), FALSE);
}

static uint64_t
count (const CopiaIndex *index, const char *question, const CopiaSubcorpus *where)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query =
        copia_query_parse (question, COPIA_LANGUAGE_CQL, &error);
    uint64_t hits = 0;

    g_assert_no_error (error);
    copia_hits_count (index, query, where, &hits, &error);
    g_assert_no_error (error);
    return hits;
}

static void
assert_counts_agree (const RandomCorpus *corpus, const char *const *where,
                     const CopiaIndex *again)
{
    g_autoptr (CopiaSubcorpus) subcorpus =
        copia_subcorpus_new (corpus->index, where, NULL);

    g_assert_cmpuint (copia_index_tokens (again)->words, ==,
                      copia_subcorpus_words (subcorpus));
    for (int i = 0; i < 40; i++) {
        g_autofree char *question = random_question (corpus);
        uint64_t there = count (corpus->index, question, subcorpus);
        uint64_t here = count (again, question, NULL);

        if (there != here)
            g_test_message ("%s where %s", question, where[0]);
        g_assert_cmpuint (here, ==, there);
    }
}

static bool
any (const unsigned *pieces, guint n)
{
    for (guint i = 0; i < n; i++)
        if (pieces[i] > 0)
            return true;
    return false;
}

static void
test_the_export_has_the_counts_of_the_subcorpus (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    unsigned asked = 0;

    for (int round = 0; round < 60; round++) {
        g_autoptr (RandomCorpus) corpus =
            random_corpus_annotated (random, (unsigned) g_test_rand_int_range (1, 500),
                                     30);
        Condition conditions[2] = { random_condition (corpus),
                                    random_condition (corpus) };
        unsigned n = 1 + (unsigned) g_test_rand_int_range (0, 2);
        const char *const where[] = { conditions[0].text,
                                      n > 1 ? conditions[1].text : NULL, NULL };
        g_autofree unsigned *pieces = pieces_of (corpus, conditions, n);

        if (any (pieces, corpus->tokens->len)) {
            g_autofree char *text =
                written (copia_export_vertical, corpus->index, where);
            g_autofree char *wanted = expected (corpus, pieces);
            g_autoptr (ScratchIndex) again =
                read_as ("vertical", "word,lemma,pos", text);

            g_assert_cmpstr (text, ==, wanted);
            assert_counts_agree (corpus, where, again->index);
            asked++;
        }
        g_free (conditions[0].text);
        g_free (conditions[1].text);
    }
    g_assert_cmpuint (asked, >, 20);
}

static void
assert_ids_differ (const char *text)
{
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

    for (char **line = lines; *line; line++)
        if (g_str_has_prefix (*line, "# sent_id = "))
            g_assert_true (g_hash_table_add (ids, *line));
}

static void
test_cut_treebanks_are_valid (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

    for (int round = 0; round < 40; round++) {
        g_autoptr (RandomCorpus) corpus =
            random_corpus_annotated (random, (unsigned) g_test_rand_int_range (1, 300),
                                     20);
        Condition condition = random_condition (corpus);
        const char *const where[] = { condition.text, NULL };
        g_autofree unsigned *pieces = pieces_of (corpus, &condition, 1);

        if (any (pieces, corpus->tokens->len)) {
            g_autofree char *text = written (copia_export_conllu, corpus->index, where);
            g_autofree char *broken = conllu_rules_broken (text);
            g_autoptr (ScratchIndex) again = read_as ("conllu", NULL, text);
            const CopiaRegions *texts = copia_index_texts (again->index);
            g_autoptr (CopiaSubcorpus) subcorpus =
                copia_subcorpus_new (corpus->index, where, NULL);
            size_t n;

            copia_subcorpus_spans (subcorpus, &n);
            g_assert_cmpstr (broken, ==, NULL);
            assert_ids_differ (text);
            g_assert_cmpuint (copia_index_tokens (again->index)->words, ==,
                              copia_subcorpus_words (subcorpus));
            g_assert_cmpuint (copia_regions_count (texts), ==, n);
        }
        g_free (condition.text);
    }
}

/* ---- by hand ------------------------------------------------------------------------------ */

static const char treebank[] =
    "# newdoc id = d\n# newpar id = p1\n# sent_id = 1\n# text = Do n't go on now\n"
    "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tDo\tdo\tA\t_\t_\t3\taux\t3:aux\t_\n2\tn't\tnot\tB\t_\t_\t3\tadv\t3:adv\t_\n"
    "3\tgo\tgo\tV\t_\t_\t0\troot\t0:root\t_\n3.1\tx\tx\tX\t_\t_\t_\t_\t1:a|3:dep\t_\n"
    "4\ton\ton\tP\t_\t_\t3\tcmp\t3:cmp|3.1:cmp|5:up\t_\n"
    "5\tnow\tnow\tV\t_\t_\t1\tadv\t1:adv\t_\n\n"
    "# sent_id = 2\n# text = Yes\n1\tYes\tyes\tV\t_\t_\t0\troot\t_\t_\n\n";

/* The treebank with a region `ph` from the first of the lines that begin so to the second. */
static ScratchIndex *
treebank_with (const char *from, const char *to)
{
    g_autoptr (ScratchIndex) read = read_as ("conllu", NULL, treebank);
    const char *const everywhere[] = { NULL };
    g_autofree char *text = written (copia_export_vertical, read->index, everywhere);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
    g_autoptr (GString) out = g_string_new (NULL), names = g_string_new (NULL);

    for (uint32_t i = 0; i < copia_index_n_layers (read->index); i++)
        if (copia_index_layer (read->index, i)->kind != COPIA_LAYER_FORM)
            g_string_append_printf (names, "%s%s", names->len ? "," : "",
                                    copia_index_layer (read->index, i)->name);
    for (char **line = lines; *line; line++)
        g_string_append_printf (out, "%s%s%s%s",
                                g_str_has_prefix (*line, from) ? "<ph>\n" : "", *line,
                                **line ? "\n" : "",
                                g_str_has_prefix (*line, to) ? "</ph>\n" : "");
    return read_as ("vertical", names->str, out->str);
}

static void
assert_left (const char *from, const char *to, const char *wanted)
{
    const char *const where[] = { "ph=1", NULL };
    g_autoptr (ScratchIndex) scratch = treebank_with (from, to);
    g_autofree char *left = written (copia_export_conllu, scratch->index, where);
    g_autofree char *broken = conllu_rules_broken (left);

    g_assert_cmpstr (left, ==, wanted);
    g_assert_cmpstr (broken, ==, NULL);
}

static void
test_what_is_left_of_a_sentence_is_numbered_anew (void)
{
    assert_left ("go\t", "on\t",
                 "# newdoc id = d\n# newpar id = p1\n# sent_id = 1\n# text = go on\n"
                 "1\tgo\tgo\tV\t_\t_\t0\troot\t0:root\t_\n"
                 "1.1\tx\tx\tX\t_\t_\t_\t_\t1:dep\t_\n"
                 "2\ton\ton\tP\t_\t_\t1\tcmp\t1:cmp|1.1:cmp\t_\n\n");
    assert_left ("on\t", "now\t",
                 "# newdoc id = d\n# newpar id = p1\n# sent_id = 1\n# text = on now\n"
                 "1\ton\ton\tP\t_\t_\t_\tcmp\t2:up\t_\n"
                 "2\tnow\tnow\tV\t_\t_\t_\tadv\t_\t_\n\n");
    assert_left ("Don't\t", "Don't\t",
                 "# newdoc id = d\n# newpar id = p1\n# sent_id = 1\n# text = Don't\n"
                 "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                 "1\tDo\tdo\tA\t_\t_\t_\taux\t_\t_\n"
                 "2\tn't\tnot\tB\t_\t_\t_\tadv\t_\t_\n\n");
    assert_left ("Yes\t", "Yes\t",
                 "# newdoc id = d\n# newpar id = p1\n# sent_id = 2\n# text = Yes\n"
                 "1\tYes\tyes\tV\t_\t_\t0\troot\t_\tSpaceAfter=No\n\n");
}

static void
assert_text (const ScratchIndex *scratch, const char *condition, const char *wanted)
{
    const char *const where[] = { condition, NULL };
    g_autofree char *left = written (copia_export, scratch->index, where);

    g_assert_cmpstr (left, ==, wanted);
}

static void
test_whole_texts_are_exact_and_pieces_apart (void)
{
    g_autoptr (ScratchIndex) scratch =
        read_as ("plain", NULL, "\n\nOne  two.\n\nThree four.\n\nFive.\n\n\n");

    assert_text (scratch, "p>0", "One  two.\n\nThree four.\n\nFive.\n");
    assert_text (scratch, "p=2", "Three four.\n");
    assert_text (scratch, "p!=2", "One  two.\n\nFive.\n");
    assert_text (scratch, "text.file=a.file",
                 "\n\nOne  two.\n\nThree four.\n\nFive.\n\n\n");
}

static void
test_a_text_without_any_of_it_is_an_error (void)
{
    const char *const where[] = { "text.n=2", NULL };
    g_autoptr (ScratchIndex) scratch =
        read_as ("vertical", NULL,
                 "<text n=\"1\">\na\n</text>\n<text n=\"2\">\nb\n</text>\n");
    g_autoptr (CopiaSubcorpus) subcorpus =
        copia_subcorpus_new (scratch->index, where, NULL);
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    g_assert_true (copia_export (scratch->index, 1, subcorpus, append, out, &error));
    g_assert_cmpstr (out->str, ==, "b");
    g_assert_false (copia_export (scratch->index, 0, subcorpus, append, out, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    g_assert_cmpstr (error->message, ==,
                     "nothing of text number 1 fulfils the conditions of --where");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/export-where/counts",
                     test_the_export_has_the_counts_of_the_subcorpus);
    g_test_add_func ("/export-where/treebanks", test_cut_treebanks_are_valid);
    g_test_add_func ("/export-where/sentence",
                     test_what_is_left_of_a_sentence_is_numbered_anew);
    g_test_add_func ("/export-where/text", test_whole_texts_are_exact_and_pieces_apart);
    g_test_add_func ("/export-where/nothing",
                     test_a_text_without_any_of_it_is_an_error);
    return g_test_run ();
}
