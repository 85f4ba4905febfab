/* writer-layers.c - further attributes of tokens: taking their values in, and writing them. */
#include "index/writer-private.h"

#include "index/columns.h"

#include <string.h>

struct CopiaWriterLayer {
    char *name;
    CopiaTypes *values;
    CopiaRecentTypes *recent; /* before them */
    uint32_t known;           /* values that were met */
    uint32_t empty;           /* the number of "", once it is one of them */
    /* A token: number of its value.  The last ones are in the buffer; there may be fewer than
     * tokens, and there are none as long as all values are empty. */
    CopiaNumbers *ids;
    uint32_t buffer[1024];
    uint32_t used;
    /* Where it is derived or empty, instead: that of each type, by provisional number and then
     * by id. */
    uint32_t *of;
};

static CopiaWriterLayer *
find_layer (const CopiaIndexWriter *self, const char *name)
{
    for (guint i = 0; i < self->layers->len; i++) {
        CopiaWriterLayer *layer = self->layers->pdata[i];

        if (strcmp (layer->name, name) == 0)
            return layer;
    }
    return NULL;
}

/* NULL when it cannot be added; the writer has failed then. */
static CopiaWriterLayer *
add_layer (CopiaIndexWriter *self, const char *name)
{
    CopiaWriterLayer *layer;

    if (!copia_layer_name_is_good (name)) {
        copia_index_writer_fail (self, COPIA_ERROR_LIMIT,
                                 "an attribute of tokens cannot be called '%s'; names "
                                 "are at most %d ASCII letters, digits, _ and -, and "
                                 "not 'word' or 'form'",
                                 name, COPIA_LONGEST_NAME);
        return NULL;
    }
    if (self->layers->len == COPIA_MOST_NAMES) {
        copia_index_writer_fail (self, COPIA_ERROR_LIMIT,
                                 "more than %d attributes of tokens", COPIA_MOST_NAMES);
        return NULL;
    }
    layer = g_new0 (CopiaWriterLayer, 1);
    layer->name = g_strdup (name);
    layer->values = copia_types_new (0);
    layer->recent = copia_recent_types_new (layer->values);
    layer->empty = COPIA_NONE;
    layer->ids = copia_numbers_new (self->store);
    g_ptr_array_add (self->layers, layer);
    return layer;
}

void
copia_index_writer_layers (void *data, const char *const *names, size_t n)
{
    CopiaIndexWriter *self = data;

    g_ptr_array_set_size (self->declared, 0);
    for (size_t i = 0; i < n && !self->error; i++) {
        CopiaWriterLayer *layer = find_layer (self, names[i]);

        if (layer && g_ptr_array_find (self->declared, layer, NULL))
            copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                     "attribute '%s' is declared twice", names[i]);
        if (!layer)
            layer = add_layer (self, names[i]);
        g_ptr_array_add (self->declared, layer);
    }
}

static void
flush_values (CopiaWriterLayer *layer)
{
    copia_numbers_append (layer->ids, layer->buffer, layer->used);
    layer->used = 0;
}

static void
put_value (CopiaWriterLayer *layer, uint32_t number)
{
    layer->buffer[layer->used++] = number;
    if (layer->used == G_N_ELEMENTS (layer->buffer))
        flush_values (layer);
}

static void
check_value (CopiaIndexWriter *self, const CopiaWriterLayer *layer, CopiaString value,
             uint32_t number, uint64_t cpos)
{
    if (number == COPIA_MOST_TYPES)
        copia_index_writer_fail (
            self, COPIA_ERROR_LIMIT,
            "more than %u different values of '%s'; make several indexes",
            COPIA_MOST_TYPES, layer->name);
    else if (!g_utf8_validate_len (value.bytes, value.size, NULL))
        copia_index_writer_fail (
            self, COPIA_ERROR_INPUT,
            "token %" G_GUINT64_FORMAT
            " has a value of '%s' that holds a NUL or is not UTF-8",
            cpos, layer->name);
}

static uint32_t
number_of_empty (CopiaIndexWriter *self, CopiaWriterLayer *layer)
{
    const CopiaString empty = { "", 0 };

    if (layer->empty == COPIA_NONE) {
        layer->empty = copia_types_add (layer->values, empty.bytes, empty.size);
        check_value (self, layer, empty, layer->empty, 0);
        layer->known++;
    }
    return layer->empty;
}

/* At once: what follows may be a value that has its number already. */
static uint32_t
number_of (CopiaWriterLayer *layer, CopiaString value)
{
    uint32_t numbers[COPIA_RECENT_MOST];
    uint8_t which[COPIA_RECENT_MOST];
    unsigned asked;

    copia_recent_types_put (layer->recent, value.bytes, value.size, false);
    copia_recent_types_take (layer->recent, numbers, which, &asked);
    return numbers[0];
}

static void
take_value (CopiaIndexWriter *self, CopiaWriterLayer *layer, CopiaString value,
            uint64_t cpos)
{
    uint32_t number = number_of (layer, value);

    if (number >= layer->known) {
        check_value (self, layer, value, number, cpos);
        layer->known++;
    }
    put_value (layer, number);
}

/* Tokens before `cpos` that have no value get the empty one. */
static void
fill_up (CopiaIndexWriter *self, CopiaWriterLayer *layer, uint64_t cpos)
{
    uint64_t has = copia_numbers_size (layer->ids) + layer->used;

    for (; has < cpos; has++)
        put_value (layer, number_of_empty (self, layer));
}

void
copia_index_writer_take_values (CopiaIndexWriter *self, uint64_t cpos,
                                const CopiaString *values)
{
    for (guint i = 0; values && i < self->declared->len && !self->error; i++) {
        CopiaWriterLayer *layer = self->declared->pdata[i];

        if (values[i].size == 0 && layer->known == 0)
            continue;
        if (G_UNLIKELY (copia_numbers_size (layer->ids) + layer->used < cpos))
            fill_up (self, layer, cpos);
        if (values[i].size == 0)
            put_value (layer, number_of_empty (self, layer));
        else
            take_value (self, layer, values[i], cpos);
    }
}

void
copia_index_writer_derive (CopiaIndexWriter *self, const CopiaDerivation *derivation)
{
    g_array_append_vals (self->derivations, derivation, 1);
}

/* Type -> value, by provisional number. */
static void
derive_values (const CopiaIndexWriter *self, const CopiaDerivation *derivation,
               CopiaWriterLayer *layer)
{
    uint32_t n = copia_types_count (self->types);
    uint32_t *of = layer->of = g_new (uint32_t, MAX (n, 1));
    g_autoptr (GString) value = g_string_new (NULL);

    for (uint32_t type = 0; type < n; type++) {
        g_string_truncate (value, 0);
        derivation->derive (derivation->data, copia_types_get (self->types, type),
                            value);
        of[type] = copia_types_add (layer->values, value->str, value->len);
    }
}

static void
add_derived (CopiaIndexWriter *self, const CopiaDerivation *derivation)
{
    CopiaWriterLayer *layer;

    if (find_layer (self, derivation->name)) {
        copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                 "the texts have '%s' already; index them without %s",
                                 derivation->name, derivation->option);
        return;
    }
    layer = add_layer (self, derivation->name);
    if (layer)
        derive_values (self, derivation, layer);
}

static void
end_values (CopiaIndexWriter *self, CopiaWriterLayer *layer)
{
    if (layer->known > 0) {
        fill_up (self, layer, self->tokens);
        flush_values (layer);
        return;
    }
    layer->of = g_new (uint32_t, MAX (copia_types_count (self->types), 1));
    for (uint32_t type = 0; type < copia_types_count (self->types); type++)
        layer->of[type] = number_of_empty (self, layer);
}

void
copia_index_writer_end_layers (CopiaIndexWriter *self)
{
    for (guint i = 0; i < self->layers->len; i++)
        end_values (self, self->layers->pdata[i]);
    for (guint i = 0; i < self->derivations->len && !self->error; i++)
        add_derived (self, &g_array_index (self->derivations, CopiaDerivation, i));
}

const char *
copia_writer_layer_name (const CopiaWriterLayer *self)
{
    return self->name;
}

void
copia_index_writer_order_layers (CopiaIndexWriter *self, const CopiaOrder *order)
{
    for (guint i = 0; i < self->layers->len; i++) {
        CopiaWriterLayer *layer = self->layers->pdata[i];
        uint32_t *of = layer->of;

        if (!of)
            continue;
        layer->of = g_new (uint32_t, MAX (order->types, 1));
        for (uint32_t number = 0; number < order->types; number++)
            layer->of[order->id[number]] = of[number];
        g_free (of);
    }
}

/* The words of all tokens. */
typedef struct {
    const CopiaNumbers *ids; /* a token, in the lower bits (COPIA_ID_MASK) */
    const uint32_t *freq;
    const uint8_t *kind;
    uint32_t n;
    unsigned threads;
    uint64_t memory;
} Types;

/* By provisional number. */
static uint32_t *
count_values (const CopiaWriterLayer *self, const Types *types)
{
    uint32_t *counts = g_new0 (uint32_t, copia_types_count (self->values)), value;
    CopiaNumbersCursor values = copia_numbers_cursor (self->ids);

    for (uint32_t type = 0; self->of && type < types->n; type++)
        counts[self->of[type]] += types->freq[type];
    while (copia_numbers_cursor_next (&values, &value))
        counts[value]++;
    copia_numbers_cursor_clear (&values);
    return counts;
}

static bool
has_bit (const uint8_t *bits, uint32_t i)
{
    return bits[i / 8] >> (i % 8) & 1;
}

/* Type -> value; NULL where the value does not follow from the type. */
static uint32_t *
map_of (const Types *types, const CopiaNumbers *values)
{
    CopiaNumbersCursor ids = copia_numbers_cursor (types->ids);
    CopiaNumbersCursor cursor = copia_numbers_cursor (values);
    g_autofree uint32_t *of = g_new (uint32_t, types->n);
    bool follows = true;
    uint32_t id, value;

    memset (of, 0xFF, types->n * sizeof *of);
    while (follows && copia_numbers_cursor_next (&ids, &id) &&
           copia_numbers_cursor_next (&cursor, &value)) {
        uint32_t *here = &of[id & COPIA_ID_MASK];

        follows = *here == COPIA_NONE || *here == value;
        *here = value;
    }
    copia_numbers_cursor_clear (&ids);
    copia_numbers_cursor_clear (&cursor);
    return follows ? g_steal_pointer (&of) : NULL;
}

typedef struct {
    CopiaContainerWriter *out;
    char prefix[COPIA_LONGEST_PREFIX];
    const Types *types;
    const CopiaNumbers *values; /* ids a token */
    const uint32_t *of;         /* or ids a type */
    uint32_t n_values;
    const uint32_t *freq; /* a value */
} Layer;

static void
put_values (const CopiaNumbers *values, CopiaIntsWriter *ints)
{
    CopiaNumbersCursor cursor = copia_numbers_cursor (values);
    uint32_t value;

    while (copia_numbers_cursor_next (&cursor, &value))
        copia_ints_put (ints, value);
    copia_numbers_cursor_clear (&cursor);
}

static void
write_stream (const Layer *layer)
{
    char name[COPIA_NAME_SIZE];
    CopiaIntsWriter ints;

    copia_ints_begin (&ints, layer->out,
                      copia_column_section (name, layer->prefix, "word.ids"),
                      copia_ints_width (layer->n_values - 1));
    do
        put_values (layer->values, &ints);
    while (copia_ints_again (&ints));
    copia_ints_end (&ints);
    copia_column_write_postings (layer->out, layer->prefix,
                                 &(CopiaColumn){ .numbers = layer->values,
                                                 .n =
                                                     copia_numbers_size (layer->values),
                                                 .freq = layer->freq,
                                                 .types = layer->n_values,
                                                 .threads = layer->types->threads,
                                                 .memory = layer->types->memory });
}

static void
write_way (const Layer *layer)
{
    char name[COPIA_NAME_SIZE];
    uint32_t n = layer->types->n;
    g_autofree uint32_t *found =
        layer->of ? NULL : map_of (layer->types, layer->values);
    const uint32_t *of = layer->of ? layer->of : found;

    if (!of) {
        write_stream (layer);
        return;
    }
    copia_ints_write (layer->out, copia_column_section (name, layer->prefix, "of"), of,
                      n, 1);
    copia_column_write_groups (layer->out, layer->prefix, of, n, layer->n_values);
}

static void
rename_derived (const CopiaWriterLayer *self, const CopiaOrder *order,
                const Types *types, uint32_t *words)
{
    for (uint32_t type = 0; type < types->n; type++) {
        self->of[type] = order->id[self->of[type]];
        if (has_bit (types->kind, type))
            words[self->of[type]] += types->freq[type];
    }
}

/* Numbers of values become ids; how often each stands on a word. */
static uint32_t *
rename_values (CopiaWriterLayer *self, const CopiaOrder *order, const Types *types)
{
    uint32_t *words = g_new0 (uint32_t, order->types), id;
    g_autofree uint32_t *buffer = g_new (uint32_t, COPIA_NUMBERS_BLOCK);
    CopiaNumbersCursor ids = copia_numbers_cursor (types->ids);

    if (self->of)
        rename_derived (self, order, types, words);
    for (uint64_t block = 0; block < copia_numbers_blocks (self->ids); block++) {
        size_t n;
        const uint32_t *values = copia_numbers_block (self->ids, block, buffer, &n);

        for (size_t i = 0; i < n && copia_numbers_cursor_next (&ids, &id); i++) {
            buffer[i] = order->id[values[i]];
            words[buffer[i]] += has_bit (types->kind, id & COPIA_ID_MASK);
        }
        copia_numbers_put (self->ids, block, buffer);
    }
    copia_numbers_cursor_clear (&ids);
    return words;
}

static CopiaOrder *
order_values (const CopiaWriterLayer *self, const uint32_t *counts)
{
    copia_types_seal (self->values);
    return copia_order_new (self->values, counts, 1);
}

static void
write_layer (CopiaWriterLayer *self, const Types *types, CopiaContainerWriter *out)
{
    g_autofree uint32_t *counts = count_values (self, types);
    g_autoptr (CopiaOrder) order = order_values (self, counts);
    uint32_t n = order->types;
    g_autofree uint32_t *freq = g_new (uint32_t, n);
    g_autofree uint32_t *words = rename_values (self, order, types);
    g_autofree uint8_t *kind = g_malloc0 (n / 8 + 1);
    Layer layer = { out, "", types, self->ids, self->of, n, freq };
    char name[COPIA_NAME_SIZE];

    copia_column_prefix (layer.prefix, self->name);
    for (uint32_t number = 0; number < n; number++)
        freq[order->id[number]] = counts[number];
    for (uint32_t id = 0; id < n; id++)
        if (words[id] > 0)
            kind[id / 8] |= (uint8_t) (1u << (id % 8));
    copia_column_write_lexicon (out, layer.prefix, self->values, order, freq, kind);
    copia_ints_write (out, copia_column_section (name, layer.prefix, "words"), words, n,
                      1);
    write_way (&layer);
}

void
copia_index_write_layers (CopiaIndexWriter *self, uint32_t n_types,
                          const uint32_t *freq, const uint8_t *kind,
                          CopiaContainerWriter *out)
{
    const Types types = { self->numbers, freq,          kind,
                          n_types,       self->threads, self->memory };

    for (guint i = 0; i < self->layers->len; i++)
        write_layer (self->layers->pdata[i], &types, out);
}

void
copia_writer_layer_free (CopiaWriterLayer *self)
{
    g_free (self->name);
    copia_recent_types_free (self->recent);
    copia_types_free (self->values);
    copia_numbers_free (self->ids);
    g_free (self->of);
    g_free (self);
}
