/* dispersion.c - how evenly a word is spread over the parts of a corpus. */
#include "stats/dispersion.h"

#include "stats/spread.h"

#include <glib.h>
#include <math.h>

const CopiaSpread *
copia_spread_find (const char *name)
{
    for (const CopiaSpread *s = copia_spreads; s->about.name; s++)
        if (copia_about_answers_to (&s->about, name))
            return s;
    return NULL;
}

static bool
possible (const CopiaParts *p)
{
    bool some = false;

    for (size_t i = 0; i < p->n; i++) {
        double w = copia_part_size (p, i);
        if (!(p->v[i] >= 0) || isinf (p->v[i]) || !(w >= 0) || isinf (w))
            return false;
        if (w == 0 && p->v[i] > 0)
            return false;
        some |= w > 0;
    }
    return some;
}

double
copia_spread_score (const CopiaSpread *self, const CopiaParts *parts)
{
    return possible (parts) ? self->spread (parts) : NAN;
}

/* A part and what its size says of it. */
typedef struct {
    size_t part;
    double key;
} Place;

static int
by_key (const void *a, const void *b)
{
    const Place *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->part < y->part ? -1 : x->part > y->part;
}

/* All occurrences in the smallest parts, none of which takes more than it has tokens. */
static void
crowd (const CopiaParts *p, Place *places, double f, double *v)
{
    for (size_t i = 0; i < p->n; i++)
        places[i] = (Place){ i, copia_part_size (p, i) };
    qsort (places, p->n, sizeof *places, by_key);
    for (size_t i = 0; i < p->n; i++) {
        double room = p->w ? places[i].key : f;
        v[places[i].part] = fmin (room, f);
        f -= v[places[i].part];
    }
}

/* In proportion to the sizes; what rounding leaves over goes where most was cut off, among
 * equals to the larger part. */
static void
even_out (const CopiaParts *p, Place *places, double f, double *v)
{
    double tokens = 0, left = f;

    for (size_t i = 0; i < p->n; i++)
        tokens += copia_part_size (p, i);
    for (size_t i = 0; i < p->n; i++) {
        double expected = f * (copia_part_size (p, i) / tokens);
        v[i] = floor (expected);
        left -= v[i];
        places[i] = (Place){ i, v[i] - expected };
    }
    qsort (places, p->n, sizeof *places, by_key);
    for (size_t i = 0; i < p->n && left > 0; i++, left--)
        v[places[i].part]++;
}

double
copia_spread_adjusted (const CopiaSpread *self, const CopiaParts *parts)
{
    if (!possible (parts))
        return NAN;
    double f = copia_parts_total (parts);
    if (f < 2)
        return NAN;
    g_autofree Place *places = g_new (Place, parts->n);
    g_autofree double *v = g_new (double, parts->n);
    CopiaParts extreme = { v, parts->w, parts->n };
    crowd (parts, places, f, v);
    double worst = self->spread (&extreme);
    even_out (parts, places, f, v);
    double best = self->spread (&extreme);
    if (worst == best)
        return NAN;
    double place = (self->spread (parts) - worst) / (best - worst);
    return isnan (place) ? NAN : fmin (1, fmax (0, place));
}
