/* merge-streams.c - what runs along the corpus: tokens and postings, part after part. */
#include "index/merge-private.h"

#include "index/list-writer.h"

#define BATCH 1024

void
copia_merge_tokens (const CopiaMerge *self, CopiaContainerWriter *out)
{
    uint32_t types = self->words->types;
    uint32_t least = copia_ints_width (types) < 3 ? 2 : 3;
    g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    uint32_t words = 0;
    CopiaIntsWriter ids;
    uint64_t cpos = 0;

    copia_ints_begin (&ids, out, "word.ids", MAX (least, copia_ints_width (types - 1)));
    for (uint32_t part = 0; part < self->n; part++) {
        const CopiaTokens *tokens = copia_index_tokens (self->parts[part]);
        const uint32_t *map = self->words->id[part];
        uint32_t batch[BATCH];

        for (uint64_t at = 0; at < tokens->size; at += BATCH) {
            uint32_t n = (uint32_t) MIN (BATCH, tokens->size - at);

            copia_tokens_read (tokens, at, n, batch);
            for (uint32_t i = 0; i < n; i++, cpos++) {
                uint32_t id = map[batch[i]];

                if (cpos % COPIA_WORDS_STEP == 0)
                    g_array_append_val (before, words);
                words += self->words->kind[id / 8] >> (id % 8) & 1;
                copia_ints_put (&ids, id);
            }
        }
    }
    copia_ints_end (&ids);
    g_array_append_val (before, words);
    copia_ints_write (out, "word.before", (const uint32_t *) (void *) before->data,
                      before->len, 1);
}

/* For each id the parts that have it, in order, with their own id. */
typedef struct {
    uint32_t *at; /* types + 1 */
    CopiaPlace *places;
} Sources;

static Sources
sources_new (const CopiaMerge *self)
{
    uint32_t types = self->words->types;
    Sources sources = { g_new0 (uint32_t, types + 1u), NULL };
    uint32_t sum = 0;

    for (uint32_t part = 0; part < self->n; part++)
        for (uint32_t id = 0; id < self->words->parts[part]->types; id++)
            sources.at[self->words->id[part][id]]++;
    for (uint32_t id = 0; id <= types; id++) {
        uint32_t count = sources.at[id];

        sources.at[id] = sum;
        sum += count;
    }
    sources.places = g_new (CopiaPlace, sum);
    for (uint32_t part = 0; part < self->n; part++)
        for (uint32_t id = 0; id < self->words->parts[part]->types; id++)
            sources.places[sources.at[self->words->id[part][id]]++] =
                (CopiaPlace){ part, id };
    for (uint32_t id = types; id > 0; id--) /* each had moved on to the next */
        sources.at[id] = sources.at[id - 1];
    sources.at[0] = 0;
    return sources;
}

static void
put_list (const CopiaMerge *self, CopiaPlace place, CopiaListWriter *writer)
{
    const CopiaPostings *postings = copia_index_postings (self->parts[place.part]);
    uint32_t offset = (uint32_t) self->offset[place.part];
    CopiaList list = copia_postings_list (postings, place.at);
    uint64_t n = 0;

    for (; copia_list_next (&list); n++)
        copia_list_writer_put (writer, offset + (uint32_t) list.pos);
    if (n != copia_lexicon_freq (self->words->parts[place.part], place.at))
        copia_container_blame (postings->bytes);
}

static uint32_t
only_position (const CopiaMerge *self, CopiaPlace place)
{
    const CopiaPostings *postings = copia_index_postings (self->parts[place.part]);
    CopiaList list = copia_postings_list (postings, place.at);

    if (!copia_list_next (&list)) {
        copia_container_blame (postings->bytes);
        return 0;
    }
    return (uint32_t) (self->offset[place.part] + list.pos);
}

void
copia_merge_postings (const CopiaMerge *self, CopiaContainerWriter *out)
{
    uint32_t types = self->words->types, often = 0;
    Sources sources = sources_new (self);
    g_autofree uint64_t *at = NULL;
    g_autofree uint32_t *once = NULL;
    CopiaListWriter writer;

    while (often < types && self->words->freq[often] > 1)
        often++;
    at = g_new0 (uint64_t, often + 1u);
    once = g_new (uint32_t, types - often + 1u);
    copia_list_writer_begin (&writer);
    copia_container_begin (out, "post.bytes", 1);
    for (uint32_t id = 0; id < often; id++) {
        for (uint32_t i = sources.at[id]; i < sources.at[id + 1]; i++)
            put_list (self, sources.places[i], &writer);
        at[id + 1] = at[id] + copia_list_writer_end (&writer, out);
    }
    copia_container_end (out, at[often]);
    copia_list_writer_clear (&writer);
    for (uint32_t id = often; id < types; id++)
        once[id - often] = only_position (self, sources.places[sources.at[id]]);
    copia_ints_write64 (out, "post.at", at, often + 1u);
    copia_ints_write (out, "post.once", once, types - often, 1);
    g_free (sources.at);
    g_free (sources.places);
}
