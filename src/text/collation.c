/* collation.c - where a word stands in an index: copia_collation_key() of fold.h.
 *
 * First level: a character is its UTF-8, but every character that is no letter is led by a
 * byte that no letter begins with.  So the bytes sort as 0x02 others, 0x30 decimal digits,
 * 0x3A other numbers, 0x61 Latin letters, 0xC2 all other letters.
 */
#include <stdbool.h>

#include "text/fold.h"
#include "text/unicode.h"

enum { LEAD_OTHER = 0x02, LEAD_NUMBER = 0x3A };

/* Keeps 0x00 for what it is here, the end of a level. */
static void
append_escaped (GString *out, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char) bytes[i];

        if (c <= 1) {
            g_string_append_c (out, '\1');
            c++;
        }
        g_string_append_c (out, (char) c);
    }
}

/* Latin letters that have no decomposition but stand with another in every index. */
static const char *
base_letters (uint32_t code)
{
    switch (code) {
    case 0x00E6:
        return "ae";
    case 0x0153:
        return "oe";
    case 0x00F8:
        return "o";
    case 0x0111:
        return "d";
    case 0x0127:
        return "h";
    case 0x0131:
        return "i";
    case 0x0142:
        return "l";
    case 0x0167:
        return "t";
    default:
        return NULL;
    }
}

/* Passed over inside a word: what only joins, or only shapes. */
static bool
is_passed_over (uint32_t code)
{
    unsigned property = copia_unicode_get (code)->word_break;

    return code == '\'' || code == '-' || code == 0x200C || property == COPIA_WB_ZWJ ||
           property == COPIA_WB_FORMAT || (code >= 0xFE00 && code <= 0xFE0F);
}

static void
append_base (GString *out, uint32_t code)
{
    const CopiaCharacter *character = copia_unicode_get (code);
    const char *base = base_letters (code);
    char utf8[6];

    if (base) {
        g_string_append (out, base);
    } else if (character->flags & COPIA_CHARACTER_DECIMAL) {
        g_string_append_c (out, (char) ('0' + g_unichar_digit_value (code)));
    } else if (character->class == COPIA_CLASS_DIGIT) {
        g_string_append_c (out, LEAD_NUMBER);
        g_string_append_unichar (out, code);
    } else if (character->class == COPIA_CLASS_LETTER ||
               character->class == COPIA_CLASS_MARK) {
        g_string_append_unichar (out, code);
    } else {
        g_string_append_c (out, LEAD_OTHER);
        append_escaped (out, utf8, (size_t) g_unichar_to_utf8 (code, utf8));
    }
}

/* U+0439 is a letter of its own wherever it is used, though it decomposes. */
static void
append_bases (GString *out, const char *form, size_t size)
{
    const bool word = copia_unicode_is_word (form, size);
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

    for (size_t at = 0; at < size;) {
        uint32_t code = copia_unicode_next (form, &at);
        size_t n = 1;

        parts[0] = code;
        if (code >= 0x80 && code != 0x0439)
            n = g_unichar_fully_decompose (code, FALSE, parts, G_N_ELEMENTS (parts));
        for (size_t i = 0; i < n; i++)
            if (!(copia_unicode_get (parts[i])->flags & COPIA_CHARACTER_DIACRITIC) &&
                !(word && is_passed_over (parts[i])))
                append_base (out, parts[i]);
    }
}

void
copia_collation_key (const char *word, size_t size, GString *out)
{
    g_autoptr (GString) form = g_string_sized_new (size + 8);

    copia_fold (word, size, form);
    if (g_utf8_validate_len (form->str, form->len, NULL))
        append_bases (out, form->str, form->len);
    else
        append_escaped (out, form->str, form->len);
    g_string_append_c (out, '\0');
    append_escaped (out, form->str, form->len);
    g_string_append_c (out, '\0');
    append_escaped (out, word, size);
}
