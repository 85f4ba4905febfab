/* test-tagger.c - attributes that a command makes: what it reads, and what is read of it. */
#include "support/tagger-place.c"

#include "study/export.h"

/* Independent of how the tokens were given: from the regions of the index. */
static void
check_counted (const CopiaIndex *index)
{
    const CopiaRegions *sentences = copia_index_find_structure (index, "s");

    for (uint32_t i = 0; i < copia_regions_count (sentences); i++) {
        uint64_t start = copia_regions_start (sentences, i);

        for (uint64_t cpos = start; cpos <= copia_regions_end (sentences, i); cpos++) {
            g_autofree char *number = value (index, "pos", cpos);
            g_autofree char *lemma = value (index, "lemma", cpos);
            g_autofree char *word = value (index, "word", cpos);
            g_autofree char *barred = g_strconcat (word, "|", NULL);

            g_assert_cmpuint (g_ascii_strtoull (number, NULL, 10), ==,
                              cpos - start + 1);
            g_assert_cmpstr (lemma, ==, barred);
        }
    }
}

static void
assert_same_bytes (const char *path, const char *bytes, gsize size)
{
    g_autofree char *other = NULL;
    gsize n;

    g_assert_true (g_file_get_contents (path, &other, &n, NULL));
    g_assert_cmpmem (other, n, bytes, size);
}

static void
test_each_token_has_what_was_said_of_it (Place *place, const void *data)
{
    static const struct {
        const char *tagger;
        unsigned threads;
        uint64_t memory;
    } ways[] = { { COUNTING, 1, 0 },
                 { COUNTING, 3, 1 << 20 },
                 { "x=$(mktemp) && cat > $x && " COUNTING " < $x; rm $x", 7, 0 } };
    enum { FILES = 3 };
    char *paths[FILES + 1] = { NULL };
    g_autofree char *first = NULL;
    gsize size = 0;

    (void) data;
    for (int i = 0; i < FILES; i++) {
        g_autofree char *name = g_strdup_printf ("text%d.txt", i);
        g_autofree char *text = random_text (i == 1 ? 30000 : 300);

        paths[i] = put (place->folder, name, text);
    }
    for (size_t i = 0; i < G_N_ELEMENTS (ways); i++) {
        const CopiaRecipe recipe = { .inputs = (const char *const *) paths,
                                     .threads = ways[i].threads,
                                     .memory = ways[i].memory,
                                     .tagger = COUNTING };
        CopiaRecipe other = recipe;
        g_autoptr (CopiaIndex) index = NULL;

        other.tagger = ways[i].tagger;
        index = open_made (&other, place->index);
        check_counted (index);
        if (i > 1) /* its name is in the index */
            continue;
        if (i == 0)
            g_assert_true (g_file_get_contents (place->index, &first, &size, NULL));
        assert_same_bytes (place->index, first, size);
    }
    for (int i = 0; i < FILES; i++)
        g_free (paths[i]);
}

/* More than any pipe holds is said before a word is read. */
static void
test_it_may_speak_before_it_listens (Place *place, const void *data)
{
    g_autofree char *text = random_text (60000),
                    *path = put (place->folder, "long.txt", text);
    const char *const inputs[] = { path, NULL };
    const CopiaRecipe plain = { .inputs = inputs };
    g_autoptr (CopiaIndex) bare = open_made (&plain, place->index);
    uint64_t tokens = copia_index_tokens (bare)->size;
    g_autofree char *tagger = g_strdup_printf (
        "yes 'a long tag, so that they are many bytes' | head -n %" G_GUINT64_FORMAT
        "; cat > %s/heard",
        tokens, place->folder);
    g_autofree char *last = NULL;
    CopiaIndex *index;

    (void) data;
    index = tag (place, path, tagger, "pos");
    last = value (index, "pos", tokens - 1);
    g_assert_cmpstr (last, ==, "a long tag, so that they are many bytes");
    copia_index_close (index);
}

/* ---- what it reads and says ------------------------------------------------------------- */

static void
test_it_reads_a_token_a_line_and_empty_lines_behind_sentences (Place *place,
                                                               const void *data)
{
    static const struct {
        const char *name, *text, *read;
    } cases[] = {
        { "a.txt", "The cat. It is!\n\nA dog\n", "The/cat/.//It/is/!//A/dog//" },
        { "b.vrt",
          "<text>\na\n<s>\nb\nc\n</s>\nd\n<s>\nNew York\n</s>\n</text>\n"
          "<text>\nf\n</text>\n",
          "a//b/c//d//New York//f//" },
        { "c.vrt", "<text>\n<p>\na\nb\n</p>\n<p>\nc\n</p>\n</text>\n", "a/b//c//" },
        { "d.vrt", "<text>\na\nb\n</text>\n<text>\nc\n</text>\n", "a/b//c//" },
    };

    (void) data;
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = put (place->folder, cases[i].name, cases[i].text);
        g_autofree char *heard = name_in (place->folder, "heard"), *read = NULL;
        g_autofree char *tagger = g_strdup_printf ("tee %s", heard);
        const char *const inputs[] = { path, NULL };
        CopiaRecipe recipe = { .inputs = inputs, .tagger = tagger, .tags = "again" };
        g_autoptr (CopiaIndex) index = NULL;
        g_autofree char *words = NULL, *again = NULL;

        recipe.reading.attributes = "word";
        index = open_made (&recipe, place->index);
        g_assert_true (g_file_get_contents (heard, &read, NULL, NULL));
        g_assert_cmpstr (g_strdelimit (read, "\n", '/'), ==, cases[i].read);
        words = values (index, "word");
        again = values (index, "again");
        g_assert_cmpstr (words, ==, again);
    }
}

static void
test_columns_are_what_tags_names (Place *place, const void *data)
{
    static const struct {
        const char *sed, *tags, *attributes, *attribute, *values;
    } cases[] = {
        { "s/..*/&\\tX&\\tl/", NULL, "pos lemma", "pos",
          "XThe Xcats Xwere Xlate X. XHe Xis Xlate X; XI Xam Xnot X." },
        { "s/..*/&\\tX\\tl&\\r/", "_, word,c", NULL, NULL, NULL },
        { "s/..*/a\\t&\\tc\\t\\r/", "_,word,c,d", "c d", "c",
          "c c c c c c c c c c c c c" },
        { "/^$/d;s/.*/\\t/", "a,b", "a b", "b", "            " },
        { "/^$/d", "b", "b", "b", "The cats were late . He is late ; I am not ." },
        { "s/^$/\\n\\n/", "b", "b", "b",
          "The cats were late . He is late ; I am not ." },
    };

    (void) data;
    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *tagger = g_strdup_printf ("sed '%s'", cases[i].sed);
        const char *const inputs[] = { place->text, NULL };
        const CopiaRecipe recipe = { .inputs = inputs,
                                     .tagger = tagger,
                                     .tags = cases[i].tags };
        g_autofree char *said = make (&recipe, place->index, false), *all = NULL;
        g_autoptr (CopiaIndex) index = NULL;

        if (!cases[i].attributes) {
            g_assert_nonnull (strstr (said, "about 'X'"));
            continue;
        }
        g_assert_cmpstr (said, ==, "");
        index = copia_index_open (place->index, NULL);
        g_assert_cmpstr (copia_index_meta (index, "attributes"), ==,
                         cases[i].attributes);
        g_assert_cmpstr (copia_index_meta (index, "tagger"), ==, tagger);
        g_assert_cmpstr (copia_index_meta (index, "tags"), ==,
                         cases[i].tags ? cases[i].tags : "word,pos,lemma");
        all = values (index, cases[i].attribute);
        g_assert_cmpstr (all, ==, cases[i].values);
    }
}

/* A range is one of our tokens; it does not matter where the sentences are. */
static void
test_conllu_is_known_by_its_first_line (Place *place, const void *data)
{
    static const char said[] = "# text = It\\n"
                               "1\\tDo\\tdo\\tVERB\\tVB\\tA=b\\t0\\troot\\t_\\t_\\n"
                               "2-3\\tdon'\\''t\\t_\\t_\\t_\\t_\\t_\\t_\\t_\\t_\\n"
                               "2\\tdo\\tdo\\tAUX\\t_\\t_\\t1\\tx\\t_\\t_\\n"
                               "3\\tn'\\''t\\tnot\\tPART\\t_\\t_\\t2\\tx\\t_\\t_\\n\\n"
                               "1\\t.\\t.\\tPUNCT\\t_\\t_\\t0\\troot\\t_\\t_\\n";
    const char *const tags[] = { NULL, "conllu" };
    g_autofree char *path = put (place->folder, "do.txt", "Do don't.");
    g_autofree char *tagger =
        g_strdup_printf ("cat > %s/heard; printf '%s'", place->folder, said);

    (void) data;
    for (unsigned i = 0; i < 2; i++) {
        g_autoptr (CopiaIndex) index = tag (place, path, tagger, tags[i]);
        g_autofree char *lemmas = values (index, "lemma"),
                        *upos = values (index, "upos");
        g_autofree char *heads = values (index, "head");

        g_assert_cmpstr (lemmas, ==, "do do+not .");
        g_assert_cmpstr (upos, ==, "VERB AUX+PART PUNCT");
        g_assert_cmpstr (heads, ==, "0 1+2 0");
        g_assert_cmpstr (copia_index_meta (index, "tags"), ==, "conllu");
        g_assert_cmpstr (copia_index_meta (index, "attributes"), ==,
                         "lemma upos xpos feats head deprel deps misc parts empty");
    }
}

static bool
append_piece (void *data, const char *bytes, size_t size, GError **error)
{
    (void) error;
    g_string_append_len (data, bytes, (gssize) size);
    return true;
}

static void
test_what_is_exported_has_the_same_tags_again (Place *place, const void *data)
{
    g_autofree char *text = random_text (500),
                    *path = put (place->folder, "a.txt", text);
    g_autofree char *again = NULL;
    g_autoptr (CopiaIndex) index = tag (place, path, COUNTING, NULL);
    g_autoptr (GString) vertical = g_string_new (NULL);
    static const char *const attributes[] = { "word", "pos", "lemma" };
    const char *inputs[] = { NULL, NULL };
    const CopiaRecipe recipe = { .inputs = inputs };
    CopiaIndex *read;

    (void) data;
    g_assert_true (
        copia_export_vertical (index, COPIA_NONE, NULL, append_piece, vertical, NULL));
    inputs[0] = again = put (place->folder, "a.vrt", vertical->str);
    read = open_made (&recipe, place->index);
    for (size_t i = 0; i < G_N_ELEMENTS (attributes); i++) {
        g_autofree char *had = values (index, attributes[i]);
        g_autofree char *has = values (read, attributes[i]);

        g_assert_cmpstr (had, ==, has);
    }
    copia_index_close (read);
}

int
main (int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test) (Place *, const void *);
    } tests[] = {
        { "/tagger/random", test_each_token_has_what_was_said_of_it },
        { "/tagger/speaks-first", test_it_may_speak_before_it_listens },
        { "/tagger/reads",
          test_it_reads_a_token_a_line_and_empty_lines_behind_sentences },
        { "/tagger/columns", test_columns_are_what_tags_names },
        { "/tagger/conllu", test_conllu_is_known_by_its_first_line },
        { "/tagger/export", test_what_is_exported_has_the_same_tags_again },
    };

    g_test_init (&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS (tests); i++)
        g_test_add (tests[i].path, Place, NULL, set_up, tests[i].test, tear_down);
    return g_test_run ();
}
