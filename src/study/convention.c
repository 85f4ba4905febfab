/* convention.c - the tools there are. */
#include "study/convention.h"

#include <glib.h>

const CopiaConvention copia_conventions[] = {
    { "copia", "words only, each token once, R1 = words in windows",
      "logdice,log-likelihood,mi,t", false, false, COPIA_ROOM_WINDOWS },
    { "cqpweb", "all tokens, every window for itself, R1 = tokens in windows",
      "log_ratio,log-likelihood,mi,t", true, true, COPIA_ROOM_WINDOWS },
    { "sketchengine",
      "all tokens, every window for itself, R1 = hits: no window factor",
      "logdice,mi,t", true, true, COPIA_ROOM_NODE },
    { "lancsbox", "all tokens, every window for itself, R1 = hits x window width",
      "mi,mi3,log-likelihood,logdice", true, true, COPIA_ROOM_SPAN },
    { "ucs", "all tokens, each token once, R1 = tokens in windows; decimal logarithms",
      "log.likelihood,mi,t.score,z.score", true, false, COPIA_ROOM_WINDOWS },
    { "nltk",
      "all tokens, every window for itself, O11 = pairs / window width, R1 = hits",
      "mi,log-likelihood,t", true, true, COPIA_ROOM_PAIRS },
    { .name = NULL },
};

const CopiaConvention *
copia_convention_find (const char *name)
{
    for (const CopiaConvention *c = copia_conventions; c->name; c++)
        if (g_ascii_strcasecmp (c->name, name) == 0)
            return c;
    return NULL;
}

const CopiaMeasure *
copia_convention_measure (const CopiaConvention *self, const char *name,
                          const CopiaMeasure *measure)
{
    g_autofree char *plain = g_strdelimit (g_strdup (name), "-", '_');
    const char *const spellings[] = { name, plain };

    for (size_t i = 0; i < G_N_ELEMENTS (spellings); i++) {
        g_autofree char *own = g_strconcat (self->name, ".", spellings[i], NULL);
        const CopiaMeasure *found = copia_measure_find (own);

        if (found)
            return found;
    }
    return measure;
}

CopiaTable2
copia_convention_table (const CopiaConvention *self, double observed, double tokens,
                        double hits, double span, double freq, double n)
{
    double r1 = self->room == COPIA_ROOM_WINDOWS ? tokens
                : self->room == COPIA_ROOM_SPAN  ? hits * span
                                                 : hits;

    if (self->room == COPIA_ROOM_PAIRS)
        observed /= span;
    return (CopiaTable2){ observed, r1, freq, n };
}

double
copia_convention_expected (const CopiaConvention *self, const CopiaTable2 *table,
                           double span)
{
    return copia_table2_e11 (table) * (self->room == COPIA_ROOM_PAIRS ? span : 1);
}
