/* keywords.c - counting two corpora, and ranking what sets them apart. */
#include "study/keywords.h"

#include "base/error.h"
#include "study/keywords-list.h"
#include "study/parts.h"

struct CopiaKeywordsPart {
    uint32_t *target;    /* by id */
    uint32_t *reference; /* by id; NULL: all the others, or another index's */
    uint32_t types;
};

static bool
check (const CopiaKeywordsAsk *ask, GError **error)
{
    const char *wrong = NULL;

    if (!ask->target && !ask->other && !ask->list)
        wrong = "keywords need a target, such as --target part=1";
    else if (ask->list && ask->by_units)
        wrong = "a list of frequencies has no units to compare; leave out --by-units";
    else if (ask->min < 1)
        wrong = "a keyword occurs at least once; the minimum cannot be 0";
    else if (ask->per < 1 || ask->per > COPIA_MOST_PER)
        wrong = "rates are per 1 to 1,000,000,000 words";
    else if (!(ask->alpha > 0 && ask->alpha < 1))
        wrong = "the level of significance lies between 0 and 1, such as 0.05";
    else if (!(ask->band > 0))
        wrong = "the band of lockwords is a number above 0, in doublings";
    if (wrong)
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, wrong);
    return !wrong && copia_ask_check (&ask->of, error);
}

/* What is compared: the target inside `where`, and in the same index what of the reference is
 * not the target's. */
typedef struct {
    GArray *target_spans, *reference_spans; /* CopiaSpan */
    CopiaScope target, reference;
} Sides;

static void
sides_clear (Sides *self)
{
    g_array_unref (self->target_spans);
    g_array_unref (self->reference_spans);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sides, sides_clear)

static CopiaScope
scope_of_array (const CopiaIndex *index, const GArray *spans)
{
    return copia_scope_of_spans (index, (const CopiaSpan *) (const void *) spans->data,
                                 spans->len);
}

static Sides
sides_of (const CopiaIndex *index, const CopiaKeywordsAsk *ask)
{
    CopiaScope where = copia_scope_of (index, ask->of.where);
    CopiaScope target = copia_scope_of (index, ask->target);
    CopiaScope reference = ask->other ? target : copia_scope_of (index, ask->reference);
    Sides self = { .target_spans = copia_scope_common (&target, &where) };
    g_autoptr (GArray) inside = copia_scope_common (&reference, &where);
    CopiaScope asked = scope_of_array (index, inside);

    self.target = scope_of_array (index, self.target_spans);
    self.reference_spans = copia_scope_without (&asked, &self.target);
    self.reference = ask->other ? copia_scope_of (ask->other, ask->reference)
                                : scope_of_array (index, self.reference_spans);
    return self;
}

static bool
is_rest_of_all (const CopiaKeywordsAsk *ask)
{
    return !ask->other && !ask->list && !ask->reference &&
           copia_ask_is_everywhere (&ask->of);
}

CopiaKeywordsPart *
copia_keywords_part (const CopiaIndex *index, const CopiaKeywordsAsk *ask,
                     uint64_t from, uint64_t to, GError **error)
{
    CopiaKeywordsPart *self;

    if (!check (ask, error) || !copia_counts_fit (index, error))
        return NULL;
    g_auto (Sides) sides = sides_of (index, ask);
    self = g_new0 (CopiaKeywordsPart, 1);
    self->types = copia_index_lexicon (index)->types;
    self->target = copia_tally_spans (&sides.target, from, to);
    if (!ask->other && !ask->list && !is_rest_of_all (ask))
        self->reference = copia_tally_spans (&sides.reference, from, to);
    return self;
}

void
copia_keywords_merge (CopiaKeywordsPart *into, CopiaKeywordsPart *behind)
{
    for (uint32_t i = 0; i < into->types; i++)
        into->target[i] += behind->target[i];
    for (uint32_t i = 0; into->reference && i < into->types; i++)
        into->reference[i] += behind->reference[i];
}

/* Counts by type id of the reference, of whichever index it is. */
static uint32_t *
count_reference (const CopiaKeywordsPart *self, const CopiaIndex *index,
                 const CopiaKeywordsAsk *ask, const Sides *sides)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint32_t *counts;

    if (ask->other)
        return copia_tally_spans (&sides->reference, 0, COPIA_ALL);
    if (self->reference)
        return g_memdup2 (self->reference, self->types * sizeof *self->reference);
    counts = g_new (uint32_t, self->types);
    for (uint32_t id = 0; id < self->types; id++) {
        uint64_t freq = copia_lexicon_freq (lexicon, id);

        counts[id] = (uint32_t) (freq - MIN (freq, self->target[id]));
    }
    return counts;
}

static bool
is_empty (const CopiaKeyList *list, GError **error)
{
    const char *side = list->n1 == 0 ? "target" : "reference";

    if (list->n1 > 0 && list->n2 > 0)
        return false;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "the %s holds no word%s; choose other regions", side,
                 list->n1 == 0 ? "" : " that is not in the target");
    return true;
}

bool
copia_keywords_finish (CopiaKeywordsPart *self, const CopiaIndex *index,
                       const CopiaKeywordsAsk *ask, CopiaTable *table,
                       CopiaFound *found, GError **error)
{
    g_auto (Sides) sides = sides_of (index, ask);
    g_autofree uint32_t *others =
        ask->list ? NULL : count_reference (self, index, ask, &sides);
    g_autoptr (CopiaTally) target = copia_tally_new (index, self->target, ask->counted);
    g_autoptr (CopiaTally) reference =
        ask->list
            ? NULL
            : copia_tally_new (ask->other ? ask->other : index, others, ask->counted);
    g_autoptr (CopiaKeyList) list =
        copia_key_list_new (target, reference, !ask->other, ask);

    return !is_empty (list, error) &&
           copia_key_rows (index, ask, &sides.target, &sides.reference, list, table,
                           found, error);
}

void
copia_keywords_part_free (CopiaKeywordsPart *self)
{
    if (!self)
        return;
    g_free (self->target);
    g_free (self->reference);
    g_free (self);
}

COPIA_STUDY (Keywords, keywords)
