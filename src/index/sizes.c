/* sizes.c - adding up sections by name. */
#include "index/sizes.h"

typedef struct {
    GArray *sizes;     /* CopiaSize */
    GHashTable *known; /* name -> its place among them */
    uint64_t sum;
} Sum;

static void
add_section (Sum *self, const CopiaSection *section)
{
    CopiaSize size = { .bytes = section->stored_size };
    gpointer place;

    self->sum += section->stored_size;
    if (g_hash_table_lookup_extended (self->known, section->name, NULL, &place)) {
        g_array_index (self->sizes, CopiaSize, GPOINTER_TO_UINT (place)).bytes +=
            section->stored_size;
        return;
    }
    g_hash_table_insert (self->known, g_strdup (section->name),
                         GUINT_TO_POINTER (self->sizes->len));
    g_strlcpy (size.name, section->name, sizeof size.name);
    g_array_append_val (self->sizes, size);
}

static void
add_container (Sum *self, const CopiaContainer *container)
{
    size_t n;
    const CopiaSection *sections = copia_container_sections (container, &n);

    for (size_t i = 0; i < n; i++)
        add_section (self, &sections[i]);
}

/* Files first: what only a union has comes behind. */
static void
add_index (Sum *self, const CopiaIndex *index)
{
    const CopiaShards *shards = copia_index_shards (index);

    for (uint32_t i = 0; shards && i < shards->n; i++)
        add_index (self, shards->shards[i].index);
    add_container (self, copia_index_container (index));
    if (copia_index_base (index))
        add_container (self, copia_index_base (index));
}

GArray *
copia_index_sizes (const CopiaIndex *self)
{
    Sum sum = { g_array_new (FALSE, FALSE, sizeof (CopiaSize)),
                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 0 };
    CopiaSize rest = { .name = "rest" };

    add_index (&sum, self);
    rest.bytes = copia_index_bytes (self) - sum.sum;
    g_array_append_val (sum.sizes, rest);
    g_hash_table_unref (sum.known);
    return sum.sizes;
}
