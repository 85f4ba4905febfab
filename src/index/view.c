/* view.c - the lexicon of a view, made in memory. */
#include "index/view.h"

#include "index/index-private.h"

#include <string.h>

struct CopiaView {
    const CopiaLayer *layer;
    CopiaThrough through;
    uint8_t *mixed;    /* a bit an id: its value stands on words and on marks */
    bool aside;        /* marks of those have form 0, and forms of values begin at 1 */
    uint32_t *form_of; /* by value */
    GPtrArray *held;   /* sections and their bytes */
};

void
copia_view_free (CopiaView *self)
{
    if (!self)
        return;
    g_free (self->mixed);
    g_free (self->form_of);
    g_ptr_array_unref (self->held);
    g_free (self);
}

/* A section that lies in memory and was checked.  Takes the bytes, behind which is padding. */
static const CopiaSection *
hold (CopiaIndex *self, void *bytes, uint64_t size)
{
    CopiaSection *section = g_new0 (CopiaSection, 1);
    _Atomic uint8_t *seen = g_new0 (_Atomic uint8_t, 1);

    atomic_init (seen, COPIA_SEEN);
    section->bytes = bytes;
    section->size = size;
    section->container = self->container;
    section->shift = 63;
    section->seen = seen;
    g_ptr_array_add (self->view->held, bytes);
    g_ptr_array_add (self->view->held, (void *) seen);
    g_ptr_array_add (self->view->held, section);
    return section;
}

static uint32_t *
numbers_new (uint64_t count)
{
    return g_malloc0 (count * sizeof (uint32_t) + COPIA_PADDING);
}

static CopiaInts
ints_of (CopiaIndex *self, uint32_t *values, uint64_t count)
{
    const CopiaSection *section = hold (self, values, count * sizeof *values);

    return (CopiaInts){ .section = section,
                        .bytes = section->bytes,
                        .count = count,
                        .width = sizeof *values,
                        .mask = UINT32_MAX };
}

static CopiaInts
long_ints_of (CopiaIndex *self, uint64_t *values, uint64_t count)
{
    const CopiaSection *section = hold (self, values, count * sizeof *values);

    return (CopiaInts){ .section = section,
                        .bytes = section->bytes,
                        .count = count,
                        .width = sizeof *values,
                        .mask = UINT64_MAX };
}

static inline bool
has (const uint8_t *bits, uint32_t i)
{
    return bits[i / 8] >> (i % 8) & 1;
}

static inline void
put (uint8_t *bits, uint32_t i)
{
    bits[i / 8] |= (uint8_t) (1u << (i % 8));
}

static bool
is_mixed (const CopiaLayer *layer, uint32_t value)
{
    uint64_t words = copia_layer_words (layer, value);

    return words > 0 && words < copia_layer_freq (layer, value);
}

static bool
find_mixed (CopiaView *self, const CopiaLayer *layer)
{
    bool any = false;

    self->mixed = g_malloc0 (layer->ids / 8 + 1);
    for (uint32_t id = 0; id < layer->ids; id++)
        if (is_mixed (layer, copia_layer_of (layer, id))) {
            put (self->mixed, id);
            any = true;
        }
    return any;
}

typedef struct {
    CopiaString string;
    uint32_t value;
} Name;

static int
compare (const void *a, const void *b)
{
    const Name *x = a, *y = b;
    int order = copia_string_compare (x->string, y->string);

    return order ? order : x->value < y->value ? -1 : x->value > y->value;
}

/* Strings lie end to end: where they have more bytes than the whole, they are damaged. */
static Name *
sorted_names (const CopiaLayer *layer, uint64_t *size)
{
    const CopiaStrings *strings = layer->kind == COPIA_LAYER_FORM
                                      ? &layer->lexicon->folded
                                      : &layer->lexicon->words;
    Name *names = g_new (Name, MAX (layer->count, 1));

    *size = 0;
    for (uint32_t i = 0; i < layer->count; i++) {
        uint32_t value = copia_layer_by_lex (layer, i);

        names[i] = (Name){ copia_layer_value (layer, value), value };
        if (G_UNLIKELY (names[i].string.size > strings->bytes->size - *size)) {
            copia_container_blame (strings->bytes);
            names[i].string.size = 0;
        }
        *size += names[i].string.size;
    }
    qsort (names, layer->count, sizeof *names, compare);
    return names;
}

/* The values are the forms. */
static void
make_forms (CopiaIndex *self, const CopiaLayer *layer)
{
    CopiaView *view = self->view;
    uint64_t size, end = 0;
    g_autofree Name *names = sorted_names (layer, &size);
    uint32_t forms = layer->count + view->aside, form = 0;
    char *bytes = g_malloc0 (size + COPIA_PADDING);
    uint64_t *at = g_malloc0 ((forms + 1ull) * sizeof *at + COPIA_PADDING);

    view->form_of = g_new0 (uint32_t, MAX (layer->count, 1));
    if (view->aside)
        at[++form] = 0;
    for (uint32_t i = 0; i < layer->count; i++) {
        memcpy (bytes + end, names[i].string.bytes, names[i].string.size);
        end += names[i].string.size;
        view->form_of[names[i].value] = form;
        at[++form] = end;
    }
    self->lexicon.forms = forms;
    self->lexicon.folded.count = forms;
    self->lexicon.folded.at = long_ints_of (self, at, forms + 1ull);
    self->lexicon.folded.bytes = hold (self, bytes, size);
}

/* Types in the order of their forms, of one form the words before the marks. */
static void
group_types (CopiaIndex *self, const uint32_t *form, uint32_t types)
{
    const uint8_t *kinds = copia_lexicon_kinds (&self->lexicon);
    uint32_t forms = self->lexicon.forms;
    uint32_t *first = numbers_new (forms + 1ull), *id = numbers_new (types);
    uint32_t *lex = numbers_new (types);
    g_autofree uint32_t *next = g_new0 (uint32_t, forms + 1ull);

    for (uint32_t i = 0; i < types; i++)
        first[form[i] + 1]++;
    for (uint32_t i = 0; i < forms; i++)
        first[i + 1] += first[i];
    memcpy (next, first, (forms + 1ull) * sizeof *next);
    for (int is_word = 1; is_word >= 0; is_word--)
        for (uint32_t i = 0; i < types; i++)
            if (has (kinds, i) == is_word) {
                lex[i] = next[form[i]]++;
                id[lex[i]] = i;
            }
    self->lexicon.first = ints_of (self, first, forms + 1ull);
    self->lexicon.id = ints_of (self, id, types);
    self->lexicon.lex = ints_of (self, lex, types);
}

/* Values follow from the types of the words: those stay the types, and are grouped anew. */
static void
make_types_of_words (CopiaIndex *self, const CopiaLayer *layer)
{
    CopiaView *view = self->view;
    uint32_t types = self->lexicon.types;
    const uint8_t *kinds = copia_lexicon_kinds (&self->lexicon);
    uint32_t *form = numbers_new (types), *rank = numbers_new (types);

    for (uint32_t id = 0; id < types; id++) {
        uint32_t value = copia_layer_of (layer, id);

        rank[id] = copia_lexicon_rank (layer->lexicon, value);
        if (has (kinds, id) || !view->aside || !has (view->mixed, id))
            form[id] = view->form_of[value];
    }
    self->lexicon.form = ints_of (self, form, types);
    self->lexicon.rank = ints_of (self, rank, types);
    group_types (self, form, types);
}

static uint64_t
words_in_list (const CopiaIndex *ground, const CopiaLayer *layer, uint32_t id)
{
    CopiaList list = copia_postings_list (layer->postings, id);
    uint64_t words = 0;

    while (copia_list_next (&list))
        words += copia_tokens_is_word (&ground->tokens, list.pos);
    return words;
}

/* How often each id counts: of a mixed value with several ids, its lists alone know. */
static uint64_t *
count_ids (const CopiaIndex *self, const CopiaLayer *layer, uint32_t types)
{
    uint64_t *freq = g_malloc0 (types * sizeof *freq + COPIA_PADDING);

    for (uint32_t id = 0; id < layer->ids; id++)
        if (!self->view->aside || !has (self->view->mixed, id))
            freq[id] = copia_ints_get (&layer->postings->freq, id);
        else
            freq[id] = layer->kind == COPIA_LAYER_STREAM
                           ? copia_layer_words (layer, id)
                           : words_in_list (self->ground, layer, id);
    return freq;
}

/* The ids of the attribute are the types, and where marks stand aside, there is one more. */
static void
make_types_of_stream (CopiaIndex *self, const CopiaLayer *layer)
{
    CopiaView *view = self->view;
    uint32_t types = layer->ids + view->aside;
    uint32_t *form = numbers_new (types), *rank = numbers_new (types);
    uint8_t *kinds = g_malloc0 (types / 8 + 1 + COPIA_PADDING);

    for (uint32_t id = 0; id < layer->ids; id++) {
        uint32_t value = copia_layer_of (layer, id);

        form[id] = view->form_of[value];
        rank[id] = copia_lexicon_rank (layer->lexicon, value);
        if (copia_layer_words (layer, value) > 0)
            put (kinds, id);
    }
    self->lexicon.types = types;
    self->lexicon.kind = hold (self, kinds, types / 8 + 1);
    self->lexicon.form = ints_of (self, form, types);
    self->lexicon.rank = ints_of (self, rank, types);
    self->lexicon.freq = long_ints_of (self, count_ids (self, layer, types), types);
    group_types (self, form, types);
}

/* The ids of the attribute are read as those of words are, where they lie in one array. */
static void
make_tokens_of_stream (CopiaIndex *self, const CopiaLayer *layer)
{
    const CopiaTokens *words = &self->ground->tokens;
    CopiaView *view = self->view;
    bool plain = !view->aside && !layer->shards;

    view->through = (CopiaThrough){ .layer = layer,
                                    .words = words,
                                    .mixed = view->aside ? view->mixed : NULL,
                                    .aside = layer->ids };
    self->postings = *layer->postings;
    self->tokens.ids = plain ? layer->stream : (CopiaInts){ .count = 0 };
    self->tokens.shards = NULL;
    self->tokens.through = &view->through;
}

CopiaIndex *
copia_index_view (const CopiaIndex *index, const CopiaLayer *layer, bool marks)
{
    const CopiaIndex *ground = copia_index_ground (index);
    CopiaIndex *self = g_new0 (CopiaIndex, 1);

    memcpy (self, ground, offsetof (CopiaIndex, known_words));
    self->ground = ground;
    self->path = g_strdup (ground->path);
    self->meta_text = NULL;
    self->meta = g_ptr_array_ref (ground->meta);
    self->layers = g_ptr_array_ref (ground->layers);
    self->structures = g_ptr_array_ref (ground->structures);
    self->view = g_new0 (CopiaView, 1);
    self->view->layer = layer;
    self->view->held = g_ptr_array_new_with_free_func (g_free);
    self->tokens.lexicon = &self->lexicon;
    self->lexicon.words = (CopiaStrings){ .count = 0 };
    self->view->aside = find_mixed (self->view, layer) && !marks;
    make_forms (self, layer);
    if (layer->postings == &ground->postings) {
        make_types_of_words (self, layer);
        return self;
    }
    make_types_of_stream (self, layer);
    make_tokens_of_stream (self, layer);
    return self;
}

const CopiaLayer *
copia_index_seen (const CopiaIndex *self)
{
    return self->view ? self->view->layer : NULL;
}

bool
copia_index_list_is_mixed (const CopiaIndex *self, uint32_t id)
{
    const CopiaThrough *through = self->tokens.through;

    return through && through->mixed && id < through->aside &&
           has (self->view->mixed, id);
}

bool
copia_index_list_next (const CopiaIndex *self, uint32_t id, CopiaList *list)
{
    bool mixed = copia_index_list_is_mixed (self, id);

    while (copia_list_next (list))
        if (!mixed || copia_tokens_get (&self->tokens, list->pos) == id)
            return true;
    return false;
}
