/* prose.c - gaps shown as a reader expects them. */
#include "study/prose.h"

void
copia_prose_add (const CopiaIndex *index, uint64_t start, uint64_t end, GString *text)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    const CopiaTokens *tokens = copia_index_tokens (index);

    for (uint64_t cpos = start; cpos <= end; cpos++) {
        CopiaString word =
            copia_lexicon_word (lexicon, copia_tokens_get (tokens, cpos));

        copia_prose_go_on (index, start, cpos, text);
        g_string_append_len (text, word.bytes, (gssize) word.size);
    }
}

void
copia_prose_go_on (const CopiaIndex *index, uint64_t start, uint64_t cpos,
                   GString *text)
{
    if (cpos > start && copia_gaps_spaced (copia_index_gaps (index), cpos))
        g_string_append_c (text, ' ');
}
