/* gaps.c - two bits a token and a side list. */
#include "index/gaps.h"

#include "index/index.h"

bool
copia_gaps_open (CopiaGaps *self, const CopiaContainer *container, uint64_t tokens,
                 GError **error)
{
    const CopiaSection *listed = copia_container_find (container, "gap.cpos");
    uint64_t count = listed ? listed->count : 0;

    self->codes = copia_container_find (container, "gap.codes");
    if (!self->codes || self->codes->size != (tokens + 3) / 4)
        return copia_container_damaged (container, error,
                                        "section 'gap.codes' has a wrong size");
    return copia_strings_open (&self->strings, container, "gap", error) &&
           copia_ints_open (&self->cpos, container, "gap.cpos", count, error) &&
           copia_ints_open (&self->value, container, "gap.value", count, error);
}

CopiaGapCode
copia_gaps_code (const CopiaGaps *self, uint64_t cpos)
{
    if (self->shards) {
        const CopiaShard *shard = copia_shards_find (self->shards, cpos);

        return copia_gaps_code (copia_index_gaps (shard->index), cpos - shard->first);
    }
    if (G_UNLIKELY (cpos / 4 >= self->codes->size))
        return COPIA_GAP_NONE;
    copia_section_touch (self->codes, cpos / 4, 1);
    return self->codes->bytes[cpos / 4] >> (2 * (cpos % 4)) & 3;
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
