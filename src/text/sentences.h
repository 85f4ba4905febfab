/* sentences.h - which tokens of a paragraph begin a sentence.
 *
 * Works on the tokens of any tokenizer.  The base is UAX #29 (rules SB6-SB11 on the
 * Sentence_Break of the tokens' first and last characters), tailored so:
 *  1. The text is one paragraph: its line feeds are spaces.
 *  2. Nothing ends a sentence that goes on with a lower-case letter, `?` and `!` neither:
 *     `"Why?" he asked.` is one.  Opening marks and dashes before the letter are looked past.
 *  3. A dash begins a new sentence when a capital follows it (dialogue), else continues.
 *  4. U+2026 ends like `...`: before a capital.
 *  5. A stop after an abbreviation of the language does not end a sentence (`Mr.`), or only
 *     before a capital (`etc.`), or not before a number (`No. 5`, `vol. IV`); a stop after an
 *     initial or an acronym (`L. Trotsky`, `U.S.`) only before a word that often begins
 *     sentences; nor does the stop of a label at the head of a sentence (`1.`, `A.`), or of
 *     an ordinal where the language writes `3. Oktober`.
 *  6. `!` and `?` inside brackets that opened within the sentence do not end it.
 *  7. Closing quotes and brackets, and a footnote's mark (`[1]`), belong to the sentence
 *     before, even behind a space where they can only be closing.
 *  8. A stop between a lower-case word and a capitalised one ends a sentence although the
 *     space is missing.
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
 * NULL-terminated list (`Gouv.`, final stop or not) whose stop never ends a sentence.  In
 * lower case they match any case. */
CopiaSentenceRules *copia_sentence_rules_new (const char *language,
                                              const char *const *abbreviations);
void copia_sentence_rules_free (CopiaSentenceRules *self);

/* Appends to `starts` the indexes (uint32_t, ascending) of the tokens that begin a
 * sentence; the first is 0 if n > 0.  `text` and `tokens` are one paragraph's. */
void copia_sentences (const CopiaSentenceRules *self, const char *text,
                      const CopiaToken *tokens, size_t n, GArray *starts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaSentenceRules, copia_sentence_rules_free)
