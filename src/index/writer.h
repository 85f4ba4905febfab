/* writer.h - events to one index file.
 *
 * A receiver of text events (text/event.h) that keeps types, tokens, gaps and regions (about 5
 * bytes a token) and writes them at the end; the bytes depend on the events alone.  Misuse and
 * limits stick and are reported by copia_index_writer_close(); the file appears only then.
 */
#pragma once

#include "text/event.h"
#include <stdint.h>

typedef struct CopiaIndexWriter CopiaIndexWriter;

CopiaIndexWriter *copia_index_writer_new (void);
/* The receiver may be told by so many threads, and they write the index too.  What goes beyond
 * `memory` bytes, 0: as much as there is, is put aside beside `path`; the lexicon must fit. */
CopiaIndexWriter *copia_index_writer_new_within (const char *path, unsigned threads,
                                                 uint64_t memory);
/* The index in less space, and a little slower where it is first touched (packing.h). */
void copia_index_writer_compact (CopiaIndexWriter *self, bool compact);
/* Called on the thread of the receiver: so many bytes of the text at hand are taken in, and
 * `writing` above 0 says what part of the index is written. */
typedef void (*CopiaWatch) (void *data, uint64_t bytes, double writing);
void copia_index_writer_watch (CopiaIndexWriter *self, CopiaWatch watch, void *data);
CopiaReceiver copia_index_writer_receiver (CopiaIndexWriter *self);
/* A line of the section `meta`; numbers of tokens and lists of structures come by themselves. */
void copia_index_writer_meta (CopiaIndexWriter *self, const char *key,
                              const char *value);
/* An attribute that follows from the type of a token: `derive` appends the value to `out`. */
typedef struct {
    const char *name, *option; /* of the attribute; what asked for it, for errors */
    void (*derive) (const void *data, CopiaString word, GString *out);
    const void *data;
} CopiaDerivation;
/* Each token gets its value at close, of several attributes in the order of the calls; what
 * `derivation` points to is borrowed until then.  COPIA_ERROR_INPUT at close: tokens have that
 * attribute already. */
void copia_index_writer_derive (CopiaIndexWriter *self,
                                const CopiaDerivation *derivation);
uint64_t copia_index_writer_tokens (const CopiaIndexWriter *self);
uint64_t copia_index_writer_texts (const CopiaIndexWriter *self);
/* Behind the last event of an input: if it was the one that failed, the error names it. */
void copia_index_writer_blame (CopiaIndexWriter *self, const char *input);
/* Before close: whether a token was a word. */
bool copia_index_writer_met_word (CopiaIndexWriter *self);
/* After close. */
uint64_t copia_index_writer_words (const CopiaIndexWriter *self);
/* COPIA_ERROR_INPUT when there was no token at all. */
bool copia_index_writer_close (CopiaIndexWriter *self, const char *path,
                               GError **error);
void copia_index_writer_free (CopiaIndexWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaIndexWriter, copia_index_writer_free)
