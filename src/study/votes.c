/* votes.c - majorities of units. */
#include "study/votes.h"

#include "study/majority.h"
#include "study/unit-counts.h"

typedef struct {
    uint32_t unit;
    uint64_t surplus; /* of its hits over all others; 0: no unit holds more than half */
} Vote;

struct CopiaVotes {
    CopiaScope scope;
    const CopiaRegions *regions; /* NULL: slices */
    CopiaUnits *units;           /* NULL: not needed yet, for most counts need none */
    uint64_t *counts;            /* by unit, zero between queries */
    size_t n;
    Vote votes[];
};

CopiaVotes *
copia_votes_new (const CopiaScope *scope, size_t n)
{
    CopiaVotes *self = g_malloc0 (sizeof *self + n * sizeof (Vote));

    self->scope = *scope;
    self->n = n;
    self->regions = copia_units_usual_structure (scope->index);
    return self;
}

static const CopiaUnits *
units_of (CopiaVotes *self)
{
    const char *name;

    if (!self->units) { /* none of them was named: that cannot fail */
        self->units = copia_units_usual (&self->scope, NULL, &name, NULL);
        self->counts = g_new0 (uint64_t, MAX (copia_units_count (self->units), 1));
    }
    return self->units;
}

void
copia_votes_free (CopiaVotes *self)
{
    if (!self)
        return;
    g_clear_pointer (&self->units, copia_units_free);
    g_free (self->counts);
    g_free (self);
}

static Vote
take_votes (CopiaVotes *self, uint64_t *hits)
{
    Vote vote = { 0, 0 };
    uint64_t most = 0;

    *hits = 0;
    for (uint32_t unit = 0; unit < copia_units_count (self->units); unit++) {
        *hits += self->counts[unit];
        if (self->counts[unit] > most) {
            most = self->counts[unit];
            vote.unit = unit;
        }
        self->counts[unit] = 0;
    }
    vote.surplus = most > *hits - most ? most - (*hits - most) : 0;
    return vote;
}

/* Lists count themselves, so units are only looked at where one is large enough. */
static void
count_types (CopiaVotes *self, size_t i, const CopiaTypeset *types, uint64_t from,
             uint64_t to, uint64_t *hits)
{
    g_autoptr (CopiaUnits) whole = copia_units_whole (&self->scope);
    const CopiaUnits *units;

    *hits = 0;
    copia_count_types (self->scope.index, whole, types, from, to, hits);
    if (*hits == 0 ||
        (self->regions && copia_majority_is_impossible (&self->scope, self->regions,
                                                        types, from, to, *hits)))
        return;
    units = units_of (self);
    copia_count_types (self->scope.index, units, types, from, to, self->counts);
    self->votes[i] = take_votes (self, hits);
}

bool
copia_votes_count (CopiaVotes *self, size_t i, const CopiaQuery *query,
                   const CopiaSubcorpus *where, uint64_t from, uint64_t to,
                   uint64_t *hits, GError **error)
{
    g_autoptr (CopiaTypeset) types = NULL;
    const CopiaUnits *units;

    if (!copia_hits_types (self->scope.index, query, &types, error))
        return false;
    if (types) {
        count_types (self, i, types, from, to, hits);
        return true;
    }
    units = units_of (self);
    if (!copia_count_hits (self->scope.index, units, query, where, from, to,
                           self->counts, error))
        return false;
    self->votes[i] = take_votes (self, hits);
    return true;
}

void
copia_votes_merge (CopiaVotes *into, const CopiaVotes *behind)
{
    for (size_t i = 0; i < into->n; i++) {
        Vote *a = &into->votes[i];
        const Vote *b = &behind->votes[i];

        if (a->unit == b->unit)
            a->surplus += b->surplus;
        else if (a->surplus >= b->surplus)
            a->surplus -= b->surplus;
        else
            *a = (Vote){ b->unit, b->surplus - a->surplus };
    }
}

/* From where to where the pieces of a unit lie, and its words. */
static CopiaSpan
span_of (const CopiaVotes *self, uint32_t unit, uint64_t *words)
{
    CopiaSpan span = { UINT64_MAX, 0 };

    *words = 0;
    for (size_t i = 0; i < copia_units_n_pieces (self->units); i++) {
        const CopiaPiece *piece = copia_units_piece (self->units, i);

        if (piece->unit != unit)
            continue;
        span.start = MIN (span.start, piece->start);
        span.end = piece->end;
        *words += copia_words_between (self->scope.index, piece->start, piece->end);
    }
    return span;
}

/* The unit voted for is looked at. */
static bool
find_clump (const CopiaVotes *self, const CopiaQuery *query,
            const CopiaSubcorpus *where, CopiaClump *clump, bool *clumped,
            GError **error)
{
    uint32_t n = copia_units_count (self->units);
    g_autofree uint64_t *counts = g_new0 (uint64_t, n);
    uint64_t words;
    CopiaSpan span = span_of (self, clump->unit, &words);

    if (!copia_count_units (self->scope.index, self->units, query, where, span.start,
                            span.end + 1, counts, error))
        return false;
    clump->most = counts[clump->unit];
    *clumped =
        copia_clump_is (clump, n) && words <= copia_scope_words (&self->scope) / 2;
    return true;
}

bool
copia_votes_say (CopiaVotes *self, size_t i, const CopiaQuery *query,
                 const CopiaSubcorpus *where, uint64_t hits, CopiaTable *table,
                 bool *clumped, GError **error)
{
    g_autofree char *before = NULL, *advice = NULL, *say = NULL;
    const char *by;
    CopiaClump clump = { self->votes[i].unit, hits, hits };

    *clumped = false;
    if (self->votes[i].surplus == 0 ||
        !copia_clump_is (&clump, copia_units_count (units_of (self))))
        return true;
    if (!find_clump (self, query, where, &clump, clumped, error))
        return false;
    if (!*clumped || !table)
        return true;
    before = g_strdup_printf ("'%s': ", copia_query_text (query));
    by = self->regions ? copia_regions_name (self->regions) : NULL;
    advice = by ? g_strdup_printf ("--by %s", by)
                : g_strdup_printf ("--slices %u", copia_units_count (self->units));
    say = g_strdup_printf ("the rate of the whole says little of the rest; see %s",
                           advice);
    return copia_clump_note (&clump, self->scope.index, self->units, by, before, say,
                             table, error);
}
