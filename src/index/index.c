/* index.c - opening a corpus: container, meta, and the parts found through them. */
#include "index/index.h"

#include "index/meta.h"

#include <string.h>

struct CopiaIndex {
    CopiaContainer *container;
    CopiaLexicon lexicon;
    CopiaTokens tokens;
    CopiaPostings postings;
    CopiaGaps gaps;
    char *meta_text;
    GPtrArray *meta;   /* key, value .., NULL: in `meta_text` */
    GPtrArray *layers; /* CopiaLayer */
    GPtrArray *structures;
    const CopiaRegions *texts;
};

static void
add_line (CopiaIndex *self, char *line)
{
    char *tab = strchr (line, '\t');

    if (!tab)
        return;
    *tab = '\0';
    copia_meta_unescape (tab + 1);
    g_ptr_array_add (self->meta, line);
    g_ptr_array_add (self->meta, tab + 1);
}

static bool
load_meta (CopiaIndex *self, GError **error)
{
    const CopiaSection *section = copia_container_find (self->container, "meta");
    char *end;

    if (!section || section->size == 0)
        return copia_container_damaged (self->container, error,
                                        "its meta data are missing");
    copia_section_touch (section, 0, section->size);
    self->meta_text = g_strndup ((const char *) section->bytes, section->size);
    if (!copia_container_sound (self->container, error))
        return false;
    if (!g_utf8_validate_len (self->meta_text, section->size, NULL))
        return copia_container_damaged (self->container, error,
                                        "its meta data are not UTF-8");
    for (char *line = self->meta_text; line; line = end) {
        end = strchr (line, '\n');
        if (end)
            *end++ = '\0';
        add_line (self, line);
    }
    g_ptr_array_add (self->meta, NULL);
    return true;
}

/* The place of a key among the meta data; their number when it is not there. */
static guint
find_key (const CopiaIndex *self, const char *key)
{
    guint i = 0;

    while (i + 1 < self->meta->len && strcmp (self->meta->pdata[i], key) != 0)
        i += 2;
    return i;
}

/* `at`: the place of the line `attributes:NAME`. */
static bool
load_structure (CopiaIndex *self, const char *name, guint at, GError **error)
{
    g_autofree char *key = g_strconcat ("attributes:", name, NULL);
    CopiaRegions *regions;

    if (at + 1 >= self->meta->len || strcmp (self->meta->pdata[at], key) != 0 ||
        !copia_regions_name_is_good (name) || copia_index_find_structure (self, name))
        return copia_container_damaged (self->container, error,
                                        "its meta data do not describe its structures");
    regions = copia_regions_open (self->container, name, self->meta->pdata[at + 1],
                                  self->tokens.size, error);
    if (regions)
        g_ptr_array_add (self->structures, regions);
    return regions != NULL;
}

static bool
load_structures (CopiaIndex *self, GError **error)
{
    guint at = find_key (self, "structures");
    g_auto (GStrv) names = NULL;

    if (at + 1 < self->meta->len)
        names = g_strsplit (self->meta->pdata[at + 1], " ", COPIA_MOST_NAMES + 1);
    for (guint i = 0; names && names[i]; i++)
        if (!load_structure (self, names[i], at + 2 + 2 * i, error))
            return false;
    self->texts = copia_index_find_structure (self, "text");
    if (!self->texts || copia_regions_count (self->texts) == 0)
        return copia_container_damaged (self->container, error, "it has no texts");
    return true;
}

static bool
load_layers (CopiaIndex *self, GError **error)
{
    const char *list = copia_index_meta (self, "attributes");
    g_auto (GStrv) names = g_strsplit (list ? list : "", " ", COPIA_MOST_NAMES + 1);

    g_ptr_array_add (self->layers, copia_layer_word (&self->tokens, &self->postings));
    g_ptr_array_add (self->layers, copia_layer_form (&self->tokens, &self->postings));
    for (char **name = names; *name; name++) {
        CopiaLayer *layer;

        if (!copia_layer_name_is_good (*name) || copia_index_find_layer (self, *name))
            return copia_container_damaged (self->container, error,
                                            "the names of its attributes cannot be");
        layer = copia_layer_open (self->container, *name, &self->tokens,
                                  &self->postings, error);
        if (!layer)
            return false;
        g_ptr_array_add (self->layers, layer);
    }
    return true;
}

CopiaIndex *
copia_index_open (const char *path, GError **error)
{
    g_autoptr (CopiaIndex) self = g_new0 (CopiaIndex, 1);

    self->meta = g_ptr_array_new ();
    self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_layer_free);
    self->structures =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_regions_free);
    self->container = copia_container_open (path, error);
    if (!self->container || !load_meta (self, error) ||
        !copia_lexicon_open (&self->lexicon, self->container, "", error) ||
        !copia_tokens_open (&self->tokens, self->container, &self->lexicon, error) ||
        !copia_postings_open (&self->postings, self->container, "", self->tokens.size,
                              error) ||
        !copia_gaps_open (&self->gaps, self->container, self->tokens.size, error) ||
        !load_layers (self, error) || !load_structures (self, error) ||
        !copia_container_sound (self->container, error))
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
    g_ptr_array_unref (self->layers);
    g_ptr_array_unref (self->structures);
    g_ptr_array_unref (self->meta);
    g_free (self->meta_text);
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
    guint at = find_key (self, key);

    return at + 1 < self->meta->len ? self->meta->pdata[at + 1] : NULL;
}

const char *const *
copia_index_meta_all (const CopiaIndex *self)
{
    return (const char *const *) self->meta->pdata;
}

uint32_t
copia_index_n_layers (const CopiaIndex *self)
{
    return self->layers->len;
}

const CopiaLayer *
copia_index_layer (const CopiaIndex *self, uint32_t i)
{
    return self->layers->pdata[i];
}

const CopiaLayer *
copia_index_find_layer (const CopiaIndex *self, const char *name)
{
    for (guint i = 0; i < self->layers->len; i++) {
        const CopiaLayer *layer = self->layers->pdata[i];

        if (strcmp (layer->name, name) == 0)
            return layer;
    }
    return NULL;
}

char *
copia_index_layer_names (const CopiaIndex *self)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (guint i = 0; i < self->layers->len; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                                copia_index_layer (self, i)->name);
    return g_string_free (g_steal_pointer (&names), FALSE);
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
