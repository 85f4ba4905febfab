/* keywords-texts.c - for measures that count texts, not tokens. */
#include "study/keywords-texts.h"

/* The pieces of a region follow each other, those of the unit of what is left over may lie
 * between. */
uint32_t *
copia_key_texts_count (const CopiaScope *scope, const CopiaUnits *units,
                       const CopiaTally *tally)
{
    const CopiaTokens *tokens = copia_index_tokens (scope->index);
    const CopiaLexicon *lexicon = copia_index_lexicon (scope->index);
    g_autofree uint32_t *last = g_new0 (uint32_t, MAX (tally->n, 1));
    g_autofree bool *outside = g_new0 (bool, MAX (tally->n, 1));
    uint32_t *texts = g_new0 (uint32_t, MAX (tally->n, 1));

    for (size_t i = 0; i < copia_units_n_pieces (units); i++) {
        const CopiaPiece *piece = copia_units_piece (units, i);
        bool is_outside = copia_units_is_outside (units, piece->unit);

        for (uint64_t cpos = piece->start; cpos <= piece->end; cpos++) {
            uint32_t id = copia_tokens_get (tokens, cpos);
            uint32_t item = tally->counted == COPIA_BY_FORM
                                ? copia_lexicon_form_of (lexicon, id)
                                : id;

            if (is_outside && !outside[item])
                texts[item] += outside[item] = true;
            if (!is_outside && last[item] != piece->unit + 1) {
                last[item] = piece->unit + 1;
                texts[item]++;
            }
        }
    }
    return texts;
}
