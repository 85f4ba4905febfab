/* growth-write.c - the sections of a lexicon that grew, as differences. */
#include "index/growth.h"

#include "index/column-name.h"

/* ---- strings -------------------------------------------------------------------------- */

static void
write_bytes (CopiaBorrow *borrow, const char *name, const CopiaStrings *base,
             const GArray *places, const GArray *strings)
{
    g_auto (CopiaRuns) runs = copia_runs_new ();
    g_autoptr (GString) bytes = g_string_new (NULL);
    CopiaBorrowParts parts = COPIA_BORROW_NOTHING;
    uint64_t copied = 0, end = copia_ints_get (&base->at, base->count);

    for (guint i = 0; i < places->len; i++) {
        uint64_t place = copia_ints_get (&base->at, copia_borrow_number (places, i));
        CopiaString string = g_array_index (strings, CopiaString, i);

        copia_runs_copy (&runs, copied, place - copied);
        copia_runs_fresh (&runs, bytes->len, string.size);
        g_string_append_len (bytes, string.bytes, (gssize) string.size);
        copied = place;
    }
    copia_runs_copy (&runs, copied, end - copied);
    if (runs.count == 0) { /* there is nothing to make */
        copia_container_begin (borrow->out, name, 1);
        copia_container_end (borrow->out, 0);
        return;
    }
    copia_borrow_runs (borrow, &runs, &parts);
    parts.fresh = copia_borrow_bytes (borrow, bytes->str, bytes->len);
    copia_borrow_section (borrow, name, 1, runs.count, name, &parts);
}

/* The runs are those of the strings. */
static void
write_ends (CopiaBorrow *borrow, const char *name, const CopiaStrings *base,
            const GArray *places, const GArray *strings, const CopiaRuns *runs,
            CopiaBorrowParts parts)
{
    g_autoptr (GArray) before = copia_borrow_numbers_new ();
    g_autoptr (GArray) fresh = copia_borrow_numbers_new ();
    g_autoptr (GArray) add = copia_borrow_numbers_new ();
    uint64_t sum = 0;

    for (guint i = 0; i < places->len; i++) {
        copia_borrow_add (before, sum);
        copia_borrow_add (fresh,
                          copia_ints_get (&base->at, copia_borrow_number (places, i)) +
                              sum);
        sum += g_array_index (strings, CopiaString, i).size;
    }
    copia_borrow_add (before, sum);
    for (guint i = 0; i < runs->run->len; i++) {
        uint64_t from = g_array_index (runs->from, uint64_t, i);
        uint64_t put_in = g_array_index (runs->run, uint64_t, i) - from / 2;

        copia_borrow_add (add, from % 2 ? 0 : g_array_index (before, uint64_t, put_in));
    }
    parts.add = copia_borrow_array (borrow, add);
    parts.fresh = copia_borrow_array (borrow, fresh);
    copia_borrow_section (borrow, name,
                          copia_ints_width (copia_ints_get (&base->at, base->count) +
                                            sum),
                          base->count + places->len + 1, name, &parts);
}

/* `runs`: where the strings come from; `parts` takes their arrays. */
static void
write_strings (CopiaBorrow *borrow, const char *stem, const CopiaStrings *base,
               const GArray *places, const GArray *strings, CopiaBorrowParts *parts)
{
    g_autofree char *bytes = g_strconcat (stem, ".bytes", NULL);
    g_autofree char *ends = g_strconcat (stem, ".at", NULL);
    g_auto (CopiaRuns) runs = copia_runs_new ();
    g_auto (CopiaShifts) shifts = copia_shifts_new ();

    copia_runs_insert (&runs, &shifts, places, base->count + 1);
    copia_borrow_runs (borrow, &runs, parts);
    write_bytes (borrow, bytes, base, places, strings);
    write_ends (borrow, ends, base, places, strings, &runs, *parts);
}

void
copia_growth_strings (CopiaBorrow *borrow, const char *name, const CopiaStrings *base,
                      const GArray *places, const GArray *strings)
{
    CopiaBorrowParts parts = COPIA_BORROW_NOTHING;

    write_strings (borrow, name, base, places, strings, &parts);
}

/* ---- the lexicon ---------------------------------------------------------------------- */

typedef struct {
    const CopiaGrowth *of;
    const char *prefix;
    CopiaBorrow *borrow;
} Writing;

/* Of words as of forms: `parts` holds the runs, `shifts` of the values may be NULL. */
static void
write_values (const Writing *self, const char *rest, uint32_t width, uint64_t count,
              CopiaBorrowParts parts, const CopiaBorrowParts *shifts,
              const GArray *fresh)
{
    char name[COPIA_NAME_SIZE];

    copia_column_section (name, self->prefix, rest);
    if (shifts) {
        parts.old = shifts->old;
        parts.new = shifts->new;
    }
    parts.fresh = copia_borrow_array (self->borrow, fresh);
    copia_borrow_section (self->borrow, name, width, count, name, &parts);
}

typedef uint64_t (*Property) (const CopiaGrown *grown);

static uint64_t
lex_of (const CopiaGrown *grown)
{
    return grown->lex;
}

static uint64_t
form_of (const CopiaGrown *grown)
{
    return grown->form;
}

static uint64_t
rank_of (const CopiaGrown *grown)
{
    return grown->rank;
}

static uint64_t
freq_of (const CopiaGrown *grown)
{
    return grown->freq;
}

static void
write_by_id (const Writing *self, const char *rest, Property property, uint64_t largest,
             const CopiaBorrowParts *ids, const CopiaShifts *shifts)
{
    g_autoptr (GArray) fresh = copia_borrow_numbers_new ();
    CopiaBorrowParts parts = *ids, changed = COPIA_BORROW_NOTHING;

    parts.old = parts.new = COPIA_NO_PART;
    for (uint32_t i = 0; i < self->of->added->types; i++)
        copia_borrow_add (fresh, property (self->of->by_id[i]));
    if (shifts)
        copia_borrow_shifts (self->borrow, shifts, &changed);
    write_values (self, rest, copia_ints_width (largest), self->of->types, parts,
                  shifts ? &changed : NULL, fresh);
}

static void
write_kinds (const Writing *self, const CopiaBorrowParts *ids)
{
    uint32_t n = self->of->added->types;
    g_autofree uint8_t *kinds = g_malloc0 (n / 8 + 1);
    CopiaBorrowParts parts = *ids;
    char name[COPIA_NAME_SIZE];

    for (uint32_t i = 0; i < n; i++)
        if (self->of->by_id[i]->is_word)
            kinds[i / 8] |= (uint8_t) (1u << (i % 8));
    parts.old = parts.new = COPIA_NO_PART;
    parts.fresh = copia_borrow_bytes (self->borrow, kinds, n / 8 + 1);
    copia_column_section (name, self->prefix, "word.kind");
    copia_borrow_section (self->borrow, name, 0, self->of->types, name, &parts);
}

static void
write_words (const Writing *self, const CopiaBorrowParts *ids)
{
    const CopiaGrowth *of = self->of;
    g_autoptr (GArray) fresh = copia_borrow_numbers_new ();
    CopiaBorrowParts parts = COPIA_BORROW_NOTHING;
    char name[COPIA_NAME_SIZE];

    for (uint32_t lex = 0; lex < of->added->types; lex++)
        if (of->by_lex[lex].old_id == COPIA_NONE)
            copia_borrow_add (fresh, of->by_lex[lex].id);
    write_strings (self->borrow, copia_column_section (name, self->prefix, "word"),
                   &of->base->words, of->new_words, of->words, &parts);
    write_values (self, "word.id", copia_ints_width (of->types - 1), of->types, parts,
                  ids, fresh);
}

static void
write_forms (const Writing *self)
{
    const CopiaGrowth *of = self->of;
    CopiaBorrowParts parts = COPIA_BORROW_NOTHING, lexes = COPIA_BORROW_NOTHING;
    char name[COPIA_NAME_SIZE];

    copia_growth_strings (self->borrow,
                          copia_column_section (name, self->prefix, "form"),
                          &of->base->folded, of->new_forms, of->folded);
    copia_borrow_runs (self->borrow, &of->first, &parts);
    copia_borrow_shifts (self->borrow, &of->lex, &lexes);
    write_values (self, "form.first", copia_ints_width (of->types), of->forms + 1ull,
                  parts, &lexes, of->first_lex);
}

void
copia_growth_write (const CopiaGrowth *self, const char *prefix, CopiaBorrow *borrow,
                    CopiaBorrowParts *ids)
{
    const Writing writing = { self, prefix, borrow };
    uint64_t most = MAX (copia_lexicon_freq (self->base, 0), self->by_id[0]->freq);

    *ids = COPIA_BORROW_NOTHING;
    copia_borrow_runs (borrow, &self->ids, ids);
    copia_borrow_shifts (borrow, &self->id, ids);
    write_words (&writing, ids);
    write_by_id (&writing, "word.lex", lex_of, self->types - 1, ids, &self->lex);
    write_by_id (&writing, "word.form", form_of, self->forms - 1, ids, &self->form);
    write_by_id (&writing, "word.freq", freq_of, most, ids, NULL);
    write_by_id (&writing, "word.rank", rank_of, self->types - 1, ids, &self->rank);
    write_kinds (&writing, ids);
    write_forms (&writing);
}
