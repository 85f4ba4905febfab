/* set-places.c - from the ids of files to those of a set, and back. */
#include "index/set-private.h"

#include "index/column-name.h"

/* A file of the set: itself a part, or one of a part that is a set. */
typedef struct {
    const CopiaIndex *index;
    const CopiaShard *shard; /* NULL: the part itself */
    uint32_t part;
} File;

static GArray *
list_files (const CopiaMerge *self)
{
    GArray *files = g_array_new (FALSE, FALSE, sizeof (File));

    for (uint32_t part = 0; part < self->n; part++) {
        const CopiaShards *shards = copia_index_shards (self->parts[part]);
        File file = { self->parts[part], NULL, part };

        if (!shards)
            g_array_append_val (files, file);
        for (uint32_t i = 0; shards && i < shards->n; i++) {
            file.shard = &shards->shards[i];
            file.index = file.shard->index;
            g_array_append_val (files, file);
        }
    }
    return files;
}

static uint32_t
types_of (const File *file)
{
    return copia_index_lexicon (file->index)->types;
}

/* An id of the file is which of the set? */
static uint32_t
map_id (const CopiaMerge *self, const File *file, uint32_t id)
{
    uint64_t of_part = file->shard ? copia_ints_get (&file->shard->id, id) : id;

    if (G_UNLIKELY (of_part >= self->lexicons[file->part]->types)) {
        copia_container_blame (file->shard->id.section);
        of_part = 0;
    }
    return self->words->id[file->part][of_part];
}

static void
write_maps (const CopiaMerge *self, const GArray *files, CopiaContainerWriter *out)
{
    for (guint i = 0; i < files->len; i++) {
        const File *file = &g_array_index (files, File, i);
        g_autofree char *name = g_strdup_printf ("set.map.%u", i);
        CopiaIntsWriter ints;

        copia_ints_begin (&ints, out, name, copia_ints_width (self->words->types - 1));
        for (uint32_t id = 0; id < types_of (file); id++)
            copia_ints_put (&ints, map_id (self, file, id));
        copia_ints_end (&ints);
    }
}

/* Where the places of each id begin; the last is how many there are. */
static uint64_t *
count_places (const CopiaMerge *self, const GArray *files)
{
    uint32_t types = self->words->types;
    uint64_t *at = g_new0 (uint64_t, types + 1u);

    for (guint i = 0; i < files->len; i++) {
        const File *file = &g_array_index (files, File, i);

        for (uint32_t id = 0; id < types_of (file); id++)
            at[map_id (self, file, id) + 1]++;
    }
    for (uint32_t id = 0; id < types; id++)
        at[id + 1] += at[id];
    return at;
}

static void
write_places (const CopiaMerge *self, const GArray *files, CopiaContainerWriter *out)
{
    uint32_t types = self->words->types;
    g_autofree uint64_t *at = count_places (self, files);
    g_autofree uint64_t *next = g_memdup2 (at, (types + 1u) * sizeof *at);
    g_autofree uint32_t *in = g_new (uint32_t, at[types]);
    g_autofree uint32_t *local = g_new (uint32_t, at[types]);

    for (guint i = 0; i < files->len; i++) {
        const File *file = &g_array_index (files, File, i);

        for (uint32_t id = 0; id < types_of (file); id++) {
            uint64_t place = next[map_id (self, file, id)]++;

            in[place] = i;
            local[place] = id;
        }
    }
    copia_ints_write64 (out, "set.at", at, types + 1u);
    copia_ints_write (out, "set.shard", in, at[types], 1);
    copia_ints_write (out, "set.local", local, at[types], 1);
}

static CopiaString
id_of_file (const void *data, uint64_t i)
{
    const GArray *files = data;
    const char *id = copia_index_id (g_array_index (files, File, i).index);

    return (CopiaString){ id, strlen (id) };
}

static void
write_facts (const GArray *files, CopiaContainerWriter *out)
{
    g_autofree uint64_t *tokens = g_new0 (uint64_t, files->len + 1u);
    g_autofree uint64_t *words = g_new0 (uint64_t, files->len + 1u);

    for (guint i = 0; i < files->len; i++) {
        const CopiaTokens *of =
            copia_index_tokens (g_array_index (files, File, i).index);

        tokens[i + 1] = tokens[i] + of->size;
        words[i + 1] = words[i] + of->words;
    }
    copia_ints_write64 (out, "set.tokens", tokens, files->len + 1u);
    copia_ints_write64 (out, "set.words", words, files->len + 1u);
    copia_strings_write (out, "set.id", files->len, id_of_file, files);
}

void
copia_set_write_shards (const CopiaMerge *self, CopiaContainerWriter *out)
{
    g_autoptr (GArray) files = list_files (self);

    write_facts (files, out);
    write_maps (self, files, out);
    write_places (self, files, out);
}
