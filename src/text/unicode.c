/* unicode.c - what the Unicode standard says about a character. */
#include "text/unicode.h"

/* generate.py counts the foldings to several code points down from here: no difference of
 * two code points is that small. */
#define FIRST_FOLDING (1 - 0x110000)

size_t
copia_unicode_casefold (uint32_t code, uint32_t folded[3])
{
    int32_t fold = copia_unicode_get (code)->fold;
    size_t n = 0;

    if (fold > FIRST_FOLDING) {
        folded[0] = (uint32_t) ((int32_t) code + fold);
        return 1;
    }
    const uint32_t *row = copia_unicode_foldings[FIRST_FOLDING - fold];
    while (n < 3 && row[n] != 0) {
        folded[n] = row[n];
        n++;
    }
    return n;
}

uint32_t
copia_unicode_previous (const char *text, size_t *at)
{
    size_t start = *at - 1;

    while (start > 0 && ((unsigned char) text[start] & 0xC0) == 0x80)
        start--;
    *at = start;
    return copia_unicode_next (text, &start);
}

bool
copia_unicode_is_word (const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        unsigned class = copia_unicode_get (copia_unicode_next (text, &at))->class;

        if (class == COPIA_CLASS_LETTER || class == COPIA_CLASS_DIGIT)
            return true;
    }
    return false;
}
