/* collocates-rows.c - how a list of collocates looks, and what is said beside it. */
#include "study/collocates-private.h"

#include "base/number.h"
#include "study/explain.h"
#include "study/parts.h"
#include "study/traps.h"

CopiaTable2
copia_collocates_table (const CopiaCollocatesList *self, const CopiaCollocate *one)
{
    return copia_convention_table (self->convention, (double) one->observed,
                                   self->tokens, self->hits, self->span,
                                   (double) one->freq, self->n);
}

double
copia_collocates_score (const CopiaCollocatesList *self, const CopiaMeasure *measure,
                        const CopiaCollocate *one)
{
    CopiaTable2 cells = copia_collocates_table (self, one);
    CopiaLevel level = COPIA_LEVEL_USUAL;

    if (self->beside && self->any > 0)
        level.share = (double) one->beside / self->any;
    return copia_measure_score_windows (measure, &cells, &level) *
           copia_convention_scale (self->convention, measure);
}

/* L5 .. L1 R1 .. R5 */
static void
add_places (const CopiaCollocatesAsk *ask, GPtrArray *names, GArray *columns)
{
    for (uint32_t i = 0; i < ask->left + ask->right; i++) {
        bool left = i < ask->left;
        CopiaColumn column = { .kind = COPIA_COLUMN_COUNT };

        column.name = g_strdup_printf ("%c%u", left ? 'L' : 'R',
                                       left ? ask->left - i : i - ask->left + 1);
        g_ptr_array_add (names, (gpointer) (uintptr_t) column.name);
        g_array_append_val (columns, column);
    }
}

/* Sized by what the list is sorted by. */
static void
chart (const CopiaCollocatesList *self, const CopiaCollocatesAsk *ask,
       CopiaTable *table)
{
    const char *value = self->by_freq ? "freq" : "observed";
    g_autofree char *title =
        g_strdup_printf ("Collocates of %s", copia_query_text (ask->query));
    g_autofree char *sentence = NULL;

    for (size_t i = 0; i < self->choice.n && self->sort; i++)
        if (copia_collocates_measure (self, i) == self->sort)
            value = self->choice.names[i];
    sentence = g_strdup_printf ("The nearer to the middle and the thicker its line, "
                                "the greater the %s of a word. "
                                "Brown lines join words that stand near each other, "
                                "anywhere, at least as strongly "
                                "as the weakest of them near the middle.",
                                value);
    copia_table_chart (table, &(CopiaChart){ .kind = COPIA_PICTURE_NETWORK,
                                             .of = copia_query_text (ask->query),
                                             .label = "collocate",
                                             .value = value,
                                             .most = COPIA_COLLOCATES_DRAWN,
                                             .title = title,
                                             .sentence = sentence });
}

void
copia_collocates_begin (const CopiaCollocatesList *self, const CopiaCollocatesAsk *ask,
                        uint64_t rows, CopiaTable *table)
{
    const CopiaColumn fixed[] = {
        { .name = "collocate", .kind = COPIA_COLUMN_TEXT },
        { .name = "observed", .kind = COPIA_COLUMN_COUNT },
        { .name = "expected", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = "freq", .kind = COPIA_COLUMN_COUNT },
    };
    const CopiaColumn hits = { .name = "hits", .kind = COPIA_COLUMN_COUNT };
    CopiaCaption caption = { ask->of.title, ask->of.provenance, rows, ask->of.offset,
                             "collocates" };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    g_array_append_vals (columns, fixed, G_N_ELEMENTS (fixed));
    for (size_t i = 0; i < self->choice.n; i++) {
        CopiaColumn column = { .name = self->choice.names[i],
                               .kind = COPIA_COLUMN_NUMBER,
                               .digits = 2,
                               .bar =
                                   copia_collocates_measure (self, i) == self->sort };

        g_array_append_val (columns, column);
    }
    if (ask->hits)
        g_array_append_vals (columns, &hits, 1);
    if (self->places)
        add_places (ask, names, columns);
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
    chart (self, ask, table);
}

void
copia_collocates_put (const CopiaCollocatesList *self, uint64_t row,
                      const CopiaCollocate *one, CopiaTable *table)
{
    CopiaTable2 cells = copia_collocates_table (self, one);
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_tally_written (self->names, one->item, room);

    copia_table_string (table, name.bytes, name.size);
    copia_table_count (table, one->observed);
    copia_table_number (table, copia_convention_expected (self->convention, &cells,
                                                          self->span));
    copia_table_count (table, one->freq);
    for (size_t i = 0; i < self->choice.n; i++)
        copia_table_number (table, copia_collocates_score (
                                       self, copia_collocates_measure (self, i), one));
    if (self->hits_shown)
        copia_table_count (table, one->beside);
    for (size_t i = 0; self->places && i < (size_t) self->span; i++)
        copia_table_count (table, self->places[row * (size_t) self->span + i]);
}

/* What R1 and `expected` are. */
static char *
formula_of (const CopiaCollocatesList *self, const char *unit)
{
    const char *rest = self->convention->rest ? " outside hits" : "";
    const char *all = COPIA_SAID (self->n), *hits = COPIA_SAID (self->hits);
    double span = self->span;

    switch (self->convention->room) {
    case COPIA_ROOM_WINDOWS:
        return g_strdup_printf ("R1 = %s %s in windows, N = %s %s%s, expected = R1 x "
                                "freq / N",
                                COPIA_SAID (self->tokens), unit, all, unit, rest);
    case COPIA_ROOM_NODE:
        return g_strdup_printf ("R1 = %s hits, N = %s %s%s, expected = R1 x freq / N "
                                "whatever the width of the window",
                                hits, all, unit, rest);
    case COPIA_ROOM_SPAN:
        return g_strdup_printf ("R1 = %s hits x %.0f places, N = %s %s%s, expected "
                                "= R1 x freq / N",
                                hits, span, all, unit, rest);
    case COPIA_ROOM_PAIRS:
        break;
    }
    return g_strdup_printf ("O11 = observed / %.0f places, R1 = %s hits, N = %s %s%s, "
                            "expected = %.0f x R1 x freq / N",
                            span, hits, all, unit, rest, span);
}

/* How many of the rows shown stand fewer than COPIA_TRAP_FEW times, are expected fewer than
 * COPIA_TRAP_FEW times, or are observed no more often than expected. */
typedef struct {
    uint64_t rare, unexpected, repelled;
} Traps;

static Traps
find_traps (const CopiaCollocatesList *self, const CopiaCollocate *shown, uint64_t n)
{
    Traps traps = { 0, 0, 0 };

    for (uint64_t i = 0; i < n; i++) {
        CopiaTable2 cells = copia_collocates_table (self, &shown[i]);
        double expected = copia_table2_e11 (&cells);

        traps.rare += shown[i].observed < COPIA_TRAP_FEW;
        traps.unexpected += expected < COPIA_TRAP_FEW;
        traps.repelled += cells.o11 <= expected;
    }
    return traps;
}

/* What a reader of the scores may not know about their measure. */
static void
warn (const CopiaCollocatesList *self, const CopiaCollocate *shown, uint64_t n,
      CopiaTable *table)
{
    Traps traps = find_traps (self, shown, n);

    if (copia_trap_of (self->sort, COPIA_TRAP_RARE) && 2 * traps.rare > n)
        copia_table_note (
            table,
            "%" G_GUINT64_FORMAT " of the %" G_GUINT64_FORMAT
            " words shown stand fewer than %d times in the windows: %s puts "
            "rare words first; --min %d, or another measure beside it",
            traps.rare, n, COPIA_TRAP_FEW, self->sort->about.name, COPIA_TRAP_FEW);
    if (copia_trap_of (self->sort, COPIA_TRAP_EXPECTED) && traps.unexpected > 0)
        copia_table_note (
            table,
            "expected fewer than %d times: %" G_GUINT64_FORMAT
            " of the words shown; %s overrates those, log-likelihood does "
            "not",
            COPIA_TRAP_FEW, traps.unexpected, self->sort->about.name);
    if (copia_trap_of (self->sort, COPIA_TRAP_OVERLAP) && traps.repelled > 0)
        copia_table_note (
            table,
            "%" G_GUINT64_FORMAT
            " of the words shown are observed no more often than expected: "
            "%s cannot tell, it only compares frequencies",
            traps.repelled, self->sort->about.name);
    if (n > 0 && self->n < COPIA_TRAP_SMALL)
        copia_table_note (table,
                          "the text has %s words: scores of so few are chance; read "
                          "the lines",
                          COPIA_SAID (self->n));
}

void
copia_collocates_say (const CopiaCollocatesList *self, const CopiaCollocatesAsk *ask,
                      const CopiaCollocate *shown, uint64_t n, CopiaTable *table)
{
    bool selection = ask->of.where && !copia_subcorpus_is_all (ask->of.where);
    const char *unit = self->convention->marks ? "tokens" : "words";
    g_autofree char *formula = formula_of (self, unit);
    g_autofree char *name = copia_convention_title (self->convention);
    g_autofree char *border = copia_convention_border (self->convention, ask->within);

    copia_table_note (table,
                      "%s%s hit%s; window L%u R%u in %s, %s%s; %s; %s; at least "
                      "%s observed",
                      name, COPIA_SAID (self->hits), self->hits == 1 ? "" : "s",
                      ask->left, ask->right, unit, border,
                      !selection ? ""
                      : self->convention->across && !ask->within
                          ? ", cut at those of the selection"
                          : " and of the selection",
                      copia_convention_counting (self->convention), formula,
                      COPIA_SAID (ask->min));
    if (self->convention->base > 0)
        copia_table_note (table, "logarithms to base %.4g, but not in logDice and p",
                          self->convention->base);
    if (self->beside)
        copia_table_note (table,
                          "hits: that have the collocate in their window, of the %s "
                          "that have anything there",
                          COPIA_SAID (self->any));
    if (self->surplus > 0)
        copia_table_note (
            table,
            "%" G_GUINT64_FORMAT
            " of them stand in more windows than they occur: measures that "
            "need the rest of the table are left empty there",
            self->surplus);
    if (self->repelled > 0)
        copia_table_note (table,
                          "left out: %s word%s observed no more often than expected",
                          COPIA_SAID (self->repelled), self->repelled == 1 ? "" : "s");
    warn (self, shown, n, table);
}

static void
explain_measure (const CopiaCollocatesList *self, const CopiaMeasure *measure,
                 const CopiaCollocate *one, CopiaTable *table)
{
    CopiaTable2 cells = copia_collocates_table (self, one);
    double scale = copia_convention_scale (self->convention, measure);
    double score = copia_collocates_score (self, measure, one);

    copia_explain_cell_measure (table, &measure->about, &cells, score / scale);
    if (scale != 1)
        copia_table_note (table,
                          "  x %.6g in the table, for logarithms to base %.4g: %.4g",
                          scale, self->convention->base, score);
    if (copia_measure_of_hits (measure) && self->beside)
        copia_table_note (table, "  P = %" G_GUINT64_FORMAT " / %.0f hits", one->beside,
                          self->any);
}

void
copia_collocates_explain (const CopiaCollocatesList *self, const CopiaCollocate *one,
                          CopiaTable *table)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_tally_written (self->names, one->item, room);
    g_autofree char *word = g_strndup (name.bytes, name.size);
    CopiaTable2 cells = copia_collocates_table (self, one);
    const CopiaCellNames names = { "windows", "elsewhere", word, "other words" };

    copia_table_note (table,
                      "'%s' stands %" G_GUINT64_FORMAT
                      " times in the windows, where chance would put %.1f; expected "
                      "counts in brackets",
                      word, one->observed,
                      copia_convention_expected (self->convention, &cells, self->span));
    copia_explain_cells (table, &names, &cells);
    for (size_t i = 0; i < self->choice.n; i++)
        explain_measure (self, copia_collocates_measure (self, i), one, table);
}
