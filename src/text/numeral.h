/* numeral.h - numbers as headings write them: 12, 3rd, XIV, Twenty-Three, vingt et unième.
 *
 * Roman numerals are upper or lower case throughout and below 4,000 (IIII and VIIII are old
 * spellings of IV and IX); spelled ones are cardinals and ordinals below 1,000 of English,
 * German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Russian, Polish and Latin.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    COPIA_NUMERAL_NONE,
    COPIA_NUMERAL_ARABIC,
    COPIA_NUMERAL_ROMAN,
    COPIA_NUMERAL_SPELLED,
} CopiaNumeralKind;

typedef struct {
    CopiaNumeralKind kind;
    uint32_t value; /* 0 only when kind is NONE, or of `0` */
    size_t size;    /* bytes it takes */
    bool ordinal;   /* 3rd, third: not 3, three, III */
} CopiaNumeral;

/* The longest numeral that `text` begins with: whole words of valid UTF-8. */
CopiaNumeral copia_numeral_read (const char *text, size_t size);
