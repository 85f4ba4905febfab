/* test-row.c - words in a row found by bits are those of a plain scan, over many stretches. */
#include "support/random-corpus.c"
#include "support/scratch-index.c"

#include "query/hits.h"
#include "query/stretch.h"

#define MOST 5

/* Alternatives, which follow `min` to `max` tokens behind the part before. */
typedef struct {
    unsigned words[2];
    unsigned min, max;
} Part;

typedef struct {
    Part parts[MOST];
    unsigned n;
} Row;

static Row
random_row (GRand *random, unsigned types)
{
    Row row = { .n = (unsigned) g_rand_int_range (random, 2, MOST) };

    for (unsigned i = 0; i < row.n; i++) {
        Part *part = &row.parts[i];

        for (int k = 0; k < 2; k++)
            part->words[k] = (unsigned) g_rand_int_range (random, 0, (int) types);
        if (i == 0 || g_rand_boolean (random))
            continue;
        part->min = (unsigned) g_rand_int_range (random, 0, 3);
        part->max = part->min;
        if (g_rand_boolean (random))
            part->max += (unsigned) g_rand_int_range (random, 0, 70);
    }
    return row;
}

static char *
print (const Row *row, const RandomCorpus *corpus)
{
    GString *text = g_string_new (NULL);

    for (unsigned i = 0; i < row->n; i++) {
        const Part *part = &row->parts[i];

        if (part->max > 0)
            g_string_append_printf (text, " []{%u,%u}", part->min, part->max);
        g_string_append_printf (text, " [word==\"%s\" | word==\"%s\"]",
                                corpus->vocabulary[part->words[0]],
                                corpus->vocabulary[part->words[1]]);
    }
    return g_string_free (text, FALSE);
}

/* The end of the shortest way to place the parts from `i` on, that one at `at`; 0: none. */
static uint64_t
place (const Row *row, const uint8_t *const *is, unsigned i, uint64_t at, uint64_t last)
{
    uint64_t best = 0;

    if (at > last || !is[i][at])
        return 0;
    if (i + 1 == row->n)
        return at;
    for (unsigned gap = row->parts[i + 1].min; gap <= row->parts[i + 1].max; gap++) {
        uint64_t end = place (row, is, i + 1, at + 1 + gap, last);

        if (end > 0 && (best == 0 || end < best))
            best = end;
    }
    return best;
}

/* For each part, whether each token passes. */
static uint8_t **
pass (const Row *row, const RandomCorpus *corpus)
{
    uint8_t **is = g_new0 (uint8_t *, MOST + 1);

    for (unsigned i = 0; i < row->n; i++) {
        is[i] = g_new0 (uint8_t, corpus->tokens->len + 1);
        for (guint at = 0; at < corpus->tokens->len; at++)
            for (int k = 0; k < 2; k++)
                is[i][at] |= g_str_equal (random_corpus_token (corpus, at)->word,
                                          corpus->vocabulary[row->parts[i].words[k]]);
    }
    return is;
}

/* Takes hits in portions of any size, and one by one between. */
static uint64_t
compare (GRand *random, const RandomCorpus *corpus, const Row *row, const char *text)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query = copia_query_parse (text, COPIA_LANGUAGE_CQL, &error);
    guint size = corpus->tokens->len, end = 0;
    uint64_t from = g_rand_boolean (random) ? 0 : g_rand_int_range (random, 0, 70000);
    uint64_t to = size - (from > 0 ? g_rand_int_range (random, 0, 70000) : 0);
    g_autoptr (CopiaHits) hits = NULL;
    uint8_t **is = pass (row, corpus);
    CopiaHit given[1000];
    size_t n = 0, used = 0, most = 0;
    uint64_t found = 0;

    g_assert_no_error (error);
    hits = copia_hits_new (corpus->index, query, NULL, from, to, &error);
    g_assert_no_error (error);
    for (uint64_t at = 0; at <= to; at++) {
        uint64_t last = at < to ? 0 : UINT64_MAX;

        if (at < to && at >= end)
            for (; end < size && random_corpus_token (corpus, end)->text ==
                                     random_corpus_token (corpus, (unsigned) at)->text;)
                end++;
        if (at < from)
            continue;
        if (at < to)
            last = place (row, (const uint8_t *const *) is, 0, at, end - 1);
        if (last == 0)
            continue;
        if (used == n) {
            most = (size_t) g_rand_int_range (random, 1, G_N_ELEMENTS (given) + 1);
            n = most > 900 ? copia_hits_next (hits, given)
                           : copia_hits_take (hits, given, most);
            used = 0;
        }
        g_assert_cmpint (n > used, ==, at < to);
        if (at == to)
            break;
        g_assert_cmpuint (given[used].start, ==, at);
        g_assert_cmpuint (given[used].end, ==, last);
        g_assert_cmpuint (given[used].target, ==, at);
        used++;
        found++;
    }
    g_assert_true (copia_hits_ended_well (hits, &error));
    g_strfreev ((char **) is);
    return found;
}

static void
test_rows_are_those_of_a_plain_scan (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 220000, 24);
    uint64_t found = 0;

    for (int i = 0; i < 40; i++) {
        Row row = random_row (random, 24);
        g_autofree char *text = print (&row, corpus);

        found += compare (random, corpus, &row, text);
    }
    g_assert_cmpuint (found, >, 1000);
}

static void
test_a_stretch_shows_each_position_once (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    g_autoptr (RandomCorpus) corpus = random_corpus_new (random, 220000, 24);
    const CopiaTokens *tokens = copia_index_tokens (corpus->index);
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    CopiaStretch *stretch;

    for (uint32_t id = 0; id < 3; id++)
        g_array_append_val (ids, id);
    stretch = copia_stretch_new (copia_index_postings (corpus->index), ids, 0, 100);
    for (uint64_t at = 0; at < tokens->size; at++) {
        uint64_t margin = at + COPIA_STRETCH + 99;
        uint64_t bit = at - stretch->base;

        if (bit == COPIA_STRETCH) {
            g_assert_true (copia_stretch_move (stretch, at));
            bit = 0;
        }
        g_assert_cmpuint (stretch->bits[bit / 64] >> (bit % 64) & 1, ==,
                          copia_tokens_get (tokens, at) < 3);
        if (bit == 0 && margin < tokens->size)
            g_assert_cmpuint (stretch->bits[(margin - at) / 64] >>
                                      ((margin - at) % 64) &
                                  1,
                              ==, copia_tokens_get (tokens, margin) < 3);
    }
    copia_stretch_free (stretch);
}

/* Words and marks; here and there more marks in a row than a stretch has for a margin. */
static GPtrArray *
random_text (GRand *random, guint size)
{
    static const char *const words[] = { "a", "b", "c", "a", "b", "d", ",", "." };
    GPtrArray *text = g_ptr_array_new ();

    while (text->len < size) {
        bool border = text->len % COPIA_STRETCH > COPIA_STRETCH - 4;
        int marks = g_rand_int_range (random, 0, 4000) && !border ? 0 : 1500;

        g_ptr_array_add (text, (void *) words[g_rand_int_range (random, 0, 8)]);
        for (marks = marks ? g_rand_int_range (random, 1, marks) : 0; marks > 0;
             marks--)
            g_ptr_array_add (text, (void *) ",");
    }
    return text;
}

/* The last of the words that follow each other from number `at` on, each behind min to max
 * others: the first there can be; 0: none. */
static guint
follow (const Row *row, const GPtrArray *words, unsigned i, guint at)
{
    const char *const letters[] = { "a", "b", "c" };
    guint best = 0;

    if (at >= words->len ||
        !g_str_equal (words->pdata[at], letters[row->parts[i].words[0]]))
        return 0;
    if (i + 1 == row->n)
        return at;
    for (guint gap = row->parts[i + 1].min; gap <= row->parts[i + 1].max; gap++) {
        guint end = follow (row, words, i + 1, at + 1 + gap);

        if (end > 0 && (best == 0 || end < best))
            best = end;
    }
    return best;
}

static Row
random_words (GRand *random, GString *text)
{
    Row row = { .n = (unsigned) g_rand_int_range (random, 2, 4) };

    for (unsigned i = 0; i < row.n; i++) {
        Part *part = &row.parts[i];

        part->words[0] = (unsigned) g_rand_int_range (random, 0, 3);
        if (i > 0) {
            part->min = (unsigned) g_rand_int_range (random, 0, 4);
            part->max = MAX (1, part->min + (unsigned) g_rand_int_range (random, 0, 3));
            g_string_append_printf (text, " +{%u,%u} ", part->min, part->max);
        }
        g_string_append_c (text, (char) ('a' + part->words[0]));
    }
    return row;
}

static void
test_gaps_of_words_pass_over_any_number_of_marks (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
    g_autoptr (GPtrArray) text = random_text (random, 200000);
    g_autoptr (ScratchIndex) scratch =
        scratch_index_of_words ((const char *const *) text->pdata, text->len);
    g_autoptr (GPtrArray) words = g_ptr_array_new ();
    g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));

    for (guint at = 0; at < text->len; at++)
        if (g_ascii_isalpha (((const char *) text->pdata[at])[0])) {
            g_ptr_array_add (words, text->pdata[at]);
            g_array_append_val (places, at);
        }
    for (int round = 0; round < 15; round++) {
        g_autoptr (GString) asked = g_string_new (NULL);
        Row row = random_words (random, asked);
        g_autoptr (CopiaQuery) query =
            copia_query_parse (asked->str, COPIA_LANGUAGE_SIMPLE, NULL);
        g_autoptr (CopiaHits) hits =
            copia_hits_new (scratch->index, query, NULL, 0, UINT64_MAX, NULL);
        CopiaHit hit;

        for (guint at = 0; at < words->len; at++) {
            guint end = follow (&row, words, 0, at);

            if (end == 0)
                continue;
            g_assert_true (copia_hits_next (hits, &hit));
            g_assert_cmpuint (hit.start, ==, g_array_index (places, guint, at));
            g_assert_cmpuint (hit.end, ==, g_array_index (places, guint, end));
        }
        g_assert_false (copia_hits_next (hits, &hit));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/row/rows-are-those-of-a-plain-scan",
                     test_rows_are_those_of_a_plain_scan);
    g_test_add_func ("/row/a-stretch-shows-each-position-once",
                     test_a_stretch_shows_each_position_once);
    g_test_add_func ("/row/gaps-of-words-pass-over-any-number-of-marks",
                     test_gaps_of_words_pass_over_any_number_of_marks);
    return g_test_run ();
}
