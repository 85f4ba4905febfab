/* kwic.c - hits to lines. */
#include "study/kwic.h"

#include "base/error.h"
#include "base/number.h"
#include "study/kwic-early.h"
#include "study/kwic-keys.h"
#include "study/kwic-plot.h"
#include "study/kwic-private.h"
#include "study/parts.h"
#include "study/prose.h"
#include "study/references.h"
#include "study/show.h"

#define BATCH 256 /* hits taken at once */

struct CopiaKwicPart {
    uint64_t total;     /* hits, kept or not */
    CopiaKeptList hits; /* all, or the first ones up to the page's end */
    GArray *drawn;      /* CopiaDrawn; NULL: no sample */
    /* Whose hits are the only ones that may stand on the page; NULL: those above are. */
    CopiaKwicEarly *early;
};

/* Before anything is searched, not after. */
static bool
check_names (const CopiaIndex *index, const CopiaKwicAsk *ask, GError **error)
{
    g_autoptr (CopiaReferences) references =
        copia_references_asked (index, ask->quanteda ? "text" : ask->references, error);
    g_autoptr (CopiaShow) show =
        references && ask->show ? copia_show_new (index, ask->show, error) : NULL;
    g_autoptr (GArray) levels = NULL;

    if (!references || (ask->show && !show))
        return false;
    levels = copia_sort_levels (index, ask, NULL, error);
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

/* Hits from the first on that must be kept: those up to the page's end, or all. */
static uint64_t
hits_needed (const CopiaKwicAsk *ask)
{
    if (ask->n_sort > 0)
        return COPIA_ALL;
    return ask->of.offset > COPIA_ALL - ask->of.limit ? COPIA_ALL
                                                      : ask->of.offset + ask->of.limit;
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

/* Keeps the first `needed` hits; false: there are no more. */
static bool
keep_first (CopiaKwicPart *self, const CopiaKwicAsk *ask, CopiaHits *hits,
            uint64_t needed)
{
    CopiaHit batch[BATCH];

    while (self->total < needed) {
        size_t most = (size_t) MIN (BATCH, needed - self->total);
        size_t n = copia_hits_take (hits, batch, most);

        keep (self, ask, batch, n);
        self->total += n;
        if (n < most)
            return false;
    }
    return true;
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
    bool whole = from == 0 && to >= copia_index_tokens (index)->size;
    CopiaHit batch[BATCH];
    uint64_t guess;
    size_t n = BATCH;

    if (!check (index, ask, error))
        return NULL;
    self = part_new (ask);
    hits = copia_hits_new (index, ask->query, ask->of.where, from, to, error);
    if (!hits)
        return NULL;
    if (hits_needed (ask) == COPIA_ALL && !self->drawn &&
        copia_ask_is_everywhere (&ask->of) && copia_hits_known (hits, &guess))
        copia_kept_reserve (&self->hits, guess / ask->of.parts);
    if (!keep_first (self, ask, hits, self->drawn ? COPIA_ALL : hits_needed (ask)))
        return copia_hits_ended_well (hits, error) ? g_steal_pointer (&self) : NULL;
    if (whole && copia_hits_known (hits, &self->total))
        return g_steal_pointer (&self);
    for (; n == BATCH; self->total += n)
        n = copia_hits_take (hits, batch, BATCH);
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

/* A corpus without parts and chapters has no places to name. */
static bool
has_place (const CopiaKwicAsk *ask, const CopiaReferences *references)
{
    return ask->compact && copia_references_count (references) > 0;
}

/* left_pos, match_pos, right_pos: of all attributes but the first. */
static void
add_columns (const CopiaShow *show, GArray *columns, GPtrArray *names)
{
    static const char *const sides[] = { "left", "match", "right" };

    for (size_t i = 1; i < copia_show_count (show); i++)
        for (size_t k = 0; k < G_N_ELEMENTS (sides); k++) {
            CopiaColumn column = { .kind = COPIA_COLUMN_TEXT };

            column.name =
                g_strdup_printf ("%s_%s", sides[k], copia_show_name (show, i));
            g_ptr_array_add (names, (void *) column.name);
            g_array_append_val (columns, column);
        }
}

static void
begin (CopiaTable *table, const CopiaKwicAsk *ask, const CopiaReferences *references,
       const CopiaShow *show, uint64_t rows)
{
    static const CopiaColumn numbers[] = {
        { .name = "hit", .kind = COPIA_COLUMN_COUNT },
        { .name = "cpos", .kind = COPIA_COLUMN_COUNT, .machine = true },
        { .name = "end", .kind = COPIA_COLUMN_COUNT, .machine = true },
    };
    static const CopiaColumn place = { .name = "place", .kind = COPIA_COLUMN_TEXT };
    static const CopiaColumn line[] = {
        { .name = "left", .kind = COPIA_COLUMN_LEFT },
        { .name = "match", .kind = COPIA_COLUMN_NODE },
        { .name = "right", .kind = COPIA_COLUMN_RIGHT },
    };
    CopiaCaption caption = { ask->of.title, ask->of.provenance, rows, ask->of.offset,
                             "hits" };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    g_array_append_vals (columns, numbers, G_N_ELEMENTS (numbers));
    if (has_place (ask, references))
        g_array_append_val (columns, place);
    g_array_append_vals (columns, line, G_N_ELEMENTS (line));
    if (!ask->compact)
        copia_references_columns (references, columns);
    if (show && ask->apart)
        add_columns (show, columns, names);
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
}

static void
begin_quanteda (CopiaTable *table, const CopiaKwicAsk *ask, uint64_t rows)
{
    static const CopiaColumn columns[] = {
        { .name = "docname", .kind = COPIA_COLUMN_TEXT },
        { .name = "from", .kind = COPIA_COLUMN_COUNT },
        { .name = "to", .kind = COPIA_COLUMN_COUNT },
        { .name = "pre", .kind = COPIA_COLUMN_LEFT },
        { .name = "keyword", .kind = COPIA_COLUMN_NODE },
        { .name = "post", .kind = COPIA_COLUMN_RIGHT },
        { .name = "pattern", .kind = COPIA_COLUMN_TEXT },
    };
    CopiaCaption caption = { ask->of.title, ask->of.provenance, rows, ask->of.offset,
                             "hits" };

    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
}

/* What a line is put together from. */
typedef struct {
    const CopiaIndex *index;
    const CopiaKwicAsk *ask;
    CopiaContext *context;
    const CopiaReferences *references;
    const CopiaShow *show; /* NULL: prose */
    GString *place, *left, *match, *right;
} Line;

static void
empty (Line *self)
{
    g_string_truncate (self->left, 0);
    g_string_truncate (self->match, 0);
    g_string_truncate (self->right, 0);
}

/* Attribute i of the tokens around the hit and in it; or all, joined. */
static void
show_tokens (Line *self, CopiaHit hit, size_t i, bool joined)
{
    CopiaSpan window = copia_context_around (self->context, hit);
    const CopiaSpan spans[] = { { window.start, hit.start - 1 },
                                { hit.start, hit.end },
                                { hit.end + 1, window.end } };
    GString *const texts[] = { self->left, self->match, self->right };

    for (size_t k = 0; k < G_N_ELEMENTS (spans); k++) {
        bool none =
            (k == 0 && window.start >= hit.start) || (k == 2 && window.end <= hit.end);

        if (none)
            continue;
        if (joined)
            copia_show_add (self->show, spans[k].start, spans[k].end, texts[k]);
        else
            copia_show_add_one (self->show, i, spans[k].start, spans[k].end, texts[k]);
    }
}

static void
put_passage (const Line *self, CopiaTable *table)
{
    copia_table_string (table, self->left->str, self->left->len);
    copia_table_string (table, self->match->str, self->match->len);
    copia_table_string (table, self->right->str, self->right->len);
}

static void
put_quanteda (Line *self, CopiaTable *table, CopiaHit hit)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint32_t text = copia_regions_find (texts, hit.start);
    uint64_t before = text != COPIA_NONE ? copia_regions_start (texts, text) : 0;

    copia_references_put (self->references, hit.start, table, self->place);
    copia_table_count (table, hit.start - before + 1);
    copia_table_count (table, hit.end - before + 1);
    put_passage (self, table);
    copia_table_text (table, copia_query_text (self->ask->query));
}

static void
put_line (Line *self, CopiaTable *table, uint64_t number, CopiaHit hit)
{
    uint64_t start = hit.start, end = hit.end;

    empty (self);
    if (self->show) {
        show_tokens (self, hit, 0, !self->ask->apart);
    } else {
        copia_context_add (self->context, hit, self->left, self->right);
        copia_prose_whole (self->index, &start, &end);
        copia_prose_add (self->index, start, end, self->match);
    }
    if (self->ask->quanteda) {
        put_quanteda (self, table, hit);
        return;
    }
    copia_table_count (table, number);
    copia_table_count (table, hit.start);
    copia_table_count (table, hit.end);
    if (has_place (self->ask, self->references)) {
        g_string_truncate (self->place, 0);
        copia_references_short (self->references, hit.start, self->place);
        copia_table_string (table, self->place->str, self->place->len);
    }
    put_passage (self, table);
    if (!self->ask->compact)
        copia_references_put (self->references, hit.start, table, self->place);
    for (size_t i = 1;
         self->show && self->ask->apart && i < copia_show_count (self->show); i++) {
        empty (self);
        show_tokens (self, hit, i, false);
        put_passage (self, table);
    }
}

static void
put_lines (const CopiaKwicPart *self, const CopiaIndex *index, const CopiaKwicAsk *ask,
           const CopiaReferences *references, const CopiaShow *show, CopiaTable *table)
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
    g_autoptr (CopiaContext) context =
        copia_context_new (index, ask->context, ask->characters);
    g_autoptr (GString) place = g_string_new (NULL);
    g_autoptr (GString) left = g_string_new (NULL);
    g_autoptr (GString) match = g_string_new (NULL);
    g_autoptr (GString) right = g_string_new (NULL);
    Line line = { index, ask, context, references, show, place, left, match, right };

    for (uint32_t i = 0; i < count && !copia_table_failed (table); i++) {
        uint32_t at = order ? order[i] : offset + i;
        CopiaKept hit = copia_kept_at (hits, at);
        uint64_t number =
            self->drawn ? g_array_index (self->drawn, CopiaDrawn, at).number : at;

        put_line (&line, table, (numbers ? numbers[i] : number) + 1,
                  (CopiaHit){ .start = copia_kept_start (hit),
                              .end = copia_kept_end (hit) });
    }
}

/* Hits are numbered in 32 bits where they are kept. */
static bool
keeps_what_is_needed (const CopiaKwicPart *self, const CopiaKwicAsk *ask,
                      GError **error)
{
    if (self->early || self->hits.n >= MIN (self->total, hits_needed (ask)))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "%" G_GUINT64_FORMAT " hits are more than can be held to sort or to "
                 "pass over (%u); narrow the question with --where, or take a --sample",
                 self->total, UINT32_MAX);
    return false;
}

bool
copia_kwic_finish (CopiaKwicPart *self, const CopiaIndex *index,
                   const CopiaKwicAsk *ask, CopiaTable *table, CopiaFound *found,
                   GError **error)
{
    g_autoptr (CopiaReferences) references =
        copia_references_asked (index, ask->quanteda ? "text" : ask->references, error);
    g_autoptr (CopiaShow) show = NULL;

    if (!references)
        return false;
    show = ask->show ? copia_show_new (index, ask->show, error) : NULL;
    if (ask->show && !show)
        return false;
    if (self->drawn)
        settle_sample (self, ask);
    else if (!keeps_what_is_needed (self, ask, error))
        return false;
    found->hits = self->total;
    found->rows = self->drawn ? self->drawn->len : self->total;
    if (ask->quanteda)
        begin_quanteda (table, ask, found->rows);
    else
        begin (table, ask, references, show, found->rows);
    if (!copia_kwic_draw (index, ask, table, error))
        return false;
    put_lines (self, index, ask, references, show, table);
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

/* Hits in corpus order are found up to the page's end and the others counted, as a rule without
 * being visited: which parts could not do. */
static uint32_t
parts_of (const CopiaKwicAsk *ask)
{
    return ask->n_sort > 0 || ask->sample > 0 ? ask->of.parts : 1;
}

COPIA_STUDY_STEPS (Kwic, kwic)

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

bool
copia_kwic (const CopiaIndex *index, const CopiaKwicAsk *ask, CopiaTable *table,
            CopiaFound *found, GError **error)
{
    g_autoptr (CopiaKwicPart) part = NULL;

    if (!check (index, ask, error))
        return false;
    part = part_of_early (index, ask);
    if (!part)
        part = copia_parts_run (&kwic_steps, index, ask, parts_of (ask), error);
    return part && copia_kwic_finish (part, index, ask, table, found, error);
}
