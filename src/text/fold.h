/* fold.h - words made comparable: their form, their form without marks, their place.
 *
 * The same functions serve building and asking.  They know no language and no locale, read
 * any valid UTF-8 (other bytes are kept as they are) and append to `out`.
 *
 * The form is NFC of the full case folding of the word's NFD (Unicode, D145), in which
 * U+2019 and U+02BC, and U+2018 where the word has a letter or digit, are ', U+2010 and
 * U+2011 are -, and U+00AD is left out.  Folding a form changes nothing.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

void copia_fold (const char *word, size_t size, GString *out);

/* The form with its diacritics dropped: accents, points and tone marks (Latin, Greek,
 * Cyrillic, Hebrew, Arabic, Thai tones ...), not vowel signs, viramas or kana voicing.
 * Letters with a stroke (U+00F8, U+0142) have no diacritic. */
void copia_fold_marks (const char *word, size_t size, GString *out);

/* The form as people write it: letters that folding takes apart or puts for another stand as in
 * `word`, in small letters (U+00DF, U+0587, the final sigma, the iota subscript).  Its form is
 * that of the word. */
void copia_fold_written (const char *word, size_t size, GString *out);
/* False: whatever word has this form, it is written so. */
bool copia_fold_may_differ (const char *form, size_t size);

/* Bytes in whose memcmp order words stand as in a dictionary's index: punctuation, digits,
 * letters.  Three levels, each ended by 0x00: the letters without diacritics, apostrophes
 * and hyphens (stroked and joined letters with their base: U+0142 with l, U+00E6 as ae);
 * the form; the word itself.  Distinct words have distinct keys. */
void copia_collation_key (const char *word, size_t size, GString *out);
