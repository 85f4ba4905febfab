/* met.c - from the types that were met to their forms. */
#include "study/met.h"

#include "base/large.h"
#include "index/view.h"

#include <string.h>

#define SOME 64        /* types that are looked at together */
#define LINE 16        /* counts looked at together */
#define AHEAD 16       /* forms between two steps towards what is known of them */
#define MOST UINT8_MAX /* and more */

/* Eight bytes in one number. */
#define EACH(byte) (0x0101010101010101u * (uint64_t) (byte))
#define HIGH EACH (0x80)

typedef struct {
    const CopiaLexicon *lexicon;
    const CopiaTypeCounts *counts;
    const uint32_t *scope;
    const uint8_t *kinds;
    uint64_t least, words;
    const uint8_t *shared; /* shared-forms.h; NULL: items are types */
    uint8_t *bytes;        /* by form that types share: its count, up to MOST */
    GArray *forms;         /* uint32_t: of those, once each, what was counted enough */
    GArray *list;          /* NULL: words are all that is asked for */
} Gather;

static inline bool
has_bit (const uint8_t *bits, uint32_t id)
{
    return bits[id / 8] >> (id % 8) & 1;
}

static inline bool
is_word (const Gather *self, uint32_t id)
{
    return has_bit (self->kinds, id);
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

static uint32_t
form_of (const Gather *self, uint32_t id)
{
    uint64_t form = copia_ints_raw (&self->lexicon->form, id);

    if (G_LIKELY (form < self->lexicon->forms))
        return (uint32_t) form;
    copia_container_blame (self->lexicon->form.section);
    return 0;
}

static void
put_type (Gather *self, uint32_t id)
{
    CopiaMet met = { self->shared ? form_of (self, id) : id, is_word (self, id), 0, 0 };

    add_type (self, id, &met);
    put (self, &met);
}

/* With all of its types, met or not, as far as the file is right. */
static void
put_form (Gather *self, uint32_t form)
{
    const CopiaLexicon *lexicon = self->lexicon;
    uint64_t lex = copia_ints_raw (&lexicon->first, form);
    uint64_t end = copia_ints_raw (&lexicon->first, (uint64_t) form + 1);
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

/* Most types were met once or twice: what is known of their forms lies far away, and a byte tells
 * when it is needed. */
static void
count_forms (Gather *self, const uint32_t *ids, uint32_t n)
{
    uint32_t least = (uint32_t) MIN (self->least, MOST), chosen = 0;
    uint32_t forms[SOME];

    for (uint32_t i = 0; i < n; i++) {
        forms[i] = form_of (self, ids[i]);
        __builtin_prefetch (self->bytes + forms[i], 1);
    }
    for (uint32_t i = 0; i < n; i++) {
        uint8_t *byte = &self->bytes[forms[i]];
        uint32_t before = *byte, sum = before + MIN (count_of (self, ids[i]), MOST);

        *byte = (uint8_t) MIN (sum, MOST);
        forms[chosen] = forms[i];
        chosen += before < least && sum >= least;
    }
    g_array_append_vals (self->forms, forms, chosen);
}

static void
meet (Gather *self, const uint32_t *ids, uint32_t n)
{
    const CopiaInts *form = &self->lexicon->form, *freq = &self->lexicon->freq;
    uint32_t sharing[SOME], n_sharing = 0;

    for (uint32_t i = 0; i < n; i++) {
        __builtin_prefetch (form->bytes + (size_t) ids[i] * form->width);
        __builtin_prefetch (freq->bytes + (size_t) ids[i] * freq->width);
    }
    for (uint32_t i = 0; i < n; i++) {
        if (self->shared && has_bit (self->shared, ids[i]))
            sharing[n_sharing++] = ids[i];
        else
            put_type (self, ids[i]);
    }
    count_forms (self, sharing, n_sharing);
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

/* Of the types from id on those that may be listed, or their forms; of the others no more is asked
 * than how often they were met. */
static uint32_t
find_numbers (Gather *self, uint32_t id, uint32_t *ids)
{
    const uint32_t *numbers = self->counts->numbers;
    uint32_t end = MIN (self->lexicon->types, id + LINE), n = 0;

    if (end - id == LINE && are_zeros (numbers + id))
        return 0;
    for (; id < end; id++) {
        self->words += numbers[id];
        ids[n] = id;
        n += (numbers[id] >= self->least) |
             ((numbers[id] > 0) & (self->shared && has_bit (self->shared, id)));
    }
    return n;
}

/* Bit i: the highest bit of byte i. */
static inline uint32_t
gather_high (uint64_t bytes)
{
    return (uint32_t) ((bytes >> 7 & EACH (1)) * 0x0102040810204080u >> 56);
}

/* Bit i: byte i is `least` or more, 1 <= least <= 255.  Seven bits of it are compared by adding what
 * carries into the eighth from `least` on. */
static inline uint32_t
at_least (uint64_t bytes, uint32_t least)
{
    uint64_t sums = (bytes & ~HIGH) + EACH ((0x80 - least) & 0x7F);

    return gather_high (least <= 0x80 ? sums | bytes : sums & bytes);
}

static inline uint32_t
sum_of_eight (uint64_t bytes)
{
    uint64_t pairs = (bytes & 0x00FF00FF00FF00FFu) + (bytes >> 8 & 0x00FF00FF00FF00FFu);

    return (uint32_t) (pairs * 0x0001000100010001u >> 48);
}

G_ALWAYS_INLINE static inline uint32_t
find_eight (Gather *self, uint32_t id, uint32_t *ids)
{
    uint32_t full = self->counts->full[id / 8], n = 0, wanted;
    uint64_t bytes;

    memcpy (&bytes, self->counts->bytes + id, sizeof bytes);
    self->words += sum_of_eight (bytes);
    for (uint32_t left = full; left; left &= left - 1)
        self->words += self->counts->numbers[id + (uint32_t) __builtin_ctz (left)];
    wanted = full;
    if (self->least <= MOST)
        wanted |= at_least (bytes, (uint32_t) self->least);
    if (self->shared)
        wanted |= at_least (bytes, 1) & self->shared[id / 8];
    for (; wanted; wanted &= wanted - 1)
        ids[n++] = id + (uint32_t) __builtin_ctz (wanted);
    return n;
}

static void
find_types (Gather *self)
{
    uint32_t types = self->lexicon->types, ids[SOME], n = 0;

    for (uint32_t id = 0; id < types; id += LINE) {
        if (!self->counts->bytes) {
            n += find_numbers (self, id, ids + n);
        } else {
            n += find_eight (self, id, ids + n);
            if (id + 8 < types)
                n += find_eight (self, id + 8, ids + n);
        }
        if (self->list && n > SOME - LINE) {
            meet (self, ids, n);
            n = 0;
        }
        if (!self->list)
            n = 0;
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
prefetch_forms (const Gather *self, const uint32_t *forms, uint32_t n, uint32_t i)
{
    for (uint32_t step = 3; step > 0; step--) {
        uint32_t from = i + step * AHEAD, to = MIN (from + AHEAD, n);

        for (uint32_t k = from; k < to; k++)
            if (step == 1)
                prefetch_types (self, forms[k]);
            else
                copia_lexicon_prefetch_form (self->lexicon, forms[k], step);
    }
}

static void
put_forms (Gather *self)
{
    const uint32_t *forms = (const uint32_t *) (const void *) self->forms->data;
    uint32_t n = self->forms->len;

    for (uint32_t i = 0; i < n; i++) {
        if (i % AHEAD == 0)
            prefetch_forms (self, forms, n, i);
        put_form (self, forms[i]);
    }
}

GArray *
copia_met_list (const CopiaIndex *index, const CopiaTypeCounts *counts,
                const uint32_t *scope, CopiaCounted counted, uint64_t least,
                uint64_t *words)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    g_autoptr (GArray) forms = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    Gather self = { .lexicon = lexicon,
                    .counts = counts,
                    .scope = scope,
                    .kinds = copia_lexicon_kinds (lexicon),
                    .least = MAX (least, 1),
                    .forms = forms,
                    .list = g_array_new (FALSE, FALSE, sizeof (CopiaMet)) };

    copia_lexicon_touch_types (lexicon);
    if (counted == COPIA_BY_FORM) {
        self.shared = copia_index_shared_forms (index);
        self.bytes = copia_large_new0 ((size_t) lexicon->forms + 1, 1);
    }
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
