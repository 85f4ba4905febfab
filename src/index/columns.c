/* columns.c - the sections of a lexicon and of its postings. */
#include "index/columns.h"

#include "index/pfor.h"

#include <string.h>

typedef struct {
    const CopiaTypes *words;
    const CopiaOrder *order;
} Lexicon;

static CopiaString
word_by_lex (const void *data, uint64_t lex)
{
    const Lexicon *lexicon = data;

    return copia_types_get (lexicon->words, lexicon->order->by_lex[lex]);
}

static CopiaString
form_at (const void *data, uint64_t form)
{
    const CopiaOrder *order = ((const Lexicon *) data)->order;
    uint64_t start = g_array_index (order->folded_at, uint64_t, form);
    uint64_t end = g_array_index (order->folded_at, uint64_t, form + 1);

    return (CopiaString){ order->folded->str + start, end - start };
}

void
copia_column_write_lexicon (CopiaContainerWriter *out, const char *prefix,
                            const CopiaTypes *words, const CopiaOrder *order,
                            const uint32_t *freq, const uint8_t *kind)
{
    Lexicon lexicon = { words, order };
    uint32_t types = order->types;
    char name[COPIA_NAME_SIZE];

#define NAMED(rest) copia_column_section (name, prefix, (rest))
    copia_strings_write (out, NAMED ("word"), types, word_by_lex, &lexicon);
    copia_ints_write (out, NAMED ("word.id"), order->id_of_lex, types, 1);
    copia_ints_write (out, NAMED ("word.lex"), order->lex_of_id, types, 1);
    copia_ints_write (out, NAMED ("word.form"), order->form, types, 1);
    copia_ints_write (out, NAMED ("word.freq"), freq, types, 1);
    copia_ints_write (out, NAMED ("word.rank"), order->rank, types, 1);
    copia_container_begin (out, NAMED ("word.kind"), 0);
    copia_container_put (out, kind, (types + 7) / 8);
    copia_container_end (out, types);
    copia_strings_write (out, NAMED ("form"), order->forms, form_at, &lexicon);
    copia_ints_write (out, NAMED ("form.first"), order->first, order->forms + 1u, 1);
#undef NAMED
}

/* The positions of each id, one list after the other: a counting sort. */
static uint32_t *
invert (const uint32_t *ids, uint32_t n, const uint32_t *freq, uint32_t types)
{
    uint32_t *positions = g_new (uint32_t, n);
    g_autofree uint32_t *next = g_new (uint32_t, types);
    uint32_t sum = 0;

    for (uint32_t id = 0; id < types; id++) {
        next[id] = sum;
        sum += freq[id];
    }
    for (uint32_t i = 0; i < n; i++)
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

void
copia_column_write_postings (CopiaContainerWriter *out, const char *prefix,
                             const uint32_t *ids, uint32_t n, const uint32_t *freq,
                             uint32_t types)
{
    char name[COPIA_NAME_SIZE];
    g_autofree uint32_t *positions = invert (ids, n, freq, types);
    g_autofree uint64_t *at = NULL;
    g_autofree uint8_t *bytes = room_for_list (freq[0]);
    const uint32_t *values = positions;
    uint32_t often = 0;

    while (often < types && freq[often] > 1)
        often++;
    at = g_new (uint64_t, often + 1u);
    at[0] = 0;
    copia_container_begin (out, copia_column_section (name, prefix, "post.bytes"), 1);
    for (uint32_t id = 0; id < often; values += freq[id], id++)
        at[id + 1] = at[id] + write_list (out, bytes, values, freq[id]);
    copia_container_end (out, at[often]);
    copia_ints_write64 (out, copia_column_section (name, prefix, "post.at"), at,
                        often + 1u);
    copia_ints_write (out, copia_column_section (name, prefix, "post.once"), values,
                      types - often, 1);
}
