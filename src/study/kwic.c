/* kwic.c - hits to lines. */
#include "study/kwic.h"

#include "base/error.h"
#include "base/number.h"
#include "study/hit-rows.h"
#include "study/kwic-early.h"
#include "study/kwic-keys.h"
#include "study/kwic-lines.h"
#include "study/kwic-plot.h"
#include "study/kwic-private.h"
#include "study/parts.h"

#define BATCH 256 /* hits taken at once */

struct CopiaKwicPart {
    uint64_t total;     /* hits, kept or not */
    CopiaKeptList hits; /* all */
    GArray *drawn;      /* CopiaDrawn, instead; NULL: no sample */
    /* Whose hits are the only ones that may stand on the page; NULL: those above are. */
    CopiaKwicEarly *early;
};

/* Before anything is searched, not after. */
static bool
check_names (const CopiaIndex *index, const CopiaKwicAsk *ask, GError **error)
{
    g_autoptr (CopiaKwicLines) lines = copia_kwic_lines_new (index, ask, error);
    g_autoptr (GArray) levels =
        lines ? copia_sort_levels (index, ask, NULL, error) : NULL;

    return levels != NULL;
}

static bool
check (const CopiaIndex *index, const CopiaKwicAsk *ask, GError **error)
{
    if (ask->context > COPIA_MOST_CONTEXT) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "a context of %u is too wide; 0 to %d are possible", ask->context,
                     COPIA_MOST_CONTEXT);
        return false;
    }
    if (ask->show && (ask->characters || ask->quanteda)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--show counts the context in words and has columns of its own; "
                     "leave out --characters and --shape");
        return false;
    }
    g_assert (ask->n_sort <= COPIA_MOST_SORT_KEYS);
    return copia_ask_check (&ask->of, error) && check_names (index, ask, error);
}

static void
keep (CopiaKwicPart *self, const CopiaKwicAsk *ask, const CopiaHit *hits, size_t n)
{
    CopiaKept kept[BATCH];

    if (self->drawn) {
        for (size_t i = 0; i < n; i++)
            copia_sample_draw (self->drawn, ask->sample, ask->seed, self->total + i,
                               copia_kept_of (hits[i]));
        return;
    }
    for (size_t i = 0; i < n; i++)
        kept[i] = copia_kept_of (hits[i]);
    copia_kept_add (&self->hits, kept, n); /* finish says so, if it cannot */
}

static CopiaKwicPart *
part_new (const CopiaKwicAsk *ask)
{
    CopiaKwicPart *self = g_new0 (CopiaKwicPart, 1);

    if (ask->sample > 0)
        self->drawn = g_array_new (FALSE, FALSE, sizeof (CopiaDrawn));
    return self;
}

CopiaKwicPart *
copia_kwic_part (const CopiaIndex *index, const CopiaKwicAsk *ask, uint64_t from,
                 uint64_t to, GError **error)
{
    g_autoptr (CopiaKwicPart) self = NULL;
    g_autoptr (CopiaHits) hits = NULL;
    CopiaHit batch[BATCH];
    uint64_t guess;
    size_t n = BATCH;

    if (!check (index, ask, error))
        return NULL;
    self = part_new (ask);
    hits = copia_hits_new (index, ask->query, ask->of.where, from, to, error);
    if (!hits)
        return NULL;
    if (!self->drawn && copia_ask_is_everywhere (&ask->of) &&
        copia_hits_known (hits, &guess))
        copia_kept_reserve (&self->hits, guess / ask->of.parts);
    for (; n == BATCH; self->total += n) {
        n = copia_hits_take (hits, batch, BATCH);
        keep (self, ask, batch, n);
    }
    if (!copia_hits_ended_well (hits, error))
        return NULL;
    return g_steal_pointer (&self);
}

void
copia_kwic_merge (CopiaKwicPart *into, CopiaKwicPart *behind)
{
    /* Parts keep more than the whole needs; the page is cut at the end. */
    if (into->hits.n == into->total && behind->hits.n <= UINT32_MAX - into->hits.n)
        copia_kept_append (&into->hits, &behind->hits);
    if (into->drawn)
        copia_sample_merge (into->drawn, behind->drawn, into->total);
    into->total += behind->total;
}

/* The sample of the parts' samples, in corpus order, as `hits`. */
static void
settle_sample (CopiaKwicPart *self, const CopiaKwicAsk *ask)
{
    copia_sample_settle (self->drawn, ask->sample);
    for (guint i = 0; i < self->drawn->len; i++)
        copia_kept_add (&self->hits, &g_array_index (self->drawn, CopiaDrawn, i).hit,
                        1);
}

static void
put_lines (const CopiaKwicPart *self, const CopiaIndex *index, const CopiaKwicAsk *ask,
           CopiaKwicLines *lines, CopiaTable *table)
{
    const CopiaKeptList *hits = self->early ? &self->early->hits : &self->hits;
    uint64_t rows = self->drawn ? self->drawn->len : self->total;
    uint32_t count = (uint32_t) copia_ask_page (&ask->of, rows);
    uint32_t offset = count > 0 ? (uint32_t) ask->of.offset : 0;
    g_autofree uint32_t *order =
        ask->n_sort > 0 && count > 0
            ? copia_kwic_order (index, ask, hits, offset, count)
            : NULL;
    g_autofree uint64_t *numbers =
        self->early && order
            ? copia_kwic_early_numbers (self->early, index, order, count)
            : NULL;

    for (uint32_t i = 0; i < count && !copia_table_failed (table); i++) {
        uint32_t at = order ? order[i] : offset + i;
        CopiaKept hit = copia_kept_at (hits, at);
        uint64_t number =
            self->drawn ? g_array_index (self->drawn, CopiaDrawn, at).number : at;

        copia_kwic_lines_put (lines, table, (numbers ? numbers[i] : number) + 1,
                              (CopiaHit){ .start = copia_kept_start (hit),
                                          .end = copia_kept_end (hit) });
    }
}

/* Hits are numbered in 32 bits where they are kept. */
static bool
keeps_what_is_needed (const CopiaKwicPart *self, GError **error)
{
    if (self->early || self->hits.n >= self->total)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "%" G_GUINT64_FORMAT " hits are more than can be held to sort "
                 "(%u); narrow the question with --where, or take a --sample",
                 self->total, UINT32_MAX);
    return false;
}

bool
copia_kwic_finish (CopiaKwicPart *self, const CopiaIndex *index,
                   const CopiaKwicAsk *ask, CopiaTable *table, CopiaFound *found,
                   GError **error)
{
    g_autoptr (CopiaKwicLines) lines = copia_kwic_lines_new (index, ask, error);

    if (!lines)
        return false;
    if (self->drawn)
        settle_sample (self, ask);
    else if (!keeps_what_is_needed (self, error))
        return false;
    found->hits = self->total;
    found->rows = self->drawn ? self->drawn->len : self->total;
    copia_kwic_lines_begin (lines, table);
    copia_table_total (table, found->rows);
    if (!copia_kwic_draw (index, ask, table, error))
        return false;
    put_lines (self, index, ask, lines, table);
    if (self->drawn && found->rows < found->hits)
        copia_table_note (table,
                          "a random sample of %s of %s hits, seed %" G_GUINT64_FORMAT,
                          COPIA_SAID (found->rows), COPIA_SAID (found->hits),
                          ask->seed);
    return copia_ask_end (index, table, error);
}

void
copia_kwic_part_free (CopiaKwicPart *self)
{
    if (!self)
        return;
    copia_kept_clear (&self->hits);
    g_clear_pointer (&self->drawn, g_array_unref);
    g_clear_pointer (&self->early, copia_kwic_early_free);
    g_free (self);
}

static void
put_line (void *lines, CopiaTable *table, uint64_t number, const CopiaHit *hit)
{
    copia_kwic_lines_put (lines, table, number, *hit);
}

/* The whole as one part, whose hits were not looked at; NULL: they must be. */
static CopiaKwicPart *
part_of_early (const CopiaIndex *index, const CopiaKwicAsk *ask)
{
    CopiaKwicEarly *early = copia_kwic_early_find (index, ask);
    CopiaKwicPart *self = early ? part_new (ask) : NULL;

    if (early) {
        self->total = early->total;
        self->early = early;
    }
    return self;
}

static bool
put_in_order (const CopiaIndex *index, const CopiaKwicAsk *ask, CopiaTable *table,
              CopiaFound *found, GError **error)
{
    g_autoptr (CopiaKwicLines) lines = copia_kwic_lines_new (index, ask, error);
    g_autoptr (CopiaHits) hits =
        lines ? copia_hits_new (index, ask->query, ask->of.where, 0, COPIA_ALL, error)
              : NULL;

    if (!hits)
        return false;
    copia_kwic_lines_begin (lines, table);
    return copia_kwic_draw (index, ask, table, error) &&
           copia_hit_rows (hits, index, &ask->of, put_line, lines, table, found, error);
}

COPIA_STUDY_STEPS (Kwic, kwic)

bool
copia_kwic (const CopiaIndex *index, const CopiaKwicAsk *ask, CopiaTable *table,
            CopiaFound *found, GError **error)
{
    g_autoptr (CopiaKwicPart) part = NULL;

    if (!check (index, ask, error))
        return false;
    if (ask->n_sort == 0 && ask->sample == 0)
        return put_in_order (index, ask, table, found, error);
    part = part_of_early (index, ask);
    if (!part)
        part = copia_parts_run (&kwic_steps, index, ask, ask->of.parts, error);
    return part && copia_kwic_finish (part, index, ask, table, found, error);
}
