/* breaks.h - word and sentence boundaries exactly as UAX #29 draws them.
 *
 * Pure and untailored (Unicode Standard Annex #29, rules WB1-WB999 and SB1-SB998): what
 * copia changes for corpora stands in tokenizer.h and sentences.h.  Both functions take a
 * boundary `at` < size (0 is one) and return the next, at most size; so a loop that starts
 * at 0 visits all of them.  Text is valid UTF-8.
 */
#pragma once

#include <stddef.h>

size_t copia_word_break_next (const char *text, size_t size, size_t at);
size_t copia_sentence_break_next (const char *text, size_t size, size_t at);
