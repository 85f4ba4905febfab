/* set-places.c - from the ids of files to those of a set, and back. */
#include "index/set-private.h"

#include <string.h>

static void
clear_file (void *data)
{
    g_free (((CopiaSetFile *) data)->to);
}

static void
add_file (GArray *files, const CopiaIndex *index, const char *attribute, uint32_t part,
          uint32_t shard)
{
    CopiaSetFile file = { index, copia_index_find_layer (index, attribute), part, shard,
                          NULL };

    file.to = g_new0 (uint32_t, file.layer->ids + 1u);
    g_array_append_val (files, file);
}

GArray *
copia_set_files (const CopiaMerge *self, const char *attribute)
{
    GArray *files = g_array_new (FALSE, FALSE, sizeof (CopiaSetFile));

    g_array_set_clear_func (files, clear_file);
    for (uint32_t part = 0; part < self->n; part++) {
        const CopiaShards *shards = copia_index_shards (self->parts[part]);

        if (!shards)
            add_file (files, self->parts[part], attribute, part, COPIA_NONE);
        for (uint32_t i = 0; shards && i < shards->n; i++)
            add_file (files, shards->shards[i].index, attribute, part, i);
    }
    return files;
}

static void
write_maps (const GArray *files, const char *prefix, uint32_t ids,
            CopiaContainerWriter *out)
{
    for (guint i = 0; i < files->len; i++) {
        const CopiaSetFile *file = &g_array_index (files, CopiaSetFile, i);
        g_autofree char *rest = g_strdup_printf ("set.map.%u", i);
        char name[COPIA_NAME_SIZE];
        CopiaIntsWriter ints;

        copia_ints_begin (&ints, out, copia_column_section (name, prefix, rest),
                          copia_ints_width (ids - 1));
        for (uint32_t id = 0; id < file->layer->ids; id++)
            copia_ints_put (&ints, file->to[id]);
        copia_ints_end (&ints);
    }
}

/* Where the places of each id begin; the last is how many there are. */
static uint64_t *
count_places (const GArray *files, uint32_t ids)
{
    uint64_t *at = g_new0 (uint64_t, ids + 1u);

    for (guint i = 0; i < files->len; i++) {
        const CopiaSetFile *file = &g_array_index (files, CopiaSetFile, i);

        for (uint32_t id = 0; id < file->layer->ids; id++)
            at[file->to[id] + 1]++;
    }
    for (uint32_t id = 0; id < ids; id++)
        at[id + 1] += at[id];
    return at;
}

static void
write_places (const GArray *files, const char *prefix, uint32_t ids,
              CopiaContainerWriter *out)
{
    g_autofree uint64_t *at = count_places (files, ids);
    g_autofree uint64_t *next = g_memdup2 (at, (ids + 1u) * sizeof *at);
    g_autofree uint32_t *in = g_new (uint32_t, at[ids]);
    g_autofree uint32_t *local = g_new (uint32_t, at[ids]);
    char name[COPIA_NAME_SIZE];

    for (guint i = 0; i < files->len; i++) {
        const CopiaSetFile *file = &g_array_index (files, CopiaSetFile, i);

        for (uint32_t id = 0; id < file->layer->ids; id++) {
            uint64_t place = next[file->to[id]]++;

            in[place] = i;
            local[place] = id;
        }
    }
    copia_ints_write64 (out, copia_column_section (name, prefix, "set.at"), at,
                        ids + 1u);
    copia_ints_write (out, copia_column_section (name, prefix, "set.shard"), in,
                      at[ids], 1);
    copia_ints_write (out, copia_column_section (name, prefix, "set.local"), local,
                      at[ids], 1);
}

void
copia_set_write_stream (const GArray *files, const char *prefix, uint32_t ids,
                        CopiaContainerWriter *out)
{
    write_maps (files, prefix, ids, out);
    write_places (files, prefix, ids, out);
}

static CopiaString
id_of_file (const void *data, uint64_t i)
{
    const GPtrArray *files = data;
    const char *id = copia_index_id (files->pdata[i]);

    return (CopiaString){ id, strlen (id) };
}

void
copia_set_write_facts (const GPtrArray *files, CopiaContainerWriter *out)
{
    g_autofree uint64_t *tokens = g_new0 (uint64_t, files->len + 1u);
    g_autofree uint64_t *words = g_new0 (uint64_t, files->len + 1u);

    for (guint i = 0; i < files->len; i++) {
        const CopiaTokens *of = copia_index_tokens (files->pdata[i]);

        tokens[i + 1] = tokens[i] + of->size;
        words[i + 1] = words[i] + of->words;
    }
    copia_ints_write64 (out, "set.tokens", tokens, files->len + 1u);
    copia_ints_write64 (out, "set.words", words, files->len + 1u);
    copia_strings_write (out, "set.id", files->len, id_of_file, files);
}

void
copia_set_map_words (const CopiaMerge *self, GArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const CopiaSetFile *file = &g_array_index (files, CopiaSetFile, i);
        const CopiaShards *shards = copia_index_shards (self->parts[file->part]);

        for (uint32_t id = 0; id < file->layer->ids; id++)
            file->to[id] =
                self->words->id[file->part]
                               [shards ? copia_shards_map (
                                             shards, &shards->shards[file->shard], id)
                                       : id];
    }
}

void
copia_set_write_shards (const CopiaMerge *self, CopiaContainerWriter *out)
{
    g_autoptr (GArray) files = copia_set_files (self, "word");
    g_autoptr (GPtrArray) indexes = copia_set_indexes (self->parts, self->n);

    copia_set_map_words (self, files);
    copia_set_write_facts (indexes, out);
    copia_set_write_stream (files, "", self->words->types, out);
}
