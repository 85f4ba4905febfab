/* merge-lists.c - the positions of each type or value, part after part. */
#include "index/merge-private.h"

#include "index/column-name.h"
#include "index/list-writer.h"

#include <stdlib.h>

#define DENSE 64 /* tokens a position: what is denser is sorted by bits */

/* For each id the parts that have it, in order, with their own id. */
typedef struct {
    uint32_t *at; /* types + 1 */
    CopiaPlace *places;
} Sources;

static Sources
sources_new (const CopiaUnion *of)
{
    uint32_t types = of->types;
    Sources sources = { g_new0 (uint32_t, types + 1u), NULL };
    uint32_t sum = 0;

    for (uint32_t part = 0; part < of->n; part++)
        for (uint32_t id = 0; id < of->parts[part]->types; id++)
            sources.at[of->id[part][id]]++;
    for (uint32_t id = 0; id <= types; id++) {
        uint32_t count = sources.at[id];

        sources.at[id] = sum;
        sum += count;
    }
    sources.places = g_new (CopiaPlace, sum);
    for (uint32_t part = 0; part < of->n; part++)
        for (uint32_t id = 0; id < of->parts[part]->types; id++)
            sources.places[sources.at[of->id[part][id]]++] = (CopiaPlace){ part, id };
    for (uint32_t id = types; id > 0; id--) /* each had moved on to the next */
        sources.at[id] = sources.at[id - 1];
    sources.at[0] = 0;
    return sources;
}

typedef struct {
    const CopiaMerge *merge;
    const CopiaLayer *const *layers; /* of each part */
    CopiaListWriter writer;
    GArray *ids; /* uint32_t: of the stream of a part, that have the value at hand */
    GArray *positions; /* uint32_t */
} Lists;

static int
compare_positions (const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return x < y ? -1 : x > y;
}

/* All positions of the ids; false: a list is not as long as it should be. */
static void
collect (Lists *self, const CopiaLayer *layer)
{
    g_array_set_size (self->positions, 0);
    for (guint i = 0; i < self->ids->len; i++) {
        CopiaList list = copia_postings_list (layer->postings,
                                              g_array_index (self->ids, uint32_t, i));

        while (copia_list_next (&list)) {
            uint32_t cpos = (uint32_t) list.pos;

            g_array_append_val (self->positions, cpos);
        }
    }
}

/* Lists of different ids share no position.  What is dense is sorted by setting bits. */
static void
sort_positions (GArray *positions, uint64_t tokens)
{
    uint32_t *values = (uint32_t *) (void *) positions->data;
    g_autofree uint64_t *bits = NULL;
    guint n = 0;

    if (tokens / DENSE > positions->len) {
        qsort (values, positions->len, sizeof *values, compare_positions);
        return;
    }
    bits = g_new0 (uint64_t, tokens / 64 + 1);
    for (guint i = 0; i < positions->len; i++)
        bits[values[i] / 64] |= (uint64_t) 1 << (values[i] % 64);
    for (uint64_t word = 0; word < tokens / 64 + 1; word++)
        for (uint64_t left = bits[word]; left; left &= left - 1)
            values[n++] = (uint32_t) (word * 64) + (uint32_t) __builtin_ctzll (left);
    g_array_set_size (positions, n);
}

static uint64_t
put_many (Lists *self, const CopiaLayer *layer, uint32_t part)
{
    uint32_t offset = (uint32_t) self->merge->offset[part], last = 0;
    uint64_t n = 0;

    collect (self, layer);
    sort_positions (self->positions,
                    copia_index_tokens (self->merge->parts[part])->size);
    for (guint i = 0; i < self->positions->len; i++) {
        uint32_t cpos = g_array_index (self->positions, uint32_t, i);

        if (i > 0 && cpos <= last) /* only damage brings one twice */
            return UINT64_MAX;
        copia_list_writer_put (&self->writer, offset + cpos);
        last = cpos;
        n++;
    }
    return n;
}

static uint64_t
put_one (Lists *self, const CopiaLayer *layer, uint32_t part, uint32_t id)
{
    uint32_t offset = (uint32_t) self->merge->offset[part];
    CopiaList list = copia_postings_list (layer->postings, id);
    uint64_t n = 0;

    for (; copia_list_next (&list); n++)
        copia_list_writer_put (&self->writer, offset + (uint32_t) list.pos);
    return n;
}

/* The positions of a value in a part. */
static void
put_list (Lists *self, CopiaPlace place)
{
    const CopiaLayer *layer = self->layers[place.part];
    uint64_t n;

    g_array_set_size (self->ids, 0);
    copia_layer_add_ids (layer, place.at, self->ids);
    n = self->ids->len == 1
            ? put_one (self, layer, place.part, g_array_index (self->ids, uint32_t, 0))
            : put_many (self, layer, place.part);
    if (n != copia_layer_freq (layer, place.at))
        copia_container_blame (layer->postings->bytes);
}

static uint32_t
only_position (Lists *self, CopiaPlace place)
{
    const CopiaLayer *layer = self->layers[place.part];
    CopiaList list;

    g_array_set_size (self->ids, 0);
    copia_layer_add_ids (layer, place.at, self->ids);
    if (self->ids->len == 1) {
        list = copia_postings_list (layer->postings,
                                    g_array_index (self->ids, uint32_t, 0));
        if (copia_list_next (&list))
            return (uint32_t) (self->merge->offset[place.part] + list.pos);
    }
    copia_container_blame (layer->postings->bytes);
    return 0;
}

void
copia_merge_lists (const CopiaMerge *merge, const char *prefix, const CopiaUnion *of,
                   const CopiaLayer *const *layers, CopiaContainerWriter *out)
{
    Lists self = { .merge = merge, .layers = layers };
    uint32_t types = of->types, often = 0;
    Sources sources = sources_new (of);
    g_autofree uint64_t *at = NULL;
    g_autofree uint32_t *once = NULL;
    char name[COPIA_NAME_SIZE];

    while (often < types && of->freq[often] > 1)
        often++;
    at = g_new0 (uint64_t, often + 1u);
    once = g_new (uint32_t, types - often + 1u);
    self.ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self.positions = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    copia_list_writer_begin (&self.writer);
    copia_container_begin (out, copia_column_section (name, prefix, "post.bytes"), 1);
    for (uint32_t id = 0; id < often; id++) {
        for (uint32_t i = sources.at[id]; i < sources.at[id + 1]; i++)
            put_list (&self, sources.places[i]);
        at[id + 1] = at[id] + copia_list_writer_end (&self.writer, out);
        copia_merge_tell (merge, of->freq[id]);
    }
    copia_container_end (out, at[often]);
    for (uint32_t id = often; id < types; id++)
        once[id - often] = only_position (&self, sources.places[sources.at[id]]);
    copia_ints_write64 (out, copia_column_section (name, prefix, "post.at"), at,
                        often + 1u);
    copia_ints_write (out, copia_column_section (name, prefix, "post.once"), once,
                      types - often, 1);
    copia_list_writer_clear (&self.writer);
    g_array_unref (self.ids);
    g_array_unref (self.positions);
    g_free (sources.at);
    g_free (sources.places);
}
