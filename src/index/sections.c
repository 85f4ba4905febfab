/* sections.c - writing the sections of an index. */
#include "index/writer-private.h"

#include "base/container-layout.h"
#include "base/version.h"
#include "index/columns.h"
#include "index/meta.h"
#include "index/packing.h"
#include "index/tokens.h"

void
copia_bits_set (CopiaBits *self, uint64_t i)
{
    if (i / 8 >= self->size) {
        size_t size = MAX (self->size * 2, i / 8 + 4096);

        self->bytes = g_realloc (self->bytes, size);
        memset (self->bytes + self->size, 0, size - self->size);
        self->size = size;
    }
    self->bytes[i / 8] |= (uint8_t) (1u << (i % 8));
}

/* By id, the bits of what is a word. */
static uint8_t *
kinds (const CopiaIndexWriter *self, const CopiaOrder *order)
{
    uint8_t *kind = g_malloc0 (order->types / 8 + 1);

    for (uint32_t number = 0; number < order->types; number++)
        if (self->word->data[number])
            kind[order->id[number] / 8] |= (uint8_t) (1u << (order->id[number] % 8));
    return kind;
}

/* Provisional numbers become ids, in place. */
static void
write_tokens (CopiaIndexWriter *self, const CopiaOrder *order,
              CopiaContainerWriter *out)
{
    uint32_t *ids = (uint32_t *) (void *) self->ids->data;
    guint n = self->ids->len;
    g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    uint32_t words = 0;

    for (guint i = 0; i < n; i++) {
        if (i % COPIA_WORDS_STEP == 0)
            g_array_append_val (before, words);
        words += self->word->data[ids[i]];
        ids[i] = order->id[ids[i]];
    }
    g_array_append_val (before, words);
    copia_ints_write (out, "word.ids", ids, n,
                      copia_ints_width (order->types) < 3 ? 2 : 3);
    copia_ints_write (out, "word.before", (const uint32_t *) (void *) before->data,
                      before->len, 1);
}

static CopiaString
gap_at (const void *data, uint64_t i)
{
    const CopiaIndexWriter *self = data;
    guint common = self->common_gap;

    /* the commonest gap changes places with gap 0 */
    return copia_types_get (self->gaps, (uint32_t) (i == 0        ? common
                                                    : i == common ? 0
                                                                  : i));
}

static void
write_gaps (CopiaIndexWriter *self, CopiaContainerWriter *out)
{
    guint n = self->ids->len, listed = 0;
    g_autofree uint8_t *codes = g_malloc0 (n / 4 + 1);
    g_autofree uint32_t *cpos = g_new (uint32_t, self->gap_of->len + 1);
    g_autofree uint32_t *value = g_new (uint32_t, self->gap_of->len + 1);
    uint64_t most = 0;

    for (guint i = 0; i < self->gap_count->len; i++) {
        if (g_array_index (self->gap_count, uint64_t, i) > most) {
            most = g_array_index (self->gap_count, uint64_t, i);
            self->common_gap = i;
        }
    }
    for (guint i = 0; i < n; i++)
        if (i / 8 < self->spaces.size && (self->spaces.bytes[i / 8] >> (i % 8) & 1))
            codes[i / 4] |= (uint8_t) (1u << (2 * (i % 4)));
    for (guint i = 0; i < self->gap_of->len; i++) {
        CopiaGapAt at = g_array_index (self->gap_of, CopiaGapAt, i);
        unsigned code = at.gap == self->common_gap ? 2 : 3;

        codes[at.cpos / 4] |= (uint8_t) (code << (2 * (at.cpos % 4)));
        if (code == 3) {
            cpos[listed] = at.cpos;
            value[listed++] = at.gap == 0 ? self->common_gap : at.gap;
        }
    }
    copia_container_begin (out, "gap.codes", 0);
    copia_container_put (out, codes, ((size_t) n + 3) / 4);
    copia_container_end (out, n);
    copia_ints_write (out, "gap.cpos", cpos, listed, 1);
    copia_ints_write (out, "gap.value", value, listed, 1);
    copia_strings_write (out, "gap", self->gap_count->len, gap_at, self);
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
    g_array_set_size (attribute->value, structure->start->len);
    for (guint i = 0; i < attribute->value->len; i++) {
        uint32_t *value = &g_array_index (attribute->value, uint32_t, i);

        *value = *value > 0 ? place[*value - 1] + 1 : 0;
    }
    copia_strings_write (out, stem, n, sorted_value, &sorted);
    copia_ints_write (out, name, (const uint32_t *) (void *) attribute->value->data,
                      attribute->value->len, 1);
}

static bool
follow_closely (const CopiaStructure *self, guint tokens)
{
    for (guint i = 0; i < self->start->len; i++) {
        uint32_t next = i + 1 < self->start->len
                            ? g_array_index (self->start, uint32_t, i + 1)
                            : tokens;

        if (g_array_index (self->end, uint32_t, i) + 1 != next)
            return false;
    }
    return true;
}

static void
write_structure (const CopiaStructure *self, guint tokens, CopiaContainerWriter *out)
{
    g_autofree char *start = g_strconcat (self->name, ".start", NULL);
    g_autofree char *end = g_strconcat (self->name, ".end", NULL);

    copia_ints_write (out, start, (const uint32_t *) (void *) self->start->data,
                      self->start->len, 1);
    if (!follow_closely (self, tokens))
        copia_ints_write (out, end, (const uint32_t *) (void *) self->end->data,
                          self->end->len, 1);
    for (guint i = 0; i < self->attributes->len; i++)
        write_attribute (self, self->attributes->pdata[i], out);
}

static void
write_meta (CopiaIndexWriter *self, const CopiaOrder *order, CopiaContainerWriter *out)
{
    g_autoptr (GString) names = g_string_new (NULL);
    g_autofree char *recipe = g_string_free (g_steal_pointer (&self->meta), FALSE);

    self->meta = g_string_new (NULL);
    copia_index_writer_meta (self, "format", COPIA_FORMAT_NAME);
    copia_index_writer_meta (self, "copia", COPIA_VERSION);
    if (self->compact)
        copia_index_writer_meta (self, "profile", "compact");
    copia_meta_number (self->meta, "tokens", self->ids->len);
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

bool
copia_index_write (CopiaIndexWriter *self, const char *path, GError **error)
{
    const uint32_t *counts = (const uint32_t *) (void *) self->freq->data;
    g_autoptr (CopiaOrder) order = copia_order_new (self->types, counts);
    g_autoptr (CopiaContainerWriter) out = copia_container_writer_new (path);
    g_autofree uint32_t *freq = g_new (uint32_t, order->types);
    g_autofree uint8_t *kind = kinds (self, order);

    copia_index_pack (out, self->compact);
    for (uint32_t number = 0; number < order->types; number++)
        freq[order->id[number]] = counts[number];
    write_meta (self, order, out);
    copia_column_write_lexicon (out, "", self->types, order, freq, kind);
    write_tokens (self, order, out);
    write_gaps (self, out);
    copia_column_write_postings (out, "", (const uint32_t *) (void *) self->ids->data,
                                 self->ids->len, freq, order->types);
    copia_index_write_layers (self, order->types, kind, out);
    for (guint i = 0; i < self->structures->len; i++)
        write_structure (self->structures->pdata[i], self->ids->len, out);
    return copia_container_writer_close (out, error);
}
