/* gaps.c - two bits a token and a side list. */
#include "index/gaps.h"

#include "index/gap-guess.h"
#include "index/index.h"

/* The codes, or what is left of them and what is needed for the guess. */
static bool
open_codes (CopiaGaps *self, const CopiaContainer *container, uint64_t tokens,
            GError **error)
{
    const CopiaSection *rest = copia_container_find (container, "gap.rest");

    self->codes = rest ? rest : copia_container_find (container, "gap.codes");
    if (!self->codes || self->codes->size != (tokens + 3) / 4)
        return copia_container_damaged (container, error,
                                        "section 'gap.codes' has a wrong size");
    if (!rest)
        return true;
    self->class = copia_container_find (container, "gap.class");
    self->usual = copia_container_find (container, "gap.usual");
    if (!self->class || !self->usual ||
        self->usual->size != COPIA_GAP_CLASSES * COPIA_GAP_CLASSES)
        return copia_container_damaged (container, error,
                                        "section 'gap.usual' has a wrong size");
    return copia_ints_open (&self->ids, container, "word.ids", tokens, error);
}

bool
copia_gaps_open (CopiaGaps *self, const CopiaContainer *container, uint64_t tokens,
                 GError **error)
{
    const CopiaSection *listed = copia_container_find (container, "gap.cpos");
    uint64_t count = listed ? listed->count : 0;

    return open_codes (self, container, tokens, error) &&
           copia_strings_open (&self->strings, container, "gap", error) &&
           copia_ints_open (&self->cpos, container, "gap.cpos", count, error) &&
           copia_ints_open (&self->value, container, "gap.value", count, error);
}

static unsigned
class_at (const CopiaGaps *self, uint64_t cpos)
{
    uint64_t id = copia_ints_get (&self->ids, cpos);

    if (id >= self->class->size)
        return 0;
    copia_section_touch (self->class, id, 1);
    return self->class->bytes[id];
}

static unsigned
guess (const CopiaGaps *self, uint64_t cpos)
{
    unsigned left = cpos > 0 ? class_at (self, cpos - 1) & 0x0F : 0;
    unsigned pair = left | (class_at (self, cpos) & 0xF0);

    copia_section_touch (self->usual, pair, 1);
    return self->usual->bytes[pair];
}

CopiaGapCode
copia_gaps_code (const CopiaGaps *self, uint64_t cpos)
{
    unsigned code;

    if (self->shards) {
        const CopiaShard *shard = copia_shards_find (self->shards, cpos);

        return copia_gaps_code (copia_index_gaps (shard->index), cpos - shard->first);
    }
    if (G_UNLIKELY (cpos / 4 >= self->codes->size))
        return COPIA_GAP_NONE;
    copia_section_touch (self->codes, cpos / 4, 1);
    code = self->codes->bytes[cpos / 4] >> (2 * (cpos % 4));
    return (self->class ? code + guess (self, cpos) : code) & 3;
}

static CopiaString
listed_gap (const CopiaGaps *self, uint64_t cpos)
{
    uint64_t at = copia_ints_upper (&self->cpos, cpos);

    if (at == 0 || copia_ints_get (&self->cpos, at - 1) != cpos) {
        copia_container_blame (self->codes);
        return (CopiaString){ "", 0 };
    }
    return copia_strings_get (&self->strings, copia_ints_get (&self->value, at - 1));
}

CopiaString
copia_gaps_get (const CopiaGaps *self, uint64_t cpos)
{
    if (self->shards) {
        const CopiaShard *shard = copia_shards_find (self->shards, cpos);

        return copia_gaps_get (copia_index_gaps (shard->index), cpos - shard->first);
    }
    switch (copia_gaps_code (self, cpos)) {
    case COPIA_GAP_NONE:
        return (CopiaString){ "", 0 };
    case COPIA_GAP_SPACE:
        return (CopiaString){ " ", 1 };
    case COPIA_GAP_COMMON:
        return copia_strings_get (&self->strings, 0);
    default:
        return listed_gap (self, cpos);
    }
}

static bool
has_space (CopiaString gap)
{
    const char *end = gap.bytes + gap.size;

    for (const char *p = gap.bytes; p < end; p++) {
        if (g_ascii_isspace (*p))
            return true;
        if ((unsigned char) *p >= 0xC2) {
            gunichar c = g_utf8_get_char_validated (p, end - p);

            if ((gint32) c > 0 && g_unichar_isspace (c))
                return true;
        }
    }
    return false;
}

bool
copia_gaps_spaced (const CopiaGaps *self, uint64_t cpos)
{
    CopiaGapCode code = copia_gaps_code (self, cpos);

    return code == COPIA_GAP_SPACE ||
           (code != COPIA_GAP_NONE && has_space (copia_gaps_get (self, cpos)));
}
