/* test-export-conllu.c - treebanks come back as they were, other corpora as valid CoNLL-U. */
#include "support/conllu-rules.c"
#include "support/scratch-index.c"

#include "import/reader.h"
#include "study/export.h"

#include <string.h>

#define NOTHING "\t_\t_\t_\t_\t_\t_\t_\t_\n"

static bool
append (void *data, const char *bytes, size_t size, GError **error G_GNUC_UNUSED)
{
    g_string_append_len (data, bytes, (gssize) size);
    return true;
}

static ScratchIndex *
read_so (const CopiaReaderOptions *options, const char *text)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaReader) reader = copia_reader_new (options, &error);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    copia_reader_read_memory (reader, "a.file", text, strlen (text), &to, NULL, &error);
    g_assert_no_error (error);
    return scratch_index_new (writer);
}

typedef bool (*Export) (const CopiaIndex *index, uint32_t text,
                        const CopiaSubcorpus *where, CopiaExportWrite write, void *data,
                        GError **error);

static char *
written (Export export, const ScratchIndex *scratch)
{
    g_autoptr (GError) error = NULL;
    GString *out = g_string_new (NULL);

    export(scratch->index, COPIA_NONE, NULL, append, out, &error);
    g_assert_no_error (error);
    return g_string_free (out, FALSE);
}

static char *
export_of (const char *importer, const char *attributes, const char *text)
{
    CopiaReaderOptions options = { .importer = importer, .attributes = attributes };
    g_autoptr (ScratchIndex) scratch = read_so (&options, text);

    return written (copia_export_conllu, scratch);
}

static void
assert_valid (const char *text)
{
    g_autofree char *broken = conllu_rules_broken (text);

    g_assert_cmpstr (broken, ==, NULL);
}

/* As vertical text, with all attributes and regions, and from there. */
static char *
through_vertical (const ScratchIndex *scratch)
{
    g_autofree char *text = written (copia_export_vertical, scratch);
    g_autoptr (GString) names = g_string_new ("word");

    for (uint32_t i = 2; i < copia_index_n_layers (scratch->index); i++)
        g_string_append_printf (names, ",%s",
                                copia_index_layer (scratch->index, i)->name);
    return export_of ("vertical", names->str, text);
}

/* Whichever the tokens are; and what there is to read is the same. */
static void
assert_same (const char *text)
{
    static const char *const ranges[] = { "joined", "words" };
    g_autofree char *to_read = NULL;

    assert_valid (text);
    for (unsigned i = 0; i < G_N_ELEMENTS (ranges); i++) {
        CopiaReaderOptions options = { .importer = "conllu", .ranges = ranges[i] };
        g_autoptr (ScratchIndex) scratch = read_so (&options, text);
        g_autofree char *back = written (copia_export_conllu, scratch);
        g_autofree char *read = written (copia_export, scratch);

        g_assert_cmpstr (back, ==, text);
        if (to_read)
            g_assert_cmpstr (read, ==, to_read);
        g_free (to_read);
        to_read = g_steal_pointer (&read);
    }
}

static void
test_ranges_come_back_through_vertical_text (void)
{
    static const char text[] =
        "# newdoc id = a\n1-2\tdu\t_\t_\t_\tA=B\t_\t_\t_\tX=1+1|\\\n1\tde" NOTHING
        "2\tle" NOTHING "3\tmal\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
        "\n";
    CopiaReaderOptions options = { .importer = "conllu", .ranges = "words" };
    g_autoptr (ScratchIndex) scratch = read_so (&options, text);
    g_autofree char *back = through_vertical (scratch);

    g_assert_cmpstr (back, ==, text);
}

static const char *const documents[] = {
    /* no comment at all */
    "1\tYes" NOTHING "\n",
    /* texts, paragraphs, comments in their order, of one name, without a value */
    "# newdoc id = d1\n# newpar id = p1\n# text = A b\n# sent_id = 1\n# odd\n# odd\n"
    "# sent_id = 2\n# a =\n#b=c\n# # d = e\n# conllu_comments = f\n# comment = g\n"
    "1\tA" NOTHING "2\tb" NOTHING "\n# newpar\n1\tc" NOTHING "\n1\td" NOTHING
    "\n# newdoc\n"
    "1\te" NOTHING "\n",
    /* what only looks like a new text or paragraph, and one that is written otherwise */
    "#\tnewdoc  id = d1\n# newdocs = 2\n#newpar=p1\n# x = 1\n1\tA" NOTHING
    "\n# newdoc_x = 3\n# newdoc\tid = 4\n# newdocument\n# # newdoc\n1\tb" NOTHING
    "\n# newdoc id = d2\n# newdoc id = d3\n# newdoc = d4\n# newpar n = 2\n1\tb" NOTHING
    "\n",
    /* a range whose words say all, nothing, or the same as it; a plus and a backslash */
    "1-2\tdon't" NOTHING "1\tdo\tdo\tAUX\t_\tA=B|C=D\t3\taux\t_\tx=y\n"
    "2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t3:advmod\t_\n3\tgo" NOTHING "\n"
    "1-3\ta+b\\c\t_\t_\t_\tTypo=Yes\t_\t_\t_\tx=1+1|SpaceAfter=No\n1\ta+" NOTHING
    "2\t+\t+\t_\t_\t_\t_\t_\t_\t_\n3\t\\" NOTHING "\n",
    /* empty nodes before, between, in a range and behind */
    "0.1\tx" NOTHING "0.2\ty" NOTHING "1-2\tab" NOTHING "1\ta" NOTHING
    "1.1\tz\tz\tX\t_\t_\t_\t_\t2:dep\t_\n2\tb" NOTHING "3\tc" NOTHING "3.1\tw" NOTHING
    "\n",
    /* no blank behind, among others, at the end of a text; the underscore itself */
    "# newdoc id = a\n1\t_\t_\t_\t_\t_\t_\t_\t_\tA=b|SpaceAfter=No|T=u\n"
    "2\tb\t_\t_\t_\t_\t_\t_\t_\tZ=1|SpaceAfter=No\n"
    "3\tc d\tc d\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n"
    "# newdoc id = b\n1\te" NOTHING "\n",
};

static void
test_treebanks_come_back_byte_for_byte (void)
{
    for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
        assert_same (documents[i]);
}

/* ---- random documents ------------------------------------------------------------------ */

static const char *
any_of (const char *const *values)
{
    return values[g_test_rand_int_range (0, (gint32) g_strv_length ((GStrv) values))];
}

static void
add_cells (GString *out, int words)
{
    static const char *const lemmas[] = {
        "_", "_", "be", "a+b", "\\", "c d", "_x", NULL
    };
    static const char *const tags[] = { "_",   "NOUN", "X+", "A=B|C=D,E",
                                        "\\+", "++",   NULL };
    static const char *const miscs[] = { "_",
                                         "_",
                                         "SpaceAfter=No",
                                         "Gloss=a b|SpaceAfter=No",
                                         "SpaceAfter=No|Gloss=x",
                                         "SpaceAfter=No|Translit=+",
                                         "X=_|Y",
                                         "SpacesAfter=\\n",
                                         NULL };

    g_string_append_printf (out, "\t%s\t%s\t%s\t%s\t", any_of (lemmas), any_of (tags),
                            any_of (tags), any_of (tags));
    if (g_test_rand_bit ())
        g_string_append_c (out, '_');
    else
        g_string_append_printf (out, "%d", g_test_rand_int_range (0, words + 1));
    g_string_append_printf (out, "\t%s\t%s\t%s\n", any_of (tags), any_of (tags),
                            any_of (miscs));
}

static void
add_sentence (GString *out)
{
    static const char *const forms[] = { "a",   "The", "_", "+", "d'",
                                         "x y", "\\",  ".", "ü", NULL };
    static const char *const comments[] = { "# sent_id = 7",
                                            "# text = a b",
                                            "# text_en = x  y",
                                            "# odd",
                                            "#",
                                            "# = x",
                                            "#x=y",
                                            "# Sent ID = 8",
                                            "# comment = x",
                                            "# newparagraphs = 2",
                                            "# a very long name of it = 1",
                                            "# a very long name of its = 2",
                                            "# empty = ",
                                            "#newdoc",
                                            "# newdocs",
                                            "# new = 3",
                                            "# newpar n = 2",
                                            "# a\tb = c\td",
                                            NULL };
    int words = g_test_rand_int_range (1, 9), range = 0, node = 0;

    if (g_test_rand_int_range (0, 6) == 0)
        g_string_append (out, g_test_rand_bit () ? "# newdoc id = d\n" : "# newdoc\n");
    if (g_test_rand_int_range (0, 4) == 0)
        g_string_append (out, g_test_rand_bit () ? "# newpar id = p\n" : "# newpar\n");
    for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
        g_string_append_printf (out, "%s\n", any_of (comments));
    for (int id = 0; id <= words; id++) {
        if (id > range && id < words && g_test_rand_int_range (0, 4) == 0) {
            range = g_test_rand_int_range (id + 1, words + 1);
            g_string_append_printf (out, "%d-%d\t%s", id, range, any_of (forms));
            add_cells (out, words);
        }
        if (id > 0) {
            g_string_append_printf (out, "%d\t%s", id, any_of (forms));
            add_cells (out, words);
        }
        for (node = 0; g_test_rand_int_range (0, 6) == 0;) {
            g_string_append_printf (out, "%d.%d\t%s", id, ++node, any_of (forms));
            add_cells (out, words);
        }
    }
    g_string_append_c (out, '\n');
}

static void
test_random_treebanks_come_back_byte_for_byte (void)
{
    for (int round = 0; round < 300; round++) {
        g_autoptr (GString) text = g_string_new (NULL);

        for (int n = g_test_rand_int_range (1, 12); n > 0; n--)
            add_sentence (text);
        assert_same (text->str);
    }
}

/* ---- other corpora --------------------------------------------------------------------- */

static void
test_vertical_text_becomes_conllu (void)
{
    g_autofree char *out = export_of (
        "vertical", "word,pos,lemma,shape,head",
        "<text id=\"t\" author=\"A&#10;B\">\nOut\tRB\tout\tXx|\\\t9\n<p n=\"1\">\n<s "
        "kind=\"k\">\nThe\tD T\tthe\t\t2\n<g/>\ncat&#9;s\tNN\ta "
        "b\t\tx\n</s>\n</p>\n</text>\n");

    assert_valid (out);
    g_assert_cmpstr (
        out, ==,
        "# newdoc id = t\n# newdoc author = A B\n# sent_id = at-0\n# text = Out\n"
        "1\tOut\tout\t_\tRB\t_\t_\t_\t_\tshape=Xx\\p\\\\\n\n"
        "# newpar n = 1\n# sent_id = 1\n# kind = k\n# text = Thecat s\n"
        "1\tThe\tthe\t_\tD_T\t_\t2\t_\t_\tSpaceAfter=No\n"
        "2\tcat s\ta b\t_\tNN\t_\t_\t_\t_\t_\n\n");
}

static void
test_a_token_behind_a_treebank_is_a_sentence (void)
{
    g_autofree char *out =
        export_of ("vertical", "word",
                   "<text>\n<s conllu_comments=\"# x\">\na\n</s>\nb\n</text>\n");

    assert_valid (out);
    g_assert_cmpstr (out, ==,
                     "# x\n1\ta" NOTHING "\n# sent_id = at-1\n# text = b\n1\tb" NOTHING
                     "\n");
}

static void
test_plain_text_becomes_conllu (void)
{
    g_autofree char *out =
        export_of ("plain", NULL, "One two. \"Three,\" he said.\n\nFour\n");

    assert_valid (out);
    g_assert_true (g_str_has_prefix (
        out, "# newdoc file = a.file\n# newpar\n# sent_id = 1\n# text = One two.\n"
             "1\tOne" NOTHING "2\ttwo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
             "3\t." NOTHING "\n# sent_id = 2\n# text = \"Three,\" he said.\n1\t\""));
}

/* The judge must be able to say no. */
static void
test_the_rules_refuse (void)
{
    static const char *const wrong[] = {
        "1\ta" NOTHING,
        "2\ta" NOTHING "\n",
        "1\ta\t_\n\n",
        "# x\n\n",
        "1\ta\t_\t_\t_\t_\t2\t_\t_\t_\n\n",
        "1-2\ta" NOTHING "1\ta" NOTHING "\n",
        "1\ta" NOTHING "1.2\ta" NOTHING "\n",
        "1\ta\t_\tA B\t_\t_\t_\t_\t_\t_\n\n",
    };

    for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
        g_autofree char *broken = conllu_rules_broken (wrong[i]);

        g_assert_nonnull (broken);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/export-conllu/rules", test_the_rules_refuse);
    g_test_add_func ("/export-conllu/treebanks",
                     test_treebanks_come_back_byte_for_byte);
    g_test_add_func ("/export-conllu/random",
                     test_random_treebanks_come_back_byte_for_byte);
    g_test_add_func ("/export-conllu/through",
                     test_ranges_come_back_through_vertical_text);
    g_test_add_func ("/export-conllu/vertical", test_vertical_text_becomes_conllu);
    g_test_add_func ("/export-conllu/behind",
                     test_a_token_behind_a_treebank_is_a_sentence);
    g_test_add_func ("/export-conllu/plain", test_plain_text_becomes_conllu);
    return g_test_run ();
}
