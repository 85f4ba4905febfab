/* growth.c - where the types that are added stand: among words, in reading order, by frequency. */
#include "index/growth.h"

#include "base/error.h"
#include "index/types.h"
#include "text/fold.h"

#include <stdlib.h>

/* ---- by form and word ----------------------------------------------------------------- */

/* The first of the lexes [low, high) whose word is not less. */
static uint32_t
lower_word (const CopiaLexicon *base, uint32_t low, uint32_t high, CopiaString word)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (copia_string_compare (copia_strings_get (&base->words, middle), word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void
place_word (CopiaGrowth *self, uint32_t added_lex, uint32_t low, uint32_t high)
{
    CopiaString word = copia_union_word (self->added, added_lex);
    uint32_t id = self->added->id_of_lex[added_lex];
    uint64_t place = lower_word (self->base, low, high, word);
    CopiaGrown *grown = &self->by_lex[added_lex];

    grown->old_id = COPIA_NONE;
    grown->freq = self->added->freq[id];
    grown->is_word = self->added->kind[id / 8] >> (id % 8) & 1;
    grown->lex = (uint32_t) (place + self->new_words->len);
    if (place < high &&
        copia_string_compare (copia_strings_get (&self->base->words, place), word) ==
            0) {
        grown->old_id = copia_lexicon_id (self->base, (uint32_t) place);
        grown->freq += copia_lexicon_freq (self->base, grown->old_id);
        grown->is_word |= copia_lexicon_is_word (self->base, grown->old_id);
        return;
    }
    g_array_append_val (self->new_words, place);
    g_array_append_val (self->words, word);
}

static uint32_t
first_of (const CopiaUnion *self, uint32_t form)
{
    return g_array_index (self->first, uint32_t, form);
}

/* The types of a form begin with one that is new; `copied` is the form of the base that comes next. */
static void
place_first (CopiaGrowth *self, uint64_t place, bool is_new, uint32_t added_form,
             uint64_t *copied)
{
    uint64_t lex = self->by_lex[first_of (self->added, added_form)].lex;

    copia_runs_copy (&self->first, *copied, place - *copied);
    copia_runs_fresh (&self->first, self->first_lex->len, 1);
    g_array_append_val (self->first_lex, lex);
    *copied = place + !is_new;
}

static void
place_form (CopiaGrowth *self, uint32_t added_form, uint64_t *copied)
{
    const CopiaLexicon *base = self->base;
    CopiaString form = copia_union_form (self->added, added_form);
    uint64_t place = copia_strings_lower (&base->folded, form);
    bool is_new = place == base->forms ||
                  copia_string_compare (copia_strings_get (&base->folded, place), form);
    uint32_t low, high, first = first_of (self->added, added_form);

    copia_lexicon_types_of (base, (uint32_t) place, &low, &high);
    if (is_new)
        high = low;
    for (uint32_t lex = first; lex < first_of (self->added, added_form + 1); lex++) {
        place_word (self, lex, low, high);
        self->by_lex[lex].form = (uint32_t) (place + self->new_forms->len);
    }
    /* A word put in before all others of the form is its first. */
    if (is_new ||
        (self->by_lex[first].old_id == COPIA_NONE &&
         lower_word (base, low, high, copia_union_word (self->added, first)) == low))
        place_first (self, place, is_new, added_form, copied);
    if (is_new) {
        g_array_append_val (self->new_forms, place);
        g_array_append_val (self->folded, form);
    }
}

static void
shift (CopiaShifts *shifts, const GArray *places, uint64_t n)
{
    g_auto (CopiaRuns) runs = copia_runs_new ();

    copia_runs_insert (&runs, shifts, places, n);
}

static void
place_words (CopiaGrowth *self)
{
    const CopiaLexicon *base = self->base;
    uint64_t copied = 0, types;

    for (uint32_t form = 0; form < self->added->forms; form++)
        place_form (self, form, &copied);
    copia_runs_copy (&self->first, copied, base->forms - copied);
    copia_runs_fresh (&self->first, self->first_lex->len, 1);
    self->types = base->types + self->new_words->len;
    self->forms = base->forms + self->new_forms->len;
    types = self->types;
    g_array_append_val (self->first_lex, types);
    shift (&self->lex, self->new_words, base->types);
    shift (&self->form, self->new_forms, base->forms);
}

/* ---- in reading order ----------------------------------------------------------------- */

typedef struct {
    GString *key;
    CopiaGrown *grown;
} Reading;

static int
compare_keys (CopiaString a, const GString *b)
{
    return copia_string_compare (a, (CopiaString){ b->str, b->len });
}

static int
compare_readings (const void *a, const void *b)
{
    const GString *x = ((const Reading *) a)->key;

    return compare_keys ((CopiaString){ x->str, x->len }, ((const Reading *) b)->key);
}

static uint32_t *
ids_by_rank (CopiaGrowth *self)
{
    const uint32_t n = self->base->types;
    uint32_t *ids = g_new0 (uint32_t, n);

    copia_ints_touch (&self->base->rank);
    for (uint32_t id = 0; id < n; id++) {
        uint64_t rank = copia_ints_raw (&self->base->rank, id);

        if (G_LIKELY (rank < n))
            ids[rank] = id;
        else
            self->broken = true;
    }
    return ids;
}

/* How many words of the base are read before. */
static uint64_t
place_in_reading (const CopiaGrowth *self, const uint32_t *ids, const GString *key)
{
    g_autoptr (GString) other = g_string_new (NULL);
    uint64_t low = 0, high = self->base->types;

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        CopiaString word = copia_lexicon_word (self->base, ids[middle]);

        g_string_truncate (other, 0);
        copia_collation_key (word.bytes, word.size, other);
        if (compare_keys ((CopiaString){ other->str, other->len }, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static GArray *
readings_of_new (const CopiaGrowth *self)
{
    GArray *readings = g_array_new (FALSE, FALSE, sizeof (Reading));
    guint n = 0;

    for (uint32_t lex = 0; lex < self->added->types; lex++) {
        Reading reading = { NULL, &self->by_lex[lex] };
        CopiaString word;

        if (reading.grown->old_id != COPIA_NONE)
            continue;
        word = g_array_index (self->words, CopiaString, n++);
        reading.key = g_string_new (NULL);
        copia_collation_key (word.bytes, word.size, reading.key);
        g_array_append_val (readings, reading);
    }
    g_array_sort (readings, compare_readings);
    return readings;
}

static void
place_ranks (CopiaGrowth *self)
{
    g_autoptr (GArray) readings = readings_of_new (self);
    g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    g_autofree uint32_t *ids = readings->len > 0 ? ids_by_rank (self) : NULL;

    for (guint i = 0; i < readings->len; i++) {
        Reading *reading = &g_array_index (readings, Reading, i);
        uint64_t place = place_in_reading (self, ids, reading->key);

        reading->grown->rank = (uint32_t) (place + i);
        g_array_append_val (places, place);
        g_string_free (reading->key, TRUE);
    }
    shift (&self->rank, places, self->base->types);
    for (uint32_t lex = 0; lex < self->added->types; lex++) {
        CopiaGrown *grown = &self->by_lex[lex];

        if (grown->old_id != COPIA_NONE)
            grown->rank = (uint32_t) copia_shifts_value (
                &self->rank, copia_lexicon_rank (self->base, grown->old_id));
    }
}

/* ---- by frequency --------------------------------------------------------------------- */

static int
compare_frequencies (const void *a, const void *b)
{
    const CopiaGrown *x = *(CopiaGrown *const *) a, *y = *(CopiaGrown *const *) b;

    if (x->freq != y->freq)
        return x->freq > y->freq ? -1 : 1;
    return x->lex < y->lex ? -1 : x->lex > y->lex;
}

static int
compare_old_ids (const void *a, const void *b)
{
    const CopiaGrown *x = *(CopiaGrown *const *) a, *y = *(CopiaGrown *const *) b;

    return x->old_id < y->old_id ? -1 : x->old_id > y->old_id;
}

/* How many types of the base, as they were, come before. */
static uint64_t
place_by_frequency (const CopiaGrowth *self, const CopiaGrown *grown)
{
    uint32_t low = 0, high = self->base->types;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        uint64_t freq = copia_lexicon_freq (self->base, middle);
        bool before = freq > grown->freq;

        if (freq == grown->freq)
            before = copia_shifts_value (&self->lex,
                                         copia_ints_get (&self->base->lex, middle)) <
                     grown->lex;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Those that the base has, by their ids there. */
static GPtrArray *
known (const CopiaGrowth *self)
{
    GPtrArray *known = g_ptr_array_new ();

    for (uint32_t lex = 0; lex < self->added->types; lex++)
        if (self->by_lex[lex].old_id != COPIA_NONE)
            g_ptr_array_add (known, &self->by_lex[lex]);
    g_ptr_array_sort (known, compare_old_ids);
    return known;
}

/* A type moves up when its frequency rises; so it was put in before its old place is reached. */
static void
place_ids (CopiaGrowth *self)
{
    const uint32_t n = self->added->types, end = self->base->types;
    g_autoptr (GPtrArray) moved = known (self);
    uint32_t next = 0, copied = 0;
    guint at = 0;

    for (uint32_t i = 0; i < n; i++)
        self->by_id[i] = &self->by_lex[i];
    qsort (self->by_id, n, sizeof *self->by_id, compare_frequencies);
    while (next < n || at < moved->len || copied < end) {
        uint64_t place = next < n ? place_by_frequency (self, self->by_id[next]) : end;
        CopiaGrown *old = at < moved->len ? moved->pdata[at] : NULL;
        uint64_t stop = MIN (place, old ? old->old_id : end);

        if (stop < copied) { /* the base is in no order */
            self->broken = true;
            return;
        }
        if (stop > copied)
            copia_shifts_add (&self->id, copied, self->ids.count);
        copia_runs_copy (&self->ids, copied, stop - copied);
        copied = (uint32_t) stop;
        if (next < n && place == copied) {
            self->by_id[next]->id = (uint32_t) self->ids.count;
            self->by_id[next]->place = place;
            copia_runs_fresh (&self->ids, next++, 1);
        } else if (old && old->old_id == copied) {
            copia_shifts_add (&self->id, copied++, old->id);
            at++;
        }
    }
    copia_runs_fresh (&self->ids, n, 1);
}

/* ---- all ------------------------------------------------------------------------------ */

CopiaGrowth *
copia_growth_new (const CopiaLexicon *base, const CopiaUnion *added, GError **error)
{
    g_autoptr (CopiaGrowth) self = g_new0 (CopiaGrowth, 1);

    self->base = base;
    self->added = added;
    self->by_lex = g_new0 (CopiaGrown, added->types);
    self->by_id = g_new0 (CopiaGrown *, added->types);
    self->new_words = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    self->new_forms = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    self->first_lex = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    self->words = g_array_new (FALSE, FALSE, sizeof (CopiaString));
    self->folded = g_array_new (FALSE, FALSE, sizeof (CopiaString));
    self->first = copia_runs_new ();
    self->ids = copia_runs_new ();
    self->lex = copia_shifts_new ();
    self->form = copia_shifts_new ();
    self->rank = copia_shifts_new ();
    self->id = copia_shifts_new ();
    place_words (self);
    if (self->types >= COPIA_MOST_TYPES) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "more than %u different words; make several indexes",
                     COPIA_MOST_TYPES);
        return NULL;
    }
    place_ranks (self);
    place_ids (self);
    if (!self->broken)
        return g_steal_pointer (&self);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED,
                 "damaged index: its words are not in order; build it again with "
                 "'copia index'");
    return NULL;
}

void
copia_growth_free (CopiaGrowth *self)
{
    if (!self)
        return;
    g_free (self->by_lex);
    g_free (self->by_id);
    g_array_unref (self->new_words);
    g_array_unref (self->new_forms);
    g_array_unref (self->first_lex);
    g_array_unref (self->words);
    g_array_unref (self->folded);
    copia_runs_clear (&self->first);
    copia_runs_clear (&self->ids);
    copia_shifts_clear (&self->lex);
    copia_shifts_clear (&self->form);
    copia_shifts_clear (&self->rank);
    copia_shifts_clear (&self->id);
    g_free (self);
}
