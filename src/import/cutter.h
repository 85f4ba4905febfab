/* cutter.h - stretches of a document cut into tokens, one after the other.
 *
 * A skip parts tokens and is not seen by what looks at the text: a sentence goes on behind it.
 * A word that mark-up declares is a token, whatever the tokenizer would say.
 */
#pragma once

#include "text/document.h"
#include "text/tokenizer.h"

typedef struct {
    const CopiaDocument *document;
    const CopiaTokenizer *tokenizer;
    GArray *tokens;   /* CopiaToken, offsets into `text` */
    const char *text; /* the stretch without its skips */

    /*< private >*/
    GString *compact;
    GArray *pieces; /* where the bytes of `text` stand in the document */
    guint skip;     /* the first skip that ends behind the stretch */
    guint word;     /* the first declared word that does */
} CopiaCutter;

void copia_cutter_init (CopiaCutter *self, const CopiaDocument *document,
                        const CopiaTokenizer *tokenizer);

/* Fills `tokens` and `text` with the bytes [start, end); calls go forward in the document. */
bool copia_cutter_cut (CopiaCutter *self, uint32_t start, uint32_t end, GError **error);

/* Where byte `at` of `text` stands in the document; *piece is 0 at first, calls go forward. */
uint32_t copia_cutter_place (const CopiaCutter *self, uint32_t at, guint *piece);
void copia_cutter_clear (CopiaCutter *self);
