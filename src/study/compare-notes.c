/* compare-notes.c - what is said below a comparison. */
#include "study/compare-private.h"

#include "base/number.h"
#include "study/clump.h"
#include "study/explain.h"
#include "study/scope.h"
#include "study/traps.h"

/* Words that are in both parts. */
static uint64_t
shared_words (const CopiaCompareList *self)
{
    CopiaScope left = copia_scope_of (self->index, self->ask->left);
    CopiaScope right = copia_scope_of (self->index, self->ask->right);
    g_autoptr (GArray) common = copia_scope_common (&left, &right);
    CopiaScope both =
        copia_scope_of_spans (self->index,
                              (const CopiaSpan *) (const void *) common->data,
                              common->len);

    return copia_scope_words (&both);
}

/* What collocates are counted of. */
static const char *
room_name (const CopiaConvention *convention)
{
    switch (convention->room) {
    case COPIA_ROOM_WINDOWS:
        return convention->marks ? "tokens in windows" : "words in windows";
    case COPIA_ROOM_NODE:
        return "hits";
    case COPIA_ROOM_SPAN:
    case COPIA_ROOM_PAIRS:
        break;
    }
    return "places in windows (hits x width)";
}

static void
say_counting (const CopiaCompareList *self, CopiaTable *table)
{
    const CopiaCompareAsk *ask = self->ask;
    const CopiaConvention *convention = copia_compare_convention (ask);
    g_autofree char *name = copia_convention_title (convention);
    g_autofree char *border = copia_convention_border (convention, ask->within);
    const char *per = COPIA_SAID (ask->per);

    copia_table_note (table,
                      "left %s words, right %s; rates of the query per %s of these, of "
                      "collocates per %s %s: %s left, %s right",
                      COPIA_SAID (self->words[0]), COPIA_SAID (self->words[1]), per,
                      per, room_name (convention), COPIA_SAID (self->room[0]),
                      COPIA_SAID (self->room[1]));
    copia_table_note (table,
                      "%swindow L%u R%u in %s, %s%s of the parts; "
                      "%s; at least %s in both together",
                      name, ask->width[0], ask->width[1],
                      convention->marks ? "tokens" : "words", border,
                      convention->across && !ask->within ? ", cut at those" : " and",
                      copia_convention_counting (convention), COPIA_SAID (ask->min));
}

/* What makes numbers say less than they seem to. */
static void
warn (const CopiaCompareList *self, CopiaTable *table)
{
    uint64_t shared = shared_words (self);

    if (self->impossible > 0)
        copia_table_note (table,
                          "%" G_GUINT64_FORMAT
                          " of the words shown are counted more often than there is "
                          "room for: no interval and no p",
                          self->impossible);
    if (self->few > 0)
        copia_table_note (table,
                          "expected fewer than %d times on one side: %" G_GUINT64_FORMAT
                          " of the words shown; take them for a hint",
                          COPIA_TRAP_FEW, self->few);
    if (shared > 0)
        copia_table_note (table,
                          "%s words are in both parts: differences look smaller, and "
                          "intervals and p are not valid",
                          COPIA_SAID (shared));
    if (copia_trap_of (self->measure, COPIA_TRAP_OVERLAP) && self->unattracted > 0)
        copia_table_note (table,
                          "observed no more often than expected on a side: "
                          "%" G_GUINT64_FORMAT
                          " of the words shown; %s cannot tell, so leave out frequent "
                          "words (--stop) or take --measure g2",
                          self->unattracted, self->measure->about.name);
    if (self->rows->len > 1 && fmin (self->n[0], self->n[1]) < COPIA_TRAP_SMALL)
        copia_table_note (table,
                          "a part has %s words: the strength of company in so few is "
                          "chance; go by the log ratio and its interval",
                          COPIA_SAID (fmin (self->n[0], self->n[1])));
}

static bool
say_clumps (const CopiaCompareList *self, CopiaTable *table, GError **error)
{
    for (int i = 0; i < 2; i++)
        if (!copia_say_clump (self->index, self->ask->query,
                              copia_compare_subcorpus (self->ask, i),
                              i == 0 ? "left: " : "right: ",
                              "the difference may be that of it alone; compare again "
                              "without it (--where)",
                              table, error))
            return false;
    return true;
}

bool
copia_compare_say (const CopiaCompareList *self, CopiaTable *table, GError **error)
{
    guint collocates = self->rows->len - 1;
    g_autofree char *corrected =
        collocates < 2 ? NULL
                       : g_strdup_printf (", of the %u collocates corrected after Holm",
                                          collocates);

    say_counting (self, table);
    copia_table_note (table,
                      "log_ratio 1 = twice as frequent left, -1 = twice right; low, "
                      "high: its 95 %% interval, open where one side has none; p: "
                      "log-likelihood%s",
                      corrected ? corrected : "");
    if (copia_compare_convention (self->ask)->each)
        copia_table_note (table, "a token counted for several windows is taken for as "
                                 "many: intervals and p look surer than they are");
    warn (self, table);
    return say_clumps (self, table, error);
}

void
copia_compare_explain (const CopiaCompareList *self, const CopiaCompareRow *row,
                       CopiaTable *table)
{
    const CopiaMeasure *measures[] = { copia_measure_find ("log_ratio.hardie"),
                                       copia_measure_find ("log.likelihood") };
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = { NULL, 0 };
    g_autofree char *word = NULL;

    if (row->item != COPIA_NONE)
        name = copia_tally_written (self->near[0], row->item, room);
    word = name.bytes ? g_strndup (name.bytes, name.size)
                      : g_strdup (copia_query_text (self->ask->query));
    const CopiaCellNames names = { "left", "right", word, "other words" };

    copia_table_note (table, "'%s': %s; expected counts in brackets", word,
                      name.bytes ? room_name (copia_compare_convention (self->ask))
                                 : "words");
    copia_explain_cells (table, &names, &row->cells);
    for (size_t i = 0; i < G_N_ELEMENTS (measures); i++)
        copia_explain_cell_measure (table, &measures[i]->about, &row->cells,
                                    copia_measure_score (measures[i], &row->cells,
                                                         NULL));
}
