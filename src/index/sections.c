/* sections.c - writing the sections of an index. */
#include "index/writer-private.h"

#include "base/trim.h"
#include "base/version.h"
#include "index/columns.h"
#include "index/meta.h"
#include "index/packing.h"
#include "index/tokens.h"

#define MANY 100000 /* types whose memory is worth giving back */
#define ROOM_TO_SORT                                                                   \
    150 /* bytes a type: of either order its key, and the same while it is sorted; the type */

/* By id, the bits of what is a word. */
static uint8_t *
kinds (const CopiaIndexWriter *self, const CopiaOrder *order)
{
    uint8_t *kind = g_malloc0 (order->types / 8 + 1);

    for (uint32_t number = 0; number < order->types; number++)
        if (copia_types_marked (self->types, number))
            kind[order->id[number] / 8] |= (uint8_t) (1u << (order->id[number] % 8));
    return kind;
}

/* Values are written sorted by bytes, so that equal corpora give equal files. */
static int
compare_values (const void *a, const void *b, void *values)
{
    return copia_string_compare (copia_types_get (values, *(const uint32_t *) a),
                                 copia_types_get (values, *(const uint32_t *) b));
}

typedef struct {
    const CopiaTypes *values;
    const uint32_t *order;
} SortedValues;

static CopiaString
sorted_value (const void *data, uint64_t i)
{
    const SortedValues *sorted = data;

    return copia_types_get (sorted->values, sorted->order[i]);
}

static void
write_attribute (const CopiaStructure *structure,
                 const CopiaStructureAttribute *attribute, CopiaContainerWriter *out)
{
    uint32_t n = copia_types_count (attribute->values);
    g_autofree uint32_t *order = g_new (uint32_t, n + 1u);
    g_autofree uint32_t *place = g_new (uint32_t, n + 1u);
    g_autofree char *stem = g_strdup_printf ("%s@%s", structure->name, attribute->name);
    g_autofree char *name = g_strconcat (stem, ".value", NULL);
    SortedValues sorted = { attribute->values, order };

    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    g_qsort_with_data (order, (gint) n, sizeof *order, compare_values,
                       attribute->values);
    for (uint32_t i = 0; i < n; i++)
        place[order[i]] = i;
    g_array_set_size (attribute->value, (guint) copia_numbers_size (structure->start));
    for (guint i = 0; i < attribute->value->len; i++) {
        uint32_t *value = &g_array_index (attribute->value, uint32_t, i);

        *value = *value > 0 ? place[*value - 1] + 1 : 0;
    }
    copia_strings_write (out, stem, n, sorted_value, &sorted);
    copia_ints_write (out, name, (const uint32_t *) (void *) attribute->value->data,
                      attribute->value->len, 1);
}

/* Tells the tokens between each region and the next one, or the end; returns the most of them.
 * `ints` may be NULL. */
static uint32_t
tell_apart (const CopiaStructure *self, uint32_t tokens, CopiaIntsWriter *ints)
{
    CopiaNumbersCursor starts = copia_numbers_cursor (self->start);
    CopiaNumbersCursor ends = copia_numbers_cursor (self->end);
    uint32_t next, end, most = 0;
    bool more = copia_numbers_cursor_next (&starts, &next);

    while (more && copia_numbers_cursor_next (&ends, &end)) {
        uint32_t apart;

        if (!copia_numbers_cursor_next (&starts, &next))
            next = tokens;
        apart = next - end - 1;
        most = MAX (most, apart);
        if (ints)
            copia_ints_put (ints, apart);
    }
    copia_numbers_cursor_clear (&starts);
    copia_numbers_cursor_clear (&ends);
    return most;
}

/* What is rising. */
static void
write_rising (const CopiaNumbers *stream, const char *name, CopiaContainerWriter *out)
{
    CopiaNumbersCursor cursor = copia_numbers_cursor (stream);
    CopiaIntsWriter ints;
    uint32_t value;

    copia_ints_begin (&ints, out, name, copia_ints_width (copia_numbers_last (stream)));
    while (copia_numbers_cursor_next (&cursor, &value))
        copia_ints_put (&ints, value);
    copia_ints_end (&ints);
    copia_numbers_cursor_clear (&cursor);
}

/* Where regions end, unless each does where the next begins. */
static void
write_ends (const CopiaStructure *self, uint32_t tokens, bool compact,
            CopiaContainerWriter *out)
{
    g_autofree char *end = g_strconcat (self->name, ".end", NULL);
    g_autofree char *apart = g_strconcat (self->name, ".apart", NULL);
    uint32_t most = tell_apart (self, tokens, NULL);
    CopiaIntsWriter ints;

    if (most == 0)
        return;
    if (!compact) {
        write_rising (self->end, end, out);
        return;
    }
    copia_ints_begin (&ints, out, apart, copia_ints_width (most));
    (void) tell_apart (self, tokens, &ints);
    copia_ints_end (&ints);
}

static void
write_structure (const CopiaStructure *self, uint32_t tokens, bool compact,
                 CopiaContainerWriter *out)
{
    g_autofree char *start = g_strconcat (self->name, ".start", NULL);

    write_rising (self->start, start, out);
    write_ends (self, tokens, compact, out);
    for (guint i = 0; i < self->attributes->len; i++)
        write_attribute (self, self->attributes->pdata[i], out);
}

static void
write_meta (CopiaIndexWriter *self, const CopiaOrder *order, CopiaContainerWriter *out)
{
    g_autoptr (GString) names = g_string_new (NULL);
    g_autofree char *recipe = g_string_free (g_steal_pointer (&self->meta), FALSE);

    self->meta = g_string_new (NULL);
    copia_index_writer_meta (self, "format", copia_index_format (self->compact));
    copia_index_writer_meta (self, "copia", COPIA_VERSION);
    if (self->compact)
        copia_index_writer_meta (self, "profile", "compact");
    copia_meta_number (self->meta, "tokens", self->tokens);
    copia_meta_number (self->meta, "words", self->words);
    copia_meta_number (self->meta, "types", order->types);
    copia_meta_number (self->meta, "forms", order->forms);
    for (guint i = 0; i < self->layers->len; i++)
        g_string_append_printf (names, "%s%s", i ? " " : "",
                                copia_writer_layer_name (self->layers->pdata[i]));
    if (names->len > 0)
        copia_index_writer_meta (self, "attributes", names->str);
    g_string_truncate (names, 0);
    for (guint i = 0; i < self->structures->len; i++)
        g_string_append_printf (names, "%s%s", i ? " " : "",
                                ((CopiaStructure *) self->structures->pdata[i])->name);
    copia_index_writer_meta (self, "structures", names->str);
    for (guint i = 0; i < self->structures->len; i++) {
        const CopiaStructure *structure = self->structures->pdata[i];
        g_autofree char *key = g_strconcat ("attributes:", structure->name, NULL);

        g_string_truncate (names, 0);
        for (guint k = 0; k < structure->attributes->len; k++)
            g_string_append_printf (
                names, "%s%s", k ? " " : "",
                ((CopiaStructureAttribute *) structure->attributes->pdata[k])->name);
        copia_index_writer_meta (self, key, names->str);
    }
    g_string_append (self->meta, recipe);
    copia_container_begin (out, "meta", 1);
    copia_container_put (out, self->meta->str, self->meta->len);
    copia_container_end (out, self->meta->len);
}

/* Both orders at once take twice the memory: where that is short, one comes after the other. */
static unsigned
threads_for_order (const CopiaIndexWriter *self)
{
    const uint64_t room = (uint64_t) copia_types_count (self->types) * ROOM_TO_SORT;

    return self->memory > 0 && room > self->memory ? 1 : self->threads;
}

static CopiaOrder *
order_types (const CopiaIndexWriter *self, const uint32_t *counts)
{
    copia_types_seal (self->types);
    if (copia_types_count (self->types) >= MANY)
        copia_trim ();
    return copia_order_new (self->types, counts, threads_for_order (self));
}

/* What was put in order is written; only the ids of types are asked for. */
static void
drop_order (CopiaOrder *order)
{
    copia_order_keep_ids (order);
    if (order->types >= MANY)
        copia_trim ();
}

/* For the lists. */
static void
drop_types (CopiaIndexWriter *self, CopiaOrder *order)
{
    bool many = order->types >= MANY;

    copia_order_free (order);
    g_clear_pointer (&self->types, copia_types_free);
    if (many)
        copia_trim ();
}

bool
copia_index_write (CopiaIndexWriter *self, const char *path, GError **error)
{
    g_autofree uint32_t *counts = copia_index_writer_count (self);
    g_autoptr (CopiaOrder) order = order_types (self, counts);
    g_autoptr (CopiaContainerWriter) out = copia_container_writer_new (path);
    g_autofree uint32_t *freq = g_new (uint32_t, order->types);
    g_autofree uint8_t *kind = kinds (self, order);
    CopiaColumn words = { .numbers = self->numbers,
                          .n = self->tokens,
                          .freq = freq,
                          .types = order->types,
                          .threads = self->threads,
                          .memory = self->memory };

    copia_index_pack (out, self->compact);
    copia_container_writer_share (out, self->threads);
    for (uint32_t number = 0; number < order->types; number++) {
        freq[order->id[number]] = counts[number];
        if (copia_types_marked (self->types, number))
            self->words += counts[number];
    }
    write_meta (self, order, out);
    copia_index_writer_written (self, 0.2);
    copia_column_write_lexicon (out, "", self->types, order, freq, kind);
    copia_index_writer_written (self, 0.3);
    g_clear_pointer (&counts, g_free);
    drop_order (order);
    copia_index_write_tokens (self, order, out);
    copia_index_writer_written (self, 0.5);
    copia_index_writer_order_layers (self, order);
    drop_types (self, g_steal_pointer (&order));
    copia_column_write_postings (out, "", &words);
    copia_index_writer_written (self, 0.9);
    copia_index_write_layers (self, words.types, freq, kind, out);
    for (guint i = 0; i < self->structures->len; i++)
        write_structure (self->structures->pdata[i], self->tokens, self->compact, out);
    return copia_store_check (self->store, error) &&
           copia_container_writer_close (out, error);
}
