/* shared-forms.c - forms of more than one type are few. */
#include "index/shared-forms.h"

#include <string.h>

static bool
mark_types (const CopiaLexicon *lexicon, uint64_t lex, uint64_t end, uint8_t *bits)
{
    for (; lex < end; lex++) {
        uint64_t id = copia_ints_raw (&lexicon->id, lex);

        if (G_UNLIKELY (id >= lexicon->types)) {
            copia_container_blame (lexicon->id.section);
            return false;
        }
        bits[id / 8] |= (uint8_t) (1u << (id % 8));
    }
    return true;
}

uint8_t *
copia_shared_forms_new (const CopiaLexicon *lexicon)
{
    size_t size = (size_t) lexicon->types / 8 + 1;
    uint8_t *bits = g_new0 (uint8_t, size);
    uint64_t lex, end;
    bool good = true;

    copia_lexicon_touch_types (lexicon);
    lex = copia_ints_raw (&lexicon->first, 0);
    for (uint64_t form = 1; form <= lexicon->forms && good; form++, lex = end) {
        end = copia_ints_raw (&lexicon->first, form);
        if (G_LIKELY (end == lex + 1))
            continue;
        good = lex <= end && end <= lexicon->types;
        if (G_UNLIKELY (!good))
            copia_container_blame (lexicon->first.section);
        else
            good = mark_types (lexicon, lex, end, bits);
    }
    if (!good)
        memset (bits, 0xFF, size);
    return bits;
}
