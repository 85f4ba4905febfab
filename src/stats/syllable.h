/* syllable.h - how many syllables an English word has, by rule.
 *
 * Each group of vowel letters is a syllable: a e i o u, the same with a mark, y where no
 * vowel stands beside it on the left, nor one on the right at the beginning.  Then:
 *   - silent e: at the end (`make`), in -es (`times`) and -ed (`moved`), before -ly, -ment,
 *     -ness, -less, -ful (`safely`) and in compounds of some-, there-, where- and the like;
 *     not after s z x c g ch sh in -es (`houses`), not after t d in -ed (`wanted`), not
 *     after a stop or f s z and l or r (`table`, `centres`), and never the only vowel;
 *   - two vowels of a group part where a table says so: `vi-o-lent`, `cre-ate`, `be-ing`,
 *     `so-ci-e-ty`, but `na-tion`, `spe-cial`, `friend`;
 *   - -ism and -thm add one (`rhythm`), and so does n't after a consonant (`didn't`);
 *   - a part after an apostrophe with one or two letters adds none (`they're`).
 * A hyphen or apostrophe ends a part; parts add up.  A vowel with a mark is never silent
 * (`café`) and vowels with a diaeresis stand alone (`naïve`).
 * Rules of the project, checked against hand counts of frequent words; what is no English
 * follows the vowel groups alone often enough to compare texts of one language.
 */
#pragma once

#include <stddef.h>

/* Of a word of UTF-8, in any case: at least 1, also for a number or what is no word. */
unsigned copia_syllables (const char *word, size_t length);
