/* sentences.h - which tokens of a paragraph begin a sentence.
 *
 * Works on the tokens of any tokenizer.  The base is UAX #29 (rules SB6-SB11 on the
 * Sentence_Break of the characters that tokens begin and end with), tailored so:
 *  1. The text is one paragraph: its line feeds are spaces.
 *  2. A sentence that goes on with a lower-case letter has not ended, at `?` and `!` neither:
 *     `"Why?" he asked.` is one.  Marks before the letter are looked past; without a letter
 *     or digit to come there is no new sentence.
 *  3. A dash begins a new sentence when a capital follows it (dialogue), else continues.
 *  4. U+2026 and several stops end a sentence before a capital.
 *  5. A stop after an abbreviation of the language does not end a sentence (`Mr.`), or only
 *     before a capital (`etc.`), or not before a number (`No. 5`, `vol. IV`); after an
 *     initial or an acronym (`L. Trotsky`, `U.S.`) only before a word that often begins
 *     sentences.  Nor does the stop of a label at the head of a sentence (`1.`, `A.`, `IV.`),
 *     nor, but before such a word, of an ordinal where the language writes `3. Oktober`.
 *     Before other numbers it does after a word of four letters or digits or more, else as
 *     SB8 says.
 *  6. `!` and `?` inside brackets that opened within the sentence do not end it.
 *  7. Closing quotes and brackets, and a footnote's mark (`[1]`), belong to the sentence
 *     before, even behind a space where they can only be closing.
 *  8. A stop between a lower-case word and a capitalised one ends a sentence although the
 *     space is missing (`ended.Then`).
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

#include "text/tokenizer.h"

typedef struct CopiaSentenceRules CopiaSentenceRules;

/* Languages with rules, for help; ends with NULL. */
extern const char *const copia_sentence_languages[];

/* `language` is a code such as "en" or "pt-BR" (what follows - or _ is passed over); NULL
 * means rules for no language in particular.  NULL when there are none. */
const CopiaSentenceRules *copia_sentence_rules_find (const char *language);

/* The rules of `language` (of none in particular if it has none) and `abbreviations`, a
 * NULL-terminated list (`Gouv.`, final stop or not) whose stop never ends a sentence.  One
 * in lower case matches any case, one with capitals itself and itself in capitals. */
CopiaSentenceRules *copia_sentence_rules_new (const char *language,
                                              const char *const *abbreviations);
void copia_sentence_rules_free (CopiaSentenceRules *self);

/* Appends to `starts` the indexes (uint32_t, ascending) of the tokens that begin a
 * sentence; the first is 0 if n > 0.  `text` and `tokens` are one paragraph's. */
void copia_sentences (const CopiaSentenceRules *self, const char *text,
                      const CopiaToken *tokens, size_t n, GArray *starts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaSentenceRules, copia_sentence_rules_free)
