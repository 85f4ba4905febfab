/* merge.c - the steps of a merge. */
#include "index/merge-private.h"

#include "base/error.h"
#include "index/packing.h"

#define SELDOM 16384 /* tokens between two tellings */

static void
count_tokens (CopiaMerge *self)
{
    self->offset = g_new0 (uint64_t, self->n + 1u);
    for (uint32_t part = 0; part < self->n; part++)
        self->offset[part + 1] =
            self->offset[part] + copia_index_tokens (self->parts[part])->size;
}

static bool
fits_one_file (const CopiaMerge *self, GError **error)
{
    if (self->offset[self->n] < COPIA_NONE - 1)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "together they have %" G_GUINT64_FORMAT
                 " tokens, and one file holds 4,294,967,293; make a set: copia merge "
                 "--set",
                 self->offset[self->n]);
    return false;
}

static bool
join_lexicons (CopiaMerge *self, GError **error)
{
    g_autoptr (GError) wrong = NULL;

    self->lexicons = g_new (const CopiaLexicon *, self->n);
    for (uint32_t part = 0; part < self->n; part++)
        self->lexicons[part] = copia_index_lexicon (self->parts[part]);
    self->words = copia_union_new (self->lexicons, self->n, &wrong);
    for (uint32_t part = 0; part < self->n; part++)
        copia_merge_tell_union (self, self->lexicons[part]->types);
    if (self->words)
        return true;
    for (uint32_t part = 0; part < self->n; part++) /* it says which, if it knows */
        if (!copia_index_sound (self->parts[part], error))
            return false;
    g_propagate_error (error, g_steal_pointer (&wrong));
    return false;
}

/* Each part counts its tokens twice. */
static bool
check_counts (const CopiaMerge *self, GError **error)
{
    for (uint32_t part = 0; part < self->n; part++)
        if (!copia_index_sound (self->parts[part], error))
            return false;
    if (self->words->tokens == self->offset[self->n])
        return true;
    for (uint32_t part = 0; part < self->n; part++) {
        const CopiaLexicon *lexicon = self->words->parts[part];
        uint64_t sum = 0;

        for (uint32_t id = 0; id < lexicon->types; id++)
            sum += copia_lexicon_freq (lexicon, id);
        if (sum != copia_index_tokens (self->parts[part])->size)
            return copia_container_damaged (copia_index_container (self->parts[part]),
                                            error,
                                            "its frequencies do not sum to its tokens");
    }
    return false;
}

/* Compact parts make a compact index. */
static bool
all_compact (const CopiaMerge *self)
{
    for (uint32_t part = 0; part < self->n; part++)
        if (g_strcmp0 (copia_index_meta (self->parts[part], "profile"), "compact") != 0)
            return false;
    return true;
}

bool
copia_merge_look (CopiaMerge *self, GError **error)
{
    count_tokens (self);
    if (!copia_merge_check (self, error))
        return false;
    self->structures = copia_merge_order (self);
    self->compact = all_compact (self);
    return true;
}

static uint64_t
count_words (const CopiaUnion *words)
{
    uint64_t count = 0;

    for (uint32_t id = 0; id < words->types; id++)
        if (words->kind[id / 8] >> (id % 8) & 1)
            count += words->freq[id];
    return count;
}

bool
copia_merge_begin (CopiaMerge *self, GError **error)
{
    if (!copia_merge_look (self, error) || !join_lexicons (self, error) ||
        !check_counts (self, error))
        return false;
    self->types = self->words->types;
    self->forms = self->words->forms;
    self->word_tokens = count_words (self->words);
    return true;
}

void
copia_merge_end (CopiaMerge *self)
{
    copia_union_free (self->words);
    g_clear_pointer (&self->structures, g_ptr_array_unref);
    g_free (self->lexicons);
    g_free (self->offset);
}

static bool
write_sections (const CopiaMerge *self, CopiaContainerWriter *out, GError **error)
{
    copia_merge_meta (self, out);
    copia_union_write (self->words, "", out);
    copia_merge_tokens (self, out);
    copia_merge_gaps (self, out);
    copia_merge_postings (self, out);
    if (!copia_merge_layers (self, out, error))
        return false;
    for (guint i = 0; i < self->structures->len; i++)
        if (!copia_merge_regions (self, self->structures->pdata[i], out, error))
            return false;
    for (uint32_t part = 0; part < self->n; part++)
        if (!copia_index_sound (self->parts[part], error))
            return false;
    return true;
}

static bool
write_file (const CopiaMerge *self, const char *path, GError **error)
{
    g_autoptr (CopiaContainerWriter) out = copia_container_writer_new (path);

    copia_index_pack (out, self->compact);
    return write_sections (self, out, error) &&
           copia_container_writer_close (out, error);
}

GPtrArray *
copia_set_indexes (const CopiaIndex *const *parts, uint32_t n)
{
    GPtrArray *files = g_ptr_array_new ();

    for (uint32_t part = 0; part < n; part++) {
        const CopiaShards *shards = copia_index_shards (parts[part]);

        if (!shards)
            g_ptr_array_add (files, (void *) (uintptr_t) parts[part]);
        for (uint32_t i = 0; shards && i < shards->n; i++)
            g_ptr_array_add (files, (void *) (uintptr_t) shards->shards[i].index);
    }
    return files;
}

void
copia_merge_tell (const CopiaMerge *self, uint64_t done)
{
    CopiaMergeWatch *watch = self->watch;
    double part;

    if (!watch || !watch->progress)
        return;
    watch->done += done;
    if (watch->done - watch->told < SELDOM)
        return;
    watch->told = watch->done;
    part = MIN ((double) watch->done / (double) watch->all, 1);
    watch->progress (watch->data, part, (uint64_t) (part * (double) watch->tokens));
}

/* Tokens are read once, or twice where they are packed, and written in lists, by each attribute that
 * does not follow from another. */
static void
begin_watch (CopiaMerge *self)
{
    CopiaMergeWatch *watch = self->watch;
    uint64_t streams = 1;

    for (uint32_t i = 2; i < copia_index_n_layers (self->parts[0]); i++)
        streams += copia_index_layer (self->parts[0], i)->kind != COPIA_LAYER_MAP;
    watch->tokens = self->offset[self->n];
    watch->all = watch->tokens * streams * (self->compact ? 3 : 2);
}

/* Regions are gone through for the order of structures, three times for their borders, and once for each
 * attribute. */
void
copia_merge_watch_union (CopiaMerge *self)
{
    CopiaMergeWatch *watch = self->watch;

    watch->of_union = true;
    for (uint32_t part = 0; part < self->n; part++) {
        const CopiaIndex *index = self->parts[part];

        watch->tokens += copia_index_tokens (index)->size;
        watch->all += copia_index_lexicon (index)->types;
        for (uint32_t i = 0; i < copia_index_n_structures (index); i++) {
            const CopiaRegions *regions = copia_index_structure (index, i);
            uint64_t times = 4 + copia_regions_n_attributes (regions);

            watch->all += times * copia_regions_count (regions);
        }
    }
}

void
copia_merge_tell_union (const CopiaMerge *self, uint64_t done)
{
    if (self->watch && self->watch->of_union)
        copia_merge_tell (self, done);
}

bool
copia_merge_watched (const CopiaIndex *const *parts, uint32_t n, const char *path,
                     CopiaMergeProgress progress, void *data, GError **error)
{
    g_autoptr (GPtrArray) files = copia_set_indexes (parts, n);
    CopiaMergeWatch watch = { .progress = progress, .data = data };
    CopiaMerge self = { .parts = (const CopiaIndex *const *) files->pdata,
                        .n = files->len,
                        .watch = &watch };
    bool good;

    g_assert (n > 0);
    for (uint32_t part = 0; part < n; part++)
        if (!copia_index_spares (parts[part], path, error) ||
            !copia_out_spares (path, copia_index_path (parts[part]), error))
            return false;
    good = copia_merge_begin (&self, error) && fits_one_file (&self, error);
    if (good) {
        begin_watch (&self);
        good = write_file (&self, path, error);
    }
    copia_merge_end (&self);
    return good;
}

bool
copia_merge (const CopiaIndex *const *parts, uint32_t n, const char *path,
             GError **error)
{
    return copia_merge_watched (parts, n, path, NULL, NULL, error);
}
