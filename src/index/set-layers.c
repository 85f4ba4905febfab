/* set-layers.c - further attributes of tokens in a set.
 *
 * Where the value follows from the type of the word in the whole, a map says so.  Else the
 * attribute has ids of its own: an id is a value; where it follows from the type in one of the
 * files, whose lists are those of its words, an id is a value of a word.
 */
#include "index/set-private.h"

#include "index/column-name.h"

#include <stdlib.h>

/* An id: the value in the upper half, so that ids of one value stand side by side; in the
 * lower the word + 1, or 0. */
typedef uint64_t Key;

static int
compare_keys (const void *a, const void *b)
{
    Key x = *(const Key *) a, y = *(const Key *) b;

    return x < y ? -1 : x > y;
}

/* The value of an id of the file's stream. */
static uint32_t
value_of (const CopiaMergeLayer *self, const CopiaSetFile *file, uint32_t id)
{
    const CopiaLayer *of = self->layers[file->part];

    if (file->shard != COPIA_NONE)
        id = copia_shards_map (of->shards, &of->shards->shards[file->shard], id);
    return self->values->id[file->part][copia_layer_of (of, id)];
}

static Key
key_of (const CopiaMergeLayer *self, const CopiaSetFile *file,
        const CopiaSetFile *words, uint32_t id)
{
    Key value = value_of (self, file, id);
    Key word = file->layer->kind == COPIA_LAYER_MAP ? words->to[id] + 1ull : 0;

    return value << 32 | word;
}

/* Keys in order, each once. */
static GArray *
collect_keys (const CopiaMergeLayer *self, const GArray *files, const GArray *words)
{
    GArray *keys = g_array_new (FALSE, FALSE, sizeof (Key));
    guint n = 0;

    for (guint i = 0; i < files->len; i++) {
        const CopiaSetFile *file = &g_array_index (files, CopiaSetFile, i);

        for (uint32_t id = 0; id < file->layer->ids; id++) {
            Key key = key_of (self, file, &g_array_index (words, CopiaSetFile, i), id);

            g_array_append_val (keys, key);
        }
    }
    qsort (keys->data, keys->len, sizeof (Key), compare_keys);
    for (guint i = 0; i < keys->len; i++)
        if (i == 0 || g_array_index (keys, Key, i) != g_array_index (keys, Key, n - 1))
            g_array_index (keys, Key, n++) = g_array_index (keys, Key, i);
    g_array_set_size (keys, n);
    return keys;
}

/* Maps the files' ids, and adds up the tokens of each id of the set. */
static uint64_t *
map_files (const CopiaMergeLayer *self, const GArray *files, const GArray *words,
           const GArray *keys)
{
    uint64_t *freq = g_new0 (uint64_t, keys->len);

    for (guint i = 0; i < files->len; i++) {
        const CopiaSetFile *file = &g_array_index (files, CopiaSetFile, i);

        for (uint32_t id = 0; id < file->layer->ids; id++) {
            Key key = key_of (self, file, &g_array_index (words, CopiaSetFile, i), id);
            const Key *found =
                bsearch (&key, keys->data, keys->len, sizeof (Key), compare_keys);

            file->to[id] = (uint32_t) (found - (const Key *) (const void *) keys->data);
            freq[file->to[id]] += copia_ints_get (&file->layer->postings->freq, id);
        }
    }
    return freq;
}

/* An id is a value of a word for some: which ids has a value, and the other way round. */
static void
write_groups (const CopiaMergeLayer *self, const GArray *keys,
              CopiaContainerWriter *out)
{
    uint32_t n_values = self->values->types;
    g_autofree uint32_t *of = g_new (uint32_t, keys->len);
    g_autofree uint32_t *ids = g_new (uint32_t, keys->len);
    g_autofree uint32_t *first = g_new0 (uint32_t, n_values + 1u);
    char name[COPIA_NAME_SIZE];

    for (guint id = 0; id < keys->len; id++) {
        ids[id] = id;
        of[id] = (uint32_t) (g_array_index (keys, Key, id) >> 32);
        first[of[id] + 1]++;
    }
    for (uint32_t value = 0; value < n_values; value++)
        first[value + 1] += first[value];
    copia_ints_write (out, copia_column_section (name, self->prefix, "of"), of,
                      keys->len, 1);
    copia_ints_write (out, copia_column_section (name, self->prefix, "types"), ids,
                      keys->len, 1);
    copia_ints_write (out, copia_column_section (name, self->prefix, "first"), first,
                      n_values + 1u, 1);
}

static bool
are_values (const GArray *keys)
{
    bool values = true;

    for (guint i = 0; i < keys->len; i++)
        values = values && (uint32_t) g_array_index (keys, Key, i) == 0;
    return values;
}

/* The words of the files, mapped. */
static GArray *
map_words (const CopiaMerge *self)
{
    GArray *words = copia_set_files (self, "word");

    copia_set_map_words (self, words);
    return words;
}

static void
write_stream (const CopiaMergeLayer *self, const char *name, CopiaContainerWriter *out)
{
    g_autoptr (GArray) files = copia_set_files (self->merge, name);
    g_autoptr (GArray) words = map_words (self->merge);
    g_autoptr (GArray) keys = collect_keys (self, files, words);
    g_autofree uint64_t *freq = map_files (self, files, words, keys);
    char section[COPIA_NAME_SIZE];

    if (!are_values (keys))
        write_groups (self, keys, out);
    copia_ints_write64 (out, copia_column_section (section, self->prefix, "set.freq"),
                        freq, keys->len);
    copia_set_write_stream (files, self->prefix, keys->len, out);
}

static bool
write_layer (const CopiaMerge *merge, uint32_t number, CopiaContainerWriter *out,
             GError **error)
{
    CopiaMergeLayer self;
    bool good = copia_merge_layer_begin (&self, merge, number, error);

    if (good)
        copia_merge_layer_lexicon (&self, out);
    if (good && !copia_merge_layer_map (&self, out))
        write_stream (&self, copia_index_layer (merge->parts[0], number)->name, out);
    copia_merge_layer_end (&self);
    return good;
}

bool
copia_set_write_layers (const CopiaMerge *self, CopiaContainerWriter *out,
                        GError **error)
{
    for (uint32_t i = 2; i < copia_index_n_layers (self->parts[0]); i++)
        if (!write_layer (self, i, out, error))
            return false;
    return true;
}
