/* frames-rows.c - frames in their order, spelled out. */
#include "study/frames-rows.h"

#include "study/clumps.h"
#include "study/explain.h"
#include "study/parts.h"
#include "study/sort.h"

struct CopiaFrameRows {
    const CopiaNgrams *all;
    const CopiaFramesAsk *ask;
    GArray *rows; /* CopiaFrameRow */
    uint64_t occurrences;
};

/* More frequent, or as frequent and first by code points, as forms are numbered. */
static bool
comes_before (const CopiaNgrams *all, const CopiaNgramsAsk *ask, CopiaFiller x,
              CopiaFiller y)
{
    if (x.count != y.count)
        return x.count > y.count;
    if (ask->counted == COPIA_BY_FORM)
        return x.item < y.item;
    return copia_string_compare (copia_ngram_name (all, ask, x.item),
                                 copia_ngram_name (all, ask, y.item)) < 0;
}

void
copia_frame_row_fill (CopiaFrameRow *self, const CopiaNgrams *all,
                      const CopiaNgramsAsk *ask, uint32_t item, uint32_t count)
{
    CopiaFiller filler = { item, count };
    int i = COPIA_FILLERS_KEPT;

    self->variants++;
    while (i > 0 && (self->fillers[i - 1].count == 0 ||
                     comes_before (all, ask, filler, self->fillers[i - 1])))
        i--;
    for (; i < COPIA_FILLERS_KEPT; i++) {
        CopiaFiller less = self->fillers[i];

        self->fillers[i] = filler;
        filler = less;
    }
}

CopiaFrameRows *
copia_frame_rows_new (const CopiaNgrams *all, const CopiaFramesAsk *ask)
{
    CopiaFrameRows *self = g_new0 (CopiaFrameRows, 1);

    self->all = all;
    self->ask = ask;
    self->rows = g_array_new (FALSE, FALSE, sizeof (CopiaFrameRow));
    return self;
}

void
copia_frame_rows_add (CopiaFrameRows *self, const GArray *rows)
{
    g_array_append_vals (self->rows, rows->data, rows->len);
    for (guint i = 0; i < rows->len; i++)
        self->occurrences += g_array_index (rows, CopiaFrameRow, i).count;
}

void
copia_frame_rows_free (CopiaFrameRows *self)
{
    if (!self)
        return;
    g_array_unref (self->rows);
    g_free (self);
}

static const CopiaFrameRow *
row_at (const CopiaFrameRows *self, uint32_t i)
{
    return &g_array_index (self->rows, CopiaFrameRow, i);
}

/* Word i of a frame, the slot being a star. */
static CopiaString
word_of (const CopiaFrameRows *self, const CopiaFrameRow *row, const uint32_t *items,
         uint32_t i)
{
    if (i == row->slot)
        return (CopiaString){ "*", 1 };
    return copia_ngram_name (self->all, &self->ask->ngrams, items[i]);
}

static int
compare (const void *a, const void *b, void *data)
{
    const CopiaFrameRows *self = data;
    const CopiaFrameRow *x = row_at (self, *(const uint32_t *) a);
    const CopiaFrameRow *y = row_at (self, *(const uint32_t *) b);
    uint32_t p[COPIA_LONGEST_NGRAM] = { 0 }, q[COPIA_LONGEST_NGRAM] = { 0 };

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    copia_ngram_read (&self->all->text, x->at, x->n, p);
    copia_ngram_read (&self->all->text, y->at, y->n, q);
    for (uint32_t i = 0; i < x->n && i < y->n; i++) {
        int order =
            copia_string_compare (word_of (self, x, p, i), word_of (self, y, q, i));

        if (order != 0)
            return order;
    }
    if (x->n != y->n)
        return x->n < y->n ? -1 : 1;
    return (x->slot > y->slot) - (x->slot < y->slot);
}

static void
spell (const CopiaFrameRows *self, const CopiaFrameRow *row, GString *frame)
{
    const CopiaNgramsAsk *ask = &self->ask->ngrams;
    g_autoptr (GString) room = g_string_new (NULL);
    uint32_t items[COPIA_LONGEST_NGRAM] = { 0 };

    g_string_truncate (frame, 0);
    copia_ngram_read (&self->all->text, row->at, row->n, items);
    for (uint32_t i = 0; i < row->n; i++) {
        CopiaString word = { "*", 1 };

        if (i != row->slot)
            word = copia_ngram_written (self->all, ask, items[i], room);
        g_string_append (frame, i > 0 ? " " : "");
        g_string_append_len (frame, word.bytes, (gssize) word.size);
    }
}

static void
spell_fillers (const CopiaFrameRows *self, const CopiaFrameRow *row, GString *fillers)
{
    g_autoptr (GString) room = g_string_new (NULL);

    g_string_truncate (fillers, 0);
    for (int i = 0; i < COPIA_FILLERS_KEPT && row->fillers[i].count > 0; i++) {
        CopiaString word = copia_ngram_written (self->all, &self->ask->ngrams,
                                                row->fillers[i].item, room);

        g_string_append_printf (fillers, "%s%.*s %u", i > 0 ? ", " : "",
                                (int) word.size, word.bytes, row->fillers[i].count);
    }
}

static void
begin (const CopiaFrameRows *self, CopiaTable *table)
{
    const CopiaAsk *of = &self->ask->ngrams.of;
    const CopiaColumn columns[] = {
        { .name = "rank", .kind = COPIA_COLUMN_COUNT },
        { .name = "frame", .kind = COPIA_COLUMN_TEXT },
        { .name = "count", .kind = COPIA_COLUMN_COUNT },
        { .name = "rate",
          .kind = COPIA_COLUMN_NUMBER,
          .machine = true,
          .digits = copia_ask_rate_digits (self->ask->ngrams.per) },
        { .name = "range", .kind = COPIA_COLUMN_COUNT },
        { .name = "variants", .kind = COPIA_COLUMN_COUNT },
        { .name = "top", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = "fillers", .kind = COPIA_COLUMN_TEXT },
    };
    CopiaCaption caption = { of->title, of->provenance, self->rows->len, of->offset,
                             "frames" };

    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
}

static double
predictability (const CopiaFrameRow *row)
{
    return (double) row->fillers[0].count / row->count;
}

static void
explain (const CopiaFrameRow *row, const char *frame, CopiaTable *table)
{
    static const CopiaAbout about = {
        "predictability",
        "",
        "share of the most frequent filler; 1 is a fixed phrase, near 0 an open slot",
        "most / count",
        "share",
        "(0, 1]",
        "Garner 2016"
    };
    const CopiaSymbol symbols[] = { { "most", row->fillers[0].count },
                                    { "count", row->count } };

    copia_table_note (table,
                      "'%s' occurs %u times, in %u units, with %u words in its slot",
                      frame, row->count, row->range, row->variants);
    copia_explain_measure (table, &about, symbols, G_N_ELEMENTS (symbols),
                           predictability (row));
}

static void
put_row (const CopiaFrameRows *self, const CopiaFrameRow *row, uint64_t rank,
         bool explained, CopiaClumps *clumps, CopiaTable *table)
{
    const CopiaClump clump = { row->unit, row->peak, row->count };
    g_autoptr (GString) frame = g_string_new (NULL);
    g_autoptr (GString) fillers = g_string_new (NULL);
    double words = (double) copia_scope_words (&self->all->text.scope);

    spell (self, row, frame);
    spell_fillers (self, row, fillers);
    copia_clumps_add (clumps, &clump, (CopiaString){ frame->str, frame->len });
    copia_table_count (table, rank);
    copia_table_string (table, frame->str, frame->len);
    copia_table_count (table, row->count);
    copia_table_number (table, row->count * (double) self->ask->ngrams.per / words);
    copia_table_count (table, row->range);
    copia_table_count (table, row->variants);
    copia_table_number (table, predictability (row));
    copia_table_string (table, fillers->str, fillers->len);
    if (explained)
        explain (row, frame->str, table);
}

static void
say (const CopiaFrameRows *self, CopiaTable *table)
{
    copia_table_note (table,
                      "* is a slot for one word, %s; variants: words that fill it, the "
                      "most frequent ones in fillers; top: the share of the most "
                      "frequent (predictability); at least %u variants",
                      self->ask->edges ? "at any place" : "inside",
                      self->ask->min_variants);
    copia_ngrams_say (self->all, &self->ask->ngrams, table);
}

bool
copia_frame_rows_put (CopiaFrameRows *self, uint64_t hits, CopiaTable *table,
                      CopiaFound *found, GError **error)
{
    const CopiaAsk *of = &self->ask->ngrams.of;
    guint n = self->rows->len;
    uint64_t page = copia_ask_page (of, n), offset = page > 0 ? of->offset : 0;
    g_autofree uint32_t *places = g_new (uint32_t, MAX (n, 1));
    const CopiaNgramText *text = &self->all->text;
    g_autoptr (CopiaClumps) clumps =
        copia_clumps_new (text->units, copia_scope_words (&text->scope));

    for (guint i = 0; i < n; i++)
        places[i] = i;
    copia_sort_best (places, n, page > 0 ? offset + page : 0, compare, self);
    *found = (CopiaFound){ hits == COPIA_ALL ? self->occurrences : hits, n };
    begin (self, table);
    for (uint64_t i = 0; i < page && !copia_table_failed (table); i++)
        put_row (self, row_at (self, places[offset + i]), of->offset + i + 1,
                 self->ask->ngrams.explain && i < COPIA_EXPLAINED_ROWS, clumps, table);
    if (found->hits > 0)
        say (self, table);
    return copia_clumps_note (clumps, text->index, text->units_name,
                              "mostly in one unit: ",
                              "; such frames are that unit's rather than the corpus's",
                              table, error) &&
           copia_ask_end (text->index, table, error);
}
