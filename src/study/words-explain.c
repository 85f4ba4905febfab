/* words-explain.c - rate, range and DP with numbers put in. */
#include "study/words-explain.h"

#include "stats/dispersion.h"
#include "stats/interval.h"
#include "study/explain.h"

/* The unit in which the word's share is farthest above the unit's own; COPIA_NONE: none. */
static uint32_t
fullest (const CopiaWordExplained *self, double f)
{
    uint32_t best = COPIA_NONE;
    double most = 0;

    for (uint32_t i = 0; i < copia_units_count (self->units); i++) {
        double excess =
            (double) self->counts[i] / f -
            (double) copia_units_words (self->units, i) / (double) self->inside;

        if (self->counts[i] > 0 && excess > most) {
            most = excess;
            best = i;
        }
    }
    return best;
}

static void
explain_spread (const CopiaWordExplained *self, CopiaTable *table)
{
    g_autoptr (GString) name = g_string_new (NULL);
    uint32_t n = copia_units_count (self->units), range = 0, unit;
    double f = 0;

    n -= n > 0 && copia_units_is_outside (self->units, n - 1);
    for (uint32_t i = 0; i < n; i++) {
        f += (double) self->counts[i];
        range += self->counts[i] > 0;
    }
    copia_table_note (table, "  range = units with v > 0 = %u of n = %u", range, n);
    if (f == 0)
        return;
    unit = fullest (self, f);
    if (unit != COPIA_NONE) {
        copia_unit_names_short (self->names, unit, name);
        copia_table_note (table,
                          "  t = v / %.0f, s = w / %" G_GUINT64_FORMAT
                          " words of all units; most above its share is unit %s: v = "
                          "%" G_GUINT64_FORMAT ", t = %.4f; w = %" G_GUINT64_FORMAT
                          ", s = %.4f",
                          f, self->inside, name->str, self->counts[unit],
                          (double) self->counts[unit] / f,
                          copia_units_words (self->units, unit),
                          (double) copia_units_words (self->units, unit) /
                              (double) self->inside);
    }
    copia_explain_measure (table, &copia_spread_find ("DP")->about, NULL, 0, self->dp);
    if (f < n)
        copia_table_note (table,
                          "  fewer occurrences than units: no DP can call that even");
}

void
copia_words_explain (const CopiaWordExplained *self, CopiaTable *table)
{
    static const CopiaAbout rate = { "rate",
                                     "",
                                     "occurrences in as many words as --per says",
                                     "per f / N",
                                     "per words",
                                     "[0, inf)",
                                     "relative frequency" };
    double f = (double) self->count, n = (double) self->words, per = (double) self->per;
    const CopiaSymbol symbols[] = { { "per", per }, { "f", f }, { "N", n } };
    CopiaInterval interval = copia_interval_wilson (f, n, 0.95);

    copia_table_note (table, "'%s': f = %.0f of N = %.0f words", self->word, f, n);
    copia_explain_measure (table, &rate, symbols, G_N_ELEMENTS (symbols), per * f / n);
    if (f <= n)
        copia_table_note (table,
                          "  95 %% interval if every word were a draw of its own: %.1f "
                          "to %.1f (Wilson 1927)",
                          per * interval.low, per * interval.high);
    explain_spread (self, table);
}
