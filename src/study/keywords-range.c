/* keywords-range.c - tokens of key words counted by unit. */
#include "study/keywords-range.h"

#include "base/number.h"
#include "study/clumps.h"
#include "study/unit-names.h"

#include <math.h>

typedef struct {
    CopiaScope scope;
    CopiaUnits *units;
    const char *name; /* of a structure, NULL: slices */
    uint64_t *counts; /* by unit, zero between words */
    GArray *touched;  /* units whose count is not */
} Side;

struct CopiaKeyRange {
    Side sides[2]; /* target; reference, where that is wanted */
    bool negative;
    uint64_t alone; /* rows in one unit only */
    CopiaClumps *clumps;
};

static bool
open_side (Side *self, const CopiaScope *scope, const char *by, GError **error)
{
    self->scope = *scope;
    self->units = copia_units_usual (scope, by, &self->name, error);
    if (!self->units)
        return false;
    self->counts = g_new0 (uint64_t, MAX (copia_units_count (self->units), 1));
    self->touched = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    return true;
}

CopiaKeyRange *
copia_key_range_new (const CopiaScope *target, const CopiaScope *reference,
                     const char *by, bool negative, GError **error)
{
    g_autoptr (CopiaKeyRange) self = g_new0 (CopiaKeyRange, 1);

    self->negative = negative;
    if (!open_side (&self->sides[0], target, by, error))
        return NULL;
    /* another index may be divided otherwise */
    if (negative && !open_side (&self->sides[1], reference, by, NULL) &&
        !open_side (&self->sides[1], reference, NULL, error))
        return NULL;
    self->clumps = copia_clumps_new (self->sides[negative].units,
                                     copia_scope_words (&self->sides[negative].scope));
    return g_steal_pointer (&self);
}

void
copia_key_range_free (CopiaKeyRange *self)
{
    if (!self)
        return;
    for (int i = 0; i < 2; i++) {
        copia_units_free (self->sides[i].units);
        g_free (self->sides[i].counts);
        g_clear_pointer (&self->sides[i].touched, g_array_unref);
    }
    copia_clumps_free (self->clumps);
    g_free (self);
}

/* How an item is spread over the units. */
typedef struct {
    uint32_t range;   /* units with it */
    uint64_t peak;    /* the most that one of them has */
    CopiaClump clump; /* where most is, which may be outside of all */
} Spread;

static Spread
count (Side *self, const CopiaTally *tally, uint32_t item)
{
    uint64_t size = copia_index_tokens (self->scope.index)->size;
    uint32_t first = 0, end = 0;
    Spread spread = { 0, 0, { 0, 0, 0 } };
    CopiaClump *clump = &spread.clump;

    if (item != COPIA_NONE)
        copia_tally_types (tally, item, &first, &end);
    for (; first < end; first++)
        copia_units_tally (self->units, copia_tally_id (tally, first), 0, size,
                           self->counts, self->touched);
    for (guint i = 0; i < self->touched->len; i++) {
        uint32_t unit = g_array_index (self->touched, uint32_t, i);
        uint64_t here = self->counts[unit];

        clump->hits += here;
        if (!copia_units_is_outside (self->units, unit)) {
            spread.range++;
            spread.peak = MAX (spread.peak, here);
        }
        if (here > clump->most || (here == clump->most && unit < clump->unit))
            *clump = (CopiaClump){ unit, here, clump->hits };
        self->counts[unit] = 0;
    }
    g_array_set_size (self->touched, 0);
    return spread;
}

CopiaKeySpread
copia_key_range_put (CopiaKeyRange *self, const CopiaKeyList *list,
                     const CopiaKeyItem *item)
{
    g_autoptr (GString) room = g_string_new (NULL);
    Spread target = count (&self->sides[0], list->target, item->here);
    Spread side =
        self->negative ? count (&self->sides[1], list->reference, item->there) : target;
    uint64_t hits = side.clump.hits;

    self->alone += target.range == 1 && target.peak == target.clump.hits;
    copia_clumps_add (self->clumps, &side.clump, copia_key_written (list, item, room));
    return (CopiaKeySpread){ target.range, hits > 0 ? (double) side.peak / (double) hits
                                                    : (double) NAN };
}

static bool
say_clumps (const CopiaKeyRange *self, const CopiaKeywordsAsk *ask, CopiaTable *table,
            GError **error)
{
    static const char *const meaning[] = {
        [COPIA_KEY_POSITIVE] = "they mark that unit rather than the target",
        [COPIA_KEY_NEGATIVE] = "they mark that unit rather than a lack of the target",
        [COPIA_KEY_LOCK] = "as frequent on the whole, but not from unit to unit",
    };
    const Side *side = &self->sides[self->negative];
    g_autoptr (GString) list = g_string_new (NULL);

    if (copia_clumps_count (self->clumps) == 0 ||
        (ask->list && ask->kind == COPIA_KEY_NEGATIVE))
        return true;
    if (!copia_clumps_list (self->clumps, side->scope.index, side->name, list, error))
        return false;
    copia_table_note (table, "mostly in one unit of the %s: %s; %s%s",
                      self->negative ? "reference" : "target", list->str,
                      meaning[ask->kind],
                      ask->by_units || ask->list
                          ? ""
                          : ": --by-units compares unit by unit");
    return true;
}

bool
copia_key_range_say (const CopiaKeyRange *self, const CopiaKeywordsAsk *ask,
                     uint64_t shown, CopiaTable *table, GError **error)
{
    const Side *target = &self->sides[0];
    uint32_t units = copia_units_count (target->units);
    g_autofree char *named = copia_unit_names_tell (target->units, target->name);

    copia_table_note (table, "range is over the target's %s", named);
    if (ask->kind == COPIA_KEY_POSITIVE && units > 1 && self->alone > 0)
        copia_table_note (table,
                          "in one unit only: %s of %s words shown; such words mark the "
                          "unit rather than the target",
                          COPIA_SAID (self->alone), COPIA_SAID (shown));
    return say_clumps (self, ask, table, error);
}
