/* merge.c - the steps of a merge. */
#include "index/merge-private.h"

#include "base/error.h"
#include "index/packing.h"

static const char *
path_of (const CopiaIndex *index)
{
    return copia_container_path (copia_index_container (index));
}

static bool
count_tokens (CopiaMerge *self, GError **error)
{
    self->offset = g_new0 (uint64_t, self->n + 1u);
    for (uint32_t part = 0; part < self->n; part++)
        self->offset[part + 1] =
            self->offset[part] + copia_index_tokens (self->parts[part])->size;
    if (self->offset[self->n] < COPIA_NONE - 1)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "together they have %" G_GUINT64_FORMAT
                 " tokens, and one file holds 4,294,967,293",
                 self->offset[self->n]);
    return false;
}

static bool
join_lexicons (CopiaMerge *self, const CopiaLexicon **lexicons, GError **error)
{
    g_autoptr (GError) wrong = NULL;

    for (uint32_t part = 0; part < self->n; part++)
        lexicons[part] = copia_index_lexicon (self->parts[part]);
    self->words = copia_union_new (lexicons, self->n, &wrong);
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

static bool
write_sections (const CopiaMerge *self, CopiaContainerWriter *out, GError **error)
{
    copia_merge_meta (self, out);
    copia_union_write (self->words, out);
    copia_merge_tokens (self, out);
    copia_merge_gaps (self, out);
    copia_merge_postings (self, out);
    for (guint i = 0; i < self->structures->len; i++)
        if (!copia_merge_regions (self, self->structures->pdata[i], out, error))
            return false;
    for (uint32_t part = 0; part < self->n; part++)
        if (!copia_index_sound (self->parts[part], error))
            return false;
    return true;
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

static bool
write_file (CopiaMerge *self, const char *path, GError **error)
{
    g_autoptr (CopiaContainerWriter) out = copia_container_writer_new (path);

    self->structures = copia_merge_order (self);
    self->compact = all_compact (self);
    copia_index_pack (out, self->compact);
    return write_sections (self, out, error) &&
           copia_container_writer_close (out, error);
}

bool
copia_merge (const CopiaIndex *const *parts, uint32_t n, const char *path,
             GError **error)
{
    CopiaMerge self = { .parts = parts, .n = n };
    g_autofree const CopiaLexicon **lexicons = g_new (const CopiaLexicon *, n);
    bool good;

    g_assert (n > 0);
    for (uint32_t part = 0; part < n; part++)
        if (!copia_out_spares (path, path_of (parts[part]), error))
            return false;
    good = copia_merge_check (&self, error) && count_tokens (&self, error) &&
           join_lexicons (&self, lexicons, error) && check_counts (&self, error) &&
           write_file (&self, path, error);
    copia_union_free (self.words);
    g_clear_pointer (&self.structures, g_ptr_array_unref);
    g_free (self.offset);
    return good;
}
