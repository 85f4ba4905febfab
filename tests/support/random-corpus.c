/* random-corpus.c - making corpora. */
#include "support/random-corpus.h"

#include "index/writer.h"
#include "text/fold.h"
#include "text/tokenizer.h"

#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

static const char *const punctuation[] = { ",", ".", "?", "--" };
static const char *const gaps[] = { " ",  " ", " ",    " ",  " ",    "\n",
                                    "\n", "",  "\n\n", "  ", " <b>", "\t" };
static const char *const parts_of_speech[] = { "N",  "",  "V",     "n-x",
                                               "NN", "|", "|N|V|", "ADJ" };
static const char *const syllables[] = {
    "a",  "be", "ca", "do", "é",  "fa", "ga", "ho", "in", "ja", "ko", "la",
    "mi", "no", "ö",  "pa", "re", "so", "ta", "un", "'s", "-x", "ß",  "мо"
};

static char *
make_word (GRand *random)
{
    g_autoptr (GString) word = g_string_new (NULL);
    int n = g_rand_int_range (random, 1, 4);

    for (int i = 0; i < n; i++) {
        const char *syllable =
            syllables[g_rand_int_range (random, 0, G_N_ELEMENTS (syllables))];

        if (i == 0 && (syllable[0] == '\'' || syllable[0] == '-'))
            syllable = "w";
        g_string_append (word, syllable);
    }
    return g_string_free (g_steal_pointer (&word), FALSE);
}

static char *
vary_case (GRand *random, const char *word)
{
    switch (g_rand_int_range (random, 0, 6)) {
    case 0:
        return g_utf8_strup (word, -1);
    case 1: {
        g_autofree char *upper = g_utf8_strup (word, g_utf8_next_char (word) - word);

        return g_strconcat (upper, g_utf8_next_char (word), NULL);
    }
    default:
        return g_strdup (word);
    }
}

static char *
fold (const char *word)
{
    g_autoptr (GString) form = g_string_new (NULL);

    copia_fold (word, strlen (word), form);
    return g_string_free (g_steal_pointer (&form), FALSE);
}

/* The lemma follows from the word, the part of speech does not quite. */
static void
annotate (RandomToken *token, GRand *random)
{
    token->form = fold (token->word);
    token->lemma = g_strconcat (token->is_word ? "L" : "", token->form, NULL);
    if (token->is_word)
        *g_utf8_offset_to_pointer (token->lemma,
                                   MIN (2, g_utf8_strlen (token->lemma, -1))) = '\0';
    token->pos = g_strdup (parts_of_speech[((unsigned char) token->lemma[0] +
                                            (size_t) g_rand_int_range (random, 0, 3) +
                                            strlen (token->word)) %
                                           G_N_ELEMENTS (parts_of_speech)]);
}

/* Few words are frequent, many are rare. */
static RandomToken
make_token (GRand *random, char **vocabulary, unsigned types)
{
    RandomToken token = { .is_word = g_rand_int_range (random, 0, 8) > 0 };

    if (token.is_word) {
        double place = pow (g_rand_double (random), 3) * types;

        token.word = vary_case (random, vocabulary[MIN ((unsigned) place, types - 1)]);
    } else {
        token.word = g_strdup (
            punctuation[g_rand_int_range (random, 0, G_N_ELEMENTS (punctuation))]);
    }
    annotate (&token, random);
    token.gap = g_strdup (gaps[g_rand_int_range (random, 0, G_N_ELEMENTS (gaps))]);
    return token;
}

/* A word or mark of a text, and what stands before it. */
static RandomToken
take_token (GRand *random, const char *text, const CopiaToken *before,
            const CopiaToken *token)
{
    uint32_t gap = before ? before->end : token->start;
    RandomToken taken = { .is_word = token->kind == COPIA_TOKEN_WORD };

    taken.word = g_strndup (text + token->start, token->end - token->start);
    taken.gap = g_strndup (text + gap, token->start - gap);
    annotate (&taken, random);
    return taken;
}

static void
clear_token (void *data)
{
    RandomToken *token = data;

    g_free (token->word);
    g_free (token->form);
    g_free (token->gap);
    g_free (token->lemma);
    g_free (token->pos);
}

/* A quotation begins, goes on or ends here; it does not pass a sentence. */
static unsigned
next_quote (RandomCorpus *self, GRand *random, bool sentence)
{
    guint n = self->tokens->len;
    unsigned before = n > 0 ? random_corpus_token (self, n - 1)->quote : RANDOM_NONE;

    if (!sentence && before != RANDOM_NONE && g_rand_int_range (random, 0, 3) > 0)
        return before;
    return g_rand_int_range (random, 0, 4) == 0 ? self->quotes++ : RANDOM_NONE;
}

/* Appends it, in the regions it is in or begins. */
static void
place_token (RandomCorpus *self, GRand *random, RandomToken *token, bool sentence)
{
    bool text = self->tokens->len == 0 || g_rand_int_range (random, 0, 150) == 0;
    bool part = text || g_rand_int_range (random, 0, 80) == 0;
    bool chapter = part || g_rand_int_range (random, 0, 30) == 0;

    sentence = sentence || chapter;
    self->texts += text;
    self->parts += part;
    self->chapters += chapter;
    self->sentences += sentence;
    token->text = self->texts - 1;
    token->part = self->parts - 1;
    token->chapter = self->chapters - 1;
    token->sentence = self->sentences - 1;
    token->quote = next_quote (self, random, sentence);
    g_array_append_val (self->tokens, *token);
}

static void
make_tokens (RandomCorpus *self, GRand *random, unsigned size, unsigned types)
{
    self->vocabulary = g_new0 (char *, types + 1);
    for (unsigned i = 0; i < types; i++)
        self->vocabulary[i] = make_word (random);
    for (unsigned i = 0; i < size; i++) {
        RandomToken token = make_token (random, self->vocabulary, types);

        place_token (self, random, &token, g_rand_int_range (random, 0, 9) == 0);
    }
}

/* A stretch of a text: its words, marks and blanks; a sentence ends as a plain reader has it. */
static void
take_tokens (RandomCorpus *self, GRand *random, const char *text, unsigned size)
{
    g_autoptr (CopiaTokenizer) tokenizer = copia_tokenizer_new ("words", NULL, NULL);
    g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (CopiaToken));
    const CopiaToken *tokens;
    bool ended = true;
    guint from, n;

    g_assert_true (copia_tokenizer_run (tokenizer, text, strlen (text), all, NULL));
    g_assert_cmpuint (all->len, >, 0);
    tokens = (const CopiaToken *) (const void *) all->data;
    n = MIN (size, all->len);
    from = (guint) g_rand_int_range (random, 0, (int) (all->len - n) + 1);
    for (guint i = from; i < from + n; i++) {
        RandomToken token =
            take_token (random, text, i > from ? &tokens[i - 1] : NULL, &tokens[i]);

        place_token (self, random, &token, ended);
        ended = strchr (".?!", *token.word) != NULL;
    }
}

static void
open_numbered (const CopiaReceiver *to, const char *structure, const char *title,
               unsigned number)
{
    g_autofree char *n = g_strdup_printf ("%u", number + 1);
    g_autofree char *name = g_strdup_printf ("%s %u", title, number + 1);
    CopiaAttribute attributes[] = { { "n", n }, { "title", name } };

    to->open (to->self, structure, attributes, 2);
}

static void
open_quote (const CopiaReceiver *to, unsigned number)
{
    CopiaAttribute attributes[] = { { "who", number % 4 == 0 ? "ann" : "bob" } };

    to->open (to->self, "q", attributes, number % 2 == 0);
}

void
random_corpus_send (const RandomCorpus *self, unsigned from, unsigned end,
                    const CopiaReceiver *to)
{
    static const char *const layers[] = { "lemma", "pos" };

    if (self->annotated)
        to->layers (to->self, layers, G_N_ELEMENTS (layers));
    for (guint i = from; i < end; i++) {
        const RandomToken *token = random_corpus_token (self, i);
        const RandomToken *before = i > 0 ? random_corpus_token (self, i - 1) : NULL;
        bool last = i + 1 == self->tokens->len;
        const RandomToken *after = last ? NULL : random_corpus_token (self, i + 1);
        const CopiaString values[] = { { token->lemma, strlen (token->lemma) },
                                       { token->pos, strlen (token->pos) } };
        CopiaTokenEvent event = { token->gap,     strlen (token->gap),
                                  token->word,    strlen (token->word),
                                  token->is_word, values };

        if (!before || token->text != before->text)
            open_numbered (to, "text", "Text", token->text);
        if (!before || token->part != before->part)
            open_numbered (to, "part", "Part", token->part);
        if (!before || token->chapter != before->chapter)
            open_numbered (to, "chapter", "On", token->chapter);
        if (!before || token->sentence != before->sentence)
            to->open (to->self, "s", NULL, 0);
        if (token->quote != RANDOM_NONE && (!before || token->quote != before->quote))
            open_quote (to, token->quote);
        to->token (to->self, &event);
        if (token->quote != RANDOM_NONE && (!after || token->quote != after->quote))
            to->close (to->self, "q");
        if (!after || token->sentence != after->sentence)
            to->close (to->self, "s");
        if (!after || token->chapter != after->chapter)
            to->close (to->self, "chapter");
        if (!after || token->part != after->part)
            to->close (to->self, "part");
        if (!after || token->text != after->text) {
            to->tail (to->self, "\n", 1);
            to->close (to->self, "text");
        }
    }
}

static RandomCorpus *
corpus_begin (bool annotated)
{
    RandomCorpus *self = g_new0 (RandomCorpus, 1);

    self->annotated = annotated;
    self->tokens = g_array_new (FALSE, FALSE, sizeof (RandomToken));
    g_array_set_clear_func (self->tokens, clear_token);
    return self;
}

static RandomCorpus *
corpus_end (RandomCorpus *self)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver receiver = copia_index_writer_receiver (writer);
    g_autoptr (GError) error = NULL;
    int fd;

    random_corpus_send (self, 0, self->tokens->len, &receiver);
    fd = g_file_open_tmp ("copia-test-XXXXXX", &self->path, &error);
    g_assert_no_error (error);
    close (fd);
    copia_index_writer_close (writer, self->path, &error);
    g_assert_no_error (error);
    self->index = copia_index_open (self->path, &error);
    g_assert_no_error (error);
    return self;
}

RandomCorpus *
random_corpus_new (GRand *random, unsigned size, unsigned types)
{
    RandomCorpus *self = corpus_begin (false);

    make_tokens (self, random, size, types);
    return corpus_end (self);
}

RandomCorpus *
random_corpus_annotated (GRand *random, unsigned size, unsigned types)
{
    RandomCorpus *self = corpus_begin (true);

    make_tokens (self, random, size, types);
    return corpus_end (self);
}

RandomCorpus *
random_corpus_of (GRand *random, const char *text, unsigned size)
{
    RandomCorpus *self = corpus_begin (true);

    take_tokens (self, random, text, size);
    return corpus_end (self);
}

const RandomToken *
random_corpus_token (const RandomCorpus *self, unsigned cpos)
{
    return &g_array_index (self->tokens, RandomToken, cpos);
}

void
random_corpus_free (RandomCorpus *self)
{
    if (!self)
        return;
    copia_index_close (self->index);
    g_unlink (self->path);
    g_free (self->path);
    g_strfreev (self->vocabulary);
    g_array_unref (self->tokens);
    g_free (self);
}
