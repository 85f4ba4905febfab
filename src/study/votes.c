/* votes.c - majorities of units. */
#include "study/votes.h"

#include "study/unit-counts.h"

#include <string.h>

typedef struct {
    uint32_t unit;
    uint64_t surplus; /* of its hits over all others; 0: no unit holds more than half */
} Vote;

struct CopiaVotes {
    CopiaScope scope;
    CopiaUnits *units;
    const char *by;   /* what they are by */
    uint64_t largest; /* tokens of one unit */
    uint64_t *counts; /* by unit, zero between queries */
    size_t n;
    Vote votes[];
};

static void
find_largest (CopiaVotes *self)
{
    for (size_t i = 0; i < copia_units_n_pieces (self->units); i++) {
        const CopiaPiece *piece = copia_units_piece (self->units, i);
        uint64_t *tokens = &self->counts[piece->unit];

        *tokens += piece->end + 1 - piece->start;
        self->largest = MAX (self->largest, *tokens);
    }
    memset (self->counts, 0, copia_units_count (self->units) * sizeof *self->counts);
}

CopiaVotes *
copia_votes_new (const CopiaScope *scope, size_t n)
{
    const char *by = NULL;
    CopiaUnits *units = copia_units_usual_regions (scope, &by);
    CopiaVotes *self;

    if (!units)
        return NULL;
    self = g_malloc0 (sizeof *self + n * sizeof (Vote));
    self->scope = *scope;
    self->n = n;
    self->units = units;
    self->by = by;
    self->counts = g_new0 (uint64_t, MAX (copia_units_count (units), 1));
    find_largest (self);
    return self;
}

void
copia_votes_free (CopiaVotes *self)
{
    if (!self)
        return;
    copia_units_free (self->units);
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

    *hits = 0;
    copia_count_types (self->scope.index, whole, types, from, to, hits);
    if (*hits / 2 >= self->largest)
        return;
    copia_count_types (self->scope.index, self->units, types, from, to, self->counts);
    self->votes[i] = take_votes (self, hits);
}

bool
copia_votes_count (CopiaVotes *self, size_t i, const CopiaQuery *query,
                   const CopiaSubcorpus *where, uint64_t from, uint64_t to,
                   uint64_t *hits, GError **error)
{
    g_autoptr (CopiaTypeset) types = NULL;

    if (!copia_hits_types (self->scope.index, query, &types, error))
        return false;
    if (types) {
        count_types (self, i, types, from, to, hits);
        return true;
    }
    if (!copia_count_hits (self->scope.index, self->units, query, where, from, to,
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
copia_votes_say (const CopiaVotes *self, size_t i, const CopiaQuery *query,
                 const CopiaSubcorpus *where, uint64_t hits, CopiaTable *table,
                 bool *clumped, GError **error)
{
    g_autofree char *before = NULL, *advice = NULL;
    CopiaClump clump = { self->votes[i].unit, hits, hits };

    *clumped = false;
    if (self->votes[i].surplus == 0 ||
        !copia_clump_is (&clump, copia_units_count (self->units)))
        return true;
    if (!find_clump (self, query, where, &clump, clumped, error))
        return false;
    if (!*clumped || !table)
        return true;
    before = g_strdup_printf ("'%s': ", copia_query_text (query));
    advice = g_strdup_printf ("the rate of the whole says little of the rest; see "
                              "--by %s",
                              self->by);
    return copia_clump_note (&clump, self->scope.index, self->units, self->by, before,
                             advice, table, error);
}
