/* convention.c - the tools there are. */
#include "study/convention.h"

#include <glib.h>
#include <string.h>

const CopiaConvention copia_conventions[] = {
    { .name = "copia",
      .summary = "words only, each token once, R1 = words in windows",
      .measures = "logdice,log-likelihood,mi,t",
      .room = COPIA_ROOM_WINDOWS },
    { .name = "cqpweb",
      .summary = "all tokens, every window for itself, R1 = tokens in windows",
      .measures = "log_ratio,log-likelihood,mi,t",
      .marks = true,
      .each = true,
      .nodes = true,
      .room = COPIA_ROOM_WINDOWS },
    { .name = "sketchengine",
      .summary = "all tokens, every window for itself, R1 = hits: no window factor",
      .measures = "logdice,mi,t",
      .marks = true,
      .each = true,
      .nodes = true,
      .room = COPIA_ROOM_NODE },
    { .name = "lancsbox",
      .summary = "all tokens, every window for itself, R1 = hits x window width",
      .measures = "mi,mi3,log-likelihood,logdice",
      .marks = true,
      .each = true,
      .nodes = true,
      .room = COPIA_ROOM_SPAN },
    { .name = "ucs",
      .summary =
          "all tokens, each token once, R1 = tokens in windows; decimal logarithms",
      .measures = "log.likelihood,mi,t.score,z.score",
      .marks = true,
      .room = COPIA_ROOM_WINDOWS },
    { .name = "nltk",
      .summary =
          "all tokens, every window for itself, O11 = pairs / window width, R1 = hits",
      .measures = "mi,log-likelihood,t",
      .marks = true,
      .each = true,
      .nodes = true,
      .room = COPIA_ROOM_PAIRS },
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

double
copia_convention_scale (const CopiaConvention *self, const CopiaMeasure *measure)
{
    static const struct {
        const char *unit;
        double base;
    } units[] = { { "bits", 2 }, { "log10", 10 }, { "nats", M_E } };

    for (size_t i = 0; self->base > 0 && i < G_N_ELEMENTS (units); i++)
        if (strcmp (measure->about.unit, units[i].unit) == 0)
            return log (units[i].base) / log (self->base);
    return 1;
}

char *
copia_convention_title (const CopiaConvention *self)
{
    if (self->changed)
        return g_strdup_printf ("convention %s, changed: %s: ", self->name,
                                self->changed);
    if (strcmp (self->name, copia_conventions[0].name) == 0)
        return g_strdup ("");
    return g_strdup_printf ("convention %s: ", self->name);
}

char *
copia_convention_border (const CopiaConvention *self, const char *within)
{
    if (within)
        return g_strdup_printf ("cut at borders of %s", within);
    return g_strdup (self->across ? "going on over borders of texts"
                                  : "cut at borders of the text");
}

const char *
copia_convention_counting (const CopiaConvention *self)
{
    if (self->each)
        return self->nodes
                   ? "a token counts once for each window it stands in, those of other "
                     "hits too"
                   : "a token counts once for each window it stands in, those of hits "
                     "not";
    return self->nodes ? "each token counts once, those of other hits too"
                       : "each token counts once, those of hits not";
}
