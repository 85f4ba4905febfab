/* set-grow.c - the union of a set that grew by little: what became different. */
#include "index/grow-private.h"

#include "index/packing.h"

static bool
join_added (CopiaGrow *self, GError **error)
{
    CopiaMerge *merge = self->merge;

    merge->lexicons = g_new (const CopiaLexicon *, merge->n);
    for (uint32_t part = 0; part < merge->n; part++) {
        merge->lexicons[part] = copia_index_lexicon (merge->parts[part]);
        merge->word_tokens += copia_index_tokens (merge->parts[part])->words;
    }
    self->added = copia_union_new (merge->lexicons + 1, merge->n - 1, error);
    if (!self->added)
        return false;
    return self->added->tokens == merge->offset[merge->n] - merge->offset[1] ||
           copia_container_damaged (copia_index_container (merge->parts[1]), error,
                                    "its frequencies do not sum to its tokens");
}

static bool
write_sections (CopiaGrow *self, const GPtrArray *files, GError **error)
{
    const CopiaMerge *merge = self->merge;

    if (!copia_grow_words_write (self, error) || !copia_grow_layers_write (self, error))
        return false;
    copia_merge_meta (merge, self->out);
    copia_set_write_facts (files, self->out);
    for (guint i = 0; i < merge->structures->len; i++)
        if (!copia_grow_regions (self, merge->structures->pdata[i], error))
            return false;
    for (uint32_t part = 0; part < merge->n; part++)
        if (!copia_index_sound (merge->parts[part], error))
            return false;
    return true;
}

static bool
grow (CopiaGrow *self, const GPtrArray *files, bool *can, GError **error)
{
    bool good;

    if (!copia_merge_look (self->merge, error) || !join_added (self, error) ||
        !copia_grow_words_begin (self, error) ||
        !copia_grow_layers_begin (self, can, error))
        return false;
    if (!*can)
        return true;
    copia_borrow_begin (&self->borrow, self->out, copia_container_id (self->base));
    good = write_sections (self, files, error);
    copia_borrow_end (&self->borrow);
    return good;
}

bool
copia_set_grow (const CopiaIndex *base, uint32_t base_files, const GPtrArray *added,
                CopiaContainerWriter *out, bool *can, GError **error)
{
    g_autoptr (GPtrArray) parts = g_ptr_array_new ();
    g_autoptr (GPtrArray) files = copia_set_indexes (&base, 1);
    CopiaMerge merge = { 0 };
    CopiaGrow self = { .merge = &merge,
                       .base = copia_index_container (base),
                       .base_shards = base_files,
                       .out = out };
    bool good;

    g_ptr_array_add (parts, (void *) (uintptr_t) base);
    g_ptr_array_extend (parts, (GPtrArray *) (uintptr_t) added, NULL, NULL);
    g_ptr_array_extend (files, (GPtrArray *) (uintptr_t) added, NULL, NULL);
    merge.parts = (const CopiaIndex *const *) parts->pdata;
    merge.n = parts->len;
    good = grow (&self, files, can, error);
    g_clear_pointer (&self.layers, g_ptr_array_unref);
    copia_growth_free (self.words);
    copia_union_free (self.added);
    copia_merge_end (&merge);
    return good;
}
