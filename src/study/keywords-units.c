/* keywords-units.c - rates of a word in the units of two corpora. */
#include "study/keywords-units.h"

#include "stats/contrast.h"
#include "stats/evidence.h"
#include "stats/quantile.h"

#include <math.h>
#include <string.h>

typedef struct {
    CopiaScope scope;
    CopiaUnits *units;
    uint64_t *counts; /* by unit */
    double *rates;    /* of the `n` units that count */
    double *words;
    size_t n;
} Side;

struct CopiaKeyUnits {
    Side sides[2];
};

static bool
counts_for (const Side *self, uint32_t unit)
{
    return copia_units_words (self->units, unit) > 0 &&
           !copia_units_is_outside (self->units, unit);
}

static bool
open_side (Side *self, const CopiaScope *scope, const char *by, GError **error)
{
    const char *name;
    uint32_t n;

    self->scope = *scope;
    self->units = copia_units_usual (scope, by, &name, error);
    if (!self->units)
        return false;
    n = copia_units_count (self->units);
    self->counts = g_new0 (uint64_t, MAX (n, 1));
    self->rates = g_new0 (double, MAX (n, 1));
    self->words = g_new0 (double, MAX (n, 1));
    for (uint32_t unit = 0; unit < n; unit++)
        if (counts_for (self, unit))
            self->words[self->n++] = (double) copia_units_words (self->units, unit);
    return true;
}

CopiaKeyUnits *
copia_key_units_new (const CopiaScope *target, const CopiaScope *reference,
                     const char *by, GError **error)
{
    g_autoptr (CopiaKeyUnits) self = g_new0 (CopiaKeyUnits, 1);

    if (!open_side (&self->sides[0], target, by, error) ||
        !open_side (&self->sides[1], reference, by, error))
        return NULL;
    return g_steal_pointer (&self);
}

void
copia_key_units_free (CopiaKeyUnits *self)
{
    if (!self)
        return;
    for (int i = 0; i < 2; i++) {
        copia_units_free (self->sides[i].units);
        g_free (self->sides[i].counts);
        g_free (self->sides[i].rates);
        g_free (self->sides[i].words);
    }
    g_free (self);
}

/* The rates of an item of the tally, which may be none. */
static void
find_rates (Side *self, const CopiaTally *tally, uint32_t item)
{
    uint64_t size = copia_index_tokens (self->scope.index)->size;
    uint32_t first = 0, end = 0, n = copia_units_count (self->units);
    size_t at = 0;

    memset (self->counts, 0, n * sizeof *self->counts);
    if (item != COPIA_NONE)
        copia_tally_types (tally, item, &first, &end);
    for (; first < end; first++)
        copia_units_tally (self->units, copia_tally_id (tally, first), 0, size,
                           self->counts, NULL);
    for (uint32_t unit = 0; unit < n; unit++)
        if (counts_for (self, unit)) {
            self->rates[at] = (double) self->counts[unit] / self->words[at];
            at++;
        }
}

/* In how many units of the target the word is key by itself, against all of the reference:
 * log-likelihood at the level, not corrected.  Key key words (M. Scott 1997) are key in many. */
static uint64_t
count_key (const Side *target, const CopiaKeyList *list, const CopiaKeyItem *item,
           double alpha)
{
    double critical = copia_chi2_quantile (log (alpha), 1);
    uint64_t key = 0;

    for (size_t i = 0; i < target->n; i++) {
        CopiaTable2 cells =
            copia_table2_from_corpora (round (target->rates[i] * target->words[i]),
                                       target->words[i], (double) item->o21, list->n2);

        key += copia_log_likelihood (&cells, NULL) >= critical;
    }
    return key;
}

void
copia_key_units_columns (GArray *columns)
{
    static const CopiaColumn own[] = {
        { .name = "key_units", .kind = COPIA_COLUMN_COUNT },
        { .name = "delta", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = "p_units", .kind = COPIA_COLUMN_NUMBER, .digits = 4 },
        { .name = "p_welch",
          .kind = COPIA_COLUMN_NUMBER,
          .digits = 4,
          .machine = true },
    };

    g_array_append_vals (columns, own, G_N_ELEMENTS (own));
}

void
copia_key_units_put (CopiaKeyUnits *self, const CopiaKeyList *list,
                     const CopiaKeyItem *item, double alpha, CopiaTable *table)
{
    Side *a = &self->sides[0], *b = &self->sides[1];
    CopiaRankTest ranks;

    find_rates (a, list->target, item->here);
    find_rates (b, list->reference, item->there);
    ranks = copia_rank_test (a->rates, a->n, b->rates, b->n);
    copia_table_count (table, count_key (a, list, item, alpha));
    copia_table_number (table, ranks.delta);
    copia_table_number (table, exp (ranks.log_p));
    copia_table_number (table,
                        exp (copia_welch_test (a->rates, a->n, b->rates, b->n).log_p));
}

void
copia_key_units_say (const CopiaKeyUnits *self, CopiaTable *table)
{
    copia_table_note (
        table,
        "units: %zu of the target, %zu of the reference; key_units: key by "
        "itself against the reference; delta, p_units: rates of the units "
        "ranked (Mann-Whitney); p_welch: their means; p of each word alone",
        self->sides[0].n, self->sides[1].n);
}
