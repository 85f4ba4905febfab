/* test-kwic-keys.c - lines sorted by any attribute at any place, against a plain sort. */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "base/error.h"
#include "base/natural.h"
#include "import/reader.h"
#include "query/hits.h"
#include "study/kwic-private.h"
#include "text/fold.h"

#include <string.h>

static const char *const places[] = { "L1",   "L3",    "R1",   "R2",    "match",
                                      "node", "first", "last", "target" };
static const char *const attributes[] = { "", ".word", ".lemma", ".pos" };
static const char *const structures[] = { "text", "part",  "chapter.n", "chapter.title",
                                          "s",    "q.who", "q",         NULL };

/* ---- what a key is, in plain arrays --------------------------------------------------------- */

static const RandomToken *
word_beside (const RandomCorpus *corpus, uint64_t from, int step, int nth)
{
    gint64 at = (gint64) from + step, n = (gint64) corpus->tokens->len;
    unsigned text = random_corpus_token (corpus, (unsigned) from)->text;

    for (; at >= 0 && at < n; at += step) {
        const RandomToken *token = random_corpus_token (corpus, (unsigned) at);

        if (token->text != text)
            return NULL;
        if (token->is_word && --nth == 0)
            return token;
    }
    return NULL;
}

/* The tokens that a place of the hit is, one after the other. */
static GPtrArray *
tokens_at (const RandomCorpus *corpus, const char *place, const CopiaHit *hit)
{
    GPtrArray *tokens = g_ptr_array_new ();
    bool node = strcmp (place, "node") == 0;
    const RandomToken *one = NULL;

    if (node || strcmp (place, "match") == 0) {
        for (uint64_t cpos = hit->start; cpos <= hit->end; cpos++) {
            const RandomToken *token = random_corpus_token (corpus, (unsigned) cpos);

            if (!node || token->is_word)
                g_ptr_array_add (tokens, (gpointer) (uintptr_t) token);
        }
        return tokens;
    }
    if (place[0] == 'L')
        one = word_beside (corpus, hit->start, -1, place[1] - '0');
    else if (place[0] == 'R')
        one = word_beside (corpus, hit->end, 1, place[1] - '0');
    else
        one =
            random_corpus_token (corpus, (unsigned) (place[0] == 'f'   ? hit->start
                                                     : place[0] == 'l' ? hit->end
                                                                       : hit->target));
    if (one)
        g_ptr_array_add (tokens, (gpointer) (uintptr_t) one);
    return tokens;
}

static int
compare_values (const char *a, const char *b)
{
    g_autoptr (GString) p = g_string_new (NULL), q = g_string_new (NULL);

    copia_collation_key (a, strlen (a), p);
    copia_collation_key (b, strlen (b), q);
    return copia_string_compare ((CopiaString){ p->str, p->len },
                                 (CopiaString){ q->str, q->len });
}

static const char *
value_at (const RandomToken *token, const char *attribute)
{
    return strcmp (attribute, "lemma") == 0 ? token->lemma
           : strcmp (attribute, "pos") == 0 ? token->pos
                                            : token->word;
}

static int
compare_tokens (const RandomCorpus *corpus, const char *place, const char *attribute,
                const CopiaHit *a, const CopiaHit *b)
{
    g_autoptr (GPtrArray) x = tokens_at (corpus, place, a);
    g_autoptr (GPtrArray) y = tokens_at (corpus, place, b);

    for (guint i = 0; i < MIN (x->len, y->len); i++) {
        int difference = compare_values (value_at (x->pdata[i], attribute),
                                         value_at (y->pdata[i], attribute));

        if (difference)
            return difference;
    }
    return (x->len > y->len) - (x->len < y->len);
}

/* A number for the region, or its value; 0: none. */
static gint64
number_of (const char *name, const RandomToken *token)
{
    if (strcmp (name, "q.who") == 0) /* ann, bob */
        return token->quote == RANDOM_NONE || token->quote % 2 ? 0
               : token->quote % 4                              ? 2
                                                               : 1;
    if (name[0] == 'q')
        return token->quote == RANDOM_NONE ? 0 : (gint64) token->quote + 1;
    return 1 + (gint64) (name[0] == 't'   ? token->text
                         : name[0] == 'p' ? token->part
                         : name[0] == 'c' ? token->chapter
                                          : token->sentence);
}

typedef struct {
    const RandomCorpus *corpus;
    GStrv keys;
    const GArray *hits; /* CopiaHit */
} Order;

static int
compare_lines (const void *one, const void *other, void *data)
{
    const Order *self = data;
    uint32_t i = *(const uint32_t *) one, k = *(const uint32_t *) other;
    const CopiaHit *a = &g_array_index (self->hits, CopiaHit, i);
    const CopiaHit *b = &g_array_index (self->hits, CopiaHit, k);

    for (char **key = self->keys; *key; key++) {
        g_auto (GStrv) parts = g_strsplit (*key, ".", 2);
        int difference;

        if (g_strv_contains (structures, *key)) {
            gint64 x = number_of (*key, random_corpus_token (self->corpus,
                                                             (unsigned) a->start));
            gint64 y = number_of (*key, random_corpus_token (self->corpus,
                                                             (unsigned) b->start));

            difference = (x > y) - (x < y);
        } else {
            difference = compare_tokens (self->corpus, parts[0],
                                         parts[1] ? parts[1] : "word", a, b);
        }
        if (difference)
            return difference;
    }
    return (i > k) - (i < k);
}

/* ---- questions ------------------------------------------------------------------------------ */

static char *
random_keys (void)
{
    g_autoptr (GString) keys = g_string_new (NULL);

    for (int n = g_test_rand_int_range (1, 4); n > 0; n--) {
        const char *place = places[g_test_rand_int_range (0, G_N_ELEMENTS (places))];
        const char *attribute =
            attributes[g_test_rand_int_range (0, G_N_ELEMENTS (attributes))];

        if (keys->len > 0)
            g_string_append_c (keys, ',');
        if (g_test_rand_int_range (0, 3) == 0)
            g_string_append (
                keys,
                structures[g_test_rand_int_range (0, G_N_ELEMENTS (structures) - 1)]);
        else
            g_string_append_printf (keys, "%s%s", place, attribute);
    }
    return g_string_free (g_steal_pointer (&keys), FALSE);
}

static GArray *
hits_of (const RandomCorpus *corpus, CopiaKeptList *kept)
{
    static const char *const questions[] = { "[]", "[pos=\"N.*\"]", "[]{2} within s",
                                             "[] @[pos!=\"N\"] []?",
                                             "[form=\".*a.*\"] []" };
    int kind = g_test_rand_int_range (0, G_N_ELEMENTS (questions) + 2);
    const RandomToken *token = random_corpus_token (
        corpus, (unsigned) g_test_rand_int_range (0, (int) corpus->tokens->len));
    g_autofree char *rare = g_strdup_printf ("[word==\"%s\"]", token->word);
    g_autoptr (CopiaQuery) query =
        copia_query_parse (kind < (int) G_N_ELEMENTS (questions) ? questions[kind]
                                                                 : rare,
                           COPIA_LANGUAGE_CQL, NULL);
    g_autoptr (CopiaHits) hits =
        copia_hits_new (corpus->index, query, NULL, 0, UINT64_MAX, NULL);
    GArray *all = g_array_new (FALSE, FALSE, sizeof (CopiaHit));
    CopiaHit hit;

    while (copia_hits_next (hits, &hit)) {
        CopiaKept one = copia_kept_of (hit);

        g_array_append_val (all, hit);
        copia_kept_add (kept, &one, 1);
    }
    return all;
}

static void
check (const RandomCorpus *corpus, const GArray *hits, const CopiaKeptList *kept)
{
    g_autofree char *keys = random_keys ();
    g_auto (GStrv) names = g_strsplit (keys, ",", -1);
    Order order = { corpus, names, hits };
    g_autofree uint32_t *wanted = g_new (uint32_t, hits->len), *page = NULL;
    uint32_t offset = (uint32_t) g_test_rand_int_range (0, (int) hits->len);
    uint32_t count =
        (uint32_t) g_test_rand_int_range (1, (int) (hits->len - offset) + 1);
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;
    g_autoptr (GError) error = NULL;
    int n = copia_sort_keys_parse (keys, ask.sort, &error);

    g_assert_no_error (error);
    ask.n_sort = (uint32_t) n;
    for (uint32_t i = 0; i < hits->len; i++)
        wanted[i] = i;
    g_qsort_with_data (wanted, (int) hits->len, sizeof *wanted, compare_lines, &order);
    page = copia_kwic_order (corpus->index, &ask, kept, offset, count);
    for (uint32_t i = 0; i < count; i++) {
        if (page[i] != wanted[offset + i])
            g_test_message ("%s: line %u", keys, offset + i);
        g_assert_cmpuint (page[i], ==, wanted[offset + i]);
    }
}

/* Nothing is read behind them. */
static void
test_names_that_are_no_keys_are_refused (void)
{
    static const char *const names[] = { ".", ".pos", "..", "L0", "R6", "L1.", "@" };

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        CopiaSortKey sort[COPIA_MOST_SORT_KEYS];
        g_autoptr (GError) error = NULL;
        int n = copia_sort_keys_parse (names[i], sort, &error);

        g_assert_cmpint (n, ==, -1);
        g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    }
}

static void
test_any_key_sorts_as_a_plain_sort_does (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

    for (int round = 0; round < 40; round++) {
        g_autoptr (RandomCorpus) corpus = random_corpus_annotated (
            random, (unsigned) g_test_rand_int_range (1, round % 4 ? 400 : 6000), 400);
        CopiaKeptList kept = { .n = 0 };
        g_autoptr (GArray) hits = hits_of (corpus, &kept);

        for (int i = 0; i < 8 && hits->len > 0 && corpus->quotes > 1; i++)
            check (corpus, hits, &kept);
        copia_kept_clear (&kept);
    }
}

/* ---- numbers, and errors -------------------------------------------------------------------- */

static const char years[] =
    "<text year=\"900\" name=\"b\">\na\t10\tx\na\t9\tx10\n</text>\n"
    "<text year=\"1850.5\" name=\"a10\">\na\t-3\tx9\n</text>\n"
    "<text year=\"-40\" name=\"a9\">\na\t2.50\tx\n</text>\n"
    "<text year=\"1e3\">\na\t\tx\n</text>\n";

static ScratchIndex *
corpus_of (const char *text)
{
    CopiaReaderOptions options = { .importer = "vertical",
                                   .attributes = "word,score,name" };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, &error);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    copia_reader_read_memory (reader, "a.vrt", text, strlen (text), &to, NULL, &error);
    g_assert_no_error (error);
    return scratch_index_new (writer);
}

static void
assert_order (const ScratchIndex *scratch, const char *keys, const char *wanted)
{
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;
    CopiaKeptList kept = { .n = 0 };
    g_autoptr (GString) found = g_string_new (NULL);
    g_autofree uint32_t *page = NULL;

    for (uint32_t i = 0; i < 5; i++)
        copia_kept_add (&kept, &(CopiaKept){ i, 0, 0, 0 }, 1);
    ask.n_sort = (uint32_t) copia_sort_keys_parse (keys, ask.sort, NULL);
    page = copia_kwic_order (scratch->index, &ask, &kept, 0, 5);
    for (int i = 0; i < 5; i++)
        g_string_append_printf (found, "%u", page[i]);
    g_assert_cmpstr (found->str, ==, wanted);
    copia_kept_clear (&kept);
}

static void
test_numbers_stand_in_the_order_of_numbers (void)
{
    g_autoptr (ScratchIndex) scratch = corpus_of (years);

    assert_order (scratch, "text.year", "30142");
    assert_order (scratch, "match.score", "42310");
    assert_order (scratch, "text.name", "43201");
    assert_order (scratch, "match.name", "03412");
    assert_order (scratch, "match.name,text.year", "30412");
    assert_order (scratch, "cpos,text.year", "01234");
}

static void
test_few_lines_of_many_regions_are_in_order (void)
{
    static const uint32_t hits[] = { 3, 11, 20, 29, 38 };
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (ScratchIndex) scratch = NULL;
    g_autofree uint32_t *page = NULL;
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;
    CopiaKeptList kept = { .n = 0 };

    for (unsigned i = 0; i < 40; i++)
        g_string_append_printf (text, "<text name=\"n%u\">\na\n</text>\n", i * 7 % 40);
    scratch = corpus_of (text->str);
    for (uint32_t i = 0; i < G_N_ELEMENTS (hits); i++)
        copia_kept_add (&kept, &(CopiaKept){ hits[i], 0, 0, 0 }, 1);
    ask.n_sort = (uint32_t) copia_sort_keys_parse ("text.name", ask.sort, NULL);
    page = copia_kwic_order (scratch->index, &ask, &kept, 0, kept.n);
    for (uint32_t i = 1; i < kept.n; i++)
        g_assert_cmpuint (hits[page[i - 1]] * 7 % 40, <, hits[page[i]] * 7 % 40);
    copia_kept_clear (&kept);
}

static void
assert_refused (const char *keys, const char *says)
{
    g_autoptr (ScratchIndex) scratch = corpus_of (years);
    g_autoptr (CopiaQuery) query = copia_query_parse ("a", COPIA_LANGUAGE_GUESS, NULL);
    g_autoptr (GError) error = NULL;
    CopiaKwicAsk ask = COPIA_KWIC_USUAL;
    int n = copia_sort_keys_parse (keys, ask.sort, &error);

    ask.query = query;
    ask.n_sort = (uint32_t) MAX (n, 0);
    if (n >= 0)
        g_assert_null (copia_kwic_part (scratch->index, &ask, 0, 5, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_QUERY);
    if (!strstr (error->message, says))
        g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, says));
}

static void
test_errors_name_what_there_is (void)
{
    assert_refused ("R6", "L5 to L1, R1 to R5");
    assert_refused ("R1.", "'R1.'");
    assert_refused ("cpos.pos", "'cpos.pos'");
    assert_refused ("a-very-long-name-of-a-structure", "'a-very-long");
    assert_refused ("R1.lemma", "they have word, form, score, name");
    assert_refused ("chapter.n", "'chapter.n'");
    assert_refused ("chapter", "the structures are text");
    assert_refused ("text.date", "it has year, name");
    assert_refused ("text._tail", "'_tail'");
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/kwic-keys/random", test_any_key_sorts_as_a_plain_sort_does);
    g_test_add_func ("/kwic-keys/numbers", test_numbers_stand_in_the_order_of_numbers);
    g_test_add_func ("/kwic-keys/few", test_few_lines_of_many_regions_are_in_order);
    g_test_add_func ("/kwic-keys/none", test_names_that_are_no_keys_are_refused);
    g_test_add_func ("/kwic-keys/errors", test_errors_name_what_there_is);
    return g_test_run ();
}
