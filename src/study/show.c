/* show.c - values of layers in a row. */
#include "study/show.h"

#include "base/error.h"

struct CopiaShow {
    GPtrArray *layers; /* const CopiaLayer, borrowed */
};

static const CopiaLayer *
find_layer (const CopiaIndex *index, const char *name, GError **error)
{
    const CopiaLayer *layer = copia_index_find_layer (index, name);
    g_autofree char *names = copia_index_layer_names (index);

    if (!layer)
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_QUERY,
            "--show: tokens of this corpus have no attribute '%s'; they have %s", name,
            names);
    return layer;
}

CopiaShow *
copia_show_new (const CopiaIndex *index, const char *names, GError **error)
{
    g_auto (GStrv) list = g_strsplit (names, ",", -1);
    g_autoptr (CopiaShow) self = g_new0 (CopiaShow, 1);

    self->layers = g_ptr_array_new ();
    for (char **name = list; *name; name++) {
        const CopiaLayer *layer = find_layer (index, g_strstrip (*name), error);

        if (!layer)
            return NULL;
        g_ptr_array_add (self->layers, (void *) layer);
    }
    if (self->layers->len > 0 && self->layers->len <= COPIA_MOST_SHOWN)
        return g_steal_pointer (&self);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "--show takes 1 to %d attributes, as in word,pos", COPIA_MOST_SHOWN);
    return NULL;
}

size_t
copia_show_count (const CopiaShow *self)
{
    return self->layers->len;
}

const char *
copia_show_name (const CopiaShow *self, size_t i)
{
    return ((const CopiaLayer *) self->layers->pdata[i])->name;
}

static void
add_value (const CopiaShow *self, size_t i, uint64_t cpos, GString *text)
{
    const CopiaLayer *layer = self->layers->pdata[i];
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString value = copia_layer_written (layer, copia_layer_at (layer, cpos), room);

    g_string_append_len (text, value.bytes, (gssize) value.size);
}

void
copia_show_add (const CopiaShow *self, uint64_t start, uint64_t end, GString *text)
{
    for (uint64_t cpos = start; cpos <= end; cpos++)
        for (size_t i = 0; i < self->layers->len; i++) {
            g_string_append (text, i > 0 ? "/" : cpos > start ? " " : "");
            add_value (self, i, cpos, text);
        }
}

void
copia_show_add_one (const CopiaShow *self, size_t i, uint64_t start, uint64_t end,
                    GString *text)
{
    for (uint64_t cpos = start; cpos <= end; cpos++) {
        g_string_append (text, cpos > start ? " " : "");
        add_value (self, i, cpos, text);
    }
}

void
copia_show_free (CopiaShow *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->layers);
    g_free (self);
}
