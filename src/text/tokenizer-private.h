/* tokenizer-private.h - what the tokenizers of this room share.
 *
 * A new one is a file with three functions and a line in copia_tokenizer_kinds.
 */
#pragma once

#include "text/tokenizer.h"

/* Tokens on their way into a GArray, handed over by the hundred. */
typedef struct {
    GArray *tokens;
    size_t n;
    CopiaToken buffer[256];
} CopiaTokenSink;

static inline void
copia_token_sink_flush (CopiaTokenSink *self)
{
    g_array_append_vals (self->tokens, self->buffer, (guint) self->n);
    self->n = 0;
}

static inline void
copia_token_sink_put (CopiaTokenSink *self, size_t start, size_t end,
                      CopiaTokenKind kind)
{
    if (self->n == G_N_ELEMENTS (self->buffer))
        copia_token_sink_flush (self);
    self->buffer[self->n++] = (CopiaToken){ .start = (uint32_t) start,
                                            .end = (uint32_t) end,
                                            .kind = (uint8_t) kind };
}

/* COPIA_TOKEN_WORD if [start, end) holds a letter or digit. */
CopiaTokenKind copia_token_kind (const char *text, size_t start, size_t end);

/* The first run without white space from *start on, as [*start, *end); false: none. */
bool copia_token_next_run (const char *text, size_t size, size_t *start, size_t *end);

bool copia_words_new (const char *options, void **state, GError **error);
bool copia_words_run (const void *state, const char *text, size_t size, GArray *tokens,
                      GError **error);

bool copia_pattern_new (const char *options, void **state, GError **error);
bool copia_pattern_run (const void *state, const char *text, size_t size,
                        GArray *tokens, GError **error);
void copia_pattern_free (void *state);
