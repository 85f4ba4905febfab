/* merge-meta.c - do the parts fit together, and what is said of the whole. */
#include "index/merge-private.h"

#include "base/error.h"
#include "base/version.h"
#include "index/meta.h"
#include "index/packing.h"

#include <string.h>

static const char *
path_of (const CopiaIndex *index)
{
    return copia_index_path (index);
}

/* How a text became tokens must not differ: a question is read one way.  `usual` is what an
 * index does not say. */
static bool
same_setting (const CopiaMerge *self, uint32_t part, const char *key, const char *usual,
              GError **error)
{
    const char *first = copia_index_meta (self->parts[0], key);
    const char *other = copia_index_meta (self->parts[part], key);

    if (g_strcmp0 (first, other) == 0)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "%s: %s: '%s' here, '%s' in %s; index its texts again with the same "
                 "settings",
                 path_of (self->parts[part]), key, other ? other : usual,
                 first ? first : usual, path_of (self->parts[0]));
    return false;
}

bool
copia_merge_check (const CopiaMerge *self, GError **error)
{
    for (uint32_t part = 1; part < self->n; part++)
        if (!same_setting (self, part, "tokenizer", "", error) ||
            !same_setting (self, part, "tokenizer.options", "", error) ||
            !same_setting (self, part, "attributes", "", error) ||
            !same_setting (self, part, "ranges", "joined", error))
            return false;
    return true;
}

/* Lines that each index has of its own making. */
static bool
is_counted (const char *key)
{
    static const char *const counted[] = { "format",     "copia",      "tokens",
                                           "words",      "types",      "forms",
                                           "attributes", "structures", "profile",
                                           NULL };

    return g_strv_contains (counted, key) || g_str_has_prefix (key, "attributes:");
}

static void
copy_lines (const CopiaMerge *self, GString *meta, const char *key, GHashTable *said)
{
    for (uint32_t part = 0; part < self->n; part++)
        for (const char *const *line = copia_index_meta_all (self->parts[part]);
             line[0]; line += 2)
            if (strcmp (line[0], key) == 0 &&
                (!said || g_hash_table_add (said, (void *) (uintptr_t) line[1])))
                copia_meta_line (meta, key, line[1]);
}

/* How the texts were read: a line for each value that a key has in any of the parts.  Then
 * the texts, all of them. */
static void
add_recipe (const CopiaMerge *self, GString *meta)
{
    g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

    for (uint32_t part = 0; part < self->n; part++)
        for (const char *const *line = copia_index_meta_all (self->parts[part]);
             line[0]; line += 2) {
            g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

            if (!is_counted (line[0]) && strcmp (line[0], "file") != 0 &&
                g_hash_table_add (keys, (void *) (uintptr_t) line[0]))
                copy_lines (self, meta, line[0], said);
        }
    copy_lines (self, meta, "file", NULL);
}

static void
add_structures (const CopiaMerge *self, GString *meta)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (guint i = 0; i < self->structures->len; i++)
        g_string_append_printf (names, "%s%s", i ? " " : "",
                                (const char *) self->structures->pdata[i]);
    copia_meta_line (meta, "structures", names->str);
    for (guint i = 0; i < self->structures->len; i++) {
        const char *structure = self->structures->pdata[i];
        g_autofree char *key = g_strconcat ("attributes:", structure, NULL);
        g_autoptr (GPtrArray) attributes = copia_merge_attributes (self, structure);

        g_string_truncate (names, 0);
        for (guint k = 0; k < attributes->len; k++)
            g_string_append_printf (names, "%s%s", k ? " " : "",
                                    (const char *) attributes->pdata[k]);
        copia_meta_line (meta, key, names->str);
    }
}

void
copia_merge_meta (const CopiaMerge *self, CopiaContainerWriter *out)
{
    g_autoptr (GString) meta = g_string_new (NULL);
    const char *attributes = copia_index_meta (self->parts[0], "attributes");

    copia_meta_line (meta, "format", copia_index_format (self->compact));
    copia_meta_line (meta, "copia", COPIA_VERSION);
    if (self->compact)
        copia_meta_line (meta, "profile", "compact");
    copia_meta_number (meta, "tokens", self->offset[self->n]);
    copia_meta_number (meta, "words", self->word_tokens);
    copia_meta_number (meta, "types", self->types);
    copia_meta_number (meta, "forms", self->forms);
    if (attributes)
        copia_meta_line (meta, "attributes", attributes);
    add_structures (self, meta);
    add_recipe (self, meta);
    copia_container_begin (out, "meta", 1);
    copia_container_put (out, meta->str, meta->len);
    copia_container_end (out, meta->len);
}
