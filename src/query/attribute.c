/* attribute.c - word and form. */
#include "query/attribute.h"

static uint32_t
word_count (const CopiaLexicon *lexicon)
{
    return lexicon->types;
}

/* Values of `word` are numbered by lex. */
static CopiaString
word_value (const CopiaLexicon *lexicon, uint32_t lex)
{
    return copia_strings_get (&lexicon->words, lex);
}

static void
word_types (const CopiaLexicon *lexicon, uint32_t lex, GArray *ids)
{
    uint32_t id = copia_lexicon_id (lexicon, lex);

    g_array_append_val (ids, id);
}

static void
word_forms (const CopiaLexicon *lexicon, uint32_t form, uint32_t last, uint32_t *first,
            uint32_t *end)
{
    uint32_t ignored;

    copia_lexicon_types_of (lexicon, form, first, &ignored);
    copia_lexicon_types_of (lexicon, last - 1, &ignored, end);
}

static uint32_t
word_key (const CopiaLexicon *lexicon G_GNUC_UNUSED, uint32_t type)
{
    return type;
}

static uint32_t
form_count (const CopiaLexicon *lexicon)
{
    return lexicon->forms;
}

static void
form_types (const CopiaLexicon *lexicon, uint32_t form, GArray *ids)
{
    uint32_t lex, end;

    copia_lexicon_types_of (lexicon, form, &lex, &end);
    for (; lex < end; lex++)
        word_types (lexicon, lex, ids);
}

static void
form_forms (const CopiaLexicon *lexicon G_GNUC_UNUSED, uint32_t form, uint32_t last,
            uint32_t *first, uint32_t *end)
{
    *first = form;
    *end = last;
}

static CopiaString
form_text (const CopiaLexicon *lexicon, uint32_t type)
{
    return copia_lexicon_form (lexicon, copia_lexicon_form_of (lexicon, type));
}

static uint64_t
form_freq (const CopiaLexicon *lexicon, uint32_t type)
{
    return copia_lexicon_form_freq (lexicon, copia_lexicon_form_of (lexicon, type));
}

static const CopiaAttribute attributes[] = {
    { "word", false, word_count, word_value, word_types, word_forms, word_key,
      copia_lexicon_word, copia_lexicon_freq },
    { "form", true, form_count, copia_lexicon_form, form_types, form_forms,
      copia_lexicon_form_of, form_text, form_freq },
};

const CopiaAttribute *
copia_attribute_find (const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS (attributes); i++)
        if (!name || g_str_equal (attributes[i].name, name))
            return &attributes[i];
    return NULL;
}

char *
copia_attribute_names (void)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (size_t i = 0; i < G_N_ELEMENTS (attributes); i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", attributes[i].name);
    return g_string_free (g_steal_pointer (&names), FALSE);
}
