/* test-asked.c - words of a query may be values of any attribute of tokens. */
#include "support/random-corpus.c"

#include "query/explain.h"
#include "query/hits.h"

#include <string.h>

static const char *const attributes[] = { "form", "word", "lemma", "pos" };

static const char *
value_of (const RandomToken *token, const char *attribute)
{
    return strcmp (attribute, "form") == 0   ? token->form
           : strcmp (attribute, "word") == 0 ? token->word
           : strcmp (attribute, "pos") == 0  ? token->pos
                                             : token->lemma;
}

/* Not all values can be typed as one plain word. */
static bool
is_plain (const char *value)
{
    for (const char *at = value; *at; at = g_utf8_next_char (at))
        if (!g_unichar_isalnum (g_utf8_get_char (at)))
            return false;
    return value[0] != '\0';
}

static char *
some_value (const RandomCorpus *corpus, const char *attribute)
{
    for (int tries = 0; tries < 100; tries++) {
        const RandomToken *token = random_corpus_token (
            corpus, (unsigned) g_test_rand_int_range (0, (int) corpus->tokens->len));
        const char *value = value_of (token, attribute);

        if (is_plain (value))
            return g_strdup (value);
    }
    return g_strdup ("none");
}

/* Letter case counts as printed alone. */
static bool
is_so (const RandomToken *token, const char *attribute, const char *wanted)
{
    const char *value = value_of (token, attribute);
    g_autofree char *a = g_utf8_casefold (value, -1), *b = g_utf8_casefold (wanted, -1);

    if (strcmp (attribute, "word") == 0)
        return strcmp (value, wanted) == 0;
    return strcmp (a, b) == 0;
}

static uint64_t
scan (const RandomCorpus *corpus, const char *attribute, char *const *values)
{
    uint64_t count = 0;
    guint n = g_strv_length ((GStrv) values);

    for (guint at = 0; at + n <= corpus->tokens->len; at++) {
        bool same = true;

        for (guint i = 0; i < n && same; i++)
            same = is_so (random_corpus_token (corpus, at + i), attribute, values[i]) &&
                   random_corpus_token (corpus, at + i)->text ==
                       random_corpus_token (corpus, at)->text;
        count += same;
    }
    return count;
}

static uint64_t
asked (const RandomCorpus *corpus, const char *attribute, const char *text,
       CopiaLanguage language)
{
    const CopiaMatchOptions options = { .attribute = attribute };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) query = copia_query_parse (text, language, &error);
    uint64_t count = 0;

    g_assert_no_error (error);
    copia_query_set_options (query, &options);
    copia_hits_count (corpus->index, query, NULL, &count, &error);
    g_assert_no_error (error);
    return count;
}

static void
check (const RandomCorpus *corpus, const char *attribute)
{
    g_autofree char *one = some_value (corpus, attribute),
                    *two = some_value (corpus, attribute);
    g_autofree char *row = g_strdup_printf ("%s %s", one, two);
    g_autofree char *either = g_strdup_printf ("%s|%s", one, two);
    g_autofree char *cql =
        g_strdup_printf ("\"%s\"%s", one, strcmp (attribute, "word") ? "%c" : "");
    char *const single[] = { one, NULL }, *const other[] = { two, NULL };
    char *const both[] = { one, two, NULL };
    uint64_t first = scan (corpus, attribute, single);
    bool same =
        is_so (&(RandomToken){ .word = two, .form = two, .lemma = two, .pos = two },
               attribute, one);

    g_assert_cmpuint (asked (corpus, attribute, one, COPIA_LANGUAGE_SIMPLE), ==, first);
    g_assert_cmpuint (asked (corpus, attribute, row, COPIA_LANGUAGE_SIMPLE), ==,
                      scan (corpus, attribute, both));
    g_assert_cmpuint (asked (corpus, attribute, either, COPIA_LANGUAGE_SIMPLE), ==,
                      first + (same ? 0 : scan (corpus, attribute, other)));
    g_assert_cmpuint (asked (corpus, attribute, cql, COPIA_LANGUAGE_CQL), ==, first);
}

static void
test_words_are_values_of_the_attribute (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

    for (int round = 0; round < 60; round++) {
        g_autoptr (RandomCorpus) corpus =
            random_corpus_annotated (random, (unsigned) g_test_rand_int_range (1, 400),
                                     25);

        for (size_t i = 0; i < G_N_ELEMENTS (attributes); i++)
            check (corpus, attributes[i]);
    }
}

static void
test_wildcards_go_along_values (void)
{
    g_autoptr (GRand) random = g_rand_new_with_seed (1);
    g_autoptr (RandomCorpus) corpus = random_corpus_annotated (random, 500, 25);
    uint64_t n = 0, words = 0;

    for (guint i = 0; i < corpus->tokens->len; i++) {
        n += random_corpus_token (corpus, i)->pos[0] == 'N';
        words += random_corpus_token (corpus, i)->is_word;
    }
    n += asked (corpus, NULL, "[pos=\"n.*\"]", COPIA_LANGUAGE_CQL);
    g_assert_cmpuint (n, >, 0);
    g_assert_cmpuint (asked (corpus, "pos", "N*", COPIA_LANGUAGE_SIMPLE), ==, n);
    g_assert_cmpuint (asked (corpus, "lemma", "l*", COPIA_LANGUAGE_SIMPLE), ==, words);
    g_assert_cmpuint (asked (corpus, "lemma", "[pos=\"N\"]", COPIA_LANGUAGE_CQL), ==,
                      asked (corpus, NULL, "[pos=\"N\"]", COPIA_LANGUAGE_CQL));
}

static void
test_what_is_asked_is_said (void)
{
    const CopiaMatchOptions options = { .attribute = "lemma" };
    g_autoptr (GRand) random = g_rand_new_with_seed (1);
    g_autoptr (RandomCorpus) corpus = random_corpus_annotated (random, 100, 25);
    g_autoptr (CopiaQuery) query = copia_query_parse ("a", COPIA_LANGUAGE_SIMPLE, NULL);
    g_autofree char *said =
        copia_query_explain (corpus->index, query, NULL, &options, NULL);

    g_assert_nonnull (strstr (said, "its words are those of the attribute 'lemma'\n"));
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/asked/random", test_words_are_values_of_the_attribute);
    g_test_add_func ("/asked/wildcards", test_wildcards_go_along_values);
    g_test_add_func ("/asked/said", test_what_is_asked_is_said);
    return g_test_run ();
}
