/* info.c - `copia info`: what an index holds. */
#include "command/commands.h"

#include "command/options.h"
#include "command/request.h"
#include "index/sizes.h"

static const CopiaOption option_verify = {
    .name = "verify",
    .kind = COPIA_OPTION_FLAG,
    .summary = "check every byte and every invariant of the index",
};

static const CopiaOption option_sizes = {
    .name = "sizes",
    .kind = COPIA_OPTION_FLAG,
    .summary = "show the bytes of each section, in all and for each token",
};

static void
put (CopiaTable *table, const char *key, const char *value)
{
    copia_table_text (table, key);
    copia_table_text (table, value);
}

static void
put_number (CopiaTable *table, const char *key, uint64_t number)
{
    g_autofree char *value = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

    put (table, key, value);
}

/* No token has a value of it. */
static bool
is_empty (const CopiaIndex *index, const char *attribute)
{
    const CopiaLayer *layer = copia_index_find_layer (index, attribute);

    return layer && layer->count == 1 && copia_layer_value (layer, 0).size == 0;
}

/* What is empty says nothing, and attributes that begin with _ are the index's own. */
static void
put_meta (CopiaTable *table, const CopiaIndex *index, const char *key,
          const char *value)
{
    bool of_tokens = g_str_equal (key, "attributes");
    g_auto (GStrv) names = NULL;
    g_autoptr (GString) shown = g_string_new (NULL);

    if (!of_tokens && !g_str_has_prefix (key, "attributes:")) {
        if (*value)
            put (table, key, value);
        return;
    }
    names = g_strsplit (value, " ", -1);
    for (char **name = names; *name; name++)
        if (**name && **name != '_' && !(of_tokens && is_empty (index, *name)))
            g_string_append_printf (shown, "%s%s", shown->len ? " " : "", *name);
    if (shown->len)
        put (table, key, shown->str);
}

static void
put_structures (CopiaTable *table, const CopiaIndex *index)
{
    for (uint32_t i = 0; i < copia_index_n_structures (index); i++) {
        const CopiaRegions *regions = copia_index_structure (index, i);
        g_autofree char *key =
            g_strconcat ("regions:", copia_regions_name (regions), NULL);

        put_number (table, key, copia_regions_count (regions));
    }
}

/* The files of a set: first cpos, tokens, index id, name. */
static void
put_shards (CopiaTable *table, const CopiaIndex *index)
{
    const CopiaShards *shards = copia_index_shards (index);

    if (!shards)
        return;
    put_number (table, "shards", shards->n);
    for (uint32_t i = 0; i < shards->n; i++) {
        const CopiaShard *shard = &shards->shards[i];
        g_autofree char *key = g_strdup_printf ("shard:%u", i + 1);
        g_autofree char *value =
            g_strdup_printf ("%s, %" G_GUINT64_FORMAT " tokens from %" G_GUINT64_FORMAT
                             ", index %s",
                             copia_index_path (shard->index), shard->end - shard->first,
                             shard->first, copia_index_id (shard->index));

        put (table, key, value);
    }
}

static void
put_size (CopiaTable *table, const CopiaIndex *index, const char *name, uint64_t bytes)
{
    double tokens = (double) copia_index_tokens (index)->size;
    g_autofree char *key = g_strconcat ("size:", name, NULL);
    g_autofree char *value = g_strdup_printf ("%" G_GUINT64_FORMAT " (%.3f a token)",
                                              bytes, (double) bytes / tokens);

    put (table, key, value);
}

/* The last line is the sum of those before it. */
static void
put_sizes (CopiaTable *table, const CopiaIndex *index)
{
    g_autoptr (GArray) sizes = copia_index_sizes (index);

    for (guint i = 0; i < sizes->len; i++) {
        const CopiaSize *size = &g_array_index (sizes, CopiaSize, i);

        put_size (table, index, size->name, size->bytes);
    }
    put_size (table, index, "all", copia_index_bytes (index));
}

static CopiaOutcome
run (CopiaRequest *request, GError **error)
{
    static const CopiaColumn columns[] = {
        { .name = "key", .kind = COPIA_COLUMN_TEXT },
        { .name = "value", .kind = COPIA_COLUMN_TEXT },
    };
    const CopiaIndex *index = copia_request_index (request, error);
    g_autoptr (CopiaTable) table = NULL;
    const char *const *meta;
    CopiaCaption caption = { 0 };

    if (!index)
        return COPIA_OUTCOME_FAILED;
    if (copia_request_flag (request, "verify") && !copia_index_verify (index, error))
        return COPIA_OUTCOME_FAILED;
    caption.provenance = copia_request_provenance (request);
    table = copia_request_table (request);
    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    put (table, "id", copia_index_id (index));
    put_number (table, "bytes", copia_index_bytes (index));
    for (meta = copia_index_meta_all (index); meta[0]; meta += 2)
        put_meta (table, index, meta[0], meta[1]);
    put_structures (table, index);
    put_shards (table, index);
    if (copia_request_flag (request, "sizes"))
        put_sizes (table, index);
    if (copia_request_flag (request, "verify"))
        put (table, "verified", "every byte and every invariant");
    if (!copia_index_sound (index, error) || !copia_table_end (table, error))
        return COPIA_OUTCOME_FAILED;
    return COPIA_OUTCOME_ANSWERED;
}

static const CopiaOption *const options[] = { COPIA_OPTIONS_OUTPUT, &option_verify,
                                              &option_sizes, NULL };

const CopiaCommand copia_command_info = {
    .name = "info",
    .summary = "show what an index holds, and check it",
    .arguments = "INDEX",
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .example = "book.copia --verify",
    .topic = "index-files",
    .run = run,
};
