/* merge-streams.c - the tokens, part after part. */
#include "index/merge-private.h"

#define BATCH 1024

void
copia_merge_tokens (const CopiaMerge *self, CopiaContainerWriter *out)
{
    uint32_t types = self->words->types;
    uint32_t least = copia_ints_width (types) < 3 ? 2 : 3;
    g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    uint32_t words = 0;
    CopiaIntsWriter ids;
    uint64_t cpos = 0;

    copia_ints_begin (&ids, out, "word.ids", MAX (least, copia_ints_width (types - 1)));
    for (uint32_t part = 0; part < self->n; part++) {
        const CopiaTokens *tokens = copia_index_tokens (self->parts[part]);
        const uint32_t *map = self->words->id[part];
        uint32_t batch[BATCH];

        for (uint64_t at = 0; at < tokens->size; at += BATCH) {
            uint32_t n = (uint32_t) MIN (BATCH, tokens->size - at);

            copia_tokens_read (tokens, at, n, batch);
            for (uint32_t i = 0; i < n; i++, cpos++) {
                uint32_t id = map[batch[i]];

                if (cpos % COPIA_WORDS_STEP == 0)
                    g_array_append_val (before, words);
                words += self->words->kind[id / 8] >> (id % 8) & 1;
                copia_ints_put (&ids, id);
            }
        }
    }
    copia_ints_end (&ids);
    g_array_append_val (before, words);
    copia_ints_write (out, "word.before", (const uint32_t *) (void *) before->data,
                      before->len, 1);
}
