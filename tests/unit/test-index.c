/* test-index.c - what is written comes back: tokens, words, gaps, regions, meta. */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "base/error.h"
#include "text/tokenizer.h"

static GRand *
new_random (void)
{
    return g_rand_new_with_seed ((guint32) g_test_rand_int ());
}

static RandomCorpus *
new_corpus (GRand *random)
{
    return random_corpus_new (random, (unsigned) g_rand_int_range (random, 1, 4000),
                              (unsigned) g_rand_int_range (random, 1, 300));
}

static void
test_tokens_are_the_input (void)
{
    g_autoptr (GRand) random = new_random ();

    for (unsigned i = 0; i < 20; i++) {
        g_autoptr (RandomCorpus) corpus = new_corpus (random);
        const CopiaTokens *tokens = copia_index_tokens (corpus->index);
        const CopiaLexicon *lexicon = copia_index_lexicon (corpus->index);
        g_autoptr (GError) error = NULL;

        g_assert_cmpuint (tokens->size, ==, corpus->tokens->len);
        for (unsigned cpos = 0; cpos < tokens->size; cpos++) {
            const RandomToken *token = random_corpus_token (corpus, cpos);
            uint32_t id = copia_tokens_get (tokens, cpos);
            CopiaString word = copia_lexicon_word (lexicon, id);
            CopiaString form =
                copia_lexicon_form (lexicon, copia_lexicon_form_of (lexicon, id));

            g_assert_cmpmem (word.bytes, word.size, token->word, strlen (token->word));
            g_assert_cmpmem (form.bytes, form.size, token->form, strlen (token->form));
            g_assert_cmpint (copia_tokens_is_word (tokens, cpos), ==, token->is_word);
        }
        copia_index_verify (corpus->index, &error);
        g_assert_no_error (error);
    }
}

static void
test_gaps_and_tails_give_the_text_back (void)
{
    g_autoptr (GRand) random = new_random ();

    for (unsigned i = 0; i < 20; i++) {
        g_autoptr (RandomCorpus) corpus = new_corpus (random);
        const CopiaGaps *between = copia_index_gaps (corpus->index);
        const CopiaRegions *texts = copia_index_texts (corpus->index);

        for (unsigned cpos = 0; cpos < corpus->tokens->len; cpos++) {
            const RandomToken *token = random_corpus_token (corpus, cpos);
            CopiaString gap = copia_gaps_get (between, cpos);

            g_assert_cmpmem (gap.bytes, gap.size, token->gap, strlen (token->gap));
            g_assert_cmpint (copia_gaps_spaced (between, cpos), ==,
                             strpbrk (token->gap, " \t\n") != NULL);
        }
        for (uint32_t text = 0; text < corpus->texts; text++) {
            CopiaString tail = { "", 0 };

            g_assert_true (
                copia_regions_value (texts, copia_regions_attribute (texts, "_tail"),
                                     text, &tail));
            g_assert_cmpmem (tail.bytes, tail.size, "\n", 1);
        }
    }
}

static void
test_words_are_counted_along_the_tokens (void)
{
    g_autoptr (GRand) random = new_random ();

    for (unsigned i = 0; i < 10; i++) {
        g_autoptr (RandomCorpus) corpus = new_corpus (random);
        const CopiaTokens *tokens = copia_index_tokens (corpus->index);
        uint64_t words = 0, size = tokens->size;

        for (uint64_t cpos = 0; cpos < size; cpos++) {
            bool word = random_corpus_token (corpus, (unsigned) cpos)->is_word;
            uint64_t right = cpos, left = cpos, plain = cpos;

            g_assert_cmpuint (copia_tokens_words_before (tokens, cpos), ==, words);
            if (word)
                g_assert_cmpuint (copia_tokens_nth_word (tokens, words), ==, cpos);
            words += word;
            while (plain < size &&
                   !random_corpus_token (corpus, (unsigned) plain)->is_word)
                plain++;
            g_assert_cmpint (copia_tokens_word_right (tokens, &right, UINT64_MAX), ==,
                             plain < size);
            if (plain < size)
                g_assert_cmpuint (right, ==, plain);
            for (plain = cpos + 1; plain > 0; plain--)
                if (random_corpus_token (corpus, (unsigned) plain - 1)->is_word)
                    break;
            g_assert_cmpint (copia_tokens_word_left (tokens, &left, 0), ==, plain > 0);
            if (plain > 0)
                g_assert_cmpuint (left, ==, plain - 1);
        }
        g_assert_cmpuint (copia_tokens_words_before (tokens, size), ==, words);
        g_assert_cmpuint (copia_tokens_words_before (tokens, UINT64_MAX), ==, words);
        g_assert_cmpuint (copia_tokens_nth_word (tokens, words), ==, size);
        g_assert_cmpuint (copia_tokens_nth_word (tokens, UINT64_MAX), ==, size);
        g_assert_cmpuint (tokens->words, ==, words);
    }
}

static void
check_numbered (const CopiaRegions *regions, uint32_t region, const char *title)
{
    g_autofree char *n = g_strdup_printf ("%u", region + 1);
    g_autofree char *name = g_strdup_printf ("%s %u", title, region + 1);
    CopiaString value;

    g_assert_true (copia_regions_value (regions, copia_regions_attribute (regions, "n"),
                                        region, &value));
    g_assert_cmpmem (value.bytes, value.size, n, strlen (n));
    g_assert_true (copia_regions_value (regions,
                                        copia_regions_attribute (regions, "title"),
                                        region, &value));
    g_assert_cmpmem (value.bytes, value.size, name, strlen (name));
    g_assert_false (copia_regions_value (regions,
                                         copia_regions_attribute (regions, "no"),
                                         region, &value));
}

static void
test_regions_and_attributes_come_back (void)
{
    g_autoptr (GRand) random = new_random ();

    for (unsigned i = 0; i < 10; i++) {
        g_autoptr (RandomCorpus) corpus = new_corpus (random);
        const CopiaRegions *parts = copia_index_find_structure (corpus->index, "part");
        const CopiaRegions *sentences = copia_index_find_structure (corpus->index, "s");

        g_assert_cmpuint (copia_regions_count (parts), ==, corpus->parts);
        g_assert_cmpuint (copia_regions_count (sentences), ==, corpus->sentences);
        g_assert_cmpuint (copia_regions_n_attributes (sentences), ==, 0);
        for (unsigned cpos = 0; cpos < corpus->tokens->len; cpos++) {
            const RandomToken *token = random_corpus_token (corpus, cpos);

            g_assert_cmpuint (copia_regions_find (parts, cpos), ==, token->part);
            g_assert_cmpuint (copia_regions_from (parts, cpos), ==, token->part);
            g_assert_cmpuint (copia_regions_find (sentences, cpos), ==,
                              token->sentence);
            g_assert_cmpuint (copia_regions_start (sentences, token->sentence), <=,
                              cpos);
            g_assert_cmpuint (copia_regions_end (sentences, token->sentence), >=, cpos);
        }
        for (uint32_t region = 0; region < corpus->parts; region++)
            check_numbered (parts, region, "Part");
    }
}

/* Regions with holes before, between and after them. */
static void
test_a_cpos_between_regions_is_in_none (void)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (ScratchIndex) scratch = NULL;
    const CopiaRegions *regions;

    to.open (to.self, "text", NULL, 0);
    for (unsigned i = 0; i < 20; i++) {
        if (i == 3 || i == 7 || i == 8)
            to.open (to.self, "q", NULL, 0);
        scratch_send_word (&to, "word", i == 0);
        if (i == 5 || i == 7 || i == 12)
            to.close (to.self, "q");
    }
    to.close (to.self, "text");
    scratch = scratch_index_new (writer);
    regions = copia_index_find_structure (scratch->index, "q");
    for (unsigned cpos = 0; cpos < 20; cpos++) {
        uint32_t find = cpos >= 3 && cpos <= 5    ? 0
                        : cpos == 7               ? 1
                        : cpos >= 8 && cpos <= 12 ? 2
                                                  : COPIA_NONE;
        uint32_t from = cpos <= 5 ? 0 : cpos <= 7 ? 1 : cpos <= 12 ? 2 : 3;

        g_assert_cmpuint (copia_regions_find (regions, cpos), ==, find);
        g_assert_cmpuint (copia_regions_from (regions, cpos), ==, from);
    }
    g_assert_null (copia_index_find_structure (scratch->index, "no"));
    g_assert_true (copia_index_verify (scratch->index, NULL));
}

/* `how`: one letter a structure to open, a digit a token, the capital letter closes. */
static char *
order_of (const char *how)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (ScratchIndex) scratch = NULL;
    GString *order = g_string_new (NULL);

    to.open (to.self, "text", NULL, 0);
    for (; *how; how++) {
        char name[] = { g_ascii_tolower (*how), '\0' };

        if (g_ascii_isdigit (*how))
            scratch_send_word (&to, "word", false);
        else if (g_ascii_isupper (*how))
            to.close (to.self, name);
        else
            to.open (to.self, name, NULL, 0);
    }
    to.close (to.self, "text");
    scratch = scratch_index_new (writer);
    for (uint32_t i = 0; i < copia_index_n_structures (scratch->index); i++)
        g_string_append (order, copia_regions_name (
                                    copia_index_structure (scratch->index, i)));
    return g_string_free (order, FALSE);
}

static void
test_structures_are_told_outermost_first (void)
{
    static const char *const cases[][2] = {
        { "pcs1SCP", "textpcs" },
        { "s1Sps2SP", "textps" },       /* the inner one was met first */
        { "s1Sc2Cpcs3SCP", "textpcs" }, /* all of them in the wrong order */
        { "a1Ab2Bc3Cba4ABcb5BC", "textcba" },
        { "h1Hps2SP", "texthps" }, /* siblings as they are met */
        { "1", "text" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *order = order_of (cases[i][0]);

        g_assert_cmpstr (order, ==, cases[i][1]);
    }
}

static void
test_the_same_corpus_gives_the_same_bytes (void)
{
    for (unsigned i = 0; i < 5; i++) {
        guint32 seed = (guint32) g_test_rand_int ();
        g_autoptr (GRand) one = g_rand_new_with_seed (seed);
        g_autoptr (GRand) two = g_rand_new_with_seed (seed);
        g_autoptr (RandomCorpus) a = random_corpus_new (one, 2000, 200);
        g_autoptr (RandomCorpus) b = random_corpus_new (two, 2000, 200);
        g_autofree char *bytes = NULL, *other = NULL;
        gsize size, n;

        g_assert_true (g_file_get_contents (a->path, &bytes, &size, NULL));
        g_assert_true (g_file_get_contents (b->path, &other, &n, NULL));
        g_assert_cmpmem (bytes, size, other, n);
        g_assert_cmpstr (copia_index_id (a->index), ==, copia_index_id (b->index));
    }
}

static void
test_meta_data_come_back (void)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    static const char *const pairs[][2] = { { "file", "a\tb\nc\rd\\e\\n\\t\\101" },
                                            { "empty", "" },
                                            { "last", "\\" },
                                            { "twice", "one" },
                                            { "twice", "two" } };
    g_autoptr (ScratchIndex) scratch = NULL;
    const char *const *all;

    to.open (to.self, "text", NULL, 0);
    scratch_send_word (&to, "word", true);
    to.close (to.self, "text");
    for (size_t i = 0; i < G_N_ELEMENTS (pairs); i++)
        copia_index_writer_meta (writer, pairs[i][0], pairs[i][1]);
    copia_index_writer_meta (writer, "latin", "caf\xE9");
    scratch = scratch_index_new (writer);
    for (size_t i = 0; i < 4; i++)
        g_assert_cmpstr (copia_index_meta (scratch->index, pairs[i][0]), ==,
                         pairs[i][1]);
    g_assert_cmpstr (copia_index_meta (scratch->index, "latin"), ==, "caf\xEF\xBF\xBD");
    g_assert_null (copia_index_meta (scratch->index, "no"));
    g_assert_cmpstr (copia_index_meta (scratch->index, "tokens"), ==, "1");
    for (all = copia_index_meta_all (scratch->index); all[0] && all[2]; all += 2)
        g_assert_nonnull (all[1]);
    g_assert_cmpstr (all[0], ==, "latin");
}

static void
test_many_types_take_wider_numbers (void)
{
    g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (ScratchIndex) scratch = NULL;
    const CopiaTokens *tokens;

    for (unsigned i = 0; i < 70000; i++)
        g_ptr_array_add (words, g_strdup_printf ("w%u", i * 17 % 69997));
    scratch = scratch_index_of_words ((const char *const *) words->pdata, words->len);
    tokens = copia_index_tokens (scratch->index);
    g_assert_cmpuint (tokens->ids.width, ==, 3);
    for (unsigned cpos = 0; cpos < words->len; cpos++) {
        const char *word = words->pdata[cpos];
        CopiaString got = copia_lexicon_word (copia_index_lexicon (scratch->index),
                                              copia_tokens_get (tokens, cpos));

        g_assert_cmpmem (got.bytes, got.size, word, strlen (word));
    }
    g_assert_true (copia_index_verify (scratch->index, NULL));
}

/* Every book that is at hand, with a word of punctuation between its texts. */
static void
test_a_book_comes_back_byte_for_byte (void)
{
    const char *shared = g_getenv ("COPIA_SHARED");
    g_autofree char *path =
        g_build_filename (shared ? shared : "../shared", "texts", "alice.txt", NULL);
    g_autoptr (CopiaTokenizer) tokenizer = copia_tokenizer_new ("words", NULL, NULL);
    g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (CopiaToken));
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (ScratchIndex) scratch = NULL;
    g_autoptr (GString) back = g_string_new (NULL);
    g_autofree char *text = NULL;
    CopiaString tail;
    size_t end = 0;

    if (!g_file_get_contents (path, &text, NULL, NULL)) {
        g_test_skip ("no texts; set COPIA_SHARED");
        return;
    }
    copia_tokenizer_run (tokenizer, text, strlen (text), tokens, NULL);
    to.open (to.self, "text", NULL, 0);
    for (guint i = 0; i < tokens->len; i++) {
        CopiaToken token = g_array_index (tokens, CopiaToken, i);
        CopiaTokenEvent event = { text + end,
                                  token.start - end,
                                  text + token.start,
                                  token.end - token.start,
                                  token.kind == COPIA_TOKEN_WORD,
                                  NULL };

        to.token (to.self, &event);
        end = token.end;
    }
    to.tail (to.self, text + end, strlen (text + end));
    to.close (to.self, "text");
    scratch = scratch_index_new (writer);
    for (uint64_t cpos = 0; cpos < tokens->len; cpos++) {
        CopiaString gap = copia_gaps_get (copia_index_gaps (scratch->index), cpos);
        CopiaString word =
            copia_lexicon_word (copia_index_lexicon (scratch->index),
                                copia_tokens_get (copia_index_tokens (scratch->index),
                                                  cpos));

        g_string_append_len (back, gap.bytes, (gssize) gap.size);
        g_string_append_len (back, word.bytes, (gssize) word.size);
    }
    g_assert_true (
        copia_regions_value (copia_index_texts (scratch->index), 0, 0, &tail));
    g_string_append_len (back, tail.bytes, (gssize) tail.size);
    g_assert_cmpstr (back->str, ==, text);
    g_assert_true (copia_index_verify (scratch->index, NULL));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/index/tokens-are-the-input", test_tokens_are_the_input);
    g_test_add_func ("/index/gaps-and-tails-give-the-text-back",
                     test_gaps_and_tails_give_the_text_back);
    g_test_add_func ("/index/words-are-counted-along-the-tokens",
                     test_words_are_counted_along_the_tokens);
    g_test_add_func ("/index/regions-and-attributes-come-back",
                     test_regions_and_attributes_come_back);
    g_test_add_func ("/index/a-cpos-between-regions-is-in-none",
                     test_a_cpos_between_regions_is_in_none);
    g_test_add_func ("/index/structures-are-told-outermost-first",
                     test_structures_are_told_outermost_first);
    g_test_add_func ("/index/the-same-corpus-gives-the-same-bytes",
                     test_the_same_corpus_gives_the_same_bytes);
    g_test_add_func ("/index/meta-data-come-back", test_meta_data_come_back);
    g_test_add_func ("/index/many-types-take-wider-numbers",
                     test_many_types_take_wider_numbers);
    g_test_add_func ("/index/a-book-comes-back-byte-for-byte",
                     test_a_book_comes_back_byte_for_byte);
    return g_test_run ();
}
