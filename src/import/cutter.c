/* cutter.c - stretches of a document cut into tokens. */
#include "import/cutter.h"

typedef struct {
    uint32_t compact, document;
} Piece;

void
copia_cutter_init (CopiaCutter *self, const CopiaDocument *document,
                   const CopiaTokenizer *tokenizer)
{
    *self = (CopiaCutter){ .document = document, .tokenizer = tokenizer };
    self->tokens = g_array_new (FALSE, FALSE, sizeof (CopiaToken));
    self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
    self->compact = g_string_new (NULL);
}

void
copia_cutter_clear (CopiaCutter *self)
{
    g_array_free (self->tokens, TRUE);
    g_array_free (self->pieces, TRUE);
    g_string_free (self->compact, TRUE);
}

static const CopiaRange *
skip_at (const CopiaCutter *self, guint i)
{
    const GArray *skips = self->document->skips;

    return i < skips->len ? &g_array_index (skips, CopiaRange, i) : NULL;
}

/* Tokens of the bytes [start, end) of the document; their offsets are from `origin`, which may
 * stand before or behind (modulo 2^32). */
static bool
run (CopiaCutter *self, uint32_t start, uint32_t end, uint32_t origin, GError **error)
{
    guint before = self->tokens->len;

    if (start >= end)
        return true;
    if (!copia_tokenizer_run (self->tokenizer, self->document->text + start,
                              end - start, self->tokens, error))
        return false;
    for (guint i = before; start != origin && i < self->tokens->len; i++) {
        CopiaToken *token = &g_array_index (self->tokens, CopiaToken, i);

        token->start += start - origin;
        token->end += start - origin;
    }
    return true;
}

/* A declared word counts as one if the tokenizer finds one in it. */
static bool
put_word (CopiaCutter *self, const CopiaDeclaredWord *word, uint32_t origin,
          GError **error)
{
    guint before = self->tokens->len;
    CopiaToken token = { word->start - origin, word->end - origin,
                         COPIA_TOKEN_PUNCTUATION };

    if (!run (self, word->start, word->end, origin, error))
        return false;
    for (guint i = before; i < self->tokens->len; i++)
        if (g_array_index (self->tokens, CopiaToken, i).kind == COPIA_TOKEN_WORD)
            token.kind = COPIA_TOKEN_WORD;
    g_array_set_size (self->tokens, before);
    g_array_append_val (self->tokens, token);
    return true;
}

/* The same with the words declared in it; one that a skip cuts is none. */
static bool
run_words (CopiaCutter *self, uint32_t start, uint32_t end, uint32_t origin,
           GError **error)
{
    const GArray *words = self->document->words;

    for (; self->word < words->len; self->word++) {
        const CopiaDeclaredWord *word =
            &g_array_index (words, CopiaDeclaredWord, self->word);

        if (word->start < start)
            continue;
        if (word->end > end)
            break;
        if (!run (self, start, word->start, origin, error) ||
            !put_word (self, word, origin, error))
            return false;
        start = word->end;
    }
    return run (self, start, end, origin, error);
}

/* Cuts the bytes [start, end) of the document, which hold no skip, into tokens. */
static bool
cut_piece (CopiaCutter *self, uint32_t start, uint32_t end, GError **error)
{
    Piece piece = { (uint32_t) self->compact->len, start };

    if (start >= end)
        return true;
    g_array_append_val (self->pieces, piece);
    g_string_append_len (self->compact, self->document->text + start, end - start);
    return run_words (self, start, end, start - piece.compact, error);
}

/* `text` is the document's own where no skip lies within, else a copy without them. */
bool
copia_cutter_cut (CopiaCutter *self, uint32_t start, uint32_t end, GError **error)
{
    uint32_t at = start;
    const CopiaRange *skip;

    g_array_set_size (self->tokens, 0);
    g_array_set_size (self->pieces, 0);
    g_string_truncate (self->compact, 0);
    while ((skip = skip_at (self, self->skip)) && skip->end <= start)
        self->skip++;
    if (!skip || skip->start >= end) {
        const Piece piece = { 0, start };

        g_array_append_val (self->pieces, piece);
        self->text = self->document->text + start;
        return run_words (self, start, end, start, error);
    }
    for (; skip && skip->start < end; skip = skip_at (self, ++self->skip)) {
        if (!cut_piece (self, at, skip->start, error))
            return false;
        at = skip->end;
        if (at >= end)
            break;
    }
    if (!cut_piece (self, at, end, error))
        return false;
    self->text = self->compact->str;
    return true;
}

uint32_t
copia_cutter_place (const CopiaCutter *self, uint32_t at, guint *piece)
{
    const Piece *pieces = (const Piece *) (const void *) self->pieces->data;

    while (*piece + 1 < self->pieces->len && pieces[*piece + 1].compact <= at)
        ++*piece;
    return at + pieces[*piece].document - pieces[*piece].compact;
}
