/* test-layer.c - further attributes of tokens: what is written comes back. */
#include "support/scratch-index.c"

#include "base/error.h"

#include <string.h>

#define LAYERS 3
#define MOST 40

/* What was sent of a token. */
typedef struct {
    char *word;
    char *values[LAYERS];
} Sent;

static const char *const names[LAYERS] = { "lemma", "pos", "note" };

static void
sent_clear (void *data)
{
    Sent *sent = data;

    g_free (sent->word);
    for (unsigned i = 0; i < LAYERS; i++)
        g_free (sent->values[i]);
}

/* The lemma follows from the word, the part of speech does not, the note is mostly empty. */
static Sent
random_token (GRand *random)
{
    static const char *const tags[] = { "N", "V", "Ünder", "n", "", "X-1" };
    int number = g_rand_int_range (random, 0, MOST);
    Sent sent = { g_strdup_printf ("%c%d", g_rand_boolean (random) ? 'w' : 'W', number),
                  { g_strdup_printf ("l%d", number / 3),
                    g_strdup (tags[g_rand_int_range (random, 0, G_N_ELEMENTS (tags))]),
                    g_rand_int_range (random, 0, 9)
                        ? g_strdup ("")
                        : g_strdup_printf ("n %d", g_rand_int_range (random, 0, 3)) } };

    if (g_rand_int_range (random, 0, 8) == 0) {
        g_free (sent.word);
        g_free (sent.values[0]);
        sent.word = g_strdup (",");
        sent.values[0] = g_strdup ("");
    }
    return sent;
}

static void
send (const CopiaReceiver *to, const Sent *sent, const unsigned *order, unsigned n)
{
    CopiaString values[LAYERS];

    for (unsigned i = 0; i < n; i++) {
        const char *value = sent->values[order[i]];

        values[i] = (CopiaString){ value, strlen (value) };
    }
    to->token (to->self, &(CopiaTokenEvent){ " ", 1, sent->word, strlen (sent->word),
                                             sent->word[0] != ',', values });
}

/* One text declares the attributes in one order, the other in another. */
static ScratchIndex *
random_index (GRand *random, GArray *tokens)
{
    static const unsigned orders[2][LAYERS] = { { 0, 1, 2 }, { 2, 0, 1 } };
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    for (unsigned text = 0; text < 2; text++) {
        const char *declared[LAYERS];

        for (unsigned i = 0; i < LAYERS; i++)
            declared[i] = names[orders[text][i]];
        to.open (to.self, "text", NULL, 0);
        to.layers (to.self, declared, LAYERS);
        for (int n = g_rand_int_range (random, 1, 1500); n > 0; n--) {
            Sent sent = random_token (random);

            send (&to, &sent, orders[text], LAYERS);
            g_array_append_val (tokens, sent);
        }
        to.close (to.self, "text");
    }
    return scratch_index_new (writer);
}

static void
assert_layer (const ScratchIndex *scratch, const GArray *tokens, unsigned number)
{
    const CopiaLayer *layer = copia_index_find_layer (scratch->index, names[number]);
    g_autofree uint64_t *freq = g_new0 (uint64_t, layer->count);
    g_autofree uint64_t *words = g_new0 (uint64_t, layer->count);
    uint64_t before = UINT64_MAX;

    for (guint cpos = 0; cpos < tokens->len; cpos++) {
        const Sent *sent = &g_array_index (tokens, Sent, cpos);
        uint32_t value = copia_layer_at (layer, cpos);
        CopiaString string = copia_layer_value (layer, value);

        g_assert_cmpmem (string.bytes, string.size, sent->values[number],
                         strlen (sent->values[number]));
        g_assert_cmpuint (copia_layer_find (layer, string), ==, value);
        freq[value]++;
        words[value] += sent->word[0] != ',';
    }
    for (uint32_t value = 0; value < layer->count; value++) {
        g_assert_cmpuint (copia_layer_freq (layer, value), ==, freq[value]);
        g_assert_cmpuint (copia_layer_words (layer, value), ==, words[value]);
        g_assert_cmpuint (freq[value], <=, before);
        before = freq[value];
    }
}

/* The lists of the ids of a value hold the tokens that have it, and no others. */
static void
assert_lists (const ScratchIndex *scratch, unsigned number)
{
    const CopiaLayer *layer = copia_index_find_layer (scratch->index, names[number]);
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    for (uint32_t value = 0; value < layer->count; value++) {
        uint64_t found = 0;

        g_array_set_size (ids, 0);
        copia_layer_add_ids (layer, value, ids);
        for (guint i = 0; i < ids->len; i++) {
            CopiaList list =
                copia_postings_list (layer->postings, g_array_index (ids, uint32_t, i));

            for (; copia_list_next (&list); found++)
                g_assert_cmpuint (copia_layer_at (layer, list.pos), ==, value);
        }
        g_assert_cmpuint (found, ==, copia_layer_freq (layer, value));
    }
}

static void
test_values_come_back (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

    for (unsigned i = 0; i < 20; i++) {
        g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (Sent));
        g_autoptr (ScratchIndex) scratch = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *all = NULL;

        g_array_set_clear_func (tokens, sent_clear);
        scratch = random_index (random, tokens);
        all = copia_index_layer_names (scratch->index);
        g_assert_cmpstr (all, ==, "word, form, lemma, pos, note");
        for (unsigned layer = 0; layer < LAYERS; layer++) {
            assert_layer (scratch, tokens, layer);
            assert_lists (scratch, layer);
        }
        g_assert_cmpint (copia_index_find_layer (scratch->index, "lemma")->kind, ==,
                         COPIA_LAYER_MAP);
        copia_index_verify (scratch->index, &error);
        g_assert_no_error (error);
    }
}

static void
send_plain (const CopiaReceiver *to, const char *word, const char *value)
{
    const CopiaString values[] = { { value, value ? strlen (value) : 0 } };

    to->token (to->self, &(CopiaTokenEvent){ " ", 1, word, strlen (word), true,
                                             value ? values : NULL });
}

static void
assert_value (const CopiaLayer *layer, uint64_t cpos, const char *expected)
{
    CopiaString value = copia_layer_value (layer, copia_layer_at (layer, cpos));

    g_assert_cmpmem (value.bytes, value.size, expected, strlen (expected));
}

static void
test_tokens_without_a_value_have_the_empty_one (void)
{
    const char *const pos[] = { "pos" };
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (ScratchIndex) scratch = NULL;
    g_autoptr (GError) error = NULL;
    const CopiaLayer *layer;

    to.open (to.self, "text", NULL, 0);
    send_plain (&to, "before", NULL);
    to.layers (to.self, pos, 1);
    send_plain (&to, "run", "V");
    send_plain (&to, "run", "N");
    send_plain (&to, "none", NULL);
    send_plain (&to, "run", "N");
    to.layers (to.self, NULL, 0);
    send_plain (&to, "after", NULL);
    to.close (to.self, "text");
    scratch = scratch_index_new (writer);
    layer = copia_index_find_layer (scratch->index, "pos");
    g_assert_cmpint (layer->kind, ==, COPIA_LAYER_STREAM);
    assert_value (layer, 0, "");
    assert_value (layer, 1, "V");
    assert_value (layer, 2, "N");
    assert_value (layer, 3, "");
    assert_value (layer, 4, "N");
    assert_value (layer, 5, "");
    copia_index_verify (scratch->index, &error);
    g_assert_no_error (error);
}

static void
test_word_and_form_are_layers_too (void)
{
    static const char *const sent[] = { "The", "the", "," };
    g_autoptr (ScratchIndex) scratch = scratch_index_of_words (sent, 3);
    const CopiaLayer *word = copia_index_find_layer (scratch->index, "word");
    const CopiaLayer *form = copia_index_find_layer (scratch->index, "form");

    assert_value (word, 0, "The");
    assert_value (form, 0, "the");
    g_assert_cmpuint (copia_layer_at (form, 0), ==, copia_layer_at (form, 1));
    g_assert_cmpuint (copia_layer_freq (form, copia_layer_at (form, 1)), ==, 2);
    g_assert_cmpuint (copia_layer_words (form, copia_layer_at (form, 1)), ==, 2);
    g_assert_cmpuint (copia_layer_words (word, copia_layer_at (word, 2)), ==, 0);
    g_assert_true (copia_layer_shares (word, form));
    g_assert_null (copia_index_find_layer (scratch->index, "pos"));
}

static void
assert_refused (const char *const *declared, size_t n, const char *value,
                const char *why)
{
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);
    g_autoptr (GError) error = NULL;
    char *path = scratch_path ();

    to.open (to.self, "text", NULL, 0);
    to.layers (to.self, declared, n);
    send_plain (&to, "word", value);
    to.close (to.self, "text");
    g_assert_false (copia_index_writer_close (writer, path, &error));
    g_assert_nonnull (strstr (error->message, why));
    scratch_path_free (path);
}

static void
test_what_cannot_be_is_refused (void)
{
    const char *const bad[] = { "form" }, *const other[] = { "a b" };
    const char *const own[] = { "_tail" }, *const twice[] = { "a", "a" };
    const char *const good[] = { "pos" };

    assert_refused (bad, 1, "", "cannot be called 'form'");
    assert_refused (other, 1, "", "cannot be called 'a b'");
    assert_refused (own, 1, "", "cannot be called '_tail'");
    assert_refused (twice, 2, "", "declared twice");
    assert_refused (good, 1, "\xFF", "not UTF-8");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/layer/values-come-back", test_values_come_back);
    g_test_add_func ("/layer/no-value", test_tokens_without_a_value_have_the_empty_one);
    g_test_add_func ("/layer/word-and-form", test_word_and_form_are_layers_too);
    g_test_add_func ("/layer/refused", test_what_cannot_be_is_refused);
    return g_test_run ();
}
