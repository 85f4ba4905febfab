/* merge-streams.c - the tokens, part after part. */
#include "index/merge-private.h"

#define BATCH 1024

/* Ids of the whole; `before` counts the words up to each step of tokens. */
static void
put_ids (const CopiaMerge *self, CopiaIntsWriter *ids, GArray *before)
{
    uint32_t words = 0;
    uint64_t cpos = 0;

    g_array_set_size (before, 0);
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
                copia_ints_put (ids, id);
            }
            copia_merge_tell (self, n);
        }
    }
    g_array_append_val (before, words);
}

void
copia_merge_tokens (const CopiaMerge *self, CopiaContainerWriter *out)
{
    uint32_t types = self->words->types;
    uint32_t least = copia_ints_width (types) < 3 ? 2 : 3;
    g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    CopiaIntsWriter ids;

    copia_ints_begin (&ids, out, "word.ids", MAX (least, copia_ints_width (types - 1)));
    do
        put_ids (self, &ids, before);
    while (copia_ints_again (&ids));
    copia_ints_end (&ids);
    copia_ints_write (out, "word.before", (const uint32_t *) (void *) before->data,
                      before->len, 1);
}
