/* columns.c - the sections of a lexicon and of its postings. */
#include "index/columns.h"

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

void
copia_column_write_groups (CopiaContainerWriter *out, const char *prefix,
                           const uint32_t *of, uint32_t n_types, uint32_t n_values)
{
    g_autofree uint32_t *first = g_new0 (uint32_t, n_values + 1u);
    g_autofree uint32_t *next = g_new0 (uint32_t, n_values + 1u);
    g_autofree uint32_t *types = g_new (uint32_t, n_types);
    char name[COPIA_NAME_SIZE];

    for (uint32_t type = 0; type < n_types; type++)
        first[of[type] + 1]++;
    for (uint32_t value = 0; value < n_values; value++)
        next[value + 1] = first[value + 1] += first[value];
    for (uint32_t type = 0; type < n_types; type++)
        types[next[of[type]]++] = type;
    copia_ints_write (out, copia_column_section (name, prefix, "types"), types, n_types,
                      1);
    copia_ints_write (out, copia_column_section (name, prefix, "first"), first,
                      n_values + 1u, 1);
}
