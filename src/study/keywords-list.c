/* keywords-list.c - two tallies joined by spelling, every word tested. */
#include "study/keywords-list.h"

#include "base/workers.h"
#include "stats/adjust.h"
#include "stats/chance.h"
#include "stats/evidence.h"
#include "text/fold.h"

#define SOME 1024  /* words of a job */
#define MANY 16384 /* that are worth a thread */

CopiaString
copia_key_name (const CopiaKeyList *self, const CopiaKeyItem *item)
{
    if (item->here != COPIA_NONE)
        return copia_tally_name (self->target, item->here);
    return self->listed ? copia_frequency_list_at (self->listed, item->there)->name
                        : copia_tally_name (self->reference, item->there);
}

CopiaString
copia_key_written (const CopiaKeyList *self, const CopiaKeyItem *item, GString *room)
{
    if (item->here != COPIA_NONE)
        return copia_tally_written (self->target, item->here, room);
    return self->listed ? copia_frequency_list_at (self->listed, item->there)->word
                        : copia_tally_written (self->reference, item->there, room);
}

/* A list has words alone. */
static bool
is_stopped (const CopiaListed *one, const CopiaStop *stop)
{
    g_autoptr (GString) folded = NULL;

    if (!stop->holds)
        return false;
    folded = g_string_new (NULL);
    copia_fold (one->form.bytes, one->form.size, folded);
    return stop->holds (stop->data, folded->str, folded->len);
}

static bool
is_tested (const CopiaKeyList *self, const CopiaKeywordsAsk *ask,
           const CopiaKeyItem *item)
{
    const CopiaTally *tally = item->here != COPIA_NONE ? self->target : self->reference;
    uint32_t at = item->here != COPIA_NONE ? item->here : item->there;

    if (item->o11 + item->o21 < ask->min || (ask->listed && item->there == COPIA_NONE))
        return false;
    if (!tally)
        return !is_stopped (copia_frequency_list_at (self->listed, at), &ask->stop);
    return copia_tally_is_word (tally, at) &&
           !copia_tally_is_stopped (tally, at, &ask->stop);
}

static void
add (CopiaKeyList *self, const CopiaKeywordsAsk *ask, uint32_t here, uint32_t there)
{
    CopiaKeyItem item = { .here = here, .there = there };

    item.o11 = here != COPIA_NONE ? self->target->counts[here] : 0;
    if (there != COPIA_NONE)
        item.o21 = self->listed ? copia_frequency_list_at (self->listed, there)->count
                                : self->reference->counts[there];
    if (is_tested (self, ask, &item))
        g_array_append_val (self->items, item);
}

/* Item number i in the order of spelling by which two lexicons are joined: forms, or words by
 * form and word. */
static uint32_t
nth (const CopiaTally *tally, CopiaCounted counted, uint32_t i)
{
    return counted == COPIA_BY_FORM ? i : copia_lexicon_id (tally->lexicon, i);
}

static int
compare_spelling (const CopiaTally *a, uint32_t x, const CopiaTally *b, uint32_t y)
{
    int order = copia_string_compare (copia_tally_form (a, x), copia_tally_form (b, y));

    return order ? order
                 : copia_string_compare (copia_tally_name (a, x),
                                         copia_tally_name (b, y));
}

static void
join (CopiaKeyList *self, const CopiaKeywordsAsk *ask)
{
    const CopiaTally *a = self->target, *b = self->reference;

    for (uint32_t i = 0, k = 0; i < a->n || k < b->n;) {
        uint32_t x = i < a->n ? nth (a, ask->counted, i) : COPIA_NONE;
        uint32_t y = k < b->n ? nth (b, ask->counted, k) : COPIA_NONE;
        int order = x == COPIA_NONE   ? 1
                    : y == COPIA_NONE ? -1
                                      : compare_spelling (a, x, b, y);

        add (self, ask, order <= 0 ? x : COPIA_NONE, order >= 0 ? y : COPIA_NONE);
        i += order <= 0;
        k += order >= 0;
    }
}

static int
compare_listed (const CopiaTally *a, uint32_t x, const CopiaListed *listed)
{
    int order = copia_string_compare (copia_tally_form (a, x), listed->form);

    return order ? order : copia_string_compare (copia_tally_name (a, x), listed->name);
}

static void
join_list (CopiaKeyList *self, const CopiaKeywordsAsk *ask)
{
    const CopiaTally *a = self->target;
    uint32_t n = copia_frequency_list_size (self->listed);

    for (uint32_t i = 0, k = 0; i < a->n || k < n;) {
        uint32_t x = i < a->n ? nth (a, ask->counted, i) : COPIA_NONE;
        int order = i < a->n ? -1 : 1;

        if (i < a->n && k < n)
            order = compare_listed (a, x, copia_frequency_list_at (self->listed, k));
        add (self, ask, order <= 0 ? x : COPIA_NONE, order >= 0 ? k : COPIA_NONE);
        i += order <= 0;
        k += order >= 0;
    }
}

/* Words are tested each for itself. */
typedef struct {
    const CopiaKeyList *list;
    double *p, *g2;
} Tests;

static void *
test_some (void *data, unsigned thread, size_t job)
{
    const Tests *self = data;
    size_t end = MIN (self->list->items->len, (job + 1) * SOME);

    (void) thread;
    for (size_t i = job * SOME; i < end; i++) {
        CopiaTable2 cells =
            copia_key_cells (self->list,
                             &g_array_index (self->list->items, CopiaKeyItem, i));

        self->g2[i] = copia_log_likelihood (&cells, NULL);
        self->p[i] = exp (copia_chi2_tails (fabs (self->g2[i]), 1).upper);
    }
    return NULL;
}

static bool
go_on (void *data, size_t job, void *result)
{
    (void) data;
    (void) job;
    (void) result;
    return true;
}

/* G2 of each word, its p, corrected; what is significant is counted. */
static void
test (CopiaKeyList *self, const CopiaKeywordsAsk *ask)
{
    guint n = self->items->len;
    g_autofree double *p = g_new (double, MAX (n, 1)), *g2 = g_new (double, MAX (n, 1));
    const CopiaWork jobs = {
        .data = &(Tests){ self, p, g2 }, .work = test_some, .take = go_on, .ahead = 4
    };

    copia_workers_run (&jobs, n < MANY ? 1 : ask->of.parts, (n + SOME - 1) / SOME);
    if (ask->correction != COPIA_NO_CORRECTION)
        copia_adjust (p, n, (CopiaCorrection) ask->correction);
    self->critical = NAN;
    for (guint i = 0; i < n; i++) {
        g_array_index (self->items, CopiaKeyItem, i).p = p[i];
        if (!(p[i] <= ask->alpha))
            continue;
        self->critical = fmin (self->critical, fabs (g2[i]));
        self->keys += g2[i] > 0;
        self->negative += g2[i] < 0;
    }
    self->level = (CopiaLevel){ ask->alpha, 1, ask->added, -1 };
    if (ask->correction != COPIA_NO_CORRECTION)
        self->level.tests = MAX (n, 1);
}

CopiaKeyList *
copia_key_list_new (const CopiaTally *target, const CopiaTally *reference, bool same,
                    const CopiaKeywordsAsk *ask)
{
    CopiaKeyList *self = g_new0 (CopiaKeyList, 1);

    self->target = target;
    self->reference = reference;
    self->n1 = (double) target->words;
    self->listed = ask->list;
    self->n2 = (double) (ask->list ? ask->list->total : reference->words);
    self->items = g_array_new (FALSE, FALSE, sizeof (CopiaKeyItem));
    if (ask->list)
        join_list (self, ask);
    else if (same)
        for (uint32_t item = 0; item < target->n; item++)
            add (self, ask, item, item);
    else
        join (self, ask);
    test (self, ask);
    return self;
}

void
copia_key_list_free (CopiaKeyList *self)
{
    if (!self)
        return;
    g_array_unref (self->items);
    g_free (self);
}
