/* met.c - from the types that were met to their forms. */
#include "study/met.h"

#include "base/large.h"
#include "index/view.h"

#include <string.h>

#define SOME 64        /* types whose forms are on their way from memory at once */
#define LINE 16        /* counts looked at together */
#define AHEAD 16       /* forms between two steps towards what is known of them */
#define MOST UINT8_MAX /* and more */

/* A form, and the type with which it was counted often enough. */
typedef struct {
    uint32_t form, id;
} Seen;

typedef struct {
    const CopiaLexicon *lexicon;
    const CopiaTypeCounts *counts;
    const uint32_t *scope;
    const uint8_t *kinds;
    uint64_t least, words;
    uint8_t *
        bytes; /* by form: how often it was counted, up to MOST; NULL: items are types */
    GArray *forms; /* Seen: those counted often enough, once each */
    GArray *list;  /* NULL: words are all that is asked for */
} Gather;

static inline bool
is_word (const Gather *self, uint32_t id)
{
    return self->kinds[id / 8] >> (id % 8) & 1;
}

static inline uint32_t
count_of (const Gather *self, uint32_t id)
{
    return copia_type_counts_get (self->counts, id);
}

static inline void
add_type (const Gather *self, uint32_t id, CopiaMet *met)
{
    met->count += count_of (self, id);
    met->freq +=
        self->scope ? self->scope[id] : copia_ints_raw (&self->lexicon->freq, id);
}

static inline void
put (Gather *self, const CopiaMet *met)
{
    if (met->count >= self->least)
        g_array_append_vals (self->list, met, 1);
}

static void
put_type (Gather *self, uint32_t item, uint32_t id)
{
    CopiaMet met = { item, is_word (self, id), 0, 0 };

    add_type (self, id, &met);
    put (self, &met);
}

/* With all of its types, met or not, as far as the file is right. */
static void
put_types (Gather *self, uint32_t form, uint64_t lex, uint64_t end)
{
    const CopiaLexicon *lexicon = self->lexicon;
    CopiaMet met = { form, false, 0, 0 };

    for (bool first = true; lex < MIN (end, lexicon->types); lex++, first = false) {
        uint64_t id = copia_ints_raw (&lexicon->id, lex);

        if (G_UNLIKELY (id >= lexicon->types ||
                        copia_ints_raw (&lexicon->form, id) != form)) {
            copia_container_blame (lexicon->form.section);
            break;
        }
        if (first)
            met.is_word = is_word (self, (uint32_t) id);
        add_type (self, (uint32_t) id, &met);
    }
    put (self, &met);
}

/* What is known of the one type that many a form has lies near that of the form before, as types are
 * met in the order of their ids. */
static void
put_form (Gather *self, const Seen *seen)
{
    uint64_t lex = copia_ints_raw (&self->lexicon->first, seen->form);
    uint64_t end = copia_ints_raw (&self->lexicon->first, (uint64_t) seen->form + 1);

    if (end - lex == 1)
        put_type (self, seen->form, seen->id);
    else
        put_types (self, seen->form, lex, end);
}

/* Most types were met once or twice: what is known of their forms lies far away, and a byte tells
 * when it is needed. */
static void
count_forms (Gather *self, const uint32_t *ids, uint32_t n)
{
    uint32_t least = (uint32_t) MIN (self->least, MOST), chosen = 0;
    Seen seen[SOME];

    for (uint32_t i = 0; i < n; i++) {
        uint64_t form = copia_ints_raw (&self->lexicon->form, ids[i]);

        if (G_UNLIKELY (form >= self->lexicon->forms)) {
            copia_container_blame (self->lexicon->form.section);
            form = 0;
        }
        seen[i] = (Seen){ (uint32_t) form, ids[i] };
        __builtin_prefetch (self->bytes + form, 1);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint8_t *byte = &self->bytes[seen[i].form];
        uint32_t before = *byte, sum = before + MIN (count_of (self, ids[i]), MOST);

        *byte = (uint8_t) MIN (sum, MOST);
        seen[chosen] = seen[i];
        chosen += before < least && sum >= least;
    }
    g_array_append_vals (self->forms, seen, chosen);
}

static void
meet (Gather *self, const uint32_t *ids, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        self->words += count_of (self, ids[i]);
    if (self->bytes)
        count_forms (self, ids, n);
    for (uint32_t i = 0; i < n && self->list && !self->bytes; i++)
        put_type (self, ids[i], ids[i]);
}

/* What the compiler keeps in one vector register of any target. */
typedef uint64_t Pair __attribute__ ((vector_size (16)));

static inline bool
are_zeros (const uint32_t *counts)
{
    Pair pairs[LINE / 4];

    memcpy (pairs, counts, sizeof pairs);
    for (int i = 1; i < LINE / 4; i++)
        pairs[0] |= pairs[i];
    return (pairs[0][0] | pairs[0][1]) == 0;
}

static uint32_t
find_numbers (const Gather *self, uint32_t id, uint32_t *ids)
{
    const uint32_t *numbers = self->counts->numbers;
    uint32_t end = MIN (self->lexicon->types, id + LINE), n = 0;

    if (end - id == LINE && are_zeros (numbers + id))
        return 0;
    for (; id < end; id++) {
        ids[n] = id;
        n += numbers[id] > 0;
    }
    return n;
}

static uint32_t
find_eight (const Gather *self, uint32_t id, uint32_t *ids)
{
    const uint8_t *bytes = self->counts->bytes + id;
    uint32_t full = self->counts->full[id / 8], n = 0;
    uint64_t any;

    memcpy (&any, bytes, sizeof any);
    if ((any | full) == 0)
        return 0;
    for (uint32_t i = 0; i < 8; i++, full >>= 1) {
        ids[n] = id + i;
        n += (bytes[i] | (full & 1)) > 0;
    }
    return n;
}

static void
find_types (Gather *self)
{
    uint32_t types = self->lexicon->types, ids[SOME], n = 0;

    for (uint32_t id = 0; id < types; id += LINE) {
        if (n > SOME - LINE) {
            meet (self, ids, n);
            n = 0;
        }
        if (!self->counts->bytes) {
            n += find_numbers (self, id, ids + n);
            continue;
        }
        n += find_eight (self, id, ids + n);
        if (id + 8 < types)
            n += find_eight (self, id + 8, ids + n);
    }
    if (n > 0)
        meet (self, ids, n);
}

/* Marks are few types. */
static void
take_off_marks (Gather *self)
{
    uint32_t types = self->lexicon->types;

    for (uint32_t id = 0; id < types; id++) {
        if (id % 8 == 0 && self->kinds[id / 8] == 0xFF)
            id += 7;
        else if (!is_word (self, id))
            self->words -= count_of (self, id);
    }
}

/* Of forms that have more than the one. */
G_ALWAYS_INLINE static inline void
prefetch_types (const Gather *self, uint32_t form)
{
    const CopiaLexicon *lexicon = self->lexicon;
    uint64_t lex = copia_ints_raw (&lexicon->first, form);
    uint64_t end = copia_ints_raw (&lexicon->first, (uint64_t) form + 1);

    if (end - lex == 1)
        return;
    for (uint64_t last = MIN (MIN (end, lexicon->types), lex + 3); lex < last; lex++) {
        uint64_t id = copia_ints_raw (&lexicon->id, lex);

        if (G_UNLIKELY (id >= lexicon->types))
            return;
        if (self->counts->bytes)
            __builtin_prefetch (self->counts->bytes + id);
        else
            __builtin_prefetch (self->counts->numbers + id);
        __builtin_prefetch (lexicon->form.bytes + id * lexicon->form.width);
        __builtin_prefetch (lexicon->freq.bytes + id * lexicon->freq.width);
    }
}

/* One after the other, what is known of a form; each step for some forms at once, so that none
 * waits for the pages of the one before. */
G_ALWAYS_INLINE static inline void
prefetch_forms (const Gather *self, const Seen *forms, uint32_t n, uint32_t i)
{
    for (uint32_t step = 3; step > 0; step--) {
        uint32_t from = i + step * AHEAD, to = MIN (from + AHEAD, n);

        for (uint32_t k = from; k < to; k++)
            if (step == 1)
                prefetch_types (self, forms[k].form);
            else
                copia_lexicon_prefetch_form (self->lexicon, forms[k].form, step);
    }
}

static void
put_forms (Gather *self)
{
    const Seen *forms = (const Seen *) (const void *) self->forms->data;
    uint32_t n = self->forms->len;

    for (uint32_t i = 0; i < n; i++) {
        if (i % AHEAD == 0)
            prefetch_forms (self, forms, n, i);
        put_form (self, &forms[i]);
    }
}

GArray *
copia_met_list (const CopiaIndex *index, const CopiaTypeCounts *counts,
                const uint32_t *scope, CopiaCounted counted, uint64_t least,
                uint64_t *words)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    g_autoptr (GArray) forms = g_array_new (FALSE, FALSE, sizeof (Seen));
    Gather self = { .lexicon = lexicon,
                    .counts = counts,
                    .scope = scope,
                    .kinds = copia_lexicon_kinds (lexicon),
                    .least = MAX (least, 1),
                    .forms = forms,
                    .list = g_array_new (FALSE, FALSE, sizeof (CopiaMet)) };

    copia_lexicon_touch_types (lexicon);
    if (counted == COPIA_BY_FORM)
        self.bytes = copia_large_new0 ((size_t) lexicon->forms + 1, 1);
    find_types (&self);
    take_off_marks (&self);
    put_forms (&self);
    copia_large_free (self.bytes);
    *words = self.words;
    return self.list;
}

uint64_t
copia_met_words (const CopiaIndex *index, const CopiaTypeCounts *counts)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    Gather self = { .lexicon = lexicon,
                    .counts = counts,
                    .kinds = copia_lexicon_kinds (lexicon) };

    find_types (&self);
    take_off_marks (&self);
    return self.words;
}

uint64_t
copia_met_count (const CopiaIndex *index, const CopiaTypeCounts *counts,
                 CopiaCounted counted, uint32_t item)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint32_t first, end;
    uint64_t n = 0;

    if (counted != COPIA_BY_FORM)
        return copia_type_counts_get (counts, item);
    copia_lexicon_types_of (lexicon, item, &first, &end);
    for (; first < end; first++)
        n += copia_type_counts_get (counts, copia_lexicon_id (lexicon, first));
    return n;
}
