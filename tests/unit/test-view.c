/* test-view.c - counting the values of an attribute is counting words that are those values.
 *
 * A random corpus is written twice: with attributes of its tokens, and, for each attribute,
 * with the values in the place of the words.  What counts values in the one and words in the
 * other has to say the same.
 */
#include "support/random-corpus.c"
#include "support/said.c"
#include "support/scratch-index.c"

#include "base/error.h"
#include "command/command.h"
#include "index/view.h"
#include "index/writer.h"

#include <glib/gstdio.h>
#include <string.h>

#define ATTRIBUTES 4

/* tag: on words and marks alike; lemma: follows from the word, marks share those of words;
 * name: words and marks have values of their own; kind: follows from the word, and so do marks' */
static const char *const names[ATTRIBUTES] = { "tag", "lemma", "name", "kind" };

static char *
value_of (const RandomToken *token, unsigned attribute, unsigned cpos)
{
    static const char *const tags[] = { "vN", "vV", "v", "vADJ", "vadj", "Vn" };
    unsigned number = g_str_hash (token->word) % 7;

    switch (attribute) {
    case 0:
        return g_strdup (tags[(cpos * 2654435761u >> 16) % G_N_ELEMENTS (tags)]);
    case 1:
        return g_strdup_printf ("vL%u", number);
    case 2:
        return token->is_word ? g_strdup_printf ("v%u", (cpos * 40503u >> 8) % 50)
                              : g_strdup_printf ("mark%u", cpos % 2);
    default:
        return g_strdup_printf ("%s%u", token->is_word ? "vK" : "m", number);
    }
}

/* What is written of the corpus: `instead` of the words one of the attributes, or none. */
typedef struct {
    const RandomCorpus *corpus;
    CopiaReceiver to;
    int instead;
    unsigned at;
} Sent;

static void
send_open (void *data, const char *structure, const CopiaAttribute *attributes,
           size_t n)
{
    static const char *const orig[] = { "orig" };
    Sent *self = data;

    self->to.open (self->to.self, structure, attributes, n);
    if (strcmp (structure, "text") == 0)
        self->to.layers (self->to.self, self->instead < 0 ? names : orig,
                         self->instead < 0 ? ATTRIBUTES : 1);
}

static void
send_token (void *data, const CopiaTokenEvent *event)
{
    Sent *self = data;
    const RandomToken *token = random_corpus_token (self->corpus, self->at);
    CopiaString values[ATTRIBUTES];
    g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
    CopiaTokenEvent with = *event;

    for (unsigned i = 0; i < ATTRIBUTES; i++) {
        char *value = value_of (token, i, self->at);

        g_ptr_array_add (kept, value);
        values[i] = (CopiaString){ value, strlen (value) };
    }
    if (self->instead >= 0) {
        with.token = token->is_word ? values[self->instead].bytes : ",";
        with.token_size = strlen (with.token);
        values[0] = (CopiaString){ token->form, strlen (token->form) };
    }
    with.values = values;
    self->at++;
    self->to.token (self->to.self, &with);
}

static void
send_close (void *data, const char *structure)
{
    Sent *self = data;

    self->to.close (self->to.self, structure);
}

static void
send_tail (void *data, const char *gap, size_t size)
{
    Sent *self = data;

    self->to.tail (self->to.self, gap, size);
}

static void
write_index (const RandomCorpus *corpus, int instead, const char *path)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    Sent sent = { corpus, copia_index_writer_receiver (writer), instead, 0 };
    CopiaReceiver with = { .self = &sent,
                           .open = send_open,
                           .token = send_token,
                           .close = send_close,
                           .tail = send_tail };
    g_autoptr (GError) error = NULL;

    random_corpus_send (corpus, 0, corpus->tokens->len, &with);
    copia_index_writer_meta (writer, "tokenizer", "words");
    copia_index_writer_meta (writer, "tokenizer.options", "");
    copia_index_writer_close (writer, path, &error);
    g_assert_no_error (error);
}

/* Words of a command line, with ~ between; `lent`: the index, NULL: it is opened for the answer. */
static char *
answer_with (const CopiaIndex *lent, const char *path, const char *line)
{
    g_autoptr (GString) said = g_string_new (NULL);
    CopiaFront front = { .sink = { said, take_bytes, take_note, NULL } };
    g_auto (GStrv) words = g_strsplit (line, "~", -1);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaRequest) request =
        copia_request_new (copia_command_find (words[0]), &front);

    copia_request_argument (request, path);
    for (char **word = words + 1; *word; word++) {
        char *value = strchr (*word, '=');

        if (!g_str_has_prefix (*word, "--")) {
            copia_request_argument (request, *word);
            continue;
        }
        if (value)
            *value++ = '\0';
        g_assert_true (copia_request_set (request, *word + 2, value, &error));
    }
    if (lent)
        copia_request_lend (request, lent, NULL);
    copia_request_run (request, &error);
    if (strstr (said->str, "' was not found")) /* the advice tells of the query */
        g_string_truncate (said, (gsize) (strstr (said->str, "' was") - said->str));
    g_string_append (said, error ? error->message : "");
    return g_strdup (said->str);
}

static char *
answer (const char *path, const char *line)
{
    return answer_with (NULL, path, line);
}

/* ATTRIBUTE is what is counted, ORIG what the words are. */
static const char *const lines[] = {
    "words",
    "words~--by=text~--min=2",
    "words~--where=part=1~--limit=7~--offset=2",
    "words~--stop=STOP",
    "words~--regex=v.*",
    "collocates~[ORIG=\"WORD\"]~--cql~--min=1",
    "collocates~[ORIG=\"WORD\"]~--cql~--min=1~--all~--positions",
    "collocates~[ORIG=\"b.*|.*a.*\"]~--cql~--min=1~--within=s~--stop=STOP",
    "collocates~[ORIG=\"a.*\"] [ORIG!=\"b.*\"]~--cql~--min=1~--where=part=1~--hits",
    "collocates~[ORIG=\"WORD\"]~--cql~--window=2,0~--measure=mi,ll~--threads=3",
    "collocates~[]~--cql~--min=1~--all~--threads=2",
    "keywords~--target=part=1~--min=1~--all",
    "keywords~--target=part=1~--reference=part=2~--min=1~--all~--threads=3~--stop=STOP",
    "ngrams~--size=1,2,3~--min=1",
    "ngrams~--size=2~--min=1~--across~--by=text~--stop=STOP",
    "ngrams~--size=3~--node=[ORIG=\"WORD\"]~--cql~--min=1~--threads=3",
    "compare~[ORIG=\"WORD\"]~--cql~--left=part=1~--right=part=2~--min=1",
    "diversity~--by=chapter~--measure=words,types,ttr,mattr,mtld,yule_k~--window=10",
    "growth~--points=5",
    "trend~--by=chapter~--min=1",
    "distance~--by=text~--words=6~--stop=STOP",
};

static char *
fill (const char *line, const char *original, const char *attribute, const char *word,
      const char *stop)
{
    GString *filled = g_string_new (line);

    g_string_replace (filled, "STOP", stop, 0);
    g_string_replace (filled, "ORIG", original, 0);
    g_string_replace (filled, "WORD", word, 0);
    g_string_append_printf (filled, "~--attribute=%s", attribute);
    return g_string_free (filled, FALSE);
}

static void
assert_line (const char *line, unsigned attribute, const char *word, char *const *paths,
             const char *stop)
{
    g_autofree char *seen = fill (line, "form", names[attribute], word, stop);
    g_autofree char *plain = fill (line, "orig", "word", word, stop);
    g_autofree char *a = answer (paths[0], seen);
    g_autofree char *b = answer (paths[1], plain);
    g_autoptr (GString) said = g_string_new (a);
    g_autoptr (GString) expected = g_string_new (b);
    g_autofree char *what = g_strconcat ("values of ", names[attribute], NULL);

    g_string_replace (said, what, "words as printed", 0);
    g_string_replace (expected, "orig", "form", 0);
    if (strcmp (said->str, expected->str) != 0)
        g_test_message ("%s", seen);
    g_assert_cmpstr (said->str, ==, expected->str);
}

static void
test_values_are_counted_as_words_are (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    g_autofree char *stop = scratch_path ();
    guint long_answers = 0;

    g_file_set_contents (stop, "vadj\nvl3\nVN\nv7\nvk2\n", -1, NULL);
    for (unsigned round = 0; round < 8; round++) {
        g_autoptr (RandomCorpus) corpus =
            random_corpus_new (random, (unsigned) g_rand_int_range (random, 50, 2500),
                               (unsigned) g_rand_int_range (random, 5, 300));
        char *paths[2] = { scratch_path (), scratch_path () };

        write_index (corpus, -1, paths[0]);
        for (unsigned i = 0; i < ATTRIBUTES; i++) {
            const char *word = corpus->vocabulary[g_rand_int_range (random, 0, 3)];
            g_autoptr (GString) form = g_string_new (NULL);

            copia_fold (word, strlen (word), form);
            write_index (corpus, (int) i, paths[1]);
            for (size_t k = 0; k < G_N_ELEMENTS (lines); k++)
                assert_line (lines[k], i, form->str, paths, stop);
        }
        {
            g_autofree char *said = answer (paths[0], "words~--attribute=name");

            long_answers += strlen (said) > 200;
        }
        scratch_path_free (paths[0]);
        scratch_path_free (paths[1]);
    }
    g_assert_cmpuint (long_answers, >, 4);
    scratch_path_free (g_steal_pointer (&stop));
    g_rand_free (random);
}

/* With punctuation, values count on all tokens. */
static void
test_marks_count_where_they_are_asked_for (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 1200, 60);
    char *path = scratch_path ();

    write_index (corpus, -1, path);
    for (unsigned i = 0; i < ATTRIBUTES; i++) {
        g_autofree char *line =
            g_strdup_printf ("words~--punctuation~--attribute=%s", names[i]);
        g_autofree char *said = answer (path, line);
        g_autoptr (GHashTable) counts =
            g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
        g_auto (GStrv) rows = g_strsplit (said, "\n", -1);
        guint n = 0;

        for (unsigned cpos = 0; cpos < corpus->tokens->len; cpos++) {
            char *value = value_of (random_corpus_token (corpus, cpos), i, cpos);
            guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, value));

            g_hash_table_replace (counts, value, GUINT_TO_POINTER (count + 1));
        }
        for (char **row = rows + 1; *row && g_ascii_isdigit (**row); row++, n++) {
            g_auto (GStrv) cells = g_strsplit (*row, "\t", -1);

            g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, cells[1])),
                              ==, g_ascii_strtoull (cells[2], NULL, 10));
        }
        g_assert_cmpuint (n, ==, g_hash_table_size (counts));
    }
    scratch_path_free (path);
    g_rand_free (random);
}

static void
send_sentence (const CopiaReceiver *to, const char *words)
{
    to->open (to->self, "s", NULL, 0);
    for (; *words; words++) {
        const CopiaString value = { "X", 1 };

        to->token (to->self, &(CopiaTokenEvent){ " ", 1, words, 1,
                                                 g_ascii_isalpha (*words), &value });
    }
    to->close (to->self, "s");
}

static void
test_marks_of_a_value_count_for_no_unit_without_a_word (void)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    ScratchIndex *scratch;

    to.open (to.self, "text", NULL, 0);
    to.layers (to.self, names, 1);
    send_sentence (&to, "ab");
    send_sentence (&to, "**");
    send_sentence (&to, "a.");
    to.close (to.self, "text");
    scratch = scratch_index_new (writer);
    {
        g_autofree char *said =
            answer (scratch->path,
                    "words~--attribute=tag~--punctuation~--by=s~--min=1");
        g_autofree char *range = answer (scratch->path, "dispersion~[tag=\"X\"]~--cql"
                                                        "~--by=s~--measure=dp");
        g_auto (GStrv) row = g_strsplit (strchr (said, '\n') + 1, "\t", 6);
        g_auto (GStrv) other = g_strsplit (strchr (range, '\n') + 1, "\t", 5);

        g_assert_cmpstr (row[1], ==, "X");
        g_assert_cmpstr (row[2], ==, "6");
        g_assert_cmpstr (row[4], ==, "2");
        g_assert_cmpstr (other[2], ==, "2");
        g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row[5], NULL),
                                        g_ascii_strtod (other[4], NULL), 1e-12);
    }
    scratch_index_free (scratch);
}

static void
test_a_view_answers_about_the_same_words (void)
{
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 900, 40);
    char *path = scratch_path ();

    write_index (corpus, -1, path);
    {
        g_autoptr (CopiaIndex) index = copia_index_open (path, NULL);
        const CopiaTokens *tokens = copia_index_tokens (index);

        for (unsigned i = 0; i < ATTRIBUTES; i++) {
            g_autoptr (CopiaIndex) view =
                copia_index_view (index, copia_index_find_layer (index, names[i]),
                                  false);
            const CopiaTokens *seen = copia_index_tokens (view);

            g_assert_cmpuint (seen->words, ==, tokens->words);
            for (uint64_t cpos = 0; cpos < tokens->size; cpos++) {
                g_assert_true (copia_tokens_is_word (seen, cpos) ==
                               copia_tokens_is_word (tokens, cpos));
                g_assert_cmpuint (copia_tokens_words_before (seen, cpos), ==,
                                  copia_tokens_words_before (tokens, cpos));
            }
        }
    }
    scratch_path_free (path);
    g_rand_free (random);
}

/* What an index remembers of its words says nothing of values, and stays when a view is closed. */
static void
test_answers_of_an_index_that_stays_open_are_those_of_one_just_opened (void)
{
    static const char *const asked[] = {
        "collocates~[]~--cql~--min=1~--all",
        "collocates~[]~--cql~--min=1~--all~--attribute=name",
        "collocates~[form=\"b.*\"]~--cql~--min=1~--all~--attribute=tag",
        "collocates~[]~--cql~--min=1~--all~--attribute=lemma",
        "collocates~[form=\"b.*\"]~--cql~--min=1~--all",
        "collocates~[]~--cql~--min=1~--all~--attribute=kind",
        "collocates~[]~--cql~--min=1~--all",
    };
    GRand *random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 1200, 60);
    char *path = scratch_path ();
    g_autoptr (CopiaIndex) index = NULL;

    write_index (corpus, -1, path);
    index = copia_index_open (path, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS (asked); i++) {
        g_autofree char *said = answer_with (index, path, asked[i]);
        g_autofree char *fresh = answer (path, asked[i]);

        g_assert_cmpstr (said, ==, fresh);
    }
    scratch_path_free (path);
    g_rand_free (random);
}

static void
test_an_attribute_that_is_not_there_is_an_error (void)
{
    static const char *const words[] = { "a", "b" };
    ScratchIndex *scratch = scratch_index_of_words (words, 2);
    g_autofree char *said = answer (scratch->path, "words~--attribute=lemma");

    g_assert_nonnull (
        strstr (said, "there is no attribute 'lemma'; there are word, form"));
    scratch_index_free (scratch);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/view/values-are-counted-as-words-are",
                     test_values_are_counted_as_words_are);
    g_test_add_func ("/view/marks-count-where-they-are-asked-for",
                     test_marks_count_where_they_are_asked_for);
    g_test_add_func ("/view/marks-of-a-value-count-for-no-unit-without-a-word",
                     test_marks_of_a_value_count_for_no_unit_without_a_word);
    g_test_add_func ("/view/a-view-answers-about-the-same-words",
                     test_a_view_answers_about_the_same_words);
    g_test_add_func (
        "/view/answers-of-an-index-that-stays-open-are-those-of-one-just-opened",
        test_answers_of_an_index_that_stays_open_are_those_of_one_just_opened);
    g_test_add_func ("/view/an-attribute-that-is-not-there-is-an-error",
                     test_an_attribute_that_is_not_there_is_an_error);
    return g_test_run ();
}
