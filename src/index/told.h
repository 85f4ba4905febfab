/* told.h - the tokens that a writer was told, gone over once more before it is closed.
 *
 * For what can be said of a token only when its sentence is known: a walk gives the words, and
 * values are put beside them in the same order.  Several walks may be under way.
 */
#pragma once

#include "base/numbers.h"
#include "index/writer.h"

typedef struct {
    CopiaNumbersCursor cursor;
    uint32_t at;
    bool any;
} CopiaToldBorder;

typedef struct {
    uint64_t cpos;
    CopiaString word;
    /* Of its sentence (a region of `s`, else of `p`), its text, or what is between. */
    bool last;
    /*< private >*/
    const CopiaIndexWriter *writer;
    CopiaNumbersCursor types;
    CopiaToldBorder text, end, start;
} CopiaTold;

/* False: the writer has failed, which its close will say.  Nothing more is told to it. */
bool copia_told_begin (CopiaTold *self, CopiaIndexWriter *writer);
bool copia_told_next (CopiaTold *self);
void copia_told_clear (CopiaTold *self);

/* What the text of a token says of its file, or NULL; `first` is the first token of that text. */
char *copia_told_file (const CopiaIndexWriter *writer, uint64_t cpos, uint64_t *first);
/* Tokens were told values of the attribute. */
bool copia_told_has (const CopiaIndexWriter *writer, const char *attribute);
/* Attributes that no token has; then one call a token with a value of each, in the order of the
 * tokens from 0.  Errors stick as those of events do. */
void copia_told_layers (CopiaIndexWriter *writer, const char *const *names, size_t n);
void copia_told_put (CopiaIndexWriter *writer, uint64_t cpos,
                     const CopiaString *values);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaTold, copia_told_clear)
