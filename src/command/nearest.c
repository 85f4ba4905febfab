/* nearest.c - edit distance between short ASCII names. */
#include "command/nearest.h"

#include <glib.h>
#include <string.h>

#define LONGEST 32

static unsigned
distance (const char *a, const char *b)
{
    size_t n = strlen (a), m = strlen (b);
    unsigned row[LONGEST + 1];

    if (n > LONGEST || m > LONGEST)
        return LONGEST;
    for (unsigned k = 0; k <= m; k++)
        row[k] = k;
    for (unsigned i = 1; i <= n; i++) {
        unsigned diagonal = row[0]++;

        for (unsigned k = 1; k <= m; k++) {
            unsigned up = row[k];
            unsigned replaced = diagonal + (a[i - 1] != b[k - 1]);

            row[k] = MIN (MIN (up, row[k - 1]) + 1, replaced);
            diagonal = up;
        }
    }
    return row[m];
}

const char *
copia_nearest (const char *word, const char *const *names)
{
    const char *best = NULL;
    unsigned least = 3;

    for (; *names; names++) {
        unsigned d = distance (word, *names);

        if (d < least && d < strlen (*names)) {
            least = d;
            best = *names;
        }
    }
    return best;
}

static const struct {
    const char *said, *meant;
} others[] = {
    { "n", "limit" },
    { "top", "limit" },
    { "head", "limit" },
    { "max", "limit" },
    { "rows", "limit" },
    { "number", "limit" },
    { "lemma", "attribute" },
    { "filter", "where" },
    { "subcorpus", "where" },
    { "in", "where" },
    { "stopwords", "stop" },
    { "stoplist", "stop" },
    { "file", "output" },
    { "group-by", "group" },
    { "skip", "offset" },
    /* commands */
    { "search", "kwic" },
    { "find", "kwic" },
    { "grep", "kwic" },
    { "concordance", "kwic" },
    { "concordances", "kwic" },
    { "conc", "kwic" },
    { "wordlist", "words" },
    { "vocabulary", "words" },
    { "count", "freq" },
    { "frequency", "freq" },
    { "frequencies", "freq" },
    { "collocations", "collocates" },
    { "coll", "collocates" },
    { "keyness", "keywords" },
    { "clusters", "ngrams" },
    { "bigrams", "ngrams" },
    { "phrases", "ngrams" },
    { "plot", "dispersion" },
    { "readability", "diversity" },
    { "lexdiv", "diversity" },
    { "similarity", "distance" },
    { "open", "index" },
    { "import", "index" },
    { "build", "index" },
    { "contents", "outline" },
    { "toc", "outline" },
    { "show", "read" },
    { "view", "read" },
    { "stats", "info" },
    { "join", "merge" },
    { "convert", "export" },
};

const char *
copia_nearest_meant (const char *word, const char *const *names)
{
    for (size_t i = 0; i < G_N_ELEMENTS (others); i++)
        if (strcmp (others[i].said, word) == 0)
            for (; *names; names++)
                if (strcmp (*names, others[i].meant) == 0)
                    return *names;
    return NULL;
}
