/* numeral-table.h - numerals spelled out, for numeral.c alone. */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char
        *word; /* folded, without marks; a final `*` is an ending of up to 3 letters */
    uint16_t value;   /* 1 to 20, tens, 100 */
    uint16_t ordinal; /* 1: first, 0: one */
} CopiaNumeralWord;

extern const CopiaNumeralWord copia_numeral_words[]; /* sorted by bytes */
extern const size_t copia_numeral_words_size;
