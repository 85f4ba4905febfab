/* sections.c - writing the sections of an index. */
#include "index/writer-private.h"

#include "base/container.h"
#include "base/version.h"
#include "index/meta.h"
#include "index/order.h"
#include "index/packing.h"
#include "index/pfor.h"
#include "index/tokens.h"

#include <stdlib.h>

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

typedef struct {
    const CopiaIndexWriter *writer;
    const CopiaOrder *order;
} Lexicon;

static CopiaString
word_by_lex (const void *data, uint64_t lex)
{
    const Lexicon *lexicon = data;

    return copia_types_get (lexicon->writer->types, lexicon->order->by_lex[lex]);
}

static CopiaString
form_at (const void *data, uint64_t form)
{
    const CopiaOrder *order = ((const Lexicon *) data)->order;
    uint64_t start = g_array_index (order->folded_at, uint64_t, form);
    uint64_t end = g_array_index (order->folded_at, uint64_t, form + 1);

    return (CopiaString){ order->folded->str + start, end - start };
}

/* freq by id, and the bits of kind by id. */
static void
write_lexicon (CopiaIndexWriter *self, const CopiaOrder *order, const uint32_t *freq,
               CopiaContainerWriter *out)
{
    Lexicon lexicon = { self, order };
    uint32_t types = order->types;
    g_autofree uint8_t *kind = g_malloc0 (types / 8 + 1);

    for (uint32_t number = 0; number < types; number++)
        if (self->word->data[number])
            kind[order->id[number] / 8] |= (uint8_t) (1u << (order->id[number] % 8));
    copia_strings_write (out, "word", types, word_by_lex, &lexicon);
    copia_ints_write (out, "word.id", order->id_of_lex, types, 1);
    copia_ints_write (out, "word.lex", order->lex_of_id, types, 1);
    copia_ints_write (out, "word.form", order->form, types, 1);
    copia_ints_write (out, "word.freq", freq, types, 1);
    copia_ints_write (out, "word.rank", order->rank, types, 1);
    copia_container_begin (out, "word.kind", 0);
    copia_container_put (out, kind, (types + 7) / 8);
    copia_container_end (out, types);
    copia_strings_write (out, "form", order->forms, form_at, &lexicon);
    copia_ints_write (out, "form.first", order->first, order->forms + 1u, 1);
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

/* The positions of each id, one list after the other: a counting sort. */
static uint32_t *
invert (const CopiaIndexWriter *self, const uint32_t *freq, uint32_t types)
{
    const uint32_t *ids = (const uint32_t *) (const void *) self->ids->data;
    uint32_t *positions = g_new (uint32_t, self->ids->len);
    g_autofree uint32_t *next = g_new (uint32_t, types);
    uint32_t sum = 0;

    for (uint32_t id = 0; id < types; id++) {
        next[id] = sum;
        sum += freq[id];
    }
    for (guint i = 0; i < self->ids->len; i++)
        positions[next[ids[i]]++] = i;
    return positions;
}

/* One list: skips, blocks, tail.  Returns the bytes written; `bytes` has room for them. */
static uint64_t
write_list (CopiaContainerWriter *out, uint8_t *bytes, const uint32_t *values,
            uint32_t n)
{
    uint32_t blocks = n / COPIA_PFOR_BLOCK, rest = n % COPIA_PFOR_BLOCK;
    uint32_t base = COPIA_PFOR_START, end = 0;
    size_t skips = (size_t) blocks * 8;

    for (size_t block = 0; block < blocks; block++, values += COPIA_PFOR_BLOCK) {
        end += (uint32_t) copia_pfor_encode (values, base, bytes + skips + end);
        base = values[COPIA_PFOR_BLOCK - 1];
        memcpy (bytes + block * 8, &base, 4);
        memcpy (bytes + block * 8 + 4, &end, 4);
    }
    if (rest > 0)
        end +=
            (uint32_t) copia_pfor_encode_tail (values, rest, base, bytes + skips + end);
    copia_container_put (out, bytes, skips + end);
    return (uint64_t) skips + end;
}

/* Room for the longest list, which is that of id 0. */
static uint8_t *
room_for_list (uint32_t n)
{
    return g_malloc ((size_t) (n / COPIA_PFOR_BLOCK) * (8 + COPIA_PFOR_BLOCK_BOUND) +
                     COPIA_PFOR_TAIL_BOUND (COPIA_PFOR_BLOCK));
}

static void
write_postings (CopiaIndexWriter *self, const uint32_t *freq, uint32_t types,
                CopiaContainerWriter *out)
{
    g_autofree uint32_t *positions = invert (self, freq, types);
    g_autofree uint64_t *at = NULL;
    g_autofree uint8_t *bytes = room_for_list (freq[0]);
    const uint32_t *values = positions;
    uint32_t often = 0;

    while (often < types && freq[often] > 1)
        often++;
    at = g_new (uint64_t, often + 1u);
    at[0] = 0;
    copia_container_begin (out, "post.bytes", 1);
    for (uint32_t id = 0; id < often; values += freq[id], id++)
        at[id + 1] = at[id] + write_list (out, bytes, values, freq[id]);
    copia_container_end (out, at[often]);
    copia_ints_write64 (out, "post.at", at, often + 1u);
    copia_ints_write (out, "post.once", values, types - often, 1);
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
    copia_index_writer_meta (self, "format", "1.2");
    copia_index_writer_meta (self, "copia", COPIA_VERSION);
    if (self->compact)
        copia_index_writer_meta (self, "profile", "compact");
    copia_meta_number (self->meta, "tokens", self->ids->len);
    copia_meta_number (self->meta, "words", self->words);
    copia_meta_number (self->meta, "types", order->types);
    copia_meta_number (self->meta, "forms", order->forms);
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

    copia_index_pack (out, self->compact);
    for (uint32_t number = 0; number < order->types; number++)
        freq[order->id[number]] = counts[number];
    write_meta (self, order, out);
    write_lexicon (self, order, freq, out);
    write_tokens (self, order, out);
    write_gaps (self, out);
    write_postings (self, freq, order->types, out);
    for (guint i = 0; i < self->structures->len; i++)
        write_structure (self->structures->pdata[i], self->ids->len, out);
    return copia_container_writer_close (out, error);
}
