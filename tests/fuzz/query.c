/* query.c - any bytes as a query: parsed, printed back, and asked of a small corpus. */
#include "support/random-corpus.c"

#include "query/hits.h"

#define PATIENCE 100000 /* microseconds for one question */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const RandomCorpus *
small_corpus (void)
{
    static RandomCorpus *corpus = NULL;

    if (g_once_init_enter (&corpus)) {
        g_autoptr (GRand) random = g_rand_new_with_seed (1);

        g_once_init_leave (&corpus, random_corpus_new (random, 300, 20));
    }
    return corpus;
}

/* What a query prints is a query that prints the same. */
static void
print_back (const CopiaQuery *query, CopiaLanguage language)
{
    g_autofree char *once = copia_query_print (query);
    g_autofree char *said = copia_query_say (query);
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaQuery) back = copia_query_parse (once, language, &error);
    g_autofree char *twice = back ? copia_query_print (back) : NULL;

    g_assert_true (g_utf8_validate (said, -1, NULL));
    g_assert_no_error (error);
    g_assert_cmpstr (once, ==, twice);
}

static void
ask (const CopiaQuery *query, CopiaMatching matching)
{
    const CopiaIndex *index = small_corpus ()->index;
    uint64_t tokens = copia_index_tokens (index)->size, before = 0;
    CopiaMatchOptions options = { .matching = matching,
                                  .deadline =
                                      (uint64_t) g_get_monotonic_time () + PATIENCE };
    g_autoptr (GError) error = NULL;
    g_autoptr (CopiaHits) hits =
        copia_hits_new_with (index, query, NULL, 0, UINT64_MAX, &options, &error);
    CopiaHit hit;

    g_assert_true ((hits != NULL) == (error == NULL));
    while (hits && copia_hits_next (hits, &hit)) {
        g_assert_true (before <= hit.start && hit.start <= hit.end && hit.end < tokens);
        g_assert_true (hit.start <= hit.target && hit.target <= hit.end);
        before = hit.start;
    }
    g_assert_true (copia_index_sound (index, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup ((const char *) data, size);

    for (int language = COPIA_LANGUAGE_SIMPLE; language <= COPIA_LANGUAGE_CQL;
         language++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (CopiaQuery) query =
            copia_query_parse (text, (CopiaLanguage) language, &error);

        g_assert_true ((query != NULL) == (error == NULL));
        g_assert_true (!error || g_utf8_validate (error->message, -1, NULL));
        if (!query)
            continue;
        print_back (query, (CopiaLanguage) language);
        for (int way = COPIA_MATCH_SHORTEST; way <= COPIA_MATCH_ALL; way++)
            ask (query, (CopiaMatching) way);
    }
    return 0;
}
