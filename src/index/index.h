/* index.h - a corpus, open for reading.
 *
 * Opening maps the file and checks its contents; every later read is bounded, and damage met
 * on the way is remembered: ask copia_index_sound() before giving an answer.
 * An open index never changes, but that it remembers what was found out (known-words.h,
 * shared-forms.h); threads share it and own their cursors.
 */
#pragma once

#include "index/gaps.h"
#include "index/known-words.h"
#include "index/layer.h"
#include "index/lexicon.h"
#include "index/postings.h"
#include "index/regions.h"
#include "index/shards.h"
#include "index/tokens.h"

/* An index, or a manifest: the file begins so. */
bool copia_index_is (const char *path);
CopiaIndex *copia_index_open (const char *path, GError **error);
/* The path may be that of a manifest: the files it names are one corpus (FORMAT.md, "Sets of
 * files"). */
bool copia_index_sound (const CopiaIndex *self, GError **error);
/* Every invariant of FORMAT.md, in time linear in the corpus. */
bool copia_index_verify (const CopiaIndex *self, GError **error);
void copia_index_close (CopiaIndex *self);
/* As copia_container_share() and copia_container_settle(), of all files. */
void copia_index_share (const CopiaIndex *self);
void copia_index_settle (const CopiaIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaIndex, copia_index_close)

/* The corpus itself, where questions are asked; of a view (view.h), what it looks at. */
const CopiaIndex *copia_index_ground (const CopiaIndex *self);

const CopiaContainer *copia_index_container (const CopiaIndex *self);
/* What the union of a set borrows of, where that is a file of its own; else NULL. */
const CopiaContainer *copia_index_base (const CopiaIndex *self);
const CopiaLexicon *copia_index_lexicon (const CopiaIndex *self);
const CopiaTokens *copia_index_tokens (const CopiaIndex *self);
const CopiaPostings *copia_index_postings (const CopiaIndex *self);
const CopiaGaps *copia_index_gaps (const CopiaIndex *self);

/* NULL: of a view, or of more tokens than are remembered. */
CopiaKnownWords *copia_index_known_words (const CopiaIndex *self);
/* shared-forms.h */
const uint8_t *copia_index_shared_forms (const CopiaIndex *self);

const char *copia_index_id (const CopiaIndex *self); /* 16 hexadecimal digits */
const char *copia_index_path (const CopiaIndex *self);
uint64_t copia_index_bytes (const CopiaIndex *self); /* of all its files */
/* NULL: the corpus is one file. */
const CopiaShards *copia_index_shards (const CopiaIndex *self);
/* COPIA_ERROR_INPUT when `path` is one of the corpus's files, but the manifest. */
bool copia_index_spares (const CopiaIndex *self, const char *path, GError **error);
/* The value of a key of the section `meta`; NULL: it is not there. */
const char *copia_index_meta (const CopiaIndex *self, const char *key);
/* All of them in order: key, value, key, value .., NULL. */
const char *const *copia_index_meta_all (const CopiaIndex *self);

/* Attributes of tokens: `word`, `form`, then the further ones. */
uint32_t copia_index_n_layers (const CopiaIndex *self);
const CopiaLayer *copia_index_layer (const CopiaIndex *self, uint32_t i);
/* NULL: tokens have no attribute of that name. */
const CopiaLayer *copia_index_find_layer (const CopiaIndex *self, const char *name);
char *copia_index_layer_names (const CopiaIndex *self); /* "word, form, lemma" */

/* Structures, outermost first. */
uint32_t copia_index_n_structures (const CopiaIndex *self);
const CopiaRegions *copia_index_structure (const CopiaIndex *self, uint32_t i);
/* NULL: the corpus has no structure of that name. */
const CopiaRegions *copia_index_find_structure (const CopiaIndex *self,
                                                const char *name);
const CopiaRegions *copia_index_texts (const CopiaIndex *self); /* never NULL */
