/* score-parts.c - dispersion asked by name: from parts, or from places in a text. */
#include "stats/score-private.h"

#include "stats/dispersion.h"
#include "stats/spacing.h"

#include <string.h>

#define ADJUSTED ".adjusted"

/* The measure without ".adjusted"; NULL if there is none of that name. */
static const CopiaSpread *
find (const char *measure, bool *adjusted)
{
    size_t length = strlen (measure), suffix = strlen (ADJUSTED);

    *adjusted = length > suffix && strcmp (measure + length - suffix, ADJUSTED) == 0;
    g_autofree char *plain = g_strndup (measure, *adjusted ? length - suffix : length);
    return copia_spread_find (plain);
}

static bool
knows_parts (const char *measure)
{
    bool adjusted;

    return find (measure, &adjusted) != NULL;
}

static bool
fits_corpus (const CopiaAsk *ask)
{
    return copia_ask_has (ask, "corpus") && copia_ask_has (ask, "word");
}

static bool
fits_parts (const CopiaAsk *ask)
{
    return copia_ask_has (ask, "v") || fits_corpus (ask);
}

/* Walks "a b c|d e": calls for each token with its part. */
typedef struct {
    const char *at;
    size_t part;
} Walk;

static bool
next_token (Walk *walk, const char **token, size_t *length)
{
    for (;; walk->at++) {
        if (*walk->at == '|')
            walk->part++;
        else if (*walk->at == '\0')
            return false;
        else if (*walk->at != ' ')
            break;
    }
    *token = walk->at;
    *length = strcspn (walk->at, " |");
    walk->at += *length;
    return true;
}

static bool
is_word (const char *token, size_t length, const char *word)
{
    return strlen (word) == length && memcmp (token, word, length) == 0;
}

static size_t
count_parts (const char *corpus)
{
    size_t n = 1;

    for (; *corpus; corpus++)
        n += *corpus == '|';
    return n;
}

static bool
answer_spread (const CopiaAsk *ask, const CopiaParts *parts, CopiaScore *score)
{
    bool adjusted;
    const CopiaSpread *spread = find (ask->measure, &adjusted);

    score->value = adjusted ? copia_spread_adjusted (spread, parts)
                            : copia_spread_score (spread, parts);
    return true;
}

static bool
answer_corpus (const CopiaAsk *ask, CopiaScore *score)
{
    const char *corpus = copia_ask_string (ask, "corpus");
    const char *word = corpus ? copia_ask_string (ask, "word") : NULL;
    const char *token;
    size_t length;

    if (!word)
        return false;
    size_t n = count_parts (corpus);
    g_autofree double *v = g_new0 (double, n);
    g_autofree double *w = g_new0 (double, n);
    for (Walk walk = { corpus, 0 }; next_token (&walk, &token, &length);) {
        w[walk.part]++;
        v[walk.part] += is_word (token, length, word);
    }
    return answer_spread (ask, &(CopiaParts){ v, w, n }, score);
}

static bool
answer_parts (const CopiaAsk *ask, CopiaScore *score)
{
    size_t n, sizes = 0;

    if (!copia_ask_has (ask, "v"))
        return answer_corpus (ask, score);
    g_autofree double *v = copia_ask_numbers (ask, "v", &n);
    g_autofree double *w = NULL;
    if (!v)
        return false;
    if (copia_ask_has (ask, "sizes")) {
        w = copia_ask_numbers (ask, "sizes", &sizes);
        if (!w)
            return false;
        if (sizes != n)
            return copia_ask_fail (ask, "%zu parts in 'v', but %zu in 'sizes'", n,
                                   sizes);
    }
    return answer_spread (ask, &(CopiaParts){ v, w, n }, score);
}

static void
each_parts (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (const CopiaSpread *s = copia_spreads; s->about.name; s++)
        visit (family, &s->about, data);
}

#define SAVICKY "Savicky & Hlavacova 2002"

static const struct {
    CopiaAbout about;
    size_t offset;
} distances[] = {
    { { "ARF", "", "frequency reduced where occurrences cluster",
        "sum min (d, v) / v, v = N/f", "occurrences", "[1, f]", SAVICKY },
      offsetof (CopiaSpacing, arf) },
    { { "AWT", "", "how long one waits for the word from any place, on average",
        "(1 + sum d^2 / N) / 2", "tokens", "[(1 + N/f) / 2, (1 + N) / 2]", SAVICKY },
      offsetof (CopiaSpacing, awt) },
    { { "fAWT", "", "frequency an even text would have with this waiting time",
        "N^2 / sum d^2", "occurrences", "[1, f]", SAVICKY },
      offsetof (CopiaSpacing, fawt) },
    { { "ALD", "", "average logarithmic distance", "sum d log10 d / N", "log10 tokens",
        "[log10 (N/f), log10 N]", SAVICKY },
      offsetof (CopiaSpacing, ald) },
    { { "fALD", "", "frequency an even text would have with this distance",
        "N exp (-sum d ln d / N)", "occurrences", "[1, f]", SAVICKY },
      offsetof (CopiaSpacing, fald) },
};

static int
find_distance (const char *measure)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (distances); i++)
        if (copia_about_answers_to (&distances[i].about, measure))
            return (int) i;
    return -1;
}

static bool
knows_places (const char *measure)
{
    return find_distance (measure) >= 0;
}

static bool
fits_places (const CopiaAsk *ask)
{
    return fits_corpus (ask) || copia_ask_has (ask, "places");
}

static bool
read_places (const CopiaAsk *ask, GArray *places, uint64_t *n)
{
    size_t count;
    g_autofree double *numbers = copia_ask_numbers (ask, "places", &count);
    double tokens, before = -1;

    if (!numbers || !copia_ask_number (ask, "N", &tokens))
        return false;
    if (!(tokens >= 1 && tokens <= 9e15 && tokens == floor (tokens)))
        return copia_ask_fail (ask, "'N' is not a number of tokens");
    for (size_t i = 0; i < count; i++) {
        if (!(numbers[i] > before && numbers[i] < tokens &&
              numbers[i] == floor (numbers[i])))
            return copia_ask_fail (ask, "'places' must rise from 0 to below N");
        before = numbers[i];
        uint64_t place = (uint64_t) before;
        g_array_append_val (places, place);
    }
    *n = (uint64_t) tokens;
    return true;
}

static bool
find_places (const CopiaAsk *ask, GArray *places, uint64_t *n)
{
    const char *corpus = copia_ask_string (ask, "corpus");
    const char *word = corpus ? copia_ask_string (ask, "word") : NULL;
    const char *token;
    size_t length;

    if (!word)
        return false;
    *n = 0;
    for (Walk walk = { corpus, 0 }; next_token (&walk, &token, &length); (*n)++)
        if (is_word (token, length, word))
            g_array_append_val (places, *n);
    return *n > 0 || copia_ask_fail (ask, "'corpus' has no tokens");
}

static bool
answer_places (const CopiaAsk *ask, CopiaScore *score)
{
    g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    uint64_t n;

    if (!(fits_corpus (ask) ? find_places (ask, places, &n)
                            : read_places (ask, places, &n)))
        return false;
    CopiaSpacing all = copia_spacing ((const uint64_t *) places->data, places->len, n);
    const char *from =
        (const char *) &all + distances[find_distance (ask->measure)].offset;
    score->value = *(const double *) (const void *) from;
    return true;
}

static void
each_places (const char *family, CopiaScoreVisitor visit, void *data)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (distances); i++)
        visit (family, &distances[i].about, data);
}

const CopiaScoreFamily copia_score_parts = {
    "dispersion", knows_parts, fits_parts,
    answer_parts, each_parts,  "v=[..] and sizes=[..], or corpus and word"
};

const CopiaScoreFamily copia_score_places = {
    "dispersion",  knows_places, fits_places,
    answer_places, each_places,  "corpus and word, or places=[..] and N"
};
