/* grow-regions.c - the regions of a set that grew: those it had, and behind them others. */
#include "index/grow-private.h"

#include "base/error.h"

/* The regions of one structure. */
typedef struct {
    CopiaGrow *grow;
    const char *structure;
    const CopiaRegions **regions; /* of each part; NULL: it has none */
    uint64_t old;                 /* regions that the base has */
    uint64_t tokens;              /* of the whole */
    GArray *start, *end;          /* uint64_t: what is added */
} Tail;

static uint32_t
count_in (const Tail *self, uint32_t part)
{
    return self->regions[part] ? copia_regions_count (self->regions[part]) : 0;
}

static void
tail_begin (Tail *self, CopiaGrow *grow, const char *structure)
{
    const CopiaMerge *merge = grow->merge;

    *self = (Tail){ .grow = grow,
                    .structure = structure,
                    .regions = g_new (const CopiaRegions *, merge->n),
                    .tokens = merge->offset[merge->n],
                    .start = copia_borrow_numbers_new (),
                    .end = copia_borrow_numbers_new () };
    for (uint32_t part = 0; part < merge->n; part++)
        self->regions[part] =
            copia_index_find_structure (merge->parts[part], structure);
    self->old = count_in (self, 0);
    for (uint32_t part = 1; part < merge->n; part++)
        for (uint32_t i = 0; i < count_in (self, part); i++) {
            copia_borrow_add (self->start,
                              merge->offset[part] +
                                  copia_regions_start (self->regions[part], i));
            copia_borrow_add (self->end,
                              merge->offset[part] +
                                  copia_regions_end (self->regions[part], i));
        }
}

static void
tail_end (Tail *self)
{
    g_free (self->regions);
    g_array_unref (self->start);
    g_array_unref (self->end);
}

/* What the base has, and then `fresh`; `largest` is a value of all. */
static void
write_behind (Tail *self, const char *name, const char *source, uint64_t old,
              uint64_t first, uint64_t add, const GArray *fresh, uint64_t largest,
              CopiaBorrowParts parts)
{
    CopiaBorrow *borrow = &self->grow->borrow;
    g_auto (CopiaRuns) runs = copia_runs_new ();
    g_autoptr (GArray) adds = copia_borrow_numbers_new ();

    copia_runs_copy (&runs, first, old);
    copia_runs_fresh (&runs, 0, fresh->len);
    copia_borrow_runs (borrow, &runs, &parts);
    for (guint i = 0; add != 0 && i < runs.run->len; i++)
        copia_borrow_add (adds, i == 0 && old > 0 ? add : 0);
    parts.add = copia_borrow_array (borrow, adds);
    parts.fresh = copia_borrow_array (borrow, fresh);
    copia_borrow_section (borrow, name, copia_ints_width (largest), runs.count, source,
                          &parts);
}

static void
write_plain (const Tail *self, const char *name, const GArray *values)
{
    copia_ints_write64 (self->grow->out, name,
                        (const uint64_t *) (const void *) values->data, values->len);
}

static void
write_starts (Tail *self)
{
    g_autofree char *name = g_strconcat (self->structure, ".start", NULL);
    uint64_t largest;

    if (self->old == 0) {
        write_plain (self, name, self->start);
        return;
    }
    largest = self->start->len > 0
                  ? copia_borrow_number (self->start, self->start->len - 1)
                  : copia_regions_start (self->regions[0], (uint32_t) self->old - 1);
    write_behind (self, name, name, self->old, 0, 0, self->start, largest,
                  COPIA_BORROW_NOTHING);
}

/* The tokens between the last region of the base, and each that is added, and the next. */
static GArray *
distances (const Tail *self)
{
    GArray *apart = copia_borrow_numbers_new ();
    uint64_t last = self->old > 0
                        ? copia_regions_end (self->regions[0], (uint32_t) self->old - 1)
                        : 0;

    for (guint i = 0; i <= self->start->len; i++) {
        uint64_t next =
            i < self->start->len ? copia_borrow_number (self->start, i) : self->tokens;

        if (i > 0 || self->old > 0)
            copia_borrow_add (apart, next - MIN (next, last + 1));
        if (i < self->start->len)
            last = copia_borrow_number (self->end, i);
    }
    return apart;
}

static uint64_t
largest_of (const GArray *values)
{
    uint64_t most = 0;

    for (guint i = 0; i < values->len; i++)
        most = MAX (most, copia_borrow_number (values, i));
    return most;
}

static void
write_distances (Tail *self, const char *name, const CopiaSection *had,
                 const GArray *apart)
{
    uint64_t most = largest_of (apart);

    if (self->old == 0) {
        write_plain (self, name, apart);
        return;
    }
    if (had) /* its width is as little known as its largest value, and enough for it */
        most = MAX (most, (UINT64_C (1) << (8 * had->width - 8)));
    write_behind (self, name, had ? name : "-", self->old - 1, 0, 0, apart, most,
                  COPIA_BORROW_NOTHING);
}

/* Of a base whose regions end where the next begins. */
static void
write_ends_before_starts (Tail *self, const char *name)
{
    g_autofree char *source = g_strconcat (self->structure, ".start", NULL);
    g_autoptr (GArray) fresh = copia_borrow_numbers_new ();

    copia_borrow_add (fresh, self->grow->merge->offset[1] - 1);
    g_array_append_vals (fresh, self->end->data, self->end->len);
    write_behind (self, name, source, self->old - 1, 1, UINT64_MAX, fresh,
                  copia_borrow_number (fresh, fresh->len - 1), COPIA_BORROW_NOTHING);
}

static void
write_all_ends (const Tail *self, const char *name)
{
    g_autoptr (GArray) ends = copia_borrow_numbers_new ();

    for (uint32_t i = 0; i < self->old; i++)
        copia_borrow_add (ends, copia_regions_end (self->regions[0], i));
    g_array_append_vals (ends, self->end->data, self->end->len);
    write_plain (self, name, ends);
}

static void
write_ends (Tail *self)
{
    g_autofree char *end = g_strconcat (self->structure, ".end", NULL);
    g_autofree char *apart = g_strconcat (self->structure, ".apart", NULL);
    const CopiaSection *had_end = copia_container_find (self->grow->base, end);
    const CopiaSection *had_apart = copia_container_find (self->grow->base, apart);
    g_autoptr (GArray) distance = distances (self);

    if (!had_end && !had_apart && largest_of (distance) == 0)
        return;
    if (self->grow->merge->compact)
        write_distances (self, apart, had_apart, distance);
    else if (self->old == 0)
        write_plain (self, end, self->end);
    else if (had_end)
        write_behind (self, end, end, self->old, 0, 0, self->end,
                      self->end->len > 0
                          ? copia_borrow_number (self->end, self->end->len - 1)
                          : copia_regions_end (self->regions[0],
                                               (uint32_t) self->old - 1),
                      COPIA_BORROW_NOTHING);
    else if (had_apart)
        write_all_ends (self, end);
    else
        write_ends_before_starts (self, end);
}

/* ---- values --------------------------------------------------------------------------- */

typedef struct {
    const CopiaStrings **lists; /* of each part; NULL: it has no such attribute */
    uint32_t *attribute;        /* its number there */
    CopiaJoined *joined;        /* of what is added */
    uint64_t *to;               /* number there -> number in the whole */
} Values;

static CopiaString
joined_value (const void *data, uint64_t i)
{
    const Values *self = data;
    CopiaPlace place = g_array_index (self->joined->places, CopiaPlace, i);

    return copia_strings_get (self->lists[place.part + 1], place.at);
}

static void
values_begin (Values *self, const Tail *tail, const char *name)
{
    const uint32_t n = tail->grow->merge->n;

    self->lists = g_new0 (const CopiaStrings *, n);
    self->attribute = g_new (uint32_t, n);
    for (uint32_t part = 0; part < n; part++) {
        self->attribute[part] =
            tail->regions[part] ? copia_regions_attribute (tail->regions[part], name)
                                : COPIA_NONE;
        if (self->attribute[part] != COPIA_NONE)
            self->lists[part] =
                copia_regions_values (tail->regions[part], self->attribute[part]);
    }
    self->joined = copia_joined_new (self->lists + 1, n - 1);
    if (!self->joined->sorted)
        for (uint32_t part = 1; part < n; part++) /* which one, nobody knows */
            if (self->lists[part])
                copia_container_blame (self->lists[part]->bytes);
    self->to = g_new (uint64_t, self->joined->count + 1);
}

static void
values_end (Values *self)
{
    copia_joined_free (self->joined);
    g_free (self->lists);
    g_free (self->attribute);
    g_free (self->to);
}

/* Fills in `to`, and writes the strings; returns how many there are. */
static uint64_t
write_strings (const Values *self, Tail *tail, const char *stem, CopiaShifts *shifts)
{
    const CopiaStrings *old = self->lists[0];
    g_autoptr (GArray) places = copia_borrow_numbers_new ();
    g_autoptr (GArray) strings = g_array_new (FALSE, FALSE, sizeof (CopiaString));
    g_auto (CopiaRuns) runs = copia_runs_new ();

    for (uint64_t i = 0; i < self->joined->count; i++) {
        CopiaString string = joined_value (self, i);
        uint64_t place = old ? copia_strings_lower (old, string) : 0;

        self->to[i] = place + places->len;
        if (old && place < old->count &&
            copia_string_compare (copia_strings_get (old, place), string) == 0)
            continue;
        g_array_append_val (places, place);
        g_array_append_val (strings, string);
    }
    copia_runs_insert (&runs, shifts, places, old ? old->count : 0);
    if (old)
        copia_growth_strings (&tail->grow->borrow, stem, old, places, strings);
    else
        copia_strings_write (tail->grow->out, stem, self->joined->count, joined_value,
                             self);
    return (old ? old->count : 0) + places->len;
}

/* Of the regions that are added: the value plus one; 0: none. */
static GArray *
values_of (const Values *self, const Tail *tail)
{
    GArray *values = copia_borrow_numbers_new ();

    for (uint32_t part = 1; part < tail->grow->merge->n; part++)
        for (uint32_t i = 0; i < count_in (tail, part); i++) {
            const CopiaStrings *list = self->lists[part];
            uint64_t value = list
                                 ? copia_regions_value_number (tail->regions[part],
                                                               self->attribute[part], i)
                                 : 0;

            if (value > 0 && value > list->count) {
                copia_container_blame (list->bytes);
                value = 0;
            }
            copia_borrow_add (
                values, value > 0
                            ? self->to[self->joined->number[part - 1][value - 1]] + 1
                            : 0);
        }
    return values;
}

static void
write_numbers (const Values *self, Tail *tail, const char *name, const GArray *fresh,
               const CopiaShifts *shifts, uint64_t count)
{
    g_auto (CopiaShifts) behind_none = copia_shifts_new ();
    CopiaBorrowParts parts = COPIA_BORROW_NOTHING;

    if (tail->old == 0) {
        CopiaIntsWriter ints;

        copia_ints_begin (&ints, tail->grow->out, name, copia_ints_width (count));
        for (guint i = 0; i < fresh->len; i++)
            copia_ints_put (&ints, copia_borrow_number (fresh, i));
        copia_ints_end (&ints);
        return;
    }
    copia_shifts_add (&behind_none, 0, 0);
    for (guint i = 0; i < shifts->old->len; i++)
        copia_shifts_add (&behind_none, copia_borrow_number (shifts->old, i) + 1,
                          copia_borrow_number (shifts->new, i) + 1);
    if (self->lists[0])
        copia_borrow_shifts (&tail->grow->borrow, &behind_none, &parts);
    write_behind (tail, name, self->lists[0] ? name : "-", tail->old, 0, 0, fresh,
                  count, parts);
}

static void
write_attribute (Tail *tail, const char *name)
{
    g_autofree char *stem = g_strdup_printf ("%s@%s", tail->structure, name);
    g_autofree char *section = g_strconcat (stem, ".value", NULL);
    g_auto (CopiaShifts) shifts = copia_shifts_new ();
    g_autoptr (GArray) fresh = NULL;
    Values values = { 0 };
    uint64_t count;

    values_begin (&values, tail, name);
    count = write_strings (&values, tail, stem, &shifts);
    fresh = values_of (&values, tail);
    write_numbers (&values, tail, section, fresh, &shifts, count);
    values_end (&values);
}

bool
copia_grow_regions (CopiaGrow *self, const char *structure, GError **error)
{
    g_autoptr (GPtrArray) attributes = copia_merge_attributes (self->merge, structure);
    bool good;
    Tail tail;

    tail_begin (&tail, self, structure);
    good =
        tail.old + tail.start->len < COPIA_NONE && attributes->len <= COPIA_MOST_NAMES;
    if (good) {
        write_starts (&tail);
        write_ends (&tail);
        for (guint i = 0; i < attributes->len; i++)
            write_attribute (&tail, attributes->pdata[i]);
    } else {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "the regions '%s' have more attributes, or are more, than one "
                     "corpus can hold",
                     structure);
    }
    tail_end (&tail);
    return good;
}
