/* score-words.c - the text or the spectrum that a question is about. */
#include "stats/score-words.h"

#include <math.h>
#include <stdlib.h>

void
copia_score_words_clear (CopiaScoreWords *self)
{
    g_free (self->tokens);
    g_free (self->classes);
}

static int
by_m (const void *a, const void *b)
{
    double x = ((const CopiaFrequencyClass *) a)->m,
           y = ((const CopiaFrequencyClass *) b)->m;

    return (x > y) - (x < y);
}

/* COUNTS, one of each of the types, become classes. */
static void
make_classes (CopiaScoreWords *text, CopiaFrequencyClass *counts, size_t n)
{
    size_t at = 0;

    qsort (counts, n, sizeof *counts, by_m);
    for (size_t i = 0; i < n; i++)
        if (at > 0 && counts[at - 1].m == counts[i].m)
            counts[at - 1].types += counts[i].types;
        else
            counts[at++] = counts[i];
    text->classes = counts;
    text->spectrum = (CopiaSpectrum){ 0, 0, counts, at };
    for (size_t i = 0; i < at; i++) {
        text->spectrum.n += counts[i].m * counts[i].types;
        text->spectrum.v += counts[i].types;
    }
    text->known = COPIA_NEEDS_CLASSES;
}

/* Token I of the input, wherever it stands; NULL if it is not a string. */
static const char *
token_at (const CopiaAsk *ask, const CopiaJson *list, size_t i)
{
    return list ? copia_json_string (copia_json_at (list, i)) : ask->input->tokens[i];
}

static bool
read_tokens (const CopiaAsk *ask, CopiaScoreWords *text)
{
    const CopiaJson *list =
        ask->input->tokens ? NULL : copia_json_find (ask->input->values, "tokens");
    size_t n = list ? copia_json_size (list) : ask->input->n_tokens;
    g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

    text->tokens = g_new (uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        const char *token = token_at (ask, list, i);
        if (!token)
            return copia_ask_fail (ask, "element %zu of 'tokens' is not a string",
                                   i + 1);
        gpointer id = g_hash_table_lookup (ids, token);
        if (!id) {
            id = GUINT_TO_POINTER (g_hash_table_size (ids) + 1);
            g_hash_table_insert (ids, (gpointer) token, id);
        }
        text->tokens[i] = GPOINTER_TO_UINT (id) - 1;
    }
    uint32_t types = g_hash_table_size (ids);
    text->running = (CopiaRunning){ text->tokens, n, types };
    CopiaFrequencyClass *counts = g_new (CopiaFrequencyClass, (size_t) types + 1);
    for (uint32_t i = 0; i < types; i++)
        counts[i] = (CopiaFrequencyClass){ 0, 1 };
    for (size_t i = 0; i < n; i++)
        counts[text->tokens[i]].m++;
    make_classes (text, counts, types);
    return true;
}

bool
copia_score_is_count (double x)
{
    return x >= 0 && x <= 9e15 && x == floor (x);
}

/* spectrum {"m": V_m, ..} */
bool
copia_score_words_read_spectrum (const CopiaAsk *ask, CopiaScoreWords *text)
{
    const CopiaJson *object = copia_json_find (ask->input->values, "spectrum");
    size_t n = copia_json_size (object);
    g_autofree CopiaFrequencyClass *counts = g_new (CopiaFrequencyClass, n + 1);

    if (copia_json_kind (object) != COPIA_JSON_OBJECT)
        return copia_ask_fail (ask, "'spectrum' is not an object {\"m\": V_m, ..}");
    for (size_t i = 0; i < n; i++) {
        char *end;
        const char *name = copia_json_name_at (object, i);
        double m = g_ascii_strtod (name, &end);
        double types = copia_json_number (copia_json_at (object, i));
        if (*name == '\0' || *end || !copia_score_is_count (m) || m == 0 ||
            !copia_score_is_count (types))
            return copia_ask_fail (ask, "'spectrum': '%s' is not a class of types",
                                   name);
        counts[i] = (CopiaFrequencyClass){ m, types };
    }
    make_classes (text, g_steal_pointer (&counts), n);
    return true;
}

/* N V, and V1 V2 as far as they are given. */
static bool
read_sizes (const CopiaAsk *ask, CopiaScoreWords *text)
{
    double v1 = NAN, v2 = NAN;

    if (!copia_ask_number (ask, "N", &text->spectrum.n) ||
        !copia_ask_number (ask, "V", &text->spectrum.v) ||
        !copia_ask_option (ask, "V1", &v1) || !copia_ask_option (ask, "V2", &v2))
        return false;
    text->classes = g_new (CopiaFrequencyClass, 2);
    text->classes[0] = (CopiaFrequencyClass){ 1, v1 };
    text->classes[1] = (CopiaFrequencyClass){ 2, v2 };
    text->spectrum.classes = text->classes;
    text->spectrum.n_classes = isnan (v1) ? 0 : isnan (v2) ? 1 : 2;
    text->known = (CopiaSpectrumNeed) text->spectrum.n_classes;
    return true;
}

bool
copia_score_words_read (const CopiaAsk *ask, CopiaScoreWords *text)
{
    if (ask->input->tokens || copia_ask_has (ask, "tokens"))
        return read_tokens (ask, text);
    if (copia_ask_has (ask, "spectrum"))
        return copia_score_words_read_spectrum (ask, text);
    return read_sizes (ask, text);
}

bool
copia_score_words_need (const CopiaAsk *ask, const CopiaScoreWords *text,
                        CopiaSpectrumNeed wanted)
{
    static const char *const missing[] = { "'N' and 'V'", "'V1'", "'V2'",
                                           "the whole 'spectrum' or the 'tokens'" };

    return text->known >= wanted || copia_ask_fail (ask, "needs %s", missing[wanted]);
}

bool
copia_score_words_need_tokens (const CopiaAsk *ask, const CopiaScoreWords *words)
{
    return words->tokens || copia_ask_fail (ask, "needs the 'tokens' in their order");
}

bool
copia_score_words_length (const CopiaAsk *ask, const char *key, double *length)
{
    if (!copia_ask_option (ask, key, length))
        return false;
    return (copia_score_is_count (*length) && *length >= 1) ||
           copia_ask_fail (ask, "'%s' is not a number of tokens", key);
}
