/* grow-words.c - the words of a set that grew. */
#include "index/grow-private.h"

#include "base/error.h"

/* Whether a type is a word is counted in each file: it must be the same in all. */
static bool
agree_on_words (const CopiaGrow *self, const CopiaGrowth *growth, GError **error)
{
    const CopiaLexicon *base = copia_index_lexicon (self->merge->parts[0]);

    for (uint32_t part = 1; part < self->merge->n; part++) {
        const CopiaLexicon *lexicon = self->merge->lexicons[part];

        for (uint32_t id = 0; id < lexicon->types; id++) {
            uint32_t whole = self->added->id[part - 1][id];
            const CopiaGrown *grown = &growth->by_lex[self->added->lex_of_id[whole]];
            bool is_word = copia_lexicon_is_word (lexicon, id);

            if (is_word == grown->is_word &&
                (grown->old_id == COPIA_NONE ||
                 is_word == copia_lexicon_is_word (base, grown->old_id)))
                continue;
            copia_set_disagree (self->merge->parts[part], id, error);
            return false;
        }
    }
    return true;
}

bool
copia_grow_words_begin (CopiaGrow *self, GError **error)
{
    self->words = copia_growth_new (copia_index_lexicon (self->merge->parts[0]),
                                    self->added, error);
    if (!self->words || !agree_on_words (self, self->words, error))
        return false;
    self->merge->types = self->words->types;
    self->merge->forms = self->words->forms;
    return true;
}

bool
copia_grow_words_write (CopiaGrow *self, GError **error)
{
    const CopiaGrowStream stream = { self,           "",          "word",
                                     self->words,    self->added, self->merge->lexicons,
                                     &self->word_ids };

    copia_growth_write (self->words, "", &self->borrow, &self->word_ids);
    return copia_grow_stream (&stream, error);
}
