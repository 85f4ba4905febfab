/* ngram-counter.h - counts the occurrences of the n-grams of one class.
 *
 * begin, add what there is in corpus order, end; then the next class, in the same memory.  Keys
 * that are hashes are first taken for the n-grams themselves.  What is kept by them is looked
 * at once more: `check` tells whether all occurrences are of the n-gram they were counted for,
 * and if not, the class is counted again with care.
 */
#pragma once

#include "study/ngram-keys.h"
#include "study/ngram-text.h"

typedef struct CopiaNgramCounter CopiaNgramCounter;

CopiaNgramCounter *copia_ngram_counter_new (const CopiaNgrams *all,
                                            const CopiaNgramsAsk *ask, uint32_t n,
                                            const CopiaNgramKeys *keys);
void copia_ngram_counter_free (CopiaNgramCounter *self);

/* Of about `expected` occurrences; if there are more, it takes longer. */
void copia_ngram_counter_begin (CopiaNgramCounter *self, uint64_t expected,
                                bool careful);
/* Up to COPIA_NGRAMS_TOLD occurrences: what is left of their keys, and where they begin behind
 * `base`. */
void copia_ngram_counter_add (CopiaNgramCounter *self, uint64_t base,
                              const uint64_t *rests, const uint32_t *at, uint32_t n);
/* Some n-grams of the class were not told apart for certain, and might be kept. */
bool copia_ngram_counter_doubts (const CopiaNgramCounter *self);
/* After all were added: no occurrence of these was counted for another n-gram. */
bool copia_ngram_counter_check (const CopiaNgramCounter *self, uint64_t base,
                                const uint64_t *rests, const uint32_t *at, uint32_t n);
/* An n-gram occurs more often than is counted: what is kept is wrong. */
bool copia_ngram_counter_is_full (const CopiaNgramCounter *self);
void copia_ngram_counter_end (CopiaNgramCounter *self, uint32_t class);
/* Gives what was kept to all. */
void copia_ngram_counter_pour (CopiaNgramCounter *self, CopiaNgrams *into);
