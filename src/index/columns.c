/* columns.c - the sections of a lexicon and of its postings. */
#include "index/columns.h"

#include "index/types-private.h"
#include "text/fold.h"

#define AHEAD 8 /* words on their way from memory, and as many before them */

typedef struct {
    const CopiaTypes *words;
    const CopiaOrder *order;
    GString *form; /* the last one asked for */
} Lexicon;

/* Words lie in the order of their first meeting: one after the other would be waited for. */
static CopiaString
word_by_lex (const void *data, uint64_t lex)
{
    const Lexicon *lexicon = data;
    const uint32_t *by_lex = lexicon->order->by_lex;
    uint32_t types = lexicon->order->types;

    if (lex + 2 * AHEAD < types)
        copia_types_expect_number (lexicon->words, by_lex[lex + 2 * AHEAD]);
    if (lex + AHEAD < types)
        __builtin_prefetch (
            copia_types_get (lexicon->words, by_lex[lex + AHEAD]).bytes);
    return copia_types_get (lexicon->words, by_lex[lex]);
}

/* All types of a form have it: of the last one, which is mostly in small letters. */
static CopiaString
form_at (const void *data, uint64_t form)
{
    const Lexicon *lexicon = data;
    CopiaString word = word_by_lex (data, lexicon->order->first[form + 1] - 1);

    g_string_truncate (lexicon->form, 0);
    copia_fold (word.bytes, word.size, lexicon->form);
    return (CopiaString){ lexicon->form->str, lexicon->form->len };
}

void
copia_column_write_lexicon (CopiaContainerWriter *out, const char *prefix,
                            const CopiaTypes *words, CopiaOrder *order,
                            const uint32_t *freq, const uint8_t *kind)
{
    g_autoptr (GString) form = g_string_new (NULL);
    Lexicon lexicon = { words, order, form };
    uint32_t types = order->types;
    char name[COPIA_NAME_SIZE];

#define NAMED(rest) copia_column_section (name, prefix, (rest))
    copia_strings_write (out, NAMED ("word"), types, word_by_lex, &lexicon);
    copia_ints_write (out, NAMED ("word.id"), order->id_of_lex, types, 1);
    copia_ints_write (out, NAMED ("word.lex"), order->lex_of_id, types, 1);
    copia_ints_write (out, NAMED ("word.form"), order->form, types, 1);
    copia_ints_write (out, NAMED ("word.freq"), freq, types, 1);
    copia_order_rank (order);
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
