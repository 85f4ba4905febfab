/* index.c - opening a corpus: container, meta, and the parts found through them. */
#include "index/index.h"

#include "base/error.h"

struct CopiaIndex {
    CopiaContainer *container;
    CopiaLexicon lexicon;
    CopiaTokens tokens;
    CopiaPostings postings;
    CopiaGaps gaps;
    GPtrArray *meta; /* key, value .., NULL */
    GPtrArray *structures;
    const CopiaRegions *texts;
};

static bool
damaged (const CopiaIndex *self, GError **error, const char *what)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED,
                 "%s: damaged index: %s; build it again with 'copia index'",
                 copia_container_path (self->container), what);
    return false;
}

static bool
load_meta (CopiaIndex *self, GError **error)
{
    const CopiaSection *section = copia_container_find (self->container, "meta");
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;

    if (!section || section->size == 0)
        return damaged (self, error, "its meta data are missing");
    copia_section_touch (section, 0, section->size);
    text = g_strndup ((const char *) section->bytes, section->size);
    if (!copia_container_sound (self->container, error))
        return false;
    if (!g_utf8_validate (text, -1, NULL))
        return damaged (self, error, "its meta data are not UTF-8");
    lines = g_strsplit (text, "\n", -1);
    for (char **line = lines; *line; line++) {
        char *tab = strchr (*line, '\t');

        if (!tab)
            continue;
        g_ptr_array_add (self->meta, g_strndup (*line, (gsize) (tab - *line)));
        g_ptr_array_add (self->meta, g_strcompress (tab + 1));
    }
    g_ptr_array_add (self->meta, NULL);
    return true;
}

static bool
load_structures (CopiaIndex *self, GError **error)
{
    const char *list = copia_index_meta (self, "structures");
    g_auto (GStrv) names = g_strsplit (list ? list : "", " ", -1);

    for (char **name = names; *name; name++) {
        g_autofree char *key = g_strconcat ("attributes:", *name, NULL);
        const char *attributes = copia_index_meta (self, key);
        CopiaRegions *regions;

        if (**name == '\0')
            continue;
        regions =
            copia_regions_open (self->container, *name, attributes ? attributes : "",
                                self->tokens.size, error);
        if (!regions)
            return false;
        g_ptr_array_add (self->structures, regions);
    }
    self->texts = copia_index_find_structure (self, "text");
    if (!self->texts || copia_regions_count (self->texts) == 0)
        return damaged (self, error, "it has no texts");
    return true;
}

CopiaIndex *
copia_index_open (const char *path, GError **error)
{
    g_autoptr (CopiaIndex) self = g_new0 (CopiaIndex, 1);

    self->meta = g_ptr_array_new_with_free_func (g_free);
    self->structures =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_regions_free);
    self->container = copia_container_open (path, error);
    if (!self->container || !load_meta (self, error) ||
        !copia_lexicon_open (&self->lexicon, self->container, error) ||
        !copia_tokens_open (&self->tokens, self->container, &self->lexicon, error) ||
        !copia_postings_open (&self->postings, self->container, self->tokens.size,
                              error) ||
        !copia_gaps_open (&self->gaps, self->container, self->tokens.size, error) ||
        !load_structures (self, error))
        return NULL;
    return g_steal_pointer (&self);
}

bool
copia_index_sound (const CopiaIndex *self, GError **error)
{
    return copia_container_sound (self->container, error);
}

void
copia_index_close (CopiaIndex *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->structures);
    g_ptr_array_unref (self->meta);
    copia_container_close (self->container);
    g_free (self);
}

const CopiaContainer *
copia_index_container (const CopiaIndex *self)
{
    return self->container;
}

const CopiaLexicon *
copia_index_lexicon (const CopiaIndex *self)
{
    return &self->lexicon;
}

const CopiaTokens *
copia_index_tokens (const CopiaIndex *self)
{
    return &self->tokens;
}

const CopiaPostings *
copia_index_postings (const CopiaIndex *self)
{
    return &self->postings;
}

const CopiaGaps *
copia_index_gaps (const CopiaIndex *self)
{
    return &self->gaps;
}

const char *
copia_index_id (const CopiaIndex *self)
{
    return copia_container_id (self->container);
}

const char *
copia_index_meta (const CopiaIndex *self, const char *key)
{
    for (guint i = 0; i + 1 < self->meta->len; i += 2)
        if (strcmp (self->meta->pdata[i], key) == 0)
            return self->meta->pdata[i + 1];
    return NULL;
}

const char *const *
copia_index_meta_all (const CopiaIndex *self)
{
    return (const char *const *) self->meta->pdata;
}

uint32_t
copia_index_n_structures (const CopiaIndex *self)
{
    return self->structures->len;
}

const CopiaRegions *
copia_index_structure (const CopiaIndex *self, uint32_t i)
{
    return self->structures->pdata[i];
}

const CopiaRegions *
copia_index_find_structure (const CopiaIndex *self, const char *name)
{
    for (guint i = 0; i < self->structures->len; i++)
        if (strcmp (copia_regions_name (self->structures->pdata[i]), name) == 0)
            return self->structures->pdata[i];
    return NULL;
}

const CopiaRegions *
copia_index_texts (const CopiaIndex *self)
{
    return self->texts;
}
