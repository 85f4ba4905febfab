/* tally.h - how often each form, or each word, was counted.
 *
 * An item is a form or a type id, as CopiaCounted says.
 */
#pragma once

#include "study/ask.h"
#include "study/scope.h"

typedef struct {
    uint32_t n;       /* items */
    uint64_t *counts; /* by item; NULL: nothing was counted */
    uint64_t words;   /* word tokens among what was counted */
    /*< private >*/
    const CopiaLexicon *lexicon;
    CopiaCounted counted;
    bool values; /* of an attribute, not folded */
} CopiaTally;

/* From counts by type id; NULL: the frequencies of the corpus. */
CopiaTally *copia_tally_new (const CopiaIndex *index, const uint32_t *by_id,
                             CopiaCounted counted);
/* Nothing is counted: what items are called. */
CopiaTally *copia_tally_names (const CopiaIndex *index, CopiaCounted counted);
void copia_tally_free (CopiaTally *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTally, copia_tally_free)

/* The types of an item: copia_tally_id() of [*first, *end). */
void copia_tally_types (const CopiaTally *self, uint32_t item, uint32_t *first,
                        uint32_t *end);
uint32_t copia_tally_id (const CopiaTally *self, uint32_t at);
CopiaString copia_tally_name (const CopiaTally *self, uint32_t item);
/* As it is shown; `room` as of copia_lexicon_written(). */
CopiaString copia_tally_written (const CopiaTally *self, uint32_t item, GString *room);
/* What it is spelled by: of a value, itself. */
CopiaString copia_tally_form (const CopiaTally *self, uint32_t item);
bool copia_tally_is_word (const CopiaTally *self, uint32_t item);
bool copia_tally_is_stopped (const CopiaTally *self, uint32_t item,
                             const CopiaStop *stop);
/* The item's place in reading order: of its first type. */
uint32_t copia_tally_rank (const CopiaTally *self, uint32_t item);

/* Counts by type id of the tokens of `where` in [from, to); free with g_free().  NULL where
 * `where` is the whole corpus: the frequencies of types say it. */
uint32_t *copia_tally_scope (const CopiaIndex *index, const CopiaSubcorpus *where,
                             uint64_t from, uint64_t to);
/* The same of any scope, never NULL. */
uint32_t *copia_tally_spans (const CopiaScope *scope, uint64_t from, uint64_t to);
/* "forms", "words as printed", "values of lemma": of this index, or a view of it. */
char *copia_tally_what (const CopiaIndex *index, CopiaCounted counted);
